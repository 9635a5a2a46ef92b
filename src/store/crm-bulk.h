#pragma once

#include "crm-derived.h"

G_BEGIN_DECLS

/* What follows from records created by the hundred thousand: gathered, sorted, and written in the order of each table, which is
 * ten times faster than row by row. Look-ups see what is gathered and not yet written. */

typedef struct _CrmBulk CrmBulk;

CrmBulk *crm_bulk_new (CrmConnection *connection);
void     crm_bulk_free (CrmBulk *self);
gboolean crm_bulk_add (CrmBulk *self, CrmRecord *record, const CrmDerived *derived, GError **error);
gboolean crm_bulk_has (CrmBulk *self, gint64 id);
gboolean crm_bulk_may_have_written (CrmBulk *self, gint64 key);
void     crm_bulk_note_written (CrmBulk *self, GArray *keys);
void     crm_bulk_find_key (CrmBulk *self, gint64 key, GArray *ids);
gboolean crm_bulk_flush (CrmBulk *self, const CrmDeriver *deriver, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmBulk, crm_bulk_free)

G_END_DECLS
