/* The pages of people and companies, as somebody uses them: add, find, edit in place, undo, delete. */

#include "config.h"

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-companies-page.h"
#include "crm-directory-list.h"
#include "crm-fact-row.h"
#include "crm-facts.h"
#include "crm-people-page.h"
#include "crm-profile.h"
#include "crm-record-editor.h"
#include "crm-record-list.h"
#include "crm-related-list.h"
#include "crm-tag-chips.h"

typedef struct
{
  CrmTestFile file;
  CrmContext *context;
  GtkWidget  *page;
  GtkWindow  *window;
  char       *undo_title; /* of the last toast that offered Undo */
  CrmRecord  *opened;     /* what was last asked to be shown */
} Fixture;

/* One for all tests: GTK 4.8 still wants to show the tooltip of a window that has been destroyed. */
static GtkWindow *
get_window (void)
{
  static GtkWindow *window;

  if (window == NULL)
    window = GTK_WINDOW (gtk_window_new ());

  return window;
}

static void
toast_cb (CrmContext *context, const char *text, const char *undo_title, Fixture *fixture)
{
  g_free (fixture->undo_title);
  fixture->undo_title = g_strdup (undo_title);
}

static void
open_cb (CrmContext *context, CrmRecord *record, Fixture *fixture)
{
  g_set_object (&fixture->opened, record);
}

static void
show_page (Fixture *fixture, GtkWidget *page, int width)
{
  fixture->page = page;
  gtk_window_set_default_size (fixture->window, width, 640);
  gtk_window_set_child (fixture->window, page);
  gtk_window_present (fixture->window);
  wait_for (gtk_widget_get_width (page) > 0 && ABS (gtk_widget_get_width (page) - width) < 20);
  settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  crm_test_file_open (&fixture->file);
  fixture->context = crm_context_new ();
  fixture->window = get_window ();
  g_signal_connect (fixture->context, "toast", G_CALLBACK (toast_cb), fixture);
  g_signal_connect (fixture->context, "open", G_CALLBACK (open_cb), fixture);
  crm_context_set_store (fixture->context, fixture->file.store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_child (fixture->window, NULL);
  settle ();
  g_signal_handlers_disconnect_by_data (fixture->context, fixture);
  crm_context_set_store (fixture->context, NULL);
  g_clear_object (&fixture->opened);
  g_clear_object (&fixture->context);
  g_clear_pointer (&fixture->undo_title, g_free);
  settle ();
  crm_test_file_close (&fixture->file);
}

static CrmDirectoryList *
get_list (Fixture *fixture)
{
  return find_widget (fixture->page, CRM_TYPE_DIRECTORY_LIST, FALSE);
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (crm_directory_list_get_records (get_list (fixture)));
}

static char *
dup_titles (Fixture *fixture)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  GListModel *records = crm_directory_list_get_records (get_list (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (CrmObject) record = g_list_model_get_item (records, i);
      g_autofree char *title = crm_object_dup_title (record);

      g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", title);
    }

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static gboolean
lists (Fixture *fixture, const char *expected)
{
  g_autofree char *titles = dup_titles (fixture);

  return g_str_equal (titles, expected);
}

static gpointer
find_titled (gpointer root, const char *title)
{
  gpointer found = ADW_IS_PREFERENCES_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (root), title) == 0 ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_titled (child, title);

  return found;
}

static gboolean
says (gpointer root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_visible (root) && strstr (gtk_label_get_text (root), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (says (child, text))
        return TRUE;
    }

  return FALSE;
}

static GtkWindow *
find_editor (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (CRM_IS_RECORD_EDITOR (window))
        return window;
    }

  return NULL;
}

static CrmRecord *
get_open (Fixture *fixture)
{
  return crm_directory_page_get_open (CRM_DIRECTORY_PAGE (fixture->page));
}

static void
add_person (Fixture *fixture, const char *given, const char *family, const char *lifecycle)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", given);
  crm_object_set_text (CRM_OBJECT (person), "family_name", family);
  crm_object_set_text (CRM_OBJECT (person), "lifecycle", lifecycle);
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
}

