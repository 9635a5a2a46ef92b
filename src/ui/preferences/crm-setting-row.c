#include "config.h"

#include "crm-setting-row.h"

#include "crm-entry-row.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmContext        *context; /* (owned) */
  const char        *name;
  CrmSettingReadFunc read; /* (nullable): anything goes */
} Binding;

static void
binding_free (gpointer data)
{
  Binding *self = data;

  g_clear_object (&self->context);
  g_free (self);
}

static Binding *
get_binding (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "crm-setting");
}

/**
 * crm_setting_edit:
 * @context: with an open file
 *
 * Returns: (transfer full): the setting of that name, to be changed
 */
CrmRecord *
crm_setting_edit (CrmContext *context, const char *name)
{
  CrmStore        *store = crm_context_get_store (context);
  g_autofree char *key = g_strconcat ("setting:", name, NULL);
  gint64           id = crm_store_find_key (store, key, "setting");
  g_autoptr (CrmRecord) setting = id != 0 ? crm_store_get (store, id, NULL) : NULL;
  CrmRecord *draft = setting != NULL ? crm_record_edit (setting) : crm_record_new ("setting");

  crm_object_set_text (CRM_OBJECT (draft), "name", name);

  return draft;
}

void
crm_setting_commit (CrmContext *context, CrmRecord *draft)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (records, g_object_ref (draft));
  crm_context_commit_quietly (context, N_ ("Edit your business"), records, NULL, NULL);
}

static void
apply_cb (GtkWidget *row)
{
  Binding         *self = get_binding (row);
  g_autofree char *typed = crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_autofree char *kept = self->read != NULL ? self->read (typed) : g_strdup (typed);
  g_autoptr (CrmRecord) draft = NULL;

  if (self->read != NULL && kept == NULL)
    {
      gtk_widget_add_css_class (row, "error");
      return;
    }
  gtk_widget_remove_css_class (row, "error");
  if (crm_context_get_store (self->context) == NULL)
    return;

  draft = crm_setting_edit (self->context, self->name);
  crm_object_set_text (CRM_OBJECT (draft), "value", kept);
  crm_setting_commit (self->context, draft);
}

/**
 * crm_setting_row_new:
 * @name: static: of the setting
 * @title: translated
 * @text: (nullable): how it stands
 */
GtkWidget *
crm_setting_row_new (CrmContext *context, const char *name, const char *title, const char *text)
{
  GtkWidget *row = crm_entry_row_new ();
  Binding   *self = g_new0 (Binding, 1);

  self->context = g_object_ref (context);
  self->name = name;
  g_object_set_data_full (G_OBJECT (row), "crm-setting", self, binding_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (apply_cb), NULL);

  return row;
}

void
crm_setting_row_set_read (GtkWidget *row, CrmSettingReadFunc read)
{
  get_binding (row)->read = read;
}
