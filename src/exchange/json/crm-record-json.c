#include "config.h"

#include "crm-record-json.h"

#include "crm-content.h"
#include "crm-date.h"
#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static JsonNode *
text_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *fields_to_node (CrmObject *object, JsonObject *out, const CrmResolver *resolver);

static JsonNode *
items_to_node (GPtrArray *items, const CrmResolver *resolver)
{
  g_autoptr (JsonArray) array = json_array_sized_new (items->len);

  for (guint i = 0; i < items->len; i++)
    {
      CrmItem    *item = g_ptr_array_index (items, i);
      JsonObject *out = json_object_new ();

      json_object_set_string_member (out, "id", crm_item_get_id (item));
      json_array_add_element (array, fields_to_node (CRM_OBJECT (item), out, resolver));
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
reference_to_node (const CrmField *field, gint64 id, const CrmResolver *resolver)
{
  g_autofree char *reference = crm_resolver_dup_reference (resolver, field->target, id);

  return text_node (reference);
}

static JsonNode *
value_to_node (CrmObject *object, guint number, const CrmField *field, const CrmResolver *resolver)
{
  gint64           integer = crm_object_peek_integer (object, number);
  g_autofree char *iso = NULL;

  switch (field->kind)
    {
    case CRM_KIND_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), integer == 1);
    case CRM_KIND_INTEGER:
    case CRM_KIND_MONEY:
      return json_node_init_int (json_node_alloc (), integer);
    case CRM_KIND_INSTANT:
      iso = crm_instant_to_iso (integer);
      return text_node (iso);
    case CRM_KIND_REFERENCE:
      return reference_to_node (field, integer, resolver);
    case CRM_KIND_ITEMS:
      return items_to_node (crm_object_peek_items (object, number), resolver);
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_DATE:
    case CRM_KIND_CHOICE:
    case CRM_KIND_FILE:
    case CRM_KIND_NUMBER:
    default:
      return text_node (crm_object_peek_text (object, number));
    }
}

static JsonNode *
fields_to_node (CrmObject *object, JsonObject *out, const CrmResolver *resolver)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);
  JsonNode       *node;

  for (guint i = 0; i < n_fields; i++)
    {
      if (crm_object_is_set (object, i))
        json_object_set_member (out, fields[i].name, value_to_node (object, i, &fields[i], resolver));
    }
  node = json_node_init_object (json_node_alloc (), out);
  json_object_unref (out);

  return node;
}

/**
 * crm_record_to_json:
 *
 * Returns: (transfer full): the record with its set fields
 */
JsonObject *
crm_record_to_json (CrmRecord *record, const CrmResolver *resolver)
{
  JsonObject      *out = json_object_new ();
  g_autofree char *created = crm_instant_to_iso (crm_record_get_created_at (record));
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (out, "type", crm_record_get_record_type (record)->name);
  json_object_set_string_member (out, "uid", crm_record_get_uid (record));
  json_object_set_string_member (out, "created_at", created);
  node = fields_to_node (CRM_OBJECT (record), out, resolver);

  return json_object_ref (json_node_get_object (node));
}

/**
 * crm_record_fields_to_json:
 *
 * Returns: (transfer full): the set fields alone, an object
 */
JsonNode *
crm_record_fields_to_json (CrmRecord *record, const CrmResolver *resolver)
{
  return fields_to_node (CRM_OBJECT (record), json_object_new (), resolver);
}

#define ITEM_ID_MAX 15

/* More than any amount, and small enough for thousands of them to be summed. */
#define MONEY_MAX G_GINT64_CONSTANT (1000000000000000)

typedef struct
{
  const CrmResolver *resolver;
  CrmJsonTrouble     trouble; /* (nullable): %NULL to stop at the first */
  gpointer           data;
} Reading;

static gboolean
refuse (const CrmField *field, GError **error)
{
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” does not hold what it should."), field->name);
  return FALSE;
}

static gboolean
refuse_text (const CrmField *field, const char *text, GError **error)
{
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no value for “%s”."), text, field->name);
  return FALSE;
}

/* Reading goes on where somebody hears of what is wrong. */
static gboolean
tell (Reading *self, const CrmField *field, const char *name, JsonNode *node, GError *taken, GError **error)
{
  g_autoptr (GError) failure = taken;

  if (self->trouble == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->trouble (field, name, node, failure, self->data);

  return TRUE;
}

static gboolean
is_text_of (const CrmField *field, const char *text)
{
  CrmDate date;
  double  number;

  switch (field->kind)
    {
    case CRM_KIND_DATE:
      return crm_date_from_iso (text, &date);
    case CRM_KIND_CHOICE:
      return crm_field_find_choice (field, text) != NULL;
    case CRM_KIND_FILE:
      return crm_content_is_hash (text);
    case CRM_KIND_NUMBER:
      return crm_decimal_to_double (text, &number);
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_BOOLEAN:
    case CRM_KIND_INTEGER:
    case CRM_KIND_MONEY:
    case CRM_KIND_INSTANT:
    case CRM_KIND_REFERENCE:
    case CRM_KIND_ITEMS:
    default:
      return TRUE;
    }
}

static gboolean
text_from_node (CrmObject *object, guint number, const CrmField *field, JsonNode *node, GError **error)
{
  g_autofree char *clean = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (field, error);

  clean = crm_text_clean (json_node_get_string (node));
  if (clean != NULL && !is_text_of (field, clean))
    return refuse_text (field, clean, error);
  crm_object_put_text (object, number, clean);

  return TRUE;
}

static gboolean
number_from_node (CrmObject *object, guint number, const CrmField *field, JsonNode *node, GError **error)
{
  GType  wanted = field->kind == CRM_KIND_BOOLEAN ? G_TYPE_BOOLEAN : G_TYPE_INT64;
  gint64 value;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != wanted)
    return refuse (field, error);

  value = field->kind == CRM_KIND_BOOLEAN ? json_node_get_boolean (node) : json_node_get_int (node);
  if (field->kind == CRM_KIND_MONEY && (value > MONEY_MAX || value < -MONEY_MAX))
    return refuse (field, error);
  crm_object_put_integer (object, number, value);

  return TRUE;
}

