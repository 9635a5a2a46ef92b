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
 * crm_event_make_menu:
 * @event: one that is editable
 *
 * Returns: (transfer full): what can be done with it, as actions of the timeline
 */
GMenu *
crm_event_make_menu (CrmRecord *event)
{
  GMenu   *menu = g_menu_new ();
  gboolean pinned = crm_object_get_boolean (CRM_OBJECT (event), "pinned");
  gboolean done = crm_object_get_integer (CRM_OBJECT (event), "done_at") != CRM_UNSET;
  g_autoptr (GMenu) last = g_menu_new ();

  g_menu_append (menu, _ ("Edit…"), "event.edit");
  g_menu_append (menu, pinned ? _ ("Unpin") : _ ("Pin to the Top"), "event.pin");
  if (crm_event_is_task (event))
    g_menu_append (menu, done ? _ ("Not Done") : _ ("Done"), "event.done");
  g_menu_append (last, _ ("Delete"), "event.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return menu;
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
