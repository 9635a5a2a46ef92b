#include "config.h"

#include "crm-import-fields.h"

#include "crm-custom-field.h"

#include <string.h>

/**
 * crm_import_fields_collect:
 * @get: (scope call): the fields of a type, of @owner
 *
 * Returns: (transfer full) (element-type CrmFieldSet): those of all types that a business can make fields for
 */
GPtrArray *
crm_import_fields_collect (CrmFieldSet *(*get) (gpointer owner, const CrmRecordType *type), gpointer owner)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_field_set_unref);
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);

      if (crm_record_type_takes_custom_fields (type))
        g_ptr_array_add (fields, crm_field_set_ref (get (owner, type)));
    }

  return fields;
}

static CrmFieldSet *
get_of_store (gpointer store, const CrmRecordType *type)
{
  return crm_store_get_fields (store, type);
}

/**
 * crm_import_fields_new:
 *
 * Returns: (transfer full) (element-type CrmFieldSet): the fields as they are now
 */
GPtrArray *
crm_import_fields_new (CrmStore *store)
{
  return crm_import_fields_collect (get_of_store, store);
}

/* So many imports are looked back. */
#define LOOKED_BACK 200

/**
 * crm_import_known_maps_new:
 *
 * Returns: (transfer full) (element-type utf8 utf8): for each heading that somebody has matched, what was said last
 */
GHashTable *
crm_import_known_maps_new (CrmStore *store)
{
  GHashTable *maps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) imports = crm_store_load_imports (store, LOOKED_BACK, NULL);

  for (guint i = 0; imports != NULL && i < imports->len; i++)
    {
      const CrmImportLogged *logged = g_ptr_array_index (imports, i);

      if (logged->header != NULL && logged->map != NULL && !g_hash_table_contains (maps, logged->header))
        g_hash_table_insert (maps, g_strdup (logged->header), g_strdup (logged->map));
    }

  return maps;
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
