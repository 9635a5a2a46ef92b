#include "config.h"

#include "crm-shortcuts-window.h"

#include "crm-page.h"
#include "crm-pages.h"
#include "crm-shortcuts.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmShortcutsWindow
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *group; /* (nullable): the one that is being filled */
  GHashTable          *told;  /* (owned) (element-type CrmCommandGroup): pages of one kind have the same keys */
  GPtrArray           *rows;  /* (owned) (element-type GtkWidget): of all groups */

  /* Template widgets */
  GtkSearchBar       *bar;
  GtkEditable        *search;
  GtkStack           *stack;
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (CrmShortcutsWindow, crm_shortcuts_window, ADW_TYPE_WINDOW)

#define GROUP_KEY "crm-group"

/* Keys of the number block do what those of the same name do. */
static char *
dup_shown_keys (const char *accelerators)
{
  g_auto (GStrv) all = g_strsplit (accelerators, " ", -1);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (strstr (all[i], "KP_") == NULL)
        g_ptr_array_add (shown, all[i]);
    }
  g_ptr_array_add (shown, NULL);

  return g_strjoinv (" ", (char **) shown->pdata);
}

/* For a screen reader: "Ctrl+N". */
static char *
dup_spoken_keys (const char *accelerators)
{
  g_auto (GStrv) all = g_strsplit (accelerators, " ", -1);
  g_autoptr (GPtrArray) spoken = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; all[i] != NULL; i++)
    {
      guint           key;
      GdkModifierType modifiers;

      if (gtk_accelerator_parse (all[i], &key, &modifiers))
        g_ptr_array_add (spoken, gtk_accelerator_get_label (key, modifiers));
    }
  g_ptr_array_add (spoken, NULL);

  return g_strjoinv (", ", (char **) spoken->pdata);
}

static void
begin_group (CrmShortcutsWindow *self, const char *title)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, title);
  adw_preferences_page_add (self->page, self->group);
}

/* Keys alone stand beside each other; those with others held are too wide for that. */
static GtkWidget *
new_keys (const char *shown)
{
  g_auto (GStrv) all = g_strsplit (shown, " ", -1);
  GtkWidget *box;

  if (strchr (shown, '<') == NULL || all[1] == NULL)
    return gtk_shortcut_label_new (shown);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  for (guint i = 0; all[i] != NULL; i++)
    {
      GtkWidget *label = gtk_shortcut_label_new (all[i]);

      gtk_widget_set_halign (label, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

static void
add_key (CrmShortcutsWindow *self, const char *title, const char *accelerators)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *shown = dup_shown_keys (accelerators);
  g_autofree char *spoken = dup_spoken_keys (shown);
  GtkWidget       *keys = new_keys (shown);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  adw_preferences_group_add (self->group, row);
  g_object_set_data (G_OBJECT (row), GROUP_KEY, self->group);
  g_ptr_array_add (self->rows, row);
}

static void
add_page (CrmShortcutsWindow *self, GType type)
{
  guint                  n_groups;
  const CrmCommandGroup *groups = crm_page_type_get_keys (type, &n_groups);

  if (groups == NULL || !g_hash_table_add (self->told, (gpointer) groups))
    return;

  for (guint i = 0; i < n_groups; i++)
    {
      begin_group (self, _ (groups[i].title));
      for (guint j = 0; j < groups[i].n_commands; j++)
        {
          const CrmCommand *command = &groups[i].commands[j];

          if (command->accelerators != NULL && command->title != NULL)
            add_key (self, _ (command->title), command->accelerators);
        }
    }
}

static void
add_window (CrmShortcutsWindow *self)
{
  guint              n_shortcuts;
  const CrmShortcut *shortcuts = crm_shortcuts_list (&n_shortcuts);
  GtkTextDirection   direction = gtk_widget_get_default_direction ();

  for (guint i = 0; i < n_shortcuts; i++)
    {
      const char *title = shortcuts[i].shown != NULL ? shortcuts[i].shown : shortcuts[i].command.title;

      if (i == 0 || !g_str_equal (shortcuts[i].group, shortcuts[i - 1].group))
        begin_group (self, _ (shortcuts[i].group));
      if (title != NULL && shortcuts[i].command.accelerators != NULL && (shortcuts[i].direction == GTK_TEXT_DIR_NONE || shortcuts[i].direction == direction))
        add_key (self, _ (title), shortcuts[i].command.accelerators);
    }
}

static void
hide_group (gpointer row, gpointer data)
{
  gtk_widget_set_visible (g_object_get_data (row, GROUP_KEY), FALSE);
}

/* A group is seen where one of its rows is. */
static void
search_changed_cb (CrmShortcutsWindow *self)
{
  g_autofree char *wanted = crm_text_fold (gtk_editable_get_text (self->search));
  gboolean         found = FALSE;

  g_ptr_array_foreach (self->rows, hide_group, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget       *row = g_ptr_array_index (self->rows, i);
      g_autofree char *title = crm_text_fold (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
      gboolean         matches = strstr (title, wanted) != NULL;

      gtk_widget_set_visible (row, matches);
      if (matches)
        gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), GROUP_KEY), TRUE);
      found = found || matches;
    }
  gtk_stack_set_visible_child_name (self->stack, found ? "keys" : "none");
}

/* The first leaves the search, the next the window. */
static void
escape (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmShortcutsWindow *self = CRM_SHORTCUTS_WINDOW (widget);

  if (gtk_search_bar_get_search_mode (self->bar))
    gtk_search_bar_set_search_mode (self->bar, FALSE);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
crm_shortcuts_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_SHORTCUTS_WINDOW);

  G_OBJECT_CLASS (crm_shortcuts_window_parent_class)->dispose (object);
}

static void
crm_shortcuts_window_finalize (GObject *object)
{
  g_hash_table_unref (CRM_SHORTCUTS_WINDOW (object)->told);
  g_ptr_array_unref (CRM_SHORTCUTS_WINDOW (object)->rows);

  G_OBJECT_CLASS (crm_shortcuts_window_parent_class)->finalize (object);
}

static void
crm_shortcuts_window_class_init (CrmShortcutsWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crm_shortcuts_window_dispose;
  object_class->finalize = crm_shortcuts_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/shell/crm-shortcuts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmShortcutsWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, CrmShortcutsWindow, search);
  gtk_widget_class_bind_template_child (widget_class, CrmShortcutsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmShortcutsWindow, page);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "shortcuts.escape", NULL, escape);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "shortcuts.escape", NULL);
}

static void
crm_shortcuts_window_init (CrmShortcutsWindow *self)
{
  self->told = g_hash_table_new (NULL, NULL);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->search);
}

/**
 * crm_shortcuts_window_new:
 * @page: the type of the page that is shown, whose keys come first; G_TYPE_NONE for none
 */
GtkWindow *
crm_shortcuts_window_new (GType page)
{
  CrmShortcutsWindow *self = g_object_new (CRM_TYPE_SHORTCUTS_WINDOW, NULL);
  guint               n_pages;
  const CrmPageEntry *pages = crm_pages_list (&n_pages);

  if (page != G_TYPE_NONE)
    add_page (self, page);
  add_window (self);
  for (guint i = 0; i < n_pages; i++)
    {
      if (pages[i].get_type () != page)
        add_page (self, pages[i].get_type ());
    }

  return GTK_WINDOW (self);
}
