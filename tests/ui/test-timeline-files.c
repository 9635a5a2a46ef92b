/* Files on the timeline, and what the menu of an entry does with it: attach, refuse, open, rate, reply, tell what was changed. */

#include "config.h"

#include "timeline-testing.h"

#include "crm-connection.h"
#include "crm-event-history.h"
#include "crm-staged-files.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utime.h>

static CrmTimelineComposer *
get_composer (Fixture *fixture)
{
  return find_widget (fixture->view, CRM_TYPE_TIMELINE_COMPOSER, FALSE);
}

static guint
count_staged (Fixture *fixture)
{
  return crm_staged_files_get (find_widget (fixture->view, CRM_TYPE_STAGED_FILES, FALSE))->len;
}

static char *
dup_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->file.folder, name, NULL);
}

static void
add_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = dup_path (fixture, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  crm_timeline_composer_add_file (get_composer (fixture), file);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = dup_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
attach (Fixture *fixture, const char *name, const char *text)
{
  guint before = count_staged (fixture);

  write_file (fixture, name, text);
  add_file (fixture, name);
  wait_for (count_staged (fixture) == before + 1);
}

static gint64
count_contents (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = crm_connection_open (fixture->file.path, CRM_CONNECTION_READ, &error);
  gint64 count = -1;

  g_assert_no_error (error);
  g_assert_true (crm_connection_get_int (connection, "SELECT count(*) FROM content", &count, NULL));

  return count;
}

static void
test_attach (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmObject) event = NULL;
  GPtrArray *files;

  attach (fixture, "offer_1.txt", "Twelve rolls");
  attach (fixture, "photo.png", "not really");
  write_entry (fixture, "The offer");
  wait_for_count (fixture, before + 1);

  event = get_event (fixture, 0);
  files = crm_object_get_items (event, "attachments");
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (files, 0), "name"), ==, "offer_1.txt");
  g_assert_cmpint (crm_object_get_integer (g_ptr_array_index (files, 0), "size"), ==, strlen ("Twelve rolls"));
  wait_for (get_row (fixture, 0) != NULL && says (get_row (fixture, 0), "offer_1.txt"));
  wait_for (count_staged (fixture) == 0);

  /* What is attached again, to something without words, is kept once. */
  attach (fixture, "same.txt", "Twelve rolls");
  write_entry (fixture, "");
  wait_for_count (fixture, before + 2);
  g_assert_cmpint (count_contents (fixture), ==, 2);
}

static void
test_undo_keeps_content (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmObject) event = NULL;
  g_autoptr (GBytes) bytes = NULL;

  attach (fixture, "offer.txt", "Twelve rolls");
  write_entry (fixture, "The offer");
  wait_for_count (fixture, before + 1);
  crm_store_undo (fixture->file.store, NULL, &error);
  g_assert_no_error (error);
  wait_for_count (fixture, before);
  crm_store_redo (fixture->file.store, NULL, &error);
  g_assert_no_error (error);
  wait_for_count (fixture, before + 1);

  event = get_event (fixture, 0);
  bytes = crm_store_load_content (fixture->file.store, crm_object_get_text (g_ptr_array_index (crm_object_get_items (event, "attachments"), 0), "file"), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "Twelve rolls", strlen ("Twelve rolls"));
}

static void
expect_refusal (Fixture *fixture, const char *name, const char *sentence)
{
  g_clear_pointer (&fixture->toast, g_free);
  add_file (fixture, name);
  wait_for (fixture->toast != NULL);
  g_assert_true (g_pattern_match_simple (sentence, fixture->toast));
  g_assert_cmpuint (count_staged (fixture), ==, 0);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = dup_path (fixture, "film.mkv");
  g_autofree char *folder = dup_path (fixture, "folder");

  write_file (fixture, "film.mkv", "");
  g_assert_cmpint (truncate (large, CRM_ATTACHMENT_SIZE_MAX + 1), ==, 0);
  expect_refusal (fixture, "film.mkv", "*film.mkv*50.0*MB*50.0*MB*");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  expect_refusal (fixture, "folder", "*folder*is a folder*");
  expect_refusal (fixture, "nothing.txt", "*");
  g_rmdir (folder);
}

