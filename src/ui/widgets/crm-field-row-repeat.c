/* A row for how something repeats. It opens into the few things people choose: how often, on which days, in which calendar, until when; its own line
 * says all of it in words. A rule that another program made and that is more than this stays as it is until something is chosen. */

#include "config.h"

#include "crm-field-row-private.h"

#include "crm-appointment.h"
#include "crm-date-entry.h"
#include "crm-date-format.h"
#include "crm-entry-row.h"
#include "crm-format.h"
#include "crm-recurrence-words.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

#define PARTS_KEY "crm-repeat-parts"

/* Positions of the first choice. */
#define NEVER 0
#define OF_ITS_OWN 5

enum
{
  END_NEVER,
  END_COUNT,
  END_UNTIL,
};

typedef struct
{
  GtkWidget *row; /* the row itself */
  GtkWidget *unit;
  GtkWidget *every;
  GtkWidget *weekdays;
  GtkWidget *weekday[8]; /* toggles, 1 for Monday */
  GtkWidget *calendar;
  GtkWidget *end;
  GtkWidget *count;
  GtkWidget *until;
  gboolean   is_filling;
} Parts;

static Parts *
get_parts (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), PARTS_KEY);
}

static guint
get_selected (GtkWidget *combo)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (combo));
}

static gboolean
read_number (GtkWidget *entry, int *value)
{
  g_autofree char *ascii = crm_text_ascii_digits (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_autofree char *clean = crm_text_clean (ascii);
  gint64           number;
  gboolean         valid = clean != NULL && g_ascii_string_to_signed (clean, 10, 1, CRM_RECURRENCE_COUNT_MAX, &number, NULL);

  crm_field_row_set_invalid (entry, !valid);
  *value = valid ? (int) number : 1;

  return valid;
}

static CrmDate
get_start (CrmFieldEdit *edit)
{
  CrmDate day;
  int     minute;

  return crm_appointment_get_start (edit->draft, &day, &minute) ? day : crm_context_get_today (edit->context);
}

/* What is chosen now. */
static gboolean
read_plan (Parts *parts, CrmRepeatPlan *plan)
{
  CrmFieldEdit *edit = crm_field_edit_get (parts->row);
  gboolean      valid = TRUE;

  *plan = (CrmRepeatPlan){ .unit = (CrmRepeatUnit) (get_selected (parts->unit) - 1), .every = 1, .calendar = get_selected (parts->calendar) == 1 ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN };
  valid &= read_number (parts->every, &plan->every);
  for (int i = 1; plan->unit == CRM_REPEAT_WEEK && i <= 7; i++)
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (parts->weekday[i])))
        plan->weekdays |= 1u << i;
    }
  /* The day it begins on alone is what a week without days means. */
  if (plan->weekdays == 1u << crm_date_weekday (get_start (edit)))
    plan->weekdays = 0;
  if (get_selected (parts->end) == END_COUNT)
    valid &= read_number (parts->count, &plan->count);
  else
    crm_field_row_set_invalid (parts->count, FALSE);
  if (get_selected (parts->end) == END_UNTIL)
    crm_date_from_iso (crm_date_entry_get_date (CRM_DATE_ENTRY (parts->until)), &plan->until);

  return valid;
}

static void
show_words (Parts *parts)
{
  CrmFieldEdit    *edit = crm_field_edit_get (parts->row);
  const char      *repeat = crm_field_peek_text (edit->field, edit->draft);
  g_autofree char *words = repeat != NULL ? crm_format_repeat (edit->context, repeat) : g_strdup (C_ ("repeat", "Never"));

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (parts->row), words);
}

/* Only what belongs to the choice is there. */
static void
show_parts (Parts *parts)
{
  guint    unit = get_selected (parts->unit);
  gboolean repeats = unit != NEVER && unit != OF_ITS_OWN;

  gtk_widget_set_visible (parts->every, repeats);
  gtk_widget_set_visible (parts->weekdays, unit == 1 + CRM_REPEAT_WEEK);
  gtk_widget_set_visible (parts->calendar, unit == 1 + CRM_REPEAT_MONTH || unit == 1 + CRM_REPEAT_YEAR);
  gtk_widget_set_visible (parts->end, repeats);
  gtk_widget_set_visible (parts->count, repeats && get_selected (parts->end) == END_COUNT);
  gtk_widget_set_visible (parts->until, repeats && get_selected (parts->end) == END_UNTIL);
}

static void
write_rule (Parts *parts)
{
  CrmFieldEdit *edit = crm_field_edit_get (parts->row);
  CrmRepeatPlan plan;
  g_autoptr (CrmRecurrence) recurrence = NULL;
  g_autofree char *text = NULL;

  if (parts->is_filling || get_selected (parts->unit) == OF_ITS_OWN)
    return;
  show_parts (parts);
  if (get_selected (parts->unit) == NEVER)
    crm_field_edit_put_text (edit, NULL);
  else if (read_plan (parts, &plan))
    {
      recurrence = crm_recurrence_new_from_plan (&plan, get_start (edit));
      text = crm_recurrence_to_text (recurrence);
      crm_field_edit_put_text (edit, text);
    }
  show_words (parts);
}

