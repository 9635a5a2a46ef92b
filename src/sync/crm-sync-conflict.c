#include "config.h"

#include "crm-sync-conflict.h"

#include "crm-conflict.h"
#include "crm-uid.h"

#include <string.h>

/* Two devices that put the same together at once note the same: it has the same uid then. */
static void
derive_uid (CrmRecord *record, const CrmMergeLoss *loss, char uid[CRM_UID_LENGTH + 1])
{
  const char      *kept = loss->kept != NULL ? loss->kept : "";
  const char      *lost = loss->lost != NULL ? loss->lost : "";
  gboolean         turned = strcmp (kept, lost) > 0;
  g_autofree char *text = g_strjoin ("\n", "conflict", crm_record_get_uid (record), loss->field, turned ? lost : kept, turned ? kept : lost, NULL);

  crm_uid_derive (text, uid);
}

/* Several devices may note the same, and none of them knows which was first: it is as old as the record. */
static gboolean
save_as_of (CrmTransaction *transaction, CrmRecord *conflict, gint64 at, GError **error)
{
  gint64   now = crm_transaction_get_now (transaction);
  gboolean ok;

  if (crm_transaction_get_change (transaction, error) == 0)
    return FALSE;
  crm_transaction_set_now (transaction, at);
  ok = crm_transaction_save (transaction, conflict, error);
  crm_transaction_set_now (transaction, now);

  return ok;
}

/**
 * crm_sync_conflict_note:
 * @record: what was edited
 * @loss: the two values of one of its fields
 * @kept: the edit whose value stands
 * @lost: the other
 *
 * Notes, as a record of type conflict, that somebody has to look at both. What was decided once and comes again is asked again.
 */
gboolean
crm_sync_conflict_note (CrmTransaction *transaction, CrmRecord *record, const CrmMergeLoss *loss, const CrmEdit *kept, const CrmEdit *lost, GError **error)
{
  const CrmRecordType *type = crm_record_type_find ("conflict");
  g_autoptr (CrmRecord) known = NULL;
  g_autoptr (CrmRecord) conflict = NULL;
  char   uid[CRM_UID_LENGTH + 1];
  gint64 id;

  derive_uid (record, loss, uid);
  id = crm_transaction_find_exactly (transaction, type, uid);
  if (id != 0)
    {
      known = crm_transaction_load (transaction, id, error);
      if (known == NULL || (crm_record_is_deleted (known) && !crm_transaction_revive (transaction, id, error)))
        return FALSE;
      conflict = crm_record_edit (known);
    }
  else
    {
      conflict = crm_record_new ("conflict");
      crm_record_set_uid (conflict, uid);
    }
  crm_object_set_integer (CRM_OBJECT (conflict), "record", crm_record_get_id (record));
  crm_object_set_text (CRM_OBJECT (conflict), "field", loss->field);
  crm_object_set_text (CRM_OBJECT (conflict), "kept", loss->kept);
  crm_object_set_text (CRM_OBJECT (conflict), "kept_by", kept->author);
  crm_object_set_integer (CRM_OBJECT (conflict), "kept_at", kept->at);
  crm_object_set_text (CRM_OBJECT (conflict), "other", loss->lost);
  crm_object_set_text (CRM_OBJECT (conflict), "other_by", lost->author);
  crm_object_set_integer (CRM_OBJECT (conflict), "other_at", lost->at);

  return save_as_of (transaction, conflict, crm_record_get_created_at (record), error);
}
