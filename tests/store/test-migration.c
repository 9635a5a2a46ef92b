/* Every schema that ever was has a file in tests/data/files. It opens, is brought up to date, is sound, has all it had, and what was done
 * in it can still be undone; a copy of how it was stands beside it. */

#include "crm-schema.h"
#include "crm-test-file.h"
#include "crm-verify.h"

static void
unpack (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) packed = g_file_new_for_path (from);
  g_autoptr (GFile) file = g_file_new_for_path (to);
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) bytes = G_INPUT_STREAM (g_file_read (packed, NULL, &error));
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) output = NULL;

  g_assert_no_error (error);
  plain = g_converter_input_stream_new (bytes, converter);
  output = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_splice (output, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (CrmTestFile *file, gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("schema-%d.crm.gz", GPOINTER_TO_INT (data));
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "data", "files", name, NULL);

  crm_test_file_open (file);
  g_clear_object (&file->store);
  unpack (packed, file->path);
}

static char *
find_snapshot (CrmTestFile *file)
{
  g_autofree char *folder = g_strconcat (file->path, ".snapshots", NULL);
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name = entries != NULL ? g_dir_read_name (entries) : NULL;

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static void
tear_down (CrmTestFile *file, gconstpointer data)
{
  g_autofree char *folder = g_strconcat (file->path, ".snapshots", NULL);
  g_autofree char *snapshot = find_snapshot (file);

  if (snapshot != NULL)
    g_unlink (snapshot);
  g_rmdir (folder);
  crm_test_file_close (file);
}

static int
get_version (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = crm_connection_open (path, CRM_CONNECTION_WRITE, &error);
  int version;

  g_assert_no_error (error);
  crm_schema_check (connection, &version, &error);
  g_assert_no_error (error);

  return version;
}

static void
assert_titles (CrmTestFile *file, const char *type, const char *expected)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autofree char *titles = crm_test_file_titles (file, query);

  g_assert_cmpstr (titles, ==, expected);
}

static void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_opens (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *snapshot = NULL;

  g_assert_cmpint (get_version (file->path), ==, GPOINTER_TO_INT (data));
  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_version (file->path), ==, crm_schema_get_version ());
  snapshot = find_snapshot (file);
  g_assert_nonnull (snapshot);
  g_assert_cmpint (get_version (snapshot), ==, GPOINTER_TO_INT (data));

  assert_titles (file, "person", "مریم احمدی, Alice Turner");
  assert_titles (file, "deal", "Spring order");
  assert_sound (file->path);

  g_assert_true (crm_store_undo (file->store, NULL, &error));
  g_assert_no_error (error);
  assert_titles (file, "deal", "");
  g_assert_true (crm_store_undo (file->store, NULL, &error));
  g_assert_no_error (error);
  assert_titles (file, "person", "");
  assert_sound (file->path);
}

/* Who may only read does not change it, and is told. */
static void
test_read_only (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = crm_store_open (file->path, CRM_STORE_OPEN_READ_ONLY, &error);

  g_assert_null (store);
  g_assert_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY);
  g_assert_cmpint (get_version (file->path), ==, GPOINTER_TO_INT (data));
}

static void
assert_owner (CrmStore *store, const char *title, const char *owner)
{
  const CrmRecordType *type = crm_record_type_find ("deal");
  g_autofree char     *key = crm_user_dup_key (owner);
  g_autoptr (GError) error = NULL;
  gint64 user = crm_store_find_key (store, key, "user");
  g_autoptr (CrmRecord) record = NULL;

  for (gint64 i = 1; i <= 2; i++)
    {
      g_autoptr (CrmRecord) deal = crm_store_get (store, crm_id_make (i, type->code), NULL);

      if (deal != NULL && g_str_equal (crm_object_get_text (CRM_OBJECT (deal), "title"), title))
        g_set_object (&record, deal);
    }
  g_assert_cmpint (user, !=, 0);
  g_assert_nonnull (record);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (record), "owner"), ==, user);
}

/* Until schema 5 owners were names. "Winter order" was Sara's, sara's, Reza's, nobody's, and then deleted. */
static void
test_owners (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  assert_titles (file, "user", "sara, Reza");
  assert_owner (file->store, "Spring order", "Reza");

  for (guint i = 0; i < 4; i++)
    {
      crm_store_undo (file->store, NULL, &error);
      g_assert_no_error (error);
    }
  assert_owner (file->store, "Winter order", "Reza");
  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  assert_owner (file->store, "Winter order", "SARA");
  assert_sound (file->path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (int version = 1; version < crm_schema_get_version (); version++)
    {
      g_autofree char *opens = g_strdup_printf ("/migration/%d/opens", version);
      g_autofree char *reads = g_strdup_printf ("/migration/%d/read-only", version);

      g_test_add (opens, CrmTestFile, GINT_TO_POINTER (version), set_up, test_opens, tear_down);
      g_test_add (reads, CrmTestFile, GINT_TO_POINTER (version), set_up, test_read_only, tear_down);
    }
  g_test_add ("/migration/5/owners", CrmTestFile, GINT_TO_POINTER (5), set_up, test_owners, tear_down);

  return g_test_run ();
}
