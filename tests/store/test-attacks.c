/* What the world does to a customer file: disks that end, folders that are read-only, power that goes, clocks that jump, files that are taken
 * away or damaged, a second program. Nothing crashes, nothing saved is lost, and whoever is refused is told why in a sentence. */

#include "crm-clock.h"
#include "crm-test-kill.h"
#include "crm-verify.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A child ends with this where the machine does not allow the attack. */
#define NOT_POSSIBLE 77

#define YEAR (G_GINT64_CONSTANT (365) * 24 * 3600 * G_USEC_PER_SEC)
#define DAMAGES 50

/* Of a customer file. */
#define PAGE 16384

static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == CRM_ERROR);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static guint
count_people (CrmStore *store, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return crm_store_query (store, query, 0, ids, error) ? ids->len : 0;
}

static void
copy (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize            length;

  g_file_get_contents (from, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, content, (gssize) length, &error);
  g_assert_no_error (error);
}

/* The child of a process with threads may wait forever for what one of them held: no store is open beside it. */
static pid_t
fork_without_threads (CrmTestFile *file)
{
  pid_t child;

  g_assert_null (file->store);
  child = fork ();
  g_assert_cmpint (child, >=, 0);

  return child;
}

/* Runs @attack in a process of its own, which may be killed, confined or without rights. */
static int
run_child (void (*attack) (CrmTestFile *file), CrmTestFile *file)
{
  int   status;
  pid_t child = fork_without_threads (file);

  if (child == 0)
    {
      attack (file);
      _exit (0);
    }
  waitpid (child, &status, 0);

  return status;
}

static void
assert_done (int status, const char *why_not)
{
  if (WIFEXITED (status) && WEXITSTATUS (status) == NOT_POSSIBLE)
    g_test_skip (why_not);
  else
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

/* The folder cannot be written, and what was written last is still in the -wal beside the file. */
static void
read_in_locked_folder (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = NULL;

  if (geteuid () == 0 && setuid (65534) != 0)
    _exit (NOT_POSSIBLE);
  if (access (file->folder, W_OK) == 0)
    _exit (NOT_POSSIBLE);

  store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  if (store == NULL)
    {
      assert_sentence (error);
      g_assert_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY);
      return;
    }
  g_assert_true (crm_store_is_read_only (store));
  g_assert_cmpuint (count_people (store, &error), ==, 1);
  g_assert_no_error (error);
}

static void
test_locked_folder (CrmTestFile *file, gconstpointer data)
{
  CrmTestFile      copied;
  g_autofree char *wal = g_strconcat (file->path, "-wal", NULL);
  g_autofree char *copied_wal = NULL;

  g_object_unref (crm_test_file_add_person (file, "Maryam", "Ahmadi"));
  copied.folder = g_dir_make_tmp ("crm-test-XXXXXX", NULL);
  copied.path = g_build_filename (copied.folder, "test.crm", NULL);
  copied.store = NULL;
  copied_wal = g_strconcat (copied.path, "-wal", NULL);
  copy (file->path, copied.path);
  copy (wal, copied_wal);
  g_clear_object (&file->store);
  g_assert_cmpint (chmod (copied.path, 0444), ==, 0);
  g_assert_cmpint (chmod (copied_wal, 0444), ==, 0);
  g_assert_cmpint (chmod (copied.folder, 0555), ==, 0);

  assert_done (run_child (read_in_locked_folder, &copied), "this user may write everywhere");
  g_assert_cmpint (chmod (copied.folder, 0755), ==, 0);
  crm_test_file_close (&copied);
}

static gboolean
add_until_it_fails (CrmStore *store, guint *added, GError **error)
{
  for (*added = 0; *added < 100000; (*added)++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");

      crm_object_set_text (CRM_OBJECT (person), "given_name", "One of very many");
      if (!crm_store_save (store, "Add", person, error))
        return FALSE;
    }

  return TRUE;
}

static void
fill_small_disk (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (file->folder, "small.crm", NULL);
  g_autofree char *ballast = g_build_filename (file->folder, "ballast", NULL);
  g_autofree char *space = g_malloc0 (1024 * 1024);
  g_autoptr (CrmStore) store = NULL;
  guint added;

  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 || mount ("small", file->folder, "tmpfs", 0, "size=4m") != 0)
    _exit (NOT_POSSIBLE);
  g_assert_true (g_file_set_contents (ballast, space, 1024 * 1024, NULL));
  store = crm_store_create (path, &error);
  g_assert_no_error (error);

  g_assert_false (add_until_it_fails (store, &added, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_FULL);
  assert_sentence (error);
  g_clear_error (&error);
  g_assert_cmpuint (count_people (store, &error), ==, added);
  g_assert_no_error (error);

  /* With room made, the same window goes on. */
  g_unlink (ballast);
  {
    g_autoptr (CrmRecord) person = crm_record_new ("person");

    crm_object_set_text (CRM_OBJECT (person), "given_name", "The next");
    crm_store_save (store, "Add", person, &error);
    g_assert_no_error (error);
  }
  g_clear_object (&store);
  crm_test_assert_sound (path);
}

