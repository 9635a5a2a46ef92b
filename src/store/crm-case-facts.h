#pragma once

#include "crm-reading.h"

G_BEGIN_DECLS

/* What was asked and what customers think, read in one go: what reports about service are counted from. For a worker. */

typedef struct
{
  gint64      record;
  const char *subject;
  const char *topic;   /* (nullable) */
  const char *channel; /* (nullable) */
  const char *status;
  gint64      owner; /* CRM_UNSET for nobody, like what follows for none */
  gint64      product;
  gint64      article;
  gint64      opened_at; /* instant */
  gint64      due_at;
  gint64      answered_at;
  gint64      solved_at;
} CrmCaseFact;

typedef struct
{
  gint64      record;
  const char *kind;
  gint64      score; /* CRM_UNSET for none */
  gint64      person;
  gint64      company;
  const char *date; /* ISO 8601 (nullable) */
} CrmFeedbackFact;

typedef struct
{
  GArray       *cases;     /* (owned) (element-type CrmCaseFact): the newest first */
  GArray       *feedbacks; /* (owned) (element-type CrmFeedbackFact): by id */
  GStringChunk *texts;     /* (owned) */
} CrmCaseFacts;

CrmCaseFacts *crm_case_facts_load (CrmReading *reading, GError **error);
void          crm_case_facts_free (CrmCaseFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmCaseFacts, crm_case_facts_free)

G_END_DECLS
