/* Orders by what stands in an item of each record: the company of people, their telephone number. There is no index of these: every record's items
 * are read, which takes a second for a million. Those of one value stand by name; who has none comes last, whichever way. */

#include "config.h"

#include "crm-item-order.h"

#include "crm-phone.h"
#include "crm-record-table.h"
#include "crm-text.h"

#include <string.h>

typedef struct
{
  gint64  id;
  guint32 key;      /* where it begins in the heap of keys */
  guint32 position; /* in the alphabet */
} Place;

typedef struct
{
  const CrmQuery *query;
  CrmConnection  *connection;
  CrmCollator    *collator;
  GByteArray     *keys;  /* (owned): each with its length before it; the first is no key */
  guint32        *heads; /* (owned): for each record, by its sequence number, its key; 0 for none */
  gint64          size;
  GHashTable     *known; /* (owned): of records that are referred to, by their ids */
} ItemOrder;

static void
item_order_clear (ItemOrder *self)
{
  g_byte_array_unref (self->keys);
  g_hash_table_unref (self->known);
  g_free (self->heads);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ItemOrder, item_order_clear)

static void
append_title (ItemOrder *self, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_record_table_load (self->connection, id, NULL);
  g_autofree char *title = record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;

  if (title != NULL)
    crm_collator_append_key (self->collator, title, self->keys);
}

/* Of a number its digits, with its country before it; of other texts their fold. */
static void
append_text (ItemOrder *self, const char *text)
{
  g_autofree char *number = g_str_equal (self->query->order_item->name, "phone") ? crm_phone_normalise (text, NULL) : NULL;
  g_autofree char *fold = number == NULL ? crm_text_fold (text) : NULL;
  const char      *key = number != NULL ? number : fold;

  g_byte_array_append (self->keys, (const guint8 *) key, (guint) strlen (key));
}

static guint32
add_key (ItemOrder *self, const char *text)
{
  gboolean refers = self->query->order_item->target != NULL;
  gpointer name = refers ? GSIZE_TO_POINTER ((gsize) g_ascii_strtoll (text, NULL, 10)) : NULL;
  guint32  key = refers ? GPOINTER_TO_UINT (g_hash_table_lookup (self->known, name)) : 0;
  guint32  length = 0;

  if (key != 0)
    return key;

  key = self->keys->len;
  g_byte_array_append (self->keys, (const guint8 *) &length, sizeof length);
  if (refers)
    append_title (self, (gint64) GPOINTER_TO_SIZE (name));
  else
    append_text (self, text);
  length = self->keys->len - key - (guint32) sizeof length;
  memcpy (self->keys->data + key, &length, sizeof length);
  if (refers)
    g_hash_table_insert (self->known, name, GUINT_TO_POINTER (key));

  return key;
}

static gboolean
read_keys (ItemOrder *self, GError **error)
{
  g_autofree char *sql = crm_query_dup_main_items (self->query, self->query->order_item);
  g_autoptr (CrmStatement) statement = NULL;

  if (!crm_query_count_sequences (self->query, self->connection, &self->size, error))
    return FALSE;

  self->heads = g_new0 (guint32, (gsize) self->size);
  statement = crm_connection_prepare (self->connection, sql);
  while (crm_statement_next (statement))
    {
      gint64      sequence = crm_id_sequence (crm_statement_get_int (statement, 0));
      const char *text = crm_statement_get_text (statement, 1);

      /* Written while we look: it is in the next answer. */
      if (text != NULL && sequence < self->size)
        self->heads[sequence] = add_key (self, text);
    }

  return crm_statement_finish (statement, error);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const ItemOrder *self = data;
  const Place     *x = a;
  const Place     *y = b;
  guint32          x_length, y_length;
  int              order;

  if (x->key == y->key)
    return (x->position > y->position) - (x->position < y->position);

  memcpy (&x_length, self->keys->data + x->key, sizeof x_length);
  memcpy (&y_length, self->keys->data + y->key, sizeof y_length);
  order = memcmp (self->keys->data + x->key + sizeof x_length, self->keys->data + y->key + sizeof y_length, MIN (x_length, y_length));
  if (order == 0)
    order = (x_length > y_length) - (x_length < y_length);
  if (order != 0)
    return self->query->descending ? -order : order;

  return (x->position > y->position) - (x->position < y->position);
}

/* The living, by name: those with a key, and the others. */
static gboolean
deal_out (ItemOrder *self, GArray *places, GArray *others, GError **error)
{
  g_autoptr (CrmStatement) order = crm_connection_prepare_for (self->connection, "SELECT id FROM %s_order ORDER BY pos /* scan: all of them, by name */", self->query->type->name);

  while (crm_statement_next (order))
    {
      gint64 id = crm_statement_get_int (order, 0);
      gint64 sequence = crm_id_sequence (id);
      Place  place = { id, sequence < self->size ? self->heads[sequence] : 0, places->len };

      if (place.key != 0)
        g_array_append_val (places, place);
      else if (sequence < self->size)
        g_array_append_val (others, id);
    }

  return crm_statement_finish (order, error);
}

/**
 * crm_item_order_run:
 * @query: for records of a named type, ordered by a main item
 * @ids: (element-type gint64): where all living records of the type are appended, its filters aside
 */
gboolean
crm_item_order_run (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, GArray *ids, GError **error)
{
  g_auto (ItemOrder) self = { query, connection, collator, g_byte_array_new (), NULL, 0, g_hash_table_new (NULL, NULL) };
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  static const guint8 nothing = 0;

  g_byte_array_append (self.keys, &nothing, 1);
  if (!read_keys (&self, error) || !deal_out (&self, places, others, error))
    return FALSE;

  g_array_sort_with_data (places, compare_places, &self);
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (ids, g_array_index (places, Place, i).id);
  if (others->len > 0)
    g_array_append_vals (ids, others->data, others->len);

  return TRUE;
}
