#include "config.h"

#include "crm-resolver.h"

#include "crm-text.h"
#include "crm-uid.h"

#include <string.h>

/* What a name of each type is looked up under, the first that finds one. */
typedef struct
{
  const char *type;
  const char *key;
  const char *field; /* (nullable): what has the name; a person's is in several */
  gboolean    exact; /* a name for the program, not for people */
} NameKey;

static const NameKey name_keys[] = {
  { "person", "name", NULL, FALSE },
  { "company", "company", "name", FALSE },
  { "tag", "tag", "name", FALSE },
  { "setting", "setting", "name", TRUE },
  { "user", "user", "name", FALSE },
  { "tax", "tax", "name", FALSE },
  { "price_list", "price_list", "name", FALSE },
  { "product", "product", "name", FALSE },
  { "product", "product-code", "code", FALSE },
  { "product", "product-code", "barcode", FALSE },
  { "quote", "number:quote", "number", FALSE },
  { "sales_order", "number:sales_order", "number", FALSE },
  { "invoice", "number:invoice", "number", FALSE },
  { "invoice", "number:return", "number", FALSE },
};

/**
 * crm_resolver_load:
 *
 * Returns: (transfer full) (nullable): the record of that id
 */
CrmRecord *
crm_resolver_load (const CrmResolver *self, gint64 id)
{
  if (self->reading != NULL)
    return crm_reading_load (self->reading, id, NULL);

  return self->transaction != NULL ? crm_transaction_load (self->transaction, id, NULL) : crm_store_get (self->store, id, NULL);
}

static gint64
find_uid (const CrmResolver *self, const char *type_name, const char *uid)
{
  g_autoptr (GPtrArray) types = NULL;

  if (self->transaction == NULL)
    return crm_store_find_uid (self->store, uid);

  types = crm_record_type_list ();
  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);
      gint64               id;

      if (type_name != NULL && strcmp (type->name, type_name) != 0)
        continue;
      id = self->exact ? crm_transaction_find_exactly (self->transaction, type, uid) : crm_transaction_find_uid (self->transaction, type, uid);
      if (id != 0)
        return id;
    }

  return 0;
}

/* The first of those whose keys are that of @name; names that differ in signs have one key. */
static gint64
find_same (const CrmResolver *self, GArray *ids, const char *field, const char *name)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_transaction_load (self->transaction, g_array_index (ids, gint64, i), NULL);
      const char *text = record != NULL && field != NULL ? crm_object_get_text (CRM_OBJECT (record), field) : NULL;

      if (record != NULL && (field == NULL || (text != NULL && crm_text_is_same_name (text, name))))
        return g_array_index (ids, gint64, i);
    }

  return 0;
}

static gint64
find_by_key (const CrmResolver *self, const NameKey *by, const char *name, const char *folded)
{
  g_autofree char *key = g_strdup_printf ("%s:%s", by->key, by->exact ? name : folded);
  g_autoptr (GArray) ids = NULL;

  if (self->transaction == NULL)
    return crm_store_find_key (self->store, key, by->type);

  ids = crm_transaction_find (self->transaction, key, crm_record_type_find (by->type)->code);
  return find_same (self, ids, by->field, name);
}

static gint64
find_name (const CrmResolver *self, const char *type_name, const char *name)
{
  g_autofree char *folded = crm_text_fold (name);
  gint64           id = 0;

  for (guint i = 0; type_name != NULL && id == 0 && i < G_N_ELEMENTS (name_keys); i++)
    {
      if (strcmp (name_keys[i].type, type_name) == 0)
        id = find_by_key (self, &name_keys[i], name, folded);
    }

  return id;
}

static gboolean
is_of (gint64 id, const char *type_name)
{
  return type_name == NULL || crm_id_code (id) == crm_record_type_find (type_name)->code;
}

/* The uid in "Title <uid>", or the text itself. */
static char *
get_reference (const char *text)
{
  const char *open = strrchr (text, '<');
  const char *end = open != NULL ? strchr (open, '>') : NULL;

  if (open != NULL && end != NULL && end - open - 1 == CRM_UID_LENGTH)
    return g_strndup (open + 1, CRM_UID_LENGTH);

  return g_strdup (text);
}

/* "type:uid". */
static const CrmRecordType *
get_typed (const char *text, const char **uid)
{
  const char      *colon = strchr (text, ':');
  g_autofree char *name = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;

  *uid = colon != NULL ? colon + 1 : NULL;

  return name != NULL && crm_uid_is_valid (*uid) ? crm_record_type_find (name) : NULL;
}

static gint64
find_or_reserve (const CrmResolver *self, const char *type_name, const char *uid)
{
  gint64 id = find_uid (self, type_name, uid);

  if (id == 0 && self->reserve && type_name != NULL)
    id = crm_transaction_reserve (self->transaction, crm_record_type_find (type_name), uid, NULL);
  if (id != 0 && self->reserve && self->keys != NULL)
    crm_resolver_remember (self, crm_record_type_of_id (id)->name, uid, id);

  return id;
}

/**
 * crm_resolver_remember:
 *
 * Notes among the keys which record is meant by @uid from here on.
 */
void
crm_resolver_remember (const CrmResolver *self, const char *type_name, const char *uid, gint64 id)
{
  g_hash_table_insert (self->keys, g_strdup (uid), (gpointer) (gintptr) id);
  g_hash_table_insert (self->keys, g_strconcat (type_name, ":", uid, NULL), (gpointer) (gintptr) id);
}

/**
 * crm_resolver_dup_reference:
 * @type_name: (nullable): what type the field says; %NULL for any
 *
 * Returns: (transfer full): what the record is called outside the file, "" for one that is not there
 */
char *
crm_resolver_dup_reference (const CrmResolver *self, const char *type_name, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_resolver_load (self, id);

  if (record != NULL && self->typed && type_name == NULL)
    return g_strconcat (crm_record_get_record_type (record)->name, ":", crm_record_get_uid (record), NULL);

  return g_strdup (record != NULL ? crm_record_get_uid (record) : "");
}

/**
 * crm_resolver_find:
 * @type_name: (nullable): what type it must be
 * @text: a uid, "type:uid", "Title <uid>", a name, or a key of the document
 *
 * Returns: the id of the record meant, 0 for none
 */
gint64
crm_resolver_find (const CrmResolver *self, const char *type_name, const char *text)
{
  g_autofree char     *reference = get_reference (text);
  gpointer             known = self->keys != NULL ? g_hash_table_lookup (self->keys, reference) : NULL;
  const char          *uid;
  const CrmRecordType *type = get_typed (reference, &uid);

  if (known != NULL)
    return is_of ((gint64) (gintptr) known, type_name) ? (gint64) (gintptr) known : 0;
  if (crm_uid_is_valid (reference))
    return find_or_reserve (self, type_name, reference);
  if (type != NULL)
    return type_name == NULL || strcmp (type->name, type_name) == 0 ? find_or_reserve (self, type->name, uid) : 0;

  return find_name (self, type_name, reference);
}

/**
 * crm_resolver_describe:
 *
 * Returns: (transfer full) (nullable): "Title <uid>", which people and programs can both read
 */
char *
crm_resolver_describe (const CrmResolver *self, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_resolver_load (self, id);
  g_autofree char *title = record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;

  return record != NULL ? g_strdup_printf ("%s <%s>", title, crm_record_get_uid (record)) : NULL;
}
