/* A window and a server: adding it, what is told of it, and choosing between what two people changed. */

#include "config.h"

#include "shell-testing.h"

#include "crm-conflict-row.h"
#include "crm-fake-server.h"
#include "crm-remote-dialog.h"
#include "crm-remote-row.h"
#include "crm-remotes.h"
#include "crm-sync-line.h"
#include "crm-sync-page.h"

#include <adwaita.h>

#define OTHER "01900000-0000-7000-8000-000000000001"

typedef struct
{
  CrmFakeServer *server;
  CrmWindow     *window;
  char          *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("sync-%u.crm", g_random_int ());

  fixture->server = crm_fake_server_new ();
  fixture->path = make_path (name);
  fixture->window = open_window_and_wait (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_window (fixture->window);
  crm_fake_server_free (fixture->server);
  g_free (fixture->path);
}

static CrmContext *
get_context (Fixture *fixture)
{
  return crm_window_get_context (fixture->window);
}

static GtkWidget *
open_page (Fixture *fixture)
{
  act (fixture->window, "sync", NULL);

  return find_widget (fixture->window, CRM_TYPE_SYNC_PAGE, TRUE);
}

static GtkWidget *
get_line (Fixture *fixture)
{
  return find_widget (fixture->window, CRM_TYPE_SYNC_LINE, FALSE);
}

static GtkWidget *
open_add_dialog (Fixture *fixture)
{
  GtkWidget *page = open_page (fixture);

  gtk_widget_activate_action (find_titled (page, "Add a Server…"), "remotes.add", NULL);
  wait_for (find_dialog (CRM_TYPE_REMOTE_DIALOG) != NULL);
  g_assert_cmpint (minimum_width (find_dialog (CRM_TYPE_REMOTE_DIALOG)), <=, 360);

  return find_dialog (CRM_TYPE_REMOTE_DIALOG);
}

static void
fill (GtkWidget *dialog, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_titled (dialog, title)), text);
}

static void
press (gpointer root, const char *label)
{
  GtkWidget *button = find_button (root, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
add_server (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  crm_remotes_add (crm_context_get_store (get_context (fixture)), crm_fake_server_get_url (fixture->server), NULL, &error);
  g_assert_no_error (error);
  act (fixture->window, "sync-now", NULL);
  wait_for (says (get_line (fixture), "Up to date"));
}

static char *
find_person (Fixture *fixture)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) person = NULL;

  g_assert_true (crm_store_query (crm_context_get_store (get_context (fixture)), query, 1, ids, NULL));
  person = crm_store_get (crm_context_get_store (get_context (fixture)), g_array_index (ids, gint64, 0), NULL);

  return g_strdup (crm_record_get_uid (person));
}

static char *
dup_value (Fixture *fixture, const char *field)
{
  g_autofree char *uid = find_person (fixture);
  CrmStore        *store = crm_context_get_store (get_context (fixture));
  g_autoptr (CrmRecord) person = crm_store_get (store, crm_store_find_uid (store, uid), NULL);

  return g_strdup (crm_object_get_text (CRM_OBJECT (person), field));
}

static gboolean
has_value (Fixture *fixture, const char *field, const char *expected)
{
  g_autofree char *value = dup_value (fixture, field);

  return g_strcmp0 (value, expected) == 0;
}

