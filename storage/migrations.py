"""The schema as the steps that built it; a step that has shipped is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("lexdelta")

_TABLES = """
CREATE TABLE countries (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, iso2 TEXT, iso3 TEXT, french TEXT, region TEXT
) STRICT;
CREATE TABLE pages (
  key TEXT PRIMARY KEY, country TEXT NOT NULL REFERENCES countries(key), language TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('profile', 'index')), layout TEXT NOT NULL, url TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('known', 'configured', 'index', 'import')), accepted_at TEXT
) STRICT;
CREATE TABLE page_urls (
  url TEXT NOT NULL, page TEXT NOT NULL REFERENCES pages(key), since TEXT NOT NULL, PRIMARY KEY (url, page)
) STRICT;
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, command TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT NOT NULL,
  version TEXT NOT NULL, pages INTEGER NOT NULL, verified INTEGER NOT NULL, seconds REAL NOT NULL
) STRICT;
CREATE TABLE captures (
  id INTEGER PRIMARY KEY, page TEXT NOT NULL REFERENCES pages(key), at TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('live', 'file', 'warc', 'wayback')),
  requested_url TEXT NOT NULL, final_url TEXT NOT NULL, status INTEGER NOT NULL, media_type TEXT NOT NULL,
  headers TEXT NOT NULL, digest TEXT NOT NULL REFERENCES _bodies(digest), size INTEGER NOT NULL,
  failure TEXT
) STRICT;
CREATE INDEX captures_page ON captures(page, id);
CREATE TABLE _bodies (
  digest TEXT PRIMARY KEY, size INTEGER NOT NULL, dictionary TEXT REFERENCES _bodies(digest), zstd BLOB NOT NULL
) STRICT;
CREATE TABLE _pace (host TEXT PRIMARY KEY, ready_at TEXT NOT NULL) STRICT;
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY, page TEXT NOT NULL REFERENCES pages(key), number INTEGER NOT NULL,
  capture INTEGER NOT NULL REFERENCES captures(id), run INTEGER NOT NULL REFERENCES runs(id),
  observed_at TEXT NOT NULL, accepted_by TEXT, UNIQUE (page, number)
) STRICT;
CREATE TABLE checks (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), page TEXT NOT NULL REFERENCES pages(key),
  at TEXT NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN
    ('first', 'unchanged', 'not_modified', 'changed', 'quarantined', 'failed', 'gone')),
  capture INTEGER REFERENCES captures(id), snapshot INTEGER REFERENCES snapshots(id),
  reasons TEXT NOT NULL DEFAULT '[]', text_digest TEXT
) STRICT;
CREATE INDEX checks_page ON checks(page, id);
CREATE TABLE readings (
  id INTEGER PRIMARY KEY, snapshot INTEGER NOT NULL REFERENCES snapshots(id), run INTEGER REFERENCES runs(id),
  reading TEXT NOT NULL, at TEXT NOT NULL, digest TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL,
  standing TEXT NOT NULL, wording TEXT, declarations TEXT, signed TEXT, ratified TEXT, status_raw TEXT NOT NULL,
  stated_at TEXT, lossy INTEGER NOT NULL, section_keys TEXT NOT NULL,
  words_placed INTEGER NOT NULL, words_boilerplate INTEGER NOT NULL, words_unplaced INTEGER NOT NULL,
  unplaced_texts TEXT NOT NULL, unknown_labels TEXT NOT NULL, UNIQUE (snapshot, reading)
) STRICT;
CREATE TABLE sections (
  id INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES readings(id), position INTEGER, key TEXT NOT NULL,
  label TEXT, state TEXT NOT NULL CHECK (state IN ('filled', 'empty', 'absent', 'unknown')), text TEXT NOT NULL,
  UNIQUE (reading, key)
) STRICT;
CREATE TABLE blocks (
  id INTEGER PRIMARY KEY, section INTEGER NOT NULL REFERENCES sections(id), position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('paragraph', 'item', 'row', 'heading')), text TEXT NOT NULL,
  UNIQUE (section, position)
) STRICT;
CREATE TABLE links (
  id INTEGER PRIMARY KEY, block INTEGER NOT NULL REFERENCES blocks(id), position INTEGER NOT NULL,
  text TEXT NOT NULL, url TEXT NOT NULL
) STRICT;
CREATE INDEX links_block ON links(block);
CREATE TABLE mentions (
  id INTEGER PRIMARY KEY, block INTEGER NOT NULL REFERENCES blocks(id), kind TEXT NOT NULL, text TEXT NOT NULL,
  normal TEXT NOT NULL, number TEXT, year INTEGER
) STRICT;
CREATE INDEX mentions_block ON mentions(block);
CREATE TABLE changes (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), page TEXT NOT NULL REFERENCES pages(key),
  told_with INTEGER REFERENCES changes(id), section TEXT NOT NULL, section_label TEXT NOT NULL, kind TEXT NOT NULL,
  field TEXT, before TEXT, after TEXT, edits TEXT NOT NULL, moved_from TEXT,
  significance TEXT NOT NULL CHECK (significance IN ('substantive', 'editorial', 'cosmetic', 'template')),
  rule TEXT NOT NULL, reason TEXT NOT NULL, fingerprint TEXT NOT NULL,
  last_seen_old TEXT NOT NULL, first_seen_new TEXT NOT NULL,
  capture_before INTEGER NOT NULL REFERENCES captures(id), capture_after INTEGER NOT NULL REFERENCES captures(id),
  snapshot_before INTEGER NOT NULL REFERENCES snapshots(id), snapshot_after INTEGER NOT NULL REFERENCES snapshots(id)
) STRICT;
CREATE INDEX changes_page ON changes(page, id);
CREATE TABLE events (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('site', 'gone', 'index', 'outage')), page TEXT REFERENCES pages(key),
  fingerprint TEXT NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE TABLE event_states (
  id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES events(id), at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')), run INTEGER REFERENCES runs(id),
  decision INTEGER REFERENCES decisions(id)
) STRICT;
CREATE INDEX event_states_event ON event_states(event, id);
CREATE TABLE change_states (
  id INTEGER PRIMARY KEY, change INTEGER NOT NULL REFERENCES changes(id), at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'provisional', 'withdrawn', 'held', 'dismissed')),
  run INTEGER REFERENCES runs(id), event INTEGER REFERENCES events(id), decision INTEGER REFERENCES decisions(id)
) STRICT;
CREATE INDEX change_states_change ON change_states(change, id);
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('change', 'quarantine', 'event')), target INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'dismiss', 'release', 'gone')), note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE deliveries (
  id TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), target TEXT NOT NULL, created_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'dead')), tries INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT, done_at TEXT, last_error TEXT
) STRICT;
CREATE TABLE chain (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('run', 'decision', 'reread')),
  run INTEGER REFERENCES runs(id), decision INTEGER REFERENCES decisions(id), previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
"""
