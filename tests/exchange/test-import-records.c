/* Sheets that we wrote ourselves, perhaps worked on in a spreadsheet since. */

#include "../store/crm-test-kill.h"
#include "import-testing.h"

#include "crm-field-text.h"
#include "crm-csv-reader.h"
#include "crm-sales.h"
#include "crm-sample.h"

#define PERSON "01900000-0000-7000-8000-000000000001"
#define OTHER "01900000-0000-7000-8000-000000000002"
#define STAGE "01900000-0000-7000-8000-000000000003"
#define PIPELINE "01900000-0000-7000-8000-000000000004"
#define DEAL "01900000-0000-7000-8000-000000000005"
#define DONE "01900000-0000-7000-8000-000000000006"
#define ADDED "2020-01-02T10:00:00.000007Z"

/* In the order of a whole export: none before one it refers to. */
static const char *const types[] = { "setting", "user", "custom_field", "tag", "tax", "series", "pipeline", "stage", "saved_view", "price_list", "product", "company", "person", "deal", "stage_change", "article", "service_case", "feedback", "activity",
                                     "quote", "sales_order", "invoice", "payment", "target", "distinction", "conflict" };

/* Files as other programs write them. */
static const char *const exporters[] = {
  "csv/atomic.csv",
  "csv/google-new.csv",
  "csv/google-old.csv",
  "csv/hubspot-contacts.csv",
  "csv/linkedin.csv",
  "csv/outlook.csv",
  "csv/pipedrive.csv",
  "csv/salesforce-report.csv",
  "csv/utf16le-tabs.csv",
  "csv/windows1252.csv",
  "csv/windows1256-semicolons.csv",
  "sheet/customers.ods",
  "sheet/customers.xlsx",
  "vcard/android-2.1.vcf",
  "vcard/apple-3.0.vcf",
  "vcard/google-3.0.vcf",
  "vcard/rfc-4.0.vcf",
  "ics/various.ics",
};

static void
add_own_field (CrmTestFile *file, const char *person)
{
  g_autofree char *sheet = g_strdup_printf ("uid,created_at,Shoe size\n%s," ADDED ",no\n", person);
  g_autoptr (CrmImportReport) field = import_text (file, "field.csv", "uid,record_type,label,kind,position,created_at\n" DONE ",person,Shoe size,boolean,1," ADDED "\n", NULL);
  g_autoptr (CrmImportReport) value = import_text (file, "value.csv", sheet, NULL);

  assert_counts (field, "custom_field", 1, 0, 0);
  assert_counts (value, "person", 0, 1, 0);
}

static void
add_view (CrmTestFile *file)
{
  crm_import_report_unref (import_text (file, "view.csv", "uid,name,record_type,filter,created_at\n" STAGE ",Mine,person,tags = x," ADDED "\n", NULL));
}

static void
add_distinction (CrmTestFile *file, const char *one, gint64 id)
{
  g_autoptr (CrmRecord) other = crm_store_get (file->store, id, NULL);
  g_autofree char *sheet = g_strdup_printf ("uid,one,other,created_at\n" PIPELINE ",%s,%s," ADDED "\n", one, crm_record_get_uid (other));

  crm_import_report_unref (import_text (file, "distinction.csv", sheet, NULL));
}

static void
add_conflict (CrmTestFile *file, const char *person)
{
  g_autofree char *sheet = g_strdup_printf ("uid,record,field,kept,other,created_at\n" DONE ",%s,given_name,\"\"\"Ali\"\"\",\"\"\"علی\"\"\"," ADDED "\n", person);

  crm_import_report_unref (import_text (file, "conflict.csv", sheet, NULL));
}

