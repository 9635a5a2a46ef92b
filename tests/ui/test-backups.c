/* Copies of the file, as somebody makes them and goes back to one, with the pages that are really there. */

#include "config.h"

#include "shell-testing.h"

#include "crm-backups-dialog.h"
#include "crm-clock.h"
#include "crm-daily-backup.h"
#include "crm-locked-backup.h"
#include "crm-passphrase-dialog.h"
#include "crm-problem-page.h"
#include "crm-snapshot.h"

#include <adwaita.h>

static guint
count_backups (const char *path)
{
  g_autoptr (GPtrArray) snapshots = crm_snapshot_list (path);

  return snapshots->len;
}

static CrmStore *
get_store (CrmWindow *window)
{
  return crm_context_get_store (crm_window_get_context (window));
}

static guint
count_people (CrmWindow *window)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return get_store (window) != NULL && crm_store_query (get_store (window), query, 0, ids, NULL) ? ids->len : 0;
}

static void
add_person (CrmWindow *window)
{
  g_autoptr (CrmRecord) person = new_person ("Reza");

  g_assert_true (crm_store_save (get_store (window), "Add Reza", person, NULL));
}

static GtkWidget *
open_dialog (CrmWindow *window)
{
  act (window, "backups", NULL);
  wait_for (find_dialog (CRM_TYPE_BACKUPS_DIALOG) != NULL);
  g_assert_cmpint (minimum_width (find_dialog (CRM_TYPE_BACKUPS_DIALOG)), <=, 360);

  return find_dialog (CRM_TYPE_BACKUPS_DIALOG);
}

