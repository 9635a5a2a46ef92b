#pragma once

#include "crm-context.h"
#include "crm-empty-page.h"
#include "crm-table.h"

G_BEGIN_DECLS

/* What differs between the pages of people and of companies: words, columns, and what stands beside a name. */

typedef struct
{
  const char *type_name;
  const char *title;       /* translatable, like all below */
  const char *icon_name;   /* not translatable */
  const char *search_hint; /* of the search entry */
  const char *create;      /* of the button that adds one */
  const char *empty_title;
  const char *empty_text;
  const char *import;    /* (nullable): of the button that imports them */
  const char *none_open; /* where the detail would be */

  char *(*dup_role) (CrmContext *context, CrmObject *record);

  CrmTableType table;
} CrmDirectoryType;

extern const CrmDirectoryType crm_directory_people;
extern const CrmDirectoryType crm_directory_companies;

const CrmDirectoryType *crm_directory_type_find (const char *type_name);
void                    crm_directory_type_show_empty (const CrmDirectoryType *self, CrmEmptyPage *page, gboolean filtered);

G_END_DECLS
