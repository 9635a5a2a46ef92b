/* A GObject whose properties are declared by a table of CrmField and kept in one array of values.
 *
 * Everything mechanical (storing, journalling, exporting, editing) walks that table by number; people's code asks by name.
 * An object belongs to one thread at a time.
 */

#include "config.h"

#include "crm-object.h"

#include "crm-item.h"
#include "crm-item-json.h"

#include <string.h>

typedef union
{
  gint64 integer;
  char  *text; /* (owned) */
  struct
  {
    char      *json; /* (owned) (nullable): as stored, until somebody asks for the list */
    GPtrArray *list; /* (owned) (nullable) (element-type CrmItem) */
  } * items;         /* (owned) */
} Value;

typedef struct
{
  Value  *values;  /* (owned): one a field */
  guint64 present; /* bit n: field n is set */
  guint64 touched; /* bit n: field n was put since crm_object_set_touched() */
} CrmObjectPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrmObject, crm_object, G_TYPE_OBJECT)

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

static inline CrmObjectPrivate *
get_private (CrmObject *self)
{
  return crm_object_get_instance_private (self);
}

static guint
number_of (CrmObject *self, const char *name, gboolean (*fits) (CrmKind))
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self);
  int             field = crm_object_class_find_field (klass, name);

  if (G_UNLIKELY (field < 0 || !fits (klass->fields[field].kind)))
    g_error ("%s has no such field “%s” of that kind", G_OBJECT_TYPE_NAME (self), name);

  return (guint) field;
}

static gboolean
is_items (CrmKind kind)
{
  return kind == CRM_KIND_ITEMS;
}

static void
clear_value (CrmObject *self, guint field)
{
  CrmObjectPrivate *priv = get_private (self);
  CrmKind           kind = CRM_OBJECT_GET_CLASS (self)->fields[field].kind;
  Value            *value = &priv->values[field];

  if ((priv->present & BIT (field)) == 0)
    return;

  if (crm_kind_is_text (kind))
    {
      g_free (value->text);
    }
  else if (kind == CRM_KIND_ITEMS)
    {
      g_free (value->items->json);
      g_clear_pointer (&value->items->list, g_ptr_array_unref);
      g_free (value->items);
    }
  memset (value, 0, sizeof *value);
  priv->present &= ~BIT (field);
}

static void
was_changed (CrmObject *self)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self);

  if (klass->changed != NULL)
    klass->changed (self);
}

static void
field_was_put (CrmObject *self, guint field, gboolean present)
{
  CrmObjectPrivate *priv = get_private (self);

  if (present)
    priv->present |= BIT (field);
  priv->touched |= BIT (field);
  was_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), CRM_OBJECT_GET_CLASS (self)->specs[field]);
}

static void
put_items (CrmObject *self, guint field, char *json, GPtrArray *list)
{
  Value *value = &get_private (self)->values[field];

  clear_value (self, field);
  if (json != NULL || list != NULL)
    {
      value->items = g_malloc0 (sizeof *value->items);
      value->items->json = json;
      value->items->list = list;
    }
  field_was_put (self, field, json != NULL || list != NULL);
}

static void
get_field_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmObject *self = CRM_OBJECT (object);
  guint      field = prop_id - 1;
  CrmKind    kind = CRM_OBJECT_GET_CLASS (self)->fields[field].kind;

  if (kind == CRM_KIND_ITEMS)
    g_value_set_boxed (value, crm_object_peek_items (self, field));
  else if (kind == CRM_KIND_BOOLEAN)
    g_value_set_boolean (value, crm_object_peek_integer (self, field) == 1);
  else if (crm_kind_is_integer (kind))
    g_value_set_int64 (value, crm_object_peek_integer (self, field));
  else
    g_value_set_string (value, crm_object_peek_text (self, field));
}

