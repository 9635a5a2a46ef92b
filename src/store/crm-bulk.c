#include "config.h"

#include "crm-bulk.h"

#include "crm-index.h"
#include "crm-inserter.h"
#include "crm-name-order.h"

#include <string.h>

/* Keys, links and events are written when so many records have gathered; names wait for the end, since their order is one. */
#define BATCH 100000

typedef struct
{
  gint64 first;
  gint64 second;
} Pair;

#define NOWHERE G_MININT64

typedef struct
{
  gint64 id;
  gint64 position; /* in the order of its type; NOWHERE until it has a place */
  gsize  key;      /* offset of the collation key in the arena */
  gsize  words;    /* offset of the words, ended by a NUL */
  guint  key_size;
} Name;

typedef struct
{
  gint64      target;
  gint64      at;
  gint64      source;
  const char *kind; /* interned */
  gboolean    pinned;
} Event;

typedef struct
{
  gint64 id;
  gsize  text; /* offset in the arena */
} LongText;

struct _CrmBulk
{
  CrmConnection *connection;
  GArray        *keys;                         /* (owned) (element-type Pair): hash, record */
  GHashTable    *key_index;                    /* (owned): hash → number of the last pair with it, plus one */
  GArray        *key_chain;                    /* (owned) (element-type guint): the pair before with the same hash, plus one */
  GArray        *links;                        /* (owned) (element-type Pair): target, source */
  GArray        *events;                       /* (owned) (element-type Event) */
  GArray        *long_texts;                   /* (owned) (element-type LongText) */
  GByteArray    *text_arena;                   /* (owned) */
  GByteArray    *arena;                        /* (owned) */
  GArray        *names[1 << CRM_ID_CODE_BITS]; /* (owned) (nullable) (element-type Name) */
  gint64         first[1 << CRM_ID_CODE_BITS]; /* of each type, the lowest id gathered; 0 for none */
  guint          waiting;
};

/* So few names are put in one by one, without walking the whole order. */
#define FEW_NAMES 200

CrmBulk *
crm_bulk_new (CrmConnection *connection)
{
  CrmBulk *self = g_new0 (CrmBulk, 1);

  self->connection = connection;
  self->keys = g_array_new (FALSE, FALSE, sizeof (Pair));
  self->key_index = g_hash_table_new (NULL, NULL);
  self->key_chain = g_array_new (FALSE, FALSE, sizeof (guint));
  self->links = g_array_new (FALSE, FALSE, sizeof (Pair));
  self->events = g_array_new (FALSE, FALSE, sizeof (Event));
  self->long_texts = g_array_new (FALSE, FALSE, sizeof (LongText));
  self->text_arena = g_byte_array_new ();
  self->arena = g_byte_array_new ();

  return self;
}

void
crm_bulk_free (CrmBulk *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->keys);
  g_hash_table_unref (self->key_index);
  g_array_unref (self->key_chain);
  g_array_unref (self->links);
  g_array_unref (self->events);
  g_array_unref (self->long_texts);
  g_byte_array_unref (self->text_arena);
  g_byte_array_unref (self->arena);
  for (guint i = 0; i < G_N_ELEMENTS (self->names); i++)
    g_clear_pointer (&self->names[i], g_array_unref);
  g_free (self);
}

static gsize
keep (GByteArray *arena, gconstpointer data, gsize size)
{
  gsize offset = arena->len;

  g_byte_array_append (arena, data, (guint) size);

  return offset;
}

static gpointer
hash_pointer (gint64 key)
{
  return (gpointer) (gintptr) key;
}

static void
add_key (CrmBulk *self, gint64 key, gint64 id)
{
  Pair  pair = { key, id };
  guint last = GPOINTER_TO_UINT (g_hash_table_lookup (self->key_index, hash_pointer (key)));

  g_array_append_val (self->keys, pair);
  g_array_append_val (self->key_chain, last);
  g_hash_table_insert (self->key_index, hash_pointer (key), GUINT_TO_POINTER (self->keys->len));
}

/**
 * crm_bulk_find_key:
 * @ids: (element-type gint64): where the records with that key are added
 */
