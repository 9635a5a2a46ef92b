/* What a sale comes to: by hand where a figure is known, and for random sales what must hold for every one. */

#include "crm-error.h"
#include "crm-sale-sum.h"

#define PERCENT(n) ((gint64) ((n) *CRM_SALE_UNIT))
#define UNITS(n) ((gint64) ((n) *CRM_SALE_UNIT))

static void
sum (CrmSaleFigures *lines, guint n, CrmSaleTerms terms, CrmSaleTotals *totals)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (crm_sale_sum (lines, n, &terms, totals, &error));
  g_assert_no_error (error);
}

/* Three metres at 4.35 with a tenth off, and a hook for 0.99; 19 % on top. */
static void
test_added (void)
{
  CrmSaleFigures lines[] = {
    { .quantity = UNITS (3), .price = 435, .discount_percent = PERCENT (10), .tax_percent = PERCENT (19) },
    { .quantity = UNITS (1), .price = 99, .tax_percent = PERCENT (19) },
  };
  CrmSaleTotals totals;

  sum (lines, 2, (CrmSaleTerms){ 0 }, &totals);
  g_assert_cmpint (lines[0].gross, ==, 1305);
  g_assert_cmpint (lines[0].reduced, ==, 1174); /* 130.5 rounds to 131 */
  g_assert_cmpint (totals.gross, ==, 1404);
  g_assert_cmpint (totals.discount, ==, 131);
  g_assert_cmpint (totals.net, ==, 1273);
  g_assert_cmpint (totals.tax, ==, 242); /* 241.87 */
  g_assert_cmpint (totals.total, ==, 1515);
}

static void
test_included (void)
{
  CrmSaleFigures lines[] = {
    { .quantity = UNITS (1), .price = 11900, .tax_percent = PERCENT (19) },
    { .quantity = UNITS (1), .price = 10700, .tax_percent = PERCENT (7) },
    { .quantity = UNITS (1), .price = 5000 },
  };
  CrmSaleTotals totals;

  sum (lines, 3, (CrmSaleTerms){ .tax_included = TRUE }, &totals);
  g_assert_cmpint (lines[0].net, ==, 10000);
  g_assert_cmpint (lines[1].net, ==, 10000);
  g_assert_cmpint (lines[2].tax, ==, 0);
  g_assert_cmpint (totals.tax, ==, 2600);
  g_assert_cmpint (totals.total, ==, 27600);
}

/* Ten of what three share: the first gets the one that is left. */
static void
test_spread (void)
{
  gint64 weights[] = { 1, 1, 1 };
  gint64 zeros[] = { 0, 0, 0 };
  gint64 shares[3];

  crm_sale_spread (10, weights, 3, shares);
  g_assert_cmpint (shares[0], ==, 4);
  g_assert_cmpint (shares[1], ==, 3);
  g_assert_cmpint (shares[2], ==, 3);
  crm_sale_spread (10, zeros, 3, shares);
  g_assert_cmpint (shares[0] + shares[1] + shares[2], ==, 0);
}

/* 15 off the whole of 100 and 50, of which only the first is taxed. */
static void
test_whole_discount (void)
{
  CrmSaleFigures lines[] = {
    { .quantity = UNITS (2), .price = 5000, .tax_percent = PERCENT (10) },
    { .quantity = UNITS (0.5), .price = 10000 },
  };
  CrmSaleTotals totals;

  sum (lines, 2, (CrmSaleTerms){ .discount_percent = PERCENT (8), .discount = 300 }, &totals);
  g_assert_cmpint (lines[0].share, ==, 1000);
  g_assert_cmpint (lines[1].share, ==, 500);
  g_assert_cmpint (totals.net, ==, 13500);
  g_assert_cmpint (totals.tax, ==, 900);
  g_assert_cmpint (totals.total, ==, 14400);
}

