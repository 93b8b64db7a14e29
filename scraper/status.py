"""The status line's small grammar: label by label, raw text kept; pure, never raises.

As printed, every part optional, in this order:

    [Status : VALUE] [Signed : dd/mm/yyyy] [Ratified : dd/mm/yyyy] [Declarations and reservations : FREE TEXT] [link]

The free text may hold colons, dates, addresses and its own label again, so it runs from its first label to the end.
"""

from __future__ import annotations

import re
from datetime import date

from scraper.layouts.labels import STANDINGS, STATUS_LABELS
from scraper.normalise import normalise
from scraper.profile import Standing, Status


def printed(field: str) -> str:
    """A pattern for every printed label of a field of STATUS_LABELS, the longest first, white space loose."""
    labels = sorted((label for label, name in STATUS_LABELS.items() if name == field), key=len, reverse=True)
    return "|".join(r"\s*".join(re.escape(word) for word in label.split()) for label in labels)


_DECLARATIONS = re.compile(rf"(?:{printed('declarations')})\s*:", re.IGNORECASE)
_FIELDS = re.compile(
    "|".join(rf"\b(?P<{field}>{printed(field)})\s*:" for field in ("status", "signed", "ratified", "updated")),
    re.IGNORECASE,
)
_PROFILE_LINK = re.compile(rf"(?:{printed('legal_profile')})\s*$", re.IGNORECASE)
_STANDINGS = {wording.casefold(): standing for wording, standing in STANDINGS.items()}
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_UPDATE = re.compile(rf"(?:{printed('updated')})\s*:\s*[\d/.-]*", re.IGNORECASE)


def parse_status(text: str) -> Status:
    """The status line as fields; wording the grammar does not know becomes standing "other", kept as `wording`."""
    raw = normalise(text)
    body = _PROFILE_LINK.sub("", raw).strip()
    head, declarations = _split_declarations(body)
    fields = _fields(head)
    wording = fields.get("status", fields.get("", "")) or None
    return Status(
        standing=_standing(wording),
        wording=wording,
        declarations=declarations,
        signed=_date(fields.get("signed", "")),
        ratified=_date(fields.get("ratified", "")),
        raw=raw,
    )


def ends_status_line(text: str) -> bool:
    """Whether a line closes the status line: the link to the legal profile always comes last."""
    return bool(_PROFILE_LINK.search(normalise(text)))


def is_update(text: str) -> bool:
    """Whether a line is the date of the page's last update and nothing else."""
    return _UPDATE.fullmatch(text) is not None


def stated_at(text: str) -> date | None:
    """The date after "Last updated" anywhere in the text, None when it is not printed or is no date."""
    for found in _FIELDS.finditer(text):
        if found.lastgroup == "updated":
            return _date(text[found.end() : found.end() + 16])
    return None


def _split_declarations(body: str) -> tuple[str, str | None]:
    found = _DECLARATIONS.search(body)
    if not found:
        return body, None
    return body[: found.start()].strip(), body[found.end() :].strip()


def _fields(head: str) -> dict[str, str]:
    """The printed values by label; the text before any label under ""."""
    found = list(_FIELDS.finditer(head))
    values = {"": head[: found[0].start() if found else None].strip()}
    for label, following in zip(found, [*found[1:], None], strict=False):
        value = head[label.end() : following.start() if following else None].strip()
        values.setdefault(label.lastgroup or "", value)
    if not values[""]:
        del values[""]
    return values


def _standing(wording: str | None) -> Standing:
    if not wording:
        return "unstated"
    return _STANDINGS.get(wording.rstrip(" .;").casefold(), "other")


def _date(text: str) -> date | None:
    found = _DATE.search(text)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        # 31/02/2015 is printed somewhere one day: it stays in the raw line, and is no date.
        return None