static void
open_first (Fixture *fixture)
{
  g_autoptr (CrmRecord) record = g_list_model_get_item (crm_directory_list_get_records (get_list (fixture)), 0);

  crm_page_open (CRM_PAGE (fixture->page), record);
  settle ();
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  crm_store_undo (fixture->file.store, NULL, &error);
  g_assert_no_error (error);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  GtkWindow *editor;

  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  g_assert_true (says (fixture->page, "No People Yet"));

  crm_page_create (CRM_PAGE (fixture->page));
  editor = find_editor ();
  g_assert_nonnull (editor);
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  settle ();
  g_assert_true (find_editor () == editor);
  g_assert_true (says (editor, "needs a name"));

  gtk_editable_set_text (find_titled (editor, "First name"), "Maryam");
  gtk_editable_set_text (find_titled (editor, "Last name"), "Ahmadi");
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  wait_for (count_rows (fixture) == 1 && get_open (fixture) != NULL);
  g_assert_null (find_editor ());
  g_assert_true (lists (fixture, "Maryam Ahmadi"));
  g_assert_true (says (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "Maryam Ahmadi"));
  g_assert_nonnull (fixture->undo_title);

  undo (fixture);
  wait_for (count_rows (fixture) == 0 && get_open (fixture) == NULL);
  g_assert_true (says (fixture->page, "No People Yet"));
}

static CrmFactRow *
find_fact (Fixture *fixture, const char *field)
{
  GtkWidget *row = find_widget (find_widget (fixture->page, CRM_TYPE_FACTS, FALSE), CRM_TYPE_FACT_ROW, FALSE);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (g_str_equal (crm_fact_row_get_field (CRM_FACT_ROW (row))->name, field))
        return CRM_FACT_ROW (row);
    }

  return NULL;
}

static const char *
get_phone (Fixture *fixture)
{
  GPtrArray *points = crm_object_get_items (CRM_OBJECT (get_open (fixture)), "contact_points");

  return points != NULL ? crm_object_get_text (g_ptr_array_index (points, 0), "value") : NULL;
}

static void
test_edit_in_place (Fixture *fixture, gconstpointer data)
{
  CrmFacts   *facts;
  CrmFactRow *row;

  add_person (fixture, "Sam", "Reed", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  facts = find_widget (fixture->page, CRM_TYPE_FACTS, FALSE);
  g_assert_null (find_fact (fixture, "contact_points"));

  crm_facts_edit_field (facts, "contact_points");
  row = find_fact (fixture, "contact_points");
  adw_combo_row_set_selected (find_titled (row, "Kind"), 1);
  gtk_editable_set_text (find_titled (row, "Value"), "021 8877 6655");
  crm_fact_row_finish (row);
  wait_for (get_phone (fixture) != NULL);
  settle ();
  g_assert_cmpstr (get_phone (fixture), ==, "021 8877 6655");
  g_assert_true (find_fact (fixture, "contact_points") == row);
  g_assert_false (crm_fact_row_is_editing (row));

  /* The focus leaving is enough. */
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row)), "row-activated", row);
  g_assert_true (crm_fact_row_is_editing (row));
  gtk_widget_grab_focus (find_titled (row, "Value"));
  gtk_editable_set_text (find_titled (row, "Value"), "021 1111 2222");
  gtk_widget_grab_focus (GTK_WIDGET (get_list (fixture)));
  gtk_window_set_focus (fixture->window, NULL);
  wait_for (g_str_equal (get_phone (fixture), "021 1111 2222"));

  undo (fixture);
  wait_for (g_str_equal (get_phone (fixture), "021 8877 6655"));
  undo (fixture);
  wait_for (get_phone (fixture) == NULL);
  crm_fact_row_finish (row);
  wait_for (find_fact (fixture, "contact_points") == NULL);
}

