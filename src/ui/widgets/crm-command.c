/* What can be done, in tables: from a table come the keys of a widget and what is found by name. */

#include "config.h"

#include "crm-command.h"

#include "crm-keys.h"

/**
 * crm_commands_add_keys:
 * @commands: (array length=n_commands): static
 *
 * Has the keys of the commands do them.
 */
void
crm_commands_add_keys (const CrmCommand *commands, guint n_commands, GtkShortcutController *controller)
{
  for (guint i = 0; i < n_commands; i++)
    {
      if (commands[i].action != NULL && commands[i].accelerators != NULL)
        crm_keys_add_action (controller, commands[i].accelerators, commands[i].action);
    }
}

/**
 * crm_command_activate:
 * @widget: what does it, or is in what does it
 *
 * Does what the command says, if that can be done now.
 */
void
crm_command_activate (const CrmCommand *command, GtkWidget *widget)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) argument = NULL;

  if (g_action_parse_detailed_name (command->action, &name, &argument, NULL))
    gtk_widget_activate_action_variant (widget, name, argument);
}
