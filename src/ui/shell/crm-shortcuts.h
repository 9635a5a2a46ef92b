#pragma once

#include "crm-command.h"

G_BEGIN_DECLS

typedef enum
{
  CRM_SHORTCUT_FIRST, /* an accelerator of the application */
  CRM_SHORTCUT_LAST,  /* what the focus leaves to the window */
  CRM_SHORTCUT_UNLESS_TYPING,
} CrmShortcutTurn;

typedef struct
{
  CrmCommand       command;
  const char      *group; /* translatable */
  const char      *shown; /* (nullable): what it does, where it has no title because the palette need not find it; translatable */
  CrmShortcutTurn  turn;
  GtkTextDirection direction; /* GTK_TEXT_DIR_NONE: in both */
} CrmShortcut;

void crm_shortcuts_install (GtkApplication *application);
void crm_shortcuts_install_in_window (GtkWidget *window);

const CrmShortcut *crm_shortcuts_list (guint *n_shortcuts);

G_END_DECLS
