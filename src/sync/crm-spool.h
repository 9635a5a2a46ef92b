#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CRM_TYPE_SPOOL (crm_spool_get_type ())

/* Bytes on their way into the file: written once, with their hash and their number, and then read. They stand on the disk under no name, in the folder of the file,
 * where there has to be room for them anyway. */
G_DECLARE_FINAL_TYPE (CrmSpool, crm_spool, CRM, SPOOL, GOutputStream)

CrmSpool     *crm_spool_new (const char *folder, gint64 size_max, GError **error);
const char   *crm_spool_get_hash (CrmSpool *self);
gint64        crm_spool_get_size (CrmSpool *self);
GInputStream *crm_spool_read (CrmSpool *self, GError **error);

G_END_DECLS
