#include "crm-date-format.h"

#include "crm-date-parse.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static CrmCulture english, persian, english_jalali, american;

static CrmDate
iso (const char *text)
{
  CrmDate date;

  g_assert_true (crm_date_from_iso (text, &date));

  return date;
}

static void
assert_format (const char *date, const CrmCulture *culture, CrmDateStyle style, const char *expected)
{
  g_autofree char *text = crm_date_format (iso (date), culture, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_english (void)
{
  assert_format ("2025-03-20", &english, CRM_DATE_STYLE_SHORT, "20/03/2025");
  assert_format ("2025-03-20", &american, CRM_DATE_STYLE_SHORT, "03/20/2025");
  assert_format ("2025-03-20", &english, CRM_DATE_STYLE_MEDIUM, "20 Mar 2025");
  assert_format ("2025-03-20", &english, CRM_DATE_STYLE_LONG, "Thursday 20 March 2025");
  assert_format ("2025-03-20", &english, CRM_DATE_STYLE_MONTH_YEAR, "March 2025");
}

static void
test_jalali (void)
{
  assert_format ("2025-03-20", &english_jalali, CRM_DATE_STYLE_SHORT, "1403/12/30");
  assert_format ("2025-03-20", &english_jalali, CRM_DATE_STYLE_MEDIUM, "30 Esfand 1403");
  assert_format ("2025-03-20", &english_jalali, CRM_DATE_STYLE_LONG, "Thursday 30 Esfand 1403");
  assert_format ("2025-03-25", &english_jalali, CRM_DATE_STYLE_MONTH_YEAR, "Farvardin 1404");
  assert_format ("2025-03-25", &persian, CRM_DATE_STYLE_SHORT, "۱۴۰۴/۰۱/۰۵");
}

static void
test_partial (void)
{
  g_autofree char *none = crm_date_format (CRM_DATE_NONE, &english, CRM_DATE_STYLE_LONG);
  g_autofree char *wrong = crm_date_format ((CrmDate){ 2025, 13, 40 }, &english, CRM_DATE_STYLE_LONG);

  assert_format ("--03-20", &english, CRM_DATE_STYLE_MEDIUM, "20 March");
  assert_format ("2025-03", &english, CRM_DATE_STYLE_MEDIUM, "March 2025");
  assert_format ("2025", &persian, CRM_DATE_STYLE_MEDIUM, "۲۰۲۵");
  assert_format ("--03", &english, CRM_DATE_STYLE_MEDIUM, "March");
  assert_format ("0500-01-01", &english_jalali, CRM_DATE_STYLE_MONTH_YEAR, "January 500");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (wrong, ==, "");
}

static void
assert_relative (int days, const char *expected)
{
  CrmDate          today = iso ("2025-03-20");
  g_autofree char *text = crm_date_format_relative (crm_date_add_days (today, days), today, &english);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_relative (void)
{
  g_autofree char *none = crm_date_format_relative (CRM_DATE_NONE, iso ("2025-03-20"), &english);

  assert_relative (0, "today");
  assert_relative (-1, "yesterday");
  assert_relative (1, "tomorrow");
  assert_relative (-2, "2 days ago");
  assert_relative (13, "in 13 days");
  assert_relative (-21, "3 weeks ago");
  assert_relative (20, "in 2 weeks");
  assert_relative (-61, "2 months ago");
  assert_relative (-365, "11 months ago");
  assert_relative (366, "in 12 months");
  assert_relative (-731, "2 years ago");
  assert_relative (-3653, "10 years ago");
  g_assert_cmpstr (none, ==, "");
}

static void
assert_instant (gint64 instant, const CrmCulture *culture, CrmInstantStyle style, const char *expected)
{
  g_autofree char *text = crm_instant_format (instant, culture, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_instants (void)
{
  gint64 instant = (gint64) 1742479500 * G_USEC_PER_SEC; /* 2025-03-20T14:05:00Z */

  assert_instant (instant, &english, CRM_INSTANT_STYLE_TIME, "14:05");
  assert_instant (instant, &persian, CRM_INSTANT_STYLE_TIME, "۱۴:۰۵");
  assert_instant (instant, &english, CRM_INSTANT_STYLE_DAY, "20 Mar 2025");
  assert_instant (instant, &english_jalali, CRM_INSTANT_STYLE_DAY_TIME, "30 Esfand 1403, 14:05");
  assert_instant (-1, &english, CRM_INSTANT_STYLE_DAY_TIME, "31 Dec 1969, 23:59");
  assert_instant (G_MAXINT64, &english, CRM_INSTANT_STYLE_DAY, "");
}

static void
test_names (void)
{
  g_assert_cmpstr (crm_calendar_month_name (CRM_CALENDAR_JALALI, 12), ==, "Esfand");
  g_assert_cmpstr (crm_calendar_month_name (CRM_CALENDAR_JALALI, 13), ==, "");
  g_assert_cmpstr (crm_calendar_month_name (CRM_CALENDAR_GREGORIAN, 0), ==, "");
  g_assert_cmpstr (crm_calendar_weekday_name (7), ==, "Sunday");
  g_assert_cmpstr (crm_calendar_weekday_letter (6), ==, "Sa");
  g_assert_cmpstr (crm_calendar_weekday_letter (8), ==, "");
}

/* Every style of every day can be typed back, but the month alone. */
static void
test_round_trip (void)
{
  const CrmCulture *cultures[] = { &english, &american, &persian, &english_jalali };
  CrmDate           today = iso ("2025-03-20");

  for (int days = -20000; days < 20000; days += 13)
    for (gsize i = 0; i < G_N_ELEMENTS (cultures); i++)
      for (int style = CRM_DATE_STYLE_SHORT; style <= CRM_DATE_STYLE_LONG; style++)
        {
          CrmDate          date = crm_date_add_days (today, days), back;
          g_autofree char *text = crm_date_format (date, cultures[i], (CrmDateStyle) style);
          g_autoptr (GError) error = NULL;

          crm_date_parse (text, cultures[i], today, &back, &error);
          g_assert_no_error (error);
          g_assert_cmpint (crm_date_compare (date, back), ==, 0);
        }
}

/* A catalogue of a few messages, in the format of GNU gettext's binary files; they must be sorted. */
static void
write_catalogue (const char *path, const char *const pairs[][2], guint32 n)
{
  g_autoptr (GByteArray) tables = g_byte_array_new ();
  g_autoptr (GByteArray) strings = g_byte_array_new ();
  guint32 header[7] = { 0x950412de, 0, n, sizeof header, (guint32) sizeof header + 8 * n, 0, (guint32) sizeof header + 16 * n };

  for (int column = 0; column < 2; column++)
    for (guint32 i = 0; i < n; i++)
      {
        guint32 entry[2] = { (guint32) strlen (pairs[i][column]), (guint32) sizeof header + 16 * n + strings->len };

        g_byte_array_append (tables, (const guint8 *) entry, sizeof entry);
        g_byte_array_append (strings, (const guint8 *) pairs[i][column], entry[0] + 1);
      }
  g_byte_array_prepend (tables, (const guint8 *) header, sizeof header);
  g_byte_array_append (tables, strings->data, strings->len);
  g_assert_true (g_file_set_contents (path, (const char *) tables->data, tables->len, NULL));
}

/* With a Persian catalogue the window is Persian, though no Persian locale is installed. */
static void
test_translated (void)
{
  static const char *const pairs[][2] = {
    { "", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n" },
    { "month\004Esfand", "اسفند" },
    { "weekday\004Thursday", "پنج‌شنبه" },
  };
  g_autofree char *root = g_dir_make_tmp ("crm-test-XXXXXX", NULL);
  g_autofree char *language = g_build_filename (root, "fa", NULL);
  g_autofree char *dir = g_build_filename (language, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (dir, "customers.mo", NULL);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  write_catalogue (path, pairs, G_N_ELEMENTS (pairs));
  g_setenv ("LANGUAGE", "fa", TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain ("customers", root);
  bind_textdomain_codeset ("customers", "UTF-8");

  /* Newer C libraries translate nothing in C.UTF-8, whatever LANGUAGE says. */
  if (g_str_has_prefix (setlocale (LC_MESSAGES, NULL), "C") && g_str_equal (dgettext ("customers", pairs[1][0]), pairs[1][0]))
    {
      g_test_skip ("no translation in this locale");
    }
  else
    {
      assert_format ("2025-03-20", &persian, CRM_DATE_STYLE_MEDIUM, "۳۰ اسفند ۱۴۰۳");
      assert_format ("2025-03-20", &persian, CRM_DATE_STYLE_LONG, "پنج‌شنبه ۳۰ اسفند ۱۴۰۳");
    }

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
  g_assert_cmpint (g_rmdir (language), ==, 0);
  g_assert_cmpint (g_rmdir (root), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  crm_culture_init_default (&english, "en_GB");
  crm_culture_init_default (&american, "en_US");
  crm_culture_init_default (&persian, "fa");
  english_jalali = english;
  english_jalali.calendar = CRM_CALENDAR_JALALI;

  g_test_add_func ("/date-format/english", test_english);
  g_test_add_func ("/date-format/jalali", test_jalali);
  g_test_add_func ("/date-format/partial", test_partial);
  g_test_add_func ("/date-format/relative", test_relative);
  g_test_add_func ("/date-format/instants", test_instants);
  g_test_add_func ("/date-format/names", test_names);
  g_test_add_func ("/date-format/round-trip", test_round_trip);
  g_test_add_func ("/date-format/translated", test_translated);

  return g_test_run ();
}
