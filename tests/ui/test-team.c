/* A file that Sara and Reza work with, seen by Sara on Thursday 20 March 2025. */

#include "config.h"

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-clock.h"
#include "crm-filter-bar.h"
#include "crm-format.h"
#include "crm-record-editor.h"
#include "crm-team-group.h"
#include "crm-team.h"
#include "crm-today-page.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef struct
{
  CrmTestFile file;
  GSettings  *settings;
  CrmContext *context;
  GtkWindow  *window;
  gint64      sara;
  gint64      reza;
} Fixture;

static gint64
add_user (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) user = crm_record_new ("user");

  crm_object_set_text (CRM_OBJECT (user), "name", name);
  crm_store_save (fixture->file.store, "Add", user, &error);
  g_assert_no_error (error);

  return crm_record_get_id (user);
}

static CrmRecord *
add_task (Fixture *fixture, const char *subject, gint64 owner)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *task = crm_record_new ("activity");

  g_object_set (task, "kind", "task", "subject", subject, "due", "2025-03-20", "owner", owner, NULL);
  crm_store_save (fixture->file.store, "Add", task, &error);
  g_assert_no_error (error);

  return task;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  crm_clock_set (crm_date_to_instant ((CrmDate){ 2025, 3, 20 }) + 12 * HOUR);
  crm_test_file_open (&fixture->file);
  fixture->settings = g_settings_new (CRM_APP_ID);
  g_settings_set_string (fixture->settings, "your-name", "Sara");
  g_settings_reset (fixture->settings, "today-everyone");
  fixture->sara = add_user (fixture, "Sara");
  fixture->reza = add_user (fixture, "Reza");
  fixture->context = crm_context_new ();
  crm_context_set_store (fixture->context, fixture->file.store);
}

static void
show (Fixture *fixture, gpointer widget)
{
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, 480, 600);
  gtk_window_set_child (fixture->window, widget);
  gtk_window_present (fixture->window);
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);
  settle ();
  g_clear_object (&fixture->context);
  crm_test_file_close (&fixture->file);
  g_settings_reset (fixture->settings, "your-name");
  g_settings_reset (fixture->settings, "today-everyone");
  g_clear_object (&fixture->settings);
  crm_clock_set (0);
}

static gboolean
lists (CrmTodayPage *page, const char *expected)
{
  GListModel *model = crm_today_list_get_model (crm_today_page_get_list (page));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (CrmObject) record = g_list_model_get_item (model, i);
      g_autofree char *title = crm_object_dup_title (record);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", title);
    }

  return g_str_equal (text->str, expected);
}

/* One's own day; everybody's where that is wanted; no such question where there is nobody else. */
static void
test_today (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) hers = add_task (fixture, "Hers", fixture->sara);
  g_autoptr (CrmRecord) his = add_task (fixture, "His", fixture->reza);
  g_autoptr (CrmRecord) free = add_task (fixture, "Free", CRM_UNSET);
  g_autoptr (GError) error = NULL;
  CrmTodayPage *page = CRM_TODAY_PAGE (crm_today_page_new (fixture->context));
  GtkWidget    *everyone;

  show (fixture, page);
  wait_for (lists (page, "Hers, Free"));
  everyone = find_button (page, "Everyone’s");
  g_assert_true (gtk_widget_get_mapped (everyone));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (everyone), TRUE);
  wait_for (lists (page, "Hers, His, Free"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (page, "Mine")), TRUE);
  wait_for (lists (page, "Hers, Free"));

  crm_store_delete (fixture->file.store, "Remove", &fixture->reza, 1, &error);
  g_assert_no_error (error);
  wait_for (lists (page, "Hers, His, Free"));
  g_assert_false (gtk_widget_get_mapped (everyone));
}

