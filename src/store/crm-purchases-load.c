/* One walk of the table "purchase", which stands by customer and day. */

#include "config.h"

#include "crm-purchases-private.h"

#include "crm-reading-private.h"

#include <stdlib.h>
#include <string.h>

/* In how many currencies of one customer orders are told apart; there are hardly ever two. */
#define CURRENCIES_MOST 8

/* Days: a hundred years. What is longer is as good as that. */
#define GAP_MOST 36525

typedef struct
{
  char   code[4];
  guint  orders;
  gint64 amount;
} Money;

/* What is known of the customer whose rows are being read. */
typedef struct
{
  CrmCustomerStat stat;
  GArray         *days; /* (owned) (element-type gint32): the gaps */
  Money           money[CURRENCIES_MOST];
  guint           n_money;
} Walk;

static int
compare_days (const void *a, const void *b)
{
  gint32 x = *(const gint32 *) a;
  gint32 y = *(const gint32 *) b;

  return (x > y) - (x < y);
}

static gint32
find_median (GArray *gaps)
{
  const gint32 *sorted;

  if (gaps->len == 0)
    return 0;

  qsort (gaps->data, gaps->len, sizeof (gint32), compare_days);
  sorted = (const gint32 *) (gpointer) gaps->data;
  return gaps->len % 2 == 1 ? sorted[gaps->len / 2] : (sorted[gaps->len / 2 - 1] + sorted[gaps->len / 2]) / 2;
}

/* @code: three letters, or nothing */
static void
add_money (Walk *self, const char *code, gint64 amount)
{
  guint i = 0;

  while (i < self->n_money && memcmp (self->money[i].code, code, sizeof self->money[i].code) != 0)
    i++;
  if (i == CURRENCIES_MOST)
    return;
  if (i == self->n_money)
    {
      self->money[i] = (Money){ .orders = 0 };
      memcpy (self->money[i].code, code, sizeof self->money[i].code);
      self->n_money++;
    }
  self->money[i].orders += 1;
  self->money[i].amount += amount;
}

static void
end_customer (Walk *self, CrmPurchases *purchases)
{
  const Money *most = &self->money[0];

  if (self->stat.customer == 0)
    return;

  for (guint i = 1; i < self->n_money; i++)
    {
      if (self->money[i].orders > most->orders)
        most = &self->money[i];
    }
  g_strlcpy (self->stat.currency, most->code, sizeof self->stat.currency);
  self->stat.amount = most->amount;
  self->stat.others = self->stat.orders - most->orders;
  for (guint i = 0; i < self->days->len; i++)
    crm_purchases_add_gap (purchases, g_array_index (self->days, gint32, i));
  self->stat.gap = find_median (self->days);
  g_array_append_val (purchases->customers, self->stat);
}

static void
add_row (Walk *self, CrmPurchases *purchases, gint64 customer, gint32 day, gint64 amount, const char *code)
{
  if (customer != self->stat.customer)
    {
      end_customer (self, purchases);
      self->stat = (CrmCustomerStat){ .customer = customer, .days = 1, .first = day, .last = day };
      g_array_set_size (self->days, 0);
      self->n_money = 0;
    }
  else if (day != self->stat.last)
    {
      gint32 gap = day - self->stat.last;

      g_array_append_val (self->days, gap);
      self->stat.days += 1;
      self->stat.last = day;
    }
  self->stat.orders += 1;
  add_money (self, code, amount);
}

/* As bytes: SQLite copies a text to put a zero behind it, a million times. */
static void
read_code (CrmStatement *rows, int column, char code[4])
{
  gsize         size;
  gconstpointer bytes = crm_statement_get_blob (rows, column, &size);

  memset (code, 0, 4);
  if (bytes != NULL)
    memcpy (code, bytes, MIN (size, 3));
}

CrmPurchases *
crm_purchases_read (CrmConnection *connection, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (connection, "SELECT customer, day, amount, currency FROM purchase WHERE pays ORDER BY customer, day /* scan: all that was bought */");
  g_autoptr (CrmPurchases) purchases = crm_purchases_new ();
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  Walk walk = { .days = days };

  while (crm_statement_next (rows))
    {
      char code[4];

      read_code (rows, 3, code);
      add_row (&walk, purchases, crm_statement_get_int (rows, 0), (gint32) crm_statement_get_int (rows, 1), crm_statement_get_int (rows, 2), code);
    }
  if (!crm_statement_finish (rows, error))
    return NULL;

  end_customer (&walk, purchases);

  return g_steal_pointer (&purchases);
}

/**
 * crm_purchases_load:
 *
 * Returns: (transfer full) (nullable): all who have bought
 */
CrmPurchases *
crm_purchases_load (CrmReading *reading, GError **error)
{
  return crm_purchases_read (crm_reading_get_connection (reading), error);
}

