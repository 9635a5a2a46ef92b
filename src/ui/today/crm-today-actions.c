/* What can be done with a row, each as one change with its Undo. */

#include "config.h"

#include "crm-today-actions.h"

#include "crm-activity-link.h"
#include "crm-appointment.h"
#include "crm-clock.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

static void
finish (CrmContext *context, CrmRecord *activity)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (activity);
  g_autofree char *shown = crm_format_title (activity);
  /* Translators: something that was to be done */
  g_autofree char *title = g_strdup_printf (_ ("Done: “%s”"), shown);

  crm_object_set_integer (CRM_OBJECT (draft), "done_at", crm_clock_now ());
  crm_context_commit_record (context, title, draft, NULL, NULL);
}

static void
put_off (CrmContext *context, CrmRecord *activity, CrmDate day)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *iso = crm_date_to_iso (day);
  g_autofree char *shown = crm_format_title (activity);
  g_autofree char *when = crm_format_day (context, iso);
  /* Translators: 1: something to do, 2: a day */
  g_autofree char *title = g_strdup_printf (_ ("“%1$s” put off until %2$s"), shown, when);
  CrmDate          due;
  int              minute;

  if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (activity), "due"), iso) == 0)
    return;

  /* Of what repeats, this time alone. */
  crm_appointment_get_start (CRM_OBJECT (activity), &due, &minute);
  drafts = crm_appointment_draft_one (activity, due);
  crm_object_set_text (g_ptr_array_index (drafts, 0), "due", iso);
  crm_context_commit (context, title, drafts, NULL, NULL);
}

static CrmRecord *
make_task (CrmContext *context, CrmRecord *about, const char *subject, CrmDate day, const CrmCelebration *celebration)
{
  CrmRecord       *task = crm_record_new ("activity");
  g_autofree char *iso = crm_date_to_iso (day);
  g_autofree char *occasion = celebration != NULL ? crm_celebration_dup_occasion (celebration->item, celebration->day) : NULL;

  g_object_set (task, "kind", "task", "subject", subject, "due", iso, "occasion", occasion, NULL);
  crm_context_take_on (context, task);
  crm_object_add_item (CRM_OBJECT (task), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (about), NULL));

  return task;
}

static char *
dup_subject (CrmTodaySection section, CrmRecord *about)
{
  g_autofree char *name = crm_format_title (about);

  if (section == CRM_TODAY_CELEBRATE)
    /* Translators: something to do; %s is a person */
    return g_strdup_printf (_ ("Congratulate %s"), name);
  if (section == CRM_TODAY_STALE)
    /* Translators: something to do; %s is a deal */
    return g_strdup_printf (_ ("Follow up “%s”"), name);

  /* Translators: something to do; %s is a person or a company */
  return g_strdup_printf (_ ("Get in touch with %s"), name);
}

/* What is only suggested becomes a task on that day. */
static void
plan (CrmContext *context, CrmTodaySection section, CrmRecord *about, CrmDate day, const CrmCelebration *celebration)
{
  g_autofree char *subject = dup_subject (section, about);
  g_autoptr (CrmRecord) task = make_task (context, about, subject, day, celebration);
  g_autofree char *iso = crm_date_to_iso (day);
  g_autofree char *when = crm_format_day (context, iso);
  /* Translators: what was done; 1: something to do, 2: a day */
  g_autofree char *title = g_strdup_printf (_ ("%1$s: planned for %2$s"), subject, when);

  crm_context_commit_record (context, title, task, NULL, NULL);
}

static void
congratulate (CrmContext *context, CrmRecord *person, const CrmCelebration *celebration)
{
  g_autofree char *subject = dup_subject (CRM_TODAY_CELEBRATE, person);
  g_autoptr (CrmRecord) task = make_task (context, person, subject, celebration->day, celebration);
  g_autofree char *title = g_strdup_printf (_ ("Done: “%s”"), subject);

  crm_object_set_integer (CRM_OBJECT (task), "done_at", crm_clock_now ());
  crm_context_commit_record (context, title, task, NULL, NULL);
}

/* At the same hour of that day. */
static void
put_off_case (CrmContext *context, CrmRecord *service_case, CrmDate day)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (service_case);
  gint64           due = crm_object_get_integer (CRM_OBJECT (draft), "due_at");
  gint64           hour = due - crm_date_to_instant (crm_date_from_instant (due));
  g_autofree char *iso = crm_date_to_iso (day);
  g_autofree char *when = crm_format_day (context, iso);
  g_autofree char *subject = crm_format_title (service_case);
  g_autofree char *title = g_strdup_printf (_ ("%1$s: planned for %2$s"), subject, when);

  crm_object_set_integer (CRM_OBJECT (draft), "due_at", crm_date_to_instant (day) + hour);
  crm_context_commit_record (context, title, draft, NULL, NULL);
}

/**
 * crm_today_tick_off:
 * @section: where @record stands
 * @celebration: (nullable): what is celebrated, in that section
 *
 * Marks it as done; what is only suggested cannot be, and says what else to do.
 */
void
crm_today_tick_off (CrmContext *context, CrmTodaySection section, CrmRecord *record, const CrmCelebration *celebration)
{
  if (crm_today_section_is_planned (section))
    finish (context, record);
  else if (celebration != NULL)
    congratulate (context, record, celebration);
  else
    crm_context_toast (context, _ ("Log what was said (C), or plan something for tomorrow (T) or next week (W)."));
}

/**
 * crm_today_postpone:
 * @day: until when
 *
 * Puts it off; what is only suggested becomes a task on that day.
 */
void
crm_today_postpone (CrmContext *context, CrmTodaySection section, CrmRecord *record, CrmDate day, const CrmCelebration *celebration)
{
  if (crm_today_section_is_planned (section))
    put_off (context, record, day);
  else if (section == CRM_TODAY_ANSWER)
    put_off_case (context, record, day);
  else
    plan (context, section, record, day, celebration);
}
