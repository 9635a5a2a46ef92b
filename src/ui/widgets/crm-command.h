#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CrmCommand:
 * @action: (nullable): detailed, as "win.undo" or "page.compose('call')"; %NULL where a widget hears the keys itself, which are said here to be shown
 * @accelerators: (nullable): its keys, with spaces between them; the first is shown
 * @title: (nullable): what it does, translatable; %NULL where nobody would look for it by name
 * @icon_name: (nullable): symbolic
 *
 * Something that can be done, said once: the key that does it is made of it, and it is found by its name.
 */
typedef struct
{
  const char *action;
  const char *accelerators;
  const char *title;
  const char *icon_name;
} CrmCommand;

/**
 * CrmCommandGroup:
 * @title: where its keys work; translatable
 * @commands: (array length=n_commands): static
 *
 * What the window of keyboard shortcuts shows under one head.
 */
typedef struct
{
  const char       *title;
  const CrmCommand *commands;
  guint             n_commands;
} CrmCommandGroup;

#define CRM_COMMAND_GROUP(title, commands)   \
  {                                          \
    title, commands, G_N_ELEMENTS (commands) \
  }

void crm_commands_add_keys (const CrmCommand *commands, guint n_commands, GtkShortcutController *controller);
void crm_command_activate (const CrmCommand *command, GtkWidget *widget);

G_END_DECLS
