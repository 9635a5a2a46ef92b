#pragma once

#include "crm-resolver.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Those of a sample business of whom nothing is known but a name: they come now and then and buy a little, and the life cycle moves them on, on the days
 * on which its rules would have. */

typedef struct _CrmWalkIns CrmWalkIns;

CrmWalkIns *crm_walk_ins_new (CrmTransaction *transaction, const CrmResolver *resolver, JsonObject *description, JsonObject *settings, int days, GRand *random, GError **error);
void        crm_walk_ins_free (CrmWalkIns *self);
JsonArray  *crm_walk_ins_get_habits (CrmWalkIns *self);
gboolean    crm_walk_ins_visit (CrmWalkIns *self, JsonObject *habit, int day, GError **error);
gboolean    crm_walk_ins_finish (CrmWalkIns *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmWalkIns, crm_walk_ins_free)

G_END_DECLS
