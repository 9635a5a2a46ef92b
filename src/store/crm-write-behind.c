#include "config.h"

#include "crm-write-behind.h"

#include "crm-connection-private.h"

#include <string.h>

/* Rows go over by so many, and no more than so many heaps wait: a few megabytes. */
#define HEAP_ROWS 64
#define HEAPS_MOST 16

typedef struct
{
  const char *sql;    /* (unowned): a constant */
  guint       values; /* how many are the row's */
} Row;

typedef struct
{
  int    position;
  int    kind; /* SQLITE_INTEGER, SQLITE_TEXT, SQLITE_BLOB */
  gint64 number;
  gsize  offset; /* in the heap's bytes */
  gsize  size;
} Value;

typedef struct
{
  GArray     *rows;   /* (owned) (element-type Row) */
  GArray     *values; /* (owned) (element-type Value) */
  GByteArray *bytes;  /* (owned) */
} Heap;

struct _CrmWriteBehind
{
  CrmConnection *connection;
  GThread       *thread;
  GMutex         mutex;
  GCond          cond;
  GQueue         waiting; /* (element-type Heap): to be written */
  GQueue         spare;   /* (element-type Heap) */
  gboolean       busy;    /* the thread has the connection */
  gboolean       ending;
  int            failure;    /* SQLite's code, 0 for none */
  GHashTable    *statements; /* (owned): sql, by address, → sqlite3_stmt; the thread's */
  /* The maker's: */
  Heap *heap;      /* (owned) */
  guint row_begin; /* of its values */
};

static Heap *
heap_new (void)
{
  Heap *heap = g_new (Heap, 1);

  heap->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  heap->values = g_array_new (FALSE, FALSE, sizeof (Value));
  heap->bytes = g_byte_array_new ();

  return heap;
}

static void
heap_empty (Heap *heap)
{
  g_array_set_size (heap->rows, 0);
  g_array_set_size (heap->values, 0);
  g_byte_array_set_size (heap->bytes, 0);
}

static void
heap_free (gpointer data)
{
  Heap *heap = data;

  g_array_unref (heap->rows);
  g_array_unref (heap->values);
  g_byte_array_unref (heap->bytes);
  g_free (heap);
}

static sqlite3_stmt *
get_statement (CrmWriteBehind *self, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL && sqlite3_prepare_v3 (self->connection->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK)
    g_hash_table_insert (self->statements, (gpointer) sql, statement);

  return statement;
}

static void
bind (sqlite3_stmt *statement, const Heap *heap, const Value *value)
{
  const char *data = (const char *) heap->bytes->data + value->offset;

  if (value->kind == SQLITE_INTEGER)
    sqlite3_bind_int64 (statement, value->position, value->number);
  else if (value->kind == SQLITE_TEXT)
    sqlite3_bind_text64 (statement, value->position, data, value->size, SQLITE_STATIC, SQLITE_UTF8);
  else
    sqlite3_bind_blob64 (statement, value->position, data, value->size, SQLITE_STATIC);
}

static int
write_heap (CrmWriteBehind *self, const Heap *heap)
{
  const Value *value = (const Value *) (gpointer) heap->values->data;

  for (guint i = 0; i < heap->rows->len; i++)
    {
      const Row    *row = &g_array_index (heap->rows, Row, i);
      sqlite3_stmt *statement = get_statement (self, row->sql);
      int           code;

      if (statement == NULL)
        return sqlite3_extended_errcode (self->connection->db);
      for (guint j = 0; j < row->values; j++)
        bind (statement, heap, value++);
      code = sqlite3_step (statement);
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      if (code != SQLITE_DONE)
        return sqlite3_extended_errcode (self->connection->db) != SQLITE_OK ? sqlite3_extended_errcode (self->connection->db) : code;
    }

  return 0;
}

