#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_FACT_ROW (crm_fact_row_get_type ())

/* One fact on the page of a record, edited where it stands: a field, or one item of a set.
 *
 * Signal: "done" (): nothing is being edited any more. */
G_DECLARE_FINAL_TYPE (CrmFactRow, crm_fact_row, CRM, FACT_ROW, GtkListBoxRow)

GtkWidget      *crm_fact_row_new (CrmContext *context, CrmRecord *record, const CrmField *field, CrmItem *item);
const CrmField *crm_fact_row_get_field (CrmFactRow *self);
const char     *crm_fact_row_get_item_id (CrmFactRow *self);
void            crm_fact_row_refresh (CrmFactRow *self);
void            crm_fact_row_edit (CrmFactRow *self);
void            crm_fact_row_finish (CrmFactRow *self);
gboolean        crm_fact_row_is_editing (CrmFactRow *self);
gboolean        crm_fact_row_is_there (CrmFactRow *self);

G_END_DECLS
