/* What verify finds, and what it repairs. */

#include "crm-content.h"
#include "crm-test-file.h"
#include "crm-connection.h"
#include "crm-verify.h"

#include <string.h>

static void
run_sql (CrmTestFile *file, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = crm_connection_open (file->path, CRM_CONNECTION_WRITE, &error);

  g_assert_no_error (error);
  crm_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

static gboolean
keep (CrmTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("an offer", 8);
  g_autofree char *hash = crm_content_add (crm_transaction_get_connection (transaction), bytes, "text/plain", error);
  g_autoptr (CrmRecord) note = crm_record_new ("activity");

  g_object_set (note, "kind", "note", "subject", "Offer", "body", "the blue chairs", NULL);
  crm_object_add_item (CRM_OBJECT (note), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", *(gint64 *) data, NULL));
  crm_object_add_item (CRM_OBJECT (note), "attachments", g_object_new (CRM_TYPE_ATTACHMENT, "name", "offer.txt", "file", hash, NULL));

  return crm_transaction_save (transaction, note, error);
}

static void
fill (CrmTestFile *file)
{
  g_autoptr (CrmRecord) ann = crm_test_file_add_person (file, "Ann", "Lee");
  g_autoptr (CrmRecord) bob = crm_test_file_add_person (file, "Bob", "Poe");
  gint64 id = crm_record_get_id (ann);
  g_autoptr (GError) error = NULL;

  crm_store_write (file->store, "Add", "edit", CRM_TRANSACTION_NONE, keep, &id, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&file->store);
}

static gboolean
says (GPtrArray *faults, const char *text)
{
  for (guint i = 0; i < faults->len; i++)
    {
      if (strstr (g_ptr_array_index (faults, i), text) != NULL)
        return TRUE;
    }

  return FALSE;
}

static const struct
{
  const char *name;
  const char *sql;
  const char *says;
} repaired[] = {
  { "search", "INSERT INTO person_search (person_search) VALUES ('delete-all')", "does not have the words" },
  { "words", "INSERT INTO text_search (text_search) VALUES ('delete-all')", "does not have the words" },
  { "lookup", "DELETE FROM lookup", "exact look-up" },
  { "link", "DELETE FROM link", "links" },
  { "timeline", "DELETE FROM timeline", "timeline" },
  { "order", "DELETE FROM person_order", "names in order" },
  { "rhythm", "INSERT INTO rhythm VALUES (65, 1, NULL, NULL) ON CONFLICT DO UPDATE SET last = 1", "spoken to" },
  { "search-damaged", "UPDATE person_search_data SET block = zeroblob (20) WHERE id > 10", "person_search" },
};

/* What follows from the records is found wrong, and made anew; the file as it was is kept. */
static void
test_repaired (CrmTestFile *file, gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autofree char *snapshot = NULL;
  g_autofree char *folder = g_strconcat (file->path, ".snapshots", NULL);
  g_autoptr (GError) error = NULL;

  fill (file);
  run_sql (file, repaired[i].sql);
  found = crm_verify (file->path, &error);
  g_assert_no_error (error);
  g_assert_true (says (found, repaired[i].says));

  left = crm_verify_repair (file->path, &snapshot, &error);
  g_assert_no_error (error);
  for (guint j = 0; j < left->len; j++)
    g_test_message ("%s", (const char *) g_ptr_array_index (left, j));
  g_assert_cmpuint (left->len, ==, 0);
  before = crm_verify (snapshot, &error);
  g_assert_no_error (error);
  g_assert_true (says (before, repaired[i].says));
  g_unlink (snapshot);
  g_rmdir (folder);
}

/* What nothing follows from is told, and left to whoever knows better. */
static void
test_told (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GError) error = NULL;

  fill (file);
  none = crm_verify (file->path, &error);
  g_assert_cmpuint (none->len, ==, 0);
  run_sql (file, "UPDATE content SET bytes = CAST ('an affer' AS BLOB)");
  changed = crm_verify (file->path, &error);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_true (says (changed, "not what they were"));
  run_sql (file, "DELETE FROM content");
  gone = crm_verify (file->path, &error);
  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_true (says (gone, "is not there"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (repaired); i++)
    {
      g_autofree char *name = g_strconcat ("/verify/repaired/", repaired[i].name, NULL);

      g_test_add (name, CrmTestFile, GUINT_TO_POINTER (i), crm_test_file_set_up, test_repaired, crm_test_file_tear_down);
    }
  crm_test_file_add ("/verify/told", test_told);

  return g_test_run ();
}
