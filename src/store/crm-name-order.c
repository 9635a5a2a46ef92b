#include "config.h"

#include "crm-name-order.h"

#include <string.h>

/* How many neighbours on each side are spread out when a gap is used up. */
#define WINDOW 32

typedef struct
{
  gint64 position;
  gint64 id;
} Place;

static CrmStatement *
prepare (const CrmNameOrder *self, const char *format)
{
  return crm_connection_prepare_for (self->connection, format, self->type->name);
}

/**
 * crm_name_order_compare:
 *
 * Returns: below, at or above 0 as the first comes before, is, or comes after the other
 */
int
crm_name_order_compare (const guint8 *key, gsize size, gint64 id, const guint8 *other_key, gsize other_size, gint64 other_id)
{
  int order = size > 0 && other_size > 0 ? memcmp (key, other_key, MIN (size, other_size)) : 0;

  if (order == 0 && size != other_size)
    order = size < other_size ? -1 : 1;

  return order != 0 ? order : (id > other_id) - (id < other_id);
}

static int
compare (CrmStatement *row, gint64 id, GByteArray *key)
{
  gsize         size;
  const guint8 *row_key = crm_statement_get_blob (row, 2, &size);

  return crm_name_order_compare (row_key, size, crm_statement_get_int (row, 1), key->data, key->len, id);
}

static gboolean
get_bounds (const CrmNameOrder *self, gint64 *first, gint64 *last, gboolean *empty, GError **error)
{
  g_autoptr (CrmStatement) lowest = prepare (self, "SELECT min (pos) FROM %s_order");
  g_autoptr (CrmStatement) highest = prepare (self, "SELECT max (pos) FROM %s_order");

  if (!crm_statement_step (lowest, error) || !crm_statement_step (highest, error))
    return FALSE;

  *empty = crm_statement_is_null (lowest, 0);
  *first = crm_statement_get_int (lowest, 0);
  *last = crm_statement_get_int (highest, 0);
  return TRUE;
}

/* The lowest position whose record does not come before (key, id), or one past the last. */
static gboolean
lower_bound (const CrmNameOrder *self, gint64 id, GByteArray *key, gint64 first, gint64 last, gint64 *found, GError **error)
{
  g_autoptr (CrmStatement) probe = prepare (self, "SELECT pos, id, key FROM %s_order WHERE pos >= :pos ORDER BY pos LIMIT 1");
  gint64 low = first;
  gint64 high = last + 1;

  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      crm_statement_bind_int (probe, ":pos", middle);
      if (!crm_statement_next (probe))
        {
          if (!crm_statement_finish (probe, error))
            return FALSE;
          high = middle;
        }
      else if (compare (probe, id, key) < 0)
        {
          low = crm_statement_get_int (probe, 0) + 1;
        }
      else
        {
          high = middle;
        }
      crm_statement_reset (probe);
    }

  *found = low;
  return TRUE;
}

static gboolean
get_neighbour (const CrmNameOrder *self, const char *format, gint64 position, gint64 *neighbour)
{
  g_autoptr (CrmStatement) statement = prepare (self, format);

  crm_statement_bind_int (statement, ":pos", position);
  if (!crm_statement_step (statement, NULL) || crm_statement_is_null (statement, 0))
    return FALSE;

  *neighbour = crm_statement_get_int (statement, 0);
  return TRUE;
}

static gboolean
collect (const CrmNameOrder *self, const char *format, gint64 position, int limit, GArray *places, GError **error)
{
  g_autoptr (CrmStatement) statement = prepare (self, format);

  crm_statement_bind_int (statement, ":pos", position);
  crm_statement_bind_int (statement, ":limit", limit);
  while (crm_statement_next (statement))
    {
      Place place = { crm_statement_get_int (statement, 0), crm_statement_get_int (statement, 1) };

      g_array_append_val (places, place);
    }

  return crm_statement_finish (statement, error);
}

