#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_COUNTED_WINDOW (crm_counted_window_get_type ())

/* The records that a figure counted, where no page has a list of such. */
G_DECLARE_FINAL_TYPE (CrmCountedWindow, crm_counted_window, CRM, COUNTED_WINDOW, AdwWindow)

GtkWidget *crm_counted_window_new (CrmContext *context, CrmRecord *view);

G_END_DECLS
