#pragma once

#include "crm-reading.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* Inside a file records call each other by id, outside by uid or by name: who translates. */

typedef struct
{
  CrmStore       *store;       /* on the main thread */
  CrmTransaction *transaction; /* or in a change being made */
  CrmReading     *reading;     /* or on another thread, only to load and describe */
  GHashTable     *keys;        /* (nullable): names of a document of its own → id as pointer */
  gboolean        typed;       /* references to records of any type are written "type:uid", which says what is referred to before it is there */
  gboolean        exact;       /* in a change: who was merged into another is not taken for that other */
  gboolean        reserve;     /* in a change: what is named by uid and not there yet gets a place */
} CrmResolver;

CrmRecord *crm_resolver_load (const CrmResolver *self, gint64 id);
char      *crm_resolver_dup_reference (const CrmResolver *self, const char *type_name, gint64 id);
void       crm_resolver_remember (const CrmResolver *self, const char *type_name, const char *uid, gint64 id);
gint64     crm_resolver_find (const CrmResolver *self, const char *type_name, const char *text);
char      *crm_resolver_describe (const CrmResolver *self, gint64 id);

G_END_DECLS
