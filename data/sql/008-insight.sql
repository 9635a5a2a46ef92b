-- What customers have bought, for everything that is said of buying: a row for each invoice that goes and each side that bought, the person and the
-- company. Follows from invoices and their returns; an invoice that came back wholly is no purchase.
CREATE TABLE purchase (
  customer INTEGER NOT NULL,
  day INTEGER NOT NULL,    -- since 1970-01-01
  document INTEGER NOT NULL,
  amount INTEGER NOT NULL, -- minor units, without tax, less what came back
  currency TEXT,
  pays INTEGER NOT NULL,   -- whether they are who pays: the company where there is one. Each invoice has one such row
  PRIMARY KEY (customer, day, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_document ON purchase (document);

-- What was in them.
CREATE TABLE bought (document INTEGER NOT NULL, product INTEGER NOT NULL, PRIMARY KEY (document, product)) STRICT, WITHOUT ROWID;
CREATE INDEX bought_product ON bought (product, document);

-- For files that have invoices already.
CREATE TEMP TABLE sold AS
  SELECT invoice.id AS document, person, company, currency, lines,
         CAST (julianday (date) - 2440587.5 AS INTEGER) AS day,
         coalesce (net, 0) - coalesce ((SELECT sum (back.net) FROM invoice AS back WHERE back.returns = invoice.id AND back.kind = 'return' AND back.deleted_at IS NULL
                                          AND back.status = 'issued'), 0) AS amount
    FROM invoice WHERE deleted_at IS NULL AND status = 'issued' AND (kind IS NULL OR kind <> 'return') AND julianday (date) IS NOT NULL;
INSERT INTO purchase SELECT person, day, document, amount, currency, company IS NULL FROM sold WHERE person IS NOT NULL AND amount > 0;
INSERT INTO purchase SELECT company, day, document, amount, currency, 1 FROM sold WHERE company IS NOT NULL AND amount > 0;
INSERT OR IGNORE INTO bought SELECT document, line.value ->> 'product' FROM sold, json_each (sold.lines) AS line WHERE amount > 0 AND line.value ->> 'product' IS NOT NULL;
DROP TABLE sold;
