#pragma once

#include "crm-context.h"
#include "crm-import-habits.h"
#include "crm-import.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is seen of a file before it is imported: read from its beginning, quick however large it is. */
typedef struct
{
  CrmImportFormat  format;
  const char      *reason;         /* (unowned): a sentence, why it is of that format */
  char            *name;           /* (owned): of the file, for people */
  char           **sheets;         /* (owned) (nullable): of a workbook, their names */
  guint            sheet;          /* of these, the one that was looked at */
  char            *charset;        /* (owned) (nullable): of a CSV file */
  char            *charset_reason; /* (owned) (nullable): a sentence */
  char             delimiter;      /* of a CSV file */
  gboolean         has_header;     /* of a table */
  guint            n_rows;         /* of a table, as many as were counted */
  guint64          bytes;
  CrmImportMap    *map;    /* (owned) (nullable): of a table */
  GPtrArray       *rows;   /* (owned) (nullable) (element-type GStrv): the first rows of a table */
  CrmImportHabits *habits; /* (owned) (nullable): of a table */
} CrmImportLook;

void           crm_import_look_async (const char *path, const CrmCsvOptions *csv, CrmContext *context, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmImportLook *crm_import_look_finish (GAsyncResult *result, GError **error);
void           crm_import_look_free (CrmImportLook *self);
const char    *crm_import_look_format_name (const CrmImportLook *self);
char          *crm_import_look_dup_size (const CrmImportLook *self, CrmContext *context);
gboolean       crm_import_look_is_empty (const CrmImportLook *self, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportLook, crm_import_look_free)

G_END_DECLS
