/* Runs of the importer: our own export back in, in the background, cancelled, and what a file is. */

#include "../crm-wait.h"
#include "import-testing.h"

#include "crm-sample.h"

#include "crm-export.h"
#include "crm-import-fields.h"
#include "crm-import-report-json.h"

/* Our own export comes back unchanged, and whole into another file. */
static void
test_own_export (void)
{
  static const char *const types[] = { "company", "person", "deal", "activity" };
  CrmTestFile              file;
  CrmTestFile              other;

  crm_test_file_open (&file);
  crm_test_file_open (&other);
  crm_import_report_unref (import_data (&file, "csv", "google-new.csv", NULL));
  crm_import_report_unref (import_data (&file, "csv", "atomic.csv", NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (CrmQuery) query = crm_query_new (types[i]);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autoptr (CrmImportReport) same = NULL;
      g_autoptr (CrmImportReport) there = NULL;
      g_autoptr (CrmReading) reading = crm_reading_new (file.path, NULL);

      crm_store_query (file.store, query, 0, ids, NULL);
      crm_export (reading, types[i], ids, CRM_EXPORT_CSV, stream, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
      text = g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)));
      same = import_text (&file, "export.csv", text, NULL);
      g_assert_cmpuint (same->n_rejected, ==, 0);
      g_assert_cmpint (same->change, ==, 0);
      assert_counts (same, types[i], 0, 0, ids->len);
      there = import_text (&other, "export.csv", text, NULL);
      g_assert_cmpuint (there->n_rejected, ==, 0);
      assert_counts (there, types[i], ids->len, 0, 0);
    }
  {
    g_autoptr (CrmRecord) mine = find_record (&file, "email:leila@sonboleh.example", "person");
    g_autoptr (CrmRecord) theirs = find_record (&other, "email:leila@sonboleh.example", "person");

    g_assert_cmpstr (crm_record_get_uid (mine), ==, crm_record_get_uid (theirs));
    assert_set (&other, theirs, "affiliations", "نان‌پزی سنبله|مدیر");
    assert_set (&other, theirs, "tags", "Customers\nvip\nwholesale");
  }
  crm_test_file_close (&other);
  crm_test_file_close (&file);
}

static char *
export_cards (CrmTestFile *file)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmReading) reading = crm_reading_new (file->path, NULL);
  g_autoptr (GError) error = NULL;

  crm_store_query (file->store, query, 0, ids, NULL);
  crm_export (reading, "person", ids, CRM_EXPORT_VCARD, stream, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);

  return g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)));
}

/* Cards of any version come back from our own card without a word of news. */
static void
test_own_cards (void)
{
  static const char *const names[] = { "android-2.1.vcf", "apple-3.0.vcf", "google-3.0.vcf", "rfc-4.0.vcf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CrmTestFile      file;
      g_autofree char *text = NULL;
      g_autoptr (CrmImportReport) same = NULL;

      crm_test_file_open (&file);
      crm_import_report_unref (import_data (&file, "vcard", names[i], NULL));
      text = export_cards (&file);
      same = import_text (&file, "export.vcf", text, NULL);
      g_assert_cmpuint (same->n_rejected, ==, 0);
      g_assert_cmpint (same->change, ==, 0);
      crm_test_file_close (&file);
    }
}

/* So do those of a whole business. */
static void
test_sample_cards (gconstpointer sample)
{
  CrmTestFile file;
  g_autoptr (GError) error = NULL;
  static const char *const of[] = { "person", "company" };

  crm_test_file_open (&file);
  crm_sample_install (file.store, sample, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (of); i++)
    {
      g_autofree char *text = export_file (&file, of[i], CRM_EXPORT_VCARD);
      g_autoptr (CrmImportReport) same = import_text (&file, "export.vcf", text, NULL);

      for (guint j = 0; j < same->examples->len; j++)
        g_test_message ("%s", ((const CrmImportExample *) same->examples->pdata[j])->title);
      g_assert_cmpuint (same->n_rejected, ==, 0);
      g_assert_cmpint (same->change, ==, 0);
    }
  crm_test_file_close (&file);
}

