/* A set of items with one of them edited: what a fact does to its record. */

#include "config.h"

#include "crm-fact-items.h"

static gboolean
has_field (CrmObject *object, const char *name)
{
  return crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), name) >= 0;
}

/* One of a kind is the preferred one: when another becomes it, this one is not any more. */
static gboolean
gives_way (CrmObject *item, CrmObject *to)
{
  if (!has_field (to, "preferred") || !crm_object_get_boolean (to, "preferred") || !crm_object_get_boolean (item, "preferred"))
    return FALSE;

  return !has_field (to, "kind") || g_strcmp0 (crm_object_get_text (item, "kind"), crm_object_get_text (to, "kind")) == 0;
}

/**
 * crm_fact_items_with:
 * @number: of the field that is the set
 * @item_id: (nullable): of the item in whose place @item goes
 * @item: (nullable): the item; %NULL takes that one out
 *
 * Returns: (transfer full) (element-type CrmItem): the set as the record has it now, with @item at its place, or at the end if it is new
 */
GPtrArray *
crm_fact_items_with (CrmRecord *record, guint number, const char *item_id, CrmItem *item)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *old = crm_object_peek_items (CRM_OBJECT (record), number);
  gboolean   found = FALSE;

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      CrmItem *copy = crm_item_copy (g_ptr_array_index (old, i));

      if (g_strcmp0 (crm_item_get_id (copy), item_id) == 0)
        {
          g_clear_object (&copy);
          found = TRUE;
          if (item != NULL)
            g_ptr_array_add (items, g_object_ref (item));
          continue;
        }
      if (item != NULL && gives_way (CRM_OBJECT (copy), CRM_OBJECT (item)))
        crm_object_set_integer (CRM_OBJECT (copy), "preferred", CRM_UNSET);
      g_ptr_array_add (items, copy);
    }
  if (item != NULL && !found)
    {
      crm_item_ensure_id (item, items);
      g_ptr_array_add (items, g_object_ref (item));
    }

  return items;
}
