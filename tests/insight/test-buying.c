/* What is said of buying, worked out by hand: who came when, how long a silence is, what goes with what. */

#include "crm-companions.h"
#include "crm-contracts.h"
#include "crm-rfm.h"
#include "crm-silence.h"

static void
add (GArray *customers, guint orders, guint days, gint32 first, gint32 last, gint32 gap, gint64 amount, const char *currency)
{
  CrmCustomerStat stat = { .customer = customers->len + 1, .orders = orders, .days = days, .first = first, .last = last, .gap = gap, .amount = amount };

  g_strlcpy (stat.currency, currency, sizeof stat.currency);
  g_array_append_val (customers, stat);
}

static const CrmRfm *
get (GArray *scores, guint i)
{
  return &g_array_index (scores, CrmRfm, i);
}

/* Ten customers, each a little better than the one before: two in every fifth. */
static void
test_fifths (void)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (CrmCustomerStat));
  g_autoptr (GArray) scores = NULL;

  for (guint i = 1; i <= 10; i++)
    add (customers, i * 2, i * 2, 0, (gint32) (i * 10), 5, i * 1000, "EUR");
  scores = crm_rfm_new (customers, 100);
  for (guint i = 0; i < 10; i++)
    {
      g_assert_cmpuint (get (scores, i)->recency, ==, i / 2 + 1);
      g_assert_cmpuint (get (scores, i)->frequency, ==, i / 2 + 1);
      g_assert_cmpuint (get (scores, i)->money, ==, i / 2 + 1);
    }
  g_assert_cmpint (get (scores, 9)->segment, ==, CRM_RFM_LOYAL);
  g_assert_cmpint (get (scores, 4)->segment, ==, CRM_RFM_ATTENTION);
  g_assert_cmpint (get (scores, 0)->segment, ==, CRM_RFM_LOST);
}

/* Who is equal has the same score, all on one day too; where most bought once, oftener is counted in fixed steps. */
static void
test_ties (void)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (CrmCustomerStat));
  g_autoptr (GArray) scores = NULL;
  static const guint orders[] = { 1, 1, 1, 1, 1, 1, 1, 2, 3, 12 };
  static const guint expected[] = { 1, 1, 1, 1, 1, 1, 1, 2, 3, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    add (customers, orders[i], 1, 50, 50, 0, 700, "EUR");
  scores = crm_rfm_new (customers, 60);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_assert_cmpuint (get (scores, i)->frequency, ==, expected[i]);
      g_assert_cmpuint (get (scores, i)->recency, ==, get (scores, 0)->recency);
      g_assert_cmpuint (get (scores, i)->money, ==, get (scores, 0)->money);
    }
}

/* One enormous order is the best of all, and makes nobody else worse; what is paid in another currency is not compared. */
static void
test_outlier (void)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (CrmCustomerStat));
  g_autoptr (GArray) scores = NULL;

  for (guint i = 1; i <= 10; i++)
    add (customers, i * 2, i * 2, 0, (gint32) (i * 10), 5, i == 10 ? G_GINT64_CONSTANT (900000000000000) : i * 1000, "EUR");
  add (customers, 5, 5, 0, 55, 5, 1, "IRR");
  scores = crm_rfm_new (customers, 100);
  g_assert_cmpuint (get (scores, 9)->money, ==, 5);
  g_assert_cmpuint (get (scores, 8)->money, ==, 5);
  g_assert_cmpuint (get (scores, 5)->money, ==, 3);
  g_assert_cmpuint (get (scores, 10)->money, ==, 0);
  g_assert_cmpuint (get (scores, 10)->frequency, >, 0);
}