static gboolean
sell_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmRecord) tax = crm_record_new ("tax");
  g_autoptr (CrmRecord) list = crm_record_new ("price_list");
  g_autoptr (CrmRecord) product = crm_record_new ("product");
  g_autoptr (CrmRecord) quote = crm_record_new ("quote");
  g_autoptr (CrmRecord) order = NULL;
  g_autoptr (CrmRecord) invoice = NULL;
  g_autoptr (CrmRecord) returned = NULL;
  g_autoptr (CrmRecord) payment = crm_record_new ("payment");

  g_object_set (tax, "name", "Luxury tax", NULL);
  crm_object_add_item (CRM_OBJECT (tax), "rates", g_object_new (CRM_TYPE_TAX_RATE, "percent", "9.5", "since", "2020-03-20", NULL));
  g_object_set (list, "name", "Wholesale", NULL);
  if (!crm_transaction_save (transaction, tax, error) || !crm_transaction_save (transaction, list, error))
    return FALSE;
  g_object_set (product, "name", "Silk; thread", "code", "S=1", "unit", "m", "price", G_GINT64_CONSTANT (1250), "currency", "EUR", "tax", crm_record_get_id (tax), NULL);
  crm_object_add_item (CRM_OBJECT (product), "prices", g_object_new (CRM_TYPE_PRODUCT_PRICE, "price_list", crm_record_get_id (list), "price", G_GINT64_CONSTANT (1100), NULL));
  if (!crm_transaction_save (transaction, product, error))
    return FALSE;

  g_object_set (quote, "subject", "Curtains", "person", *(gint64 *) user_data, "currency", "EUR", "discount_percent", "2.5", NULL);
  crm_object_add_item (CRM_OBJECT (quote), "lines", crm_sale_line_new_of_product (product, CRM_UNSET, "2026-01-01", "EUR"));
  crm_object_add_item (CRM_OBJECT (quote), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Sewing\nand hanging", "quantity", "3.25", "price", G_GINT64_CONSTANT (4000), "discount", G_GINT64_CONSTANT (99), NULL));
  if (!crm_transaction_save (transaction, quote, error))
    return FALSE;
  order = crm_sales_make_next (transaction, crm_record_get_id (quote), "sales_order", NULL, error);
  invoice = order != NULL ? crm_sales_make_next (transaction, crm_record_get_id (order), "invoice", NULL, error) : NULL;
  if (invoice == NULL || !crm_sales_set_status (transaction, crm_record_get_id (invoice), "issued", error))
    return FALSE;
  g_object_set (payment, "amount", G_GINT64_CONSTANT (5000), "method", "cheque", "date", "2030-02-03", "reference", "88-1", NULL);
  returned = crm_sales_pay (transaction, crm_record_get_id (invoice), payment, error) ? crm_sales_make_next (transaction, crm_record_get_id (invoice), "invoice", NULL, error) : NULL;

  return returned != NULL && crm_sales_set_status (transaction, crm_record_get_id (returned), "issued", error);
}

static void
add_sales (CrmTestFile *file, gint64 person)
{
  g_autoptr (GError) error = NULL;

  crm_store_write (file->store, "Sell", "edit", CRM_TRANSACTION_NONE, sell_func, &person, NULL, &error);
  g_assert_no_error (error);
}

/* What comes later is looked at as well. */
static void
test_types (void)
{
  g_autoptr (GPtrArray) known = crm_record_type_list ();

  g_assert_cmpuint (known->len, ==, G_N_ELEMENTS (types));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
drop_photos (const char *text)
{
  g_autoptr (GRegex) photo = g_regex_new (",\"photo\":\"[0-9a-f]+\"", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);

  return g_regex_replace_literal (photo, text, -1, 0, "", G_REGEX_MATCH_DEFAULT, NULL);
}

/* The records of the file as JSON, a line each, whatever their order: that of a sheet is the order of its list. Photos are not in sheets. */
static GStrv
dup_records (CrmTestFile *file, guint *n_photos)
{
  g_autofree char *text = export_file (file, NULL, CRM_EXPORT_JSON);
  g_autofree char *plain = drop_photos (text);
  g_auto (GStrv) photos = g_strsplit (text, "\"photo\":", -1);
  GStrv lines = g_strsplit (plain, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_suffix (lines[i], ","))
        lines[i][strlen (lines[i]) - 1] = '\0';
    }
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  *n_photos = g_strv_length (photos) - 1;

  return lines;
}

/* However whoever reads it writes. */
static const CrmCulture       tomans = { CRM_CALENDAR_JALALI, TRUE, 6, TRUE, "IRR", TRUE };
static const CrmImportOptions in_tomans = { .culture = &tomans };

