#include "config.h"

#include "crm-deal-proposal.h"

#include "crm-board.h"
#include "crm-deal-steps.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

/**
 * crm_deal_proposal_make:
 *
 * Returns: (transfer full) (nullable): the task that the stage of @deal proposes and @deal has not got since it came there
 */
CrmRecord *
crm_deal_proposal_make (CrmContext *context, CrmRecord *deal)
{
  CrmStore *store = crm_context_get_store (context);
  gint64    since = crm_object_get_integer (CRM_OBJECT (deal), "stage_entered_at");
  g_autoptr (CrmRecord) stage = store != NULL ? crm_store_get (store, crm_object_get_integer (CRM_OBJECT (deal), "stage"), NULL) : NULL;
  const char *subject = stage != NULL ? crm_object_get_text (CRM_OBJECT (stage), "next_task") : NULL;

  if (subject == NULL || crm_store_is_read_only (store) || crm_record_is_deleted (deal))
    return NULL;
  if (crm_board_has_task (store, crm_record_get_id (deal), subject, since != CRM_UNSET ? since : 0))
    return NULL;

  return crm_stage_make_task (stage, deal, crm_context_get_today (context));
}

/**
 * crm_deal_proposal_dup_text:
 *
 * Returns: (transfer full): what to do and when, in words
 */
char *
crm_deal_proposal_dup_text (CrmContext *context, CrmRecord *task)
{
  g_autofree char *title = crm_format_title (task);
  g_autofree char *when = crm_format_day_relative (context, crm_object_get_text (CRM_OBJECT (task), "due"));

  /* Translators: 1: something to do, 2: when, such as "tomorrow" or "in 3 days" */
  return g_strdup_printf (_ ("%1$s, %2$s"), title, when);
}

/**
 * crm_deal_proposal_accept:
 *
 * Adds the task that is proposed, and tells of it in a toast with Undo.
 *
 * Returns: whether one was proposed
 */
gboolean
crm_deal_proposal_accept (CrmContext *context, CrmRecord *deal)
{
  g_autoptr (CrmRecord) task = crm_deal_proposal_make (context, deal);
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  if (task == NULL)
    return FALSE;

  text = crm_format_title (task);
  shown = crm_format_title (deal);
  crm_context_take_on (context, task);
  /* Translators: 1: something to do, 2: a deal */
  title = g_strdup_printf (_ ("Added the task “%1$s” to “%2$s”"), text, shown);
  crm_context_commit_record (context, title, task, NULL, NULL);
  return TRUE;
}
