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

typedef gboolean (*CrmJournalFunc) (gint64 record, GHashTable *rows, gpointer user_data, GError **error);

gint64   crm_journal_add_change (CrmConnection *connection, gint64 least, gint64 at, const char *title, const char *kind, const char *author, const char *device, GError **error);
gboolean crm_journal_set_title (CrmConnection *connection, gint64 change, const char *title, GError **error);
gboolean crm_journal_set_reverts (CrmConnection *connection, gint64 change, gint64 reverts, GError **error);
gboolean crm_journal_set_reverted_by (CrmConnection *connection, gint64 change, gint64 by, GError **error);
gboolean crm_journal_add_creation (CrmConnection *connection, gint64 change, gint64 first, gint64 last, GError **error);
gboolean crm_journal_collect_created (CrmConnection *connection, gint64 since, gint64 until, GArray *ids, GError **error);
gboolean crm_journal_add_edit (CrmConnection *connection, gint64 change, CrmRecord *before, CrmRecord *after, GError **error);

gboolean crm_journal_is_told (CrmRecord *before, CrmRecord *after);
char    *crm_journal_list_untold (const CrmRecordType *type);

CrmJournalChange *crm_journal_load_change (CrmConnection *connection, gint64 id, GError **error);
GPtrArray        *crm_journal_load_rows (CrmConnection *connection, gint64 change, gint64 record, GError **error);
char             *crm_journal_dup_creator (CrmConnection *connection, gint64 record);
GPtrArray        *crm_journal_load_history (CrmConnection *connection, gint64 record, int limit, GError **error);
gboolean          crm_journal_foreach_edited (CrmConnection *connection, CrmJournalFunc func, gpointer user_data, GError **error);
gint64            crm_journal_find_undoable (CrmConnection *connection);
gint64            crm_journal_find_redoable (CrmConnection *connection);

gboolean crm_journal_row_stands (const CrmJournalRow *self, CrmObject *object, guint field);

void crm_journal_row_free (CrmJournalRow *self);
void crm_journal_change_free (CrmJournalChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmJournalRow, crm_journal_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmJournalChange, crm_journal_change_free)

const char *crm_journal_get_shown (const char *title);

G_END_DECLS
