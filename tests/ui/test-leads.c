/* The inbox of leads, and what becomes of them. */

#include "config.h"

#include "deals-testing.h"

#include "crm-command.h"
#include "crm-convert-dialog.h"
#include "crm-lead-dialog.h"
#include "crm-lead-row.h"
#include "crm-lead-text.h"
#include "crm-leads-page.h"
#include "crm-money-entry.h"
#include "crm-twin-hint.h"

typedef struct
{
  Fixture    deals; /* the file with its pipeline */
  gint64     ann;   /* asked yesterday: the most promising */
  gint64     ben;
  CrmRecord *opened;
} Inbox;

static gint64
add_lead (Inbox *inbox, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = new_person (name);

  g_object_set (person, "lifecycle", "lead", "source", "Fair", NULL);
  crm_store_save (inbox->deals.file.store, "Add", person, &error);
  g_assert_no_error (error);

  return crm_record_get_id (person);
}

static void
add_message (Inbox *inbox, gint64 person, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) activity = crm_record_new ("activity");

  g_object_set (activity, "kind", "message", "direction", "in", "body", body, "occurred-at", crm_clock_now () - G_TIME_SPAN_DAY, NULL);
  crm_object_add_item (CRM_OBJECT (activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", person, NULL));
  crm_store_save (inbox->deals.file.store, "Add", activity, &error);
  g_assert_no_error (error);
}

static void
open_cb (Inbox *inbox, CrmRecord *record)
{
  g_set_object (&inbox->opened, record);
}

static void
append_names (GtkWidget *widget, GString *text)
{
  if (CRM_IS_LEAD_ROW (widget) && crm_lead_row_get_person (CRM_LEAD_ROW (widget)) != NULL)
    g_string_append_printf (text, "%s ", crm_object_get_text (CRM_OBJECT (crm_lead_row_get_person (CRM_LEAD_ROW (widget))), "given_name"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_names (child, text);
}

static gboolean
shows (Inbox *inbox, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_names (GTK_WIDGET (inbox->deals.page), text);

  return strcmp (text->str, expected) == 0;
}

#define wait_for_leads(inbox, expected) wait_for (shows (inbox, expected))

static void
set_up_inbox (Inbox *inbox, gconstpointer data)
{
  Fixture *deals = &inbox->deals;

  crm_test_file_open (&deals->file);
  if (GPOINTER_TO_INT (data) > 0)
    crm_store_write (deals->file.store, "Set up", "setup", CRM_TRANSACTION_NONE, save_template, deals, NULL, NULL);
  inbox->ann = add_lead (inbox, "Ann");
  inbox->ben = add_lead (inbox, "Ben");
  add_message (inbox, inbox->ann, "Silk for the shop 1,200 EUR\nby May");
  deals->context = crm_context_new ();
  g_signal_connect_swapped (deals->context, "toast", G_CALLBACK (toast_cb), deals);
  g_signal_connect_swapped (deals->context, "open", G_CALLBACK (open_cb), inbox);
  crm_context_set_store (deals->context, deals->file.store);
  deals->page = CRM_PAGE (crm_leads_page_new (deals->context));
  deals->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (deals->window, FALSE);
  gtk_window_set_default_size (deals->window, 360, 600);
  gtk_window_set_child (deals->window, GTK_WIDGET (deals->page));
  gtk_window_present (deals->window);
  wait_for_leads (inbox, "Ann Ben ");
}

static void
tear_down_inbox (Inbox *inbox, gconstpointer data)
{
  tear_down (&inbox->deals, NULL);
  g_clear_object (&inbox->opened);
}

static CrmLeadRow *
find_lead (gpointer root, gint64 person)
{
  CrmLeadRow *found = NULL;
  CrmRecord  *record = CRM_IS_LEAD_ROW (root) ? crm_lead_row_get_person (root) : NULL;

  if (record != NULL && crm_record_get_id (record) == person)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_lead (child, person);

  return found;
}

static gpointer
get_view (Inbox *inbox)
{
  return find_widget (inbox->deals.page, GTK_TYPE_LIST_VIEW, FALSE);
}

static void
press_at (Inbox *inbox, gint64 person, const char *accelerator)
{
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (find_lead (inbox->deals.page, person))));
  press_on (get_view (inbox), accelerator);
}

static gboolean
says_plainly (gpointer root, const char *text)
{
  g_autofree char *said = GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) ? dup_plain (gtk_label_get_text (root)) : NULL;
  gboolean         found = g_strcmp0 (said, text) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); !found && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = says_plainly (child, text);

  return found;
}

