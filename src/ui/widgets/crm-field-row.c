/* One row of an editor for any declared field.
 *
 * A row is one of the toolkit's own (an entry, a switch, a choice), with a CrmFieldEdit attached that says what it edits; so there is no
 * class of row for each kind, and a new record type has its editor without a line of its own. Text that cannot be understood marks the
 * row and leaves the draft as it was. */

#include "config.h"

#include "crm-field-row.h"

#include "crm-contact-point.h"
#include "crm-custom-value.h"
#include "crm-date-entry.h"
#include "crm-decimal.h"
#include "crm-entry-row.h"
#include "crm-field-row-private.h"
#include "crm-inscribe.h"
#include "crm-money-entry.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

#define EDIT_KEY "crm-field-edit"
#define SHOW_KEY "crm-field-show"

/* Bodies and addresses begin at this height and grow with their text. */
#define LONG_TEXT_HEIGHT 66

static void
field_edit_free (CrmFieldEdit *edit)
{
  g_clear_object (&edit->context);
  g_clear_object (&edit->draft);
  g_free (edit);
}

CrmFieldEdit *
crm_field_edit_attach (GtkWidget *row, CrmContext *context, CrmObject *draft, const CrmField *field)
{
  CrmFieldEdit *edit = g_new0 (CrmFieldEdit, 1);

  edit->context = g_object_ref (context);
  edit->draft = g_object_ref (draft);
  edit->field = field;
  g_object_set_data_full (G_OBJECT (row), EDIT_KEY, edit, (GDestroyNotify) field_edit_free);

  return edit;
}

CrmFieldEdit *
crm_field_edit_get (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), EDIT_KEY);
}

/* Setting a text empties it first: what is said of that is not what somebody typed. */
static void
show_field (GtkWidget *row)
{
  void (*show) (GtkWidget *) = g_object_get_data (G_OBJECT (row), SHOW_KEY);
  CrmFieldEdit *edit = crm_field_edit_get (row);

  edit->showing = TRUE;
  show (row);
  edit->showing = FALSE;
}

static void
draft_changed_cb (GtkWidget *row)
{
  if (!crm_field_edit_get (row)->writing)
    show_field (row);
}

/* Shows the field now, and again whenever somebody else changes it. */
void
crm_field_edit_follow (GtkWidget *row, void (*show) (GtkWidget *row))
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  g_autofree char *signal = crm_field_dup_signal (edit->field);

  g_object_set_data (G_OBJECT (row), SHOW_KEY, show);
  g_signal_connect_object (edit->draft, signal, G_CALLBACK (draft_changed_cb), row, G_CONNECT_SWAPPED);
  show_field (row);
}

void
crm_field_edit_put_text (CrmFieldEdit *edit, const char *text)
{
  if (edit->showing)
    return;

  edit->writing = TRUE;
  crm_field_put_text (edit->field, edit->draft, text);
  edit->writing = FALSE;
}

void
crm_field_edit_put_integer (CrmFieldEdit *edit, gint64 value)
{
  if (edit->showing)
    return;

  edit->writing = TRUE;
  crm_field_put_integer (edit->field, edit->draft, value);
  edit->writing = FALSE;
}

/**
 * crm_field_row_new_action:
 *
 * Returns: (transfer floating): a row that does something when it is clicked or Return is pressed on it
 */
GtkWidget *
crm_field_row_new_action (const char *title, const char *icon_name)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

void
crm_field_row_set_invalid (GtkWidget *row, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* Numbers, addresses of mail and of the web run from left to right in every window. */
static void
keep_left_to_right (GtkWidget *row)
{
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))), GTK_TEXT_DIR_LTR);
  crm_inscribe_entry (GTK_EDITABLE (row));
}

static void
text_changed_cb (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  g_autofree char *clean = crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (row)));

  crm_field_edit_put_text (edit, clean);
  crm_inscribe_entry (GTK_EDITABLE (row));
}

