/* Attachments: of each document one, whose bytes stand in its body in Base64. */

#include "crm-fake-couch-private.h"

#include "crm-item-json.h"

#include <string.h>

static char *
dup_id (const char *path)
{
  g_autofree char *first = g_strndup (path, strcspn (path, "/"));

  return g_uri_unescape_string (first, NULL);
}

/**
 * crm_fake_couch_put_file:
 * @path: ID/NAME
 *
 * Returns: the status
 */
guint
crm_fake_couch_put_file (CrmFakeCouch *self, const char *path, const char *mime, GBytes *bytes)
{
  g_autofree char *id = dup_id (path);
  g_autofree char *known = crm_fake_couch_get (self, id, NULL);
  g_autofree char *data = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *body = g_strdup_printf ("{\"_attachments\":{\"%s\":{\"content_type\":\"%s\",\"stub\":true,\"data\":\"%s\"}}}", strchr (path, '/') + 1, mime, data);

  self->n_requests++;
  if (known != NULL)
    return 409;
  if (self->refused != NULL && strcmp (self->refused, mime) == 0)
    return 403;
  g_free (crm_fake_couch_put (self, id, NULL, body));

  return 201;
}

/**
 * crm_fake_couch_get_file:
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
crm_fake_couch_get_file (CrmFakeCouch *self, const char *path, char **mime)
{
  g_autofree char *id = dup_id (path);
  g_autofree char *body = crm_fake_couch_get (self, id, NULL);
  CrmJsonSlice     attachment = crm_json_slice_find (crm_json_slice_find (crm_json_slice_of (body), "_attachments"), strchr (path, '/') + 1);
  g_autofree char *data = crm_json_slice_dup_text (crm_json_slice_find (attachment, "data"));
  gsize            size = 0;
  guchar          *decoded = data != NULL ? g_base64_decode (data, &size) : NULL;

  self->n_requests++;
  if (decoded == NULL)
    return NULL;
  *mime = crm_json_slice_dup_text (crm_json_slice_find (attachment, "content_type"));

  return g_bytes_new_take (decoded, size);
}
