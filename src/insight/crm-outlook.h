#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the next months bring, by the way that would have been least wrong so far: each foresees the last months from those before them, and is compared
 * with what came. */

typedef enum
{
  CRM_OUTLOOK_MEAN,      /* of the last three months */
  CRM_OUTLOOK_LAST_YEAR, /* the same month a year before, with the growth since */
  CRM_OUTLOOK_SEASON,    /* Holt-Winters; see crm-smoothing.h */
  CRM_OUTLOOK_N_WAYS,
} CrmOutlookWay;

/* With fewer months nothing is foreseen. */
#define CRM_OUTLOOK_LEAST 3

/* So many months, at most, are foreseen again. */
#define CRM_OUTLOOK_TESTED 12

/* In fewer nobody sees how wrong a way is. */
#define CRM_OUTLOOK_TESTED_LEAST 3

/**
 * CrmOutlook:
 * @way: the one that was least wrong
 * @n_tested: how many of the last months it was tested by
 * @foreseen: what it would have said of each of these, the oldest first
 * @wrong: by how much it was, as a share of what came
 * @mean_wrong: by how much the mean of three months would have been in the same months
 * @spread: four of five of these were wrong by no more; 0 where there are too few to say
 */
typedef struct
{
  CrmOutlookWay way;
  guint         n_tested;
  double        foreseen[CRM_OUTLOOK_TESTED];
  double        wrong;
  double        mean_wrong;
  double        spread;
} CrmOutlook;

gboolean crm_outlook_find (CrmOutlook *self, const double *months, guint n, guint year);
double   crm_outlook_foresee (const CrmOutlook *self, const double *months, guint n, guint year, guint ahead);

G_END_DECLS
