/* A contract is what one customer paid for again and again without a break. Whoever does not pay for one and a half of its periods has ended it, and whoever
 * comes back later has begun another. */

#include "config.h"

#include "crm-contracts.h"

#include "crm-contract-model.h"

#include <math.h>
#include <stdlib.h>

/* Longer contracts are as good as that. */
#define PERIODS_MOST 120

/* Whoever stays longer than that stays. */
#define HALF_MOST 240

typedef struct
{
  gint64 product;
  gint64 customer;
  gint32 day;
} Payment;

static int
compare_payments (gconstpointer a, gconstpointer b)
{
  const Payment *x = a;
  const Payment *y = b;

  if (x->product != y->product)
    return x->product < y->product ? -1 : 1;
  if (x->customer != y->customer)
    return x->customer < y->customer ? -1 : 1;

  return (x->day > y->day) - (x->day < y->day);
}

static int
compare_documents (const void *key, const void *element)
{
  gint64         document = *(const gint64 *) key;
  const CrmSold *sold = element;

  return (document > sold->document) - (document < sold->document);
}

static int
sort_documents (gconstpointer a, gconstpointer b)
{
  return compare_documents (&((const CrmSold *) a)->document, b);
}

static const CrmRecurring *
find_recurring (GArray *recurring, gint64 product)
{
  for (guint i = 0; i < recurring->len; i++)
    {
      const CrmRecurring *one = &g_array_index (recurring, CrmRecurring, i);

      if (one->product == product)
        return one;
    }

  return NULL;
}

/* Of those that are sorted. */
static const CrmSold *
find_document (GArray *sold, gint64 document)
{
  return sold->len > 0 ? bsearch (&document, sold->data, sold->len, sizeof (CrmSold), compare_documents) : NULL;
}

/* Returns: (transfer full) (element-type Payment): by product, customer and day */
static GArray *
list_payments (GArray *sold, GArray *bought, GArray *recurring)
{
  g_autoptr (GArray) by_document = g_array_copy (sold);
  GArray *payments = g_array_new (FALSE, FALSE, sizeof (Payment));

  g_array_sort (by_document, sort_documents);
  for (guint i = 0; i < bought->len; i++)
    {
      const CrmBought *one = &g_array_index (bought, CrmBought, i);
      const CrmSold   *document = find_recurring (recurring, one->product) != NULL ? find_document (by_document, one->document) : NULL;
      Payment          payment;

      if (document == NULL)
        continue;
      payment = (Payment){ one->product, document->customer, document->day };
      g_array_append_val (payments, payment);
    }
  g_array_sort (payments, compare_payments);

  return payments;
}

/* How many ended after so many periods, and how many of those that run have renewed so often. */
typedef struct
{
  double lost[PERIODS_MOST + 1];
  double kept[PERIODS_MOST + 1];
} Tally;

static gboolean
is_over (gint32 days, gint32 period)
{
  return days > crm_contracts_get_patience (period);
}

/* One contract, from its first payment to its last. */
static void
add_contract (CrmContracts *self, Tally *tally, gint32 first, gint32 last, gboolean ended)
{
  guint periods = (guint) ((last - first + self->period / 2) / self->period) + 1;

  self->running += !ended;
  self->ended += ended;
  self->renewed += periods - 1;
  self->due += periods - 1 + ended;
  if (ended)
    tally->lost[MIN (periods, PERIODS_MOST)] += 1;
  else
    tally->kept[MIN (periods - 1, PERIODS_MOST)] += 1;
}

static void
find_half (CrmContracts *self, const Tally *tally)
{
  CrmContractModel model;
  double           log_likelihood;
  gboolean         alike;

  if (self->running + self->ended < CRM_CONTRACTS_LEAST || self->ended < CRM_CONTRACTS_ENDED_LEAST)
    return;
  /* Where all customers are alike the search runs away, and what it runs to is one rate for all. */
  alike = !crm_contract_model_fit (&model, tally->lost, tally->kept, PERIODS_MOST + 1, &log_likelihood);
  for (guint period = 1; period <= HALF_MOST && self->half == 0; period++)
    {
      double survival = alike ? pow ((double) self->renewed / self->due, period) : crm_contract_model_get_survival (&model, period);

      if (survival <= 0.5)
        self->half = period;
    }
}

static const Payment *
get (GArray *payments, guint i)
{
  return &g_array_index (payments, Payment, i);
}

static gboolean
goes_on (const Payment *last, const Payment *payment, gint32 period)
{
  return payment->product == last->product && payment->customer == last->customer && !is_over (payment->day - last->day, period);
}

/* Those of the product, from @next on. Returns: where the next one's begin */
static guint
count_product (CrmContracts *self, GArray *payments, guint next, gint32 today)
{
  g_autofree Tally *tally = g_new0 (Tally, 1);

  while (next < payments->len && get (payments, next)->product == self->product)
    {
      guint last = next;

      while (last + 1 < payments->len && goes_on (get (payments, last), get (payments, last + 1), self->period))
        last++;
      add_contract (self, tally, get (payments, next)->day, get (payments, last)->day, is_over (today - get (payments, last)->day, self->period));
      next = last + 1;
    }
  find_half (self, tally);

  return next;
}

/**
 * crm_contracts_find_days:
 * @period: (nullable): as the field "recurring_period" of a product has it
 *
 * Returns: days, as a calendar has them on the whole; 0 for what is paid for once
 */
gint32
crm_contracts_find_days (const char *period)
{
  static const struct
  {
    const char *name;
    gint32      days;
  } periods[] = {
    { "week", 7 },
    { "month", 30 },
    { "quarter", 91 },
    { "year", 365 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      if (g_strcmp0 (periods[i].name, period) == 0)
        return periods[i].days;
    }

  return 0;
}

/**
 * crm_contracts_get_patience:
 * @days: after how many it is due again
 *
 * Returns: how many days after a payment a contract goes on still
 */
gint32
crm_contracts_get_patience (gint32 days)
{
  return days * 3 / 2;
}

/**
 * crm_contracts_new:
 * @sold: (element-type CrmSold)
 * @bought: (element-type CrmBought)
 * @recurring: (element-type CrmRecurring): the products that are asked about
 * @today: day it is seen from, since 1970-01-01
 *
 * Returns: (transfer full) (element-type CrmContracts): of each product that was bought, by its id
 */
GArray *
crm_contracts_new (GArray *sold, GArray *bought, GArray *recurring, gint32 today)
{
  g_autoptr (GArray) payments = list_payments (sold, bought, recurring);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (CrmContracts));
  guint   next = 0;

  while (next < payments->len)
    {
      gint64       product = get (payments, next)->product;
      CrmContracts one = { .product = product, .period = find_recurring (recurring, product)->period };

      next = count_product (&one, payments, next, today);
      g_array_append_val (all, one);
    }

  return all;
}
