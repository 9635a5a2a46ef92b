/* The life cycle of a customer. The field "lifecycle" says where they stand; "lifecycle_history" since when, and where they stood before: kept by the
 * program as it changes, and open to correction, since a business knew its customers before it had the program. */

#include "config.h"

#include "crm-lifecycle.h"

#include "crm-date.h"

#include <glib/gi18n-lib.h>

const CrmChoice crm_lifecycle_choices[] = {
  { "lead", N_ ("Lead") },
  { "prospect", N_ ("Prospect") },
  { "first_time", N_ ("First-time customer") },
  { "repeat", N_ ("Repeat customer") },
  { "loyal", N_ ("Loyal customer") },
  { "dormant", N_ ("Dormant") },
  { "lost", N_ ("Lost customer") },
  { "won_back", N_ ("Won back") },
  { NULL, NULL },
};

static const CrmField crm_lifecycle_step_fields[] = {
  CRM_CHOICE ("stage", N_ ("Life cycle"), CRM_FIELD_REQUIRED, crm_lifecycle_choices),
  CRM_DATE ("since", N_ ("Since"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmLifecycleStep, crm_lifecycle_step)

static char *
crm_lifecycle_step_dup_title (CrmObject *self)
{
  const char      *stage = crm_object_get_text (self, "stage");
  const CrmChoice *choice = crm_field_find_choice (&crm_lifecycle_step_fields[0], stage);

  return g_strdup (choice != NULL ? crm_choice_get_label (choice) : stage != NULL ? stage
                                                                                  : "");
}

static void
crm_lifecycle_step_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_lifecycle_step_dup_title;
}

/**
 * crm_lifecycle_get_latest:
 * @record: a person or a company
 *
 * Returns: (transfer none) (nullable): the last station that was reached; of two on one day the later in the list
 */
CrmObject *
crm_lifecycle_get_latest (CrmObject *record)
{
  GPtrArray *steps = crm_object_get_items (record, "lifecycle_history");
  CrmObject *latest = NULL;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      CrmObject *step = g_ptr_array_index (steps, i);

      if (latest == NULL || g_strcmp0 (crm_object_get_text (step, "since"), crm_object_get_text (latest, "since")) >= 0)
        latest = step;
    }

  return latest;
}

/**
 * crm_lifecycle_note:
 * @record: about to be saved
 * @before: (nullable): as it was
 *
 * Notes the day, where the life cycle has become another.
 */
void
crm_lifecycle_note (CrmRecord *record, CrmRecord *before, CrmRecordContext *context)
{
  CrmObject       *self = CRM_OBJECT (record);
  const char      *stage = crm_object_get_text (self, "lifecycle");
  const char      *old = before != NULL ? crm_object_get_text (CRM_OBJECT (before), "lifecycle") : NULL;
  CrmObject       *latest = crm_lifecycle_get_latest (self);
  g_autofree char *today = NULL;

  if (context->restoring || stage == NULL || g_strcmp0 (stage, old) == 0)
    return;
  if (latest != NULL && g_strcmp0 (crm_object_get_text (latest, "stage"), stage) == 0)
    return;

  today = crm_date_to_iso (crm_date_from_instant (context->now));
  crm_object_add_item (self, "lifecycle_history", g_object_new (CRM_TYPE_LIFECYCLE_STEP, "stage", stage, "since", today, NULL));
}
