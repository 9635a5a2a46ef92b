/* The palette of Ctrl+K, in a whole window with the product's own pages, by keys. */

#include "config.h"

#include "ui-testing.h"

#include "crm-application.h"
#include "crm-contact-point.h"
#include "crm-directory-list.h"
#include "crm-directory-page.h"
#include "crm-hit-row.h"
#include "crm-palette.h"
#include "crm-record-editor.h"
#include "crm-tagging.h"
#include "crm-timeline-view.h"

#include <string.h>

static CrmApplication *application;

typedef struct
{
  CrmWindow  *window;
  CrmContext *context;
  CrmStore   *store;
  GtkWindow  *palette;
} Fixture;

static void
save (CrmStore *store, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (store, "Add", record, &error);
  g_assert_no_error (error);
}

static void
add_person (CrmStore *store, const char *given, const char *family, const char *phone, gint64 tag)
{
  g_autoptr (CrmRecord) person = new_person (given);

  crm_object_set_text (CRM_OBJECT (person), "family_name", family);
  if (phone != NULL)
    crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("phone", "mobile", phone, "IR"));
  else
    crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("email", "work", "desk@example.com", NULL));
  if (tag != 0)
    crm_object_add_item (CRM_OBJECT (person), "tags", g_object_new (CRM_TYPE_TAGGING, "tag", tag, NULL));
  save (store, person);
}

static void
fill (CrmStore *store)
{
  g_autoptr (CrmRecord) tag = crm_record_new ("tag");
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");
  g_autoptr (CrmRecord) note = crm_record_new ("activity");

  crm_object_set_text (CRM_OBJECT (tag), "name", "Wholesale silk");
  save (store, tag);
  g_object_set (view, "name", "Quiet friends", "record_type", "person", "filter", "given_name = Maryam", NULL);
  save (store, view);
  g_object_set (note, "kind", "note", "body", "First line\nAsked about velvet curtains", NULL);
  save (store, note);
  add_person (store, "مريم", "احمدی", "+989123456789", crm_record_get_id (tag));
  add_person (store, "Maryam", "Stone", NULL, 0);
  add_person (store, "Ben", "Stone", NULL, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static guint     n_files;
  g_autofree char *name = g_strdup_printf ("palette-%u.crm", n_files++);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  store = crm_store_create (path, &error);
  g_assert_no_error (error);
  fill (store);
  g_clear_object (&store);

  fixture->window = crm_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  crm_window_open_path (fixture->window, path);
  fixture->context = crm_window_get_context (fixture->window);
  wait_for (crm_context_get_store (fixture->context) != NULL);
  fixture->store = crm_context_get_store (fixture->context);
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
}

static void
open_palette (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "find", NULL);
  wait_for ((fixture->palette = find_dialog (CRM_TYPE_PALETTE)) != NULL);
  settle ();
}

static GtkEditable *
get_entry (Fixture *fixture)
{
  return find_widget (fixture->palette, GTK_TYPE_SEARCH_ENTRY, FALSE);
}

/* What the entry does with a key before it types it. */
static void
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (get_entry (fixture)));
  gboolean done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!done && GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &done);
    }
  g_assert_true (done);
}

static CrmHit *
get_hit (Fixture *fixture, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (find_widget (fixture->palette, GTK_TYPE_LIST_BOX, FALSE), index);

  return row != NULL ? crm_hit_row_get_hit (CRM_HIT_ROW (row)) : NULL;
}

static gboolean
shows (Fixture *fixture, int index, CrmHitGroup group, const char *title)
{
  CrmHit *hit = get_hit (fixture, index);

  return hit != NULL && hit->group == group && strstr (hit->title, title) != NULL;
}

static gboolean
is_chosen (Fixture *fixture, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (find_widget (fixture->palette, GTK_TYPE_LIST_BOX, FALSE));

  return row != NULL && gtk_list_box_row_get_index (row) == index;
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (get_entry (fixture), text);
}

static CrmDirectoryPage *
get_people (Fixture *fixture)
{
  return find_widget (fixture->window, CRM_TYPE_DIRECTORY_PAGE, TRUE);
}

