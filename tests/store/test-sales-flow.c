/* A sale from the deal to the last payment, whole and in parts; and what follows of it for the invoice. */

#include "crm-criterion.h"
#include "crm-payment.h"
#include "crm-product.h"
#include "crm-sale-next.h"
#include "crm-sales.h"
#include "crm-settlement.h"
#include "crm-test-kill.h"

typedef struct
{
  gint64      from;
  const char *type; /* NULL: a quote of a deal */
  GHashTable *wanted;
  const char *status;
  gint64      payment; /* how much; 0 for another step */
  CrmRecord  *made;
} Step;

static gboolean
step_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Step *step = user_data;

  if (step->status != NULL)
    return crm_sales_set_status (transaction, step->from, step->status, error);

  if (step->payment != 0)
    {
      step->made = g_object_new (CRM_TYPE_PAYMENT, "amount", step->payment, "method", "cash", NULL);
      return crm_sales_pay (transaction, step->from, step->made, error);
    }
  if (step->type == NULL)
    step->made = crm_sales_quote_deal (transaction, step->from, "EUR", error);
  else
    step->made = crm_sales_make_next (transaction, step->from, step->type, step->wanted, error);

  return step->made != NULL;
}

static CrmRecord *
take (CrmTestFile *file, Step step, const char *word)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *made;
  gboolean   ok = crm_store_write (file->store, "Step", "edit", CRM_TRANSACTION_NONE, step_func, &step, NULL, &error);

  if (word == NULL)
    g_assert_no_error (error);
  else
    g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpint (ok, ==, word == NULL);

  made = ok && step.made != NULL ? crm_store_get (file->store, crm_record_get_id (step.made), NULL) : NULL;
  g_clear_object (&step.made);

  return made;
}

static CrmRecord *
make_next (CrmTestFile *file, CrmRecord *from, const char *type, GHashTable *wanted, const char *word)
{
  return take (file, (Step){ .from = crm_record_get_id (from), .type = type, .wanted = wanted }, word);
}

/* It is refused, in words that have @word in them. */
static void
refuse_next (CrmTestFile *file, CrmRecord *from, const char *type, GHashTable *wanted, const char *word)
{
  g_assert_null (make_next (file, from, type, wanted, word));
}

static void
set_status (CrmTestFile *file, CrmRecord *document, const char *status)
{
  take (file, (Step){ .from = crm_record_get_id (document), .status = status }, NULL);
}

static CrmRecord *
pay (CrmTestFile *file, CrmRecord *invoice, gint64 amount, const char *word)
{
  return take (file, (Step){ .from = crm_record_get_id (invoice), .payment = amount }, word);
}

static void
assert_settled (CrmTestFile *file, CrmRecord *invoice, gint64 paid, gint64 returned, gint64 open)
{
  CrmSettlement settlement;

  g_assert_true (crm_settlement_find (file->store, crm_record_get_id (invoice), &settlement));
  g_assert_cmpint (settlement.paid, ==, paid);
  g_assert_cmpint (settlement.returned, ==, returned);
  g_assert_cmpint (settlement.open, ==, open);
}

static gint64
get (CrmRecord *record, const char *field)
{
  return crm_object_get_integer (CRM_OBJECT (record), field);
}

static const char *
get_status (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (CrmRecord) now = crm_store_get (file->store, crm_record_get_id (record), NULL);

  return g_intern_string (crm_object_get_text (CRM_OBJECT (now), "status"));
}

static CrmRecord *
add_deal (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) pipeline = crm_record_new ("pipeline");
  g_autoptr (CrmRecord) stage = crm_record_new ("stage");
  CrmRecord *deal = crm_record_new ("deal");
  g_autoptr (GError) error = NULL;

  g_object_set (pipeline, "name", "Sales", NULL);
  crm_store_save (file->store, "Add", pipeline, &error);
  g_object_set (stage, "name", "New", "kind", "open", "pipeline", crm_record_get_id (pipeline), NULL);
  crm_store_save (file->store, "Add", stage, &error);
  g_object_set (deal, "title", "Spring order", "value", G_GINT64_CONSTANT (4800), "currency", "EUR", "source", "fair", "stage", crm_record_get_id (stage), "person", crm_record_get_id (person), NULL);
  crm_store_save (file->store, "Add", deal, &error);
  g_assert_no_error (error);

  return deal;
}

