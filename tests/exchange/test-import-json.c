/* Our own JSON in again: what was exported comes back as it was, and what nobody meant well harms nothing. */

#include "../store/crm-test-kill.h"
#include "import-testing.h"

#include "crm-sample.h"

#define PERSON "01900000-0000-7000-8000-000000000001"
#define OTHER "01900000-0000-7000-8000-000000000002"
#define STAGE "01900000-0000-7000-8000-000000000003"
#define PIPELINE "01900000-0000-7000-8000-000000000004"
#define DEAL "01900000-0000-7000-8000-000000000005"
#define NOTE "01900000-0000-7000-8000-000000000006"
#define COMPANY "01900000-0000-7000-8000-000000000007"

static CrmRecord *
get (CrmTestFile *file, const char *uid)
{
  g_autoptr (GError) error = NULL;
  gint64     id = crm_store_find_uid (file->store, uid);
  CrmRecord *record = id != 0 ? crm_store_get (file->store, id, &error) : NULL;

  g_assert_no_error (error);

  return record;
}

static void
assert_refused (CrmTestFile *file, const char *text)
{
  CrmImportOptions options = { .format = CRM_IMPORT_FORMAT_JSON };
  g_autofree char *path = write_file (file, "refused.json", text);
  g_autoptr (GError) error = NULL;

  g_assert_false (crm_import_run (file->store, path, &options, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

/* A whole business comes back to the last byte, with the days on which its records were made and nothing invented. */
static void
test_round_trip (gconstpointer sample)
{
  CrmTestFile from, to;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  crm_test_file_open (&from);
  crm_test_file_open (&to);
  crm_sample_install (from.store, sample, &error);
  g_assert_no_error (error);
  before = export_file (&from, NULL, CRM_EXPORT_JSON);

  report = import_text (&to, "all.json", before, NULL);
  g_assert_cmpstr (report->format, ==, "json");
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpuint (report->n_problems, ==, 0);
  after = export_file (&to, NULL, CRM_EXPORT_JSON);
  g_assert_cmpstr (before, ==, after);
  crm_test_assert_sound (to.path);

  again = import_text (&to, "all.json", before, NULL);
  g_assert_cmpuint (crm_import_report_get_written (again), ==, 0);
  g_assert_cmpint (again->change, ==, 0);

  crm_store_undo (to.store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_records (&to, "person"), ==, 0);
  crm_test_assert_sound (to.path);
  crm_test_file_close (&from);
  crm_test_file_close (&to);
}

static const char backward[] =
    "{\"type\":\"activity\",\"uid\":\"" NOTE "\",\"created_at\":\"2020-01-01T10:00:00Z\",\"kind\":\"note\",\"body\":\"x\",\"links\":[{\"id\":\"a\",\"target\":\"" DEAL "\"}]}\n"
    "{\"type\":\"deal\",\"uid\":\"" DEAL "\",\"created_at\":\"2020-01-02T10:00:00Z\",\"title\":\"D\",\"stage\":\"" STAGE "\",\"person\":\"" PERSON "\"}\n"
    "{\"type\":\"stage\",\"uid\":\"" STAGE "\",\"pipeline\":\"" PIPELINE "\",\"name\":\"S\",\"kind\":\"open\",\"position\":1}\n"
    "{\"type\":\"person\",\"uid\":\"" PERSON "\",\"created_at\":\"2020-01-03T10:00:00Z\",\"given_name\":\"Ann\",\"referred_by\":\"" OTHER "\"}\n"
    "{\"type\":\"person\",\"uid\":\"" OTHER "\",\"given_name\":\"Bob\",\"referred_by\":\"" PERSON "\"}\n"
    "{\"type\":\"pipeline\",\"uid\":\"" PIPELINE "\",\"name\":\"P\",\"position\":1}\n";

/* Records in the worst order, two of which refer to each other. */
static void
test_backward (void)
{
  CrmTestFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) again = NULL;
  g_autoptr (CrmRecord) ann = NULL;
  g_autoptr (CrmRecord) bob = NULL;
  g_autoptr (CrmRecord) deal = NULL;
  g_autoptr (CrmRecord) note = NULL;
  GPtrArray *links;

  crm_test_file_open (&file);
  report = import_text (&file, "backward.json", backward, NULL);
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpuint (report->n_problems, ==, 0);

  ann = get (&file, PERSON);
  bob = get (&file, OTHER);
  deal = get (&file, DEAL);
  note = get (&file, NOTE);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (ann), "referred_by"), ==, crm_record_get_id (bob));
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (bob), "referred_by"), ==, crm_record_get_id (ann));
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "person"), ==, crm_record_get_id (ann));
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "status"), ==, "open");
  links = crm_object_get_items (CRM_OBJECT (note), "links");
  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpstr (crm_item_get_id (g_ptr_array_index (links, 0)), ==, "a");
  g_assert_cmpint (crm_object_get_integer (g_ptr_array_index (links, 0), "target"), ==, crm_record_get_id (deal));
  g_assert_cmpint (crm_record_get_created_at (ann) / G_USEC_PER_SEC, ==, 1578045600);
  crm_test_assert_sound (file.path);

  again = import_text (&file, "backward.json", backward, NULL);
  g_assert_cmpuint (crm_import_report_get_written (again), ==, 0);
  crm_test_assert_sound (file.path);

  /* What was put in at the end goes and comes back with the rest. */
  crm_store_undo (file.store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_records (&file, "person"), ==, 0);
  crm_store_redo (file.store, NULL, &error);
  g_assert_no_error (error);
  crm_test_assert_sound (file.path);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (ann), "referred_by"), ==, crm_record_get_id (bob));
  crm_test_file_close (&file);
}

