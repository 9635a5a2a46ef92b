/* Who is known, what becomes of them, what is refused, and that all of it is one change. */

#include "import-testing.h"

static CrmImportReport *
with (CrmTestFile *file, const char *text, CrmImportOnMatch on_match, CrmImportKeys match)
{
  CrmImportOptions options = { .on_match = on_match, .match = match };

  return import_text (file, "people.csv", text, &options);
}

static CrmImportReport *
plainly (CrmTestFile *file, const char *text)
{
  return with (file, text, CRM_IMPORT_ON_MATCH_AUTO, 0);
}

#define ALI "First name,Last name,Email,Phone,City,Source\nAli,Rezaei,ali@example.com,0912 555 0101,Tehran,Fair\n"
#define ALI_MOVED "First name,Last name,Email,Phone,City,Source\nAli,Rezaei,ali@example.com,0912 555 0199,Shiraz,Web\n"

static void
test_fill (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) ali = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, ALI));
  {
    g_autoptr (CrmImportReport) report = plainly (&file, ALI_MOVED);

    assert_counts (report, "person", 0, 1, 0);
    g_assert_cmpuint (report->recognised[2], ==, 1);
    g_assert_cmpstr (report->title, ==, "Imported 1 person from people.csv");
  }
  ali = only_record (&file, "person");
  g_assert_cmpstr (text_of_field (ali, "source"), ==, "Fair");
  assert_set (&file, ali, "contact_points", "email|ali@example.com\nphone|0912 555 0101\nphone|0912 555 0199");
  assert_set (&file, ali, "addresses", "Tehran\nShiraz");
  crm_test_file_close (&file);
}

static void
test_update (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) ali = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  const CrmImportExample *example;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, ALI));
  report = with (&file, ALI_MOVED, CRM_IMPORT_ON_MATCH_UPDATE, 0);
  assert_counts (report, "person", 0, 1, 0);
  ali = only_record (&file, "person");
  g_assert_cmpstr (text_of_field (ali, "source"), ==, "Web");
  assert_set (&file, ali, "addresses", "Shiraz");

  /* The report says what changed, before and after. */
  g_assert_cmpuint (report->examples->len, ==, 1);
  example = g_ptr_array_index (report->examples, 0);
  g_assert_cmpstr (example->title, ==, "Ali Rezaei");
  g_assert_cmpint (example->outcome, ==, CRM_IMPORT_UPDATED);
  g_assert_cmpuint (example->differences->len, ==, 3);
  g_assert_cmpstr (((CrmImportDifference *) g_ptr_array_index (example->differences, 2))->before, ==, "Fair");
  g_assert_cmpstr (((CrmImportDifference *) g_ptr_array_index (example->differences, 2))->after, ==, "Web");
  crm_test_file_close (&file);
}

static void
test_skip (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmRecord) ali = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, ALI));
  report = with (&file, "First name,Last name,Email,Note\nAli,Rezaei,ali@example.com,new note\nMina,Karimi,mina@example.com,\n", CRM_IMPORT_ON_MATCH_SKIP, 0);
  assert_counts (report, "person", 1, 0, 0);
  g_assert_cmpuint (crm_import_report_get (report, "person", CRM_IMPORT_SKIPPED), ==, 1);
  g_assert_cmpuint (count_records (&file, "person"), ==, 2);
  g_assert_cmpuint (count_records (&file, "activity"), ==, 0);
  crm_test_file_close (&file);
}

static void
test_create (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, ALI));
  report = with (&file, ALI, CRM_IMPORT_ON_MATCH_CREATE, 0);
  assert_counts (report, "person", 1, 0, 0);
  g_assert_cmpuint (count_records (&file, "person"), ==, 2);
  crm_test_file_close (&file);
}

/* A shop's number, a family's address: keys shared by people whose names say that they are two. */
static void
test_names_must_agree (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, ALI));
  report = plainly (&file, "First name,Last name,Email,Phone\nMina,Rezaei,ali@example.com,\nReza,Karimi,,09125550101\nA.,Rezaei,ali@example.com,\n");
  assert_counts (report, "person", 2, 0, 1);
  g_assert_cmpuint (count_records (&file, "person"), ==, 3);
  crm_test_file_close (&file);
}

