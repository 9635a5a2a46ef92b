-- Customers file, schema 10: what customers asked, how it was answered, what they think, and what they allow.

CREATE TABLE article (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  title TEXT, kind TEXT, topic TEXT,
  product INTEGER REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
  body TEXT, tags TEXT, custom_values TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX article_uid ON article (uid);

CREATE TABLE service_case (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  subject TEXT,
  person INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  company INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
  question TEXT, channel TEXT, topic TEXT,
  product INTEGER REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT, priority TEXT,
  due_at INTEGER,
  owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,
  resolution TEXT,
  article INTEGER REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  opened_at INTEGER, answered_at INTEGER, solved_at INTEGER,
  tags TEXT, custom_values TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX service_case_uid ON service_case (uid);

CREATE TABLE feedback (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  kind TEXT, score INTEGER,
  person INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  company INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT, date TEXT,
  service_case INTEGER REFERENCES service_case (id) DEFERRABLE INITIALLY DEFERRED,
  product INTEGER REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
  status TEXT, answer TEXT, votes TEXT, publish TEXT,
  owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,
  tags TEXT, custom_values TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX feedback_uid ON feedback (uid);

-- By their days, for lists and reports; what is to be answered, by when.
CREATE INDEX service_case_opened ON service_case (opened_at) WHERE deleted_at IS NULL;
CREATE INDEX service_case_due ON service_case (due_at) WHERE deleted_at IS NULL AND status IN ('new', 'open');
CREATE INDEX feedback_date ON feedback (date) WHERE deleted_at IS NULL;

-- For filters: what was solved too late; of customers, what is not solved yet, and what they said last.
CREATE INDEX service_case_late ON service_case (id) WHERE deleted_at IS NULL AND status = 'solved' AND solved_at > due_at;
CREATE INDEX service_case_person ON service_case (person) WHERE deleted_at IS NULL AND status IS NOT 'solved';
CREATE INDEX service_case_company ON service_case (company) WHERE deleted_at IS NULL AND status IS NOT 'solved';
CREATE INDEX feedback_person ON feedback (person, kind, date) WHERE deleted_at IS NULL;
CREATE INDEX feedback_company ON feedback (company, kind, date) WHERE deleted_at IS NULL;

ALTER TABLE person ADD COLUMN consents TEXT;
ALTER TABLE company ADD COLUMN consents TEXT;

-- Somebody has said that they stay where they are in the life cycle.
ALTER TABLE person ADD COLUMN lifecycle_kept INTEGER;
ALTER TABLE company ADD COLUMN lifecycle_kept INTEGER;