static void
show_text (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  const char      *text = crm_field_peek_text (edit->field, edit->draft);
  g_autofree char *shown = crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (row)));

  if (g_strcmp0 (shown, text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static GtkWidget *
new_entry (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = crm_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crm_field_get_label (field));
  crm_field_edit_attach (row, context, draft, field);

  return row;
}

static GtkWidget *
new_text (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = new_entry (context, draft, field);

  if (CRM_IS_CONTACT_POINT (draft) && g_str_equal (field->name, "value"))
    keep_left_to_right (row);
  g_signal_connect (row, "changed", G_CALLBACK (text_changed_cb), NULL);
  crm_field_edit_follow (row, show_text);

  return row;
}

static void
number_changed_cb (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  g_autofree char *ascii = crm_text_ascii_digits (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_autofree char *clean = crm_text_clean (ascii);
  gint64           value = CRM_UNSET;
  gboolean         valid = clean == NULL || g_ascii_string_to_signed (clean, 10, G_MININT64 + 1, G_MAXINT64, &value, NULL);

  crm_field_row_set_invalid (row, !valid);
  if (valid)
    crm_field_edit_put_integer (edit, clean != NULL ? value : CRM_UNSET);
}

static void
show_number (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  gint64           value = crm_field_peek_integer (edit->field, edit->draft);
  g_autofree char *ascii = value != CRM_UNSET ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : g_strdup ("");
  g_autofree char *text = crm_culture_digits (crm_context_get_culture (edit->context), ascii);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static GtkWidget *
new_number (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = new_entry (context, draft, field);

  keep_left_to_right (row);
  crm_field_edit_follow (row, show_number);
  g_signal_connect (row, "changed", G_CALLBACK (number_changed_cb), NULL);

  return row;
}

static void
decimal_changed_cb (GtkWidget *row)
{
  g_autofree char *clean = crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_autofree char *decimal = clean != NULL ? crm_decimal_parse (clean, NULL) : NULL;

  crm_field_row_set_invalid (row, clean != NULL && decimal == NULL);
  if (clean == NULL || decimal != NULL)
    crm_field_edit_put_text (crm_field_edit_get (row), decimal);
}

static void
show_decimal (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  const char      *decimal = crm_field_peek_text (edit->field, edit->draft);
  g_autofree char *text = crm_culture_digits (crm_context_get_culture (edit->context), decimal != NULL ? decimal : "");

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static GtkWidget *
new_decimal (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = new_entry (context, draft, field);

  keep_left_to_right (row);
  crm_field_edit_follow (row, show_decimal);
  g_signal_connect (row, "changed", G_CALLBACK (decimal_changed_cb), NULL);

  return row;
}

static void
long_text_changed_cb (GtkWidget *row, GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;

  g_object_get (buffer, "text", &text, NULL);
  clean = crm_text_clean (text);
  crm_field_edit_put_text (crm_field_edit_get (row), clean);
}

static void
show_long_text (GtkWidget *row)
{
  CrmFieldEdit  *edit = crm_field_edit_get (row);
  GtkTextBuffer *buffer = g_object_get_data (G_OBJECT (row), "crm-field-buffer");
  const char    *text = crm_field_peek_text (edit->field, edit->draft);

  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
}

static GtkWidget *
new_text_view (const char *label)
{
  GtkWidget *view = g_object_new (GTK_TYPE_TEXT_VIEW,
                                  "wrap-mode", GTK_WRAP_WORD_CHAR,
                                  "accepts-tab", FALSE,
                                  "height-request", LONG_TEXT_HEIGHT,
                                  "hexpand", TRUE,
                                  NULL);

  gtk_widget_add_css_class (view, "crm-long-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return view;
}

static GtkWidget *
new_long_text (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  const char    *label = crm_field_get_label (field);
  GtkWidget     *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "title", label, "use-markup", FALSE, "activatable", FALSE, "focusable", FALSE, NULL);
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget     *caption = gtk_label_new (label);
  GtkWidget     *view = new_text_view (label);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_widget_add_css_class (box, "crm-long-text-row");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  crm_field_edit_attach (row, context, draft, field);
  g_object_set_data (G_OBJECT (row), "crm-field-buffer", buffer);
  crm_field_edit_follow (row, show_long_text);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (long_text_changed_cb), row, G_CONNECT_SWAPPED);

  return row;
}

static void
switched_cb (GtkWidget *row, GParamSpec *pspec, GtkSwitch *toggle)
{
  crm_field_edit_put_integer (crm_field_edit_get (row), gtk_switch_get_active (toggle) ? 1 : CRM_UNSET);
}

static void
show_switch (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  GtkWidget    *toggle = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));

  gtk_switch_set_active (GTK_SWITCH (toggle), crm_field_peek_integer (edit->field, edit->draft) == 1);
}

static GtkWidget *
new_switch (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  const char *label = crm_field_get_label (field);
  GtkWidget  *row = adw_action_row_new ();
  GtkWidget  *toggle = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  crm_field_edit_attach (row, context, draft, field);
  crm_field_edit_follow (row, show_switch);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), row, G_CONNECT_SWAPPED);

  return row;
}