CrmPurchases *
crm_purchases_new (void)
{
  CrmPurchases *self = g_new (CrmPurchases, 1);

  self->customers = g_array_new (FALSE, FALSE, sizeof (CrmCustomerStat));
  self->gaps = g_array_new (FALSE, TRUE, sizeof (guint));

  return self;
}

/**
 * crm_purchases_add_gap:
 *
 * Somebody came again after so many days.
 */
void
crm_purchases_add_gap (CrmPurchases *self, gint32 days)
{
  guint place = (guint) CLAMP (days, 0, GAP_MOST);

  if (place >= self->gaps->len)
    g_array_set_size (self->gaps, place + 1);
  g_array_index (self->gaps, guint, place) += 1;
}

/**
 * crm_purchases_count_gaps:
 *
 * Returns: how many gaps were of @least days or more
 */
guint
crm_purchases_count_gaps (const CrmPurchases *self, gint32 least)
{
  guint count = 0;

  for (guint i = (guint) MAX (least, 0); i < self->gaps->len; i++)
    count += g_array_index (self->gaps, guint, i);

  return count;
}

void
crm_purchases_free (CrmPurchases *self)
{
  g_clear_pointer (&self->customers, g_array_unref);
  g_clear_pointer (&self->gaps, g_array_unref);
  g_free (self);
}

/**
 * crm_purchases_load_bought:
 *
 * Returns: (transfer full) (nullable) (element-type CrmBought): which products are on which invoices, by invoice
 */
GArray *
crm_purchases_load_bought (CrmReading *reading, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (crm_reading_get_connection (reading), "SELECT document, product FROM bought ORDER BY document, product /* scan: all that was bought */");
  g_autoptr (GArray) bought = g_array_new (FALSE, FALSE, sizeof (CrmBought));

  while (crm_statement_next (rows))
    {
      CrmBought row = { crm_statement_get_int (rows, 0), crm_statement_get_int (rows, 1) };

      g_array_append_val (bought, row);
    }

  return crm_statement_finish (rows, error) ? g_steal_pointer (&bought) : NULL;
}

/**
 * crm_purchases_load_products:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): what @customer has bought, each product once
 */
GArray *
crm_purchases_load_products (CrmReading *reading, gint64 customer, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (crm_reading_get_connection (reading),
                                                          "SELECT DISTINCT product FROM purchase CROSS JOIN bought ON bought.document = purchase.document WHERE customer = ?1 /* sort: what one customer has */");
  g_autoptr (GArray) products = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_statement_bind_int_at (rows, 1, customer);

  return crm_statement_collect (rows, products, error) ? g_steal_pointer (&products) : NULL;
}

/**
 * crm_purchases_load_sold:
 *
 * Returns: (transfer full) (nullable) (element-type CrmSold): every purchase once, by customer and day
 */
GArray *
crm_purchases_load_sold (CrmReading *reading, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (crm_reading_get_connection (reading),
                                                          "SELECT customer, document, amount, currency, day FROM purchase WHERE pays ORDER BY customer, day, document /* scan: all that was bought */");
  g_autoptr (GArray) sold = g_array_new (FALSE, FALSE, sizeof (CrmSold));

  while (crm_statement_next (rows))
    {
      CrmSold one = { crm_statement_get_int (rows, 0), crm_statement_get_int (rows, 1), crm_statement_get_int (rows, 2), (gint32) crm_statement_get_int (rows, 4), "" };

      read_code (rows, 3, one.currency);
      g_array_append_val (sold, one);
    }

  return crm_statement_finish (rows, error) ? g_steal_pointer (&sold) : NULL;
}

/**
 * crm_purchases_load_receivables:
 *
 * Returns: (transfer full) (nullable) (element-type CrmReceivable): the invoices of which something is open
 */
GArray *
crm_purchases_load_receivables (CrmReading *reading, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (crm_reading_get_connection (reading),
                                                          "SELECT invoice.id, coalesce (invoice.company, invoice.person), open, currency, coalesce (due, date)"
                                                          " FROM settlement CROSS JOIN invoice ON invoice.id = settlement.invoice WHERE open <> 0 ORDER BY settlement.invoice");
  g_autoptr (GArray) receivables = g_array_new (FALSE, FALSE, sizeof (CrmReceivable));

  while (crm_statement_next (rows))
    {
      CrmReceivable one = { crm_statement_get_int (rows, 0), crm_statement_get_value (rows, 1), crm_statement_get_int (rows, 2), CRM_DATE_NONE, "" };
      const char   *due = crm_statement_get_text (rows, 4);

      read_code (rows, 3, one.currency);
      if (due != NULL && !crm_date_from_iso (due, &one.due))
        one.due = CRM_DATE_NONE;
      g_array_append_val (receivables, one);
    }

  return crm_statement_finish (rows, error) ? g_steal_pointer (&receivables) : NULL;
}