/* Every sheet of @from makes the same records in a file without any, and none of them says anything new. */
static void
assert_comes_back (CrmTestFile *from)
{
  CrmTestFile to;
  guint       n_photos;
  guint       n_problems = 0;
  g_auto (GStrv) before = dup_records (from, &n_photos);
  g_auto (GStrv) after = NULL;

  crm_test_file_open (&to);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *sheet = export_file (from, types[i], CRM_EXPORT_CSV);
      g_autoptr (CrmImportReport) report = import_text (&to, "sheet.csv", sheet, NULL);
      g_autoptr (CrmImportReport) again = import_text (from, "sheet.csv", sheet, &in_tomans);

      g_test_message ("%s", types[i]);
      g_assert_cmpuint (report->n_rejected, ==, 0);
      n_problems += report->n_problems;
      assert_counts (report, types[i], count_records (from, types[i]), 0, 0);
      g_assert_cmpuint (crm_import_report_get_written (again), ==, 0);
    }
  g_assert_cmpuint (n_problems, ==, n_photos);
  after = dup_records (&to, &n_photos);
  g_assert_cmpuint (n_photos, ==, 0);
  for (guint i = 0; before[i] != NULL; i++)
    g_assert_cmpstr (before[i], ==, after[i]);
  g_assert_cmpuint (g_strv_length (before), ==, g_strv_length (after));
  crm_test_assert_sound (to.path);
  crm_test_file_close (&to);
}

static void
test_sample (gconstpointer sample)
{
  CrmTestFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  crm_sample_install (file.store, sample, &error);
  g_assert_no_error (error);
  crm_store_query (file.store, query, 0, ids, &error);
  person = crm_store_get (file.store, g_array_index (ids, gint64, 0), &error);
  g_assert_no_error (error);
  add_own_field (&file, crm_record_get_uid (person));
  add_view (&file);
  add_distinction (&file, crm_record_get_uid (person), g_array_index (ids, gint64, 1));
  add_conflict (&file, crm_record_get_uid (person));
  add_sales (&file, crm_record_get_id (person));
  assert_comes_back (&file);
  crm_test_file_close (&file);
}

/* What other programs' exports made comes back likewise. */
static void
test_exporter (gconstpointer path)
{
  CrmTestFile      file;
  CrmImportOptions options = { .default_country = "IR" };
  g_auto (GStrv) parts = g_strsplit (path, "/", 2);
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_data (&file, parts[0], parts[1], &options);
  g_assert_cmpuint (crm_import_report_get_written (report), >, 0);
  assert_comes_back (&file);
  crm_test_file_close (&file);
}

static guint
import_text_rejected (CrmTestFile *file, const char *text)
{
  g_autoptr (CrmImportReport) report = import_text (file, "rejected.csv", text, NULL);

  return (guint) report->n_rejected;
}

/* Who is named in a sheet may stand further down, or each name the other. */
static void
test_order (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) stages = NULL;
  g_autoptr (CrmImportReport) pipelines = NULL;
  g_autoptr (CrmImportReport) again = NULL;
  g_autoptr (CrmRecord) stage = NULL;
  static const char sheet[] = "uid,name,kind,pipeline,position,created_at\n" STAGE ",Asked,open,Sales <" PIPELINE ">,1," ADDED "\n";

  crm_test_file_open (&file);
  stages = import_text (&file, "stages.csv", sheet, NULL);
  g_assert_cmpuint (stages->n_rejected, ==, 1);
  g_assert_cmpuint (count_records (&file, "person"), ==, 0);
  pipelines = import_text (&file, "pipelines.csv", "uid,name,position,created_at\n" PIPELINE ",Sales,1," ADDED "\n", NULL);
  assert_counts (pipelines, "pipeline", 1, 0, 0);
  again = import_text (&file, "stages.csv", sheet, NULL);
  assert_counts (again, "stage", 1, 0, 0);
  g_assert_cmpuint (import_text_rejected (&file, "uid,name,kind,probability,pipeline,created_at\n" DONE ",Sure,open,200,Sales <" PIPELINE ">," ADDED "\n"), ==, 1);
  stage = only_record (&file, "stage");
  g_assert_cmpint (crm_record_get_created_at (stage), ==, crm_instant_from_iso (ADDED));
  crm_test_file_close (&file);
}

