/* The models against what was published of them, to the digits that were. The data are in tests/data/analytics, with where they are from. */

#include "crm-buyer-model.h"
#include "crm-contract-model.h"
#include "crm-outlook.h"
#include "crm-smoothing.h"
#include "crm-special.h"
#include "crm-spend-model.h"
#include "crm-statistic.h"

#include <math.h>
#include <string.h>

#define assert_near(value, expected, tolerance)                                          \
  G_STMT_START                                                                           \
  {                                                                                      \
    double ours = (value);                                                               \
                                                                                         \
    g_test_message ("%s: published %.9g, ours %.9g", #value, (double) (expected), ours); \
    g_assert_cmpfloat_with_epsilon (ours, expected, tolerance);                          \
  }                                                                                      \
  G_STMT_END

/* Rows of numbers; the first line names the columns. */
static double *
load (const char *name, guint n_columns, guint *n_rows)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "analytics", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  double *values;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  *n_rows = g_strv_length (lines) - 1;
  values = g_new (double, (gsize) *n_rows *n_columns);
  for (guint i = 0; i < *n_rows; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i + 1], ",", -1);

      for (guint j = 0; j < n_columns; j++)
        values[i * n_columns + j] = g_ascii_strtod (cells[j], NULL);
    }

  return values;
}

static CrmBuyer *
load_buyers (guint *n)
{
  g_autofree double *rows = load ("cdnow_customers_summary.csv", 4, n);
  CrmBuyer          *buyers = g_new (CrmBuyer, *n);

  for (guint i = 0; i < *n; i++)
    buyers[i] = (CrmBuyer){ rows[4 * i + 1], rows[4 * i + 2], rows[4 * i + 3] };

  return buyers;
}

/* Fader, Hardie and Lee 2005, table 1: r .243, α 4.414, a .793, b 2.426, LL −9582.4. */
static void
test_bg_fit (void)
{
  guint                n;
  g_autofree CrmBuyer *buyers = load_buyers (&n);
  CrmBuyerModel        model;

  g_assert_cmpuint (n, ==, 2357);
  g_assert_true (crm_buyer_model_fit (&model, CRM_BUYER_BG_NBD, buyers, n, 0));
  assert_near (model.r, 0.243, 0.0005);
  assert_near (model.alpha, 4.414, 0.0015);
  assert_near (model.a, 0.793, 0.0005);
  assert_near (model.b, 2.426, 0.0015);
  assert_near (crm_buyer_model_get_log_likelihood (&model, buyers, n), -9582.4, 0.05);
}

/* .525 6.183 .891 1.614 on the same customers. */
static void
test_mbg_fit (void)
{
  guint                n;
  g_autofree CrmBuyer *buyers = load_buyers (&n);
  CrmBuyerModel        model;

  g_assert_true (crm_buyer_model_fit (&model, CRM_BUYER_MBG_NBD, buyers, n, 0));
  assert_near (model.r, 0.525, 0.0006);
  assert_near (model.alpha, 6.183, 0.002);
  assert_near (model.a, 0.891, 0.0006);
  assert_near (model.b, 1.614, 0.002);
  assert_near (crm_buyer_model_get_log_likelihood (&model, buyers, n), -9582.13, 0.01);
}

/* pymc-marketing's tests have these two densities. */
static void
test_bg_density (void)
{
  CrmBuyerModel model = { CRM_BUYER_BG_NBD, 0.25, 4, 0.8, 2.5 };

  assert_near (crm_buyer_model_get_log_density (&model, &(CrmBuyer){ 0, 0, 40 }), -0.59947382, 1e-8);
  assert_near (crm_buyer_model_get_log_density (&model, &(CrmBuyer){ 200, 38, 40 }), 100.7957, 1e-4);
}

/* Hardie's sheet: what a new customer is expected to do, and what customer 1 is in 39 weeks, 1.226. */
static void
test_bg_expectations (void)
{
  static const double weeks[] = { 1 / 7.0, 1, 3, 223 / 7.0, 32, 78 };
  static const double expected[] = { 0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576 };
  CrmBuyerModel       model = { CRM_BUYER_BG_NBD, 0.243, 4.414, 0.793, 2.426 };

  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    assert_near (crm_buyer_model_expect_new (&model, weeks[i]), expected[i], 0.003);
  model = (CrmBuyerModel){ CRM_BUYER_BG_NBD, 0.2426, 4.4135, 0.7929, 2.4258 };
  assert_near (crm_buyer_model_expect (&model, &(CrmBuyer){ 2, 30.43, 38.86 }, 39), 1.226, 0.0005);
  assert_near (crm_buyer_model_expect (&model, &(CrmBuyer){ 26, 30.86, 31 }, 52), 25.758, 0.02);
  assert_near (crm_buyer_model_get_alive (&model, &(CrmBuyer){ 26, 30.86, 31 }), 0.969, 0.001);
  assert_near (exp (crm_buyer_model_get_log_density (&model, &(CrmBuyer){ 0, 0, 39 })), 0.5737864, 0.001);
}

