/* Files of other programs, imported and read back field by field; each a second time, which must change nothing. */

#include "import-testing.h"

static const CrmImportOptions iranian = { .default_country = "IR" };

static CrmRecord *
leila (CrmTestFile *file)
{
  CrmRecord *person = find_record (file, "email:leila@sonboleh.example", "person");

  g_assert_cmpstr (text_of_field (person, "given_name"), ==, "لیلا");
  g_assert_cmpstr (text_of_field (person, "family_name"), ==, "پاکزاد");
  g_assert_null (text_of_field (person, "display_name"));

  return person;
}

static CrmRecord *
ruth (CrmTestFile *file)
{
  CrmRecord *person = find_record (file, "name:ruth abernethy vale", "person");

  g_assert_cmpstr (text_of_field (person, "given_name"), ==, "Ruth");
  g_assert_null (crm_object_get_items (CRM_OBJECT (person), "affiliations"));

  return person;
}

static void
check (const char *name, guint people, guint companies, const char *preset, void (*check_records) (CrmTestFile *file))
{
  CrmTestFile file;
  g_autoptr (CrmImportReport) report = NULL;

  crm_test_file_open (&file);
  report = import_data (&file, "csv", name, &iranian);
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpuint (report->rows, ==, people);
  g_assert_cmpstr (crm_import_map_get_preset (report->map), ==, preset);
  g_assert_cmpint (report->change, !=, 0);
  assert_counts (report, "person", people, 0, 0);
  assert_counts (report, "company", companies, 0, 0);
  g_assert_cmpuint (count_records (&file, "person"), ==, people);
  check_records (&file);
  assert_nothing_new (&file, "csv", name, &iranian);
  g_assert_cmpuint (count_records (&file, "person"), ==, people);
  crm_test_file_close (&file);
}

static void
check_google_new (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = leila (file);
  g_autoptr (CrmRecord) freelancer = ruth (file);

  assert_set (file, person, "contact_points",
              "email|work|leila@sonboleh.example|preferred\nphone|mobile|۰۹۱۲۵۵۵۰۱۱۰|+989125550110\nphone|mobile|021-55501101|+982155501101\nweb|work|https://sonboleh.example");
  assert_set (file, person, "affiliations", "نان‌پزی سنبله|مدیر");
  assert_set (file, person, "addresses", "work|خیابان سبلان، کوچه ۴، پلاک ۱۲|تهران|1641756391|ایران|خیابان سبلان، کوچه ۴، پلاک ۱۲\nتهران\n1641756391\nایران");
  assert_set (file, person, "dates", "birthday|1986|3|21");
  assert_set (file, person, "tags", "Customers");
  assert_set (file, person, "foreign_fields", "");
  /* Without a company there is nowhere to have a role: it is kept. */
  assert_set (file, freelancer, "foreign_fields", "csv|Role|Freelance editor");
  g_assert_cmpuint (count_records (file, "activity"), ==, 10);
}

static void
check_google_old (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = leila (file);

  assert_set (file, person, "contact_points", "email|work|leila@sonboleh.example|preferred\nphone|mobile|۰۹۱۲۵۵۵۰۱۱۰|+989125550110\nphone|work|021-55501101|+982155501101");
  assert_set (file, person, "affiliations", "نان‌پزی سنبله|مدیر");
  assert_set (file, person, "addresses", "work|خیابان سبلان، کوچه ۴، پلاک ۱۲|تهران|1641756391|ایران");
  assert_set (file, person, "tags", "");
}

