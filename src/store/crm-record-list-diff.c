#include "config.h"

#include "crm-record-list-diff.h"

#include "crm-derived.h"
#include "crm-name-order.h"
#include "crm-record-table.h"
#include "crm-record.h"
#include "crm-store-private.h"

#include <string.h>

/* Beyond so many changed records the list is read anew. */
#define PLACE_MAX 50

static gint64
at (GArray *ids, guint i)
{
  return g_array_index (ids, gint64, i);
}

static void
remove_range (GListModel *model, GArray *ids, guint position, guint n)
{
  if (n == 0)
    return;

  g_array_remove_range (ids, position, n);
  g_list_model_items_changed (model, position, n, 0);
}

static void
insert_range (GListModel *model, GArray *ids, guint position, const gint64 *values, guint n)
{
  if (n == 0)
    return;

  g_array_insert_vals (ids, position, values, n);
  g_list_model_items_changed (model, position, 0, n);
}

static gboolean
is_changed (GHashTable *changed, gint64 id)
{
  return g_hash_table_contains (changed, (gpointer) (gintptr) id);
}

/* Whether both ranges are the same once the changed ids are left out of them. */
static gboolean
same_but_for (GArray *a, guint a_first, guint a_end, GArray *b, guint b_first, guint b_end, GHashTable *changed)
{
  guint i = a_first;
  guint j = b_first;

  for (;;)
    {
      while (i < a_end && is_changed (changed, at (a, i)))
        i++;
      while (j < b_end && is_changed (changed, at (b, j)))
        j++;
      if (i == a_end || j == b_end)
        return i == a_end && j == b_end;
      if (at (a, i++) != at (b, j++))
        return FALSE;
    }
}

static void
move_changed (GListModel *model, GArray *ids, guint first, guint end, GArray *wanted, guint wanted_end, GHashTable *changed)
{
  for (guint i = end; i > first; i--)
    {
      if (is_changed (changed, at (ids, i - 1)))
        remove_range (model, ids, i - 1, 1);
    }
  for (guint i = first; i < wanted_end; i++)
    {
      gint64 id = at (wanted, i);

      if (is_changed (changed, id))
        insert_range (model, ids, i, &id, 1);
    }
}

/**
 * crm_record_list_apply_ids:
 * @ids: (element-type gint64): what @model has; brought to @wanted, with @model telling of each step
 * @changed: ids known to have changed, which are those that may have moved
 */
void
crm_record_list_apply_ids (GListModel *model, GArray *ids, GArray *wanted, GHashTable *changed)
{
  guint shorter = MIN (ids->len, wanted->len);
  guint prefix = 0;
  guint suffix = 0;
  guint end;
  guint wanted_end;

  while (prefix < shorter && at (ids, prefix) == at (wanted, prefix))
    prefix++;
  while (suffix < shorter - prefix && at (ids, ids->len - 1 - suffix) == at (wanted, wanted->len - 1 - suffix))
    suffix++;
  end = ids->len - suffix;
  wanted_end = wanted->len - suffix;

  if (end > prefix && wanted_end > prefix && g_hash_table_size (changed) <= PLACE_MAX && same_but_for (ids, prefix, end, wanted, prefix, wanted_end, changed))
    {
      move_changed (model, ids, prefix, end, wanted, wanted_end, changed);
      return;
    }

  if (end > prefix && wanted_end > prefix)
    g_signal_emit_by_name (model, "replacing", prefix, end - prefix, wanted_end - prefix);
  remove_range (model, ids, prefix, end - prefix);
  insert_range (model, ids, prefix, (const gint64 *) (gpointer) wanted->data + prefix, wanted_end - prefix);
}

/**
 * crm_record_list_can_place:
 *
 * Returns: whether crm_record_list_place() can follow a change of so many records
 */
gboolean
crm_record_list_can_place (const CrmQuery *query, guint n_changed)
{
  return query->type != NULL && query->search == NULL && query->order == NULL && query->group == NULL && !query->descending && query->limit == 0 && (query->type->flags & CRM_TYPE_NAMED) != 0 && n_changed <= PLACE_MAX;
}

static GByteArray *
make_key (CrmStore *store, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_record_table_load (store->reader, id, NULL);

  return record != NULL ? crm_sort_key_new (store->collator, record) : g_byte_array_new ();
}

static int
compare (CrmStore *store, gint64 id, GByteArray *key, gint64 other)
{
  g_autoptr (GByteArray) other_key = make_key (store, other);

  return crm_name_order_compare (key->data, key->len, id, other_key->data, other_key->len, other);
}

static guint
find_place (CrmStore *store, GArray *ids, gint64 id)
{
  g_autoptr (GByteArray) key = make_key (store, id);
  guint low = 0;
  guint high = ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (store, id, key, at (ids, middle)) > 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
find_index (GArray *ids, gint64 id, guint *index)
{
  for (*index = 0; *index < ids->len; (*index)++)
    {
      if (at (ids, *index) == id)
        return TRUE;
    }

  return FALSE;
}

/* Whether the record at @index still stands between its neighbours. */
static gboolean
stands_right (CrmStore *store, GArray *ids, guint index)
{
  g_autoptr (GByteArray) key = make_key (store, at (ids, index));

  return (index == 0 || compare (store, at (ids, index), key, at (ids, index - 1)) > 0) &&
         (index + 1 == ids->len || compare (store, at (ids, index), key, at (ids, index + 1)) < 0);
}

static void
place (GListModel *model, GArray *ids, CrmStore *store, gint64 id, gboolean wanted)
{
  guint    old;
  gboolean present = find_index (ids, id, &old);

  if (present && wanted && stands_right (store, ids, old))
    return;
  if (present)
    remove_range (model, ids, old, 1);
  if (wanted)
    insert_range (model, ids, find_place (store, ids, id), &id, 1);
}

/**
 * crm_record_list_place:
 * @changed: (element-type gint64): ids of any type
 *
 * Follows a change of a few records by asking for each whether it belongs to the list and where, reading a few dozen rows instead of all.
 *
 * Returns: whether it could; the list is unchanged otherwise
 */
gboolean
crm_record_list_place (GListModel *model, GArray *ids, const CrmQuery *query, CrmStore *store, GArray *changed)
{
  for (guint i = 0; i < changed->len; i++)
    {
      gint64   id = at (changed, i);
      gboolean wanted;

      if (crm_id_code (id) != query->type->code)
        continue;
      if (!crm_query_matches (query, store->reader, id, &wanted))
        return FALSE;
      place (model, ids, store, id, wanted);
    }

  return TRUE;
}
