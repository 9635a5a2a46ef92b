/* Time that is counted by opening hours. The clock of the tests is at UTC. */

#include "crm-working-hours.h"

/* 2026-11-23 is a Monday. */
static gint64
at (int day, int hour, int minute)
{
  return crm_date_to_instant_at ((CrmDate){ 2026, 11, (guint8) day }, hour * 60 + minute);
}

static void
test_add (void)
{
  CrmWorkingHours hours;

  crm_working_hours_init_default (&hours, "DE");
  g_assert_cmpint (crm_working_hours_add (&hours, at (23, 10, 0), 120), ==, at (23, 12, 0));
  g_assert_cmpint (crm_working_hours_add (&hours, at (23, 16, 0), 120), ==, at (24, 10, 0)); /* over night */
  g_assert_cmpint (crm_working_hours_add (&hours, at (23, 15, 0), 120), ==, at (23, 17, 0)); /* until closing time */
  g_assert_cmpint (crm_working_hours_add (&hours, at (27, 16, 30), 60), ==, at (30, 9, 30)); /* over the week's end */
  g_assert_cmpint (crm_working_hours_add (&hours, at (28, 12, 0), 480), ==, at (30, 17, 0)); /* asked on a Saturday */
  g_assert_cmpint (crm_working_hours_add (&hours, at (23, 5, 0), 0), ==, at (23, 9, 0));     /* nobody is there before */

  crm_working_hours_init_default (&hours, "IR");
  g_assert_cmpint (crm_working_hours_add (&hours, at (26, 12, 30), 60), ==, at (28, 9, 30)); /* Thursday until one; Friday is closed */
}

static void
test_between (void)
{
  CrmWorkingHours hours;

  crm_working_hours_init_default (&hours, NULL);
  g_assert_cmpint (crm_working_hours_between (&hours, at (23, 10, 0), at (23, 12, 30)), ==, 150);
  g_assert_cmpint (crm_working_hours_between (&hours, at (23, 16, 0), at (24, 10, 0)), ==, 120);
  g_assert_cmpint (crm_working_hours_between (&hours, at (27, 9, 0), at (30, 9, 0)), ==, 480);
  g_assert_cmpint (crm_working_hours_between (&hours, at (28, 9, 0), at (29, 9, 0)), ==, 0);
  g_assert_cmpint (crm_working_hours_between (&hours, at (24, 9, 0), at (23, 9, 0)), ==, 0);
}

static void
test_holidays (void)
{
  CrmWorkingHours hours;
  gint64          eve = crm_date_to_instant_at ((CrmDate){ 2026, 3, 19 }, 12 * 60); /* 28 Esfand, a Thursday; then Friday, Nowruz and three days more */

  crm_working_hours_init_default (&hours, "IR");
  g_assert_cmpint (crm_working_hours_add (&hours, eve, 120), ==, crm_date_to_instant_at ((CrmDate){ 2026, 3, 25 }, 10 * 60));
}

static void
test_read (void)
{
  static const struct
  {
    const char *typed;
    const char *read; /* NULL: refused */
  } days[] = {
    { "9:00-13:00, 16:30-21:00", "09:00-13:00, 16:30-21:00" },
    { "9 – 17", "09:00-17:00" },
    { "۹:۰۰ تا ۱۳، ۱۷ تا ۲۴", "09:00-13:00, 17:00-24:00" },
    { "8.30 to 12", "08:30-12:00" },
    { "closed", "closed" },
    { "  ", "closed" },
    { NULL, "closed" },
    { "whenever", NULL },
    { "9-13, 14", NULL },
    { "17-9", NULL },
    { "9-13, 12-15", NULL },
    { "9-25", NULL },
    { "9-24:30", NULL },
    { "9:75-10", NULL },
    { "9-9", NULL },
    { "1-2 3-4 5-6 7-8", NULL },
    { "99999999999999999999-5", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      CrmWorkingHours  hours;
      g_autofree char *before = NULL;
      g_autofree char *text = NULL;

      crm_working_hours_init_default (&hours, NULL);
      before = crm_working_hours_dup_day (&hours, 3);
      g_assert_cmpint (crm_working_hours_read_day (&hours, 3, days[i].typed), ==, days[i].read != NULL);
      text = crm_working_hours_dup_day (&hours, 3);
      g_assert_cmpstr (text, ==, days[i].read != NULL ? days[i].read : before);
    }
}

/* Who never opens answers as if they always were open, and nobody counts for centuries. */
static void
test_odd (void)
{
  CrmWorkingHours hours;
  gint64          long_ago = crm_date_to_instant ((CrmDate){ 1, 1, 1 });
  gint64          one_day = crm_date_to_instant ((CrmDate){ 9999, 12, 31 });

  crm_working_hours_init_default (&hours, NULL);
  g_assert_cmpint (crm_working_hours_between (&hours, long_ago, one_day), >, 0);
  g_assert_cmpint (crm_working_hours_add (&hours, one_day, G_MAXINT), >, one_day);
  for (int day = 1; day <= 7; day++)
    g_assert_true (crm_working_hours_read_day (&hours, day, NULL));
  g_assert_cmpint (crm_working_hours_add (&hours, at (23, 10, 0), 60), ==, at (23, 11, 0));
  g_assert_cmpint (crm_working_hours_between (&hours, at (23, 10, 0), at (25, 10, 0)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/working-hours/add", test_add);
  g_test_add_func ("/working-hours/between", test_between);
  g_test_add_func ("/working-hours/holidays", test_holidays);
  g_test_add_func ("/working-hours/read", test_read);
  g_test_add_func ("/working-hours/odd", test_odd);

  return g_test_run ();
}
