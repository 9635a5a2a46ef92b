#pragma once

#include "crm-sync-worker.h"

G_BEGIN_DECLS

#define CRM_TYPE_SYNC_SERVICE (crm_sync_service_get_type ())

/* Keeps an open file in step with its remotes, beside whatever else is done with it. A file without remotes costs nothing. It belongs to a thread with a
 * main loop: the window's, or that of `crmctl sync --watch`.
 *
 * Signals: "changed" (): a status is another, or there are other remotes. */
G_DECLARE_FINAL_TYPE (CrmSyncService, crm_sync_service, CRM, SYNC_SERVICE, GObject)

CrmSyncService *crm_sync_service_new (CrmStore *store, CrmSyncConnectFunc connect);
void            crm_sync_service_stop (CrmSyncService *self);
void            crm_sync_service_run_now (CrmSyncService *self);
GPtrArray      *crm_sync_service_list (CrmSyncService *self);
void            crm_sync_service_decide (CrmSyncService *self, gint64 remote, CrmSyncDecision decision);
void            crm_sync_service_set_password (CrmSyncService *self, gint64 remote, const char *password);

G_END_DECLS
