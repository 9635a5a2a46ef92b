-- Customers file, schema 3: what was imported.

-- Of a change that imported something: from which file, how its columns were matched, and the report of it. Like the change itself it is neither
-- journalled nor undone. header is of a sheet: a digest of its headings, by which a matching is found again; map is what a person has matched,
-- as FIELD=COLUMN with commas between; report is an object of JSON.
CREATE TABLE import (
  change INTEGER PRIMARY KEY REFERENCES change (id), name TEXT NOT NULL, header TEXT, map TEXT, report TEXT NOT NULL
) STRICT;

-- An e-mail as it came, in "content", and the Message-ID of the one that began the conversation it is part of.
ALTER TABLE activity ADD COLUMN thread TEXT;
ALTER TABLE activity ADD COLUMN original TEXT;

-- The bytes of files, by their SHA-256: rows of a table of its own kind, because an index of blobs leaves half of every page empty.
CREATE TABLE content_3 (
  hash TEXT NOT NULL, size INTEGER NOT NULL, mime TEXT, bytes BLOB NOT NULL
) STRICT;
INSERT INTO content_3 SELECT hash, size, mime, bytes FROM content;
DROP TABLE content;
ALTER TABLE content_3 RENAME TO content;
CREATE UNIQUE INDEX content_hash ON content (hash);
