#include "config.h"

#include "crm-derived.h"

#include "crm-custom-index.h"
#include "crm-record-table.h"
#include "crm-search-words.h"
#include "crm-text.h"

#include <string.h>

/* Collation keys are cut here: names that agree so far are one name to a reader. */
#define MAX_SORT_KEY 48

/* Digits at the end of a number that people search by. */
static const guint phone_tails[] = { 8, 4 };

static guint64
get_target (const CrmField *field)
{
  const CrmRecordType *type = field->kind == CRM_KIND_REFERENCE && field->target != NULL && (field->flags & CRM_FIELD_SEARCHED) != 0 ? crm_record_type_find (field->target) : NULL;

  return type != NULL ? G_GUINT64_CONSTANT (1) << type->code : 0;
}

static guint64
find_targets_of (const CrmField *field)
{
  g_autoptr (GTypeClass) klass = field->kind == CRM_KIND_ITEMS ? g_type_class_ref (field->item_type ()) : NULL;
  guint           n_fields = 0;
  const CrmField *fields = klass != NULL ? crm_object_class_get_fields (CRM_OBJECT_CLASS (klass), &n_fields) : NULL;
  guint64         targets = get_target (field);

  for (guint i = 0; i < n_fields; i++)
    targets |= get_target (&fields[i]);

  return targets;
}

/* Types whose names others are found under, a bit each by their code. */
static guint64
find_searched_targets (void)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  guint64 targets = 0;

  for (guint i = 0; i < types->len; i++)
    {
      guint           n_fields;
      const CrmField *fields = crm_record_type_get_fields (types->pdata[i], &n_fields);

      for (guint j = 0; j < n_fields; j++)
        targets |= find_targets_of (&fields[j]);
    }

  return targets;
}

/* Of so many records the parents are remembered; each has one place, and the last one there stays. */
#define N_PARENTS 1024
#define MAX_PARENTS 3

typedef struct
{
  gint64 id;
  guint  n;
  gint64 ids[MAX_PARENTS];
} Parents;

struct _CrmDeriverCache
{
  GHashTable *titles;  /* (owned): id → folded title */
  guint64     targets; /* types whose titles are worth remembering */
  Parents     parents[N_PARENTS];
};

CrmDeriverCache *
crm_deriver_cache_new (void)
{
  CrmDeriverCache *self = g_new0 (CrmDeriverCache, 1);

  self->titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->targets = find_searched_targets ();

  return self;
}

void
crm_deriver_cache_free (CrmDeriverCache *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->titles);
  g_free (self);
}

static Parents *
get_parents (CrmDeriverCache *self, gint64 id)
{
  return &self->parents[crm_id_sequence (id) % N_PARENTS];
}

static void
add_title (CrmDeriverCache *self, CrmRecord *record)
{
  gint64           id = crm_record_get_id (record);
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  g_hash_table_insert (self->titles, g_memdup2 (&id, sizeof id), crm_search_words (title));
}

static void
add_parents (CrmDeriverCache *self, CrmRecord *record)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Parents *parents = get_parents (self, crm_record_get_id (record));

  crm_record_collect_parents (record, ids);
  if (ids->len > MAX_PARENTS)
    return;

  *parents = (Parents){ .id = crm_record_get_id (record), .n = ids->len };
  if (ids->len > 0)
    memcpy (parents->ids, ids->data, ids->len * sizeof (gint64));
}

/**
 * crm_deriver_cache_add:
 * @record: new, as the file has it
 */
void
crm_deriver_cache_add (CrmDeriverCache *self, CrmRecord *record)
{
  const CrmRecordType *type = crm_record_get_record_type (record);

  if ((self->targets & (G_GUINT64_CONSTANT (1) << type->code)) != 0)
    add_title (self, record);
  if (crm_record_type_has_parents (type))
    add_parents (self, record);
}

/**
 * crm_deriver_cache_forget:
 * @id: a record that changes
 *
 * Returns: whether others may have been derived from its title
 */
gboolean
crm_deriver_cache_forget (CrmDeriverCache *self, gint64 id)
{
  Parents *parents = get_parents (self, id);

  if (parents->id == id)
    *parents = (Parents){ 0 };

  return g_hash_table_remove (self->titles, &id);
}

/**
 * crm_lookup_hash:
 * @key: "kind:value"
 *
 * Returns: the 64-bit FNV-1a hash of @key
 */
