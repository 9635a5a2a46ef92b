#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How often customers will buy again, and whether they still are customers, from nothing but when they have bought.
 *
 * BG/NBD: P. S. Fader, B. G. S. Hardie, K. L. Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005) 275-284; computed as their
 * note 027 does. MBG/NBD: E. P. Batislam, M. Denizel, A. Filiztekin, International Journal of Research in Marketing 24 (2007) 201-209: a
 * customer may be lost right after the first purchase as well, so that those who bought once are not taken for customers for ever. */

typedef enum
{
  CRM_BUYER_MBG_NBD,
  CRM_BUYER_BG_NBD,
} CrmBuyerKind;

/**
 * CrmBuyer:
 * @repeats: days with a purchase, without the first; purchases of one day are one
 * @recency: weeks from the first to the last of them
 * @age: weeks from the first until today
 */
typedef struct
{
  double repeats;
  double recency;
  double age;
} CrmBuyer;

/**
 * CrmBuyerModel:
 * @r, @alpha: of the gamma distribution of how often they buy in a week
 * @a, @b: of the beta distribution of how likely they are lost after a purchase
 */
typedef struct
{
  CrmBuyerKind kind;
  double       r;
  double       alpha;
  double       a;
  double       b;
} CrmBuyerModel;

double   crm_buyer_model_get_log_density (const CrmBuyerModel *self, const CrmBuyer *buyer);
double   crm_buyer_model_get_log_likelihood (const CrmBuyerModel *self, const CrmBuyer *buyers, guint n);
double   crm_buyer_model_get_alive (const CrmBuyerModel *self, const CrmBuyer *buyer);
double   crm_buyer_model_expect_new (const CrmBuyerModel *self, double weeks);
double   crm_buyer_model_expect (const CrmBuyerModel *self, const CrmBuyer *buyer, double weeks);
gboolean crm_buyer_model_fit (CrmBuyerModel *self, CrmBuyerKind kind, const CrmBuyer *buyers, guint n, double prior);

G_END_DECLS