static void
check_outlook (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = leila (file);
  g_autoptr (CrmRecord) nobody = find_record (file, "email:j.feldmeyer@feldmeyer.example", "person");

  assert_set (file, person, "contact_points", "email|leila@sonboleh.example\nphone|mobile|۰۹۱۲۵۵۵۰۱۱۰|+989125550110\nphone|work|021-55501101|+982155501101");
  assert_set (file, person, "addresses", "work|خیابان سبلان، کوچه ۴، پلاک ۱۲|تهران|1641756391|ایران");
  assert_set (file, person, "dates", "birthday|1986|3|21");
  assert_set (file, person, "tags", "Customers\nNewsletter");
  assert_set (file, person, "foreign_fields", "csv|Sensitivity|Normal\ncsv|Priority|Normal\ncsv|Private|False");
  /* 0/0/00 is Outlook's way to say that nobody knows. */
  assert_set (file, nobody, "dates", "");
}

/* Whose somebody is, by name: a user, made where there was none. */
static void
assert_owner (CrmRecord *record, const char *expected, CrmTestFile *file)
{
  gint64 id = crm_object_get_integer (CRM_OBJECT (record), "owner");
  g_autoptr (CrmRecord) user = id != CRM_UNSET ? crm_store_get (file->store, id, NULL) : NULL;

  g_assert_nonnull (user);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (user), "name"), ==, expected);
}

static void
check_hubspot (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = leila (file);
  g_autoptr (CrmRecord) same = find_record (file, "uid:hubspot:51000", "person");

  g_assert_cmpint (crm_record_get_id (person), ==, crm_record_get_id (same));
  assert_set (file, person, "addresses", "ایران");
  assert_set (file, person, "foreign_fields", "csv|UID|hubspot:51000\ncsv|Lead Status|New\ncsv|Create Date|2024-01-10 09:30");
  assert_owner (person, "Sina Moradi-Test", file);
}

static void
check_salesforce (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = leila (file);

  g_assert_cmpstr (text_of_field (person, "name_prefix"), ==, "Ms.");
  g_assert_cmpstr (text_of_field (person, "source"), ==, "Web");
  assert_set (file, person, "affiliations", "نان‌پزی سنبله|مدیر");
  assert_set (file, person, "addresses", "work|خیابان سبلان، کوچه ۴، پلاک ۱۲|تهران|1641756391|ایران");
}

static void
check_linkedin (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = find_record (file, "name:maren oldkirk", "person");

  assert_set (file, person, "contact_points", "linkedin|https://www.linkedin.com/in/example-001");
  assert_set (file, person, "affiliations", "Oldkirk Timber|Owner");
  assert_set (file, person, "foreign_fields", "csv|Connected On|11 Jun 2024");
}

static void
check_atomic (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = leila (file);

  g_assert_cmpstr (text_of_field (person, "about"), ==, "سفارش هفتگی، شنبه‌ها");
  assert_set (file, person, "tags", "vip\nwholesale");
  assert_set (file, person, "contact_points", "email|work|leila@sonboleh.example\nphone|work|021-55501101|+982155501101\nphone|other|۰۹۱۲۵۵۵۰۱۱۰|+989125550110");
}

static void
check_pipedrive (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = leila (file);
  g_autoptr (CrmQuery) deals = crm_query_new ("deal");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) deal = NULL;

  assert_set (file, person, "contact_points", "phone|۰۹۱۲۵۵۵۰۱۱۰|+989125550110\nphone|021-55501101|+982155501101\nemail|work|leila@sonboleh.example");
  crm_query_add_reference_to (deals, crm_record_get_id (person));
  crm_store_query (file->store, deals, 0, ids, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  deal = crm_store_get (file->store, g_array_index (ids, gint64, 0), NULL);
  g_assert_cmpstr (text_of_field (deal, "title"), ==, "نان‌پزی سنبله deal");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "value"), ==, 125000);
  g_assert_cmpstr (text_of_field (deal, "currency"), ==, "EUR");
  g_assert_cmpstr (text_of_field (deal, "status"), ==, "open");
  /* A call and a note a person, but for two who have none */
  g_assert_cmpuint (count_records (file, "activity"), ==, 22);
}