gint64
crm_lookup_hash (const char *key)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const guchar *p = (const guchar *) key; *p != '\0'; p++)
    hash = (hash ^ *p) * G_GUINT64_CONSTANT (0x100000001b3);

  return (gint64) hash;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
sort_unique (GArray *ids)
{
  guint kept = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (kept == 0 || g_array_index (ids, gint64, kept - 1) != id)
        g_array_index (ids, gint64, kept++) = id;
    }
  g_array_set_size (ids, kept);
}

/* The folded title of another record. */
static const char *
get_title (const CrmDeriver *deriver, gint64 id, char **fresh)
{
  const char *known = deriver->cache != NULL ? g_hash_table_lookup (deriver->cache->titles, &id) : NULL;
  g_autoptr (CrmRecord) record = NULL;
  g_autofree char *title = NULL;

  if (known != NULL)
    return known;

  record = crm_record_table_load (deriver->connection, id, NULL);
  title = record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : g_strdup ("");
  *fresh = crm_search_words (title);
  if (deriver->cache == NULL)
    return *fresh;

  known = g_steal_pointer (fresh);
  g_hash_table_insert (deriver->cache->titles, g_memdup2 (&id, sizeof id), (gpointer) known);
  return known;
}

static void
append_word (GString *words, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, word);
}

/* Persian writes one name with a space, a half-space or none: the joined form makes the three one. */
static void
append_folded (GString *words, const char *text)
{
  gsize            start = words->len;
  g_autofree char *joined = NULL;

  crm_search_words_append (words, text);
  if (strchr (words->str + MIN (start + 1, words->len), ' ') == NULL || g_str_is_ascii (words->str + start))
    return;

  joined = crm_text_join (words->str + start);
  append_word (words, joined);
}

static void
append_number (GString *words, const char *digits)
{
  gsize length = strlen (digits);

  append_word (words, digits);
  for (guint i = 0; i < G_N_ELEMENTS (phone_tails); i++)
    {
      if (length > phone_tails[i])
        append_word (words, digits + length - phone_tails[i]);
    }
}

static void
append_searched_item (GString *words, CrmItem *item)
{
  const char     *key = crm_item_get_key (item);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);

  if (key != NULL && g_str_has_prefix (key, "phone:"))
    {
      append_number (words, key + strlen ("phone:"));
      return;
    }

  for (guint i = 0; i < n_fields; i++)
    {
      const char *text = (fields[i].flags & CRM_FIELD_SEARCHED) != 0 && crm_kind_is_text (fields[i].kind) ? crm_object_peek_text (CRM_OBJECT (item), i) : NULL;

      if (text != NULL)
        crm_search_words_append (words, text);
    }
}

static void
append_reference (const CrmDeriver *deriver, GString *words, gint64 id)
{
  g_autofree char *fresh = NULL;

  if (id != CRM_UNSET)
    append_word (words, get_title (deriver, id, &fresh));
}

/* References of an item, or of the record itself: found backward, and searched under the target's name. */
static void
take_reference (const CrmDeriver *deriver, CrmDerived *self, GString *words, CrmObject *object, guint number, const CrmField *field)
{
  gint64 id = crm_object_peek_integer (object, number);

  if (id == CRM_UNSET)
    return;
  if ((field->flags & CRM_FIELD_UNLINKED) == 0)
    g_array_append_val (self->targets, id);
  if ((field->flags & CRM_FIELD_SEARCHED) != 0)
    append_reference (deriver, words, id);
}

static void
take_items (const CrmDeriver *deriver, CrmDerived *self, GString *words, GPtrArray *items)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CrmItem        *item = g_ptr_array_index (items, i);
      guint           n_fields;
      const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);

      append_searched_item (words, item);
      for (guint j = 0; j < n_fields; j++)
        {
          if (fields[j].kind == CRM_KIND_REFERENCE)
            take_reference (deriver, self, words, CRM_OBJECT (item), j, &fields[j]);
        }
    }
}

static void
take_field (const CrmDeriver *deriver, CrmDerived *self, GString *words, GString *long_text, CrmObject *object, guint number, const CrmField *field)
{
  gboolean searched = (field->flags & CRM_FIELD_SEARCHED) != 0;

  if (!crm_object_is_set (object, number))
    return;

  if (field->kind == CRM_KIND_ITEMS)
    take_items (deriver, self, words, crm_object_peek_items (object, number));
  else if (field->kind == CRM_KIND_REFERENCE)
    take_reference (deriver, self, words, object, number, field);
  else if (searched && field->kind == CRM_KIND_LONG_TEXT)
    crm_search_words_append (long_text, crm_object_peek_text (object, number));
  else if (searched)
    append_folded (words, crm_object_peek_text (object, number));
}

