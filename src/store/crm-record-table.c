#include "config.h"

#include "crm-record-table.h"

#include "crm-change-record.h"
#include "crm-error.h"
#include "crm-journal.h"
#include "crm-uid.h"
#include "crm-write-behind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* id, uid, created_at, updated_at, deleted_at stand before the declared columns. */
#define FIXED_COLUMNS 5

typedef struct
{
  char *insert; /* (owned) */
  char *update; /* (owned) */
  char *select; /* (owned) */
} Texts;

static GMutex texts_mutex;
static Texts  texts_by_code[1 << CRM_ID_CODE_BITS];

static void
make_texts (const CrmRecordType *type, Texts *texts)
{
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);
  g_autoptr (GString) columns = g_string_new ("id, uid, created_at, updated_at, deleted_at");
  g_autoptr (GString) marks = g_string_new ("?1, ?2, ?3, ?4, ?5");
  g_autoptr (GString) sets = g_string_new ("updated_at = ?4, deleted_at = ?5");

  for (guint i = 0; i < n_fields; i++)
    {
      g_string_append_printf (columns, ", %s", fields[i].name);
      g_string_append_printf (marks, ", ?%u", FIXED_COLUMNS + i + 1);
      g_string_append_printf (sets, ", %s = ?%u", fields[i].name, FIXED_COLUMNS + i + 1);
    }
  texts->insert = g_strdup_printf ("INSERT OR FAIL INTO %s (%s) VALUES (%s)", type->name, columns->str, marks->str);
  texts->update = g_strdup_printf ("UPDATE OR FAIL %s SET %s WHERE id = ?1", type->name, sets->str);
  texts->select = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?1", columns->str, type->name);
}

static const Texts *
get_texts (const CrmRecordType *type)
{
  Texts *texts = &texts_by_code[type->code];

  g_mutex_lock (&texts_mutex);
  if (texts->select == NULL)
    make_texts (type, texts);
  g_mutex_unlock (&texts_mutex);

  return texts;
}

/* Where the values of a row go: into a statement that is run at once, or to the thread behind. */
typedef struct
{
  CrmConnection *connection;
  CrmStatement  *statement; /* (nullable) */
} Row;

static void
put_integer (const Row *row, int position, gint64 value)
{
  if (row->statement != NULL)
    crm_statement_bind_int_at (row->statement, position, value);
  else
    crm_connection_put_int (row->connection, position, value);
}

static void
put_text (const Row *row, int position, const char *text)
{
  if (row->statement != NULL)
    crm_statement_bind_text_at (row->statement, position, text);
  else
    crm_connection_put_text (row->connection, position, text);
}

static void
put_instant (const Row *row, int position, gint64 instant)
{
  if (instant != 0)
    put_integer (row, position, instant);
}

static void
put_uid (const Row *row, int position, const guint8 *uid)
{
  if (row->statement != NULL)
    crm_statement_bind_blob_at (row->statement, position, uid, CRM_UID_SIZE);
  else
    crm_connection_put_blob (row->connection, position, uid, CRM_UID_SIZE);
}

static void
put_fields (const Row *row, CrmRecord *record)
{
  CrmObject      *object = CRM_OBJECT (record);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      int position = FIXED_COLUMNS + (int) i + 1;

      /* What is not put is NULL. */
      if (!crm_object_is_set (object, i))
        continue;
      if (fields[i].kind == CRM_KIND_ITEMS)
        {
          put_text (row, position, crm_object_peek_items_json (object, i));
        }
      else if (crm_kind_is_integer (fields[i].kind))
        {
          put_integer (row, position, crm_object_peek_integer (object, i));
        }
      else
        {
          put_text (row, position, crm_object_peek_text (object, i));
        }
    }
}

