"""The views of schema version 1: the tables as people ask for them. The rules of `storage.tables` hold.

Columns are explained by lines of the form `-- name: sentence`. Written for SQLite 3.37: no FULL JOIN, no aggregate
ORDER BY, no `->>`. `CROSS JOIN` keeps SQLite from beginning with the largest table.
"""

from __future__ import annotations

NEWEST_READING = "(SELECT max(id) FROM readings WHERE snapshot = s.id)"
"""The reading of snapshot `s` that counts."""

VERIFIED = "(SELECT max(c.at) FROM checks c WHERE c.snapshot = s.id)"
"""The last look at snapshot `s`: when its newest capture arrived, or when the server said nothing had changed."""

STATES = f"""known AS (
  SELECT s.page, s.id, s.number, s.observed_at, coalesce({VERIFIED}, s.observed_at) AS verified,
    lead(s.observed_at) OVER (PARTITION BY s.page ORDER BY s.observed_at, s.number) AS next, {NEWEST_READING} AS reading
  FROM snapshots s
), states AS (
  SELECT page, id, number, reading, observed_at, iif(next < verified, observed_at, verified) AS verified FROM known
  UNION ALL
  SELECT s.page, s.id, s.number, s.reading, coalesce(k.at, c.at), coalesce(k.at, c.at)
  FROM known s CROSS JOIN checks c ON c.snapshot = s.id LEFT JOIN captures k ON k.id = c.capture
  WHERE s.next < s.verified AND coalesce(k.at, c.at) > s.observed_at
)"""  # noqa: S608 - made of constants
"""The snapshots (`known`), and when pages were in these states, in order of time (`states`): a snapshot counts once,
but by each look at it where an import showed another state between two of them."""

KNOWS_STATUS = """(r.standing <> 'unstated'
    OR EXISTS (SELECT 1 FROM sections q WHERE q.reading = r.id AND q.key = 'status'))"""
"""Whether the kind of page that reading `r` is of has a status at all: on any other none is missing."""

_SITE = "run NOT IN (SELECT id FROM runs WHERE command = 'import')"
"""Checks that asked the site: an imported file says nothing about how the site is now."""

_VOUCHED = "('first', 'unchanged', 'not_modified', 'changed')"
"""Outcomes after which we know what the page says."""


def last_look(page: str, at: str, but: str = "0") -> str:
    """SQL for the id of the snapshot, other than `but`, that the last look at a page up to a moment found; all are SQL,
    too."""
    return f"""(SELECT snapshot FROM (
        SELECT t.id AS snapshot, t.number, t.observed_at AS at FROM snapshots t WHERE t.page = {page}
        UNION ALL SELECT t.id, t.number, coalesce(k.at, c.at) FROM checks c JOIN snapshots t ON t.id = c.snapshot
        LEFT JOIN captures k ON k.id = c.capture WHERE c.page = {page}
      ) WHERE at <= {at} AND snapshot <> {but} ORDER BY at DESC, number DESC LIMIT 1)"""  # noqa: S608 - for statements of this package


