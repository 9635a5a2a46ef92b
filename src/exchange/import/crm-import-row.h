#pragma once

#include "crm-culture.h"
#include "crm-import-draft.h"
#include "crm-import-map.h"

G_BEGIN_DECLS

/* From the cells of a row to a draft, by a map that is compiled once. Internal to the importer. */

typedef struct _CrmImportRowReader CrmImportRowReader;

/* How the values of a file are written. */
typedef struct
{
  CrmCulture  culture;
  CrmDate     today;
  const char *country; /* (nullable) */
} CrmImportWriting;

/* Which cell is wrong, and why. */
typedef struct
{
  int         column; /* -1 for the row as a whole */
  const char *value;  /* (unowned): of the cell, until the next row */
  GError     *error;  /* (owned) */
} CrmImportFault;

CrmImportRowReader *crm_import_row_reader_new (const CrmImportMap *map, const CrmImportWriting *writing);
void                crm_import_row_reader_free (CrmImportRowReader *self);
gboolean            crm_import_row_reader_fill (CrmImportRowReader *self, CrmImportDraft *draft, const char *const *cells, const gsize *lengths, gsize n_cells, CrmImportFault *fault);
CrmImportSlot       crm_import_row_reader_get_main (CrmImportRowReader *self);
gboolean            crm_import_row_has_surplus (guint n_columns, const char *const *cells, gsize n_cells, CrmImportFault *fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportRowReader, crm_import_row_reader_free)

G_END_DECLS
