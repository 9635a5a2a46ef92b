#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The file of rows that were refused: as they were, with the reason, so that they can be mended and imported. Made with the first of them.
 * Internal to the importer. */

/* The heading of the reason. Not translated, for the importer knows it again and leaves it out. */
#define CRM_IMPORT_REASON "import_problem"

typedef struct _CrmImportRejects CrmImportRejects;

CrmImportRejects *crm_import_rejects_new (const char *path, const char *source);
void              crm_import_rejects_free (CrmImportRejects *self);
void              crm_import_rejects_set_header (CrmImportRejects *self, const char *const *header, guint n_columns, char delimiter);
gboolean          crm_import_rejects_add_row (CrmImportRejects *self, const char *const *cells, guint n_cells, const char *reason, GError **error);
gboolean          crm_import_rejects_add_text (CrmImportRejects *self, const char *text, gsize length, GError **error);
gboolean          crm_import_rejects_add_record (CrmImportRejects *self, const char *source, gsize length, gboolean is_object, const char *reason, GError **error);
gboolean          crm_import_rejects_finish (CrmImportRejects *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportRejects, crm_import_rejects_free)

G_END_DECLS
