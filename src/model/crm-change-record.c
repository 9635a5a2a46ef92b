#include "config.h"

#include "crm-change-record.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_change_record_fields[] = {
  CRM_TEXT ("title", N_ ("What"), CRM_FIELD_NONE),
  CRM_TEXT ("kind", N_ ("Kind"), CRM_FIELD_NONE),
  CRM_INSTANT ("at", N_ ("When"), CRM_FIELD_NONE),
  CRM_TEXT ("author", N_ ("Who"), CRM_FIELD_NONE),
  CRM_TEXT ("device", N_ ("Where"), CRM_FIELD_NONE),
};

CRM_DEFINE_RECORD (CrmChangeRecord, crm_change_record)

static gboolean
crm_change_record_get_event (CrmRecord *self, gint64 *at, const char **kind)
{
  *at = crm_object_get_integer (CRM_OBJECT (self), "at");
  *kind = "change";

  return *at != CRM_UNSET;
}

static void
crm_change_record_override (CrmRecordClass *klass)
{
  klass->get_event = crm_change_record_get_event;
}
