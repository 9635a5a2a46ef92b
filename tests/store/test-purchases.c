/* What follows from invoices for everything that is said of buying; it stands after returns, edits, undo, a merge and a repair. */

#include "crm-test-kill.h"

#include "crm-invoice.h"
#include "crm-merge-records.h"
#include "crm-purchases.h"
#include "crm-sale-line.h"
#include "crm-sales.h"
#include "crm-store-private.h"
#include "crm-verify.h"

#include <glib/gstdio.h>
#include <string.h>

static gint64
add_company (CrmTestFile *file)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (GError) error = NULL;

  g_object_set (company, "name", "Atlas", NULL);
  crm_store_save (file->store, "Add", company, &error);
  g_assert_no_error (error);

  return crm_record_get_id (company);
}

static gint64
add_product (CrmTestFile *file, const char *name)
{
  g_autoptr (CrmRecord) product = crm_record_new ("product");
  g_autoptr (GError) error = NULL;

  g_object_set (product, "name", name, NULL);
  crm_store_save (file->store, "Add", product, &error);
  g_assert_no_error (error);

  return crm_record_get_id (product);
}

static CrmRecord *
sell (CrmTestFile *file, gint64 person, gint64 company, const char *date, gint64 product, gint64 price, const char *currency)
{
  CrmRecord *invoice = crm_record_new ("invoice");
  g_autoptr (GError) error = NULL;

  g_object_set (invoice, "person", person, "company", company, "date", date, "status", "issued", "currency", currency, NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "product", product, "text", "It", "quantity", "2", "price", price, "tax-percent", "10", NULL));
  crm_store_save (file->store, "Sell", invoice, &error);
  g_assert_no_error (error);

  return invoice;
}

static CrmPurchases *
load (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (file->path, &error);
  CrmPurchases *purchases;

  g_assert_no_error (error);
  purchases = crm_purchases_load (reading, &error);
  g_assert_no_error (error);

  return purchases;
}

static const CrmCustomerStat *
find (CrmPurchases *purchases, gint64 customer)
{
  for (guint i = 0; i < purchases->customers->len; i++)
    {
      const CrmCustomerStat *stat = &g_array_index (purchases->customers, CrmCustomerStat, i);

      if (stat->customer == customer)
        return stat;
    }

  return NULL;
}

static void
assert_sound (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (file->path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* 2026-01-01, 01-08, 01-08 and 01-29: three days, gaps of 7 and 21. Tax is no money of ours; what is paid in another currency is no sum. */
static void
test_stat (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  gint64 id = crm_record_get_id (person);
  gint64 silk = add_product (file, "Silk");
  g_autoptr (CrmRecord) first = sell (file, id, CRM_UNSET, "2026-01-01", silk, 100, "EUR");
  g_autoptr (CrmRecord) second = sell (file, id, CRM_UNSET, "2026-01-08", silk, 200, "EUR");
  g_autoptr (CrmRecord) same_day = sell (file, id, CRM_UNSET, "2026-01-08", silk, 5000, "USD");
  g_autoptr (CrmRecord) last = sell (file, id, CRM_UNSET, "2026-01-29", silk, 300, "EUR");
  g_autoptr (CrmPurchases) purchases = load (file);
  const CrmCustomerStat *stat = find (purchases, id);

  g_assert_nonnull (stat);
  g_assert_cmpuint (stat->orders, ==, 4);
  g_assert_cmpuint (stat->days, ==, 3);
  g_assert_cmpint (stat->last - stat->first, ==, 28);
  g_assert_cmpint (stat->gap, ==, 14);
  g_assert_cmpint (stat->amount, ==, 2 * (100 + 200 + 300));
  g_assert_cmpstr (stat->currency, ==, "EUR");
  g_assert_cmpuint (stat->others, ==, 1);
  g_assert_cmpuint (crm_purchases_count_gaps (purchases, 0), ==, 2);
  g_assert_cmpuint (crm_purchases_count_gaps (purchases, 8), ==, 1);
  assert_sound (file);
}

static gboolean
return_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmRecord) made = crm_sales_make_next (transaction, *(gint64 *) user_data, "invoice", NULL, error);

  return made != NULL && crm_sales_set_status (transaction, crm_record_get_id (made), "issued", error);
}

/* The company pays, the person has bought as well; what came back wholly is no purchase, until that is undone. */
static void
test_follows (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  gint64 company = add_company (file);
  gint64 silk = add_product (file, "Silk");
  g_autoptr (CrmRecord) invoice = sell (file, crm_record_get_id (person), company, "2026-01-01", silk, 100, "EUR");
  gint64 id = crm_record_get_id (invoice);
  g_autoptr (CrmPurchases) before = load (file);
  g_autoptr (CrmPurchases) after = NULL;
  g_autoptr (CrmPurchases) undone = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (file->path, NULL);
  g_autoptr (GArray) products = crm_purchases_load_products (reading, crm_record_get_id (person), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (find (before, company));
  g_assert_null (find (before, crm_record_get_id (person)));
  g_assert_cmpuint (products->len, ==, 1);
  g_assert_cmpint (g_array_index (products, gint64, 0), ==, silk);

  crm_store_write (file->store, "Return", "edit", CRM_TRANSACTION_NONE, return_func, &id, NULL, &error);
  g_assert_no_error (error);
  after = load (file);
  g_assert_cmpuint (after->customers->len, ==, 0);
  assert_sound (file);

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  undone = load (file);
  g_assert_cmpuint (undone->customers->len, ==, 1);
  assert_sound (file);
}

static gboolean
merge_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const gint64 *ids = user_data;

  return crm_merge_records (transaction, ids[0], ids[1], 0, cancellable, error);
}

/* What two of one person have bought is bought by the one who is left. */
static void
test_merged (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) one = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) other = crm_test_file_add_person (file, "M.", "Ahmadi");
  gint64 silk = add_product (file, "Silk");
  gint64 ids[] = { crm_record_get_id (one), crm_record_get_id (other) };
  g_autoptr (CrmRecord) first = sell (file, ids[0], CRM_UNSET, "2026-01-01", silk, 100, "EUR");
  g_autoptr (CrmRecord) second = sell (file, ids[1], CRM_UNSET, "2026-01-08", silk, 100, "EUR");
  g_autoptr (CrmPurchases) purchases = NULL;
  g_autoptr (GError) error = NULL;

  crm_store_write (file->store, "Merge", "edit", CRM_TRANSACTION_NONE, merge_func, ids, NULL, &error);
  g_assert_no_error (error);
  purchases = load (file);
  g_assert_cmpuint (purchases->customers->len, ==, 1);
  g_assert_cmpuint (find (purchases, ids[0])->orders, ==, 2);
  assert_sound (file);
}

/* Tables that say something else are found, and made anew. */
static void
test_repair (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) invoice = sell (file, crm_record_get_id (person), CRM_UNSET, "2026-01-01", add_product (file, "Silk"), 100, "EUR");
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *snapshot = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (crm_connection_exec (file->store->writer, "UPDATE purchase SET amount = 1; DELETE FROM bought;", NULL));
  faults = crm_verify (file->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_nonnull (strstr (faults->pdata[0], "What was bought with invoice"));

  g_clear_object (&file->store);
  left = crm_verify_repair (file->path, &snapshot, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (left->len, ==, 0);
  g_unlink (snapshot);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/purchases/stat", test_stat);
  crm_test_file_add ("/purchases/follows", test_follows);
  crm_test_file_add ("/purchases/merged", test_merged);
  crm_test_file_add ("/purchases/repair", test_repair);

  return g_test_run ();
}
