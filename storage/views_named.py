"""The views of what pages name: institutions, laws, strategies, cases and links, now and through time.

The rules of `storage.tables` hold. Histories count a thing by its normal form: a page that prints it another way still
names it.
"""

from __future__ import annotations

from storage.views import STATES

_PLURALS = (
    ("institution", "institutions", "ministries, prosecutors, police units, response teams, courts, agencies"),
    ("law", "laws", "acts, decrees, codes and other legal texts"),
    ("strategy", "strategies", "strategies and policies"),
    ("case", "cases", "decisions of courts"),
)
_OWN = {
    "institution": ("subkind", "name", "acronym"),
    "law": ("subkind", "name", "number", "year"),
    "strategy": ("name", "acronym", "year", "year_to"),
    "case": ("court", "name", "number", "year"),
}
_MEANS = {
    "subkind": "kind of it",
    "name": "name or title without number and acronym, NULL when none is printed",
    "acronym": "acronym, NULL when none is printed",
    "number": "number, NULL when none is printed",
    "year": "year, or the first one covered, NULL when none is printed",
    "year_to": "last year covered, NULL when none is printed",
    "court": "court that decided, NULL when none is printed",
}
_FROM = """FROM current_snapshots s JOIN pages p ON p.key = s.page LEFT JOIN countries n ON n.key = p.country
CROSS JOIN sections x ON x.reading = s.reading CROSS JOIN blocks b ON b.section = x.id
CROSS JOIN mentions m ON m.block = b.id"""
_NAMED = """SELECT DISTINCT t.number, t.page, m.normal AS normal, min(m.text) AS text
  FROM known t CROSS JOIN sections x ON x.reading = t.reading CROSS JOIN blocks b ON b.section = x.id
  CROSS JOIN mentions m ON m.block = b.id WHERE m.kind = '{kind}' GROUP BY t.page, t.number, m.normal"""
_LINKED = """SELECT DISTINCT t.number, t.page, k.url AS normal, min(k.text) AS text
  FROM known t CROSS JOIN sections x ON x.reading = t.reading CROSS JOIN blocks b ON b.section = x.id
  CROSS JOIN links k ON k.block = b.id GROUP BY t.page, t.number, k.url"""


def _now(kind: str, plural: str, what: str) -> str:
    own = _OWN[kind]
    explained = "\n".join(f"-- {column}: {_MEANS[column]}" for column in own)
    return f"""CREATE VIEW current_{plural} AS
-- What pages name now: {what}; one row each time one is named.
-- page: page key
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- language: language of the edition
-- section: section key
-- text: as printed
-- normal: form by which equal things are equal
{explained}
-- block_text: the block it stands in
-- last_verified: last look that found it there
SELECT p.key AS page, n.name AS country, n.iso3, p.language, x.key AS section, m.text, m.normal,
  {", ".join(f"m.{column}" for column in own)}, b.text AS block_text, s.last_verified
{_FROM} WHERE m.kind = '{kind}'"""


def _history(plural: str, what: str, named: str) -> str:
    return f"""CREATE VIEW {plural[:-3] + "y" if plural == "strategies" else plural[:-1]}_history AS
-- What pages named when: {what}; one row per stretch in which a page named the same thing.
-- page: page key
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- language: language of the edition
-- normal: form by which equal things are equal
-- text: as first printed in the stretch
-- observed_from: first look that found it
-- last_verified: last look that found it
-- observed_to: first look that no longer found it, NULL while it is named
WITH {STATES}, named AS (
  {named}
), things AS (
  SELECT DISTINCT page, normal FROM named
), seen AS (
  SELECT t.page, g.normal, t.observed_at, t.number, t.verified, d.text, d.normal NOT NULL AS there
  FROM things g JOIN states t ON t.page = g.page
  LEFT JOIN named d ON d.page = t.page AND d.number = t.number AND d.normal = g.normal
), marked AS (
  SELECT *, there IS NOT lag(there) OVER (PARTITION BY page, normal ORDER BY observed_at, number) AS fresh FROM seen
), placed AS (
  SELECT *, sum(fresh) OVER (PARTITION BY page, normal ORDER BY observed_at, number) AS stretch FROM marked
), spans AS (
  SELECT *, max(verified) OVER (PARTITION BY page, normal, stretch) AS last_verified FROM placed
), ends AS (
  SELECT *, lead(observed_at) OVER (PARTITION BY page, normal ORDER BY stretch) AS observed_to FROM spans WHERE fresh
)
SELECT e.page, n.name AS country, n.iso3, p.language, e.normal, e.text, e.observed_at AS observed_from, e.last_verified,
  e.observed_to
FROM ends e JOIN pages p ON p.key = e.page LEFT JOIN countries n ON n.key = p.country WHERE e.there"""  # noqa: S608 - made of constants


NAMED = "\n\n".join(
    [
        *(_now(*row) for row in _PLURALS),
        *(_history(plural, what, _NAMED.format(kind=kind)) for kind, plural, what in _PLURALS),
        _history("links", "addresses that sections link to; normal is the address", _LINKED),
    ]
)
