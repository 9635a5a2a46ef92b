/* The rules that a database asks of every document, and that it is given by whoever runs it. */

#include "config.h"

#include "crm-couch-answer.h"
#include "crm-couch-resources.h"
#include "crm-couch.h"
#include "crm-item-json.h"

#include <glib/gi18n-lib.h>

#define PATH "_design/customers"

/* A function follows what is said about it. */
static char *
dup_function (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (crm_couch_get_resource (), "/com/example/Crm/couchdb/validate.js", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize       size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *function = g_strstr_len (text, (gssize) size, "\nfunction");

  return g_strndup (function + 1, size - (gsize) (function + 1 - text));
}

static char *
write_document (const char *function, const char *revision)
{
  GString *out = g_string_new ("{");

  crm_json_append_text_member (out, "_id", PATH);
  if (revision != NULL)
    crm_json_append_text_member (out, "_rev", revision);
  crm_json_append_text_member (out, "language", "javascript");
  crm_json_append_text_member (out, "validate_doc_update", function);
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

static gboolean
explain (const GError *failure, GError **error)
{
  if (!g_error_matches (failure, CRM_SYNC_ERROR, CRM_SYNC_ERROR_LOGIN) && !g_error_matches (failure, CRM_SYNC_ERROR, CRM_SYNC_ERROR_FORBIDDEN))
    {
      g_propagate_error (error, g_error_copy (failure));
      return FALSE;
    }

  return crm_couch_fail (error, CRM_SYNC_ERROR_FORBIDDEN, _ ("Only who runs the database may give it rules. Add the server without them, or as that user."));
}

/**
 * crm_couch_install_validation:
 *
 * Gives the database the rules in data/couchdb/validate.js, or brings those it has up to date.
 */
gboolean
crm_couch_install_validation (CrmTransport *transport, GCancellable *cancellable, GError **error)
{
  g_autofree char *function = dup_function ();
  g_autofree char *revision = NULL;
  g_autofree char *body = NULL;
  CrmJsonSlice     answer;
  guint            status;
  g_autoptr (GError) failure = NULL;
  g_autoptr (CrmReply) known = crm_couch_ask (transport, "GET", PATH, NULL, &answer, &status, cancellable, error);
  g_autoptr (CrmReply) reply = NULL;

  if (known == NULL)
    return FALSE;
  if (status != 404 && crm_json_slice_is_text (crm_json_slice_find (answer, "validate_doc_update"), function))
    return TRUE;

  revision = status != 404 ? crm_json_slice_dup_text (crm_json_slice_find (answer, "_rev")) : NULL;
  body = write_document (function, revision);
  reply = crm_couch_ask (transport, "PUT", PATH, body, &answer, NULL, cancellable, &failure);

  return reply != NULL || explain (failure, error);
}