/* What was written is still there to be saved without it. */
static void
test_vanished (Fixture *fixture, gconstpointer data)
{
  guint            before = count_events (fixture);
  g_autofree char *path = dup_path (fixture, "offer.txt");

  attach (fixture, "offer.txt", "Twelve rolls");
  g_unlink (path);
  write_entry (fixture, "The offer");
  wait_for (fixture->toast != NULL);
  settle ();
  g_assert_cmpuint (count_events (fixture), ==, before);
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture)), ==, strlen ("The offer"));
  g_assert_cmpuint (count_staged (fixture), ==, 1);
}

static guint
count_all (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmConnection) connection = crm_connection_open (fixture->file.path, CRM_CONNECTION_READ, &error);
  gint64 count = 0;

  g_assert_no_error (error);
  g_assert_true (crm_connection_get_int (connection, sql, &count, NULL));

  return (guint) count;
}

#define WITH_TWO_FILES "SELECT count(*) FROM activity WHERE json_array_length (attachments) = 2 /* scan: a test */"

/* What is written while the last entry is on its way is another entry. */
static void
test_write_on (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);

  attach (fixture, "offer.txt", "Twelve rolls");
  attach (fixture, "colours.txt", "Red");
  write_entry (fixture, "The offer");
  gtk_text_buffer_insert_at_cursor (get_buffer (fixture), ". Call again", -1);
  add_file (fixture, "offer.txt");
  wait_for_count (fixture, before + 1);
  settle ();
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture)), ==, strlen (". Call again"));
  g_assert_cmpuint (count_all (fixture, WITH_TWO_FILES), ==, 1);
}

/* The entry goes with its files to whom it is about; what is begun about the next one stays. */
static void
test_switch_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) other = crm_test_file_add_person (&fixture->file, "Ann", "Other");

  attach (fixture, "offer.txt", "Twelve rolls");
  attach (fixture, "colours.txt", "Red");
  write_entry (fixture, "The offer");
  crm_timeline_composer_set_target (get_composer (fixture), other);
  g_assert_cmpuint (count_staged (fixture), ==, 0);
  gtk_text_buffer_set_text (get_buffer (fixture), "About Ann", -1);
  wait_for (count_all (fixture, WITH_TWO_FILES) == 1);
  settle ();
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture)), ==, strlen ("About Ann"));

  /* What is still being looked at when another comes is not attached to the other. */
  add_file (fixture, "offer.txt");
  crm_timeline_composer_set_target (get_composer (fixture), fixture->person);
  settle ();
  g_assert_cmpuint (count_staged (fixture), ==, 0);
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture)), ==, 0);
}

/* What was begun about somebody is there when they are opened again, with its files. */
static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) other = crm_test_file_add_person (&fixture->file, "Ann", "Other");

  attach (fixture, "offer.txt", "Twelve rolls");
  gtk_text_buffer_set_text (get_buffer (fixture), "/call The offer", -1);
  crm_timeline_composer_set_target (get_composer (fixture), other);
  settle ();
  g_assert_cmpuint (count_staged (fixture), ==, 0);
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture)), ==, 0);
  crm_timeline_composer_set_target (get_composer (fixture), NULL);
  crm_timeline_composer_set_target (get_composer (fixture), fixture->person);
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture)), ==, strlen ("/call The offer"));
  wait_for (count_staged (fixture) == 1);
  crm_timeline_composer_set_target (get_composer (fixture), other);
  crm_timeline_composer_set_target (get_composer (fixture), fixture->person);
  gtk_text_buffer_set_text (get_buffer (fixture), "", -1);
  wait_for (count_staged (fixture) == 1);
}

/* Another file is opened meanwhile: the entry is in the one it was written in. */
static void
test_switch_file (Fixture *fixture, gconstpointer data)
{
  CrmTestFile other;

  crm_test_file_open (&other);
  attach (fixture, "offer.txt", "Twelve rolls");
  attach (fixture, "colours.txt", "Red");
  write_entry (fixture, "The offer");
  crm_context_set_store (fixture->context, other.store);
  wait_for (count_all (fixture, WITH_TWO_FILES) == 1);
  settle ();
  g_assert_null (crm_store_dup_undo_title (other.store));
  crm_context_set_store (fixture->context, NULL);
  settle ();
  crm_test_file_close (&other);
}