static guint
count_records (Inbox *inbox, const char *type)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_store_query (inbox->deals.file.store, query, 0, ids, NULL);

  return ids->len;
}

static void
undo (Inbox *inbox)
{
  g_autoptr (GError) error = NULL;

  crm_store_undo (inbox->deals.file.store, NULL, &error);
  g_assert_no_error (error);
}

static const char *
get_row (gpointer dialog, const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (find_titled (dialog, title)));
}

static void
set_row (gpointer dialog, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_titled (dialog, title)), text);
}

/* Who, where from, why, when: each is told, and nothing is wider than the narrowest window. */
static void
test_row (Inbox *inbox, gconstpointer data)
{
  CrmLeadRow *row = find_lead (inbox->deals.page, inbox->ann);

  wait_for (says_plainly (row, "25"));
  wait_for (says_plainly (row, "asked this week, new this week"));
  wait_for (says_plainly (row, "asked yesterday"));
  g_assert_cmpint (minimum_width (inbox->deals.page), <=, 360);

  /* A message of the other moves them up. */
  add_message (inbox, inbox->ben, "Wool?");
  add_message (inbox, inbox->ben, "Any news?");
  wait_for_leads (inbox, "Ben Ann ");
  wait_for (says_plainly (find_lead (inbox->deals.page, inbox->ben), "40"));
}

/* Nothing is typed: a key, and a key. The deal is opened; one undo takes all of it back. */
static void
test_convert (Inbox *inbox, gconstpointer data)
{
  gpointer   dialog;
  CrmObject *deal;

  press_at (inbox, inbox->ann, "c");
  wait_for (find_dialog (CRM_TYPE_CONVERT_DIALOG) != NULL);
  dialog = find_dialog (CRM_TYPE_CONVERT_DIALOG);
  g_assert_cmpstr (get_row (dialog, "Deal"), ==, "Silk for the shop");
  g_assert_cmpint (crm_money_entry_get_amount (find_titled (dialog, "Amount")), ==, 120000);
  g_assert_cmpint (minimum_width (dialog), <=, 360);
  set_row (dialog, "Company", "Atlas");
  adw_combo_row_set_selected (find_titled (dialog, "Stage"), 1);
  gtk_widget_activate_action (dialog, "convert.accept", NULL);
  wait_for (inbox->opened != NULL && find_dialog (CRM_TYPE_CONVERT_DIALOG) == NULL);
  wait_for_leads (inbox, "Ben ");

  deal = CRM_OBJECT (inbox->opened);
  g_assert_cmpstr (crm_object_get_text (deal, "title"), ==, "Silk for the shop");
  g_assert_cmpint (crm_object_get_integer (deal, "stage"), ==, inbox->deals.stages[1]);
  g_assert_cmpint (crm_object_get_integer (deal, "value"), ==, 120000);
  g_assert_cmpint (crm_object_get_integer (deal, "person"), ==, inbox->ann);
  g_assert_cmpuint (count_records (inbox, "company"), ==, 1);
  g_assert_cmpstr (inbox->deals.toast, ==, "Made a deal of the lead \u2068Ann\u2069");

  undo (inbox);
  wait_for_leads (inbox, "Ann Ben ");
  g_assert_cmpuint (count_records (inbox, "deal") + count_records (inbox, "company"), ==, 0);
}

