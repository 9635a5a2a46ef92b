-- Customers file, schema 2: fields that the business makes, and views that it keeps.

-- A field that the business made for records of one type. Its values stand in "custom_values" of those records, as items whose id is
-- "custom_" and the end of the field's uid, whose "field" is its id, and of which one of "text" (text, date, choice), "number" (number), "amount" (money
-- in minor units, yes or no) and "record" (link) is set.
CREATE TABLE custom_field (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  record_type TEXT, label TEXT, kind TEXT, choices TEXT, currency TEXT, target TEXT, position INTEGER
) STRICT;
CREATE UNIQUE INDEX custom_field_uid ON custom_field (uid);

ALTER TABLE person ADD COLUMN custom_values TEXT;
ALTER TABLE company ADD COLUMN custom_values TEXT;
ALTER TABLE deal ADD COLUMN custom_values TEXT;
ALTER TABLE activity ADD COLUMN custom_values TEXT;

-- What can be made anew: every living record's custom values, typed and folded, for filters and orders.
CREATE TABLE custom_value (
  field INTEGER NOT NULL, value ANY NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (field, value, record)
) STRICT, WITHOUT ROWID;

-- Which records, shown how: filter is an expression, columns and sort are names of fields.
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT, record_type TEXT, filter TEXT, search TEXT, columns TEXT, sort TEXT, grouping TEXT, pinned INTEGER, position INTEGER
) STRICT;
CREATE UNIQUE INDEX saved_view_uid ON saved_view (uid);

-- What somebody is to the business, what they like and need, and how and when they are best reached.
ALTER TABLE person ADD COLUMN roles TEXT;
ALTER TABLE person ADD COLUMN preferences TEXT;
ALTER TABLE person ADD COLUMN preferred_channel TEXT;
ALTER TABLE person ADD COLUMN preferred_time TEXT;
ALTER TABLE company ADD COLUMN roles TEXT;
ALTER TABLE company ADD COLUMN preferences TEXT;
ALTER TABLE company ADD COLUMN preferred_channel TEXT;
ALTER TABLE company ADD COLUMN preferred_time TEXT;
