"""What the rules look at in what a change names: predicates that answer with the names, or None."""

from __future__ import annotations

from diffs.change import NamedKind
from diffs.evidence import Evidence
from diffs.phrases import quoted
from diffs.whole import Predicate


def named(kind: NamedKind) -> Predicate:
    """Fires on a change whose most telling name is of that kind."""

    def fires(evidence: Evidence) -> str | None:
        change = evidence.change
        if change.kind != kind:
            return None
        first = next(one for one in getattr(change, "named", ()) if one.kind == kind)
        return " -> ".join(quoted(name) for name in (first.before, first.after) if name)

    return fires
