/* What the database answers. */

#include "crm-fake-couch-private.h"

#include "crm-item-json.h"

#include <string.h>

static void
append_body (GString *out, const CrmFakeDocument *document, const CrmFakeRevision *revision, gboolean conflicts)
{
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  crm_json_append_text_member (out, "_id", document->id);
  crm_json_append_text_member (out, "_rev", revision->revision);
  if (revision->deleted)
    g_string_append (out, ",\"_deleted\":true");
  for (guint i = 0; conflicts && i < document->revisions->len; i++)
    {
      const CrmFakeRevision *other = document->revisions->pdata[i];

      if (!other->leaf || other->deleted || other == revision)
        continue;
      g_string_append (out, first ? ",\"_conflicts\":[" : ",");
      crm_json_append_text (out, other->revision);
      first = FALSE;
    }
  if (!first)
    g_string_append_c (out, ']');
  if (strlen (revision->body) > 2)
    {
      g_string_append_c (out, ',');
      g_string_append_len (out, revision->body + 1, (gssize) strlen (revision->body) - 2);
    }
  g_string_append_c (out, '}');
}

static void
append_change (GString *out, const CrmFakeDocument *document)
{
  const CrmFakeRevision *winner = crm_fake_document_get_winner (document);

  g_string_append_printf (out, "%s{\"seq\":null,\"id\":", out->str[out->len - 1] == '[' ? "" : ",\n");
  crm_json_append_text (out, document->id);
  g_string_append_printf (out, ",\"changes\":[{\"rev\":\"%s\"}]%s,\"doc\":", winner->revision, winner->deleted ? ",\"deleted\":true" : "");
  append_body (out, document, winner, TRUE);
  g_string_append_c (out, '}');
}

static guint
get_parameter (const char *path, const char *name, guint otherwise)
{
  g_autofree char *wanted = g_strdup_printf ("%s=", name);
  const char      *found = strstr (path, wanted);

  return found != NULL ? (guint) g_ascii_strtoull (found + strlen (wanted), NULL, 10) : otherwise;
}

/* Pages may come in any order, some rows twice, and from further back than was asked. */
static void
disturb (CrmFakeCouch *self, GPtrArray *page)
{
  for (guint i = page->len; self->rand != NULL && i > 1; i--)
    {
      guint    j = (guint) g_rand_int_range (self->rand, 0, (gint32) i);
      gpointer other = page->pdata[j];

      page->pdata[j] = page->pdata[i - 1];
      page->pdata[i - 1] = other;
    }
  if (self->rand != NULL && page->len > 0 && g_rand_int_range (self->rand, 0, 4) == 0)
    g_ptr_array_add (page, page->pdata[0]);
}

static guint
handle_changes (CrmFakeCouch *self, const char *path, GString *answer)
{
  const char *since_text = strstr (path, "since=") + strlen ("since=");
  guint64     since = (guint64) g_ascii_strtoull (since_text, NULL, 10);
  guint       limit = get_parameter (path, "limit", G_MAXUINT);
  g_autoptr (GPtrArray) documents = crm_fake_couch_list_documents (self);
  g_autoptr (GPtrArray) page = g_ptr_array_new ();
  guint64 end = self->seq;

  if (strcmp (since_text, "0") != 0 && strstr (since_text, "-couch") == NULL)
    {
      g_string_append (answer, "{\"error\":\"bad_request\",\"reason\":\"Malformed sequence supplied in 'since' parameter.\"}");
      return 400;
    }
  if (self->rand != NULL && since > 0 && g_rand_int_range (self->rand, 0, 8) == 0)
    since -= (guint64) g_rand_int_range (self->rand, 0, (gint32) MIN (since, 10));
  for (guint i = 0; i < documents->len; i++)
    {
      CrmFakeDocument *document = documents->pdata[i];

      if (document->seq <= since)
        continue;
      if (page->len == limit)
        break;
      g_ptr_array_add (page, document);
      end = page->len == limit ? document->seq : self->seq;
    }
  disturb (self, page);
  g_string_append (answer, "{\"results\":[");
  for (guint i = 0; i < page->len; i++)
    append_change (answer, page->pdata[i]);
  g_string_append_printf (answer, "],\n\"last_seq\":\"%" G_GUINT64_FORMAT "-couch\",\"pending\":0}\n", end);

  return 200;
}

static void
append_error (GString *out, const char *id, const char *error, const char *reason)
{
  g_string_append (out, out->str[out->len - 1] == '[' ? "{" : ",{");
  crm_json_append_text_member (out, "id", id);
  crm_json_append_text_member (out, "error", error);
  crm_json_append_text_member (out, "reason", reason);
  g_string_append_c (out, '}');
}