static gboolean
write_row (CrmConnection *connection, CrmRecord *record, const char *sql, gboolean is_new, GError **error)
{
  gboolean behind = is_new && crm_connection_is_behind (connection);
  g_autoptr (CrmStatement) statement = behind ? NULL : crm_connection_prepare (connection, sql);
  const Row row = { connection, statement };
  guint8    uid[CRM_UID_SIZE];

  put_integer (&row, 1, crm_record_get_id (record));
  if (is_new)
    {
      crm_uid_to_bytes (crm_record_get_uid (record), uid);
      put_uid (&row, 2, uid);
      put_integer (&row, 3, crm_record_get_created_at (record));
    }
  put_instant (&row, 4, crm_record_get_updated_at (record));
  put_instant (&row, 5, crm_record_get_deleted_at (record));
  put_fields (&row, record);

  return behind ? crm_connection_end_row (connection, sql, error) : crm_statement_run (statement, error);
}

gboolean
crm_record_table_insert (CrmConnection *connection, CrmRecord *record, GError **error)
{
  return write_row (connection, record, get_texts (crm_record_get_record_type (record))->insert, TRUE, error);
}

gboolean
crm_record_table_update (CrmConnection *connection, CrmRecord *record, GError **error)
{
  return write_row (connection, record, get_texts (crm_record_get_record_type (record))->update, FALSE, error);
}

/**
 * crm_record_table_set_created_at:
 * @id: of a record of which nothing follows from when it was made
 */
gboolean
crm_record_table_set_created_at (CrmConnection *connection, gint64 id, gint64 created_at, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare_for (connection, "UPDATE %s SET created_at = ?2 WHERE id = ?1", crm_record_type_of_id (id)->name);

  crm_statement_bind_int_at (statement, 1, id);
  crm_statement_bind_int_at (statement, 2, created_at);

  return crm_statement_run (statement, error);
}

static void
read_field (CrmStatement *statement, CrmRecord *record, guint number, const CrmField *field)
{
  CrmObject *object = CRM_OBJECT (record);
  int        column = FIXED_COLUMNS + (int) number;

  if (crm_statement_is_null (statement, column))
    return;
  if (field->kind == CRM_KIND_ITEMS)
    crm_object_put_items_json (object, number, crm_statement_get_text (statement, column));
  else if (crm_kind_is_integer (field->kind))
    crm_object_put_integer (object, number, crm_statement_get_int (statement, column));
  else
    crm_object_put_text (object, number, crm_statement_get_text (statement, column));
}

static CrmRecord *
read_row (CrmStatement *statement, const CrmRecordType *type)
{
  CrmRecord      *record = g_object_new (type->get_type (), NULL);
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);
  gsize           size;
  const guint8   *uid = crm_statement_get_blob (statement, 1, &size);
  char            text[CRM_UID_LENGTH + 1] = "";

  if (size == CRM_UID_SIZE)
    crm_uid_from_bytes (uid, text);
  crm_record_set_id (record, crm_statement_get_int (statement, 0));
  crm_record_set_uid (record, text);
  crm_record_set_times (record, crm_statement_get_int (statement, 2), crm_statement_get_int (statement, 3), crm_statement_get_int (statement, 4));
  for (guint i = 0; i < n_fields; i++)
    read_field (statement, record, i, &fields[i]);
  crm_object_set_touched (CRM_OBJECT (record), 0);

  return record;
}

static CrmRecord *
load_change (CrmConnection *connection, gint64 id, GError **error)
{
  g_autoptr (CrmJournalChange) change = crm_journal_load_change (connection, crm_id_sequence (id), error);
  CrmRecord *record;

  if (change == NULL)
    return NULL;

  record = g_object_new (CRM_TYPE_CHANGE_RECORD, "title", change->title, "kind", change->kind, "at", change->at, "author", change->author, "device", change->device, NULL);
  crm_record_set_id (record, id);
  crm_record_set_times (record, change->at, 0, 0);

  return record;
}

/**
 * crm_record_table_load:
 * @id: of any record type, or of a change
 *
 * Returns: (transfer full) (nullable): the record, deleted or not; %CRM_ERROR_NOT_FOUND where there is none
 */
