/* Quotes, orders, invoices and payments: their numbers, their taxes, what may be changed, and what may not. */

#include "crm-test-kill.h"

static gboolean
try_save (CrmTestFile *file, CrmRecord *record, const char *word)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = crm_store_save (file->store, "Save", record, &error);

  if (word == NULL)
    g_assert_no_error (error);
  else
    g_assert_nonnull (strstr (error->message, word));

  return ok;
}

static void
save (CrmTestFile *file, CrmRecord *record)
{
  g_assert_true (try_save (file, record, NULL));
}

static CrmRecord *
reload (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *fresh = crm_store_get (file->store, crm_record_get_id (record), &error);

  g_assert_no_error (error);
  return fresh;
}

/* Sets a field of what the file has now. */
static gboolean
try_set (CrmTestFile *file, CrmRecord *record, const char *field, const char *text, const char *word)
{
  g_autoptr (CrmRecord) now = reload (file, record);
  g_autoptr (CrmRecord) draft = crm_record_edit (now);

  crm_object_set_text (CRM_OBJECT (draft), field, text);
  return try_save (file, draft, word);
}

static void
set (CrmTestFile *file, CrmRecord *record, const char *field, const char *text)
{
  g_assert_true (try_set (file, record, field, text, NULL));
}

static void
add_line (CrmRecord *document, const char *text, const char *quantity, gint64 price)
{
  crm_object_add_item (CRM_OBJECT (document), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", text, "quantity", quantity, "price", price, NULL));
}

static CrmRecord *
make (CrmTestFile *file, const char *type, const char *status)
{
  CrmRecord *document = crm_record_new (type);

  g_object_set (document, "currency", "EUR", "status", status, NULL);
  add_line (document, "Thread", "3", 250);
  save (file, document);

  return document;
}

static const char *
get_number (CrmTestFile *file, CrmRecord *document)
{
  static char *number;
  g_autoptr (CrmRecord) now = reload (file, document);

  g_free (number);
  number = g_strdup (crm_object_get_text (CRM_OBJECT (now), "number"));
  return number;
}

static void
undo (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
}

/* A draft has none; each kind of document counts by itself. */
static void
test_numbers (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) draft = make (file, "invoice", NULL);
  g_autoptr (CrmRecord) one = make (file, "invoice", "issued");
  g_autoptr (CrmRecord) quote = make (file, "quote", "sent");
  g_autoptr (CrmRecord) two = make (file, "invoice", "issued");

  g_assert_null (get_number (file, draft));
  g_assert_cmpstr (get_number (file, one), ==, "1");
  g_assert_cmpstr (get_number (file, two), ==, "2");
  g_assert_cmpstr (get_number (file, quote), ==, "1");
  set (file, draft, "status", "issued");
  g_assert_cmpstr (get_number (file, draft), ==, "3");
  crm_test_assert_sound (file->path);
}

/* What was given stays: with a document that is a draft again, and with one that nobody may delete. */
static void
test_numbers_stay (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) first = make (file, "invoice", NULL);
  g_autoptr (CrmRecord) other = NULL;
  g_autoptr (CrmRecord) next = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = crm_record_get_id (first);

  set (file, first, "status", "issued");
  undo (file);
  g_assert_null (get_number (file, first));
  other = make (file, "invoice", NULL);
  set (file, other, "status", "issued");
  g_assert_cmpstr (get_number (file, other), ==, "2");
  set (file, first, "status", "issued");
  g_assert_cmpstr (get_number (file, first), ==, "1");

  g_assert_false (crm_store_delete (file->store, "Delete", &id, 1, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_clear_error (&error);

  /* Made and issued at once, it is a draft after an undo, and has its number again when it is issued. */
  next = make (file, "invoice", "issued");
  undo (file);
  g_assert_null (get_number (file, next));
  set (file, next, "status", "issued");
  g_assert_cmpstr (get_number (file, next), ==, "3");
  crm_test_assert_sound (file->path);
}

/* Those that came from elsewhere are passed over; those that were typed may go again. */
static void
test_numbers_typed (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) typed = crm_record_new ("invoice");
  g_autoptr (CrmRecord) one = NULL;
  g_autoptr (CrmRecord) three = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (typed, "currency", "EUR", "status", "issued", "number", "۲", NULL);
  save (file, typed);
  one = make (file, "invoice", "issued");
  three = make (file, "invoice", "issued");
  g_assert_cmpstr (get_number (file, one), ==, "1");
  g_assert_cmpstr (get_number (file, three), ==, "3");

  id = crm_record_get_id (typed);
  g_assert_true (crm_store_delete (file->store, "Delete", &id, 1, &error));
  g_assert_no_error (error);
}

