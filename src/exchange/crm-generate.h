#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* Made-up people, deals, activities and sales in any number, the same for the same seed: for benchmarks and for trying things out. */

typedef struct
{
  guint   people;
  guint   deals;
  guint   activities;
  guint   orders; /* invoices that were issued, of 200 products */
  guint   hot;    /* so many of the activities are with the first person */
  guint32 seed;
  double  fa_share; /* 0 to 1: how many of the names are Persian */
} CrmGenerateOptions;

gboolean crm_generate (CrmStore *store, const CrmGenerateOptions *options, GError **error);

G_END_DECLS
