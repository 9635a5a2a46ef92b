/* Which pairs of records are worth a closer look, out of all: without reading more of a record than its name.
 *
 * Two things are sorted, and what stands side by side is a candidate: the look-up table, where whoever shares a number or an address has
 * the same key; and the turns of all names (see crm_name_collect_turns()). A key that a crowd shares tells nobody from anybody: of a
 * switchboard's many only those of one name are looked at, and of the many Ali Ahmadis only those of one company. */

#include "config.h"

#include "crm-duplicate-candidates.h"

#include "crm-derived.h"
#include "crm-likeness.h"
#include "crm-name.h"

/* So many share a number without its being a reception's. */
#define FEW_AT_A_NUMBER 8
/* So many share a name without its being a common one. */
#define FEW_OF_A_NAME 3
/* In a group each is compared with so many before it. */
#define LOOK_BACK 8

#define TELL_EVERY 1000

typedef struct
{
  gint64 hash;
  gint64 company; /* 0 for none */
  gint64 id;
} Entry;

typedef struct
{
  CrmConnection       *connection;
  const CrmRecordType *type;
  gboolean             people;
  CrmRecord           *record; /* (owned): filled over and over */
  GArray              *turns;  /* (owned) (element-type Entry): of all names */
  GArray              *least;  /* (owned) (element-type Entry): one turn of each record, in the order of ids */
  GHashTable          *named;  /* (owned): hashes in the look-up table that are of names only */
  GPtrArray           *texts;  /* (owned): names, emptied for each record */
  GArray              *pairs;  /* (unowned) (element-type CrmPair): the result */
} Search;

static void
search_clear (Search *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->turns, g_array_unref);
  g_clear_pointer (&self->least, g_array_unref);
  g_clear_pointer (&self->named, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;

  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  if (x->company != y->company)
    return x->company < y->company ? -1 : 1;

  return (x->id > y->id) - (x->id < y->id);
}

static void
add_pairs (Search *self, const Entry *entries, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      for (guint j = i > LOOK_BACK ? i - LOOK_BACK : 0; j < i; j++)
        {
          CrmPair pair = { MIN (entries[i].id, entries[j].id), MAX (entries[i].id, entries[j].id) };

          if (pair.one != pair.other)
            g_array_append_val (self->pairs, pair);
        }
    }
}

/* How many entries from @first on are alike. */
static guint
run_length (GArray *entries, guint first, gboolean by_company)
{
  const Entry *start = &g_array_index (entries, Entry, first);
  guint        n = 1;

  while (first + n < entries->len && start[n].hash == start->hash && (!by_company || start[n].company == start->company))
    n++;

  return n;
}

static void
add_colleagues (Search *self, GArray *entries, guint first, guint end)
{
  for (guint i = first; i < end;)
    {
      guint n = run_length (entries, i, TRUE);

      if (g_array_index (entries, Entry, i).company != 0)
        add_pairs (self, &g_array_index (entries, Entry, i), n);
      i += n;
    }
}

static void
add_namesakes (Search *self)
{
  g_array_sort (self->turns, compare_entries);
  for (guint i = 0; i < self->turns->len;)
    {
      guint n = run_length (self->turns, i, FALSE);

      if (n <= FEW_OF_A_NAME || !self->people)
        add_pairs (self, &g_array_index (self->turns, Entry, i), n);
      else
        add_colleagues (self, self->turns, i, i + n);
      i += n;
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Entry *) a)->id;
  gint64 y = ((const Entry *) b)->id;

  return (x > y) - (x < y);
}

/* Those of one name among the many at one number. */
static void
add_of_one_name (Search *self, GArray *run)
{
  for (guint i = 0; i < run->len; i++)
    {
      Entry *entry = &g_array_index (run, Entry, i);
      guint  found;

      entry->hash = entry->id; /* nobody else's, for those without a name */
      entry->company = 0;
      if (g_array_binary_search (self->least, entry, compare_ids, &found))
        entry->hash = g_array_index (self->least, Entry, found).hash;
    }
  g_array_sort (run, compare_entries);
  for (guint i = 0; i < run->len;)
    {
      guint n = run_length (run, i, FALSE);

      add_pairs (self, &g_array_index (run, Entry, i), n);
      i += n;
    }
}

static void
end_run (Search *self, GArray *run, gint64 key)
{
  if (run->len > 1 && !g_hash_table_contains (self->named, (gpointer) (gintptr) key))
    {
      if (run->len <= FEW_AT_A_NUMBER)
        add_pairs (self, (const Entry *) (gpointer) run->data, run->len);
      else
        add_of_one_name (self, run);
    }
  g_array_set_size (run, 0);
}

