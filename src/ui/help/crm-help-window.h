#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_HELP_WINDOW (crm_help_window_get_type ())

/* The pages of the help: their list, searched as one types, and the one that is read. */
G_DECLARE_FINAL_TYPE (CrmHelpWindow, crm_help_window, CRM, HELP_WINDOW, AdwWindow)

CrmHelpWindow *crm_help_window_new (const char *name);
void           crm_help_window_show (CrmHelpWindow *self, const char *name);
const char    *crm_help_window_get_name (CrmHelpWindow *self);
gboolean       crm_help_window_has (CrmHelpWindow *self, const char *name);

void crm_help_window_present (GtkWidget *parent, const char *name);

G_END_DECLS