static void
set_field_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmObject *self = CRM_OBJECT (object);
  guint      field = prop_id - 1;
  CrmKind    kind = CRM_OBJECT_GET_CLASS (self)->fields[field].kind;

  if (kind == CRM_KIND_ITEMS)
    crm_object_put_items (self, field, g_value_get_boxed (value));
  else if (kind == CRM_KIND_BOOLEAN)
    crm_object_put_integer (self, field, g_value_get_boolean (value));
  else if (crm_kind_is_integer (kind))
    crm_object_put_integer (self, field, g_value_get_int64 (value));
  else
    crm_object_put_text (self, field, g_value_get_string (value));
}

static char *
dup_first_text (CrmObject *self)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (crm_kind_is_text (klass->fields[i].kind) && crm_object_is_set (self, i))
        return g_strdup (crm_object_peek_text (self, i));
    }

  return g_strdup ("");
}

static void
prepare_nothing (CrmObject *self)
{
}

static void
crm_object_finalize (GObject *object)
{
  CrmObject *self = CRM_OBJECT (object);

  for (guint i = 0; i < CRM_OBJECT_GET_CLASS (self)->n_fields; i++)
    clear_value (self, i);
  g_free (get_private (self)->values);

  G_OBJECT_CLASS (crm_object_parent_class)->finalize (object);
}

static void
crm_object_constructed (GObject *object)
{
  CrmObject *self = CRM_OBJECT (object);

  G_OBJECT_CLASS (crm_object_parent_class)->constructed (object);

  /* Not in init, where the instance still bears its parent's class, which has no table. */
  get_private (self)->values = g_new0 (Value, CRM_OBJECT_GET_CLASS (self)->n_fields);
}

static void
crm_object_class_init (CrmObjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = crm_object_constructed;
  object_class->finalize = crm_object_finalize;

  klass->dup_title = dup_first_text;
  klass->prepare = prepare_nothing;
}

static void
crm_object_init (CrmObject *self)
{
}

/**
 * crm_object_class_declare:
 * @klass: a class, in its class_init
 * @fields: static table of its fields
 * @n_fields: at most %CRM_MAX_FIELDS
 *
 * Says what the type is made of, and installs a property for each field.
 */
void
crm_object_class_declare (CrmObjectClass *klass, const CrmField *fields, guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_return_if_fail (n_fields <= CRM_MAX_FIELDS);

  object_class->get_property = get_field_property;
  object_class->set_property = set_field_property;

  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->specs = g_new0 (GParamSpec *, n_fields);
  klass->index = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n_fields; i++)
    {
      klass->specs[i] = crm_field_to_param_spec (&fields[i]);
      g_object_class_install_property (object_class, i + 1, klass->specs[i]);
      g_hash_table_insert (klass->index, (gpointer) fields[i].name, GUINT_TO_POINTER (i + 1));
    }
}

/**
 * crm_object_class_get_fields:
 * @n_fields: (out): how many
 *
 * Returns: (array length=n_fields): the declared fields in the order of the table
 */
const CrmField *
crm_object_class_get_fields (CrmObjectClass *klass, guint *n_fields)
{
  *n_fields = klass->n_fields;
  return klass->fields;
}

/**
 * crm_object_class_find_field:
 * @name: any text
 *
 * Returns: the number of the field of that name, or -1
 */
int
crm_object_class_find_field (CrmObjectClass *klass, const char *name)
{
  volatile guint8 *hint = &klass->hints[((gsize) name >> 3) % G_N_ELEMENTS (klass->hints)];
  guint8           guess = *hint;
  guint            number;

  /* Names are nearly always constants of the program. Threads may race here: what was read is read once, and checked. */
  if (guess < klass->n_fields && strcmp (klass->fields[guess].name, name) == 0)
    return guess;

  number = GPOINTER_TO_UINT (g_hash_table_lookup (klass->index, name));
  if (number > 0)
    *hint = (guint8) (number - 1);

  return (int) number - 1;
}

gboolean
crm_object_is_set (CrmObject *self, guint field)
{
  return (get_private (self)->present & BIT (field)) != 0;
}

const char *
crm_object_peek_text (CrmObject *self, guint field)
{
  return get_private (self)->values[field].text;
}

