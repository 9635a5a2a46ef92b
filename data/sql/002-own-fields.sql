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
  name TEXT, record_type TEXT, filter TEXT, search TEXT, columns TEXT, sort TEXT, grouping TEXT, pinned INTEGER, position INTEGER,
  pipeline INTEGER REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED
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

-- Two records that look alike and are not the same, as somebody has said; in no order.
CREATE TABLE distinction (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  one INTEGER, other INTEGER
) STRICT;
CREATE UNIQUE INDEX distinction_uid ON distinction (uid);

-- merged_into: of a deleted record, the one that has all it had.
ALTER TABLE company ADD COLUMN parent INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE company ADD COLUMN merged_into INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED;
-- Whom people are related to, and since when somebody has been what they are to us.
ALTER TABLE person ADD COLUMN relations TEXT;
ALTER TABLE person ADD COLUMN lifecycle_history TEXT;
ALTER TABLE company ADD COLUMN lifecycle_history TEXT;

-- What can be made anew: when each person and company was spoken to last, how long that takes usually, and since when the silence is unusual;
-- microseconds.
CREATE TABLE rhythm (
  contact INTEGER PRIMARY KEY, last INTEGER NOT NULL, gap INTEGER, quiet_from INTEGER
) STRICT;
CREATE INDEX rhythm_last ON rhythm (last);
CREATE INDEX rhythm_quiet ON rhythm (quiet_from) WHERE quiet_from IS NOT NULL;

-- What an activity is as an appointment: where, how it repeats (lines of RFC 5545), how many minutes before somebody is reminded.
ALTER TABLE activity ADD COLUMN location TEXT;
ALTER TABLE activity ADD COLUMN repeat TEXT;
ALTER TABLE activity ADD COLUMN remind INTEGER;
ALTER TABLE activity ADD COLUMN occasion TEXT;

-- How it went for the other side, 1 to 5, and the files that belong to it; their bytes are in "content".
ALTER TABLE activity ADD COLUMN rating TEXT;
ALTER TABLE activity ADD COLUMN attachments TEXT;

-- What is due and not done, in its order: all that is asked of it stands in the index, so that no row is read that is not shown.
DROP INDEX activity_due;
CREATE INDEX activity_due ON activity (due, due_time, id, kind, done_at, deleted_at) WHERE deleted_at IS NULL AND due IS NOT NULL AND done_at IS NULL;

-- A calendar asks for the days of a month: what begins in it, what lasts into it from before, and what repeats.
CREATE INDEX activity_day ON activity (due) WHERE deleted_at IS NULL AND due IS NOT NULL;
CREATE INDEX activity_long ON activity (due) WHERE deleted_at IS NULL AND due IS NOT NULL AND duration >= 86400;
CREATE INDEX activity_repeat ON activity (due) WHERE deleted_at IS NULL AND due IS NOT NULL AND repeat IS NOT NULL;
CREATE INDEX activity_remind ON activity (due) WHERE deleted_at IS NULL AND due IS NOT NULL AND done_at IS NULL AND remind IS NOT NULL;

-- What was shown on this computer: the reminder of an activity that was shown last, by the instant it stood for, and when it is to be shown
-- again. Not a change of the business: it is neither journalled nor undone.
CREATE TABLE reminder (
  activity INTEGER PRIMARY KEY, shown INTEGER NOT NULL, later INTEGER
) STRICT;

-- Open deals that are longer in their stage than it expects.
CREATE INDEX deal_waiting ON deal (stage, stage_entered_at) WHERE deleted_at IS NULL AND status = 'open';

-- What a stage asks of the deals in it: a checklist, questions, the task that comes next and in how many days; and what a deal has of that,
-- with the words it was asked in. An item of a deal has an id of the end of the stage's uid and the id of the stage's line.
ALTER TABLE stage ADD COLUMN checklist TEXT;
ALTER TABLE stage ADD COLUMN questions TEXT;
ALTER TABLE stage ADD COLUMN next_task TEXT;
ALTER TABLE stage ADD COLUMN next_task_days INTEGER;
ALTER TABLE deal ADD COLUMN checklist TEXT;
ALTER TABLE deal ADD COLUMN answers TEXT;

-- The table of deals: what it is sorted by, so that a sort reads no whole rows.
CREATE INDEX deal_table ON deal (pipeline, expected_close, value, probability, recurring_value, stage_entered_at, closed_at, updated_at) WHERE deleted_at IS NULL;
