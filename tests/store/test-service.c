/* What customers ask, when it is to be answered, what becomes of it as one speaks, how it was answered before; what they think of us. */

#include "crm-answers.h"
#include "crm-clock.h"
#include "crm-test-file.h"
#include "crm-verify.h"

#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)

/* 2026-11-23 is a Monday. */
static gint64
at (int day, int hour)
{
  return crm_date_to_instant_at ((CrmDate){ 2026, 11, (guint8) day }, hour * 60);
}

static void
set_up (CrmTestFile *file, gconstpointer data)
{
  crm_clock_set (at (23, 10));
  crm_test_file_open (file);
}

static void
tear_down (CrmTestFile *file, gconstpointer data)
{
  crm_test_file_close (file);
  crm_clock_set (0);
}

static void
save (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Save", record, &error);
  g_assert_no_error (error);
}

static void
refuse (CrmTestFile *file, CrmRecord *record, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (crm_store_save (file->store, "Save", record, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, word));
}

static CrmRecord *
add (CrmTestFile *file, const char *subject, const char *priority)
{
  CrmRecord *record = crm_record_new ("service_case");

  g_object_set (record, "subject", subject, "priority", priority, NULL);
  save (file, record);

  return record;
}

static CrmObject *
reload (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *fresh = crm_store_get (file->store, crm_record_get_id (record), &error);

  g_assert_no_error (error);
  return CRM_OBJECT (fresh);
}

static void
assert_instant (CrmTestFile *file, CrmRecord *record, const char *field, gint64 expected)
{
  g_autoptr (CrmObject) now = reload (file, record);

  g_assert_cmpint (crm_object_get_integer (now, field), ==, expected);
}

static void
assert_status (CrmTestFile *file, CrmRecord *record, const char *expected)
{
  g_autoptr (CrmObject) now = reload (file, record);

  g_assert_cmpstr (crm_object_get_text (now, "status"), ==, expected);
}

static void
set (CrmTestFile *file, CrmRecord *record, const char *field, const char *text)
{
  g_autoptr (CrmObject) now = reload (file, record);
  g_autoptr (CrmRecord) draft = crm_record_edit (CRM_RECORD (now));

  crm_object_set_text (CRM_OBJECT (draft), field, text);
  save (file, draft);
}

static void
set_up_hours (CrmTestFile *file, const char *name, const char *value)
{
  g_autoptr (CrmRecord) setting = crm_record_new ("setting");

  g_object_set (setting, "name", name, "value", value, NULL);
  save (file, setting);
}

/* Two hours, a day, three days; counted from when it was asked, in the hours of the business. */
static void
test_due (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) urgent = add (file, "Where is my parcel?", "high");
  g_autoptr (CrmRecord) plain = add (file, "Which needle for silk?", NULL);
  g_autoptr (CrmRecord) late = NULL;

  assert_instant (file, urgent, "due_at", at (23, 12));
  assert_instant (file, plain, "due_at", at (24, 10));
  set (file, plain, "priority", "high");
  assert_instant (file, plain, "due_at", at (23, 12));

  set_up_hours (file, "hours_monday", "10-11, 20-21");
  set_up_hours (file, "answer_high", "۱٫۵");
  late = add (file, "It broke", "high");
  assert_instant (file, late, "due_at", at (23, 20) + HOUR / 2);
}

/* Who says another time means it, whatever else changes. */
static void
test_due_said (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) record = crm_record_new ("service_case");

  g_object_set (record, "subject", "By Friday, please", "due-at", at (27, 16), NULL);
  save (file, record);
  assert_instant (file, record, "due_at", at (27, 16));
  set (file, record, "topic", "Delivery");
  assert_instant (file, record, "due_at", at (27, 16));
}

static void
say (CrmTestFile *file, CrmRecord *about, const char *kind, const char *direction)
{
  g_autoptr (CrmRecord) activity = crm_record_new ("activity");

  g_object_set (activity, "kind", kind, "direction", direction, "body", "…", NULL);
  crm_object_add_item (CRM_OBJECT (activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (about), NULL));
  save (file, activity);
}

