#pragma once

#include "crm-command.h"
#include "crm-context.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* The groups of what is found, in the order they are shown. */
typedef enum
{
  CRM_HIT_RECENT,
  CRM_HIT_ACTION,
  CRM_HIT_PAGE,
  CRM_HIT_VIEW,
  CRM_HIT_PERSON,
  CRM_HIT_COMPANY,
  CRM_HIT_DEAL,
  CRM_HIT_SALE,
  CRM_HIT_EVENT,
  CRM_HIT_TAG,
} CrmHitGroup;

/* Something that was found: a record, a command, or what can be done with a telephone number. Counted by references. */
typedef struct
{
  CrmHitGroup       group;
  const char       *icon_name;
  char             *title;     /* (owned) */
  char             *about;     /* (owned) (nullable): a second line */
  const CrmCommand *command;   /* (nullable): what it does */
  CrmRecord        *record;    /* (owned) (nullable): what it opens */
  char             *number;    /* (owned) (nullable): of somebody who is not known yet */
  gboolean          and_first; /* opens the record and does what is done most with it */
} CrmHit;

CrmHit *crm_hit_new_command (CrmHitGroup group, const CrmCommand *command);
CrmHit *crm_hit_new_record (CrmContext *context, CrmHitGroup group, CrmRecord *record, const char *typed);
CrmHit *crm_hit_new_call (CrmContext *context, CrmRecord *record, const char *number);
CrmHit *crm_hit_new_number (CrmContext *context, const char *number);
CrmHit *crm_hit_ref (CrmHit *self);
void    crm_hit_unref (CrmHit *self);

const char *crm_hit_get_group_title (const CrmHit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmHit, crm_hit_unref)

G_END_DECLS
