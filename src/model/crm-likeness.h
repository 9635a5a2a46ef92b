#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

/* Why two records may be one and the same, and how likely it is. */

typedef enum
{
  CRM_ALIKE_EMAIL,
  CRM_ALIKE_PHONE,
  CRM_ALIKE_PHONE_END, /* the same but for an area code */
  CRM_ALIKE_WEB,
  CRM_ALIKE_NAME,
  CRM_ALIKE_NAME_TURNED, /* the same parts in another order, or with other spaces */
  CRM_ALIKE_COMPANY,
} CrmAlike;

typedef struct
{
  CrmAlike alike;
  gint64   company; /* CRM_ALIKE_COMPANY: which one */
  char    *value;   /* (owned) (nullable): as the first record has it; NULL for a company */
} CrmLikenessReason;

typedef struct
{
  guint      score;   /* 0 to 100; below CRM_LIKENESS_LEAST nobody need be asked */
  GPtrArray *reasons; /* (owned) (element-type CrmLikenessReason): the strongest first */
} CrmLikeness;

#define CRM_LIKENESS_LEAST 20

CrmLikeness *crm_likeness_new (CrmRecord *one, CrmRecord *other);
void         crm_likeness_free (CrmLikeness *self);
const char  *crm_alike_get_code (CrmAlike alike);
void         crm_likeness_collect_names (CrmRecord *record, GPtrArray *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmLikeness, crm_likeness_free)

G_END_DECLS
