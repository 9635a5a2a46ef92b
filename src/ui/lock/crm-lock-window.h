#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_LOCK_WINDOW (crm_lock_window_get_type ())

/* Asks for the passphrase of the program. Signal: "unlocked" (): it was given. */
G_DECLARE_FINAL_TYPE (CrmLockWindow, crm_lock_window, CRM, LOCK_WINDOW, AdwWindow)

GtkWindow *crm_lock_window_new (GtkApplication *application, GSettings *settings);

G_END_DECLS
