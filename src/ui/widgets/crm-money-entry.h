#pragma once

#include "crm-value-entry.h"

G_BEGIN_DECLS

#define CRM_TYPE_MONEY_ENTRY (crm_money_entry_get_type ())

/* A row for an amount of money: 2,5m, ۲٫۵ میلیون, 40 EUR. What was understood, with its unit, stands at its end.
 *
 * Properties: amount (int64, minor units, CRM_UNSET for none) and currency (ISO 4217), notified as soon as what is typed is understood. */
G_DECLARE_FINAL_TYPE (CrmMoneyEntry, crm_money_entry, CRM, MONEY_ENTRY, CrmValueEntry)

GtkWidget  *crm_money_entry_new (CrmContext *context, const char *title);
gint64      crm_money_entry_get_amount (CrmMoneyEntry *self);
const char *crm_money_entry_get_currency (CrmMoneyEntry *self);
void        crm_money_entry_set_amount (CrmMoneyEntry *self, gint64 minor, const char *currency);
gboolean    crm_money_entry_get_valid (CrmMoneyEntry *self);

G_END_DECLS