static void
check_persian (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = leila (file);

  assert_set (file, person, "contact_points", "phone|mobile|۰۹۱۲۵۵۵۰۱۱۰|+989125550110\nemail|leila@sonboleh.example");
  assert_set (file, person, "affiliations", "نان‌پزی سنبله|مدیر");
  assert_set (file, person, "addresses", "خیابان سبلان، کوچه ۴، پلاک ۱۲|تهران");
}

static void
check_french (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = find_record (file, "email:maren@oldkirk.example", "person");

  g_assert_cmpstr (text_of_field (person, "given_name"), ==, "Maren");
  g_assert_cmpstr (text_of_field (person, "family_name"), ==, "Oldkirk");
  assert_set (file, person, "affiliations", "Oldkirk Timber");
  assert_set (file, person, "addresses", "Leeds");
}

/* Letters that Windows writes in Arabic form stay as they came, and are found in Persian form. */
static void
check_windows_persian (CrmTestFile *file)
{
  g_autoptr (CrmRecord) person = find_record (file, "email:leila@sonboleh.example", "person");

  g_assert_cmpstr (text_of_field (person, "given_name"), ==, "ليلا");
  assert_set (file, person, "addresses", "خيابان سبلان، کوچه 4، پلاک 12|تهران");
}

#define CHECK(function, name, people, companies, preset)       \
  static void                                                  \
      test_##function (void)                                   \
  {                                                            \
    check (name, people, companies, preset, check_##function); \
  }

CHECK (google_new, "google-new.csv", 12, 11, "google")
CHECK (google_old, "google-old.csv", 12, 11, "google")
CHECK (outlook, "outlook.csv", 12, 11, "outlook")
CHECK (hubspot, "hubspot-contacts.csv", 12, 11, "hubspot")
CHECK (salesforce, "salesforce-report.csv", 12, 11, "salesforce")
CHECK (linkedin, "linkedin.csv", 12, 11, "linkedin")
CHECK (atomic, "atomic.csv", 12, 11, "atomic")
CHECK (pipedrive, "pipedrive.csv", 12, 11, "pipedrive")
CHECK (persian, "utf16le-tabs.csv", 12, 11, "csv")
CHECK (french, "windows1252.csv", 11, 10, "csv")
CHECK (windows_persian, "windows1256-semicolons.csv", 10, 10, "csv")

/* The same people from five programs are the same people; each file adds what the others did not know. */
static void
test_all_together (void)
{
  static const char *const names[] = { "google-new.csv", "outlook.csv", "salesforce-report.csv", "atomic.csv", "hubspot-contacts.csv" };
  CrmTestFile              file;
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CrmImportReport) report = import_data (&file, "csv", names[i], &iranian);

      g_assert_cmpuint (report->n_rejected, ==, 0);
    }
  g_assert_cmpuint (count_records (&file, "person"), ==, 12);
  g_assert_cmpuint (count_records (&file, "company"), ==, 11);
  person = leila (&file);
  g_assert_cmpstr (text_of_field (person, "source"), ==, "Web");
  g_assert_cmpstr (text_of_field (person, "about"), ==, "سفارش هفتگی، شنبه‌ها");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_nothing_new (&file, "csv", names[i], &iranian);
  crm_test_file_close (&file);
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/files/google-new", test_google_new);
  g_test_add_func ("/import/files/google-old", test_google_old);
  g_test_add_func ("/import/files/outlook", test_outlook);
  g_test_add_func ("/import/files/hubspot", test_hubspot);
  g_test_add_func ("/import/files/salesforce", test_salesforce);
  g_test_add_func ("/import/files/linkedin", test_linkedin);
  g_test_add_func ("/import/files/atomic", test_atomic);
  g_test_add_func ("/import/files/pipedrive", test_pipedrive);
  g_test_add_func ("/import/files/persian", test_persian);
  g_test_add_func ("/import/files/french", test_french);
  g_test_add_func ("/import/files/windows-persian", test_windows_persian);
  g_test_add_func ("/import/files/all-together", test_all_together);

  return g_test_run ();
}
