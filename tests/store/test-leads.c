/* Who is a lead, how promising, and what becomes of them. */

#include "crm-board.h"
#include "crm-clock.h"
#include "crm-leads-private.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"
#include "crm-record-list.h"
#include "crm-store-private.h"
#include "crm-test-file.h"

static const CrmCulture english = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };

typedef struct
{
  CrmTestFile file;
  gint64 new;
  gint64 lost;
} Fixture;

static gboolean
save_template (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) records = crm_pipeline_template_make ("sales");

  if (!crm_pipeline_save (transaction, records, NULL, error))
    return FALSE;
  fixture->new = crm_record_get_id (g_ptr_array_index (records, 1));
  fixture->lost = crm_record_get_id (g_ptr_array_index (records, 6));

  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&fixture->file);
  crm_store_write (fixture->file.store, "Set up", "setup", CRM_TRANSACTION_NONE, save_template, fixture, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  crm_test_file_close (&fixture->file);
}

static gint64
save (Fixture *fixture, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (fixture->file.store, "Save", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

static gint64
add_lead (Fixture *fixture, const char *name)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  g_object_set (person, "given-name", name, "lifecycle", "lead", "source", "Fair", NULL);

  return save (fixture, person);
}

static void
add_talk (Fixture *fixture, gint64 person, const char *kind, const char *direction, const char *outcome, const char *body, int days_ago)
{
  g_autoptr (CrmRecord) activity = crm_record_new ("activity");

  g_object_set (activity, "kind", kind, "direction", direction, "outcome", outcome, "body", body, "occurred-at", crm_clock_now () - days_ago * G_TIME_SPAN_DAY, NULL);
  crm_object_add_item (CRM_OBJECT (activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", person, NULL));
  save (fixture, activity);
}

static char *
describe (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) leads = crm_leads_load (fixture->file.store, crm_clock_now (), &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < leads->len; i++)
    {
      const CrmLead *lead = &g_array_index (leads, CrmLead, i);
      g_autoptr (CrmRecord) person = crm_store_get (fixture->file.store, lead->person, NULL);
      g_autofree char *reasons = crm_lead_dup_reasons (lead, &english);

      g_string_append_printf (text, "%s%s %d: %s", i > 0 ? "; " : "", crm_object_get_text (CRM_OBJECT (person), "given_name"), lead->score, reasons);
    }

  return g_string_free (text, FALSE);
}

static void
assert_leads (Fixture *fixture, const char *expected)
{
  g_autofree char *text = describe (fixture);

  g_assert_cmpstr (text, ==, expected);
}

/* The sum, and nothing but the sum. */
static void
test_score (Fixture *fixture, gconstpointer data)
{
  gint64 ann = add_lead (fixture, "Ann");
  gint64 ben = add_lead (fixture, "Ben");

  add_talk (fixture, ann, "message", "in", NULL, "Do you have silk?", 1);
  add_talk (fixture, ann, "email", "in", NULL, "And wool?", 2);
  add_talk (fixture, ann, "call", "in", NULL, "Asked long ago", 20);
  add_talk (fixture, ben, "call", "out", "answered", NULL, 1);
  add_talk (fixture, ben, "call", "out", "no_answer", NULL, 3);

  assert_leads (fixture, "Ann 40: asked \u20662\u2069 times this week, new this week; Ben 25: answered the last call, new this week");
}

/* With an open deal they are looked at; with one that was lost they may be looked at again. */
static void
test_who (Fixture *fixture, gconstpointer data)
{
  gint64 ann = add_lead (fixture, "Ann");
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autoptr (CrmRecord) other = crm_record_new ("person");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;

  g_object_set (other, "given-name", "Cy", NULL);
  save (fixture, other);
  assert_leads (fixture, "Ann 10: new this week");
  crm_query_set_leads (query, crm_clock_now ());
  titles = crm_test_file_titles (&fixture->file, query);
  g_assert_cmpstr (titles, ==, "Ann");

  g_object_set (deal, "title", "Silk", "stage", fixture->new, "person", ann, NULL);
  save (fixture, deal);
  assert_leads (fixture, "");
  g_assert_true (crm_board_move (fixture->file.store, crm_record_get_id (deal), fixture->lost, 0, "price", NULL, NULL));
  assert_leads (fixture, "Ann 10: new this week");
}

static gboolean
lists (Fixture *fixture, CrmRecordList *list, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (CrmRecord) person = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", crm_object_get_text (CRM_OBJECT (person), "given_name"));
    }

  return g_str_equal (names->str, expected);
}

#define assert_lists(fixture, list, expected) \
  G_STMT_START                                \
  {                                           \
    while (!lists (fixture, list, expected))  \
      g_main_context_iteration (NULL, TRUE);  \
  }                                           \
  G_STMT_END

/* A list of them follows what is said with them, and the deals they get; a search keeps the order. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  gint64 ann = add_lead (fixture, "Ann");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = NULL;
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autoptr (CrmRecord) person = crm_store_get (fixture->file.store, ann, NULL);
  CrmLead lead;

  add_lead (fixture, "Anton");
  crm_query_set_leads (query, crm_clock_now ());
  list = crm_record_list_new (fixture->file.store, query);
  assert_lists (fixture, list, "Anton Ann");
  add_talk (fixture, ann, "message", "in", NULL, "Do you have silk?", 1);
  assert_lists (fixture, list, "Ann Anton");
  g_assert_true (crm_leads_judge (fixture->file.store, person, crm_clock_now (), &lead));
  g_assert_cmpint (lead.score, ==, 25);
  g_assert_cmpint (crm_clock_now () - lead.asked_at, >=, G_TIME_SPAN_DAY);

  crm_query_set_search (query, "an");
  crm_record_list_set_query (list, query);
  assert_lists (fixture, list, "Ann Anton");
  g_object_set (deal, "title", "Silk", "stage", fixture->new, "person", ann, NULL);
  save (fixture, deal);
  assert_lists (fixture, list, "Anton");
}

/* Of very many, the newest and those spoken to last are judged; the others follow as they came. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 expected[4];

  expected[3] = add_lead (fixture, "Five");
  expected[0] = add_lead (fixture, "Four");
  expected[2] = add_lead (fixture, "Three");
  expected[1] = add_lead (fixture, "Two");
  add_talk (fixture, expected[0], "message", "in", NULL, "Wool?", 1);
  g_assert_true (crm_leads_order (fixture->file.store->reader, crm_clock_now (), 2, ids, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), expected, 4 * sizeof (gint64));
}

static CrmLeadConversion *
new_conversion (gint64 person, const char *company, const char *title)
{
  CrmLeadConversion *conversion = g_new0 (CrmLeadConversion, 1);

  conversion->person = person;
  conversion->company = g_strdup (company);
  conversion->title = g_strdup (title);
  conversion->value = CRM_UNSET;

  return conversion;
}

static guint
count_events (Fixture *fixture, gint64 record)
{
  g_autoptr (CrmQuery) query = crm_query_new_timeline (record);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (crm_store_query (fixture->file.store, query, 0, ids, NULL));

  return ids->len;
}

/* What they asked for goes with the deal, not what they said long before, nor what is about another deal. */
static void
test_talks (Fixture *fixture, gconstpointer data)
{
  gint64 ann = add_lead (fixture, "Ann");
  g_autoptr (CrmRecord) old = crm_record_new ("deal");
  g_autoptr (CrmLeadConversion) conversion = new_conversion (ann, NULL, "Silk");
  gint64 lost;
  guint  before;

  g_object_set (old, "title", "Wool", "stage", fixture->lost, "person", ann, NULL);
  lost = save (fixture, old);
  add_talk (fixture, ann, "call", "in", NULL, "Hello?", 90);
  add_talk (fixture, lost, "message", "in", NULL, "About wool", 3);
  add_talk (fixture, ann, "message", "in", NULL, "Do you have silk?", 2);
  add_talk (fixture, ann, "message", "out", NULL, "Yes", 1);
  before = count_events (fixture, lost);
  g_assert_true (crm_store_write (fixture->file.store, "Convert", "edit", CRM_TRANSACTION_NONE, crm_lead_convert, conversion, NULL, NULL));
  g_assert_cmpuint (count_events (fixture, conversion->deal), >=, 2);
  g_assert_cmpuint (count_events (fixture, conversion->deal), <=, 3); /* and that it was begun */
  g_assert_cmpuint (count_events (fixture, lost), ==, before);

  g_assert_true (crm_store_undo (fixture->file.store, NULL, NULL));
  g_assert_cmpuint (count_events (fixture, conversion->deal), <=, 1);
}

/* One change: a deal where deals begin, with what is known of the person; a company that is there already is taken. One undo. */
static void
test_convert (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ann = add_lead (fixture, "Ann");
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (CrmRecord) person = crm_store_get (fixture->file.store, ann, NULL);
  g_autoptr (CrmRecord) deal = NULL;
  g_autoptr (CrmLeadConversion) conversion = new_conversion (ann, "ATLAS", "Silk");
  g_autofree char *undone = NULL;

  g_object_set (company, "name", "Atlas", NULL);
  save (fixture, company);
  g_assert_true (crm_store_write (fixture->file.store, "Convert", "edit", CRM_TRANSACTION_NONE, crm_lead_convert, conversion, NULL, &error));
  g_assert_no_error (error);

  deal = crm_store_get (fixture->file.store, conversion->deal, NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "title"), ==, "Silk");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "source"), ==, "Fair");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "stage"), ==, fixture->new);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "person"), ==, ann);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "company"), ==, crm_record_get_id (company));
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (person), "lifecycle"), ==, "prospect");
  assert_leads (fixture, "");

  g_assert_true (crm_store_undo (fixture->file.store, &undone, &error));
  g_assert_cmpstr (undone, ==, "Made a deal of the lead \u2068Ann\u2069");
  assert_leads (fixture, "Ann 10: new this week");
}