/* A file made by somebody else may name bytes that it does not hold. */
static void
test_missing_content (Fixture *fixture, gconstpointer data)
{
  guint    before = count_events (fixture);
  CrmItem *attachment = g_object_new (CRM_TYPE_ATTACHMENT, "name", "../../.evil", "file", "../../../nothing", NULL);
  g_autoptr (CrmRecord) event = crm_record_new ("activity");
  g_autoptr (GError) error = NULL;
  GtkWidget *button;

  crm_object_set_text (CRM_OBJECT (event), "kind", "note");
  crm_object_set_integer (CRM_OBJECT (event), "occurred_at", NOW);
  crm_object_add_item (CRM_OBJECT (event), "attachments", attachment);
  crm_object_add_item (CRM_OBJECT (event), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (fixture->person), NULL));
  crm_store_save (fixture->file.store, "Log", event, &error);
  g_assert_no_error (error);
  wait_for (count_events (fixture) == before + 1 && get_row (fixture, 0) != NULL && says (get_row (fixture, 0), "evil"));

  button = gtk_widget_get_ancestor (find_widget (get_row (fixture, 0), ADW_TYPE_BUTTON_CONTENT, FALSE), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  wait_for (fixture->toast != NULL);
}

static char *
dup_copy_path (const char *hash, const char *name)
{
  g_autofree char *own = g_compute_checksum_for_string (G_CHECKSUM_SHA256, hash, -1);

  return g_build_filename (g_get_user_cache_dir (), "customers", "files", own, name, NULL);
}

#define BYTES "\x01\x02\x7f\x03"

/* What is opened is a copy that cannot be written to; copies of the day before yesterday are gone. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  guint            before = count_events (fixture);
  g_autofree char *old = dup_copy_path ("old", "secret.txt");
  g_autofree char *folder = g_path_get_dirname (old);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CrmObject) event = NULL;
  struct utimbuf long_ago = { 1000, 1000 };
  GStatBuf       info;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old, "x", -1, NULL));
  g_assert_cmpint (g_utime (folder, &long_ago), ==, 0);
  attach (fixture, "offer.crmtest", BYTES);
  write_entry (fixture, "The offer");
  wait_for (count_events (fixture) == before + 1 && get_row (fixture, 0) != NULL && says (get_row (fixture, 0), "offer.crmtest"));
  event = get_event (fixture, 0);
  path = dup_copy_path (crm_object_get_text (g_ptr_array_index (crm_object_get_items (event, "attachments"), 0), "file"), "offer.crmtest");

  g_clear_pointer (&fixture->toast, g_free);
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_widget (get_row (fixture, 0), ADW_TYPE_BUTTON_CONTENT, FALSE), GTK_TYPE_BUTTON), "clicked");
  wait_for (g_stat (path, &info) == 0 && (info.st_mode & 0777) == 0400);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, BYTES);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  wait_for (fixture->toast != NULL); /* nothing opens bytes of no known kind */
}

/* The disk ends while a file is attached: it is told, nothing is half there, and the entry is saved when there is place. */
static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  guint            before = count_events (fixture);
  g_autofree char *large = g_strnfill (4000000, 'x');
  struct rlimit    limit, full;

  attach (fixture, "large.txt", large);
  getrlimit (RLIMIT_FSIZE, &limit);
  full = limit;
  full.rlim_cur = 2000000;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &full);
  write_entry (fixture, "The offer");
  wait_for (fixture->toast != NULL);
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_true (g_pattern_match_simple ("The disk refused*", fixture->toast));
  settle ();
  g_assert_cmpuint (count_events (fixture), ==, before);
  g_assert_cmpint (count_contents (fixture), ==, 0);
  g_assert_cmpuint (count_staged (fixture), ==, 1);

  save (fixture);
  wait_for_count (fixture, before + 1);
  g_assert_cmpint (count_contents (fixture), ==, 1);
}

