#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

/* What follows so many bytes is not read: whoever pastes is told. */
#define CRM_LEAD_TEXT_MOST 20000

/* A message or a business card, pasted: who it is from, as far as it says so. */
typedef struct
{
  CrmRecord *person;  /* (owned): a draft with name, numbers and addresses */
  char      *company; /* (owned) (nullable) */
  char      *note;    /* (owned) (nullable): the rest, in its order */
  gboolean   cut;     /* there was more than is read */
} CrmLeadText;

void crm_lead_text_parse (CrmLeadText *self, const char *text, const char *country);
void crm_lead_text_clear (CrmLeadText *self);
void crm_lead_text_put_name (CrmRecord *person, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmLeadText, crm_lead_text_clear)

G_END_DECLS
