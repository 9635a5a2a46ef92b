#include "config.h"

#include "crm-import-log.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

void
crm_import_logged_free (CrmImportLogged *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->header);
  g_free (self->map);
  g_free (self->report);
  g_free (self);
}

/**
 * crm_import_log_add:
 * @entry: of a change that is being made; its time and title are those of the change
 */
gboolean
crm_import_log_add (CrmConnection *connection, const CrmImportLogged *entry, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO import (change, name, header, map, report) VALUES (:change, :name, :header, :map, :report)");

  crm_statement_bind_int (statement, ":change", entry->change);
  crm_statement_bind_text (statement, ":name", entry->name);
  crm_statement_bind_text (statement, ":header", entry->header);
  crm_statement_bind_text (statement, ":map", entry->map);
  crm_statement_bind_text (statement, ":report", entry->report);

  return crm_statement_run (statement, error);
}

#define COLUMNS "change.id, change.at, import.name, change.title, import.header, import.map, change.reverted_by IS NOT NULL"

static CrmImportLogged *
read_entry (CrmStatement *statement)
{
  CrmImportLogged *self = g_new0 (CrmImportLogged, 1);

  self->change = crm_statement_get_int (statement, 0);
  self->at = crm_statement_get_int (statement, 1);
  self->name = g_strdup (crm_statement_get_text (statement, 2));
  self->title = g_strdup (crm_statement_get_text (statement, 3));
  self->header = g_strdup (crm_statement_get_text (statement, 4));
  self->map = g_strdup (crm_statement_get_text (statement, 5));
  self->undone = crm_statement_get_int (statement, 6) != 0;

  return self;
}

/**
 * crm_import_log_load:
 * @limit: how many at most
 *
 * Returns: (transfer full) (nullable) (element-type CrmImportLogged): the newest first, without their reports
 */
GPtrArray *
crm_import_log_load (CrmConnection *connection, guint limit, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT " COLUMNS " FROM import JOIN change ON change.id = import.change ORDER BY import.change DESC LIMIT ?1 /* scan: the newest */");
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_import_logged_free);

  crm_statement_bind_int_at (statement, 1, limit);
  while (crm_statement_next (statement))
    g_ptr_array_add (entries, read_entry (statement));

  return crm_statement_finish (statement, error) ? g_steal_pointer (&entries) : NULL;
}

/**
 * crm_import_log_find:
 *
 * Returns: (transfer full) (nullable): the import of that change, with its report; %CRM_ERROR_NOT_FOUND where it imported nothing
 */
CrmImportLogged *
crm_import_log_find (CrmConnection *connection, gint64 change, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT " COLUMNS ", import.report FROM import JOIN change ON change.id = import.change WHERE import.change = ?1");
  CrmImportLogged *entry;

  crm_statement_bind_int_at (statement, 1, change);
  if (crm_statement_next (statement))
    {
      entry = read_entry (statement);
      entry->report = g_strdup (crm_statement_get_text (statement, 7));
      return entry;
    }

  if (crm_statement_finish (statement, error))
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no such import."));
  return NULL;
}
