/* What each section is about: which records stand in it, and what is said of one. What is planned is read from an index of its own; what is only
 * suggested (deals that wait, people who are quiet, days to celebrate) is found anew whenever the file changes. */

#include "config.h"

#include "crm-today-section.h"

#include "crm-activity.h"
#include "crm-clock.h"
#include "crm-date-format.h"
#include "crm-deal.h"
#include "crm-format-celebration.h"
#include "crm-format.h"
#include "crm-rhythm.h"
#include "crm-service-case.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* How far the page looks ahead. */
#define DAYS_AHEAD 7

static const char *const heads[] = {
  [CRM_TODAY_OVERDUE] = N_ ("Overdue"),
  [CRM_TODAY_TODAY] = N_ ("Today"),
  [CRM_TODAY_PROMISED] = N_ ("Promised"),
  [CRM_TODAY_ANSWER] = N_ ("To Answer"),
  [CRM_TODAY_STALE] = N_ ("Going Stale"),
  [CRM_TODAY_QUIET] = N_ ("Unusually Quiet"),
  [CRM_TODAY_CELEBRATE] = N_ ("Celebrate"),
  [CRM_TODAY_SOON] = N_ ("Next 7 Days"),
};

const char *
crm_today_section_get_head (CrmTodaySection section)
{
  return _ (heads[section]);
}

/**
 * crm_today_section_is_planned:
 *
 * Returns: whether its rows are activities, which somebody has planned; the others are suggestions
 */
gboolean
crm_today_section_is_planned (CrmTodaySection section)
{
  return section == CRM_TODAY_OVERDUE || section == CRM_TODAY_TODAY || section == CRM_TODAY_PROMISED || section == CRM_TODAY_SOON;
}

/**
 * crm_today_section_is_about_itself:
 *
 * Returns: whether what is opened of a row is its record, and not whom that is about
 */
gboolean
crm_today_section_is_about_itself (CrmTodaySection section)
{
  return section == CRM_TODAY_STALE || section == CRM_TODAY_ANSWER;
}

/**
 * crm_today_section_is_spoken:
 *
 * Returns: whether what comes first for a row is to speak with somebody: there is nothing to tick off
 */
gboolean
crm_today_section_is_spoken (CrmTodaySection section)
{
  return section == CRM_TODAY_STALE || section == CRM_TODAY_QUIET;
}

/**
 * crm_today_section_make_query:
 * @section: one that is planned
 * @search: (nullable): words that must be in it
 * @user: whose they are, or nobody's; 0 for everybody's
 *
 * Returns: (transfer full): the open activities that stand there, in the order they are due
 */
CrmQuery *
crm_today_section_make_query (CrmTodaySection section, CrmDate today, const char *search, gint64 user)
{
  CrmQuery        *query = crm_query_new ("activity");
  g_autofree char *day = crm_date_to_iso (today);
  g_autofree char *last = crm_date_to_iso (crm_date_add_days (today, DAYS_AHEAD));

  if (section == CRM_TODAY_OVERDUE)
    crm_query_add_text (query, "due", CRM_OP_LESS, day);
  else if (section == CRM_TODAY_TODAY)
    crm_query_add_text (query, "due", CRM_OP_EQUAL, day);
  else
    crm_query_add_text (query, "due", CRM_OP_LESS_OR_EQUAL, last);
  if (section == CRM_TODAY_SOON)
    crm_query_add_text (query, "due", CRM_OP_MORE, day);
  crm_query_add_text (query, "kind", section == CRM_TODAY_PROMISED ? CRM_OP_EQUAL : CRM_OP_NOT_EQUAL, "promise");
  crm_query_add_text (query, "done_at", CRM_OP_UNSET, NULL);
  crm_query_set_order (query, "due", FALSE);
  crm_query_set_search (query, search);
  crm_query_set_user (query, user);

  return query;
}

