/* Days of rest, for who reads which calendar. */

#include "crm-holiday.h"

static void
test_rest (void)
{
  CrmCulture iranian = { CRM_CALENDAR_JALALI, TRUE, 6, TRUE, "IRR", FALSE };
  CrmCulture european = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };
  static const struct
  {
    CrmDate  date;
    gboolean iranian, european;
  } days[] = {
    { { 2025, 3, 19 }, TRUE, FALSE },  /* 29 Esfand, a Wednesday */
    { { 2025, 3, 20 }, FALSE, FALSE }, /* 30 Esfand, a Thursday */
    { { 2025, 3, 21 }, TRUE, FALSE },  /* Nowruz, a Friday */
    { { 2025, 3, 22 }, TRUE, TRUE },   /* 2 Farvardin, a Saturday */
    { { 2025, 4, 2 }, TRUE, FALSE },   /* Nature Day */
    { { 2025, 4, 5 }, FALSE, TRUE },   /* a Saturday */
    { { 2025, 4, 11 }, TRUE, FALSE },  /* a Friday */
    { { 2025, 4, 13 }, FALSE, TRUE },  /* a Sunday */
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_cmpint (crm_holiday_is_rest_day (days[i].date, &iranian), ==, days[i].iranian);
      g_assert_cmpint (crm_holiday_is_rest_day (days[i].date, &european), ==, days[i].european);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/holiday/rest", test_rest);

  return g_test_run ();
}
