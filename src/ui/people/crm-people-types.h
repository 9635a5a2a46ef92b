#pragma once

#include "crm-directory-type.h"

G_BEGIN_DECLS

/* What differs between the pages of people and of companies: words, columns, and what stands beside a name. */

typedef struct
{
  const char *title; /* translatable */

  char *(*dup_role) (CrmContext *context, CrmObject *record);

  CrmDirectoryType directory;
} CrmPeopleType;

const CrmPeopleType *crm_people_type_find (const char *type_name);

G_END_DECLS