/* Whoever chooses the key means it. */
static void
test_chosen_key (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, ALI));
  report = with (&file, "First name,Last name,Email\nAlireza,Rezaei-Tehrani,ALI@Example.com\n", CRM_IMPORT_ON_MATCH_UPDATE, CRM_IMPORT_BY_EMAIL);
  assert_counts (report, "person", 0, 1, 0);
  person = only_record (&file, "person");
  g_assert_cmpstr (text_of_field (person, "given_name"), ==, "Alireza");
  crm_test_file_close (&file);
}

static void
test_name_and_company (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, "Name,Company\nJane Smith,Blue Foods\nJane Smith,Red Foods\n"));
  g_assert_cmpuint (count_records (&file, "person"), ==, 2);
  report = plainly (&file, "Name,Company,Role\nJANE SMITH,blue  foods,Buyer\n");
  assert_counts (report, "person", 0, 1, 0);
  assert_counts (report, "company", 0, 0, 1);
  g_assert_cmpuint (count_records (&file, "person"), ==, 2);
  g_assert_cmpuint (count_records (&file, "company"), ==, 2);
  crm_test_file_close (&file);
}

static void
test_identifiers (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) again = NULL;
  g_autoptr (CrmImportReport) stranger = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, "ID,First name,Last name,Email\n7,Ali,Rezaei,ali@example.com\n8,Ali,Rezaei,\n"));
  /* Two rows with two numbers are two people, though one name. */
  g_assert_cmpuint (count_records (&file, "person"), ==, 2);

  again = plainly (&file, "ID,First name,Last name,Email\n7,Ali,Rezaei,ali@new.example\n8,Ali,Rezaei,\n");
  assert_counts (again, "person", 0, 1, 1);
  g_assert_cmpuint (again->recognised[1], ==, 2);

  /* Number 7 of another list is somebody else. */
  stranger = plainly (&file, "ID,First name,Last name,Email\n7,Mina,Karimi,mina@example.com\n");
  assert_counts (stranger, "person", 1, 0, 0);
  crm_test_file_close (&file);
}

static void
test_joined_rows (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) again = NULL;
  g_autoptr (CrmRecord) ali = NULL;
  static const char text[] = "Name,Email,Phone\nAli Rezaei,ali@example.com,\nAli Rezaei,ALI@example.com,09125550101\nAli Rezaei,,0912 555 0101\n";

  crm_test_file_open (&file);
  report = plainly (&file, text);
  assert_counts (report, "person", 1, 0, 0);
  g_assert_cmpuint (crm_import_report_get (report, "person", CRM_IMPORT_JOINED), ==, 2);
  ali = only_record (&file, "person");
  assert_set (&file, ali, "contact_points", "email|ali@example.com\nphone|09125550101");
  again = plainly (&file, text);
  g_assert_cmpint (again->change, ==, 0);
  crm_test_file_close (&file);
}

#define BAD_ROWS                                      \
  "Name;Birthday;Amount;Phone\n"                      \
  "Ali Rezaei;1990-02-30;;0912\n"                     \
  "=Mina Karimi;1991-05-06;12,x;\n"                   \
  ";;;\n"                                             \
  ";1992-01-01;;\n"                                   \
  "\"Reza\nTehrani\";1993-01-01;1000;0913 555 0101\n" \
  "Sara;1994-01-01;;;surplus\n"

static void
assert_reject (CrmImportReport *report, guint index, guint line, const char *column, const char *value)
{
  const CrmImportReject *reject = g_ptr_array_index (report->rejects, index);

  g_assert_cmpuint (reject->line, ==, line);
  g_assert_cmpstr (reject->column, ==, column);
  g_assert_cmpstr (reject->value, ==, value);
  g_assert_cmpstr (reject->reason, !=, "");
}

