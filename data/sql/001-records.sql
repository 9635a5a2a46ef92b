-- Customers file, schema 1: the records.
--
-- One table a record type. Every table begins with the same five columns:
--   id          what records of this file call each other by: sequence * 64 + the type's code (person 1, company 2, deal 3,
--               activity 4, pipeline 5, stage 6, stage_change 7, tag 8, setting 9), so an id names its table too
--   uid         UUIDv7, 16 bytes: what the record is called outside this file
--   created_at  microseconds since 1970-01-01T00:00:00Z, as all instants are
--   updated_at  NULL until the first edit
--   deleted_at  NULL while the record is alive; nothing is ever removed but by an erasure
-- Dates are ISO 8601 text in the Gregorian calendar; money is an integer of minor units, its currency beside it.
-- What belongs to one record alone (telephone numbers, addresses, tags, links) is a JSON array in its row: each item has an
-- "id" that is unique in the array and never changes; where it is the number of the item's place, from 1, it is left out. The views at the end show them as rows.

CREATE TABLE person (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  given_name TEXT, family_name TEXT, additional_name TEXT, name_prefix TEXT, name_suffix TEXT, nickname TEXT, display_name TEXT,
  contact_points TEXT, affiliations TEXT, addresses TEXT, dates TEXT, tags TEXT,
  lifecycle TEXT, source TEXT, source_detail TEXT, source_keyword TEXT,
  referred_by INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  campaign TEXT, about TEXT, photo TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX person_uid ON person (uid);
CREATE INDEX person_lifecycle ON person (lifecycle) WHERE deleted_at IS NULL AND lifecycle IS NOT NULL;
CREATE INDEX person_changed ON person (updated_at) WHERE deleted_at IS NULL AND updated_at IS NOT NULL;

CREATE TABLE company (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT, legal_name TEXT, contact_points TEXT, addresses TEXT, tags TEXT, lifecycle TEXT, industry TEXT,
  employees INTEGER, source TEXT, source_detail TEXT, about TEXT, photo TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX company_uid ON company (uid);
CREATE INDEX company_lifecycle ON company (lifecycle) WHERE deleted_at IS NULL AND lifecycle IS NOT NULL;
CREATE INDEX company_changed ON company (updated_at) WHERE deleted_at IS NULL AND updated_at IS NOT NULL;

CREATE TABLE pipeline (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT, position INTEGER
) STRICT;
CREATE UNIQUE INDEX pipeline_uid ON pipeline (uid);

-- kind says whether a deal in the stage is open, won, lost or on hold; the name is the business's own.
CREATE TABLE stage (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  pipeline INTEGER REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT, kind TEXT, probability INTEGER, expected_days INTEGER, position INTEGER
) STRICT;
CREATE UNIQUE INDEX stage_uid ON stage (uid);
CREATE INDEX stage_pipeline ON stage (pipeline, position);

-- status, pipeline, stage_entered_at and closed_at follow from stage; rank orders a column of the board, lower is higher up.
CREATE TABLE deal (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  title TEXT, value INTEGER, currency TEXT,
  stage INTEGER REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  person INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  company INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
  expected_close TEXT, probability INTEGER, owner TEXT, recurring_value INTEGER, recurring_period TEXT,
  people TEXT, tags TEXT, source TEXT, source_detail TEXT, campaign TEXT, competitor TEXT,
  lost_reason TEXT, lost_note TEXT, about TEXT, foreign_fields TEXT,
  status TEXT, pipeline INTEGER REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED,
  stage_entered_at INTEGER, closed_at INTEGER, rank INTEGER
) STRICT;
CREATE UNIQUE INDEX deal_uid ON deal (uid);
-- The board: a column's cards in order, and its count and sums, from the index alone.
CREATE INDEX deal_board ON deal (stage, rank, id, currency, value, probability) WHERE deleted_at IS NULL;

CREATE TABLE stage_change (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  deal INTEGER REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  from_stage INTEGER REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  to_stage INTEGER REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER
) STRICT;
CREATE UNIQUE INDEX stage_change_uid ON stage_change (uid);

-- occurred_at is when it happened, which is seldom when it was typed (created_at).
CREATE TABLE activity (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  kind TEXT, subject TEXT, body TEXT, links TEXT, occurred_at INTEGER, channel TEXT, direction TEXT, outcome TEXT,
  duration INTEGER, due TEXT, due_time TEXT, done_at INTEGER, priority TEXT, owner TEXT, pinned INTEGER, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX activity_uid ON activity (uid);
CREATE INDEX activity_due ON activity (due, due_time) WHERE deleted_at IS NULL AND due IS NOT NULL AND done_at IS NULL;

CREATE TABLE tag (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT, colour TEXT
) STRICT;
CREATE UNIQUE INDEX tag_uid ON tag (uid);

CREATE TABLE setting (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT, value TEXT
) STRICT;
CREATE UNIQUE INDEX setting_uid ON setting (uid);

-- Photos and files, each once, under the SHA-256 of its bytes in lower-case hexadecimal.
CREATE TABLE content (
  hash TEXT PRIMARY KEY, size INTEGER NOT NULL, mime TEXT, bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What was done, by whom, when and on which device: the only way anything above is ever written.
-- kind: edit, import, undo, redo, setup. reverts names the change an undo or redo turns back; reverted_by names the undo
-- that holds this change undone now.
CREATE TABLE change (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, author TEXT, device TEXT,
  reverts INTEGER REFERENCES change (id), reverted_by INTEGER REFERENCES change (id)
) STRICT;

-- Which change made which records: those of one type that one change makes have neighbouring ids, so a range says it, for one person as for
-- an import of a million. code is the type's, which the low six bits of first and last repeat.
CREATE TABLE creation (
  code INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, change INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (code, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX creation_change ON creation (change);

-- One row a field that a change changed.
CREATE TABLE journal (
  change INTEGER NOT NULL REFERENCES change (id), record INTEGER NOT NULL, field TEXT NOT NULL, before ANY, after ANY,
  PRIMARY KEY (change, record, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_record ON journal (record, change);

-- What can be made anew from the tables above. Every named type has, besides, TYPE_order (its alphabetical order) and TYPE_search
-- (words of names, companies, e-mail addresses and digits of telephone numbers; its rowids are positions in TYPE_order).

-- Exact look-up: the 64-bit FNV-1a hash of "email:a@b.example", "phone:9121234567", "name:…", "company:…", "uid:…".
CREATE TABLE lookup (key INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (key, record)) STRICT, WITHOUT ROWID;

-- Who refers to whom: target is referred to by source, whose type has the code kind.
CREATE TABLE link (
  target INTEGER NOT NULL, kind INTEGER NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (target, kind, source)
) STRICT, WITHOUT ROWID;

-- The timeline of target: the records (or changes: code 63) that stand on it, newest first; kind is what filters go by.
CREATE TABLE timeline (
  target INTEGER NOT NULL, at INTEGER NOT NULL, source INTEGER NOT NULL, kind TEXT NOT NULL, pinned INTEGER NOT NULL,
  PRIMARY KEY (target, at DESC, source)
) STRICT, WITHOUT ROWID;

-- Long text, folded, under the id of its record.
CREATE VIRTUAL TABLE text_search USING fts5 (text, content = '', detail = none, columnsize = 0, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');

-- Choices of this file that are not the business's: collation and folding versions, this device.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;

CREATE VIEW contact_point AS
  SELECT owner.id AS owner, coalesce (item.value ->> 'id', item.key + 1) AS item, item.value ->> 'kind' AS kind, item.value ->> 'label' AS label,
         item.value ->> 'value' AS value, coalesce (item.value ->> 'normalised', item.value ->> 'value') AS normalised
    FROM (SELECT id, contact_points, deleted_at FROM person UNION ALL SELECT id, contact_points, deleted_at FROM company) AS owner,
         json_each (owner.contact_points) AS item
   WHERE owner.deleted_at IS NULL;
CREATE VIEW affiliation AS
  SELECT person.id AS person, item.value ->> 'company' AS company, item.value ->> 'role' AS role,
         item.value ->> 'since' AS since, item.value ->> 'until' AS until
    FROM person, json_each (person.affiliations) AS item WHERE person.deleted_at IS NULL;
CREATE VIEW activity_link AS
  SELECT activity.id AS activity, item.value ->> 'target' AS target
    FROM activity, json_each (activity.links) AS item WHERE activity.deleted_at IS NULL;