static void
count_cb (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  guint *calls = user_data;

  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (rows, >, 0);
  (*calls)++;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
make_long (guint n)
{
  GString *text = g_string_new ("Name,Email\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Person %u,p%u@example.com\n", i, i);

  return g_string_free (text, FALSE);
}

/* For the window: progress where it asked, and the report at the end. */
static void
test_async (void)
{
  CrmTestFile file;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = make_long (2000);
  g_autofree char *path = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  guint calls = 0;

  crm_test_file_open (&file);
  path = write_file (&file, "many.csv", text);
  crm_import_run_async (file.store, path, NULL, count_cb, &calls, NULL, finished_cb, &result);
  wait_for (result != NULL);
  report = crm_import_run_finish (file.store, result, &error);
  g_assert_no_error (error);
  assert_counts (report, "person", 2000, 0, 0);
  g_assert_cmpuint (calls, >, 0);
  crm_test_file_close (&file);
}

static void
cancel_cb (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  CrmTestFile file;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = make_long (1000);
  g_autofree char *path = NULL;

  crm_test_file_open (&file);
  path = write_file (&file, "many.csv", text);
  g_assert_false (crm_import_run (file.store, path, NULL, cancel_cb, cancellable, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_records (&file, "person"), ==, 0);
  crm_test_file_close (&file);
}

static void
test_formats (void)
{
  CrmTestFile file;
  const char *reason;
  g_autoptr (GError) error = NULL;
  g_autofree char *card = NULL;
  g_autofree char *json = NULL;
  g_autofree char *sheet = NULL;

  crm_test_file_open (&file);
  card = write_file (&file, "a.txt", "\xef\xbb\xbf"
                                     "begin:vcard\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n");
  json = write_file (&file, "b.txt", "[\n{\"type\":\"person\"}]");
  sheet = write_file (&file, "c.txt", "Name\n[x]\n");
  g_assert_cmpint (crm_import_detect_format (card, &reason, NULL), ==, CRM_IMPORT_FORMAT_VCARD);
  g_assert_cmpint (crm_import_detect_format (json, &reason, NULL), ==, CRM_IMPORT_FORMAT_JSON);
  g_assert_cmpint (crm_import_detect_format (sheet, &reason, NULL), ==, CRM_IMPORT_FORMAT_CSV);
  g_assert_false (crm_import_run (file.store, "/nowhere/at/all.csv", NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  crm_test_file_close (&file);
}

static CrmImportMap *
preview (CrmTestFile *file, const char *path, const CrmImportOptions *options, GPtrArray **rows)
{
  g_autoptr (GPtrArray) fields = crm_import_fields_new (file->store);
  g_autoptr (GHashTable) known = crm_import_known_maps_new (file->store);
  CrmImportOptions all = options != NULL ? *options : (CrmImportOptions){ 0 };
  g_autoptr (GError) error = NULL;
  CrmImportMap *map;

  all.fields = fields;
  all.known_maps = known;
  map = crm_import_preview (path, &all, 5, rows, &error);
  g_assert_no_error (error);

  return map;
}

/* What somebody said of a sheet is said of the next one with the same headings, in whatever letters; of no other. */
static void
test_known_map (void)
{
  CrmTestFile file;

  crm_test_file_open (&file);
  {
    static const char *const sheets[] = { "Wer,Kontakt\nAnn,x\n", "WER,kontakt\nBob,y\n", "Kontakt,Wer\nx,Ann\n" };
    CrmImportOptions         said = { .map_spec = "given_name=Wer" };
    g_autoptr (CrmImportReport) first = import_text (&file, "a.csv", sheets[0], &said);

    g_assert_cmpint (first->change, !=, 0);
    for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
      {
        g_autofree char *path = write_file (&file, "b.csv", sheets[i]);
        g_autoptr (GPtrArray) rows = NULL;
        g_autoptr (CrmImportMap) map = preview (&file, path, NULL, &rows);

        g_assert_true (crm_import_map_has (map, "person", CRM_IMPORT_FIELD, "given_name") == (i < 2));
      }
    {
      g_autoptr (CrmImportReport) second = import_text (&file, "c.csv", sheets[1], NULL);

      assert_counts (second, "person", 1, 0, 0);
    }
  }
  crm_test_file_close (&file);
}

/* What became of an import can be told later, undone or not; a dry run leaves nothing to tell. */
static void
test_kept_report (void)
{
  static const char sheet[] = "Name,E-mail,Birthday\nAnn Lee,ann@example.com,1990-02-30\nBob Lee,bob@example.com,1990-02-28\nEve Lee,eve@example.com,\n";
  CrmTestFile       file;

  crm_test_file_open (&file);
  {
    CrmImportOptions trial = { .dry_run = TRUE };
    g_autoptr (CrmImportReport) tried = import_text (&file, "people.csv", sheet, &trial);
    g_autoptr (GPtrArray) none = crm_store_load_imports (file.store, 10, NULL);
    g_autoptr (CrmImportReport) done = import_text (&file, "people.csv", sheet, NULL);
    g_autoptr (CrmImportLogged) logged = crm_store_find_import (file.store, done->change, NULL);
    g_autoptr (CrmImportReport) kept = crm_import_report_from_text (logged->report, NULL);
    g_autofree char *before = crm_import_report_to_text (done);
    g_autofree char *after = crm_import_report_to_text (kept);
    g_autoptr (CrmImportLogged) undone = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (none->len, ==, 0);
    g_assert_cmpuint (kept->n_rejected, ==, 1);
    g_assert_cmpuint (crm_import_report_get (kept, "person", CRM_IMPORT_CREATED), ==, 2);
    g_assert_cmpstr (before, ==, after);
    g_assert_cmpstr (logged->name, ==, "people.csv");
    g_assert_false (logged->undone);

    g_assert_true (crm_store_undo_change (file.store, done->change, FALSE, NULL, NULL, &error));
    undone = crm_store_find_import (file.store, done->change, NULL);
    g_assert_true (undone->undone);
    g_assert_null (crm_store_find_import (file.store, 999, &error));
    g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
    g_assert_null (crm_import_report_from_text ("[]", NULL));
  }
  crm_test_file_close (&file);
}

static char *
describe_fields (CrmTestFile *file)
{
  CrmFieldSet *set = crm_store_get_fields (file->store, crm_record_type_find ("person"));
  GString     *text = g_string_new (NULL);

  for (guint i = 0; i < crm_field_set_get_size (set); i++)
    {
      const CrmField *field = crm_field_set_get (set, i);

      if (field->custom != 0)
        g_string_append_printf (text, "%s%s:%d", text->len > 0 ? " " : "", crm_field_get_label (field), (int) field->kind);
    }

  return g_string_free (text, FALSE);
}

/* Columns become fields that were not there, of the kind of their values; with the import they go. A trial makes none, and a second import no more. */
static void
test_new_fields (void)
{
  static const char sheet[] = "Name,Budget,Since,VIP,Code\nAnn,\"1,250.5\",2024-02-29,yes,007\nBob,900,1403/12/01,no,12\n";
  CrmTestFile       file;

  crm_test_file_open (&file);
  {
    CrmImportOptions options = { .map_spec = "person.new=Budget,person.new=Since,person.new=VIP,person.new=Code", .dry_run = TRUE };
    g_autoptr (CrmImportReport) tried = import_text (&file, "a.csv", sheet, &options);
    g_autofree char *none = describe_fields (&file);
    g_autofree char *made = NULL;
    g_autofree char *again = NULL;
    g_autofree char *expected = g_strdup_printf ("Budget:%d Since:%d VIP:%d Code:%d", CRM_KIND_NUMBER, CRM_KIND_DATE, CRM_KIND_BOOLEAN, CRM_KIND_TEXT);
    g_autoptr (CrmImportReport) done = NULL;
    g_autoptr (CrmImportReport) same = NULL;
    g_autoptr (CrmQuery) query = crm_query_new ("person");
    g_autofree char *rich = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (crm_import_report_get (tried, "custom_field", CRM_IMPORT_CREATED), ==, 4);
    g_assert_cmpstr (none, ==, "");
    options.dry_run = FALSE;
    done = import_text (&file, "a.csv", sheet, &options);
    g_assert_cmpuint (done->n_rejected, ==, 0);
    made = describe_fields (&file);
    g_assert_cmpstr (made, ==, expected);
    crm_query_set_order_field (query, crm_field_set_find (crm_store_get_fields (file.store, crm_record_type_find ("person")), "Budget"), TRUE);
    rich = crm_test_file_titles (&file, query);
    g_assert_cmpstr (rich, ==, "Ann, Bob");

    same = import_text (&file, "b.csv", sheet, NULL);
    g_assert_cmpint (same->change, ==, 0);
    g_assert_true (crm_store_undo_change (file.store, done->change, FALSE, NULL, NULL, &error));
    again = describe_fields (&file);
    g_assert_cmpstr (again, ==, "");
  }
  crm_test_file_close (&file);
}

/* A trial tells what each record would get, as people read it. */
static void
test_told (void)
{
  CrmTestFile      file;
  CrmImportOptions options = { .dry_run = TRUE };
  g_autoptr (CrmImportReport) report = NULL;
  const CrmImportExample *example;

  crm_test_file_open (&file);
  report = import_text (&file, "people.csv", "First name,Birthday\nAnn,1990-05-12\n", &options);
  example = g_ptr_array_index (report->examples, 0);
  g_assert_cmpuint (example->differences->len, ==, 2);
  g_assert_cmpstr (((const CrmImportDifference *) example->differences->pdata[1])->after, ==, "Birthday: 1990-05-12");
  crm_test_file_close (&file);
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/run/own-export", test_own_export);
  g_test_add_func ("/import/run/own-cards", test_own_cards);
  g_test_add_data_func ("/import/run/sample-cards/shop", "shop", test_sample_cards);
  g_test_add_data_func ("/import/run/sample-cards/freelance", "freelance", test_sample_cards);
  g_test_add_func ("/import/run/async", test_async);
  g_test_add_func ("/import/run/cancel", test_cancel);
  g_test_add_func ("/import/run/formats", test_formats);
  g_test_add_func ("/import/run/known-map", test_known_map);
  g_test_add_func ("/import/run/told", test_told);
  g_test_add_func ("/import/run/kept-report", test_kept_report);
  g_test_add_func ("/import/run/new-fields", test_new_fields);

  return g_test_run ();
}