/* A row that cannot be imported says where and why, and stops nobody else's. */
static void
test_rejects (void)
{
  CrmTestFile      file;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) mended = NULL;
  g_autoptr (GString) fixed = NULL;
  g_auto (GStrv) lines = NULL;
  CrmImportOptions options = { 0 };

  crm_test_file_open (&file);
  path = g_build_filename (file.folder, "rejects.csv", NULL);
  options.rejects_path = path;
  report = import_text (&file, "people.csv", BAD_ROWS, &options);
  assert_counts (report, "person", 1, 0, 0);
  g_assert_cmpuint (report->n_rejected, ==, 4);
  assert_reject (report, 0, 2, "Birthday", "1990-02-30");
  assert_reject (report, 1, 3, "Amount", "12,x");
  assert_reject (report, 2, 5, NULL, NULL);
  assert_reject (report, 3, 8, NULL, "surplus");

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpstr (lines[0], ==, "\xef\xbb\xbfName;Birthday;Amount;Phone;import_problem");
  g_assert_true (g_str_has_prefix (lines[1], "Ali Rezaei;1990-02-30;;0912;"));
  g_assert_true (g_str_has_prefix (lines[2], "\"'=Mina Karimi\";1991-05-06;12,x;;"));

  /* Mended, it goes in: the reason is no field, and the guard against formulas is taken off again. */
  fixed = g_string_new (text);
  g_string_replace (fixed, "1990-02-30", "1990-02-28", 0);
  g_string_replace (fixed, "12,x", "12", 0);
  mended = import_text (&file, "mended.csv", fixed->str, NULL);
  assert_counts (mended, "person", 2, 0, 0);
  g_object_unref (find_record (&file, "name:mina karimi", "person"));
  g_assert_cmpint (crm_store_find_key (file.store, "name:sara", "person"), ==, 0);
  crm_test_file_close (&file);
}

/* No rejects, no file; and an older one stays what it was when the import fails. */
static void
test_rejects_file (void)
{
  CrmTestFile      file;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  CrmImportOptions options = { 0 };

  crm_test_file_open (&file);
  path = g_build_filename (file.folder, "rejects.csv", NULL);
  options.rejects_path = path;
  crm_import_report_unref (import_text (&file, "people.csv", ALI, &options));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_file_set_contents (path, "older", -1, NULL);
  options.map_spec = "given_name=No such column";
  g_assert_false (crm_import_run (file.store, file.path, &options, NULL, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "older");
  crm_test_file_close (&file);
}

static void
test_dry_run (void)
{
  CrmTestFile      file;
  CrmImportOptions options = { .dry_run = TRUE };
  g_autoptr (CrmImportReport) dry = NULL;
  g_autoptr (CrmImportReport) wet = NULL;

  crm_test_file_open (&file);
  dry = import_data (&file, "csv", "pipedrive.csv", &options);
  g_assert_cmpint (dry->change, ==, 0);
  g_assert_cmpuint (count_records (&file, "person") + count_records (&file, "company") + count_records (&file, "deal") + count_records (&file, "stage"), ==, 0);
  wet = import_data (&file, "csv", "pipedrive.csv", NULL);
  g_assert_cmpuint (wet->counts->len, ==, dry->counts->len);
  for (guint i = 0; i < wet->counts->len; i++)
    {
      const CrmImportCount *a = g_ptr_array_index (dry->counts, i);
      const CrmImportCount *b = g_ptr_array_index (wet->counts, i);

      g_assert_cmpstr (a->type, ==, b->type);
      g_assert_cmpmem (a->n, sizeof a->n, b->n, sizeof b->n);
    }
  g_assert_cmpstr (wet->title, ==, dry->title);
  crm_test_file_close (&file);
}

static void
test_undo (void)
{
  static const char *const types[] = { "person", "company", "deal", "activity", "tag", "pipeline", "stage" };
  CrmTestFile              file;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (import_data (&file, "csv", "pipedrive.csv", NULL));
  g_assert_true (crm_store_undo (file.store, &title, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (title, ==, "Imported 12 people from pipedrive.csv");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_assert_cmpuint (count_records (&file, types[i]), ==, 0);

  /* What was undone is not known any more. */
  report = import_data (&file, "csv", "pipedrive.csv", NULL);
  assert_counts (report, "person", 12, 0, 0);
  crm_test_file_close (&file);
}

/* Updates are undone with the rest. */
static void
test_undo_update (void)
{
  CrmTestFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) ali = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, ALI));
  crm_import_report_unref (with (&file, ALI_MOVED, CRM_IMPORT_ON_MATCH_UPDATE, 0));
  g_assert_true (crm_store_undo (file.store, NULL, &error));
  g_assert_no_error (error);
  ali = only_record (&file, "person");
  g_assert_cmpstr (text_of_field (ali, "source"), ==, "Fair");
  assert_set (&file, ali, "addresses", "Tehran");
  crm_test_file_close (&file);
}

