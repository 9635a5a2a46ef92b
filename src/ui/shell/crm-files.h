#pragma once

#include "crm-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Customer files as the desktop knows them: where the first one is, which was last, which were before; and opening one off the main loop. */

typedef enum
{
  CRM_FILES_OPEN,   /* a file that is there */
  CRM_FILES_CREATE, /* a file that is not there yet */
  CRM_FILES_ENSURE, /* whichever it is */
  CRM_FILES_READ,   /* a file that is there, and is not to be written */
} CrmFilesMode;

char      *crm_files_get_default (void);
char      *crm_files_get_last (GSettings *settings);
void       crm_files_remember (GSettings *settings, const char *path);
GPtrArray *crm_files_list_recent (GSettings *settings, const char *but);
gboolean   crm_files_is_importable (GFile *file);
char      *crm_files_dup_name (const char *path);

void      crm_files_open_async (const char *path, CrmFilesMode mode, const char *sample, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmStore *crm_files_open_finish (GAsyncResult *result, gboolean *empty, GError **error);

void     crm_files_restore_async (const char *path, const char *snapshot, const char *passphrase, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_files_restore_finish (GAsyncResult *result, GError **error);

G_END_DECLS
