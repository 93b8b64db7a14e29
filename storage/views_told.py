"""The rest of the views of schema version 1, full-text search, and the triggers that keep evidence as it was."""

from __future__ import annotations

from storage.tables import APPEND_ONLY, BY_DECISION, BY_RUN

TELLS_ITSELF = """(c.told_with IS NULL OR (SELECT h.state NOT IN ('confirmed', 'dismissed') AND h.state <> t.state
    FROM newest_change_states h WHERE h.change = c.told_with))"""
"""Change `c` in state `t`: another edition's is told with its leader, unless that one is not told and differs."""

TOLD = f"""
CREATE VIEW newest_change_states AS
-- The state each change is in, one row a change.
-- change: id in changes
-- state: confirmed, provisional, withdrawn, held or dismissed
-- at: since when
-- event: event that holds it, or held it last
-- confirmed_at: when it was first told as certain, NULL when never
-- told_at: confirmed_at, or else when the change was written down, for history when it was first seen
SELECT t.change, t.state, t.at,
  (SELECT e.event FROM change_states e WHERE e.change = t.change AND e.event IS NOT NULL
    ORDER BY e.id DESC LIMIT 1) AS event,
  (SELECT f.at FROM change_states f WHERE f.change = t.change AND f.state = 'confirmed'
    ORDER BY f.id LIMIT 1) AS confirmed_at,
  coalesce((SELECT c.first_seen_new FROM changes c WHERE c.id = t.change AND c.history),
    (SELECT f.at FROM change_states f WHERE f.change = t.change AND f.state = 'confirmed' ORDER BY f.id LIMIT 1),
    (SELECT a.at FROM change_states a WHERE a.change = t.change ORDER BY a.id LIMIT 1)) AS told_at
FROM change_states t WHERE t.id = (SELECT max(id) FROM change_states WHERE change = t.change)

CREATE VIEW change_detail AS
-- Every change with its country, state and evidence. A change that stands in several editions is one row.
-- change: number people type
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- page: page key
-- also_in: keys of other editions that show the same change
-- language: language of the edition
-- section: section key, or status, or title
-- section_label: heading as printed
-- kind: what it means: status_moved, law_superseded, section_removed, block_edited and so on
-- form: what happened to the text: block_edited, block_added, block_split and so on
-- before: old side
-- after: new side
-- significance: substantive, editorial, cosmetic or template
-- rule: rule that decided
-- reason: why, in one sentence
-- history: 1 when archives showed it, from before the page was watched
-- state: confirmed, provisional, withdrawn, held or dismissed
-- confirmed_at: when it was first told as certain
-- last_seen_old: last look at the old side
-- first_seen_new: first look at the new side
-- url: address of the page
-- capture_before: evidence of the old side
-- capture_after: evidence of the new side
-- run: run that found it
SELECT c.id AS change, n.name AS country, n.iso3, c.page,
  (SELECT group_concat(page, ', ') FROM (SELECT o.page FROM changes o JOIN newest_change_states ot ON ot.change = o.id
    WHERE o.told_with = c.id AND ot.state <> 'withdrawn' ORDER BY o.page)) AS also_in,
  p.language, c.section, c.section_label, c.kind, c.form, c.before, c.after, c.significance, c.rule, c.reason,
  c.history, t.state, t.confirmed_at, c.last_seen_old, c.first_seen_new, p.url, c.capture_before, c.capture_after, c.run
FROM changes c JOIN pages p ON p.key = c.page LEFT JOIN countries n ON n.key = p.country
JOIN newest_change_states t ON t.change = c.id
WHERE {TELLS_ITSELF}

CREATE VIEW named_changes AS
-- What came to pages, went from them or was followed by another: one row for each such thing of each change.
-- change: number people type
-- country: English name
-- iso3: ISO 3166-1 alpha-3
-- page: page key
-- language: language of the edition
-- section: section key
-- kind: law_added, law_removed, law_superseded, law_renumbered, institution_renamed and so on
-- before: name as printed before, NULL when it was not named
-- after: name as printed now, NULL when it is not named
-- state: confirmed, provisional, withdrawn, held or dismissed
-- last_seen_old: last look at the old side
-- first_seen_new: first look at the new side
SELECT c.id AS change, n.name AS country, n.iso3, c.page, p.language, c.section,
  json_extract(m.value, '$[0]') AS kind, json_extract(m.value, '$[1]') AS before,
  json_extract(m.value, '$[2]') AS after, t.state, c.last_seen_old, c.first_seen_new
FROM changes c CROSS JOIN json_each(c.named) m JOIN pages p ON p.key = c.page
LEFT JOIN countries n ON n.key = p.country JOIN newest_change_states t ON t.change = c.id
WHERE {TELLS_ITSELF}

CREATE VIEW queue AS
-- What waits for a person: confirmed substantive changes, quarantined pages, open events.
-- id: what people type, such as 1842, q17 or e3
-- kind: change, quarantine or event
-- target: id in changes, checks or events
-- page: page key
-- country: English name
-- since: when it began to wait
-- what: one line
SELECT c.id || '' AS id, 'change' AS kind, c.id AS target, c.page, n.name AS country, t.confirmed_at AS since,
  c.kind || ' in ' || c.section AS what
FROM changes c JOIN newest_change_states t ON t.change = c.id
JOIN pages p ON p.key = c.page LEFT JOIN countries n ON n.key = p.country
WHERE {TELLS_ITSELF} AND NOT c.history AND t.state = 'confirmed' AND c.significance = 'substantive'
  AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.target_kind = 'change' AND d.target = c.id)
UNION ALL
SELECT 'q' || q.id, 'quarantine', q.id, q.page, n.name, q.at, coalesce(json_extract(q.reasons, '$[0][1]'), q.outcome)
FROM pages p LEFT JOIN countries n ON n.key = p.country JOIN checks q ON q.id = (
  SELECT max(a.id) FROM checks a WHERE a.page = p.key AND a.run NOT IN (SELECT id FROM runs WHERE command = 'import'))
WHERE q.outcome = 'quarantined'
  AND NOT EXISTS (SELECT 1 FROM events g WHERE g.kind = 'gone' AND g.page = q.page AND (SELECT s.decision
    FROM event_states s WHERE s.event = g.id ORDER BY s.id DESC LIMIT 1) NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.target_kind = 'quarantine' AND d.target = q.id)
  AND NOT EXISTS (SELECT 1 FROM decisions d JOIN checks o ON o.id = d.target WHERE d.target_kind = 'quarantine'
    AND d.verdict = 'dismiss' AND o.page = q.page AND o.text_digest = q.text_digest)
UNION ALL
SELECT 'e' || e.id, 'event', e.id, e.page, n.name, e.at, e.title
FROM events e LEFT JOIN pages p ON p.key = e.page LEFT JOIN countries n ON n.key = p.country
WHERE (SELECT state FROM event_states WHERE event = e.id ORDER BY id DESC LIMIT 1) = 'open'
"""  # noqa: S608 - the piece is the constant above

