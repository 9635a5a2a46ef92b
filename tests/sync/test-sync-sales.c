/* Two devices that sell, each without knowing of the other: no number is given twice, none is lost, and what was put together adds up. */

#include "sync-testing.h"

static CrmRecord *
make_invoice (Device *device, const char *status)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *invoice = crm_record_new ("invoice");

  g_object_set (invoice, "currency", "EUR", "status", status, NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Thread", "price", G_GINT64_CONSTANT (250), NULL));
  crm_store_save (device->store, "Add", invoice, &error);
  g_assert_no_error (error);

  return invoice;
}

static guint
count_serials (Device *device, const char *uid)
{
  g_autoptr (CrmRecord) record = device_find (device, uid);
  GPtrArray *serials = crm_object_get_items (CRM_OBJECT (record), "serials");

  return serials != NULL ? serials->len : 0;
}

static gint64
get_total (Device *device, const char *uid)
{
  g_autoptr (CrmRecord) record = device_find (device, uid);

  return crm_object_get_integer (CRM_OBJECT (record), "total");
}

static void
add_line (Device *device, const char *uid, const char *text, gint64 price)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = device_find (device, uid);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  crm_object_add_item (CRM_OBJECT (draft), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", text, "price", price, NULL));
  crm_store_save (device->store, "Edit", draft, &error);
  g_assert_no_error (error);
}

/* Each has a series of its own, with a label before the number. */
static void
test_apart (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) mine = make_invoice (&pair->a, "issued");
  g_autoptr (CrmRecord) yours = make_invoice (&pair->b, "issued");
  const char *my_number = crm_object_get_text (CRM_OBJECT (mine), "number");
  const char *your_number = crm_object_get_text (CRM_OBJECT (yours), "number");

  g_assert_true (g_str_has_suffix (my_number, "-1"));
  g_assert_true (g_str_has_suffix (your_number, "-1"));
  g_assert_cmpstr (my_number, !=, your_number);
  sync_both (pair);
  device_assert (&pair->a, crm_record_get_uid (yours), "number", your_number);
  g_assert_cmpuint (device_count (&pair->a, "series"), ==, 2);
  g_assert_cmpuint (device_count (&pair->b, "series"), ==, 2);
  device_verify (&pair->a);
}

/* Both issue the one draft: it has two numbers then, of which it shows one, and neither is given again. */
static void
test_issued_twice (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) invoice = make_invoice (&pair->a, NULL);
  g_autoptr (CrmRecord) next = NULL;
  const char      *uid = crm_record_get_uid (invoice);
  g_autofree char *number = NULL;

  sync_both (pair);
  device_set (&pair->a, uid, "status", "issued");
  device_set (&pair->b, uid, "status", "issued");
  sync_both (pair);
  sync_both (pair);
  number = device_get (&pair->a, uid, "number");
  device_assert (&pair->b, uid, "number", number);
  g_assert_cmpuint (count_serials (&pair->a, uid), ==, 2);
  g_assert_cmpuint (count_serials (&pair->b, uid), ==, 2);

  next = make_invoice (&pair->b, "issued");
  g_assert_true (g_str_has_suffix (crm_object_get_text (CRM_OBJECT (next), "number"), "-2"));
  device_verify (&pair->b);
}

/* Two businesses that had plain numbers before they met: what they gave stays, and from then on only one gives plain ones. */
static void
test_met (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) a = NULL;
  g_autoptr (CrmRecord) b = NULL;
  Device *devices[] = { &pair->a, &pair->b };
  guint   plain = 0;

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      g_autoptr (CrmRecord) series = crm_record_new ("series");
      g_autoptr (GError) error = NULL;
      g_autofree char *device = NULL;
      g_autoptr (CrmConnection) connection = crm_connection_open (devices[i]->path, CRM_CONNECTION_READ, &error);

      g_assert_no_error (error);
      device = crm_meta_get (connection, "device");
      g_object_set (series, "kind", "invoice", "device", device, "last", G_GINT64_CONSTANT (7), NULL);
      crm_store_save (devices[i]->store, "Add", series, &error);
      g_assert_no_error (error);
    }
  sync_both (pair);

  a = make_invoice (&pair->a, "issued");
  b = make_invoice (&pair->b, "issued");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (a), "number"), !=, crm_object_get_text (CRM_OBJECT (b), "number"));
  plain += g_str_equal (crm_object_get_text (CRM_OBJECT (a), "number"), "8");
  plain += g_str_equal (crm_object_get_text (CRM_OBJECT (b), "number"), "8");
  g_assert_cmpuint (plain, ==, 1);
}

/* A line from each: both are there, in one order, and the sum is that of both. */
static void
test_lines (Pair *pair, gconstpointer data)
{
  g_autoptr (CrmRecord) invoice = make_invoice (&pair->a, NULL);
  const char *uid = crm_record_get_uid (invoice);

  sync_both (pair);
  add_line (&pair->a, uid, "Needles", 100);
  add_line (&pair->b, uid, "Buttons", 30);
  sync_both (pair);
  sync_both (pair);
  g_assert_cmpint (get_total (&pair->a, uid), ==, 380);
  g_assert_cmpint (get_total (&pair->b, uid), ==, 380);
  g_assert_cmpuint (device_count (&pair->a, "conflict"), ==, 0);
  device_verify (&pair->a);
  device_verify (&pair->b);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  pair_add ("/sync-sales/apart", test_apart);
  pair_add ("/sync-sales/issued-twice", test_issued_twice);
  pair_add ("/sync-sales/met", test_met);
  pair_add ("/sync-sales/lines", test_lines);

  return g_test_run ();
}
