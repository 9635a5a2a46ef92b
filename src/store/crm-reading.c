#include "config.h"

#include "crm-reading-private.h"

#include "crm-collator.h"
#include "crm-content.h"
#include "crm-fields.h"
#include "crm-index.h"
#include "crm-query-private.h"
#include "crm-record-table.h"
#include "crm-schema.h"

struct _CrmReading
{
  CrmConnection *connection; /* (owned) */
  CrmCollator   *collator;   /* (owned) */
};

/**
 * crm_reading_new:
 * @path: of a customer file of this version
 *
 * Returns: (transfer full) (nullable): the file as it is now
 */
CrmReading *
crm_reading_new (const char *path, GError **error)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (path, CRM_CONNECTION_READ, error);
  CrmReading *self;

  if (connection == NULL || !crm_connection_exec (connection, "BEGIN", error))
    return NULL;

  self = g_new0 (CrmReading, 1);
  self->collator = crm_meta_new_collator (connection);
  self->connection = g_steal_pointer (&connection);

  return self;
}

void
crm_reading_free (CrmReading *self)
{
  crm_collator_free (self->collator);
  crm_connection_close (self->connection);
  g_free (self);
}

/**
 * crm_reading_get_connection:
 *
 * Returns: (transfer none): for what reads with SQL of its own
 */
CrmConnection *
crm_reading_get_connection (CrmReading *self)
{
  return self->connection;
}

/**
 * crm_reading_load:
 *
 * Returns: (transfer full) (nullable): the record of that id, deleted or not
 */
CrmRecord *
crm_reading_load (CrmReading *self, gint64 id, GError **error)
{
  return crm_record_table_load (self->connection, id, error);
}

/**
 * crm_reading_load_fields:
 *
 * Returns: (transfer full) (nullable): every field that records of @type have in the file
 */
CrmFieldSet *
crm_reading_load_fields (CrmReading *self, const CrmRecordType *type, GError **error)
{
  return crm_fields_load (self->connection, type, error);
}

/**
 * crm_reading_dup_setting:
 *
 * Returns: (transfer full) (nullable): what the business has chosen under that name
 */
char *
crm_reading_dup_setting (CrmReading *self, const char *name)
{
  g_autofree char *key = g_strconcat ("setting:", name, NULL);
  gint64           id = crm_index_find_key (self->connection, key, crm_record_type_find ("setting"));
  g_autoptr (CrmRecord) setting = id != 0 ? crm_reading_load (self, id, NULL) : NULL;

  return setting != NULL ? g_strdup (crm_object_get_text (CRM_OBJECT (setting), "value")) : NULL;
}

/**
 * crm_reading_query:
 * @limit: at most so many, 0 for all
 * @ids: (element-type gint64): where the answer is appended
 */
gboolean
crm_reading_query (CrmReading *self, const CrmQuery *query, guint limit, GArray *ids, GError **error)
{
  return crm_query_run (query, self->connection, self->collator, limit, ids, error);
}

/**
 * crm_reading_load_content:
 *
 * As crm_store_load_content().
 */
GBytes *
crm_reading_load_content (CrmReading *self, const char *hash, char **mime, GError **error)
{
  return crm_content_load (self->connection, hash, mime, error);
}
