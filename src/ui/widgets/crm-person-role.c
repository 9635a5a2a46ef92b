/* Whom somebody works for now, and as what. */

#include "config.h"

#include "crm-person-role.h"

#include "crm-format.h"
#include "crm-main-item.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/**
 * crm_person_find_company:
 *
 * Returns: the company somebody works for now, or %CRM_UNSET
 */
gint64
crm_person_find_company (CrmObject *person)
{
  CrmObject *affiliation = crm_object_find_main_item (person, "company");

  return affiliation != NULL ? crm_object_get_integer (affiliation, "company") : CRM_UNSET;
}

/**
 * crm_person_dup_role:
 *
 * Returns: (transfer full): «Buyer at Atlas Fabrics», or as much of it as is known
 */
char *
crm_person_dup_role (CrmContext *context, CrmObject *person)
{
  CrmObject       *affiliation = crm_object_find_main_item (person, "company");
  const char      *role = affiliation != NULL ? crm_object_get_text (affiliation, "role") : NULL;
  g_autofree char *company = crm_format_reference (context, crm_person_find_company (person));
  g_autofree char *isolated = crm_text_isolate (role);

  if (role == NULL)
    return g_steal_pointer (&company);

  /* Translators: 1: what somebody does, 2: the company they do it for */
  return g_strdup_printf (_ ("%1$s at %2$s"), isolated, company);
}
