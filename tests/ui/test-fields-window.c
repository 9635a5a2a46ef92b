/* The fields that the business makes, in the window: made, named, ordered, removed and brought back. */

#include "config.h"

#include "people-testing.h"

#include "crm-facts.h"
#include "crm-field-value.h"
#include "crm-fields-window.h"
#include "crm-own-field-row.h"
#include "crm-record-editor.h"

static gpointer
find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_OBJECT_TYPE (window) == type)
        return window;
    }

  return NULL;
}

static CrmFieldSet *
get_fields (Fixture *fixture)
{
  return crm_context_get_fields (fixture->context, crm_record_type_find ("person"));
}

static const CrmField *
find (Fixture *fixture, const char *name)
{
  return crm_field_set_find (get_fields (fixture), name);
}

static void
make (Fixture *fixture, const char *label, gint64 position)
{
  g_autoptr (CrmRecord) field = crm_record_new ("custom_field");

  g_object_set (field, "record-type", "person", "label", label, "kind", "text", "position", position, NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", field, NULL));
}

static char *
dup_order (Fixture *fixture)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < crm_field_set_get_size (get_fields (fixture)); i++)
    {
      const CrmField *field = crm_field_set_get (get_fields (fixture), i);

      if (field->custom != 0)
        g_string_append_printf (order, "%s ", crm_field_get_label (field));
    }

  return g_string_free (order, FALSE);
}

static gboolean
order_is (Fixture *fixture, const char *expected)
{
  g_autofree char *order = dup_order (fixture);

  return g_str_equal (order, expected);
}

static GtkWindow *
show_window (Fixture *fixture)
{
  GtkWindow *window = crm_fields_window_new (fixture->context);

  gtk_window_present (window);
  settle ();

  return window;
}

static void
save (CrmRecordEditor *editor)
{
  gtk_widget_activate_action (GTK_WIDGET (editor), "editor.save", NULL);
}

static void
test_make (Fixture *fixture, gconstpointer data)
{
  GtkWindow       *window = show_window (fixture);
  CrmRecordEditor *editor;

  g_assert_true (says (window, "People"));
  g_assert_true (says (window, "Activities"));
  adw_action_row_activate (find_titled (window, "New Field…"));
  editor = find_toplevel (CRM_TYPE_RECORD_EDITOR);
  g_assert_nonnull (editor);
  settle ();
  /* A text has no choices, currency or target. */
  g_assert_false (gtk_widget_get_visible (find_titled (editor, "Choices")));
  g_assert_false (gtk_widget_get_visible (find_titled (editor, "Currency")));
  adw_combo_row_set_selected (find_titled (editor, "Kind"), 3);
  g_assert_true (gtk_widget_get_visible (find_titled (editor, "Currency")));
  g_assert_false (gtk_widget_get_visible (find_titled (editor, "Links to")));

  gtk_editable_set_text (find_titled (editor, "Name"), "first NAME");
  save (editor);
  settle ();
  g_assert_true (says (editor, "There is a field"));
  gtk_editable_set_text (find_titled (editor, "Name"), "Credit");
  gtk_editable_set_text (find_titled (editor, "Currency"), "eur");
  save (editor);
  wait_for (find (fixture, "Credit") != NULL && find_toplevel (CRM_TYPE_RECORD_EDITOR) == NULL);
  g_assert_true (says (window, "Money: EUR"));
  gtk_window_destroy (window);
}