static gpointer
run (gpointer data)
{
  CrmWriteBehind *self = data;

  g_mutex_lock (&self->mutex);
  for (;;)
    {
      Heap *heap = g_queue_pop_head (&self->waiting);
      int   failure;

      if (heap == NULL && self->ending)
        break;
      if (heap == NULL)
        {
          g_cond_wait (&self->cond, &self->mutex);
          continue;
        }
      self->busy = TRUE;
      failure = self->failure;
      g_mutex_unlock (&self->mutex);
      /* After a failure the rest is only thrown away: the change will not be. */
      if (failure == 0)
        failure = write_heap (self, heap);
      heap_empty (heap);
      g_mutex_lock (&self->mutex);
      self->failure = failure;
      self->busy = FALSE;
      g_queue_push_tail (&self->spare, heap);
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

/**
 * crm_connection_begin_behind:
 *
 * From here on, until crm_connection_end_behind(), rows can be handed over.
 */
void
crm_connection_begin_behind (CrmConnection *self)
{
  CrmWriteBehind *behind = g_new0 (CrmWriteBehind, 1);

  g_return_if_fail (self->behind == NULL);

  behind->connection = self;
  g_mutex_init (&behind->mutex);
  g_cond_init (&behind->cond);
  g_queue_init (&behind->waiting);
  g_queue_init (&behind->spare);
  behind->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize);
  behind->heap = heap_new ();
  behind->thread = g_thread_new ("crm-write-behind", run, behind);
  self->behind = behind;
}

gboolean
crm_connection_is_behind (CrmConnection *self)
{
  return self->behind != NULL;
}

static void
hand_over (CrmWriteBehind *self)
{
  g_mutex_lock (&self->mutex);
  while (self->waiting.length >= HEAPS_MOST)
    g_cond_wait (&self->cond, &self->mutex);
  g_queue_push_tail (&self->waiting, self->heap);
  self->heap = g_queue_pop_head (&self->spare);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (self->heap == NULL)
    self->heap = heap_new ();
  self->row_begin = 0;
}

/* The connection is the caller's again, with all that was handed over in it. Not in the middle of a row. */
void
crm_write_behind_settle (CrmWriteBehind *self)
{
  if (self->heap->rows->len > 0)
    hand_over (self);

  g_mutex_lock (&self->mutex);
  while (self->busy || self->waiting.length > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * crm_connection_end_behind:
 *
 * Waits until everything is written. Where rows are not behind, nothing happens.
 *
 * Returns: whether all rows could be written
 */
gboolean
crm_connection_end_behind (CrmConnection *self, GError **error)
{
  CrmWriteBehind *behind = self->behind;
  int             failure;

  if (behind == NULL)
    return TRUE;

  crm_write_behind_settle (behind);
  g_mutex_lock (&behind->mutex);
  behind->ending = TRUE;
  g_cond_broadcast (&behind->cond);
  g_mutex_unlock (&behind->mutex);
  g_thread_join (behind->thread);

  failure = behind->failure;
  self->behind = NULL;
  g_hash_table_unref (behind->statements);
  g_queue_clear_full (&behind->spare, heap_free);
  heap_free (behind->heap);
  g_mutex_clear (&behind->mutex);
  g_cond_clear (&behind->cond);
  g_free (behind);

  return failure == 0 || crm_connection_set_error (self, failure, error);
}

static void
put (CrmConnection *connection, const Value *value)
{
  g_array_append_vals (connection->behind->heap->values, value, 1);
}

static void
put_bytes (CrmConnection *connection, int position, int kind, gconstpointer data, gsize size)
{
  GByteArray *bytes = connection->behind->heap->bytes;
  Value       value = { .position = position, .kind = kind, .offset = bytes->len, .size = size };

  g_byte_array_append (bytes, data, (guint) size);
  put (connection, &value);
}

/**
 * crm_connection_put_int:
 * @position: of the parameter in the statement that crm_connection_end_row() names; one that is not put is NULL
 */
void
crm_connection_put_int (CrmConnection *self, int position, gint64 value)
{
  put (self, &(Value){ .position = position, .kind = SQLITE_INTEGER, .number = value });
}

void
crm_connection_put_text (CrmConnection *self, int position, const char *text)
{
  put_bytes (self, position, SQLITE_TEXT, text, strlen (text));
}

void
crm_connection_put_blob (CrmConnection *self, int position, gconstpointer data, gsize size)
{
  put_bytes (self, position, SQLITE_BLOB, data, size);
}

/**
 * crm_connection_end_row:
 * @sql: the statement that writes the row; a constant
 *
 * Hands a row over. What fails behind is told by one of the next rows, and by the end at the latest.
 */
gboolean
crm_connection_end_row (CrmConnection *self, const char *sql, GError **error)
{
  CrmWriteBehind *behind = self->behind;
  Heap           *heap = behind->heap;
  Row             row = { sql, heap->values->len - behind->row_begin };
  int             failure;

  g_array_append_val (heap->rows, row);
  behind->row_begin = heap->values->len;
  if (heap->rows->len < HEAP_ROWS)
    return TRUE;

  hand_over (behind);
  g_mutex_lock (&behind->mutex);
  failure = behind->failure;
  g_mutex_unlock (&behind->mutex);

  return failure == 0 || crm_connection_set_error (self, failure, error);
}