static void
store_one (CrmFakeCouch *self, CrmJsonSlice body, GString *good, GString *bad)
{
  g_autofree char *id = crm_json_slice_dup_text (crm_json_slice_find (body, "_id"));
  g_autofree char *revision = crm_json_slice_dup_text (crm_json_slice_find (body, "_rev"));
  g_autofree char *text = crm_json_slice_dup (body);
  CrmFakeDocument *document = g_hash_table_lookup (self->documents, id);
  CrmFakeRevision *winner = crm_fake_document_get_winner (document);
  CrmFakeRevision *before = crm_fake_document_find (document, revision);

  if (self->refused != NULL && strstr (text, self->refused) != NULL)
    {
      append_error (bad, id, "forbidden", self->reason);
      return;
    }
  /* A deleted document is revived without its revision, and only so. */
  if (revision != NULL ? before == NULL || !before->leaf || before->deleted : winner != NULL && !winner->deleted)
    {
      append_error (bad, id, "conflict", "Document update conflict.");
      return;
    }
  if (revision == NULL && winner != NULL)
    before = winner;
  document = crm_fake_couch_ensure (self, id);
  g_string_append (good, good->str[good->len - 1] == '[' ? "{\"ok\":true," : ",{\"ok\":true,");
  crm_json_append_text (good, "id");
  g_string_append_c (good, ':');
  crm_json_append_text (good, id);
  crm_json_append_text_member (good, "rev", crm_fake_couch_add (self, document, before != NULL ? before->revision : NULL, body));
  g_string_append_c (good, '}');
}

static gboolean
has_unknown_member (CrmJsonSlice body)
{
  static const char *const known[] = { "_id", "_rev", "_deleted", "_attachments" };
  CrmJsonSlice             key, value;
  CrmJsonIter              iter;

  crm_json_iter_init (&iter, body);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      gboolean fine = key.text[1] != '_';

      for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        fine = fine || crm_json_slice_is_text (key, known[i]);
      if (!fine)
        return TRUE;
    }

  return FALSE;
}

static guint
handle_bulk_docs (CrmFakeCouch *self, CrmJsonSlice request, GString *answer)
{
  g_autoptr (GString) good = g_string_new ("[");
  g_autoptr (GString) bad = g_string_new ("[");
  CrmJsonSlice docs = crm_json_slice_find (request, "docs");
  CrmJsonSlice key, body;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, docs);
  while (crm_json_iter_next (&iter, &key, &body))
    {
      /* One is wrong, and none is written. */
      if (has_unknown_member (body) || g_strstr_len (body.text, (gssize) body.length, "\\ud800") != NULL)
        {
          g_string_append (answer, "{\"error\":\"doc_validation\",\"reason\":\"Bad special document member\"}");
          return 400;
        }
      if (body.length > 8000000)
        {
          g_string_append (answer, "{\"error\":\"document_too_large\",\"reason\":\"big\"}");
          return 413;
        }
    }
  crm_json_iter_init (&iter, docs);
  while (crm_json_iter_next (&iter, &key, &body))
    store_one (self, body, good, bad);
  /* What failed comes first, as express-pouchdb has it. */
  g_string_append (answer, bad->str);
  if (bad->len > 1 && good->len > 1)
    g_string_append_c (answer, ',');
  g_string_append (answer, good->str + 1);
  g_string_append_c (answer, ']');

  return 201;
}

static guint
handle_bulk_get (CrmFakeCouch *self, CrmJsonSlice request, GString *answer)
{
  CrmJsonSlice key, wanted;
  CrmJsonIter  iter;

  g_string_append (answer, "{\"results\":[");
  crm_json_iter_init (&iter, crm_json_slice_find (request, "docs"));
  while (crm_json_iter_next (&iter, &key, &wanted))
    {
      g_autofree char       *id = crm_json_slice_dup_text (crm_json_slice_find (wanted, "id"));
      g_autofree char       *name = crm_json_slice_dup_text (crm_json_slice_find (wanted, "rev"));
      const CrmFakeDocument *document = g_hash_table_lookup (self->documents, id);
      const CrmFakeRevision *revision = crm_fake_document_find (document, name);

      g_string_append (answer, answer->str[answer->len - 1] == '[' ? "{\"id\":" : ",{\"id\":");
      crm_json_append_text (answer, id);
      g_string_append (answer, ",\"docs\":[{");
      if (revision != NULL)
        {
          g_string_append (answer, "\"ok\":");
          append_body (answer, document, revision, FALSE);
        }
      else
        {
          g_string_append (answer, "\"error\":{\"error\":\"not_found\"}");
        }
      g_string_append (answer, "}]}");
    }
  g_string_append (answer, "]}");

  return 200;
}

