#pragma once

#include "crm-derived.h"

G_BEGIN_DECLS

/* What follows from several records together (how often a business speaks with somebody, what is open of an invoice) is told once, when all of
 * them are written. Until then it is only noted whom it concerns. */

CrmAftermath *crm_aftermath_new (void);
void          crm_aftermath_free (CrmAftermath *self);
void          crm_aftermath_note (CrmAftermath *self, CrmRecord *record, const CrmDerived *derived);
gboolean      crm_aftermath_settle (CrmAftermath *self, CrmConnection *connection, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmAftermath, crm_aftermath_free)

G_END_DECLS