/* Somebody goes on with the numbers of a book: upward. */
static void
test_numbers_begin (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) one = make (file, "invoice", "issued");
  g_autoptr (CrmQuery) query = crm_query_new ("series");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) series = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (CrmRecord) back = NULL;
  g_autoptr (CrmRecord) next = NULL;

  crm_store_query (file->store, query, 0, ids, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  series = crm_store_get (file->store, g_array_index (ids, gint64, 0), NULL);
  draft = crm_record_edit (series);
  g_object_set (draft, "last", G_GINT64_CONSTANT (1042), "label", "F", NULL);
  save (file, draft);
  next = make (file, "invoice", "issued");
  g_assert_cmpstr (get_number (file, next), ==, "F-1043");

  back = crm_record_edit (series);
  g_object_set (back, "last", G_GINT64_CONSTANT (7), NULL);
  g_assert_false (try_save (file, back, "1043"));
}

/* An issued invoice says what it said. What is known of it besides may change. */
static void
test_fixed (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) invoice = make (file, "invoice", "issued");
  g_autoptr (CrmRecord) order = make (file, "sales_order", "confirmed");

  g_assert_false (try_set (file, invoice, "note", "Thank you", "issued"));
  g_assert_false (try_set (file, invoice, "discount_percent", "5", "issued"));
  g_assert_false (try_set (file, invoice, "status", "draft", "issued"));
  set (file, invoice, "about", "Ask for the cheque");
  set (file, invoice, "due", "2999-01-01");
  set (file, invoice, "status", "cancelled");
  g_assert_cmpstr (get_number (file, invoice), ==, "1");
  set (file, order, "note", "Thank you");
}

static gint64
get_total (CrmTestFile *file, CrmRecord *document)
{
  g_autoptr (CrmRecord) now = reload (file, document);

  return crm_object_get_integer (CRM_OBJECT (now), "total");
}

/* 9 % until the end of 1403, 10 % from the first day of 1404: a draft follows its day, what was issued does not. */
static void
test_tax_of_the_day (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) tax = crm_record_new ("tax");
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");
  g_autoptr (CrmRecord) fresh = NULL;
  g_autoptr (CrmRecord) draft = NULL;

  g_object_set (tax, "name", "VAT", NULL);
  crm_object_add_item (CRM_OBJECT (tax), "rates", g_object_new (CRM_TYPE_TAX_RATE, "percent", "10", "since", "2025-03-21", NULL));
  crm_object_add_item (CRM_OBJECT (tax), "rates", g_object_new (CRM_TYPE_TAX_RATE, "percent", "9", NULL));
  save (file, tax);
  g_object_set (invoice, "currency", "IRR", "date", "2025-03-20", NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Thread", "price", G_GINT64_CONSTANT (1000000), "tax", crm_record_get_id (tax), NULL));
  save (file, invoice);
  g_assert_cmpint (get_total (file, invoice), ==, 1090000);
  set (file, invoice, "date", "2025-03-21");
  g_assert_cmpint (get_total (file, invoice), ==, 1100000);

  set (file, invoice, "status", "issued");
  fresh = reload (file, tax);
  draft = crm_record_edit (fresh);
  crm_object_add_item (CRM_OBJECT (draft), "rates", g_object_new (CRM_TYPE_TAX_RATE, "percent", "12", "since", "2025-03-21", NULL));
  save (file, draft);
  set (file, invoice, "about", "Looked at again");
  g_assert_cmpint (get_total (file, invoice), ==, 1100000);
}

static CrmRecord *
make_return (CrmTestFile *file, CrmRecord *invoice, const char *quantity, const char *word)
{
  g_autoptr (CrmRecord) returned = crm_record_new ("invoice");

  g_object_set (returned, "kind", "return", "status", "issued", "currency", "EUR", "returns", crm_record_get_id (invoice), NULL);
  add_line (returned, "Thread", quantity, 250);

  return try_save (file, returned, word) ? g_steal_pointer (&returned) : NULL;
}

/* Nobody brings back more than they got, in one go or in several. */
static void
test_returns (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) invoice = make (file, "invoice", "issued");
  g_autoptr (CrmRecord) too_much = make_return (file, invoice, "3.5", "no more than 3");
  g_autoptr (CrmRecord) some = make_return (file, invoice, "2", NULL);
  g_autoptr (CrmRecord) again = make_return (file, invoice, "2", "no more than 1");
  g_autoptr (CrmRecord) rest = NULL;

  g_assert_null (too_much);
  g_assert_null (again);
  g_assert_cmpstr (get_number (file, some), ==, "1");
  set (file, some, "status", "cancelled");
  rest = make_return (file, invoice, "3", NULL);
  g_assert_cmpstr (get_number (file, rest), ==, "2");
}

static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  static const struct
  {
    const char *field;
    const char *value;
    const char *word;
  } cases[] = {
    { "date", "2025-02-30", "2025-02-30" },
    { "due", "2020-01-01", "due" },
    { "discount_percent", "a lot", "a lot" },
    { "discount_percent", "101", "discount of the whole" },
  };
  g_autoptr (CrmRecord) minus = crm_record_new ("invoice");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");

      g_object_set (invoice, "date", "2025-03-21", cases[i].field, cases[i].value, NULL);
      g_assert_false (try_save (file, invoice, cases[i].word));
    }
  add_line (minus, "Thread", "-1", 250);
  g_assert_false (try_save (file, minus, "Line 1"));
}

