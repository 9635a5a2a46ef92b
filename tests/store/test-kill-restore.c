/* The restoring of a snapshot is killed forty times, wherever it happens to be. The file is sound then, and is either what it was or what the
 * snapshot is. */

#include "crm-test-kill.h"

#include "crm-snapshot.h"

#define KILLS 40

/* Of the time that the whole takes: the last kills may come too late. */
#define LATEST 1.1

typedef struct
{
  CrmTestFile file;
  char       *snapshot; /* (owned) */
} Fixture;

/* One person in the snapshot, two in the file. */
static void
set_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&fixture->file);
  g_object_unref (crm_test_file_add_person (&fixture->file, "Ann", NULL));
  fixture->snapshot = crm_snapshot_make (fixture->file.path, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (crm_test_file_add_person (&fixture->file, "Bob", NULL));
  g_clear_object (&fixture->file.store);
}

static void
tear_down (Fixture *fixture)
{
  g_autofree char *folder = crm_snapshot_dup_folder (fixture->file.path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (fixture->snapshot);
  crm_test_file_close (&fixture->file);
}

static void
restore (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  crm_snapshot_restore (fixture->snapshot, fixture->file.path, &error);
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

      set_up (&fixture);
      if (i == 0)
        duration = crm_test_measure (restore, &fixture);
      else
        n_killed += crm_test_kill_within ((guint) g_test_rand_int_range (100, (gint32) ((double) duration * LATEST)), restore, &fixture);
      crm_test_assert_sound (fixture.file.path);
      crm_test_assert_sound (fixture.snapshot);
      n_people = crm_test_count_people (fixture.file.path);
      g_assert_true (n_people == 1 || (n_people == 2 && i > 0));
      crm_test_measure (restore, &fixture);
      g_assert_cmpuint (crm_test_count_people (fixture.file.path), ==, 1);
      tear_down (&fixture);
    }
  g_test_message ("%u of %u were killed before they were done", n_killed, KILLS);
  g_assert_cmpuint (n_killed, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/restore-killed-40-times", test_kill);

  return g_test_run ();
}
