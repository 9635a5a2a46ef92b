/* Files that somebody else had a hand in, and rows that a table refuses: what cannot be read does no harm, and what is not as the journal has it
 * is told. */

#include "crm-test-kill.h"
#include "crm-uid.h"
#include "crm-verify.h"

#include <string.h>

static guint
count_people (CrmStore *store)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (crm_store_query (store, query, 0, ids, NULL));

  return ids->len;
}

/* A value that was changed behind the journal's back. */
static void
test_forged (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Ann", NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (person);
  g_autoptr (CrmConnection) connection = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  crm_object_set_text (CRM_OBJECT (draft), "about", "Pays late");
  g_assert_true (crm_store_save (file->store, "Edit", draft, NULL));
  g_clear_object (&file->store);
  crm_test_assert_sound (file->path);

  connection = crm_connection_open (file->path, CRM_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  crm_connection_exec (connection, "UPDATE person SET about = 'Pays on time'", &error);
  g_assert_no_error (error);
  g_clear_pointer (&connection, crm_connection_close);
  faults = crm_verify (file->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, >, 0);
  g_assert_nonnull (strstr (g_ptr_array_index (faults, faults->len - 1), "about"));
}

typedef struct
{
  const char *uid;
  gboolean    goes_on; /* as if nothing had been said */
} Twin;

/* Two records of one identity, which a row of its table refuses, and whatever was saved before and after them. */
static gboolean
add_twins (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Twin *twin = user_data;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");

      crm_object_set_text (CRM_OBJECT (person), "given_name", "Twin");
      if (i == 70 || i == 140)
        crm_record_set_uid (person, twin->uid);
      if (!crm_transaction_save (transaction, person, twin->goes_on ? NULL : error) && !twin->goes_on)
        return FALSE;
    }

  return TRUE;
}

/* A row that is refused takes nothing with it and leaves nothing of itself: not of its change, nor of the one after it. */
static void
test_refused_row (CrmTestFile *file, gconstpointer data)
{
  char uid[CRM_UID_LENGTH + 1];

  for (guint flags = 0; flags < 4; flags++)
    {
      Twin     twin = { uid, (flags & 1) != 0 };
      gboolean bulk = (flags & 2) != 0;
      g_autoptr (GError) error = NULL;
      guint before = count_people (file->store);
      guint after;

      crm_uid_generate (uid);
      if (crm_store_write (file->store, "Twins", "import", bulk ? CRM_TRANSACTION_BULK : CRM_TRANSACTION_NONE, add_twins, &twin, NULL, &error))
        {
          g_assert_true (twin.goes_on && !bulk);
          after = before + 199;
        }
      else
        {
          g_assert_true (error->domain == CRM_ERROR);
          g_assert_true (g_str_has_suffix (error->message, "."));
          after = before;
        }
      g_clear_error (&error);
      g_assert_cmpuint (count_people (file->store), ==, after);
      crm_test_assert_sound (file->path);
      g_object_unref (crm_test_file_add_person (file, "Ann", "After"));
      g_assert_cmpuint (count_people (file->store), ==, after + 1);
      crm_test_assert_sound (file->path);
    }
}

/* Sets of items by somebody else, nested to the end of the stack or of text that is none: they are read as what can be read of them. */
static void
test_nested (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Ann", NULL);
  gint64           id = crm_record_get_id (person);
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autofree char *sql = g_strdup_printf ("UPDATE person SET tags = '%s', contact_points = '[{\"kind\":\"email\",\"value\":\"\\ud800x\"}, 5, [[[]]]]'", deep);
  g_autoptr (CrmConnection) connection = NULL;
  GPtrArray *points;

  g_clear_object (&person);
  g_clear_object (&file->store);
  connection = crm_connection_open (file->path, CRM_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  crm_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
  g_clear_pointer (&connection, crm_connection_close);

  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  person = crm_store_get (file->store, id, &error);
  g_assert_no_error (error);
  points = crm_object_get_items (CRM_OBJECT (person), "tags");
  g_assert_true (points == NULL || points->len == 0);
  points = crm_object_get_items (CRM_OBJECT (person), "contact_points");
  /* To json-glib 1.10 half a letter makes the whole text none; to those before it is a letter in that value. */
  g_assert_cmpuint (points->len, <=, 1);
  if (points->len == 1)
    g_assert_true (g_utf8_validate (crm_object_get_text (g_ptr_array_index (points, 0), "value"), -1, NULL));
}

/* A record that somebody took out of its table, which nothing of ours ever does. */
static void
test_taken_out (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Ann", NULL);
  g_autoptr (CrmConnection) connection = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  gboolean told = FALSE;

  g_clear_object (&file->store);
  connection = crm_connection_open (file->path, CRM_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  crm_connection_exec (connection, "DELETE FROM person", &error);
  g_assert_no_error (error);
  g_clear_pointer (&connection, crm_connection_close);
  faults = crm_verify (file->path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    told |= strstr (g_ptr_array_index (faults, i), "1 records of “person”") != NULL;
  g_assert_true (told);
}

#define add(name, func) crm_test_file_add ("/forged/" name, func)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("forged", test_forged);
  add ("refused-row", test_refused_row);
  add ("nested", test_nested);
  add ("taken-out", test_taken_out);

  return g_test_run ();
}