static void
set_value (Fixture *fixture, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uid = find_person (fixture);
  CrmStore        *store = crm_context_get_store (get_context (fixture));
  g_autoptr (CrmRecord) person = crm_store_get (store, crm_store_find_uid (store, uid), NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (person);

  crm_object_set_text (CRM_OBJECT (draft), field, text);
  crm_store_save (store, "Edit", draft, &error);
  g_assert_no_error (error);
}

/* Nobody need know what a database is called, or that it was wrong, from a manual. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  GtkWidget       *dialog = open_add_dialog (fixture);
  const char      *url = crm_fake_server_get_url (fixture->server);
  g_autofree char *elsewhere = g_strconcat (url, "x", NULL);

  g_assert_false (gtk_widget_is_visible (get_line (fixture)));
  g_assert_false (gtk_widget_is_sensitive (find_button (dialog, "Add")));
  fill (dialog, "Address, as https://example.com/customers", "http://example.com/customers");
  press (dialog, "Add");
  g_assert_true (says (dialog, "begins with https://"));
  fill (dialog, "Address, as https://example.com/customers", "http://127.0.0.1:9/crm");
  press (dialog, "Add");
  wait_for (says (dialog, "was not reached"));
  fill (dialog, "Address, as https://example.com/customers", elsewhere);
  press (dialog, "Add");
  wait_for (says (dialog, "not on the server"));

  fill (dialog, "Address, as https://example.com/customers", url);
  press (dialog, "Add");
  wait_for (find_dialog (CRM_TYPE_REMOTE_DIALOG) == NULL);
  wait_for (says (get_line (fixture), "Up to date"));
  g_assert_true (gtk_widget_is_visible (get_line (fixture)));
  wait_for (find_widget (fixture->window, CRM_TYPE_REMOTE_ROW, TRUE) != NULL);
}

/* A password that no place keeps is used all the same, and that is said. */
static void
test_password (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = open_add_dialog (fixture);

  crm_fake_server_set_login (fixture->server, "sara", "right");
  fill (dialog, "Address, as https://example.com/customers", crm_fake_server_get_url (fixture->server));
  fill (dialog, "User name", "sara");
  fill (dialog, "Password", "wrong");
  press (dialog, "Add");
  wait_for (says (dialog, "did not accept the user name"));
  fill (dialog, "Password", "right");
  press (dialog, "Add");
  wait_for (find_dialog (CRM_TYPE_REMOTE_DIALOG) == NULL);
  wait_for (says (get_line (fixture), "Up to date"));
  wait_for (says (fixture->window, "no safe place for the password"));

  /* It is another now. */
  crm_fake_server_set_login (fixture->server, "sara", "other");
  act (fixture->window, "sync-now", NULL);
  wait_for (says (get_line (fixture), "Needs you: 1"));
  press (open_page (fixture), "Type the Password…");
  wait_for (find_dialog (CRM_TYPE_REMOTE_DIALOG) != NULL);
  fill (find_dialog (CRM_TYPE_REMOTE_DIALOG), "Password", "other");
  press (find_dialog (CRM_TYPE_REMOTE_DIALOG), "Log In");
  wait_for (says (get_line (fixture), "Up to date"));
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  add_server (fixture);
  page = open_page (fixture);
  crm_fake_server_set_status (fixture->server, 503);
  set_value (fixture, "nickname", "Mimi");
  wait_for (says (get_line (fixture), "Offline, 1 waiting"));
  wait_for (says (page, "Waiting to Be Sent"));
  wait_for (says (page, "Maryam") || says (page, "Mimi"));
  crm_fake_server_set_status (fixture->server, 0);
  press (page, "Sync Now");
  wait_for (says (get_line (fixture), "Up to date"));
  wait_for (says (page, "sent 1"));
}

static void
test_pause_and_leave (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  add_server (fixture);
  open_page (fixture);
  row = find_widget (fixture->window, CRM_TYPE_REMOTE_ROW, TRUE);
  gtk_widget_activate_action (row, "remote.pause", NULL);
  wait_for (says (get_line (fixture), "Paused"));
  gtk_widget_activate_action (row, "remote.pause", NULL);
  wait_for (says (get_line (fixture), "Up to date"));

  gtk_widget_activate_action (row, "remote.remove", NULL);
  wait_for (find_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  press (find_dialog (ADW_TYPE_MESSAGE_DIALOG), "Leave");
  wait_for (!gtk_widget_is_visible (get_line (fixture)));
  g_assert_null (find_widget (fixture->window, CRM_TYPE_REMOTE_ROW, FALSE));
}

/* Somebody else changes the same, while this one cannot know. */
static void
disagree (Fixture *fixture)
{
  g_autofree char *uid = find_person (fixture);
  g_autofree char *id = g_strconcat ("person:", uid, NULL);
  g_autofree char *revision = NULL;
  g_autofree char *body = NULL;
  CrmFakeCouch    *couch;

  set_value (fixture, "nickname", "Mimi");
  wait_for (says (get_line (fixture), "Offline, 1 waiting"));
  couch = crm_fake_server_lock (fixture->server);
  g_free (crm_fake_couch_get (couch, id, &revision));
  body = g_strdup ("{\"type\":\"person\",\"schema\":1,\"edit\":{\"dev\":\"z\",\"n\":100000,\"by\":\"Sara\"},\"f\":{\"given_name\":\"Maryam\",\"nickname\":\"Maro\"}}");
  g_free (crm_fake_couch_put (couch, id, revision, body));
  crm_fake_server_unlock (fixture->server);
  crm_fake_server_set_status (fixture->server, 0);
  act (fixture->window, "sync-now", NULL);
  wait_for (says (get_line (fixture), "Needs you: 1"));
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  add_server (fixture);
  crm_fake_server_set_status (fixture->server, 503);
  disagree (fixture);
  g_assert_true (has_value (fixture, "nickname", "Maro"));
  page = open_page (fixture);
  wait_for (find_widget (page, CRM_TYPE_CONFLICT_ROW, TRUE) != NULL);
  g_assert_true (says (page, "Nickname"));
  g_assert_true (says (page, "Maro"));
  g_assert_true (says (page, "Mimi"));
  g_assert_true (says (page, "Sara"));

  press (page, "Keep That");
  wait_for (has_value (fixture, "nickname", "Mimi"));
  wait_for (find_widget (page, CRM_TYPE_CONFLICT_ROW, FALSE) == NULL);
  wait_for (says (get_line (fixture), "Up to date"));

  act (fixture->window, "undo", NULL);
  wait_for (has_value (fixture, "nickname", "Maro"));
  wait_for (find_widget (page, CRM_TYPE_CONFLICT_ROW, TRUE) != NULL);
  press (page, "Keep This");
  wait_for (find_widget (page, CRM_TYPE_CONFLICT_ROW, FALSE) == NULL);
  g_assert_true (has_value (fixture, "nickname", "Maro"));
}

/* What others add is there by itself, and the line says how much. */
static void
test_news (Fixture *fixture, gconstpointer data)
{
  CrmFakeCouch *couch;

  add_server (fixture);
  couch = crm_fake_server_lock (fixture->server);
  g_free (crm_fake_couch_put (couch, "person:" OTHER, NULL, "{\"type\":\"person\",\"schema\":1,\"edit\":{\"dev\":\"z\",\"n\":1,\"by\":\"Sara\",\"title\":\"Add Farhad\"},\"f\":{\"given_name\":\"Farhad\"}}"));
  crm_fake_server_unlock (fixture->server);
  wait_for (says (get_line (fixture), "Up to date, 1 new"));
  g_signal_emit_by_name (gtk_widget_get_first_child (get_line (fixture)), "clicked");
  wait_for (says (fixture->window, "Add Farhad"));
  wait_for (!says (get_line (fixture), "1 new"));
}

static gint64
add_user (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) user = crm_record_new ("user");

  crm_object_set_text (CRM_OBJECT (user), "name", name);
  crm_store_save (crm_context_get_store (get_context (fixture)), "Add", user, &error);
  g_assert_no_error (error);

  return crm_record_get_id (user);
}

/* Work that a colleague hands over is told of, once; one's own is not. */
static void
test_handover (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  CrmStore *store = crm_context_get_store (get_context (fixture));
  gint64    sara;
  g_autoptr (CrmRecord) me = NULL;
  g_autofree char *body = NULL;
  CrmFakeCouch    *couch;

  g_settings_set_string (settings, "your-name", "Sara");
  sara = add_user (fixture, "Sara");
  add_user (fixture, "Reza");
  wait_for (crm_context_get_me (get_context (fixture)) == sara);
  add_server (fixture);
  me = crm_store_get (store, sara, NULL);
  body = g_strdup_printf ("{\"type\":\"activity\",\"schema\":1,\"edit\":{\"dev\":\"z\",\"n\":1,\"by\":\"Reza\",\"title\":\"Add\"},"
                          "\"f\":{\"kind\":\"task\",\"subject\":\"Call Farhad\",\"due\":\"2025-03-20\",\"owner\":\"%s\"}}",
                          crm_record_get_uid (me));
  couch = crm_fake_server_lock (fixture->server);
  g_free (crm_fake_couch_put (couch, "activity:" OTHER, NULL, body));
  crm_fake_server_unlock (fixture->server);
  wait_for (says (fixture->window, "Reza gave you “Call Farhad”"));
  g_settings_reset (settings, "your-name");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add ("/ui/sync/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/ui/sync/password", Fixture, NULL, set_up, test_password, tear_down);
  g_test_add ("/ui/sync/offline", Fixture, NULL, set_up, test_offline, tear_down);
  g_test_add ("/ui/sync/pause-and-leave", Fixture, NULL, set_up, test_pause_and_leave, tear_down);
  g_test_add ("/ui/sync/conflict", Fixture, NULL, set_up, test_conflict, tear_down);
  g_test_add ("/ui/sync/news", Fixture, NULL, set_up, test_news, tear_down);

  g_test_add ("/ui/sync/handover", Fixture, NULL, set_up, test_handover, tear_down);

  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */

  return status;
}
