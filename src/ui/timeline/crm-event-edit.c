/* Edits of one event. What the program wrote itself, that a deal moved or a field changed, is no entry of anybody's and is not edited. */

#include "config.h"

#include "crm-event-edit.h"

#include "crm-activity.h"
#include "crm-clock.h"

#include <glib/gi18n-lib.h>

/**
 * crm_event_is_editable:
 * @event: (nullable): a record of a timeline
 *
 * Returns: whether somebody wrote it
 */
gboolean
crm_event_is_editable (CrmRecord *event)
{
  return event != NULL && CRM_IS_ACTIVITY (event);
}

gboolean
crm_event_is_task (CrmRecord *event)
{
  return crm_event_is_editable (event) && crm_activity_kind_is_plan (crm_object_get_text (CRM_OBJECT (event), "kind"));
}

/**
 * crm_event_set_done:
 * @event: a task
 */
void
crm_event_set_done (CrmContext *context, CrmRecord *event, gboolean done)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (event);

  crm_object_set_integer (CRM_OBJECT (draft), "done_at", done ? crm_clock_now () : CRM_UNSET);
  crm_context_commit_record (context, done ? N_ ("Finish a task") : N_ ("Take up a task again"), draft, NULL, NULL);
}

/**
 * crm_event_set_pinned:
 * @event: an activity
 * @pinned: whether it stands above all others
 */
void
crm_event_set_pinned (CrmContext *context, CrmRecord *event, gboolean pinned)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (event);

  crm_object_set_integer (CRM_OBJECT (draft), "pinned", pinned ? 1 : CRM_UNSET);
  crm_context_commit_record (context, pinned ? N_ ("Pin an entry") : N_ ("Unpin an entry"), draft, NULL, NULL);
}

/**
 * crm_event_set_rating:
 * @event: an activity
 * @rating: (nullable): one of crm_activity_ratings; NULL or "" for none
 */
void
crm_event_set_rating (CrmContext *context, CrmRecord *event, const char *rating)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (event);

  crm_object_set_text (CRM_OBJECT (draft), "rating", rating);
  crm_context_commit_record (context, N_ ("Say how it went"), draft, NULL, NULL);
}
