#pragma once

#include "crm-expression.h"
#include "crm-field.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* Which records, in which order: what a list, a board's column, a timeline or a picker shows. A value; run by the store. */

#define CRM_TYPE_QUERY (crm_query_get_type ())

typedef struct _CrmQuery     CrmQuery;
typedef struct _CrmCriterion CrmCriterion;

/* Records that follow one another and have one value of the field they are grouped by. */
typedef struct
{
  char *value; /* (owned) (nullable): as the file finds it by; NULL for those without one */
  guint first; /* place of the first of them */
  guint count;
} CrmRecordGroup;

void crm_record_group_free (CrmRecordGroup *self);

GType     crm_query_get_type (void);
CrmQuery *crm_query_new (const char *type_name);
CrmQuery *crm_query_new_timeline (gint64 target);
CrmQuery *crm_query_copy (const CrmQuery *self);
void      crm_query_free (CrmQuery *self);

void     crm_query_set_search (CrmQuery *self, const char *text);
gboolean crm_query_add_text (CrmQuery *self, const char *field, CrmOp op, const char *value);
gboolean crm_query_add_integer (CrmQuery *self, const char *field, CrmOp op, gint64 value);
void     crm_query_add_reference_to (CrmQuery *self, gint64 target);
void     crm_query_set_criterion (CrmQuery *self, CrmCriterion *criterion);
void     crm_query_set_user (CrmQuery *self, gint64 user);
void     crm_query_set_stale (CrmQuery *self, gint64 now);
void     crm_query_set_leads (CrmQuery *self, gint64 now);
void     crm_query_set_among (CrmQuery *self, const gint64 *ids, guint n_ids);
gboolean crm_query_set_order (CrmQuery *self, const char *field, gboolean descending);
void     crm_query_set_order_field (CrmQuery *self, const CrmField *field, gboolean descending);
gboolean crm_query_set_group (CrmQuery *self, const CrmField *field);
gboolean crm_query_set_group_item (CrmQuery *self, const char *name);
void     crm_query_set_event_kind (CrmQuery *self, const char *kind);
void     crm_query_set_event_channel (CrmQuery *self, const char *channel);
void     crm_query_set_event_thread (CrmQuery *self, const char *thread);
void     crm_query_set_limit (CrmQuery *self, guint limit);

gboolean crm_field_can_group (const CrmField *field);

const char *crm_query_get_type_name (const CrmQuery *self);

char *crm_search_to_fts (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmQuery, crm_query_free)

G_END_DECLS
