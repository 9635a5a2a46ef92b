#include "config.h"

#include "crm-important-date.h"

#include <glib/gi18n-lib.h>

static const CrmChoice important_date_kinds[] = {
  { "birthday", N_ ("Birthday") },
  { "anniversary", N_ ("Anniversary") },
  { "other", N_ ("Other date") },
  { NULL, NULL },
};

static const CrmField crm_important_date_fields[] = {
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, important_date_kinds),
  CRM_TEXT ("label", N_ ("Label"), CRM_FIELD_NONE),
  CRM_INTEGER ("year", N_ ("Year"), CRM_FIELD_NONE), /* Gregorian, as are month and day */
  CRM_INTEGER ("month", N_ ("Month"), CRM_FIELD_NONE),
  CRM_INTEGER ("day", N_ ("Day"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmImportantDate, crm_important_date)

static void
crm_important_date_override (CrmItemClass *klass)
{
}
