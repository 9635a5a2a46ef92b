/* What a file knows of people besides their addresses: since when they are what they are to us, whom they are related to, what they celebrate. */

#include "../crm-wait.h"
#include "crm-celebrations.h"
#include "crm-clock.h"
#include "crm-contact-summary.h"
#include "crm-test-file.h"

static CrmRecord *
new_person (const char *name)
{
  CrmRecord *person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", name);

  return person;
}

static void
save (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Save", record, &error);
  g_assert_no_error (error);
}

static void
set_lifecycle (CrmTestFile *file, gint64 id, const char *stage, const char *day)
{
  g_autoptr (CrmRecord) record = crm_store_get (file->store, id, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);
  CrmDate date;

  g_assert_true (crm_date_from_iso (day, &date));
  crm_clock_set (crm_date_to_instant (date) + 12 * G_TIME_SPAN_HOUR);
  crm_object_set_text (CRM_OBJECT (draft), "lifecycle", stage);
  save (file, draft);
}

static char *
dup_history (CrmTestFile *file, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_store_get (file->store, id, NULL);
  GPtrArray *steps = crm_object_get_items (CRM_OBJECT (record), "lifecycle_history");
  GString   *text = g_string_new (NULL);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", crm_object_get_text (steps->pdata[i], "stage"), crm_object_get_text (steps->pdata[i], "since"));

  return g_string_free (text, FALSE);
}

static void
test_lifecycle (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = new_person ("Maryam");
  g_autoptr (CrmRecord) record = NULL;
  g_autofree char *history = NULL;
  g_autofree char *after_undo = NULL;
  gint64           id;

  save (file, person);
  id = crm_record_get_id (person);
  set_lifecycle (file, id, "lead", "2026-01-05");
  set_lifecycle (file, id, "prospect", "2026-02-01");
  set_lifecycle (file, id, "prospect", "2026-02-07");
  set_lifecycle (file, id, "first_time", "2026-03-01");

  history = dup_history (file, id);
  g_assert_cmpstr (history, ==, "lead 2026-01-05, prospect 2026-02-01, first_time 2026-03-01");
  record = crm_store_get (file->store, id, NULL);
  g_assert_cmpstr (crm_object_get_text (crm_lifecycle_get_latest (CRM_OBJECT (record)), "stage"), ==, "first_time");

  g_assert_true (crm_store_undo (file->store, NULL, NULL));
  after_undo = dup_history (file, id);
  g_assert_cmpstr (after_undo, ==, "lead 2026-01-05, prospect 2026-02-01");
}