static void
test_simple_fact (Fixture *fixture, gconstpointer data)
{
  CrmObject  *person;
  CrmFactRow *row;

  add_person (fixture, "Sam", "Reed", "lead");
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  person = CRM_OBJECT (get_open (fixture));
  row = find_fact (fixture, "lifecycle");
  g_assert_true (says (row, "Lead"));
  crm_fact_row_edit (row);
  adw_combo_row_set_selected (find_titled (row, "Life cycle"), 5);
  crm_fact_row_finish (row);
  wait_for (g_strcmp0 (crm_object_get_text (person, "lifecycle"), "loyal") == 0);
  wait_for (says (row, "Loyal customer"));

  crm_facts_edit_field (find_widget (fixture->page, CRM_TYPE_FACTS, FALSE), "given_name");
  row = find_fact (fixture, "given_name");
  gtk_editable_set_text (find_titled (row, "First name"), "Samuel");
  crm_fact_row_finish (row);
  wait_for (says (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "Samuel Reed"));
  wait_for (find_fact (fixture, "given_name") == NULL);
}

/* One of a kind is preferred: the mark moves. */
static void
test_preferred (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  GPtrArray  *points;
  CrmFactRow *second;

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Sam");
  for (int i = 0; i < 2; i++)
    {
      CrmItem *point = crm_contact_point_new ("phone", NULL, i == 0 ? "111" : "222", NULL);

      crm_object_set_integer (CRM_OBJECT (point), "preferred", i == 0 ? 1 : CRM_UNSET);
      crm_object_add_item (CRM_OBJECT (person), "contact_points", point);
    }
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);

  second = CRM_FACT_ROW (gtk_widget_get_next_sibling (GTK_WIDGET (find_fact (fixture, "contact_points"))));
  crm_fact_row_edit (second);
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (find_titled (second, "Preferred"))), TRUE);
  crm_fact_row_finish (second);
  wait_for ((points = crm_object_get_items (CRM_OBJECT (get_open (fixture)), "contact_points")) != NULL && crm_object_get_boolean (g_ptr_array_index (points, 1), "preferred"));
  g_assert_false (crm_object_get_boolean (g_ptr_array_index (points, 0), "preferred"));
}

static void
test_search_filter_sort (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *lifecycle;

  add_person (fixture, "Cyrus", "Moradi", "lead");
  add_person (fixture, "Ada", "Byron", "loyal");
  add_person (fixture, "Bahar", "Moradi", "loyal");
  show_page (fixture, crm_people_page_new (fixture->context), 500);
  g_assert_false (crm_directory_list_is_table (get_list (fixture)));
  g_assert_true (lists (fixture, "Ada Byron, Bahar Moradi, Cyrus Moradi"));

  crm_page_search (CRM_PAGE (fixture->page), "mora");
  wait_for (lists (fixture, "Bahar Moradi, Cyrus Moradi"));
  lifecycle = GTK_DROP_DOWN (gtk_widget_get_next_sibling (find_widget (get_list (fixture), GTK_TYPE_DROP_DOWN, FALSE)));
  gtk_drop_down_set_selected (lifecycle, 5);
  wait_for (lists (fixture, "Bahar Moradi"));
  crm_page_search (CRM_PAGE (fixture->page), "nobody");
  wait_for (count_rows (fixture) == 0 && says (fixture->page, "Nothing Found"));
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.clear", NULL);
  wait_for (count_rows (fixture) == 3);

  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.sort", "s", "newest");
  wait_for (lists (fixture, "Bahar Moradi, Ada Byron, Cyrus Moradi"));
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.sort", "s", "name");
  wait_for (lists (fixture, "Ada Byron, Bahar Moradi, Cyrus Moradi"));
}

