#include "config.h"

#include "crm-bulk-names.h"

#include "crm-index.h"
#include "crm-inserter.h"
#include "crm-name-order.h"
#include "crm-search-load.h"

#include <string.h>

#define NOWHERE G_MININT64

typedef struct
{
  gint64 id;
  gint64 position; /* in the order of its type; NOWHERE until it has a place */
  gsize  key;      /* offset of the collation key in the arena */
  gsize  words;    /* offset of the words, ended by a NUL */
  guint  key_size;
} Name;

/* So few names are put in one by one, without walking the whole order. */
#define FEW_NAMES 200

/* From so many on it is worth a thread to index the words of a type that has had none. */
#define MANY_NAMES 5000

/* Between the first names of a file, if they are fewer than that. */
#define FIRST_STEP 65536

typedef struct
{
  CrmBulkNames        *owner;
  const CrmRecordType *type;
  GArray              *names; /* (owned) (element-type Name): in their order, with their places */
  CrmSearchLoad       *load;  /* (owned) */
} Beside;

struct _CrmBulkNames
{
  CrmConnection *connection;
  GByteArray    *arena;                        /* (owned) */
  GArray        *names[1 << CRM_ID_CODE_BITS]; /* (owned) (nullable) (element-type Name) */
  GPtrArray     *beside;                       /* (owned) (element-type Beside): types whose words are being indexed in threads */
};

static void
beside_free (gpointer data)
{
  Beside *self = data;

  crm_search_load_free (self->load);
  g_array_unref (self->names);
  g_free (self);
}

CrmBulkNames *
crm_bulk_names_new (CrmConnection *connection)
{
  CrmBulkNames *self = g_new0 (CrmBulkNames, 1);

  self->connection = connection;
  self->arena = g_byte_array_new ();
  self->beside = g_ptr_array_new_with_free_func (beside_free);

  return self;
}

void
crm_bulk_names_free (CrmBulkNames *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->beside);
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

/**
 * crm_bulk_names_add:
 * @derived: of a record of a named type
 */
void
crm_bulk_names_add (CrmBulkNames *self, gint64 id, const CrmDerived *derived)
{
  guint       code = crm_id_code (id);
  const char *words = derived->words != NULL ? derived->words : "";
  Name        name = { .id = id, .position = NOWHERE, .key_size = derived->sort_key->len };

  name.key = keep (self->arena, derived->sort_key->data, derived->sort_key->len);
  name.words = keep (self->arena, words, strlen (words) + 1);
  if (self->names[code] == NULL)
    self->names[code] = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_append_val (self->names[code], name);
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
  guint  same;   /* of them, so many are called as what stands before the gap */
  gint64 before; /* positions on both sides of the gap */
  gint64 after;
} Run;

static gboolean
comes_before (CrmBulkNames *self, CrmStatement *row, const Name *name)
{
  gsize         size;
  const guint8 *key = crm_statement_get_blob (row, 2, &size);

  return crm_name_order_compare (key, size, crm_statement_get_int (row, 1), self->arena->data + name->key, name->key_size, name->id) < 0;
}

/* How many names from @first on have that key. */
static guint
count_same (CrmBulkNames *self, GArray *names, guint first, GByteArray *key)
{
  guint n = 0;

  for (; first + n < names->len; n++)
    {
      const Name *name = &g_array_index (names, Name, first + n);

      if (name->key_size != key->len || memcmp (self->arena->data + name->key, key->data, key->len) != 0)
        break;
    }

  return n;
}

static void
add_run (CrmBulkNames *self, GArray *names, GArray *runs, Run *run, guint next, GByteArray *key)
{
  run->count = next - run->first;
  run->same = run->before != G_MININT64 ? MIN (count_same (self, names, run->first, key), run->count) : 0;
  if (run->count > 0)
    g_array_append_val (runs, *run);
}

/* Walks the order the file has and the new names side by side, and finds which new ones fall into which gap. */
static gboolean
find_runs (CrmBulkNames *self, const CrmRecordType *type, GArray *names, GArray *runs, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pos, id, key FROM %s_order ORDER BY pos /* scan: merged with the new names */", type->name);
  g_autoptr (CrmStatement) row = crm_connection_prepare (self->connection, sql);
  g_autoptr (GByteArray) key = g_byte_array_new (); /* of the row before */
  Run   run = { .before = G_MININT64 };
  guint next = 0;

  while (next < names->len && crm_statement_next (row))
    {
      gsize         size;
      const guint8 *bytes;

      run.first = next;
      run.after = crm_statement_get_int (row, 0);
      while (next < names->len && !comes_before (self, row, &g_array_index (names, Name, next)))
        next++;
      add_run (self, names, runs, &run, next, key);
      run.before = run.after;
      bytes = crm_statement_get_blob (row, 2, &size);
      g_byte_array_set_size (key, 0);
      g_byte_array_append (key, bytes, (guint) size);
    }
  if (!crm_statement_finish (row, error))
    return FALSE;
  run.first = next;
  run.after = G_MAXINT64;
  add_run (self, names, runs, &run, names->len, key);

  return TRUE;
}

