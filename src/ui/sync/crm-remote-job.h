#pragma once

#include "crm-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is done with a server of a file, on a thread: it waits for the network, or for the file. */

typedef struct
{
  gint64 remote; /* of what was added */
  char  *unkept; /* (owned) (nullable): why the password was not kept */
} CrmRemoteDone;

void crm_remote_add_async (CrmStore *store, const char *url, const char *user, const char *password, gboolean create, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void crm_remote_set_paused_async (CrmStore *store, const char *url, gboolean paused, GAsyncReadyCallback callback, gpointer user_data);
void crm_remote_remove_async (CrmStore *store, const char *url, GAsyncReadyCallback callback, gpointer user_data);
void crm_remote_keep_password_async (CrmStore *store, const char *url, const char *user, const char *password, GAsyncReadyCallback callback, gpointer user_data);

CrmRemoteDone *crm_remote_job_finish (GAsyncResult *result, GError **error);
void           crm_remote_done_free (CrmRemoteDone *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmRemoteDone, crm_remote_done_free)

G_END_DECLS
