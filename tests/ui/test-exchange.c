/* Import and export, as they are seen in their dialogs. */

#include "config.h"

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-export-dialog.h"
#include "crm-field-value.h"
#include "crm-format.h"
#include "crm-import-column-row.h"
#include "crm-import-changes.h"
#include "crm-import-dialog.h"
#include "crm-export-file.h"
#include "crm-import-earlier.h"
#include "crm-passphrase-dialog.h"

#include <string.h>

typedef struct
{
  CrmTestFile      file;
  CrmContext      *context;
  CrmImportDialog *dialog; /* owned by the toolkit until it is closed */
  char            *toast;
} Fixture;

static void
toast_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (text);
}

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "csv", name != NULL ? name : "", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  crm_test_file_open (&fixture->file);
  fixture->context = crm_context_new ();
  g_signal_connect_swapped (fixture->context, "toast", G_CALLBACK (toast_cb), fixture);
  crm_context_set_store (fixture->context, fixture->file.store);
  if (name == NULL)
    return;

  fixture->dialog = CRM_IMPORT_DIALOG (crm_import_dialog_new (fixture->context, file));
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 360, 640);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  g_assert_cmpstr (crm_import_dialog_get_step (fixture->dialog), ==, "choose");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  settle ();
  g_clear_object (&fixture->context);
  crm_test_file_close (&fixture->file);
  g_clear_pointer (&fixture->toast, g_free);
}

static guint
count_people (Fixture *fixture)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  crm_store_query (fixture->file.store, query, 0, ids, &error);
  g_assert_no_error (error);

  return ids->len;
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), action, NULL));
}

static void
wait_for_step (Fixture *fixture, const char *step)
{
  wait_for (g_str_equal (crm_import_dialog_get_step (fixture->dialog), step));
  settle ();
  g_assert_cmpint (minimum_width (fixture->dialog), <=, 360);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  wait_for_step (fixture, "match");
  g_assert_nonnull (find_widget (fixture->dialog, CRM_TYPE_IMPORT_COLUMN_ROW, TRUE));
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  g_assert_cmpuint (count_people (fixture), >, 0);

  act (fixture, "import.undo");
  wait_for_step (fixture, "match");
  g_assert_cmpuint (count_people (fixture), ==, 0);
  g_assert_nonnull (fixture->toast);
}

static GtkWidget *
find_question (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget *question = NULL;

  for (GList *window = windows; window != NULL; window = window->next)
    {
      if (window->data != (gpointer) fixture->dialog && gtk_widget_get_visible (window->data))
        question = window->data;
    }

  return question;
}

/* An import of another day is told again, and taken back but for what was edited since. */
static void
test_earlier (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  GtkWidget *row;
  guint      n_people;

  wait_for_step (fixture, "match");
  g_assert_false (gtk_widget_get_visible (find_widget (fixture->dialog, CRM_TYPE_IMPORT_EARLIER, FALSE)));
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  n_people = count_people (fixture);
  crm_store_query (fixture->file.store, query, 0, ids, NULL);
  person = crm_store_get (fixture->file.store, g_array_index (ids, gint64, 0), NULL);
  draft = crm_record_edit (person);
  g_object_set (draft, "source", "a fair", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Edit", draft, NULL));

  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  fixture->dialog = CRM_IMPORT_DIALOG (crm_import_dialog_new (fixture->context, NULL));
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  row = find_widget (find_widget (fixture->dialog, CRM_TYPE_IMPORT_EARLIER, FALSE), ADW_TYPE_ACTION_ROW, TRUE);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  wait_for_step (fixture, "result");
  act (fixture, "import.undo");
  wait_for (find_question (fixture) != NULL);
  g_assert_cmpuint (count_people (fixture), ==, n_people);
  gtk_widget_activate (find_button (find_question (fixture), "Undo the Rest"));
  wait_for_step (fixture, "choose");
  g_assert_cmpuint (count_people (fixture), >=, 1);
  g_assert_cmpuint (count_people (fixture), <, n_people);
}

/* A trial tells the same, and leaves the file as it was. */
static void
test_try (Fixture *fixture, gconstpointer data)
{
  wait_for_step (fixture, "match");
  act (fixture, "import.try");
  wait_for_step (fixture, "result");
  g_assert_nonnull (find_widget (fixture->dialog, ADW_TYPE_EXPANDER_ROW, TRUE));
  g_assert_cmpuint (count_people (fixture), ==, 0);

  act (fixture, "import.back");
  wait_for_step (fixture, "match");
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  g_assert_cmpuint (count_people (fixture), >, 0);
}

/* Somebody who is in the file, and lacks what another file says. */
static void
add_known (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = new_person ("Maren");

  crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("email", NULL, "maren@oldkirk.example", NULL));
  crm_store_save (fixture->file.store, "Add", person, &error);
  g_assert_no_error (error);
}

