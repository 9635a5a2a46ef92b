#include "../crm-wait.h"

#include "crm-count.h"
#include "crm-find.h"
#include "crm-record-list.h"
#include "crm-test-file.h"

static void
wait_for_list (CrmRecordList *list)
{
  wait_for (!crm_record_list_is_loading (list));
}

static gboolean
add_people (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < GPOINTER_TO_UINT (user_data); i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");
      g_autofree char *name = g_strdup_printf ("Person %06u", i);

      crm_object_set_text (CRM_OBJECT (person), "given_name", name);
      crm_object_set_text (CRM_OBJECT (person), "lifecycle", i % 10 == 0 ? "loyal" : "lead");
      if (!crm_transaction_save (transaction, person, error))
        return FALSE;
    }

  return TRUE;
}

static void
add_many (CrmTestFile *file, guint n)
{
  g_autoptr (GError) error = NULL;

  crm_store_write (file->store, "Import", "import", CRM_TRANSACTION_BULK, add_people, GUINT_TO_POINTER (n), NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  GListModel *model;
  GPtrArray  *shadow; /* what somebody who only hears items-changed believes */
  guint       signals;
  gboolean    mixed; /* whether one signal both removed and added */
} Witness;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Witness *witness = user_data;

  witness->signals++;
  witness->mixed |= removed > 0 && added > 0;
  g_assert_cmpuint (position + removed, <=, witness->shadow->len);
  if (removed > 0)
    g_ptr_array_remove_range (witness->shadow, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (witness->shadow, (int) (position + i), (gpointer) (gintptr) crm_record_list_get_id (CRM_RECORD_LIST (model), position + i));
}

static void
witness_start (Witness *witness, CrmRecordList *list)
{
  *witness = (Witness){ G_LIST_MODEL (list), g_ptr_array_new (), 0, FALSE };
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_ptr_array_add (witness->shadow, (gpointer) (gintptr) crm_record_list_get_id (list, i));
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), witness);
}

static void
witness_check (Witness *witness)
{
  g_assert_cmpuint (witness->shadow->len, ==, g_list_model_get_n_items (witness->model));
  for (guint i = 0; i < witness->shadow->len; i++)
    g_assert_true (g_ptr_array_index (witness->shadow, i) == (gpointer) (gintptr) crm_record_list_get_id (CRM_RECORD_LIST (witness->model), i));
}

static void
witness_stop (Witness *witness)
{
  g_signal_handlers_disconnect_by_func (witness->model, items_changed_cb, witness);
  g_ptr_array_unref (witness->shadow);
}

static void
assert_title (CrmRecordList *list, guint position, const char *expected)
{
  g_autoptr (CrmRecord) record = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  g_assert_cmpstr (title, ==, expected);
}

static void
test_lazy (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = NULL;

  add_many (file, 20000);
  list = crm_record_list_new (file->store, query);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 256);
  assert_title (list, 0, "Person 000000");
  wait_for_list (list);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 20000);
  assert_title (list, 10000, "Person 010000");
  assert_title (list, 19999, "Person 019999");
  g_assert_cmpuint (crm_record_list_count_loaded (list), <=, 4 * CRM_RECORD_LIST_PAGE);
}

static void
test_follows_edits (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = NULL;
  g_autoptr (CrmRecord) record = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (CrmRecord) added = NULL;
  gint64  id;
  Witness witness;

  add_many (file, 1000);
  list = crm_record_list_new (file->store, query);
  wait_for_list (list);
  witness_start (&witness, list);

  record = g_list_model_get_item (G_LIST_MODEL (list), 500);
  draft = crm_record_edit (record);
  crm_object_set_text (CRM_OBJECT (draft), "given_name", "Person 000100 b");
  crm_store_save (file->store, "Rename", draft, &error);
  g_assert_no_error (error);
  wait_for_list (list);
  witness_check (&witness);
  assert_title (list, 101, "Person 000100 b");
  g_assert_cmpuint (witness.signals, ==, 2);

  added = crm_test_file_add_person (file, "Aaron", NULL);
  wait_for_list (list);
  witness_check (&witness);
  assert_title (list, 0, "Aaron");

  id = crm_record_list_get_id (list, 3);
  crm_store_delete (file->store, "Delete", &id, 1, &error);
  g_assert_no_error (error);
  wait_for_list (list);
  witness_check (&witness);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1000);

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  wait_for_list (list);
  witness_check (&witness);
  assert_title (list, 3, "Person 000002");
  g_assert_false (witness.mixed);
  witness_stop (&witness);
}

static void
test_filter_and_search (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = NULL;
  Witness witness;

  add_many (file, 10000);
  list = crm_record_list_new (file->store, query);
  wait_for_list (list);
  witness_start (&witness, list);

  crm_query_add_text (query, "lifecycle", CRM_OP_EQUAL, "loyal");
  crm_record_list_set_query (list, query);
  wait_for_list (list);
  witness_check (&witness);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1000);
  assert_title (list, 1, "Person 000010");

  crm_query_set_search (query, "person 00001");
  crm_record_list_set_query (list, query);
  wait_for_list (list);
  witness_check (&witness);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);

  crm_query_set_search (query, "zzz");
  crm_record_list_set_query (list, query);
  wait_for_list (list);
  witness_check (&witness);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_false (witness.mixed);
  witness_stop (&witness);
}

