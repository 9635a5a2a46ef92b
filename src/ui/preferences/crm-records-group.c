#include "config.h"

#include "crm-records-group.h"

#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-record-editor.h"

#include <glib/gi18n-lib.h>

struct _CrmRecordsGroup
{
  GtkWidget parent_instance;

  CrmContext           *context; /* (owned) */
  const CrmRecordType  *type;
  CrmRecordsAboutFunc   about;
  CrmRecordsPrepareFunc prepare; /* (nullable) */
  AdwPreferencesGroup  *group;   /* a child */
  GPtrArray            *rows;    /* (owned) (element-type GtkWidget): of the group */
  GtkWidget            *add;     /* (nullable): the last row of the group */
};

G_DEFINE_FINAL_TYPE (CrmRecordsGroup, crm_records_group, GTK_TYPE_WIDGET)

#define RECORD_KEY "crm-record"

static gboolean
can_write (CrmRecordsGroup *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  return store != NULL && !crm_store_is_read_only (store);
}

static void
edit_cb (CrmRecordsGroup *self, GtkWidget *row)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (g_object_get_data (G_OBJECT (row), RECORD_KEY));

  crm_record_editor_present (GTK_WIDGET (self), self->context, draft);
}

static void
add_cb (CrmRecordsGroup *self)
{
  g_autoptr (CrmRecord) draft = crm_record_new (self->type->name);

  if (self->prepare != NULL)
    self->prepare (self->context, draft);
  crm_record_editor_present (GTK_WIDGET (self), self->context, draft);
}

static void
remove_cb (CrmRecordsGroup *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  crm_context_delete_record (self->context, g_object_get_data (G_OBJECT (row), RECORD_KEY));
}

static GtkWidget *
new_remove_button (CrmRecordsGroup *self, const char *name)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
add_row (CrmRecordsGroup *self, CrmRecord *record)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *name = crm_format_title (record);
  g_autofree char *about = self->about (self->context, record);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  g_object_set (row, "subtitle", about, NULL);
  g_object_set_data_full (G_OBJECT (row), RECORD_KEY, g_object_ref (record), g_object_unref);
  if (can_write (self))
    {
      if ((self->type->flags & CRM_TYPE_STAYS) == 0)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_remove_button (self, name));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
    }
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
}

static void
show (CrmRecordsGroup *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new (self->type->name);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (self->add != NULL)
    adw_preferences_group_remove (self->group, self->add);
  crm_query_set_order (query, "created_at", FALSE);
  if (store != NULL)
    crm_store_query (store, query, G_MAXUINT, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (record != NULL)
        add_row (self, record);
    }
  if (self->add != NULL)
    adw_preferences_group_add (self->group, self->add);
  gtk_widget_set_visible (GTK_WIDGET (self), self->add != NULL || ids->len > 0);
}

static void
changed_cb (CrmRecordsGroup *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, self->type->code))
    show (self);
}

static void
store_changed_cb (CrmRecordsGroup *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
crm_records_group_dispose (GObject *object)
{
  CrmRecordsGroup *self = CRM_RECORDS_GROUP (object);
  GtkWidget       *group = GTK_WIDGET (self->group);

  self->group = NULL;
  g_clear_pointer (&group, gtk_widget_unparent);
  g_clear_object (&self->add);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_records_group_parent_class)->dispose (object);
}

static void
crm_records_group_class_init (CrmRecordsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_records_group_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_records_group_init (CrmRecordsGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
}

/**
 * crm_records_group_new:
 * @title: of the group; translated, like what follows
 * @description: what they are for
 * @add: (nullable): of the row that adds one; %NULL where they come by themselves: the group is hidden while there are none
 * @about: what is said below the name of each
 */
GtkWidget *
crm_records_group_new (CrmContext *context, const char *type_name, const char *title, const char *description, const char *add, CrmRecordsAboutFunc about)
{
  CrmRecordsGroup *self = g_object_new (CRM_TYPE_RECORDS_GROUP, NULL);

  self->context = g_object_ref (context);
  self->type = crm_record_type_find (type_name);
  self->about = about;
  adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (self->group, description);
  if (add != NULL)
    {
      self->add = g_object_ref_sink (crm_field_row_new_action (add, "list-add-symbolic"));
      g_signal_connect_object (self->add, "activated", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->group, self->add);
    }
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * crm_records_group_set_prepare:
 * @prepare: fills in a new one before it is shown
 */
void
crm_records_group_set_prepare (CrmRecordsGroup *self, CrmRecordsPrepareFunc prepare)
{
  self->prepare = prepare;
}
