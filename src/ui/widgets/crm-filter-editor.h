#pragma once

#include "crm-context.h"
#include "crm-filter-terms.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_FILTER_EDITOR (crm_filter_editor_get_type ())

/* A popover that makes or changes one test of a filter: a field, what must hold, and a value.
 *
 * Signals: "applied" (): crm_filter_editor_get_test() is new and makes sense; "removed" (). */
G_DECLARE_FINAL_TYPE (CrmFilterEditor, crm_filter_editor, CRM, FILTER_EDITOR, GtkPopover)

GtkWidget           *crm_filter_editor_new (CrmContext *context);
void                 crm_filter_editor_set_type (CrmFilterEditor *self, const CrmRecordType *type, GPtrArray *terms);
void                 crm_filter_editor_set_test (CrmFilterEditor *self, const CrmExpression *test);
const CrmExpression *crm_filter_editor_get_test (CrmFilterEditor *self);

G_END_DECLS