/* Presses the button of the newest, and answers the question. */
static void
go_back (GtkWidget *dialog, const char *answer)
{
  g_signal_emit_by_name (find_button (dialog, "Go Back…"), "clicked");
  wait_for (find_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_signal_emit_by_name (find_button (find_dialog (ADW_TYPE_MESSAGE_DIALOG), answer), "clicked");
  wait_for (find_dialog (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

static void
test_go_back (void)
{
  g_autofree char *path = make_path ("back.crm");
  CrmWindow       *window = open_window_and_wait (path);
  GtkWidget       *dialog = open_dialog (window);

  g_assert_true (says (dialog, "There is none yet."));
  gtk_widget_activate_action (dialog, "backups.now", NULL);
  wait_for (find_button (dialog, "Go Back…") != NULL);
  g_assert_cmpuint (count_backups (path), ==, 1);
  add_person (window);
  wait_for (count_people (window) == 2);

  go_back (dialog, "Cancel");
  g_assert_cmpuint (count_people (window), ==, 2);
  go_back (dialog, "Go Back");
  wait_for (count_people (window) == 1);
  g_assert_null (find_dialog (CRM_TYPE_BACKUPS_DIALOG));
  g_assert_cmpuint (count_backups (path), ==, 2);

  /* The window goes on with what was put back. */
  add_person (window);
  add_person (window);
  wait_for (count_people (window) == 3);
  close_window (window);
}

/* In two windows: nobody's work is lost, and it is said why not. */
static void
test_two_windows (void)
{
  g_autofree char *path = make_path ("two.crm");
  CrmWindow       *window = open_window_and_wait (path);
  CrmWindow       *other = open_window_and_wait (path);
  GtkWidget       *dialog = open_dialog (window);

  gtk_widget_activate_action (dialog, "backups.now", NULL);
  wait_for (find_button (dialog, "Go Back…") != NULL);
  add_person (other);
  go_back (dialog, "Go Back");
  wait_for (says (window, "open in another window"));
  wait_for (count_people (window) == 2);
  add_person (other);
  wait_for (count_people (window) == 3);
  close_window (other);
  close_window (window);
}

static void
answer_passphrase (const char *passphrase, const char *again)
{
  GtkWidget *dialog;

  wait_for (find_dialog (CRM_TYPE_PASSPHRASE_DIALOG) != NULL);
  dialog = find_dialog (CRM_TYPE_PASSPHRASE_DIALOG);
  gtk_editable_set_text (find_titled (dialog, "Passphrase"), passphrase);
  if (again != NULL)
    gtk_editable_set_text (find_titled (dialog, "The Same Again"), again);
  gtk_widget_activate_action (dialog, "passphrase.accept", NULL);
}

/* The file stays until the passphrase is right and somebody has said yes. */
static void
test_locked (void)
{
  g_autofree char *path = make_path ("locked.crm");
  g_autofree char *copy = make_path ("copy.locked");
  g_autoptr (GFile) file = g_file_new_for_path (copy);
  g_autoptr (GFile) other = g_file_new_for_path (path);
  CrmWindow *window = open_window_and_wait (path);
  GtkWidget *dialog = open_dialog (window);

  g_assert_true (crm_locked_backup_make (path, file, "four words for now", NULL));
  add_person (window);
  wait_for (count_people (window) == 2);

  crm_backups_dialog_unlock (CRM_BACKUPS_DIALOG (dialog), other);
  g_assert_true (says (dialog, "no file that Customers has locked"));
  crm_backups_dialog_unlock (CRM_BACKUPS_DIALOG (dialog), file);
  answer_passphrase ("five words for now", NULL);
  wait_for (find_dialog (CRM_TYPE_PASSPHRASE_DIALOG) != NULL && says (find_dialog (CRM_TYPE_PASSPHRASE_DIALOG), "not the passphrase"));
  g_assert_cmpuint (count_people (window), ==, 2);
  answer_passphrase ("four words for now", NULL);
  wait_for (find_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_signal_emit_by_name (find_button (find_dialog (ADW_TYPE_MESSAGE_DIALOG), "Go Back"), "clicked");
  wait_for (count_people (window) == 1);
  close_window (window);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **passphrase = user_data;

  *passphrase = crm_passphrase_ask_finish (result, NULL);
}

/* A new one is typed twice, and is long enough to be worth it. */
static void
test_passphrase (void)
{
  g_autofree char *path = make_path ("phrase.crm");
  g_autofree char *passphrase = NULL;
  CrmWindow       *window = open_window_and_wait (path);

  crm_passphrase_ask_async (GTK_WIDGET (window), CRM_PASSPHRASE_LOCK_FILE, NULL, asked_cb, &passphrase);
  answer_passphrase ("needle", "needle");
  g_assert_true (says (find_dialog (CRM_TYPE_PASSPHRASE_DIALOG), "at least ten letters"));
  answer_passphrase ("چهار سوزن آبی", "چهار سوزن");
  g_assert_true (says (find_dialog (CRM_TYPE_PASSPHRASE_DIALOG), "The two are not the same"));
  g_assert_cmpint (minimum_width (find_dialog (CRM_TYPE_PASSPHRASE_DIALOG)), <=, 360);
  answer_passphrase ("چهار سوزن آبی", "چهار سوزن آبی");
  wait_for (passphrase != NULL);
  g_assert_cmpstr (passphrase, ==, "چهار سوزن آبی");
  wait_for (find_dialog (CRM_TYPE_PASSPHRASE_DIALOG) == NULL);
  close_window (window);
}

/* The page of what is wrong offers it. */
static void
test_damaged (void)
{
  g_autofree char *path = make_path ("damaged.crm");
  g_autofree char *made = NULL;
  CrmWindow       *window = open_window_and_wait (path);

  close_window (window);
  made = crm_snapshot_make (path, NULL, NULL);
  g_assert_nonnull (made);
  g_assert_true (g_file_set_contents (path, "Nothing is left of it.", -1, NULL));

  window = open_window (path);
  wait_for (find_widget (window, CRM_TYPE_PROBLEM_PAGE, TRUE) != NULL);
  g_assert_true (gtk_widget_get_mapped (find_button (window, "Go Back to a Backup…")));
  go_back (open_dialog (window), "Go Back");
  wait_for (count_people (window) == 1);
  close_window (window);
}

/* One a day, if it is wanted. */
static void
test_daily (void)
{
  g_autofree char *path = make_path ("daily.crm");
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  CrmWindow *window = open_window_and_wait (path);
  g_autoptr (GObject) daily = crm_daily_backup_new (crm_window_get_context (window));

  g_settings_set_boolean (settings, "daily-backups", FALSE);
  crm_daily_backup_check (CRM_DAILY_BACKUP (daily));
  settle ();
  g_assert_cmpuint (count_backups (path), ==, 0);

  g_settings_set_boolean (settings, "daily-backups", TRUE);
  crm_daily_backup_check (CRM_DAILY_BACKUP (daily));
  wait_for (count_backups (path) == 1);
  g_object_run_dispose (daily);
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/backups/go-back", test_go_back);
  g_test_add_func ("/backups/two-windows", test_two_windows);
  g_test_add_func ("/backups/locked", test_locked);
  g_test_add_func ("/backups/passphrase", test_passphrase);
  g_test_add_func ("/backups/damaged", test_damaged);
  g_test_add_func ("/backups/daily", test_daily);
  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */

  return status;
}
