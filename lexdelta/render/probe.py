"""A first look at a site as text: what was asked and what came, page by page, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexdelta.emit import line
from lexdelta.probe.probed import Advice, Probe, RobotsSaid, Seen
from lexdelta.render.excerpt import cut
from lexdelta.render.lines import Style, paint, wrap
from lexdelta.render.notes import counted, named
from lexdelta.render.tell import standing
from scraper.answer import Exchange
from scraper.profile import Profile, Section
from scraper.rules import LONGEST_WAIT_SECONDS

MARGIN = 13
MOST_UNPLACED, MOST_TEXT, MOST_NEW = 5, 160, 20
NO_BREAK = "\u00a0"
_LANGUAGES = {"en": "English", "fr": "French"}
Said = tuple[str, str, Style]
"""A word in the margin, what is said beside it, and its style."""


def render_probe(probe: Probe, *, colour: bool = False, width: int = 100) -> str:
    """The look as text that ends in a newline. Every text of a page is visible and cut; lines to be copied are whole,
    at the margin, and last."""
    parts = [
        [paint(_header(probe), "strong", colour=colour)],
        *(_part(head, said, colour=colour, width=width) for head, said in _parts(probe)),
        _next(probe.advice, colour=colour, width=width),
    ]
    return "\n".join("".join(f"{text}\n" for text in part) for part in parts)


def _header(probe: Probe) -> str:
    asked = counted(len(probe.exchanges), "request")
    return f"Lexdelta probe · {probe.at:%Y-%m-%d %H:%M} UTC · {asked} · as {line(probe.user_agent)}"


def _parts(probe: Probe) -> Iterator[tuple[str, list[Said]]]:
    for robots in probe.robots:
        yield f"ROBOTS.TXT   {line(robots.site)}/robots.txt", list(_robots(robots))
    for seen in probe.seen:
        yield _name(seen), list(_seen(seen, probe))


def _part(head: str, said: Sequence[Said], *, colour: bool, width: int) -> list[str]:
    lines = [paint(head, "strong", colour=colour)]
    for word, text, style in said:
        first = f"  {word:<{MARGIN - 2}}"
        told = wrap([(text, style)], width=width, first=first, rest=" " * MARGIN, colour=colour)
        lines += [text.replace(NO_BREAK, " ") for text in told]
    return lines


def _name(seen: Seen) -> str:
    page = seen.page
    if seen.is_index:
        return f"INDEX        {line(page.url)}"
    country = seen.target.layout.country(page.country)
    name = country.name if country else page.country or page.key or "a page"
    return " · ".join(filter(None, (line(name).upper(), line(page.key), line(page.url))))


def _robots(said: RobotsSaid) -> Iterator[Said]:
    if said.exchange is None:
        yield "answer", "none came", "delete"
        return
    yield "answer", _answer((said.exchange,)), ""
    if said.exchange.status != 200 and said.allowed:
        yield "says", f"nothing, so all {counted(len(said.allowed), 'address', 'addresses')} may be asked for", ""
    elif said.allowed:
        whole = "all of " if not said.forbidden else ""
        yield "allows", f"{whole}what was asked for: {counted(len(said.allowed), 'address', 'addresses')}", "insert"
    if said.forbidden and said.exchange.status < 500:
        yield "forbids", ", ".join(map(line, said.forbidden)), "delete"
    if said.delay_seconds:
        kept = "which is kept to"
        if said.delay_seconds > LONGEST_WAIT_SECONDS:
            kept = f"of which {LONGEST_WAIT_SECONDS:g} are kept to: set fetch.delay_seconds to wait longer"
        yield "delay", f"{said.delay_seconds:g} seconds between requests, {kept}", ""


def _seen(seen: Seen, probe: Probe) -> Iterator[Said]:
    if seen.exchanges:
        yield "answer", _answer(seen.exchanges), ""
        yield from (("redirect", f"to {line(exchange.url)}", "") for exchange in seen.exchanges[1:])
    if seen.capture and seen.capture.source == "wayback":
        yield "archived", f"{seen.capture.at:%Y-%m-%d %H:%M} UTC, the newest capture the archive has", ""
    yield from _verdict(seen)
    if seen.is_index:
        yield from _index(seen)
    elif seen.examined:
        yield from _profile(seen, seen.examined.profile, probe)


def _answer(exchanges: Sequence[Exchange]) -> str:
    last = exchanges[-1]
    parts = [
        str(last.status),
        cut((last.header("content-type") or "no type").partition(";")[0], 60),
        f"{len(last.body):,} bytes" + (f" ({last.fault})" if last.fault else ""),
        *([counted(len(exchanges) - 1, "redirect")] if len(exchanges) > 1 else []),
        *(f"{name} {cut(value, 80)}" for name in ("server", "cf-mitigated") if (value := last.header(name))),
    ]
    return " · ".join(parts)


def _verdict(seen: Seen) -> Iterator[Said]:
    if seen.failure:
        yield "failed", _reason(seen.failure.code, seen.failure.detail), "delete"
    if seen.blocked:
        yield "wall", f"{line(seen.blocked)}; nothing here tries to get round it", "delete"
    if seen.accepted:
        yield "gate", "accepted" if not seen.is_index else "accepted as an index", "insert"
    for place, reason in enumerate(seen.reasons):
        yield "" if place else "gate", _reason(reason.code, reason.detail), "delete"


def _reason(code: str, detail: str) -> str:
    return f"{line(code)}: {cut(detail, 300)}"


def _index(seen: Seen) -> Iterator[Said]:
    title = seen.examined.title if seen.examined else ""
    if title:
        yield "title", f'"{cut(title, 120)}"', ""
    if not seen.listing:
        return
    none_known = seen.listing.profiles == len(seen.listing.new) and not seen.listing.missing
    yield (
        "lists",
        counted(seen.listing.profiles, "profile") + (f": {named(seen.listing.new)}" if none_known else ""),
        "",
    )
    if seen.listing.new and not none_known:
        yield "new", f"{len(seen.listing.new)} not among the known: {named(seen.listing.new)}", "insert"
    if seen.listing.missing:
        where = "on its first page" if seen.listing.more else "listed"
        yield "missing", f"{len(seen.listing.missing)} known, not {where}: {named(seen.listing.missing)}", ""
    if seen.listing.more:
        yield "goes on", f"with links to {counted(seen.listing.more, 'more page')}, which a run asks for", ""


def _profile(seen: Seen, profile: Profile, probe: Probe) -> Iterator[Said]:
    yield "expected", _expectations(seen, profile), ""
    yield from _new(seen, profile, probe)
    if not profile.sections:
        return
    yield "labels", _labels(profile), ""
    if "status" in profile.keys:
        yield "status", _status(profile), ""
    for place, section in enumerate(profile.sections):
        yield "" if place else "sections", _section(section), "" if section.state == "filled" else "quiet"
    words = profile.words
    yield "words", f"{words.placed:,} placed, {words.boilerplate:,} boilerplate, {words.unplaced:,} unplaced", ""
    for place, text in enumerate(words.unplaced_texts[:MOST_UNPLACED]):
        yield "" if place else "unplaced", f'outside every section: "{cut(text, MOST_TEXT)}"', ""
    left = len(words.unplaced_texts) - MOST_UNPLACED
    if left > 0:
        yield "", f"and {left:,} more", ""
    yield "links", _links(profile), ""


def _expectations(seen: Seen, profile: Profile) -> str:
    examined = seen.examined
    ends = "document complete" if examined and examined.ends else "no end of document"
    language = _LANGUAGES.get(profile.language, line(profile.language))
    parts = [
        f'country printed as "{cut(profile.title, 80)}"' if profile.title else "no country printed",
        f"labels in {language}" if language else "no known label",
        ends,
        f'title "{cut(examined.title, 100)}"' if examined and examined.title else "no title",
    ]
    return " · ".join(parts)


def _labels(profile: Profile) -> str:
    found = [key for key in profile.keys if profile.section(key)]
    absent = [key for key in profile.keys if key not in found]
    missing = f"; not printed: {', '.join(absent)}" if absent and found else ""
    return f"{len(found)} of {len(profile.keys)} found{missing}"


def _status(profile: Profile) -> str:
    status = profile.status
    if status.standing == "other":
        return f'a wording never seen before: "{cut(status.wording or "", 120)}", kept as printed'
    return standing(status.standing)


def _section(section: Section) -> str:
    """One row of the table of sections: what is printed, how much stands under it, the key it is kept under."""
    blocks = counted(len(section.blocks), "block") if section.blocks else "in its parts"
    state = blocks if section.state == "filled" else section.state
    return NO_BREAK.join(f"{cut(section.label, 60):<44} {state:<13} {line(section.key)}".split(" "))


def _new(seen: Seen, profile: Profile, probe: Probe) -> Iterator[Said]:
    kept = {heading.text: heading.kept_as for heading in probe.headings}
    for text in profile.words.unknown_labels[:MOST_NEW]:
        yield "new", f'heading "{cut(text, 120)}", kept as {line(kept.get(text, "")) or "text"}', "insert"
    headings = seen.examined.headings if seen.examined and not profile.sections and not seen.blocked else ()
    if headings:
        yield "headings", "; ".join(f'"{cut(text, 80)}"' for text in headings[:12]), ""


def _links(profile: Profile) -> str:
    links = [link for section in profile.sections for block in section.blocks for link in block.links]
    return f"{len(links):,} in the sections"


def _next(advice: Advice, *, colour: bool, width: int) -> list[str]:
    style: Style = "insert" if advice.exit_code == 0 else "strong"
    first = paint("NEXT", "strong", colour=colour) + " " * (MARGIN - 4)
    said = wrap([(line(advice.sentence), style)], width=width - MARGIN, colour=colour)
    lines = [(first if number == 0 else " " * MARGIN) + text for number, text in enumerate(said)]
    return [*lines, *([""] if advice.lines else []), *map(line, advice.lines)]
