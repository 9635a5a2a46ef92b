#include "config.h"

#include "crm-couch.h"

#include "crm-item-json.h"
#include "crm-sync-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often a server that is waited for says that it is still there; well below what the transport takes for silence. */
#define HEARTBEAT_MS 20000

void
crm_couch_page_free (CrmCouchPage *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->reply, crm_reply_free);
  g_free (self->since);
  g_free (self);
}

void
crm_couch_device_clear (CrmCouchDevice *self)
{
  g_clear_pointer (&self->revision, g_free);
  g_clear_pointer (&self->session, g_free);
}

static CrmJsonSlice
parse (const CrmReply *reply)
{
  gsize        size = 0;
  const char  *text = reply->body != NULL ? g_bytes_get_data (reply->body, &size) : NULL;
  CrmJsonSlice slice = { NULL, 0 };

  if (text != NULL)
    crm_json_slice_parse (&slice, text, size);

  return slice;
}

static char *
dup_reason (CrmJsonSlice answer)
{
  g_autofree char *reason = crm_json_slice_dup_text (crm_json_slice_find (answer, "reason"));

  if (reason != NULL)
    return g_steal_pointer (&reason);

  return crm_json_slice_dup_text (crm_json_slice_find (answer, "error"));
}

static gboolean
fail (GError **error, CrmSyncError code, const char *message)
{
  g_set_error_literal (error, CRM_SYNC_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
fail_cut_off (GError **error)
{
  return fail (error, CRM_SYNC_ERROR_UNREACHABLE, _ ("The answer of the server was cut off. It is tried again."));
}

static gboolean
fail_busy (const CrmReply *reply, GError **error)
{
  g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_BUSY, _ ("The server has no time now (%u). It is tried again in a while."), reply->status);
  return FALSE;
}

static gboolean
fail_by_status (const CrmReply *reply, CrmJsonSlice answer, GError **error)
{
  g_autofree char *reason = dup_reason (answer);

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
      return fail (error, CRM_SYNC_ERROR_LOGIN, _ ("The server did not accept the user name and password. Nothing is lost; what you changed waits here."));
    case 403:
      g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_FORBIDDEN, _ ("This user may not do that on the server: %s"), reason != NULL ? reason : "?");
      return FALSE;
    case 404:
      return fail (error, CRM_SYNC_ERROR_NO_DATABASE, _ ("The database is not on the server. It may have been deleted or renamed there; nothing was changed here."));
    case 507:
      return fail (error, CRM_SYNC_ERROR_FULL, _ ("The server has no room left. What you changed waits here."));
    default:
      return fail_busy (reply, error);
    }
}

/* Sends, and takes the answer apart. @status: (out) (optional): where it is asked for, 404 and 409 are answers too. */
static CrmReply *
ask (CrmTransport *transport, const char *method, const char *path, const char *body, CrmJsonSlice *answer, guint *status, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmReply) reply = crm_transport_send (transport, method, path, body, cancellable, error);

  if (reply == NULL)
    return NULL;

  *answer = parse (reply);
  if (status != NULL)
    *status = reply->status;
  if (reply->status < 200 || reply->status >= 300)
    {
      if (status != NULL && (reply->status == 404 || reply->status == 409 || reply->status == 412) && answer->text != NULL)
        return g_steal_pointer (&reply);
      fail_by_status (reply, *answer, error);
      return NULL;
    }
  if (answer->text != NULL)
    return g_steal_pointer (&reply);

  if (reply->content_type != NULL && !g_str_has_prefix (reply->content_type, "application/json") && !g_str_has_prefix (reply->content_type, "text/plain"))
    fail (error, CRM_SYNC_ERROR_NOT_COUCHDB, _ ("A web page came instead of customers. Is this the address of a CouchDB database, and does the network ask you to sign in?"));
  else
    fail_cut_off (error);
  return NULL;
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
  g_autoptr (CrmReply) reply = ask (transport, "GET", "", NULL, &answer, NULL, cancellable, error);

  if (reply == NULL)
    return FALSE;

  return crm_json_slice_get_kind (crm_json_slice_find (answer, "db_name")) == CRM_JSON_STRING ||
         fail (error, CRM_SYNC_ERROR_NOT_COUCHDB, _ ("Something answered at this address, and it is no CouchDB database. The address of one ends in its name, as in https://example.com/customers."));
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
  g_autoptr (CrmReply) reply = ask (transport, "PUT", "", NULL, &answer, &status, cancellable, error);

  return reply != NULL;
}

