/* A writer is killed at two hundred random points. Whatever it had been told was saved must be there, and the file must be sound. */

#include "crm-connection.h"
#include "crm-error.h"
#include "crm-model.h"
#include "crm-store.h"
#include "crm-test-kill.h"

#define KILLS 200

/* A file is used so many times before a new one is begun, so that recovery of a recovered file is tried too. */
#define KILLS_A_FILE 20

#define LONGEST_LIFE_US 40000

static gboolean
add_bulk (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");
      g_autofree char *name = g_strdup_printf ("Bulk %u", g_random_int ());

      crm_object_set_text (CRM_OBJECT (person), "given_name", name);
      if (!crm_transaction_save (transaction, person, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
edit_last (CrmStore *store, gint64 id, GError **error)
{
  g_autoptr (CrmRecord) person = crm_store_get (store, id, error);
  g_autoptr (CrmRecord) draft = person != NULL ? crm_record_edit (person) : NULL;

  if (draft == NULL)
    return FALSE;
  crm_object_set_text (CRM_OBJECT (draft), "family_name", "Edited");

  return crm_store_save (store, "Edit", draft, error);
}

static gboolean
write_once (CrmStore *store, guint round, gint64 *last, GError **error)
{
  g_autoptr (CrmRecord) person = NULL;

  switch (round % 5)
    {
    case 1:
      return edit_last (store, *last, error);
    case 2:
      return crm_store_write (store, "Bulk", "import", CRM_TRANSACTION_BULK, add_bulk, NULL, NULL, error);
    case 3:
      return crm_store_undo (store, NULL, error);
    case 4:
      return crm_store_delete (store, "Delete", last, 1, error);
    default:
      person = crm_record_new ("person");
      crm_object_set_text (CRM_OBJECT (person), "given_name", "Somebody");
      if (!crm_store_save (store, "Add", person, error))
        return FALSE;
      *last = crm_record_get_id (person);
      return TRUE;
    }
}

/* Tells through the pipe of every change that was acknowledged, until it is killed. */
static void
run_writer (const char *path, int tell, guint life)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = NULL;
  gint64 last = 0;

  crm_test_die_within (life);
  store = crm_store_open (path, CRM_STORE_OPEN_NONE, &error);
  for (guint round = 0; error == NULL; round++)
    {
      if (write_once (store, round, &last, &error))
        {
          gint64 change = 0;
          g_autoptr (GPtrArray) newest = crm_store_load_history (store, 0, 1, NULL);

          change = ((CrmJournalChange *) g_ptr_array_index (newest, 0))->id;
          if (write (tell, &change, sizeof change) != sizeof change)
            _exit (2);
        }
    }

  _exit (1);
}

static gint64
read_last (int from)
{
  gint64 last = 0;
  gint64 change;

  while (read (from, &change, sizeof change) == sizeof change)
    last = change;

  return last;
}

static void
check (const char *path, gint64 acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = NULL;
  gint64 newest;

  crm_test_assert_sound (path);
  connection = crm_connection_open (path, CRM_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  crm_connection_get_int (connection, "SELECT max (id) FROM change", &newest, &error);
  g_assert_no_error (error);
  g_assert_cmpint (newest, >=, acknowledged);
}

static void
kill_once (const char *path)
{
  int    pipes[2];
  guint  life = (guint) g_test_rand_int_range (200, LONGEST_LIFE_US);
  pid_t  child;
  gint64 acknowledged;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (pipes[0]);
      run_writer (path, pipes[1], life);
    }
  close (pipes[1]);
  acknowledged = read_last (pipes[0]);
  close (pipes[0]);
  g_assert_true (crm_test_wait_killed (child));

  check (path, acknowledged);
}

static void
test_kill (void)
{
  for (guint i = 0; i < KILLS / KILLS_A_FILE; i++)
    {
      CrmTestFile file;

      crm_test_file_open (&file);
      g_clear_object (&file.store);
      for (guint j = 0; j < KILLS_A_FILE; j++)
        kill_once (file.path);
      crm_test_file_close (&file);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/killed-200-times", test_kill);

  return g_test_run ();
}
