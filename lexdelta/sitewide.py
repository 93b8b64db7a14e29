"""The run gate: what stands on most pages of a run is one thing about the site, not seventy about countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diffs.change import Change
from diffs.siblings import article_text, equal_articles, fingerprint, template_changes, twin
from lexdelta.judging import Finding
from scraper.layout import Layout

LEAST_COUNTRIES = 3
SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Sitewide:
    """`held`: fingerprints of changes to hold as site events; `troubled`: countries that failed or were quarantined,
    () unless they are so many that the site itself is in trouble."""

    held: frozenset[str]
    troubled: tuple[str, ...]


def many(count: int, of: int) -> bool:
    """Whether so many countries share something that it is about the site: more than 3 and more than 20 %."""
    return count > max(LEAST_COUNTRIES, SHARE * of)


def without_doubles(findings: Sequence[Finding], layout: Layout) -> tuple[Finding, ...]:
    """The findings, with pages quarantined whose whole article stands on another country's page too."""
    texts = {f.page.key: (f.page.country, _article(f, layout)) for f in findings if f.profile and f.verified}
    doubles = equal_articles(texts)
    return tuple(_as_double(f) if f.page.key in doubles and _is_new(f) else f for f in findings)


def look_across(findings: Sequence[Finding], already_held: frozenset[str]) -> Sitewide:
    """What the findings of one run say together; `already_held` are fingerprints of events still undecided."""
    stands = [(f.page.country, fingerprint(change)) for f in findings for change in f.changes]
    countries = {f.page.country for f in findings}
    verified = {f.page.country for f in findings if f.verified}
    held = frozenset(template_changes(stands, len(verified))) | (already_held & {mark for _, mark in stands})
    troubled = sorted({f.page.country for f in findings if not f.verified and f.outcome != "gone"})
    return Sitewide(held, tuple(troubled) if many(len(troubled), len(countries)) else ())


def twins(findings: Sequence[Finding], languages: Sequence[str]) -> Mapping[tuple[str, int], tuple[str, int]]:
    """(page key, position of a change) -> the same of the edition it is told with, for changes that stand in several
    editions of a country; the first of `languages` leads. Each change pairs with one in each other edition."""
    order = {language: position for position, language in enumerate(languages)}
    by_country: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (order.get(f.page.language, len(order)), f.page.key)):
        by_country[finding.page.country].append(finding)
    told: dict[tuple[str, int], tuple[str, int]] = {}
    for editions in by_country.values():
        for position, edition in enumerate(editions):
            _pair(editions[:position], edition, told)
    return told


def _pair(leaders: Sequence[Finding], edition: Finding, told: dict[tuple[str, int], tuple[str, int]]) -> None:
    free: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for leader in leaders:
        for number, change in enumerate(leader.changes):
            if (leader.page.key, number) not in told:
                free[twin(change)].append((leader.page.key, number))
    for number, change in enumerate(edition.changes):
        if free[twin(change)]:
            told[edition.page.key, number] = free[twin(change)].pop(0)


def changes_of(findings: Sequence[Finding]) -> list[tuple[Finding, int, Change]]:
    """Every new change with its finding and its position there."""
    return [(finding, number, change) for finding in findings for number, change in enumerate(finding.changes)]


def _article(finding: Finding, layout: Layout) -> str:
    country = layout.country(finding.page.country)
    names = (country.name, country.french, *country.aliases) if country else ()
    return article_text(finding.profile, (*names, finding.profile.title)) if finding.profile else ""


def _is_new(finding: Finding) -> bool:
    return finding.outcome in ("first", "changed")


def _as_double(finding: Finding) -> Finding:
    reason = ("double", "The same article stands on another country's page in this run.")
    return replace(finding, outcome="quarantined", reasons=(reason,), changes=(), still_missing=(), returned=())
