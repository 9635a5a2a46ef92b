#pragma once

#include "crm-import-map.h"
#include "crm-import-presets.h"

G_BEGIN_DECLS

typedef struct
{
  char           *header; /* (owned) */
  char           *key;    /* (owned): crm_import_header_key() of it */
  CrmImportTarget target;
  guint           confidence; /* 0 to 100 */
  const char     *reason;     /* (unowned): untranslated; why that target */
  gboolean        said;       /* by a person */
} CrmImportMapColumn;

struct _CrmImportMap
{
  gatomicrefcount        refs;
  GArray                *columns; /* (owned) (element-type CrmImportMapColumn) */
  GPtrArray             *fields;  /* (owned) (nullable) (element-type CrmFieldSet) */
  const CrmImportPreset *preset;  /* (unowned) (nullable) */
  const CrmRecordType   *own;     /* (nullable): we wrote it, and its rows are these */
};

gboolean            crm_import_map_parse_target (const CrmImportMap *self, const char *text, CrmImportTarget *target, GError **error);
void                crm_import_map_guess (CrmImportMap *self, GPtrArray *rows);
CrmImportMapColumn *crm_import_map_peek (const CrmImportMap *self, guint column);
gboolean            crm_import_map_put (CrmImportMapColumn *column, const char *target, guint confidence, const char *reason);

G_END_DECLS
