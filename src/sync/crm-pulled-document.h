#pragma once

#include "crm-json-slice.h"

G_BEGIN_DECLS

/* A document as a remote has it now. */
typedef struct
{
  char        *name;     /* (owned): its _id */
  char        *revision; /* (owned) */
  gboolean     deleted;
  CrmJsonSlice body;   /* nothing where only the deletion is known */
  GPtrArray   *leaves; /* (owned) (nullable) (element-type GBytes): bodies of revisions that stand beside it, to be merged */
} CrmPulledDocument;

CrmPulledDocument *crm_pulled_document_new (CrmJsonSlice row);
void               crm_pulled_document_free (CrmPulledDocument *self);
gboolean           crm_pulled_document_has_leaves (const CrmPulledDocument *self);
char              *crm_pulled_document_dup_body (const CrmPulledDocument *self);
void               crm_pulled_documents_sort (GPtrArray *documents);

gint64 crm_revision_get_generation (const char *revision);

G_END_DECLS
