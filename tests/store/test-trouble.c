/* Files that are not ours, not whole, not today's, not ours to write; and disks that are full. Each gets its sentence and loses nothing. */

#include "crm-connection.h"
#include "crm-test-file.h"
#include "crm-verify.h"

static void
assert_refused (const char *path, CrmError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = crm_store_open (path, CRM_STORE_OPEN_NONE, &error);

  g_assert_null (store);
  g_assert_error (error, CRM_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static char *
write_file (CrmTestFile *file, const char *name, const char *content, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (file->folder, name, NULL);

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);

  return path;
}

static void
test_missing (CrmTestFile *file, gconstpointer data)
{
  g_autofree char *path = g_build_filename (file->folder, "nothing.crm", NULL);

  assert_refused (path, CRM_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_not_ours (CrmTestFile *file, gconstpointer data)
{
  g_autofree char *text = write_file (file, "letter.crm", "Dear Sir or Madam, this is no database at all, but it is long enough to look at.", -1);
  g_autofree char *empty = write_file (file, "empty.crm", "", 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  assert_refused (text, CRM_ERROR_NOT_OURS);
  assert_refused (empty, CRM_ERROR_NOT_OURS);
  g_file_get_contents (text, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (content, "Dear Sir"));
}

static void
test_newer (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = NULL;
  gint64 version;

  g_clear_object (&file->store);
  connection = crm_connection_open (file->path, CRM_CONNECTION_WRITE, &error);
  crm_connection_exec (connection, "PRAGMA user_version = 9999", &error);
  g_assert_no_error (error);

  assert_refused (file->path, CRM_ERROR_NEWER);
  crm_connection_get_int (connection, "PRAGMA user_version", &version, &error);
  g_assert_cmpint (version, ==, 9999);
}

static void
test_damaged (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize            length;

  for (guint i = 0; i < 500; i++)
    g_object_unref (crm_test_file_add_person (file, "Person", "Somebody"));
  g_clear_object (&file->store);
  g_file_get_contents (file->path, &content, &length, &error);
  g_assert_no_error (error);
  /* The header stays, the rest is noise. */
  for (gsize i = 16384; i < length; i++)
    content[i] = (char) g_test_rand_int ();
  g_file_set_contents (file->path, content, (gssize) length, &error);
  g_assert_no_error (error);

  assert_refused (file->path, CRM_ERROR_DAMAGED);
}

static void
test_read_only (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = NULL;
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) other = crm_record_new ("person");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;

  g_clear_object (&file->store);
  file->store = crm_store_open (file->path, CRM_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (crm_store_is_read_only (file->store));
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "Maryam Ahmadi");

  crm_object_set_text (CRM_OBJECT (other), "given_name", "Nobody");
  g_assert_false (crm_store_save (file->store, "Add", other, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY);
}

static gboolean
fill_disk (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  gint64         pages;

  /* As if the disk ended here: SQLite answers as it does to a full one. */
  if (!crm_connection_get_int (connection, "PRAGMA max_page_count = 1", &pages, error))
    return FALSE;
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");

      crm_object_set_text (CRM_OBJECT (person), "given_name", "One too many");
      if (!crm_transaction_save (transaction, person, error))
        return FALSE;
    }

  return TRUE;
}

static void
test_full_disk (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *titles = NULL;

  g_object_unref (crm_test_file_add_person (file, "Maryam", "Ahmadi"));
  g_assert_false (crm_store_write (file->store, "Import", "import", GPOINTER_TO_UINT (data), fill_disk, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_FULL);

  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "Maryam Ahmadi");
  g_clear_error (&error);
  faults = crm_verify (file->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
count_cb (CrmStore *store, CrmChangeSet *set, guint *records)
{
  *records += crm_change_set_get_size (set);
}

/* Two programs with one file: each sees what the other wrote, and both writes stay. */
static void
test_two_stores (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) other = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_autoptr (CrmRecord) theirs = crm_record_new ("person");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;
  guint            heard = 0;

  g_assert_no_error (error);
  g_signal_connect (file->store, "changed", G_CALLBACK (count_cb), &heard);
  g_object_unref (crm_test_file_add_person (file, "Ann", NULL));
  crm_object_set_text (CRM_OBJECT (theirs), "given_name", "Bob");
  crm_store_save (other, "Add", theirs, &error);
  g_assert_no_error (error);
  g_object_unref (crm_test_file_add_person (file, "Cleo", NULL));

  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "Ann, Bob, Cleo");
  g_assert_cmpuint (heard, ==, 3);

  g_object_unref (theirs);
  theirs = crm_record_new ("person");
  crm_object_set_text (CRM_OBJECT (theirs), "given_name", "Dan");
  crm_store_save (other, "Add", theirs, &error);
  crm_store_look_for_changes (file->store);
  g_assert_cmpuint (heard, ==, 4);
}

static gboolean
add_one (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Nobody");

  return crm_transaction_save (transaction, person, error);
}

/* A dry run's change never was: nobody hears of it, and the next change, which bears its number, is heard of. */
static void
test_dry_run (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) other = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_autoptr (CrmRecord) theirs = crm_record_new ("person");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;
  guint            heard = 0;

  g_signal_connect (file->store, "changed", G_CALLBACK (count_cb), &heard);
  g_assert_true (crm_store_write (file->store, "Try", "import", CRM_TRANSACTION_DRY_RUN, add_one, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (heard, ==, 0);
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "");

  crm_object_set_text (CRM_OBJECT (theirs), "given_name", "Bob");
  crm_store_save (other, "Add", theirs, &error);
  g_assert_no_error (error);
  crm_store_look_for_changes (file->store);
  g_assert_cmpuint (heard, ==, 1);
}

static gboolean
look_in_vain (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (GArray) found = NULL;

  if (!crm_connection_exec (connection, "ALTER TABLE lookup RENAME TO elsewhere", error))
    return FALSE;
  found = crm_transaction_find (transaction, "email:maryam@example.com", crm_record_type_find ("person")->code);
  g_assert_cmpuint (found->len, ==, 0);

  return crm_connection_exec (connection, "ALTER TABLE elsewhere RENAME TO lookup", error) && add_one (transaction, NULL, NULL, error);
}

/* "Nobody has this address" is not the same as "it could not be looked up": nothing is decided by the latter. */
static void
test_unreadable (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;

  g_assert_false (crm_store_write (file->store, "Import", "import", CRM_TRANSACTION_NONE, look_in_vain, NULL, NULL, &error));
  g_assert_nonnull (error);
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "");
  g_object_unref (crm_test_file_add_person (file, "Maryam", "Ahmadi"));
}

static gint64
get_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : -1;
}

/* A commit waits for the log alone; when nobody waits, what is in it is brought into the file, so that it does not grow with the day. */
static void
test_checkpoint (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = NULL;
  gint64 before;

  g_clear_object (&file->store);
  connection = crm_connection_open (file->path, CRM_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  before = get_size (file->path);
  crm_connection_exec (connection, "CREATE TABLE much AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT zeroblob (5000) AS bytes FROM n", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_size (file->path), ==, before);
  crm_connection_checkpoint (connection);
  g_assert_cmpint (get_size (file->path), >, before + 2000 * 5000);
}

/* Statements are kept by their text, wherever in memory the name stood that made it. */
static void
test_names (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = crm_connection_open (file->path, CRM_CONNECTION_READ, &error);
  static const char *const names[] = { "person", "company", "person" };
  char                     name[16];

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CrmStatement) statement = NULL;

      g_strlcpy (name, names[i], sizeof name);
      statement = crm_connection_prepare_for (connection, "SELECT '%s'", name);
      g_assert_true (crm_statement_step (statement, &error));
      g_assert_cmpstr (crm_statement_get_text (statement, 0), ==, names[i]);
    }
}

#define add(name, func) crm_test_file_add ("/trouble/" name, func)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("missing", test_missing);
  add ("not-ours", test_not_ours);
  add ("newer", test_newer);
  add ("damaged", test_damaged);
  add ("read-only", test_read_only);
  add ("full-disk", test_full_disk);
  /* Where rows are written by another thread than the one that makes them. */
  g_test_add ("/trouble/full-disk-behind", CrmTestFile, GUINT_TO_POINTER (CRM_TRANSACTION_BULK), crm_test_file_set_up, test_full_disk, crm_test_file_tear_down);
  add ("two-stores", test_two_stores);
  add ("dry-run", test_dry_run);
  add ("unreadable", test_unreadable);
  add ("names", test_names);
  add ("checkpoint", test_checkpoint);

  return g_test_run ();
}