/* Gaps of 7, 7, 10, 14, 30 and 60 days; one who has not come for 28. */
static void
test_silence (void)
{
  static const gint32 gaps[] = { 7, 7, 10, 14, 30, 60 };
  g_autoptr (CrmPurchases) purchases = crm_purchases_new ();
  CrmSilence silence;

  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    crm_purchases_add_gap (purchases, gaps[i]);
  add (purchases->customers, 3, 3, 48, 72, 7, 100, "EUR");
  add (purchases->customers, 2, 2, 0, 10, 10, 100, "EUR");
  add (purchases->customers, 1, 1, 90, 90, 0, 100, "EUR");

  g_assert_cmpint (crm_silence_get_shop_gap (purchases), ==, 14);
  g_assert_true (crm_silence_find (purchases, &g_array_index (purchases->customers, CrmCustomerStat, 0), 100, &silence));
  g_assert_cmpint (silence.days, ==, 28);
  g_assert_cmpint (silence.usual, ==, (2 * 7 + 2 * 14) / 4);
  /* Ended after 30 and 60 days; going on: this one, and that of 90 days. */
  g_assert_cmpuint (silence.returned, ==, 2);
  g_assert_cmpuint (silence.alike, ==, 4);
  g_assert_true (crm_silence_is_unusual (&silence));
  g_assert_false (crm_silence_find (purchases, &g_array_index (purchases->customers, CrmCustomerStat, 1), 100, &silence));
}

static void
add_basket (GArray *bought, gint64 document, const char *products)
{
  for (const char *p = products; *p != '\0'; p++)
    {
      CrmBought row = { document, *p };

      g_array_append_val (bought, row);
    }
}

/* Ten invoices with a machine, six of them with thread too; buttons with everything. */
static void
test_companions (void)
{
  g_autoptr (GArray) bought = g_array_new (FALSE, FALSE, sizeof (CrmBought));
  g_autoptr (GArray) basket = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmCompanions) companions = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) best = NULL;
  const CrmCompanion *first;
  gint64              machine = 'm';

  for (gint64 i = 0; i < 20; i++)
    add_basket (bought, i, i < 6 ? "bmt" : i < 10 ? "m"
                                       : i < 18   ? "b"
                                                  : "bz");
  companions = crm_companions_new (bought);
  g_assert_cmpuint (crm_companions_count_baskets (companions), ==, 20);
  g_assert_cmpuint (crm_companions_count (companions, 'm'), ==, 10);
  g_assert_cmpuint (crm_companions_count_both (companions, 't', 'm'), ==, 6);
  g_assert_cmpuint (crm_companions_count_both (companions, 'z', 'm'), ==, 0);

  g_array_append_val (basket, machine);
  found = crm_companions_find (companions, basket, 5);
  g_assert_cmpuint (found->len, ==, 2);
  first = &g_array_index (found, CrmCompanion, 0);
  g_assert_cmpint (first->product, ==, 't');
  g_assert_cmpint (first->because, ==, 'm');
  g_assert_cmpuint (first->both, ==, 6);
  g_assert_cmpuint (first->with, ==, 10);
  /* 6 / √(10 · 6) · 6 / 16 */
  g_assert_cmpfloat_with_epsilon (first->score, 0.290474, 1e-6);
  g_assert_cmpint (g_array_index (found, CrmCompanion, 1).product, ==, 'b');

  best = crm_companions_list_best (companions, basket, 1);
  g_assert_cmpint (g_array_index (best, CrmCompanion, 0).product, ==, 'b');
}

static void
pay (GArray *sold, GArray *bought, gint64 customer, gint64 product, gint32 day)
{
  CrmSold   document = { .customer = customer, .document = (gint64) sold->len * 64 + 20, .amount = 100, .day = day, .currency = "EUR" };
  CrmBought line = { document.document, product };

  g_array_append_val (sold, document);
  g_array_append_val (bought, line);
}

