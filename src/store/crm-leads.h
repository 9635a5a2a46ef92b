#pragma once

#include "crm-lead.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* The leads of a file: who they are, the most promising first, and what becomes of them, each as one change. */

/* What a lead becomes. Nobody types anything twice: what is not said is taken from the person. */
typedef struct
{
  gint64 person;
  gint64 pipeline; /* where the deal begins; 0 for the first */
  gint64 stage;    /* of that pipeline; 0 for its first open one */
  char  *company;  /* (owned) (nullable): its name, where the person has none yet; found or made */
  char  *title;    /* (owned) (nullable): of the deal */
  gint64 value;    /* CRM_UNSET for none */
  char  *currency; /* (owned) (nullable) */
  gint64 deal;     /* (out): what it became */
} CrmLeadConversion;

/* Somebody who is no lead after all. */
typedef struct
{
  gint64 person;
  char  *reason; /* (owned) (nullable): in words, for the timeline */
} CrmLeadDismissal;

/* Somebody new who asked. */
typedef struct
{
  CrmRecord *person;  /* (owned): a draft, of somebody new or of somebody who is there already */
  char      *company; /* (owned) (nullable): its name; found or made */
  char      *note;    /* (owned) (nullable): what they wrote */
} CrmLeadArrival;

GArray  *crm_leads_load (CrmStore *store, gint64 now, GError **error);
gboolean crm_leads_judge (CrmStore *store, CrmRecord *person, gint64 now, CrmLead *lead);

gboolean crm_lead_add (CrmTransaction *transaction, gpointer arrival, GCancellable *cancellable, GError **error);
void     crm_lead_arrival_free (CrmLeadArrival *self);
gboolean crm_lead_dismiss (CrmTransaction *transaction, gpointer dismissal, GCancellable *cancellable, GError **error);
void     crm_lead_dismissal_free (CrmLeadDismissal *self);

CrmRecord *crm_lead_find (CrmTransaction *transaction, gint64 id, GError **error);

char    *crm_leads_dup_request (CrmStore *store, CrmRecord *person);
gboolean crm_lead_convert (CrmTransaction *transaction, gpointer conversion, GCancellable *cancellable, GError **error);
void     crm_lead_conversion_free (CrmLeadConversion *self);
gint64   crm_lead_find_company (CrmTransaction *transaction, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmLeadArrival, crm_lead_arrival_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmLeadConversion, crm_lead_conversion_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmLeadDismissal, crm_lead_dismissal_free)

G_END_DECLS
