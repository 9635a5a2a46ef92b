#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The files of programs people come from, and the words that columns are headed with anywhere: tables, not code. */

typedef struct
{
  const char *header; /* as the program writes it; any number in it stands for every number */
  const char *target; /* see crm_import_target_parse() */
} CrmImportColumn;

typedef enum
{
  CRM_IMPORT_ORDER_ANY,
  CRM_IMPORT_ORDER_MONTH_FIRST,
} CrmImportOrder;

typedef struct
{
  const char            *id;           /* stable; part of the identifiers that records are known again by */
  const char            *label;        /* for people; not translated, a name */
  const char            *signature[5]; /* headers that are all there in such a file and together in no other */
  const CrmImportColumn *columns;      /* ended by NULLs */
  CrmImportOrder         order;        /* of day and month in its dates */
} CrmImportPreset;

char                  *crm_import_header_key (const char *header);
const CrmImportPreset *crm_import_preset_find (const char *const *keys, guint n_keys);
const CrmImportPreset *crm_import_preset_by_id (const char *id);
const char            *crm_import_preset_get_target (const CrmImportPreset *self, const char *key);
const char            *crm_import_synonym_find (const char *key);

G_END_DECLS