static const CrmImportReject *
get_reject (const CrmImportReport *report, guint number)
{
  g_assert_cmpuint (report->rejects->len, >, number);

  return g_ptr_array_index (report->rejects, number);
}

/* What is wrong in a row is told with its line and column, and the rest goes on. */
static void
test_refused (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "tags.csv",
                        "uid,name,colour,created_at\n" PERSON ",Fair,blue,soon\n" OTHER ",,red," ADDED "\n" DEAL ",Wide,blue," ADDED ",more\n" DONE ",Kept,green," ADDED "\n", NULL);
  g_assert_cmpuint (report->rows, ==, 4);
  assert_counts (report, "tag", 1, 0, 0);
  g_assert_cmpuint (report->n_rejected, ==, 3);
  g_assert_cmpuint (get_reject (report, 0)->line, ==, 2);
  g_assert_cmpstr (get_reject (report, 0)->column, ==, "created_at");
  g_assert_cmpstr (get_reject (report, 0)->value, ==, "soon");
  g_assert_cmpstr (get_reject (report, 1)->column, ==, "name");
  g_assert_cmpstr (get_reject (report, 2)->value, ==, "more");
  crm_test_file_close (&file);
}

/* A column that somebody has added says nothing against the others. */
static void
test_added_column (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "people.csv", "uid,given_name,contact_points,Our opinion,created_at\n" PERSON ",Ann,kind=email; value=ann@shop.example,Pays late," ADDED "\n", NULL);
  assert_counts (report, "person", 1, 0, 0);
  person = only_record (&file, "person");
  g_assert_cmpint (crm_record_get_created_at (person), ==, crm_instant_from_iso (ADDED));
  assert_set (&file, person, "contact_points", "email|ann@shop.example");
  assert_set (&file, person, "foreign_fields", "csv|Our opinion|Pays late");
  crm_test_file_close (&file);
}

#define COUPLE "uid,given_name,relations,referred_by,created_at\n" PERSON ",Ann,kind=spouse; person=Bob <" OTHER ">,Bob <" OTHER ">," ADDED "\n" OTHER ",Bob,\"kind=spouse; person=Ann <" PERSON ">\nkind=friend; person=Eve <" DEAL ">\",," ADDED "\n"

/* Two who name each other are both there, and the one they name who is not is told of. */
static void
test_couple (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) again = NULL;
  g_autoptr (CrmRecord) ann = NULL;
  g_autoptr (CrmRecord) bob = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "people.csv", COUPLE, NULL);
  assert_counts (report, "person", 2, 0, 0);
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpuint (report->n_problems, ==, 1);
  ann = crm_store_get (file.store, crm_store_find_uid (file.store, PERSON), NULL);
  bob = crm_store_get (file.store, crm_store_find_uid (file.store, OTHER), NULL);
  assert_set (&file, ann, "relations", "Bob|spouse");
  assert_set (&file, bob, "relations", "Ann|spouse");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (ann), "referred_by"), ==, crm_record_get_id (bob));

  again = import_text (&file, "people.csv", COUPLE, NULL);
  g_assert_cmpuint (crm_import_report_get_written (again), ==, 0);
  crm_test_file_close (&file);
}

static const char pipeline[] =
    "{\"type\":\"pipeline\",\"uid\":\"" PIPELINE "\",\"name\":\"P\",\"position\":1}\n"
    "{\"type\":\"stage\",\"uid\":\"" STAGE "\",\"pipeline\":\"" PIPELINE "\",\"name\":\"Asked\",\"kind\":\"open\",\"position\":1}\n"
    "{\"type\":\"stage\",\"uid\":\"" DONE "\",\"pipeline\":\"" PIPELINE "\",\"name\":\"Won\",\"kind\":\"won\",\"position\":2}\n";

#define DEALS "uid,title,stage,status,stage_entered_at,closed_at,created_at\n"

