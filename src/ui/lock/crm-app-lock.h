#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_APP_LOCK (crm_app_lock_get_type ())

/* Keeps the program's windows from the eyes of who passes by: while it is locked none of them can be seen but one that asks for the passphrase. It is locked
 * when the program starts, when its last window is closed, when nobody has touched it for some minutes, and when somebody says so. Nothing of it protects the
 * file: who can use the account can read that, and can take the lock away.
 *
 * On the main thread. Properties: "locked"; "set": whether a passphrase has been chosen, without which nothing is ever locked. */
G_DECLARE_FINAL_TYPE (CrmAppLock, crm_app_lock, CRM, APP_LOCK, GObject)

CrmAppLock *crm_app_lock_new (GtkApplication *application);
gboolean    crm_app_lock_is_locked (CrmAppLock *self);
void        crm_app_lock_lock (CrmAppLock *self);
void        crm_app_lock_look (CrmAppLock *self);

G_END_DECLS