void
crm_bulk_find_key (CrmBulk *self, gint64 key, GArray *ids)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->key_index, hash_pointer (key)));

  for (; number != 0; number = g_array_index (self->key_chain, guint, number - 1))
    g_array_append_val (ids, g_array_index (self->keys, Pair, number - 1).second);
}

/**
 * crm_bulk_has:
 *
 * Returns: whether what follows from the record may be gathered here and not yet in the file
 */
gboolean
crm_bulk_has (CrmBulk *self, gint64 id)
{
  gint64 first = self->first[crm_id_code (id)];

  return first != 0 && id >= first;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *x = a;
  const Pair *y = b;

  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;

  return (x->second > y->second) - (x->second < y->second);
}

/* Links are kept by target, then by the type of the source, then by source. */
static int
compare_links (gconstpointer a, gconstpointer b)
{
  const Pair *x = a;
  const Pair *y = b;

  if (x->first == y->first && crm_id_code (x->second) != crm_id_code (y->second))
    return crm_id_code (x->second) < crm_id_code (y->second) ? -1 : 1;

  return compare_pairs (a, b);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *x = a;
  const Event *y = b;

  if (x->target != y->target)
    return x->target < y->target ? -1 : 1;
  if (x->at != y->at)
    return x->at > y->at ? -1 : 1;

  return (x->source > y->source) - (x->source < y->source);
}

static gboolean
write_pairs (CrmInserter *inserter, GArray *pairs, int (*compare) (gconstpointer, gconstpointer), GError **error)
{
  g_array_sort (pairs, compare);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      crm_inserter_put_int (inserter, 1, pair->first);
      crm_inserter_put_int (inserter, 2, pair->second);
      if (!crm_inserter_next (inserter, error))
        return FALSE;
    }
  g_array_set_size (pairs, 0);

  return crm_inserter_finish (inserter, error);
}

static gboolean
write_keys (CrmBulk *self, GError **error)
{
  g_autoptr (CrmInserter) inserter = crm_inserter_new (self->connection, "INSERT OR IGNORE INTO lookup (key, record) VALUES", "(?1, ?2)");

  return write_pairs (inserter, self->keys, compare_pairs, error);
}

static gboolean
write_links (CrmBulk *self, GError **error)
{
  g_autoptr (CrmInserter) inserter = crm_inserter_new (self->connection, "INSERT OR IGNORE INTO link (target, kind, source) VALUES", "(?1, ?2 & 63, ?2)");

  return write_pairs (inserter, self->links, compare_links, error);
}

static gboolean
write_events (CrmBulk *self, GError **error)
{
  g_autoptr (CrmInserter) inserter = crm_inserter_new (self->connection, "INSERT OR REPLACE INTO timeline (target, at, source, kind, pinned) VALUES", "(?1, ?2, ?3, ?4, ?5)");

  g_array_sort (self->events, compare_events);
  for (guint i = 0; i < self->events->len; i++)
    {
      const Event *event = &g_array_index (self->events, Event, i);

      crm_inserter_put_int (inserter, 1, event->target);
      crm_inserter_put_int (inserter, 2, event->at);
      crm_inserter_put_int (inserter, 3, event->source);
      crm_inserter_put_text (inserter, 4, event->kind);
      crm_inserter_put_int (inserter, 5, event->pinned);
      if (!crm_inserter_next (inserter, error))
        return FALSE;
    }
  g_array_set_size (self->events, 0);

  return crm_inserter_finish (inserter, error);
}

static gboolean
write_long_texts (CrmBulk *self, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, "INSERT INTO text_search (rowid, text) VALUES (?1, ?2)");

  for (guint i = 0; i < self->long_texts->len; i++)
    {
      const LongText *row = &g_array_index (self->long_texts, LongText, i);

      crm_statement_bind_int_at (statement, 1, row->id);
      crm_statement_bind_text_at (statement, 2, (const char *) self->text_arena->data + row->text);
      if (!crm_statement_run (statement, error))
        return FALSE;
    }
  g_array_set_size (self->long_texts, 0);
  g_byte_array_set_size (self->text_arena, 0);

  return TRUE;
}