/* Who is named and never comes is told; what can be without is kept. */
static void
test_missing (void)
{
  static const char text[] =
      "[{\"type\":\"person\",\"given_name\":\"Ann\",\"referred_by\":\"" OTHER "\"},\n"
      "{\"type\":\"deal\",\"title\":\"D\",\"stage\":\"" STAGE "\"}]";
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  const CrmImportReject *reject;

  crm_test_file_open (&file);
  report = import_text (&file, "missing.json", text, NULL);
  g_assert_cmpuint (count_records (&file, "person"), ==, 1);
  g_assert_cmpuint (report->n_problems, ==, 1);
  g_assert_cmpuint (report->n_rejected, ==, 1);
  reject = g_ptr_array_index (report->rejects, 0);
  g_assert_cmpuint (reject->line, ==, 2);
  g_assert_cmpstr (reject->column, ==, "stage");
  g_assert_nonnull (strstr (reject->reason, STAGE));
  crm_test_assert_sound (file.path);
  crm_test_file_close (&file);
}

/* The bytes of a file are not in JSON: the entry comes without it, and says so. */
static void
test_absent_attachment (void)
{
  static const char text[] =
      "[{\"type\":\"activity\",\"uid\":\"" DEAL "\",\"kind\":\"note\",\"body\":\"The offer\",\"attachments\":"
      "[{\"name\":\"offer.pdf\",\"file\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\",\"size\":12}]}]\n";
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmRecord) note = NULL;
  const CrmProblem *problem;

  crm_test_file_open (&file);
  report = import_text (&file, "files.json", text, NULL);
  note = get (&file, DEAL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (note), "body"), ==, "The offer");
  g_assert_null (crm_object_get_items (CRM_OBJECT (note), "attachments"));
  g_assert_cmpuint (report->n_problems, ==, 1);
  problem = g_ptr_array_index (report->problems, 0);
  g_assert_nonnull (strstr (problem->message, "offer.pdf"));
  crm_test_file_close (&file);
}

static const char strange[] =
    "[{\"type\":\"voucher\",\"uid\":\"" DEAL "\",\"number\":7},\n"
    "{\"type\":\"person\",\"uid\":\"" PERSON "\",\"given_name\":\"Ann\",\"shoe\":{\"size\":41},\"lifecycle\":\"mouldy\",\"about\":7,\"photo\":\"x\"},\n"
    "{\"type\":\"company\",\"uid\":\"" PERSON "\",\"name\":\"Twice\"},\n"
    "{\"type\":\"person\",\"uid\":\"" PERSON "\",\"given_name\":\"Other\",\"family_name\":\"Lee\"},\n"
    "{\"type\":\"person\",\"uid\":\"no uid\",\"given_name\":\"Bob\"}]\n";

