/* An import is killed twenty times, wherever it happens to be. All of its rows are in the file or none is, the file is sound, and the same
 * import works then. */

#include "crm-test-kill.h"

#include "crm-import.h"

#define ROWS 20000
#define KILLS 20

/* Of the time that the whole import takes: the last kills may come too late. */
#define LATEST 1.05

static char *
write_sheet (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("First name,Last name,Email,Phone,Company\n");
  char *path = g_build_filename (file->folder, "people.csv", NULL);

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "Given%u,Family%u,p%u@people.example,+98912%07u,Company %u\n", i % 977, i, i, i, i % 500);
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);

  return path;
}

static void
import (const char *path, const char *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = crm_store_open (path, CRM_STORE_OPEN_NONE, &error);

  g_assert_no_error (error);
  crm_import_run (store, sheet, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_people (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = crm_store_open (path, CRM_STORE_OPEN_NONE, &error);
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_no_error (error);
  crm_store_query (store, query, 0, ids, &error);
  g_assert_no_error (error);

  return ids->len;
}

static gboolean
kill_within (const char *path, const char *sheet, guint life)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      crm_test_die_within (life);
      import (path, sheet);
      _exit (0);
    }

  return crm_test_wait_killed (child);
}

/* In a process of its own, since one that has threads does not fork well. */
static gint64
measure (const char *path, const char *sheet)
{
  gint64 begin = g_get_monotonic_time ();

  g_assert_false (kill_within (path, sheet, 100 * G_USEC_PER_SEC));

  return g_get_monotonic_time () - begin;
}

static void
test_kill (void)
{
  CrmTestFile      file;
  g_autofree char *sheet = NULL;
  gint64           duration = 0;
  guint            n_killed = 0;

  for (guint i = 0; i <= KILLS; i++)
    {
      guint n_people;

      crm_test_file_open (&file);
      g_clear_object (&file.store);
      g_free (sheet);
      sheet = write_sheet (&file);
      if (i == 0)
        duration = measure (file.path, sheet);
      else
        n_killed += kill_within (file.path, sheet, (guint) g_test_rand_int_range (1000, (gint32) ((double) duration * LATEST)));
      crm_test_assert_sound (file.path);
      n_people = count_people (file.path);
      g_assert_true (n_people == ROWS || (n_people == 0 && i > 0));
      if (n_people == 0 && i % 5 == 0)
        {
          measure (file.path, sheet);
          g_assert_cmpuint (count_people (file.path), ==, ROWS);
          crm_test_assert_sound (file.path);
        }
      crm_test_file_close (&file);
    }
  g_test_message ("%u of %u were killed before they were done", n_killed, KILLS);
  g_assert_cmpuint (n_killed, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/import-killed-20-times", test_kill);

  return g_test_run ();
}
