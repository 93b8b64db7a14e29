"""What to do after a first look at a site: one thing, in one sentence; pure.

The rules are tried in order, from what stops everything to what stops nothing, and the first that has something to say
is the advice. None of them is a way round a wall: a site that refuses scripts is asked, never deceived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lexdelta import exits
from lexdelta.naming import NewHeading, lines_to_add
from lexdelta.probe.probed import Advice, RobotsSaid, Seen

ASK = "ask its webmaster for access with the letter in docs/real-site.md"
ARCHIVE = '`lexdelta import --wayback`, or a [[watch]] with source = "wayback"'
MEANWHILE = f"{ASK}, and take the pages from the archive meanwhile ({ARCHIVE})"
BY_HAND = f"{ASK}, and save the pages by hand meanwhile (`lexdelta import FILE`)"
_MEND = {
    "dns": "check how the name is spelt, this machine's DNS and its way to the internet",
    "tls": "check this machine's clock, and whether a proxy or a firewall opens its TLS connections",
    "connection": "check the network, a firewall on the way, and whether the site opens in a browser",
    "timeout": "check the network, a firewall on the way, and whether the site opens in a browser",
    "address": "mend the DNS that sends this name into a private network, "
    "or list the address under [fetch] allow_addresses if the site is your own",
}
_GONE = ("status-404", "status-410")


@dataclass(frozen=True, slots=True)
class _Facts:
    """`wanted` is what decides: the profiles, or the indexes where no profile could be asked for."""

    seen: Sequence[Seen]
    wanted: Sequence[Seen]
    robots: Sequence[RobotsSaid]
    headings: Sequence[NewHeading]

    @property
    def refused(self) -> list[Seen]:
        return [item for item in self.wanted if not item.accepted]

    @property
    def none_accepted(self) -> bool:
        return len(self.refused) == len(self.wanted)


def advise(seen: Sequence[Seen], robots: Sequence[RobotsSaid], headings: Sequence[NewHeading]) -> Advice:
    """The next step after these looks."""
    profiles = [item for item in seen if not item.is_index]
    asked = any(item.page.url for item in profiles)
    facts = _Facts(seen, profiles if asked else seen, robots, headings)
    rules = (_unreachable, _not_allowed, _forbidden, _blocked, _busy, _nowhere, _rebuilt, _moved, _odd, _new_heading)
    return next((advice for rule in rules if (advice := rule(facts))), None) or _free(facts)


def _unreachable(facts: _Facts) -> Advice | None:
    failures = [item.failure for item in facts.seen if item.failure and item.capture is None]
    first = failures[0] if len(failures) == len(facts.seen) and failures else None
    if first is None or first.code not in _MEND:
        return None
    return Advice("fix-network", f"{first.detail} Nothing was reached: {_MEND[first.code]}.", exits.FAILED)


def _not_allowed(facts: _Facts) -> Advice | None:
    own = (item for item in facts.refused if not item.exchanges)  # what a page redirects to is another matter
    strange = [item.failure for item in own if item.failure and item.code == "host"]
    if not strange:
        return None
    ask = "add it to allowed_hosts under [fetch] if it is the site you mean"
    return Advice("allow-host", f"{_open_end(strange[0].detail)}: {ask}.", exits.NEEDS_A_PERSON)


def _forbidden(facts: _Facts) -> Advice | None:
    walls = [item for item in facts.refused if item.code == "robots"]
    if not walls:
        return None
    whose, then = ("archive", BY_HAND) if walls[0].target.archive else ("site", MEANWHILE)
    return Advice("ask-for-access", f"The {whose}'s robots.txt asks not to be read here: {then}.", exits.NEEDS_A_PERSON)


def _blocked(facts: _Facts) -> Advice | None:
    walls = [item for item in facts.refused if item.blocked]
    if not walls:
        return None
    if walls[0].target.archive:
        how, then = f"The newest capture of the archive is {walls[0].blocked}", BY_HAND
    else:
        how, then = f"The site answers this program with {walls[0].blocked}", MEANWHILE
    return Advice("ask-for-access", f"{how}: {then}.", exits.NEEDS_A_PERSON)


def _busy(facts: _Facts) -> Advice | None:
    later = [item for item in facts.refused if item.busy]
    if not later:
        return None
    why = later[0].failure.detail if later[0].failure else "The site is under maintenance."
    reached = any(item.exchanges for item in facts.seen) or any(said.exchange for said in facts.robots)
    code = exits.NEEDS_A_PERSON if reached else exits.FAILED
    return Advice("try-later", f"{_open_end(why)}: probe again in some hours.", code)


def _nowhere(facts: _Facts) -> Advice | None:
    """What was named is not there, so it was not asked for."""
    lost = [item.failure for item in facts.wanted if item.failure and item.code in ("unknown-page", "url")]
    return Advice("look", lost[0].detail, exits.FAILED) if lost else None


def _rebuilt(facts: _Facts) -> Advice | None:
    """None of the layout's labels stands on a page that came as it should."""
    strange = [item for item in facts.refused if not item.failure and not item.is_index and _has_no_labels(item)]
    if not strange or not facts.none_accepted:
        return None
    lines = lines_to_add(facts.headings)
    what = "These pages print none of the headings the layout knows, as after a rebuild of the site"
    if not lines:
        return Advice("rebuilt", f"{what}: look at one in a browser, and see docs/real-site.md.", exits.NEEDS_A_PERSON)
    how = "of the headings they do print, give config.toml those that stand for sections, and probe again"
    return Advice("rebuilt", f"{what}: {how}.", exits.NEEDS_A_PERSON, lines)


def _has_no_labels(item: Seen) -> bool:
    return any(reason.code == "labels" for reason in item.reasons)


def _moved(facts: _Facts) -> Advice | None:
    if facts.refused and all(item.code in _GONE for item in facts.refused) and facts.none_accepted:
        how = "open a profile in a browser and give its address to `lexdelta probe`"
        return Advice("moved", f"There is nothing at these addresses any more: {how}.", exits.NEEDS_A_PERSON)
    return None


def _odd(facts: _Facts) -> Advice | None:
    if not facts.refused:
        return None
    item = facts.refused[0]
    said = item.failure or item.reasons[0]
    if item.code == "not-archived":
        return Advice("look", f"{item.page.key}: {_open_end(said.detail)}: {BY_HAND}.", exits.NEEDS_A_PERSON)
    rest = "" if facts.none_accepted else "; `lexdelta run` would verify the others"
    where = item.page.key or item.page.url
    sentence = (
        f"Look at {where} in a browser, since this is not the page it should be ({_open_end(said.detail)}){rest}."
    )
    return Advice("look", sentence, exits.NEEDS_A_PERSON)


def _new_heading(facts: _Facts) -> Advice | None:
    lines = lines_to_add(facts.headings)
    if not lines:
        return None
    many = len([line for line in lines if not line.startswith("#")]) > 1
    what = "these headings are" if many else "this heading is"
    add = "add the lines that fit" if many else "add this line"
    sentence = f"The way is free, but {what} new: {add} to config.toml, then `lexdelta run`."
    return Advice("add-label", sentence, exits.NEEDS_A_PERSON, lines)


def _free(facts: _Facts) -> Advice:
    doubted = [item for item in facts.seen if item.is_index and not item.accepted]
    without = "the known pages are checked without the index, which could not be used"
    known = f" ({without})" if doubted else ""
    return Advice("go-on", f"The way is free{known}: go on with `lexdelta run`.", exits.DONE)


def _open_end(sentence: str) -> str:
    return sentence.rstrip(". ")
