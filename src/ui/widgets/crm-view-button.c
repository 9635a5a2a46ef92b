#include "config.h"

#include "crm-view-button.h"

#include "crm-entry-row.h"
#include "crm-format.h"
#include "crm-record-editor.h"
#include "crm-saved-view.h"

#include <glib/gi18n-lib.h>

struct _CrmViewButton
{
  AdwBin parent_instance;

  CrmContext *context;   /* (owned) (nullable) */
  char       *type_name; /* (owned) (nullable) */
  CrmRecord  *view;      /* (owned) (nullable): the one that is shown */
  CrmRecord  *saving;    /* (owned) (nullable): on its way into the file */

  /* Template widgets */
  GtkMenuButton *button;
  GtkWidget     *label;
  GtkListBox    *views;
  GtkEditable   *name;
  GtkWidget     *save_changes;
};

G_DEFINE_FINAL_TYPE (CrmViewButton, crm_view_button, ADW_TYPE_BIN)

enum
{
  OPEN,
  TAKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define VIEW_KEY "crm-view"

static void
show_button (CrmViewButton *self)
{
  g_autofree char *title = self->view != NULL ? crm_format_title (self->view) : NULL;

  gtk_label_set_text (GTK_LABEL (self->label), title != NULL ? title : _ ("Views"));
  gtk_widget_set_visible (self->save_changes, self->view != NULL);
}

static void
pin_cb (CrmViewButton *self, GtkWidget *pin)
{
  CrmRecord *view = g_object_get_data (G_OBJECT (pin), VIEW_KEY);
  g_autoptr (CrmRecord) draft = crm_record_edit (view);
  gboolean pinned = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pin));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  if (pinned == crm_object_get_boolean (CRM_OBJECT (view), "pinned"))
    return;

  g_object_set (draft, "pinned", pinned, NULL);
  g_ptr_array_add (records, g_object_ref (draft));
  crm_context_commit_quietly (self->context, pinned ? _ ("Put a view into the sidebar") : _ ("Take a view out of the sidebar"), records, NULL, NULL);
}

static void
rename_cb (CrmViewButton *self, GtkWidget *button)
{
  CrmRecord *view = g_object_get_data (G_OBJECT (button), VIEW_KEY);
  g_autoptr (CrmRecord) draft = crm_record_edit (view);

  gtk_menu_button_popdown (self->button);
  crm_record_editor_present (GTK_WIDGET (self), self->context, draft);
}

static void
delete_cb (CrmViewButton *self, GtkWidget *button)
{
  CrmRecord       *view = g_object_get_data (G_OBJECT (button), VIEW_KEY);
  gint64           id = crm_record_get_id (view);
  g_autofree char *name = crm_format_title (view);
  /* Translators: what was done, for the list of changes; %s is a saved view */
  g_autofree char *title = g_strdup_printf (_ ("Delete view %s"), name);

  gtk_menu_button_popdown (self->button);
  crm_context_delete (self->context, title, &id, 1);
}

static GtkWidget *
add_suffix (CrmViewButton *self, GtkWidget *row, GtkWidget *button, CrmRecord *view, const char *label, GCallback clicked)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), VIEW_KEY, g_object_ref (view), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

static GtkWidget *
new_pin (CrmRecord *view)
{
  GtkWidget *pin = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (pin), "view-pin-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pin), crm_object_get_boolean (CRM_OBJECT (view), "pinned"));

  return pin;
}

static GtkWidget *
new_row (CrmViewButton *self, CrmRecord *view)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = crm_format_title (view);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), VIEW_KEY, g_object_ref (view), g_object_unref);
  add_suffix (self, row, new_pin (view), view, _ ("In the sidebar"), G_CALLBACK (pin_cb));
  add_suffix (self, row, gtk_button_new_from_icon_name ("document-edit-symbolic"), view, _ ("Rename"), G_CALLBACK (rename_cb));
  add_suffix (self, row, gtk_button_new_from_icon_name ("user-trash-symbolic"), view, _ ("Delete"), G_CALLBACK (delete_cb));

  return row;
}

/* The way back to everybody comes first, where a view is shown. */
static GtkWidget *
new_all_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), C_ ("view", "Everything"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static void
fill (CrmViewButton *self)
{
  CrmStore  *store = crm_context_get_store (self->context);
  GtkWidget *child;
  g_autoptr (CrmQuery) query = crm_query_new ("saved_view");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->views))) != NULL)
    gtk_list_box_remove (self->views, child);
  if (self->view != NULL)
    gtk_list_box_append (self->views, new_all_row ());
  crm_query_add_text (query, "record_type", CRM_OP_EQUAL, self->type_name);
  crm_query_set_order (query, "name", FALSE);
  if (store != NULL)
    crm_store_query (store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) view = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (view != NULL)
        gtk_list_box_append (self->views, new_row (self, view));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->views), gtk_widget_get_first_child (GTK_WIDGET (self->views)) != NULL);
}