/**
 * crm_today_find_subject:
 * @record: what a row shows
 *
 * Returns: whom it is about: of an activity the first record it is linked to, of a deal or a case whose it is; 0 for nobody
 */
gint64
crm_today_find_subject (CrmRecord *record)
{
  CrmObject *object = CRM_OBJECT (record);
  GPtrArray *links;
  gint64     target;

  if (CRM_IS_DEAL (record) || CRM_IS_SERVICE_CASE (record))
    target = crm_object_get_integer (object, "person") != CRM_UNSET ? crm_object_get_integer (object, "person") : crm_object_get_integer (object, "company");
  else if (!CRM_IS_ACTIVITY (record))
    target = crm_record_get_id (record);
  else
    {
      links = crm_object_get_items (object, "links");
      target = links != NULL && links->len > 0 ? crm_object_get_integer (g_ptr_array_index (links, 0), "target") : CRM_UNSET;
    }

  return target != CRM_UNSET ? target : 0;
}

static char *
dup_who (CrmContext *context, CrmTodaySection section, CrmRecord *activity)
{
  gint64           subject = crm_today_find_subject (activity);
  const char      *kind = crm_object_get_text (CRM_OBJECT (activity), "kind");
  g_autofree char *name = subject != 0 ? crm_format_reference (context, subject) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *owner = crm_format_owner (context, activity);

  /* Tasks are what stands here mostly, and promises stand under their own head. */
  if (!crm_activity_kind_is_plan (kind))
    label = crm_format_choice (CRM_OBJECT (activity), "kind");

  return crm_format_parts ((const char *const[]){ label, name, owner }, 3);
}

/* Under "Today" the hour says more than the day. */
static char *
dup_when (CrmContext *context, CrmTodaySection section, CrmRecord *activity)
{
  const char      *time = crm_object_get_text (CRM_OBJECT (activity), "due_time");
  g_autofree char *digits = time != NULL ? crm_culture_digits (crm_context_get_culture (context), time) : NULL;
  g_autofree char *shown = digits != NULL ? crm_text_isolate_ltr (digits) : NULL;
  g_autofree char *day = crm_format_day_relative (context, crm_object_get_text (CRM_OBJECT (activity), "due"));

  if (section == CRM_TODAY_TODAY)
    return shown != NULL ? g_steal_pointer (&shown) : g_strdup ("");
  if (shown != NULL && section == CRM_TODAY_SOON)
    /* Translators: 1: a day, such as "tomorrow", 2: a time */
    return g_strdup_printf (_ ("%1$s, %2$s"), day, shown);

  return g_steal_pointer (&day);
}

static gboolean
is_before_today (CrmContext *context, const char *due)
{
  CrmDate day;

  return due != NULL && crm_date_from_iso (due, &day) && crm_date_days_between (crm_context_get_today (context), day) < 0;
}

static void
describe_activity (CrmTodayText *self, CrmContext *context, CrmTodaySection section, CrmRecord *activity)
{
  self->who = dup_who (context, section, activity);
  self->when = dup_when (context, section, activity);
  self->late = section != CRM_TODAY_TODAY && is_before_today (context, crm_object_get_text (CRM_OBJECT (activity), "due"));
  self->urgent = g_strcmp0 (crm_object_get_text (CRM_OBJECT (activity), "priority"), "high") == 0;
}

static char *
dup_span (CrmContext *context, gint64 span)
{
  return crm_date_format_span ((int) (span / G_TIME_SPAN_DAY), crm_context_get_culture (context));
}

