#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A ZIP archive, read entry by entry and taken as hostile: what swells beyond reason when it is unpacked is refused on the way. */

typedef struct _CrmArchive CrmArchive;

CrmArchive *crm_archive_new (const char *path);
void        crm_archive_free (CrmArchive *self);
gboolean    crm_archive_find (CrmArchive *self, const char *name, GError **error);
gssize      crm_archive_read (CrmArchive *self, char *buffer, gsize size, GError **error);
gboolean    crm_archive_check_swelling (CrmArchive *self, guint64 size, GError **error);
guint64     crm_archive_get_position (CrmArchive *self);
guint64     crm_archive_get_size (CrmArchive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmArchive, crm_archive_free)

G_END_DECLS
