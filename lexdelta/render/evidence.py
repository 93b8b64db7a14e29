"""What stands below a change: when it was seen, why it is graded so, where it stands, and what people call it."""

from __future__ import annotations

from dataclasses import dataclass

from lexdelta.render.excerpt import cut
from lexdelta.render.tell import MOST_VALUE
from lexdelta.render.when import Clock
from lexdelta.told import ToldChange

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

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts there are, in the order they are told."""
        rule = f"{self.rule} ({self.weight})" if self.weight != "substantive" else self.rule
        return tuple(filter(None, (self.times, rule, self.url, self.editions, self.state, self.number)))


def evidence(change: ToldChange, clock: Clock) -> Evidence:
    """When the change was seen, by which rule it was graded, where, and under which number."""
    return Evidence(
        times=_times(change, clock),
        rule=f"rule {cut(change.rule, 80)}",
        weight=change.significance,
        url=cut(change.url, 500),
        editions=also_in(change),
        state=_STATES.get(change.state, ""),
        number=f"#{change.id}" if change.id is not None else "",
    )


def also_in(change: ToldChange) -> str:
    """The other editions that show the same change: "also in fr"; whole page keys where the country differs."""
    country = change.page.rpartition(".")[0]
    editions = (key.removeprefix(f"{country}.") if country else key for key in change.also_in)
    return f"also in {cut(', '.join(editions), MOST_VALUE)}" if change.also_in else ""


def is_removal(change: ToldChange) -> bool:
    """Whether a change had to be seen twice before it was told."""
    unstated = change.kind in ("status_moved", "status_reworded") and change.after in (None, "unstated")
    return unstated or change.kind in ("section_removed", "section_emptied")


def _times(change: ToldChange, clock: Clock) -> str:
    old, new = change.last_seen_old, change.first_seen_new
    if old is None or new is None:
        return ""
    zone = clock.zone_name(new)
    old_zone = "" if clock.zone_name(old) == zone else f" {clock.zone_name(old)}"
    times = f"old last seen {clock.minute(old)}{old_zone}, new first seen {clock.minute(new)} {zone}"
    if change.confirmed_at and change.state == "confirmed" and is_removal(change):
        times += f", confirmed {clock.minute(change.confirmed_at)}"
    return times