/* Whatever happened while the dialog was open is told in it, and what was typed stays. */
static void
test_convert_too_late (Inbox *inbox, gconstpointer data)
{
  gpointer dialog;

  press_at (inbox, inbox->ann, "Return");
  wait_for (find_dialog (CRM_TYPE_CONVERT_DIALOG) != NULL);
  dialog = find_dialog (CRM_TYPE_CONVERT_DIALOG);
  g_assert_true (crm_store_delete (inbox->deals.file.store, "Delete", &inbox->ann, 1, NULL));
  gtk_widget_activate_action (dialog, "convert.accept", NULL);
  wait_for (says_plainly (dialog, "That person is not there any more."));
  g_assert_true (gtk_widget_get_sensitive (dialog));

  undo (inbox);
  gtk_widget_activate_action (dialog, "convert.accept", NULL);
  wait_for (inbox->opened != NULL);
  g_assert_cmpuint (count_records (inbox, "deal"), ==, 1);
}

/* An empty title is refused at its row. */
static void
test_convert_untitled (Inbox *inbox, gconstpointer data)
{
  gpointer dialog;

  press_at (inbox, inbox->ben, "c");
  wait_for (find_dialog (CRM_TYPE_CONVERT_DIALOG) != NULL);
  dialog = find_dialog (CRM_TYPE_CONVERT_DIALOG);
  set_row (dialog, "Deal", "  ");
  gtk_widget_activate_action (dialog, "convert.accept", NULL);
  g_assert_true (gtk_widget_has_css_class (find_titled (dialog, "Deal"), "error"));
  g_assert_cmpuint (count_records (inbox, "deal"), ==, 0);
  gtk_window_destroy (dialog);
}

static void
test_no_pipeline (Inbox *inbox, gconstpointer data)
{
  gpointer dialog;

  press_at (inbox, inbox->ann, "c");
  wait_for (find_dialog (CRM_TYPE_CONVERT_DIALOG) != NULL);
  dialog = find_dialog (CRM_TYPE_CONVERT_DIALOG);
  wait_for (says_plainly (dialog, "There is no pipeline with an open stage where the deal could begin."));
  gtk_window_destroy (dialog);
}

/* The focus goes to the next; undo brings them back. */
static void
test_dismiss (Inbox *inbox, gconstpointer data)
{
  press_at (inbox, inbox->ann, "d");
  wait_for_leads (inbox, "Ben ");
  wait_for (g_strcmp0 (inbox->deals.toast, "Dismissed the lead \u2068Ann\u2069") == 0);
  wait_for (gtk_window_get_focus (inbox->deals.window) == gtk_widget_get_parent (GTK_WIDGET (find_lead (inbox->deals.page, inbox->ben))));
  undo (inbox);
  wait_for_leads (inbox, "Ann Ben ");
  wait_for (gtk_window_get_focus (inbox->deals.window) == gtk_widget_get_parent (GTK_WIDGET (find_lead (inbox->deals.page, inbox->ann))));

  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (find_lead (inbox->deals.page, inbox->ben))));
  gtk_widget_activate_action (gtk_widget_get_first_child (GTK_WIDGET (inbox->deals.page)), "leads.dismiss", "s", "Does not answer");
  wait_for_leads (inbox, "Ann ");
  press_at (inbox, inbox->ann, "d");
  wait_for (says_plainly (inbox->deals.page, "No Leads"));
}

static void
test_open (Inbox *inbox, gconstpointer data)
{
  press_at (inbox, inbox->ben, "o");
  g_assert_cmpint (crm_record_get_id (inbox->opened), ==, inbox->ben);
}

static CrmLeadDialog *
open_dialog (Inbox *inbox)
{
  crm_page_create (inbox->deals.page);
  wait_for (find_dialog (CRM_TYPE_LEAD_DIALOG) != NULL);

  return find_dialog (CRM_TYPE_LEAD_DIALOG);
}

