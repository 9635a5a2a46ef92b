/* A day that is kept in three integers, since any of them may be unknown, edited as the one thing it is to people: typed in the calendar
 * they read, with a switch for a year nobody knows. Any type with the fields year, month and day gets it. */

#include "config.h"

#include "crm-date-entry.h"
#include "crm-field-row-private.h"

#include <glib/gi18n-lib.h>

static int
find (CrmObject *draft, const char *name)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (draft);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (klass, &n_fields);
  int             number = crm_object_class_find_field (klass, name);

  return number >= 0 && fields[number].kind == CRM_KIND_INTEGER ? number : -1;
}

/* Whether @field is one of three that make a day together. */
gboolean
crm_field_row_is_day_part (CrmObject *draft, const CrmField *field)
{
  gboolean is_part = g_str_equal (field->name, "year") || g_str_equal (field->name, "month") || g_str_equal (field->name, "day");

  return is_part && find (draft, "year") >= 0 && find (draft, "month") >= 0 && find (draft, "day") >= 0;
}

static int
get_part (CrmObject *draft, const char *name, int max)
{
  gint64 value = crm_object_get_integer (draft, name);

  return value > 0 && value <= max ? (int) value : 0;
}

static CrmDate
get_day (CrmObject *draft)
{
  return (CrmDate){ (gint16) get_part (draft, "year", 9999), (guint8) get_part (draft, "month", 12), (guint8) get_part (draft, "day", 31) };
}

static void
set_part (CrmObject *draft, const char *name, int value)
{
  crm_object_set_integer (draft, name, value > 0 ? value : CRM_UNSET);
}

static void
understood_cb (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  CrmDate       day;

  crm_date_from_iso (crm_date_entry_get_date (CRM_DATE_ENTRY (row)), &day);
  edit->writing = TRUE;
  set_part (edit->draft, "month", day.month);
  set_part (edit->draft, "day", day.day);
  set_part (edit->draft, "year", day.year);
  edit->writing = FALSE;
}

static void
show_day (GtkWidget *row)
{
  CrmDate          day = get_day (crm_field_edit_get (row)->draft);
  g_autofree char *iso = crm_date_is_none (day) ? NULL : crm_date_to_iso (day);

  g_signal_handlers_block_by_func (row, understood_cb, NULL);
  crm_date_entry_set_date (CRM_DATE_ENTRY (row), iso);
  g_signal_handlers_unblock_by_func (row, understood_cb, NULL);
}

static const CrmField *
get_year_field (CrmObject *draft)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (draft), &n_fields);

  return &fields[find (draft, "year")];
}

GtkWidget *
crm_field_row_new_day_of_parts (CrmContext *context, CrmObject *draft)
{
  GtkWidget *row = crm_date_entry_new (context, _ ("Day"));

  crm_field_edit_attach (row, context, draft, get_year_field (draft));
  g_signal_connect (row, "notify::date", G_CALLBACK (understood_cb), NULL);
  crm_field_edit_follow (row, show_day);

  return row;
}

/* The year that was taken away comes back when the switch is turned on again. */
static void
switched_cb (GtkWidget *row, GParamSpec *pspec, GtkSwitch *toggle)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  gint64        year = crm_object_get_integer (edit->draft, "year");
  int           kept = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "crm-field-year"));

  if (edit->writing)
    return;
  if (year != CRM_UNSET && year > 0 && year <= 9999)
    g_object_set_data (G_OBJECT (row), "crm-field-year", GINT_TO_POINTER ((int) year));

  edit->writing = TRUE;
  set_part (edit->draft, "year", gtk_switch_get_active (toggle) ? kept : 0);
  edit->writing = FALSE;
}

static void
show_known (GtkWidget *row)
{
  CrmFieldEdit *edit = crm_field_edit_get (row);
  CrmDate       day = get_day (edit->draft);
  gboolean      known = crm_date_is_none (day) || day.year != 0;

  edit->writing = TRUE;
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), known);
  edit->writing = FALSE;
}

GtkWidget *
crm_field_row_new_year_known (CrmContext *context, CrmObject *draft)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("The year is known"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The year is known"), -1);
  crm_field_edit_attach (row, context, draft, get_year_field (draft));
  crm_field_edit_follow (row, show_known);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), row, G_CONNECT_SWAPPED);

  return row;
}