static guint
handle_all_docs (CrmFakeCouch *self, CrmJsonSlice request, GString *answer)
{
  CrmJsonSlice key, wanted;
  CrmJsonIter  iter;

  g_string_append (answer, "{\"rows\":[");
  crm_json_iter_init (&iter, crm_json_slice_find (request, "keys"));
  while (crm_json_iter_next (&iter, &key, &wanted))
    {
      g_autofree char       *id = crm_json_slice_dup_text (wanted);
      const CrmFakeDocument *document = g_hash_table_lookup (self->documents, id);
      const CrmFakeRevision *winner = crm_fake_document_get_winner (document);

      g_string_append (answer, answer->str[answer->len - 1] == '[' ? "{" : ",{");
      if (winner == NULL)
        {
          crm_json_append_text_member (answer, "key", id);
          crm_json_append_text_member (answer, "error", "not_found");
        }
      else
        {
          crm_json_append_text_member (answer, "id", id);
          g_string_append_printf (answer, ",\"value\":{\"rev\":\"%s\"%s},\"doc\":", winner->revision, winner->deleted ? ",\"deleted\":true" : "");
          if (winner->deleted)
            g_string_append (answer, "null");
          else
            append_body (answer, document, winner, TRUE);
        }
      g_string_append_c (answer, '}');
    }
  g_string_append (answer, "]}");

  return 200;
}

static guint
handle_local (CrmFakeCouch *self, const char *method, const char *path, CrmJsonSlice request, GString *answer)
{
  const char      *known = g_hash_table_lookup (self->local, path);
  g_autofree char *revision = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *body = NULL;
  g_autofree char *next = NULL;
  GString         *stored;

  if (strcmp (method, "GET") == 0)
    {
      g_string_append (answer, known != NULL ? known : "{\"error\":\"not_found\",\"reason\":\"missing\"}");
      return known != NULL ? 200 : 404;
    }
  revision = known != NULL ? crm_json_slice_dup_text (crm_json_slice_find (crm_json_slice_of (known), "_rev")) : NULL;
  mine = crm_json_slice_dup_text (crm_json_slice_find (request, "_rev"));
  if (g_strcmp0 (revision, mine) != 0)
    {
      g_string_append (answer, "{\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}");
      return 409;
    }
  next = g_strdup_printf ("0-%d", revision != NULL ? (int) g_ascii_strtoll (revision + 2, NULL, 10) + 1 : 1);
  body = crm_fake_body_strip (request);
  stored = g_string_new ("{");
  crm_json_append_text_member (stored, "_rev", next);
  g_string_append_c (stored, ',');
  g_string_append (stored, body + 1);
  g_hash_table_insert (self->local, g_strdup (path), g_string_free (stored, FALSE));
  g_string_append_printf (answer, "{\"ok\":true,\"rev\":\"%s\"}", next);

  return 201;
}

/**
 * crm_fake_couch_handle:
 * @path: behind the address of the database
 *
 * Returns: the status; what is answered is appended to @answer
 */
guint
crm_fake_couch_handle (CrmFakeCouch *self, const char *method, const char *path, const char *body, GString *answer)
{
  CrmJsonSlice request = { NULL, 0 };

  self->n_requests++;
  if (body != NULL && !crm_json_slice_parse (&request, body, strlen (body)))
    {
      g_string_append (answer, "{\"error\":\"bad_request\",\"reason\":\"invalid_json\"}");
      return 400;
    }

  if (*path == '\0')
    {
      g_string_append_printf (answer, "{\"db_name\":\"crm\",\"instance_start_time\":\"1\",\"doc_count\":%u}", g_hash_table_size (self->documents));
      return 200;
    }
  if (g_str_has_prefix (path, "_changes"))
    return handle_changes (self, path, answer);
  if (g_str_has_prefix (path, "_bulk_docs"))
    return handle_bulk_docs (self, request, answer);
  if (g_str_has_prefix (path, "_bulk_get"))
    return handle_bulk_get (self, request, answer);
  if (g_str_has_prefix (path, "_all_docs"))
    return handle_all_docs (self, request, answer);
  if (g_str_has_prefix (path, "_local/"))
    return handle_local (self, method, path, request, answer);

  g_string_append (answer, "{\"error\":\"not_found\",\"reason\":\"missing\"}");
  return 404;
}
