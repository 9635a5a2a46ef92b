/* What the window does, and when it can: the actions of menus, buttons and keys. */

#include "config.h"

#include "crm-window-private.h"

#include "crm-shortcuts-window.h"

#include "crm-about.h"
#include "crm-application.h"
#include "crm-dialog.h"
#include "crm-files.h"
#include "crm-pick-file.h"

#include <glib/gi18n-lib.h>

static const char *const customer_patterns[] = { "*.crm", NULL };

static const CrmPickFilter *
customer_filters (void)
{
  static CrmPickFilter filters[3];

  filters[0] = (CrmPickFilter){ _ ("Customer files"), customer_patterns };
  filters[1] = (CrmPickFilter){ _ ("All files"), NULL };

  return filters;
}

static CrmApplication *
application_of (CrmWindow *self)
{
  return CRM_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = crm_pick_file_finish (result, NULL);
  CrmWindow *self = CRM_WINDOW (source);

  if (file != NULL)
    crm_application_open_file (application_of (self), self, file, GPOINTER_TO_INT (user_data));
}

static void
open_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_pick_file_async (GTK_WINDOW (user_data), CRM_PICK_OPEN, _ ("Open a Customer File"), _ ("Open"), NULL, customer_filters (), NULL, file_chosen_cb, GINT_TO_POINTER (FALSE));
}

static void
open_recent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow *self = CRM_WINDOW (user_data);
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  crm_application_open_file (application_of (self), self, file, FALSE);
}

static void
new_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_pick_file_async (GTK_WINDOW (user_data), CRM_PICK_SAVE, _ ("New Customer File"), _ ("Create"), _ ("customers.crm"), customer_filters (), NULL, file_chosen_cb, GINT_TO_POINTER (TRUE));
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_import (CRM_WINDOW (user_data), NULL);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_dialog_present (crm_doors.export_dialog (CRM_WINDOW (user_data)->context), GTK_WIDGET (user_data));
}

static void
begin_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_begin (CRM_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static void
try_again_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow       *self = CRM_WINDOW (user_data);
  g_autofree char *path = g_strdup (self->path);

  if (path != NULL && crm_context_get_store (self->context) == NULL)
    crm_window_open_path (self, path);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_turn_back (CRM_WINDOW (user_data), FALSE);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_turn_back (CRM_WINDOW (user_data), TRUE);
}

static void
create_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_page_create (crm_window_get_page (CRM_WINDOW (user_data)));
}

static void
new_person_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow *self = CRM_WINDOW (user_data);

  crm_window_go_to_page (self, crm_pages_find_for (crm_record_type_find ("person")));
  crm_page_create (crm_window_get_page (self));
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow *self = CRM_WINDOW (user_data);
  gboolean   shown = gtk_search_bar_get_search_mode (self->search_bar);
  gboolean   focused = gtk_widget_get_focus_child (GTK_WIDGET (self->search_bar)) != NULL;

  crm_split_view_set_show_content (self->split, TRUE);
  if (crm_page_has_own_search (crm_window_get_page (self)))
    {
      crm_page_focus_search (crm_window_get_page (self));
      return;
    }
  /* Ctrl+F in the list of what was found goes back to the words. */
  if (shown && !focused && crm_window_get_page (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    gtk_search_bar_set_search_mode (self->search_bar, !shown);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_find (CRM_WINDOW (user_data), NULL);
}

static void
do_first_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_do_first (CRM_WINDOW (user_data));
}

static void
section_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow          *self = CRM_WINDOW (user_data);
  int                 section = g_variant_get_int32 (parameter);
  guint               n_pages;
  const CrmPageEntry *pages = crm_pages_list (&n_pages);

  if (section < 1 || (guint) section > n_pages || pages[section - 1].hidden)
    return;

  crm_window_go_to_page (self, &pages[section - 1]);
}

static void
toggle_sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow *self = CRM_WINDOW (user_data);

  if (crm_split_view_get_folded (self->split))
    crm_split_view_set_show_content (self->split, !crm_split_view_get_show_content (self->split));
  else
    crm_split_view_set_show_sidebar (self->split, !crm_split_view_get_show_sidebar (self->split));
}

static void
menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow *self = CRM_WINDOW (user_data);

  crm_split_view_set_show_sidebar (self->split, TRUE);
  if (crm_split_view_get_folded (self->split))
    crm_split_view_set_show_content (self->split, FALSE);
  gtk_menu_button_popup (self->menu_button);
}

static void
go_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_go_back (CRM_WINDOW (user_data));
}

static void
backups_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow *self = CRM_WINDOW (user_data);
  GtkWindow *dialog = crm_doors.backups_dialog (self->context, self->path);

  g_signal_connect_object (dialog, "restore", G_CALLBACK (crm_window_restore), self, G_CONNECT_SWAPPED);
  crm_dialog_present (dialog, GTK_WIDGET (self));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_dialog_present (crm_doors.preferences_window (CRM_WINDOW (user_data)->context), GTK_WIDGET (user_data));
}

static void
quality_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_go_to_page (CRM_WINDOW (user_data), crm_pages_find ("quality"));
}

