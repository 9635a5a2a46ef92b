#include "crm-fake-couch-private.h"

#include <string.h>

static void
revision_free (gpointer data)
{
  CrmFakeRevision *self = data;

  g_free (self->revision);
  g_free (self->parent);
  g_free (self->body);
  g_free (self);
}

static void
document_free (gpointer data)
{
  CrmFakeDocument *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->revisions);
  g_free (self);
}

static CrmFakeDocument *
document_new (const char *id)
{
  CrmFakeDocument *self = g_new0 (CrmFakeDocument, 1);

  self->id = g_strdup (id);
  self->revisions = g_ptr_array_new_with_free_func (revision_free);

  return self;
}

CrmFakeCouch *
crm_fake_couch_new (void)
{
  CrmFakeCouch *self = g_new0 (CrmFakeCouch, 1);

  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, document_free);
  self->local = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
crm_fake_couch_free (CrmFakeCouch *self)
{
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->local);
  g_free (self->refused);
  g_free (self->reason);
  g_free (self);
}

CrmFakeCouch *
crm_fake_couch_copy (CrmFakeCouch *self)
{
  CrmFakeCouch  *copy = crm_fake_couch_new ();
  GHashTableIter iter;
  gpointer       key, value;

  copy->seq = self->seq;
  g_hash_table_iter_init (&iter, self->local);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->local, g_strdup (key), g_strdup (value));
  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CrmFakeDocument *from = value;
      CrmFakeDocument *to = document_new (from->id);

      to->seq = from->seq;
      for (guint i = 0; i < from->revisions->len; i++)
        {
          CrmFakeRevision *revision = g_memdup2 (from->revisions->pdata[i], sizeof (CrmFakeRevision));

          revision->revision = g_strdup (revision->revision);
          revision->parent = g_strdup (revision->parent);
          revision->body = g_strdup (revision->body);
          g_ptr_array_add (to->revisions, revision);
        }
      g_hash_table_insert (copy->documents, to->id, to);
    }

  return copy;
}

/* Takes @copy's place: what came after it never was. */
void
crm_fake_couch_put_back (CrmFakeCouch *self, CrmFakeCouch *copy)
{
  CrmFakeCouch *fresh = crm_fake_couch_copy (copy);

  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->local);
  self->documents = g_steal_pointer (&fresh->documents);
  self->local = g_steal_pointer (&fresh->local);
  self->seq = fresh->seq;
  g_free (fresh);
}

void
crm_fake_couch_shuffle (CrmFakeCouch *self, GRand *rand)
{
  self->rand = rand;
}

void
crm_fake_couch_refuse (CrmFakeCouch *self, const char *text, const char *reason)
{
  g_free (self->refused);
  g_free (self->reason);
  self->refused = g_strdup (text);
  self->reason = g_strdup (reason);
}

guint
crm_fake_couch_get_n_requests (CrmFakeCouch *self)
{
  return self->n_requests;
}

static int
get_generation (const char *revision)
{
  return (int) g_ascii_strtoll (revision, NULL, 10);
}

static int
compare_revisions (const char *a, const char *b)
{
  int by_generation = get_generation (a) - get_generation (b);

  return by_generation != 0 ? by_generation : strcmp (a, b);
}

CrmFakeRevision *
crm_fake_document_get_winner (const CrmFakeDocument *document)
{
  CrmFakeRevision *winner = NULL;

  for (guint i = 0; document != NULL && i < document->revisions->len; i++)
    {
      CrmFakeRevision *revision = document->revisions->pdata[i];

      if (!revision->leaf)
        continue;
      if (winner == NULL || (winner->deleted && !revision->deleted) || (winner->deleted == revision->deleted && compare_revisions (revision->revision, winner->revision) > 0))
        winner = revision;
    }

  return winner;
}

CrmFakeRevision *
crm_fake_document_find (const CrmFakeDocument *document, const char *name)
{
  for (guint i = 0; document != NULL && name != NULL && i < document->revisions->len; i++)
    {
      CrmFakeRevision *revision = document->revisions->pdata[i];

      if (strcmp (revision->revision, name) == 0)
        return revision;
    }

  return NULL;
}

/* The members of a body that are the client's. */
char *
crm_fake_body_strip (CrmJsonSlice body)
{
  GString     *out = g_string_new ("{");
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, body);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);

      if (name != NULL && (*name != '_' || strcmp (name, "_attachments") == 0))
        crm_json_append_member (out, name, value);
    }
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