/* Where a deal could not begin, nothing happens at all. */
static void
test_no_pipeline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ann = add_lead (fixture, "Ann");
  g_autoptr (CrmLeadConversion) conversion = new_conversion (ann, "New Company", NULL);
  g_autoptr (CrmQuery) companies = crm_query_new ("company");
  g_autofree char *titles = NULL;

  conversion->pipeline = 1;
  g_assert_false (crm_store_write (fixture->file.store, "Convert", "edit", CRM_TRANSACTION_NONE, crm_lead_convert, conversion, NULL, &error));
  g_assert_cmpstr (error->message, ==, "There is no pipeline with an open stage where the deal could begin.");
  titles = crm_test_file_titles (&fixture->file, companies);
  g_assert_cmpstr (titles, ==, "");
  assert_leads (fixture, "Ann 10: new this week");
}

/* What they want is known: nobody types it again. */
static void
test_request (Fixture *fixture, gconstpointer data)
{
  gint64 ann = add_lead (fixture, "Ann");
  g_autoptr (CrmRecord) person = crm_store_get (fixture->file.store, ann, NULL);
  g_autofree char *nobody = crm_leads_dup_request (fixture->file.store, person);
  g_autofree char *asked = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpstr (nobody, ==, "Ann");
  add_talk (fixture, ann, "message", "in", NULL, "Curtains for a shop\nby May", 1);
  add_talk (fixture, ann, "message", "out", NULL, "Of course", 0);
  asked = crm_leads_dup_request (fixture->file.store, person);
  g_assert_cmpstr (asked, ==, "Curtains for a shop");

  /* What comes after says less than what they began with, unless it has a subject. */
  add_talk (fixture, ann, "message", "in", NULL, "Any news?", 0);
  add_talk (fixture, ann, "message", "in", NULL, "Hello?", 50);
  again = crm_leads_dup_request (fixture->file.store, person);
  g_assert_cmpstr (again, ==, "Curtains for a shop");
}

