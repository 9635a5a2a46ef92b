/* Duplicates and gaps as somebody sees them: the page, the dialog that merges, by keyboard alone, and the hint while a new person is typed. */

#include "config.h"

#include "people-testing.h"

#include "crm-known-meter.h"
#include "crm-merge-choice.h"
#include "crm-merge-dialog.h"
#include "crm-profile.h"
#include "crm-quality-page.h"
#include "crm-record-editor.h"
#include "crm-record-picker.h"
#include "crm-split-view.h"
#include "crm-twin-hint.h"

#define WIDE 1000
#define NARROW 360

static gint64
add_reached (Fixture *fixture, const char *given, const char *family, const char *phone)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", given);
  crm_object_set_text (CRM_OBJECT (person), "family_name", family);
  if (phone != NULL)
    crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("phone", NULL, phone, NULL));
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));

  return crm_record_get_id (person);
}

static guint
count_pairs (Fixture *fixture)
{
  return g_list_model_get_n_items (crm_quality_page_get_duplicates (CRM_QUALITY_PAGE (fixture->page)));
}

static GtkWidget *
get_list_view (Fixture *fixture)
{
  return find_widget (fixture->page, GTK_TYPE_LIST_VIEW, TRUE);
}

static GtkListBoxRow *
get_figure (Fixture *fixture, int figure)
{
  return gtk_list_box_get_row_at_index (find_widget (fixture->page, GTK_TYPE_LIST_BOX, FALSE), figure);
}

static void
choose_figure (Fixture *fixture, int figure)
{
  GtkListBoxRow *row = get_figure (fixture, figure);

  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row))), row);
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row)), "row-activated", row);
  settle ();
}

static gboolean
is_deleted (Fixture *fixture, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_store_get (fixture->file.store, id, NULL);

  return crm_record_is_deleted (record);
}

static const char *
get_given (Fixture *fixture, gint64 id)
{
  static char *given;
  g_autoptr (CrmRecord) record = crm_store_get (fixture->file.store, id, NULL);

  g_free (given);
  given = g_strdup (crm_object_get_text (CRM_OBJECT (record), "given_name"));

  return given;
}

static void
test_merge_by_keyboard (Fixture *fixture, gconstpointer data)
{
  gint64     one = add_reached (fixture, "Maryam", "Ahmadi", "+98 912 345 6789");
  gint64     other = add_reached (fixture, "Mariam", "Ahmadi", "+98 912 345 6789");
  GtkWidget *dialog;

  show_page (fixture, crm_quality_page_new (fixture->context), WIDE);
  wait_for (count_pairs (fixture) == 1);
  wait_for (get_list_view (fixture) != NULL);
  g_assert_true (says (fixture->page, "Maryam Ahmadi"));
  g_assert_true (says (fixture->page, "Same phone"));

  /* Return on the pair. */
  g_signal_emit_by_name (get_list_view (fixture), "activate", 0);
  dialog = find_dialog (CRM_TYPE_MERGE_DIALOG);
  g_assert_nonnull (dialog);
  wait_for (says (dialog, "How It Will Be"));
  g_assert_true (GTK_IS_CHECK_BUTTON (gtk_window_get_focus (GTK_WINDOW (dialog))));
  crm_merge_choice_take (find_widget (dialog, CRM_TYPE_MERGE_CHOICE, FALSE), TRUE);
  press_on (dialog, "<Control>Return");
  wait_for (is_deleted (fixture, other));
  wait_for (find_dialog (CRM_TYPE_MERGE_DIALOG) == NULL);
  g_assert_cmpstr (get_given (fixture, one), ==, "Mariam");
  g_assert_nonnull (strstr (fixture->undo_title, "Merge"));
  wait_for (count_pairs (fixture) == 0);
  wait_for (says (fixture->page, "No Duplicates"));

  undo (fixture);
  wait_for (count_pairs (fixture) == 1);
  g_assert_false (is_deleted (fixture, other));
  g_assert_cmpstr (get_given (fixture, one), ==, "Maryam");
}

static void
test_other_stays (Fixture *fixture, gconstpointer data)
{
  gint64 one = add_reached (fixture, "Maryam", "Ahmadi", "+98 912 345 6789");
  gint64 other = add_reached (fixture, "Mariam", "Ahmadi", "+98 912 345 6789");
  g_autoptr (CrmRecord) first = crm_store_get (fixture->file.store, one, NULL);
  g_autoptr (CrmRecord) second = crm_store_get (fixture->file.store, other, NULL);
  GtkWindow *dialog = crm_merge_dialog_new (fixture->context, first, second);

  gtk_window_present (dialog);
  g_assert_cmpint (minimum_width (dialog), <=, NARROW);
  gtk_widget_activate (find_titled (dialog, "\342\201\250Mariam Ahmadi\342\201\251"));
  g_assert_true (crm_merge_choice_takes_other (find_widget (dialog, CRM_TYPE_MERGE_CHOICE, FALSE)));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "merge.accept", NULL);
  wait_for (is_deleted (fixture, one));
  g_assert_cmpstr (get_given (fixture, other), ==, "Mariam");
  wait_for (find_dialog (CRM_TYPE_MERGE_DIALOG) == NULL);
}

