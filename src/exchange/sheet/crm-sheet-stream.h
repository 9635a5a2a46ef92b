#pragma once

#include "crm-workbook.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One sheet of a workbook as CSV in UTF-8: cells as they were typed, every row of the sheet a record, empty ones too. It is made while it is
 * read, in the memory of one row; g_seekable_tell() says how much of the sheet was read. */

#define CRM_TYPE_SHEET_STREAM (crm_sheet_stream_get_type ())

G_DECLARE_FINAL_TYPE (CrmSheetStream, crm_sheet_stream, CRM, SHEET_STREAM, GInputStream)

CrmSheetStream *crm_sheet_stream_new (CrmWorkbook *book, guint sheet, GError **error);
guint64         crm_sheet_stream_get_size (CrmSheetStream *self);

G_END_DECLS
