#pragma once

#include "crm-remote-log.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* What there is to see of a remote: what waits, what it does not take and why, what came, and what was done when. */

/* So much of each is listed; the status counts the rest. */
#define CRM_REMOTE_LOOK_MAX 50

typedef struct
{
  gint64 record;
  char  *trouble; /* (owned) (nullable): why it was refused */
} CrmRemoteQueued;

/* What somebody did elsewhere. */
typedef struct
{
  gint64 at;
  char  *title;  /* (owned): as crm_journal_get_shown() wants it */
  char  *author; /* (owned) (nullable) */
  gint64 record; /* one of those it was about; 0 for none */
} CrmRemoteCame;

typedef struct
{
  GPtrArray *waiting; /* (owned) (element-type CrmRemoteQueued) */
  GPtrArray *refused; /* (owned) (element-type CrmRemoteQueued) */
  GPtrArray *log;     /* (owned) (element-type CrmRemoteLogged): the newest first */
  GPtrArray *came;    /* (owned) (element-type CrmRemoteCame): the newest first */
} CrmRemoteLook;

void           crm_remote_look_async (CrmStore *store, gint64 remote, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmRemoteLook *crm_remote_look_finish (CrmStore *store, GAsyncResult *result, GError **error);
void           crm_remote_look_free (CrmRemoteLook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmRemoteLook, crm_remote_look_free)

G_END_DECLS