static void
test_not_a_duplicate (Fixture *fixture, gconstpointer data)
{
  add_reached (fixture, "Maryam", "Ahmadi", "+98 912 345 6789");
  add_reached (fixture, "Maryam", "Ahmadi", "+98 912 345 6789");
  show_page (fixture, crm_quality_page_new (fixture->context), WIDE);
  wait_for (count_pairs (fixture) == 1);
  wait_for (get_list_view (fixture) != NULL);

  press_on (get_list_view (fixture), "n");
  wait_for (count_pairs (fixture) == 0);
  wait_for (fixture->undo_title != NULL);
  g_assert_nonnull (strstr (fixture->undo_title, "not the same"));

  /* On a Persian layout it is the same key. */
  undo (fixture);
  wait_for (count_pairs (fixture) == 1);
  press_on (get_list_view (fixture), "Arabic_dal");
  wait_for (count_pairs (fixture) == 0);
}

static void
test_gaps (Fixture *fixture, gconstpointer data)
{
  add_reached (fixture, "Silent", "Mouse", NULL);
  add_reached (fixture, "Wrong", "Number", "+98 12");
  show_page (fixture, crm_quality_page_new (fixture->context), WIDE);
  wait_for (says (get_figure (fixture, 3), "2"));
  g_assert_true (says (get_figure (fixture, 1), "1"));
  g_assert_true (says (fixture->page, "No Duplicates"));

  choose_figure (fixture, 1);
  wait_for (says (fixture->page, "Wrong Number"));
  g_assert_false (says (get_list_view (fixture), "Silent Mouse"));
  g_signal_emit_by_name (get_list_view (fixture), "activate", 0);
  g_assert_nonnull (fixture->opened);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (fixture->opened), "family_name"), ==, "Number");

  choose_figure (fixture, 4);
  wait_for (says (fixture->page, "Everybody Has a Name"));
}

/* On a narrow window the figures hide what they count, and Back leads to them. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  CrmSplitView *split;

  add_reached (fixture, "Silent", "Mouse", NULL);
  show_page (fixture, crm_quality_page_new (fixture->context), NARROW);
  g_assert_cmpint (minimum_width (fixture->page), <=, NARROW);
  split = find_widget (fixture->page, CRM_TYPE_SPLIT_VIEW, FALSE);
  wait_for (crm_split_view_get_folded (split));
  wait_for (says (get_figure (fixture, 3), "1"));
  g_assert_false (crm_page_go_back (CRM_PAGE (fixture->page)));

  choose_figure (fixture, 3);
  g_assert_true (crm_split_view_get_show_content (split));
  g_assert_true (crm_page_go_back (CRM_PAGE (fixture->page)));
  g_assert_false (crm_split_view_get_show_content (split));
}

static void
test_while_typing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *editor;

  add_reached (fixture, "Maryam", "Ahmadi", "+98 912 345 6789");
  show_page (fixture, crm_people_page_new (fixture->context), WIDE);
  crm_page_create (CRM_PAGE (fixture->page));
  editor = find_dialog (CRM_TYPE_RECORD_EDITOR);
  gtk_editable_set_text (find_titled (editor, "First name"), "maryam");
  gtk_editable_set_text (find_titled (editor, "Last name"), "ahmadi");
  wait_for (gtk_revealer_get_reveal_child (find_widget (find_widget (editor, CRM_TYPE_TWIN_HINT, FALSE), GTK_TYPE_REVEALER, FALSE)));
  g_assert_true (says (editor, "is in the file already"));

  gtk_window_close (GTK_WINDOW (editor));
  wait_for (find_dialog (CRM_TYPE_RECORD_EDITOR) == NULL);
}

/* A number that was typed is looked for as well as a name. */
static void
test_number_while_typing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *editor;
  g_autoptr (CrmRecord) draft = NULL;

  add_reached (fixture, "Maryam", "Ahmadi", "+98 912 345 6789");
  show_page (fixture, crm_people_page_new (fixture->context), WIDE);
  crm_page_create (CRM_PAGE (fixture->page));
  editor = find_dialog (CRM_TYPE_RECORD_EDITOR);
  g_object_get (editor, "draft", &draft, NULL);
  gtk_editable_set_text (find_titled (editor, "First name"), "M.");
  crm_object_add_item (CRM_OBJECT (draft), "contact_points", crm_contact_point_new ("phone", NULL, "0912 345 6789", NULL));
  wait_for (says (editor, "has this number already"));
  gtk_window_close (GTK_WINDOW (editor));
  wait_for (find_dialog (CRM_TYPE_RECORD_EDITOR) == NULL);
}

