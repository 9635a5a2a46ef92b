#include "config.h"

#include "crm-couch.h"

#include "crm-couch-answer.h"
#include "crm-item-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
crm_couch_device_clear (CrmCouchDevice *self)
{
  g_clear_pointer (&self->revision, g_free);
  g_clear_pointer (&self->session, g_free);
}

/**
 * crm_couch_check:
 *
 * Returns: whether the address is that of a database of CouchDB
 */
gboolean
crm_couch_check (CrmTransport *transport, GCancellable *cancellable, GError **error)
{
  CrmJsonSlice answer;
  g_autoptr (CrmReply) reply = crm_couch_ask (transport, "GET", "", NULL, &answer, NULL, cancellable, error);

  if (reply == NULL)
    return FALSE;

  return crm_json_slice_get_kind (crm_json_slice_find (answer, "db_name")) == CRM_JSON_STRING ||
         crm_couch_fail (error, CRM_SYNC_ERROR_NOT_COUCHDB, _ ("Something answered at this address, and it is no CouchDB database. The address of one ends in its name, as in https://example.com/customers."));
}

/**
 * crm_couch_create:
 *
 * Makes the database, where it is not there yet.
 */
gboolean
crm_couch_create (CrmTransport *transport, GCancellable *cancellable, GError **error)
{
  CrmJsonSlice answer;
  guint        status;
  g_autoptr (CrmReply) reply = crm_couch_ask (transport, "PUT", "", NULL, &answer, &status, cancellable, error);

  return reply != NULL;
}

static CrmPushAnswer *
answer_new (const CrmPushedDocument *document, char *revision, char *refusal)
{
  CrmPushAnswer *self = g_new0 (CrmPushAnswer, 1);

  self->document = document;
  self->revision = revision;
  self->refusal = refusal;

  return self;
}

static const CrmPushedDocument *
find_pushed (GPtrArray *documents, guint from, guint to, CrmJsonSlice name)
{
  for (guint i = from; i < to; i++)
    {
      if (crm_json_slice_is_text (name, ((CrmPushedDocument *) documents->pdata[i])->name))
        return documents->pdata[i];
    }

  return NULL;
}

/* Rows are matched by name: servers put those that failed first. The next of ours is looked at first all the same. */
static void
take_answers (GPtrArray *documents, guint from, guint to, CrmJsonSlice rows, GPtrArray *answers, GPtrArray *conflicts)
{
  guint        next = from;
  CrmJsonSlice key, row;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, rows);
  while (crm_json_iter_next (&iter, &key, &row))
    {
      CrmJsonSlice             name = crm_json_slice_find (row, "id");
      const CrmPushedDocument *document = next < to ? find_pushed (documents, next, next + 1, name) : NULL;
      char                    *revision = crm_json_slice_dup_text (crm_json_slice_find (row, "rev"));

      if (document == NULL)
        document = find_pushed (documents, from, to, name);
      else
        next++;
      if (document == NULL)
        g_free (revision);
      else if (crm_json_slice_is_text (crm_json_slice_find (row, "error"), "conflict"))
        g_ptr_array_add (conflicts, g_strdup (document->name));
      else if (crm_json_slice_find (row, "error").text != NULL)
        g_ptr_array_add (answers, answer_new (document, NULL, crm_couch_dup_reason (row)));
      else if (revision != NULL)
        g_ptr_array_add (answers, answer_new (document, g_steal_pointer (&revision), NULL));
    }
}

static char *
write_batch (GPtrArray *documents, guint from, guint to)
{
  GString *out = g_string_new ("{\"docs\":[");

  for (guint i = from; i < to; i++)
    {
      crm_json_begin_element (out);
      g_string_append (out, ((CrmPushedDocument *) documents->pdata[i])->body);
    }
  g_string_append (out, "]}");

  return g_string_free (out, FALSE);
}

