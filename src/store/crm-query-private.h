#pragma once

#include "crm-collator.h"
#include "crm-connection.h"
#include "crm-criterion.h"
#include "crm-main-item.h"
#include "crm-query.h"
#include "crm-record-type.h"

G_BEGIN_DECLS

#define CRM_DAY_USEC "86400000000"

/* Of a row of "activity": not done by the day it was due, as that day was where the program runs; SQL */
#define CRM_IS_LATE(today) "coalesce (coalesce (date (done_at / 1000000, 'unixepoch', 'localtime'), " today ") > due, 0)"

/* What took place when somebody it is about had bought something; SQL */
#define CRM_AFTER_SALE                                                                                                  \
  "SELECT link.source AS id FROM (SELECT customer, min (day) AS first FROM purchase GROUP BY customer) AS buyer"        \
  " CROSS JOIN link ON link.target = buyer.customer AND link.kind = 4 CROSS JOIN activity ON activity.id = link.source" \
  " WHERE CAST (julianday (occurred_at / 1000000, 'unixepoch', 'localtime') - 2440587.5 AS INTEGER) >= first"

/* Each step that people or companies took in the life cycle, with the one before: a step to where somebody stands already is none; SQL */
#define CRM_LIFECYCLE_TURNS(type)                                                                                                           \
  "SELECT id, stage, before, day FROM (SELECT id, stage, lag (stage) OVER (PARTITION BY id ORDER BY since, position) AS before,"            \
  " unixepoch (since) / 86400 AS day FROM (SELECT " type ".id AS id, item.value ->> 'stage' AS stage, item.value ->> 'since' AS since,"     \
  " item.key AS position FROM " type ", json_each (lifecycle_history) AS item WHERE deleted_at IS NULL AND lifecycle_history IS NOT NULL))" \
  " WHERE stage IS NOT before"

/* Open deals past the days of their stage, from the index alone, stage by stage: a deal ages from the whole day after the last that is expected. */
#define CRM_STALE_DEALS(now)                                                                                                      \
  "SELECT deal.id AS id FROM stage CROSS JOIN deal ON deal.stage = stage.id AND deal.status = 'open' AND deal.deleted_at IS NULL" \
  " AND deal.stage_entered_at <= " now " - (stage.expected_days + 1) * " CRM_DAY_USEC " WHERE stage.expected_days > 0 AND stage.deleted_at IS NULL"

/* How many times the days of its stage a deal has been there, the most first. */
#define CRM_STALE_ORDER(now) " ORDER BY CAST (" now " - deal.stage_entered_at AS REAL) / stage.expected_days DESC, deal.id"

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
  const CrmRecordType *type;          /* NULL for a timeline */
  gint64               timeline;      /* whose, or 0 */
  char                *event_channel; /* (owned) (nullable) */
  char                *event_thread;  /* (owned) (nullable) */
  char                *event_kind;    /* (owned) (nullable) */
  char                *search;        /* (owned) (nullable): as typed */
  GPtrArray           *conditions;    /* (owned) (element-type CrmCondition) */
  GArray              *targets;       /* (owned) (element-type gint64): referred to by each record */
  char                *among;         /* (owned) (nullable): the only ids wanted, as an array of JSON */
  CrmCriterion        *criterion;     /* (owned) (nullable) */
  const char          *order;         /* column, or NULL for the alphabet (named types) or the id */
  gint64               order_custom;  /* a custom field to sort by, or 0 */
  const CrmMainItem   *order_item;    /* (nullable): of the items of each, the one to sort by */
  const char          *group;         /* column to group by, or NULL */
  gint64               group_custom;  /* a custom field to group by, or 0 */
  const CrmMainItem   *group_item;    /* (nullable): one that refers to a record */
  CrmKind              group_kind;
  char               **group_choices; /* (owned) (nullable): values in their order */
  gint64               stale;         /* only deals past the days of their stage at that instant, or 0 */
  gint64               user;          /* only what belongs to that user, or to nobody; or 0 */
  gint64               leads;         /* only leads, as they are at that instant, or 0 */
  gboolean             descending;
  guint                limit; /* 0 for none */
};

gboolean crm_query_count_sequences (const CrmQuery *query, CrmConnection *connection, gint64 *n, GError **error);
char    *crm_query_dup_main_items (const CrmQuery *query, const CrmMainItem *item);

gboolean crm_query_run (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, guint limit, GArray *ids, GError **error);
gboolean crm_query_run_grouped (const CrmQuery *self, CrmConnection *connection, CrmCollator *collator, guint limit, GArray *ids, GPtrArray **groups, GError **error);
gint64   crm_query_count (const CrmQuery *self, CrmConnection *connection, GError **error);
gboolean crm_query_matches (const CrmQuery *self, CrmConnection *connection, gint64 id, gboolean *matches);

G_END_DECLS
