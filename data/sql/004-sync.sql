-- Customers file, schema 4: the same customers in other files, by way of a server.

-- A value that two people changed, each in their own way, in files that knew nothing of each other: both are kept until somebody chooses. kept and other are
-- JSON, as documents have the value of that field; of a set they are the item. kept is what the record had when this was noted.
CREATE TABLE conflict (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  record INTEGER, field TEXT, kept TEXT, kept_by TEXT, kept_at INTEGER, other TEXT, other_by TEXT, other_at INTEGER
) STRICT;
CREATE UNIQUE INDEX conflict_uid ON conflict (uid);

-- The tables below say what this one file knows of servers. They are neither journalled nor undone, and are saved with the records they are about.

-- A database of Apache CouchDB that this file is kept in step with. since is the server's word, as JSON, for how far it was read; generation and session are
-- those of _local/dev-DEVICE there; settled is the change up to which nothing waits to be sent but what document says; round numbers complete readings.
CREATE TABLE remote (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, user TEXT, paused INTEGER NOT NULL DEFAULT 0,
  since TEXT, generation INTEGER NOT NULL DEFAULT 0, session TEXT, settled INTEGER NOT NULL DEFAULT 0, round INTEGER NOT NULL DEFAULT 0,
  trouble TEXT, succeeded_at INTEGER
) STRICT;

-- What a remote has of a record. base is the body that it had last, word for word; sent the body that is on its way or whose answer was lost, and sent_change the
-- newest change in it; change the newest change of the record that the remote has. A record whose newest change is later waits to be sent.
-- state: 0; 1 deleted there, and not yet here; 2 refused there, for the reason in trouble; 3 written by a newer program: shown, never sent; 4 to be sent though
-- nothing here was changed since.
-- losers are revisions, as a JSON array, that were merged and are to be deleted there.
CREATE TABLE document (
  remote INTEGER NOT NULL REFERENCES remote (id) ON DELETE CASCADE, record INTEGER NOT NULL,
  revision TEXT, base TEXT, change INTEGER NOT NULL DEFAULT 0, sent TEXT, sent_change INTEGER,
  state INTEGER NOT NULL DEFAULT 0, trouble TEXT, losers TEXT, round INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX document_record ON document (remote, record);
CREATE INDEX document_state ON document (remote, state) WHERE state <> 0;
CREATE INDEX document_losers ON document (remote) WHERE losers IS NOT NULL;

-- Documents of a remote that are no records here: of types that a newer program has, or not to be read. Kept as they are.
CREATE TABLE foreign_document (
  remote INTEGER NOT NULL REFERENCES remote (id) ON DELETE CASCADE, name TEXT NOT NULL, revision TEXT NOT NULL, body TEXT NOT NULL, trouble TEXT,
  PRIMARY KEY (remote, name)
) STRICT, WITHOUT ROWID;
