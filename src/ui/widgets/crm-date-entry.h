#pragma once

#include "crm-value-entry.h"

G_BEGIN_DECLS

#define CRM_TYPE_DATE_ENTRY (crm_date_entry_get_type ())

/* A row for a day, typed as people type days: 5 Farvardin, tomorrow, 2025-03-20. What was understood stands at its end.
 *
 * Property date: ISO 8601 text or NULL, notified as soon as what is typed is understood. */
G_DECLARE_FINAL_TYPE (CrmDateEntry, crm_date_entry, CRM, DATE_ENTRY, CrmValueEntry)

GtkWidget  *crm_date_entry_new (CrmContext *context, const char *title);
const char *crm_date_entry_get_date (CrmDateEntry *self);
void        crm_date_entry_set_date (CrmDateEntry *self, const char *iso);
gboolean    crm_date_entry_get_valid (CrmDateEntry *self);

G_END_DECLS
