"""The tables of schema version 1, one statement a paragraph; shipped text is never edited, a later step alters it.

Comments stay inside the file SQLite keeps, so that `.schema` explains itself; `storage.describe` reads them too. One
column a line; no quotes or semicolons in comments.
"""

from __future__ import annotations

EVIDENCE = """
CREATE TABLE countries ( -- Countries and territories, in the spelling of the Council of Europe.
  key TEXT PRIMARY KEY, -- our short name, for example cote-ivoire
  name TEXT NOT NULL, -- English name, or the key where we know no better
  iso2 TEXT, -- ISO 3166-1 alpha-2, NULL where unknown
  iso3 TEXT, -- ISO 3166-1 alpha-3, XKX (user-assigned) for Kosovo*
  french TEXT, -- French name
  region TEXT -- region of the world
) STRICT

CREATE TABLE pages ( -- One profile in one language. The identity outlives addresses, so the key never changes.
  key TEXT PRIMARY KEY, -- country.language, for example peru.en
  country TEXT REFERENCES countries(key), -- NULL for an index or an unnamed page
  language TEXT NOT NULL, -- ISO 639-1
  kind TEXT NOT NULL CHECK (kind IN ('profile', 'index', 'unnamed')), -- profile, index or unnamed, known by number
  layout TEXT NOT NULL, -- name of the layout it is read with
  url TEXT NOT NULL, -- address asked for
  origin TEXT NOT NULL CHECK (origin IN ('known', 'configured', 'index', 'import')), -- how we learned of it
  added_at TEXT NOT NULL, -- when we learned of it
  accepted_at TEXT -- when a capture was first accepted, NULL before
) STRICT

CREATE TABLE page_urls ( -- Addresses at which accepted captures of a page ended up, or by which a number was asked for.
  url TEXT NOT NULL, -- address
  page TEXT NOT NULL REFERENCES pages(key), -- page key
  since TEXT NOT NULL, -- when first seen
  PRIMARY KEY (url, page)
) STRICT

CREATE TABLE runs ( -- One pass over the pages, a look at some of them, or one import or reread.
  id INTEGER PRIMARY KEY, -- rises with every run
  command TEXT NOT NULL, -- run, look (at some pages), import or reread
  started_at TEXT NOT NULL, -- when it began
  finished_at TEXT NOT NULL, -- when its results were written
  version TEXT NOT NULL, -- version of the program
  pages INTEGER NOT NULL, -- how many pages it was to check
  verified INTEGER NOT NULL, -- how many it could vouch for
  seconds REAL NOT NULL -- how long it took
) STRICT

CREATE INDEX runs_imports ON runs(command, id) WHERE command = 'import'

CREATE TABLE bodies ( -- Distinct bodies that arrived. Equal bytes have one row, whoever served them.
  digest TEXT PRIMARY KEY, -- SHA-256 of the body, lower-case hex
  size INTEGER NOT NULL -- bytes, uncompressed
) STRICT

CREATE TABLE _bodies ( -- The bytes themselves, compressed. Left out of a published copy.
  digest TEXT PRIMARY KEY REFERENCES bodies(digest), -- which body
  dictionary TEXT REFERENCES bodies(digest), -- body used as zstd prefix, NULL for none
  zstd BLOB NOT NULL -- one zstd frame
) STRICT

CREATE TABLE _pace ( -- When each host may be asked again.
  host TEXT PRIMARY KEY, -- host name
  ready_at TEXT NOT NULL -- not before
) STRICT

CREATE TABLE _withheld ( -- What an archive lists and does not give. For a while it is not asked for again.
  url TEXT PRIMARY KEY, -- address in the archive
  asked_at TEXT NOT NULL, -- when it was last asked for
  why TEXT NOT NULL -- what the archive said instead, in a sentence
) STRICT

CREATE TABLE captures ( -- What arrived, from where and when, whatever it was.
  id INTEGER PRIMARY KEY, -- number people type
  page TEXT NOT NULL REFERENCES pages(key), -- page asked for
  at TEXT NOT NULL, -- when the body was complete
  source TEXT NOT NULL CHECK (source IN ('live', 'file', 'warc', 'wayback')), -- live, file, warc or wayback
  requested_url TEXT NOT NULL, -- address asked for
  final_url TEXT NOT NULL, -- address that answered
  status INTEGER NOT NULL, -- HTTP status, 200 for files
  media_type TEXT NOT NULL, -- as declared, without parameters
  headers TEXT NOT NULL, -- JSON array of [name, value]
  digest TEXT NOT NULL REFERENCES bodies(digest), -- SHA-256 of the body
  failure TEXT -- code of the fetch error this came with, NULL when it arrived well
) STRICT

CREATE INDEX captures_page ON captures(page, id)

CREATE INDEX captures_digest ON captures(digest)

CREATE TABLE snapshots ( -- A distinct state of a page. Only accepted captures become one.
  id INTEGER PRIMARY KEY, -- internal
  page TEXT NOT NULL REFERENCES pages(key), -- page key
  number INTEGER NOT NULL, -- from 1 for each page, in the order we learned of them
  capture INTEGER NOT NULL REFERENCES captures(id), -- the capture it was read from
  run INTEGER NOT NULL REFERENCES runs(id), -- run that wrote it
  observed_at TEXT NOT NULL, -- first look at this state
  accepted_by TEXT, -- person who accepted it out of quarantine, NULL when it passed by itself
  UNIQUE (page, number)
) STRICT

CREATE INDEX snapshots_run ON snapshots(run)

CREATE INDEX snapshots_capture ON snapshots(capture)

CREATE TABLE readings ( -- What a snapshot says, as one version of a layout reads it. The newest reading counts.
  id INTEGER PRIMARY KEY, -- internal
  snapshot INTEGER NOT NULL REFERENCES snapshots(id), -- snapshot read
  run INTEGER NOT NULL REFERENCES runs(id), -- run or reread that wrote it
  reading TEXT NOT NULL, -- layout and version, for example octopus@1
  digest TEXT NOT NULL, -- SHA-256 over all that is compared
  status_digest TEXT NOT NULL, -- SHA-256 over the status as compared
  title TEXT NOT NULL, -- country as printed
  language TEXT NOT NULL, -- language of the labels
  standing TEXT NOT NULL, -- party, signatory, invited, observer, none, other or unstated
  wording TEXT, -- standing as printed
  declarations TEXT, -- declarations and reservations as printed, NULL when the label is not printed
  signed TEXT, -- date printed, no time zone
  ratified TEXT, -- date printed, no time zone
  status_raw TEXT NOT NULL, -- whole status line as printed
  stated_at TEXT, -- last update the page itself states, a date
  lossy INTEGER NOT NULL CHECK (lossy IN (0, 1)), -- 1 when read from a text rendering, so what is missing is unknown
  section_keys TEXT NOT NULL, -- JSON array of the section keys the layout knew
  words_placed INTEGER NOT NULL, -- words that went into blocks
  words_boilerplate INTEGER NOT NULL, -- words of the template
  words_unplaced INTEGER NOT NULL, -- words no rule placed
  unplaced_texts TEXT NOT NULL, -- JSON array of those lines
  unknown_labels TEXT NOT NULL -- JSON array of headings never seen before
) STRICT

CREATE INDEX readings_snapshot ON readings(snapshot)

CREATE INDEX readings_run ON readings(run)

CREATE TABLE sections ( -- Sections of a reading, those the page does not print included.
  id INTEGER PRIMARY KEY, -- internal
  reading INTEGER NOT NULL REFERENCES readings(id), -- reading it belongs to
  position INTEGER, -- place on the page from 0, NULL when not printed
  key TEXT NOT NULL, -- fixed name in every language, for example legislation.substantive
  label TEXT, -- heading as printed, NULL when not printed
  state TEXT NOT NULL CHECK (state IN ('filled', 'empty', 'absent', 'unknown')), -- filled, empty, absent or unknown
  text TEXT NOT NULL, -- all blocks, one a line
  text_digest TEXT, -- SHA-256 over the text as compared, NULL when not printed
  UNIQUE (reading, key)
) STRICT

CREATE TABLE blocks ( -- Paragraphs, list items, table rows and inner headings of a section.
  id INTEGER PRIMARY KEY, -- internal
  section INTEGER NOT NULL REFERENCES sections(id), -- section it stands in
  position INTEGER NOT NULL, -- place in the section from 0
  kind TEXT NOT NULL CHECK (kind IN ('paragraph', 'item', 'row', 'heading')), -- paragraph, item, row or heading
  text TEXT NOT NULL, -- as printed, white space folded
  UNIQUE (section, position)
) STRICT

CREATE TABLE links ( -- Links inside blocks, as printed.
  id INTEGER PRIMARY KEY, -- internal
  block INTEGER NOT NULL REFERENCES blocks(id), -- block it stands in
  position INTEGER NOT NULL, -- place in the block from 0
  text TEXT NOT NULL, -- visible text
  url TEXT NOT NULL -- address, absolute, untrusted
) STRICT

CREATE INDEX links_block ON links(block)

CREATE TABLE mentions ( -- Institutions, laws, strategies, cases, articles and dates that blocks name.
  id INTEGER PRIMARY KEY, -- internal
  block INTEGER NOT NULL REFERENCES blocks(id), -- block it stands in
  kind TEXT NOT NULL, -- institution, law, strategy, case, article or date
  subkind TEXT NOT NULL, -- kind of institution (police, cert, court ...) or of law (act, decree, code ...), else empty
  text TEXT NOT NULL, -- as printed
  starts INTEGER NOT NULL, -- where the text begins in the block, in characters from 0
  ends INTEGER NOT NULL, -- where it ends, so that text is the block's [starts, ends)
  normal TEXT NOT NULL, -- form by which equal things are equal
  name TEXT, -- title or name without number and acronym, NULL when none
  acronym TEXT, -- acronym, NULL when none
  number TEXT, -- number of a law, article or case, NULL when none
  year INTEGER, -- year, the first one a strategy covers, NULL when none
  year_to INTEGER, -- last year a strategy covers, NULL when none
  court TEXT, -- court that decided a case, NULL when none
  law TEXT -- normal form of the law an article belongs to, bc for the Convention, NULL when none
) STRICT

CREATE INDEX mentions_block ON mentions(block)

CREATE INDEX mentions_normal ON mentions(kind, normal)

CREATE TABLE checks ( -- One page, one attempt, always a row.
  id INTEGER PRIMARY KEY, -- q and this number is what people type for a quarantine
  run INTEGER NOT NULL REFERENCES runs(id), -- run it belongs to
  page TEXT NOT NULL REFERENCES pages(key), -- page key
  at TEXT NOT NULL, -- when its capture was taken, or the attempt ended where nothing arrived
  outcome TEXT NOT NULL CHECK (outcome IN
    ('first', 'unchanged', 'not_modified', 'changed', 'quarantined', 'failed', 'gone')), -- how it ended
  capture INTEGER REFERENCES captures(id), -- what arrived, NULL when nothing did
  snapshot INTEGER REFERENCES snapshots(id), -- state it made or confirmed, NULL for an index or when nothing is sure
  reasons TEXT NOT NULL DEFAULT '[]', -- JSON array of [code, sentence]
  text_digest TEXT, -- SHA-256 by which a quarantined page is recognised again
  CHECK (snapshot IS NULL OR outcome IN ('first', 'unchanged', 'not_modified', 'changed'))
) STRICT

CREATE INDEX checks_page ON checks(page, id)

CREATE INDEX checks_page_at ON checks(page, at)

CREATE INDEX checks_run ON checks(run)

CREATE INDEX checks_capture ON checks(capture)

CREATE INDEX checks_snapshot ON checks(snapshot, at)
"""

APPEND_ONLY = (
    "runs", "bodies", "_bodies", "captures", "snapshots", "readings", "sections", "blocks", "links", "mentions",
    "checks", "changes", "change_states", "events", "event_states", "decisions", "chain",
)  # fmt: skip
"""Tables whose rows are never edited nor deleted: triggers refuse it, the chain shows it."""

BY_RUN = ("checks", "snapshots", "readings", "changes", "change_states", "events", "event_states")
BY_DECISION = ("change_states", "events", "event_states")
"""Tables whose rows name the run or the decision that wrote them, and so belong to its entry in the chain."""
