/* What is done with what is selected: deleting is one change, whether it is one record or all of them, and one Undo; two can become one. */

#include "config.h"

#include "crm-directory-chosen.h"

#include "crm-format.h"

#include <glib/gi18n-lib.h>

/**
 * crm_directory_chosen_format:
 *
 * Returns: (transfer full): how many are selected, in words
 */
char *
crm_directory_chosen_format (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s selected", "%s selected", count), number);
}

/* None while no file is open. */
static GArray *
collect_ids (CrmRecordList *records, CrmBitsetSelection *selection)
{
  GArray       *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         position;

  if (selection == NULL)
    return ids;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, crm_bitset_selection_peek (selection), &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = crm_record_list_get_id (records, position);

      g_array_append_val (ids, id);
    }

  return ids;
}

static char *
dup_title (CrmContext *context, const CrmDirectoryType *type, GArray *ids)
{
  g_autofree char *name = NULL;

  if (ids->len != 1)
    return type->dup_delete_title (context, ids->len);

  name = crm_format_reference (context, g_array_index (ids, gint64, 0));
  /* Translators: what was done; %s is a name */
  return g_strdup_printf (_ ("Delete %s"), name);
}

/**
 * crm_directory_chosen_delete:
 * @records: what is listed
 * @selection: (nullable): which of it
 *
 * Deletes the records, and tells of it with an Undo button. No record is read for it.
 */
void
crm_directory_chosen_delete (CrmContext *context, const CrmDirectoryType *type, CrmRecordList *records, CrmBitsetSelection *selection)
{
  g_autoptr (GArray) ids = collect_ids (records, selection);
  g_autofree char *title = NULL;

  if (ids->len == 0)
    return;

  title = dup_title (context, type, ids);
  crm_context_delete (context, title, (const gint64 *) ids->data, ids->len);
}

/**
 * crm_directory_chosen_merge:
 * @widget: of the window that is asked to merge them
 *
 * Asks how the two that are selected are to be one; nothing, where others than two are.
 */
void
crm_directory_chosen_merge (GtkWidget *widget, CrmRecordList *records, CrmBitsetSelection *selection)
{
  g_autoptr (GArray) ids = collect_ids (records, selection);

  if (ids->len == 2)
    gtk_widget_activate_action (widget, "win.merge", "(xx)", g_array_index (ids, gint64, 0), g_array_index (ids, gint64, 1));
}
