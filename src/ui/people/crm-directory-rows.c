/* The rows of the narrow list: who stands in a place at once, when they were last spoken to as soon as there is time. */

#include "config.h"

#include "crm-directory-rows.h"

#include "crm-directory-row.h"

typedef struct
{
  CrmContext             *context; /* (owned) */
  const CrmDirectoryType *type;
  CrmContactTimes        *times; /* outlives every row */
} Rows;

static void
rows_free (gpointer data, GClosure *closure)
{
  Rows *rows = data;

  g_clear_object (&rows->context);
  g_free (rows);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  gtk_list_item_set_child (item, crm_directory_row_new (rows->context, rows->type));
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  CrmDirectoryRow *row = CRM_DIRECTORY_ROW (gtk_list_item_get_child (item));

  crm_directory_row_set_place (row, gtk_list_item_get_item (item));
  crm_contact_times_ask (rows->times, row);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  CrmDirectoryRow *row = CRM_DIRECTORY_ROW (gtk_list_item_get_child (item));

  crm_contact_times_forget (rows->times, row);
  crm_directory_row_set_place (row, NULL);
}

/**
 * crm_directory_rows_new_factory:
 * @type: what the rows show
 * @times: is asked for the last contact of each; it must live until the view has let go of its rows
 *
 * Returns: (transfer full): what makes them
 */
GtkListItemFactory *
crm_directory_rows_new_factory (CrmContext *context, const CrmDirectoryType *type, CrmContactTimes *times)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Rows               *rows = g_new (Rows, 1);

  *rows = (Rows){ g_object_ref (context), type, times };
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), rows);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), rows);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (row_unbind_cb), rows, rows_free, 0);

  return factory;
}

/**
 * crm_directory_rows_pick:
 * @rows: a view with rows of such a factory
 *
 * Returns: (transfer none) (nullable): who stands at that point of the view
 */
CrmRecord *
crm_directory_rows_pick (GtkListView *rows, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (rows), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, CRM_TYPE_DIRECTORY_ROW) : NULL;

  return row != NULL ? crm_directory_row_get_record (CRM_DIRECTORY_ROW (row)) : NULL;
}
