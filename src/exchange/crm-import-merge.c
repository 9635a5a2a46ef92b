/* What a file says about a known record, laid over what we have. Pure: two records in, a draft out.
 *
 * Filling the gaps never takes anything away: a field that is set stays, and items that are not there yet are added. Updating lets the
 * file's value win where both have one. Neither removes what the file is silent about. */

#include "config.h"

#include "crm-import-engine.h"

#include "crm-custom-value.h"
#include "crm-text.h"

#include <string.h>

typedef struct
{
  CrmObject *known;
  CrmRecord *draft; /* (owned) (nullable): made when the first difference is found */
  gboolean   update;
  gboolean   whole; /* what is said is a record of ours, whose items have ids */
} Merge;

/* How items of one type are told to be the same, and what becomes of one that is. */
typedef struct
{
  gboolean (*same) (CrmObject *known, CrmObject *said);
  CrmItem *(*join) (CrmObject *known, CrmObject *said, gboolean update); /* (transfer full) (nullable): %NULL for nothing new */
} Rule;

static CrmObject *
get_draft (Merge *merge)
{
  if (merge->draft == NULL)
    merge->draft = crm_record_edit (CRM_RECORD (merge->known));

  return CRM_OBJECT (merge->draft);
}

static void
merge_field (Merge *merge, CrmObject *said, guint field)
{
  if (!crm_object_is_set (said, field))
    return;
  if (crm_object_is_set (merge->known, field) && (!merge->update || crm_object_equal_field (merge->known, said, field)))
    return;

  crm_object_copy_field (get_draft (merge), said, field);
}

/* Takes over the fields of @said that @known lacks, or all of them; NULL where that changes nothing. */
static CrmItem *
join_fields (CrmObject *known, CrmObject *said, gboolean update)
{
  g_autoptr (CrmItem) joined = NULL;
  guint n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (known), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_is_set (said, i) || crm_object_equal_field (known, said, i) || (crm_object_is_set (known, i) && !update))
        continue;
      if (joined == NULL)
        joined = crm_item_copy (CRM_ITEM (known));
      crm_object_copy_field (CRM_OBJECT (joined), said, i);
    }

  return g_steal_pointer (&joined);
}

static gboolean
same_text (CrmObject *known, CrmObject *said, guint field)
{
  return g_strcmp0 (crm_object_peek_text (known, field), crm_object_peek_text (said, field)) == 0;
}

static gboolean
same_contact (CrmObject *known, CrmObject *said)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  const char             *key = NULL;

  if (!same_text (known, said, n->contact_kind))
    return FALSE;
  if (same_text (known, said, n->contact_value))
    return TRUE;

  key = crm_item_get_key (CRM_ITEM (known));

  return key != NULL && g_strcmp0 (key, crm_item_get_key (CRM_ITEM (said))) == 0;
}

/* The number as we have it stays; what it is labelled may be new. */
static CrmItem *
join_contact (CrmObject *known, CrmObject *said, gboolean update)
{
  guint    label = crm_import_numbers ()->contact_label;
  CrmItem *joined;

  if (!crm_object_is_set (said, label) || same_text (known, said, label) || (crm_object_is_set (known, label) && !update))
    return NULL;

  joined = crm_item_copy (CRM_ITEM (known));
  crm_object_copy_field (CRM_OBJECT (joined), said, label);

  return joined;
}

/* An address that says nothing the other does not say as well. */
static gboolean
is_part_of (CrmObject *said, CrmObject *known)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  guint                   n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (known), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (crm_object_is_set (said, i) && i != n->address_label && i != n->address_preferred && !crm_object_equal_field (known, said, i))
        return FALSE;
    }

  return TRUE;
}

/* In an update the address of the same label is the one that moved. */
static gboolean
same_label (CrmObject *known, CrmObject *said)
{
  return is_part_of (said, known) || same_text (known, said, crm_import_numbers ()->address_label);
}

static gboolean
same_address (CrmObject *known, CrmObject *said)
{
  return is_part_of (said, known) || (is_part_of (known, said) && same_text (known, said, crm_import_numbers ()->address_label));
}

static gboolean
same_date (CrmObject *known, CrmObject *said)
{
  const CrmImportNumbers *n = crm_import_numbers ();

  return same_text (known, said, n->date_kind) && same_text (known, said, n->date_label);
}

