#pragma once

#include "crm-empty-page.h"
#include "crm-table.h"

G_BEGIN_DECLS

/* What differs between lists of records: words, orders, columns, and what shows the one that is open. */

/* An order of the menu. */
typedef struct
{
  const char *title; /* translatable */
  const char *sort;  /* as crm-sort.h has it */
} CrmDirectorySort;

typedef struct
{
  const char *icon_name;
  const char *search_hint; /* translatable, like all that follows: of the search entry */
  const char *create;      /* of the button that adds one */
  const char *empty_title;
  const char *empty_text;
  const char *none_found; /* what to do where a search finds nothing */
  const char *import;     /* (nullable): of the button that imports them */
  const char *tidy;       /* (nullable): of the menu's way to the quality of the data */
  const char *refreshes;  /* (nullable): types of which a row says something besides its record, with spaces between */

  const CrmDirectorySort *sorts;
  guint                   n_sorts;

  GtkWidget *(*new_detail) (CrmContext *context); /* a CrmDirectoryDetail */

  CrmTableType table;
} CrmDirectoryType;

void crm_directory_type_show_empty (const CrmDirectoryType *self, CrmEmptyPage *page, gboolean filtered);

G_END_DECLS
