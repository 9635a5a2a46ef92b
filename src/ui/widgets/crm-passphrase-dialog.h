#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_PASSPHRASE_DIALOG (crm_passphrase_dialog_get_type ())

typedef enum
{
  CRM_PASSPHRASE_LOCK_FILE,
  CRM_PASSPHRASE_UNLOCK_FILE,
  CRM_PASSPHRASE_LOCK_PROGRAM,
  CRM_PASSPHRASE_UNLOCK_PROGRAM,
} CrmPassphraseUse;

/* Asks for a passphrase: a new one, typed twice, or the one that something was locked with. */
G_DECLARE_FINAL_TYPE (CrmPassphraseDialog, crm_passphrase_dialog, CRM, PASSPHRASE_DIALOG, AdwWindow)

void  crm_passphrase_ask_async (GtkWidget *parent, CrmPassphraseUse use, const char *problem, GAsyncReadyCallback callback, gpointer user_data);
char *crm_passphrase_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
