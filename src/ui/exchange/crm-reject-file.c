#include "config.h"

#include "crm-reject-file.h"

#include <glib/gstdio.h>

static const char *const names[] = {
  [CRM_IMPORT_FORMAT_CSV] = "rejected.csv",
  [CRM_IMPORT_FORMAT_VCARD] = "rejected.vcf",
  [CRM_IMPORT_FORMAT_JSON] = "rejected.json",
  [CRM_IMPORT_FORMAT_ICAL] = "rejected.ics",
  [CRM_IMPORT_FORMAT_XLSX] = "rejected.csv",
  [CRM_IMPORT_FORMAT_ODS] = "rejected.csv",
  [CRM_IMPORT_FORMAT_MBOX] = "rejected.mbox",
  [CRM_IMPORT_FORMAT_EML] = "rejected.eml",
};

/**
 * crm_reject_file_make:
 *
 * Finds a place for a new file. Without a temporary folder there is none; the report lists what was rejected all the same.
 */
void
crm_reject_file_make (CrmRejectFile *self, CrmImportFormat format)
{
  crm_reject_file_clear (self);
  self->folder = g_dir_make_tmp ("crm-import-XXXXXX", NULL);
  if (self->folder != NULL)
    self->path = g_build_filename (self->folder, names[format], NULL);
}

/* Forgets it, and what is in it. */
void
crm_reject_file_clear (CrmRejectFile *self)
{
  if (self->path != NULL)
    g_unlink (self->path);
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
}

gboolean
crm_reject_file_is_there (const CrmRejectFile *self)
{
  return self->path != NULL && g_file_test (self->path, G_FILE_TEST_IS_REGULAR);
}