SEARCH = """
CREATE VIRTUAL TABLE sections_fts USING fts5(
  text, content="sections", content_rowid="id", tokenize="unicode61 remove_diacritics 2")

CREATE TRIGGER sections_fts_insert AFTER INSERT ON sections BEGIN
  INSERT INTO sections_fts(rowid, text) VALUES (new.id, new.text); END

CREATE TRIGGER sections_fts_delete AFTER DELETE ON sections BEGIN
  INSERT INTO sections_fts(sections_fts, rowid, text) VALUES ('delete', old.id, old.text); END

CREATE TRIGGER sections_fts_update AFTER UPDATE OF text ON sections BEGIN
  INSERT INTO sections_fts(sections_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO sections_fts(rowid, text) VALUES (new.id, new.text); END
"""


def guards() -> str:
    """The triggers that refuse to edit or delete evidence, and to add to what the chain has sealed."""
    kept = [_guard(table, verb) for table in APPEND_ONLY for verb in ("UPDATE", "DELETE")]
    runs = [_seal(table, "run", "new.run IS NOT NULL") for table in BY_RUN]
    decisions = [_seal(table, "decision", "new.run IS NULL AND new.decision IS NOT NULL") for table in BY_DECISION]
    return "\n\n".join([*kept, *runs, *decisions])


def _guard(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN\n"
        f"  SELECT RAISE(ABORT, '{table} is a record of what happened: rows are added, never edited or deleted'); END"
    )


def _seal(table: str, source: str, owned: str) -> str:
    return f"""CREATE TRIGGER {table}_sealed_{source} BEFORE INSERT ON {table}
  WHEN {owned} AND EXISTS (SELECT 1 FROM chain WHERE {source} = new.{source}) BEGIN
  SELECT RAISE(ABORT, '{table}: that {source} has its entry in the chain, nothing can be added to it'); END"""  # noqa: S608 - our names