static void
test_relation (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) mother = new_person ("Maryam");
  g_autoptr (CrmRecord) son = new_person ("Ali");
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmObject) relation = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *related = NULL;

  save (file, mother);
  relation = g_object_new (CRM_TYPE_RELATION, "person", crm_record_get_id (mother), "kind", "parent", NULL);
  g_assert_cmpstr (crm_relation_get_label (relation), ==, "Parent");
  g_assert_cmpstr (crm_relation_get_inverse_label (relation), ==, "Child");
  crm_object_set_text (relation, "inverse_label", "Youngest son");
  g_assert_cmpstr (crm_relation_get_inverse_label (relation), ==, "Youngest son");

  crm_object_add_item (CRM_OBJECT (son), "relations", g_object_ref (relation));
  save (file, son);
  crm_query_add_reference_to (query, crm_record_get_id (mother));
  related = crm_test_file_titles (file, query);
  g_assert_cmpstr (related, ==, "Ali");

  draft = crm_record_edit (mother);
  crm_object_add_item (CRM_OBJECT (draft), "relations", g_object_new (CRM_TYPE_RELATION, "person", crm_record_get_id (mother), "kind", "friend", NULL));
  g_assert_false (crm_store_save (file->store, "Edit", draft, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

static void
add_birthday (CrmTestFile *file, const char *name, int year, int month, int day)
{
  g_autoptr (CrmRecord) person = new_person (name);
  CrmItem *date = g_object_new (CRM_TYPE_IMPORTANT_DATE, "kind", "birthday", "month", (gint64) month, "day", (gint64) day, NULL);

  if (year != 0)
    crm_object_set_integer (CRM_OBJECT (date), "year", year);
  crm_object_add_item (CRM_OBJECT (person), "dates", date);
  save (file, person);
}

static char *
list_celebrations (CrmTestFile *file, const char *from, guint n_days, CrmCalendar calendar)
{
  GString *text = g_string_new (NULL);
  CrmDate  date;
  g_autoptr (GPtrArray) found = NULL;

  g_assert_true (crm_date_from_iso (from, &date));
  found = crm_celebrations_find (file->store, date, n_days, calendar, 10);
  for (guint i = 0; i < found->len; i++)
    {
      const CrmCelebration *celebration = found->pdata[i];
      g_autoptr (CrmRecord) person = crm_store_get (file->store, celebration->person, NULL);
      g_autofree char *title = crm_object_dup_title (CRM_OBJECT (person));
      g_autofree char *day = crm_date_to_iso (celebration->day);

      g_string_append_printf (text, "%s%s %s %d", i > 0 ? ", " : "", title, day, celebration->years);
    }

  return g_string_free (text, FALSE);
}

static void
test_celebrations (CrmTestFile *file, gconstpointer data)
{
  g_autofree char *week = NULL;
  g_autofree char *new_year = NULL;
  g_autofree char *leap = NULL;
  g_autofree char *gregorian = NULL;
  g_autofree char *jalali = NULL;

  add_birthday (file, "Known", 1980, 11, 25);
  add_birthday (file, "Unknown", 0, 11, 23);
  add_birthday (file, "Far", 1980, 12, 25);
  add_birthday (file, "January", 1990, 1, 2);
  add_birthday (file, "Leap", 1992, 2, 29);
  /* 1 Farvardin 1370, on 21 March; in 1404 that begins on 21 March, in 1403 on 20 March. */
  add_birthday (file, "Nowruz", 1991, 3, 21);

  week = list_celebrations (file, "2026-11-22", 7, CRM_CALENDAR_GREGORIAN);
  g_assert_cmpstr (week, ==, "Unknown 2026-11-23 0, Known 2026-11-25 46");
  new_year = list_celebrations (file, "2026-12-30", 7, CRM_CALENDAR_GREGORIAN);
  g_assert_cmpstr (new_year, ==, "January 2027-01-02 37");
  leap = list_celebrations (file, "2026-02-25", 7, CRM_CALENDAR_GREGORIAN);
  g_assert_cmpstr (leap, ==, "Leap 2026-02-28 34");
  gregorian = list_celebrations (file, "2024-03-18", 3, CRM_CALENDAR_GREGORIAN);
  g_assert_cmpstr (gregorian, ==, "");
  jalali = list_celebrations (file, "2024-03-18", 3, CRM_CALENDAR_JALALI);
  g_assert_cmpstr (jalali, ==, "Nowruz 2024-03-20 33");
}

static gint64
add_stage (CrmTestFile *file, gint64 pipeline, const char *kind)
{
  g_autoptr (CrmRecord) stage = crm_record_new ("stage");

  g_object_set (stage, "pipeline", pipeline, "name", kind, "kind", kind, NULL);
  save (file, stage);

  return crm_record_get_id (stage);
}

static void
add_deal (CrmTestFile *file, gint64 stage, gint64 person, gint64 value, const char *currency)
{
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  g_object_set (deal, "title", "Silk", "stage", stage, "person", person, "value", value, "currency", currency, NULL);
  save (file, deal);
}

static gint64
add_plan (CrmTestFile *file, const char *kind, gint64 person, const char *due, const char *done)
{
  g_autoptr (CrmRecord) activity = crm_record_new ("activity");
  CrmDate day;

  g_object_set (activity, "kind", kind, "subject", "x", "due", due, NULL);
  crm_object_add_item (CRM_OBJECT (activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", person, NULL));
  if (done != NULL && crm_date_from_iso (done, &day))
    crm_object_set_integer (CRM_OBJECT (activity), "done_at", crm_date_to_instant (day));
  save (file, activity);

  return crm_record_get_id (activity);
}

static void
add_rated (CrmTestFile *file, gint64 person, const char *rating)
{
  g_autoptr (CrmRecord) call = crm_record_new ("activity");

  g_object_set (call, "kind", "call", "rating", rating, "occurred-at", crm_date_to_instant ((CrmDate){ 2026, 5, 1 }), NULL);
  crm_object_add_item (CRM_OBJECT (call), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", person, NULL));
  save (file, call);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CrmContactSummary **summary = user_data;

  *summary = crm_contact_summary_load_finish (CRM_STORE (source), result, NULL);
}

static CrmContactSummary *
load_summary (CrmTestFile *file, gint64 contact)
{
  CrmContactSummary *summary = NULL;

  crm_contact_summary_load_async (file->store, contact, (CrmDate){ 2026, 5, 10 }, NULL, loaded_cb, &summary);
  wait_for (summary != NULL);

  return summary;
}

static void
test_summary (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = new_person ("Maryam");
  g_autoptr (CrmRecord) brought = new_person ("Ali");
  g_autoptr (CrmRecord) pipeline = crm_record_new ("pipeline");
  g_autoptr (CrmContactSummary) empty = NULL;
  g_autoptr (CrmContactSummary) summary = NULL;
  const CrmContactMoney *money;
  gint64                 won, open, promise;

  crm_object_set_text (CRM_OBJECT (pipeline), "name", "Sales");
  save (file, pipeline);
  won = add_stage (file, crm_record_get_id (pipeline), "won");
  open = add_stage (file, crm_record_get_id (pipeline), "open");
  save (file, person);
  empty = load_summary (file, crm_record_get_id (person));
  g_assert_cmpuint (empty->money->len, ==, 0);
  g_assert_cmpint (empty->next, ==, 0);

  crm_object_set_integer (CRM_OBJECT (brought), "referred_by", crm_record_get_id (person));
  save (file, brought);
  add_deal (file, won, crm_record_get_id (person), 500, "EUR");
  add_deal (file, won, crm_record_get_id (person), 300, "EUR");
  add_deal (file, open, crm_record_get_id (person), 70, "USD");
  add_deal (file, won, crm_record_get_id (brought), 4000, "EUR");
  add_plan (file, "promise", crm_record_get_id (person), "2026-05-01", "2026-04-30");
  add_plan (file, "promise", crm_record_get_id (person), "2026-05-01", "2026-05-02");
  promise = add_plan (file, "promise", crm_record_get_id (person), "2026-05-20", NULL);
  add_plan (file, "task", crm_record_get_id (person), "2026-06-20", NULL);
  add_rated (file, crm_record_get_id (person), "4");
  add_rated (file, crm_record_get_id (person), "1");
  add_rated (file, crm_record_get_id (person), NULL);

  summary = load_summary (file, crm_record_get_id (person));
  g_assert_cmpuint (summary->money->len, ==, 2);
  money = &g_array_index (summary->money, CrmContactMoney, 0);
  g_assert_cmpstr (money->currency, ==, "EUR");
  g_assert_cmpint (money->won, ==, 800);
  g_assert_cmpuint (money->n_won, ==, 2);
  g_assert_cmpuint (summary->n_open, ==, 1);
  g_assert_cmpint (summary->open_deal, !=, 0);
  g_assert_cmpint (summary->next, ==, promise);
  g_assert_cmpint (summary->promise, ==, promise);
  g_assert_cmpuint (summary->n_promises, ==, 1);
  g_assert_cmpuint (summary->n_kept, ==, 1);
  g_assert_cmpuint (summary->n_broken, ==, 1);
  g_assert_cmpuint (summary->n_ratings, ==, 2);
  g_assert_cmpuint (summary->ratings, ==, 5);
  g_assert_cmpuint (summary->n_referred, ==, 1);
  g_assert_cmpint (g_array_index (summary->brought, CrmContactMoney, 0).won, ==, 4000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  crm_test_file_add ("/store/contacts/lifecycle", test_lifecycle);
  crm_test_file_add ("/store/contacts/relation", test_relation);
  crm_test_file_add ("/store/contacts/celebrations", test_celebrations);
  crm_test_file_add ("/store/contacts/summary", test_summary);

  return g_test_run ();
}