/* In the table, the heads of the columns sort, both ways, and show what the menu chose. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *grid;
  g_autoptr (GtkColumnViewColumn) name = NULL;
  g_autoptr (GtkColumnViewColumn) lifecycle = NULL;
  g_autofree char *sort = NULL;

  add_person (fixture, "Ada", "Byron", "loyal");
  add_person (fixture, "Cyrus", "Moradi", "lead");
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  wait_for (crm_directory_list_is_table (get_list (fixture)));
  grid = find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (grid)), ==, 6);
  name = g_list_model_get_item (gtk_column_view_get_columns (grid), 0);
  lifecycle = g_list_model_get_item (gtk_column_view_get_columns (grid), 4);

  gtk_column_view_sort_by_column (grid, name, GTK_SORT_DESCENDING);
  wait_for (lists (fixture, "Cyrus Moradi, Ada Byron"));
  gtk_column_view_sort_by_column (grid, name, GTK_SORT_ASCENDING);
  wait_for (lists (fixture, "Ada Byron, Cyrus Moradi"));
  gtk_column_view_sort_by_column (grid, lifecycle, GTK_SORT_ASCENDING);
  wait_for (lists (fixture, "Cyrus Moradi, Ada Byron"));
  g_object_get (get_list (fixture), "sort", &sort, NULL);
  g_assert_cmpstr (sort, ==, "lifecycle");
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection;

  add_person (fixture, "Ada", "Byron", NULL);
  add_person (fixture, "Bahar", "Moradi", NULL);
  add_person (fixture, "Cyrus", "Moradi", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 500);
  selection = crm_directory_list_get_selection (get_list (fixture));

  gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_selection_model_select_item (selection, 2, FALSE);
  g_assert_true (says (get_list (fixture), "2"));
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.delete", NULL);
  wait_for (lists (fixture, "Bahar Moradi") && fixture->undo_title != NULL);
  g_assert_nonnull (strstr (fixture->undo_title, "people"));
  undo (fixture);
  wait_for (lists (fixture, "Ada Byron, Bahar Moradi, Cyrus Moradi"));

  gtk_selection_model_select_all (selection);
  g_assert_true (gtk_selection_model_is_selected (selection, 2));
  gtk_selection_model_unselect_item (selection, 1);
  g_assert_false (gtk_selection_model_is_selected (selection, 1));
  g_assert_true (gtk_selection_model_is_selected (selection, 0));

  open_first (fixture);
  gtk_widget_activate_action (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "profile.delete", NULL);
  wait_for (count_rows (fixture) == 2 && get_open (fixture) == NULL);
}

static gint64
add_tag (Fixture *fixture, const char *name)
{
  g_autoptr (CrmRecord) tag = crm_record_new ("tag");

  crm_object_set_text (CRM_OBJECT (tag), "name", name);
  g_assert_true (crm_store_save (fixture->file.store, "Add", tag, NULL));

  return crm_record_get_id (tag);
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  gint64       silk = add_tag (fixture, "silk");
  CrmTagChips *chips;
  GtkDropDown *filter;

  add_person (fixture, "Ada", "Byron", NULL);
  add_person (fixture, "Bahar", "Moradi", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 500);
  open_first (fixture);
  chips = find_widget (fixture->page, CRM_TYPE_TAG_CHIPS, FALSE);
  crm_tag_chips_add (chips, silk);
  wait_for (says (chips, "silk"));
  crm_tag_chips_add (chips, silk);
  settle ();
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (get_open (fixture)), "tags")->len, ==, 1);

  filter = find_widget (get_list (fixture), GTK_TYPE_DROP_DOWN, FALSE);
  gtk_drop_down_set_selected (filter, 1);
  wait_for (lists (fixture, "Ada Byron"));
  crm_tag_chips_remove (chips, silk);
  wait_for (count_rows (fixture) == 0);
}

static void
test_company (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  CrmItem        *affiliation = g_object_new (CRM_TYPE_AFFILIATION, NULL);
  CrmRelatedList *people;
  GtkWidget      *row;

  crm_object_set_text (CRM_OBJECT (company), "name", "Atlas Fabrics");
  g_assert_true (crm_store_save (fixture->file.store, "Add", company, NULL));
  crm_object_set_text (CRM_OBJECT (person), "given_name", "Maryam");
  crm_object_set_integer (CRM_OBJECT (affiliation), "company", crm_record_get_id (company));
  crm_object_set_text (CRM_OBJECT (affiliation), "role", "Buyer");
  crm_object_add_item (CRM_OBJECT (person), "affiliations", affiliation);
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));

  show_page (fixture, crm_companies_page_new (fixture->context), 1000);
  g_assert_true (lists (fixture, "Atlas Fabrics"));
  open_first (fixture);
  people = find_widget (fixture->page, CRM_TYPE_RELATED_LIST, FALSE);
  wait_for (g_list_model_get_n_items (crm_related_list_get_records (people)) == 1);
  row = find_widget (people, ADW_TYPE_ACTION_ROW, FALSE);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpint (crm_record_get_id (fixture->opened), ==, crm_record_get_id (person));

  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  g_assert_true (says (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "Buyer"));
  g_signal_emit_by_name (find_widget (find_fact (fixture, "affiliations"), GTK_TYPE_BUTTON, FALSE), "clicked");
  g_assert_cmpint (crm_record_get_id (fixture->opened), ==, crm_record_get_id (company));
}

/* On a narrow window the detail hides the list, and Back shows it again. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, "Ada", "Byron", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 370);
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
  g_assert_false (crm_page_go_back (CRM_PAGE (fixture->page)));
  open_first (fixture);
  wait_for (!gtk_widget_get_mapped (GTK_WIDGET (get_list (fixture))));
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
  crm_facts_edit_field (find_widget (fixture->page, CRM_TYPE_FACTS, FALSE), "addresses");
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
  g_assert_true (crm_page_go_back (CRM_PAGE (fixture->page)));
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (get_list (fixture))));
  g_assert_null (get_open (fixture));
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_POPOVER (child) && has_text (child))
        return TRUE;
    }

  return FALSE;
}

/* A button without words says what it does in its tooltip; a reader of the screen is told the same by its label. */
static void
check_names (GtkWidget *widget)
{
  gboolean is_button = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget);
  gboolean is_inner = gtk_widget_get_parent (widget) != NULL && (GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)) || GTK_IS_DROP_DOWN (gtk_widget_get_parent (widget)));

  if (is_button && !is_inner && !has_text (widget) && gtk_widget_get_mapped (widget))
    {
      if (gtk_widget_get_tooltip_text (widget) == NULL)
        g_error ("A %s in a %s has no name", G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_widget_get_tooltip_text (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Sam");
  crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("phone", NULL, "021 8877 6655", "IR"));
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
  show_page (fixture, crm_people_page_new (fixture->context), 1100);
  open_first (fixture);
  gtk_widget_activate_action (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "profile.compose", "s", "call");
  settle ();
  check_names (fixture->page);
}

static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  graphene_point_t list;
  graphene_point_t profile;

  add_person (fixture, "مریم", "احمدی", NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  wait_for (gtk_widget_get_width (GTK_WIDGET (get_list (fixture))) < 500);
  settle ();
  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (get_list (fixture)), fixture->page, &GRAPHENE_POINT_INIT (0, 0), &list));
  g_assert_true (gtk_widget_compute_point (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), fixture->page, &GRAPHENE_POINT_INIT (0, 0), &profile));
  g_assert_cmpfloat (list.x, >, profile.x);
  g_assert_cmpint (minimum_width (fixture->page), <=, 1000);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static gboolean
