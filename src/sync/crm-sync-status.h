#pragma once

#include "crm-sync-pull.h"

G_BEGIN_DECLS

/* How a file and one remote stand to each other at this moment. */

typedef enum
{
  CRM_SYNC_PHASE_IN_STEP, /* nothing to do: it waits for what is new here or there */
  CRM_SYNC_PHASE_AT_WORK, /* it reads and sends */
  CRM_SYNC_PHASE_OFFLINE, /* the remote is not reached; it is tried again by itself */
  CRM_SYNC_PHASE_METERED, /* the network costs money: it waits to be asked */
  CRM_SYNC_PHASE_STUCK,   /* somebody has to do something: trouble says why */
  CRM_SYNC_PHASE_PAUSED,  /* somebody said so */
  CRM_SYNC_PHASE_REMOVED, /* the file does not know the remote any more */
} CrmSyncPhase;

typedef struct
{
  gint64        remote;
  char         *url;  /* (owned) (nullable): until it has been read */
  char         *user; /* (owned) (nullable) */
  CrmSyncPhase  phase;
  CrmSyncCounts counts;       /* of the cycle that runs, or ran last */
  guint         n_waiting;    /* records that are to be sent */
  guint         n_refused;    /* records that the remote does not take */
  guint         n_gone;       /* records that were deleted there, and stand here until somebody decides */
  int           trouble_code; /* a CrmSyncError; -1 for none, or for what has another cause */
  char         *trouble;      /* (owned) (nullable): for people */
  gint64        succeeded_at; /* microseconds; CRM_UNSET for never */
} CrmSyncStatus;

CrmSyncStatus *crm_sync_status_new (gint64 remote);
CrmSyncStatus *crm_sync_status_copy (const CrmSyncStatus *self);
void           crm_sync_status_set_trouble (CrmSyncStatus *self, const GError *error);
void           crm_sync_status_free (CrmSyncStatus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmSyncStatus, crm_sync_status_free)

G_END_DECLS
