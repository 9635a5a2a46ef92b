/* What the rules of records may ask of the change they are saved in. */

#include "config.h"

#include "crm-transaction-private.h"

#include "crm-clock.h"
#include "crm-schema.h"

static CrmTransaction *
get_transaction (CrmRecordContext *context)
{
  return ((CrmTransactionContext *) context)->transaction;
}

static CrmRecord *
context_load (CrmRecordContext *context, gint64 id)
{
  return crm_transaction_load (get_transaction (context), id, NULL);
}

static GArray *
context_list (CrmRecordContext *context, const char *type_name, const char *key)
{
  return crm_transaction_find (get_transaction (context), key, crm_record_type_find (type_name)->code);
}

static gint64
context_find (CrmRecordContext *context, const char *type_name, const char *key)
{
  g_autoptr (GArray) ids = context_list (context, type_name, key);

  return ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
}

static char *
context_dup_device (CrmRecordContext *context)
{
  return crm_meta_get (get_transaction (context)->connection, "device");
}

static gboolean
context_is_shared (CrmRecordContext *context)
{
  gint64 n = 0;

  return crm_connection_get_int (get_transaction (context)->connection, "SELECT count (*) FROM remote /* scan: the servers of the file */", &n, NULL) && n > 0;
}

static gboolean
context_save (CrmRecordContext *context, CrmRecord *record, GError **error)
{
  /* Not before the record it follows from is in the file itself. */
  g_ptr_array_add (get_transaction (context)->followers, g_object_ref (record));
  return TRUE;
}

/* The transaction begins now. */
void
crm_transaction_init_context (CrmTransaction *self)
{
  self->context = (CrmTransactionContext){
    .base = {
        .now = crm_clock_now (),
        .load = context_load,
        .save = context_save,
        .find = context_find,
        .list = context_list,
        .dup_device = context_dup_device,
        .is_shared = context_is_shared,
    },
    .transaction = self,
  };
}
