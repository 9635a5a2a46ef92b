#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_RECORD_EDITOR (crm_record_editor_get_type ())

/* All fields of one record in one window, whatever its type. Ctrl+Return saves, Esc leaves everything as it was.
 *
 * Properties: context, draft (construct only). Signal: "saved" (CrmRecord *), after the record is in the file. */
G_DECLARE_FINAL_TYPE (CrmRecordEditor, crm_record_editor, CRM, RECORD_EDITOR, AdwWindow)

GtkWidget       *crm_record_editor_new (CrmContext *context, CrmRecord *draft);
CrmRecordEditor *crm_record_editor_present (GtkWidget *parent, CrmContext *context, CrmRecord *draft);

G_END_DECLS
