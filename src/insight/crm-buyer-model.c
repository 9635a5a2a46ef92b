#include "config.h"

#include "crm-buyer-model.h"

#include "crm-fit.h"
#include "crm-special.h"

#include <math.h>

/* What is expected of a shop before anything is known of it: the weak prior's centre, for time in which customers come every ten weeks or so. */
static const double usual[] = { 0.5, 8, 0.8, 2.5 };

static double
get_bg_log_density (const CrmBuyerModel *self, const CrmBuyer *buyer)
{
  double x = buyer->repeats;
  double lost = -INFINITY;
  double base = crm_log_gamma (self->r + x) - crm_log_gamma (self->r) + self->r * log (self->alpha) + crm_log_gamma (self->a + self->b) + crm_log_gamma (self->b + x) - crm_log_gamma (self->b) -
                crm_log_gamma (self->a + self->b + x);

  if (x > 0)
    lost = log (self->a) - log (self->b + x - 1) - (self->r + x) * log (self->alpha + buyer->recency);

  return base + crm_log_sum_exp (-(self->r + x) * log (self->alpha + buyer->age), lost);
}

static double
get_mbg_log_density (const CrmBuyerModel *self, const CrmBuyer *buyer)
{
  double x = buyer->repeats;
  double base = crm_log_gamma (self->r + x) - crm_log_gamma (self->r) + self->r * log (self->alpha) - crm_log_beta (self->a, self->b);
  double alive = crm_log_beta (self->a, self->b + x + 1) - (self->r + x) * log (self->alpha + buyer->age);
  double lost = crm_log_beta (self->a + 1, self->b + x) - (self->r + x) * log (self->alpha + buyer->recency);

  return base + crm_log_sum_exp (alive, lost);
}

/**
 * crm_buyer_model_get_log_density:
 *
 * Returns: the logarithm of how likely such a customer is
 */
double
crm_buyer_model_get_log_density (const CrmBuyerModel *self, const CrmBuyer *buyer)
{
  return self->kind == CRM_BUYER_BG_NBD ? get_bg_log_density (self, buyer) : get_mbg_log_density (self, buyer);
}

double
crm_buyer_model_get_log_likelihood (const CrmBuyerModel *self, const CrmBuyer *buyers, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += crm_buyer_model_get_log_density (self, &buyers[i]);

  return sum;
}

/**
 * crm_buyer_model_get_alive:
 *
 * Returns: the probability that the customer still is one
 */
double
crm_buyer_model_get_alive (const CrmBuyerModel *self, const CrmBuyer *buyer)
{
  double x = buyer->repeats;
  double odds;

  if (self->kind == CRM_BUYER_BG_NBD && x <= 0)
    return 1;

  odds = log (self->a) - log (self->kind == CRM_BUYER_BG_NBD ? self->b + x - 1 : self->b + x) + (self->r + x) * (log (self->alpha + buyer->age) - log (self->alpha + buyer->recency));
  return 1 / (1 + exp (odds));
}

/* The formulas divide by a - 1. */
static double
get_a (const CrmBuyerModel *self)
{
  return fabs (self->a - 1) < 1e-6 ? self->a + 1e-6 : self->a;
}

/* 1 - (1 - z)^(a-1) F(a+b-r-k, a-1; a+b+x-k; z), k being 1 for BG/NBD: the form of Euler, which does not overflow. */
static double
get_growth (const CrmBuyerModel *self, double a, double x, double z)
{
  double k = self->kind == CRM_BUYER_BG_NBD ? 1 : 0;

  return 1 - exp ((a - 1) * log1p (-z)) * crm_hyp2f1 (a + self->b - k - self->r, a - 1, a + self->b + x - k, z);
}

/**
 * crm_buyer_model_expect_new:
 *
 * Returns: how often somebody new is expected to buy again in so many weeks
 */
double
crm_buyer_model_expect_new (const CrmBuyerModel *self, double weeks)
{
  double a = get_a (self);
  double factor = self->kind == CRM_BUYER_BG_NBD ? a + self->b - 1 : self->b;

  return factor / (a - 1) * get_growth (self, a, 0, weeks / (self->alpha + weeks));
}

/**
 * crm_buyer_model_expect:
 *
 * Returns: how often this customer is expected to buy in the next so many weeks
 */
double
crm_buyer_model_expect (const CrmBuyerModel *self, const CrmBuyer *buyer, double weeks)
{
  double a = get_a (self);
  double x = buyer->repeats;
  double factor = a + self->b + x - (self->kind == CRM_BUYER_BG_NBD ? 1 : 0);

  return factor / (a - 1) * get_growth (self, a, x, weeks / (self->alpha + buyer->age + weeks)) * crm_buyer_model_get_alive (self, buyer);
}

typedef struct
{
  CrmBuyerKind    kind;
  const CrmBuyer *buyers;
  guint           n;
  double          prior;
} Sample;

static CrmBuyerModel
make_model (CrmBuyerKind kind, const double *parameters)
{
  return (CrmBuyerModel){ kind, parameters[0], parameters[1], parameters[2], parameters[3] };
}

static double
get_loss (const double *parameters, guint n, gpointer user_data)
{
  const Sample *sample = user_data;
  CrmBuyerModel model = make_model (sample->kind, parameters);
  double        loss = -crm_buyer_model_get_log_likelihood (&model, sample->buyers, sample->n);

  for (guint i = 0; i < n; i++)
    loss += sample->prior * pow (log (parameters[i] / usual[i]), 2) / 2;

  return loss;
}

/**
 * crm_buyer_model_fit:
 * @self: (out)
 * @prior: how much is thought to be known before: 1 for few customers, whose parameters would run away; 0 for nothing
 *
 * Returns: whether there are sensible parameters
 */
gboolean
crm_buyer_model_fit (CrmBuyerModel *self, CrmBuyerKind kind, const CrmBuyer *buyers, guint n, double prior)
{
  Sample   sample = { kind, buyers, n, prior };
  double   parameters[] = { usual[0], usual[1], usual[2], usual[3] };
  gboolean good = crm_fit (get_loss, &sample, parameters, G_N_ELEMENTS (parameters), NULL);

  *self = make_model (kind, parameters);

  return good;
}