static gboolean
instant_from_node (CrmObject *object, guint number, const CrmField *field, JsonNode *node, GError **error)
{
  gint64 instant;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (field, error);

  instant = crm_instant_from_iso (json_node_get_string (node));
  if (instant == CRM_UNSET)
    return refuse_text (field, json_node_get_string (node), error);
  crm_object_put_integer (object, number, instant);

  return TRUE;
}

static gboolean
reference_from_node (CrmObject *object, guint number, const CrmField *field, JsonNode *node, const CrmResolver *resolver, GError **error)
{
  gint64 id;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (field, error);

  id = crm_resolver_find (resolver, field->target, json_node_get_string (node));
  if (id == 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no record “%s” for “%s”."), json_node_get_string (node), field->name);
      return FALSE;
    }
  crm_object_put_integer (object, number, id);

  return TRUE;
}

static gboolean items_from_node (Reading *self, CrmObject *object, guint number, const CrmField *field, JsonNode *node, GError **error);

static gboolean
value_from_node (Reading *self, CrmObject *object, guint number, const CrmField *field, JsonNode *node, GError **error)
{
  switch (field->kind)
    {
    case CRM_KIND_BOOLEAN:
    case CRM_KIND_INTEGER:
    case CRM_KIND_MONEY:
      return number_from_node (object, number, field, node, error);
    case CRM_KIND_ITEMS:
      return items_from_node (self, object, number, field, node, error);
    case CRM_KIND_INSTANT:
      return instant_from_node (object, number, field, node, error);
    case CRM_KIND_REFERENCE:
      return reference_from_node (object, number, field, node, self->resolver, error);
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_DATE:
    case CRM_KIND_CHOICE:
    case CRM_KIND_FILE:
    case CRM_KIND_NUMBER:
    default:
      return text_from_node (object, number, field, node, error);
    }
}

/* @list: (nullable): the field of the record that the object is an item of */
static gboolean
object_from_json (Reading *self, CrmObject *object, JsonObject *in, const CrmField *list, GError **error)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      JsonNode *node = json_object_get_member (in, fields[i].name);
      GError   *failure = NULL;

      if (node == NULL || JSON_NODE_HOLDS_NULL (node) || value_from_node (self, object, i, &fields[i], node, &failure))
        continue;
      if (!tell (self, list != NULL ? list : &fields[i], fields[i].name, node, failure, error))
        return FALSE;
    }

  return TRUE;
}

/* Ours are a few letters and digits; somebody else's may have signs, but none that means something where items are written in a line. */
static gboolean
is_item_id (const char *id)
{
  for (const char *p = id; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p) || strchr ("\"\\;=", *p) != NULL)
        return FALSE;
    }

  return strlen (id) <= ITEM_ID_MAX;
}

static void
take_id (CrmItem *item, JsonObject *in)
{
  JsonNode   *node = json_object_get_member (in, "id");
  const char *id = node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";

  if (is_item_id (id))
    {
      crm_item_set_id (item, id);
    }
  else
    {
      /* The same for everybody who reads it. */
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);

      *hash = 'x'; /* a number would mean its place */
      hash[ITEM_ID_MAX] = '\0';
      crm_item_set_id (item, hash);
    }
}

/* Whether it stands there already, under the name it was given here: a document of another program has both then. */
static gboolean
is_there (GPtrArray *items, CrmItem *item)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (g_str_equal (crm_item_get_id (items->pdata[i]), crm_item_get_id (item)) && crm_object_equal (items->pdata[i], CRM_OBJECT (item)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
items_from_node (Reading *self, CrmObject *object, guint number, const CrmField *field, JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (field, error);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autoptr (CrmItem) item = g_object_new (field->item_type (), NULL);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (field, error);
      if (!object_from_json (self, CRM_OBJECT (item), json_node_get_object (element), field, error))
        return FALSE;
      if (crm_object_find_lacking (CRM_OBJECT (item)) != NULL)
        continue;
      take_id (item, json_node_get_object (element));
      if (*crm_item_get_id (item) != '\0' && is_there (items, item))
        continue;
      crm_item_ensure_id (item, items);
      g_ptr_array_add (items, g_steal_pointer (&item));
    }
  crm_object_put_items (object, number, items);

  return TRUE;
}

/**
 * crm_record_from_json:
 * @record: a record of the object's type, new or a draft
 * @object: as crm_record_to_json() makes it; members the type does not declare are passed over
 *
 * Reads the declared fields that @object has.
 *
 * Returns: whether all of them could be read
 */
gboolean
crm_record_from_json (CrmRecord *record, JsonObject *object, const CrmResolver *resolver, GError **error)
{
  Reading self = { resolver, NULL, NULL };

  return object_from_json (&self, CRM_OBJECT (record), object, NULL, error);
}

/**
 * crm_record_read_json:
 * @record: a new record of the object's type
 * @object: from anybody
 * @trouble: told of each value that cannot be read, with %CRM_ERROR_NOT_FOUND for a record that is not there; it is left out
 *
 * Reads what can be read. An item that lacks what it must have is left out.
 */
void
crm_record_read_json (CrmRecord *record, JsonObject *object, const CrmResolver *resolver, CrmJsonTrouble trouble, gpointer user_data)
{
  Reading self = { resolver, trouble, user_data };

  object_from_json (&self, CRM_OBJECT (record), object, NULL, NULL);
}
