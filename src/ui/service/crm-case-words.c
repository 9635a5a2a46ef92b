#include "config.h"

#include "crm-case-words.h"

#include "crm-clock.h"
#include "crm-feedback.h"
#include "crm-format.h"
#include "crm-service-case.h"

#include <glib/gi18n-lib.h>

char *
crm_case_words_dup_state (CrmContext *context, CrmObject *record)
{
  return crm_object_get_text (record, "status") != NULL ? crm_format_choice (record, "status") : g_strdup ("");
}

static gboolean
is_today (CrmContext *context, gint64 instant)
{
  return crm_date_compare (crm_date_from_instant (instant), crm_context_get_today (context)) == 0;
}

/**
 * crm_case_words_dup_due:
 *
 * Returns: (transfer full): when it is due, while it is our turn: of today the time, else the day; empty where it is not
 */
char *
crm_case_words_dup_due (CrmContext *context, CrmObject *record)
{
  const char *status = crm_object_get_text (record, "status");
  gint64      due = crm_object_get_integer (record, "due_at");

  if (due == CRM_UNSET || g_strcmp0 (status, "solved") == 0 || g_strcmp0 (status, "waiting") == 0)
    return g_strdup ("");

  return is_today (context, due) ? crm_format_time (context, due) : crm_format_instant_relative (context, due);
}

/**
 * crm_case_words_dup_sentence:
 * @record: a case
 *
 * Returns: (transfer full): how it stands and by when it is our turn, or when it was solved
 */
char *
crm_case_words_dup_sentence (CrmContext *context, CrmRecord *record)
{
  CrmObject       *self = CRM_OBJECT (record);
  gint64           solved = crm_object_get_integer (self, "solved_at");
  g_autofree char *state = crm_case_words_dup_state (context, self);
  g_autofree char *due = crm_case_words_dup_due (context, self);
  g_autofree char *when = NULL;

  if (*due != '\0')
    {
      /* Translators: of a case; %s is a day or a time of today */
      when = g_strdup_printf (crm_service_case_is_late (record, crm_clock_now ()) ? _ ("the answer was due %s") : _ ("answer due %s"), due);
    }
  else if (solved != CRM_UNSET)
    {
      when = crm_format_instant_relative (context, solved);
    }

  return crm_format_parts ((const char *const[]){ state, when }, 2);
}

/**
 * crm_feedback_words_dup_score:
 *
 * Returns: (transfer full): "4 of 5"; empty for what has no score
 */
char *
crm_feedback_words_dup_score (CrmContext *context, CrmObject *feedback)
{
  gint64           score = crm_object_get_integer (feedback, "score");
  int              least, most;
  g_autofree char *given = NULL;
  g_autofree char *whole = NULL;

  if (score == CRM_UNSET || !crm_feedback_get_range (crm_object_get_text (feedback, "kind"), &least, &most))
    return g_strdup ("");

  given = crm_format_count (context, score);
  whole = crm_format_count (context, most);

  /* Translators: a score: 4 of 5 */
  return g_strdup_printf (C_ ("score", "%1$s of %2$s"), given, whole);
}
