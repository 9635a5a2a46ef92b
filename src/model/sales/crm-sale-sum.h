#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the lines of a quote, an order or an invoice come to, to the last minor unit: a pure function of whole numbers.
 *
 * A line's amount is its quantity times its price, rounded to a minor unit, halves away from nothing. Its own discount comes off that, and then its share
 * of the document's discount, which is spread over the lines in proportion. Tax is worked out once for all lines of one rate, as EN 16931 has it
 * (BR-CO-17), and spread over them likewise; so the lines add up to the totals, whatever was rounded. Spreading is by the largest remainder. */

/* Quantities and per cents are in millionths. */
#define CRM_SALE_DIGITS 6
#define CRM_SALE_UNIT 1000000

/* Amounts beyond this (minor units) are nobody's sale, and sums of them could not be kept. */
#define CRM_SALE_AMOUNT_MAX G_GINT64_CONSTANT (1000000000000000)

/**
 * CrmSaleFigures:
 * @quantity: of units, in millionths; not below 0
 * @price: of one unit, minor units; not below 0
 * @discount_percent: of the amount, in millionths of one per cent; 0 to 100 %
 * @discount: minor units, after the percentage
 * @tax_percent: in millionths of one per cent; not below 0
 * @gross: (out): quantity times price
 * @reduced: (out): what is left of it after the line's own discount
 * @share: (out): of the document's discount
 * @net: (out): without tax
 * @tax: (out)
 * @total: (out): @net and @tax
 *
 * One line; amounts in minor units.
 */
typedef struct
{
  gint64 quantity;
  gint64 price;
  gint64 discount_percent;
  gint64 discount;
  gint64 tax_percent;

  gint64 gross;
  gint64 reduced;
  gint64 share;
  gint64 net;
  gint64 tax;
  gint64 total;
} CrmSaleFigures;

/**
 * CrmSaleTerms:
 * @discount_percent: of what the lines come to, in millionths of one per cent
 * @discount: minor units, after the percentage
 * @tax_included: whether prices have the tax in them
 *
 * What goes for the document as a whole.
 */
typedef struct
{
  gint64   discount_percent;
  gint64   discount;
  gboolean tax_included;
} CrmSaleTerms;

typedef struct
{
  gint64 gross;    /* quantities times prices */
  gint64 discount; /* all that came off, of lines and document */
  gint64 net;      /* without tax */
  gint64 tax;
  gint64 total; /* to be paid */
} CrmSaleTotals;

gboolean crm_sale_sum (CrmSaleFigures *lines, guint n_lines, const CrmSaleTerms *terms, CrmSaleTotals *totals, GError **error);
void     crm_sale_spread (gint64 amount, const gint64 *weights, guint n, gint64 *shares);

G_END_DECLS