/* A deal comes with its days; one that is moved in the sheet is moved here, today. */
static void
test_moved_deal (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) stages = NULL;
  g_autoptr (CrmImportReport) came = NULL;
  g_autoptr (CrmImportReport) moved = NULL;
  g_autoptr (CrmRecord) deal = NULL;

  crm_test_file_open (&file);
  stages = import_text (&file, "pipeline.json", pipeline, NULL);
  came = import_text (&file, "deals.csv", DEALS DEAL ",Curtains,Asked <" STAGE ">,open,2020-01-02T10:00:00Z,," ADDED "\n", NULL);
  assert_counts (came, "deal", 1, 0, 0);
  deal = only_record (&file, "deal");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "stage_entered_at"), ==, crm_instant_from_iso ("2020-01-02T10:00:00Z"));
  g_assert_cmpuint (count_records (&file, "stage_change"), ==, 0);

  moved = import_text (&file, "deals.csv", DEALS DEAL ",Curtains,Won,open,2020-01-02T10:00:00Z,," ADDED "\n", NULL);
  assert_counts (moved, "deal", 0, 1, 0);
  g_assert_cmpstr (text_of_field (deal, "status"), ==, "won");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "stage_entered_at"), >, crm_instant_from_iso ("2020-01-02T10:00:00Z"));
  g_assert_cmpuint (count_records (&file, "stage_change"), ==, 1);
  crm_test_file_close (&file);
}

/* A sheet with that heading and this row, in which a column is left out and the heading may be in capitals, says nothing new. */
static void
assert_nothing_new_of (CrmTestFile *file, const char *type, const char *without, gboolean capitals)
{
  g_autofree char *sheet = export_file (file, type, CRM_EXPORT_CSV);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmCsvReader) reader = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (sheet, (gssize) strlen (sheet), NULL);
  const CrmCsvRow *row;
  guint            n_columns;

  reader = crm_csv_reader_new_for_stream (stream, NULL, NULL);
  n_columns = g_strv_length ((GStrv) crm_csv_reader_get_header (reader));
  for (guint i = 0; i < n_columns; i++)
    {
      const char      *name = crm_csv_reader_get_header (reader)[i];
      g_autofree char *upper = g_ascii_strup (name, -1);

      if (!g_str_equal (name, without))
        g_string_append_printf (text, "%s\"%s\"", text->len > 0 ? "," : "", capitals ? upper : name);
    }
  while ((row = crm_csv_reader_next (reader, NULL)) != NULL)
    {
      for (guint i = 0, n = 0; i < n_columns; i++)
        {
          g_autoptr (GString) cell = g_string_new (row->fields[i]);

          g_string_replace (cell, "\"", "\"\"", 0);
          if (!g_str_equal (crm_csv_reader_get_header (reader)[i], without))
            g_string_append_printf (text, "%s\"%s\"", n++ > 0 ? "," : "\n", cell->str);
        }
    }
  report = import_text (file, "edited.csv", text->str, NULL);
  g_test_message ("%s without %s", type, without);
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpuint (crm_import_report_get_written (report), ==, 0);
}

/* What somebody does to the columns in a spreadsheet changes nothing of what is left. */
static void
test_columns (void)
{
  CrmTestFile file;
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&file);
  crm_sample_install (file.store, "shop", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (count_records (&file, types[i]) == 0)
        continue;
      assert_nothing_new_of (&file, types[i], "created_at", FALSE);
      assert_nothing_new_of (&file, types[i], "", TRUE);
    }
  assert_nothing_new_of (&file, "deal", "currency", FALSE);
  assert_nothing_new_of (&file, "deal", "stage_entered_at", FALSE);
  assert_nothing_new_of (&file, "person", "contact_points", FALSE);
  crm_test_file_close (&file);
}

/* Tables of other programs have such headings, and other identifiers. */
static void
test_strangers (void)
{
  static const char *const sheets[] = {
    "uid,name,company,created_at\nx1,Ann Lee,Acme,2020-01-01\n",
    "uid,name,position,created_at\n5,Ali,Manager,2020-01-01\n",
    "uid,name,colour,email,created_at\n5,Ali,blue,ali@shop.example,2020-01-01\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      CrmTestFile file;
      g_autoptr (CrmImportReport) report = NULL;

      crm_test_file_open (&file);
      report = import_text (&file, "table.csv", sheets[i], NULL);
      assert_counts (report, "person", 1, 0, 0);
      g_assert_cmpuint (count_records (&file, "tag") + count_records (&file, "setting"), ==, 0);
      crm_test_file_close (&file);
    }
}

