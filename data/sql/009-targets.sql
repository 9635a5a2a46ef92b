-- Customers file, schema 9: what somebody, or the business as a whole, means to reach in some days.

CREATE TABLE target (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  measure TEXT,
  first TEXT, last TEXT,
  owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,
  amount INTEGER, currency TEXT,
  count INTEGER,
  about TEXT
) STRICT;
CREATE UNIQUE INDEX target_uid ON target (uid);
