#pragma once

#include "crm-remote.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* The remotes of an open file, as the window and crmctl see them. Each call waits for the file. */

typedef struct
{
  CrmRemote *remote;    /* (owned) */
  guint      n_waiting; /* records that are to be sent */
  guint      n_refused; /* records that the remote does not take */
  guint      n_gone;    /* records that were deleted there, and stand here until somebody decides */
} CrmRemoteStatus;

GPtrArray       *crm_remotes_list (CrmStore *store, GError **error);
CrmRemoteStatus *crm_remotes_load (CrmStore *store, gint64 remote, GError **error);

/* What somebody wants a file to be kept in step with. */
typedef struct
{
  const char *url;      /* as crm_http_dup_address() makes it */
  const char *user;     /* (nullable) */
  const char *password; /* (nullable) */
  gboolean    create;   /* makes the database if it is not there */
  gboolean    validate; /* gives it rules: crm_couch_install_validation() */
} CrmRemoteWish;

gboolean crm_remotes_set_up (CrmStore *store, const CrmRemoteWish *wish, gint64 *remote, char **unkept, GCancellable *cancellable, GError **error);
gboolean crm_remotes_add (CrmStore *store, const char *url, const char *user, GError **error);
gboolean crm_remotes_set_paused (CrmStore *store, const char *url, gboolean paused, GError **error);
gboolean crm_remotes_remove (CrmStore *store, const char *url, GError **error);
void     crm_remote_status_free (CrmRemoteStatus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmRemoteStatus, crm_remote_status_free)

G_END_DECLS