static void
test_full_disk (CrmTestFile *file, gconstpointer data)
{
  g_clear_object (&file->store);
  assert_done (run_child (fill_small_disk, file), "a file system of its own cannot be mounted here");
}

static void
die_unchecked (CrmTestFile *file)
{
  g_autoptr (CrmStore) store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, NULL);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");

      crm_object_set_text (CRM_OBJECT (person), "given_name", "Saved");
      g_assert_true (crm_store_save (store, "Add", person, NULL));
    }
  kill (getpid (), SIGKILL);
}

/* The power goes before what is in the -wal has come into the file. */
static void
test_unchecked (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (file->path, "-wal", NULL);
  g_autofree char *content = NULL;
  gsize            length;

  g_clear_object (&file->store);
  g_assert_true (WIFSIGNALED (run_child (die_unchecked, file)));
  g_file_get_contents (wal, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, PAGE);

  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_people (file->store, &error), ==, 50);
  crm_test_assert_sound (file->path);
}

/* What was being written when the disk lost power is half there: the changes before it are whole. */
static void
test_torn_wal (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (file->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (file->path, "-shm", NULL);
  g_autofree char *content = NULL;
  gsize            length;
  guint            people;

  g_clear_object (&file->store);
  g_assert_true (WIFSIGNALED (run_child (die_unchecked, file)));
  g_file_get_contents (wal, &content, &length, &error);
  g_assert_no_error (error);
  for (gsize i = length / 2; i < length; i++)
    content[i] = (char) g_test_rand_int ();
  g_file_set_contents (wal, content, (gssize) length, &error);
  g_assert_no_error (error);
  g_unlink (shm);

  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  people = count_people (file->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people, >, 0);
  g_assert_cmpuint (people, <, 50);
  crm_test_assert_sound (file->path);
}

/* Another program is in the middle of a change: one reads what was there before it, and writes after it. */
static void
test_beside_writer (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int   told[2];
  int   go[2];
  char  byte = 0;
  pid_t child;
  int   status;

  g_object_unref (crm_test_file_add_person (file, "Ann", NULL));
  g_clear_object (&file->store);
  g_assert_true (pipe (told) == 0 && pipe (go) == 0);
  child = fork_without_threads (file);
  if (child == 0)
    {
      CrmConnection *connection = crm_connection_open (file->path, CRM_CONNECTION_WRITE, NULL);
      gboolean       held = crm_connection_exec (connection, "BEGIN IMMEDIATE; UPDATE person SET nickname = 'theirs'", NULL);

      if (!held || write (told[1], &byte, 1) != 1 || read (go[0], &byte, 1) != 1)
        _exit (1);
      _exit (crm_connection_exec (connection, "ROLLBACK", NULL) ? 0 : 1);
    }

  g_assert_cmpint (read (told[0], &byte, 1), ==, 1);
  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_people (file->store, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpint (write (go[1], &byte, 1), ==, 1);
  g_object_unref (crm_test_file_add_person (file, "Bob", NULL));
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpuint (count_people (file->store, &error), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      close (told[i]);
      close (go[i]);
    }
}

/* The clock jumps back a year between two changes. What was done last is still what is undone first. */
static void
test_clock_jumps_back (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) first = NULL;
  g_autoptr (CrmRecord) second = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (CrmRecord) now = NULL;
  g_autoptr (GPtrArray) history = NULL;
  gint64 today = g_get_real_time ();

  crm_clock_set (today);
  first = crm_test_file_add_person (file, "Ann", NULL);
  crm_clock_set (today - YEAR);
  second = crm_test_file_add_person (file, "Bob", NULL);
  draft = crm_record_edit (first);
  crm_object_set_text (CRM_OBJECT (draft), "nickname", "Annie");
  crm_store_save (file->store, "Edit", draft, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (crm_record_get_uid (first), <, crm_record_get_uid (second));
  g_assert_cmpint (crm_record_get_id (first), <, crm_record_get_id (second));
  history = crm_store_load_history (file->store, 0, 2, &error);
  g_assert_cmpstr (((CrmJournalChange *) g_ptr_array_index (history, 0))->title, ==, "Edit");

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  now = crm_store_get (file->store, crm_record_get_id (first), &error);
  g_assert_null (crm_object_get_text (CRM_OBJECT (now), "nickname"));
  g_assert_cmpuint (count_people (file->store, &error), ==, 2);
  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_people (file->store, &error), ==, 1);
  crm_clock_set (0);
  crm_test_assert_sound (file->path);
}

static void
assert_refuses_to_write (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Nobody");
  g_assert_false (crm_store_save (file->store, "Add", person, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
  assert_sentence (error);
}

/* The file is deleted, or another put in its place, while it is open: writing to what is gone would lose it without a word. */
static void
test_taken_away (CrmTestFile *file, gconstpointer data)
{
  g_autofree char *aside = g_build_filename (file->folder, "aside.crm", NULL);
  g_autofree char *other = g_build_filename (file->folder, "other.crm", NULL);

  g_object_unref (crm_test_file_add_person (file, "Ann", NULL));
  g_assert_cmpint (g_rename (file->path, aside), ==, 0);
  assert_refuses_to_write (file);
  copy (aside, other);
  g_assert_cmpint (g_rename (other, file->path), ==, 0);
  assert_refuses_to_write (file);

  /* Put back, it is itself again. */
  g_assert_cmpint (g_rename (aside, file->path), ==, 0);
  g_object_unref (crm_test_file_add_person (file, "Bob", NULL));
}

static void
read_everything (CrmStore *store)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  for (guint i = 0; i < types->len; i++)
    {
      g_autoptr (CrmQuery) query = crm_query_new (((const CrmRecordType *) g_ptr_array_index (types, i))->name);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      crm_query_set_order (query, "id", FALSE);
      crm_store_query (store, query, 0, ids, NULL);
      for (guint j = 0; j < ids->len; j++)
        {
          g_autoptr (CrmRecord) record = crm_store_get (store, g_array_index (ids, gint64, j), NULL);
          g_autoptr (CrmQuery) timeline = crm_query_new_timeline (g_array_index (ids, gint64, j));
          g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_autofree char *title = record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;

          crm_store_query (store, timeline, 0, events, NULL);
        }
    }
}

static void
use_damaged (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  faults = crm_verify (file->path, &error);
  if (faults == NULL)
    assert_sentence (error);
  g_clear_error (&error);

  file->store = crm_store_open (file->path, CRM_STORE_OPEN_NONE, &error);
  if (file->store == NULL)
    {
      assert_sentence (error);
      return;
    }
  read_everything (file->store);
  crm_query_set_search (query, "some");
  if (!crm_store_query (file->store, query, 0, ids, &error))
    assert_sentence (error);
  g_clear_error (&error);
  crm_object_set_text (CRM_OBJECT (person), "given_name", "Somebody else");
  if (!crm_store_save (file->store, "Add", person, &error))
    assert_sentence (error);
  g_clear_object (&file->store);
}

/* A page in the middle of the file is not what it was. */
static void
test_damaged_pages (CrmTestFile *file, gconstpointer data)
{
  g_autofree char *whole = g_build_filename (file->folder, "whole.crm", NULL);
  g_autofree char *content = NULL;
  gsize            length;

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "Somebody", "Person");
      g_autoptr (CrmRecord) draft = crm_record_edit (person);

      crm_object_set_text (CRM_OBJECT (draft), "about", "Something to read that takes some room in the file");
      g_assert_true (crm_store_save (file->store, "Edit", draft, NULL));
    }
  g_clear_object (&file->store);
  g_assert_true (g_file_get_contents (file->path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 20 * PAGE);

  for (guint i = 0; i < DAMAGES; i++)
    {
      g_autofree char *damaged = g_memdup2 (content, length);
      gsize            page = (gsize) g_test_rand_int_range (0, (gint32) (length / PAGE)) * PAGE;

      for (guint j = 0; j < 40; j++)
        damaged[page + (gsize) g_test_rand_int_range (page == 0 ? 100 : 0, PAGE)] ^= (char) g_test_rand_int_range (1, 256);
      g_assert_true (g_file_set_contents (file->path, damaged, (gssize) length, NULL));
      use_damaged (file);
    }
}

#define add(name, func) crm_test_file_add ("/attacks/" name, func)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("locked-folder", test_locked_folder);
  add ("full-disk", test_full_disk);
  add ("unchecked", test_unchecked);
  add ("torn-wal", test_torn_wal);
  add ("beside-writer", test_beside_writer);
  add ("clock-jumps-back", test_clock_jumps_back);
  add ("taken-away", test_taken_away);
  add ("damaged-pages", test_damaged_pages);

  return g_test_run ();
}
