#include "config.h"

#include "crm-conflict.h"

#include <glib/gi18n-lib.h>

/* The values are JSON as documents have it: references in it are uids, instants text. */
static const CrmField crm_conflict_fields[] = {
  CRM_REFERENCE ("record", N_ ("Record"), CRM_FIELD_REQUIRED, NULL),
  CRM_TEXT ("field", N_ ("Field"), CRM_FIELD_REQUIRED), /* its name */
  CRM_LONG_TEXT ("kept", N_ ("Kept"), CRM_FIELD_NONE),
  CRM_TEXT ("kept_by", N_ ("Kept: by"), CRM_FIELD_NONE),
  CRM_INSTANT ("kept_at", N_ ("Kept: when"), CRM_FIELD_NONE),
  CRM_LONG_TEXT ("other", N_ ("Other"), CRM_FIELD_NONE),
  CRM_TEXT ("other_by", N_ ("Other: by"), CRM_FIELD_NONE),
  CRM_INSTANT ("other_at", N_ ("Other: when"), CRM_FIELD_NONE),
};

CRM_DEFINE_RECORD (CrmConflict, crm_conflict)

static void
crm_conflict_override (CrmRecordClass *klass)
{
}
