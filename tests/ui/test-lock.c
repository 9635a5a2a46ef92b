/* The lock of the program: what hides, what shows again, and who may. */

#include "config.h"

#include "ui-testing.h"

#include "crm-app-lock.h"
#include "crm-clock.h"
#include "crm-lock-window.h"
#include "crm-password-hash.h"

#define START G_GINT64_CONSTANT (1742630400000000) /* 2025-03-22T08:00:00Z */

static GtkApplication *application;
static GSettings      *settings;
static char           *hash; /* of "1234" */

static GtkWindow *
new_window (GtkWindow *owner)
{
  GtkWindow *window = g_object_new (GTK_TYPE_WINDOW, "application", application, "transient-for", owner, "child", gtk_entry_new (), NULL);

  gtk_window_present (window);
  settle ();

  return window;
}

static gboolean
is_shown (GtkWindow *window)
{
  return gtk_widget_get_mapped (GTK_WIDGET (window));
}

static CrmLockWindow *
find_lock_window (void)
{
  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    {
      if (CRM_IS_LOCK_WINDOW (item->data) && is_shown (item->data))
        return item->data;
    }

  return NULL;
}

static void
try (const char *passphrase)
{
  GtkEditable *entry = find_widget (find_lock_window (), GTK_TYPE_TEXT, TRUE);

  gtk_editable_set_text (entry, passphrase);
  gtk_widget_activate_action (GTK_WIDGET (find_lock_window ()), "lock.unlock", NULL);
}

static void
test_without (void)
{
  g_autoptr (CrmAppLock) lock = NULL;
  GtkWindow *window;

  g_settings_reset (settings, "lock-hash");
  lock = crm_app_lock_new (application);
  window = new_window (NULL);
  crm_app_lock_lock (lock);
  crm_clock_set (START + 24 * G_TIME_SPAN_HOUR);
  crm_app_lock_look (lock);
  g_assert_false (crm_app_lock_is_locked (lock));
  g_assert_true (is_shown (window));
  gtk_window_destroy (window);
}

/* What was open is there again as it was, the dialog over its window. */
static void
test_lock (void)
{
  g_autoptr (CrmAppLock) lock = crm_app_lock_new (application);
  GtkWindow *window = new_window (NULL);
  GtkWindow *dialog = new_window (window);

  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_child (dialog)), "half a sentence");
  g_settings_set_string (settings, "lock-hash", hash);
  crm_app_lock_lock (lock);
  wait_for (find_lock_window () != NULL);
  g_assert_true (crm_app_lock_is_locked (lock));
  g_assert_false (is_shown (window));
  g_assert_false (is_shown (dialog));

  try ("4321");
  wait_for (gtk_widget_is_sensitive (find_widget (find_lock_window (), GTK_TYPE_TEXT, TRUE)));
  g_assert_true (crm_app_lock_is_locked (lock));
  g_assert_false (is_shown (window));

  try ("1234");
  wait_for (is_shown (window) && is_shown (dialog));
  g_assert_false (crm_app_lock_is_locked (lock));
  g_assert_null (find_lock_window ());
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_window_get_child (dialog))), ==, "half a sentence");
  g_assert_true (gtk_window_get_transient_for (dialog) == window);
  gtk_window_destroy (dialog);
  gtk_window_destroy (window);
}

/* From the start, and whatever is shown from outside. */
static void
test_start (void)
{
  g_autoptr (CrmAppLock) lock = NULL;
  GtkWindow *window, *other;

  g_settings_set_string (settings, "lock-hash", hash);
  lock = crm_app_lock_new (application);
  window = new_window (NULL);
  other = new_window (NULL);
  gtk_window_present (window);
  settle ();
  g_assert_false (is_shown (window));
  g_assert_false (is_shown (other));
  g_assert_nonnull (find_lock_window ());

  gtk_window_destroy (other);
  try ("1234");
  wait_for (is_shown (window));

  /* Nobody sees it any more, and the next window asks again. */
  gtk_window_destroy (window);
  g_assert_true (crm_app_lock_is_locked (lock));
  window = new_window (NULL);
  g_assert_false (is_shown (window));
  gtk_window_destroy (window);
  gtk_window_destroy (GTK_WINDOW (find_lock_window ()));
}

static void
test_patience (void)
{
  g_autoptr (CrmAppLock) lock = NULL;
  GtkWindow *window;

  g_settings_reset (settings, "lock-hash");
  crm_clock_set (START + 24 * G_TIME_SPAN_HOUR);
  lock = crm_app_lock_new (application);
  window = new_window (NULL);
  g_settings_set_string (settings, "lock-hash", hash);
  g_settings_set_string (settings, "lock-after", "15-minutes");
  /* The clock was a day ahead until now. */
  crm_clock_set (START);
  crm_app_lock_look (lock);
  crm_clock_set (START + 14 * G_TIME_SPAN_MINUTE);
  crm_app_lock_look (lock);
  g_assert_false (crm_app_lock_is_locked (lock));

  g_settings_set_string (settings, "lock-after", "never");
  crm_clock_set (START + 24 * G_TIME_SPAN_HOUR);
  crm_app_lock_look (lock);
  g_assert_false (crm_app_lock_is_locked (lock));

  g_settings_set_string (settings, "lock-after", "15-minutes");
  crm_app_lock_look (lock);
  g_assert_true (crm_app_lock_is_locked (lock));
  g_assert_false (is_shown (window));
  gtk_window_destroy (window);
  gtk_window_destroy (GTK_WINDOW (find_lock_window ()));
}

static void
test_guessing (void)
{
  g_autoptr (CrmAppLock) lock = NULL;
  GtkWindow *window;
  GtkWidget *entry;

  g_settings_set_string (settings, "lock-hash", hash);
  lock = crm_app_lock_new (application);
  window = new_window (NULL);
  entry = find_widget (find_lock_window (), GTK_TYPE_TEXT, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      try ("guess");
      wait_for (gtk_widget_is_sensitive (entry));
    }
  try ("guess");
  wait_for (says (find_lock_window (), "Wait a moment"));
  g_assert_false (gtk_widget_is_sensitive (entry));
  try ("1234");
  settle ();
  g_assert_true (crm_app_lock_is_locked (lock));
  gtk_window_destroy (window);
  gtk_window_destroy (GTK_WINDOW (find_lock_window ()));
}

static void
add (const char *name, void (*test) (void))
{
  g_autofree char *path = g_strconcat ("/lock/", name, NULL);

  g_test_add_func (path, test);
}

int
main (int argc, char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  crm_clock_set (START);
  settings = g_settings_new (CRM_APP_ID);
  hash = crm_password_hash_new ("1234", NULL);
  application = g_object_new (GTK_TYPE_APPLICATION, "application-id", "com.example.CrmLockTest", NULL);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  add ("without", test_without);
  add ("lock", test_lock);
  add ("start", test_start);
  add ("patience", test_patience);
  add ("guessing", test_guessing);

  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */
  g_object_unref (settings);
  g_free (hash);

  return status;
}
