#pragma once

#include "crm-bitset-selection.h"
#include "crm-command.h"
#include "crm-table-type.h"
#include "crm-record-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_CHOSEN_BAR (crm_chosen_bar_get_type ())

/* What can be done with the rows that are chosen, as soon as it is more than one.
 *
 * It gives the list whose bar it is the actions chosen.delete, chosen.edit, chosen.merge (of two) and chosen.none, so that keys of the list reach them. */
G_DECLARE_FINAL_TYPE (CrmChosenBar, crm_chosen_bar, CRM, CHOSEN_BAR, AdwBin)

const CrmCommand *crm_chosen_bar_get_commands (guint *n_commands);

void crm_chosen_bar_serve (CrmChosenBar *self, GtkWidget *list, CrmContext *context, const CrmTableType *type);
void crm_chosen_bar_set_selection (CrmChosenBar *self, CrmRecordList *records, CrmBitsetSelection *selection);

G_END_DECLS