static void
sync_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_window_go_to_page (CRM_WINDOW (user_data), crm_pages_find ("sync"));
}

/* Without a server it is where one is added. */
static void
sync_now_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmWindow      *self = CRM_WINDOW (user_data);
  CrmSyncService *sync = crm_context_get_sync (self->context);
  g_autoptr (GPtrArray) servers = crm_sync_service_list (sync);

  crm_sync_service_run_now (sync);
  if (servers->len == 0)
    crm_window_go_to_page (self, crm_pages_find ("sync"));
}

/* Two records, by their ids. */
static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 one;
  gint64 other;

  g_variant_get (parameter, "(xx)", &one, &other);
  crm_doors.merge (GTK_WIDGET (user_data), CRM_WINDOW (user_data)->context, one, other);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmPage *page = crm_window_get_page (CRM_WINDOW (user_data));

  crm_dialog_present (crm_shortcuts_window_new (page != NULL ? G_OBJECT_TYPE (page) : G_TYPE_NONE), GTK_WIDGET (user_data));
}

/* The page about what is in sight; about the first steps where that is nothing yet. */
static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const CrmPageEntry *entry = crm_context_get_store (CRM_WINDOW (user_data)->context) != NULL ? CRM_WINDOW (user_data)->entry : NULL;

  if (entry == NULL)
    crm_doors.help (GTK_WIDGET (user_data), "start");
  else
    crm_doors.help (GTK_WIDGET (user_data), entry->help != NULL ? entry->help : entry->id);
}

static void
help_topics_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_doors.help (GTK_WIDGET (user_data), NULL);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  crm_show_about (GTK_WINDOW (user_data));
}

static const GActionEntry entries[] = {
  { "new-file", new_file_cb },
  { "open-file", open_file_cb },
  { "open-recent", open_recent_cb, "s" },
  { "import", import_cb },
  { "export", export_cb },
  { "begin", begin_cb, "s" },
  { "try-again", try_again_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "create", create_cb },
  { "new-person", new_person_cb },
  { "search", search_cb },
  { "find", find_cb },
  { "do-first", do_first_cb },
  { "section", section_cb, "i" },
  { "toggle-sidebar", toggle_sidebar_cb },
  { "menu", menu_cb },
  { "go-back", go_back_cb },
  { "backups", backups_cb },
  { "preferences", preferences_cb },
  { "quality", quality_cb },
  { "sync", sync_cb },
  { "sync-now", sync_now_cb },
  { "merge", merge_cb, "(xx)" },
  { "shortcuts", shortcuts_cb },
  { "help", help_cb },
  { "help-topics", help_topics_cb },
  { "about", about_cb },
};

void
crm_window_add_actions (CrmWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
enable (CrmWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

static gboolean
can_go_back (CrmWindow *self)
{
  if (self->page_split != NULL && crm_split_view_get_folded (self->page_split) && crm_split_view_get_show_content (self->page_split))
    return TRUE;

  return crm_split_view_get_folded (self->split) && crm_split_view_get_show_content (self->split);
}

/* A page that lays a detail over its list, whatever room there is, has a button of its own for that; the keys are the window's. */
static gboolean
has_own_back (CrmWindow *self)
{
  CrmPage *page = crm_window_get_page (self);

  return page != NULL && self->page_split == NULL && CRM_PAGE_GET_IFACE (page)->go_back != NULL;
}

/* Says of each action whether it can be done now. */
void
crm_window_update_actions (CrmWindow *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  CrmPage  *page = crm_window_get_page (self);
  gboolean  read_only = store != NULL && crm_store_is_read_only (store);
  gboolean  writable = store != NULL && !read_only;

  enable (self, "import", crm_doors.import_dialog != NULL && !read_only);
  enable (self, "export", crm_doors.export_dialog != NULL && store != NULL);
  enable (self, "backups", crm_doors.backups_dialog != NULL && self->path != NULL && !read_only);
  enable (self, "quality", store != NULL && crm_pages_find ("quality") != NULL);
  enable (self, "sync", store != NULL && crm_pages_find ("sync") != NULL);
  enable (self, "sync-now", writable && crm_pages_find ("sync") != NULL);
  enable (self, "merge", writable && crm_doors.merge != NULL);
  enable (self, "undo", writable && self->undo_title != NULL);
  enable (self, "redo", writable && self->redo_title != NULL);
  enable (self, "create", writable && page != NULL && crm_page_can_create (page));
  enable (self, "new-person", writable && crm_pages_find_for (crm_record_type_find ("person")) != NULL);
  enable (self, "search", page != NULL && crm_page_can_search (page));
  enable (self, "section", store != NULL);
  enable (self, "toggle-sidebar", store != NULL);
  enable (self, "go-back", store != NULL && (can_go_back (self) || has_own_back (self)));
  enable (self, "try-again", store == NULL && self->path != NULL);
  gtk_widget_set_visible (self->back_button, store != NULL && can_go_back (self));
  gtk_widget_set_visible (self->add_button, page != NULL && crm_page_can_create (page));
  gtk_widget_set_visible (self->search_button, page != NULL && crm_page_can_search (page) && !crm_page_has_own_search (page));
  crm_window_update_menu (self);
}
