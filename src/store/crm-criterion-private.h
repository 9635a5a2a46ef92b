#pragma once

#include "crm-change-set.h"
#include "crm-connection.h"
#include "crm-criterion.h"
#include "crm-id-set.h"
#include "crm-record-type.h"

G_BEGIN_DECLS

typedef enum
{
  CRM_CRITERION_COLUMN,      /* a declared field, or a column that every table has */
  CRM_CRITERION_CUSTOM,      /* a field that the business made */
  CRM_CRITERION_ITEM,        /* a member of one of the items of a set */
  CRM_CRITERION_REFERENCE,   /* to a record, from any field */
  CRM_CRITERION_CONTACT,     /* when somebody spoke with them last */
  CRM_CRITERION_QUIET,       /* that was unusually long ago */
  CRM_CRITERION_STALE,       /* an open deal that is longer in its stage than expected */
  CRM_CRITERION_UNPAID,      /* an invoice of which something is open */
  CRM_CRITERION_OVERDUE,     /* that should have been paid before a day */
  CRM_CRITERION_REACHED,     /* a deal that came as far as a stage */
  CRM_CRITERION_BOUGHT,      /* a customer who bought a product */
  CRM_CRITERION_LAST_BOUGHT, /* a customer by when they last did */
  CRM_CRITERION_RUNNING,     /* the last invoice of a contract that goes on */
  CRM_CRITERION_ENDED,       /* of one that ended */
  CRM_CRITERION_PURCHASES,   /* a customer by when, or how often, they bought */
  CRM_CRITERION_BUYING,      /* a customer, found by all that was bought */
  CRM_CRITERION_SOLD,        /* an invoice that is a purchase: it goes, and something of it was kept */
  CRM_CRITERION_LATE,        /* what was not done by its day */
  CRM_CRITERION_AFTER_SALE,  /* what took place when the customer had bought something */
  CRM_CRITERION_LATE_CASE,   /* a question that was not solved in time */
  CRM_CRITERION_CASES,       /* a customer by how many of their questions are not solved */
  CRM_CRITERION_LAST_SCORE,  /* a customer by the score they gave last */
  CRM_CRITERION_BECAME,      /* a customer who reached a stage of the life cycle within some days */
  CRM_CRITERION_LEFT,        /* who left it */
  CRM_CRITERION_ALLOWS,      /* a customer who allows offers by some way */
  CRM_CRITERION_CUSTOMER,    /* a record that is about such a person or company: `parts` are what these must be like */
  CRM_CRITERION_ALL,
  CRM_CRITERION_ANY,
  CRM_CRITERION_NOT,
} CrmCriterionKind;

struct _CrmCriterion
{
  gatomicrefcount  refs;
  CrmCriterionKind kind;
  GPtrArray       *parts;  /* (owned) (nullable) (element-type CrmCriterion): of CUSTOMER, ALL, ANY and NOT */
  char            *column; /* (owned) (nullable) */
  gint64           custom;
  char            *item_kind; /* (owned) (nullable): of items that have one; of feedback */
  char            *member;    /* (owned) (nullable) */
  gboolean         folded;    /* compared without regard to case and spelling */
  CrmOp            op;
  char            *text; /* (owned) (nullable) */
  gboolean         is_number;
  double           number;
  gint64           integer;
  gint64           from;
  gint64           until;
  CrmBuying        buying; /* what is asked of purchases */
  CrmBuyingFunc    func;   /* (nullable): of BUYING */
  gboolean         payer;  /* only who pays is the customer */
};

CrmIdSet *crm_criterion_run (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, GError **error);
gboolean  crm_criterion_needs_all (const CrmCriterion *self);
gboolean  crm_criterion_follows (const CrmCriterion *self, CrmChangeSet *set);
gboolean  crm_criterion_matches (CrmCriterion *self, CrmConnection *connection, const CrmRecordType *type, gint64 id, gboolean *matches, GError **error);

G_END_DECLS