static guint
count_choices (const CrmField *field)
{
  guint n = 0;

  while (field->choices[n].value != NULL)
    n++;

  return n;
}

/* The first entry is «nothing chosen», also where something must be: a new record begins there. */
static void
chosen_cb (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  guint         selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  gboolean      is_choice = selected > 0 && selected <= count_choices (edit->field);

  crm_field_edit_put_text (edit, is_choice ? edit->field->choices[selected - 1].value : NULL);
}

static void
show_choice (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  const char   *value = crm_field_peek_text (edit->field, edit->draft);
  guint         selected = 0;

  for (guint i = 0; i < count_choices (edit->field); i++)
    {
      if (g_strcmp0 (edit->field->choices[i].value, value) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
}

static GtkWidget *
new_choice (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, C_ ("choice", "Not set"));
  for (guint i = 0; i < count_choices (field); i++)
    gtk_string_list_append (labels, crm_field_get_choice_label (field, &field->choices[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crm_field_get_label (field));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));

  crm_field_edit_attach (row, context, draft, field);
  crm_field_edit_follow (row, show_choice);
  g_signal_connect (row, "notify::selected", G_CALLBACK (chosen_cb), NULL);

  return row;
}

static void
day_understood_cb (GtkWidget *row)
{
  crm_field_edit_put_text (crm_field_edit_get (row), crm_date_entry_get_date (CRM_DATE_ENTRY (row)));
}

static void
show_day (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);

  crm_date_entry_set_date (CRM_DATE_ENTRY (row), crm_field_peek_text (edit->field, edit->draft));
}

static GtkWidget *
new_day (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = crm_date_entry_new (context, crm_field_get_label (field));

  crm_field_edit_attach (row, context, draft, field);
  crm_field_edit_follow (row, show_day);
  g_signal_connect (row, "notify::date", G_CALLBACK (day_understood_cb), NULL);

  return row;
}

static void
amount_understood_cb (GtkWidget *row)
{
  CrmFieldEdit  *edit = crm_field_edit_get (row);
  CrmMoneyEntry *entry = CRM_MONEY_ENTRY (row);
  int            currency = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (edit->draft), "currency");

  crm_field_edit_put_integer (edit, crm_money_entry_get_amount (entry));
  if (edit->field->custom == 0 && currency >= 0 && crm_money_entry_get_amount (entry) != CRM_UNSET)
    crm_object_put_text (edit->draft, (guint) currency, crm_money_entry_get_currency (entry));
}

static void
show_amount (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);

  crm_money_entry_set_amount (CRM_MONEY_ENTRY (row), crm_field_peek_integer (edit->field, edit->draft), crm_field_peek_currency (edit->field, edit->draft));
}

static GtkWidget *
new_amount (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = crm_money_entry_new (context, crm_field_get_label (field));

  crm_field_edit_attach (row, context, draft, field);
  crm_field_edit_follow (row, show_amount);
  g_signal_connect (row, "notify::amount", G_CALLBACK (amount_understood_cb), NULL);
  g_signal_connect (row, "notify::currency", G_CALLBACK (amount_understood_cb), NULL);

  return row;
}

