#include "config.h"

#include "crm-calendar-moves.h"

#include "crm-clock.h"
#include "crm-date-format.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

/* The appointment, as the file has it now. */
static CrmRecord *
load (CrmContext *context, const CrmOccurrence *occurrence)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (GError) error = NULL;
  CrmRecord *record = store != NULL ? crm_store_get (store, occurrence->activity, &error) : NULL;

  if (record == NULL && error != NULL)
    crm_context_report (context, g_steal_pointer (&error));

  return record;
}

static char *
format_when (CrmContext *context, CrmDate day, int minute)
{
  const CrmCulture *culture = crm_context_get_culture (context);

  if (minute == CRM_WHOLE_DAY)
    return crm_date_format (day, culture, CRM_DATE_STYLE_LONG);

  return crm_instant_format (crm_appointment_to_instant (day, minute), culture, CRM_INSTANT_STYLE_DAY_TIME);
}

/**
 * crm_calendar_move:
 * @minute: of @day, or %CRM_WHOLE_DAY
 *
 * Lets one time of an appointment begin on another day or at another time.
 */
void
crm_calendar_move (CrmContext *context, const CrmOccurrence *occurrence, CrmDate day, int minute)
{
  g_autoptr (CrmRecord) record = load (context, occurrence);
  g_autoptr (GPtrArray) drafts = record != NULL ? crm_appointment_draft_one (record, occurrence->day) : NULL;
  g_autofree char *shown = record != NULL ? crm_format_title (record) : NULL;
  g_autofree char *when = format_when (context, day, minute);
  g_autofree char *title = NULL;

  if (drafts == NULL || !crm_date_is_full (day))
    return;
  /* Translators: 1: an appointment, 2: a day, with its time */
  title = g_strdup_printf (drafts->len > 1 ? _ ("“%1$s” moved to %2$s, this time only") : _ ("“%1$s” moved to %2$s"), shown, when);
  crm_appointment_set_start (g_ptr_array_index (drafts, 0), day, minute);
  crm_context_commit (context, title, drafts, NULL, NULL);
}

/**
 * crm_calendar_resize:
 * @seconds: how long it lasts
 */
void
crm_calendar_resize (CrmContext *context, const CrmOccurrence *occurrence, gint64 seconds)
{
  g_autoptr (CrmRecord) record = load (context, occurrence);
  g_autoptr (GPtrArray) drafts = record != NULL ? crm_appointment_draft_one (record, occurrence->day) : NULL;
  g_autofree char *shown = record != NULL ? crm_format_title (record) : NULL;
  g_autofree char *title = NULL;

  if (drafts == NULL)
    return;
  /* Translators: an appointment */
  title = g_strdup_printf (drafts->len > 1 ? _ ("Length of “%s” changed, this time only") : _ ("Length of “%s” changed"), shown);
  crm_object_set_integer (g_ptr_array_index (drafts, 0), "duration", seconds);
  crm_context_commit (context, title, drafts, NULL, NULL);
}

/**
 * crm_calendar_finish:
 *
 * Marks one time as done, or as open again.
 */
void
crm_calendar_finish (CrmContext *context, const CrmOccurrence *occurrence)
{
  g_autoptr (CrmRecord) record = load (context, occurrence);
  g_autoptr (GPtrArray) drafts = record != NULL ? crm_appointment_draft_one (record, occurrence->day) : NULL;
  g_autofree char *shown = record != NULL ? crm_format_title (record) : NULL;
  g_autofree char *title = NULL;

  if (drafts == NULL)
    return;
  /* Translators: something that was to be done */
  title = g_strdup_printf (occurrence->is_done ? _ ("To be done again: “%s”") : _ ("Done: “%s”"), shown);
  crm_object_set_integer (g_ptr_array_index (drafts, 0), "done_at", occurrence->is_done ? CRM_UNSET : crm_clock_now ());
  crm_context_commit (context, title, drafts, NULL, NULL);
}

/**
 * crm_calendar_remove:
 *
 * Deletes an appointment, or one time of a series.
 */
void
crm_calendar_remove (CrmContext *context, const CrmOccurrence *occurrence)
{
  g_autoptr (CrmRecord) record = load (context, occurrence);
  g_autoptr (CrmRecord) series = record != NULL ? crm_record_edit (record) : NULL;
  g_autofree char *shown = record != NULL ? crm_format_title (record) : NULL;
  g_autofree char *title = NULL;

  if (record == NULL)
    return;
  if (occurrence->repeats && crm_appointment_remove_day (CRM_OBJECT (series), occurrence->day))
    {
      title = g_strdup_printf (_ ("“%s” left out, this time only"), shown);
      crm_context_commit_record (context, title, series, NULL, NULL);
      return;
    }
  title = g_strdup_printf (_ ("“%s” deleted"), shown);
  crm_context_delete (context, title, &occurrence->activity, 1);
}