/* What would change, by a word of it and by a field of it. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  GtkWidget  *changes;
  GListModel *shown;
  guint       all;

  add_known (fixture);
  wait_for_step (fixture, "match");
  act (fixture, "import.try");
  wait_for_step (fixture, "result");
  act (fixture, "import.changes");
  wait_for (find_dialog (CRM_TYPE_IMPORT_CHANGES) != NULL);
  changes = find_dialog (CRM_TYPE_IMPORT_CHANGES);
  g_assert_cmpint (minimum_width (changes), <=, 360);
  shown = G_LIST_MODEL (gtk_list_view_get_model (find_widget (changes, GTK_TYPE_LIST_VIEW, TRUE)));
  all = g_list_model_get_n_items (shown);
  g_assert_cmpuint (all, >, 1);

  gtk_editable_set_text (find_widget (changes, GTK_TYPE_SEARCH_ENTRY, TRUE), "no such word");
  wait_for (g_list_model_get_n_items (shown) == 0);
  g_assert_true (says (changes, "Nothing Found"));
  gtk_editable_set_text (find_widget (changes, GTK_TYPE_SEARCH_ENTRY, TRUE), "");
  wait_for (g_list_model_get_n_items (shown) == all);

  gtk_drop_down_set_selected (find_widget (changes, GTK_TYPE_DROP_DOWN, TRUE), 1);
  g_assert_cmpuint (g_list_model_get_n_items (shown), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (shown), <, all);
  gtk_editable_set_text (find_widget (changes, GTK_TYPE_SEARCH_ENTRY, TRUE), "Maren");
  wait_for (g_list_model_get_n_items (shown) <= 1);

  /* Esc takes the words away, and then the dialog. */
  g_signal_emit_by_name (find_widget (changes, GTK_TYPE_SEARCH_ENTRY, TRUE), "stop-search");
  g_assert_true (find_dialog (CRM_TYPE_IMPORT_CHANGES) == changes);
  g_signal_emit_by_name (find_widget (changes, GTK_TYPE_SEARCH_ENTRY, TRUE), "stop-search");
  wait_for (find_dialog (CRM_TYPE_IMPORT_CHANGES) == NULL);
}

/* A window that is closed while it imports leaves nothing half done behind, and nothing alive. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = GTK_WINDOW (fixture->dialog);
  guint      n_people;

  wait_for_step (fixture, "match");
  act (fixture, "import.run");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  gtk_window_destroy (dialog);
  wait_for (fixture->dialog == NULL);
  n_people = count_people (fixture);
  settle ();
  g_assert_cmpuint (count_people (fixture), ==, n_people);
}

/* A wrong guess is put right, and what is seen of the file follows; what cannot be is told, and the file stays as it was. */
static void
test_charset (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *charset;
  GtkDropDown *delimiter;
  GtkWidget   *run = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CRM_TYPE_IMPORT_DIALOG, "run_button"));

  wait_for_step (fixture, "match");
  charset = find_widget (find_titled (fixture->dialog, "Characters"), GTK_TYPE_DROP_DOWN, FALSE);
  delimiter = find_widget (find_titled (fixture->dialog, "Between columns"), GTK_TYPE_DROP_DOWN, FALSE);
  g_assert_cmpuint (gtk_drop_down_get_selected (charset), ==, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (delimiter), ==, 0);
  g_assert_null (find_titled (fixture->dialog, "Column 1"));

  gtk_drop_down_set_selected (delimiter, 3);
  g_assert_false (gtk_widget_get_sensitive (run));
  wait_for (gtk_widget_get_sensitive (run));
  settle ();
  g_assert_cmpuint (gtk_drop_down_get_selected (delimiter), ==, 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (charset), ==, 0);
}

