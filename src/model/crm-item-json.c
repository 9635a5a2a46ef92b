/* Writing is by hand because an import of a million people writes four million items; reading is json-glib's. */

#include "config.h"

#include "crm-item-json.h"

#include "crm-item.h"

#include <json-glib/json-glib.h>

/**
 * crm_json_append_text:
 * @text: UTF-8
 *
 * Appends @text as a JSON string with its quotes (RFC 8259, section 7).
 */
void
crm_json_append_text (GString *out, const char *text)
{
  const char *run = text;

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar) *p >= 0x20 && *p != '"' && *p != '\\')
        continue;
      g_string_append_len (out, run, p - run);
      if ((guchar) *p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) *p);
      else
        g_string_append_printf (out, "\\%c", *p);
      run = p + 1;
    }
  g_string_append (out, run);
  g_string_append_c (out, '"');
}

static void
append_integer (GString *out, gint64 value)
{
  char    digits[24];
  char   *start = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--start = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--start = '-';
  g_string_append_len (out, start, digits + sizeof digits - start);
}

static void
append_value (GString *out, CrmObject *object, guint field, CrmKind kind)
{
  if (kind == CRM_KIND_BOOLEAN)
    g_string_append (out, "true");
  else if (crm_kind_is_text (kind))
    crm_json_append_text (out, crm_object_peek_text (object, field));
  else
    append_integer (out, crm_object_peek_integer (object, field));
}

/* An id that only says which place the item has is left out: it is most of them. */
static void
append_item (GString *out, CrmItem *item, guint position)
{
  CrmObject      *object = CRM_OBJECT (item);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);
  char            before = '{';

  if (!crm_item_is_numbered (item, position))
    {
      g_string_append (out, "{\"id\":");
      crm_json_append_text (out, crm_item_get_id (item));
      before = ',';
    }
  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_is_set (object, i) || (fields[i].kind == CRM_KIND_BOOLEAN && crm_object_peek_integer (object, i) == 0))
        continue;
      g_string_append_c (out, before);
      g_string_append_c (out, '"');
      g_string_append (out, fields[i].name);
      g_string_append_len (out, "\":", 2);
      append_value (out, object, i, fields[i].kind);
      before = ',';
    }
  g_string_append (out, before == '{' ? "{}" : "}");
}

/**
 * crm_items_to_json:
 * @items: (element-type CrmItem): a set
 *
 * Returns: (transfer full): its text: an array of objects; one without an "id" has the number of its place, from 1
 */
char *
crm_items_to_json (GPtrArray *items)
{
  GString *out = g_string_sized_new (128);

  g_string_append_c (out, '[');
  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_item (out, g_ptr_array_index (items, i), i);
    }
  g_string_append_c (out, ']');

  return g_string_free (out, FALSE);
}

/* Deeper than any set of ours; json-glib reads by recursion, and a file by somebody else may nest to the end of the stack. */
#define DEPTH_MAX 32

static gboolean
is_too_deep (const char *json)
{
  gboolean in_text = FALSE;
  guint    depth = 0;

  for (const char *p = json; *p != '\0' && depth <= DEPTH_MAX; p++)
    {
      if (in_text && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        in_text = !in_text;
      else if (!in_text && (*p == '[' || *p == '{'))
        depth++;
      else if (!in_text && (*p == ']' || *p == '}') && depth > 0)
        depth--;
    }

  return depth > DEPTH_MAX;
}

/* Half a surrogate that stands alone becomes what is no text. */
static void
put_text (CrmObject *object, guint field, const char *text)
{
  g_autofree char *valid = text == NULL || g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);

  crm_object_put_text (object, field, valid != NULL ? valid : text);
}

static void
read_member (CrmObject *object, const char *name, JsonNode *node)
{
  int             field = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), name);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);

  if (field < 0 || !JSON_NODE_HOLDS_VALUE (node))
    return;

  if (crm_kind_is_text (fields[field].kind))
    put_text (object, (guint) field, json_node_get_string (node));
  else if (fields[field].kind == CRM_KIND_BOOLEAN)
    crm_object_put_integer (object, (guint) field, json_node_get_boolean (node));
  else
    crm_object_put_integer (object, (guint) field, json_node_get_int (node));
}

static CrmItem *
read_item (JsonObject *object, GType item_type, guint position)
{
  CrmItem       *item = g_object_new (item_type, NULL);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  crm_item_set_number (item, position);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (g_str_equal (name, "id") && json_node_get_value_type (node) == G_TYPE_STRING)
        crm_item_set_id (item, json_node_get_string (node));
      else
        read_member (CRM_OBJECT (item), name, node);
    }

  return item;
}

/**
 * crm_items_from_json:
 * @json: (nullable): text as crm_items_to_json() makes it
 * @item_type: a #CrmItem type
 *
 * Reads a set. What is no item of the type is passed over: the file's own check names it.
 *
 * Returns: (transfer full) (element-type CrmItem): the set, perhaps empty
 */
GPtrArray *
crm_items_from_json (const char *json, GType item_type)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonNode) root = json != NULL && !is_too_deep (json) ? json_from_string (json, NULL) : NULL;
  JsonArray *array;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return items;

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (items, read_item (json_node_get_object (element), item_type, i));
    }

  return items;
}
