#pragma once

#include "crm-date.h"
#include "crm-reading.h"

G_BEGIN_DECLS

/* What was done and is to be done, read in one go: what reports about work are counted from. For a worker. */

typedef struct
{
  gint64      activity;
  const char *kind;    /* (nullable) */
  const char *channel; /* (nullable) */
  gint64      owner;   /* CRM_UNSET for nobody */
  CrmDate     due;     /* none where it is not planned */
  gint64      done_at; /* instant; CRM_UNSET where it is not done */
  gint64      occurred_at;
  gboolean    late;  /* done after the day it was due, or due before today and not done */
  gboolean    after; /* one of those it is about had bought something by then; where that was asked for */
} CrmWorkFact;

typedef struct
{
  GArray       *works; /* (owned) (element-type CrmWorkFact): by id */
  GStringChunk *texts; /* (owned) */
} CrmWorkFacts;

CrmWorkFacts *crm_work_facts_load (CrmReading *reading, CrmDate today, gboolean with_sales, GError **error);
void          crm_work_facts_free (CrmWorkFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmWorkFacts, crm_work_facts_free)

G_END_DECLS