static CrmCouchPage *
page_new (CrmReply *taken)
{
  CrmCouchPage *self = g_new0 (CrmCouchPage, 1);

  self->reply = taken;
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_pulled_document_free);

  return self;
}

/* An answer of _bulk_get for one document: the body of each revision that is still there. */
static void
take_leaves (CrmPulledDocument *document, CrmJsonSlice docs)
{
  CrmJsonSlice key, entry;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, docs);
  while (crm_json_iter_next (&iter, &key, &entry))
    {
      CrmJsonSlice body = crm_json_slice_find (entry, "ok");

      if (crm_json_slice_get_kind (body) == CRM_JSON_OBJECT && !crm_json_slice_is_text (crm_json_slice_find (body, "_rev"), document->revision) &&
          !crm_json_slice_is_true (crm_json_slice_find (body, "_deleted")))
        g_ptr_array_add (document->leaves, g_bytes_new (body.text, body.length));
    }
}

static CrmPulledDocument *
find_document (GPtrArray *documents, CrmJsonSlice name)
{
  for (guint i = 0; i < documents->len; i++)
    {
      CrmPulledDocument *document = documents->pdata[i];

      if (document->leaves != NULL && crm_json_slice_is_text (name, document->name))
        return document;
    }

  return NULL;
}

static void
append_wanted (GString *out, const CrmPulledDocument *document)
{
  CrmJsonSlice key, revision;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, crm_json_slice_find (document->body, "_conflicts"));
  while (crm_json_iter_next (&iter, &key, &revision))
    {
      crm_json_begin_element (out);
      g_string_append_c (out, '{');
      crm_json_append_text_member (out, "id", document->name);
      crm_json_append_member (out, "rev", revision);
      g_string_append_c (out, '}');
    }
}

/* Where a server stored what it should have refused, the other revisions are read too. */
static gboolean
read_leaves (CrmTransport *transport, CrmCouchPage *page, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) wanted = g_string_new ("{\"docs\":[");
  g_autoptr (CrmReply) reply = NULL;
  gsize        empty = wanted->len;
  CrmJsonSlice answer, key, result;
  CrmJsonIter  iter;

  for (guint i = 0; i < page->documents->len; i++)
    {
      CrmPulledDocument *document = page->documents->pdata[i];

      if (crm_json_slice_get_kind (crm_json_slice_find (document->body, "_conflicts")) != CRM_JSON_ARRAY)
        continue;
      document->leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      append_wanted (wanted, document);
    }
  if (wanted->len == empty)
    return TRUE;

  g_string_append (wanted, "]}");
  reply = ask (transport, "POST", "_bulk_get", wanted->str, &answer, NULL, cancellable, error);
  if (reply == NULL)
    return FALSE;
  crm_json_iter_init (&iter, crm_json_slice_find (answer, "results"));
  while (crm_json_iter_next (&iter, &key, &result))
    {
      CrmPulledDocument *document = find_document (page->documents, crm_json_slice_find (result, "id"));

      if (document != NULL)
        take_leaves (document, crm_json_slice_find (result, "docs"));
    }

  return TRUE;
}

/* As the server wrote it: text, or a number. */
static char *
escape_since (const char *since)
{
  g_autofree char *text = crm_json_slice_dup_text (crm_json_slice_of (since));
  const char      *token = text != NULL ? text : since;

  return g_uri_escape_string (token != NULL ? token : "0", NULL, FALSE);
}

/**
 * crm_couch_get_changes:
 * @since: (nullable): JSON: where the page before ended; %NULL for the beginning
 * @limit: how many rows at most
 *
 * Returns: (transfer full) (nullable): what has changed. It was the last page if it has fewer rows than @limit
 */