/* One document that is not accepted has all of them refused: the halves are sent by themselves until it is found. */
static gboolean
send_some (CrmTransport *transport, GPtrArray *documents, guint from, guint to, GPtrArray *answers, GPtrArray *conflicts, GCancellable *cancellable, GError **error)
{
  g_autofree char *body = write_batch (documents, from, to);
  guint            middle = from + (to - from) / 2;
  CrmJsonSlice     answer;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (CrmReply) reply = crm_couch_ask (transport, "POST", "_bulk_docs", body, &answer, NULL, cancellable, &refusal);

  if (reply != NULL)
    {
      take_answers (documents, from, to, answer, answers, conflicts);
      return TRUE;
    }
  if (!g_error_matches (refusal, CRM_SYNC_ERROR, CRM_SYNC_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  if (to - from == 1)
    {
      g_ptr_array_add (answers, answer_new (documents->pdata[from], NULL, g_strdup (refusal->message)));
      return TRUE;
    }

  return send_some (transport, documents, from, middle, answers, conflicts, cancellable, error) &&
         send_some (transport, documents, middle, to, answers, conflicts, cancellable, error);
}

/**
 * crm_couch_send:
 * @documents: (element-type CrmPushedDocument): each name once
 * @conflicts: (element-type utf8): gets the names of those that meet another edit there
 *
 * Returns: (transfer full) (element-type CrmPushAnswer) (nullable): what became of the others; nothing is told of what the server did not mention
 */
GPtrArray *
crm_couch_send (CrmTransport *transport, GPtrArray *documents, GPtrArray *conflicts, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_push_answer_free);

  if (!send_some (transport, documents, 0, documents->len, answers, conflicts, cancellable, error))
    return NULL;

  return g_steal_pointer (&answers);
}

/**
 * crm_couch_delete_revisions:
 * @revisions: JSON array
 *
 * Ends revisions of a document that were merged. Those that are not there any more are nobody's concern.
 */
gboolean
crm_couch_delete_revisions (CrmTransport *transport, const char *name, const char *revisions, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) body = g_string_new ("{\"docs\":[");
  CrmJsonSlice answer, key, revision;
  CrmJsonIter  iter;
  g_autoptr (CrmReply) reply = NULL;

  crm_json_iter_init (&iter, crm_json_slice_of (revisions));
  while (crm_json_iter_next (&iter, &key, &revision))
    {
      crm_json_begin_element (body);
      g_string_append_c (body, '{');
      crm_json_append_text_member (body, "_id", name);
      crm_json_append_member (body, "_rev", revision);
      g_string_append (body, ",\"_deleted\":true}");
    }
  g_string_append (body, "]}");
  reply = crm_couch_ask (transport, "POST", "_bulk_docs", body->str, &answer, NULL, cancellable, error);

  return reply != NULL;
}

static char *
dup_device_path (const char *device)
{
  return g_strconcat ("_local/dev-", device, NULL);
}

/**
 * crm_couch_get_device:
 * @found: (out caller-allocates): what the server knows of the device; nothing where it never was there, or the server has forgotten
 */
gboolean
crm_couch_get_device (CrmTransport *transport, const char *device, CrmCouchDevice *found, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_device_path (device);
  CrmJsonSlice     answer;
  guint            status;
  g_autoptr (CrmReply) reply = crm_couch_ask (transport, "GET", path, NULL, &answer, &status, cancellable, error);
  g_autofree char *reason = NULL;

  *found = (CrmCouchDevice){ NULL };
  if (reply == NULL)
    return FALSE;
  if (status != 404)
    {
      found->revision = crm_json_slice_dup_text (crm_json_slice_find (answer, "_rev"));
      found->session = crm_json_slice_dup_text (crm_json_slice_find (answer, "session"));
      crm_json_slice_get_integer (crm_json_slice_find (answer, "gen"), &found->generation);
      return TRUE;
    }

  /* The database itself may be gone. */
  reason = crm_couch_dup_reason (answer);

  return reason == NULL || strstr (reason, "atabase") == NULL || crm_couch_fail_by_status (reply, answer, error);
}

/**
 * crm_couch_put_device:
 * @next: what the server is to know, with the revision that it replaces
 * @revision: (inout) (nullable): replaced by the new one
 */
gboolean
crm_couch_put_device (CrmTransport *transport, const char *device, const CrmCouchDevice *next, char **revision, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = dup_device_path (device);
  g_autoptr (GString) body = g_string_new ("{");
  CrmJsonSlice answer;
  g_autoptr (CrmReply) reply = NULL;

  crm_json_append_text_member (body, "_rev", next->revision);
  crm_json_append_integer_member (body, "gen", next->generation);
  crm_json_append_text_member (body, "session", next->session);
  g_string_append_c (body, '}');
  reply = crm_couch_ask (transport, "PUT", path, body->str, &answer, NULL, cancellable, error);
  if (reply == NULL)
    return FALSE;
  g_free (*revision);
  *revision = crm_json_slice_dup_text (crm_json_slice_find (answer, "rev"));

  return TRUE;
}
