/* Files: each is a document of its own, named by the SHA-256 of its bytes, which are its one attachment. It never changes, so that nothing can meet it. */

#include "config.h"

#include "crm-couch-answer.h"
#include "crm-couch.h"

#include <string.h>

#define ANY_TYPE "application/octet-stream"

/* Without a revision it is made, whole or not at all. */
static char *
dup_path (const char *hash)
{
  return g_strconcat ("file%3A", hash, "/" CRM_COUCH_ATTACHMENT, NULL);
}

/* It becomes part of a request. */
static gboolean
is_media_type (const char *mime)
{
  return mime != NULL && strlen (mime) < 128 && strspn (mime, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&^_.+-/") == strlen (mime) && strchr (mime, '/') != NULL;
}

/**
 * crm_couch_put_file:
 * @hash: of @bytes
 * @mime: (nullable): media type
 * @trouble: (out) (transfer full) (nullable): why the server does not take this one; %NULL where it has it now
 */
gboolean
crm_couch_put_file (CrmTransport *transport, const char *hash, const char *mime, GInputStream *bytes, gint64 size, char **trouble, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_path (hash);
  g_autoptr (CrmReply) reply = crm_transport_upload (transport, path, is_media_type (mime) ? mime : ANY_TYPE, bytes, size, cancellable, error);
  g_autoptr (GError) refusal = NULL;

  *trouble = NULL;
  if (reply == NULL)
    return FALSE;
  /* 409: it is there already, and could not be another. */
  if (reply->status == 200 || reply->status == 201 || reply->status == 202 || reply->status == 409)
    return TRUE;

  crm_couch_fail_by_status (reply, crm_couch_parse (reply), &refusal);
  if (reply->status == 400 || reply->status == 403 || reply->status == 413 || reply->status == 415)
    {
      *trouble = g_strdup (refusal->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/**
 * crm_couch_get_file:
 * @bytes: where they go; whether they are those of @hash is for others to see
 * @mime: (out) (transfer full) (nullable): its media type
 * @found: (out): whether the server has it
 */
gboolean
crm_couch_get_file (CrmTransport *transport, const char *hash, GOutputStream *bytes, char **mime, gboolean *found, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_path (hash);
  g_autoptr (CrmReply) reply = crm_transport_download (transport, path, bytes, cancellable, error);

  *found = reply != NULL && reply->status == 200;
  *mime = *found && is_media_type (reply->content_type) && strcmp (reply->content_type, ANY_TYPE) != 0 ? g_strdup (reply->content_type) : NULL;

  return reply != NULL && (*found || reply->status == 404 || crm_couch_fail_by_status (reply, crm_couch_parse (reply), error));
}
