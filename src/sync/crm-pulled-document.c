#include "config.h"

#include "crm-pulled-document.h"

#include "crm-document.h"

#include <string.h>

/**
 * crm_pulled_document_new:
 * @row: of _changes or _all_docs, with its document; stays where it is as long as what is returned
 *
 * Returns: (transfer full) (nullable): what it tells; %NULL for what is none
 */
CrmPulledDocument *
crm_pulled_document_new (CrmJsonSlice row)
{
  g_autoptr (GPtrArray) leaves = NULL;
  CrmPulledDocument *self;
  CrmJsonSlice       body = crm_json_slice_find (row, "doc");
  CrmJsonSlice       value = crm_json_slice_find (row, "value");
  g_autofree char   *name = crm_json_slice_dup_text (crm_json_slice_find (row, "id"));
  g_autofree char   *revision = NULL;
  CrmJsonSlice       key, change;
  CrmJsonIter        iter;

  if (crm_json_slice_get_kind (body) != CRM_JSON_OBJECT)
    body = (CrmJsonSlice){ NULL, 0 };
  revision = crm_json_slice_dup_text (crm_json_slice_find (body.text != NULL ? body : value, body.text != NULL ? "_rev" : "rev"));
  /* A row without its document tells the revision by itself. */
  crm_json_iter_init (&iter, crm_json_slice_find (row, "changes"));
  if (revision == NULL && crm_json_iter_next (&iter, &key, &change))
    revision = crm_json_slice_dup_text (crm_json_slice_find (change, "rev"));
  if (name == NULL || revision == NULL)
    return NULL;

  self = g_new0 (CrmPulledDocument, 1);
  self->name = g_steal_pointer (&name);
  self->revision = g_steal_pointer (&revision);
  self->body = body;
  self->deleted = crm_json_slice_is_true (crm_json_slice_find (row, "deleted")) || crm_json_slice_is_true (crm_json_slice_find (value, "deleted")) ||
                  crm_json_slice_is_true (crm_json_slice_find (body, "_deleted"));

  return self;
}

void
crm_pulled_document_free (CrmPulledDocument *self)
{
  g_free (self->name);
  g_free (self->revision);
  g_clear_pointer (&self->leaves, g_ptr_array_unref);
  g_free (self);
}

gboolean
crm_pulled_document_has_leaves (const CrmPulledDocument *self)
{
  return self->leaves != NULL && self->leaves->len > 0;
}

/**
 * crm_pulled_document_dup_body:
 *
 * Returns: (transfer full): JSON: what is to be kept of it
 */
char *
crm_pulled_document_dup_body (const CrmPulledDocument *self)
{
  return self->body.text != NULL ? crm_json_slice_dup (self->body) : g_strdup ("{\"_deleted\":true}");
}

/**
 * crm_revision_get_generation:
 *
 * Returns: how many revisions there were, this one included
 */
gint64
crm_revision_get_generation (const char *revision)
{
  return g_ascii_strtoll (revision, NULL, 10);
}

static int
get_rank (const CrmPulledDocument *document)
{
  const CrmRecordType *type;
  const char          *uid;

  crm_document_parse_name (document->name, &type, &uid);

  return crm_document_get_rank (type);
}

static int
compare_documents (gconstpointer a, gconstpointer b)
{
  const CrmPulledDocument *x = *(CrmPulledDocument *const *) a;
  const CrmPulledDocument *y = *(CrmPulledDocument *const *) b;
  int                      by_rank = get_rank (x) - get_rank (y);
  int                      by_name = strcmp (x->name, y->name);
  gint64                   x_generation = crm_revision_get_generation (x->revision);
  gint64                   y_generation = crm_revision_get_generation (y->revision);

  if (by_rank != 0 || by_name != 0)
    return by_rank != 0 ? by_rank : by_name;

  return (x_generation > y_generation) - (x_generation < y_generation);
}

/**
 * crm_pulled_documents_sort:
 * @documents: (element-type CrmPulledDocument)
 *
 * Puts them in the order to take them in: what is referred to first, and of one document the older revision first.
 */
void
crm_pulled_documents_sort (GPtrArray *documents)
{
  g_ptr_array_sort (documents, compare_documents);
}
