#include "config.h"

#include "crm-bulk.h"

#include "crm-bulk-names.h"
#include "crm-custom-index.h"
#include "crm-inserter.h"

#include <string.h>

/* Keys, links and events are written when so many records have gathered, some 400 MB of them: at the end if it can be, sorted once and while words are
 * indexed beside. Names wait for the end in any case, since their order is one. */
#define BATCH 2000000

typedef struct
{
  gint64 first;
  gint64 second;
} Pair;

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
  GArray        *customs;                      /* (owned) (element-type CrmCustomEntry) */
  GArray        *long_texts;                   /* (owned) (element-type LongText) */
  GByteArray    *text_arena;                   /* (owned) */
  CrmBulkNames  *names;                        /* (owned) */
  gint64         first[1 << CRM_ID_CODE_BITS]; /* of each type, the lowest id gathered; 0 for none */
  gboolean       filter_read;
  guint8        *filter; /* (owned) (nullable): a Bloom filter of the keys in the file; NULL where those that were there are too many to read */
  guint          waiting;
};

/* A look-up of a key that is new, as most are, costs a walk through a large table. Of 64 million bits and with three for each key, one of a
 * hundred such walks is made in vain at four million keys. */
#define FILTER_BITS (G_GUINT64_CONSTANT (1) << 26)
#define FILTER_HASHES 3
#define FILTER_READS_MOST 100000

static guint64
filter_bit (gint64 key, guint number)
{
  return ((guint64) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> (number * 13)) % FILTER_BITS;
}

static void
filter_add (guint8 *filter, gint64 key)
{
  for (guint i = 0; i < FILTER_HASHES; i++)
    {
      guint64 bit = filter_bit (key, i);

      filter[bit / 8] |= (guint8) (1 << (bit % 8));
    }
}

static gboolean
filter_may_have (const guint8 *filter, gint64 key)
{
  for (guint i = 0; i < FILTER_HASHES; i++)
    {
      guint64 bit = filter_bit (key, i);

      if ((filter[bit / 8] & (1 << (bit % 8))) == 0)
        return FALSE;
    }

  return TRUE;
}

/* When it is asked for: what comes from another device asks for no keys. */
static void
read_filter (CrmBulk *self)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, "SELECT key FROM lookup LIMIT ?1 /* scan: as many as the limit */");
  guint n = 0;

  self->filter_read = TRUE;
  self->filter = g_malloc0 (FILTER_BITS / 8);
  crm_statement_bind_int_at (statement, 1, FILTER_READS_MOST + 1);
  while (crm_statement_next (statement))
    {
      filter_add (self->filter, crm_statement_get_int (statement, 0));
      n++;
    }
  if (!crm_statement_finish (statement, NULL) || n > FILTER_READS_MOST)
    g_clear_pointer (&self->filter, g_free);
}

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
  self->customs = crm_custom_entries_new ();
  self->long_texts = g_array_new (FALSE, FALSE, sizeof (LongText));
  self->text_arena = g_byte_array_new ();
  self->names = crm_bulk_names_new (connection);

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
  g_array_unref (self->customs);
  g_array_unref (self->long_texts);
  g_byte_array_unref (self->text_arena);
  crm_bulk_names_free (self->names);
  g_free (self->filter);
  g_free (self);
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
 * crm_bulk_may_have_written:
 *
 * Returns: %FALSE where the look-up table certainly lacks the key
 */
gboolean
crm_bulk_may_have_written (CrmBulk *self, gint64 key)
{
  if (!self->filter_read)
    read_filter (self);

  return self->filter == NULL || filter_may_have (self->filter, key);
}

/**
 * crm_bulk_note_written:
 * @keys: (element-type gint64): written to the look-up table by somebody else
 */
void
crm_bulk_note_written (CrmBulk *self, GArray *keys)
{
  for (guint i = 0; self->filter != NULL && i < keys->len; i++)
    filter_add (self->filter, g_array_index (keys, gint64, i));
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

  for (guint i = 0; self->filter != NULL && i < self->keys->len; i++)
    filter_add (self->filter, g_array_index (self->keys, Pair, i).first);
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
write_customs (CrmBulk *self, GError **error)
{
  gboolean ok = crm_custom_entries_write (self->connection, self->customs, error);

  g_array_set_size (self->customs, 0);
  return ok;
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
         write_customs (self, error) &&
         write_long_texts (self, error);
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
  crm_custom_entries_collect (self->customs, record);
  if (derived->long_text != NULL)
    {
      LongText row = { id, self->text_arena->len };

      g_byte_array_append (self->text_arena, (const guint8 *) derived->long_text, (guint) strlen (derived->long_text) + 1);
      g_array_append_val (self->long_texts, row);
    }
  if (derived->sort_key != NULL)
    crm_bulk_names_add (self->names, id, derived);

  return ++self->waiting < BATCH || flush_batch (self, error);
}

/**
 * crm_bulk_flush:
 *
 * Writes all that is gathered.
 */
gboolean
crm_bulk_flush (CrmBulk *self, const CrmDeriver *deriver, GError **error)
{
  if (!crm_bulk_names_begin_flush (self->names, deriver, error))
    return FALSE;
  memset (self->first, 0, sizeof self->first);

  /* Into the room that merging the words has left, or while they are indexed beside. */
  return flush_batch (self, error) && crm_bulk_names_end_flush (self->names, error);
}