static GtkTextBuffer *
get_pasted (CrmLeadDialog *dialog)
{
  return gtk_text_view_get_buffer (find_widget (dialog, GTK_TYPE_TEXT_VIEW, FALSE));
}

/* What is understood stands in the rows; what somebody puts right stays so. */
static void
test_paste (Inbox *inbox, gconstpointer data)
{
  CrmLeadDialog *dialog = open_dialog (inbox);
  g_autoptr (CrmRecord) person = NULL;

  g_assert_cmpint (minimum_width (dialog), <=, 360);
  gtk_text_buffer_set_text (get_pasted (dialog), "Hello,\nDo you have wool?\nMaria Lee\nBlue Door Ltd\n+49 30 12345678\nmaria@blue.example", -1);
  wait_for (g_str_equal (get_row (dialog, "Name"), "Maria Lee"));
  g_assert_cmpstr (get_row (dialog, "Company"), ==, "Blue Door Ltd");
  g_assert_cmpstr (get_row (dialog, "Phone"), ==, "+49 30 12345678");
  g_assert_cmpstr (get_row (dialog, "E-mail"), ==, "maria@blue.example");
  set_row (dialog, "Company", "Red Door Ltd");
  gtk_text_buffer_set_text (get_pasted (dialog), "Do you have wool?\nMarie Lee\nBlue Door Ltd\n+49 30 12345678", -1);
  wait_for (g_str_equal (get_row (dialog, "Name"), "Marie Lee"));
  g_assert_cmpstr (get_row (dialog, "Company"), ==, "Red Door Ltd");
  g_assert_cmpstr (get_row (dialog, "E-mail"), ==, "");

  gtk_widget_activate_action (GTK_WIDGET (dialog), "lead.save", NULL);
  wait_for_leads (inbox, "Marie Ann Ben ");
  wait_for (find_dialog (CRM_TYPE_LEAD_DIALOG) == NULL);
  g_assert_cmpstr (inbox->deals.toast, ==, "Added the lead \u2068Marie Lee\u2069");
  g_assert_cmpuint (count_records (inbox, "company"), ==, 1);

  undo (inbox);
  wait_for_leads (inbox, "Ann Ben ");
  g_assert_cmpuint (count_records (inbox, "company"), ==, 0);
}

/* Somebody who is there already is not added once more: what they wrote goes to their timeline. */
static void
test_asked_again (Inbox *inbox, gconstpointer data)
{
  CrmLeadDialog *dialog;
  g_autoptr (CrmRecord) ben = crm_store_get (inbox->deals.file.store, inbox->ben, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (ben);
  CrmTwinHint *hint;

  crm_object_add_item (CRM_OBJECT (draft), "contact_points", crm_contact_point_new ("email", NULL, "ben@blue.example", NULL));
  crm_store_save (inbox->deals.file.store, "Edit", draft, NULL);
  dialog = open_dialog (inbox);
  gtk_text_buffer_set_text (get_pasted (dialog), "Do you have wool? I need twelve metres of it.\nben@blue.example", -1);
  hint = find_widget (dialog, CRM_TYPE_TWIN_HINT, FALSE);
  wait_for (gtk_revealer_get_reveal_child (find_widget (hint, GTK_TYPE_REVEALER, FALSE)));
  g_signal_emit_by_name (hint, "open", ben);
  wait_for (inbox->opened != NULL && find_dialog (CRM_TYPE_LEAD_DIALOG) == NULL);
  g_assert_cmpint (crm_record_get_id (inbox->opened), ==, inbox->ben);
  g_assert_cmpstr (inbox->deals.toast, ==, "\u2068Ben\u2069 asked again");
  g_assert_cmpuint (count_records (inbox, "person"), ==, 2);
  wait_for_leads (inbox, "Ben Ann ");
}

/* What is saved at once was read, too; nothing is no lead. */
static void
test_paste_nothing (Inbox *inbox, gconstpointer data)
{
  CrmLeadDialog *dialog = open_dialog (inbox);

  gtk_text_buffer_set_text (get_pasted (dialog), " \n \n", -1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "lead.save", NULL);
  g_assert_true (gtk_widget_has_css_class (find_titled (dialog, "Name"), "error"));
  wait_for (says_plainly (dialog, "Somebody has a name, a number or an address."));
  gtk_text_buffer_set_text (get_pasted (dialog), "Name: Cleo", -1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "lead.save", NULL);
  wait_for_leads (inbox, "Ann Cleo Ben ");
}

/* Five million letters in one line are cut before they are laid out. */
static void
test_paste_much (Inbox *inbox, gconstpointer data)
{
  CrmLeadDialog   *dialog = open_dialog (inbox);
  g_autofree char *text = g_strnfill (5000000, 'x');
  gint64           begin = g_get_monotonic_time ();

  gtk_text_buffer_set_text (get_pasted (dialog), text, -1);
  gtk_text_buffer_insert_at_cursor (get_pasted (dialog), text, -1);
  wait_for (says_plainly (dialog, "It was too long: only its beginning is kept."));
  settle ();
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_pasted (dialog)), ==, CRM_LEAD_TEXT_MOST);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Where nobody is chosen, a lead can be added all the same. */
static void
test_commands (Inbox *inbox, gconstpointer data)
{
  GtkWidget        *target = NULL;
  guint             n = 0;
  const CrmCommand *commands = crm_page_get_commands (inbox->deals.page, &target, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (commands[0].action, ==, "leads.new");
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (find_lead (inbox->deals.page, inbox->ann))));
  commands = crm_page_get_commands (inbox->deals.page, &target, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (commands[0].action, ==, "leads.convert");
}