/* One pays to this day, one has stopped, one stopped and came back; a day late is no end, and two invoices in one month are no second month. */
static void
test_contract_ends (void)
{
  g_autoptr (GArray) sold = g_array_new (FALSE, FALSE, sizeof (CrmSold));
  g_autoptr (GArray) bought = g_array_new (FALSE, FALSE, sizeof (CrmBought));
  g_autoptr (GArray) recurring = g_array_new (FALSE, FALSE, sizeof (CrmRecurring));
  g_autoptr (GArray) all = NULL;
  const CrmRecurring  care = { 77, 30 };
  const CrmContracts *one;

  g_array_append_val (recurring, care);
  for (gint32 month = 0; month < 6; month++)
    pay (sold, bought, 1, 77, month * 30 + month % 3);
  for (gint32 month = 0; month < 3; month++)
    pay (sold, bought, 65, 77, month * 30);
  pay (sold, bought, 65, 77, 62);
  pay (sold, bought, 129, 77, 0);
  pay (sold, bought, 129, 77, 120);
  pay (sold, bought, 129, 77, 150);
  pay (sold, bought, 129, 13, 150);

  all = crm_contracts_new (sold, bought, recurring, 160);
  g_assert_cmpuint (all->len, ==, 1);
  one = &g_array_index (all, CrmContracts, 0);
  g_assert_cmpint (one->product, ==, 77);
  g_assert_cmpuint (one->running, ==, 2);
  g_assert_cmpuint (one->ended, ==, 2);
  g_assert_cmpuint (one->renewed, ==, 5 + 2 + 0 + 1);
  g_assert_cmpuint (one->due, ==, 8 + 2);
  g_assert_cmpuint (one->half, ==, 0);
}

/* Nothing is sold, or nothing of the segment that is asked about. */
static void
test_contract_nothing (void)
{
  g_autoptr (GArray) sold = g_array_new (FALSE, FALSE, sizeof (CrmSold));
  g_autoptr (GArray) bought = g_array_new (FALSE, FALSE, sizeof (CrmBought));
  g_autoptr (GArray) recurring = g_array_new (FALSE, FALSE, sizeof (CrmRecurring));
  g_autoptr (GArray) none = crm_contracts_new (sold, bought, recurring, 100);
  g_autoptr (GArray) of_others = NULL;
  const CrmRecurring care = { 77, 30 };
  const CrmBought    line = { 20, 77 };

  g_assert_cmpuint (none->len, ==, 0);
  g_array_append_val (recurring, care);
  g_array_append_val (bought, line);
  of_others = crm_contracts_new (sold, bought, recurring, 100);
  g_assert_cmpuint (of_others->len, ==, 0);
}

/* A tenth ends each month: half of them after seven, as far as 400 contracts can say. */
static void
test_contract_half (void)
{
  g_autoptr (GArray) sold = g_array_new (FALSE, FALSE, sizeof (CrmSold));
  g_autoptr (GArray) bought = g_array_new (FALSE, FALSE, sizeof (CrmBought));
  g_autoptr (GArray) recurring = g_array_new (FALSE, FALSE, sizeof (CrmRecurring));
  g_autoptr (GArray) all = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  const CrmRecurring care = { 77, 30 };

  g_array_append_val (recurring, care);
  for (gint64 customer = 1; customer <= 400; customer++)
    {
      gint32 begun = g_rand_int_range (rand, 0, 24);

      for (gint32 month = begun; month < 36; month++)
        {
          pay (sold, bought, customer, 77, month * 30);
          if (g_rand_double (rand) < 0.1)
            break;
        }
    }
  all = crm_contracts_new (sold, bought, recurring, 35 * 30 + 5);
  g_assert_cmpuint (g_array_index (all, CrmContracts, 0).half, >=, 6);
  g_assert_cmpuint (g_array_index (all, CrmContracts, 0).half, <=, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/buying/fifths", test_fifths);
  g_test_add_func ("/buying/ties", test_ties);
  g_test_add_func ("/buying/outlier", test_outlier);
  g_test_add_func ("/buying/silence", test_silence);
  g_test_add_func ("/buying/companions", test_companions);
  g_test_add_func ("/buying/contract-ends", test_contract_ends);
  g_test_add_func ("/buying/contract-nothing", test_contract_nothing);
  g_test_add_func ("/buying/contract-half", test_contract_half);

  return g_test_run ();
}