static gboolean
same_company (CrmObject *known, CrmObject *said)
{
  guint field = crm_import_numbers ()->affiliation_company;

  return crm_object_peek_integer (known, field) == crm_object_peek_integer (said, field);
}

static gboolean
same_tag (CrmObject *known, CrmObject *said)
{
  guint field = crm_import_numbers ()->tagging_tag;

  return crm_object_peek_integer (known, field) == crm_object_peek_integer (said, field);
}

static gboolean
is_preference (const char *parameter)
{
  return g_ascii_strncasecmp (parameter, "PREF=", strlen ("PREF=")) == 0 || g_ascii_strcasecmp (parameter, "PREF") == 0 || g_ascii_strcasecmp (parameter, "TYPE=pref") == 0;
}

/* "FN" of "FN;PREF=1" and of "FN;TYPE=pref": the same thing in the words of vCard 4.0 and of the versions before. */
static char *
dup_without_preference (const char *name)
{
  g_auto (GStrv) parts = NULL;
  GString *plain;

  if (name == NULL || strchr (name, ';') == NULL)
    return g_strdup (name);

  parts = g_strsplit (name, ";", -1);
  plain = g_string_new (parts[0]);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (!is_preference (parts[i]))
        g_string_append_printf (plain, ";%s", parts[i]);
    }

  return g_string_free (plain, FALSE);
}

static gboolean
same_foreign (CrmObject *known, CrmObject *said)
{
  const CrmImportNumbers *n = crm_import_numbers ();

  g_autofree char *plain = NULL;
  g_autofree char *other = NULL;

  if (!same_text (known, said, n->foreign_source))
    return FALSE;
  if (same_text (known, said, n->foreign_name))
    return TRUE;

  plain = dup_without_preference (crm_object_peek_text (known, n->foreign_name));
  other = dup_without_preference (crm_object_peek_text (said, n->foreign_name));
  return g_strcmp0 (plain, other) == 0;
}

/* A card's time stamp and the program that wrote it are no news about the person. */
static CrmItem *
join_foreign (CrmObject *known, CrmObject *said, gboolean update)
{
  const char *name = crm_object_peek_text (known, crm_import_numbers ()->foreign_name);

  CrmItem *joined;

  if (strcmp (name, "REV") == 0 || strcmp (name, "PRODID") == 0 || same_text (known, said, crm_import_numbers ()->foreign_value))
    return NULL;

  joined = join_fields (known, said, update);
  if (joined != NULL)
    crm_object_put_text (CRM_OBJECT (joined), crm_import_numbers ()->foreign_name, name);

  return joined;
}

static CrmItem *
join_nothing (CrmObject *known, CrmObject *said, gboolean update)
{
  return NULL;
}

static gboolean
same_id (CrmObject *known, CrmObject *said)
{
  return strcmp (crm_item_get_id (CRM_ITEM (known)), crm_item_get_id (CRM_ITEM (said))) == 0;
}

static gboolean
same_custom (CrmObject *known, CrmObject *said)
{
  return crm_object_get_integer (known, "field") == crm_object_get_integer (said, "field");
}

static CrmItem *
join_custom (CrmObject *known, CrmObject *said, gboolean update)
{
  return update ? join_fields (known, said, update) : NULL;
}

static const Rule *
find_rule (GType item_type, gboolean update, gboolean whole)
{
  static const Rule item = { same_id, join_fields };
  static const Rule contact = { same_contact, join_contact };
  static const Rule address_filled = { same_address, join_fields };
  static const Rule address_updated = { same_label, join_fields };
  static const Rule date = { same_date, join_fields };
  static const Rule affiliation = { same_company, join_fields };
  static const Rule tag = { same_tag, join_nothing };
  static const Rule custom = { same_custom, join_custom };
  static const Rule foreign = { same_foreign, join_foreign };

  if (whole)
    return &item;
  if (item_type == CRM_TYPE_CONTACT_POINT)
    return &contact;
  if (item_type == CRM_TYPE_ADDRESS)
    return update ? &address_updated : &address_filled;
  if (item_type == CRM_TYPE_IMPORTANT_DATE)
    return &date;
  if (item_type == CRM_TYPE_AFFILIATION)
    return &affiliation;
  if (item_type == CRM_TYPE_TAGGING)
    return &tag;
  if (item_type == CRM_TYPE_CUSTOM_VALUE)
    return &custom;

  return item_type == CRM_TYPE_FOREIGN_FIELD ? &foreign : &item;
}

