#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_FACTS (crm_facts_get_type ())

/* What is known of a record, each thing edited where it stands; what is not known costs no room, and is offered by one button. */
G_DECLARE_FINAL_TYPE (CrmFacts, crm_facts, CRM, FACTS, AdwBin)

GtkWidget *crm_facts_new (CrmContext *context);
void       crm_facts_set_record (CrmFacts *self, CrmRecord *record);
void       crm_facts_edit_field (CrmFacts *self, const char *field);
void       crm_facts_show_related (CrmFacts *self, const char *part);

G_END_DECLS
