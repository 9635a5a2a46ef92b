/* Filters about what customers do: what they bought and when, how far a deal came, what they ask and think of us, and of other records whom they are about. */

#include "filter-testing.h"

#include "crm-record-list.h"

static void
test_buying (Fixture *fixture, gconstpointer data)
{
  assert_shows (fixture, "person", "bought = Silk", "Ann");
  assert_shows (fixture, "person", "bought = Wool", "Ann, Ben");
  assert_shows (fixture, "person", "bought != Wool", "Cyrus");
  assert_shows (fixture, "company", "bought = wool", "Atlas");
  assert_shows (fixture, "person", "first_purchase <= 2026-01-31", "Ann");
  assert_shows (fixture, "person", "first_purchase > 2026-01-10", "Ben");
  assert_shows (fixture, "person", "last_purchase < 2026-03-01", "Ben");
  assert_shows (fixture, "person", "last_purchase is not set", "Cyrus");
  assert_shows (fixture, "person", "purchase = 2026-03-10", "Ann");
  assert_shows (fixture, "person", "purchases >= 2", "Ann");
  assert_shows (fixture, "person", "purchases = 1", "Ben");
  assert_shows (fixture, "person", "purchases = 0", "Cyrus");
  assert_shows (fixture, "person", "purchases < 2", "Ben, Cyrus");
  assert_shows (fixture, "person", "purchases != 2", "Ben, Cyrus");
  assert_shows (fixture, "invoice", "sold = yes", "1 · first, 3 · third, 2 · second");
  assert_shows (fixture, "invoice", "sold = no", "thought of");
}

/* A contract goes on for one and a half of the times after which it is due again: here, to the 25th of April for who paid on the 10th of March. */
static void
test_contracts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) wool = crm_store_get (fixture->file.store, fixture->wool, NULL);
  g_autoptr (CrmRecord) monthly = crm_record_edit (wool);

  assert_refused (fixture, "person", "contract = Wool", "again and again");
  crm_object_set_text (CRM_OBJECT (monthly), "recurring_period", "month");
  save (fixture, monthly);
  crm_clock_set (crm_date_to_instant ((CrmDate){ 2026, 4, 24 }));
  assert_shows (fixture, "person", "contract = Wool", "Ann");
  assert_shows (fixture, "person", "contract_ended = Wool", "Ben");
  assert_shows (fixture, "company", "contract_ended = Wool", "Atlas");
  assert_shows (fixture, "invoice", "payer.contract_ended = Wool", "3 · third");
  assert_shows (fixture, "invoice", "contract_ended = Wool", "3 · third");
  assert_shows (fixture, "invoice", "contract = Wool", "2 · second");
  crm_clock_set (crm_date_to_instant ((CrmDate){ 2026, 4, 25 }));
  assert_shows (fixture, "person", "contract = Wool", "");
  assert_shows (fixture, "person", "contract_ended = Wool", "Ann, Ben");
  add_invoice (fixture, "fourth", fixture->ann, CRM_UNSET, fixture->wool, "2026-04-25", "issued");
  assert_shows (fixture, "person", "contract = Wool", "Ann");
  assert_shows (fixture, "invoice", "contract = Wool", "4 · fourth");
  assert_shows (fixture, "invoice", "contract_ended = Wool", "3 · third, 2 · second");
}

/* For whom they came is a customer of it too; who pays is the company. */
static void
test_about (Fixture *fixture, gconstpointer data)
{
  assert_shows (fixture, "invoice", "customer.given_name = Ben", "3 · third");
  assert_shows (fixture, "invoice", "payer.given_name = Ben", "");
  assert_shows (fixture, "invoice", "payer.first_purchase = 2026-02-10", "3 · third");
  assert_shows (fixture, "invoice", "payer.first_purchase < 2026-01-31 and date > 2026-02-28 and sold = yes", "2 · second");
  assert_shows (fixture, "invoice", "customer.name = Atlas", "3 · third");
  assert_shows (fixture, "invoice", "customer.given_name != Ann", "3 · third");
  assert_shows (fixture, "invoice", "customer.given_name is not set and sold = yes", "");
}

static void
test_activities (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) call = crm_record_new ("activity");

  g_object_set (call, "kind", "call", "subject", "Samples", "occurred-at", crm_clock_now (), NULL);
  crm_object_add_item (CRM_OBJECT (call), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", fixture->atlas, NULL));
  save (fixture, call);
  assert_shows (fixture, "activity", "customer.bought = wool", "Samples");
  assert_shows (fixture, "activity", "customer.bought = silk", "");
}

static gint64
add_view (Fixture *fixture, const char *name, const char *type, const char *filter)
{
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");

  g_object_set (view, "name", name, "record-type", type, "filter", filter, NULL);

  return save (fixture, view);
}