/* A record a row shows follows its file without the row being bound again. */
static void
test_shared_records (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Sam", "Reed");
  g_autoptr (CrmRecordList) list = crm_record_list_new (file->store, query);
  g_autoptr (CrmRecord) in_list = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autoptr (CrmRecord) on_page = crm_store_get (file->store, crm_record_get_id (person), &error);
  g_autoptr (CrmRecord) draft = crm_record_edit (on_page);

  g_assert_true (in_list == on_page);
  crm_object_set_text (CRM_OBJECT (draft), "source", "Fair");
  crm_store_save (file->store, "Edit", draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (in_list), "source"), ==, "Fair");
}

/* Out of sight nothing moves; in sight again, everything that was missed is there. */
static void
test_sleep (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = crm_record_list_new (file->store, query);
  g_autoptr (CrmRecord) first = NULL;
  g_autoptr (CrmRecord) second = NULL;

  crm_record_list_set_asleep (list, TRUE);
  first = crm_test_file_add_person (file, "Ali", "Karimi");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  crm_record_list_set_asleep (list, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);

  crm_record_list_set_asleep (list, TRUE);
  second = crm_test_file_add_person (file, "Sara", "Ahmadi");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  crm_record_list_set_asleep (list, FALSE);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpint (crm_record_list_get_id (list, 1), ==, crm_record_get_id (second));

  /* Nothing was missed: nothing is read. */
  crm_record_list_set_asleep (list, TRUE);
  crm_record_list_set_asleep (list, FALSE);
  g_assert_false (crm_record_list_is_loading (list));
}

#define add(name, func) crm_test_file_add ("/record-list/" name, func)

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gint64 *) user_data = crm_count_finish (CRM_STORE (source), result, &error);
  g_assert_no_error (error);
}

/* Queries are counted as they would list, those of deleted records not. */
static void
test_count (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 n_all = -1;
  gint64 n_some = -1;

  add_many (file, 100);
  g_ptr_array_add (all, crm_query_new ("person"));
  for (guint i = 0; i < 2; i++)
    {
      g_ptr_array_add (some, crm_query_new ("person"));
      crm_query_add_text (some->pdata[i], "lifecycle", CRM_OP_EQUAL, i == 0 ? "loyal" : "customer");
    }
  g_assert_true (crm_store_query (file->store, some->pdata[0], 1, ids, NULL));
  g_assert_true (crm_store_delete (file->store, "Delete", (gint64 *) ids->data, 1, NULL));

  crm_count_async (file->store, all, NULL, counted_cb, &n_all);
  crm_count_async (file->store, some, NULL, counted_cb, &n_some);
  wait_for (n_all >= 0 && n_some >= 0);
  g_assert_cmpint (n_all, ==, 99);
  g_assert_cmpint (n_some, ==, 9);
}

typedef struct
{
  GPtrArray *answers; /* (owned) (nullable) */
  GError    *error;   /* (owned) (nullable) */
  gboolean   done;
} Found;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Found *found = user_data;

  found->answers = crm_find_finish (CRM_STORE (source), result, &found->error);
  found->done = TRUE;
}

static void
test_find (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CrmQuery *people = crm_query_new ("person");
  CrmQuery *companies = crm_query_new ("company");
  Found     found = { 0 };
  Found     cancelled = { 0 };

  add_many (file, 500);
  crm_query_set_search (people, "person 0000");
  crm_query_set_limit (people, 8);
  crm_query_set_search (companies, "person");
  g_ptr_array_add (queries, people);
  g_ptr_array_add (queries, companies);

  /* The one that is given up answers nothing, and takes nothing from the next. */
  crm_find_async (file->store, queries, cancellable, found_cb, &cancelled);
  crm_find_async (file->store, queries, NULL, found_cb, &found);
  g_cancellable_cancel (cancellable);
  wait_for (found.done && cancelled.done);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (found.error);
  g_assert_cmpuint (found.answers->len, ==, 2);
  g_assert_cmpuint (((GArray *) g_ptr_array_index (found.answers, 0))->len, ==, 8);
  g_assert_cmpuint (((GArray *) g_ptr_array_index (found.answers, 1))->len, ==, 0);
  g_clear_error (&cancelled.error);
  g_ptr_array_unref (found.answers);
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("lazy", test_lazy);
  add ("follows-edits", test_follows_edits);
  add ("filter-and-search", test_filter_and_search);
  add ("shared-records", test_shared_records);
  add ("count", test_count);
  add ("find", test_find);
  add ("sleep", test_sleep);

  return g_test_run ();
}