/* Words make it go on; a note or a task is no word to the customer. */
static void
test_follows (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) record = add (file, "Where is my parcel?", NULL);
  g_autoptr (GError) error = NULL;

  say (file, record, "note", NULL);
  say (file, record, "message", "in");
  assert_status (file, record, "new");
  crm_clock_set (at (23, 11));
  say (file, record, "call", "out");
  assert_status (file, record, "open");
  assert_instant (file, record, "answered_at", at (23, 11));

  set (file, record, "status", "waiting");
  say (file, record, "email", "out");
  assert_status (file, record, "waiting");
  crm_clock_set (at (23, 12));
  set (file, record, "status", "solved");
  assert_instant (file, record, "solved_at", at (23, 12));
  say (file, record, "message", "in");
  assert_status (file, record, "open");
  assert_instant (file, record, "solved_at", CRM_UNSET);
  assert_instant (file, record, "answered_at", at (23, 11));

  g_assert_true (crm_store_undo (file->store, NULL, &error));
  assert_status (file, record, "solved");
  assert_instant (file, record, "solved_at", at (23, 12));
}

/* What is asked stands on the timeline of who asked, and so does what is said about it. */
static void
test_timeline (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) maryam = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) record = crm_record_new ("service_case");
  g_autoptr (CrmQuery) timeline = NULL;
  g_autofree char *titles = NULL;

  g_object_set (record, "question", "Which needle for silk?\nI have broken three.", "person", crm_record_get_id (maryam), NULL);
  save (file, record);
  crm_clock_set (at (23, 11));
  say (file, record, "call", "out");
  timeline = crm_query_new_timeline (crm_record_get_id (maryam));
  titles = crm_test_file_titles (file, timeline);
  g_assert_cmpstr (titles, ==, "…, Which needle for silk?");
}

static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) nameless = crm_record_new ("service_case");
  g_autoptr (CrmRecord) early = crm_record_new ("service_case");

  refuse (file, nameless, "subject");
  g_object_set (early, "subject", "Before its time", "status", "solved", "opened-at", at (23, 9), "solved-at", at (22, 9), NULL);
  refuse (file, early, "before it was asked");
}

static void
test_feedback (CrmTestFile *file, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    gint64      score;
    const char *word; /* NULL: accepted */
  } answers[] = {
    { "satisfaction", 1, NULL },
    { "satisfaction", 5, NULL },
    { "satisfaction", 0, "1 to 5" },
    { "satisfaction", 6, "1 to 5" },
    { "satisfaction", CRM_UNSET, "1 to 5" },
    { "recommendation", 0, NULL },
    { "recommendation", 10, NULL },
    { "recommendation", 11, "0 to 10" },
    { "recommendation", -1, "0 to 10" },
    { "review", CRM_UNSET, NULL },
    { "review", 7, "1 to 5" },
    { "complaint", CRM_UNSET, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (CrmRecord) feedback = crm_record_new ("feedback");

      g_object_set (feedback, "kind", answers[i].kind, "score", answers[i].score, NULL);
      if (answers[i].word != NULL)
        refuse (file, feedback, answers[i].word);
      else
        save (file, feedback);
    }
}

static CrmRecord *
solve (CrmTestFile *file, const char *subject, const char *resolution)
{
  CrmRecord *record = crm_record_new ("service_case");

  g_object_set (record, "subject", subject, "resolution", resolution, "status", "solved", NULL);
  save (file, record);

  return record;
}

static char *
find (CrmTestFile *file, const char *question, gint64 except)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) answers = crm_answers_find (file->store, question, except, 3, &error);
  GString *titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < answers->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (file->store, g_array_index (answers, CrmAnswer, i).id, &error);
      g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

      g_string_append_printf (titles, "%s%s", i > 0 ? " | " : "", title);
    }

  return g_string_free (titles, FALSE);
}

static void
assert_found (CrmTestFile *file, const char *question, const char *expected)
{
  g_autofree char *titles = find (file, question, 0);

  g_assert_cmpstr (titles, ==, expected);
}

