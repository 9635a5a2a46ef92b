#include "config.h"

#include "crm-workbook-private.h"

#include "crm-error.h"
#include "crm-number-format.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define ODS_TYPE "application/vnd.oasis.opendocument.spreadsheet"

static void
sheet_free (gpointer data)
{
  CrmSheet *self = data;

  g_free (self->name);
  g_free (self->entry);
  g_free (self);
}

static gboolean
is_zip (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char  magic[4];
  gsize length;

  return stream != NULL && g_input_stream_read_all (G_INPUT_STREAM (stream), magic, sizeof magic, &length, NULL, NULL) && length == sizeof magic && memcmp (magic, "PK\003\004", sizeof magic) == 0;
}

static gboolean
is_ods (CrmArchive *archive)
{
  char   type[sizeof ODS_TYPE] = "";
  gssize n = crm_archive_find (archive, "mimetype", NULL) ? crm_archive_read (archive, type, sizeof type - 1, NULL) : 0;

  return n == (gssize) strlen (ODS_TYPE) && memcmp (type, ODS_TYPE, (gsize) n) == 0;
}

/**
 * crm_workbook_detect:
 *
 * Returns: what the file is, by its content; a template of sheets is one, too
 */
CrmWorkbookKind
crm_workbook_detect (const char *path)
{
  g_autoptr (CrmArchive) archive = NULL;

  if (!is_zip (path))
    return CRM_WORKBOOK_NONE;

  archive = crm_archive_new (path);
  if (crm_archive_find (archive, "xl/workbook.xml", NULL))
    return CRM_WORKBOOK_XLSX;

  return is_ods (archive) ? CRM_WORKBOOK_ODS : CRM_WORKBOOK_NONE;
}

void
crm_workbook_add_sheet (CrmWorkbook *self, const char *name, char *entry, guint place)
{
  CrmSheet *sheet = g_new0 (CrmSheet, 1);

  sheet->name = g_strdup (name != NULL ? name : "");
  sheet->entry = entry;
  sheet->place = place;
  g_ptr_array_add (self->sheets, sheet);
}

/**
 * crm_workbook_open:
 * @path: of a file that crm_workbook_detect() knows
 *
 * Reads which sheets there are. Reads the disk: for a worker.
 *
 * Returns: (transfer full) (nullable): the workbook; %NULL with @error set where it is protected, damaged or not as such files are
 */
CrmWorkbook *
crm_workbook_open (const char *path, GError **error)
{
  g_autoptr (CrmWorkbook) self = g_new0 (CrmWorkbook, 1);
  g_autoptr (CrmArchive) archive = crm_archive_new (path);

  g_atomic_ref_count_init (&self->refs);
  self->kind = crm_workbook_detect (path);
  self->path = g_strdup (path);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  if (!(self->kind == CRM_WORKBOOK_ODS ? crm_workbook_read_ods (self, archive, error) : crm_workbook_read_xlsx (self, archive, error)))
    return NULL;
  if (self->sheets->len == 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("There is no sheet in the file."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

CrmWorkbook *
crm_workbook_ref (CrmWorkbook *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
crm_workbook_unref (CrmWorkbook *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->strings, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->formats, g_array_unref);
  g_ptr_array_unref (self->sheets);
  g_free (self->path);
  g_free (self);
}

/* Empty cells are written only before one that is not. */
void
crm_sheet_append_cell (GString *line, guint *n_cells, guint column, const char *text)
{
  if (*text == '\0')
    return;

  /* The first cell has no comma before it. */
  for (guint i = *n_cells > 0 ? *n_cells - 1 : 0; i < column; i++)
    g_string_append_c (line, ',');
  *n_cells = column + 1;
  g_string_append_c (line, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}