static void
test_open_instead (Fixture *fixture, gconstpointer data)
{
  gint64     maryam = add_reached (fixture, "Maryam", "Ahmadi", "+98 912 345 6789");
  GtkWidget *editor;

  show_page (fixture, crm_people_page_new (fixture->context), WIDE);
  crm_page_create (CRM_PAGE (fixture->page));
  editor = find_dialog (CRM_TYPE_RECORD_EDITOR);
  gtk_editable_set_text (find_titled (editor, "Last name"), "Ahmadi");
  /* Another name is another person. */
  gtk_editable_set_text (find_titled (editor, "First name"), "Sara");
  wait_for (!gtk_revealer_get_reveal_child (find_widget (find_widget (editor, CRM_TYPE_TWIN_HINT, FALSE), GTK_TYPE_REVEALER, FALSE)));

  gtk_editable_set_text (find_titled (editor, "First name"), "Maryam");
  wait_for (gtk_revealer_get_reveal_child (find_widget (find_widget (editor, CRM_TYPE_TWIN_HINT, FALSE), GTK_TYPE_REVEALER, FALSE)));
  g_signal_emit_by_name (find_widget (find_widget (editor, CRM_TYPE_TWIN_HINT, FALSE), GTK_TYPE_BUTTON, FALSE), "clicked");
  settle ();
  g_assert_null (find_dialog (CRM_TYPE_RECORD_EDITOR));
  g_assert_nonnull (fixture->opened);
  g_assert_cmpint (crm_record_get_id (fixture->opened), ==, maryam);
}

static GVariant *merge_asked;

static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_clear_pointer (&merge_asked, g_variant_unref);
  merge_asked = g_variant_ref (parameter);
}

static void
test_merge_two_selected (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = { { "merge", merge_cb, "(xx)" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkSelectionModel *selection;
  gint64             ids[2];

  ids[0] = add_reached (fixture, "Ann", "Bell", NULL);
  ids[1] = add_reached (fixture, "Bob", "Bell", NULL);
  add_reached (fixture, "Cid", "Bell", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), WIDE);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, 1, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
  wait_for (count_rows (fixture) == 3);
  selection = crm_directory_list_get_selection (get_list (fixture));

  gtk_selection_model_select_range (selection, 0, 2, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "chosen.merge", NULL);
  g_assert_nonnull (merge_asked);
  g_assert_true (g_variant_equal (merge_asked, g_variant_ref_sink (g_variant_new ("(xx)", ids[0], ids[1]))));

  g_clear_pointer (&merge_asked, g_variant_unref);
  gtk_selection_model_select_range (selection, 0, 3, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (get_list (fixture)), "chosen.merge", NULL);
  g_assert_null (merge_asked);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", NULL);
}

static void
test_merge_with_picked (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = { { "merge", merge_cb, "(xx)" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  gint64     ann = add_reached (fixture, "Ann", "Bell", NULL);
  gint64     bob = add_reached (fixture, "Bob", "Bell", NULL);
  GtkWidget *picker;

  show_page (fixture, crm_people_page_new (fixture->context), WIDE);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, 1, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
  wait_for (count_rows (fixture) == 2);
  open_first (fixture);

  gtk_widget_activate_action (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "profile.merge", NULL);
  picker = find_widget (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), CRM_TYPE_RECORD_PICKER, TRUE);
  g_assert_nonnull (picker);
  g_signal_emit_by_name (picker, "picked", bob);
  g_assert_nonnull (merge_asked);
  g_assert_true (g_variant_equal (merge_asked, g_variant_ref_sink (g_variant_new ("(xx)", ann, bob))));
  g_clear_pointer (&merge_asked, g_variant_unref);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", NULL);
}

static void
test_how_much_is_known (Fixture *fixture, gconstpointer data)
{
  CrmKnownMeter *meter;

  add_reached (fixture, "Maryam", NULL, "+98 912 345 6789");
  show_page (fixture, crm_people_page_new (fixture->context), WIDE);
  wait_for (count_rows (fixture) == 1);
  open_first (fixture);
  meter = find_widget (fixture->page, CRM_TYPE_KNOWN_METER, FALSE);
  g_assert_true (says (meter, "missing: last name, e-mail, company"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/quality/merge-by-keyboard", Fixture, NULL, set_up, test_merge_by_keyboard, tear_down);
  g_test_add ("/ui/quality/other-stays", Fixture, NULL, set_up, test_other_stays, tear_down);
  g_test_add ("/ui/quality/not-a-duplicate", Fixture, NULL, set_up, test_not_a_duplicate, tear_down);
  g_test_add ("/ui/quality/gaps", Fixture, NULL, set_up, test_gaps, tear_down);
  g_test_add ("/ui/quality/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/ui/quality/while-typing", Fixture, NULL, set_up, test_while_typing, tear_down);
  g_test_add ("/ui/quality/number-while-typing", Fixture, NULL, set_up, test_number_while_typing, tear_down);
  g_test_add ("/ui/quality/open-instead", Fixture, NULL, set_up, test_open_instead, tear_down);
  g_test_add ("/ui/quality/merge-two-selected", Fixture, NULL, set_up, test_merge_two_selected, tear_down);
  g_test_add ("/ui/quality/merge-with-picked", Fixture, NULL, set_up, test_merge_with_picked, tear_down);
  g_test_add ("/ui/quality/how-much-is-known", Fixture, NULL, set_up, test_how_much_is_known, tear_down);

  return g_test_run ();
}
