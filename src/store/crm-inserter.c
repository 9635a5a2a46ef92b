#include "config.h"

#include "crm-inserter.h"

/* So many rows go with one statement. */
#define ROWS 32

/* Of a row. */
#define COLUMNS 5

typedef struct
{
  gconstpointer data; /* (unowned) (nullable): NULL for a number */
  gint64        number;
  gssize        size; /* of a blob; -1 for a text */
} Value;

struct _CrmInserter
{
  CrmConnection *connection;
  CrmStatement  *many; /* (owned): ROWS rows */
  CrmStatement  *one;  /* (owned) */
  guint          n_columns;
  guint          n_rows;
  Value          values[ROWS * COLUMNS];
};

static void
append_row (GString *sql, const char *row, guint offset, guint *n_columns)
{
  for (const char *p = row; *p != '\0'; p++)
    {
      guint number;

      g_string_append_c (sql, *p);
      if (*p != '?')
        continue;
      number = (guint) g_ascii_digit_value (*++p);
      *n_columns = MAX (*n_columns, number);
      g_string_append_printf (sql, "%u", offset + number);
    }
}

/**
 * crm_inserter_new:
 * @insert: "INSERT INTO table (a, b) VALUES"
 * @row: "(?1, ?2)": what stands for a row, its parameters being the columns put below
 *
 * Returns: (transfer full): nothing written yet
 */
CrmInserter *
crm_inserter_new (CrmConnection *connection, const char *insert, const char *row)
{
  CrmInserter *self = g_new0 (CrmInserter, 1);
  g_autoptr (GString) sql = g_string_new (insert);

  self->connection = connection;
  append_row (sql, row, 0, &self->n_columns);
  g_return_val_if_fail (self->n_columns <= COLUMNS, NULL);
  self->one = crm_connection_prepare (connection, sql->str);
  for (guint i = 1; i < ROWS; i++)
    {
      g_string_append_c (sql, ',');
      append_row (sql, row, i * self->n_columns, &self->n_columns);
    }
  self->many = crm_connection_prepare (connection, sql->str);

  return self;
}

/* What was put and not finished is not written. */
void
crm_inserter_free (CrmInserter *self)
{
  if (self == NULL)
    return;

  crm_statement_release (self->one);
  crm_statement_release (self->many);
  g_free (self);
}

static Value *
get_value (CrmInserter *self, guint column)
{
  return &self->values[self->n_rows * self->n_columns + column];
}

/**
 * crm_inserter_put_int:
 * @column: number of the row's parameter, from 1
 */
void
crm_inserter_put_int (CrmInserter *self, guint column, gint64 value)
{
  *get_value (self, column - 1) = (Value){ NULL, value, 0 };
}

void
crm_inserter_put_text (CrmInserter *self, guint column, const char *text)
{
  *get_value (self, column - 1) = (Value){ text, 0, -1 };
}

void
crm_inserter_put_blob (CrmInserter *self, guint column, gconstpointer data, gsize size)
{
  *get_value (self, column - 1) = (Value){ data, 0, (gssize) size };
}

static gboolean
write_rows (CrmInserter *self, CrmStatement *statement, guint first, guint n_rows, GError **error)
{
  for (guint i = 0; i < n_rows * self->n_columns; i++)
    {
      const Value *value = &self->values[first * self->n_columns + i];

      if (value->data == NULL)
        crm_statement_bind_int_at (statement, (int) i + 1, value->number);
      else if (value->size < 0)
        crm_statement_bind_text_at (statement, (int) i + 1, value->data);
      else
        crm_statement_bind_blob_at (statement, (int) i + 1, value->data, (gsize) value->size);
    }

  return crm_statement_run (statement, error);
}

/**
 * crm_inserter_next:
 *
 * Ends a row whose columns have all been put.
 */
gboolean
crm_inserter_next (CrmInserter *self, GError **error)
{
  if (++self->n_rows < ROWS)
    return TRUE;

  self->n_rows = 0;
  return write_rows (self, self->many, 0, ROWS, error);
}

/**
 * crm_inserter_finish:
 *
 * Writes the rows that wait.
 */
gboolean
crm_inserter_finish (CrmInserter *self, GError **error)
{
  for (guint i = 0; i < self->n_rows; i++)
    {
      if (!write_rows (self, self->one, i, 1, error))
        return FALSE;
    }
  self->n_rows = 0;

  return TRUE;
}
