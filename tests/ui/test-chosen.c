/* What is done with several rows of a list at once: chosen by keys, edited as one change, undone as one. */

#include "config.h"

#include "people-testing.h"

#include "crm-bulk-dialog.h"
#include "crm-chosen-bar.h"
#include "crm-field-value.h"

/* The program that a key of the list sets off, as the toolkit would. */
static gboolean
press (GtkWidget *list, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
          g_auto (GStrv) each = g_strsplit (trigger, "|", -1);
          g_autofree char *wanted = gtk_accelerator_name (keyval, modifiers);

          if (g_strv_contains ((const char *const *) each, wanted))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE, list, NULL);
        }
    }

  return FALSE;
}

static void
choose_all (Fixture *fixture)
{
  gtk_selection_model_select_all (crm_directory_list_get_selection (get_list (fixture)));
  settle ();
}

static void
show_three (Fixture *fixture)
{
  add_person (fixture, "Ada", NULL, "loyal");
  add_person (fixture, "Bahar", "Moradi", NULL);
  add_person (fixture, "Cyrus", "Moradi", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 500);
  wait_for (lists (fixture, "Ada, Bahar Moradi, Cyrus Moradi"));
}

static GtkWindow *
open_dialog (Fixture *fixture)
{
  GtkWindow *dialog;

  choose_all (fixture);
  g_assert_true (press (GTK_WIDGET (get_list (fixture)), GDK_KEY_e, GDK_CONTROL_MASK));
  dialog = find_dialog (CRM_TYPE_BULK_DIALOG);
  g_assert_nonnull (dialog);
  settle ();

  return dialog;
}

static void
choose (gpointer dialog, const char *row, const char *word)
{
  AdwComboRow *combo = find_titled (dialog, row);
  GListModel  *words = adw_combo_row_get_model (combo);

  for (guint i = 0; i < g_list_model_get_n_items (words); i++)
    {
      g_autoptr (GtkStringObject) string = g_list_model_get_item (words, i);

      if (g_str_equal (gtk_string_object_get_string (string), word))
        {
          adw_combo_row_set_selected (combo, i);
          return;
        }
    }
  g_error ("“%s” does not offer “%s”", row, word);
}

static void
apply (GtkWindow *dialog)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "bulk.apply", NULL);
}

