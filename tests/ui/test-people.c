/* The pages of people and companies as lists: add, find, sort, delete, and how they fit a window. */

#include "config.h"

#include "people-testing.h"

#include "crm-facts.h"
#include "crm-filter-bar.h"
#include "crm-places.h"
#include "crm-profile.h"
#include "crm-record-editor.h"
#include "crm-record-list.h"

static void
test_add (Fixture *fixture, gconstpointer data)
{
  GtkWindow *editor;

  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  g_assert_true (says (fixture->page, "No People Yet"));
  g_assert_true (says (fixture->page, "Import Contacts…"));

  crm_page_create (CRM_PAGE (fixture->page));
  editor = find_dialog (CRM_TYPE_RECORD_EDITOR);
  g_assert_nonnull (editor);
  wait_for (gtk_widget_get_focus_child (find_titled (editor, "First name")) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  settle ();
  g_assert_true (find_dialog (CRM_TYPE_RECORD_EDITOR) == editor);
  g_assert_true (says (editor, "needs a name"));

  gtk_editable_set_text (find_titled (editor, "First name"), "Maryam");
  gtk_editable_set_text (find_titled (editor, "Last name"), "Ahmadi");
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
  wait_for (count_rows (fixture) == 1 && get_open (fixture) != NULL);
  g_assert_null (find_dialog (CRM_TYPE_RECORD_EDITOR));
  g_assert_true (lists (fixture, "Maryam Ahmadi"));
  g_assert_true (says (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "Maryam Ahmadi"));
  g_assert_nonnull (fixture->undo_title);

  undo (fixture);
  wait_for (count_rows (fixture) == 0 && get_open (fixture) == NULL);
  g_assert_true (says (fixture->page, "No People Yet"));
}

static void
test_search_filter_sort (Fixture *fixture, gconstpointer data)
{
  CrmFilterBar *filters;

  add_person (fixture, "Cyrus", "Moradi", "lead");
  add_person (fixture, "Ada", "Byron", "loyal");
  add_person (fixture, "Bahar", "Moradi", "loyal");
  show_page (fixture, crm_people_page_new (fixture->context), 500);
  g_assert_false (find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, TRUE) != NULL);
  g_assert_true (lists (fixture, "Ada Byron, Bahar Moradi, Cyrus Moradi"));

  crm_page_search (CRM_PAGE (fixture->page), "mora");
  wait_for (lists (fixture, "Bahar Moradi, Cyrus Moradi"));
  filters = CRM_FILTER_BAR (find_widget (get_list (fixture), CRM_TYPE_FILTER_BAR, FALSE));
  crm_filter_bar_set_text (filters, "lifecycle = loyal");
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

/* The heads that are seen, from above: "Lead (1), Loyal customer (2)". */
static void
collect_heads (GtkWidget *widget, GString *heads)
{
  if (CRM_IS_GROUPED (widget))
    {
      const char *head = gtk_widget_get_mapped (widget) ? crm_grouped_get_head (CRM_GROUPED (widget)) : NULL;

      if (head != NULL)
        {
          g_autofree char *plain = dup_plain (head);

          g_string_append_printf (heads, "%s%s", heads->len > 0 ? ", " : "", plain);
        }
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_heads (child, heads);
}

static gboolean
has_heads (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) heads = g_string_new (NULL);

  collect_heads (GTK_WIDGET (get_list (fixture)), heads);

  return g_str_equal (heads->str, expected);
}

static void
works_at (Fixture *fixture, const char *name, const char *given, const char *family)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  g_object_set (company, "name", name, NULL);
  crm_store_save (fixture->file.store, "Add", company, NULL);
  g_object_set (person, "given-name", given, "family-name", family, NULL);
  crm_object_add_item (CRM_OBJECT (person), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", crm_record_get_id (company), NULL));
  crm_store_save (fixture->file.store, "Add", person, NULL);
}

/* In rows and in the table, from the menu and from a view; a change moves somebody to the others. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  static const int widths[] = { 380, 1000 };
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");

  add_person (fixture, "Cyrus", "Moradi", "lead");
  add_person (fixture, "Ada", "Byron", "loyal");
  add_person (fixture, "Bahar", "Moradi", "loyal");
  add_person (fixture, "Zoe", "Quinn", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      show_page (fixture, crm_people_page_new (fixture->context), widths[i]);
      wait_for (has_heads (fixture, ""));
      gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.group", "s", "lifecycle");
      wait_for (has_heads (fixture, "Lead (1), Loyal customer (2), Life cycle: none (1)"));
      g_assert_true (lists (fixture, "Cyrus Moradi, Ada Byron, Bahar Moradi, Zoe Quinn"));
      gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.sort", "s", "newest");
      wait_for (lists (fixture, "Cyrus Moradi, Bahar Moradi, Ada Byron, Zoe Quinn"));
      undo (fixture);
      wait_for (has_heads (fixture, "Lead (1), Loyal customer (2)"));
      crm_store_redo (fixture->file.store, NULL, NULL);
      wait_for (has_heads (fixture, "Lead (1), Loyal customer (2), Life cycle: none (1)"));
      gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.group", "s", "");
      gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.sort", "s", "name");
      wait_for (has_heads (fixture, ""));
    }
  g_object_set (view, "name", "By life cycle", "record-type", "person", "grouping", "lifecycle", NULL);
  crm_page_show_view (CRM_PAGE (fixture->page), view);
  wait_for (has_heads (fixture, "Lead (1), Loyal customer (2), Life cycle: none (1)"));
  crm_page_show_view (CRM_PAGE (fixture->page), NULL);
  wait_for (has_heads (fixture, ""));

  works_at (fixture, "Byron & Daughters", "Yara", "Quinn");
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.group", "s", "company");
  wait_for (has_heads (fixture, "Byron & Daughters (1), Company: none (4)"));
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.group", "s", "");
}

static GtkWidget *
get_search (Fixture *fixture)
{
  return find_widget (get_list (fixture), GTK_TYPE_SEARCH_ENTRY, FALSE);
}

/* The page has one search entry, which Ctrl+F goes to wherever one is, with what was typed before ready to be replaced. */
static void
test_own_search (Fixture *fixture, gconstpointer data)
{
  int start, end;

  add_person (fixture, "Ada", "Byron", NULL);
  add_person (fixture, "Bahar", "Moradi", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 380);
  g_assert_true (crm_page_has_own_search (CRM_PAGE (fixture->page)));
  gtk_editable_set_text (GTK_EDITABLE (get_search (fixture)), "mora");
  wait_for (lists (fixture, "Bahar Moradi"));
  g_signal_emit_by_name (get_search (fixture), "activate");
  wait_for (get_open (fixture) != NULL);

  crm_page_focus_search (CRM_PAGE (fixture->page));
  wait_for (get_open (fixture) == NULL);
  g_assert_nonnull (gtk_widget_get_focus_child (get_search (fixture)));
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (get_search (fixture)), &start, &end));
  g_assert_cmpint (end - start, ==, 4);

  g_signal_emit_by_name (get_search (fixture), "stop-search");
  wait_for (count_rows (fixture) == 2);
  g_signal_emit_by_name (get_search (fixture), "stop-search");
  g_assert_null (gtk_widget_get_focus_child (get_search (fixture)));
  g_assert_cmpint (minimum_width (get_list (fixture)), <=, 300);
}

