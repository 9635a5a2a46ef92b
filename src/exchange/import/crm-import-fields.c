#include "config.h"

#include "crm-import-fields.h"

#include "crm-custom-field.h"

#include <string.h>

/**
 * crm_import_fields_new:
 *
 * Returns: (transfer full) (element-type CrmFieldSet): the fields as they are now
 */
GPtrArray *
crm_import_fields_new (CrmStore *store)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_field_set_unref);
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);

      if (crm_record_type_takes_custom_fields (type))
        g_ptr_array_add (fields, crm_field_set_ref (crm_store_get_fields (store, type)));
    }

  return fields;
}

/**
 * crm_import_fields_find:
 * @fields: (nullable) (element-type CrmFieldSet)
 * @type: the name of a record type
 * @name: what programs or people call a field
 *
 * Returns: (nullable): the field that the business made
 */
const CrmField *
crm_import_fields_find (GPtrArray *fields, const char *type, const char *name)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      CrmFieldSet    *set = g_ptr_array_index (fields, i);
      const CrmField *field = strcmp (crm_field_set_get_type (set)->name, type) == 0 ? crm_field_set_find (set, name) : NULL;

      if (field != NULL && field->custom != 0)
        return field;
    }

  return NULL;
}
