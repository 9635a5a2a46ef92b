#pragma once

#include "crm-import-private.h"
#include "crm-resolver.h"

G_BEGIN_DECLS

/* Records that a file of ours tells whole: known by their uids, saved as they were. Internal to the importer.
 *
 * A record may refer to one that comes later. One that cannot be without it waits for its turn; another is saved, and completed at the end.
 * Such a record is read again from its place, which the driver of the format keeps. */

typedef struct _CrmImportWhole CrmImportWhole;

/* Where a record stands. */
typedef struct
{
  guint64 at;   /* what the driver finds it by */
  guint64 line; /* from 1 */
} CrmImportPlace;

typedef struct
{
  /* Where the record that was begun last can be read again. */
  CrmImportPlace (*keep) (CrmImportWhole *self, gpointer user_data);
  /* Reads it again, from crm_import_whole_begin() on. */
  gboolean (*read) (CrmImportWhole *self, CrmImportPlace place, gpointer user_data, GError **error);
  /* Tells of the record that was begun last, and writes it to the rejects. @field: (nullable): where it is wrong. */
  gboolean (*reject) (CrmImportWhole *self, const char *field, const char *reason, gpointer user_data, GError **error);
} CrmImportWholeFuncs;

CrmImportWhole    *crm_import_whole_new (CrmImportJob *job, const char *source, const CrmImportWholeFuncs *funcs, gpointer user_data);
void               crm_import_whole_free (CrmImportWhole *self);
const CrmResolver *crm_import_whole_get_resolver (CrmImportWhole *self);
CrmRecord         *crm_import_whole_begin (CrmImportWhole *self, const CrmRecordType *type, const char *uid, gint64 added_at, guint64 line);
gboolean           crm_import_whole_miss (CrmImportWhole *self, const CrmField *field, const GError *failure);
void               crm_import_whole_tell (CrmImportWhole *self, const char *problem);
void               crm_import_whole_keep (CrmImportWhole *self, const char *name, const char *value);
gboolean           crm_import_whole_take (CrmImportWhole *self, GError **error);
gboolean           crm_import_whole_finish (CrmImportWhole *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportWhole, crm_import_whole_free)

G_END_DECLS
