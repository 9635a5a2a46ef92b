#include "config.h"

#include "crm-item-scan.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* @p: where a string may begin. Returns: where it has ended; %NULL where none is. */
static const char *
skip_text (const char *p)
{
  if (*p != '"')
    return NULL;

  for (p++; *p != '"'; p++)
    {
      if (*p == '\\')
        p++;
      if (*p == '\0')
        return NULL;
    }

  return p + 1;
}

/* Items have members that are texts, numbers and truths, never sets of their own. */
static const char *
skip_value (const char *p)
{
  if (*p == '"')
    return skip_text (p);

  p += strcspn (p, ",}");

  return *p != '\0' ? p : NULL;
}

static gboolean
is_name (const char *json, gsize length, const char *name)
{
  return length == strlen (name) + 2 && memcmp (json + 1, name, length - 2) == 0;
}

/**
 * crm_item_scan_begin:
 * @set: (nullable): items as the file has them
 *
 * Returns: (nullable): the place of the first, if crm_item_scan_is_item() says so
 */
const char *
crm_item_scan_begin (const char *set)
{
  return set != NULL && *set == '[' ? set : NULL;
}

gboolean
crm_item_scan_is_item (const char *place)
{
  return place != NULL && (*place == '[' || *place == ',') && place[1] == '{';
}

/**
 * crm_item_scan_next:
 * @place: where crm_item_scan_is_item()
 * @members: (inout) (array length=n_members): with their names; get what the item has of them
 *
 * Returns: (nullable): the place of the next; %NULL where what stands there is none, and @members say nothing
 */
const char *
crm_item_scan_next (const char *place, CrmItemMember *members, guint n_members)
{
  const char *p = place + 2;

  for (guint i = 0; i < n_members; i++)
    members[i].json = NULL;
  while (*p != '}')
    {
      const char *name = *p == ',' ? p + 1 : p;
      const char *colon = skip_text (name);
      const char *end = colon != NULL && *colon == ':' ? skip_value (colon + 1) : NULL;

      if (end == NULL)
        return NULL;
      for (guint i = 0; i < n_members; i++)
        {
          if (is_name (name, (gsize) (colon - name), members[i].name))
            members[i] = (CrmItemMember){ members[i].name, colon + 1, (gsize) (end - colon - 1) };
        }
      p = end;
    }

  return p + 1;
}

/**
 * crm_item_member_is:
 *
 * Returns: whether the member has the text @text, in which nothing needs a backslash
 */
gboolean
crm_item_member_is (const CrmItemMember *self, const char *text)
{
  return self->json != NULL && *self->json == '"' && is_name (self->json, self->length, text);
}

/**
 * crm_item_member_append_text:
 * @text: gets the value behind what it has: of a text what it says, of others what JSON writes
 *
 * Returns: whether there was one
 */
gboolean
crm_item_member_append_text (const CrmItemMember *self, GString *text)
{
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (self->json == NULL)
    return FALSE;
  if (*self->json != '"')
    {
      g_string_append_len (text, self->json, (gssize) self->length);
      return TRUE;
    }
  if (memchr (self->json, '\\', self->length) == NULL)
    {
      g_string_append_len (text, self->json + 1, (gssize) self->length - 2);
      return TRUE;
    }

  json = g_strndup (self->json, self->length);
  node = json_from_string (json, NULL);
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  g_string_append (text, json_node_get_string (node));
  return TRUE;
}
