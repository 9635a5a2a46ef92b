#pragma once

#include "crm-context.h"
#include "crm-empty-page.h"

G_BEGIN_DECLS

/* What differs between the pages of people and of companies: words, columns, and what stands beside a name. */

typedef struct
{
  const char *id;    /* stable */
  const char *title; /* translatable */
  const char *order; /* (nullable): the field the column sorts by; the alphabet is that of "name" */
  char *(*dup_text) (CrmContext *context, CrmObject *record);
  gboolean        sortable; /* the file can order by it quickly: it is in the alphabet, or a column of its own */
  int             width;    /* pixels; more if the title or the longest of its choices needs more */
  gboolean        expand;   /* takes of what is left */
  gboolean        spare;    /* left out where there is no room for all */
  const CrmField *field;    /* (nullable): whose value it shows, where there is no dup_text */
} CrmDirectoryColumn;

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

  const CrmDirectoryColumn *columns;
  guint                     n_columns;

  char *(*dup_role) (CrmContext *context, CrmObject *record);
  char *(*dup_delete_title) (CrmContext *context, guint count);
  char *(*dup_counted) (const CrmCulture *culture, guint count); /* on any thread */
} CrmDirectoryType;

extern const CrmDirectoryType crm_directory_people;
extern const CrmDirectoryType crm_directory_companies;

const CrmDirectoryType *crm_directory_type_find (const char *type_name);
void                    crm_directory_type_show_empty (const CrmDirectoryType *self, CrmEmptyPage *page, gboolean filtered);
GPtrArray              *crm_directory_type_get_counted (const CrmDirectoryType *self);

G_END_DECLS
