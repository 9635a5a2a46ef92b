#pragma once

#include "crm-companions.h"
#include "crm-purchases.h"
#include "crm-rfm.h"
#include "crm-silence.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CrmInsight:
 * @today: day it is seen from, since 1970-01-01
 * @purchases: (owned)
 * @scores: (owned) (element-type CrmRfm): of the customers of @purchases
 * @companions: (owned)
 *
 * All that is said of buying, as the file was at one moment. It never changes, and is shared by counting references.
 */
typedef struct
{
  gint32         today;
  CrmPurchases  *purchases;
  GArray        *scores;
  CrmCompanions *companions;
} CrmInsight;

void        crm_insight_load_async (const char *path, gint32 today, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmInsight *crm_insight_load_finish (GAsyncResult *result, GError **error);
CrmInsight *crm_insight_load (const char *path, gint32 today, GError **error);
CrmInsight *crm_insight_ref (CrmInsight *self);
void        crm_insight_unref (CrmInsight *self);

const CrmCustomerStat *crm_insight_find (const CrmInsight *self, gint64 customer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmInsight, crm_insight_unref)

G_END_DECLS
