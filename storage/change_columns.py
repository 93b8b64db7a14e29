"""What a change says, as the columns of its row."""

from __future__ import annotations

import json

from diffs.change import BlockChange, Change, SectionChange, StatusChange
from storage.connection import Value


def said(change: Change) -> dict[str, Value]:
    """The columns of `changes` that come from the change itself; texts as printed."""
    edits = change.edits if isinstance(change, BlockChange) else ()
    named = change.named if isinstance(change, (BlockChange, SectionChange)) else ()
    return {
        "section": change.section,
        "section_label": change.label,
        "kind": change.kind,
        "form": change.form,
        "field": change.field if isinstance(change, StatusChange) else None,
        "before": change.before,
        "after": change.after,
        "edits": json.dumps([[edit.op, edit.text] for edit in edits], ensure_ascii=False),
        "moved_from": change.moved_from if isinstance(change, BlockChange) else None,
        "named": json.dumps([[one.kind, one.before, one.after] for one in named], ensure_ascii=False),
        "unaligned": int(isinstance(change, BlockChange) and change.unaligned),
    }