static gboolean
add_reached_alike (Search *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, "SELECT key, record FROM lookup WHERE record & 63 = ?1 ORDER BY key, record /* scan: every key, beside its neighbour */");
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (Entry));
  gint64 last = 0;

  crm_statement_bind_int_at (statement, 1, self->type->code);
  while (crm_statement_next (statement))
    {
      gint64 key = crm_statement_get_int (statement, 0);
      Entry  entry = { key, 0, crm_statement_get_int (statement, 1) };

      if (key != last)
        end_run (self, run, last);
      last = key;
      g_array_append_val (run, entry);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  end_run (self, run, last);

  return crm_statement_finish (statement, error);
}

static void
add_turns (Search *self, const Entry *of)
{
  g_autoptr (GPtrArray) turns = g_ptr_array_new_with_free_func (g_free);
  Entry entry = *of;
  Entry least = *of;

  for (guint i = 0; i < self->texts->len; i++)
    crm_name_collect_turns (g_ptr_array_index (self->texts, i), turns);
  for (guint i = 0; i < turns->len; i++)
    {
      entry.hash = crm_lookup_hash (g_ptr_array_index (turns, i));
      least.hash = i == 0 ? entry.hash : MIN (least.hash, entry.hash);
      g_array_append_val (self->turns, entry);
    }
  if (turns->len > 0)
    g_array_append_val (self->least, least);
}

static void
add_name (Search *self, const Entry *of)
{
  g_ptr_array_set_size (self->texts, 0);
  crm_likeness_collect_names (self->record, self->texts);
  add_turns (self, of);

  g_ptr_array_set_size (self->texts, 0);
  crm_record_collect_keys (self->record, self->texts);
  for (guint i = 0; i < self->texts->len; i++)
    g_hash_table_add (self->named, (gpointer) (gintptr) crm_lookup_hash (g_ptr_array_index (self->texts, i)));
}

static const char *const person_names[] = { "given_name", "family_name", "display_name", NULL };
static const char *const company_names[] = { "name", "legal_name", NULL };

static CrmStatement *
prepare_names (Search *self)
{
  if (self->people)
    return crm_connection_prepare (self->connection, "SELECT id, affiliations ->> '$[0].company', given_name, family_name, display_name FROM person"
                                                     " WHERE deleted_at IS NULL ORDER BY id /* scan: every name */");

  return crm_connection_prepare (self->connection, "SELECT id, NULL, name, legal_name FROM company WHERE deleted_at IS NULL ORDER BY id /* scan: every name */");
}

static gboolean
read_names (Search *self, guint64 total, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const char *const *names = self->people ? person_names : company_names;
  g_autoptr (CrmStatement) statement = prepare_names (self);
  guint64 done = 0;

  while (crm_statement_next (statement))
    {
      Entry entry = { 0, crm_statement_get_int (statement, 1), crm_statement_get_int (statement, 0) };

      crm_object_clear (CRM_OBJECT (self->record));
      for (int i = 0; names[i] != NULL; i++)
        crm_object_set_text (CRM_OBJECT (self->record), names[i], crm_statement_get_text (statement, 2 + i));
      add_name (self, &entry);
      if (++done % TELL_EVERY == 0 && progress != NULL)
        progress (done, total, done, progress_data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }

  return crm_statement_finish (statement, error);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const CrmPair *x = a;
  const CrmPair *y = b;

  if (x->one != y->one)
    return x->one < y->one ? -1 : 1;

  return (x->other > y->other) - (x->other < y->other);
}

static void
keep_unique (GArray *pairs)
{
  guint kept = 0;

  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      CrmPair pair = g_array_index (pairs, CrmPair, i);

      if (kept == 0 || compare_pairs (&pair, &g_array_index (pairs, CrmPair, kept - 1)) != 0)
        g_array_index (pairs, CrmPair, kept++) = pair;
    }
  g_array_set_size (pairs, kept);
}

static guint64
count_records (Search *self)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s_order /* scan: counted */", self->type->name);
  gint64           count = 0;

  return crm_connection_get_int (self->connection, sql, &count, NULL) ? (guint64) count : 0;
}

/**
 * crm_duplicate_candidates_new:
 * @type: people or companies
 * @progress: (nullable): told now and then how many records are looked at, of how many
 *
 * Returns: (transfer full) (nullable) (element-type CrmPair): pairs of living records, in the order of their ids
 */
GArray *
crm_duplicate_candidates_new (CrmConnection *connection, const CrmRecordType *type, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (CrmPair));
  g_auto (Search) search = { .connection = connection, .type = type, .pairs = pairs };

  search.people = g_str_equal (type->name, "person");
  search.record = crm_record_new (type->name);
  search.turns = g_array_new (FALSE, FALSE, sizeof (Entry));
  search.least = g_array_new (FALSE, FALSE, sizeof (Entry));
  search.named = g_hash_table_new (NULL, NULL);
  search.texts = g_ptr_array_new_with_free_func (g_free);

  if (!read_names (&search, count_records (&search), progress, progress_data, cancellable, error))
    return NULL;
  add_namesakes (&search);
  if (!add_reached_alike (&search, cancellable, error))
    return NULL;
  keep_unique (pairs);

  return g_steal_pointer (&pairs);
}
