#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finds where the fields of one CSV record begin and end in a buffer. Pure: no I/O, no allocation while scanning. */

#define CRM_CSV_COLUMNS_MAX 2000
#define CRM_CSV_FIELD_MAX (1024 * 1024)

typedef enum
{
  CRM_CSV_SCAN_RECORD,   /* a record was found */
  CRM_CSV_SCAN_MORE,     /* the buffer ends inside the record */
  CRM_CSV_SCAN_UNCLOSED, /* a quotation mark opens at `quote` and closes nowhere near */
} CrmCsvScanResult;

typedef struct
{
  gsize    begin;
  gsize    end;
  gboolean quoted;
  gboolean escaped; /* holds doubled or backslashed quotes to undo */
  char     stop;    /* the byte that ended the field */
} CrmCsvSpan;

typedef struct
{
  /* How to read; see crm_csv_scan_init() */
  guint8   classes[256];
  gboolean backslash;

  /* Where quotes are letters: from here to the end of the record */
  gsize literal_from;

  /* Memory between calls: no closing quote was found before this offset */
  gsize no_close_before;

  /* The record found */
  CrmCsvSpan spans[CRM_CSV_COLUMNS_MAX];
  gsize      n_fields; /* may be more than there are spans */
  gsize      next;     /* where the next record begins */
  guint64    lines;    /* how many lines of the file it takes */
  gsize      longest;  /* bytes of its longest field */
  guint      strays;   /* quotes inside a quoted field that were neither doubled nor closing */

  /* CRM_CSV_SCAN_UNCLOSED */
  gsize   quote;
  guint64 quote_line; /* lines between the record's first and that of the quote */
} CrmCsvScan;

void             crm_csv_scan_init (CrmCsvScan *self,
                                    const char *delimiters,
                                    gboolean    backslash);
CrmCsvScanResult crm_csv_scan_record (CrmCsvScan *self,
                                      char       *text,
                                      gsize       length,
                                      gsize       begin,
                                      gboolean    at_end);
gsize            crm_csv_scan_unescape (const CrmCsvScan *self,
                                        char             *text,
                                        const CrmCsvSpan *span);
gboolean         crm_csv_scan_is_blank (const CrmCsvScan *self);

G_END_DECLS
