#include "config.h"

#include "crm-serial.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_serial_fields[] = {
  CRM_TEXT ("number", N_ ("Number"), CRM_FIELD_REQUIRED | CRM_FIELD_SEARCHED), /* as it is printed */
  CRM_TEXT ("series", N_ ("Number series"), CRM_FIELD_NONE),                   /* uid */
  CRM_INTEGER ("serial", N_ ("Serial number"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmSerial, crm_serial)

static void
crm_serial_override (CrmItemClass *klass)
{
}
