#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_RECORDS_GROUP (crm_records_group_get_type ())

/* The few records of a type, as rows: each is edited by its editor, removed, and another is added. */
G_DECLARE_FINAL_TYPE (CrmRecordsGroup, crm_records_group, CRM, RECORDS_GROUP, GtkWidget)

typedef char *(*CrmRecordsAboutFunc) (CrmContext *context, CrmRecord *record);

typedef void (*CrmRecordsPrepareFunc) (CrmContext *context, CrmRecord *draft);

GtkWidget *crm_records_group_new (CrmContext *context, const char *type_name, const char *title, const char *description, const char *add, CrmRecordsAboutFunc about);
void       crm_records_group_set_prepare (CrmRecordsGroup *self, CrmRecordsPrepareFunc prepare);

G_END_DECLS
