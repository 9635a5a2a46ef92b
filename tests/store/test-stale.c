/* Deals that are longer in their stage than expected: which, and in what order. */

#include "crm-board.h"
#include "crm-clock.h"
#include "crm-criterion.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"
#include "crm-test-file.h"

#define DAY (G_TIME_SPAN_DAY)

/* New expects 7 days, Talking and Offer sent 14, Agreed 10; Won and Lost nothing. */
typedef struct
{
  CrmTestFile file;
  gint64      stages[6];
  gint64      now;
} Stages;

static gboolean
save_template (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Stages *self = user_data;
  g_autoptr (GPtrArray) records = crm_pipeline_template_make ("sales");

  if (!crm_pipeline_save (transaction, records, NULL, error))
    return FALSE;
  for (guint i = 1; i < records->len; i++)
    self->stages[i - 1] = crm_record_get_id (g_ptr_array_index (records, i));

  return TRUE;
}

static void
set_up (Stages *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&self->file);
  self->now = crm_clock_now ();
  crm_store_write (self->file.store, "Set up", "setup", CRM_TRANSACTION_NONE, save_template, self, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Stages *self, gconstpointer data)
{
  crm_test_file_close (&self->file);
}

static gboolean
save_restored (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  crm_transaction_set_restoring (transaction, TRUE);

  return crm_transaction_save (transaction, user_data, error);
}

/* A deal that came into its stage some days ago. */
static gint64
add_deal (Stages *self, const char *title, guint stage, int days)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  g_object_set (deal, "title", title, "stage", self->stages[stage], "stage-entered-at", self->now - days * DAY, NULL);
  crm_store_write (self->file.store, "Add", "import", CRM_TRANSACTION_NONE, save_restored, deal, NULL, &error);
  g_assert_no_error (error);

  return crm_record_get_id (deal);
}

static void
assert_stale (Stages *self, const char *expected)
{
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autofree char *titles = NULL;

  crm_query_set_stale (query, self->now);
  titles = crm_test_file_titles (&self->file, query);
  g_assert_cmpstr (titles, ==, expected);
}

/* Three weeks where one is expected comes before three where two are. A deal is within its days until they are whole. */
static void
test_order (Stages *self, gconstpointer data)
{
  add_deal (self, "Talking, 21 days", 1, 21);
  add_deal (self, "New, 21 days", 0, 21);
  add_deal (self, "New, 7 days", 0, 7);
  add_deal (self, "New, 8 days", 0, 8);
  add_deal (self, "Won, 100 days", 4, 100);
  add_deal (self, "Lost, 100 days", 5, 100);

  assert_stale (self, "New, 21 days, Talking, 21 days, New, 8 days");
}

/* What is moved begins anew, what is deleted is gone, and a stage without expected days is never too long. */
static void
test_leaving (Stages *self, gconstpointer data)
{
  gint64 moved = add_deal (self, "Moved", 0, 30);
  gint64 deleted = add_deal (self, "Deleted", 0, 30);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) stage = NULL;
  g_autoptr (CrmRecord) draft = NULL;

  add_deal (self, "Agreed", 3, 30);
  assert_stale (self, "Moved, Deleted, Agreed");

  crm_board_move (self->file.store, moved, self->stages[1], 0, NULL, NULL, &error);
  g_assert_no_error (error);
  crm_store_delete (self->file.store, "Delete", &deleted, 1, &error);
  g_assert_no_error (error);
  assert_stale (self, "Agreed");

  stage = crm_store_get (self->file.store, self->stages[3], NULL);
  draft = crm_record_edit (stage);
  crm_object_set_integer (CRM_OBJECT (draft), "expected_days", CRM_UNSET);
  crm_store_save (self->file.store, "Edit", draft, &error);
  g_assert_no_error (error);
  assert_stale (self, "");
}

/* With other conditions and another order, and as a part of a filter. */
static void
test_with_others (Stages *self, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autoptr (CrmQuery) filtered = crm_query_new ("deal");
  g_autoptr (CrmCriterion) fresh = crm_criterion_new_not (crm_criterion_new_stale (self->now));
  g_autofree char *by_title = NULL;
  g_autofree char *others = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (CrmQuery) copy = NULL;

  add_deal (self, "B", 0, 30);
  add_deal (self, "A", 0, 20);
  add_deal (self, "C", 1, 40);
  add_deal (self, "Fresh", 0, 1);

  crm_query_set_stale (query, self->now);
  crm_query_add_integer (query, "stage", CRM_OP_EQUAL, self->stages[0]);
  copy = crm_query_copy (query);
  copied = crm_test_file_titles (&self->file, copy);
  g_assert_cmpstr (copied, ==, "B, A");
  crm_query_set_order (query, "title", FALSE);
  by_title = crm_test_file_titles (&self->file, query);
  g_assert_cmpstr (by_title, ==, "A, B");

  crm_query_set_criterion (filtered, fresh);
  others = crm_test_file_titles (&self->file, filtered);
  g_assert_cmpstr (others, ==, "Fresh");
}

static void
test_limit (Stages *self, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autoptr (GError) error = NULL;
  gint64 first;

  add_deal (self, "Later", 0, 20);
  first = add_deal (self, "First", 0, 40);
  crm_query_set_stale (query, self->now);
  crm_store_query (self->file.store, query, 1, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, first);
}

#define add(name, func) g_test_add ("/stale/" name, Stages, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("order", test_order);
  add ("leaving", test_leaving);
  add ("with-others", test_with_others);
  add ("limit", test_limit);

  return g_test_run ();
}