/* What we do not know is told and does not stop the rest; what has a place is kept. */
static void
test_strange (void)
{
  CrmTestFile      file;
  g_autofree char *rejects = NULL;
  g_autofree char *rejected = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) again = NULL;
  g_autoptr (CrmRecord) ann = NULL;
  CrmImportOptions options = { 0 };
  CrmObject       *kept;

  crm_test_file_open (&file);
  rejects = g_build_filename (file.folder, "rejects.json", NULL);
  options.rejects_path = rejects;
  report = import_text (&file, "strange.json", strange, &options);
  g_assert_cmpuint (report->rows, ==, 5);
  g_assert_cmpuint (report->n_rejected, ==, 1);
  ann = get (&file, PERSON);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (ann), "given_name"), ==, "Ann");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (ann), "family_name"), ==, "Lee");
  g_assert_null (crm_object_get_text (CRM_OBJECT (ann), "about"));
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (ann), "foreign_fields")->len, ==, 4);
  kept = g_ptr_array_index (crm_object_get_items (CRM_OBJECT (ann), "foreign_fields"), 3);
  g_assert_cmpstr (crm_object_get_text (kept, "name"), ==, "shoe");
  g_assert_cmpstr (crm_object_get_text (kept, "value"), ==, "{\"size\":41}");
  g_assert_cmpuint (report->n_problems, ==, 5);
  crm_test_assert_sound (file.path);

  /* What was refused can be mended and imported. */
  g_assert_true (g_file_get_contents (rejects, &rejected, NULL, NULL));
  again = import_text (&file, "again.json", rejected, NULL);
  g_assert_cmpuint (again->rows, ==, 1);
  g_assert_cmpuint (again->n_rejected, ==, 1);
  g_assert_nonnull (strstr (rejected, "\"number\":7"));
  crm_test_file_close (&file);
}

static void
test_on_match (void)
{
  static const char one[] = "{\"type\":\"person\",\"uid\":\"" PERSON "\",\"given_name\":\"Ann\",\"contact_points\":[{\"id\":\"a\",\"kind\":\"email\",\"value\":\"a@b.example\"}]}";
  static const char two[] = "{\"type\":\"person\",\"uid\":\"" PERSON "\",\"given_name\":\"Anna\",\"family_name\":\"Lee\",\"contact_points\":[{\"id\":\"a\",\"kind\":\"email\",\"value\":\"c@d.example\",\"opt_out\":true}]}";
  static const struct
  {
    CrmImportOnMatch rule;
    const char      *given, *family, *email;
    guint            people;
  } expected[] = {
    { CRM_IMPORT_ON_MATCH_AUTO, "Anna", "Lee", "c@d.example", 1 },
    { CRM_IMPORT_ON_MATCH_SKIP, "Ann", NULL, "a@b.example", 1 },
    { CRM_IMPORT_ON_MATCH_UPDATE, "Anna", "Lee", "c@d.example", 1 },
    { CRM_IMPORT_ON_MATCH_FILL, "Ann", "Lee", "a@b.example", 1 },
    { CRM_IMPORT_ON_MATCH_CREATE, "Ann", NULL, "a@b.example", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      CrmTestFile      file;
      CrmImportOptions options = { .on_match = expected[i].rule };
      g_autoptr (CrmImportReport) first = NULL;
      g_autoptr (CrmImportReport) second = NULL;
      g_autoptr (CrmRecord) ann = NULL;
      GPtrArray *points;

      crm_test_file_open (&file);
      first = import_text (&file, "one.json", one, &options);
      second = import_text (&file, "two.json", two, &options);
      ann = get (&file, PERSON);
      points = crm_object_get_items (CRM_OBJECT (ann), "contact_points");
      g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (ann), "given_name"), ==, expected[i].given);
      g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (ann), "family_name"), ==, expected[i].family);
      g_assert_cmpuint (points->len, ==, 1);
      g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (points, 0), "value"), ==, expected[i].email);
      g_assert_cmpuint (count_records (&file, "person"), ==, expected[i].people);
      crm_test_assert_sound (file.path);
      crm_test_file_close (&file);
    }
}

