/* The primary menu. It is made when it is first opened, because a menu costs as much as the rest of the frame. */

#include "config.h"

#include "crm-window-private.h"

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
  g_autofree char *undone = crm_text_isolate (self->undo_title);
  g_autofree char *redone = crm_text_isolate (self->redo_title);
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

static void
make_menu (GtkMenuButton *button, gpointer user_data)
{
  CrmWindow *self = user_data;
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->undo_section != NULL)
    return;

  builder = gtk_builder_new_from_resource ("/com/example/Crm/ui/shell/crm-primary-menu.ui");
  self->undo_section = g_object_ref (G_MENU (gtk_builder_get_object (builder, "undo_section")));
  crm_window_update_menu (self);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (gtk_builder_get_object (builder, "primary_menu")));
}

void
crm_window_install_menu (CrmWindow *self)
{
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu, self, NULL);
}
