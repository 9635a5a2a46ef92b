#include "config.h"

#include "crm-column-chooser.h"

#include "crm-field-row.h"

#include <glib/gi18n-lib.h>

struct _CrmColumnChooser
{
  GtkPopover parent_instance;

  GPtrArray *names; /* (owned) (element-type utf8): those that are shown, in their order */
  gboolean   filling;

  /* Template widgets */
  GtkBox    *box;
  GtkWidget *reset;
};

G_DEFINE_FINAL_TYPE (CrmColumnChooser, crm_column_chooser, GTK_TYPE_POPOVER)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define NAME_KEY "crm-column"

static gboolean
find_name (CrmColumnChooser *self, const char *name, guint *position)
{
  return g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, position);
}

static void
tell (CrmColumnChooser *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->names->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "", (const char *) g_ptr_array_index (self->names, i));
  g_signal_emit (self, signals[CHANGED], 0, names->str);
}

static void
toggled_cb (CrmColumnChooser *self, GtkCheckButton *check)
{
  const char *name = g_object_get_data (G_OBJECT (check), NAME_KEY);
  guint       position;

  if (self->filling)
    return;

  if (find_name (self, name, &position))
    g_ptr_array_remove_index (self->names, position);
  else
    g_ptr_array_add (self->names, g_strdup (name));
  tell (self);
}

static void
reset_cb (CrmColumnChooser *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHANGED], 0, NULL);
}

static void
add (CrmColumnChooser *self, const char *name, const char *title)
{
  GtkWidget *check = gtk_check_button_new_with_label (title);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), find_name (self, name, NULL));
  g_object_set_data_full (G_OBJECT (check), NAME_KEY, g_strdup (name), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, check);
}

static gboolean
is_own_column (const CrmTableType *type, const char *name)
{
  for (guint i = 0; i < type->n_columns; i++)
    {
      if (g_str_equal (type->columns[i].id, name))
        return TRUE;
    }

  return FALSE;
}

static void
crm_column_chooser_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_COLUMN_CHOOSER);

  G_OBJECT_CLASS (crm_column_chooser_parent_class)->dispose (object);
}

static void
crm_column_chooser_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_COLUMN_CHOOSER (object)->names);

  G_OBJECT_CLASS (crm_column_chooser_parent_class)->finalize (object);
}

static void
crm_column_chooser_class_init (CrmColumnChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_column_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_column_chooser_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/table/crm-column-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmColumnChooser, box);
  gtk_widget_class_bind_template_child (widget_class, CrmColumnChooser, reset);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
crm_column_chooser_init (CrmColumnChooser *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_column_chooser_fill:
 * @names: the columns that are shown
 *
 * To be called before it is shown. The name is always a column, and not offered.
 */
void
crm_column_chooser_fill (CrmColumnChooser *self, CrmContext *context, const CrmTableType *type, const char *names)
{
  CrmFieldSet *fields = crm_context_get_fields (context, crm_record_type_find (type->type_name));
  g_auto (GStrv) list = g_strsplit (names, ",", -1);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_ptr_array_set_size (self->names, 0);
  for (guint i = 0; list[i] != NULL; i++)
    g_ptr_array_add (self->names, g_strdup (list[i]));
  for (guint i = 1; i < type->n_columns; i++)
    add (self, type->columns[i].id, _ (type->columns[i].title));
  for (guint i = 0; fields != NULL && i < crm_field_set_get_size (fields); i++)
    {
      const CrmField *field = crm_field_set_get (fields, i);

      if (crm_field_row_is_editable (field) && (field->flags & CRM_FIELD_PRIVATE) == 0 && !is_own_column (type, field->name))
        add (self, field->name, crm_field_get_label (field));
    }
  self->filling = FALSE;
}