/* What holds of any parameters: nobody who has just bought is surely lost, more time never brings less, and a thousand purchases are no problem. */
static void
test_limits (void)
{
  CrmBuyerModel kinds[] = { { CRM_BUYER_MBG_NBD, 0.525, 6.183, 0.891, 1.614 }, { CRM_BUYER_BG_NBD, 0.243, 4.414, 0.793, 2.426 }, { CRM_BUYER_MBG_NBD, 0.5, 8, 1, 2.5 } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      double before = 0;

      for (double weeks = 1; weeks < 3000; weeks *= 2)
        {
          double now = crm_buyer_model_expect (&kinds[i], &(CrmBuyer){ 3, 20, 30 }, weeks);

          g_assert_cmpfloat (now, >, before);
          before = now;
        }
      g_assert_true (isfinite (crm_buyer_model_expect (&kinds[i], &(CrmBuyer){ 3000, 500, 501 }, 52)));
      g_assert_cmpfloat (crm_buyer_model_get_alive (&kinds[i], &(CrmBuyer){ 5, 30, 30 }), >, 0.7);
      g_assert_cmpfloat (crm_buyer_model_get_alive (&kinds[i], &(CrmBuyer){ 5, 10, 300 }), <, 0.01);
    }
}

/* Few customers would let the parameters run away; the weak prior holds them. */
static void
test_prior (void)
{
  guint                n;
  g_autofree CrmBuyer *buyers = load_buyers (&n);
  CrmBuyerModel        model;

  for (guint first = 0; first + 20 < 400; first += 20)
    {
      g_assert_true (crm_buyer_model_fit (&model, CRM_BUYER_MBG_NBD, buyers + first, 20, 1));
      g_assert_cmpfloat (fabs (log (model.r)), <, 6);
      g_assert_cmpfloat (fabs (log (model.alpha)), <, 6);
    }
}

/* Fader and Hardie 2013: p 6.25, q 3.74, v 15.44 of 946 customers, and what the first ten spend. */
static void
test_spend (void)
{
  static const double    expected[] = { 24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17 };
  guint                  n, n_spenders = 0;
  g_autofree double     *rows = load ("cdnow_customers_summary_with_transactions.csv", 5, &n);
  g_autofree CrmSpender *spenders = g_new (CrmSpender, n);
  CrmSpendModel          model, rials;

  for (guint i = 0; i < n; i++)
    {
      if (rows[5 * i + 1] > 0)
        spenders[n_spenders++] = (CrmSpender){ rows[5 * i + 1], rows[5 * i + 4] };
    }
  g_assert_cmpuint (n_spenders, ==, 946);
  g_assert_true (crm_spend_model_fit (&model, spenders, n_spenders));
  assert_near (model.p, 6.25, 0.005);
  assert_near (model.q, 3.74, 0.006);
  assert_near (model.v, 15.44, 0.015);
  assert_near (crm_spend_model_get_log_likelihood (&model, spenders, n_spenders), -4055.92, 0.01);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_near (crm_spend_model_expect (&model, rows[5 * i + 1], rows[5 * i + 4]), expected[i], 0.05);

  /* Amounts half a million times as large are the same customers. */
  for (guint i = 0; i < n_spenders; i++)
    spenders[i].mean *= 500000;
  g_assert_true (crm_spend_model_fit (&rials, spenders, n_spenders));
  assert_near (rials.p, model.p, 0.001);
  assert_near (rials.v / 500000, model.v, 0.01);
  assert_near (crm_spend_shrink (0, 0, 80), 80, 1e-9);
}

/* @left: of a thousand, after each of eight years; the last of them run on. */
static gboolean
fit_contracts (CrmContractModel *model, const double *left, double *log_likelihood)
{
  double lost[8] = { 0 };
  double kept[8] = { [7] = left[7] };

  for (guint i = 1; i < 8; i++)
    lost[i] = left[i - 1] - left[i];
  return crm_contract_model_fit (model, lost, kept, 8, log_likelihood);
}