gint64
crm_object_peek_integer (CrmObject *self, guint field)
{
  return crm_object_is_set (self, field) ? get_private (self)->values[field].integer : CRM_UNSET;
}

/**
 * crm_object_peek_items:
 *
 * Returns: (transfer none) (nullable) (element-type CrmItem): the items in their order; not to be changed
 */
GPtrArray *
crm_object_peek_items (CrmObject *self, guint field)
{
  Value *value = &get_private (self)->values[field];

  if (!crm_object_is_set (self, field))
    return NULL;
  if (value->items->list == NULL)
    value->items->list = crm_items_from_json (value->items->json, CRM_OBJECT_GET_CLASS (self)->fields[field].item_type ());

  return value->items->list;
}

/**
 * crm_object_peek_items_json:
 *
 * Returns: (transfer none) (nullable): the items as the file stores them, until the field is put
 */
const char *
crm_object_peek_items_json (CrmObject *self, guint field)
{
  Value *value = &get_private (self)->values[field];

  if (!crm_object_is_set (self, field))
    return NULL;
  if (value->items->json == NULL)
    value->items->json = crm_items_to_json (value->items->list);

  return value->items->json;
}

void
crm_object_put_text (CrmObject *self, guint field, const char *text)
{
  char *copy;

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (crm_object_peek_text (self, field), text) == 0)
    return;

  copy = g_strdup (text);
  clear_value (self, field);
  get_private (self)->values[field].text = copy;
  field_was_put (self, field, copy != NULL);
}

void
crm_object_put_integer (CrmObject *self, guint field, gint64 value)
{
  if (crm_object_peek_integer (self, field) == value)
    return;

  clear_value (self, field);
  if (value != CRM_UNSET)
    get_private (self)->values[field].integer = value;
  field_was_put (self, field, value != CRM_UNSET);
}

/**
 * crm_object_put_items:
 * @items: (nullable) (element-type CrmItem): the whole new set; its items are shared, so do not change them afterwards
 */
void
crm_object_put_items (CrmObject *self, guint field, GPtrArray *items)
{
  put_items (self, field, NULL, items != NULL && items->len > 0 ? g_ptr_array_ref (items) : NULL);
}

/**
 * crm_object_put_items_json:
 * @json: (nullable): a set as the file stores it; an empty one is none
 */
void
crm_object_put_items_json (CrmObject *self, guint field, const char *json)
{
  if (g_strcmp0 (json, "[]") == 0)
    json = NULL;

  if (crm_object_is_set (self, field))
    {
      if (g_strcmp0 (crm_object_peek_items_json (self, field), json) == 0)
        return;
    }
  else if (json == NULL)
    {
      return;
    }

  put_items (self, field, g_strdup (json), NULL);
}

const char *
crm_object_get_text (CrmObject *self, const char *name)
{
  return crm_object_peek_text (self, number_of (self, name, crm_kind_is_text));
}

gint64
crm_object_get_integer (CrmObject *self, const char *name)
{
  return crm_object_peek_integer (self, number_of (self, name, crm_kind_is_integer));
}

gboolean
crm_object_get_boolean (CrmObject *self, const char *name)
{
  return crm_object_get_integer (self, name) == 1;
}

GPtrArray *
crm_object_get_items (CrmObject *self, const char *name)
{
  return crm_object_peek_items (self, number_of (self, name, is_items));
}

void
crm_object_set_text (CrmObject *self, const char *name, const char *text)
{
  crm_object_put_text (self, number_of (self, name, crm_kind_is_text), text);
}

void
crm_object_set_integer (CrmObject *self, const char *name, gint64 value)
{
  crm_object_put_integer (self, number_of (self, name, crm_kind_is_integer), value);
}

void
crm_object_set_items (CrmObject *self, const char *name, GPtrArray *items)
{
  crm_object_put_items (self, number_of (self, name, is_items), items);
}

/**
 * crm_object_add_item:
 * @item: (transfer full): a #CrmItem; given an id where it has none
 *
 * Appends @item to the set of that name.
 */