/* An address in brackets is no HTML, in our own sheet least of all. */
static void
test_brackets (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "people.csv", "uid,given_name,about,tags,created_at\n" PERSON ",Ann,\"Ask <ann@shop.example>, <b>soon</b>\",," ADDED "\n", NULL);
  person = only_record (&file, "person");
  g_assert_cmpstr (text_of_field (person, "about"), ==, "Ask <ann@shop.example>, <b>soon</b>");
  crm_test_file_close (&file);
}

/* Each row names the next: the last is read first. */
static void
test_chain (void)
{
  CrmTestFile file;
  g_autoptr (GString) text = g_string_new ("uid,given_name,referred_by,tags,created_at\n");
  g_autoptr (CrmImportReport) report = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "01900000-0000-7000-8000-%012x,N%u,N <01900000-0000-7000-8000-%012x>,," ADDED "\n", i, i, i + 1);
  g_string_append_printf (text, "01900000-0000-7000-8000-%012x,Last,,," ADDED "\n", 3000);
  crm_test_file_open (&file);
  report = import_text (&file, "people.csv", text->str, NULL);
  assert_counts (report, "person", 3001, 0, 0);
  g_assert_cmpuint (report->n_problems + report->n_rejected, ==, 0);
  crm_test_file_close (&file);
}

/* There is one setting of a name, whatever is to become of known records. */
static void
test_settings (void)
{
  CrmTestFile       file;
  CrmImportOptions  create = { .on_match = CRM_IMPORT_ON_MATCH_CREATE };
  static const char sheet[] = "uid,name,value,created_at\n" PERSON ",business_name,Shop," ADDED "\n";
  static const char other[] = "uid,name,value,created_at\n" OTHER ",business_name,Store," ADDED "\n";

  crm_test_file_open (&file);
  crm_import_report_unref (import_text (&file, "settings.csv", sheet, NULL));
  crm_import_report_unref (import_text (&file, "settings.csv", sheet, &create));
  crm_import_report_unref (import_text (&file, "settings.csv", other, &create));
  g_assert_cmpuint (count_records (&file, "setting"), ==, 1);
  crm_test_file_close (&file);
}

/* A person who says what a column is has another sheet in mind than we. */
static void
test_said (void)
{
  CrmTestFile      file;
  CrmImportOptions options = { .map_spec = "given_name=name" };
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "names.csv", "uid,name,colour,created_at\n7,Ann,blue,yesterday\n", &options);
  assert_counts (report, "person", 1, 0, 0);
  g_assert_cmpuint (count_records (&file, "tag"), ==, 0);
  crm_test_file_close (&file);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/import-records/sample/shop", "shop", test_sample);
  g_test_add_data_func ("/import-records/sample/freelance", "freelance", test_sample);
  for (guint i = 0; i < G_N_ELEMENTS (exporters); i++)
    {
      g_autofree char *name = g_strconcat ("/import-records/exporter/", exporters[i], NULL);

      g_test_add_data_func (name, exporters[i], test_exporter);
    }
  g_test_add_func ("/import-records/types", test_types);
  g_test_add_func ("/import-records/order", test_order);
  g_test_add_func ("/import-records/refused", test_refused);
  g_test_add_func ("/import-records/added-column", test_added_column);
  g_test_add_func ("/import-records/couple", test_couple);
  g_test_add_func ("/import-records/moved-deal", test_moved_deal);
  g_test_add_func ("/import-records/said", test_said);
  g_test_add_func ("/import-records/columns", test_columns);
  g_test_add_func ("/import-records/strangers", test_strangers);
  g_test_add_func ("/import-records/brackets", test_brackets);
  g_test_add_func ("/import-records/chain", test_chain);
  g_test_add_func ("/import-records/settings", test_settings);

  return g_test_run ();
}