static void
popover_shown_cb (CrmViewButton *self)
{
  fill (self);
}

static void
row_activated_cb (CrmViewButton *self, GtkListBoxRow *row)
{
  CrmRecord *view = g_object_get_data (G_OBJECT (row), VIEW_KEY);

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[OPEN], 0, view);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmViewButton) self = user_data;
  CrmStore *store = crm_context_get_store (CRM_CONTEXT (source));
  g_autoptr (CrmRecord) saved = g_steal_pointer (&self->saving);
  g_autoptr (CrmRecord) view = NULL;

  if (!crm_context_commit_finish (CRM_CONTEXT (source), result, NULL) || store == NULL)
    return;

  view = crm_store_get (store, crm_record_get_id (saved), NULL);
  if (view != NULL)
    crm_view_button_set_view (self, view);
}

static void
save (CrmViewButton *self, CrmRecord *draft, const char *format)
{
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;

  if (self->saving != NULL)
    return;

  g_signal_emit (self, signals[TAKE], 0, draft);
  name = crm_format_title (draft);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  title = g_strdup_printf (format, name);
#pragma GCC diagnostic pop
  self->saving = g_object_ref (draft);
  crm_context_commit_record (self->context, title, draft, saved_cb, g_object_ref (self));
}

static void
name_applied_cb (CrmViewButton *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autoptr (CrmRecord) draft = crm_record_new ("saved_view");

  if (*name == '\0')
    return;

  g_object_set (draft, "name", name, "record-type", self->type_name, "pinned", TRUE, NULL);
  gtk_menu_button_popdown (self->button);
  gtk_editable_set_text (self->name, "");
  /* Translators: what was done, for the list of changes; %s is a saved view */
  save (self, draft, _ ("Save view %s"));
}

static void
save_changes_cb (CrmViewButton *self)
{
  g_autoptr (CrmRecord) draft = self->view != NULL ? crm_record_edit (self->view) : NULL;

  gtk_menu_button_popdown (self->button);
  if (draft != NULL)
    /* Translators: what was done, for the list of changes; %s is a saved view */
    save (self, draft, _ ("Change view %s"));
}

static void
view_changed_cb (CrmViewButton *self)
{
  if (crm_record_is_deleted (self->view))
    crm_view_button_set_view (self, NULL);
  else
    show_button (self);
}

static void
records_changed_cb (CrmViewButton *self, CrmChangeSet *set)
{
  if (self->view != NULL && crm_change_set_has_type (set, crm_record_type_find ("saved_view")->code))
    view_changed_cb (self);
}

static void
store_changed_cb (CrmViewButton *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  crm_view_button_set_view (self, NULL);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
crm_view_button_dispose (GObject *object)
{
  CrmViewButton *self = CRM_VIEW_BUTTON (object);

  /* First, since the child has a name of its own: the template would take it from under the bin. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_VIEW_BUTTON);
  g_clear_object (&self->view);
  g_clear_object (&self->saving);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_view_button_parent_class)->dispose (object);
}

static void
crm_view_button_finalize (GObject *object)
{
  g_free (CRM_VIEW_BUTTON (object)->type_name);

  G_OBJECT_CLASS (crm_view_button_parent_class)->finalize (object);
}

static void
crm_view_button_class_init (CrmViewButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_view_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_view_button_finalize;

  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);
  signals[TAKE] = g_signal_new ("take", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);

  g_type_ensure (CRM_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-view-button.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmViewButton, button);
  gtk_widget_class_bind_template_child (widget_class, CrmViewButton, label);
  gtk_widget_class_bind_template_child (widget_class, CrmViewButton, views);
  gtk_widget_class_bind_template_child (widget_class, CrmViewButton, name);
  gtk_widget_class_bind_template_child (widget_class, CrmViewButton, save_changes);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_changes_cb);
}

static void
crm_view_button_init (CrmViewButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_view_button_set_context:
 * @type_name: whose records the list shows
 *
 * To be called once.
 */
void
crm_view_button_set_context (CrmViewButton *self, CrmContext *context, const char *type_name)
{
  self->context = g_object_ref (context);
  self->type_name = g_strdup (type_name);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

/**
 * crm_view_button_set_view:
 * @view: (nullable): the one that the list shows now
 */
void
crm_view_button_set_view (CrmViewButton *self, CrmRecord *view)
{
  g_set_object (&self->view, view);
  show_button (self);
}
