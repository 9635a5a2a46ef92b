#include "config.h"

#include "crm-import-absent.h"

#include "crm-content.h"

#include <glib/gi18n-lib.h>

/* (nullable): a field of kind file whose bytes are not in the customer file */
static const CrmField *
find_absent_file (CrmTransaction *transaction, CrmObject *object)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const char *hash = fields[i].kind == CRM_KIND_FILE ? crm_object_peek_text (object, i) : NULL;

      if (hash != NULL && !crm_content_has (crm_transaction_get_connection (transaction), hash))
        return &fields[i];
    }

  return NULL;
}

static void
tell (GPtrArray *problems, const char *name)
{
  g_ptr_array_add (problems, g_strdup_printf (_ ("What “%s” names is not in the customer file, and was left out."), name));
}

static void
drop_absent_items (CrmTransaction *transaction, CrmObject *record, const CrmField *field, GPtrArray *problems)
{
  GPtrArray *items = crm_object_get_items (record, field->name);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CrmObject       *item = g_ptr_array_index (items, i);
      g_autofree char *title = NULL;

      if (find_absent_file (transaction, item) == NULL)
        {
          g_ptr_array_add (kept, g_object_ref (item));
          continue;
        }
      title = crm_object_dup_title (item);
      tell (problems, title);
    }
  if (items != NULL && kept->len < items->len)
    crm_object_set_items (record, field->name, kept);
}

/**
 * crm_import_drop_absent_files:
 * @problems: (element-type utf8): where a sentence for each of them is appended
 *
 * Takes out of @record the files whose bytes the customer file does not hold.
 */
void
crm_import_drop_absent_files (CrmTransaction *transaction, CrmRecord *record, GPtrArray *problems)
{
  CrmObject      *object = CRM_OBJECT (record);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);
  const CrmField *absent;

  while ((absent = find_absent_file (transaction, object)) != NULL)
    {
      tell (problems, absent->name);
      crm_object_set_text (object, absent->name, NULL);
    }
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_ITEMS)
        drop_absent_items (transaction, object, &fields[i], problems);
    }
}
