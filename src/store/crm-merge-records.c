/* Merging in the file: the kept record gets what crm_join_merge() says, everything that refers to the other is made to refer to it, and the
 * other is deleted, with a word of where it went: who asks for its uid later finds the kept one. All of it is one change through the one
 * door, so one undo brings both back as they were. */

#include "config.h"

#include "crm-merge-records.h"

#include "crm-distinction.h"
#include "crm-error.h"
#include "crm-join.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static char *
dup_isolated_title (CrmRecord *record)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  return crm_text_isolate (title);
}

static gboolean
refuse (GError **error, const char *format, CrmRecord *record)
{
  g_autofree char *name = dup_isolated_title (record);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, format, name);
#pragma GCC diagnostic pop
  return FALSE;
}

/**
 * crm_merge_check:
 *
 * Returns: whether the two can become one; %CRM_ERROR_INVALID with the reason in a sentence
 */
gboolean
crm_merge_check (CrmRecord *kept, CrmRecord *other, GError **error)
{
  if (crm_record_get_id (kept) == crm_record_get_id (other))
    return refuse (error, _ ("“%s” cannot be merged with itself."), kept);
  if (G_OBJECT_TYPE (kept) != G_OBJECT_TYPE (other))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Only records of one kind can be merged: two people, or two companies."));
      return FALSE;
    }
  if (crm_object_class_find_field (CRM_OBJECT_GET_CLASS (kept), "merged_into") < 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Only people and companies can be merged."));
      return FALSE;
    }
  if (crm_record_is_deleted (kept))
    return refuse (error, _ ("“%s” has been deleted, so it cannot be merged."), kept);

  return !crm_record_is_deleted (other) || refuse (error, _ ("“%s” has been deleted, so it cannot be merged."), other);
}

static gboolean
collect_sources (CrmConnection *connection, gint64 target, GArray *sources, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT source FROM link WHERE target = ?1");

  crm_statement_bind_int_at (statement, 1, target);
  return crm_statement_collect (statement, sources, error);
}

/* That they are not the same has turned out otherwise. */
static gboolean
says_nothing (CrmRecord *record)
{
  return CRM_IS_DISTINCTION (record) && crm_object_get_integer (CRM_OBJECT (record), "one") == crm_object_get_integer (CRM_OBJECT (record), "other");
}

static gboolean
redirect (CrmTransaction *transaction, gint64 source, gint64 from, gint64 to, GError **error)
{
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, source, error);
  g_autoptr (CrmRecord) draft = record != NULL ? crm_record_edit (record) : NULL;

  if (draft == NULL)
    return FALSE;
  if (!crm_join_redirect (draft, from, to))
    return TRUE;

  return says_nothing (draft) ? crm_transaction_delete (transaction, source, error) : crm_transaction_save (transaction, draft, error);
}

/**
 * crm_merge_redirect:
 *
 * Makes everything that refers to @from refer to @to, as part of a change.
 */
gboolean
crm_merge_redirect (CrmTransaction *transaction, gint64 from, gint64 to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean good = collect_sources (crm_transaction_get_connection (transaction), from, sources, error);

  crm_transaction_set_merged (transaction, from, to);
  for (guint i = 0; good && i < sources->len; i++)
    {
      gint64 source = g_array_index (sources, gint64, i);

      if (source != from && source != to)
        good = !g_cancellable_set_error_if_cancelled (cancellable, error) && redirect (transaction, source, from, to, error);
    }
  crm_transaction_set_merged (transaction, 0, 0);

  return good;
}

static gboolean
lay_to_rest (CrmTransaction *transaction, CrmRecord *other, gint64 kept, GError **error)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (other);

  crm_object_set_integer (CRM_OBJECT (draft), "merged_into", kept);

  return crm_transaction_save (transaction, draft, error) && crm_transaction_delete (transaction, crm_record_get_id (other), error);
}

/**
 * crm_merge_dup_title:
 *
 * Returns: (transfer full): what such a change is called; translated
 */
char *
crm_merge_dup_title (CrmRecord *kept, CrmRecord *other)
{
  g_autofree char *name = dup_isolated_title (kept);
  g_autofree char *gone = dup_isolated_title (other);

  /* Translators: what was done; 1: a name, 2: the name of what has it now */
  return g_strdup_printf (_ ("Merge %1$s into %2$s"), gone, name);
}

/**
 * crm_merge_records:
 * @kept: the record that stays
 * @other: the one that becomes part of it
 * @from_other: a bit for each field whose value is to be @other's; see crm_join_find_choices()
 *
 * Merges two records as part of a change. What cannot be merged is refused with %CRM_ERROR_INVALID.
 */
gboolean
crm_merge_records (CrmTransaction *transaction, gint64 kept, gint64 other, guint64 from_other, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmRecord) stays = crm_transaction_load (transaction, kept, error);
  g_autoptr (CrmRecord) goes = stays != NULL ? crm_transaction_load (transaction, other, error) : NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autofree char *title = NULL;

  if (goes == NULL || !crm_merge_check (stays, goes, error))
    return FALSE;

  title = crm_merge_dup_title (stays, goes);
  crm_transaction_set_title (transaction, title);
  draft = crm_join_merge (stays, goes, from_other);

  return crm_transaction_save (transaction, draft, error) &&
         crm_merge_redirect (transaction, other, kept, cancellable, error) &&
         lay_to_rest (transaction, goes, kept, error);
}

typedef struct
{
  gint64  kept;
  gint64  other;
  guint64 from_other;
} Merge;

static gboolean
merge (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Merge *self = user_data;

  return crm_merge_records (transaction, self->kept, self->other, self->from_other, cancellable, error);
}

/**
 * crm_store_merge:
 *
 * Merges two records as one change, and waits for it.
 */
gboolean
crm_store_merge (CrmStore *self, gint64 kept, gint64 other, guint64 from_other, GError **error)
{
  Merge job = { kept, other, from_other };

  return crm_store_write (self, "", "edit", CRM_TRANSACTION_NONE, merge, &job, NULL, error);
}

/**
 * crm_store_merge_async:
 *
 * Merges two records as one change; end it with crm_store_write_finish().
 */
void
crm_store_merge_async (CrmStore *self, gint64 kept, gint64 other, guint64 from_other, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Merge *job = g_new (Merge, 1);

  *job = (Merge){ kept, other, from_other };
  crm_store_write_async (self, "", "edit", CRM_TRANSACTION_NONE, merge, job, g_free, cancellable, callback, user_data);
}
