/* How whoever wrote a sheet writes dates and telephone numbers, told by its first rows and by nothing else than them where they tell. */

#include "import-testing.h"

#include "crm-import-habits.h"

static CrmImportHabits *
look (const char *text, const CrmImportOptions *options)
{
  CrmTestFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CrmImportMap) map = NULL;
  g_autofree char *path = NULL;
  CrmImportHabits *habits;

  crm_test_file_open (&file);
  path = write_file (&file, "sheet.csv", text);
  map = crm_import_preview (path, options, 100, &rows, &error);
  g_assert_no_error (error);
  habits = crm_import_habits_new (map, rows, options);
  crm_test_file_close (&file);

  return habits;
}

static void
assert_order (const char *dates, gboolean my_day_first, CrmImportOrder said, gboolean has_dates, gboolean day_first, const char *reason)
{
  const CrmCulture mine = { CRM_CALENDAR_GREGORIAN, FALSE, 1, my_day_first, "EUR", FALSE };
  CrmImportOptions options = { .culture = &mine, .order = said };
  g_autofree char *text = g_strconcat ("Name,Birthday\n", dates, NULL);
  g_autoptr (CrmImportHabits) habits = look (text, &options);

  g_assert_cmpint (habits->has_dates, ==, has_dates);
  g_assert_cmpint (habits->day_first, ==, day_first);
  g_assert_cmpstr (habits->order_reason, ==, reason);
}

static void
test_order (void)
{
  const char *either = "They can be read either way; this is how you write them.";

  assert_order ("Ann,3/4/2021\nBob,\u06f2\u06f5/\u06f3/\u06f2\u06f0\u06f2\u06f1\n", FALSE, CRM_IMPORT_ORDER_GUESS, TRUE, TRUE, "\u2068\u06f2\u06f5/\u06f3/\u06f2\u06f0\u06f2\u06f1\u2069 can be read only so.");
  assert_order ("Ann,3/4/2021\nBob,3/25/2021\n", TRUE, CRM_IMPORT_ORDER_GUESS, TRUE, FALSE, "\u20683/25/2021\u2069 can be read only so.");
  assert_order ("Ann,3/4/2021\n", FALSE, CRM_IMPORT_ORDER_GUESS, TRUE, FALSE, either);
  assert_order ("Ann,3/25/2021\nBob,25/3/2021\n", TRUE, CRM_IMPORT_ORDER_GUESS, TRUE, TRUE, either);
  assert_order ("Ann,2021-03-25\n", TRUE, CRM_IMPORT_ORDER_GUESS, FALSE, TRUE, either);
  assert_order ("Ann,25/3/2021\n", TRUE, CRM_IMPORT_ORDER_MONTH, TRUE, FALSE, "You chose it.");
}

static void
assert_country (const char *numbers, const char *home, gboolean has_numbers, const char *country, const char *reason)
{
  CrmImportOptions options = { .default_country = home };
  g_autofree char *text = g_strconcat ("Name,Phone\n", numbers, NULL);
  g_autoptr (CrmImportHabits) habits = look (text, &options);

  g_assert_cmpint (habits->has_numbers, ==, has_numbers);
  g_assert_cmpstr (habits->country, ==, country);
  g_assert_cmpstr (habits->country_reason, ==, reason);
}

#define HOME "As in Preferences."
#define COMMON "Most of the numbers with a country are from there."

static void
test_country (void)
{
  /* Numbers of home stay there, however many foreign ones there are. */
  assert_country ("Ann,0912 555 0110\nBob,+49 30 5550110\nCid,+49 30 5550111\n", "IR", TRUE, "IR", HOME);
  assert_country ("Ann,+98 912 555 0110\n", "IR", FALSE, "IR", HOME);
  /* What makes no sense at home does where the others are from. */
  assert_country ("Ann,020 7946 0110\nBob,+44 20 7946 0111\nCid,+49 30 5550111\nDan,+44 20 7946 0112\n", "IS", TRUE, "GB", COMMON);
  assert_country ("Ann,0912 555 0110\nBob,+98 912 555 0111\n", NULL, TRUE, "IR", COMMON);
  assert_country ("Ann,0912 555 0110\n", NULL, TRUE, NULL, "Nothing tells where they are dialled.");
}

/* What is chosen is how the rows are read. */
static void
test_chosen (void)
{
  CrmTestFile      file;
  CrmImportOptions options = { .order = CRM_IMPORT_ORDER_MONTH };
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmRecord) person = NULL;

  crm_test_file_open (&file);
  report = import_text (&file, "people.csv", "Name,Birthday\nAnn,3/4/2021\n", &options);
  assert_counts (report, "person", 1, 0, 0);
  person = only_record (&file, "person");
  assert_set (&file, person, "dates", "birthday|2021|3|4");
  crm_test_file_close (&file);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/habits/order", test_order);
  g_test_add_func ("/import/habits/country", test_country);
  g_test_add_func ("/import/habits/chosen", test_chosen);

  return g_test_run ();
}