static GtkColumnViewColumn *
get_column (GListModel *columns, const char *title)
{
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column), title))
        return column;
    }

  return NULL;
}

static int
text_width (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

/* Heads that sort nothing do not look as if they did, and what there is no room for is left out. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *grid;
  GtkWidget     *head;
  GListModel    *columns;

  add_person (fixture, "Ada", "Byron", "loyal");
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  wait_for (find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, TRUE) != NULL);
  grid = find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, TRUE);
  columns = gtk_column_view_get_columns (grid);
  head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (grid)));
  g_assert_false (gtk_widget_has_css_class (gtk_widget_get_next_sibling (head), "crm-plain-head"));
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, 6);
  crm_table_show_columns (find_widget (get_list (fixture), CRM_TYPE_TABLE, FALSE), "name,source");
  head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (grid)));
  g_assert_false (gtk_widget_has_css_class (head, "crm-plain-head"));
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_next_sibling (head), "crm-plain-head"));
  crm_table_show_columns (find_widget (get_list (fixture), CRM_TYPE_TABLE, FALSE), NULL);

  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (columns, "Life cycle")), >, text_width (GTK_WIDGET (grid), "First-time customer"));
  gtk_window_set_default_size (fixture->window, 880, 640);
  wait_for (gtk_widget_get_width (fixture->page) == 880);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, 6);

  gtk_window_set_default_size (fixture->window, 760, 640);
  wait_for (g_list_model_get_n_items (columns) == 5);
  gtk_window_set_default_size (fixture->window, 1000, 640);
  wait_for (g_list_model_get_n_items (columns) == 6);
}

static int
get_width (Fixture *fixture, const char *title)
{
  GtkColumnView *grid = find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, FALSE);

  return gtk_column_view_column_get_fixed_width (get_column (gtk_column_view_get_columns (grid), title));
}

/* A column that was made wider is so the next time, in this list and no other; one that is dragged out of sight comes back. */
static void
test_widths (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  int name;
  int phone;

  show_page (fixture, crm_companies_page_new (fixture->context), 1300);
  name = get_width (fixture, "Name");
  show_page (fixture, crm_people_page_new (fixture->context), 1300);
  phone = get_width (fixture, "Phone");
  gtk_column_view_column_set_fixed_width (get_column (gtk_column_view_get_columns (find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, FALSE)), "Name"), 260);
  gtk_column_view_column_set_fixed_width (get_column (gtk_column_view_get_columns (find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, FALSE)), "Company"), 1);

  show_page (fixture, crm_companies_page_new (fixture->context), 1300);
  g_assert_cmpint (get_width (fixture, "Name"), ==, name);
  show_page (fixture, crm_people_page_new (fixture->context), 1300);
  g_assert_cmpint (get_width (fixture, "Name"), ==, 260);
  g_assert_cmpint (get_width (fixture, "Company"), >=, 40);
  g_assert_cmpint (get_width (fixture, "Phone"), ==, phone);
}