static void
test_dates_and_money (void)
{
  CrmTestFile file;
  CrmCulture  culture;
  g_autoptr (CrmRecord) deal = NULL;
  g_autoptr (CrmRecord) person = NULL;
  g_autoptr (CrmRecord) note = NULL;
  CrmImportOptions options = { .culture = &culture, .default_country = "IR" };

  crm_culture_init_default (&culture, "fa");
  crm_test_file_open (&file);
  crm_import_report_unref (import_text (&file, "deals.csv",
                                        "نام,نام خانوادگی,تلفن,تاریخ تولد,معامله,مبلغ,مرحله,expected close,تاریخ,یادداشت\n"
                                        "مریم,احمدی,۰۹۱۲ ۳۴۵ ۶۷۸۹,۲۱ فروردین,سفارش بهار,۲٬۵۰۰ تومان,پیشنهاد,۱۴۰۳/۱۲/۳۰,۱۴۰۲/۱/۱,زنگ زد\n",
                                        &options));
  deal = only_record (&file, "deal");
  person = only_record (&file, "person");
  note = only_record (&file, "activity");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "value"), ==, 25000);
  g_assert_cmpstr (text_of_field (deal, "currency"), ==, "IRR");
  g_assert_cmpstr (text_of_field (deal, "expected_close"), ==, "2025-03-20");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "person"), ==, crm_record_get_id (person));
  assert_set (&file, person, "contact_points", "phone|۰۹۱۲ ۳۴۵ ۶۷۸۹|+989123456789");
  assert_set (&file, person, "dates", "birthday|4|10");
  g_assert_cmpstr (text_of_field (note, "body"), ==, "زنگ زد");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (note), "occurred_at"), ==, G_GINT64_CONSTANT (1679356800) * G_USEC_PER_SEC);
  crm_test_file_close (&file);
}

/* The file itself tells whether day or month comes first. */
static void
test_date_order (void)
{
  CrmTestFile file;
  g_autoptr (CrmRecord) a = NULL;
  g_autoptr (CrmRecord) b = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, "Name,Birthday\nAnn One,03/04/1980\nBea Two,12/25/1981\n"));
  crm_import_report_unref (plainly (&file, "Name,Birthday\nCid Three,03/04/1980\nDan Four,25/12/1981\n"));
  a = find_record (&file, "name:ann one", "person");
  b = find_record (&file, "name:cid three", "person");
  assert_set (&file, a, "dates", "birthday|1980|3|4");
  assert_set (&file, b, "dates", "birthday|1980|4|3");
  crm_test_file_close (&file);
}

