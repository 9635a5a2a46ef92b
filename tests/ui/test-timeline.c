/* The timeline: what is written into its composer, and what stands on it. */

#include "config.h"

#include "timeline-testing.h"

static void
test_note (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmObject) event = NULL;

  write_entry (fixture, "Wants silk in May.\nAsk again.");
  wait_for_count (fixture, before + 1);
  event = get_event (fixture, 0);
  g_assert_cmpstr (crm_object_get_text (event, "kind"), ==, "note");
  g_assert_cmpstr (crm_object_get_text (event, "body"), ==, "Wants silk in May.\nAsk again.");
  g_assert_cmpint (crm_object_get_integer (event, "occurred_at"), ==, NOW);
  wait_for (gtk_text_buffer_get_char_count (get_buffer (fixture)) == 0);
  wait_for (get_row (fixture, 0) != NULL);
  g_assert_true (says (get_row (fixture, 0), "Wants silk"));

  /* Nothing written is nothing saved. */
  write_entry (fixture, "   ");
  write_entry (fixture, "");
  settle ();
  g_assert_cmpuint (count_events (fixture), ==, before + 1);
}

/* Of one's own it need not be said who did it. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  CrmStore *store = crm_context_get_store (fixture->context);
  guint     before = count_events (fixture);

  crm_store_set_author (store, "Sara");
  write_entry (fixture, "Wants silk in May.");
  wait_for_count (fixture, before + 1);
  wait_for (get_row (fixture, 0) != NULL);
  g_assert_false (says (get_row (fixture, 0), "Sara"));
  wait_for (gtk_text_buffer_get_char_count (get_buffer (fixture)) == 0);

  crm_store_set_author (store, "Dara");
  write_entry (fixture, "Wants cotton, too.");
  wait_for_count (fixture, before + 2);
  wait_for (get_row (fixture, 1) != NULL && says (get_row (fixture, 1), "silk"));
  g_assert_false (says (get_row (fixture, 0), "Dara"));
  wait_for (says (get_row (fixture, 1), "Sara"));
}

static void
test_call (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmObject) event = NULL;

  gtk_text_buffer_set_text (get_buffer (fixture), "/call He agreed", -1);
  gtk_editable_set_text (get_entry (fixture, 0), "۴:۳۰");
  gtk_editable_set_text (get_entry (fixture, 1), "yesterday 16:20");
  gtk_drop_down_set_selected (find_widget (gtk_widget_get_parent (GTK_WIDGET (get_entry (fixture, 0))), GTK_TYPE_DROP_DOWN, FALSE), 1);
  save (fixture);
  wait_for_count (fixture, before + 1);
  wait_for (gtk_text_buffer_get_char_count (get_buffer (fixture)) == 0);
  event = get_event (fixture, 0);
  g_assert_cmpstr (crm_object_get_text (event, "kind"), ==, "call");
  g_assert_cmpstr (crm_object_get_text (event, "body"), ==, "He agreed");
  g_assert_cmpint (crm_object_get_integer (event, "duration"), ==, 270);
  g_assert_cmpstr (crm_object_get_text (event, "direction"), ==, "out");
  g_assert_cmpint (crm_object_get_integer (event, "occurred_at"), ==, NOW - DAY + G_GINT64_CONSTANT (19200) * G_USEC_PER_SEC);

  /* A call with nothing to tell is one too; one of no length of time is not. */
  crm_timeline_view_compose (CRM_TIMELINE_VIEW (fixture->view), "call");
  gtk_editable_set_text (get_entry (fixture, 0), "a while");
  save (fixture);
  settle ();
  g_assert_cmpuint (count_events (fixture), ==, before + 1);
  gtk_editable_set_text (get_entry (fixture, 0), "");
  save (fixture);
  wait_for_count (fixture, before + 2);
}

static void
test_task (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmObject) event = NULL;
  CrmTimelineRow *row;
  GtkWidget      *done;

  write_entry (fixture, "/task call back tomorrow 10");
  wait_for_count (fixture, before + 1);
  event = get_event (fixture, 0);
  g_assert_cmpstr (crm_object_get_text (event, "kind"), ==, "task");
  g_assert_cmpstr (crm_object_get_text (event, "subject"), ==, "call back");
  g_assert_cmpstr (crm_object_get_text (event, "due"), ==, "2025-03-21");
  g_assert_cmpstr (crm_object_get_text (event, "due_time"), ==, "10:00");
  g_assert_cmpint (crm_object_get_integer (event, "occurred_at"), ==, CRM_UNSET);

  wait_for (get_row (fixture, 0) != NULL);
  row = get_row (fixture, 0);
  done = find_widget (row, GTK_TYPE_CHECK_BUTTON, FALSE);
  g_assert_true (gtk_widget_get_visible (done));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (done), TRUE);
  wait_for (crm_object_get_integer (event, "done_at") == NOW);
}

