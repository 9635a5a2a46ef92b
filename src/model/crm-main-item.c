#include "config.h"

#include "crm-main-item.h"

#include <glib/gi18n-lib.h>

static const CrmMainItem main_items[] = {
  { "company", N_ ("Company"), "affiliations", NULL, "company", NULL, "until", "company" },
  { "phone", N_ ("Phone"), "contact_points", "phone", "value", "normalised", "invalid", NULL },
  { "email", N_ ("E-mail"), "contact_points", "email", "value", NULL, "invalid", NULL },
};

/**
 * crm_main_item_get:
 *
 * Returns: (nullable): the one of that name
 */
const CrmMainItem *
crm_main_item_get (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (main_items); i++)
    {
      if (g_strcmp0 (main_items[i].name, name) == 0)
        return &main_items[i];
    }

  return NULL;
}

/**
 * crm_main_item_find:
 *
 * Returns: (nullable): the one of that name, if records of @type have such items
 */
const CrmMainItem *
crm_main_item_find (const CrmRecordType *type, const char *name)
{
  const CrmMainItem *self = crm_main_item_get (name);

  return self != NULL && crm_object_class_find_field (crm_record_type_peek_class (type), self->set) >= 0 ? self : NULL;
}

static gboolean
has (CrmObject *item, const char *member)
{
  int field = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (item), member);

  return field >= 0 && crm_object_is_set (item, (guint) field);
}

/**
 * crm_object_find_main_item:
 * @record: of a type that has it
 * @name: one of those above
 *
 * Returns: (transfer none) (nullable): the item
 */
CrmObject *
crm_object_find_main_item (CrmObject *record, const char *name)
{
  const CrmMainItem *self = crm_main_item_get (name);
  GPtrArray         *items;
  CrmObject         *found = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  items = crm_object_get_items (record, self->set);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CrmObject *item = g_ptr_array_index (items, i);

      if (self->kind != NULL && g_strcmp0 (crm_object_get_text (item, "kind"), self->kind) != 0)
        continue;
      if (has (item, self->ended))
        continue;
      if (found == NULL || crm_object_get_boolean (item, "preferred"))
        found = item;
    }

  return found;
}
