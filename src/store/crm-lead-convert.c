/* A lead becomes a prospect with a deal, which has what was said of it so far, and a company if one is named: one change, and one undo. */

#include "config.h"

#include "crm-leads-private.h"

#include "crm-activity-link.h"
#include "crm-affiliation.h"
#include "crm-deal.h"
#include "crm-error.h"
#include "crm-person.h"
#include "crm-store-private.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

void
crm_lead_conversion_free (CrmLeadConversion *self)
{
  g_free (self->company);
  g_free (self->title);
  g_free (self->currency);
  g_free (self);
}

/**
 * crm_lead_find_company:
 * @name: of a company
 *
 * Returns: the company of that name, made if there is none; 0 with @error set
 */
gint64
crm_lead_find_company (CrmTransaction *transaction, const char *name, GError **error)
{
  g_autofree char *folded = crm_text_fold (name);
  g_autofree char *key = g_strconcat ("company:", folded, NULL);
  g_autoptr (GArray) found = crm_transaction_find (transaction, key, crm_record_type_find ("company")->code);
  g_autoptr (CrmRecord) company = NULL;

  if (found != NULL && found->len > 0)
    return g_array_index (found, gint64, 0);

  company = crm_record_new ("company");
  crm_object_set_text (CRM_OBJECT (company), "name", name);

  return crm_transaction_save (transaction, company, error) ? crm_record_get_id (company) : 0;
}

static gint64
get_company (CrmRecord *person)
{
  GPtrArray *affiliations = crm_object_get_items (CRM_OBJECT (person), "affiliations");

  for (guint i = 0; affiliations != NULL && i < affiliations->len; i++)
    {
      if (crm_object_get_text (g_ptr_array_index (affiliations, i), "until") == NULL)
        return crm_object_get_integer (g_ptr_array_index (affiliations, i), "company");
    }

  return CRM_UNSET;
}

static gboolean
save_person (CrmTransaction *transaction, const CrmLeadConversion *self, CrmRecord *person, gint64 *company, GError **error)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (person);

  *company = get_company (person);
  if (*company == CRM_UNSET && self->company != NULL)
    {
      *company = crm_lead_find_company (transaction, self->company, error);
      if (*company == 0)
        return FALSE;
      crm_object_add_item (CRM_OBJECT (draft), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", *company, NULL));
    }
  crm_object_set_text (CRM_OBJECT (draft), "lifecycle", "prospect");

  return crm_transaction_save (transaction, draft, error);
}

/* The first open one, or that one if it is open. */
static gint64
find_stage (CrmTransaction *transaction, gint64 pipeline, gint64 stage, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_transaction_get_connection (transaction),
                                                               "SELECT stage.id FROM stage JOIN pipeline ON pipeline.id = stage.pipeline"
                                                               " WHERE (:pipeline = 0 OR pipeline.id = :pipeline) AND (:stage = 0 OR stage.id = :stage) AND stage.kind = 'open' AND stage.deleted_at IS NULL AND pipeline.deleted_at IS NULL"
                                                               " ORDER BY pipeline.position, pipeline.id, stage.position, stage.id LIMIT 1 /* scan: of the stages, which are few; sort: likewise */");

  crm_statement_bind_int (statement, ":pipeline", pipeline);
  crm_statement_bind_int (statement, ":stage", stage);
  if (crm_statement_step (statement, error))
    return crm_statement_get_int (statement, 0);

  if (error == NULL || *error == NULL)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("There is no pipeline with an open stage where the deal could begin."));
  return 0;
}

/* What is said about another deal stays with that one. */
static gboolean
is_about_deal (CrmRecord *event)
{
  GPtrArray *links = crm_object_get_items (CRM_OBJECT (event), "links");
  guint      code = crm_record_type_find ("deal")->code;

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      if ((guint) (crm_object_get_integer (g_ptr_array_index (links, i), "target") & 63) == code)
        return TRUE;
    }

  return FALSE;
}