/* Fader and Hardie 2007: α .668, β 3.806 (LL −1611.2) and .704, 1.182 (−1680.3) of a thousand customers each. */
static void
test_contracts (void)
{
  guint              n;
  g_autofree double *rows = load ("sbg_fader_hardie_2007_table1_years0-7.csv", 3, &n);
  double             regular[8], high[8], log_likelihood;
  CrmContractModel   model;

  g_assert_cmpuint (n, ==, 8);
  for (guint i = 0; i < n; i++)
    {
      regular[i] = 1000 * rows[3 * i + 1];
      high[i] = 1000 * rows[3 * i + 2];
    }
  g_assert_true (fit_contracts (&model, high, &log_likelihood));
  assert_near (model.alpha, 0.668, 0.001);
  assert_near (model.beta, 3.806, 0.005);
  assert_near (log_likelihood, -1611.2, 0.05);
  assert_near (crm_contract_model_get_survival (&model, 1), 0.869, 0.03);
  g_assert_true (fit_contracts (&model, regular, &log_likelihood));
  assert_near (model.alpha, 0.704, 0.001);
  assert_near (model.beta, 1.182, 0.002);
  assert_near (log_likelihood, -1680.3, 0.05);
}

static const double air_passengers[] = { 112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432 };

static const double nile[] = {
  1120,
  1160,
  963,
  1210,
  1160,
  1160,
  813,
  1230,
  1370,
  1140,
  995,
  935,
  1110,
  994,
  1020,
  960,
  1180,
  799,
  958,
  1140,
  1100,
  1210,
  1150,
  1250,
  1260,
  1220,
  1030,
  1100,
  774,
  840,
  874,
  694,
  940,
  833,
  701,
  916,
  692,
  1020,
  1050,
  969,
  831,
  726,
  456,
  824,
  702,
  1120,
  1100,
  832,
  764,
  821,
  768,
  845,
  864,
  862,
  698,
  845,
  744,
  796,
  1040,
  759,
  781,
  865,
  845,
  944,
  984,
  897,
  822,
  1010,
  771,
  676,
  649,
  846,
  812,
  742,
  801,
  1040,
  860,
  874,
  848,
  890,
  744,
  749,
  838,
  1050,
  918,
  986,
  797,
  923,
  975,
  815,
  1020,
  906,
  901,
  1170,
  912,
  746,
  919,
  718,
  714,
  740,
};

/* R 4: HoltWinters (AirPassengers, seasonal = "mult"), and the next three months. */
static void
test_season (void)
{
  CrmSmoothing self;

  g_assert_true (crm_smoothing_fit_season (&self, air_passengers, G_N_ELEMENTS (air_passengers), 12));
  g_assert_cmpfloat (self.error, <=, 16570.78 + 0.01);
  assert_near (self.alpha, 0.2755925, 0.002);
  assert_near (self.beta, 0.03269295, 0.001);
  assert_near (self.gamma, 0.8707292, 0.003);
  assert_near (crm_smoothing_forecast (&self, 1), 447.0559, 0.1);
  assert_near (crm_smoothing_forecast (&self, 2), 419.7123, 0.1);
  assert_near (crm_smoothing_forecast (&self, 3), 464.8671, 0.1);
  g_assert_cmpfloat (crm_naive_forecast (air_passengers, G_N_ELEMENTS (air_passengers), 12, 1), ==, 417);
  g_assert_cmpfloat (crm_naive_forecast (air_passengers, G_N_ELEMENTS (air_passengers), 12, 14), ==, 391);
  g_assert_false (crm_smoothing_fit_season (&self, air_passengers, 24, 12));
}

/* Whoever was least wrong foresees: of twelve years Holt-Winters, of 15 months the same month of the year before, of a business that became another the mean; and nobody
 * of two months. */
static void
test_outlook (void)
{
  static const double level[] = { 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 99, 101, 100, 99, 101, 100, 99, 101 };
  static const double season[] = { 10, 90, 20, 80, 10, 95, 20, 85, 10, 99, 15, 80, 20, 180, 40, 150, 20 };
  CrmOutlook          self;

  g_assert_true (crm_outlook_find (&self, air_passengers, G_N_ELEMENTS (air_passengers), 12));
  g_assert_cmpint (self.way, ==, CRM_OUTLOOK_SEASON);
  g_assert_cmpuint (self.n_tested, ==, CRM_OUTLOOK_TESTED);
  g_assert_cmpfloat (self.wrong, <, self.mean_wrong);
  g_assert_cmpfloat (self.wrong, <, 0.05);
  assert_near (crm_outlook_foresee (&self, air_passengers, G_N_ELEMENTS (air_passengers), 12, 1), 447.0559, 0.1);

  g_assert_true (crm_outlook_find (&self, season, G_N_ELEMENTS (season), 12));
  g_assert_cmpint (self.way, ==, CRM_OUTLOOK_LAST_YEAR);
  /* 95 a year before, and 210 in three months where there were 110. */
  assert_near (crm_outlook_foresee (&self, season, G_N_ELEMENTS (season), 12, 1), 95 * 210.0 / 110, 0.001);
  g_assert_cmpfloat (self.spread, >, 0);

  g_assert_true (crm_outlook_find (&self, level, G_N_ELEMENTS (level), 12));
  g_assert_cmpint (self.way, ==, CRM_OUTLOOK_MEAN);
  assert_near (crm_outlook_foresee (&self, level, G_N_ELEMENTS (level), 12, 2), 100, 0.001);

  g_assert_true (crm_outlook_find (&self, level, 3, 12));
  g_assert_cmpuint (self.n_tested, ==, 0);
  g_assert_cmpfloat (self.spread, ==, 0);
  g_assert_false (crm_outlook_find (&self, level, 2, 12));
}

