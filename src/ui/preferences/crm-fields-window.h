#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_FIELDS_WINDOW (crm_fields_window_get_type ())

/* The fields that the business made: to add, name, order and remove them. What is done is saved at once. */
G_DECLARE_FINAL_TYPE (CrmFieldsWindow, crm_fields_window, CRM, FIELDS_WINDOW, AdwWindow)

GtkWindow *crm_fields_window_new (CrmContext *context);

G_END_DECLS
