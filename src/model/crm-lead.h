#pragma once

#include "crm-culture.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* Somebody new who asked and has not been looked at: a person whose life cycle is "lead" and who has no open deal. How promising they are is a plain
 * sum: each thing that is known of them has its points, and both are told. */

typedef enum
{
  CRM_LEAD_REFERRED, /* somebody we know sent them */
  CRM_LEAD_ASKED,    /* they wrote or called in the last seven days, as often as the count says */
  CRM_LEAD_ANSWERED, /* they answered when they were called last */
  CRM_LEAD_NEED,     /* they said what they need */
  CRM_LEAD_PHONE,
  CRM_LEAD_COMPANY,
  CRM_LEAD_FRESH, /* they came in the last seven days */
  CRM_LEAD_EMAIL,
  CRM_LEAD_QUIET, /* nobody has spoken with them for thirty days */
  CRM_N_LEAD_REASONS,
} CrmLeadReason;

/* What their timeline says. */
typedef struct
{
  guint    asked;    /* times in the last seven days */
  gint64   asked_at; /* when they last wrote or called, of what was looked at; %CRM_UNSET for never */
  gboolean answered; /* when they were called last */
  gint64   spoken;   /* when somebody last spoke with them, either way; %CRM_UNSET for never */
} CrmLeadSigns;

typedef struct
{
  gint64 person;
  int    score;
  gint64 asked_at;                   /* when they last wrote or called; %CRM_UNSET for never */
  guint  counts[CRM_N_LEAD_REASONS]; /* how often each reason holds, 0 for not */
} CrmLead;

void  crm_lead_judge (CrmLead *self, CrmRecord *person, const CrmLeadSigns *signs, gint64 now);
int   crm_lead_reason_get_points (CrmLeadReason reason);
guint crm_lead_reason_get_most (CrmLeadReason reason);
char *crm_lead_reason_dup_text (CrmLeadReason reason, guint count, const CrmCulture *culture);
char *crm_lead_dup_reasons (const CrmLead *self, const CrmCulture *culture);

const char *crm_lead_reason_get_code (CrmLeadReason reason);

G_END_DECLS
