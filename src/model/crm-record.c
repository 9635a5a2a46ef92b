#include "config.h"

#include "crm-record.h"

#include "crm-date.h"
#include "crm-text.h"
#include "crm-uid.h"

typedef struct
{
  const CrmRecordType *type;
  gint64               id; /* 0 until saved */
  gint64               created_at;
  gint64               updated_at;
  gint64               deleted_at; /* 0: not deleted */
  char                 uid[CRM_UID_LENGTH + 1];
} CrmRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrmRecord, crm_record, CRM_TYPE_OBJECT)

static inline CrmRecordPrivate *
get_private (CrmRecord *self)
{
  return crm_record_get_instance_private (self);
}

static char *
dup_title_as_sort_text (CrmRecord *self)
{
  return crm_object_dup_title (CRM_OBJECT (self));
}

static gboolean
has_no_event (CrmRecord *self, gint64 *at, const char **kind)
{
  return FALSE;
}

static void
collect_item_keys (CrmRecord *self, GPtrArray *keys)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      GPtrArray *items = fields[i].kind == CRM_KIND_ITEMS ? crm_object_peek_items (CRM_OBJECT (self), i) : NULL;

      for (guint j = 0; items != NULL && j < items->len; j++)
        {
          const char *key = crm_item_get_key (g_ptr_array_index (items, j));

          if (key != NULL)
            g_ptr_array_add (keys, g_strdup (key));
        }
    }
}

static char *
dup_no_key (CrmRecord *self)
{
  return NULL;
}

static void
collect_no_parents (CrmRecord *self, GArray *ids)
{
}

static gboolean
follow_nothing (CrmRecord *self, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  return TRUE;
}

static gboolean
accept_anything (CrmRecord *self, GError **error)
{
  return TRUE;
}

static void
crm_record_constructed (GObject *object)
{
  CrmRecord *self = CRM_RECORD (object);

  G_OBJECT_CLASS (crm_record_parent_class)->constructed (object);

  get_private (self)->type = crm_record_type_from_gtype (G_OBJECT_TYPE (object));
}

static void
crm_record_class_init (CrmRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crm_record_constructed;

  klass->dup_sort_text = dup_title_as_sort_text;
  klass->get_event = has_no_event;
  klass->dup_natural_key = dup_no_key;
  klass->collect_keys = collect_item_keys;
  klass->collect_parents = collect_no_parents;
  klass->before_save = follow_nothing;
  klass->validate = accept_anything;
  klass->may_go = accept_anything;
}

static void
crm_record_init (CrmRecord *self)
{
}

/**
 * crm_record_new:
 * @type_name: a registered type
 *
 * Returns: (transfer full) (nullable): an empty record of that type, with no identity until it is saved
 */
CrmRecord *
crm_record_new (const char *type_name)
{
  const CrmRecordType *type = crm_record_type_find (type_name);

  g_return_val_if_fail (type != NULL, NULL);

  return g_object_new (type->get_type (), NULL);
}

const CrmRecordType *
crm_record_get_record_type (CrmRecord *self)
{
  return get_private (self)->type;
}

gint64
crm_record_get_id (CrmRecord *self)
{
  return get_private (self)->id;
}

void
crm_record_set_id (CrmRecord *self, gint64 id)
{
  get_private (self)->id = id;
}

/**
 * crm_record_get_uid:
 *
 * Returns: the record's UUID, empty until it is saved
 */
const char *
crm_record_get_uid (CrmRecord *self)
{
  return get_private (self)->uid;
}

void
crm_record_set_uid (CrmRecord *self, const char *uid)
{
  g_strlcpy (get_private (self)->uid, uid, sizeof get_private (self)->uid);
}

gint64
crm_record_get_created_at (CrmRecord *self)
{
  return get_private (self)->created_at;
}

gint64
crm_record_get_updated_at (CrmRecord *self)
{
  return get_private (self)->updated_at;
}

gint64
crm_record_get_deleted_at (CrmRecord *self)
{
  return get_private (self)->deleted_at;
}

gboolean
crm_record_is_deleted (CrmRecord *self)
{
  return get_private (self)->deleted_at != 0;
}

/**
 * crm_record_set_times:
 * @created_at: microseconds, UTC
 * @updated_at: microseconds, UTC
 * @deleted_at: microseconds, UTC; 0 for a record that is not deleted
 */
void
crm_record_set_times (CrmRecord *self, gint64 created_at, gint64 updated_at, gint64 deleted_at)
{
  CrmRecordPrivate *priv = get_private (self);

  priv->created_at = created_at;
  priv->updated_at = updated_at;
  priv->deleted_at = deleted_at;
}

static void
copy_identity (CrmRecord *self, CrmRecord *from)
{
  *get_private (self) = *get_private (from);
}

/**
 * crm_record_edit:
 *
 * Returns: (transfer full): a copy with the same identity whose touched fields a commit will write, and only those
 */
CrmRecord *
crm_record_edit (CrmRecord *self)
{
  CrmRecord *copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  guint      n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self), &n_fields);
  copy_identity (copy, self);
  for (guint i = 0; i < n_fields; i++)
    crm_object_copy_field (CRM_OBJECT (copy), CRM_OBJECT (self), i);
  crm_object_set_touched (CRM_OBJECT (copy), 0);

  return copy;
}

/**
 * crm_record_refresh:
 * @from: the same record as the file has it now
 *
 * Takes over @from's values; what shows the record hears of those that differ.
 */
