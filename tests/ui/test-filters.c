/* Filters as chips, and views that keep them. */

#include "config.h"

#include "people-testing.h"

#include "crm-filter-bar.h"
#include "crm-filter-editor.h"
#include "crm-view-button.h"

static void
save (Fixture *fixture, gpointer record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (fixture->file.store, "Save", record, &error);
  g_assert_no_error (error);
}

static void
add (Fixture *fixture, const char *name, const char *lifecycle)
{
  g_autoptr (CrmRecord) person = new_person (name);

  g_object_set (person, "lifecycle", lifecycle, NULL);
  save (fixture, person);
}

static CrmFilterBar *
get_bar (Fixture *fixture)
{
  return find_widget (fixture->page, CRM_TYPE_FILTER_BAR, FALSE);
}

static gpointer
get_nth (gpointer root, GType type, guint *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*n)-- == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = get_nth (child, type, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkDropDown *
get_choice (gpointer root, guint n)
{
  return get_nth (root, GTK_TYPE_DROP_DOWN, &n);
}

static void
choose (GtkDropDown *drop_down, const char *label)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (!g_str_equal (gtk_string_object_get_string (item), label))
        continue;
      gtk_drop_down_set_selected (drop_down, i);
      return;
    }
  g_error ("there is no choice “%s”", label);
}

static void
press (gpointer root, const char *label)
{
  g_signal_emit_by_name (find_button (root, label), "clicked");
}

/* A filter is made of a field, what must hold and a value; what makes no sense is said where it is typed, and nothing changes. */
static void
test_chips (Fixture *fixture, gconstpointer data)
{
  CrmFilterEditor *editor;
  g_autofree char *text = NULL;

  add (fixture, "Ada", "loyal");
  add (fixture, "Bahar", "lead");
  add (fixture, "Cyrus", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 900);
  wait_for (lists (fixture, "Ada, Bahar, Cyrus"));

  crm_filter_bar_popup (get_bar (fixture));
  editor = find_widget (fixture->page, CRM_TYPE_FILTER_EDITOR, FALSE);
  choose (get_choice (editor, 0), "Life cycle");
  choose (get_choice (editor, 1), "is not");
  choose (get_choice (editor, 2), "Loyal customer");
  press (editor, "Apply");
  wait_for (lists (fixture, "Bahar, Cyrus"));
  g_assert_true (says (fixture->page, "Life cycle is not Loyal customer"));

  crm_filter_bar_popup (get_bar (fixture));
  choose (get_choice (editor, 0), "Added");
  gtk_editable_set_text (find_widget (editor, GTK_TYPE_ENTRY, FALSE), "the day pigs fly");
  press (editor, "Apply");
  g_assert_true (says (editor, "is not a date"));
  gtk_editable_set_text (find_widget (editor, GTK_TYPE_ENTRY, FALSE), "this week");
  press (editor, "Apply");
  wait_for (says (fixture->page, "Added in"));
  text = crm_filter_bar_dup_text (get_bar (fixture));
  g_assert_cmpstr (text, ==, "lifecycle != loyal and created_at = \"this week\"");
  wait_for (lists (fixture, "Bahar, Cyrus"));

  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.clear", NULL);
  wait_for (lists (fixture, "Ada, Bahar, Cyrus"));
}

/* What a hand wrote stays as it is, and a part of it that makes no sense any more is left out and told. */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  CrmFilterBar    *bar;
  g_autofree char *text = NULL;

  add (fixture, "Ada", "loyal");
  add (fixture, "Bahar", "lead");
  show_page (fixture, crm_people_page_new (fixture->context), 900);
  bar = get_bar (fixture);
  crm_filter_bar_set_text (bar, "(lifecycle = lead or source is set) and tag = gone");
  wait_for (lists (fixture, "Bahar"));
  g_assert_true (says (bar, "Life cycle: Lead or Source is set"));
  g_assert_true (says (bar, "One filter is left out."));
  text = crm_filter_bar_dup_text (bar);
  g_assert_cmpstr (text, ==, "(lifecycle = lead or source is set) and tag = gone");

  crm_filter_bar_set_text (bar, "lifecycle = ");
  wait_for (lists (fixture, "Ada, Bahar"));
  g_assert_true (says (bar, "One filter is left out."));
}

static CrmRecord *
find_view (Fixture *fixture)
{
  g_autoptr (CrmQuery) query = crm_query_new ("saved_view");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_store_query (fixture->file.store, query, 0, ids, NULL);

  return ids->len > 0 ? crm_store_get (fixture->file.store, g_array_index (ids, gint64, 0), NULL) : NULL;
}

/* What is shown is kept under a name, with its filter, search, order and columns, and is shown again. */
static void
test_views (Fixture *fixture, gconstpointer data)
{
  CrmViewButton *button;
  g_autoptr (CrmRecord) view = NULL;
  GtkEditable *name;

  add (fixture, "Ada", "loyal");
  add (fixture, "Bahar", "lead");
  add (fixture, "Babak", "lead");
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  button = find_widget (fixture->page, CRM_TYPE_VIEW_BUTTON, FALSE);
  crm_filter_bar_set_text (get_bar (fixture), "lifecycle = lead");
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "list.sort", "s", "name-reversed");
  wait_for (lists (fixture, "Bahar, Babak"));

  name = find_titled (button, "Save what is shown as");
  gtk_editable_set_text (name, "Leads");
  g_signal_emit_by_name (name, "apply");
  wait_for (says (button, "Leads"));
  view = find_view (fixture);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (view), "filter"), ==, "lifecycle = lead");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (view), "sort"), ==, "name-reversed");
  g_assert_true (crm_object_get_boolean (CRM_OBJECT (view), "pinned"));

  crm_page_show_view (CRM_PAGE (fixture->page), NULL);
  wait_for (lists (fixture, "Ada, Babak, Bahar"));
  crm_page_show_view (CRM_PAGE (fixture->page), view);
  wait_for (lists (fixture, "Bahar, Babak"));

  undo (fixture);
  wait_for (says (button, "Views"));
}

/* A column for any field, also one that the business made. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) field = crm_record_new ("custom_field");
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");
  g_autofree char *name = NULL;
  g_autofree char *columns = NULL;
  GtkColumnView   *grid;

  g_object_set (field, "record-type", "person", "label", "Shoe size", "kind", "number", NULL);
  save (fixture, field);
  add (fixture, "Ada", "loyal");
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  name = crm_custom_field_dup_name (field);
  columns = g_strdup_printf ("name,source,%s,custom_00000000", name);
  g_object_set (view, "record-type", "person", "columns", columns, NULL);
  crm_page_show_view (CRM_PAGE (fixture->page), view);
  grid = find_widget (fixture->page, GTK_TYPE_COLUMN_VIEW, FALSE);
  wait_for (g_list_model_get_n_items (gtk_column_view_get_columns (grid)) == 3);
  g_assert_true (says (grid, "Shoe size"));
}

#define add_test(name, func) g_test_add ("/filters/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add_test ("chips", test_chips);
  add_test ("text", test_text);
  add_test ("views", test_views);
  add_test ("columns", test_columns);

  return g_test_run ();
}
