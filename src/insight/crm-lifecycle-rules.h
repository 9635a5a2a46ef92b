#pragma once

#include "crm-culture.h"
#include "crm-lifecycle-facts.h"
#include "crm-purchases.h"
#include "crm-setting.h"

G_BEGIN_DECLS

/* Where a customer stands by what they bought, and when: rules that a person can read. A customer is new after the first day with a purchase, comes again after the
 * second, is loyal from so many days on; dormant when there was none for so long, lost after longer, and won back by the next one. Who has bought nothing,
 * and who somebody has said to stay where they are, is not moved. */

typedef struct
{
  int loyal;   /* days with a purchase */
  int dormant; /* days without one */
  int lost;    /* likewise */
} CrmLifecycleRules;

typedef struct
{
  CrmLifecycleTurn turn;
  char             from[CRM_LIFECYCLE_STAGE_SIZE]; /* empty for nowhere */
  CrmCustomerStat  stat;
} CrmLifecycleMove;

void        crm_lifecycle_rules_read (CrmLifecycleRules *self, CrmSettingFunc get, gpointer source);
const char *crm_lifecycle_rules_find (const CrmLifecycleRules *self, const CrmCustomerStat *stat, const char *stage, gint32 since, gint32 today);
GArray     *crm_lifecycle_rules_list (CrmReading *reading, gint32 today, GError **error);
char       *crm_lifecycle_rules_dup_text (const CrmLifecycleRules *self, const CrmCulture *culture);
char       *crm_lifecycle_move_dup_text (const CrmLifecycleMove *self, gint32 today, const CrmCulture *culture);

G_END_DECLS