static void
test_search (Inbox *inbox, gconstpointer data)
{
  crm_page_search (inbox->deals.page, "be");
  wait_for_leads (inbox, "Ben ");
  crm_page_search (inbox->deals.page, "zzz");
  wait_for (says_plainly (inbox->deals.page, "Nothing Found"));
  crm_page_search (inbox->deals.page, "");
  wait_for_leads (inbox, "Ann Ben ");
}

static void
note_added_cb (GListModel *model, guint position, guint removed, guint added, guint *most)
{
  *most = MAX (*most, added);
}

static gboolean
lists (Inbox *inbox, guint n)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (get_view (inbox)))) == n;
}

/* The rows of many are made a screenful at a time: keys are heard between. Whoever is awaited is there at once. */
static void
test_many (Inbox *inbox, gconstpointer data)
{
  gint64 last = 0;
  guint  most = 0;

  for (guint i = 0; i < 60; i++)
    last = add_lead (inbox, "Cleo");
  wait_for (lists (inbox, 62));
  crm_page_search (inbox->deals.page, "be");
  wait_for_leads (inbox, "Ben ");

  g_signal_connect (gtk_list_view_get_model (get_view (inbox)), "items-changed", G_CALLBACK (note_added_cb), &most);
  crm_page_search (inbox->deals.page, NULL);
  wait_for (lists (inbox, 62));

  g_assert_cmpuint (most, <=, 20);
  g_assert_nonnull (find_lead (inbox->deals.page, last));
}

#define add(name, data, func) g_test_add ("/leads-page/" name, Inbox, GINT_TO_POINTER (data), set_up_inbox, func, tear_down_inbox)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("row", 1, test_row);
  add ("convert", 1, test_convert);
  add ("convert-too-late", 1, test_convert_too_late);
  add ("convert-untitled", 1, test_convert_untitled);
  add ("no-pipeline", 0, test_no_pipeline);
  add ("dismiss", 1, test_dismiss);
  add ("open", 1, test_open);
  add ("paste", 1, test_paste);
  add ("asked-again", 1, test_asked_again);
  add ("paste-nothing", 1, test_paste_nothing);
  add ("paste-much", 1, test_paste_much);
  add ("commands", 1, test_commands);
  add ("search", 1, test_search);
  add ("many", 1, test_many);

  return g_test_run ();
}
