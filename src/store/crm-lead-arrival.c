/* Leads that come, with what they wrote, and those that turn out to be none: each one change. */

#include "config.h"

#include "crm-leads.h"

#include "crm-activity-link.h"
#include "crm-affiliation.h"
#include "crm-error.h"
#include "crm-person.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

void
crm_lead_arrival_free (CrmLeadArrival *self)
{
  g_clear_object (&self->person);
  g_free (self->company);
  g_free (self->note);
  g_free (self);
}

void
crm_lead_dismissal_free (CrmLeadDismissal *self)
{
  g_free (self->reason);
  g_free (self);
}

static gboolean
save_event (CrmTransaction *transaction, gint64 person, const char *kind, const char *direction, const char *body, GError **error)
{
  g_autoptr (CrmRecord) event = crm_record_new ("activity");

  g_object_set (event, "kind", kind, "direction", direction, "body", body, "occurred-at", crm_transaction_get_now (transaction), NULL);
  crm_object_add_item (CRM_OBJECT (event), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", person, NULL));

  return crm_transaction_save (transaction, event, error);
}

/**
 * crm_lead_add:
 * @arrival: (type CrmLeadArrival)
 *
 * A #CrmWriteFunc: adds somebody who asked, with their company and what they wrote; where they are there already, what they wrote is added.
 */
gboolean
crm_lead_add (CrmTransaction *transaction, gpointer arrival, GCancellable *cancellable, GError **error)
{
  CrmLeadArrival  *self = arrival;
  g_autofree char *name = crm_object_dup_title (CRM_OBJECT (self->person));
  g_autofree char *shown = crm_text_isolate (name);
  gboolean         is_new = crm_record_get_id (self->person) == 0;
  /* Translators: what was done; %s is a person */
  g_autofree char *title = g_strdup_printf (is_new ? _ ("Added the lead %s") : _ ("%s asked again"), shown);

  crm_transaction_set_title (transaction, title);
  if (self->company != NULL)
    {
      gint64 company = crm_lead_find_company (transaction, self->company, error);

      if (company == 0)
        return FALSE;
      crm_object_add_item (CRM_OBJECT (self->person), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", company, NULL));
    }
  if (!crm_transaction_save (transaction, self->person, error))
    return FALSE;

  return self->note == NULL || save_event (transaction, crm_record_get_id (self->person), "message", "in", self->note, error);
}

/**
 * crm_lead_dismiss:
 * @dismissal: (type CrmLeadDismissal)
 *
 * A #CrmWriteFunc: makes a person of a lead that is none, with the reason on their timeline.
 */
gboolean
crm_lead_dismiss (CrmTransaction *transaction, gpointer dismissal, GCancellable *cancellable, GError **error)
{
  CrmLeadDismissal *self = dismissal;
  g_autoptr (CrmRecord) person = crm_lead_find (transaction, self->person, error);
  g_autoptr (CrmRecord) draft = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (person == NULL)
    return FALSE;

  name = crm_object_dup_title (CRM_OBJECT (person));
  shown = crm_text_isolate (name);
  /* Translators: what was done; %s is a person */
  title = g_strdup_printf (_ ("Dismissed the lead %s"), shown);
  crm_transaction_set_title (transaction, title);
  draft = crm_record_edit (person);
  crm_object_set_text (CRM_OBJECT (draft), "lifecycle", NULL);

  if (!crm_transaction_save (transaction, draft, error))
    return FALSE;
  if (self->reason == NULL)
    return TRUE;

  /* Translators: %s is a reason, such as “No answer” */
  text = g_strdup_printf (_ ("No lead: %s"), self->reason);
  return save_event (transaction, self->person, "note", NULL, text, error);
}