static void
test_deals_by_identifier (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) deals = NULL;
  g_autoptr (CrmImportReport) moved = NULL;
  g_autoptr (CrmImportReport) calls = NULL;
  g_autoptr (CrmRecord) deal = NULL;
  g_autoptr (CrmRecord) stage = NULL;
  g_autoptr (CrmRecord) call = NULL;

  crm_test_file_open (&file);
  crm_import_report_unref (plainly (&file, "id,given,family,email\n1,Ali,Rezaei,ali@example.com\n2,Mina,Karimi,mina@example.com\n"));
  deals = plainly (&file, "id,contact_id,title,stage,amount,currency,expected_close\n1,2,Spring order,proposal,1250.50,EUR,2026-05-01\n2,99,Lost one,lost,10,USD,\n");
  assert_counts (deals, "deal", 2, 0, 0);
  assert_counts (deals, "stage", 2, 0, 0);
  /* Nobody is number 99: the deal is there without them, and that is said. */
  g_assert_cmpuint (deals->n_problems, ==, 1);
  deal = find_record (&file, "uid:csv:1", "deal");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "value"), ==, 125050);
  {
    g_autoptr (CrmRecord) person = crm_store_get (file.store, crm_object_get_integer (CRM_OBJECT (deal), "person"), NULL);

    g_assert_cmpstr (text_of_field (person, "given_name"), ==, "Mina");
  }
  moved = plainly (&file, "id,contact_id,title,stage,amount,currency\n1,2,Spring order,Won,1250.50,EUR\n");
  assert_counts (moved, "deal", 0, 1, 0);
  stage = crm_store_get (file.store, crm_object_get_integer (CRM_OBJECT (deal), "stage"), NULL);
  g_assert_cmpstr (text_of_field (stage, "name"), ==, "Won");
  g_assert_cmpstr (text_of_field (deal, "status"), ==, "won");

  calls = plainly (&file, "id,contact_id,deal_id,kind,at,body\n5,1,1,call,2026-01-02 10:30,Asked for a discount\n");
  assert_counts (calls, "activity", 1, 0, 0);
  call = find_record (&file, "uid:csv:5", "activity");
  assert_set (&file, call, "links", "Ali Rezaei\nSpring order");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (call), "occurred_at"), ==, G_GINT64_CONSTANT (1767349800) * G_USEC_PER_SEC);
  crm_test_file_close (&file);
}

/* Deals without numbers: the same sheet again finds them, equal titles included. */
static void
test_deals_by_name (void)
{
  static const char text[] = "Person - Name,Organization - Name,Deal - Title,Deal - Value,Deal - Currency,Deal - Pipeline,Deal - Stage,Deal - Status\n"
                             "Ann One,Atlas,Order,100,EUR,Shop,Offer,Open\n"
                             "Ann One,Atlas,Order,200,EUR,Shop,Offer,Won\n"
                             "Ann One,Atlas,Order,100,EUR,Shop,Offer,Open\n";
  CrmTestFile       file;
  g_autoptr (CrmImportReport) first = NULL;
  g_autoptr (CrmImportReport) again = NULL;

  crm_test_file_open (&file);
  first = plainly (&file, text);
  assert_counts (first, "deal", 2, 0, 0);
  assert_counts (first, "pipeline", 1, 0, 0);
  assert_counts (first, "stage", 2, 0, 0);
  again = plainly (&file, text);
  g_assert_cmpint (again->change, ==, 0);
  g_assert_cmpuint (count_records (&file, "deal"), ==, 2);
  crm_test_file_close (&file);
}

static char *
get_above (CrmTestFile *file, const char *name)
{
  g_autofree char *key = g_strconcat ("company:", name, NULL);
  gint64           id = crm_store_find_key (file->store, key, "company");
  g_autoptr (CrmRecord) company = crm_store_get (file->store, id, NULL);
  gint64 parent = crm_object_get_integer (CRM_OBJECT (company), "parent");
  g_autoptr (CrmRecord) above = parent != CRM_UNSET ? crm_store_get (file->store, parent, NULL) : NULL;

  return above != NULL ? crm_object_dup_title (CRM_OBJECT (above)) : g_strdup ("");
}

static void
assert_above (CrmTestFile *file, const char *name, const char *expected)
{
  g_autofree char *above = get_above (file, name);

  g_assert_cmpstr (above, ==, expected);
}

#define UID(n) "019b0000-0000-7000-8000-00000000000" n