/* One by one, moving neighbours where a gap is too narrow, as a single edit would. */
static gboolean
squeeze (CrmBulkNames *self, const CrmNameOrder *order, const Name *name, GError **error)
{
  g_autoptr (GByteArray) key = g_byte_array_append (g_byte_array_new (), self->arena->data + name->key, name->key_size);
  gint64 position;

  return crm_name_order_insert (order, name->id, key, &position, error) &&
         crm_index_write_words (self->connection, order->type, position, (const char *) self->arena->data + name->words, FALSE, error);
}

static gboolean
squeeze_all (CrmBulkNames *self, const CrmNameOrder *order, GArray *names, guint first, guint count, GError **error)
{
  for (guint i = first; i < first + count; i++)
    {
      if (!squeeze (self, order, &g_array_index (names, Name, i), error))
        return FALSE;
    }

  return TRUE;
}

static void
place_names (GArray *names, guint first, guint count, gint64 start, gint64 step)
{
  for (guint i = 0; i < count; i++)
    g_array_index (names, Name, first + i).position = start + (gint64) i * step;
}

/* In a gap, who is called as what stands before it stands close to that: others of that name who come later come behind them. */
static void
place_between (GArray *names, const Run *run)
{
  gint64 close = MIN ((run->after - run->before) / (run->count + 1), CRM_NAME_ORDER_STEP);
  gint64 before = run->before + (gint64) run->same * close;
  guint  rest = run->count - run->same;
  gint64 step = (run->after - before) / (rest + 1);

  place_names (names, run->first, run->same, run->before + close, close);
  place_names (names, run->first + run->same, rest, before + step, step);
}

/* The place of each name of the run; what stands there is written afterwards. Where few names are the first ones, many more may come between them, as when
 * a file is read from a server page by page. */
static void
place_run (GArray *names, const Run *run)
{
  gint64 step = CRM_NAME_ORDER_STEP;

  if (run->before != G_MININT64 && run->after != G_MAXINT64)
    place_between (names, run);
  else if (run->before != G_MININT64)
    place_names (names, run->first, run->count, run->before + step, step);
  else if (run->after != G_MAXINT64)
    place_names (names, run->first, run->count, run->after - (gint64) run->count * step, step);
  else
    place_names (names, run->first, run->count, 0, run->count < MANY_NAMES ? FIRST_STEP : step);
}

static gboolean
is_narrow (const Run *run)
{
  return run->before != G_MININT64 && run->after != G_MAXINT64 && run->after - run->before <= (gint64) run->count;
}

/* Gaps too narrow for their runs are made wide enough at once: name by name their neighbours would be moved again and again. What is moved
 * bounds other gaps, which are looked at anew as far as @last_moved. */
static gboolean
place_runs (CrmBulkNames *self, const CrmNameOrder *order, GArray *names, GArray *runs, GError **error)
{
  gint64 last_moved = G_MININT64;

  for (guint i = 0; i < runs->len; i++)
    {
      Run        *run = &g_array_index (runs, Run, i);
      const Name *first = &g_array_index (names, Name, run->first);

      if (is_narrow (run) || (run->before != G_MININT64 && run->before <= last_moved))
        {
          g_autoptr (GByteArray) key = g_byte_array_append (g_byte_array_new (), self->arena->data + first->key, first->key_size);

          if (!crm_name_order_open (order, first->id, key, run->count, &run->before, &run->after, &last_moved, error))
            return FALSE;
        }
      place_run (names, run);
    }

  return TRUE;
}

static gboolean
any_is_narrow (GArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      if (is_narrow (&g_array_index (runs, Run, i)))
        return TRUE;
    }

  return FALSE;
}

/* Where there is little room anywhere, making some in one place would move nearly all: all are moved once, so far apart that those who come next, as from a
 * server page by page, find room. @placed: names that the file has */
static gboolean
make_room (CrmBulkNames *self, const CrmNameOrder *order, GArray *names, GArray *runs, gint64 placed, GError **error)
{
  gboolean crowded = FALSE;

  if (!any_is_narrow (runs))
    return TRUE;
  if (!crm_name_order_is_crowded (order, placed, &crowded, error))
    return FALSE;
  if (!crowded)
    return TRUE;

  g_array_set_size (runs, 0);

  return crm_name_order_respace (order, FIRST_STEP, error) && find_runs (self, order->type, names, runs, error);
}

static gboolean
write_order (CrmBulkNames *self, const CrmRecordType *type, GArray *names, GError **error)
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
configure_search (CrmBulkNames *self, const CrmRecordType *type, const char *command, gint64 value, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare_for (self->connection, "INSERT INTO %s_search (%s_search, rank) VALUES (?1, ?2)", type->name);

  crm_statement_bind_text_at (statement, 1, command);
  crm_statement_bind_int_at (statement, 2, value);

  return crm_statement_run (statement, error);
}

