#pragma once

#include "crm-collator.h"
#include "crm-connection.h"
#include "crm-criterion.h"
#include "crm-query.h"
#include "crm-record-type.h"

G_BEGIN_DECLS

typedef struct
{
  const CrmField *field; /* NULL for one of the five columns every table has */
  const char     *column;
  CrmOp           op;
  char           *text; /* (owned) (nullable) */
  gint64          integer;
} CrmCondition;

struct _CrmQuery
{
  const CrmRecordType *type;         /* NULL for a timeline */
  gint64               timeline;     /* whose, or 0 */
  char                *event_kind;   /* (owned) (nullable) */
  char                *search;       /* (owned) (nullable): as typed */
  GPtrArray           *conditions;   /* (owned) (element-type CrmCondition) */
  GArray              *targets;      /* (owned) (element-type gint64): referred to by each record */
  char                *among;        /* (owned) (nullable): the only ids wanted, as an array of JSON */
  CrmCriterion        *criterion;    /* (owned) (nullable) */
  const char          *order;        /* column, or NULL for the alphabet (named types) or the id */
  gint64               order_custom; /* a custom field to sort by, or 0 */
  gboolean             descending;
  guint                limit; /* 0 for none */
};

gboolean crm_query_run (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, guint limit, GArray *ids, GError **error);
gint64   crm_query_count (const CrmQuery *self, CrmConnection *connection, GError **error);
gboolean crm_query_matches (const CrmQuery *self, CrmConnection *connection, gint64 id, gboolean *matches);

G_END_DECLS
