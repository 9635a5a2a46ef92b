#pragma once

#include "crm-connection.h"
#include "crm-date.h"
#include "crm-reading.h"

G_BEGIN_DECLS

/* What customers have bought, read in one go: what measures and models begin with. For a worker. */

/* Days of the calendar are counted from 1970-01-01. */

/**
 * CrmCustomerStat:
 * @customer: id of a person or a company: who pays
 * @orders: invoices of which something was kept
 * @days: with a purchase
 * @first, @last: days
 * @gap: days between two purchases, the median of all; 0 after fewer than two days
 * @amount: minor units of @currency, without tax, less what came back
 * @currency: in which they bought most often; empty where none was said
 * @others: orders in other currencies, which @amount leaves out
 */
typedef struct
{
  gint64 customer;
  guint  orders;
  guint  days;
  gint32 first;
  gint32 last;
  gint32 gap;
  gint64 amount;
  char   currency[4];
  guint  others;
} CrmCustomerStat;

/**
 * CrmPurchases:
 * @customers: (owned) (element-type CrmCustomerStat): by id
 * @gaps: (owned) (element-type guint): between two purchases of anybody: how many were of no day, of one, of two …
 */
typedef struct
{
  GArray *customers;
  GArray *gaps;
} CrmPurchases;

/* A product that was bought, in the order of documents. */
typedef struct
{
  gint64 document;
  gint64 product;
} CrmBought;

/**
 * CrmSold:
 * @customer: who pays
 * @day: since 1970-01-01
 * @document: the invoice
 * @amount: minor units of @currency, without tax, less what came back
 */
typedef struct
{
  gint64 customer;
  gint64 document;
  gint64 amount;
  gint32 day;
  char   currency[4];
} CrmSold;

/* An invoice of which something is open: below 0 where the customer is to get money. */
typedef struct
{
  gint64  invoice;
  gint64  customer; /* who pays; CRM_UNSET for nobody */
  gint64  open;     /* minor units */
  CrmDate due;      /* its own day, where it says none */
  char    currency[4];
} CrmReceivable;

CrmPurchases *crm_purchases_new (void);
CrmPurchases *crm_purchases_load (CrmReading *reading, GError **error);
void          crm_purchases_free (CrmPurchases *self);
void          crm_purchases_add_gap (CrmPurchases *self, gint32 days);
guint         crm_purchases_count_gaps (const CrmPurchases *self, gint32 least);
GArray       *crm_purchases_load_bought (CrmReading *reading, GError **error);
GArray       *crm_purchases_load_sold (CrmReading *reading, GError **error);
GArray       *crm_purchases_load_receivables (CrmReading *reading, GError **error);
GArray       *crm_purchases_load_products (CrmReading *reading, gint64 customer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmPurchases, crm_purchases_free)

G_END_DECLS