static void
test_refused_when (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);

  gtk_text_buffer_set_text (get_buffer (fixture), "Spoke", -1);
  gtk_editable_set_text (get_entry (fixture, 1), "when pigs fly");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_entry (fixture, 1)), "error"));
  g_assert_true (says (fixture->view, "is not a date"));
  gtk_editable_set_text (get_entry (fixture, 1), "30 Feb 2025 10:00");
  g_assert_true (says (fixture->view, "February 2025 has 28 days"));
  gtk_editable_set_text (get_entry (fixture, 1), "tomorrow 25:00");
  g_assert_true (says (fixture->view, "is no day or time"));
  save (fixture);
  settle ();
  g_assert_cmpuint (count_events (fixture), ==, before);
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_buffer (fixture)), ==, 5);
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmRecord) first = log_at (fixture, "note", "First", NOW - 2 * DAY);
  g_autoptr (CrmRecord) second = log_at (fixture, "note", "Second", NOW - 2 * DAY - 1);
  g_autoptr (CrmRecord) third = NULL;

  wait_for (count_events (fixture) == before + 2);
  wait_for (get_row (fixture, before) != NULL && get_header (fixture, before) != NULL);
  g_assert_nonnull (strstr (get_header (fixture, before), "18 March 2025"));
  g_assert_null (get_header (fixture, before + 1));

  /* What comes before the first of a day takes the head of the day from it. */
  third = log_at (fixture, "note", "Third", NOW - 2 * DAY + 1);
  wait_for (count_events (fixture) == before + 3);
  wait_for (get_row (fixture, before) != NULL && get_header (fixture, before + 1) == NULL);
  g_assert_nonnull (strstr (get_header (fixture, before), "18 March 2025"));
}

static void
test_pin_and_delete (Fixture *fixture, gconstpointer data)
{
  guint before = count_events (fixture);
  g_autoptr (CrmRecord) old = log_at (fixture, "note", "Allergic to wool", NOW - 90 * DAY);
  g_autoptr (CrmObject) top = NULL;
  g_autoptr (GError) error = NULL;

  wait_for (count_events (fixture) == before + 1 && get_row (fixture, before) != NULL);
  choose (fixture, before);
  gtk_widget_activate_action (fixture->view, "event.pin", NULL);
  wait_for (get_row (fixture, 0) != NULL && get_header (fixture, 0) != NULL && strstr (get_header (fixture, 0), "Pinned") != NULL);
  top = get_event (fixture, 0);
  g_assert_cmpint (crm_record_get_id (CRM_RECORD (top)), ==, crm_record_get_id (old));

  choose (fixture, 0);
  gtk_widget_activate_action (fixture->view, "event.delete", NULL);
  wait_for_count (fixture, before);
  crm_store_undo (fixture->file.store, NULL, &error);
  g_assert_no_error (error);
  wait_for_count (fixture, before + 1);
}

/* It follows the composer, which has drop-downs of its own. */
static GtkDropDown *
get_filter (Fixture *fixture)
{
  GtkWidget *composer = find_widget (fixture->view, CRM_TYPE_TIMELINE_COMPOSER, FALSE);

  return find_widget (gtk_widget_get_next_sibling (composer), GTK_TYPE_DROP_DOWN, FALSE);
}

static void
test_filter_and_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) note = log_at (fixture, "note", "Samples of velvet", NOW);
  g_autoptr (CrmRecord) call = log_at (fixture, "call", "Velvet is too dear", NOW - 1);
  g_autoptr (CrmRecord) other = log_at (fixture, "call", "Wrong number", NOW - 2);
  GtkDropDown *filter = get_filter (fixture);
  GtkEditable *search = GTK_EDITABLE (gtk_widget_get_next_sibling (GTK_WIDGET (filter)));

  gtk_drop_down_set_selected (filter, 2);
  wait_for_count (fixture, 2);
  gtk_editable_set_text (search, "velvet");
  wait_for_count (fixture, 1);
  gtk_drop_down_set_selected (filter, 0);
  wait_for_count (fixture, 2);
  gtk_editable_set_text (search, "brocade");
  wait_for_count (fixture, 0);
  g_assert_true (says (fixture->view, "Nothing found"));
}

