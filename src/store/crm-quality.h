#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* What is wrong or missing among the people of a file. */

typedef enum
{
  CRM_GAP_PHONE,       /* a number where no call can get through */
  CRM_GAP_EMAIL,       /* an address where no mail can go */
  CRM_GAP_UNREACHABLE, /* no way to reach them at all */
  CRM_GAP_NAME,        /* nobody knows what they are called */
  CRM_N_GAPS,
} CrmGap;

typedef struct
{
  GArray *ids[CRM_N_GAPS]; /* (owned) (element-type gint64): people */
} CrmQuality;

CrmQuality *crm_quality_find (const char *path, GCancellable *cancellable, GError **error);
void        crm_quality_find_async (CrmStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmQuality *crm_quality_find_finish (CrmStore *store, GAsyncResult *result, GError **error);
void        crm_quality_free (CrmQuality *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmQuality, crm_quality_free)

G_END_DECLS
