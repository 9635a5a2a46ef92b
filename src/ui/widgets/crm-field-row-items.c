/* The row for a set of items: an expander with an expander for each item, whose rows come from the declaration of the item.
 *
 * Items of a set are shared and never change, so the rows edit copies, and every edit puts a new set of new copies into the draft. An
 * item that lacks what its type requires (a telephone number without digits) is not put: so a row that was added and left empty is as
 * if it had never been. */

#include "config.h"

#include "crm-contact-point.h"
#include "crm-field-row-private.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

#define COPIES_KEY "crm-field-copies"
#define ADD_KEY "crm-field-add"

static GPtrArray *
get_copies (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), COPIES_KEY);
}

/* What a number means depends on the country it was typed in, which the item itself does not know. */
static void
normalise (CrmContext *context, CrmItem *item)
{
  g_autoptr (CrmItem) fresh = NULL;

  if (!CRM_IS_CONTACT_POINT (item))
    return;

  fresh = crm_contact_point_new (crm_object_get_text (CRM_OBJECT (item), "kind"), NULL, crm_object_get_text (CRM_OBJECT (item), "value"), crm_context_default_country (context));
  crm_object_set_text (CRM_OBJECT (item), "normalised", crm_object_get_text (CRM_OBJECT (fresh), "normalised"));
}

static void
put_copies (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  GPtrArray    *copies = get_copies (row);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < copies->len; i++)
    {
      CrmItem *item;

      if (crm_object_find_lacking (g_ptr_array_index (copies, i)) != NULL)
        continue;
      item = crm_item_copy (g_ptr_array_index (copies, i));
      normalise (edit->context, item);
      crm_item_ensure_id (item, items);
      crm_item_set_id (g_ptr_array_index (copies, i), crm_item_get_id (item));
      g_ptr_array_add (items, item);
    }

  edit->writing = TRUE;
  crm_object_put_items (edit->draft, crm_field_get_number (edit->field, edit->draft), items);
  edit->writing = FALSE;
}

static void
name_item_row (GtkWidget *item_row, CrmObject *item)
{
  g_autofree char *title = crm_format_title (item);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (item_row), title);
}

static void
item_changed_cb (CrmObject *item, GParamSpec *pspec, GtkWidget *item_row)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (item_row), "crm-field-set");

  if (ADW_IS_EXPANDER_ROW (item_row))
    name_item_row (item_row, item);
  put_copies (row);
}

static void
remove_cb (GtkWidget *item_row)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (item_row), "crm-field-set");
  CrmObject *item = g_object_get_data (G_OBJECT (item_row), "crm-field-item");

  gtk_widget_grab_focus (row);
  g_ptr_array_remove (get_copies (row), item);
  put_copies (row);
  adw_expander_row_remove (ADW_EXPANDER_ROW (row), item_row);
}

/* The only field of the type people edit, where there is one only: a tag, a link. */
static const CrmField *
get_only_field (CrmObject *item)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);
  const CrmField *only = NULL;

  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_field_row_is_editable (&fields[i]))
        continue;
      if (only != NULL)
        return NULL;
      only = &fields[i];
    }

  return only;
}

static GtkWidget *
new_item_expander (CrmContext *context, CrmObject *item)
{
  GtkWidget *item_row = adw_expander_row_new ();
  GtkWidget *remove = crm_field_row_new_action (_ ("Remove"), "user-trash-symbolic");
  g_autoptr (GPtrArray) rows = crm_field_rows_new (context, item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (item_row), FALSE);
  name_item_row (item_row, item);
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (item_row), g_ptr_array_index (rows, i));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (item_row), remove);
  g_signal_connect_object (remove, "activated", G_CALLBACK (remove_cb), item_row, G_CONNECT_SWAPPED);

  return item_row;
}

static GtkWidget *
append_item (GtkWidget *row, CrmObject *item)
{
  CrmFieldEdit   *edit = crm_field_edit_get (row);
  GtkWidget      *add = g_object_get_data (G_OBJECT (row), ADD_KEY);
  const CrmField *only = get_only_field (item);
  GtkWidget      *item_row = only != NULL ? crm_field_row_new (edit->context, item, only) : new_item_expander (edit->context, item);

  g_object_set_data (G_OBJECT (item_row), "crm-field-set", row);
  g_object_set_data_full (G_OBJECT (item_row), "crm-field-item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (item, "notify", G_CALLBACK (item_changed_cb), item_row, 0);

  /* Rows can only be appended, so the one that adds goes to the end again. */
  g_object_ref (add);
  adw_expander_row_remove (ADW_EXPANDER_ROW (row), add);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), item_row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), add);
  g_object_unref (add); /* the reference that kept it between its two places */

  return item_row;
}

static void
add_cb (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  g_autoptr (CrmObject) item = g_object_new (edit->field->item_type (), NULL);
  GtkWidget *item_row;

  g_ptr_array_add (get_copies (row), g_object_ref (item));
  item_row = append_item (row, item);
  if (ADW_IS_EXPANDER_ROW (item_row))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (item_row), TRUE);
  gtk_widget_grab_focus (item_row);
}

static void
add_existing (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  GPtrArray    *items = crm_object_peek_items (edit->draft, crm_field_get_number (edit->field, edit->draft));

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_autoptr (CrmItem) copy = crm_item_copy (g_ptr_array_index (items, i));

      g_ptr_array_add (get_copies (row), g_object_ref (copy));
      append_item (row, CRM_OBJECT (copy));
    }
}

static void
show_count (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  GPtrArray       *items = crm_object_peek_items (edit->draft, crm_field_get_number (edit->field, edit->draft));
  g_autofree char *count = items != NULL ? crm_format_count (edit->context, items->len) : g_strdup (C_ ("items", "None yet"));

  g_object_set (row, "subtitle", count, NULL);
}

GtkWidget *
crm_field_row_new_items (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget       *row = adw_expander_row_new ();
  GtkWidget       *add = crm_field_row_new_action (_ ("Add"), "list-add-symbolic");
  g_autofree char *signal = crm_field_dup_signal (field);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crm_field_get_label (field));
  crm_field_edit_attach (row, context, draft, field);
  g_object_set_data_full (G_OBJECT (row), COPIES_KEY, g_ptr_array_new_with_free_func (g_object_unref), (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data (G_OBJECT (row), ADD_KEY, add);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), add);
  g_signal_connect_object (add, "activated", G_CALLBACK (add_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, signal, G_CALLBACK (show_count), row, G_CONNECT_SWAPPED);
  add_existing (row);
  show_count (row);

  return row;
}
