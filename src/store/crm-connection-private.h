#pragma once

#include "crm-connection.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Shared by the connection, its statements and the streams of its files, and nobody else. */

/* Most statements are constants of the program: their address finds them without hashing their text. */
#define CRM_N_HINTS 256

/* What SQLite calls a CrmIdSet that is given to a statement. */
#define CRM_SET_POINTER "CrmIdSet"

typedef struct
{
  const char *address;
  const char *name; /* (nullable) (unowned): which the text was made for; interned */
  const char *text; /* (unowned): the key in `idle` */
  GPtrArray  *statements;
} CrmStatementHint;

typedef struct _CrmWriteBehind CrmWriteBehind;

struct _CrmConnection
{
  char            *path; /* (owned) */
  sqlite3         *db;   /* (owned) */
  GHashTable      *idle; /* (owned): text of a statement → GPtrArray of CrmStatement nobody uses */
  CrmStatementHint hints[CRM_N_HINTS];
  GError          *missed; /* (owned) (nullable): the first failure of a read that nobody asked about */
  guint64          rows_read;
  int              wal_pages; /* that wait to be brought into the file */
  gboolean         check;
  CrmWriteBehind  *behind; /* (owned) (nullable): a thread that has the connection now and then */
};

struct _CrmStatement
{
  CrmConnection *connection;
  sqlite3_stmt  *stmt;    /* (owned) (nullable) */
  GPtrArray     *idle;    /* (unowned): where it waits when nobody uses it */
  GError        *failure; /* (owned) (nullable): what ended its rows before the last */
};

gboolean crm_connection_set_error (CrmConnection *self, int code, GError **error);
void     crm_statement_free (CrmStatement *self);
void     crm_write_behind_settle (CrmWriteBehind *self);

/* Before whatever touches the database or one of its statements. */
static inline void
crm_connection_settle (CrmConnection *self)
{
  if (G_UNLIKELY (self->behind != NULL))
    crm_write_behind_settle (self->behind);
}

G_END_DECLS
