/* Exports that nobody waits for: the window lives on, and a file is there whole or not at all. */

#include "../crm-wait.h"
#include "../store/crm-test-file.h"

#include "crm-export-file.h"
#include "crm-generate.h"
#include "crm-whole-file.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  CrmTestFile   file;
  GFile        *to;
  char         *path;
  GCancellable *cancellable;
  GAsyncResult *result;
  guint64       told;
  gboolean      cancels; /* as soon as it is told how far the export is */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const CrmGenerateOptions options = { .people = 3000, .seed = 1 };
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&fixture->file);
  crm_generate (fixture->file.store, &options, &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->file.folder, "people.json", NULL);
  fixture->to = g_file_new_for_path (fixture->path);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->to);
  g_clear_pointer (&fixture->path, g_free);
  crm_test_file_close (&fixture->file);
}

static void
progress_cb (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  g_assert_cmpuint (done, <, total);
  fixture->told++;
  if (fixture->cancels)
    g_cancellable_cancel (fixture->cancellable);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static gboolean
write_people (Fixture *fixture, CrmExportFormat format, guint *n_records, GError **error)
{
  crm_export_file_write_async (fixture->file.store, "person", NULL, format, fixture->to, NULL, progress_cb, fixture, fixture->cancellable, written_cb, fixture);
  wait_for (fixture->result != NULL);

  return crm_export_file_write_finish (fixture->result, n_records, error);
}

/* Nothing of an export that was given up is left beside the file. */
static void
assert_tidy (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->file.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_suffix (name, ".part"));
}

static void
test_whole (Fixture *fixture, gconstpointer format)
{
  guint n_records;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (write_people (fixture, (CrmExportFormat) GPOINTER_TO_INT (format), &n_records, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_records, ==, 3000);
  g_assert_cmpuint (fixture->told, >, 0);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpuint (strlen (text), >, 3000 * 20);
  assert_tidy (fixture);
}

static void
test_cancelled (Fixture *fixture, gconstpointer older)
{
  guint n_records;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (older != NULL)
    g_assert_true (g_file_set_contents (fixture->path, older, -1, NULL));
  fixture->cancels = TRUE;
  g_assert_false (write_people (fixture, CRM_EXPORT_JSON, &n_records, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_file_get_contents (fixture->path, &text, NULL, NULL), ==, older != NULL);
  g_assert_cmpstr (text, ==, older);
  assert_tidy (fixture);
}

static void
test_no_place (Fixture *fixture, gconstpointer data)
{
  guint n_records;
  g_autoptr (GError) error = NULL;

  g_object_unref (fixture->to); /* another one takes its place */
  fixture->to = g_file_new_for_path (fixture->file.folder);
  g_assert_false (write_people (fixture, CRM_EXPORT_CSV, &n_records, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  assert_tidy (fixture);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  guint n_records;
  g_autoptr (GError) error = NULL;

  g_object_unref (fixture->to); /* another one takes its place */
  fixture->to = g_file_new_for_path ("/nowhere/people.csv");
  g_assert_false (write_people (fixture, CRM_EXPORT_CSV, &n_records, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
  g_assert_null (strstr (error->message, ".part"));
}

/* Nor are the customers themselves replaced by their list. */
static void
test_own_file (Fixture *fixture, gconstpointer data)
{
  guint n_records;
  g_autoptr (GError) error = NULL;

  g_object_unref (fixture->to); /* another one takes its place */
  fixture->to = g_file_new_for_path (fixture->file.path);
  g_assert_false (write_people (fixture, CRM_EXPORT_CSV, &n_records, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

#define DISK_BYTES 4096

/* A file that was attached is saved where another of its name stands, and the disk ends in the middle. */
static void
test_full_disk (Fixture *fixture, gconstpointer older)
{
  g_autofree guint8 *zeros = g_malloc0 (10 * DISK_BYTES);
  g_autoptr (GBytes) bytes = g_bytes_new (zeros, 10 * DISK_BYTES);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) own = g_file_new_for_path (fixture->file.path);
  g_autofree char *text = NULL;
  struct rlimit    before, full;

  if (older != NULL)
    g_assert_true (g_file_set_contents (fixture->path, older, -1, NULL));
  getrlimit (RLIMIT_FSIZE, &before);
  full = before;
  full.rlim_cur = DISK_BYTES;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &full);
  g_assert_false (crm_whole_file_write_bytes (fixture->to, fixture->file.path, bytes, NULL, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_nonnull (error);
  g_assert_cmpint (g_file_get_contents (fixture->path, &text, NULL, NULL), ==, older != NULL);
  g_assert_cmpstr (text, ==, older);
  assert_tidy (fixture);

  g_clear_error (&error);
  g_assert_false (crm_whole_file_write_bytes (own, fixture->file.path, bytes, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

/* What is changed while it is written is in the file or not, but never half. */
static void
test_one_instant (Fixture *fixture, gconstpointer data)
{
  guint n_records;
  g_autoptr (GError) error = NULL;

  crm_export_file_write_async (fixture->file.store, "person", NULL, CRM_EXPORT_CSV, fixture->to, NULL, NULL, NULL, NULL, written_cb, fixture);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, "New", "Person");
    }
  wait_for (fixture->result != NULL);
  g_assert_true (crm_export_file_write_finish (fixture->result, &n_records, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_records, >=, 3000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/export/csv", Fixture, GINT_TO_POINTER (CRM_EXPORT_CSV), set_up, test_whole, tear_down);
  g_test_add ("/export/vcard", Fixture, GINT_TO_POINTER (CRM_EXPORT_VCARD), set_up, test_whole, tear_down);
  g_test_add ("/export/json", Fixture, GINT_TO_POINTER (CRM_EXPORT_JSON), set_up, test_whole, tear_down);
  g_test_add ("/export/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/export/cancelled-over-older", Fixture, "older", set_up, test_cancelled, tear_down);
  g_test_add ("/export/no-place", Fixture, NULL, set_up, test_no_place, tear_down);
  g_test_add ("/export/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  g_test_add ("/export/own-file", Fixture, NULL, set_up, test_own_file, tear_down);
  g_test_add ("/export/full-disk", Fixture, NULL, set_up, test_full_disk, tear_down);
  g_test_add ("/export/full-disk-over-older", Fixture, "older", set_up, test_full_disk, tear_down);
  g_test_add ("/export/one-instant", Fixture, NULL, set_up, test_one_instant, tear_down);

  return g_test_run ();
}
