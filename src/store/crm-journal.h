#pragma once

#include "crm-connection.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* What was changed, field by field, before and after. Written by transactions, read by undo, history and sync. */

typedef struct
{
  gint64 record;
  char  *field;         /* (owned): empty for the record's creation, "deleted_at" for its deletion */
  char  *before;        /* (owned) (nullable): as text */
  char  *after;         /* (owned) (nullable): as text */
  gint64 before_number; /* CRM_UNSET where NULL or text */
  gint64 after_number;
} CrmJournalRow;

typedef struct
{
  gint64 id;
  gint64 at;
  char  *title;  /* (owned) */
  char  *kind;   /* (owned) */
  char  *author; /* (owned) (nullable) */
  char  *device; /* (owned) (nullable) */
  gint64 reverts;
  gint64 reverted_by;
} CrmJournalChange;

gint64   crm_journal_add_change (CrmConnection *connection, gint64 at, const char *title, const char *kind, const char *author, const char *device, GError **error);
gboolean crm_journal_set_title (CrmConnection *connection, gint64 change, const char *title, GError **error);
gboolean crm_journal_set_reverts (CrmConnection *connection, gint64 change, gint64 reverts, GError **error);
gboolean crm_journal_set_reverted_by (CrmConnection *connection, gint64 change, gint64 by, GError **error);
gboolean crm_journal_add_creation (CrmConnection *connection, gint64 change, gint64 record, GError **error);
gboolean crm_journal_add_field (CrmConnection *connection, gint64 change, CrmRecord *before, CrmRecord *after, guint field, GError **error);
gboolean crm_journal_add_deletion (CrmConnection *connection, gint64 change, gint64 record, gint64 before, gint64 after, GError **error);

CrmJournalChange *crm_journal_load_change (CrmConnection *connection, gint64 id, GError **error);
GPtrArray        *crm_journal_load_rows (CrmConnection *connection, gint64 change, gint64 record, GError **error);
GPtrArray        *crm_journal_load_history (CrmConnection *connection, gint64 record, int limit, GError **error);
gint64            crm_journal_find_undoable (CrmConnection *connection);
gint64            crm_journal_find_redoable (CrmConnection *connection);

void crm_journal_row_free (CrmJournalRow *self);
void crm_journal_change_free (CrmJournalChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmJournalRow, crm_journal_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmJournalChange, crm_journal_change_free)

const char *crm_journal_get_shown (const char *title);

G_END_DECLS
