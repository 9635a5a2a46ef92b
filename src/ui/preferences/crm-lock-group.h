#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_LOCK_GROUP (crm_lock_group_get_type ())

/* The passphrase of the program, and when it asks for it. */
G_DECLARE_FINAL_TYPE (CrmLockGroup, crm_lock_group, CRM, LOCK_GROUP, AdwPreferencesGroup)

G_END_DECLS