static gboolean
is_open (Fixture *fixture, const char *given_name)
{
  CrmDirectoryPage *page = get_people (fixture);
  CrmRecord        *record = page != NULL ? crm_directory_view_get_open (crm_directory_page_get_view (page)) : NULL;

  return record != NULL && g_strcmp0 (crm_object_get_text (CRM_OBJECT (record), "given_name"), given_name) == 0;
}

/* Whether that is the only one in the list. */
static gboolean
lists_one (Fixture *fixture, const char *given_name)
{
  CrmDirectoryList *list = find_widget (fixture->window, CRM_TYPE_DIRECTORY_LIST, TRUE);
  GListModel       *records = list != NULL ? crm_directory_list_get_records (list) : NULL;
  g_autoptr (CrmObject) record = NULL;

  if (records == NULL || g_list_model_get_n_items (records) != 1)
    return FALSE;

  record = g_list_model_get_item (records, 0);
  return g_strcmp0 (crm_object_get_text (record, "given_name"), given_name) == 0;
}

/* Typed with the Persian letters where the file has Arabic ones. */
static void
test_person (Fixture *fixture, gconstpointer data)
{
  open_palette (fixture);
  g_assert_true (gtk_window_get_focus (fixture->palette) != NULL && gtk_widget_is_ancestor (gtk_window_get_focus (fixture->palette), GTK_WIDGET (get_entry (fixture))));
  type (fixture, "مری");
  wait_for (shows (fixture, 0, CRM_HIT_PERSON, "مريم"));
  g_assert_true (is_chosen (fixture, 0));
  press (fixture, GDK_KEY_Return, 0);
  wait_for (is_open (fixture, "مريم"));
  wait_for (find_dialog (CRM_TYPE_PALETTE) == NULL);

  /* It is the first that is offered next time. */
  open_palette (fixture);
  g_assert_true (shows (fixture, 0, CRM_HIT_RECENT, "مريم"));
  g_assert_true (shows (fixture, 1, CRM_HIT_PAGE, "Today"));
}

/* Whoever is quicker than the file gets what was typed, not what stood there before. */
static void
test_quick (Fixture *fixture, gconstpointer data)
{
  open_palette (fixture);
  type (fixture, "ben");
  press (fixture, GDK_KEY_Return, 0);
  wait_for (is_open (fixture, "Ben"));
}

static void
test_choice (Fixture *fixture, gconstpointer data)
{
  open_palette (fixture);
  type (fixture, "stone");
  wait_for (shows (fixture, 1, CRM_HIT_PERSON, "Maryam"));
  press (fixture, GDK_KEY_Down, 0);
  g_assert_true (is_chosen (fixture, 1));
  press (fixture, GDK_KEY_Down, 0);
  g_assert_true (is_chosen (fixture, 1));
  press (fixture, GDK_KEY_Up, 0);
  g_assert_true (is_chosen (fixture, 0));
  type (fixture, "nobody is called so");
  wait_for (get_hit (fixture, 0) == NULL);
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  open_palette (fixture);
  type (fixture, "> tomorrow");
  g_assert_null (get_hit (fixture, 0));
  type (fixture, "> import");
  g_assert_true (shows (fixture, 0, CRM_HIT_ACTION, "Import"));
  g_assert_null (get_hit (fixture, 1));
  type (fixture, "> redo");
  g_assert_null (get_hit (fixture, 0)); /* cannot be done now */
  type (fixture, "new person");
  wait_for (shows (fixture, 0, CRM_HIT_ACTION, "New person"));
  press (fixture, GDK_KEY_Return, 0);
  wait_for (find_dialog (CRM_TYPE_RECORD_EDITOR) != NULL);
}

