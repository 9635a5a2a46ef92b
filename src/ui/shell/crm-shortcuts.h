#pragma once

#include "crm-command.h"

G_BEGIN_DECLS

void crm_shortcuts_install (GtkApplication *application);
void crm_shortcuts_install_in_window (GtkWidget *window);

const CrmCommand *crm_shortcuts_get_command (guint number);

G_END_DECLS