/* What is chosen is there the next time; a view is another thing, and leaves it alone. */
static void
test_look_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");

  add_person (fixture, "Ada", "Byron", "loyal");
  add_person (fixture, "Bahar", "Moradi", "lead");
  show_page (fixture, crm_people_page_new (fixture->context), 1300);
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.sort", "s", "newest");
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.group", "s", "lifecycle");
  g_object_set (view, "name", "Oldest", "record-type", "person", "sort", "oldest", NULL);
  crm_page_show_view (CRM_PAGE (fixture->page), view);
  wait_for (has_heads (fixture, "") && lists (fixture, "Ada Byron, Bahar Moradi"));

  show_page (fixture, crm_people_page_new (fixture->context), 380);
  wait_for (has_heads (fixture, "Lead (1), Loyal customer (1)"));
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.group", "s", "");
  wait_for (has_heads (fixture, "") && lists (fixture, "Bahar Moradi, Ada Byron"));
  show_page (fixture, crm_companies_page_new (fixture->context), 380);
  show_page (fixture, crm_people_page_new (fixture->context), 380);
  wait_for (has_heads (fixture, "") && lists (fixture, "Bahar Moradi, Ada Byron"));
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
  wait_for (find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, TRUE) != NULL);
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
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "chosen.delete", NULL);
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

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Another order puts others on the same rows: no row is made anew, nobody stays selected, and whoever holds a row sees who stands there. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmPlace) first = NULL;
  GListModel *rows;
  guint       changes = 0;

  add_person (fixture, "Ada", "Byron", NULL);
  add_person (fixture, "Bahar", "Moradi", NULL);
  add_person (fixture, "Cyrus", "Moradi", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  rows = G_LIST_MODEL (crm_directory_list_get_selection (get_list (fixture)));
  first = g_list_model_get_item (rows, 0);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (rows), 0, TRUE);
  g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (count_cb), &changes);

  g_object_set (get_list (fixture), "sort", "name-reversed", NULL);
  wait_for (lists (fixture, "Cyrus Moradi, Bahar Moradi, Ada Byron"));
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (crm_place_get_record (first)), "given_name"), ==, "Cyrus");
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (rows), 0));

  crm_page_search (CRM_PAGE (fixture->page), "bahar");
  wait_for (lists (fixture, "Bahar Moradi"));
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (crm_place_get_record (first)), "given_name"), ==, "Bahar");

  /* One who comes before the others moves their rows. */
  crm_page_search (CRM_PAGE (fixture->page), "");
  g_object_set (get_list (fixture), "sort", "name", NULL);
  wait_for (lists (fixture, "Ada Byron, Bahar Moradi, Cyrus Moradi"));
  add_person (fixture, "Aaron", "Abel", NULL);
  wait_for (lists (fixture, "Aaron Abel, Ada Byron, Bahar Moradi, Cyrus Moradi"));
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (crm_place_get_record (first)), "given_name"), ==, "Ada");
}