static char *
dup_lifecycles (Fixture *fixture)
{
  g_autoptr (GString) all = g_string_new (NULL);
  GListModel *records = crm_directory_list_get_records (get_list (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (CrmObject) record = g_list_model_get_item (records, i);
      const char *lifecycle = crm_object_get_text (record, "lifecycle");

      g_string_append_printf (all, " %s", lifecycle != NULL ? lifecycle : "-");
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static gboolean
lifecycles_are (Fixture *fixture, const char *expected)
{
  g_autofree char *all = dup_lifecycles (fixture);

  return g_str_equal (all, expected);
}

static void
test_bar (Fixture *fixture, gconstpointer data)
{
  GtkWidget   *bar;
  GtkRevealer *revealer;

  show_three (fixture);
  bar = find_widget (fixture->page, CRM_TYPE_CHOSEN_BAR, FALSE);
  revealer = find_widget (bar, GTK_TYPE_REVEALER, FALSE);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  choose_all (fixture);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_true (says (bar, "3"));
  g_assert_true (press (GTK_WIDGET (get_list (fixture)), GDK_KEY_Escape, 0));
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  /* Then Escape is the window's again. */
  g_assert_false (press (GTK_WIDGET (get_list (fixture)), GDK_KEY_Escape, 0));
  g_assert_false (press (GTK_WIDGET (get_list (fixture)), GDK_KEY_e, GDK_CONTROL_MASK));
}

static void
test_persian_keys (Fixture *fixture, gconstpointer data)
{
  show_three (fixture);
  choose_all (fixture);
  g_assert_true (press (GTK_WIDGET (get_list (fixture)), GDK_KEY_Arabic_theh, GDK_CONTROL_MASK));
  g_assert_nonnull (find_dialog (CRM_TYPE_BULK_DIALOG));
  gtk_window_destroy (find_dialog (CRM_TYPE_BULK_DIALOG));
}

static void
test_set_and_undo (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  show_three (fixture);
  dialog = open_dialog (fixture);
  g_assert_true (says (dialog, "people"));
  choose (dialog, "Field", "Life cycle");
  choose (dialog, "Life cycle", "Loyal customer");
  apply (dialog);
  wait_for (find_dialog (CRM_TYPE_BULK_DIALOG) == NULL && fixture->undo_title != NULL);
  wait_for (lifecycles_are (fixture, " loyal loyal loyal"));
  /* Ada was loyal already. */
  g_assert_nonnull (strstr (fixture->undo_title, "2"));
  g_assert_nonnull (strstr (fixture->undo_title, "Life cycle"));

  undo (fixture);
  wait_for (lifecycles_are (fixture, " loyal - -"));
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  show_three (fixture);
  dialog = open_dialog (fixture);
  choose (dialog, "Field", "Life cycle");
  choose (dialog, "What to do", "Clear");
  g_assert_null (find_titled (dialog, "Life cycle"));
  apply (dialog);
  wait_for (find_dialog (CRM_TYPE_BULK_DIALOG) == NULL);
  wait_for (lifecycles_are (fixture, " - - -"));
}

static void
test_nothing_said (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  show_three (fixture);
  dialog = open_dialog (fixture);
  apply (dialog);
  g_assert_true (says (dialog, "Choose a tag first."));
  choose (dialog, "Field", "Source");
  apply (dialog);
  g_assert_true (says (dialog, "Say a value first"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "bulk.cancel", NULL);
  settle ();
  g_assert_null (find_dialog (CRM_TYPE_BULK_DIALOG));
  g_assert_null (fixture->undo_title);
}

/* Ada has no other name: she keeps it, and it is said why; the others lose theirs. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  show_three (fixture);
  dialog = open_dialog (fixture);
  choose (dialog, "Field", "First name");
  choose (dialog, "What to do", "Clear");
  apply (dialog);
  wait_for (says (dialog, "A person needs a name"));
  g_assert_true (says (dialog, "Left as They Were"));
  g_assert_true (says (dialog, "Ada"));
  g_assert_nonnull (strstr (fixture->undo_title, "2"));
  gtk_window_destroy (dialog);
  undo (fixture);
  wait_for (lists (fixture, "Ada, Bahar Moradi, Cyrus Moradi"));
}

static void
test_gone_meanwhile (Fixture *fixture, gconstpointer data)
{
  CrmRecordList *records;
  GtkWindow     *dialog;
  gint64         id;

  show_three (fixture);
  records = CRM_RECORD_LIST (crm_directory_list_get_records (get_list (fixture)));
  id = crm_record_list_get_id (records, 2);
  dialog = open_dialog (fixture);
  choose (dialog, "Field", "Source");
  gtk_editable_set_text (find_titled (dialog, "Source"), "Trade fair");
  g_assert_true (crm_store_delete (fixture->file.store, "Delete", &id, 1, NULL));
  apply (dialog);
  wait_for (find_dialog (CRM_TYPE_BULK_DIALOG) == NULL && fixture->told != NULL);
  g_assert_nonnull (strstr (fixture->told, "had been deleted meanwhile"));
}

static void
test_custom_field (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) made = crm_record_new ("custom_field");
  CrmFieldSet    *set;
  const CrmField *field;
  GtkWindow      *dialog;
  g_autoptr (CrmObject) first = NULL;

  g_object_set (made, "record-type", "person", "label", "Shoe", "kind", "text", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", made, NULL));
  show_three (fixture);
  dialog = open_dialog (fixture);
  choose (dialog, "Field", "Shoe");
  gtk_editable_set_text (find_titled (dialog, "Shoe"), "wide");
  apply (dialog);
  wait_for (find_dialog (CRM_TYPE_BULK_DIALOG) == NULL && fixture->undo_title != NULL);
  set = crm_context_get_fields (fixture->context, crm_record_type_find ("person"));
  field = crm_field_set_find (set, "Shoe");
  first = g_list_model_get_item (crm_directory_list_get_records (get_list (fixture)), 0);
  g_assert_cmpstr (crm_field_peek_text (field, first), ==, "wide");
}

static void
test_not_understood (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) made = crm_record_new ("custom_field");
  GtkWindow *dialog;

  g_object_set (made, "record-type", "person", "label", "Shoe size", "kind", "number", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", made, NULL));
  show_three (fixture);
  dialog = open_dialog (fixture);
  choose (dialog, "Field", "Shoe size");
  gtk_editable_set_text (find_titled (dialog, "Shoe size"), "wide");
  apply (dialog);
  g_assert_true (says (dialog, "Shoe size"));
  g_assert_true (says (dialog, "could not be understood"));
  g_assert_null (fixture->undo_title);
  gtk_window_destroy (dialog);
}

static void
test_fits (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  show_three (fixture);
  dialog = open_dialog (fixture);
  g_assert_cmpint (minimum_width (dialog), <=, 360);
  gtk_window_destroy (dialog);
}

#define add(name, func) g_test_add ("/chosen/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("bar", test_bar);
  add ("persian-keys", test_persian_keys);
  add ("set-and-undo", test_set_and_undo);
  add ("clear", test_clear);
  add ("nothing-said", test_nothing_said);
  add ("refused", test_refused);
  add ("gone-meanwhile", test_gone_meanwhile);
  add ("custom-field", test_custom_field);
  add ("not-understood", test_not_understood);
  add ("fits", test_fits);

  return g_test_run ();
}
