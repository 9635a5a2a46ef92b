#pragma once

#include "crm-attachment.h"
#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Files of what happened: read, kept with it, opened by the desktop's program, saved elsewhere. */

void     crm_attachments_check_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_attachments_check_finish (GAsyncResult *result, char **name, gint64 *size, GError **error);

void     crm_attachments_save_async (CrmContext *context, const char *title, CrmRecord *event, GPtrArray *files, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_attachments_save_finish (GAsyncResult *result, GError **error);

void crm_attachment_open (CrmContext *context, CrmItem *attachment);
void crm_attachment_save_as (GtkWidget *parent, CrmContext *context, CrmItem *attachment);

G_END_DECLS
