#pragma once

#include "crm-json-slice.h"
#include "crm-sync-error.h"
#include "crm-transport.h"

G_BEGIN_DECLS

/* What a database of CouchDB answers, and which error that is: for the files that ask it. */

CrmReply    *crm_couch_ask (CrmTransport *transport, const char *method, const char *path, const char *body, CrmJsonSlice *answer, guint *status, GCancellable *cancellable, GError **error);
CrmJsonSlice crm_couch_parse (const CrmReply *reply);
gboolean     crm_couch_fail (GError **error, CrmSyncError code, const char *message);
gboolean     crm_couch_fail_cut_off (GError **error);
gboolean     crm_couch_fail_by_status (const CrmReply *reply, CrmJsonSlice answer, GError **error);
char        *crm_couch_dup_reason (CrmJsonSlice answer);

G_END_DECLS
