/* What a record has in one of the fields that the business made. Its id is the name of that field, so that two devices that fill in the
 * same field edit the same item. */

#include "config.h"

#include "crm-custom-value.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_custom_value_fields[] = {
  CRM_REFERENCE ("field", N_ ("Field"), CRM_FIELD_REQUIRED | CRM_FIELD_UNLINKED, "custom_field"),
  CRM_TEXT ("text", N_ ("Text"), CRM_FIELD_SEARCHED), /* of text, date and choice */
  CRM_NUMBER ("number", N_ ("Number"), CRM_FIELD_NONE),
  CRM_INTEGER ("amount", N_ ("Amount"), CRM_FIELD_NONE), /* of money (minor units) and yes or no */
  CRM_REFERENCE ("record", N_ ("Link"), CRM_FIELD_NONE, NULL),
};

CRM_DEFINE_ITEM (CrmCustomValue, crm_custom_value)

static void
crm_custom_value_override (CrmItemClass *klass)
{
}

/**
 * crm_field_holds_custom_values:
 *
 * Returns: whether @field is the place where records keep the values of custom fields, rather than something people see
 */
gboolean
crm_field_holds_custom_values (const CrmField *field)
{
  return field->kind == CRM_KIND_ITEMS && field->item_type == crm_custom_value_get_type;
}

/**
 * crm_custom_value_new:
 * @name: of a custom field, as crm_custom_field_dup_name() makes it
 * @field: its id
 *
 * Returns: (transfer full): its value, empty
 */
CrmItem *
crm_custom_value_new (const char *name, gint64 field)
{
  CrmItem *self = g_object_new (CRM_TYPE_CUSTOM_VALUE, NULL);

  crm_item_set_id (self, name);
  crm_object_set_integer (CRM_OBJECT (self), "field", field);

  return self;
}
