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

typedef struct
{
  CrmTestFile file;
  char       *sheet; /* (owned) */
} Fixture;

static void
import (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = crm_store_open (fixture->file.path, CRM_STORE_OPEN_NONE, &error);

  g_assert_no_error (error);
  crm_import_run (store, fixture->sheet, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_kill (void)
{
  gint64 duration = 0;
  guint  n_killed = 0;

  for (guint i = 0; i <= KILLS; i++)
    {
      Fixture fixture;
      guint   n_people;

      crm_test_file_open (&fixture.file);
      g_clear_object (&fixture.file.store);
      fixture.sheet = write_sheet (&fixture.file);
      if (i == 0)
        duration = crm_test_measure (import, &fixture);
      else
        n_killed += crm_test_kill_within ((guint) g_test_rand_int_range (1000, (gint32) ((double) duration * LATEST)), import, &fixture);
      crm_test_assert_sound (fixture.file.path);
      n_people = crm_test_count_people (fixture.file.path);
      g_assert_true (n_people == ROWS || (n_people == 0 && i > 0));
      if (n_people == 0 && i % 5 == 0)
        {
          crm_test_measure (import, &fixture);
          g_assert_cmpuint (crm_test_count_people (fixture.file.path), ==, ROWS);
          crm_test_assert_sound (fixture.file.path);
        }
      g_free (fixture.sheet);
      crm_test_file_close (&fixture.file);
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