static gboolean
move (const CrmNameOrder *self, const Place *place, gint64 to, GError **error)
{
  g_autoptr (CrmStatement) statement = prepare (self, "UPDATE %s_order SET pos = :to WHERE pos = :from");

  if (place->position == to)
    return TRUE;

  crm_statement_bind_int (statement, ":to", to);
  crm_statement_bind_int (statement, ":from", place->position);

  return crm_statement_run (statement, error) && self->moved (place->id, place->position, to, self->user_data, error);
}

/* Makes room for @n at @position by pushing up what stands there and, as far as it is needed, what follows. */
static gboolean
spread (const CrmNameOrder *self, gint64 position, guint n, gint64 *last_moved, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint  crowd = 0;
  gint64 to;

  for (guint limit = WINDOW;; limit *= 4)
    {
      g_array_set_size (places, 0);
      if (!collect (self, "SELECT pos, id FROM %s_order WHERE pos >= :pos ORDER BY pos LIMIT :limit", position, (int) limit, places, error))
        return FALSE;
      /* As many as stand closer than half a step apart on average are moved; the rest have room enough. */
      for (crowd = 1; crowd < places->len; crowd++)
        {
          if (g_array_index (places, Place, crowd).position - position >= (gint64) (crowd + 1 + n) * (CRM_NAME_ORDER_STEP / 2))
            break;
        }
      if (crowd < places->len || places->len < limit)
        break;
    }

  *last_moved = crowd > 0 && crowd <= places->len ? g_array_index (places, Place, crowd - 1).position : position;
  /* From the last to the first, so that no two ever stand on one position. */
  to = position + (gint64) (crowd + n) * (CRM_NAME_ORDER_STEP / 2);
  for (guint i = crowd; i > 0; i--)
    {
      to -= CRM_NAME_ORDER_STEP / 2;
      if (!move (self, &g_array_index (places, Place, i - 1), MAX (to, g_array_index (places, Place, i - 1).position), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_name_order_put:
 *
 * Writes a record at a position nobody has.
 */
gboolean
crm_name_order_put (const CrmNameOrder *self, gint64 position, gint64 id, const guint8 *key, gsize size, GError **error)
{
  g_autoptr (CrmStatement) statement = prepare (self, "INSERT INTO %s_order (pos, id, key) VALUES (?1, ?2, ?3)");

  crm_statement_bind_int_at (statement, 1, position);
  crm_statement_bind_int_at (statement, 2, id);
  crm_statement_bind_blob_at (statement, 3, key != NULL ? key : (const guint8 *) "", size);

  return crm_statement_run (statement, error);
}

/**
 * crm_name_order_insert:
 * @key: the record's collation key
 * @position: (out): where it stands now
 *
 * Gives a record its place between its neighbours.
 */
gboolean
crm_name_order_insert (const CrmNameOrder *self, gint64 id, GByteArray *key, gint64 *position, GError **error)
{
  gint64   first, last, bound, before, after;
  gboolean empty;

  if (!get_bounds (self, &first, &last, &empty, error))
    return FALSE;
  if (empty)
    {
      *position = 0;
      return crm_name_order_put (self, 0, id, key->data, key->len, error);
    }
  if (!lower_bound (self, id, key, first, last, &bound, error))
    return FALSE;

  if (bound > last)
    *position = last + CRM_NAME_ORDER_STEP;
  else if (bound <= first)
    *position = first - CRM_NAME_ORDER_STEP;
  else
    {
      get_neighbour (self, "SELECT max (pos) FROM %s_order WHERE pos < :pos", bound, &before);
      get_neighbour (self, "SELECT min (pos) FROM %s_order WHERE pos >= :pos", bound, &after);
      if (after - before < 2)
        {
          if (!spread (self, after, 1, &last, error))
            return FALSE;
          get_neighbour (self, "SELECT min (pos) FROM %s_order WHERE pos > :pos", before, &after);
        }
      *position = before + (after - before) / 2;
    }

  return crm_name_order_put (self, *position, id, key->data, key->len, error);
}

/**
 * crm_name_order_open:
 * @id: the first of @n new records that stand side by side, between two that are there
 * @key: its collation key
 * @before: (out): the position of the one before them
 * @after: (inout): the position of the one after them, moved up as far as it is needed for @n between the two; as it was where none is
 * @last_moved: (inout): set to where the last one stood that was moved, if that is further on
 */
gboolean
crm_name_order_open (const CrmNameOrder *self, gint64 id, GByteArray *key, guint n, gint64 *before, gint64 *after, gint64 *last_moved, GError **error)
{
  gint64   first, last, bound, moved;
  gboolean empty;

  if (!get_bounds (self, &first, &last, &empty, error) || !lower_bound (self, id, key, first, last, &bound, error))
    return FALSE;

  get_neighbour (self, "SELECT max (pos) FROM %s_order WHERE pos < :pos", bound, before);
  if (!get_neighbour (self, "SELECT min (pos) FROM %s_order WHERE pos >= :pos", bound, after) || *after - *before > (gint64) n)
    return TRUE;
  /* Whole steps apart, so that the next one among them moves few. */
  if (!spread (self, *after, 2 * n, &moved, error))
    return FALSE;
  get_neighbour (self, "SELECT min (pos) FROM %s_order WHERE pos > :pos", *before, after);
  *last_moved = MAX (*last_moved, moved);

  return TRUE;
}

/**
 * crm_name_order_is_crowded:
 * @n: how many stand in it
 * @crowded: (out): whether they stand so close on average that whoever is moved moves most of those behind
 */
gboolean
crm_name_order_is_crowded (const CrmNameOrder *self, gint64 n, gboolean *crowded, GError **error)
{
  gint64   first, last;
  gboolean empty;

  if (!get_bounds (self, &first, &last, &empty, error))
    return FALSE;
  *crowded = !empty && last - first < n * CRM_NAME_ORDER_STEP;

  return TRUE;
}

/**
 * crm_name_order_respace:
 *
 * Puts everybody @step apart, so that many more may come between them.
 */
gboolean
crm_name_order_respace (const CrmNameOrder *self, gint64 step, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  gint64   first, last;
  gboolean empty;

  if (!get_bounds (self, &first, &last, &empty, error) || !collect (self, "SELECT pos, id FROM %s_order WHERE pos >= :pos ORDER BY pos LIMIT :limit", first, G_MAXINT, places, error))
    return FALSE;

  /* Behind all that is there, where nobody stands yet. */
  for (guint i = 0; i < places->len; i++)
    {
      if (!move (self, &g_array_index (places, Place, i), last + (gint64) (i + 1) * step, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_name_order_find:
 * @key: the collation key the record was inserted with
 * @position: (out): where it stands
 *
 * Returns: whether it is there
 */
gboolean
crm_name_order_find (const CrmNameOrder *self, gint64 id, GByteArray *key, gint64 *position, GError **error)
{
  gint64   first, last;
  gboolean empty;
  g_autoptr (CrmStatement) statement = NULL;

  if (!get_bounds (self, &first, &last, &empty, error) || empty || !lower_bound (self, id, key, first, last, position, error))
    return FALSE;

  /* The bound is a position between two records until one asks which record it meets. */
  statement = prepare (self, "SELECT pos, id FROM %s_order WHERE pos >= :pos ORDER BY pos LIMIT 1");
  crm_statement_bind_int (statement, ":pos", *position);
  if (!crm_statement_step (statement, error) || crm_statement_get_int (statement, 1) != id)
    return FALSE;

  *position = crm_statement_get_int (statement, 0);
  return TRUE;
}

gboolean
crm_name_order_remove (const CrmNameOrder *self, gint64 position, GError **error)
{
  g_autoptr (CrmStatement) statement = prepare (self, "DELETE FROM %s_order WHERE pos = :pos");

  crm_statement_bind_int (statement, ":pos", position);

  return crm_statement_run (statement, error);
}
