/* What is done with many records at once. The bar knows which they are by their positions, and reads none of them. */

#include "config.h"

#include "crm-chosen-bar.h"

#include "crm-bulk-dialog.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

struct _CrmChosenBar
{
  AdwBin parent_instance;

  CrmContext         *context; /* (owned) (nullable) */
  const CrmTableType *type;
  GSimpleActionGroup *actions;   /* (owned) */
  CrmRecordList      *records;   /* (owned) (nullable): what is listed */
  CrmBitsetSelection *selection; /* (owned) (nullable): which of it */

  /* Template widgets; the revealer around all is the bin's child, which it disposes of itself */
  GtkLabel *count;
};

static const CrmCommand commands[] = {
  { "chosen.edit", "<Control>e", N_ ("Edit what is chosen"), "document-edit-symbolic" },
  { "chosen.merge", NULL, N_ ("Make one of the two that are chosen"), "object-select-symbolic" },
  { "chosen.delete", "Delete KP_Delete", N_ ("Delete what is chosen"), "user-trash-symbolic" },
  { "chosen.none", "Escape", N_ ("Choose none"), "edit-clear-symbolic" },
};

G_DEFINE_FINAL_TYPE (CrmChosenBar, crm_chosen_bar, ADW_TYPE_BIN)

static GArray *
collect_ids (CrmChosenBar *self)
{
  GArray       *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         position;

  if (self->selection == NULL)
    return ids;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, crm_bitset_selection_peek (self->selection), &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = crm_record_list_get_id (self->records, position);

      g_array_append_val (ids, id);
    }

  return ids;
}

static void
enable (CrmChosenBar *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

static void
show_count (CrmChosenBar *self)
{
  guint            count = self->selection != NULL ? crm_bitset_selection_count (self->selection) : 0;
  g_autofree char *number = crm_format_count (self->context, count);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s selected", "%s selected", count), number);

  gtk_label_set_text (self->count, text);
  gtk_revealer_set_reveal_child (GTK_REVEALER (adw_bin_get_child (ADW_BIN (self))), count > 1);
  enable (self, "delete", count > 0);
  enable (self, "edit", count > 1);
  enable (self, "merge", count == 2 && self->type->can_merge);
  enable (self, "none", count > 1);
}

static char *
dup_delete_title (CrmChosenBar *self, GArray *ids)
{
  g_autofree char *name = NULL;

  if (ids->len != 1)
    return self->type->dup_delete_title (self->context, ids->len);

  name = crm_format_reference (self->context, g_array_index (ids, gint64, 0));
  /* Translators: what was done; %s is a name */
  return g_strdup_printf (_ ("Delete %s"), name);
}

static void
delete_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmChosenBar *self = user_data;
  g_autoptr (GArray) ids = collect_ids (self);
  g_autofree char *title = NULL;

  if (ids->len == 0)
    return;

  title = dup_delete_title (self, ids);
  crm_context_delete (self->context, title, (const gint64 *) (gpointer) ids->data, ids->len);
}

static void
edit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmChosenBar *self = user_data;
  g_autoptr (GArray) ids = collect_ids (self);

  crm_bulk_dialog_present (GTK_WIDGET (self), self->context, self->type, ids);
}

static void
none_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmChosenBar *self = user_data;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
merge_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmChosenBar *self = user_data;
  g_autoptr (GArray) ids = collect_ids (self);

  if (ids->len == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.merge", "(xx)", g_array_index (ids, gint64, 0), g_array_index (ids, gint64, 1));
}

static const GActionEntry entries[] = {
  { "delete", delete_activated },
  { "edit", edit_activated },
  { "merge", merge_activated },
  { "none", none_activated },
};

static void
let_go (CrmChosenBar *self)
{
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->records);
}

static void
crm_chosen_bar_dispose (GObject *object)
{
  CrmChosenBar *self = CRM_CHOSEN_BAR (object);

  let_go (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_CHOSEN_BAR);
  g_clear_object (&self->actions);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_chosen_bar_parent_class)->dispose (object);
}

static void
crm_chosen_bar_class_init (CrmChosenBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_chosen_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/table/crm-chosen-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmChosenBar, count);
}

static void
crm_chosen_bar_init (CrmChosenBar *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_chosen_bar_serve:
 * @list: the widget around the rows, which holds the bar
 * @type: of what is listed
 *
 * Gives @list the bar's actions, with their keys. To be called once.
 */
void
crm_chosen_bar_serve (CrmChosenBar *self, GtkWidget *list, CrmContext *context, const CrmTableType *type)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->context = g_object_ref (context);
  self->type = type;
  gtk_widget_insert_action_group (list, "chosen", G_ACTION_GROUP (self->actions));
  crm_commands_add_keys (commands, G_N_ELEMENTS (commands), GTK_SHORTCUT_CONTROLLER (keys));
  gtk_widget_add_controller (list, keys);
  show_count (self);
}

/**
 * crm_chosen_bar_set_selection:
 * @records: (nullable): what is listed
 * @selection: (nullable): which of it is chosen
 */
void
crm_chosen_bar_set_selection (CrmChosenBar *self, CrmRecordList *records, CrmBitsetSelection *selection)
{
  let_go (self);
  if (selection != NULL)
    {
      self->records = g_object_ref (records);
      self->selection = g_object_ref (selection);
      g_signal_connect_object (selection, "selection-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (selection, "items-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
    }
  show_count (self);
}

/**
 * crm_chosen_bar_get_commands:
 * @n_commands: (out): how many there are
 *
 * Returns: (transfer none): what can be done, with the actions of the list whose bar it is; those that cannot be done now are disabled there
 */
const CrmCommand *
crm_chosen_bar_get_commands (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}
