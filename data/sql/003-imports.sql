-- Customers file, schema 3: what was imported.

-- Of a change that imported something: from which file, how its columns were matched, and the report of it. Like the change itself it is neither
-- journalled nor undone. header is of a sheet: a digest of its headings, by which a matching is found again; map is what a person has matched,
-- as FIELD=COLUMN with commas between; report is an object of JSON.
CREATE TABLE import (
  change INTEGER PRIMARY KEY REFERENCES change (id), name TEXT NOT NULL, header TEXT, map TEXT, report TEXT NOT NULL
) STRICT;
