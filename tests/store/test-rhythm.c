/* When somebody was last spoken to, how often that happens, and when their silence becomes unusual. */

#include "crm-clock.h"
#include "crm-filter.h"
#include "crm-rhythm.h"
#include "crm-test-file.h"
#include "crm-verify.h"

#define DAY G_TIME_SPAN_DAY
static const CrmCulture english = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };

/* 2026-01-01 12:00 UTC */
#define START (G_GINT64_CONSTANT (1767268800) * G_TIME_SPAN_SECOND)

static gint64
add_person (CrmTestFile *file, const char *name)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", name);
  g_assert_true (crm_store_save (file->store, "Add", person, NULL));

  return crm_record_get_id (person);
}

static CrmRecord *
new_activity (const char *kind, gint64 about)
{
  CrmRecord *activity = crm_record_new ("activity");

  crm_object_set_text (CRM_OBJECT (activity), "kind", kind);
  crm_object_set_text (CRM_OBJECT (activity), "subject", "x");
  crm_object_add_item (CRM_OBJECT (activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", about, NULL));

  return activity;
}

static gint64
add_activity (CrmTestFile *file, const char *kind, gint64 about, gint64 at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) activity = new_activity (kind, about);

  crm_object_set_integer (CRM_OBJECT (activity), "occurred_at", at);
  crm_store_save (file->store, "Log", activity, &error);
  g_assert_no_error (error);

  return crm_record_get_id (activity);
}

static void
assert_sound (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (file->path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* Once: it was written, and what was planned was done. */
static void
test_addressed (CrmTestFile *file, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    const char *direction;
    const char *due;
    int         day;
    guint       then;
  } cases[] = {
    { "email", "out", NULL, 2, 1 },
    { "call", "out", NULL, 3, 2 },
    { "message", "in", NULL, 4, 2 },
    { "meeting", "out", NULL, 4, 2 },
    { "call", "out", "2026-01-20", 5, 2 },
    { "message", "out", NULL, -9, 2 },
    { "message", "out", NULL, 6, 3 },
  };
  gint64 person = add_person (file, "Maryam");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrmRecord) activity = new_activity (cases[i].kind, person);

      g_object_set (activity, "direction", cases[i].direction, "due", cases[i].due, "occurred-at", START + cases[i].day * DAY, NULL);
      g_assert_true (crm_store_save (file->store, "Log", activity, NULL));
      g_assert_cmpuint (crm_rhythm_count_addressed (file->store, person, START), ==, cases[i].then);
    }
}

static void
test_usual (CrmTestFile *file, gconstpointer data)
{
  gint64    person = add_person (file, "Maryam");
  CrmRhythm rhythm;

  g_assert_false (crm_rhythm_find (file->store, person, &rhythm));

  for (int week = 0; week < 3; week++)
    add_activity (file, "call", person, START + week * 7 * DAY);
  g_assert_true (crm_rhythm_find (file->store, person, &rhythm));
  g_assert_cmpint (rhythm.last, ==, START + 14 * DAY);
  g_assert_cmpint (rhythm.gap, ==, 0);

  /* Twice on a day is once; a note is no contact. */
  add_activity (file, "email", person, START + 14 * DAY + G_TIME_SPAN_HOUR);
  add_activity (file, "note", person, START + 60 * DAY);
  g_assert_true (crm_rhythm_find (file->store, person, &rhythm));
  g_assert_cmpint (rhythm.gap, ==, 0);

  /* Gaps of 7, 7 and 30 days: the long one is one of three for what is usual, and tells what is not unusual. */
  add_activity (file, "visit", person, START + 44 * DAY);
  g_assert_true (crm_rhythm_find (file->store, person, &rhythm));
  g_assert_cmpint (rhythm.last, ==, START + 44 * DAY);
  g_assert_cmpint (rhythm.gap, ==, 7 * DAY);
  g_assert_cmpint (rhythm.quiet_from, ==, START + 74 * DAY);
  assert_sound (file);
}

static void
test_planned (CrmTestFile *file, gconstpointer data)
{
  gint64    person = add_person (file, "Maryam");
  CrmRhythm rhythm;
  g_autoptr (CrmRecord) meeting = new_activity ("meeting", person);
  g_autoptr (CrmRecord) draft = NULL;

  crm_object_set_text (CRM_OBJECT (meeting), "due", "2026-01-05");
  g_assert_true (crm_store_save (file->store, "Plan", meeting, NULL));
  g_assert_false (crm_rhythm_find (file->store, person, &rhythm));

  draft = crm_record_edit (meeting);
  crm_object_set_integer (CRM_OBJECT (draft), "done_at", START + 5 * DAY);
  g_assert_true (crm_store_save (file->store, "Done", draft, NULL));
  g_assert_true (crm_rhythm_find (file->store, person, &rhythm));
  g_assert_cmpint (rhythm.last, ==, START + 5 * DAY);

  g_assert_true (crm_store_undo (file->store, NULL, NULL));
  g_assert_false (crm_rhythm_find (file->store, person, &rhythm));
  assert_sound (file);
}

