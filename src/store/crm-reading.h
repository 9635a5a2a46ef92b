#pragma once

#include "crm-field-set.h"
#include "crm-query.h"
#include "crm-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A customer file as it is at one instant, read with a connection of its own: for what reads much and on another thread, such as an
 * export. Belongs to one thread at a time; its records are not shared. What is written meanwhile is not seen. */

typedef struct _CrmReading CrmReading;

CrmReading  *crm_reading_new (const char *path, GError **error);
void         crm_reading_free (CrmReading *self);
CrmFieldSet *crm_reading_load_fields (CrmReading *self, const CrmRecordType *type, GError **error);
CrmRecord   *crm_reading_load (CrmReading *self, gint64 id, GError **error);
char        *crm_reading_dup_setting (CrmReading *self, const char *name);
gboolean     crm_reading_query (CrmReading *self, const CrmQuery *query, guint limit, GArray *ids, GError **error);
GBytes      *crm_reading_load_content (CrmReading *self, const char *hash, char **mime, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmReading, crm_reading_free)

G_END_DECLS