/* A view is a segment: it stands in other filters, and is what it is now. */
static void
test_views (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) one = NULL;
  g_autoptr (CrmRecord) tall = NULL;

  add_view (fixture, "Of wool", "person", "bought = Wool");
  add_view (fixture, "Wool and twice", "person", "view = \"Of wool\" and purchases = 2");
  add_view (fixture, "Everybody", "person", NULL);
  assert_shows (fixture, "person", "view = \"Of wool\"", "Ann, Ben");
  assert_shows (fixture, "person", "view = \"Wool and twice\"", "Ann");
  assert_shows (fixture, "person", "view != \"Wool and twice\"", "Ben, Cyrus");
  assert_shows (fixture, "person", "view = Everybody", "Ann, Ben, Cyrus");
  assert_shows (fixture, "invoice", "customer.view = \"Wool and twice\" and sold = yes", "1 · first, 2 · second");

  add_view (fixture, "One", "person", "given_name is set");
  add_view (fixture, "Two", "person", "view = One");
  one = crm_store_get (fixture->file.store, crm_store_find_key (fixture->file.store, "view:one", "saved_view"), NULL);
  tall = crm_record_edit (one);
  g_object_set (tall, "filter", "view = Two", NULL);
  save (fixture, tall);
  assert_refused (fixture, "person", "view = One", "by way of others");
  assert_refused (fixture, "company", "view = Everybody", "shows other records");
}

static void
test_reached (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "New", "Offer", "Won", "Lost" };
  static const char *const kinds[] = { "open", "open", "won", "lost" };
  gint64                   pipeline = add_named (fixture, "pipeline", "name", "Sales");
  gint64                   stages[4];

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (CrmRecord) stage = crm_record_new ("stage");

      g_object_set (stage, "name", names[i], "kind", kinds[i], "pipeline", pipeline, "position", (gint64) i, NULL);
      stages[i] = save (fixture, stage);
    }
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (CrmRecord) deal = crm_record_new ("deal");
      g_autoptr (CrmRecord) moved = NULL;

      g_object_set (deal, "title", names[i], "stage", stages[0], "currency", "EUR", "value", G_GINT64_CONSTANT (100), NULL);
      save (fixture, deal);
      moved = crm_record_edit (deal);
      g_object_set (moved, "stage", stages[i], NULL);
      save (fixture, moved);
    }
  assert_shows (fixture, "deal", "reached = New", "Lost, New, Offer, Won");
  assert_shows (fixture, "deal", "reached = Offer", "Offer, Won");
  assert_shows (fixture, "deal", "reached = Won", "Won");
  assert_refused (fixture, "person", "reached = New", "no such field");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "person", "bought = Velvet", "there is no such record");
  assert_refused (fixture, "person", "bought > Wool", "only = and !=");
  assert_refused (fixture, "person", "purchases > many", "a whole number");
  assert_refused (fixture, "person", "first_purchase = sometime", "sometime");
  assert_refused (fixture, "person", "customer.given_name = Ann", "no such field");
  assert_refused (fixture, "invoice", "customer.colour = red", "no such field");
  assert_refused (fixture, "invoice", "sold = rather", "yes or no");
}

#define HOUR ((gint64) G_TIME_SPAN_HOUR)

/* Asked ten days ago; times are in hours from now. */
static CrmRecord *
add_case (Fixture *fixture, const char *subject, gint64 person, gint64 company, const char *status, gint64 due, gint64 solved)
{
  CrmRecord *asked = crm_record_new ("service_case");
  gint64     now = crm_clock_now ();

  g_object_set (asked, "subject", subject, "status", status, "opened-at", now - 240 * HOUR, "due-at", now + due * HOUR, NULL);
  crm_object_set_integer (CRM_OBJECT (asked), "person", person);
  crm_object_set_integer (CRM_OBJECT (asked), "company", company);
  if (solved != 0)
    g_object_set (asked, "solved-at", now + solved * HOUR, NULL);
  save (fixture, asked);

  return asked;
}