const char *
crm_fake_couch_add (CrmFakeCouch *self, CrmFakeDocument *document, const char *parent, CrmJsonSlice body)
{
  CrmFakeRevision *revision = g_new0 (CrmFakeRevision, 1);
  CrmFakeRevision *before = crm_fake_document_find (document, parent);
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;

  revision->deleted = crm_json_slice_is_true (crm_json_slice_find (body, "_deleted"));
  revision->body = crm_fake_body_strip (body);
  revision->parent = g_strdup (parent);
  revision->leaf = TRUE;
  text = g_strdup_printf ("%s %d %s", parent, revision->deleted, revision->body);
  sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
  revision->revision = g_strdup_printf ("%d-%s", parent != NULL ? get_generation (parent) + 1 : 1, sum);
  if (before != NULL)
    before->leaf = FALSE;
  if (crm_fake_document_find (document, revision->revision) != NULL)
    {
      /* The same edit of the same revision is the same revision. */
      const char *known = crm_fake_document_find (document, revision->revision)->revision;

      revision_free (revision);
      return known;
    }
  g_ptr_array_add (document->revisions, revision);
  document->seq = ++self->seq;

  return revision->revision;
}

CrmFakeDocument *
crm_fake_couch_ensure (CrmFakeCouch *self, const char *id)
{
  CrmFakeDocument *document = g_hash_table_lookup (self->documents, id);

  if (document == NULL)
    {
      document = document_new (id);
      g_hash_table_insert (self->documents, document->id, document);
    }

  return document;
}

/**
 * crm_fake_couch_put:
 * @parent: (nullable): which revision it follows; it stands beside others that follow the same, as on a cluster
 *
 * Returns: (transfer full): its revision
 */
char *
crm_fake_couch_put (CrmFakeCouch *self, const char *id, const char *parent, const char *body)
{
  return g_strdup (crm_fake_couch_add (self, crm_fake_couch_ensure (self, id), parent, crm_json_slice_of (body)));
}

char *
crm_fake_couch_get (CrmFakeCouch *self, const char *id, char **revision)
{
  CrmFakeRevision *winner = crm_fake_document_get_winner (g_hash_table_lookup (self->documents, id));

  if (winner == NULL)
    return NULL;
  if (revision != NULL)
    *revision = g_strdup (winner->revision);

  return winner->deleted ? NULL : g_strdup (winner->body);
}

/* Devices that have been here. */
guint
crm_fake_couch_count_local (CrmFakeCouch *self)
{
  return g_hash_table_size (self->local);
}

guint
crm_fake_couch_count_leaves (CrmFakeCouch *self, const char *id)
{
  const CrmFakeDocument *document = g_hash_table_lookup (self->documents, id);
  guint                  n = 0;

  for (guint i = 0; document != NULL && i < document->revisions->len; i++)
    {
      const CrmFakeRevision *revision = document->revisions->pdata[i];

      n += revision->leaf && !revision->deleted;
    }

  return n;
}

static int
compare_by_seq (gconstpointer a, gconstpointer b)
{
  const CrmFakeDocument *x = *(CrmFakeDocument *const *) a;
  const CrmFakeDocument *y = *(CrmFakeDocument *const *) b;

  return (x->seq > y->seq) - (x->seq < y->seq);
}

GPtrArray *
crm_fake_couch_list_documents (CrmFakeCouch *self)
{
  g_autoptr (GList) values = g_hash_table_get_values (self->documents);
  GPtrArray *documents = g_ptr_array_new ();

  for (GList *l = values; l != NULL; l = l->next)
    g_ptr_array_add (documents, l->data);
  g_ptr_array_sort (documents, compare_by_seq);

  return documents;
}

/**
 * crm_fake_couch_list:
 *
 * Returns: (transfer full) (element-type utf8): names of living documents
 */
GPtrArray *
crm_fake_couch_list (CrmFakeCouch *self)
{
  g_autoptr (GPtrArray) documents = crm_fake_couch_list_documents (self);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < documents->len; i++)
    {
      if (!crm_fake_document_get_winner (documents->pdata[i])->deleted)
        g_ptr_array_add (names, g_strdup (((CrmFakeDocument *) documents->pdata[i])->id));
    }

  return names;
}