void
crm_object_add_item (CrmObject *self, const char *name, gpointer item)
{
  guint      field = number_of (self, name, is_items);
  GPtrArray *old = crm_object_peek_items (self, field);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; old != NULL && i < old->len; i++)
    g_ptr_array_add (list, g_object_ref (g_ptr_array_index (old, i)));
  crm_item_ensure_id (item, list);
  g_ptr_array_add (list, item);
  crm_object_put_items (self, field, list);
}

/**
 * crm_object_get_touched:
 *
 * Returns: a bit for each field put since crm_object_set_touched(): what a save will write
 */
guint64
crm_object_get_touched (CrmObject *self)
{
  return get_private (self)->touched;
}

void
crm_object_set_touched (CrmObject *self, guint64 touched)
{
  get_private (self)->touched = touched;
}

/**
 * crm_object_copy_field:
 * @from: an object of the same type
 *
 * Puts @from's value of one field here.
 */
void
crm_object_copy_field (CrmObject *self, CrmObject *from, guint field)
{
  CrmKind kind = CRM_OBJECT_GET_CLASS (self)->fields[field].kind;

  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (from));

  if (kind == CRM_KIND_ITEMS)
    {
      const Value *value = &get_private (from)->values[field];

      /* Items in a set never change, so the list is shared. */
      if (!crm_object_is_set (from, field))
        put_items (self, field, NULL, NULL);
      else
        put_items (self, field, g_strdup (value->items->json), value->items->list != NULL ? g_ptr_array_ref (value->items->list) : NULL);
    }
  else if (crm_kind_is_integer (kind))
    {
      crm_object_put_integer (self, field, crm_object_peek_integer (from, field));
    }
  else
    {
      crm_object_put_text (self, field, crm_object_peek_text (from, field));
    }
}

gboolean
crm_object_equal_field (CrmObject *self, CrmObject *other, guint field)
{
  CrmKind kind = CRM_OBJECT_GET_CLASS (self)->fields[field].kind;

  if (crm_kind_is_integer (kind))
    return crm_object_peek_integer (self, field) == crm_object_peek_integer (other, field);
  if (kind == CRM_KIND_ITEMS)
    return g_strcmp0 (crm_object_peek_items_json (self, field), crm_object_peek_items_json (other, field)) == 0;

  return g_strcmp0 (crm_object_peek_text (self, field), crm_object_peek_text (other, field)) == 0;
}

/**
 * crm_object_equal:
 * @other: an object of the same type
 *
 * Returns: whether the two have the same values in all fields
 */
gboolean
crm_object_equal (CrmObject *self, CrmObject *other)
{
  for (guint i = 0; i < CRM_OBJECT_GET_CLASS (self)->n_fields; i++)
    {
      if (!crm_object_equal_field (self, other, i))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_object_clear:
 *
 * Unsets every field, so that an importer may fill the same object again.
 */
void
crm_object_clear (CrmObject *self)
{
  for (guint i = 0; i < CRM_OBJECT_GET_CLASS (self)->n_fields; i++)
    clear_value (self, i);
  get_private (self)->touched = 0;
  was_changed (self);
}

/**
 * crm_object_find_lacking:
 *
 * Returns: (transfer none) (nullable): the first field that must be set and is not; %NULL where nothing is missing
 */
const CrmField *
crm_object_find_lacking (CrmObject *self)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      if ((klass->fields[i].flags & CRM_FIELD_REQUIRED) != 0 && !crm_object_is_set (self, i))
        return &klass->fields[i];
    }

  return NULL;
}

/**
 * crm_object_dup_title:
 *
 * Returns: (transfer full): what people call this one; never %NULL
 */
char *
crm_object_dup_title (CrmObject *self)
{
  return CRM_OBJECT_GET_CLASS (self)->dup_title (self);
}

/**
 * crm_object_prepare:
 *
 * Sets what follows from the other fields, here and in the items.
 */
void
crm_object_prepare (CrmObject *self)
{
  CRM_OBJECT_GET_CLASS (self)->prepare (self);
}
