#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_CONTACT_CARDS (crm_contact_cards_get_type ())

/* What somebody is worth, how often one speaks with them, what is next, open and promised: a short sentence with a figure each. A card leads to
 * what it counts; the signal "show-part" asks the page for "deals", "timeline" or "people". What is not known has no card. */
G_DECLARE_FINAL_TYPE (CrmContactCards, crm_contact_cards, CRM, CONTACT_CARDS, AdwBin)

GtkWidget *crm_contact_cards_new (CrmContext *context);
void       crm_contact_cards_set_record (CrmContactCards *self, CrmRecord *record);
void       crm_contact_cards_refresh (CrmContactCards *self);

G_END_DECLS
