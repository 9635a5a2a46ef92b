/* How long a server is left in peace. */

#include "crm-back-off.h"

static void
test_grows (void)
{
  g_assert_cmpuint (crm_back_off (1, 0, 0), ==, 1000);
  g_assert_cmpuint (crm_back_off (1, 0, 1), ==, 2000);
  g_assert_cmpuint (crm_back_off (4, 0, 1), ==, 16000);
  g_assert_cmpuint (crm_back_off (4, 0, 0.5), ==, 8500);
  g_assert_cmpuint (crm_back_off (1000, 0, 1), ==, CRM_BACK_OFF_MAX * 1000);
  g_assert_cmpuint (crm_back_off (G_MAXUINT, 0, 7), ==, CRM_BACK_OFF_MAX * 1000);
}

static void
test_retry_after (void)
{
  g_assert_cmpuint (crm_back_off (1, 120, 0), ==, 120 * 1000);
  g_assert_cmpuint (crm_back_off (1, 1, 1), ==, 2000);
  g_assert_cmpuint (crm_back_off (1, G_MAXUINT, 0), ==, 3600 * 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/back-off/grows", test_grows);
  g_test_add_func ("/back-off/retry-after", test_retry_after);

  return g_test_run ();
}