static gboolean
equal_items (CrmObject *a, CrmObject *b)
{
  guint n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (a), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_equal_field (a, b, i))
        return FALSE;
    }

  return TRUE;
}

/* Several things of one name (two numbers of a card, say) are matched one to one: equal ones first. */
static int
find_same (GPtrArray *items, guint n_items, const gboolean *taken, CrmObject *said, const Rule *rule)
{
  int found = -1;

  for (guint i = 0; i < n_items; i++)
    {
      CrmObject *known = g_ptr_array_index (items, i);

      if (taken[i])
        continue;
      if (equal_items (known, said))
        return (int) i;
      if (found < 0 && rule->same (known, said))
        found = (int) i;
    }

  return found;
}

static GPtrArray *
copy_list (GPtrArray *items)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; items != NULL && i < items->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (items, i)));

  return copy;
}

static void
append_copy (GPtrArray *items, CrmObject *said, gboolean whole)
{
  CrmItem *copy = crm_item_copy (CRM_ITEM (said));

  if (!whole && !CRM_IS_CUSTOM_VALUE (said))
    crm_item_set_id (copy, "");
  crm_item_ensure_id (copy, items);
  g_ptr_array_add (items, copy);
}

static void
merge_items (Merge *merge, CrmObject *said, guint field, const Rule *rule)
{
  GPtrArray *known = crm_object_peek_items (merge->known, field);
  GPtrArray *list = crm_object_peek_items (said, field);
  guint      n_known = known != NULL ? known->len : 0;
  gboolean   changed = FALSE;
  g_autoptr (GPtrArray) merged = copy_list (known);
  g_autofree gboolean *taken = g_new0 (gboolean, n_known + 1);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      CrmObject *item = g_ptr_array_index (list, i);
      int        same = find_same (merged, n_known, taken, item, rule);
      CrmItem   *joined = same >= 0 ? rule->join (g_ptr_array_index (merged, same), item, merge->update) : NULL;

      changed |= same < 0 || joined != NULL;
      if (same < 0)
        append_copy (merged, item, merge->whole);
      else
        taken[same] = TRUE;
      if (joined != NULL)
        {
          g_object_unref (g_ptr_array_index (merged, same)); /* its place in the array is taken */
          g_ptr_array_index (merged, same) = joined;
        }
    }
  if (changed)
    crm_object_put_items (get_draft (merge), field, merged);
}

static CrmRecord *
merge_records (CrmRecord *known, CrmRecord *said, gboolean update, gboolean whole)
{
  Merge           merge = { CRM_OBJECT (known), NULL, update, whole };
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (known), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const Rule *rule = fields[i].kind == CRM_KIND_ITEMS ? find_rule (fields[i].item_type (), update, whole) : NULL;

      if (((fields[i].flags & CRM_FIELD_DERIVED) != 0 && !(whole && update)) || !crm_object_is_set (CRM_OBJECT (said), i))
        continue;
      if (rule != NULL)
        merge_items (&merge, CRM_OBJECT (said), i, rule);
      else if (fields[i].kind != CRM_KIND_ITEMS)
        merge_field (&merge, CRM_OBJECT (said), i);
    }

  return merge.draft;
}

/**
 * crm_import_merge:
 * @known: as the file has it
 * @said: what a row says, of the same type
 * @update: whether the row knows better where both say something
 *
 * Returns: (transfer full) (nullable): a draft of @known with what is new; %NULL where nothing is
 */
CrmRecord *
crm_import_merge (CrmRecord *known, CrmRecord *said, gboolean update)
{
  return merge_records (known, said, update, FALSE);
}

/**
 * crm_import_merge_whole:
 * @said: the same record as our own export has it, so that items are known by their ids
 *
 * As crm_import_merge(), for all fields of all types.
 *
 * Returns: (transfer full) (nullable): a draft of @known
 */
CrmRecord *
crm_import_merge_whole (CrmRecord *known, CrmRecord *said, gboolean update)
{
  return merge_records (known, said, update, TRUE);
}