/* What somebody adds is theirs; what is somebody else's says so. */
static void
test_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) draft = crm_record_new ("deal");
  g_autoptr (CrmRecord) given = crm_record_new ("deal");
  g_autofree char *text = NULL;

  crm_object_set_integer (CRM_OBJECT (given), "owner", fixture->reza);
  crm_context_take_on (fixture->context, draft);
  crm_context_take_on (fixture->context, given);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (draft), "owner"), ==, fixture->sara);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (given), "owner"), ==, fixture->reza);
  g_assert_null (crm_format_owner (fixture->context, draft));
  text = crm_format_owner (fixture->context, given);
  g_assert_cmpstr (text, ==, "Owner: \u2068Reza\u2069");

  /* Whom the file does not know takes nothing on. */
  g_settings_set_string (fixture->settings, "your-name", "Ali");
  g_clear_object (&draft);
  draft = crm_record_new ("deal");
  crm_context_take_on (fixture->context, draft);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (draft), "owner"), ==, CRM_UNSET);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  CrmFilterBar    *bar = g_object_new (CRM_TYPE_FILTER_BAR, NULL);
  GtkWidget       *mine;
  g_autofree char *text = NULL;

  crm_filter_bar_set_context (bar, fixture->context, "person");
  show (fixture, bar);
  mine = find_button (bar, "Mine");
  g_assert_true (gtk_widget_get_mapped (mine));
  g_assert_false (crm_filter_bar_is_set (bar));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (mine), TRUE);
  text = crm_filter_bar_dup_text (bar);
  g_assert_cmpstr (text, ==, "owner = me");
  crm_filter_bar_set_text (bar, NULL);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (mine)));
  crm_filter_bar_set_text (bar, "owner = me");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (mine)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (mine), FALSE);
  g_assert_false (crm_filter_bar_is_set (bar));
}

static guint
count_users (Fixture *fixture)
{
  g_autoptr (CrmQuery) query = crm_query_new ("user");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (crm_store_query (fixture->file.store, query, 0, ids, NULL));

  return ids->len;
}

/* A new name of one's own is the same user; a name that is nobody's joins. */
static void
test_name (Fixture *fixture, gconstpointer data)
{
  CrmTeamGroup *group = g_object_new (CRM_TYPE_TEAM_GROUP, NULL);
  GtkWidget    *name;
  gint64        ali;

  crm_team_group_set_context (group, fixture->context);
  show (fixture, group);
  name = find_widget (group, ADW_TYPE_ENTRY_ROW, FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Sara");
  gtk_editable_set_text (GTK_EDITABLE (name), "Sara Ahmadi");
  g_signal_emit_by_name (name, "apply");
  wait_for (crm_context_get_me (fixture->context) == fixture->sara);
  g_assert_cmpuint (count_users (fixture), ==, 2);

  g_settings_set_string (fixture->settings, "your-name", "");
  gtk_editable_set_text (GTK_EDITABLE (name), "Ali");
  g_signal_emit_by_name (name, "apply");
  wait_for (count_users (fixture) == 3);
  ali = crm_team_find_me (fixture->file.store);
  g_assert_cmpint (ali, !=, 0);
  g_assert_cmpint (ali, !=, fixture->sara);
  wait_for (crm_context_get_me (fixture->context) == ali);
}

static void
test_users (Fixture *fixture, gconstpointer data)
{
  CrmTeamGroup *group = g_object_new (CRM_TYPE_TEAM_GROUP, NULL);
  gpointer      editor;

  crm_team_group_set_context (group, fixture->context);
  show (fixture, group);
  gtk_widget_activate_action (GTK_WIDGET (group), "team.add", NULL);
  wait_for ((editor = find_dialog (CRM_TYPE_RECORD_EDITOR)) != NULL);
  gtk_window_destroy (GTK_WINDOW (editor));

  g_signal_emit_by_name (find_widget (find_widget (group, ADW_TYPE_ACTION_ROW, FALSE), GTK_TYPE_BUTTON, TRUE), "clicked");
  wait_for (count_users (fixture) == 1);
  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for (count_users (fixture) == 2);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/team/today", test_today);
  add ("/team/owner", test_owner);
  add ("/team/filter", test_filter);
  add ("/team/name", test_name);
  add ("/team/users", test_users);

  return g_test_run ();
}
