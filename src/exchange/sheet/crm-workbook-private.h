#pragma once

#include "crm-workbook.h"

G_BEGIN_DECLS

/* As spreadsheets have it: the last row, and the last column, XFD. */
#define CRM_SHEET_ROWS 1048576
#define CRM_SHEET_COLUMNS 16384

gboolean crm_workbook_read_xlsx (CrmWorkbook *self, CrmArchive *archive, GError **error);
gboolean crm_workbook_read_ods (CrmWorkbook *self, CrmArchive *archive, GError **error);
void     crm_workbook_add_sheet (CrmWorkbook *self, const char *name, char *entry, guint place);

/* The rows of one sheet, one after the other. */
typedef struct
{
  const CrmWorkbook *book;
  CrmArchive        *archive; /* (owned) */
  CrmXml            *xml;     /* (owned) */
  guint              row;     /* the last one that was read, from 1 */
  guint              repeats; /* how often the last one is still to come again */
  GString           *text;    /* (owned): of the cell that is read */
  GString           *line;    /* (owned): the last row, to be repeated */
  guint64            written; /* bytes of CSV */
} CrmSheetRows;

/* Each appends the next row that has something, as RFC 4180 writes it, with an empty line for every row before it that has nothing.
 * Returns: %FALSE at the end, as crm_xml_next(). */
gboolean crm_sheet_rows_next_xlsx (CrmSheetRows *self, GString *csv);
gboolean crm_sheet_rows_next_ods (CrmSheetRows *self, GString *csv);

void crm_sheet_append_cell (GString *line, guint *n_cells, guint column, const char *text);

G_END_DECLS