/* Nothing is typed on the way. */
static void
test_through (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) deal = add_deal (file);
  g_autoptr (CrmRecord) quote = take (file, (Step){ .from = crm_record_get_id (deal) }, NULL);
  g_autoptr (CrmRecord) order = make_next (file, quote, "sales_order", NULL, NULL);
  g_autoptr (CrmRecord) invoice = make_next (file, order, "invoice", NULL, NULL);
  g_autoptr (CrmRecord) payment = NULL;
  CrmSettlement settlement;

  g_assert_cmpstr (get_status (file, quote), ==, "accepted");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (order), "number"), ==, "1");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (invoice), "source"), ==, "fair");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (invoice), "subject"), ==, "Spring order");
  g_assert_cmpint (get (invoice, "person"), ==, get (deal, "person"));
  g_assert_cmpint (get (invoice, "total"), ==, 4800);
  g_assert_false (crm_settlement_find (file->store, crm_record_get_id (invoice), &settlement));

  g_assert_null (pay (file, invoice, CRM_UNSET, "issued"));
  set_status (file, invoice, "issued");
  assert_settled (file, invoice, 0, 0, 4800);
  payment = pay (file, invoice, CRM_UNSET, NULL);
  g_assert_cmpint (get (payment, "amount"), ==, 4800);
  assert_settled (file, invoice, 4800, 0, 0);
  g_assert_null (pay (file, invoice, 10, "paid already"));
  refuse_next (file, order, "invoice", NULL, "left");
  crm_test_assert_sound (file->path);

  crm_store_undo (file->store, NULL, NULL);
  assert_settled (file, invoice, 0, 0, 4800);
  crm_test_assert_sound (file->path);
}

/* What a deal that says no amount brings is told by its quote alone, in the money of the business. */
static void
test_no_amount (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) deal = add_deal (file);
  g_autoptr (CrmRecord) draft = crm_record_edit (deal);
  g_autoptr (CrmRecord) quote = NULL;

  crm_object_set_integer (CRM_OBJECT (draft), "value", CRM_UNSET);
  crm_object_set_text (CRM_OBJECT (draft), "currency", NULL);
  g_assert_true (crm_store_save (file->store, "Edit", draft, NULL));
  quote = take (file, (Step){ .from = crm_record_get_id (deal) }, NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (quote), "currency"), ==, "EUR");
  g_assert_null (crm_object_get_items (CRM_OBJECT (quote), "lines"));
}

static CrmRecord *
add_order (CrmTestFile *file)
{
  CrmRecord *order = crm_record_new ("sales_order");
  g_autoptr (GError) error = NULL;

  g_object_set (order, "currency", "EUR", "status", "confirmed", "discount", G_GINT64_CONSTANT (100), NULL);
  crm_object_add_item (CRM_OBJECT (order), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Thread", "quantity", "3", "price", G_GINT64_CONSTANT (1000), "discount", G_GINT64_CONSTANT (100), NULL));
  crm_object_add_item (CRM_OBJECT (order), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Silk", "quantity", "2.5", "price", G_GINT64_CONSTANT (2000), NULL));
  crm_store_save (file->store, "Add", order, &error);
  g_assert_no_error (error);

  return order;
}

static GHashTable *
want (CrmRecord *from, guint line, gint64 quantity)
{
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) lines = crm_sale_list_lines (CRM_OBJECT (from));

  g_hash_table_insert (wanted, g_strdup (crm_item_get_id (lines->pdata[line])), g_memdup2 (&quantity, sizeof quantity));
  return wanted;
}

/* Three invoices of one order come to what the order comes to, whatever was rounded. */
static void
test_parts (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) order = add_order (file);
  g_autoptr (GHashTable) one = want (order, 0, CRM_SALE_UNIT);
  g_autoptr (GHashTable) silk = want (order, 1, CRM_SALE_UNIT / 2);
  g_autoptr (CrmRecord) first = make_next (file, order, "invoice", one, NULL);
  g_autoptr (CrmRecord) second = make_next (file, order, "invoice", silk, NULL);
  g_autoptr (CrmRecord) rest = make_next (file, order, "invoice", NULL, NULL);
  g_autoptr (CrmRecord) again = NULL;

  refuse_next (file, order, "invoice", one, "left");
  g_assert_cmpint (get (order, "total"), ==, 7800);
  g_assert_cmpint (get (first, "total") + get (second, "total") + get (rest, "total"), ==, 7800);
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (rest), "lines")->len, ==, 2);

  /* One that is cancelled gives its part back. */
  set_status (file, second, "issued");
  set_status (file, second, "cancelled");
  again = make_next (file, order, "invoice", NULL, NULL);
  g_assert_cmpint (get (again, "total"), ==, get (second, "total"));
}

/* A deposit, the rest, too much, and a cheque that bounces. */
static void
test_payments (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) order = add_order (file);
  g_autoptr (CrmRecord) invoice = make_next (file, order, "invoice", NULL, NULL);
  g_autoptr (CrmRecord) deposit = NULL;
  g_autoptr (CrmRecord) more = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (GError) error = NULL;

  set_status (file, invoice, "issued");
  deposit = pay (file, invoice, 800, NULL);
  assert_settled (file, invoice, 800, 0, 7000);
  more = pay (file, invoice, 9000, NULL);
  assert_settled (file, invoice, 7800, 0, 0);

  draft = crm_record_edit (more);
  g_object_set (draft, "method", "cheque", "cheque_state", "bounced", NULL);
  crm_store_save (file->store, "Bounce", draft, &error);
  g_assert_no_error (error);
  assert_settled (file, invoice, 800, 0, 7000);
  crm_test_assert_sound (file->path);
}

