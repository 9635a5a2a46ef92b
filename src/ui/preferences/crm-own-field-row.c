#include "config.h"

#include "crm-own-field-row.h"

#include "crm-format.h"
#include "crm-model.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmOwnFieldRow
{
  AdwActionRow parent_instance;

  CrmRecord *field; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CrmOwnFieldRow, crm_own_field_row, ADW_TYPE_ACTION_ROW)

enum
{
  MOVE,
  DROP,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "Choice: Silk, Cotton", "Money: EUR", "Text" */
static char *
dup_kind (CrmRecord *field)
{
  CrmObject       *object = CRM_OBJECT (field);
  GPtrArray       *choices = crm_object_get_items (object, "choices");
  g_autofree char *kind = crm_format_choice (object, "kind");
  g_autofree char *target = crm_object_get_text (object, "target") != NULL ? crm_format_choice (object, "target") : NULL;
  const char      *currency = crm_object_get_text (object, "currency");
  g_autoptr (GString) more = g_string_new (NULL);

  if (crm_custom_field_get_kind (field) == CRM_KIND_CHOICE)
    {
      for (guint i = 0; choices != NULL && i < choices->len; i++)
        {
          g_autofree char *label = crm_format_title (g_ptr_array_index (choices, i));

          g_string_append_printf (more, "%s%s", i > 0 ? _ (", ") : "", label);
        }
    }
  else if (target != NULL || currency != NULL)
    {
      g_string_append (more, target != NULL ? target : currency);
    }
  if (more->len == 0)
    return g_steal_pointer (&kind);

  /* Translators: 1: the kind of a field, such as Choice; 2: what can be chosen, what it links to, or its currency */
  return g_strdup_printf (_ ("%1$s: %2$s"), kind, more->str);
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "field.remove"))
    g_signal_emit (widget, signals[REMOVE], 0);
  else
    g_signal_emit (widget, signals[MOVE], 0, g_str_equal (name, "field.up") ? -1 : 1);
}

static GdkContentProvider *
prepare_cb (GtkWidget *row)
{
  return gdk_content_provider_new_typed (CRM_TYPE_OWN_FIELD_ROW, row);
}

static void
drag_begin_cb (GtkWidget *row, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, icon, 0, gtk_widget_get_height (row) / 2);
}

static gboolean
drop_cb (GtkWidget *row, const GValue *value)
{
  GtkWidget *dragged = g_value_get_object (value);

  if (dragged == NULL || dragged == row)
    return FALSE;

  g_signal_emit (row, signals[DROP], 0, dragged);
  return TRUE;
}

static void
add_drag (CrmOwnFieldRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (CRM_TYPE_OWN_FIELD_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
crm_own_field_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_OWN_FIELD_ROW);
  g_clear_object (&CRM_OWN_FIELD_ROW (object)->field);

  G_OBJECT_CLASS (crm_own_field_row_parent_class)->dispose (object);
}

static void
crm_own_field_row_class_init (CrmOwnFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_own_field_row_dispose;
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DROP] = g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, type);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/preferences/crm-own-field-row.ui");
  gtk_widget_class_install_action (widget_class, "field.up", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "field.down", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "field.remove", NULL, action_cb);
}

static void
crm_own_field_row_init (CrmOwnFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_drag (self);
}

/**
 * crm_own_field_row_new:
 * @field: (type CrmCustomField): as it is in the file
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
crm_own_field_row_new (CrmRecord *field)
{
  CrmOwnFieldRow  *self = g_object_new (CRM_TYPE_OWN_FIELD_ROW, NULL);
  g_autofree char *kind = dup_kind (field);
  g_autofree char *name = crm_object_dup_title (CRM_OBJECT (field));

  self->field = g_object_ref (field);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), kind);

  return GTK_WIDGET (self);
}

CrmRecord *
crm_own_field_row_get_field (CrmOwnFieldRow *self)
{
  return self->field;
}