CrmCouchPage *
crm_couch_get_changes (CrmTransport *transport, const char *since, guint limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = escape_since (since);
  g_autofree char *path = g_strdup_printf ("_changes?include_docs=true&conflicts=true&limit=%u&seq_interval=%u&since=%s", limit, limit, escaped);
  CrmJsonSlice     answer, key, row;
  CrmJsonIter      iter;
  g_autoptr (CrmReply) reply = ask (transport, "GET", path, NULL, &answer, NULL, cancellable, error);
  g_autoptr (CrmCouchPage) page = NULL;

  if (reply == NULL)
    return NULL;

  page = page_new (g_steal_pointer (&reply));
  page->since = crm_json_slice_dup (crm_json_slice_find (answer, "last_seq"));
  if (page->since == NULL || crm_json_slice_get_kind (crm_json_slice_find (answer, "results")) != CRM_JSON_ARRAY)
    {
      fail_cut_off (error);
      return NULL;
    }
  crm_json_iter_init (&iter, crm_json_slice_find (answer, "results"));
  while (crm_json_iter_next (&iter, &key, &row))
    {
      CrmPulledDocument *document = crm_pulled_document_new (row);

      page->n_rows++;
      if (document != NULL)
        g_ptr_array_add (page->documents, document);
    }

  return read_leaves (transport, page, cancellable, error) ? g_steal_pointer (&page) : NULL;
}

/**
 * crm_couch_wait:
 * @since: (nullable): JSON: how far was read
 *
 * Waits until something has changed, or until @cancellable is cancelled. An empty line every now and then tells that the server is still there.
 *
 * Returns: whether the server was there all the time
 */
gboolean
crm_couch_wait (CrmTransport *transport, const char *since, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = escape_since (since);
  g_autofree char *path = g_strdup_printf ("_changes?feed=longpoll&heartbeat=%d&limit=1&since=%s", HEARTBEAT_MS, escaped);
  CrmJsonSlice     answer;
  g_autoptr (CrmReply) reply = ask (transport, "GET", path, NULL, &answer, NULL, cancellable, error);

  return reply != NULL;
}

/**
 * crm_couch_read:
 * @names: (element-type utf8): of documents
 * @missing: (element-type utf8): gets the names of those that the database has never had, or has forgotten
 *
 * Returns: (transfer full) (nullable): the others as they are now
 */
CrmCouchPage *
crm_couch_read (CrmTransport *transport, GPtrArray *names, GPtrArray *missing, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) wanted = g_string_new ("{\"keys\":[");
  CrmJsonSlice answer, key, row;
  CrmJsonIter  iter;
  g_autoptr (CrmReply) reply = NULL;
  g_autoptr (CrmCouchPage) page = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      crm_json_begin_element (wanted);
      crm_json_append_text (wanted, names->pdata[i]);
    }
  g_string_append (wanted, "]}");
  reply = ask (transport, "POST", "_all_docs?include_docs=true&conflicts=true", wanted->str, &answer, NULL, cancellable, error);
  if (reply == NULL)
    return NULL;

  page = page_new (g_steal_pointer (&reply));
  crm_json_iter_init (&iter, crm_json_slice_find (answer, "rows"));
  while (crm_json_iter_next (&iter, &key, &row))
    {
      CrmPulledDocument *document = crm_pulled_document_new (row);

      page->n_rows++;
      if (document != NULL)
        g_ptr_array_add (page->documents, document);
      else if (crm_json_slice_is_text (crm_json_slice_find (row, "error"), "not_found"))
        g_ptr_array_add (missing, crm_json_slice_dup_text (crm_json_slice_find (row, "key")));
    }

  return read_leaves (transport, page, cancellable, error) ? g_steal_pointer (&page) : NULL;
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
        g_ptr_array_add (answers, answer_new (document, NULL, dup_reason (row)));
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
  g_autoptr (CrmReply) reply = ask (transport, "POST", "_bulk_docs", body, &answer, NULL, cancellable, &refusal);

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
  reply = ask (transport, "POST", "_bulk_docs", body->str, &answer, NULL, cancellable, error);

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
  g_autoptr (CrmReply) reply = ask (transport, "GET", path, NULL, &answer, &status, cancellable, error);
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
  reason = dup_reason (answer);

  return reason == NULL || strstr (reason, "atabase") == NULL || fail_by_status (reply, answer, error);
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
  reply = ask (transport, "PUT", path, body->str, &answer, NULL, cancellable, error);
  if (reply == NULL)
    return FALSE;
  g_free (*revision);
  *revision = crm_json_slice_dup_text (crm_json_slice_find (answer, "rev"));

  return TRUE;
}
