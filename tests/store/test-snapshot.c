/* Copies of the file: when they are made, which stay, and how one takes the file's place. */

#include "crm-test-file.h"

#include "crm-clock.h"
#include "crm-snapshot.h"

/* 2025-03-21 10:00 UTC */
#define START (G_GINT64_CONSTANT (1742551200) * G_USEC_PER_SEC)

static void
set_up (CrmTestFile *file, gconstpointer data)
{
  crm_clock_set (START);
  crm_test_file_open (file);
}

static void
tear_down (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GPtrArray) left = crm_snapshot_list (file->path);
  g_autofree char *folder = g_strconcat (file->path, ".snapshots", NULL);

  for (guint i = 0; i < left->len; i++)
    g_unlink (((CrmSnapshot *) g_ptr_array_index (left, i))->path);
  g_rmdir (folder);
  crm_test_file_close (file);
  crm_clock_set (0);
}

static void
make_daily (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (crm_snapshot_make_daily (file->path, &error));
  g_assert_no_error (error);
}

static guint
count (CrmTestFile *file)
{
  g_autoptr (GPtrArray) snapshots = crm_snapshot_list (file->path);

  return snapshots->len;
}

static void
test_daily (CrmTestFile *file, gconstpointer data)
{
  make_daily (file);
  g_assert_cmpuint (count (file), ==, 0);

  g_object_unref (crm_test_file_add_person (file, "Ann", NULL));
  make_daily (file);
  make_daily (file);
  g_assert_cmpuint (count (file), ==, 1);

  /* Another day on which nothing happened, and one on which something did. */
  crm_clock_set (START + G_TIME_SPAN_DAY);
  make_daily (file);
  g_assert_cmpuint (count (file), ==, 1);
  g_object_unref (crm_test_file_add_person (file, "Ben", NULL));
  make_daily (file);
  g_assert_cmpuint (count (file), ==, 2);
}

/* A copy that somebody asked for stays; of the others, seven days and four weeks. */
static void
test_thinned (CrmTestFile *file, gconstpointer data)
{
  static const guint ages[] = { 0, 1, 2, 3, 4, 5, 6 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autofree char *own = NULL;
  guint            daily = 0;

  for (guint day = 0; day < 60; day++)
    {
      crm_clock_set (START + day * G_TIME_SPAN_DAY);
      g_object_unref (crm_test_file_add_person (file, "Ann", NULL));
      if (day == 3)
        own = crm_snapshot_make (file->path, NULL, &error);
      g_assert_no_error (error);
      make_daily (file);
    }

  snapshots = crm_snapshot_list (file->path);
  for (guint i = 0; i < snapshots->len; i++)
    {
      const CrmSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      g_assert_cmpuint (snapshot->size, >, 0);
      if (i < G_N_ELEMENTS (ages))
        g_assert_cmpint (snapshot->at, ==, START + (59 - ages[i]) * G_TIME_SPAN_DAY);
      daily += snapshot->daily;
    }
  g_assert_cmpuint (daily, ==, 11);
  g_assert_cmpuint (snapshots->len, ==, 12);
  g_assert_cmpstr (((CrmSnapshot *) g_ptr_array_index (snapshots, 11))->path, ==, own);
}

static char *
dup_titles (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");

  if (file->store == NULL)
    file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);

  return crm_test_file_titles (file, query);
}

static void
test_restore (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *restored = NULL;
  g_autofree char *back = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;

  g_object_unref (crm_test_file_add_person (file, "Ann", NULL));
  made = crm_snapshot_make (file->path, NULL, &error);
  g_assert_no_error (error);
  crm_clock_set (START + G_TIME_SPAN_HOUR);
  g_object_unref (crm_test_file_add_person (file, "Ben", NULL));

  /* Whoever has it open would write to a file that is nowhere. */
  g_assert_false (crm_snapshot_restore (made, file->path, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_BUSY);
  g_clear_error (&error);
  refused = dup_titles (file);
  g_assert_cmpstr (refused, ==, "Ann, Ben");
  g_object_unref (crm_test_file_add_person (file, "Cleo", NULL));

  g_clear_object (&file->store);
  g_assert_true (crm_snapshot_restore (made, file->path, &error));
  g_assert_no_error (error);
  restored = dup_titles (file);
  g_assert_cmpstr (restored, ==, "Ann");

  /* And back again: what was there before was kept. */
  g_clear_object (&file->store);
  snapshots = crm_snapshot_list (file->path);
  g_assert_cmpuint (snapshots->len, ==, 2);
  g_assert_true (crm_snapshot_restore (((CrmSnapshot *) g_ptr_array_index (snapshots, 0))->path, file->path, &error));
  g_assert_no_error (error);
  back = dup_titles (file);
  g_assert_cmpstr (back, ==, "Ann, Ben, Cleo");
}

static void
test_onto_itself (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (crm_snapshot_make (file->path, file->path, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);

  g_clear_error (&error);
  g_assert_false (crm_snapshot_restore (file->path, file->path, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

/* What is no customer file takes nobody's place. */
static void
test_restore_nonsense (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nonsense = g_build_filename (file->folder, "nonsense", NULL);
  g_autofree char *titles = NULL;

  g_object_unref (crm_test_file_add_person (file, "Ann", NULL));
  g_file_set_contents (nonsense, "This is a letter to somebody.", -1, &error);
  g_assert_no_error (error);
  g_clear_object (&file->store);

  g_assert_false (crm_snapshot_restore (nonsense, file->path, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_OURS);
  titles = dup_titles (file);
  g_assert_cmpstr (titles, ==, "Ann");
}

/* The damaged file is kept as it was, byte by byte. */
static void
test_restore_over_damage (CrmTestFile *file, gconstpointer data)
{
  static const char damage[] = "no database at all";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autofree char *made = NULL;
  g_autofree char *titles = NULL;
  g_autofree char *kept = NULL;

  g_object_unref (crm_test_file_add_person (file, "Ann", NULL));
  made = crm_snapshot_make (file->path, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&file->store);
  g_file_set_contents (file->path, damage, -1, &error);
  g_assert_no_error (error);
  crm_clock_set (START + G_TIME_SPAN_HOUR);

  g_assert_true (crm_snapshot_restore (made, file->path, &error));
  g_assert_no_error (error);
  titles = dup_titles (file);
  g_assert_cmpstr (titles, ==, "Ann");
  snapshots = crm_snapshot_list (file->path);
  g_assert_cmpuint (snapshots->len, ==, 2);
  g_file_get_contents (((CrmSnapshot *) g_ptr_array_index (snapshots, 0))->path, &kept, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, damage);
}

#define add(name, func) g_test_add ("/snapshot/" name, CrmTestFile, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("daily", test_daily);
  add ("thinned", test_thinned);
  add ("restore", test_restore);
  add ("onto-itself", test_onto_itself);
  add ("restore-nonsense", test_restore_nonsense);
  add ("restore-over-damage", test_restore_over_damage);

  return g_test_run ();
}