/* Whether there is a heading, and where telephones are dialled, is told with the reason, and what a person says instead is what is done. */
static void
test_habits (Fixture *fixture, gconstpointer data)
{
  GtkWidget    *run = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CRM_TYPE_IMPORT_DIALOG, "run_button"));
  AdwActionRow *row;
  GtkDropDown  *header;
  GtkDropDown  *country;

  wait_for_step (fixture, "match");
  row = find_titled (fixture->dialog, "First row");
  header = find_widget (row, GTK_TYPE_DROP_DOWN, FALSE);
  country = find_widget (find_titled (fixture->dialog, "Telephone numbers without a country"), GTK_TYPE_DROP_DOWN, FALSE);
  g_assert_cmpuint (gtk_drop_down_get_selected (header), ==, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (country), ==, 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "It looks otherwise than the rows below it.");
  gtk_drop_down_set_selected (country, 1);

  gtk_drop_down_set_selected (header, 1);
  wait_for (gtk_widget_get_sensitive (run));
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "You chose it.");
  g_assert_cmpuint (gtk_drop_down_get_selected (country), ==, 1);
  g_assert_nonnull (find_titled (fixture->dialog, "Column 1"));
  gtk_drop_down_set_selected (header, 0);
  wait_for (gtk_widget_get_sensitive (run));
  g_assert_null (find_titled (fixture->dialog, "Column 1"));

  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  g_assert_cmpuint (count_people (fixture), >, 0);
}

/* The first sheet that has rows is shown; another can be chosen, and is what is imported. */
static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *sheets;

  wait_for_step (fixture, "match");
  sheets = find_widget (find_titled (fixture->dialog, "Sheet"), GTK_TYPE_DROP_DOWN, FALSE);
  g_assert_cmpuint (gtk_drop_down_get_selected (sheets), ==, 1);
  g_assert_nonnull (find_titled (fixture->dialog, "Discount"));
  g_assert_false (gtk_widget_get_visible (find_titled (fixture->dialog, "Characters")));

  gtk_drop_down_set_selected (sheets, 2);
  wait_for (find_titled (fixture->dialog, "تلفن") != NULL);
  g_assert_null (find_titled (fixture->dialog, "Discount"));
  wait_for (gtk_widget_get_sensitive (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CRM_TYPE_IMPORT_DIALOG, "run_button"))));
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  g_assert_cmpuint (count_people (fixture), ==, 1);
}

/* Of a mailbox it is asked whose messages are wanted; strangers are added only where somebody says so. */
static void
test_mailbox (Fixture *fixture, gconstpointer data)
{
  GtkWidget *strangers;

  wait_for_step (fixture, "match");
  strangers = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CRM_TYPE_IMPORT_DIALOG, "add_strangers"));
  g_assert_true (gtk_widget_get_mapped (strangers));
  g_assert_false (gtk_widget_get_mapped (find_titled (fixture->dialog, "A known record")));
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  g_assert_cmpuint (count_people (fixture), ==, 0);
  act (fixture, "import.back");
  wait_for_step (fixture, "match");
  gtk_switch_set_active (GTK_SWITCH (strangers), TRUE);
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  g_assert_cmpuint (count_people (fixture), ==, 2);
}

static char *
make_sheet (guint n_bad)
{
  GString *text = g_string_new ("First name,Birthday,Shoe size\nAnn,1990-01-02,41\n");

  for (guint i = 0; i < n_bad; i++)
    g_string_append_printf (text, "Bad%u,,42,one,cell,too,many\n", i);

  return g_string_free (text, FALSE);
}