/* What comes back is taken off; who has paid it gets it again. */
static void
test_returned (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) order = add_order (file);
  g_autoptr (CrmRecord) invoice = make_next (file, order, "invoice", NULL, NULL);
  g_autoptr (GHashTable) one = want (invoice, 0, CRM_SALE_UNIT);
  g_autoptr (CrmRecord) paid = NULL;
  g_autoptr (CrmRecord) returned = NULL;
  g_autoptr (CrmRecord) refund = NULL;

  set_status (file, invoice, "issued");
  paid = pay (file, invoice, CRM_UNSET, NULL);
  returned = make_next (file, invoice, "invoice", one, NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (returned), "kind"), ==, "return");
  assert_settled (file, invoice, 7800, 0, 0);
  set_status (file, returned, "issued");
  assert_settled (file, invoice, 7800, get (returned, "total"), -get (returned, "total"));
  refund = pay (file, invoice, CRM_UNSET, NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (refund), "direction"), ==, "out");
  assert_settled (file, invoice, 7800 - get (returned, "total"), get (returned, "total"), 0);
  crm_test_assert_sound (file->path);
}

static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) order = add_order (file);
  g_autoptr (CrmRecord) quote = crm_record_new ("quote");
  g_autoptr (GError) error = NULL;

  refuse_next (file, order, "sales_order", NULL, "made from a quote");
  set_status (file, order, "cancelled");
  refuse_next (file, order, "invoice", NULL, "cancelled");
  g_object_set (quote, "currency", "EUR", "status", "declined", NULL);
  crm_store_save (file->store, "Add", quote, &error);
  g_assert_no_error (error);
  refuse_next (file, quote, "sales_order", NULL, "declined");
}

/* Made and numbered at once, and undone: it is a draft that keeps its number, and a redo makes it what it was. */
static void
test_undo (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) deal = add_deal (file);
  g_autoptr (CrmRecord) quote = take (file, (Step){ .from = crm_record_get_id (deal) }, NULL);
  g_autoptr (CrmRecord) order = make_next (file, quote, "sales_order", NULL, NULL);
  g_autoptr (CrmRecord) now = NULL;
  g_autoptr (CrmRecord) after = NULL;
  g_autoptr (GError) error = NULL;

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_status (file, quote), ==, "draft");
  now = crm_store_get (file->store, crm_record_get_id (order), NULL);
  g_assert_false (crm_record_is_deleted (now));
  g_assert_true (crm_sale_is_draft (now));
  g_assert_null (crm_object_get_text (CRM_OBJECT (now), "number"));
  crm_test_assert_sound (file->path);

  crm_store_redo (file->store, NULL, &error);
  g_assert_no_error (error);
  after = crm_store_get (file->store, crm_record_get_id (order), NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (after), "number"), ==, "1");
  g_assert_cmpstr (get_status (file, order), ==, "confirmed");
  crm_test_assert_sound (file->path);
}

/* What was ordered is delivered and paid though the product is gone, and stays what the customer bought. */
static void
test_product_gone (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) product = g_object_new (CRM_TYPE_PRODUCT, "name", "Thread", "price", G_GINT64_CONSTANT (1000), "currency", "EUR", NULL);
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) order = crm_record_new ("sales_order");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmCriterion) buyer = NULL;
  g_autoptr (CrmRecord) invoice = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bought = NULL;
  gint64           id;

  g_assert_true (crm_store_save (file->store, "Add", product, NULL));
  id = crm_record_get_id (product);
  g_object_set (order, "currency", "EUR", "status", "confirmed", "person", crm_record_get_id (person), NULL);
  crm_object_add_item (CRM_OBJECT (order), "lines", CRM_OBJECT (crm_sale_line_new_of_product (product, CRM_UNSET, "2026-01-01", "EUR")));
  g_assert_true (crm_store_save (file->store, "Add", order, NULL));
  g_assert_true (crm_store_delete (file->store, "Delete", &id, 1, NULL));

  invoice = make_next (file, order, "invoice", NULL, NULL);
  g_assert_cmpint (get (invoice, "total"), ==, 1000);
  set_status (file, invoice, "issued");
  assert_settled (file, invoice, 0, 0, 1000);
  buyer = crm_criterion_new_bought (id);
  crm_query_set_criterion (query, buyer);
  bought = crm_test_file_titles (file, query);
  g_assert_cmpstr (bought, ==, "Maryam Ahmadi");
  crm_test_assert_sound (file->path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/sales-flow/through", test_through);
  crm_test_file_add ("/sales-flow/no-amount", test_no_amount);
  crm_test_file_add ("/sales-flow/parts", test_parts);
  crm_test_file_add ("/sales-flow/payments", test_payments);
  crm_test_file_add ("/sales-flow/returned", test_returned);
  crm_test_file_add ("/sales-flow/refused", test_refused);
  crm_test_file_add ("/sales-flow/undo", test_undo);
  crm_test_file_add ("/sales-flow/product-gone", test_product_gone);

  return g_test_run ();
}
