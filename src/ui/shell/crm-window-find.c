/* The palette of this window: what it offers besides the records of the file. */

#include "config.h"

#include "crm-window-private.h"

#include "crm-dialog.h"
#include "crm-shortcuts.h"

#include <string.h>

/* Whether it can be done now. What a page or a window of the toolkit does says so itself. */
static gboolean
is_enabled (CrmWindow *self, const CrmCommand *command)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) argument = NULL;

  if (!g_action_parse_detailed_name (command->action, &name, &argument, NULL))
    return FALSE;

  return !g_str_has_prefix (name, "win.") || g_action_group_get_action_enabled (G_ACTION_GROUP (self), name + strlen ("win."));
}

/* What is open or chosen comes first. */
static GPtrArray *
list_commands (CrmWindow *self, GtkWidget **target)
{
  GPtrArray         *list = g_ptr_array_new ();
  CrmPage           *page = crm_window_get_page (self);
  guint              n_commands = 0;
  const CrmCommand  *commands = NULL;
  guint              n_shortcuts;
  const CrmShortcut *shortcuts = crm_shortcuts_list (&n_shortcuts);

  *target = GTK_WIDGET (self);
  if (page != NULL)
    commands = crm_page_get_commands (page, target, &n_commands);
  for (guint i = 0; i < n_commands; i++)
    g_ptr_array_add (list, (gpointer) &commands[i]);
  for (guint i = 0; i < n_shortcuts; i++)
    {
      if (shortcuts[i].command.title != NULL && is_enabled (self, &shortcuts[i].command))
        g_ptr_array_add (list, (gpointer) &shortcuts[i].command);
    }

  return list;
}

static GPtrArray *
list_pages (CrmWindow *self)
{
  GPtrArray          *list = g_ptr_array_new_with_free_func (g_free);
  guint               n_pages = 0;
  const CrmPageEntry *pages = crm_pages_list (&n_pages);

  for (guint i = 0; crm_context_get_store (self->context) != NULL && i < n_pages; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.section(%u)", i + 1);
      g_autofree char *key = g_strdup_printf ("<Alt>%u", i + 1);
      CrmCommand      *command = g_new0 (CrmCommand, 1);

      command->action = g_intern_string (action);
      command->accelerators = i < 8 ? g_intern_string (key) : NULL;
      command->title = pages[i].title;
      command->icon_name = pages[i].icon_name;
      g_ptr_array_add (list, command);
    }

  return list;
}

/* Opens the palette; @words: (nullable): what is looked for at first */
void
crm_window_find (CrmWindow *self, const char *words)
{
  GtkWidget *target;
  g_autoptr (GPtrArray) commands = list_commands (self, &target);
  g_autoptr (GPtrArray) pages = list_pages (self);

  crm_dialog_present (crm_doors.palette (self->context, target, pages, commands, words), GTK_WIDGET (self));
}

/* Does what is done most with what is open. */
void
crm_window_do_first (CrmWindow *self)
{
  CrmPage          *page = crm_window_get_page (self);
  GtkWidget        *target = NULL;
  guint             n_commands = 0;
  const CrmCommand *commands = page != NULL ? crm_page_get_commands (page, &target, &n_commands) : NULL;

  if (n_commands > 0)
    crm_command_activate (commands, target);
}