/**
 * crm_field_row_is_editable:
 *
 * Returns: whether people edit such a field, rather than the program
 */
gboolean
crm_field_row_is_editable (const CrmField *field)
{
  return (field->flags & (CRM_FIELD_HIDDEN | CRM_FIELD_DERIVED)) == 0 && !crm_field_holds_custom_values (field);
}

static GtkWidget *
new_row (CrmContext *context, gpointer draft, const CrmField *field)
{
  if ((field->flags & CRM_FIELD_REPEAT) != 0)
    return crm_field_row_new_repeat (context, draft, field);
  if ((field->flags & CRM_FIELD_REMIND) != 0)
    return crm_field_row_new_remind (context, draft, field);
  if ((field->flags & CRM_FIELD_SECONDS) != 0)
    return crm_field_row_new_seconds (context, draft, field);

  switch (field->kind)
    {
    case CRM_KIND_LONG_TEXT:
      return new_long_text (context, draft, field);
    case CRM_KIND_BOOLEAN:
      return new_switch (context, draft, field);
    case CRM_KIND_INTEGER:
      return new_number (context, draft, field);
    case CRM_KIND_MONEY:
      return new_amount (context, draft, field);
    case CRM_KIND_DATE:
      return new_day (context, draft, field);
    case CRM_KIND_INSTANT:
      return crm_field_row_new_instant (context, draft, field);
    case CRM_KIND_CHOICE:
      return new_choice (context, draft, field);
    case CRM_KIND_REFERENCE:
      return crm_field_row_new_reference (context, draft, field);
    case CRM_KIND_FILE:
      return crm_field_row_new_file (context, draft, field);
    case CRM_KIND_ITEMS:
      return crm_field_row_new_items (context, draft, field);
    case CRM_KIND_NUMBER:
      return new_decimal (context, draft, field);
    case CRM_KIND_TEXT:
    default:
      return new_text (context, draft, field);
    }
}

static void
follow_use (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  CrmFieldUse   use = CRM_OBJECT_GET_CLASS (edit->draft)->get_use (edit->draft, edit->field);

  gtk_widget_set_visible (row, use != CRM_FIELD_USE_NONE);
  gtk_widget_set_sensitive (row, use != CRM_FIELD_USE_SETTLED);
}

/**
 * crm_field_row_new:
 * @context: the window's context
 * @draft: (type CrmObject): a record or an item that may be changed
 * @field: one of its fields, declared or custom
 *
 * Returns: (transfer floating): a row for a boxed list that edits @field of @draft; one that is asked for only while others say so comes and goes with them
 */
GtkWidget *
crm_field_row_new (CrmContext *context, gpointer draft, const CrmField *field)
{
  GtkWidget *row;

  g_return_val_if_fail (CRM_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (CRM_IS_OBJECT (draft), NULL);

  row = new_row (context, draft, field);
  if (CRM_OBJECT_GET_CLASS (draft)->get_use != NULL && crm_field_edit_get (row) != NULL)
    {
      g_signal_connect_object (draft, "notify", G_CALLBACK (follow_use), row, G_CONNECT_SWAPPED);
      follow_use (row);
    }

  return row;
}

/**
 * crm_field_row_is_valid:
 * @row: a row made here, or any widget that holds some
 *
 * Returns: whether everything that is typed into it has been understood
 */
gboolean
crm_field_row_is_valid (GtkWidget *row)
{
  if (CRM_IS_DATE_ENTRY (row))
    return crm_date_entry_get_valid (CRM_DATE_ENTRY (row));
  if (CRM_IS_MONEY_ENTRY (row))
    return crm_money_entry_get_valid (CRM_MONEY_ENTRY (row));
  if (crm_field_edit_get (row) != NULL && gtk_widget_has_css_class (row, "error"))
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!crm_field_row_is_valid (child))
        return FALSE;
    }

  return TRUE;
}
