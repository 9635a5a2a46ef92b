/* A list of a million people reads and keeps what is looked at, and no more. */

#include "../crm-wait.h"

#include "crm-record-list.h"
#include "crm-store-private.h"
#include "crm-test-file.h"

#define PEOPLE 1000000

/* What a GTK 4.8 list keeps alive whatever its size. */
#define ROWS_OF_A_VIEW 205

static gboolean
add_people (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");
      g_autofree char *name = g_strdup_printf ("Person %07u", (guint) ((guint64) i * 7919 % PEOPLE));

      crm_object_set_text (CRM_OBJECT (person), "given_name", name);
      if (!crm_transaction_save (transaction, person, error))
        return FALSE;
    }

  return TRUE;
}

static void
wait_for_list (CrmRecordList *list)
{
  wait_for (!crm_record_list_is_loading (list));
}

/* As a view does: it holds the rows around the one it shows. */
static GPtrArray *
look_at (CrmRecordList *list, guint first)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ROWS_OF_A_VIEW; i++)
    g_ptr_array_add (rows, g_list_model_get_item (G_LIST_MODEL (list), first + i));

  return rows;
}

static guint64
count_read (CrmStore *store)
{
  return crm_connection_get_rows_read (store->reader) + crm_connection_get_rows_read (store->queries);
}

static void
report (const char *what, guint64 rows, CrmStore *store)
{
  g_test_message ("%s: %" G_GUINT64_FORMAT " rows read, %u records alive", what, rows, g_hash_table_size (store->live));
}

/* Once there is one large segment of words, an edit that comes on sixteen small ones must not merge it with them: that would take seconds. */
static void
assert_no_merge_at_one_go (CrmStore *store)
{
  gint64 segments = 0;

  g_assert_true (crm_connection_get_int (store->reader, "SELECT v FROM person_search_config WHERE k = 'crisismerge'", &segments, NULL));
  g_assert_cmpint (segments, >, 1000);
}

static void
test_million (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  CrmTestFile file;
  guint64     before;

  crm_test_file_open (&file);
  crm_store_write (file.store, "Import", "import", CRM_TRANSACTION_BULK, add_people, NULL, NULL, &error);
  g_assert_no_error (error);

  /* Opening: the ids of all, once; the records of a view. */
  before = count_read (file.store);
  list = crm_record_list_new (file.store, query);
  rows = look_at (list, 0);
  g_assert_cmpuint (crm_connection_get_rows_read (file.store->reader), <, 700);
  wait_for_list (list);
  report ("open", count_read (file.store) - before, file.store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, PEOPLE);
  g_assert_cmpuint (count_read (file.store) - before, <, PEOPLE + 700);
  g_assert_cmpuint (g_hash_table_size (file.store->live), <, 600);

  /* Far down: a view's worth, wherever it is. */
  before = count_read (file.store);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = look_at (list, PEOPLE / 2);
  report ("scroll to the middle", count_read (file.store) - before, file.store);
  g_assert_cmpuint (count_read (file.store) - before, <, 300);
  g_assert_cmpuint (g_hash_table_size (file.store->live), <, 800);

  /* A change: a few dozen rows find its new place; nobody reads the list again. */
  draft = crm_record_edit (g_ptr_array_index (rows, 10));
  crm_object_set_text (CRM_OBJECT (draft), "given_name", "Person 0000001 b");
  before = count_read (file.store);
  crm_store_save (file.store, "Rename", draft, &error);
  g_assert_no_error (error);
  wait_for_list (list);
  report ("a change", count_read (file.store) - before, file.store);
  g_assert_cmpuint (count_read (file.store) - before, <, 100);
  g_assert_cmpint (crm_record_list_get_id (list, 2), ==, crm_record_get_id (draft));

  assert_no_merge_at_one_go (file.store);

  g_clear_object (&list);
  crm_test_file_close (&file);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-list/a-million", test_million);

  return g_test_run ();
}