CrmRecord *
crm_record_table_load (CrmConnection *connection, gint64 id, GError **error)
{
  const CrmRecordType *type = crm_record_type_of_id (id);
  g_autoptr (CrmStatement) statement = NULL;

  if (crm_id_code (id) == CRM_CODE_CHANGE)
    return load_change (connection, id, error);
  if (type != NULL)
    {
      statement = crm_connection_prepare (connection, get_texts (type)->select);
      crm_statement_bind_int_at (statement, 1, id);
      if (crm_statement_next (statement))
        return read_row (statement, type);
    }

  if (statement == NULL || crm_statement_finish (statement, error))
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no such record any more."));

  return NULL;
}

/* More merges in a row than anybody makes; a file that was tampered with may go round in circles. */
#define MERGES_MAX 100

static gint64
follow_merges (CrmConnection *connection, const CrmRecordType *type, gint64 id)
{
  if (crm_object_class_find_field (crm_record_type_peek_class (type), "merged_into") < 0)
    return id;

  for (guint i = 0; id != 0 && i < MERGES_MAX; i++)
    {
      g_autoptr (CrmStatement) statement = crm_connection_prepare_for (connection, "SELECT merged_into FROM %s WHERE id = ?1 AND deleted_at IS NOT NULL AND merged_into IS NOT NULL", type->name);

      crm_statement_bind_int_at (statement, 1, id);
      if (!crm_statement_step (statement, NULL))
        break;
      id = crm_statement_get_int (statement, 0);
    }

  return id;
}

/**
 * crm_record_table_find_exactly:
 *
 * Returns: the id of the record of that type and uid, deleted or merged as it may be; 0 where there is none
 */
gint64
crm_record_table_find_exactly (CrmConnection *connection, const CrmRecordType *type, const char *uid)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare_for (connection, "SELECT id FROM %s WHERE uid = :uid", type->name);
  guint8 bytes[CRM_UID_SIZE];

  if (!crm_uid_is_valid (uid))
    return 0;

  crm_uid_to_bytes (uid, bytes);
  crm_statement_bind_blob (statement, ":uid", bytes, sizeof bytes);

  return crm_statement_step (statement, NULL) ? crm_statement_get_int (statement, 0) : 0;
}

/**
 * crm_record_table_find_uid:
 *
 * Returns: the id of the record of that type and uid, deleted or not, or of the one it was merged into; 0 where there is none
 */
gint64
crm_record_table_find_uid (CrmConnection *connection, const CrmRecordType *type, const char *uid)
{
  gint64 id = crm_record_table_find_exactly (connection, type, uid);

  return id != 0 ? follow_merges (connection, type, id) : 0;
}

/**
 * crm_record_table_get_last_sequence:
 *
 * Returns: the highest sequence number used in the type's ids, 0 for none
 */
gint64
crm_record_table_get_last_sequence (CrmConnection *connection, const CrmRecordType *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT max (id) FROM %s", type->name);
  gint64           id;

  return crm_connection_get_int (connection, sql, &id, NULL) ? crm_id_sequence (id) : 0;
}

static gboolean
has_column (CrmConnection *connection, const char *table, const char *column)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT 1 FROM pragma_table_info (:table) WHERE name = :column /* scan: of a dozen columns */");

  crm_statement_bind_text (statement, ":table", table);
  crm_statement_bind_text (statement, ":column", column);

  return crm_statement_step (statement, NULL);
}

/**
 * crm_record_table_check:
 *
 * Returns: whether the file has a column for every declared field of @type: a new field needs its migration
 */
gboolean
crm_record_table_check (CrmConnection *connection, const CrmRecordType *type, GError **error)
{
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (has_column (connection, type->name, fields[i].name))
        continue;
      g_set_error (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The file lacks the column “%s” of the table “%s”."), fields[i].name, type->name);
      return FALSE;
    }

  return TRUE;
}
