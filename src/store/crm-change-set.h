#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Which records a committed change touched: what windows refresh by. */

#define CRM_TYPE_CHANGE_SET (crm_change_set_get_type ())

/* Above this many records a set no longer says which, only of which types. */
#define CRM_CHANGE_SET_MAX 10000

typedef struct _CrmChangeSet CrmChangeSet;

GType         crm_change_set_get_type (void);
CrmChangeSet *crm_change_set_new (void);
CrmChangeSet *crm_change_set_ref (CrmChangeSet *self);
void          crm_change_set_unref (CrmChangeSet *self);
void          crm_change_set_add (CrmChangeSet *self, gint64 id);
gint64        crm_change_set_get_change (CrmChangeSet *self);
void          crm_change_set_set_change (CrmChangeSet *self, gint64 change_id);
guint         crm_change_set_get_size (CrmChangeSet *self);
gboolean      crm_change_set_has_type (CrmChangeSet *self, guint code);
gboolean      crm_change_set_has_id (CrmChangeSet *self, gint64 id);
gboolean      crm_change_set_is_complete (CrmChangeSet *self);
GArray       *crm_change_set_get_ids (CrmChangeSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmChangeSet, crm_change_set_unref)

G_END_DECLS