static gboolean
flush_batch (CrmBulk *self, GError **error)
{
  g_hash_table_remove_all (self->key_index);
  g_array_set_size (self->key_chain, 0);
  self->waiting = 0;

  return write_keys (self, error) &&
         write_links (self, error) &&
         write_events (self, error) &&
         write_long_texts (self, error);
}

static void
add_name (CrmBulk *self, CrmRecord *record, const CrmDerived *derived)
{
  guint       code = crm_id_code (crm_record_get_id (record));
  const char *words = derived->words != NULL ? derived->words : "";
  Name        name = { .id = crm_record_get_id (record), .position = NOWHERE, .key_size = derived->sort_key->len };

  name.key = keep (self->arena, derived->sort_key->data, derived->sort_key->len);
  name.words = keep (self->arena, words, strlen (words) + 1);
  if (self->names[code] == NULL)
    self->names[code] = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_append_val (self->names[code], name);
}

/**
 * crm_bulk_add:
 * @record: a record just created
 * @derived: what follows from it
 */
gboolean
crm_bulk_add (CrmBulk *self, CrmRecord *record, const CrmDerived *derived, GError **error)
{
  gint64 id = crm_record_get_id (record);

  if (self->first[crm_id_code (id)] == 0 || id < self->first[crm_id_code (id)])
    self->first[crm_id_code (id)] = id;
  for (guint i = 0; i < derived->keys->len; i++)
    add_key (self, g_array_index (derived->keys, gint64, i), id);
  for (guint i = 0; i < derived->targets->len; i++)
    {
      Pair pair = { g_array_index (derived->targets, gint64, i), id };

      g_array_append_val (self->links, pair);
    }
  for (guint i = 0; i < derived->timelines->len; i++)
    {
      Event event = { g_array_index (derived->timelines, gint64, i), derived->at, id, g_intern_string (derived->kind), derived->pinned };

      g_array_append_val (self->events, event);
    }
  if (derived->long_text != NULL)
    {
      LongText row = { id, keep (self->text_arena, derived->long_text, strlen (derived->long_text) + 1) };

      g_array_append_val (self->long_texts, row);
    }
  if (derived->sort_key != NULL)
    add_name (self, record, derived);

  return ++self->waiting < BATCH || flush_batch (self, error);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Name   *x = a;
  const Name   *y = b;
  const guint8 *arena = user_data;

  return crm_name_order_compare (arena + x->key, x->key_size, x->id, arena + y->key, y->key_size, y->id);
}

typedef struct
{
  guint  first; /* of the names that fall into one gap */
  guint  count;
  gint64 before; /* positions on both sides of the gap */
  gint64 after;
} Run;

static gboolean
comes_before (CrmBulk *self, CrmStatement *row, const Name *name)
{
  gsize         size;
  const guint8 *key = crm_statement_get_blob (row, 2, &size);

  return crm_name_order_compare (key, size, crm_statement_get_int (row, 1), self->arena->data + name->key, name->key_size, name->id) < 0;
}

