"""The report as JSON: stable, documented keys; texts as the page printed them, dates UTC ISO 8601 with Z."""

from __future__ import annotations

from datetime import UTC, datetime

from diffs.change import SIGNIFICANCES
from lexdelta.naming import NewHeading
from lexdelta.report import SCHEMA_VERSION, Event, Inventory, Report, Unknown, Unsure
from lexdelta.told import ToldChange
from storage.summaries import CountryStanding


def report_json(report: Report) -> dict[str, object]:
    """The report as values that `json.dumps` takes; nothing is cut or cleaned, so what reads it must escape.

    Keys: schema_version, run (null for a period), start, end, timezone, least, coverage {pages, verified, failed,
    quarantined, gone, archived, oldest}, changes [as `change_json`], rest {significance: n},
    not_yet_sure [{change, since, due}],
    unknown [{page, country, reason, since, quarantine}], events [{id, kind, title, since, countries, changes}],
    new_pages [{page, country}], new_wording [{page, kind: heading, status or text, text}], new_headings [{layout,
    text, kept_as, key, others, pages, line}], undelivered [sentences], chain {run, head}, came_and_went
    [[change ids]], scope {countries, regions, sections} (what was asked for, [] for all), standings [{country, iso2,
    region, standing}] (standing null while nothing is known), inventory (null but for a first run)
    {standings [{standing, countries}], sections [{key, label, filled, empty, absent, unknown}]}. `quarantine` and an
    event's `id` are what `lexdelta decide` takes ("q17", "e3"); `oldest` is null when some page was never verified.
    """
    coverage = report.coverage
    return {
        "schema_version": SCHEMA_VERSION,
        "run": report.run,
        "start": _stamp(report.start),
        "end": _stamp(report.end),
        "timezone": report.timezone,
        "least": report.least,
        "coverage": {
            "pages": coverage.pages,
            "verified": coverage.verified,
            "failed": coverage.failed,
            "quarantined": coverage.quarantined,
            "gone": coverage.gone,
            "archived": coverage.archived,
            "oldest": _stamp(coverage.oldest),
        },
        "changes": [change_json(change) for change in report.changes],
        "rest": {name: sum(n for kind, n in report.rest if kind == name) for name in SIGNIFICANCES},
        "not_yet_sure": [_unsure(entry) for entry in report.unsure],
        "unknown": [_unknown(entry) for entry in report.unknown],
        "events": [_event(event) for event in report.events],
        "new_pages": [{"page": page, "country": country} for page, country in report.added],
        **wordings_json(report),
        "undelivered": list(report.undelivered),
        "chain": {"run": report.chain_run, "head": report.chain_head},
        "came_and_went": [list(ids) for ids in report.vanished],
        "scope": {name: list(getattr(report.scope, name)) for name in ("countries", "regions", "sections")},
        "standings": [_standing(standing) for standing in report.standings],
        "inventory": _inventory(report.inventory) if report.inventory else None,
    }


def wordings_json(report: Report) -> dict[str, object]:
    """The keys `new_wording` and `new_headings` of a report: what no vocabulary knows, and how headings may be named.

    `line` is the line for config.toml, null for what is too long to be a heading; `key` and `others` are guesses.
    """
    return {
        "new_wording": [{"page": w.page, "kind": w.kind, "text": w.text} for w in report.labels],
        "new_headings": [heading_json(heading) for heading in report.headings],
    }


def heading_json(heading: NewHeading) -> dict[str, object]:
    """One new heading."""
    return {
        "layout": heading.layout,
        "text": heading.text,
        "kept_as": heading.kept_as or None,
        "key": heading.key,
        "others": list(heading.others),
        "pages": list(heading.pages),
        "line": heading.line or None,
    }


def change_json(change: ToldChange) -> dict[str, object]:
    """One change in the shape every command shares; null where two files have no id, time or capture.

    Keys: id, page, also_in [page keys], country, iso3, language, section, section_label, kind, before, after, edits
    [{op: equal, delete or insert, text}], significance, rule, reason, state, last_seen_old, first_seen_new,
    confirmed_at, url, capture_before, capture_after, digest_before, digest_after (SHA-256 of the captures' bodies),
    region, merges [ids told as this one, for changes that followed each other in a period], moved_from (a section key,
    null unless a text moved), form (what happened to the text: block_edited, block_split ...; kind says what that
    means), named [{kind, before, after}] (what came to the page or went from it, null on the side where it is not
    named), unaligned (there was too much text to compare word by word), history (archives showed it, from before the
    page was watched).
    """
    return {
        "id": change.id,
        "page": change.page,
        "also_in": list(change.also_in),
        "country": change.country,
        "iso3": change.iso3,
        "language": change.language,
        "section": change.section,
        "section_label": change.section_label,
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "edits": [{"op": edit.op, "text": edit.text} for edit in change.edits],
        "significance": change.significance,
        "rule": change.rule,
        "reason": change.reason,
        "state": change.state,
        "last_seen_old": _stamp(change.last_seen_old),
        "first_seen_new": _stamp(change.first_seen_new),
        "confirmed_at": _stamp(change.confirmed_at),
        "url": change.url,
        "capture_before": change.capture_before,
        "capture_after": change.capture_after,
        "digest_before": change.digest_before,
        "digest_after": change.digest_after,
        "region": change.region,
        "merges": list(change.merges),
        "moved_from": change.moved_from,
        "form": change.form or change.kind,
        "named": [{"kind": one.kind, "before": one.before, "after": one.after} for one in change.named],
        "unaligned": change.unaligned,
        "history": change.history,
    }


def _stamp(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _unsure(entry: Unsure) -> dict[str, object]:
    return {"change": change_json(entry.change), "since": _stamp(entry.since), "due": _stamp(entry.due)}


def _unknown(entry: Unknown) -> dict[str, object]:
    return {
        "page": entry.page,
        "country": entry.country,
        "reason": entry.reason,
        "since": _stamp(entry.since),
        "quarantine": f"q{entry.quarantine}" if entry.quarantine is not None else None,
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "id": f"e{event.id}",
        "kind": event.kind,
        "title": event.title,
        "since": _stamp(event.since),
        "countries": list(event.countries),
        "changes": event.changes,
    }


def _standing(stood: CountryStanding) -> dict[str, object]:
    names = ("country", "iso2", "region", "standing")
    return {name: getattr(stood, name) for name in names}


def _inventory(inventory: Inventory) -> dict[str, object]:
    return {
        "standings": [{"standing": key, "countries": list(names)} for key, names in inventory.standings],
        "sections": [
            {
                "key": count.section,
                "label": count.label,
                "filled": count.filled,
                "empty": count.empty,
                "absent": count.absent,
                "unknown": count.unknown,
            }
            for count in inventory.sections
        ],
    }