/* A deal that moved on in the other copy brings its own history: no stage change is made up. */
static void
test_moved_deal (void)
{
  static const char stages[] =
      "{\"type\":\"pipeline\",\"uid\":\"" PIPELINE "\",\"name\":\"P\"}\n{\"type\":\"stage\",\"uid\":\"" STAGE "\",\"pipeline\":\"" PIPELINE "\",\"name\":\"S\",\"kind\":\"open\"}\n"
      "{\"type\":\"stage\",\"uid\":\"" OTHER "\",\"pipeline\":\"" PIPELINE "\",\"name\":\"W\",\"kind\":\"won\"}\n"
      "{\"type\":\"deal\",\"uid\":\"" DEAL "\",\"title\":\"D\",\"stage\":\"" STAGE "\",\"stage_entered_at\":\"2020-01-01T10:00:00Z\"}\n";
  static const char moved[] =
      "{\"type\":\"deal\",\"uid\":\"" DEAL "\",\"title\":\"D\",\"stage\":\"" OTHER "\",\"status\":\"open\",\"stage_entered_at\":\"2021-01-01T10:00:00Z\",\"closed_at\":\"2021-01-01T10:00:00Z\"}\n";
  CrmTestFile file;
  g_autoptr (CrmImportReport) first = NULL;
  g_autoptr (CrmImportReport) second = NULL;
  g_autoptr (CrmRecord) deal = NULL;

  crm_test_file_open (&file);
  first = import_text (&file, "stages.json", stages, NULL);
  second = import_text (&file, "moved.json", moved, NULL);
  deal = get (&file, DEAL);
  g_assert_cmpuint (count_records (&file, "stage_change"), ==, 0);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "status"), ==, "won");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "closed_at") / G_USEC_PER_SEC, ==, 1609495200);
  crm_test_assert_sound (file.path);
  crm_test_file_close (&file);
}

static void
test_dry_run (void)
{
  CrmTestFile      file;
  CrmImportOptions options = { .dry_run = TRUE };
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "backward.json", backward, &options);
  g_assert_cmpuint (crm_import_report_get (report, "person", CRM_IMPORT_CREATED), ==, 2);
  g_assert_cmpuint (count_records (&file, "person"), ==, 0);
  crm_test_assert_sound (file.path);
  crm_test_file_close (&file);
}

/* What a sentence cites of a file is bounded. */
static void
test_long_value (void)
{
  CrmTestFile      file;
  g_autofree char *value = g_strnfill (2000000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"type\":\"person\",\"given_name\":\"Ann\",\"lifecycle\":\"%s\"}", value);
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "long.json", text, NULL);
  g_assert_cmpuint (report->problems->len, ==, 1);
  g_assert_cmpuint (strlen (((CrmProblem *) g_ptr_array_index (report->problems, 0))->message), <, 2000);
  g_assert_cmpuint (count_records (&file, "person"), ==, 1);
  crm_test_file_close (&file);
}

static void
cancel_cb (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  g_assert_cmpuint (done, <=, total);
  g_cancellable_cancel (user_data);
}

static void
test_cancelled (void)
{
  CrmTestFile file;
  g_autoptr (GString) text = g_string_new ("[\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "%s{\"type\":\"person\",\"given_name\":\"P%u\"}", i > 0 ? ",\n" : "", i);
  g_string_append (text, "\n]\n");
  crm_test_file_open (&file);
  path = write_file (&file, "many.json", text->str);
  g_assert_false (crm_import_run (file.store, path, NULL, cancel_cb, cancellable, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_records (&file, "person"), ==, 0);
  crm_test_assert_sound (file.path);
  crm_test_file_close (&file);
}

static void
test_refused (void)
{
  CrmTestFile file;
  GString    *text = g_string_new ("[0");

  crm_test_file_open (&file);
  assert_refused (&file, "hello");
  assert_refused (&file, "{\"a\":1}");
  assert_refused (&file, "{\"type\":\"FeatureCollection\",\"features\":[]}");
  assert_refused (&file, "{");
  assert_refused (&file, "\"");
  for (guint i = 1; i < 1000000; i++)
    g_string_append_printf (text, ",%u", i);
  assert_refused (&file, text->str);
  g_string_assign (text, "");
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "[{\"a\":");
  assert_refused (&file, text->str);
  g_string_free (text, TRUE);
  crm_test_assert_sound (file.path);
  crm_test_file_close (&file);
}

/* A file that was cut off gives all its whole records. */
static void
test_truncated (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "cut.json", "[\n{\"type\":\"person\",\"given_name\":\"Ann\"},\n{\"type\":\"person\",\"contact_points\":[{\"kind\":\n{\"type\":\"person\",\"given_name\":\"Bob\"},\n{\"type\":\"per", NULL);
  g_assert_cmpuint (count_records (&file, "person"), ==, 2);
  g_assert_cmpuint (report->n_rejected, ==, 2);
  g_assert_cmpuint (report->n_problems, ==, 1);
  g_assert_cmpuint (((CrmImportReject *) g_ptr_array_index (report->rejects, 0))->line, ==, 3);
  g_assert_cmpuint (((CrmImportReject *) g_ptr_array_index (report->rejects, 1))->line, ==, 5);
  crm_test_file_close (&file);
}

