#pragma once

#include "crm-fake-couch.h"
#include "crm-json-slice.h"

typedef struct
{
  char    *revision;
  char    *parent; /* (nullable) */
  char    *body;   /* an object without _rev */
  gboolean deleted;
  gboolean leaf;
} CrmFakeRevision;

typedef struct
{
  char      *id;
  GPtrArray *revisions;
  guint64    seq;
} CrmFakeDocument;

struct _CrmFakeCouch
{
  GHashTable *documents; /* by id */
  GHashTable *local;     /* name → body with _rev */
  guint64     seq;
  guint       n_requests;
  GRand      *rand;    /* (unowned) (nullable): pages are reordered, repeated and rewound by it */
  char       *refused; /* what a document must not contain */
  char       *reason;
};

CrmFakeRevision *crm_fake_document_get_winner (const CrmFakeDocument *document);
CrmFakeRevision *crm_fake_document_find (const CrmFakeDocument *document, const char *name);
char            *crm_fake_body_strip (CrmJsonSlice body);
const char      *crm_fake_couch_add (CrmFakeCouch *self, CrmFakeDocument *document, const char *parent, CrmJsonSlice body);
CrmFakeDocument *crm_fake_couch_ensure (CrmFakeCouch *self, const char *id);
GPtrArray       *crm_fake_couch_list_documents (CrmFakeCouch *self);