static void
describe_deal (CrmTodayText *self, CrmContext *context, CrmRecord *deal)
{
  CrmObject       *object = CRM_OBJECT (deal);
  g_autofree char *stage = crm_format_reference (context, crm_object_get_integer (object, "stage"));
  g_autofree char *since = dup_span (context, crm_clock_now () - crm_object_get_integer (object, "stage_entered_at"));
  gint64           subject = crm_today_find_subject (deal);
  g_autofree char *name = subject != 0 ? crm_format_reference (context, subject) : NULL;
  g_autofree char *owner = crm_format_owner (context, deal);
  /* Translators: of a deal; 1: a stage, such as "Offer", 2: a time, such as "5 weeks" */
  g_autofree char *waits = g_strdup_printf (_ ("in %1$s for %2$s"), stage, since);

  self->who = crm_format_parts ((const char *const[]){ name, waits, owner }, 3);
  self->when = crm_format_money (context, crm_object_get_integer (object, "value"), crm_object_get_text (object, "currency"));
}

static void
describe_quiet (CrmTodayText *self, CrmContext *context, CrmRecord *contact)
{
  g_autofree char *usual = NULL;
  g_autofree char *silent = NULL;
  CrmRhythm        rhythm;

  self->when = g_strdup ("");
  if (!crm_rhythm_find (crm_context_get_store (context), crm_record_get_id (contact), &rhythm) || rhythm.gap == 0)
    return;

  usual = dup_span (context, rhythm.gap);
  silent = dup_span (context, crm_clock_now () - rhythm.last);
  /* Translators: of somebody; 1 and 2: times, such as "2 weeks" */
  self->who = g_strdup_printf (_ ("Usually every %1$s, silent for %2$s"), usual, silent);
}

static void
describe_celebration (CrmTodayText *self, CrmContext *context, CrmRecord *person, const CrmCelebration *celebration)
{
  g_autofree char *iso = crm_date_to_iso (celebration->day);

  self->who = crm_format_celebration (context, person, celebration);
  self->when = crm_format_day_relative (context, iso);
}

/* Of today the hour says more than the day, here too. */
static void
describe_case (CrmTodayText *self, CrmContext *context, CrmRecord *service_case)
{
  CrmObject       *object = CRM_OBJECT (service_case);
  gint64           due = crm_object_get_integer (object, "due_at");
  gint64           subject = crm_today_find_subject (service_case);
  g_autofree char *name = subject != 0 ? crm_format_reference (context, subject) : NULL;
  g_autofree char *state = crm_format_choice (object, "status");
  g_autofree char *owner = crm_format_owner (context, service_case);
  gboolean         today = crm_date_compare (crm_date_from_instant (due), crm_context_get_today (context)) == 0;

  self->who = crm_format_parts ((const char *const[]){ name, state, owner }, 3);
  self->when = today ? crm_format_time (context, due) : crm_format_instant_relative (context, due);
  self->late = crm_service_case_is_late (service_case, crm_clock_now ());
  self->urgent = g_strcmp0 (crm_object_get_text (object, "priority"), "high") == 0;
}

/**
 * crm_today_text_init:
 * @record: what stands in @section
 * @celebration: (nullable): what is celebrated, in that section
 */
void
crm_today_text_init (CrmTodayText *self, CrmContext *context, CrmTodaySection section, CrmRecord *record, const CrmCelebration *celebration)
{
  *self = (CrmTodayText){ .what = crm_format_title (record) };

  if (crm_today_section_is_planned (section))
    describe_activity (self, context, section, record);
  else if (section == CRM_TODAY_ANSWER)
    describe_case (self, context, record);
  else if (section == CRM_TODAY_STALE)
    describe_deal (self, context, record);
  else if (section == CRM_TODAY_QUIET)
    describe_quiet (self, context, record);
  else if (celebration != NULL)
    describe_celebration (self, context, record, celebration);
  if (self->when == NULL)
    self->when = g_strdup ("");
}

void
crm_today_text_clear (CrmTodayText *self)
{
  g_clear_pointer (&self->what, g_free);
  g_clear_pointer (&self->who, g_free);
  g_clear_pointer (&self->when, g_free);
}

G_STATIC_ASSERT (G_N_ELEMENTS (heads) == CRM_TODAY_N_SECTIONS);
