#include "config.h"

#include "crm-sync-status.h"

#include "crm-field.h"
#include "crm-sync-error.h"

CrmSyncStatus *
crm_sync_status_new (gint64 remote)
{
  CrmSyncStatus *self = g_new0 (CrmSyncStatus, 1);

  self->remote = remote;
  self->phase = CRM_SYNC_PHASE_AT_WORK;
  self->trouble_code = -1;
  self->succeeded_at = CRM_UNSET;

  return self;
}

CrmSyncStatus *
crm_sync_status_copy (const CrmSyncStatus *self)
{
  CrmSyncStatus *copy = g_memdup2 (self, sizeof *self);

  copy->url = g_strdup (self->url);
  copy->user = g_strdup (self->user);
  copy->trouble = g_strdup (self->trouble);

  return copy;
}

/**
 * crm_sync_status_set_trouble:
 * @error: (nullable): why it did not work
 */
void
crm_sync_status_set_trouble (CrmSyncStatus *self, const GError *error)
{
  g_free (self->trouble);
  self->trouble = error != NULL ? g_strdup (error->message) : NULL;
  self->trouble_code = error != NULL && error->domain == CRM_SYNC_ERROR ? error->code : -1;
}

void
crm_sync_status_free (CrmSyncStatus *self)
{
  if (self == NULL)
    return;

  g_free (self->url);
  g_free (self->user);
  g_free (self->trouble);
  g_free (self);
}
