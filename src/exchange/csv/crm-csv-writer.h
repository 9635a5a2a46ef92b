#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  CRM_CSV_WRITER_PLAIN = 0,
  CRM_CSV_WRITER_MARK = 1 << 0, /* begin with a byte order mark, without which Excel does not see UTF-8 */
  CRM_CSV_WRITER_RAW = 1 << 1,  /* do not guard cells against formulas: for files that no spreadsheet opens */
} CrmCsvWriterFlags;

#define CRM_TYPE_CSV_WRITER (crm_csv_writer_get_type ())

G_DECLARE_FINAL_TYPE (CrmCsvWriter, crm_csv_writer, CRM, CSV_WRITER, GObject)

CrmCsvWriter *crm_csv_writer_new (GOutputStream    *stream,
                                  char              delimiter,
                                  CrmCsvWriterFlags flags);
void          crm_csv_writer_add (CrmCsvWriter *self,
                                  const char   *cell);
gboolean      crm_csv_writer_end_row (CrmCsvWriter *self,
                                      GError      **error);
gboolean      crm_csv_writer_write_row (CrmCsvWriter      *self,
                                        const char *const *cells,
                                        gsize              n_cells,
                                        GError           **error);
gboolean      crm_csv_writer_finish (CrmCsvWriter *self,
                                     GError      **error);

gboolean    crm_csv_needs_guard (const char *cell);
const char *crm_csv_unguard (const char *cell);

G_END_DECLS
