#pragma once

#include "crm-criterion.h"
#include "crm-purchases.h"

G_BEGIN_DECLS

/* Recency, frequency, money: A. M. Hughes, Strategic Database Marketing, 1994. Scores are quintiles by R's type 7; who is equal has the same. */

/* What the three say together, in the order of how much one would rather keep them. */
typedef enum
{
  CRM_RFM_LOYAL,     /* came lately, and often */
  CRM_RFM_GROWING,   /* came lately, and has come again */
  CRM_RFM_NEW,       /* came lately, for the first time */
  CRM_RFM_ATTENTION, /* has not come for a while */
  CRM_RFM_AT_RISK,   /* came often, and has not come for long */
  CRM_RFM_LOST,      /* came seldom, and has not come for long */
  CRM_RFM_N_SEGMENTS,
} CrmRfmSegment;

/**
 * CrmRfm:
 * @recency, @frequency: 1 to 5
 * @money: 1 to 5; 0 where they pay in another currency than most, and cannot be compared
 */
typedef struct
{
  guint8        recency;
  guint8        frequency;
  guint8        money;
  CrmRfmSegment segment;
} CrmRfm;

/* Fewer customers make no fifths. */
#define CRM_RFM_LEAST 20

GArray         *crm_rfm_new (GArray *customers, gint32 today);
const CrmField *crm_rfm_get_segment_field (void);
CrmCriterion   *crm_rfm_new_criterion (CrmRfmSegment segment, gint32 today);

G_END_DECLS