static void
log_message (Fixture *fixture, const char *body, const char *field, const char *value)
{
  g_autoptr (CrmRecord) event = log_at (fixture, "message", body, NOW);
  g_autoptr (CrmRecord) draft = crm_record_edit (event);
  g_autoptr (GError) error = NULL;

  crm_object_set_text (CRM_OBJECT (draft), field, value);
  crm_store_save (fixture->file.store, "Edit", draft, &error);
  g_assert_no_error (error);
}

/* The channels that somebody writes by are offered after the kinds, each once, however it is written. */
static void
test_channels (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *filter = get_filter (fixture);
  guint        n_kinds = g_list_model_get_n_items (gtk_drop_down_get_model (filter));
  GListModel  *offered;

  log_message (fixture, "One", "channel", "Signal");
  log_message (fixture, "Two", "channel", "signal");
  log_message (fixture, "Three", "channel", "SMS");
  crm_timeline_view_set_record (CRM_TIMELINE_VIEW (fixture->view), NULL);
  crm_timeline_view_set_record (CRM_TIMELINE_VIEW (fixture->view), fixture->person);
  offered = gtk_drop_down_get_model (filter);
  g_assert_cmpuint (g_list_model_get_n_items (offered), ==, n_kinds + 2);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (offered), n_kinds), ==, "SMS");
  gtk_drop_down_set_selected (filter, n_kinds + 1);
  wait_for_count (fixture, 2);
  wait_for (get_row (fixture, 0) != NULL);
  g_assert_true (says (get_row (fixture, 0), "ignal"));
  gtk_drop_down_set_selected (filter, n_kinds);
  wait_for_count (fixture, 1);
}

/* The messages of one conversation, from any of them; another choice shows the others again. */
static void
test_conversation (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *filter = get_filter (fixture);
  guint        all;

  log_message (fixture, "An offer", "thread", "a@example.com");
  log_message (fixture, "Thank you", "thread", "a@example.com");
  log_message (fixture, "Something else", "thread", "b@example.com");
  wait_for (says (fixture->view, "Something else"));
  wait_for (get_row (fixture, 2) != NULL);
  all = count_events (fixture);
  choose (fixture, 1);
  gtk_widget_activate_action (fixture->view, "event.conversation", NULL);
  wait_for_count (fixture, 2);
  g_assert_true (says (fixture->view, "The Conversation"));

  gtk_drop_down_set_selected (filter, 0);
  wait_for_count (fixture, all);
}