/* One record that may not be what the file says is told of, and the others are imported; what may be once the others have moved, is. */
static void
test_circle (void)
{
  static const char whole[] = "[{\"type\":\"company\",\"uid\":\"" UID ("1") "\",\"name\":\"one\"},"
                                                                            "{\"type\":\"company\",\"uid\":\"" UID ("2") "\",\"name\":\"two\",\"parent\":\"" UID ("1") "\"},"
                                                                                                                                                                       "{\"type\":\"company\",\"uid\":\"" UID ("3") "\",\"name\":\"three\"}]";
  static const char turned[] = "[{\"type\":\"company\",\"uid\":\"" UID ("1") "\",\"name\":\"one\",\"parent\":\"" UID ("2") "\"},"
                                                                                                                           "{\"type\":\"company\",\"uid\":\"" UID ("2") "\",\"name\":\"two\",\"parent\":\"" UID ("3") "\"},"
                                                                                                                                                                                                                      "{\"type\":\"company\",\"uid\":\"" UID ("3") "\",\"name\":\"three\",\"parent\":\"" UID ("3") "\"}]";
  CrmImportOptions  options = { .on_match = CRM_IMPORT_ON_MATCH_UPDATE };
  CrmTestFile       file;
  g_autoptr (CrmImportReport) first = NULL;
  g_autoptr (CrmImportReport) second = NULL;

  crm_test_file_open (&file);
  first = import_text (&file, "first.json", whole, &options);
  assert_above (&file, "two", "one");
  second = import_text (&file, "second.json", turned, &options);
  g_assert_cmpuint (second->n_problems, ==, 1);
  assert_above (&file, "one", "two");
  assert_above (&file, "two", "three");
  assert_above (&file, "three", "");
  g_assert_cmpuint (crm_import_report_get (second, "company", CRM_IMPORT_UPDATED), ==, 2);
  g_assert_cmpuint (crm_import_report_get (second, "company", CRM_IMPORT_SKIPPED), ==, 1);
  crm_test_file_close (&file);
}

/* Names that differ in a sign that tells are of two. */
static void
test_signs (void)
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) again = NULL;

  crm_test_file_open (&file);
  report = plainly (&file, "Name,Company,Tags\nAli,A+,C#\nReza,A,C++\nSara,\"A, \",c\n");
  assert_counts (report, "company", 2, 0, 1);
  assert_counts (report, "tag", 3, 0, 0);
  again = plainly (&file, "Name,Company,Tags\nAli,A+,C#\nReza,A,C++\nSara,A,C\n");
  g_assert_cmpint (again->change, ==, 0);
  crm_test_file_close (&file);
}

/* Refused rows never take the place of a customer file, nor of what is imported. */
static void
test_rejects_place (void)
{
  CrmTestFile      file;
  g_autofree char *path = NULL;
  const char      *places[2];

  crm_test_file_open (&file);
  path = write_file (&file, "people.csv", "Name,Birthday\nAnn,1990-02-30\n");
  places[0] = file.path;
  places[1] = path;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      CrmImportOptions options = { .rejects_path = places[i] };
      g_autoptr (GError) error = NULL;

      g_assert_false (crm_import_run (file.store, path, &options, NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
    }
  g_assert_cmpuint (count_records (&file, "person"), ==, 0);
  crm_test_file_close (&file);
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/rules/fill", test_fill);
  g_test_add_func ("/import/rules/update", test_update);
  g_test_add_func ("/import/rules/skip", test_skip);
  g_test_add_func ("/import/rules/create", test_create);
  g_test_add_func ("/import/rules/names-must-agree", test_names_must_agree);
  g_test_add_func ("/import/rules/chosen-key", test_chosen_key);
  g_test_add_func ("/import/rules/name-and-company", test_name_and_company);
  g_test_add_func ("/import/rules/identifiers", test_identifiers);
  g_test_add_func ("/import/rules/joined-rows", test_joined_rows);
  g_test_add_func ("/import/rules/rejects", test_rejects);
  g_test_add_func ("/import/rules/rejects-file", test_rejects_file);
  g_test_add_func ("/import/rules/dry-run", test_dry_run);
  g_test_add_func ("/import/rules/undo", test_undo);
  g_test_add_func ("/import/rules/undo-update", test_undo_update);
  g_test_add_func ("/import/rules/dates-and-money", test_dates_and_money);
  g_test_add_func ("/import/rules/date-order", test_date_order);
  g_test_add_func ("/import/rules/deals-by-identifier", test_deals_by_identifier);
  g_test_add_func ("/import/rules/deals-by-name", test_deals_by_name);
  g_test_add_func ("/import/rules/circle", test_circle);
  g_test_add_func ("/import/rules/rejects-place", test_rejects_place);
  g_test_add_func ("/import/rules/signs", test_signs);

  return g_test_run ();
}
