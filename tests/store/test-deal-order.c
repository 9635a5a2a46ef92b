/* The orders of the table of deals, as people read them. */

#include "crm-field-value.h"
#include "crm-test-file.h"

/* Sales (second): New, Won; Service (first): Fresh. */
typedef struct
{
  CrmTestFile file;
  gint64      fresh, new, won;
} Fixture;

static gint64
save (Fixture *fixture, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (fixture->file.store, "Save", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

static gint64
add_pipeline (Fixture *fixture, const char *name, int position)
{
  g_autoptr (CrmRecord) pipeline = crm_record_new ("pipeline");

  g_object_set (pipeline, "name", name, "position", (gint64) position, NULL);

  return save (fixture, pipeline);
}

static gint64
add_stage (Fixture *fixture, gint64 pipeline, const char *name, const char *kind, int position)
{
  g_autoptr (CrmRecord) stage = crm_record_new ("stage");

  g_object_set (stage, "pipeline", pipeline, "name", name, "kind", kind, "position", (gint64) position, NULL);

  return save (fixture, stage);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gint64 sales, service;

  crm_test_file_open (&fixture->file);
  sales = add_pipeline (fixture, "Sales", 1);
  service = add_pipeline (fixture, "Service", 0);
  fixture->won = add_stage (fixture, sales, "Won", "won", 1);
  fixture->new = add_stage (fixture, sales, "New", "open", 0);
  fixture->fresh = add_stage (fixture, service, "Fresh", "open", 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  crm_test_file_close (&fixture->file);
}

static gint64
add_deal (Fixture *fixture, const char *title, gint64 stage, gint64 value, const char *close)
{
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  g_object_set (deal, "title", title, "stage", stage, "value", value, "expected-close", close, NULL);

  return save (fixture, deal);
}

static void
assert_order (Fixture *fixture, const char *field, gboolean descending, const char *expected)
{
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autofree char *titles = NULL;

  g_assert_true (crm_query_set_order (query, field, descending));
  titles = crm_test_file_titles (&fixture->file, query);
  g_assert_cmpstr (titles, ==, expected);
}

/* Without regard to case; what follows z in a table of codes does not follow it here. */
static void
test_title (Fixture *fixture, gconstpointer data)
{
  add_deal (fixture, "zebra", fixture->new, 1, NULL);
  add_deal (fixture, "Éclair", fixture->new, 1, NULL);
  add_deal (fixture, "apple", fixture->new, 1, NULL);
  add_deal (fixture, "Fig", fixture->new, 1, NULL);

  assert_order (fixture, "title", FALSE, "apple, Éclair, Fig, zebra");
  assert_order (fixture, "title", TRUE, "zebra, Fig, Éclair, apple");
}

/* As the boards have them from left to right, not as they were made. */
static void
test_stage (Fixture *fixture, gconstpointer data)
{
  add_deal (fixture, "Won", fixture->won, 1, NULL);
  add_deal (fixture, "New", fixture->new, 1, NULL);
  add_deal (fixture, "Fresh", fixture->fresh, 1, NULL);

  assert_order (fixture, "stage", FALSE, "Fresh, New, Won");
  assert_order (fixture, "stage", TRUE, "Won, New, Fresh");
}

/* What has no value is last, whichever way. */
static void
test_unset (Fixture *fixture, gconstpointer data)
{
  add_deal (fixture, "None", fixture->new, CRM_UNSET, NULL);
  add_deal (fixture, "Soon", fixture->new, 500, "2026-03-01");
  add_deal (fixture, "Later", fixture->new, 20, "2026-04-01");

  assert_order (fixture, "expected_close", FALSE, "Soon, Later, None");
  assert_order (fixture, "expected_close", TRUE, "Later, Soon, None");
  assert_order (fixture, "value", FALSE, "Later, Soon, None");
  assert_order (fixture, "value", TRUE, "Soon, Later, None");
}

/* With what narrows it: the deals of one pipeline, without the one that was deleted. */
static void
test_filtered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autoptr (CrmRecord) stage = crm_store_get (fixture->file.store, fixture->new, NULL);
  g_autofree char *titles = NULL;
  gint64           gone = add_deal (fixture, "Gone", fixture->new, 1, NULL);

  add_deal (fixture, "B", fixture->new, 1, NULL);
  add_deal (fixture, "A", fixture->won, 1, NULL);
  add_deal (fixture, "Other", fixture->fresh, 1, NULL);
  g_assert_true (crm_store_delete (fixture->file.store, "Delete", &gone, 1, NULL));

  crm_query_set_order (query, "title", FALSE);
  crm_query_add_integer (query, "pipeline", CRM_OP_EQUAL, crm_object_get_integer (CRM_OBJECT (stage), "pipeline"));
  titles = crm_test_file_titles (&fixture->file, query);
  g_assert_cmpstr (titles, ==, "A, B");
}

/* A field that the business made; who has none of it comes after, by title. */
static void
test_custom (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) made = crm_record_new ("custom_field");
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autofree char *titles = NULL;
  const CrmField  *field;

  g_object_set (made, "record-type", "deal", "label", "Metres", "kind", "number", NULL);
  save (fixture, made);
  field = crm_field_set_find (crm_store_get_fields (fixture->file.store, crm_record_type_find ("deal")), "Metres");
  add_deal (fixture, "Old", fixture->new, 1, NULL);
  g_object_set (deal, "title", "Measured", "stage", fixture->new, NULL);
  crm_field_put_text (field, CRM_OBJECT (deal), "12");
  save (fixture, deal);
  add_deal (fixture, "Young", fixture->new, 1, NULL);

  crm_query_set_order_field (query, field, FALSE);
  titles = crm_test_file_titles (&fixture->file, query);
  g_assert_cmpstr (titles, ==, "Measured, Old, Young");
}

#define add(name, func) g_test_add ("/deal-order/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("title", test_title);
  add ("stage", test_stage);
  add ("unset", test_unset);
  add ("filtered", test_filtered);
  add ("custom", test_custom);

  return g_test_run ();
}