/* A column is known by the name of a field that the business made, and what stands in it arrives there. */
static void
test_own_field (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->file.folder, "sizes.csv", NULL);
  g_autofree char *text = make_sheet (0);
  g_autoptr (GFile) sheet = g_file_new_for_path (path);
  g_autoptr (CrmRecord) size = crm_record_new ("custom_field");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) ann = NULL;
  const CrmField *field;

  g_object_set (size, "record-type", "person", "label", "Shoe size", "kind", "number", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Make", size, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fixture->dialog = CRM_IMPORT_DIALOG (crm_import_dialog_new (fixture->context, sheet));
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  wait_for_step (fixture, "match");
  act (fixture, "import.run");
  wait_for_step (fixture, "result");

  crm_store_query (fixture->file.store, query, 0, ids, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  ann = crm_store_get (fixture->file.store, g_array_index (ids, gint64, 0), NULL);
  field = crm_field_set_find (crm_store_get_fields (fixture->file.store, crm_record_type_find ("person")), "shoe size");
  g_assert_cmpstr (crm_field_peek_text (field, CRM_OBJECT (ann)), ==, "41");
}

/* The list of what was rejected ends in how many more there are. */
static void
test_many_rejects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->file.folder, "bad.csv", NULL);
  g_autofree char *text = make_sheet (150);
  g_autofree char *number = NULL;
  g_autofree char *more = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fixture->dialog = CRM_IMPORT_DIALOG (crm_import_dialog_new (fixture->context, file));
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 360, 640);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  wait_for_step (fixture, "match");
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  number = crm_format_count (fixture->context, 50);
  more = g_strdup_printf ("%s more rows", number);
  g_assert_nonnull (find_titled (fixture->dialog, more));
  g_assert_nonnull (find_titled (fixture->dialog, "Kept with each record, under their own names"));
  g_assert_cmpuint (count_people (fixture), ==, 1);
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->file.folder, "people.json", NULL);
  g_autofree char *number = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "[{\"type\":\"person\",\"given_name\":\"Ann\",\"shoe\":41}]", -1, NULL));
  fixture->dialog = CRM_IMPORT_DIALOG (crm_import_dialog_new (fixture->context, file));
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  wait_for_step (fixture, "match");
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  number = crm_format_count (fixture->context, 1);
  line = g_strdup_printf ("Line %s", number);
  g_assert_nonnull (find_titled (fixture->dialog, line));
  g_assert_cmpuint (count_people (fixture), ==, 1);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  wait_for (strlen (gtk_label_get_text (GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CRM_TYPE_IMPORT_DIALOG, "problem")))) > 0);
  g_assert_cmpstr (crm_import_dialog_get_step (fixture->dialog), ==, "choose");
}

static GtkWidget *
template_child (GtkWindow *dialog, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), CRM_TYPE_EXPORT_DIALOG, name));
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  g_autofree char *path = g_build_filename (fixture->file.folder, "people.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/people.csv");
  g_autofree char *text = NULL;
  GtkWindow       *dialog = crm_export_dialog_new (fixture->context);

  gtk_window_present (dialog);
  settle ();
  g_assert_cmpint (minimum_width (dialog), <=, 360);
  crm_export_dialog_write (CRM_EXPORT_DIALOG (dialog), nowhere);
  wait_for (gtk_widget_get_visible (template_child (dialog, "problem")));
  g_assert_null (fixture->toast);
  g_assert_false (gtk_widget_get_visible (template_child (dialog, "run")));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  crm_export_dialog_write (CRM_EXPORT_DIALOG (dialog), file);
  g_assert_true (gtk_widget_get_visible (template_child (dialog, "run")));
  wait_for (dialog == NULL);
  g_assert_nonnull (fixture->toast);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Ahmadi"));
}