static void
test_answers (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) silk = solve (file, "Which needle for silk?", "A fine one, number 60 to 70.");
  g_autoptr (CrmRecord) jeans = solve (file, "The needle breaks on jeans", "Take a jeans needle, number 100.");
  g_autoptr (CrmRecord) parcel = solve (file, "Where is the parcel?", "It was at the neighbour's.");
  g_autoptr (CrmRecord) open = add (file, "Silk needle for a wedding dress?", NULL);
  g_autoptr (CrmRecord) article = crm_record_new ("article");
  g_autofree char *other = NULL;

  g_object_set (article, "title", "سوزن مناسب هر پارچه", "body", "برای ابریشم سوزن شمارهٔ ۶۰ تا ۷۰.", NULL);
  save (file, article);

  assert_found (file, "", "");
  assert_found (file, "needles for silk", "Which needle for silk?");
  assert_found (file, "needle ", "The needle breaks on jeans | Which needle for silk?");
  assert_found (file, "parc", "Where is the parcel?");
  assert_found (file, "bicycle", "");
  assert_found (file, "\" OR NEAR(* -: ^", "");
  assert_found (file, "برای پارچه ابریشم چه سوزنی خوب است؟", "سوزن مناسب هر پارچه");
  other = find (file, "which needle for silk", crm_record_get_id (silk));
  g_assert_null (strstr (other, "Which needle for silk?"));
}

/* What is not solved, has no answer, or is deleted, is none. */
static void
test_no_answers (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) open = add (file, "Which needle for silk?", NULL);
  g_autoptr (CrmRecord) bare = solve (file, "Which needle for wool?", NULL);
  g_autoptr (CrmRecord) gone = solve (file, "Which needle for linen?", "Number 90.");
  gint64 id = crm_record_get_id (gone);

  crm_store_delete (file->store, "Delete", &id, 1, &error);
  g_assert_no_error (error);
  assert_found (file, "which needle", "");
}

static void
test_sound (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = add (file, "Where is my parcel?", NULL);
  g_autoptr (GPtrArray) faults = NULL;

  say (file, record, "call", "out");
  crm_store_undo (file->store, NULL, &error);
  faults = crm_verify (file->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* What a ready answer says to somebody. */
static void
test_fill (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) maryam = crm_test_file_add_person (file, "Maryam", "Ahmadi");
  g_autoptr (CrmRecord) reply = crm_record_new ("article");
  g_autofree char *known = NULL;
  g_autofree char *unknown = NULL;

  g_object_set (reply, "title", "Thanks", "kind", "reply", "body", "Dear {first_name}, {odd} thanks from {business}. {name}", NULL);
  known = crm_article_fill (reply, CRM_OBJECT (maryam), "Atlas");
  unknown = crm_article_fill (reply, NULL, NULL);
  g_assert_cmpstr (known, ==, "Dear Maryam, {odd} thanks from Atlas. Maryam Ahmadi");
  g_assert_cmpstr (unknown, ==, "Dear , {odd} thanks from . ");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/service/due", CrmTestFile, NULL, set_up, test_due, tear_down);
  g_test_add ("/service/due-said", CrmTestFile, NULL, set_up, test_due_said, tear_down);
  g_test_add ("/service/follows", CrmTestFile, NULL, set_up, test_follows, tear_down);
  g_test_add ("/service/timeline", CrmTestFile, NULL, set_up, test_timeline, tear_down);
  g_test_add ("/service/refused", CrmTestFile, NULL, set_up, test_refused, tear_down);
  g_test_add ("/service/feedback", CrmTestFile, NULL, set_up, test_feedback, tear_down);
  g_test_add ("/service/answers", CrmTestFile, NULL, set_up, test_answers, tear_down);
  g_test_add ("/service/no-answers", CrmTestFile, NULL, set_up, test_no_answers, tear_down);
  g_test_add ("/service/sound", CrmTestFile, NULL, set_up, test_sound, tear_down);
  g_test_add ("/service/fill", CrmTestFile, NULL, set_up, test_fill, tear_down);

  return g_test_run ();
}
