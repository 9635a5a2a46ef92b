-- Customers file, schema 6: who does what.

-- Somebody who works with the file.
CREATE TABLE user (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT, email TEXT
) STRICT;
CREATE UNIQUE INDEX user_uid ON user (uid);

-- Owners were names, each as somebody had written it. Every name that deals and activities have, or had, becomes a user.
CREATE TABLE owner_name (name TEXT PRIMARY KEY, key TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
INSERT INTO owner_name
  SELECT name, coalesce (crm_name_key (name), name), min (at)
    FROM (SELECT owner AS name, created_at AS at FROM deal UNION ALL SELECT owner, created_at FROM activity
          UNION ALL SELECT before, at FROM journal JOIN change ON change.id = change WHERE field = 'owner' AND typeof (before) = 'text'
          UNION ALL SELECT after, at FROM journal JOIN change ON change.id = change WHERE field = 'owner' AND typeof (after) = 'text')
   WHERE name IS NOT NULL GROUP BY name;
INSERT INTO user (id, uid, created_at, name)
  SELECT row_number () OVER (ORDER BY min (at), key) << 6 | 15, crm_derive_uid ('user:' || key), min (at), max (name) FROM owner_name GROUP BY key;
INSERT INTO change (id, at, title, kind) SELECT (SELECT max (id) FROM change) + 1, max (at), '', 'setup' FROM owner_name HAVING count (*) > 0;
INSERT INTO creation (code, first, last, change) SELECT 15, min (id), max (id), (SELECT max (id) FROM change) FROM user HAVING count (*) > 0;
CREATE TABLE owner_user (name TEXT PRIMARY KEY, user INTEGER NOT NULL) STRICT;
INSERT INTO owner_user SELECT owner_name.name, user.id FROM owner_name JOIN user ON uid = crm_derive_uid ('user:' || key);
-- They are looked up by their names, like everything: that is made anew.
DELETE FROM meta WHERE name = 'collation' AND EXISTS (SELECT 1 FROM user);

UPDATE journal SET before = (SELECT user FROM owner_user WHERE name = before) WHERE field = 'owner' AND typeof (before) = 'text';
UPDATE journal SET after = (SELECT user FROM owner_user WHERE name = after) WHERE field = 'owner' AND typeof (after) = 'text';
ALTER TABLE deal RENAME COLUMN owner TO owner_name;
ALTER TABLE deal ADD COLUMN owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED;
UPDATE deal SET owner = (SELECT user FROM owner_user WHERE name = owner_name) WHERE owner_name IS NOT NULL;
ALTER TABLE deal DROP COLUMN owner_name;
ALTER TABLE activity RENAME COLUMN owner TO owner_name;
ALTER TABLE activity ADD COLUMN owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED;
UPDATE activity SET owner = (SELECT user FROM owner_user WHERE name = owner_name) WHERE owner_name IS NOT NULL;
ALTER TABLE activity DROP COLUMN owner_name;
DROP TABLE owner_user;
DROP TABLE owner_name;

ALTER TABLE person ADD COLUMN owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE company ADD COLUMN owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED;

-- Whose is what. What is due and not done is asked by its owner too, and no row of it is read that is not shown.
CREATE INDEX person_owner ON person (owner) WHERE deleted_at IS NULL AND owner IS NOT NULL;
CREATE INDEX company_owner ON company (owner) WHERE deleted_at IS NULL AND owner IS NOT NULL;
CREATE INDEX deal_owner ON deal (owner) WHERE deleted_at IS NULL AND owner IS NOT NULL;
DROP INDEX activity_due;
CREATE INDEX activity_due ON activity (due, due_time, id, kind, done_at, deleted_at, owner) WHERE deleted_at IS NULL AND due IS NOT NULL AND done_at IS NULL;