/* Names are shown as they would be saved: "gpj.exe" that is turned round is no picture. */
static void
test_hostile_name (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmRecord) event = crm_record_new ("activity");
  g_autoptr (GError) error = NULL;
  g_autofree char *long_name = g_strnfill (1000000, 'n');

  crm_object_set_text (CRM_OBJECT (event), "kind", "note");
  crm_object_set_integer (CRM_OBJECT (event), "occurred_at", NOW);
  crm_object_add_item (CRM_OBJECT (event), "attachments", g_object_new (CRM_TYPE_ATTACHMENT, "name", "pic\342\200\256gpj.exe", "file", "x", "size", (gint64) -5, NULL));
  crm_object_add_item (CRM_OBJECT (event), "attachments", g_object_new (CRM_TYPE_ATTACHMENT, "name", "../a\nb", "file", "x", NULL));
  crm_object_add_item (CRM_OBJECT (event), "attachments", g_object_new (CRM_TYPE_ATTACHMENT, "name", long_name, "file", "x", NULL));
  crm_object_add_item (CRM_OBJECT (event), "attachments", g_object_new (CRM_TYPE_ATTACHMENT, "name", "نامه\342\200\214ها.pdf", "file", "x", NULL));
  crm_object_add_item (CRM_OBJECT (event), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (fixture->person), NULL));
  crm_store_save (fixture->file.store, "Log", event, &error);
  g_assert_no_error (error);
  wait_for (count_events (fixture) == before + 1 && get_row (fixture, 0) != NULL && says (get_row (fixture, 0), "pic"));

  g_assert_true (says (get_row (fixture, 0), "gpj.exe"));
  g_assert_false (says (get_row (fixture, 0), "\342\200\256"));
  g_assert_false (says (get_row (fixture, 0), "a\nb"));
  g_assert_false (says (get_row (fixture, 0), long_name));
  g_assert_true (says (get_row (fixture, 0), "نامه\342\200\214ها.pdf"));
}

static void
test_rating (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmRecord) call = log_at (fixture, "call", "About silk", NOW);

  wait_for (count_events (fixture) == before + 1 && get_row (fixture, 0) != NULL);
  choose (fixture, 0);
  gtk_widget_activate_action (fixture->view, "event.rate", "s", "2");
  wait_for (says (get_row (fixture, 0), "Badly"));
  choose (fixture, 0);
  gtk_widget_activate_action (fixture->view, "event.rate", "s", "");
  wait_for (!says (get_row (fixture, 0), "Badly"));
}

static void
test_reply (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmRecord) mail = log_at (fixture, "email", "Do you have silk?", NOW);

  wait_for (count_events (fixture) == before + 1 && get_row (fixture, 0) != NULL);
  choose (fixture, 0);
  gtk_widget_activate_action (fixture->view, "event.reply", NULL);
  g_assert_true (g_pattern_match_simple ("No e-mail address*", fixture->toast));
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmRecord) call = log_at (fixture, "call", "About silk", NOW);
  GtkWindow *history;

  wait_for (count_events (fixture) == before + 1 && get_row (fixture, 0) != NULL);
  choose (fixture, 0);
  gtk_widget_activate_action (fixture->view, "event.rate", "s", "2");
  wait_for (says (get_row (fixture, 0), "Badly"));
  choose (fixture, 0);
  gtk_widget_activate_action (fixture->view, "event.history", NULL);
  wait_for ((history = find_dialog (CRM_TYPE_EVENT_HISTORY)) != NULL);
  g_assert_true (says (history, "set to Badly"));
  g_assert_true (says (history, "Added"));
  gtk_window_close (history);
  settle ();
}

#define add(name, func) g_test_add ("/timeline-files/" name, Fixture, NULL, set_up, func, tear_down)

static void
drop_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = dup_path (fixture, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->view);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &taken);
    }
  g_assert_true (taken);
}

/* A letter that is dropped here stands here, on its day, whoever wrote it; dropped again, it is told to be here. Other files wait as ever. */
static void
test_mail (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "letter.EML", "From: Somebody <some@where.example>\nSubject: About the chairs\nDate: Thu, 13 Mar 2025 10:00:00 +0000\nMessage-ID: <1@where>\n\nTwelve of them.\n");
  drop_file (fixture, "letter.EML");
  wait_for (says (fixture->view, "About the chairs"));
  g_assert_cmpuint (count_staged (fixture), ==, 0);
  wait_for (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "E-mail added to the timeline");
  drop_file (fixture, "letter.EML");
  wait_for (g_strcmp0 (fixture->toast, "This e-mail is here already") == 0);

  write_file (fixture, "offer.txt", "an offer");
  drop_file (fixture, "offer.txt");
  wait_for (count_staged (fixture) == 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("attach", test_attach);
  add ("undo-keeps-content", test_undo_keeps_content);
  add ("refused", test_refused);
  add ("vanished", test_vanished);
  add ("write-on", test_write_on);
  add ("switch-record", test_switch_record);
  add ("comes-back", test_comes_back);
  add ("switch-file", test_switch_file);
  add ("missing-content", test_missing_content);
  add ("open", test_open);
  add ("disk-full", test_disk_full);
  add ("hostile-name", test_hostile_name);
  add ("rating", test_rating);
  add ("reply", test_reply);
  add ("history", test_history);
  add ("mail", test_mail);

  return g_test_run ();
}
