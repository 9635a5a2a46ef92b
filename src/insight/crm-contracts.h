#pragma once

#include "crm-purchases.h"

G_BEGIN_DECLS

/* What is paid for again and again: who goes on, who has ended, and how long such contracts last. */

/* Fewer contracts, or fewer that ended, say nothing about the others. */
#define CRM_CONTRACTS_LEAST 20
#define CRM_CONTRACTS_ENDED_LEAST 5

/* A product that recurs, and after how many days. */
typedef struct
{
  gint64 product;
  gint32 period;
} CrmRecurring;

/**
 * CrmContracts:
 * @running, @ended: contracts
 * @due, @renewed: how often one could have ended, and how often it went on
 * @half: periods until half of all have ended, by the model; 0 while there are too few, or where most never end
 *
 * Of one product.
 */
typedef struct
{
  gint64 product;
  gint32 period; /* days */
  guint  running;
  guint  ended;
  guint  due;
  guint  renewed;
  guint  half;
} CrmContracts;

gint32  crm_contracts_find_days (const char *period);
gint32  crm_contracts_get_patience (gint32 days);
GArray *crm_contracts_new (GArray *sold, GArray *bought, GArray *recurring, gint32 today);

G_END_DECLS
