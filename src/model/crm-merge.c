#include "config.h"

#include "crm-merge.h"

#include "crm-item-json.h"
#include "crm-item.h"

#include <string.h>

static CrmItem *
find (GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (strcmp (crm_item_get_id (g_ptr_array_index (items, i)), id) == 0)
        return g_ptr_array_index (items, i);
    }

  return NULL;
}

static gboolean
equal (CrmItem *a, CrmItem *b)
{
  return a == NULL || b == NULL ? a == b : crm_object_equal (CRM_OBJECT (a), CRM_OBJECT (b));
}

/* One item of the three sets: FALSE where both sides changed it, and differently. */
static gboolean
choose (CrmItem *base, CrmItem *mine, CrmItem *theirs, CrmItem **chosen)
{
  if (equal (mine, theirs) || equal (base, theirs))
    *chosen = mine;
  else if (equal (base, mine))
    *chosen = theirs;
  else
    return FALSE;

  return TRUE;
}

/**
 * crm_merge_items:
 * @base: (nullable): the set both began from
 * @mine: (nullable): the set as it is
 * @theirs: (nullable): the set as it is wanted from @base on
 * @item_type: what they are sets of
 *
 * Merges two edits of one set item by item; the order is @mine's, then what is new in @theirs.
 *
 * Returns: (transfer full) (nullable): the merged set, "[]" for an empty one; %NULL where both edited one item differently
 */
char *
crm_merge_items (const char *base, const char *mine, const char *theirs, GType item_type)
{
  g_autoptr (GPtrArray) base_items = crm_items_from_json (base, item_type);
  g_autoptr (GPtrArray) my_items = crm_items_from_json (mine, item_type);
  g_autoptr (GPtrArray) their_items = crm_items_from_json (theirs, item_type);
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();

  for (guint i = 0; i < my_items->len; i++)
    {
      CrmItem    *item = g_ptr_array_index (my_items, i);
      const char *id = crm_item_get_id (item);
      CrmItem    *chosen = NULL;

      if (!choose (find (base_items, id), item, find (their_items, id), &chosen))
        return NULL;
      if (chosen != NULL)
        g_ptr_array_add (merged, chosen);
    }
  for (guint i = 0; i < their_items->len; i++)
    {
      CrmItem    *item = g_ptr_array_index (their_items, i);
      const char *id = crm_item_get_id (item);
      CrmItem    *chosen = NULL;

      if (find (my_items, id) != NULL)
        continue;
      if (!choose (find (base_items, id), NULL, item, &chosen))
        return NULL;
      if (chosen != NULL)
        g_ptr_array_add (merged, chosen);
    }

  return crm_items_to_json (merged);
}