/* The large segment that comes of many words must never be merged at one go in the middle of an edit ("crisis"); a little at a time is enough. */
static gboolean
forbid_crisis (CrmBulkNames *self, const CrmRecordType *type, GError **error)
{
  return configure_search (self, type, "crisismerge", 1900, error);
}

/* FTS5 merges what it has written over and over, a little with every write ("automerge": 4 in its manual), which is right for a name now and
 * then; most of a table is better merged once, at its end. */
static gboolean
begin_merge_once (CrmBulkNames *self, const CrmRecordType *type, GError **error)
{
  return configure_search (self, type, "automerge", 0, error) && forbid_crisis (self, type, error);
}

static gboolean
end_merge_once (CrmBulkNames *self, const CrmRecordType *type, GError **error)
{
  g_autoptr (CrmStatement) optimize = crm_connection_prepare_for (self->connection, "INSERT INTO %s_search (%s_search) VALUES ('optimize')", type->name);

  return crm_statement_run (optimize, error) && configure_search (self, type, "automerge", 4, error);
}

static gboolean
count_placed (CrmBulkNames *self, const CrmRecordType *type, gint64 *count, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s_order /* scan: counted */", type->name);

  return crm_connection_get_int (self->connection, sql, count, error);
}

static gboolean
is_empty (CrmBulkNames *self, const CrmRecordType *type)
{
  g_autoptr (CrmStatement) row = crm_connection_prepare_for (self->connection, "SELECT 1 FROM %s_order LIMIT 1 /* scan: one row */", type->name);

  return !crm_statement_next (row);
}

static gboolean
put_words (CrmBulkNames *self, const CrmRecordType *type, GArray *names, GError **error)
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
put_words_once (CrmBulkNames *self, const CrmRecordType *type, GArray *names, GError **error)
{
  return begin_merge_once (self, type, error) && put_words (self, type, names, error) && end_merge_once (self, type, error);
}

static void
fill_load (CrmSearchLoad *load, gpointer data)
{
  const Beside *beside = data;

  for (guint i = 0; i < beside->names->len; i++)
    {
      const Name *name = &g_array_index (beside->names, Name, i);

      crm_search_load_add (load, name->position, (const char *) beside->owner->arena->data + name->words);
    }
}

static void
load_beside (CrmBulkNames *self, const CrmRecordType *type, GArray *names)
{
  Beside *beside = g_new0 (Beside, 1);

  beside->owner = self;
  beside->type = type;
  beside->names = g_array_ref (names);
  beside->load = crm_search_load_new (type->name, fill_load, beside);
  g_ptr_array_add (self->beside, beside);
}

static gboolean
write_words (CrmBulkNames *self, const CrmRecordType *type, GArray *names, gint64 before, GError **error)
{
  if (names->len > before)
    return put_words_once (self, type, names, error);

  return put_words (self, type, names, error);
}

static gboolean
write_names (CrmBulkNames *self, const CrmNameOrder *order, GArray *names, GError **error)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  gint64 before;

  g_array_sort_with_data (names, compare_names, self->arena->data);
  if (names->len < FEW_NAMES && !is_empty (self, order->type))
    return squeeze_all (self, order, names, 0, names->len, error);

  if (!count_placed (self, order->type, &before, error) ||
      !find_runs (self, order->type, names, runs, error) ||
      !make_room (self, order, names, runs, before, error) ||
      !place_runs (self, order, names, runs, error))
    return FALSE;

  if (before == 0 && names->len >= MANY_NAMES)
    load_beside (self, order->type, names);
  else if (!write_words (self, order->type, names, before, error))
    return FALSE;

  return write_order (self, order->type, names, error);
}

/**
 * crm_bulk_names_begin_flush:
 *
 * Puts all names into the order of their types and begins to put their words into the search. Nothing may be added before the end.
 */
gboolean
crm_bulk_names_begin_flush (CrmBulkNames *self, const CrmDeriver *deriver, GError **error)
{
  for (guint code = 0; code < G_N_ELEMENTS (self->names); code++)
    {
      CrmNameOrder order = { self->connection, crm_record_type_from_code (code), crm_index_words_moved, (gpointer) deriver };

      if (self->names[code] == NULL)
        continue;
      if (!write_names (self, &order, self->names[code], error))
        return FALSE;
      g_clear_pointer (&self->names[code], g_array_unref);
    }

  return TRUE;
}

static gboolean
finish_beside (CrmBulkNames *self, Beside *beside, GError **error)
{
  gboolean loaded;

  if (!crm_search_load_finish (beside->load, self->connection, &loaded, error))
    return FALSE;

  return loaded ? forbid_crisis (self, beside->type, error) : put_words_once (self, beside->type, beside->names, error);
}

/**
 * crm_bulk_names_end_flush:
 *
 * Waits until all words are in the search.
 */
gboolean
crm_bulk_names_end_flush (CrmBulkNames *self, GError **error)
{
  for (guint i = 0; i < self->beside->len; i++)
    {
      if (!finish_beside (self, self->beside->pdata[i], error))
        return FALSE;
    }
  g_ptr_array_set_size (self->beside, 0);
  g_byte_array_set_size (self->arena, 0);

  return TRUE;
}
