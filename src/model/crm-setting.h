#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_SETTING (crm_setting_get_type ())

/* What the business, not the desktop, has chosen: its own name, its currency, its country. */
CRM_DECLARE_RECORD (CrmSetting, crm_setting, CRM, SETTING)

/* Where the value of the setting of that name is read: (transfer full) (nullable). */
typedef char *(*CrmSettingFunc) (gpointer source, const char *name);

gboolean crm_setting_read_count (const char *text, int *count);

G_END_DECLS
