#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* What differs between tables of records: columns and words. */

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
  gboolean        numeric;  /* figures, which stand on the right */
} CrmTableColumn;

typedef struct
{
  const char *type_name;
  const char *title;        /* translatable: of the list, for those who do not see it */
  const char *default_sort; /* as crm-sort.h has it */
  gboolean    can_merge;    /* two that are chosen can become one */

  const CrmTableColumn *columns; /* the usual ones; the first is always shown, and heads a row where there is no room for columns */
  guint                 n_columns;

  /* Of such a row: */
  gboolean has_faces;                                          /* somebody's picture stands before it */
  char *(*dup_value) (CrmContext *context, CrmObject *record); /* (nullable): at the end of its first line */
  char *(*dup_about) (CrmContext *context, CrmObject *record); /* its second line */

  gboolean (*is_sortable) (const CrmField *field); /* whether the file can order by a field that is not among these */
  char *(*dup_delete_title) (CrmContext *context, guint count);
  char *(*dup_counted) (const CrmCulture *culture, guint count); /* on any thread */
} CrmTableType;

G_END_DECLS