CURRENT = f"""
CREATE VIEW current_snapshots AS
-- The state each page is in now.
-- page: page key
-- snapshot: id in snapshots
-- number: number of the snapshot
-- observed_at: first look at this state
-- last_verified: last look at this state
-- reading: id of the reading that counts
-- Imported captures are placed by their date, live ones by the order of runs: a wrong clock cannot hide a newer state.
SELECT s.page, s.id AS snapshot, s.number, s.observed_at, coalesce({VERIFIED}, s.observed_at) AS last_verified,
  {NEWEST_READING} AS reading
FROM (
  SELECT t.page, t.id, t.number, t.observed_at,
    row_number() OVER (PARTITION BY t.page ORDER BY
      coalesce((SELECT max(v.at) FROM checks v WHERE v.snapshot = t.id), t.observed_at) DESC, t.number DESC) AS place
  FROM snapshots t JOIN captures k ON k.id = t.capture
  WHERE k.source <> 'live' OR t.number = (
    SELECT max(l.number) FROM snapshots l JOIN captures lk ON lk.id = l.capture
    WHERE l.page = t.page AND lk.source = 'live')
) s WHERE s.place = 1

CREATE VIEW current_status AS
-- What each page says now about the Budapest Convention, one row a page.
-- page: page key
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- region: region of the world
-- language: language of the edition
-- standing: party, signatory, invited, observer, none, other or unstated
-- wording: standing as printed
-- declarations: declarations and reservations as printed
-- signed: date printed
-- ratified: date printed
-- status_raw: whole line as printed
-- stated_at: last update the page states
-- observed_at: first look at this snapshot
-- last_verified: last look at it
-- snapshot: number of the snapshot
SELECT p.key AS page, n.name AS country, n.iso3, n.region, p.language, r.standing, r.wording, r.declarations,
  r.signed, r.ratified, r.status_raw, r.stated_at, s.observed_at, s.last_verified, s.number AS snapshot
FROM current_snapshots s JOIN pages p ON p.key = s.page LEFT JOIN countries n ON n.key = p.country
JOIN readings r ON r.id = s.reading WHERE {KNOWS_STATUS}

CREATE VIEW current_sections AS
-- What each section says now, sections that are not printed included.
-- page: page key
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- language: language of the edition
-- section: section key
-- label: heading as printed, NULL when not printed
-- state: filled, empty, absent or unknown
-- text: all blocks, one a line
-- observed_at: first look at this snapshot of the page
-- last_verified: last look at it
-- snapshot: number of the snapshot
SELECT p.key AS page, n.name AS country, n.iso3, p.language, x.key AS section, x.label, x.state, x.text,
  s.observed_at, s.last_verified, s.number AS snapshot
FROM current_snapshots s JOIN pages p ON p.key = s.page LEFT JOIN countries n ON n.key = p.country
CROSS JOIN sections x ON x.reading = s.reading

CREATE VIEW current_mentions AS
-- What the current sections name: institutions, laws, strategies, cases, articles, dates.
-- page: page key
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- language: language of the edition
-- section: section key
-- kind: institution, law, strategy, case, article or date
-- subkind: kind of institution or of law, else empty
-- text: as printed
-- normal: form by which equal things are equal
-- name: name or title without number and acronym
-- acronym: acronym
-- number: number of a law, article or case
-- year: year, or the first one covered
-- year_to: last year covered
-- court: court that decided a case
-- law: normal form of the law an article belongs to, bc for the Convention
-- block_text: the block it stands in
SELECT p.key AS page, n.name AS country, n.iso3, p.language, x.key AS section, m.kind, m.subkind, m.text, m.normal,
  m.name, m.acronym, m.number, m.year, m.year_to, m.court, m.law, b.text AS block_text
FROM current_snapshots s JOIN pages p ON p.key = s.page LEFT JOIN countries n ON n.key = p.country
CROSS JOIN sections x ON x.reading = s.reading CROSS JOIN blocks b ON b.section = x.id
CROSS JOIN mentions m ON m.block = b.id

CREATE VIEW current_links AS
-- The links in the current sections.
-- page: page key
-- country: English name
-- language: language of the edition
-- section: section key
-- text: visible text
-- url: address, untrusted
SELECT p.key AS page, n.name AS country, p.language, x.key AS section, k.text, k.url
FROM current_snapshots s JOIN pages p ON p.key = s.page LEFT JOIN countries n ON n.key = p.country
CROSS JOIN sections x ON x.reading = s.reading CROSS JOIN blocks b ON b.section = x.id
CROSS JOIN links k ON k.block = b.id

CREATE VIEW freshness AS
-- How current each page is, one row a page, pages never reached included. An unnamed page is left out once it is named.
-- page: page key
-- country: English name
-- language: language of the edition
-- url: address
-- last_verified: last look that could vouch for the page, NULL for never
-- last_checked: last time the site was asked, NULL when it never was
-- last_outcome: how it ended
-- last_reasons: why, JSON array of [code, sentence]
-- checks: attempts so far, imports included
-- unchanged_checks: how often the current state was confirmed
-- unchanged_since: first look at the current state
-- failing_since: first attempt since the last good one that could not vouch for the page, NULL when the last one could
-- snapshots: distinct states seen
SELECT p.key AS page, n.name AS country, p.language, p.url,
  (SELECT max(a.at) FROM checks a WHERE a.page = p.key AND a.outcome IN {_VOUCHED}) AS last_verified,
  c.at AS last_checked, c.outcome AS last_outcome, c.reasons AS last_reasons,
  (SELECT count(*) FROM checks a WHERE a.page = p.key) AS checks,
  (SELECT count(*) FROM checks a WHERE a.snapshot = s.snapshot
    AND a.outcome IN ('unchanged', 'not_modified')) AS unchanged_checks,
  s.observed_at AS unchanged_since,
  (SELECT f.at FROM checks f WHERE f.page = p.key AND f.outcome NOT IN {_VOUCHED} AND f.{_SITE} AND f.id > coalesce(
    (SELECT max(g.id) FROM checks g WHERE g.page = p.key AND g.outcome IN {_VOUCHED} AND g.{_SITE}), 0)
    ORDER BY f.id LIMIT 1) AS failing_since,
  (SELECT count(*) FROM snapshots a WHERE a.page = p.key) AS snapshots
FROM pages p LEFT JOIN countries n ON n.key = p.country LEFT JOIN current_snapshots s ON s.page = p.key
LEFT JOIN checks c ON c.id = (SELECT max(a.id) FROM checks a WHERE a.page = p.key AND a.{_SITE})
WHERE p.kind <> 'unnamed' OR NOT EXISTS (SELECT 1 FROM checks a WHERE a.page = p.key AND a.snapshot NOT NULL)
"""  # noqa: S608 - the pieces are the constants above

