#include "config.h"

#include "crm-sale-sum.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

/* Wide enough for a product of two amounts. */
__extension__ typedef __int128 Wide;

#define PERCENT ((Wide) 100 * CRM_SALE_UNIT)

/* Halves away from nothing; neither is below it. */
static Wide
divide (Wide dividend, Wide divisor)
{
  return (dividend + divisor / 2) / divisor;
}

typedef struct
{
  Wide  remainder;
  guint line;
} Remainder;

static int
compare_remainders (gconstpointer a, gconstpointer b)
{
  const Remainder *x = a;
  const Remainder *y = b;

  if (x->remainder != y->remainder)
    return x->remainder > y->remainder ? -1 : 1;

  return (x->line > y->line) - (x->line < y->line);
}

/**
 * crm_sale_spread:
 * @amount: minor units, not below 0
 * @weights: (array length=n): none below 0
 * @shares: (array length=n) (out caller-allocates): add up to @amount; all 0 where all weights are
 *
 * Spreads an amount in proportion, by the largest remainder: of two that are equal the first.
 */
void
crm_sale_spread (gint64 amount, const gint64 *weights, guint n, gint64 *shares)
{
  g_autofree Remainder *remainders = g_new (Remainder, n);
  Wide                  all = 0;
  gint64                left = amount;

  for (guint i = 0; i < n; i++)
    all += weights[i];
  for (guint i = 0; i < n; i++)
    {
      Wide part = all > 0 ? (Wide) amount * weights[i] : 0;

      shares[i] = all > 0 ? (gint64) (part / all) : 0;
      remainders[i] = (Remainder){ all > 0 ? part % all : 0, i };
      left -= shares[i];
    }
  if (all == 0)
    return;

  qsort (remainders, n, sizeof *remainders, compare_remainders);
  for (guint i = 0; left > 0; i++, left--)
    shares[remainders[i].line]++;
}

static gboolean
refuse_line (guint line, const char *format, GError **error)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, format, line + 1);
#pragma GCC diagnostic pop
  return FALSE;
}

static gboolean
check_line (const CrmSaleFigures *line, guint number, GError **error)
{
  if (line->quantity < 0)
    return refuse_line (number, _ ("Line %u: a quantity cannot be below nothing. What comes back is entered as a return."), error);
  if (line->price < 0)
    return refuse_line (number, _ ("Line %u: a price cannot be below nothing. Give a discount instead."), error);
  if (line->discount_percent < 0 || line->discount_percent > PERCENT || line->discount < 0)
    return refuse_line (number, _ ("Line %u: a discount is from nothing to the whole amount."), error);
  if (line->tax_percent < 0 || line->tax_percent > PERCENT)
    return refuse_line (number, _ ("Line %u: a tax is from 0 to 100 %%."), error);

  return TRUE;
}

static gboolean
sum_line (CrmSaleFigures *line, guint number, GError **error)
{
  Wide gross, discount;

  if (!check_line (line, number, error))
    return FALSE;

  gross = divide ((Wide) line->quantity * line->price, CRM_SALE_UNIT);
  if (gross > CRM_SALE_AMOUNT_MAX)
    return refuse_line (number, _ ("Line %u: the amount is too large."), error);
  discount = divide (gross * line->discount_percent, PERCENT) + line->discount;
  if (discount > gross)
    return refuse_line (number, _ ("Line %u: the discount is larger than the amount."), error);

  line->gross = (gint64) gross;
  line->reduced = (gint64) (gross - discount);
  return TRUE;
}

/* What is left of the lines after the document's discount stands in @left. */
static gboolean
reduce (CrmSaleFigures *lines, guint n, const CrmSaleTerms *terms, gint64 *left, GError **error)
{
  g_autofree gint64 *shares = g_new (gint64, n + 1);
  Wide               all = 0;
  Wide               discount;

  for (guint i = 0; i < n; i++)
    {
      left[i] = lines[i].reduced;
      all += left[i];
    }
  if (all > CRM_SALE_AMOUNT_MAX)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The sum is too large."));
      return FALSE;
    }
  discount = divide (all * terms->discount_percent, PERCENT) + terms->discount;
  if (terms->discount_percent < 0 || terms->discount_percent > PERCENT || terms->discount < 0 || discount > all)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The discount of the whole is from nothing to what the lines come to."));
      return FALSE;
    }

  crm_sale_spread ((gint64) discount, left, n, shares);
  for (guint i = 0; i < n; i++)
    {
      lines[i].share = shares[i];
      left[i] -= shares[i];
    }

  return TRUE;
}

/* The tax of all lines of one rate, each of which gets its part. */
static void
tax_rate (CrmSaleFigures *lines, guint n, const gint64 *left, gint64 percent, gboolean included)
{
  g_autofree gint64 *weights = g_new (gint64, n);
  g_autofree gint64 *taxes = g_new (gint64, n);
  Wide               base = 0;

  for (guint i = 0; i < n; i++)
    {
      weights[i] = lines[i].tax_percent == percent ? left[i] : 0;
      base += weights[i];
    }
  crm_sale_spread ((gint64) divide (base * percent, included ? PERCENT + percent : PERCENT), weights, n, taxes);
  for (guint i = 0; i < n; i++)
    {
      if (lines[i].tax_percent == percent)
        lines[i].tax = taxes[i];
    }
}

static gboolean
is_first_of_its_rate (const CrmSaleFigures *lines, guint number)
{
  for (guint i = 0; i < number; i++)
    {
      if (lines[i].tax_percent == lines[number].tax_percent)
        return FALSE;
    }

  return TRUE;
}

static void
add_up (CrmSaleFigures *lines, guint n, const gint64 *left, gboolean included, CrmSaleTotals *totals)
{
  for (guint i = 0; i < n; i++)
    {
      lines[i].net = included ? left[i] - lines[i].tax : left[i];
      lines[i].total = lines[i].net + lines[i].tax;
      totals->gross += lines[i].gross;
      totals->discount += lines[i].gross - left[i];
      totals->net += lines[i].net;
      totals->tax += lines[i].tax;
      totals->total += lines[i].total;
    }
}

/**
 * crm_sale_sum:
 * @lines: (array length=n_lines) (inout): their sums are filled in
 * @totals: (out caller-allocates)
 *
 * Returns: %FALSE with %CRM_ERROR_INVALID, in a sentence that names the line, where something cannot be
 */
gboolean
crm_sale_sum (CrmSaleFigures *lines, guint n_lines, const CrmSaleTerms *terms, CrmSaleTotals *totals, GError **error)
{
  g_autofree gint64 *left = g_new (gint64, n_lines + 1);

  *totals = (CrmSaleTotals){ 0 };
  for (guint i = 0; i < n_lines; i++)
    {
      if (!sum_line (&lines[i], i, error))
        return FALSE;
    }
  if (!reduce (lines, n_lines, terms, left, error))
    return FALSE;

  for (guint i = 0; i < n_lines; i++)
    {
      if (is_first_of_its_rate (lines, i))
        tax_rate (lines, n_lines, left, lines[i].tax_percent, terms->tax_included);
    }
  add_up (lines, n_lines, left, terms->tax_included, totals);

  return TRUE;
}