/* What can be done with who is open is there only while somebody is. */
static void
test_first_action (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  open_palette (fixture);
  type (fixture, "> log");
  g_assert_null (get_hit (fixture, 0));
  type (fixture, "ben");
  wait_for (shows (fixture, 0, CRM_HIT_PERSON, "Ben"));
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  wait_for (is_open (fixture, "Ben"));
  wait_for ((focus = gtk_window_get_focus (GTK_WINDOW (fixture->window))) != NULL && gtk_widget_get_ancestor (focus, CRM_TYPE_TIMELINE_VIEW) != NULL);
  wait_for (find_dialog (CRM_TYPE_PALETTE) == NULL);

  open_palette (fixture);
  type (fixture, "> log");
  g_assert_true (shows (fixture, 0, CRM_HIT_ACTION, "Log a call"));
}

static void
test_view_and_tag (Fixture *fixture, gconstpointer data)
{
  open_palette (fixture);
  type (fixture, "quiet");
  wait_for (shows (fixture, 0, CRM_HIT_VIEW, "Quiet friends"));
  press (fixture, GDK_KEY_Return, 0);
  wait_for (get_people (fixture) != NULL && lists_one (fixture, "Maryam"));
  wait_for (find_dialog (CRM_TYPE_PALETTE) == NULL);

  open_palette (fixture);
  type (fixture, "silk");
  wait_for (shows (fixture, 0, CRM_HIT_TAG, "Wholesale silk"));
  press (fixture, GDK_KEY_Return, 0);
  wait_for (lists_one (fixture, "مريم"));
  g_assert_null (crm_directory_view_get_open (crm_directory_page_get_view (get_people (fixture))));
}

static void
test_notes (Fixture *fixture, gconstpointer data)
{
  open_palette (fixture);
  type (fixture, "velvet");
  wait_for (shows (fixture, 0, CRM_HIT_EVENT, "Asked about velvet curtains"));
}

/* Who was not found by name is shown with what they were found by. */
static void
test_reason (Fixture *fixture, gconstpointer data)
{
  open_palette (fixture);
  type (fixture, "ben");
  wait_for (shows (fixture, 0, CRM_HIT_PERSON, "Ben"));
  g_assert_true (get_hit (fixture, 0)->about == NULL || *get_hit (fixture, 0)->about == '\0');
  type (fixture, "desk@exam");
  wait_for (shows (fixture, 0, CRM_HIT_PERSON, "Ben") && get_hit (fixture, 0)->about != NULL && strstr (get_hit (fixture, 0)->about, "desk@example.com") != NULL);
}

static void
test_phone (Fixture *fixture, gconstpointer data)
{
  GtkWidget *editor;

  open_palette (fixture);
  type (fixture, "۰۰۹۸۹۱۲۳۴۵۶۷۸۹");
  wait_for (shows (fixture, 0, CRM_HIT_ACTION, "مريم"));
  type (fixture, "+98 912 000 0000");
  wait_for (shows (fixture, 0, CRM_HIT_ACTION, "New person with this number"));
  press (fixture, GDK_KEY_Return, 0);
  wait_for ((editor = find_dialog (CRM_TYPE_RECORD_EDITOR)) != NULL);
  wait_for (find_dialog (CRM_TYPE_PALETTE) == NULL);

  open_palette (fixture);
  type (fixture, "123 45");
  wait_for (!shows (fixture, 0, CRM_HIT_ACTION, "New person with this number"));
  type (fixture, "+98 912 345 6789");
  press (fixture, GDK_KEY_Return, 0);
  wait_for (is_open (fixture, "مريم"));
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  open_palette (fixture);
  g_assert_cmpint (minimum_width (fixture->palette), <=, 360);
  type (fixture, "mar");
  g_signal_emit_by_name (get_entry (fixture), "stop-search");
  wait_for (find_dialog (CRM_TYPE_PALETTE) == NULL);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  add ("/palette/person", test_person);
  add ("/palette/quick", test_quick);
  add ("/palette/choice", test_choice);
  add ("/palette/actions", test_actions);
  add ("/palette/first-action", test_first_action);
  add ("/palette/view-and-tag", test_view_and_tag);
  add ("/palette/notes", test_notes);
  add ("/palette/reason", test_reason);
  add ("/palette/phone", test_phone);
  add ("/palette/escape", test_escape);
  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */

  return status;
}
