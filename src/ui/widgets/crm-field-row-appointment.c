/* Rows for when one is reminded, and how long something lasts. */

#include "config.h"

#include "crm-field-row-private.h"

#include "crm-appointment.h"
#include "crm-clock.h"
#include "crm-entry-row.h"
#include "crm-format.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* Minutes before, in the order they are offered. */
static const int offered[] = { 0, 5, 10, 15, 30, 60, 120, 24 * 60, 2 * 24 * 60, 7 * 24 * 60 };

#define OTHER_KEY "crm-remind-other"

static gint64
get_other (GtkWidget *row)
{
  gint64 *other = g_object_get_data (G_OBJECT (row), OTHER_KEY);

  return *other;
}

/* A reminder that has passed already is kept, and said to be of no use. */
static void
say_if_past (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  gint64        before = crm_field_peek_integer (edit->field, edit->draft);
  gboolean      is_past = FALSE;
  CrmDate       day;
  int           minute;

  if (before != CRM_UNSET && crm_appointment_get_start (edit->draft, &day, &minute) && crm_object_get_text (edit->draft, "repeat") == NULL)
    is_past = crm_appointment_get_reminder (day, minute, before) <= crm_clock_now ();
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_past ? _ ("That has passed already, so it will not be shown.") : "");
}

static void
chosen_cb (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  guint         selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  gint64        minutes = CRM_UNSET;

  if (selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected > G_N_ELEMENTS (offered))
    minutes = get_other (row);
  else if (selected > 0)
    minutes = offered[selected - 1];
  crm_field_edit_put_integer (edit, minutes);
  say_if_past (row);
}

static void
fill (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, C_ ("reminder", "None"));
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    gtk_string_list_take (labels, crm_format_remind (edit->context, offered[i]));
  if (get_other (row) != CRM_UNSET)
    gtk_string_list_take (labels, crm_format_remind (edit->context, get_other (row)));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
}

/* What is none of the offered, since another program set it, is offered besides. */
static void
show_remind (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  gint64        minutes = crm_field_peek_integer (edit->field, edit->draft);
  guint         selected = minutes == CRM_UNSET ? 0 : G_N_ELEMENTS (offered) + 1;

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      if (offered[i] == minutes)
        selected = i + 1;
    }
  if (selected > G_N_ELEMENTS (offered) && get_other (row) != minutes)
    {
      gint64 *other = g_object_get_data (G_OBJECT (row), OTHER_KEY);

      *other = minutes;
      fill (row);
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  say_if_past (row);
}

GtkWidget *
crm_field_row_new_remind (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  static const char *const others[] = { "notify::due", "notify::due-time", "notify::repeat" };
  GtkWidget               *row = adw_combo_row_new ();
  gint64                   none = CRM_UNSET;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Reminder"));
  g_object_set_data_full (G_OBJECT (row), OTHER_KEY, g_memdup2 (&none, sizeof none), g_free);
  crm_field_edit_attach (row, context, draft, field);
  fill (row);
  crm_field_edit_follow (row, show_remind);
  g_signal_connect (row, "notify::selected", G_CALLBACK (chosen_cb), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_signal_connect_object (draft, others[i], G_CALLBACK (say_if_past), row, G_CONNECT_SWAPPED);

  return row;
}

/* "90" is minutes, "1:30" hours and minutes, "0:04:30" with seconds. */
static gboolean
read_length (const char *text, gint64 *seconds)
{
  g_autofree char *ascii = crm_text_ascii_digits (text);
  g_autofree char *clean = crm_text_clean (ascii);
  g_auto (GStrv) parts = g_strsplit (clean != NULL ? clean : "", ":", 4);
  gint64 numbers[3] = { 0 };
  guint  n_parts = g_strv_length (parts);

  *seconds = CRM_UNSET;
  if (clean == NULL)
    return TRUE;
  if (n_parts > G_N_ELEMENTS (numbers))
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    {
      if (!g_ascii_string_to_signed (parts[i], 10, 0, i > 0 ? 59 : CRM_DURATION_MAX / 60, &numbers[i], NULL))
        return FALSE;
    }
  *seconds = n_parts == 1 ? numbers[0] * 60 : numbers[0] * 3600 + numbers[1] * 60 + numbers[2];

  return *seconds <= CRM_DURATION_MAX;
}

static void
length_changed_cb (GtkWidget *row)
{
  gint64   seconds;
  gboolean valid = read_length (gtk_editable_get_text (GTK_EDITABLE (row)), &seconds);

  crm_field_row_set_invalid (row, !valid);
  if (valid)
    crm_field_edit_put_integer (crm_field_edit_get (row), seconds);
}

static void
show_length (GtkWidget *row)
{
  CrmFieldEdit    *edit = crm_field_edit_get (row);
  g_autofree char *shown = crm_format_seconds (edit->context, crm_field_peek_integer (edit->field, edit->draft));
  g_autofree char *clean = crm_text_clean (shown);

  gtk_editable_set_text (GTK_EDITABLE (row), clean != NULL ? clean : "");
}

GtkWidget *
crm_field_row_new_seconds (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = crm_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Duration (hours:minutes)"));
  crm_field_edit_attach (row, context, draft, field);
  crm_field_edit_follow (row, show_length);
  g_signal_connect (row, "changed", G_CALLBACK (length_changed_cb), NULL);

  return row;
}
