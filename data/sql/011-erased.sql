-- Customers file, schema 11: who was erased, and nothing else of them.

-- What once was told of them is in no row and no journal of this file. That they are not to come back, from a copy of the file or another device, is known by their uid.
CREATE TABLE erased (record INTEGER PRIMARY KEY, uid BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
