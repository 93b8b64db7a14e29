"""What stands below a change: when it was seen, why it is graded so, where it stands, and what people call it."""

from __future__ import annotations

from dataclasses import dataclass

from diffs.change import removes
from lexdelta.emit import line
from lexdelta.render.excerpt import cut
from lexdelta.render.tell import MOST_VALUE
from lexdelta.render.when import Clock
from lexdelta.told import ToldChange

DIGITS = 12
"""Digits of a digest that are shown: enough to name one capture among billions."""
_STATES = {
    "provisional": "not yet sure",
    "held": "held",
    "dismissed": "dismissed",
    "withdrawn": "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a reader needs to check a change: each part visible and on one line, "" where there is nothing to say."""

    times: str
    rule: str
    weight: str
    url: str
    editions: str
    state: str
    number: str
    digests: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts there are, in the order they are told."""
        rule = f"{self.rule} ({self.weight})" if self.weight != "substantive" else self.rule
        return tuple(filter(None, (self.times, rule, self.url, self.editions, self.state, self.digests, self.number)))


def evidence(change: ToldChange, clock: Clock) -> Evidence:
    """When the change was seen, by which rule it was graded, where, and under which number."""
    return Evidence(
        times=_times(change, clock),
        rule=f"rule {cut(change.rule, 80)}",
        weight=change.significance,
        url=cut(change.url, 500),
        editions=also_in(change),
        state=_STATES.get(change.state, "from archives" if change.history else ""),
        number=_numbers(change),
        digests=_digests(change),
    )


def also_in(change: ToldChange) -> str:
    """The other editions that show the same change: "also in fr"; whole page keys where the country differs."""
    country = change.page.rpartition(".")[0]
    editions = (key.removeprefix(f"{country}.") if country else key for key in change.also_in)
    return f"also in {cut(', '.join(editions), MOST_VALUE)}" if change.also_in else ""


def _numbers(change: ToldChange) -> str:
    """The change's number, or those of all it is made of: "#1842", "#1842 and #1850"."""
    ids = change.merges or ((change.id,) if change.id is not None else ())
    *others, last = [f"#{number}" for number in ids] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _digests(change: ToldChange) -> str:
    """What the bodies of both captures are kept under, by digits enough for `lexdelta raw`."""
    before, after = (line(digest or "")[:DIGITS] for digest in (change.digest_before, change.digest_after))
    return f"sha256 {before} -> {after}" if before and after else ""


def _times(change: ToldChange, clock: Clock) -> str:
    old, new = change.last_seen_old, change.first_seen_new
    if old is None or new is None:
        return ""
    zone = clock.zone_name(new)
    old_zone = "" if clock.zone_name(old) == zone else f" {clock.zone_name(old)}"
    times = f"old last seen {clock.minute(old)}{old_zone}, new first seen {clock.minute(new)} {zone}"
    if change.confirmed_at and change.state == "confirmed" and removes(change.kind, change.after):
        times += f", confirmed {clock.minute(change.confirmed_at)}"
    return times
