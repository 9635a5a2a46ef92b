#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_SHORTCUTS_WINDOW (crm_shortcuts_window_get_type ())

/* Every key there is and what it does, made from the tables that the keys themselves are made from. What is typed is looked for. */
G_DECLARE_FINAL_TYPE (CrmShortcutsWindow, crm_shortcuts_window, CRM, SHORTCUTS_WINDOW, AdwWindow)

GtkWindow *crm_shortcuts_window_new (GType page);

G_END_DECLS
