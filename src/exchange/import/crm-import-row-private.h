#pragma once

#include "crm-import-row.h"

G_BEGIN_DECLS

/* What is done with each cell of a row, and the doing. Internal to the row reader. */

#define CRM_IMPORT_NO_COLUMN G_MAXUINT

typedef struct
{
  CrmImportKind   kind;
  CrmImportSlot   slot;
  const CrmField *field;  /* (nullable): CRM_IMPORT_FIELD */
  guint           number; /* of that field, or of the address part */
  const char     *text;   /* (unowned) (nullable): kind of contact point or date, role or department */
  const char     *label;  /* (unowned) (nullable) */
  guint           label_column;
  guint           address; /* times CRM_IMPORT_N_SLOTS, plus the slot */
  const char     *header;  /* (unowned): the map's */
  guint           group;   /* of the headings */
} CrmImportAction;

struct _CrmImportRowReader
{
  CrmImportMap    *map;     /* (owned) */
  CrmImportAction *actions; /* (owned): one a column */
  guint            n_actions;
  guint            currency_column;
  CrmImportSlot    main;
  CrmImportWriting writing;
};

typedef struct
{
  CrmImportRowReader *reader;
  CrmImportDraft     *draft;
  const char *const  *cells;
  gsize               n_cells;
  CrmImportFault     *fault;
} CrmImportRow;

/* Values that a record has several of. */
void     crm_import_row_add_contacts (CrmImportRow *row, const CrmImportAction *action, const char *cell);
void     crm_import_row_add_address (CrmImportRow *row, const CrmImportAction *action, const char *cell);
void     crm_import_row_add_tags (CrmImportRow *row, const CrmImportAction *action, const char *cell);
gboolean crm_import_row_add_date (CrmImportRow *row, const CrmImportAction *action, const char *cell);
void     crm_import_row_add_foreign (CrmImportRow *row, const CrmImportAction *action, const char *cell);

/* Values that it has one of. */
gboolean    crm_import_row_put_field (CrmImportRow *row, const CrmImportAction *action, const char *cell);
gboolean    crm_import_row_put_done (CrmImportRow *row, const char *cell);
void        crm_import_row_put_note (CrmImportRow *row, const char *cell);
const char *crm_import_row_get_cell (const CrmImportRow *row, guint column);
gboolean    crm_import_row_fail (CrmImportRow *row, const char *cell);

G_END_DECLS
