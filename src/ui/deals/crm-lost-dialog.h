#pragma once

#include "crm-record.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_LOST_DIALOG (crm_lost_dialog_get_type ())

/* Asks why a deal was lost: one list, a note. */
G_DECLARE_FINAL_TYPE (CrmLostDialog, crm_lost_dialog, CRM, LOST_DIALOG, AdwWindow)

void     crm_lost_dialog_ask (GtkWidget *parent, CrmRecord *deal, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_lost_dialog_finish (GAsyncResult *result, char **reason, char **note);

G_END_DECLS