static void
most_cb (guint *most, guint position, guint removed, guint added)
{
  *most = MAX (*most, removed);
}

/* What the list does to make room for a person is done a few rows at a time, and who was chosen stays chosen. */
static void
test_retire (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *table;
  g_autoptr (GListModel) before = NULL;
  guint most = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %03u", i);

      add_person (fixture, name, NULL, NULL);
    }
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  table = find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, TRUE);
  before = g_object_ref (G_LIST_MODEL (gtk_column_view_get_model (table)));
  wait_for (g_list_model_get_n_items (before) == 100);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (before), 3, TRUE);
  g_signal_connect_swapped (before, "items-changed", G_CALLBACK (most_cb), &most);

  open_first (fixture);
  wait_for (find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, TRUE) == NULL);
  wait_for (g_list_model_get_n_items (before) == 0);
  g_assert_cmpuint (most, <=, 16);
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (crm_directory_list_get_selection (get_list (fixture)))) == 100);
  g_assert_true (gtk_selection_model_is_selected (crm_directory_list_get_selection (get_list (fixture)), 3));

  crm_page_go_back (CRM_PAGE (fixture->page));
  wait_for (find_widget (get_list (fixture), GTK_TYPE_COLUMN_VIEW, TRUE) == table);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table))), ==, 100);
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
  GtkSelectionModel *selection;
  CrmRecordList     *records;

  crm_store_write (fixture->file.store, "Import", "import", CRM_TRANSACTION_BULK, add_many, NULL, NULL, &error);
  g_assert_no_error (error);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  wait_for (count_rows (fixture) == 20000);
  selection = crm_directory_list_get_selection (get_list (fixture));
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (selection)) == 20000);
  gtk_selection_model_select_all (selection);
  settle ();
  records = CRM_RECORD_LIST (crm_directory_list_get_records (get_list (fixture)));
  g_assert_cmpuint (crm_record_list_count_loaded (records), <, 1000);
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "chosen.delete", NULL);
  wait_for (count_rows (fixture) == 0);
}

#define add(name, func) g_test_add ("/people/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("add", test_add);
  add ("search-filter-sort", test_search_filter_sort);
  add ("own-search", test_own_search);
  add ("groups", test_groups);
  add ("look-is-kept", test_look_is_kept);
  add ("columns", test_columns);
  add ("widths", test_widths);
  add ("table", test_table);
  add ("delete", test_delete);
  add ("narrow", test_narrow);
  add ("right-to-left", test_right_to_left);
  add ("places", test_places);
  add ("retire", test_retire);
  add ("many", test_many);

  return g_test_run ();
}
