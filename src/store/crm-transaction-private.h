#pragma once

#include "crm-fields.h"
#include "crm-indexer.h"
#include "crm-transaction.h"

G_BEGIN_DECLS

/* A change that is being made, for the files that make it. */

typedef struct
{
  CrmRecordContext base; /* first: what rules of records are given is the transaction in disguise */
  CrmTransaction  *transaction;
} CrmTransactionContext;

struct _CrmTransaction
{
  CrmConnection        *connection;
  CrmTransactionFlags   flags;
  CrmTransactionContext context;
  CrmIndexer           *indexer;   /* (owned) */
  CrmChangeSet         *set;       /* (owned) */
  CrmFields            *fields;    /* (owned) */
  GPtrArray            *followers; /* (owned) (element-type CrmRecord): what rules asked to save besides */
  char                 *title;     /* (owned) */
  char                 *kind;
  char                 *author; /* (owned) (nullable) */
  char                 *device; /* (owned) (nullable) */
  gint64                change; /* 0 until something is written */
  gint64                least_change;
  gint64                last_sequence[1 << CRM_ID_CODE_BITS];
  gint64                first_made[1 << CRM_ID_CODE_BITS]; /* of each type, the first record this change made; 0 for none */
  gboolean              open;
};

void crm_transaction_init_context (CrmTransaction *self);

G_END_DECLS