static void
change (Fixture *fixture, CrmRecord *record, const char *field, gint64 value)
{
  g_autoptr (CrmRecord) shared = crm_store_get (fixture->file.store, crm_record_get_id (record), NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (shared);

  crm_object_set_integer (CRM_OBJECT (draft), field, value);
  save (fixture, draft);
}

/* Ann has asked twice and Ben once what is not solved, Atlas by way of Ben; whoever asked "Never" need not be answered by any time. */
static void
add_cases (Fixture *fixture)
{
  g_autoptr (CrmRecord) late = NULL;
  g_autoptr (CrmRecord) waiting = NULL;
  g_autoptr (CrmRecord) due = NULL;
  g_autoptr (CrmRecord) too_late = NULL;
  g_autoptr (CrmRecord) in_time = NULL;
  g_autoptr (CrmRecord) never = NULL;

  crm_clock_set (crm_date_to_instant ((CrmDate){ 2026, 6, 15 }));
  late = add_case (fixture, "Late", fixture->ann, CRM_UNSET, NULL, -1, 0);
  waiting = add_case (fixture, "Waiting", fixture->ann, CRM_UNSET, "waiting", -1, 0);
  due = add_case (fixture, "Due now", fixture->ben, fixture->atlas, "open", 0, 0);
  too_late = add_case (fixture, "Too late", fixture->ben, CRM_UNSET, "solved", -50, -49);
  in_time = add_case (fixture, "In time", fixture->ben, CRM_UNSET, "solved", -50, -50);
  never = add_case (fixture, "Never", CRM_UNSET, CRM_UNSET, "new", 1, 0);
  change (fixture, never, "due_at", CRM_UNSET);
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  add_cases (fixture);
  assert_shows (fixture, "service_case", "late = yes", "Late, Too late");
  assert_shows (fixture, "service_case", "late = no", "Waiting, Due now, In time, Never");
  assert_shows (fixture, "service_case", "late = yes and status = solved", "Too late");
  assert_shows (fixture, "person", "cases = 2", "Ann");
  assert_shows (fixture, "person", "cases >= 1", "Ann, Ben");
  assert_shows (fixture, "person", "cases = 0", "Cyrus");
  assert_shows (fixture, "person", "cases < 2", "Ben, Cyrus");
  assert_shows (fixture, "person", "cases < 0", "");
  assert_shows (fixture, "person", "cases != 1", "Ann, Cyrus");
  assert_shows (fixture, "person", "cases is set", "Ann, Ben");
  assert_shows (fixture, "person", "cases is not set", "Cyrus");
  assert_shows (fixture, "company", "cases = 1", "Atlas");
  assert_shows (fixture, "service_case", "customer.given_name = Ann", "Late, Waiting");
  assert_shows (fixture, "service_case", "customer.name = Atlas", "Due now");
  assert_shows (fixture, "service_case", "customer.purchases >= 2", "Late, Waiting");
  assert_refused (fixture, "person", "cases > many", "a whole number");
  assert_refused (fixture, "person", "late = yes", "no such field");
  assert_refused (fixture, "service_case", "late = rather", "yes or no");
}

static CrmRecord *
add_feedback (Fixture *fixture, const char *kind, gint64 score, gint64 person, gint64 company, const char *date)
{
  CrmRecord *feedback = crm_record_new ("feedback");

  g_object_set (feedback, "kind", kind, "score", score, "date", date, "text", date, NULL);
  crm_object_set_integer (CRM_OBJECT (feedback), "person", person);
  crm_object_set_integer (CRM_OBJECT (feedback), "company", company);
  save (fixture, feedback);

  return feedback;
}

/* The day decides what was said last; of one day, what was written down last. */
static void
test_scores (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) now = add_feedback (fixture, "satisfaction", 5, fixture->ann, CRM_UNSET, "2026-06-01");
  g_autoptr (CrmRecord) before = add_feedback (fixture, "satisfaction", 2, fixture->ann, CRM_UNSET, "2026-05-01");
  g_autoptr (CrmRecord) other = add_feedback (fixture, "recommendation", 0, fixture->ann, CRM_UNSET, "2026-06-03");
  g_autoptr (CrmRecord) first = add_feedback (fixture, "satisfaction", 1, fixture->ben, fixture->atlas, "2026-06-02");
  g_autoptr (CrmRecord) second = add_feedback (fixture, "satisfaction", 3, fixture->ben, CRM_UNSET, "2026-06-02");
  gint64 last;

  assert_shows (fixture, "person", "satisfaction = 5", "Ann");
  assert_shows (fixture, "person", "satisfaction = 2", "");
  assert_shows (fixture, "person", "satisfaction <= 3", "Ben");
  assert_shows (fixture, "person", "satisfaction > 3", "Ann");
  assert_shows (fixture, "person", "satisfaction != 5", "Ben, Cyrus");
  assert_shows (fixture, "person", "satisfaction is set", "Ann, Ben");
  assert_shows (fixture, "person", "satisfaction is not set", "Cyrus");
  assert_shows (fixture, "company", "satisfaction = 1", "Atlas");
  assert_shows (fixture, "person", "recommendation = 0", "Ann");
  assert_shows (fixture, "person", "recommendation < 7", "Ann");
  assert_shows (fixture, "person", "recommendation is not set", "Ben, Cyrus");
  assert_shows (fixture, "feedback", "customer.satisfaction = 1", "2026-06-02");
  assert_shows (fixture, "invoice", "customer.satisfaction >= 4 and sold = yes", "1 · first, 2 · second");
  assert_refused (fixture, "person", "satisfaction = high", "a whole number");
  assert_refused (fixture, "feedback", "satisfaction = 5", "no such field");

  last = crm_record_get_id (now);
  g_assert_true (crm_store_delete (fixture->file.store, "Delete", &last, 1, NULL));
  assert_shows (fixture, "person", "satisfaction = 2", "Ann");
}

