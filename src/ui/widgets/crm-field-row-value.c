/* Rows for single values that are not typed as they are kept: instants, references to other records, and files. */

#include "config.h"

#include "crm-clock.h"
#include "crm-content.h"
#include "crm-date-format.h"
#include "crm-entry-row.h"
#include "crm-field-row-private.h"
#include "crm-format.h"
#include "crm-pick-file.h"
#include "crm-record-picker.h"
#include "crm-when.h"

#include <glib/gi18n-lib.h>

/* Photos and scans; more than that does not belong in a row of a record. */
#define MAX_FILE_SIZE (16 * 1024 * 1024)

static void
instant_changed_cb (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  const char   *text = gtk_editable_get_text (GTK_EDITABLE (row));
  CrmWhen       when;
  gboolean      empty = *text == '\0';
  g_autoptr (GError) error = NULL;
  gboolean valid = empty || crm_when_parse (text, crm_context_get_culture (edit->context), crm_context_get_today (edit->context), &when, &error);

  crm_field_row_set_invalid (row, !valid);
  gtk_widget_set_tooltip_text (row, error != NULL ? error->message : NULL);
  if (valid)
    crm_field_edit_put_integer (edit, empty ? CRM_UNSET : crm_when_to_instant (when, crm_clock_now ()));
}

static void
show_instant (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  gint64           instant = crm_field_peek_integer (edit->field, edit->draft);
  g_autofree char *text = NULL;

  if (instant != CRM_UNSET)
    text = crm_instant_format (instant, crm_context_get_culture (edit->context), CRM_INSTANT_STYLE_DAY_TIME);
  g_signal_handlers_block_by_func (row, instant_changed_cb, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_handlers_unblock_by_func (row, instant_changed_cb, NULL);
}

GtkWidget *
crm_field_row_new_instant (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = crm_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crm_field_get_label (field));
  crm_field_edit_attach (row, context, draft, field);
  g_signal_connect (row, "changed", G_CALLBACK (instant_changed_cb), NULL);
  crm_field_edit_follow (row, show_instant);

  return row;
}

static GtkWidget *
add_button (GtkWidget *row, const char *icon_name, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

static GtkWidget *
new_value_row (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crm_field_get_label (field));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  crm_field_edit_attach (row, context, draft, field);

  return row;
}

static void
clear_cb (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);

  if (edit->field->kind == CRM_KIND_REFERENCE)
    crm_field_put_integer (edit->field, edit->draft, CRM_UNSET);
  else
    crm_field_put_text (edit->field, edit->draft, NULL);
}

static void
picked_cb (GtkWidget *row, gint64 id)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);

  crm_field_put_integer (edit->field, edit->draft, id);
}

static void
picker_closed_cb (GtkWidget *picker)
{
  /* Not at once: the popover still has to say what was picked. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, picker);
}

/* Which type is picked from: the declared one, or, for a reference to anything, that of what is there now. */
static const char *
get_target (CrmFieldEdit *edit)
{
  const CrmRecordType *type = crm_record_type_of_id (crm_field_peek_integer (edit->field, edit->draft));

  if (edit->field->target != NULL)
    return edit->field->target;

  return type != NULL ? type->name : "person";
}

static void
pick_cb (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  GtkWidget    *picker = crm_record_picker_new (edit->context, get_target (edit));

  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect (picker, "closed", G_CALLBACK (picker_closed_cb), NULL);
  crm_record_picker_popup_at (CRM_RECORD_PICKER (picker), row);
}

static void
show_value (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  GtkWidget       *clear = g_object_get_data (G_OBJECT (row), "crm-field-clear");
  gboolean         set = crm_field_is_set (edit->field, edit->draft);
  g_autofree char *title = NULL;

  if (!set)
    title = g_strdup (C_ ("choice", "Not set"));
  else if (edit->field->kind == CRM_KIND_REFERENCE)
    title = crm_format_reference (edit->context, crm_field_peek_integer (edit->field, edit->draft));
  else
    title = g_strdup (C_ ("file", "Kept in the customer file"));
  g_object_set (row, "subtitle", title, NULL);
  gtk_widget_set_visible (clear, set);
}

static void
add_clear_button (GtkWidget *row)
{
  GtkWidget *clear = add_button (row, "edit-clear-symbolic", C_ ("a field", "Clear"));

  g_object_set_data (G_OBJECT (row), "crm-field-clear", clear);
  g_signal_connect_object (clear, "clicked", G_CALLBACK (clear_cb), row, G_CONNECT_SWAPPED);
}

GtkWidget *
crm_field_row_new_reference (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = new_value_row (context, draft, field);

  add_clear_button (row);
  g_signal_connect (row, "activated", G_CALLBACK (pick_cb), NULL);
  crm_field_edit_follow (row, show_value);

  return row;
}

typedef struct
{
  GtkWidget *row;   /* (owned) */
  GBytes    *bytes; /* (owned) */
  char      *hash;  /* (owned) (nullable) */
} KeepFile;

static void
keep_file_free (KeepFile *keep)
{
  g_clear_object (&keep->row);
  g_bytes_unref (keep->bytes);
  g_free (keep->hash);
  g_free (keep);
}

static gboolean
keep_file (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  KeepFile *keep = user_data;

  keep->hash = crm_content_add (crm_transaction_get_connection (transaction), keep->bytes, NULL, error);

  return keep->hash != NULL;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KeepFile     *keep = user_data;
  CrmFieldEdit *edit = crm_field_edit_get (keep->row);
  g_autoptr (GError) error = NULL;

  if (crm_store_write_finish (CRM_STORE (source), result, &error))
    crm_field_put_text (edit->field, edit->draft, keep->hash);
  else
    crm_context_report (edit->context, error);
  keep_file_free (keep);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  CrmFieldEdit *edit = crm_field_edit_get (row);
  CrmStore     *store = crm_context_get_store (edit->context);
  KeepFile     *keep;

  if (bytes == NULL || g_bytes_get_size (bytes) > MAX_FILE_SIZE || store == NULL)
    {
      if (error != NULL)
        crm_context_report (edit->context, error);
      else
        crm_context_toast (edit->context, _ ("That file is too large. Choose one of at most 16 MB."));
      return;
    }

  keep = g_new0 (KeepFile, 1);
  keep->row = g_steal_pointer (&row);
  keep->bytes = g_steal_pointer (&bytes);
  crm_store_write_async (store, N_ ("Add a file"), "edit", CRM_TRANSACTION_NONE, keep_file, keep, NULL, NULL, kept_cb, keep);
}

static void
file_picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = crm_pick_file_finish (result, &error);

  if (file != NULL)
    g_file_load_bytes_async (file, NULL, loaded_cb, g_steal_pointer (&row));
  else
    crm_context_report (crm_field_edit_get (row)->context, error);
}

static void
pick_file_cb (GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);

  crm_pick_file_async (GTK_WINDOW (root), CRM_PICK_OPEN, _ ("Choose a File"), _ ("Choose"), NULL, NULL, NULL, file_picked_cb, g_object_ref (row));
}

GtkWidget *
crm_field_row_new_file (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = new_value_row (context, draft, field);

  add_clear_button (row);
  g_signal_connect (row, "activated", G_CALLBACK (pick_file_cb), NULL);
  crm_field_edit_follow (row, show_value);

  return row;
}
