#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How one CSV file is written, found by looking at its beginning. */

typedef struct
{
  char     delimiter;
  gboolean backslash;  /* quotes inside quotes are written \" */
  gboolean has_header; /* the first record names the columns */
  gsize    begin;      /* where the first record begins, after a preamble */
  guint64  line;       /* the line that is on, from 1 */
} CrmCsvDialect;

void crm_csv_dialect_guess (CrmCsvDialect *self,
                            char          *text,
                            gsize          length,
                            gboolean       at_end,
                            char           delimiter,
                            gboolean       headless);

G_END_DECLS
