/* Puts what a query has found together by one field: those of one value after those of another, each group in the order it was found in.
 * Choices stand in the order of their declaration, what is referred to in its own (a stage by its place) and texts in the alphabet, however
 * they are written; those without a value come last. */

#include "config.h"

#include "crm-query-group.h"

#include "crm-record-table.h"
#include "crm-text.h"

#include <string.h>

typedef struct
{
  GByteArray     *key; /* (owned): what it is ordered by, as bytes */
  CrmRecordGroup *group;
  GArray         *ids; /* (owned) (element-type gint64) */
} Value;

static void
value_free (gpointer data)
{
  Value *value = data;

  g_byte_array_unref (value->key);
  crm_record_group_free (value->group);
  g_array_unref (value->ids);
  g_free (value);
}

void
crm_record_group_free (CrmRecordGroup *self)
{
  if (self == NULL)
    return;

  g_free (self->value);
  g_free (self);
}

/* Which value each record has, from 1, by its sequence number. */
typedef struct
{
  guint32 *values; /* (owned) */
  gint64   size;
} Members;

static void
members_clear (Members *self)
{
  g_free (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Members, members_clear)

static gboolean
members_init (Members *self, const CrmQuery *query, CrmConnection *connection, GError **error)
{
  if (!crm_query_count_sequences (query, connection, &self->size, error))
    return FALSE;

  self->values = g_new0 (guint32, (gsize) self->size);
  return TRUE;
}

/* (nullable): of what was written while we look, and of records of another type that have the same custom field */
static guint32 *
members_at (Members *self, const CrmQuery *query, gint64 id)
{
  gint64 sequence = crm_id_sequence (id);

  return crm_id_code (id) == query->type->code && sequence < self->size ? &self->values[sequence] : NULL;
}

static void
append_number (GByteArray *key, guint64 number)
{
  guint64 bytes = GUINT64_TO_BE (number);

  g_byte_array_append (key, (const guint8 *) &bytes, sizeof bytes);
}

static guint64
find_choice (const CrmQuery *query, const char *value)
{
  for (guint i = 0; query->group_choices != NULL && query->group_choices[i] != NULL; i++)
    {
      if (g_str_equal (query->group_choices[i], value))
        return i;
    }

  return G_MAXUINT64;
}

static void
append_reference (GByteArray *key, CrmConnection *connection, CrmCollator *collator, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_record_table_load (connection, id, NULL);
  g_autofree char *title = NULL;
  gint64           position;

  if (record == NULL)
    return;

  title = crm_object_dup_title (CRM_OBJECT (record));
  position = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (record), "position") >= 0 ? crm_object_get_integer (CRM_OBJECT (record), "position") : 0;
  append_number (key, position != CRM_UNSET ? (guint64) position : 0);
  crm_collator_append_key (collator, title != NULL ? title : "", key);
}

/* @text: (nullable): NULL for no value */
static Value *
value_new (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, const char *text)
{
  Value *value = g_new0 (Value, 1);

  value->key = g_byte_array_new ();
  value->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  value->group = g_new0 (CrmRecordGroup, 1);
  value->group->value = g_strdup (text);
  if (text == NULL)
    return value;

  if (query->group_kind == CRM_KIND_CHOICE)
    append_number (value->key, find_choice (query, text));
  else if (query->group_kind == CRM_KIND_REFERENCE)
    append_reference (value->key, connection, collator, g_ascii_strtoll (text, NULL, 10));
  if (query->group_kind != CRM_KIND_REFERENCE)
    crm_collator_append_key (collator, text, value->key);

  return value;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const Value *x = *(const Value *const *) a;
  const Value *y = *(const Value *const *) b;
  int          order = memcmp (x->key->data, y->key->data, MIN (x->key->len, y->key->len));

  return order != 0 ? order : (x->key->len > y->key->len) - (x->key->len < y->key->len);
}

static CrmStatement *
prepare (const CrmQuery *query, CrmConnection *connection)
{
  g_autofree char *sql = NULL;
  CrmStatement    *statement;

  if (query->group_item != NULL)
    {
      sql = crm_query_dup_main_items (query, query->group_item);
      return crm_connection_prepare (connection, sql);
    }
  if (query->group_custom == 0)
    {
      sql = g_strdup_printf ("SELECT id, %s FROM %s WHERE deleted_at IS NULL AND %s IS NOT NULL /* scan: all that have it */", query->group, query->type->name, query->group);
      return crm_connection_prepare (connection, sql);
    }

  statement = crm_connection_prepare (connection, "SELECT record, value FROM custom_value WHERE field = ?1");
  crm_statement_bind_int_at (statement, 1, query->group_custom);

  return statement;
}

/* What ways to write a value have in common; signs, of which folding leaves nothing, have only themselves. */
static char *
dup_common (const CrmQuery *query, const char *text)
{
  g_autofree char *folded = query->group_kind == CRM_KIND_TEXT ? crm_text_fold (text) : NULL;

  return folded != NULL && *folded != '\0' ? g_steal_pointer (&folded) : g_strdup (text);
}

static gboolean
read_members (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, Members *members, GPtrArray *values, GError **error)
{
  g_autoptr (CrmStatement) statement = prepare (query, connection);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* of one way to write values, to their numbers */
  g_autofree char *last = NULL;
  guint32          number = 0;

  while (crm_statement_next (statement))
    {
      guint32    *member = members_at (members, query, crm_statement_get_int (statement, 0));
      const char *text = crm_statement_get_text (statement, 1);

      if (member == NULL || text == NULL || *text == '\0')
        continue;
      if (g_strcmp0 (text, last) != 0)
        {
          g_autofree char *name = dup_common (query, text);

          number = GPOINTER_TO_UINT (g_hash_table_lookup (known, name));
          if (number == 0)
            {
              g_ptr_array_add (values, value_new (query, connection, collator, text));
              number = values->len;
              g_hash_table_insert (known, g_steal_pointer (&name), GUINT_TO_POINTER (number));
            }
          g_free (last);
          last = g_strdup (text);
        }
      if (*member == 0)
        *member = number;
    }

  return crm_statement_finish (statement, error);
}

static void
append_group (Value *value, GArray *ids, GPtrArray *groups)
{
  if (value->ids->len == 0)
    return;

  value->group->first = ids->len;
  value->group->count = value->ids->len;
  g_array_append_vals (ids, value->ids->data, value->ids->len);
  g_ptr_array_add (groups, g_steal_pointer (&value->group));
}

/**
 * crm_query_group_run:
 * @query: one that has a field to group by
 * @ids: (element-type gint64): what it has found, which is put in another order
 *
 * Returns: (transfer full) (nullable) (element-type CrmRecordGroup): the groups that have records, in their order
 */
GPtrArray *
crm_query_group_run (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, GArray *ids, GError **error)
{
  g_auto (Members) members = { NULL };
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (value_free);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_record_group_free);
  Value *none;

  if (!members_init (&members, query, connection, error) || !read_members (query, connection, collator, &members, values, error))
    return NULL;

  none = value_new (query, connection, collator, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64   id = g_array_index (ids, gint64, i);
      guint32 *member = members_at (&members, query, id);
      Value   *value = member != NULL && *member != 0 ? g_ptr_array_index (values, *member - 1) : none;

      g_array_append_val (value->ids, id);
    }
  g_ptr_array_sort (values, compare_values);
  g_ptr_array_add (values, none);
  g_array_set_size (ids, 0);
  for (guint i = 0; i < values->len; i++)
    append_group (g_ptr_array_index (values, i), ids, groups);

  return g_steal_pointer (&groups);
}
