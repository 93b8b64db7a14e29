"""The rest of the tables of schema version 1: what was judged, decided and told. The rules of `storage.tables` hold."""

from __future__ import annotations

TOLD = """
CREATE TABLE changes ( -- What differs between two snapshots. The state of a change is in change_states.
  id INTEGER PRIMARY KEY, -- number people type
  run INTEGER NOT NULL REFERENCES runs(id), -- run that found it
  page TEXT NOT NULL REFERENCES pages(key), -- page key
  told_with INTEGER REFERENCES changes(id), -- the same change in another edition, told in its place, NULL for itself
  section TEXT NOT NULL, -- section key, or status, or title
  section_label TEXT NOT NULL, -- heading as printed
  kind TEXT NOT NULL, -- what it means: status_moved, law_superseded, section_removed, block_edited and so on
  form TEXT NOT NULL, -- what happened to the text: block_edited, block_added, block_split and so on
  field TEXT, -- part of the status that changed, NULL for other kinds
  before TEXT, -- old side, NULL when there was none
  after TEXT, -- new side, NULL when there is none
  edits TEXT NOT NULL, -- JSON array of [equal, delete or insert, text] for an edited block
  moved_from TEXT, -- section key a moved block came from
  named TEXT NOT NULL, -- JSON array of [kind, name before, name after] of what came to the page or went with this
  unaligned INTEGER NOT NULL CHECK (unaligned IN (0, 1)), -- 1 when there was too much text to compare word by word
  significance TEXT NOT NULL CHECK (significance IN ('substantive', 'editorial', 'cosmetic', 'template')), -- how much
  rule TEXT NOT NULL, -- rule that decided
  reason TEXT NOT NULL, -- why, in one sentence
  fingerprint TEXT NOT NULL, -- equal for the same change on other pages
  history INTEGER NOT NULL DEFAULT 0 CHECK (history IN (0, 1)), -- 1 when archives showed it: listed, never news
  last_seen_old TEXT NOT NULL, -- last look at the old side
  first_seen_new TEXT NOT NULL, -- first look at the new side
  capture_before INTEGER NOT NULL REFERENCES captures(id), -- evidence of the old side
  capture_after INTEGER NOT NULL REFERENCES captures(id), -- evidence of the new side
  snapshot_before INTEGER NOT NULL REFERENCES snapshots(id), -- state before
  snapshot_after INTEGER NOT NULL REFERENCES snapshots(id) -- state after
) STRICT

CREATE INDEX changes_page ON changes(page, id)

CREATE INDEX changes_run ON changes(run)

CREATE INDEX changes_told_with ON changes(told_with) WHERE told_with IS NOT NULL

CREATE TABLE events ( -- Something about the site or a whole page rather than a change of text.
  id INTEGER PRIMARY KEY, -- e and this number is what people type
  run INTEGER REFERENCES runs(id), -- run that noticed it, NULL for a person
  decision INTEGER REFERENCES decisions(id), -- decision that made it, NULL for a run
  at TEXT NOT NULL, -- when
  kind TEXT NOT NULL CHECK (kind IN
    ('site', 'gone', 'index', 'outage', 'flaps', 'template')), -- site, gone, index, outage, flaps or template
  page TEXT REFERENCES pages(key), -- page it is about, NULL for several
  fingerprint TEXT NOT NULL, -- by which the same event is recognised in later runs
  title TEXT NOT NULL, -- one line
  detail TEXT NOT NULL DEFAULT '[]' -- JSON array of texts, such as the pages concerned
) STRICT

CREATE INDEX events_fingerprint ON events(kind, fingerprint)

CREATE TABLE decisions ( -- What people decided. Never overwritten by a run.
  id INTEGER PRIMARY KEY, -- internal
  at TEXT NOT NULL, -- when
  by TEXT NOT NULL, -- who
  target_kind TEXT NOT NULL CHECK (target_kind IN ('change', 'quarantine', 'event')), -- change, quarantine or event
  target INTEGER NOT NULL, -- id in changes, checks or events
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'dismiss', 'release', 'gone')), -- accept, dismiss, release or gone
  note TEXT NOT NULL DEFAULT '' -- why, in their words
) STRICT

CREATE INDEX decisions_target ON decisions(target_kind, target)

CREATE TABLE event_states ( -- The states of an event, the newest counts.
  id INTEGER PRIMARY KEY, -- internal
  event INTEGER NOT NULL REFERENCES events(id), -- event
  at TEXT NOT NULL, -- when
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')), -- open or closed
  run INTEGER REFERENCES runs(id), -- run that set it, NULL for a person
  decision INTEGER REFERENCES decisions(id) -- decision that set it, NULL for a run
) STRICT

CREATE INDEX event_states_event ON event_states(event, id)

CREATE TABLE change_states ( -- The states of a change, the newest counts.
  id INTEGER PRIMARY KEY, -- internal
  change INTEGER NOT NULL REFERENCES changes(id), -- change
  at TEXT NOT NULL, -- when
  state TEXT NOT NULL CHECK (state IN
    ('confirmed', 'provisional', 'withdrawn', 'held', 'dismissed')), -- only a confirmed change is told
  run INTEGER REFERENCES runs(id), -- run that set it, NULL for a person
  event INTEGER REFERENCES events(id), -- event it is held back by
  decision INTEGER REFERENCES decisions(id) -- decision that set it, NULL for a run
) STRICT

CREATE INDEX change_states_change ON change_states(change, id)

CREATE INDEX change_states_run ON change_states(run)

CREATE INDEX change_states_event ON change_states(event) WHERE event IS NOT NULL

CREATE TABLE deliveries ( -- The outbox: what is to be told to whom. Left out of a published copy.
  id TEXT PRIMARY KEY, -- the same for every attempt, so that a repeat is recognised
  run INTEGER NOT NULL REFERENCES runs(id), -- newest run it tells of
  target TEXT NOT NULL, -- name of the target, never its secret
  kind TEXT NOT NULL CHECK (kind IN ('run', 'digest', 'heartbeat', 'needs')), -- run, digest, heartbeat or needs
  after INTEGER NOT NULL, -- it tells of the runs after this one, 0 for all
  since TEXT NOT NULL, -- when what it tells of begins
  needs TEXT NOT NULL DEFAULT '[]', -- JSON array of sentences, what needed a person
  accepted TEXT NOT NULL DEFAULT '[]', -- JSON array of digests of the recipients that have it already
  created_at TEXT NOT NULL, -- when it was written down
  state TEXT NOT NULL CHECK (state IN
    ('pending', 'done', 'dead', 'dropped')), -- dead after too many tries, dropped when its target is no longer wanted
  tries INTEGER NOT NULL DEFAULT 0, -- failed attempts
  next_try_at TEXT, -- not before, NULL when nothing is due any more
  done_at TEXT, -- when it left, NULL before
  last_error TEXT -- why the last attempt failed
) STRICT

CREATE INDEX deliveries_state ON deliveries(state, next_try_at)

CREATE TABLE _targets ( -- Who is to be told, and how far each has been. Taken out of the settings, it is forgotten.
  name TEXT PRIMARY KEY, -- name in the settings
  first_seen_at TEXT NOT NULL, -- when it was first found in the settings, nothing older is told to it
  run INTEGER NOT NULL, -- newest run that was considered for it, 0 for none
  upto TEXT NOT NULL, -- when that was
  said_at TEXT NOT NULL, -- when something was last put into the outbox for it, or first_seen_at
  needs TEXT NOT NULL DEFAULT '[]' -- JSON array of what needs a person and has been told to it
) STRICT

CREATE TABLE chain ( -- The hash chain over all rows that runs and decisions wrote.
  seq INTEGER PRIMARY KEY, -- from 1 without gaps
  at TEXT NOT NULL, -- when
  kind TEXT NOT NULL CHECK (kind IN ('run', 'decision', 'reread', 'import')), -- run, decision, reread or import
  run INTEGER REFERENCES runs(id), -- run it covers, NULL for a decision
  decision INTEGER REFERENCES decisions(id), -- decision it covers, NULL for a run
  last_capture INTEGER NOT NULL, -- captures up to this id are covered by this entry and those before it
  parts TEXT NOT NULL, -- JSON object of table and SHA-256 over the rows covered
  previous TEXT NOT NULL, -- hash of the entry before, 64 zeros for the first
  hash TEXT NOT NULL -- SHA-256 over all columns above
) STRICT

CREATE INDEX chain_run ON chain(run)

CREATE INDEX chain_decision ON chain(decision)
"""
