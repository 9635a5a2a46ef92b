#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

#define CRM_TYPE_DAILY_BACKUP (crm_daily_backup_get_type ())

/* Makes a backup a day of the file that is open, as long as it lives. */
G_DECLARE_FINAL_TYPE (CrmDailyBackup, crm_daily_backup, CRM, DAILY_BACKUP, GObject)

GObject *crm_daily_backup_new (CrmContext *context);
void     crm_daily_backup_check (CrmDailyBackup *self);

G_END_DECLS