static gboolean
pay (CrmTestFile *file, CrmRecord *invoice, gint64 amount, gint64 share, const char *currency, const char *reference, const char *word)
{
  g_autoptr (CrmRecord) payment = crm_record_new ("payment");

  g_object_set (payment, "amount", amount, "currency", currency, "method", "transfer", "reference", reference, NULL);
  crm_object_add_item (CRM_OBJECT (payment), "shares", g_object_new (CRM_TYPE_PAYMENT_SHARE, "invoice", crm_record_get_id (invoice), "amount", share, NULL));

  return try_save (file, payment, word);
}

static void
test_payments (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) invoice = make (file, "invoice", "issued");
  g_autoptr (CrmRecord) draft = make (file, "invoice", NULL);

  g_assert_true (pay (file, invoice, 500, 400, "EUR", "A-1", NULL));
  g_assert_false (pay (file, invoice, 500, 100, "EUR", "a-1", "already"));
  g_assert_true (pay (file, invoice, 200, 100, "EUR", "A-1", NULL));
  g_assert_false (pay (file, invoice, 100, 200, "EUR", NULL, "More"));
  g_assert_false (pay (file, invoice, 0, 0, "EUR", NULL, "above nothing"));
  g_assert_false (pay (file, invoice, 100, 100, "USD", NULL, "another currency"));
  g_assert_false (pay (file, draft, 100, 100, "EUR", NULL, "draft"));
  crm_test_assert_sound (file->path);
}

static void
test_prices (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) list = crm_record_new ("price_list");
  g_autoptr (CrmRecord) product = crm_record_new ("product");
  g_autoptr (CrmRecord) wrong = crm_record_new ("product");
  gint64 id;

  g_object_set (list, "name", "Wholesale", NULL);
  save (file, list);
  id = crm_record_get_id (list);
  g_object_set (product, "name", "Thread", "price", G_GINT64_CONSTANT (300), "currency", "EUR", NULL);
  crm_object_add_item (CRM_OBJECT (product), "prices", g_object_new (CRM_TYPE_PRODUCT_PRICE, "price_list", id, "price", G_GINT64_CONSTANT (250), NULL));
  crm_object_add_item (CRM_OBJECT (product), "prices", g_object_new (CRM_TYPE_PRODUCT_PRICE, "price_list", id, "price", G_GINT64_CONSTANT (270), "since", "2025-06-01", NULL));
  crm_object_add_item (CRM_OBJECT (product), "prices", g_object_new (CRM_TYPE_PRODUCT_PRICE, "price", G_GINT64_CONSTANT (320), "since", "2025-09-01", NULL));
  save (file, product);

  g_assert_cmpint (crm_product_get_price (product, CRM_UNSET, "2025-05-31"), ==, 300);
  g_assert_cmpint (crm_product_get_price (product, CRM_UNSET, "2025-09-01"), ==, 320);
  g_assert_cmpint (crm_product_get_price (product, id, "2025-05-31"), ==, 250);
  g_assert_cmpint (crm_product_get_price (product, id, "2025-06-01"), ==, 270);
  g_assert_cmpint (crm_product_get_price (product, id + 64, "2025-05-31"), ==, 300);

  g_object_set (wrong, "name", "Thread", "price", G_GINT64_CONSTANT (-1), NULL);
  g_assert_false (try_save (file, wrong, "below nothing"));
}

/* What was sold stays on the timeline of who bought it; a draft is nobody's business. */
static void
test_timeline (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");
  g_autoptr (CrmQuery) query = crm_query_new_timeline (crm_record_get_id (person));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_object_set (invoice, "person", crm_record_get_id (person), "currency", "EUR", NULL);
  add_line (invoice, "Thread", "1", 250);
  save (file, invoice);
  before = crm_test_file_titles (file, query);
  g_assert_cmpstr (before, ==, "");
  set (file, invoice, "status", "issued");
  after = crm_test_file_titles (file, query);
  g_assert_cmpstr (after, ==, "Invoice 1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/sales/numbers", test_numbers);
  crm_test_file_add ("/sales/numbers-stay", test_numbers_stay);
  crm_test_file_add ("/sales/numbers-typed", test_numbers_typed);
  crm_test_file_add ("/sales/numbers-begin", test_numbers_begin);
  crm_test_file_add ("/sales/fixed", test_fixed);
  crm_test_file_add ("/sales/tax-of-the-day", test_tax_of_the_day);
  crm_test_file_add ("/sales/returns", test_returns);
  crm_test_file_add ("/sales/refused", test_refused);
  crm_test_file_add ("/sales/payments", test_payments);
  crm_test_file_add ("/sales/prices", test_prices);
  crm_test_file_add ("/sales/timeline", test_timeline);

  return g_test_run ();
}
