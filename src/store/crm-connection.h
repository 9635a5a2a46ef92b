#pragma once

#include "crm-id-set.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One SQLite connection and its prepared statements. A connection belongs to one thread at a time. */

typedef struct _CrmConnection CrmConnection;
typedef struct _CrmStatement  CrmStatement;

typedef enum
{
  CRM_CONNECTION_READ,   /* refuses to write */
  CRM_CONNECTION_WRITE,  /* the file exists */
  CRM_CONNECTION_CREATE, /* the file does not exist yet */
} CrmConnectionMode;

CrmConnection *crm_connection_open (const char *path, CrmConnectionMode mode, GError **error);
void           crm_connection_close (CrmConnection *self);
const char    *crm_connection_get_path (CrmConnection *self);
void           crm_connection_interrupt (CrmConnection *self);
gboolean       crm_connection_check_writable (CrmConnection *self, GError **error);
void           crm_connection_checkpoint (CrmConnection *self);
gboolean       crm_connection_exec (CrmConnection *self, const char *sql, GError **error);
gboolean       crm_connection_get_int (CrmConnection *self, const char *sql, gint64 *value, GError **error);
gboolean       crm_connection_backup_to (CrmConnection *self, const char *path, GError **error);
gboolean       crm_connection_set_failed (CrmConnection *self, const char *doing, GError **error);
gboolean       crm_connection_check_in_place (CrmConnection *self, GError **error);
gboolean       crm_connection_check_missed (CrmConnection *self, GError **error);
guint64        crm_connection_get_rows_read (CrmConnection *self);

CrmStatement *crm_connection_prepare (CrmConnection *self, const char *sql);
CrmStatement *crm_connection_prepare_for (CrmConnection *self, const char *format, const char *name);
void          crm_statement_release (CrmStatement *self);
gboolean      crm_statement_has_parameter (CrmStatement *self, const char *name);
void          crm_statement_bind_int (CrmStatement *self, const char *name, gint64 value);
void          crm_statement_bind_text (CrmStatement *self, const char *name, const char *value);
void          crm_statement_bind_blob (CrmStatement *self, const char *name, gconstpointer data, gsize size);
void          crm_statement_bind_int_at (CrmStatement *self, int position, gint64 value);
void          crm_statement_bind_set (CrmStatement *self, const char *name, CrmIdSet *set);
void          crm_statement_bind_double (CrmStatement *self, const char *name, double value);
void          crm_statement_bind_double_at (CrmStatement *self, int position, double value);
void          crm_statement_bind_text_at (CrmStatement *self, int position, const char *value);
void          crm_statement_bind_blob_at (CrmStatement *self, int position, gconstpointer data, gsize size);
gboolean      crm_statement_step (CrmStatement *self, GError **error);
gboolean      crm_statement_next (CrmStatement *self);
gboolean      crm_statement_finish (CrmStatement *self, GError **error);
gboolean      crm_statement_collect (CrmStatement *self, GArray *ids, GError **error);
gboolean      crm_statement_run (CrmStatement *self, GError **error);
void          crm_statement_reset (CrmStatement *self);
gint64        crm_statement_get_int (CrmStatement *self, int column);
gint64        crm_statement_get_value (CrmStatement *self, int column);
const char   *crm_statement_get_text (CrmStatement *self, int column);
const char   *crm_statement_keep_text (CrmStatement *self, int column, GStringChunk *texts);
gconstpointer crm_statement_get_blob (CrmStatement *self, int column, gsize *size);
gboolean      crm_statement_is_null (CrmStatement *self, int column);
gboolean      crm_statement_is_text (CrmStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmConnection, crm_connection_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmStatement, crm_statement_release)

G_END_DECLS
