#pragma once

#include "crm-derived.h"

G_BEGIN_DECLS

/* The names of a bulk load: they wait for its end, since their order is one, and go into the alphabet and the search together. */

typedef struct _CrmBulkNames CrmBulkNames;

CrmBulkNames *crm_bulk_names_new (CrmConnection *connection);
void          crm_bulk_names_free (CrmBulkNames *self);
void          crm_bulk_names_add (CrmBulkNames *self, gint64 id, const CrmDerived *derived);
gboolean      crm_bulk_names_begin_flush (CrmBulkNames *self, const CrmDeriver *deriver, GError **error);
gboolean      crm_bulk_names_end_flush (CrmBulkNames *self, GError **error);

G_END_DECLS
