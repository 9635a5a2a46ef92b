#pragma once

#include <gio/gio.h>

#include "crm-problems.h"

G_BEGIN_DECLS

typedef enum
{
  CRM_CSV_HEADER_GUESS,
  CRM_CSV_HEADER_YES,
  CRM_CSV_HEADER_NO,
} CrmCsvHeader;

/* What a person says about a file; all zero where they leave it to the reader. */
typedef struct
{
  const char  *charset;   /* (nullable) */
  char         delimiter; /* or 0 */
  CrmCsvHeader header;
  const char  *sheet;         /* (nullable): of a workbook: the name of the sheet */
  gboolean     record_a_line; /* records count as lines, whatever breaks their cells have: the rows of a sheet */
} CrmCsvOptions;

typedef struct
{
  const char *const *fields;   /* (array length=n_fields): UTF-8, each with its terminator */
  const gsize       *lengths;  /* (array length=n_fields): in bytes */
  gsize              n_fields; /* as many as the row has, which may not be as many as the header */
  guint64            line;     /* the first line of the file the row is on, from 1 */
} CrmCsvRow;

#define CRM_TYPE_CSV_READER (crm_csv_reader_get_type ())

G_DECLARE_FINAL_TYPE (CrmCsvReader, crm_csv_reader, CRM, CSV_READER, GObject)

CrmCsvReader      *crm_csv_reader_new_for_path (const char          *path,
                                                const CrmCsvOptions *options,
                                                GError             **error);
CrmCsvReader      *crm_csv_reader_new_for_stream (GInputStream        *stream,
                                                  const CrmCsvOptions *options,
                                                  GError             **error);
const CrmCsvRow   *crm_csv_reader_next (CrmCsvReader *self,
                                        GError      **error);
guint64            crm_csv_reader_get_line (CrmCsvReader *self);
const char *const *crm_csv_reader_get_header (CrmCsvReader *self);
char               crm_csv_reader_get_delimiter (CrmCsvReader *self);
const char        *crm_csv_reader_get_charset (CrmCsvReader *self);
const char        *crm_csv_reader_get_charset_reason (CrmCsvReader *self);
guint64            crm_csv_reader_get_bytes_read (CrmCsvReader *self);
void               crm_csv_reader_set_size (CrmCsvReader *self, guint64 size);
guint64            crm_csv_reader_get_size (CrmCsvReader *self);
guint64            crm_csv_reader_get_replaced (CrmCsvReader *self);
guint64            crm_csv_reader_get_nuls (CrmCsvReader *self);
const CrmProblems *crm_csv_reader_get_problems (CrmCsvReader *self);

G_END_DECLS
