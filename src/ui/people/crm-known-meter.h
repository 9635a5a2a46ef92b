#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_KNOWN_METER (crm_known_meter_get_type ())

/* How much is known of a person or a company, and in words what is not; nothing where all of it is. */
G_DECLARE_FINAL_TYPE (CrmKnownMeter, crm_known_meter, CRM, KNOWN_METER, AdwBin)

GtkWidget *crm_known_meter_new (CrmContext *context);
void       crm_known_meter_set_record (CrmKnownMeter *self, CrmRecord *record);

G_END_DECLS