/* A change of the record is a quiet line in the words of its fields. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (fixture->person);
  g_autoptr (CrmRecord) again = NULL;
  g_autoptr (GError) error = NULL;

  crm_object_set_text (CRM_OBJECT (draft), "nickname", "Sammy");
  crm_store_save (fixture->file.store, "Edit", draft, &error);
  g_assert_no_error (error);
  wait_for (says (fixture->view, "Nickname set to"));

  crm_clock_set (NOW + DAY);
  again = crm_record_edit (fixture->person);
  crm_object_set_text (CRM_OBJECT (again), "nickname", "Samuel");
  crm_object_set_text (CRM_OBJECT (again), "lifecycle", "loyal");
  crm_store_save (fixture->file.store, "Edit", again, &error);
  g_assert_no_error (error);
  wait_for (says (fixture->view, "Nickname changed from"));
  g_assert_true (says (fixture->view, "Loyal customer"));
}

static CrmRecord *
add_stage (Fixture *fixture, gint64 pipeline, const char *name)
{
  CrmRecord *stage = crm_record_new ("stage");

  crm_object_set_integer (CRM_OBJECT (stage), "pipeline", pipeline);
  crm_object_set_text (CRM_OBJECT (stage), "name", name);
  crm_object_set_text (CRM_OBJECT (stage), "kind", "open");
  g_assert_true (crm_store_save (fixture->file.store, "Add", stage, NULL));

  return stage;
}

static void
test_stages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) pipeline = crm_record_new ("pipeline");
  g_autoptr (CrmRecord) offer = NULL;
  g_autoptr (CrmRecord) agreed = NULL;
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autoptr (CrmRecord) moved = NULL;

  crm_object_set_text (CRM_OBJECT (pipeline), "name", "Sales");
  g_assert_true (crm_store_save (fixture->file.store, "Add", pipeline, NULL));
  offer = add_stage (fixture, crm_record_get_id (pipeline), "Offer");
  agreed = add_stage (fixture, crm_record_get_id (pipeline), "Agreed");
  crm_object_set_text (CRM_OBJECT (deal), "title", "Spring order");
  crm_object_set_integer (CRM_OBJECT (deal), "person", crm_record_get_id (fixture->person));
  crm_object_set_integer (CRM_OBJECT (deal), "stage", crm_record_get_id (offer));
  g_assert_true (crm_store_save (fixture->file.store, "Add", deal, NULL));
  wait_for (says (fixture->view, "began in"));

  moved = crm_record_edit (deal);
  crm_object_set_integer (CRM_OBJECT (moved), "stage", crm_record_get_id (agreed));
  g_assert_true (crm_store_save (fixture->file.store, "Move", moved, NULL));
  wait_for (says (fixture->view, "moved from"));
  g_assert_true (says (fixture->view, "Agreed"));
}

static gboolean
add_many (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  gint64 target = *(gint64 *) user_data;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (CrmRecord) event = crm_record_new ("activity");
      CrmObject *link = g_object_new (CRM_TYPE_ACTIVITY_LINK, NULL);

      crm_object_set_integer (link, "target", target);
      crm_object_add_item (CRM_OBJECT (event), "links", link);
      crm_object_set_text (CRM_OBJECT (event), "kind", "note");
      crm_object_set_text (CRM_OBJECT (event), "body", "Note");
      crm_object_set_integer (CRM_OBJECT (event), "occurred_at", NOW - i * G_USEC_PER_SEC * 60);
      if (!crm_transaction_save (transaction, event, error))
        return FALSE;
    }

  return TRUE;
}

/* However many there are, few are read. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  gint64 id = crm_record_get_id (fixture->person);
  g_autoptr (GError) error = NULL;
  GtkSingleSelection *selection;

  crm_timeline_view_set_record (CRM_TIMELINE_VIEW (fixture->view), NULL);
  crm_store_write (fixture->file.store, "Import", "import", CRM_TRANSACTION_BULK, add_many, &id, NULL, &error);
  g_assert_no_error (error);
  crm_timeline_view_set_record (CRM_TIMELINE_VIEW (fixture->view), fixture->person);
  wait_for (count_events (fixture) >= 20000);
  selection = GTK_SINGLE_SELECTION (get_events (fixture));
  g_assert_cmpuint (crm_record_list_count_loaded (crm_places_get_records (CRM_PLACES (gtk_single_selection_get_model (selection)))), <, 1000);
}

static void
test_width (Fixture *fixture, gconstpointer data)
{
  crm_timeline_view_compose (CRM_TIMELINE_VIEW (fixture->view), "call");
  settle ();
  g_assert_cmpint (minimum_width (fixture->view), <=, 360);
}

/* What was sold stands there as well, and can be looked for; there is nothing to reply to. */
static void
test_sale (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");
  g_autoptr (CrmRecord) payment = crm_record_new ("payment");
  gint64 person = crm_record_get_id (fixture->person);

  g_object_set (invoice, "person", person, "status", "issued", "subject", "Velvet curtains", "currency", "EUR", NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Velvet", "price", G_GINT64_CONSTANT (4000), NULL));
  crm_store_save (fixture->file.store, "Sell", invoice, &error);
  g_object_set (payment, "person", person, "amount", G_GINT64_CONSTANT (4000), "currency", "EUR", "method", "card", NULL);
  crm_store_save (fixture->file.store, "Pay", payment, &error);
  g_assert_no_error (error);

  wait_for (says (fixture->view, "Velvet curtains"));
  wait_for (says (fixture->view, "Card"));
  gtk_editable_set_text (find_widget (fixture->view, GTK_TYPE_SEARCH_ENTRY, TRUE), "velvet");
  wait_for (!says (fixture->view, "Card"));
  g_assert_true (says (fixture->view, "Velvet curtains"));
}

#define add(name, func) g_test_add ("/timeline/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("note", test_note);
  add ("others", test_others);
  add ("call", test_call);
  add ("task", test_task);
  add ("refused-when", test_refused_when);
  add ("days", test_days);
  add ("pin-and-delete", test_pin_and_delete);
  add ("filter-and-search", test_filter_and_search);
  add ("channels", test_channels);
  add ("sale", test_sale);
  add ("conversation", test_conversation);
  add ("changes", test_changes);
  add ("stages", test_stages);
  add ("many", test_many);
  add ("width", test_width);

  return g_test_run ();
}