HISTORY = f"""
CREATE VIEW status_history AS
-- What each page said about the Budapest Convention, one row per stretch in which it said the same.
-- page: page key
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- language: language of the edition
-- standing: party, signatory, invited, observer, none, other or unstated
-- wording: standing as printed
-- declarations: declarations and reservations as printed
-- signed: date printed
-- ratified: date printed
-- status_raw: whole line as printed
-- observed_from: first look
-- last_verified: last look
-- observed_to: first look at what came after, NULL while it stands
WITH {STATES}, seen AS (
  SELECT s.page, r.*, s.observed_at, s.number, s.verified,
    r.status_digest IS NOT lag(r.status_digest) OVER (PARTITION BY s.page ORDER BY s.observed_at, s.number) AS fresh
  FROM states s JOIN readings r ON r.id = s.reading WHERE {KNOWS_STATUS}
), placed AS (
  SELECT *, sum(fresh) OVER (PARTITION BY page ORDER BY observed_at, number) AS stretch FROM seen
), spans AS (
  SELECT *, max(verified) OVER (PARTITION BY page, stretch) AS last_verified FROM placed
)
SELECT x.page, n.name AS country, n.iso3, p.language, x.standing, x.wording, x.declarations, x.signed, x.ratified,
  x.status_raw, x.observed_at AS observed_from, x.last_verified,
  lead(x.observed_at) OVER (PARTITION BY x.page ORDER BY x.stretch) AS observed_to
FROM spans x JOIN pages p ON p.key = x.page LEFT JOIN countries n ON n.key = p.country WHERE x.fresh

CREATE VIEW section_history AS
-- What each section said, one row per stretch in which it said the same, times it was not there included.
-- page: page key
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- language: language of the edition
-- section: section key
-- label: heading as printed
-- state: filled, empty, absent or unknown
-- text: all blocks, one a line
-- observed_from: first look
-- last_verified: last look
-- observed_to: first look at what came after, NULL while it stands
WITH {STATES}, keys AS (
  SELECT DISTINCT t.page, x.key FROM known t JOIN sections x ON x.reading = t.reading
), seen AS (
  SELECT t.page, k.key, t.observed_at, t.number, t.verified, x.label, coalesce(x.text, '') AS text, x.text_digest,
    coalesce(x.state, CASE WHEN r.lossy THEN 'unknown' ELSE 'absent' END) AS state
  FROM states t JOIN readings r ON r.id = t.reading JOIN keys k ON k.page = t.page
    LEFT JOIN sections x ON x.reading = t.reading AND x.key = k.key
), marked AS (
  SELECT *, state || coalesce(text_digest, '') IS NOT lag(state || coalesce(text_digest, ''))
    OVER (PARTITION BY page, key ORDER BY observed_at, number) AS fresh
  FROM seen
), placed AS (
  SELECT *, sum(fresh) OVER (PARTITION BY page, key ORDER BY observed_at, number) AS stretch FROM marked
), spans AS (
  SELECT *, max(verified) OVER (PARTITION BY page, key, stretch) AS last_verified FROM placed
)
SELECT x.page, n.name AS country, n.iso3, p.language, x.key AS section, x.label, x.state, x.text,
  x.observed_at AS observed_from, x.last_verified,
  lead(x.observed_at) OVER (PARTITION BY x.page, x.key ORDER BY x.stretch) AS observed_to
FROM spans x JOIN pages p ON p.key = x.page LEFT JOIN countries n ON n.key = p.country WHERE x.fresh
"""  # noqa: S608 - the pieces are the constants above