/* Walks the order the file has and the new names side by side, and finds which new ones fall into which gap. */
static gboolean
find_runs (CrmBulk *self, const CrmRecordType *type, GArray *names, GArray *runs, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pos, id, key FROM %s_order ORDER BY pos /* scan: merged with the new names */", type->name);
  g_autoptr (CrmStatement) row = crm_connection_prepare (self->connection, sql);
  g_autoptr (GError) failure = NULL;
  gint64 before = G_MININT64;
  guint  next = 0;

  while (next < names->len && crm_statement_step (row, &failure))
    {
      Run run = { next, 0, before, crm_statement_get_int (row, 0) };

      while (next < names->len && !comes_before (self, row, &g_array_index (names, Name, next)))
        next++;
      run.count = next - run.first;
      if (run.count > 0)
        g_array_append_val (runs, run);
      before = run.after;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (next < names->len)
    {
      Run run = { next, names->len - next, before, G_MAXINT64 };

      g_array_append_val (runs, run);
    }

  return TRUE;
}

/* A gap too narrow: one by one, moving neighbours, as a single edit would. */
static gboolean
squeeze (CrmBulk *self, const CrmNameOrder *order, const Name *name, GError **error)
{
  g_autoptr (GByteArray) key = g_byte_array_append (g_byte_array_new (), self->arena->data + name->key, name->key_size);
  gint64 position;

  return crm_name_order_insert (order, name->id, key, &position, error) &&
         crm_index_write_words (self->connection, order->type, position, (const char *) self->arena->data + name->words, FALSE, error);
}

static gboolean
squeeze_all (CrmBulk *self, const CrmNameOrder *order, GArray *names, guint first, guint count, GError **error)
{
  for (guint i = first; i < first + count; i++)
    {
      if (!squeeze (self, order, &g_array_index (names, Name, i), error))
        return FALSE;
    }

  return TRUE;
}

/* The place of each name of the run; what stands there is written afterwards. */
static void
place_run (GArray *names, const Run *run)
{
  gint64 step = CRM_NAME_ORDER_STEP;
  gint64 start = 0;

  if (run->before != G_MININT64 && run->after != G_MAXINT64)
    {
      step = (run->after - run->before) / (run->count + 1);
      start = run->before + step;
    }
  else if (run->before != G_MININT64)
    {
      start = run->before + step;
    }
  else if (run->after != G_MAXINT64)
    {
      start = run->after - (gint64) run->count * step;
    }

  for (guint i = 0; i < run->count; i++)
    g_array_index (names, Name, run->first + i).position = start + (gint64) i * step;
}

static gboolean
is_narrow (const Run *run)
{
  return run->before != G_MININT64 && run->after != G_MAXINT64 && run->after - run->before <= (gint64) run->count;
}

static gboolean
write_order (CrmBulk *self, const CrmRecordType *type, GArray *names, GError **error)
{
  g_autofree char *insert = g_strdup_printf ("INSERT INTO %s_order (pos, id, key) VALUES", type->name);
  g_autoptr (CrmInserter) inserter = crm_inserter_new (self->connection, insert, "(?1, ?2, ?3)");

  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = &g_array_index (names, Name, i);

      if (name->position == NOWHERE)
        continue;
      crm_inserter_put_int (inserter, 1, name->position);
      crm_inserter_put_int (inserter, 2, name->id);
      crm_inserter_put_blob (inserter, 3, self->arena->data + name->key, name->key_size);
      if (!crm_inserter_next (inserter, error))
        return FALSE;
    }

  return crm_inserter_finish (inserter, error);
}

static gboolean
write_words (CrmBulk *self, const CrmRecordType *type, GArray *names, GError **error)
{
  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = &g_array_index (names, Name, i);

      if (name->position != NOWHERE && !crm_index_write_words (self->connection, type, name->position, (const char *) self->arena->data + name->words, FALSE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_names (CrmBulk *self, const CrmNameOrder *order, GArray *names, GError **error)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));

  g_array_sort_with_data (names, compare_names, self->arena->data);
  if (names->len < FEW_NAMES)
    return squeeze_all (self, order, names, 0, names->len, error);
  if (!find_runs (self, order->type, names, runs, error))
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      if (!is_narrow (run))
        place_run (names, run);
    }
  if (!write_order (self, order->type, names, error) || !write_words (self, order->type, names, error))
    return FALSE;

  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      if (is_narrow (run) && !squeeze_all (self, order, names, run->first, run->count, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_bulk_flush:
 *
 * Writes all that is gathered.
 */
gboolean
crm_bulk_flush (CrmBulk *self, const CrmDeriver *deriver, GError **error)
{
  if (!flush_batch (self, error))
    return FALSE;

  for (guint code = 0; code < G_N_ELEMENTS (self->names); code++)
    {
      CrmNameOrder order = { self->connection, crm_record_type_from_code (code), crm_index_words_moved, (gpointer) deriver };

      if (self->names[code] == NULL)
        continue;
      if (!write_names (self, &order, self->names[code], error))
        return FALSE;
      g_clear_pointer (&self->names[code], g_array_unref);
    }
  g_byte_array_set_size (self->arena, 0);
  memset (self->first, 0, sizeof self->first);

  return TRUE;
}
