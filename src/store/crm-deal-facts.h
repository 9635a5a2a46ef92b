#pragma once

#include "crm-date.h"
#include "crm-reading.h"

G_BEGIN_DECLS

/* All deals and where they have been, read in one go: what reports about selling are counted from. For a worker. */

/**
 * CrmDealFact:
 * @status: as in the stage's kind; never %NULL
 * @value: minor units of @currency; 0 where none was said
 * @created_at, @closed_at: instants; CRM_UNSET where it is not closed
 * @owner, @person, @company: CRM_UNSET for none
 * @source, @lost_reason: (nullable)
 */
typedef struct
{
  gint64      deal;
  gint64      pipeline;
  gint64      stage;
  const char *status;
  gint64      value;
  char        currency[4];
  gint64      created_at;
  gint64      closed_at;
  gint64      owner;
  gint64      person;
  gint64      company;
  const char *source;
  const char *lost_reason;
  CrmDate     expected;    /* when it is to close; none where nobody says */
  int         probability; /* per cent: its own, else the stage's; 0 to 100 */
} CrmDealFact;

/**
 * CrmStageStay:
 * @entered, @left: instants; @left is CRM_UNSET where the deal is there still
 *
 * A deal was in a stage.
 */
typedef struct
{
  gint64 deal;
  gint64 stage;
  gint64 entered;
  gint64 left;
} CrmStageStay;

/**
 * CrmDealFacts:
 * @deals: (owned) (element-type CrmDealFact): by id
 * @stays: (owned) (element-type CrmStageStay): by deal, as they followed one another
 */
typedef struct
{
  GArray       *deals;
  GArray       *stays;
  GStringChunk *texts; /* (owned) */
} CrmDealFacts;

CrmDealFacts *crm_deal_facts_load (CrmReading *reading, GError **error);
void          crm_deal_facts_free (CrmDealFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmDealFacts, crm_deal_facts_free)

G_END_DECLS
