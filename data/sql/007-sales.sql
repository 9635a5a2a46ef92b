-- Customers file, schema 7: what is sold.
--
-- quote, sales_order and invoice have the same columns but for a few. Lines are a JSON array in their row, as all items are, with quantities and
-- percentages as decimal text and amounts in minor units; net, tax and total follow from them. serials are the numbers that were given from a series;
-- number is the one that is shown, which may have been typed.

CREATE TABLE tax (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT, rates TEXT
) STRICT;
CREATE UNIQUE INDEX tax_uid ON tax (uid);

CREATE TABLE price_list (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT,
  view INTEGER REFERENCES saved_view (id) DEFERRABLE INITIALLY DEFERRED,
  about TEXT
) STRICT;
CREATE UNIQUE INDEX price_list_uid ON price_list (uid);

CREATE TABLE product (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  name TEXT, code TEXT, kind TEXT, unit TEXT, price INTEGER, currency TEXT,
  tax INTEGER REFERENCES tax (id) DEFERRABLE INITIALLY DEFERRED,
  cost INTEGER, prices TEXT, category TEXT, barcode TEXT, recurring_period TEXT, discontinued INTEGER, tags TEXT,
  about TEXT, photo TEXT, custom_values TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX product_uid ON product (uid);

CREATE TABLE quote (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  subject TEXT,
  person INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  company INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
  date TEXT, status TEXT, lines TEXT, currency TEXT, discount_percent TEXT, discount INTEGER, tax_included INTEGER,
  valid_until TEXT, number TEXT,
  deal INTEGER REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,
  source TEXT, source_detail TEXT, campaign TEXT, tags TEXT, note TEXT, about TEXT, serials TEXT, net INTEGER,
  tax INTEGER, total INTEGER, custom_values TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX quote_uid ON quote (uid);

CREATE TABLE sales_order (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  subject TEXT,
  person INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  company INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
  date TEXT, status TEXT, lines TEXT, currency TEXT, discount_percent TEXT, discount INTEGER, tax_included INTEGER,
  promised TEXT, delivered TEXT, delivery_method TEXT, tracking TEXT,
  quote INTEGER REFERENCES quote (id) DEFERRABLE INITIALLY DEFERRED,
  number TEXT,
  deal INTEGER REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,
  source TEXT, source_detail TEXT, campaign TEXT, tags TEXT, note TEXT, about TEXT, serials TEXT, net INTEGER,
  tax INTEGER, total INTEGER, custom_values TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX sales_order_uid ON sales_order (uid);

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  kind TEXT, subject TEXT,
  person INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  company INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
  date TEXT, status TEXT, lines TEXT, currency TEXT, discount_percent TEXT, discount INTEGER, tax_included INTEGER,
  due TEXT,
  sales_order INTEGER REFERENCES sales_order (id) DEFERRABLE INITIALLY DEFERRED,
  returns INTEGER REFERENCES invoice (id) DEFERRABLE INITIALLY DEFERRED,
  number TEXT,
  deal INTEGER REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
  owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,
  source TEXT, source_detail TEXT, campaign TEXT, tags TEXT, note TEXT, about TEXT, serials TEXT, net INTEGER,
  tax INTEGER, total INTEGER, custom_values TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX invoice_uid ON invoice (uid);

CREATE TABLE payment (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  amount INTEGER, currency TEXT, method TEXT, date TEXT,
  person INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  company INTEGER REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
  shares TEXT, direction TEXT, reference TEXT, bank TEXT, cheque_due TEXT, cheque_state TEXT, goods TEXT,
  owner INTEGER REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,
  tags TEXT, about TEXT, custom_values TEXT, foreign_fields TEXT
) STRICT;
CREATE UNIQUE INDEX payment_uid ON payment (uid);

CREATE TABLE series (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER,
  kind TEXT, label TEXT, last INTEGER, device TEXT
) STRICT;
CREATE UNIQUE INDEX series_uid ON series (uid);

-- By their days, for lists and reports; what waits, by the day it waits for.
CREATE INDEX quote_date ON quote (date) WHERE deleted_at IS NULL;
CREATE INDEX sales_order_date ON sales_order (date) WHERE deleted_at IS NULL;
CREATE INDEX sales_order_promised ON sales_order (promised) WHERE deleted_at IS NULL AND promised IS NOT NULL AND delivered IS NULL;
CREATE INDEX invoice_date ON invoice (date) WHERE deleted_at IS NULL;
CREATE INDEX invoice_due ON invoice (due) WHERE deleted_at IS NULL AND due IS NOT NULL AND status = 'issued';
CREATE INDEX payment_date ON payment (date) WHERE deleted_at IS NULL;

-- What was paid of each invoice that goes, what came back, and what is open. Follows from invoices and payments.
CREATE TABLE settlement (
  invoice INTEGER PRIMARY KEY, paid INTEGER NOT NULL, returned INTEGER NOT NULL, open INTEGER NOT NULL
) STRICT;
CREATE INDEX settlement_open ON settlement (invoice) WHERE open <> 0;

ALTER TABLE person ADD COLUMN price_list INTEGER REFERENCES price_list (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE company ADD COLUMN price_list INTEGER REFERENCES price_list (id) DEFERRABLE INITIALLY DEFERRED;

-- What an invoice says of who gets it, and the picture on it.
ALTER TABLE person ADD COLUMN national_id TEXT;
ALTER TABLE company ADD COLUMN national_id TEXT;
ALTER TABLE company ADD COLUMN economic_code TEXT;
ALTER TABLE setting ADD COLUMN file TEXT;

CREATE VIEW sale_line AS
  SELECT document.id AS document, coalesce (item.value ->> 'id', item.key + 1) AS item, item.value ->> 'product' AS product, item.value ->> 'text' AS text,
         coalesce (item.value ->> 'quantity', '1') AS quantity, item.value ->> 'unit' AS unit, item.value ->> 'price' AS price, item.value ->> 'currency' AS currency
    FROM (SELECT id, lines, deleted_at FROM quote UNION ALL SELECT id, lines, deleted_at FROM sales_order UNION ALL SELECT id, lines, deleted_at FROM invoice) AS document,
         json_each (document.lines) AS item
   WHERE document.deleted_at IS NULL;
CREATE VIEW payment_share AS
  SELECT payment.id AS payment, item.value ->> 'invoice' AS invoice, item.value ->> 'amount' AS amount
    FROM payment, json_each (payment.shares) AS item WHERE payment.deleted_at IS NULL;
