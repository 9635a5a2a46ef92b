#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_RECORD_PICKER (crm_record_picker_get_type ())

/* A popover that finds a record by its name, or adds one: for GtkMenuButton:popover, or popped up over a widget with
 * crm_record_picker_popup_at().
 *
 * Properties: context, type-name (construct only); allow-new (default TRUE): offers «Add “what was typed”».
 * Signals: "picked" (int64 id); "cleared" () from «None», which is offered where allow-none is set. */
G_DECLARE_FINAL_TYPE (CrmRecordPicker, crm_record_picker, CRM, RECORD_PICKER, GtkPopover)

GtkWidget *crm_record_picker_new (CrmContext *context, const char *type_name);
void       crm_record_picker_popup_at (CrmRecordPicker *self, GtkWidget *widget);

G_END_DECLS
