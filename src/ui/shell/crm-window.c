/* The window: its frame, its size, and which of its screens is shown: the pages, the welcome, or what is wrong with the file.
 *
 * A window has one file for its life; another file gets another window. It is shown before its file is open, and a page is made when it is
 * first shown. What it does is in crm-window-actions.c, its pages in crm-window-pages.c, its file in crm-window-file.c, undo and toasts in
 * crm-window-undo.c, its menu in crm-window-menu.c. */

#include "config.h"

#include "crm-window-private.h"

#include "crm-problem-page.h"
#include "crm-shortcuts.h"
#include "crm-snapshot.h"
#include "crm-tab-stop.h"
#include "crm-welcome-page.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (CrmWindow, crm_window, ADW_TYPE_APPLICATION_WINDOW)

static void
restore_size (CrmWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"), g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (CrmWindow *self)
{
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int      width, height;

  g_settings_set_boolean (self->settings, "maximized", maximized);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (maximized || width < 0 || height < 0)
    return;

  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 200));
}

static void
search_changed_cb (CrmWindow *self)
{
  CrmPage *page = crm_window_get_page (self);

  if (page != NULL)
    crm_page_search (page, gtk_editable_get_text (self->search_entry));
}

static void
row_activated_cb (CrmWindow *self, GtkListBoxRow *row)
{
  crm_window_show_row (self, CRM_SIDEBAR_ROW (row));
}

static gboolean
painted_cb (gpointer data)
{
  crm_window_painted (CRM_WINDOW (data));

  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock, CrmWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  g_idle_add_full (G_PRIORITY_DEFAULT, painted_cb, g_object_ref (self), g_object_unref);
}

static void
folded_cb (CrmWindow *self)
{
  crm_window_update_later (self);
}

static void
crm_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crm_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (after_paint_cb), widget, 0);
}

static gboolean
crm_window_close_request (GtkWindow *window)
{
  save_size (CRM_WINDOW (window));

  return GTK_WINDOW_CLASS (crm_window_parent_class)->close_request (window);
}

static void
crm_window_dispose (GObject *object)
{
  CrmWindow *self = CRM_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  crm_window_dispose_undo (self);
  g_clear_handle_id (&self->fold_source, g_source_remove);
  if (self->daily_backup != NULL)
    g_object_run_dispose (self->daily_backup);
  g_clear_object (&self->daily_backup);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_weak_pointer (&self->page_split);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_WINDOW);

  G_OBJECT_CLASS (crm_window_parent_class)->dispose (object);
}

static void
crm_window_finalize (GObject *object)
{
  CrmWindow *self = CRM_WINDOW (object);

  g_clear_object (&self->waiting);
  g_clear_object (&self->opened);
  g_clear_object (&self->to_import);
  g_clear_pointer (&self->to_find, g_free);
  g_clear_pointer (&self->to_show_uid, g_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->context);
  g_free (self->path);

  G_OBJECT_CLASS (crm_window_parent_class)->finalize (object);
}

static void
crm_window_class_init (CrmWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crm_window_dispose;
  object_class->finalize = crm_window_finalize;
  widget_class->realize = crm_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = crm_window_close_request;

  g_type_ensure (CRM_TYPE_SPLIT_VIEW);
  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/shell/crm-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, screens);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, split);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, sidebar_foot);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, CrmWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
}

static void
crm_window_init (CrmWindow *self)
{
  self->settings = g_settings_new (CRM_APP_ID);
  self->context = crm_context_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  crm_window_add_actions (self);
  crm_window_install_menu (self);
  crm_window_fill_sidebar (self);
  crm_window_follow_views (self);
  crm_window_follow_undo (self);
  crm_shortcuts_install_in_window (GTK_WIDGET (self));
  g_signal_connect_object (self->context, "open", G_CALLBACK (crm_window_open_record), self, G_CONNECT_SWAPPED);
  if (crm_doors.sync_line != NULL)
    gtk_box_append (self->sidebar_foot, crm_doors.sync_line (self->context));
  if (crm_doors.daily_backup != NULL)
    self->daily_backup = crm_doors.daily_backup (self->context);
  restore_size (self);
  crm_window_update_actions (self);
}

static GtkWidget *
ensure_screen (CrmWindow *self, const char *name, GtkWidget *(*make) (void) )
{
  GtkWidget *screen = gtk_stack_get_child_by_name (self->screens, name);

  if (screen == NULL)
    {
      screen = make ();
      gtk_stack_add_named (self->screens, screen, name);
    }

  return screen;
}

/* Shows the pages. */
void
crm_window_show_main (CrmWindow *self)
{
  gtk_stack_set_visible_child_name (self->screens, "main");
  crm_window_update_actions (self);
}

/* Shows why the file cannot be opened. */
void
crm_window_show_problem (CrmWindow *self, const GError *error)
{
  GtkWidget *screen = ensure_screen (self, "problem", crm_problem_page_new);
  g_autoptr (GPtrArray) backups = self->path != NULL ? crm_snapshot_list (self->path) : NULL;

  crm_problem_page_set_error (CRM_PROBLEM_PAGE (screen), error, backups != NULL && backups->len > 0);
  gtk_stack_set_visible_child (self->screens, screen);
  crm_window_update_actions (self);
}

/**
 * crm_window_show_welcome:
 *
 * Shows how one may begin: there is no file, or nobody is in it.
 */
void
crm_window_show_welcome (CrmWindow *self)
{
  gtk_stack_set_visible_child (self->screens, ensure_screen (self, "welcome", crm_welcome_page_new));
  crm_window_update_actions (self);
}

/**
 * crm_window_new:
 *
 * Returns: (transfer none): a window without a file; see crm_window_open_path() and crm_window_show_welcome()
 */
CrmWindow *
crm_window_new (GtkApplication *application)
{
  return g_object_new (CRM_TYPE_WINDOW, "application", application, NULL);
}

/**
 * crm_window_get_context:
 *
 * Returns: (transfer none): what the pages of the window are given
 */
CrmContext *
crm_window_get_context (CrmWindow *self)
{
  g_return_val_if_fail (CRM_IS_WINDOW (self), NULL);

  return self->context;
}

/**
 * crm_window_get_path:
 *
 * Returns: (transfer none) (nullable): of the file that is open, is being opened, or could not be opened
 */
const char *
crm_window_get_path (CrmWindow *self)
{
  g_return_val_if_fail (CRM_IS_WINDOW (self), NULL);

  return self->path;
}
