-- Customers file, schema 5: files by way of a server, and what was done with it.

-- Which files a remote has, by the SHA-256 of their bytes; where trouble is told, it does not take this one.
CREATE TABLE remote_content (
  remote INTEGER NOT NULL REFERENCES remote (id) ON DELETE CASCADE, hash TEXT NOT NULL, trouble TEXT,
  PRIMARY KEY (remote, hash)
) STRICT, WITHOUT ROWID;

-- Files that records refer to and whose bytes have not come yet.
CREATE TABLE awaited_content (
  hash TEXT NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (hash, record)
) STRICT, WITHOUT ROWID;

-- What was done with a remote, the newest last; the latest few hundred. trouble tells why it did not work.
CREATE TABLE sync_log (
  id INTEGER PRIMARY KEY, remote INTEGER NOT NULL REFERENCES remote (id) ON DELETE CASCADE, at INTEGER NOT NULL,
  received INTEGER NOT NULL, sent INTEGER NOT NULL, conflicts INTEGER NOT NULL, files INTEGER NOT NULL, trouble TEXT
) STRICT;
CREATE INDEX sync_log_remote ON sync_log (remote, id);