add_many (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (CrmRecord) person = crm_record_new ("person");
      g_autofree char *name = g_strdup_printf ("Person %05u", i);

      crm_object_set_text (CRM_OBJECT (person), "given_name", name);
      if (!crm_transaction_save (transaction, person, error))
        return FALSE;
    }

  return TRUE;
}

/* Selecting everybody reads nobody. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CrmRecordList *records;

  crm_store_write (fixture->file.store, "Import", "import", CRM_TRANSACTION_BULK, add_many, NULL, NULL, &error);
  g_assert_no_error (error);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  wait_for (count_rows (fixture) == 20000);
  gtk_selection_model_select_all (crm_directory_list_get_selection (get_list (fixture)));
  settle ();
  records = CRM_RECORD_LIST (crm_directory_list_get_records (get_list (fixture)));
  g_assert_cmpuint (crm_record_list_count_loaded (records), <, 1000);
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.delete", NULL);
  wait_for (count_rows (fixture) == 0);
}

#define add(name, func) g_test_add ("/people/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("add", test_add);
  add ("edit-in-place", test_edit_in_place);
  add ("simple-fact", test_simple_fact);
  add ("preferred", test_preferred);
  add ("search-filter-sort", test_search_filter_sort);
  add ("table", test_table);
  add ("delete", test_delete);
  add ("tags", test_tags);
  add ("company", test_company);
  add ("narrow", test_narrow);
  add ("names", test_names);
  add ("right-to-left", test_right_to_left);
  add ("many", test_many);

  return g_test_run ();
}
