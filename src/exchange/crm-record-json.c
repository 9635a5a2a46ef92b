#include "config.h"

#include "crm-record-json.h"

#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

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
reference_to_node (gint64 id, const CrmResolver *resolver)
{
  g_autoptr (CrmRecord) target = crm_resolver_load (resolver, id);

  return text_node (target != NULL ? crm_record_get_uid (target) : "");
}

static JsonNode *
value_to_node (CrmObject *object, guint field, CrmKind kind, const CrmResolver *resolver)
{
  gint64           number = crm_object_peek_integer (object, field);
  g_autofree char *iso = NULL;

  switch (kind)
    {
    case CRM_KIND_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), number == 1);
    case CRM_KIND_INTEGER:
    case CRM_KIND_MONEY:
      return json_node_init_int (json_node_alloc (), number);
    case CRM_KIND_INSTANT:
      iso = crm_instant_to_iso (number);
      return text_node (iso);
    case CRM_KIND_REFERENCE:
      return reference_to_node (number, resolver);
    case CRM_KIND_ITEMS:
      return items_to_node (crm_object_peek_items (object, field), resolver);
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_DATE:
    case CRM_KIND_CHOICE:
    case CRM_KIND_FILE:
    default:
      return text_node (crm_object_peek_text (object, field));
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
        json_object_set_member (out, fields[i].name, value_to_node (object, i, fields[i].kind, resolver));
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

static gboolean
refuse (const char *name, GError **error)
{
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” does not hold what it should."), name);
  return FALSE;
}

static gboolean object_from_json (CrmObject *object, JsonObject *in, const CrmResolver *resolver, GError **error);

static gboolean
items_from_node (CrmObject *object, guint number, const CrmField *field, JsonNode *node, const CrmResolver *resolver, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (field->name, error);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autoptr (CrmItem) item = g_object_new (field->item_type (), NULL);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (field->name, error);
      if (!object_from_json (CRM_OBJECT (item), json_node_get_object (element), resolver, error))
        return FALSE;
      if (json_object_has_member (json_node_get_object (element), "id"))
        crm_item_set_id (item, json_object_get_string_member_with_default (json_node_get_object (element), "id", ""));
      crm_item_ensure_id (item, items);
      g_ptr_array_add (items, g_steal_pointer (&item));
    }
  crm_object_put_items (object, number, items);

  return TRUE;
}

static gboolean
text_from_node (CrmObject *object, guint number, const CrmField *field, JsonNode *node, const CrmResolver *resolver, GError **error)
{
  g_autofree char *clean = NULL;
  gint64           value;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (field->name, error);

  if (crm_kind_is_text (field->kind))
    {
      clean = crm_text_clean (json_node_get_string (node));
      crm_object_put_text (object, number, clean);
      return TRUE;
    }

  value = field->kind == CRM_KIND_INSTANT ? crm_instant_from_iso (json_node_get_string (node)) : crm_resolver_find (resolver, field->target, json_node_get_string (node));
  if (value == CRM_UNSET || value == 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no value for “%s”."), json_node_get_string (node), field->name);
      return FALSE;
    }
  crm_object_put_integer (object, number, value);

  return TRUE;
}

static gboolean
value_from_node (CrmObject *object, guint number, const CrmField *field, JsonNode *node, const CrmResolver *resolver, GError **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  switch (field->kind)
    {
    case CRM_KIND_BOOLEAN:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return refuse (field->name, error);
      crm_object_put_integer (object, number, json_node_get_boolean (node));
      return TRUE;
    case CRM_KIND_INTEGER:
    case CRM_KIND_MONEY:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
        return refuse (field->name, error);
      crm_object_put_integer (object, number, json_node_get_int (node));
      return TRUE;
    case CRM_KIND_ITEMS:
      return items_from_node (object, number, field, node, resolver, error);
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_DATE:
    case CRM_KIND_CHOICE:
    case CRM_KIND_FILE:
    case CRM_KIND_INSTANT:
    case CRM_KIND_REFERENCE:
    default:
      return text_from_node (object, number, field, node, resolver, error);
    }
}

static gboolean
object_from_json (CrmObject *object, JsonObject *in, const CrmResolver *resolver, GError **error)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      JsonNode *node = json_object_get_member (in, fields[i].name);

      if (node != NULL && !value_from_node (object, i, &fields[i], node, resolver, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_record_from_json:
 * @record: a record of the object's type, new or a draft
 * @object: as crm_record_to_json() makes it; members the type does not declare are passed over
 *
 * Reads the declared fields that @object has.
 */
gboolean
crm_record_from_json (CrmRecord *record, JsonObject *object, const CrmResolver *resolver, GError **error)
{
  return object_from_json (CRM_OBJECT (record), object, resolver, error);
}