/* A list asks only about the record that changed. */
static void
test_one_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("invoice");
  g_autoptr (CrmRecordList) list = NULL;

  crm_filter_parse ("customer.given_name = Ann and payer.purchases >= 1 and not customer.name = Atlas", query, fixture->file.store, &english, &error);
  g_assert_no_error (error);
  list = crm_record_list_new (fixture->file.store, query);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) != 3)
    g_main_context_iteration (NULL, TRUE);

  add_invoice (fixture, "fifth", fixture->ann, CRM_UNSET, fixture->silk, "2026-05-10", "issued");
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) != 4)
    g_main_context_iteration (NULL, TRUE);
}

/* A list also follows what its filter asks of others: an invoice makes a customer of somebody, a name makes it somebody else's. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) people = crm_query_new ("person");
  g_autoptr (CrmQuery) invoices = crm_query_new ("invoice");
  g_autoptr (CrmRecordList) buyers = NULL;
  g_autoptr (CrmRecordList) theirs = NULL;
  g_autoptr (CrmRecord) shared = NULL;
  g_autoptr (CrmRecord) draft = NULL;

  crm_filter_parse ("purchases >= 2", people, fixture->file.store, &english, &error);
  g_assert_no_error (error);
  crm_filter_parse ("not customer.given_name = Ann", invoices, fixture->file.store, &english, &error);
  g_assert_no_error (error);
  buyers = crm_record_list_new (fixture->file.store, people);
  theirs = crm_record_list_new (fixture->file.store, invoices);
  while (g_list_model_get_n_items (G_LIST_MODEL (buyers)) != 1 || g_list_model_get_n_items (G_LIST_MODEL (theirs)) != 1)
    g_main_context_iteration (NULL, TRUE);

  add_invoice (fixture, "fifth", fixture->ben, CRM_UNSET, fixture->silk, "2026-05-10", "issued");
  while (g_list_model_get_n_items (G_LIST_MODEL (buyers)) != 2 || g_list_model_get_n_items (G_LIST_MODEL (theirs)) != 2)
    g_main_context_iteration (NULL, TRUE);

  shared = crm_store_get (fixture->file.store, fixture->ben, NULL);
  draft = crm_record_edit (shared);
  g_object_set (draft, "given-name", "Ann", NULL);
  save (fixture, draft);
  while (g_list_model_get_n_items (G_LIST_MODEL (theirs)) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A list of people follows what these ask and say. */
static void
test_service_of_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) asking = crm_query_new ("person");
  g_autoptr (CrmQuery) pleased = crm_query_new ("person");
  g_autoptr (CrmRecordList) askers = NULL;
  g_autoptr (CrmRecordList) fans = NULL;
  g_autoptr (CrmRecord) asked = NULL;
  g_autoptr (CrmRecord) said = NULL;

  crm_filter_parse ("cases >= 1", asking, fixture->file.store, &english, &error);
  g_assert_no_error (error);
  crm_filter_parse ("satisfaction >= 4", pleased, fixture->file.store, &english, &error);
  g_assert_no_error (error);
  askers = crm_record_list_new (fixture->file.store, asking);
  fans = crm_record_list_new (fixture->file.store, pleased);

  asked = add_case (fixture, "Which needle?", fixture->ben, CRM_UNSET, NULL, 1, 0);
  said = add_feedback (fixture, "satisfaction", 4, fixture->ann, CRM_UNSET, "2026-06-01");
  while (g_list_model_get_n_items (G_LIST_MODEL (askers)) != 1 || g_list_model_get_n_items (G_LIST_MODEL (fans)) != 1)
    g_main_context_iteration (NULL, TRUE);

  change (fixture, said, "score", 3);
  while (g_list_model_get_n_items (G_LIST_MODEL (fans)) != 0)
    g_main_context_iteration (NULL, TRUE);
}

#define add(name, func) g_test_add ("/filter-customers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("buying", test_buying);
  add ("contracts", test_contracts);
  add ("about", test_about);
  add ("activities", test_activities);
  add ("views", test_views);
  add ("reached", test_reached);
  add ("refused", test_refused);
  add ("one-record", test_one_record);
  add ("others", test_others);
  add ("cases", test_cases);
  add ("scores", test_scores);
  add ("service-of-others", test_service_of_others);

  return g_test_run ();
}