/* Who has been made a deal of, or is gone, is not made one of again. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) again = NULL;
  g_autoptr (GError) gone = NULL;
  gint64 ann = add_lead (fixture, "Ann");
  gint64 ben = add_lead (fixture, "Ben");
  g_autoptr (CrmLeadConversion) first = new_conversion (ann, NULL, NULL);
  g_autoptr (CrmLeadConversion) second = new_conversion (ann, NULL, NULL);
  g_autoptr (CrmLeadConversion) third = new_conversion (ben, NULL, NULL);
  g_autoptr (CrmQuery) deals = crm_query_new ("deal");
  g_autofree char *titles = NULL;

  g_assert_true (crm_store_write (fixture->file.store, "Convert", "edit", CRM_TRANSACTION_NONE, crm_lead_convert, first, NULL, NULL));
  g_assert_false (crm_store_write (fixture->file.store, "Convert", "edit", CRM_TRANSACTION_NONE, crm_lead_convert, second, NULL, &again));
  g_assert_cmpstr (again->message, ==, "\u2068Ann\u2069 is no lead any more.");

  g_assert_true (crm_store_delete (fixture->file.store, "Delete", &ben, 1, NULL));
  g_assert_false (crm_store_write (fixture->file.store, "Convert", "edit", CRM_TRANSACTION_NONE, crm_lead_convert, third, NULL, &gone));
  g_assert_cmpstr (gone->message, ==, "That person is not there any more.");
  titles = crm_test_file_titles (&fixture->file, deals);
  g_assert_cmpstr (titles, ==, "Ann");
}

/* They come with what they wrote, which is what they want; and go, with why. */
static void
test_arrive_and_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmLeadArrival) arrival = g_new0 (CrmLeadArrival, 1);
  g_autoptr (CrmLeadDismissal) dismissal = g_new0 (CrmLeadDismissal, 1);
  g_autofree char *request = NULL;
  g_autofree char *added = NULL;
  g_autofree char *dismissed = NULL;

  arrival->person = crm_record_new ("person");
  g_object_set (arrival->person, "given-name", "Ann", "lifecycle", "lead", NULL);
  arrival->company = g_strdup ("Atlas");
  arrival->note = g_strdup ("Curtains for a shop\nby May");
  g_assert_true (crm_store_write (fixture->file.store, "Add", "edit", CRM_TRANSACTION_NONE, crm_lead_add, arrival, NULL, &error));
  g_assert_no_error (error);
  assert_leads (fixture, "Ann 35: asked this week, company known, new this week");
  request = crm_leads_dup_request (fixture->file.store, arrival->person);
  g_assert_cmpstr (request, ==, "Curtains for a shop");

  dismissal->person = crm_record_get_id (arrival->person);
  dismissal->reason = g_strdup ("Wanted something else");
  g_assert_true (crm_store_write (fixture->file.store, "Dismiss", "edit", CRM_TRANSACTION_NONE, crm_lead_dismiss, dismissal, NULL, &error));
  g_assert_no_error (error);
  assert_leads (fixture, "");
  g_assert_false (crm_store_write (fixture->file.store, "Dismiss", "edit", CRM_TRANSACTION_NONE, crm_lead_dismiss, dismissal, NULL, NULL));

  g_assert_true (crm_store_undo (fixture->file.store, &dismissed, &error));
  g_assert_cmpstr (dismissed, ==, "Dismissed the lead \u2068Ann\u2069");
  assert_leads (fixture, "Ann 35: asked this week, company known, new this week");
  g_assert_true (crm_store_undo (fixture->file.store, &added, &error));
  g_assert_cmpstr (added, ==, "Added the lead \u2068Ann\u2069");
  assert_leads (fixture, "");
}

#define add(name, func) g_test_add ("/leads/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("score", test_score);
  add ("who", test_who);
  add ("list", test_list);
  add ("many", test_many);
  add ("convert", test_convert);
  add ("talks", test_talks);
  add ("no-pipeline", test_no_pipeline);
  add ("request", test_request);
  add ("twice", test_twice);
  add ("arrive-and-go", test_arrive_and_go);

  return g_test_run ();
}
