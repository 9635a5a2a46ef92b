#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A set of records of one type: a bit for each, by its sequence number. A million people are 125 kB, and joining two such sets is some
 * tens of microseconds. */

typedef struct _CrmIdSet CrmIdSet;

CrmIdSet *crm_id_set_new (void);
void      crm_id_set_free (CrmIdSet *self);
void      crm_id_set_add (CrmIdSet *self, gint64 id);
void      crm_id_set_add_array (CrmIdSet *self, GArray *ids);
gboolean  crm_id_set_has (const CrmIdSet *self, gint64 id);
void      crm_id_set_invert (CrmIdSet *self);
void      crm_id_set_intersect (CrmIdSet *self, const CrmIdSet *other);
void      crm_id_set_unite (CrmIdSet *self, const CrmIdSet *other);
gboolean  crm_id_set_list (const CrmIdSet *self, guint code, guint most, GArray *ids);
void      crm_id_set_filter (const CrmIdSet *self, GArray *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmIdSet, crm_id_set_free)

G_END_DECLS