/* R 4: HoltWinters (Nile, gamma = FALSE, beta = FALSE). */
static void
test_level (void)
{
  CrmSmoothing self;

  g_assert_true (crm_smoothing_fit_level (&self, nile, G_N_ELEMENTS (nile)));
  assert_near (self.alpha, 0.2465579, 0.0005);
  assert_near (self.error, 2038872, 2);
  g_assert_cmpfloat (crm_smoothing_forecast (&self, 1), ==, crm_smoothing_forecast (&self, 9));
  g_assert_false (crm_smoothing_fit_level (&self, nile, 2));
}

static void
test_statistics (void)
{
  double       numbers[] = { 1, 2, 3, 4 };
  const double probabilities[] = { 0.2, 0.5, 0.9 };
  const double expected[] = { 0.04, 0.41, 0.46, 0.09 };
  double       distribution[4];
  double       low, high;
  const double cuts[] = { 10, 20, 30, 40 };

  /* R: prop.test (12, 20, correct = FALSE) */
  crm_wilson_interval (12, 20, &low, &high);
  assert_near (low, 0.38658, 0.000005);
  assert_near (high, 0.78119, 0.000005);
  crm_wilson_interval (0, 0, &low, &high);
  g_assert_cmpfloat (low, ==, 0);
  g_assert_cmpfloat (high, ==, 1);

  crm_count_distribution (probabilities, 3, distribution);
  for (guint i = 0; i < 4; i++)
    assert_near (distribution[i], expected[i], 1e-12);

  /* R: quantile (1:4, c (.2, .5)) */
  assert_near (crm_quantile (numbers, 4, 0.2), 1.6, 1e-12);
  assert_near (crm_median (numbers, 4), 2.5, 1e-12);
  /* Half, a third and a sixth: the variance is .5556 of one answer. */
  assert_near (pow (crm_promoter_error (1 / 2.0, 1 / 6.0, 20), 2), 5 / 9.0 / 20, 1e-12);

  g_assert_cmpuint (crm_quintile_score (10, cuts, FALSE), ==, 1);
  g_assert_cmpuint (crm_quintile_score (10.5, cuts, FALSE), ==, 2);
  g_assert_cmpuint (crm_quintile_score (50, cuts, FALSE), ==, 5);
  g_assert_cmpuint (crm_quintile_score (10, cuts, TRUE), ==, 5);
}

static void
test_special (void)
{
  /* Elementary cases: F(1,1;2;z) = -ln (1-z) / z; F(a,b;b;z) = (1-z)^-a */
  assert_near (crm_hyp2f1 (1, 1, 2, 0.5), 2 * log (2), 1e-12);
  assert_near (crm_hyp2f1 (0.7, 3, 3, 0.9), pow (0.1, -0.7), 1e-10);
  assert_near (crm_log_sum_exp (-1000, -1000), -1000 + log (2), 1e-12);
  assert_near (crm_log_sum_exp (-INFINITY, -3), -3, 1e-12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/special", test_special);
  g_test_add_func ("/models/bg-density", test_bg_density);
  g_test_add_func ("/models/bg-fit", test_bg_fit);
  g_test_add_func ("/models/bg-expectations", test_bg_expectations);
  g_test_add_func ("/models/mbg-fit", test_mbg_fit);
  g_test_add_func ("/models/limits", test_limits);
  g_test_add_func ("/models/prior", test_prior);
  g_test_add_func ("/models/spend", test_spend);
  g_test_add_func ("/models/contracts", test_contracts);
  g_test_add_func ("/models/season", test_season);
  g_test_add_func ("/models/outlook", test_outlook);
  g_test_add_func ("/models/level", test_level);
  g_test_add_func ("/models/statistics", test_statistics);

  return g_test_run ();
}