void
crm_record_refresh (CrmRecord *self, CrmRecord *from)
{
  guint n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self), &n_fields);
  g_object_freeze_notify (G_OBJECT (self));
  copy_identity (self, from);
  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_equal_field (CRM_OBJECT (self), CRM_OBJECT (from), i))
        crm_object_copy_field (CRM_OBJECT (self), CRM_OBJECT (from), i);
    }
  crm_object_set_touched (CRM_OBJECT (self), 0);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * crm_record_dup_sort_text:
 *
 * Returns: (transfer full): what the record is sorted by in alphabetical order
 */
char *
crm_record_dup_sort_text (CrmRecord *self)
{
  return CRM_RECORD_GET_CLASS (self)->dup_sort_text (self);
}

/**
 * crm_record_get_event:
 * @at: (out): when it happened, microseconds UTC
 * @kind: (out) (transfer none): a stable word to filter timelines by
 *
 * Returns: whether the record stands on timelines
 */
gboolean
crm_record_get_event (CrmRecord *self, gint64 *at, const char **kind)
{
  return CRM_RECORD_GET_CLASS (self)->get_event (self, at, kind);
}

/**
 * crm_record_dup_natural_key:
 *
 * Returns: (transfer full) (nullable): "kind:value", which no other record is to have; its first uid is made from it
 */
char *
crm_record_dup_natural_key (CrmRecord *self)
{
  return CRM_RECORD_GET_CLASS (self)->dup_natural_key (self);
}

/**
 * crm_record_is_one_of_its_name:
 *
 * Returns: whether the record has a natural key
 */
gboolean
crm_record_is_one_of_its_name (CrmRecord *self)
{
  g_autofree char *key = crm_record_dup_natural_key (self);

  return key != NULL;
}

/**
 * crm_record_collect_keys:
 * @keys: (element-type utf8): an array that frees its texts
 *
 * Adds to @keys what the record is looked up by exactly, each as "kind:value".
 */
void
crm_record_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  CRM_RECORD_GET_CLASS (self)->collect_keys (self, keys);
}

/**
 * crm_record_collect_parents:
 * @ids: (element-type gint64): where the ids are added
 */
void
crm_record_collect_parents (CrmRecord *self, GArray *ids)
{
  CRM_RECORD_GET_CLASS (self)->collect_parents (self, ids);
}

/**
 * crm_record_type_has_parents:
 *
 * Returns: whether records of the type can have any, so that those of other types need not be read to know
 */
gboolean
crm_record_type_has_parents (const CrmRecordType *type)
{
  return CRM_RECORD_CLASS (crm_record_type_peek_class (type))->collect_parents != collect_no_parents;
}

/**
 * crm_record_before_save:
 * @before: (nullable): the record as the file has it, %NULL for a new one
 *
 * Lets the record's own rules follow an edit.
 */
gboolean
crm_record_before_save (CrmRecord *self, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  return CRM_RECORD_GET_CLASS (self)->before_save (self, before, context, error);
}

/**
 * crm_record_validate:
 *
 * Returns: whether the record may be saved; %CRM_ERROR_INVALID with a sentence for people otherwise
 */
gboolean
crm_record_validate (CrmRecord *self, GError **error)
{
  return CRM_RECORD_GET_CLASS (self)->validate (self, error);
}

/**
 * crm_record_may_go:
 *
 * Returns: whether it may be deleted; else @error says why not
 */
gboolean
crm_record_may_go (CrmRecord *self, GError **error)
{
  return CRM_RECORD_GET_CLASS (self)->may_go (self, error);
}

/**
 * crm_record_dup_name_key:
 *
 * `dup_natural_key` of types that have one record of each name.
 */
char *
crm_record_dup_name_key (CrmRecord *self)
{
  g_autofree char *key = crm_text_dup_name_key (crm_object_get_text (CRM_OBJECT (self), "name"));

  return key != NULL ? g_strconcat (get_private (self)->type->name, ":", key, NULL) : NULL;
}

/**
 * crm_record_collect_name_key:
 *
 * `collect_keys` of types that are looked up by their names: "type:name", the name folded.
 */
void
crm_record_collect_name_key (CrmRecord *self, GPtrArray *keys)
{
  const char      *name = crm_object_get_text (CRM_OBJECT (self), "name");
  g_autofree char *folded = name != NULL ? crm_text_fold (name) : NULL;

  if (folded != NULL && *folded != '\0')
    g_ptr_array_add (keys, g_strconcat (get_private (self)->type->name, ":", folded, NULL));
}

/**
 * crm_record_place_on_day:
 * @self: a record with a "date"
 *
 * Returns: where it stands on a timeline: at noon of its day (UTC, so that what a file says does not depend on where it is read); on the day it was
 *   written down, when that was
 */
gint64
crm_record_place_on_day (CrmRecord *self)
{
  const char *day = crm_object_get_text (CRM_OBJECT (self), "date");
  gint64      created = crm_record_get_created_at (self);
  gint64      noon;
  CrmDate     date;

  if (day == NULL || !crm_date_from_iso (day, &date))
    return created;

  noon = crm_date_to_days (date) * G_TIME_SPAN_DAY + G_TIME_SPAN_DAY / 2;

  return ABS (created - noon) > G_TIME_SPAN_DAY ? noon : created;
}

/**
 * crm_record_collect_references:
 * @names: ended by %NULL; references of the record
 *
 * For `collect_parents` of types whose events are those of whom they refer to.
 */
void
crm_record_collect_references (CrmRecord *self, const char *const *names, GArray *ids)
{
  for (; *names != NULL; names++)
    {
      gint64 id = crm_object_get_integer (CRM_OBJECT (self), *names);

      if (id != CRM_UNSET)
        g_array_append_val (ids, id);
    }
}