static void
set_number (CrmFieldEdit *edit, GtkWidget *entry, int number)
{
  g_autofree char *ascii = g_strdup_printf ("%d", number);
  g_autofree char *text = crm_culture_digits (crm_context_get_culture (edit->context), ascii);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
fill (Parts *parts, const CrmRepeatPlan *plan, guint unit)
{
  CrmFieldEdit    *edit = crm_field_edit_get (parts->row);
  guint            weekdays = plan->weekdays != 0 ? plan->weekdays : 1u << crm_date_weekday (get_start (edit));
  g_autofree char *until = crm_date_is_full (plan->until) ? crm_date_to_iso (plan->until) : NULL;

  parts->is_filling = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (parts->unit), unit);
  set_number (edit, parts->every, MAX (plan->every, 1));
  for (int i = 1; i <= 7; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (parts->weekday[i]), (weekdays & (1u << i)) != 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (parts->calendar), plan->calendar == CRM_CALENDAR_JALALI ? 1 : 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (parts->end), plan->count > 0 ? END_COUNT : until != NULL ? END_UNTIL
                                                                                                      : END_NEVER);
  set_number (edit, parts->count, plan->count > 0 ? plan->count : 10);
  crm_date_entry_set_date (CRM_DATE_ENTRY (parts->until), until);
  parts->is_filling = FALSE;
}

static void
show_repeat (GtkWidget *row)
{
  Parts        *parts = get_parts (row);
  CrmFieldEdit *edit = crm_field_edit_get (row);
  const char   *text = crm_field_peek_text (edit->field, edit->draft);
  g_autoptr (CrmRecurrence) recurrence = text != NULL ? crm_recurrence_new (text, NULL) : NULL;
  CrmRepeatPlan plan = { .every = 1, .calendar = crm_context_get_culture (edit->context)->calendar };

  if (text == NULL)
    fill (parts, &plan, NEVER);
  else if (recurrence != NULL && crm_recurrence_get_plan (recurrence, &plan))
    {
      if (plan.unit == CRM_REPEAT_DAY || plan.unit == CRM_REPEAT_WEEK)
        plan.calendar = crm_context_get_culture (edit->context)->calendar;
      fill (parts, &plan, 1 + plan.unit);
    }
  else
    fill (parts, &plan, OF_ITS_OWN);
  show_parts (parts);
  show_words (parts);
}

/* Which day of the month or year is meant follows the day it begins on. */
static void
due_changed_cb (GtkWidget *row)
{
  if (get_selected (get_parts (row)->unit) != NEVER)
    write_rule (get_parts (row));
}

static GtkWidget *
add_choice (Parts *parts, const char *title, const char *const *choices)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (labels));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (parts->row), combo);
  g_signal_connect_swapped (combo, "notify::selected", G_CALLBACK (write_rule), parts);

  return combo;
}

static GtkWidget *
add_number (Parts *parts, CrmContext *context, CrmObject *draft, const CrmField *field, const char *title)
{
  GtkWidget *entry = crm_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  /* So that the editor sees when it is not understood. */
  crm_field_edit_attach (entry, context, draft, field);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (parts->row), entry);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (write_rule), parts);

  return entry;
}

static void
add_weekdays (Parts *parts, CrmContext *context)
{
  int        week_start = crm_context_get_culture (context)->week_start;
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, "css-classes", (const char *const[]){ "linked", NULL }, NULL);

  parts->weekdays = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (parts->weekdays), _ ("On"));
  for (int i = 0; i < 7; i++)
    {
      int        weekday = (week_start - 1 + i) % 7 + 1;
      GtkWidget *toggle = gtk_toggle_button_new_with_label (crm_calendar_weekday_letter (weekday));

      gtk_widget_set_tooltip_text (toggle, crm_calendar_weekday_name (weekday));
      gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, crm_calendar_weekday_name (weekday), -1);
      g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (write_rule), parts);
      gtk_box_append (GTK_BOX (box), toggle);
      parts->weekday[weekday] = toggle;
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (parts->weekdays), box);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (parts->row), parts->weekdays);
}

static void
add_parts (Parts *parts, CrmContext *context, CrmObject *draft, const CrmField *field)
{
  const char *units[] = { C_ ("repeat", "Never"), _ ("Every day"), _ ("Every week"), _ ("Every month"), _ ("Every year"), _ ("By a rule of its own"), NULL };
  const char *calendars[] = { _ ("The Gregorian calendar"), _ ("The Jalali calendar"), NULL };
  const char *ends[] = { C_ ("repeat end", "Never"), _ ("After some times"), _ ("On a day"), NULL };

  parts->is_filling = TRUE;
  parts->unit = add_choice (parts, _ ("How often"), units);
  parts->every = add_number (parts, context, draft, field, _ ("Days, weeks, months or years between"));
  add_weekdays (parts, context);
  parts->calendar = add_choice (parts, _ ("Counted in"), calendars);
  parts->end = add_choice (parts, _ ("Ends"), ends);
  parts->count = add_number (parts, context, draft, field, _ ("Times in all"));
  parts->until = crm_date_entry_new (context, _ ("Last day"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (parts->row), parts->until);
  g_signal_connect_swapped (parts->until, "notify::date", G_CALLBACK (write_rule), parts);
  parts->is_filling = FALSE;
}

GtkWidget *
crm_field_row_new_repeat (CrmContext *context, CrmObject *draft, const CrmField *field)
{
  GtkWidget *row = adw_expander_row_new ();
  Parts     *parts = g_new0 (Parts, 1);

  parts->row = row;
  g_object_set_data_full (G_OBJECT (row), PARTS_KEY, parts, g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crm_field_get_label (field));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  crm_field_edit_attach (row, context, draft, field);
  add_parts (parts, context, draft, field);
  crm_field_edit_follow (row, show_repeat);
  g_signal_connect_object (draft, "notify::due", G_CALLBACK (due_changed_cb), row, G_CONNECT_SWAPPED);

  return row;
}