/* What exists keeps its kind; its name may change, but not to that of another. */
static void
test_rename (Fixture *fixture, gconstpointer data)
{
  GtkWindow       *window;
  CrmRecordEditor *editor;

  make (fixture, "Shoe", 0);
  make (fixture, "Hat", 1);
  window = show_window (fixture);
  adw_action_row_activate (find_titled (window, "Hat"));
  editor = find_toplevel (CRM_TYPE_RECORD_EDITOR);
  settle ();
  g_assert_false (gtk_widget_get_sensitive (find_titled (editor, "Kind")));
  gtk_editable_set_text (find_titled (editor, "Name"), "shoe");
  save (editor);
  wait_for (says (editor, "There is a field “shoe” already"));
  gtk_editable_set_text (find_titled (editor, "Name"), "Cap");
  save (editor);
  wait_for (order_is (fixture, "Shoe Cap ") && find_toplevel (CRM_TYPE_RECORD_EDITOR) == NULL);
  g_assert_nonnull (find_titled (window, "Cap"));
  gtk_window_destroy (window);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window;

  make (fixture, "One", 0);
  make (fixture, "Two", 1);
  make (fixture, "Three", 2);
  window = show_window (fixture);
  gtk_widget_activate_action (find_titled (window, "Three"), "field.up", NULL);
  wait_for (order_is (fixture, "One Three Two "));
  /* The row that was moved can be moved on. */
  g_assert_true (gtk_window_get_focus (window) == find_titled (window, "Three"));
  gtk_widget_activate_action (find_titled (window, "Three"), "field.up", NULL);
  wait_for (order_is (fixture, "Three One Two "));
  gtk_widget_activate_action (find_titled (window, "Three"), "field.up", NULL);
  settle ();
  g_assert_true (order_is (fixture, "Three One Two "));
  g_signal_emit_by_name (find_titled (window, "Two"), "drop", find_titled (window, "Three"));
  wait_for (order_is (fixture, "One Two Three "));
  gtk_window_destroy (window);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = new_person ("Maryam");
  GtkWindow *window;

  make (fixture, "Shoe", 0);
  crm_field_put_text (find (fixture, "Shoe"), CRM_OBJECT (person), "wide");
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
  window = show_window (fixture);
  gtk_widget_activate_action (find_titled (window, "Shoe"), "field.remove", NULL);
  wait_for (find (fixture, "Shoe") == NULL && says (window, "with the value of"));
  g_assert_null (find_titled (window, "Shoe"));
  gtk_widget_activate_action (GTK_WIDGET (window), "fields.undo", NULL);
  wait_for (find (fixture, "Shoe") != NULL && find_titled (window, "Shoe") != NULL);
  gtk_window_destroy (window);
}

/* From the page of somebody: the field is made, and is there to be filled in. */
static void
test_from_facts (Fixture *fixture, gconstpointer data)
{
  CrmRecordEditor *editor;
  GtkListBox      *offers = NULL;
  CrmFacts        *facts;
  GtkWidget       *last;

  add_person (fixture, "Ada", "Byron", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  wait_for (count_rows (fixture) == 1);
  open_first (fixture);
  facts = find_widget (fixture->page, CRM_TYPE_FACTS, FALSE);
  offers = GTK_LIST_BOX (gtk_widget_get_template_child (GTK_WIDGET (facts), CRM_TYPE_FACTS, "offers"));
  last = gtk_widget_get_last_child (GTK_WIDGET (offers));
  g_assert_true (says (last, "New Field…"));
  g_signal_emit_by_name (offers, "row-activated", last);
  editor = find_toplevel (CRM_TYPE_RECORD_EDITOR);
  g_assert_nonnull (editor);
  settle ();
  gtk_editable_set_text (find_titled (editor, "Name"), "Shoe");
  save (editor);
  wait_for (find (fixture, "Shoe") != NULL && find_toplevel (CRM_TYPE_RECORD_EDITOR) == NULL);
  settle ();
  g_assert_nonnull (find_titled (facts, "Shoe"));
}

static void
test_fits (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window;

  make (fixture, "What they told us about the colour of the curtains in the room", 0);
  window = show_window (fixture);
  g_assert_cmpint (minimum_width (window), <=, 360);
  gtk_window_destroy (window);
}

#define add(name, func) g_test_add ("/fields-window/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("make", test_make);
  add ("rename", test_rename);
  add ("order", test_order);
  add ("remove", test_remove);
  add ("from-facts", test_from_facts);
  add ("fits", test_fits);

  return g_test_run ();
}