/* Who works there is the company's contact too, from the day they are said to. */
static void
test_company (CrmTestFile *file, gconstpointer data)
{
  gint64    person = add_person (file, "Maryam");
  CrmRhythm rhythm;
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (CrmRecord) record = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  gint64 call = add_activity (file, "call", person, START);

  crm_object_set_text (CRM_OBJECT (company), "name", "Atlas");
  g_assert_true (crm_store_save (file->store, "Add", company, NULL));
  g_assert_false (crm_rhythm_find (file->store, crm_record_get_id (company), &rhythm));

  record = crm_store_get (file->store, person, NULL);
  draft = crm_record_edit (record);
  crm_object_add_item (CRM_OBJECT (draft), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", crm_record_get_id (company), NULL));
  g_assert_true (crm_store_save (file->store, "Edit", draft, NULL));
  g_assert_true (crm_rhythm_find (file->store, crm_record_get_id (company), &rhythm));
  g_assert_cmpint (rhythm.last, ==, START);

  g_assert_true (crm_store_delete (file->store, "Delete", &call, 1, NULL));
  g_assert_false (crm_rhythm_find (file->store, crm_record_get_id (company), &rhythm));
  g_assert_false (crm_rhythm_find (file->store, person, &rhythm));
  assert_sound (file);
}

static char *
list (CrmTestFile *file, const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");

  crm_filter_parse (where, query, file->store, &english, &error);
  g_assert_no_error (error);

  return crm_test_file_titles (file, query);
}

static void
test_filter (CrmTestFile *file, gconstpointer data)
{
  gint64           weekly = add_person (file, "Weekly");
  gint64           monthly = add_person (file, "Monthly");
  g_autofree char *quiet = NULL;
  g_autofree char *others = NULL;
  g_autofree char *spoken = NULL;

  add_person (file, "Nobody");
  for (int i = 0; i < 5; i++)
    {
      add_activity (file, "call", weekly, START - (5 - i) * 7 * DAY);
      add_activity (file, "call", monthly, START - (5 - i) * 30 * DAY);
    }
  crm_clock_set (START + 20 * DAY);
  quiet = list (file, "quiet = yes");
  g_assert_cmpstr (quiet, ==, "Weekly");
  others = list (file, "quiet = no");
  g_assert_cmpstr (others, ==, "Monthly, Nobody");
  spoken = list (file, "last_contact is set and last_contact < \"25 days ago\"");
  g_assert_cmpstr (spoken, ==, "Monthly, Weekly");
}

static gboolean
write_many (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const gint64 *people = user_data;

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (CrmRecord) activity = new_activity ("call", people[i % 2]);

      crm_object_set_integer (CRM_OBJECT (activity), "occurred_at", START + i / 2 * DAY);
      if (!crm_transaction_save (transaction, activity, error))
        return FALSE;
    }

  return TRUE;
}

static void
test_many (CrmTestFile *file, gconstpointer data)
{
  gint64    people[] = { add_person (file, "One"), add_person (file, "Other") };
  CrmRhythm rhythm;

  g_assert_true (crm_store_write (file->store, "Import", "import", CRM_TRANSACTION_BULK, write_many, people, NULL, NULL));
  g_assert_true (crm_rhythm_find (file->store, people[1], &rhythm));
  g_assert_cmpint (rhythm.last, ==, START + 999 * DAY);
  g_assert_cmpint (rhythm.gap, ==, DAY);
  assert_sound (file);
}

/* SQL has a list of its own of what counts as contact. */
static void
test_kinds (CrmTestFile *file, gconstpointer data)
{
  for (const CrmChoice *kind = crm_activity_kinds; kind->value != NULL; kind++)
    {
      gint64    person = add_person (file, kind->value);
      CrmRhythm rhythm;

      add_activity (file, kind->value, person, START);
      g_assert_cmpint (crm_rhythm_find (file->store, person, &rhythm), ==, crm_activity_kind_is_contact (kind->value));
    }
}

/* One who was deleted was spoken to all the same. */
static void
test_deleted (CrmTestFile *file, gconstpointer data)
{
  gint64 person = add_person (file, "Ann");

  add_activity (file, "call", person, START);
  g_assert_true (crm_store_delete (file->store, "Delete", &person, 1, NULL));
  assert_sound (file);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  crm_test_file_add ("/store/rhythm/usual", test_usual);
  crm_test_file_add ("/store/rhythm/addressed", test_addressed);
  crm_test_file_add ("/store/rhythm/deleted", test_deleted);
  crm_test_file_add ("/store/rhythm/planned", test_planned);
  crm_test_file_add ("/store/rhythm/company", test_company);
  crm_test_file_add ("/store/rhythm/filter", test_filter);
  crm_test_file_add ("/store/rhythm/many", test_many);
  crm_test_file_add ("/store/rhythm/kinds", test_kinds);

  return g_test_run ();
}