/* What a view shows, and nothing else; a view whose filter makes no sense any more is told of. */
/* An export that was locked comes in again by its passphrase, and nothing that was unlocked stays. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->file.folder, "people.csv.locked", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  g_autoptr (GError) error = NULL;
  gint64           id = crm_record_get_id (person);
  GtkWidget       *ask;
  g_autofree char *unlocked = NULL;

  crm_export_file_write (fixture->file.path, "person", NULL, CRM_EXPORT_CSV, file, "four words for now", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (crm_store_delete (fixture->file.store, "Delete", &id, 1, NULL));

  fixture->dialog = CRM_IMPORT_DIALOG (crm_import_dialog_new (fixture->context, file));
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  for (guint i = 0; i < 2; i++)
    {
      wait_for (find_dialog (CRM_TYPE_PASSPHRASE_DIALOG) != NULL);
      ask = find_dialog (CRM_TYPE_PASSPHRASE_DIALOG);
      g_assert_cmpint (says (ask, "not the passphrase"), ==, i == 1);
      gtk_editable_set_text (find_titled (ask, "Passphrase"), i == 0 ? "five words" : "four words for now");
      gtk_widget_activate_action (ask, "passphrase.accept", NULL);
    }
  wait_for_step (fixture, "match");
  unlocked = g_strdup (g_object_get_data (G_OBJECT (fixture->dialog), "crm-unlocked"));
  g_assert_true (g_str_has_suffix (unlocked, "/people.csv"));
  act (fixture, "import.run");
  wait_for_step (fixture, "result");
  g_assert_cmpuint (count_people (fixture), ==, 1);

  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->dialog)));
  settle ();
  g_assert_false (g_file_test (unlocked, G_FILE_TEST_EXISTS));
}

static void
test_export_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) maryam = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) zahra = crm_test_file_add_person (&fixture->file, "Zahra", "Karimi");
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");
  g_autoptr (CrmRecord) broken = crm_record_new ("saved_view");
  g_autofree char *path = g_build_filename (fixture->file.folder, "some.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  GtkWindow       *dialog;

  g_object_set (view, "name", "Z", "record-type", "person", "filter", "given_name = Zahra", "position", (gint64) 1, NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", view, NULL));
  g_object_set (broken, "name", "Broken", "record-type", "person", "filter", "flavour = mint", "position", (gint64) 2, NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", broken, NULL));
  dialog = crm_export_dialog_new (fixture->context);
  gtk_window_present (dialog);
  settle ();
  adw_combo_row_set_selected (ADW_COMBO_ROW (template_child (dialog, "which")), 2);
  crm_export_dialog_write (CRM_EXPORT_DIALOG (dialog), file);
  g_assert_true (gtk_widget_get_visible (template_child (dialog, "problem")));

  adw_combo_row_set_selected (ADW_COMBO_ROW (template_child (dialog, "which")), 1);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  crm_export_dialog_write (CRM_EXPORT_DIALOG (dialog), file);
  wait_for (dialog == NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Karimi"));
  g_assert_null (strstr (text, "Ahmadi"));
}

/* Escape while it writes gives it up, and the dialog is as before. */
static void
test_export_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, "Maryam", "Ahmadi");
  g_autofree char *path = g_build_filename (fixture->file.folder, "people.vcf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWindow *dialog = crm_export_dialog_new (fixture->context);

  gtk_window_present (dialog);
  adw_combo_row_set_selected (ADW_COMBO_ROW (template_child (dialog, "format")), 1);
  crm_export_dialog_write (CRM_EXPORT_DIALOG (dialog), file);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "export.cancel", NULL));
  wait_for (!gtk_widget_get_visible (template_child (dialog, "run")));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (gtk_widget_get_visible (template_child (dialog, "problem")));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "export.cancel", NULL));
  wait_for (dialog == NULL);
}

#define add(name, data, func) g_test_add ("/exchange/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("undo", "google-new.csv", test_undo);
  add ("earlier", "google-new.csv", test_earlier);
  add ("try", "google-new.csv", test_try);
  add ("changes", "google-new.csv", test_changes);
  add ("close", "google-new.csv", test_close);
  add ("missing", "no-such-file.csv", test_missing);
  add ("charset", "google-new.csv", test_charset);
  add ("habits", "google-new.csv", test_habits);
  add ("mailbox", "../mail/studio.mbox", test_mailbox);
  add ("workbook", "../sheet/customers.xlsx", test_workbook);
  add ("many-rejects", NULL, test_many_rejects);
  add ("own-field", NULL, test_own_field);
  add ("locked", NULL, test_locked);
  add ("json", NULL, test_json);
  add ("export", NULL, test_export);
  add ("export-view", NULL, test_export_view);
  add ("export-cancel", NULL, test_export_cancel);

  return g_test_run ();
}