static void
derive_keys (CrmDerived *self, CrmRecord *record)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  crm_record_collect_keys (record, keys);
  for (guint i = 0; i < keys->len; i++)
    {
      gint64 hash = crm_lookup_hash (g_ptr_array_index (keys, i));

      g_array_append_val (self->keys, hash);
    }
  sort_unique (self->keys);
}

static void
append_parents (const CrmDeriver *deriver, gint64 id, GArray *ids)
{
  const CrmRecordType *type = crm_record_type_of_id (id);
  const Parents       *known = deriver->cache != NULL ? get_parents (deriver->cache, id) : NULL;
  g_autoptr (CrmRecord) record = NULL;

  if (type == NULL || !crm_record_type_has_parents (type))
    return;
  if (known != NULL && known->id == id)
    {
      g_array_append_vals (ids, known->ids, known->n);
      return;
    }

  record = crm_record_table_load (deriver->connection, id, NULL);
  if (record == NULL)
    return;
  crm_record_collect_parents (record, ids);
  if (deriver->cache != NULL)
    add_parents (deriver->cache, record);
}

/* An event stands on the timelines of what it is about, and on those of their parents. */
static void
derive_timelines (const CrmDeriver *deriver, CrmDerived *self, CrmRecord *record)
{
  const char *kind = NULL;
  int         pinned = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (record), "pinned");
  guint       own = self->targets->len;

  if (!crm_record_get_event (record, &self->at, &kind))
    return;

  self->kind = g_strdup (kind);
  self->pinned = pinned >= 0 && crm_object_peek_integer (CRM_OBJECT (record), (guint) pinned) == 1;
  g_array_append_vals (self->timelines, self->targets->data, own);
  /* Grows as it is walked: a deal's person brings the person's company. */
  for (guint i = 0; i < self->timelines->len && i < 1000; i++)
    {
      if (i < 100)
        append_parents (deriver, g_array_index (self->timelines, gint64, i), self->timelines);
    }
  sort_unique (self->timelines);
}

/**
 * crm_sort_key_new:
 *
 * Returns: (transfer full): what @record is ordered by among those of its type, to be compared as bytes and then by id
 */
GByteArray *
crm_sort_key_new (CrmCollator *collator, CrmRecord *record)
{
  g_autofree char *text = crm_record_dup_sort_text (record);
  GByteArray      *key = g_byte_array_new ();

  crm_collator_append_key (collator, text, key);
  if (key->len > MAX_SORT_KEY)
    g_byte_array_set_size (key, MAX_SORT_KEY);

  return key;
}

/**
 * crm_derived_new:
 * @record: (nullable): a record as the file has it now; nothing follows from none or from a deleted one
 *
 * Returns: (transfer full): what follows from it
 */
CrmDerived *
crm_derived_new (const CrmDeriver *deriver, CrmRecord *record)
{
  CrmDerived *self = g_new0 (CrmDerived, 1);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) long_text = g_string_new (NULL);
  guint           n_fields;
  const CrmField *fields;

  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->timelines = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->customs = crm_custom_entries_new ();
  if (record == NULL || crm_record_is_deleted (record))
    return self;

  fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    take_field (deriver, self, words, long_text, CRM_OBJECT (record), i, &fields[i]);
  sort_unique (self->targets);
  derive_keys (self, record);
  crm_custom_entries_collect (self->customs, record);
  derive_timelines (deriver, self, record);

  if ((crm_record_get_record_type (record)->flags & CRM_TYPE_NAMED) != 0)
    {
      self->sort_key = crm_sort_key_new (deriver->collator, record);
      self->words = g_string_free (g_steal_pointer (&words), FALSE);
    }
  else
    {
      append_word (long_text, words->str);
    }
  if (long_text->len > 0)
    self->long_text = g_string_free (g_steal_pointer (&long_text), FALSE);

  return self;
}

void
crm_derived_free (CrmDerived *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->sort_key, g_byte_array_unref);
  g_free (self->words);
  g_free (self->long_text);
  g_array_unref (self->keys);
  g_array_unref (self->targets);
  g_array_unref (self->timelines);
  g_array_unref (self->customs);
  g_free (self->kind);
  g_free (self);
}

gboolean
crm_derived_equal_ids (GArray *a, GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}
