#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_PASSPHRASE_DIALOG (crm_passphrase_dialog_get_type ())

/* Asks for a passphrase: a new one, typed twice, or the one that a file was locked with. */
G_DECLARE_FINAL_TYPE (CrmPassphraseDialog, crm_passphrase_dialog, CRM, PASSPHRASE_DIALOG, AdwWindow)

void  crm_passphrase_ask_async (GtkWidget *parent, gboolean fresh, const char *problem, GAsyncReadyCallback callback, gpointer user_data);
char *crm_passphrase_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