static gboolean
link_event (CrmTransaction *transaction, gint64 id, gint64 deal, GError **error)
{
  g_autoptr (CrmRecord) event = crm_transaction_load (transaction, id, error);
  g_autoptr (CrmRecord) draft = NULL;

  if (event == NULL)
    return FALSE;
  if (is_about_deal (event))
    return TRUE;

  draft = crm_record_edit (event);
  crm_object_add_item (CRM_OBJECT (draft), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", deal, NULL));

  return crm_transaction_save (transaction, draft, error);
}

/* What they asked for last, and what was said to it, is the beginning of the deal. */
static gboolean
take_talks (CrmTransaction *transaction, const CrmLeadConversion *self, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_transaction_get_connection (transaction),
                                                               "SELECT timeline.at, timeline.source FROM timeline CROSS JOIN activity ON activity.id = timeline.source"
                                                               " WHERE timeline.target = :person AND timeline.kind IN ('email', 'message', 'note', 'call', 'meeting', 'visit')"
                                                               " AND (activity.occurred_at IS NOT NULL OR activity.done_at IS NOT NULL) ORDER BY timeline.at DESC LIMIT 20");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = CRM_UNSET;

  crm_statement_bind_int (statement, ":person", self->person);
  while (crm_statement_next (statement))
    {
      gint64 at = crm_statement_get_int (statement, 0);
      gint64 id = crm_statement_get_int (statement, 1);

      last = last == CRM_UNSET ? at : last;
      if (last - at <= CRM_LEAD_MONTH)
        g_array_append_val (ids, id);
    }
  if (!crm_statement_finish (statement, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!link_event (transaction, g_array_index (ids, gint64, i), self->deal, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_deal (CrmTransaction *transaction, CrmLeadConversion *self, CrmRecord *person, gint64 company, GError **error)
{
  static const char *const kept[] = { "source", "source_detail", "campaign" };
  gint64                   stage = find_stage (transaction, self->pipeline, self->stage, error);
  g_autofree char         *name = crm_object_dup_title (CRM_OBJECT (person));
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  if (stage == 0)
    return FALSE;
  g_object_set (deal, "title", self->title != NULL ? self->title : name, "stage", stage, "person", self->person, NULL);
  crm_object_set_integer (CRM_OBJECT (deal), "company", company);
  crm_object_set_integer (CRM_OBJECT (deal), "value", self->value);
  crm_object_set_text (CRM_OBJECT (deal), "currency", self->value != CRM_UNSET ? self->currency : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    crm_object_set_text (CRM_OBJECT (deal), kept[i], crm_object_get_text (CRM_OBJECT (person), kept[i]));
  if (!crm_transaction_save (transaction, deal, error))
    return FALSE;

  self->deal = crm_record_get_id (deal);
  return TRUE;
}

/**
 * crm_lead_find:
 * @id: of somebody who was a lead when they were looked at
 *
 * Returns: (transfer full) (nullable): the person, if they are a lead still
 */
CrmRecord *
crm_lead_find (CrmTransaction *transaction, gint64 id, GError **error)
{
  g_autoptr (CrmRecord) person = crm_transaction_load (transaction, id, NULL);
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  if (person == NULL || !CRM_IS_PERSON (person) || crm_record_is_deleted (person))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("That person is not there any more."));
      return NULL;
    }
  if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (person), "lifecycle"), "lead") == 0)
    return g_steal_pointer (&person);

  name = crm_object_dup_title (CRM_OBJECT (person));
  shown = crm_text_isolate (name);
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("%s is no lead any more."), shown);
  return NULL;
}

/**
 * crm_lead_convert:
 * @conversion: (type CrmLeadConversion)
 *
 * A #CrmWriteFunc: makes a prospect with a deal of a lead.
 */
gboolean
crm_lead_convert (CrmTransaction *transaction, gpointer conversion, GCancellable *cancellable, GError **error)
{
  CrmLeadConversion *self = conversion;
  g_autoptr (CrmRecord) person = crm_lead_find (transaction, self->person, error);
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;
  gint64           company;

  if (person == NULL)
    return FALSE;

  name = crm_object_dup_title (CRM_OBJECT (person));
  shown = crm_text_isolate (name);
  /* Translators: what was done; %s is a person */
  title = g_strdup_printf (_ ("Made a deal of the lead %s"), shown);
  crm_transaction_set_title (transaction, title);

  return save_person (transaction, self, person, &company, error) && save_deal (transaction, self, person, company, error) && take_talks (transaction, self, error);
}
