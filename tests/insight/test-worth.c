/* What customers will bring: when it is too early, who is rather gone, and amounts at prices of today. */

#include "crm-worth.h"

#include <math.h>

#define TODAY 20000

typedef struct
{
  CrmPurchases purchases;
  GArray      *sold;
} Shop;

static void
shop_init (Shop *self)
{
  self->purchases.customers = g_array_new (FALSE, FALSE, sizeof (CrmCustomerStat));
  self->purchases.gaps = g_array_new (FALSE, TRUE, sizeof (guint));
  self->sold = g_array_new (FALSE, FALSE, sizeof (CrmSold));
}

static void
shop_clear (Shop *self)
{
  g_array_unref (self->purchases.customers);
  g_array_unref (self->purchases.gaps);
  g_array_unref (self->sold);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shop, shop_clear)

static void
note_gap (Shop *self, guint gap)
{
  if (self->purchases.gaps->len <= gap)
    g_array_set_size (self->purchases.gaps, gap + 1);
  g_array_index (self->purchases.gaps, guint, gap)++;
}

/* Somebody who came every @gap days, @times times, and then stayed away for @silent. Prices double when a year has passed. */
static void
add (Shop *self, guint times, gint32 gap, gint32 silent, gint64 amount, const char *currency)
{
  CrmCustomerStat stat = { .customer = self->purchases.customers->len + 1, .orders = times, .days = times, .last = TODAY - silent, .gap = times > 2 ? gap : 0 };

  stat.first = stat.last - (gint32) (times - 1) * gap;
  g_strlcpy (stat.currency, currency, sizeof stat.currency);
  for (guint i = 0; i < times; i++)
    {
      gint32  day = stat.first + (gint32) i * gap;
      CrmSold sold = { .customer = stat.customer, .document = self->sold->len + 1, .day = day, .amount = amount * (day < TODAY - 365 ? 1 : 2) };

      g_strlcpy (sold.currency, currency, sizeof sold.currency);
      g_array_append_val (self->sold, sold);
      stat.amount += sold.amount;
      if (i > 0)
        note_gap (self, (guint) gap);
    }
  g_array_append_val (self->purchases.customers, stat);
}

static CrmWorth *
make (Shop *self)
{
  return crm_worth_new (&self->purchases, self->sold, "EUR", TODAY);
}

static void
add_many (Shop *self, guint n)
{
  for (guint i = 0; i < n; i++)
    add (self, 1 + i % 12, 20 + (gint32) (i % 5) * 10, (gint32) (i % 7) * 25, 1000 + (i % 10) * 300, "EUR");
}

/* None, one short, and all of one day. */
static void
test_early (void)
{
  g_auto (Shop) none = { 0 };
  g_auto (Shop) few = { 0 };
  g_auto (Shop) once = { 0 };
  g_autoptr (CrmWorth) of_none = NULL;
  g_autoptr (CrmWorth) of_few = NULL;
  g_autoptr (CrmWorth) of_once = NULL;

  shop_init (&none);
  shop_init (&few);
  shop_init (&once);
  add_many (&few, CRM_WORTH_LEAST - 1);
  for (guint i = 0; i < 300; i++)
    add (&once, 1, 30, 0, 1000, "EUR");
  of_none = make (&none);
  of_few = make (&few);
  of_once = make (&once);

  g_assert_cmpint (of_none->gate, ==, CRM_WORTH_EARLY);
  g_assert_cmpint (of_few->gate, ==, CRM_WORTH_EARLY);
  g_assert_cmpuint (of_few->customers, ==, CRM_WORTH_LEAST - 1);
  g_assert_cmpuint (of_few->ones->len, ==, 0);
  g_assert_cmpint (of_once->gate, ==, CRM_WORTH_EARLY);
  g_assert_cmpuint (of_once->repeats, ==, 0);
}

static const CrmWorthOne *
find (const CrmWorth *worth, gint64 customer)
{
  for (guint i = 0; i < worth->ones->len; i++)
    {
      const CrmWorthOne *one = &g_array_index (worth->ones, CrmWorthOne, i);

      if (one->stat.customer == customer)
        return one;
    }

  return NULL;
}

/* Who came yesterday is rather a customer than who has not come for a year and used to come every month; sums are sums. */
static void
test_classes (void)
{
  g_auto (Shop) shop = { 0 };
  g_autoptr (CrmWorth) worth = NULL;

  shop_init (&shop);
  add_many (&shop, 100);
  add (&shop, 12, 30, 1, 1000, "EUR");
  add (&shop, 12, 30, 360, 1000, "EUR");
  add (&shop, 12, 30, 1, 1000, "USD");
  worth = make (&shop);

  g_assert_cmpint (worth->gate, ==, CRM_WORTH_CLASSES);
  g_assert_cmpuint (worth->customers, ==, 102);
  g_assert_null (find (worth, 103));
  g_assert_cmpfloat (find (worth, 101)->alive, >, 0.9);
  g_assert_cmpfloat (find (worth, 102)->alive, <, find (worth, 101)->alive);
  g_assert_cmpfloat (find (worth, 102)->alive, <, 0.5);
  for (guint i = 0; i < worth->ones->len; i++)
    {
      const CrmWorthOne *one = &g_array_index (worth->ones, CrmWorthOne, i);

      g_assert_true (one->alive >= 0 && one->alive <= 1 && one->purchases >= 0 && one->worth >= 0);
      g_assert_true (i == 0 || one->worth <= (one - 1)->worth);
    }
}

/* Whose purchases were all before prices doubled is expected to pay what others pay now. */
static void
test_prices (void)
{
  g_auto (Shop) shop = { 0 };
  g_autoptr (CrmWorth) worth = NULL;
  const CrmWorthOne *regular;
  const CrmWorthOne *old;

  shop_init (&shop);
  for (guint i = 0; i < 250; i++)
    add (&shop, 20, 30, (gint32) (i % 28), 1000, "EUR");
  add (&shop, 8, 30, 370, 1000, "EUR");
  worth = make (&shop);
  regular = find (worth, 1);
  old = find (worth, 251);

  g_assert_cmpint (worth->gate, ==, CRM_WORTH_NUMBERS);
  g_assert_cmpfloat_with_epsilon (regular->worth / regular->purchases, 2000, 100);
  g_assert_cmpfloat_with_epsilon (old->worth / old->purchases, 2000, 200);
  g_assert_cmpfloat (regular->purchases, >, 6);
  g_assert_cmpfloat (regular->purchases, <, 14);
}

/* One enormous order does not make all others worthless, nor anything infinite. */
static void
test_outlier (void)
{
  g_auto (Shop) shop = { 0 };
  g_autoptr (CrmWorth) worth = NULL;

  shop_init (&shop);
  add_many (&shop, 250);
  add (&shop, 2, 30, 5, G_MAXINT64 / 8, "EUR");
  worth = make (&shop);
  g_assert_cmpint (worth->gate, ==, CRM_WORTH_NUMBERS);
  for (guint i = 0; i < worth->ones->len; i++)
    {
      const CrmWorthOne *one = &g_array_index (worth->ones, CrmWorthOne, i);

      g_assert_true (isfinite (one->worth) && one->worth >= 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worth/early", test_early);
  g_test_add_func ("/worth/classes", test_classes);
  g_test_add_func ("/worth/prices", test_prices);
  g_test_add_func ("/worth/outlier", test_outlier);

  return g_test_run ();
}
