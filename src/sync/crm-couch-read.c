/* Reading what a database has. */

#include "config.h"

#include "crm-couch-answer.h"
#include "crm-couch.h"
#include "crm-item-json.h"

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
  reply = crm_couch_ask (transport, "POST", "_bulk_get", wanted->str, &answer, NULL, cancellable, error);
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
 * Returns: (transfer full) (nullable): what has changed
 */
CrmCouchPage *
crm_couch_get_changes (CrmTransport *transport, const char *since, guint limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = escape_since (since);
  g_autofree char *path = g_strdup_printf ("_changes?include_docs=true&conflicts=true&limit=%u&seq_interval=%u&since=%s", limit, limit, escaped);
  CrmJsonSlice     answer, key, row;
  CrmJsonIter      iter;
  g_autoptr (CrmReply) reply = crm_couch_ask (transport, "GET", path, NULL, &answer, NULL, cancellable, error);
  g_autoptr (CrmCouchPage) page = NULL;

  if (reply == NULL)
    return NULL;

  page = page_new (g_steal_pointer (&reply));
  page->since = crm_json_slice_dup (crm_json_slice_find (answer, "last_seq"));
  if (page->since == NULL || crm_json_slice_get_kind (crm_json_slice_find (answer, "results")) != CRM_JSON_ARRAY)
    {
      crm_couch_fail_cut_off (error);
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
  page->is_last = page->n_rows < limit;

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
  g_autoptr (CrmReply) reply = crm_couch_ask (transport, "GET", path, NULL, &answer, NULL, cancellable, error);

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
  reply = crm_couch_ask (transport, "POST", "_all_docs?include_docs=true&conflicts=true", wanted->str, &answer, NULL, cancellable, error);
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
