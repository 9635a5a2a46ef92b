#include "config.h"

#include "crm-couch-answer.h"

#include "crm-sync-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

CrmJsonSlice
crm_couch_parse (const CrmReply *reply)
{
  gsize        size = 0;
  const char  *text = reply->body != NULL ? g_bytes_get_data (reply->body, &size) : NULL;
  CrmJsonSlice slice = { NULL, 0 };

  if (text != NULL)
    crm_json_slice_parse (&slice, text, size);

  return slice;
}

char *
crm_couch_dup_reason (CrmJsonSlice answer)
{
  g_autofree char *reason = crm_json_slice_dup_text (crm_json_slice_find (answer, "reason"));

  if (reason != NULL)
    return g_steal_pointer (&reason);

  return crm_json_slice_dup_text (crm_json_slice_find (answer, "error"));
}

gboolean
crm_couch_fail (GError **error, CrmSyncError code, const char *message)
{
  g_set_error_literal (error, CRM_SYNC_ERROR, (int) code, message);
  return FALSE;
}

gboolean
crm_couch_fail_cut_off (GError **error)
{
  return crm_couch_fail (error, CRM_SYNC_ERROR_UNREACHABLE, _ ("The answer of the server was cut off. It is tried again."));
}

static gboolean
fail_busy (const CrmReply *reply, GError **error)
{
  g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_BUSY, _ ("The server has no time now (%u). It is tried again in a while."), reply->status);
  return FALSE;
}

gboolean
crm_couch_fail_by_status (const CrmReply *reply, CrmJsonSlice answer, GError **error)
{
  g_autofree char *reason = crm_couch_dup_reason (answer);

  switch (reply->status)
    {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_MOVED, _ ("The server says the customers are at %s now. If that is right, remove this address and add that one."), reply->location != NULL ? reply->location : "?");
      return FALSE;
    case 400:
    case 413:
    case 415:
      g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_REFUSED, _ ("The server did not accept it: %s"), reason != NULL ? reason : "?");
      return FALSE;
    case 401:
      return crm_couch_fail (error, CRM_SYNC_ERROR_LOGIN, _ ("The server did not accept the user name and password. Nothing is lost; what you changed waits here."));
    case 403:
      g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_FORBIDDEN, _ ("This user may not do that on the server: %s"), reason != NULL ? reason : "?");
      return FALSE;
    case 404:
      return crm_couch_fail (error, CRM_SYNC_ERROR_NO_DATABASE, _ ("The database is not on the server. It may have been deleted or renamed there; nothing was changed here."));
    case 507:
      return crm_couch_fail (error, CRM_SYNC_ERROR_FULL, _ ("The server has no room left. What you changed waits here."));
    default:
      return fail_busy (reply, error);
    }
}

/* Sends, and takes the answer apart. @status: (out) (optional): where it is asked for, 404 and 409 are answers too. */
CrmReply *
crm_couch_ask (CrmTransport *transport, const char *method, const char *path, const char *body, CrmJsonSlice *answer, guint *status, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmReply) reply = crm_transport_send (transport, method, path, body, cancellable, error);

  if (reply == NULL)
    return NULL;

  *answer = crm_couch_parse (reply);
  if (status != NULL)
    *status = reply->status;
  if (reply->status < 200 || reply->status >= 300)
    {
      if (status != NULL && (reply->status == 404 || reply->status == 409 || reply->status == 412) && answer->text != NULL)
        return g_steal_pointer (&reply);
      crm_couch_fail_by_status (reply, *answer, error);
      return NULL;
    }
  if (answer->text != NULL)
    return g_steal_pointer (&reply);

  if (reply->content_type != NULL && !g_str_has_prefix (reply->content_type, "application/json") && !g_str_has_prefix (reply->content_type, "text/plain"))
    crm_couch_fail (error, CRM_SYNC_ERROR_NOT_COUCHDB, _ ("A web page came instead of customers. Is this the address of a CouchDB database, and does the network ask you to sign in?"));
  else
    crm_couch_fail_cut_off (error);
  return NULL;
}