static void
test_empty (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "empty.json", "[\n\n]\n", NULL);
  g_assert_cmpstr (report->format, ==, "json");
  g_assert_cmpuint (report->rows, ==, 0);
  g_assert_cmpuint (report->n_problems, ==, 0);
  assert_refused (&file, "");
  assert_refused (&file, "[");
  crm_test_file_close (&file);
}

static void
damage (GString *text)
{
  static const char *const pieces[] = { "\"", "{", "}", "[", "]", ",", ":", "null", "-1", "1e9", "\\u0000", "\\ud800", "\xff", "\n", PERSON, "\"id\"", "999999999999999999" };

  for (int n = g_test_rand_int_range (1, 40); n > 0; n--)
    {
      gssize at = g_test_rand_int_range (0, (gint32) text->len - 100);

      if (g_test_rand_bit ())
        g_string_insert (text, at, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      else
        g_string_erase (text, at, g_test_rand_int_range (1, 30));
    }
}

/* A business with random damage: no crash, nothing half done. */
static void
test_damaged (void)
{
  CrmTestFile from;
  g_autoptr (GError) error = NULL;
  g_autofree char *sound = NULL;

  crm_test_file_open (&from);
  crm_sample_install (from.store, "freelance", &error);
  g_assert_no_error (error);
  sound = export_file (&from, NULL, CRM_EXPORT_JSON);
  crm_test_file_close (&from);

  for (guint i = 0; i < 15; i++)
    {
      CrmTestFile      file;
      CrmImportOptions options = { .format = CRM_IMPORT_FORMAT_JSON, .on_match = (CrmImportOnMatch) (i % 5) };
      g_autoptr (GString) text = g_string_new (sound);
      g_autoptr (CrmImportReport) report = NULL;
      g_autoptr (CrmImportReport) again = NULL;

      damage (text);
      crm_test_file_open (&file);
      report = import_text (&file, "damaged.json", text->str, &options);
      g_assert_cmpuint (report->n_rejected, <, report->rows / 2);
      again = import_text (&file, "damaged.json", text->str, &options);
      crm_test_assert_sound (file.path);
      crm_test_file_close (&file);
    }
}

#define VIP(uid) "{\"type\":\"tag\",\"uid\":\"" uid "\",\"name\":\"vip\"}\n"

/* A tag that is called otherwise here is no company, though its identifier stands where one should. */
static void
test_renamed (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) first = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  first = import_text (&file, "tag.json", VIP (STAGE), NULL);
  report = import_text (&file, "other.json", VIP (OTHER) "{\"type\":\"person\",\"uid\":\"" PERSON "\",\"given_name\":\"B\",\"referred_by\":\"" OTHER "\",\"affiliations\":[{\"id\":\"1\",\"company\":\"" OTHER "\"}]}\n", NULL);
  assert_counts (report, "person", 1, 0, 0);
  g_assert_cmpuint (report->n_problems, ==, 2);
  person = get (&file, PERSON);
  assert_set (&file, person, "affiliations", "");
  crm_test_assert_sound (file.path);
  crm_test_file_close (&file);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import-json/renamed", test_renamed);
  g_test_add_data_func ("/import-json/round-trip/shop", "shop", test_round_trip);
  g_test_add_data_func ("/import-json/round-trip/freelance", "freelance", test_round_trip);
  g_test_add_func ("/import-json/backward", test_backward);
  g_test_add_func ("/import-json/missing", test_missing);
  g_test_add_func ("/import-json/strange", test_strange);
  g_test_add_func ("/import-json/on-match", test_on_match);
  g_test_add_func ("/import-json/moved-deal", test_moved_deal);
  g_test_add_func ("/import-json/dry-run", test_dry_run);
  g_test_add_func ("/import-json/long-value", test_long_value);
  g_test_add_func ("/import-json/cancelled", test_cancelled);
  g_test_add_func ("/import-json/refused", test_refused);
  g_test_add_func ("/import-json/truncated", test_truncated);
  g_test_add_func ("/import-json/empty", test_empty);
  g_test_add_func ("/import-json/damaged", test_damaged);

  g_test_add_func ("/import-json/absent-attachment", test_absent_attachment);

  return g_test_run ();
}
