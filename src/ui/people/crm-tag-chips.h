#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_TAG_CHIPS (crm_tag_chips_get_type ())

/* The tags of a record, each with a button that takes it off, and one that puts another on. */
G_DECLARE_FINAL_TYPE (CrmTagChips, crm_tag_chips, CRM, TAG_CHIPS, AdwBin)

GtkWidget *crm_tag_chips_new (CrmContext *context);
void       crm_tag_chips_set_record (CrmTagChips *self, CrmRecord *record);
void       crm_tag_chips_add (CrmTagChips *self, gint64 tag);
void       crm_tag_chips_remove (CrmTagChips *self, gint64 tag);

G_END_DECLS
