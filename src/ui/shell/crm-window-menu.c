/* The primary menu. It is made when it is first opened, because a menu costs as much as the rest of the frame. */

#include "config.h"

#include "crm-window-private.h"

#include "crm-files.h"
#include "crm-format.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static void
append (GMenu *menu, const char *label, const char *action, const char *accelerator)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", accelerator);
  g_menu_append_item (menu, item);
}

/* Names what would be undone. */
void
crm_window_update_menu (CrmWindow *self)
{
  g_autofree char *undone = crm_text_isolate (crm_journal_get_shown (self->undo_title));
  g_autofree char *redone = crm_text_isolate (crm_journal_get_shown (self->redo_title));
  /* Translators: %s is what was done, such as “Rename” */
  g_autofree char *undo = g_strdup_printf (_ ("Undo: %s"), undone);
  /* Translators: %s is what was done, such as “Rename” */
  g_autofree char *redo = g_strdup_printf (_ ("Redo: %s"), redone);

  if (self->undo_section == NULL)
    return;

  g_menu_remove_all (self->undo_section);
  append (self->undo_section, self->undo_title != NULL ? undo : _ ("Undo"), "win.undo", "<Control>z");
  append (self->undo_section, self->redo_title != NULL ? redo : _ ("Redo"), "win.redo", "<Control><Shift>z");
}

/* Two files of one name are told apart by their folders. */
static char *
dup_recent_label (GPtrArray *recent, guint position)
{
  g_autofree char *name = crm_files_dup_name (recent->pdata[position]);
  g_autofree char *isolated = crm_text_isolate (name);

  for (guint i = 0; i < recent->len; i++)
    {
      g_autofree char *other = crm_files_dup_name (recent->pdata[i]);
      g_autofree char *whole = g_filename_display_name (recent->pdata[position]);

      if (i == position || !g_str_equal (name, other))
        continue;
      g_free (isolated);
      isolated = crm_text_isolate_ltr (whole);
    }

  return crm_format_menu_label (isolated);
}

static void
fill_recent (CrmWindow *self)
{
  g_autoptr (GPtrArray) recent = crm_files_list_recent (self->settings, self->path);
  g_autoptr (GMenu) files = g_menu_new ();

  for (guint i = 0; i < recent->len; i++)
    {
      g_autofree char *label = dup_recent_label (recent, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.open-recent", "s", recent->pdata[i]);
      g_menu_append_item (files, item);
    }
  g_menu_remove_all (self->recent_section);
  if (recent->len > 0)
    g_menu_append_submenu (self->recent_section, _ ("Recent Files"), G_MENU_MODEL (files));
}

static void
make_menu (GtkMenuButton *button, gpointer user_data)
{
  CrmWindow *self = user_data;
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->undo_section != NULL)
    {
      fill_recent (self);
      return;
    }

  builder = gtk_builder_new_from_resource ("/com/example/Crm/ui/shell/crm-primary-menu.ui");
  self->undo_section = g_object_ref (G_MENU (gtk_builder_get_object (builder, "undo_section")));
  self->recent_section = g_object_ref (G_MENU (gtk_builder_get_object (builder, "recent_section")));
  fill_recent (self);
  crm_window_update_menu (self);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (gtk_builder_get_object (builder, "primary_menu")));
}

void
crm_window_install_menu (CrmWindow *self)
{
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu, self, NULL);
}