static void
test_refused (void)
{
  static const struct
  {
    CrmSaleFigures line;
    CrmSaleTerms   terms;
    const char    *word;
  } cases[] = {
    { { .quantity = -1, .price = 5 }, { 0 }, "Line 2" },
    { { .quantity = UNITS (1), .price = -5 }, { 0 }, "Line 2" },
    { { .quantity = UNITS (1), .price = 5, .discount = 6 }, { 0 }, "Line 2" },
    { { .quantity = UNITS (1), .price = 5, .discount_percent = PERCENT (101) }, { 0 }, "Line 2" },
    { { .quantity = UNITS (1), .price = 5, .tax_percent = PERCENT (-1) }, { 0 }, "Line 2" },
    { { .quantity = G_MAXINT64, .price = G_MAXINT64 }, { 0 }, "Line 2" },
    { { .quantity = UNITS (1), .price = 5 }, { .discount = 1000 }, "whole" },
    { { .quantity = UNITS (1), .price = 5 }, { .discount_percent = PERCENT (-1) }, "whole" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CrmSaleFigures lines[] = { { .quantity = UNITS (1), .price = 10 }, cases[i].line };
      CrmSaleTotals  totals;
      g_autoptr (GError) error = NULL;

      g_assert_false (crm_sale_sum (lines, 2, &cases[i].terms, &totals, &error));
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

/* Nothing is lost or made by rounding. */
static void
check_sums (const CrmSaleFigures *lines, guint n, const CrmSaleTerms *terms, const CrmSaleTotals *totals)
{
  CrmSaleTotals again = { 0 };

  for (guint i = 0; i < n; i++)
    {
      gint64 left = lines[i].reduced - lines[i].share;
      double exact = (double) left * lines[i].tax_percent / (PERCENT (100) + (terms->tax_included ? lines[i].tax_percent : 0));

      again.gross += lines[i].gross;
      again.discount += lines[i].gross - left;
      again.net += lines[i].net;
      again.tax += lines[i].tax;
      again.total += lines[i].total;
      g_assert_cmpint (left, >=, 0);
      g_assert_cmpint (lines[i].net + lines[i].tax, ==, lines[i].total);
      g_assert_cmpint (terms->tax_included ? lines[i].total : lines[i].net, ==, left);
      /* Half a unit of rounding for the rate, and one of spreading it. */
      g_assert_cmpfloat (ABS ((double) lines[i].tax - exact), <=, 1.5);
    }
  g_assert_cmpmem (&again, sizeof again, totals, sizeof *totals);
  g_assert_cmpint (totals->gross - totals->discount, ==, terms->tax_included ? totals->total : totals->net);
  g_assert_cmpint (totals->net + totals->tax, ==, totals->total);
}

static void
make_lines (GRand *rand, CrmSaleFigures *lines, guint n)
{
  static const gint64 rates[] = { 0, PERCENT (7), PERCENT (10), PERCENT (19), PERCENT (5.5) };

  for (guint i = 0; i < n; i++)
    {
      gint64 price = g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 1000 : G_MAXINT32);

      lines[i] = (CrmSaleFigures){ .quantity = g_rand_int_range (rand, 0, 50 * CRM_SALE_UNIT),
                                   .price = price,
                                   .discount_percent = g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 0, PERCENT (100) + 1),
                                   .tax_percent = rates[g_rand_int_range (rand, 0, G_N_ELEMENTS (rates))] };
    }
}

/* The order of the lines changes no total, and the same sum twice is the same. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (guint round = 0; round < 5000; round++)
    {
      CrmSaleFigures lines[12], backward[12];
      guint          n = (guint) g_rand_int_range (rand, 0, 13);
      CrmSaleTerms   terms = { g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 0, PERCENT (100) + 1), 0, g_rand_boolean (rand) };
      CrmSaleTotals  totals, other;

      make_lines (rand, lines, n);
      for (guint i = 0; i < n; i++)
        backward[i] = lines[n - 1 - i];
      sum (lines, n, terms, &totals);
      check_sums (lines, n, &terms, &totals);
      sum (backward, n, terms, &other);
      g_assert_cmpint (totals.gross, ==, other.gross);
      g_assert_cmpint (totals.discount, ==, other.discount);
    }
}

/* A price with the tax in it, taken apart and put together again, is what it was. */
static void
test_there_and_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 5000; round++)
    {
      CrmSaleFigures line = { .quantity = UNITS (1), .price = g_rand_int_range (rand, 0, G_MAXINT32), .tax_percent = PERCENT (19) };
      CrmSaleFigures again = { .quantity = UNITS (1), .tax_percent = PERCENT (19) };
      CrmSaleTotals  included, added;

      sum (&line, 1, (CrmSaleTerms){ .tax_included = TRUE }, &included);
      again.price = included.net;
      sum (&again, 1, (CrmSaleTerms){ 0 }, &added);
      g_assert_cmpint (included.total, ==, line.price);
      g_assert_cmpint (ABS (added.total - included.total), <=, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sale-sum/added", test_added);
  g_test_add_func ("/sale-sum/included", test_included);
  g_test_add_func ("/sale-sum/spread", test_spread);
  g_test_add_func ("/sale-sum/whole-discount", test_whole_discount);
  g_test_add_func ("/sale-sum/refused", test_refused);
  g_test_add_func ("/sale-sum/random", test_random);
  g_test_add_func ("/sale-sum/there-and-back", test_there_and_back);

  return g_test_run ();
}
