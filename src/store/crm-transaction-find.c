/* What is in the file as the change has it so far. */

#include "config.h"

#include "crm-transaction-private.h"

#include "crm-record-table.h"

static void
look_up (CrmTransaction *self, gint64 hash, GArray *ids)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, "SELECT record FROM lookup WHERE key = ?1");

  crm_statement_bind_int_at (statement, 1, hash);
  crm_statement_collect (statement, ids, NULL);
}

/**
 * crm_transaction_find:
 * @key: "kind:value", as records collect them
 * @code: the type wanted
 *
 * Returns: (transfer full) (element-type gint64): ids of the living records found under @key, this change's own included. A hash may
 *   meet a stranger: who must be sure compares the record. Where they cannot be read, the change is not committed.
 */
GArray *
crm_transaction_find (CrmTransaction *self, const char *key, guint code)
{
  gint64  hash = crm_lookup_hash (key);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (crm_indexer_find_key (self->indexer, hash, ids))
    look_up (self, hash, ids);
  for (guint i = ids->len; i > 0; i--)
    {
      if (crm_id_code (g_array_index (ids, gint64, i - 1)) != code)
        g_array_remove_index (ids, i - 1);
    }

  return ids;
}

gint64
crm_transaction_find_uid (CrmTransaction *self, const CrmRecordType *type, const char *uid)
{
  return crm_record_table_find_uid (self->connection, type, uid);
}

/**
 * crm_transaction_find_exactly:
 *
 * Returns: the id of the record of that type and uid, deleted or merged as it may be; 0 where there is none
 */
gint64
crm_transaction_find_exactly (CrmTransaction *self, const CrmRecordType *type, const char *uid)
{
  return crm_record_table_find_exactly (self->connection, type, uid);
}

/**
 * crm_transaction_get_fields:
 *
 * Returns: (transfer none): every field that records of @type have as the change has it so far, valid as long as @self
 */
CrmFieldSet *
crm_transaction_get_fields (CrmTransaction *self, const CrmRecordType *type)
{
  if (crm_change_set_has_type (self->set, crm_record_type_find ("custom_field")->code))
    crm_fields_forget (self->fields);

  return crm_fields_get (self->fields, self->connection, type);
}
