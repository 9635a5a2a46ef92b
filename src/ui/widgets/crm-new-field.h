#pragma once

#include "crm-context.h"
#include "crm-record-editor.h"

G_BEGIN_DECLS

/* A new field of the business's own: the ordinary editor of such a record, begun for the records in question. */

CrmRecordEditor *crm_new_field_present (GtkWidget *parent, CrmContext *context, const CrmRecordType *type);

G_END_DECLS
