/* The rows of the narrow list. */

#include "config.h"

#include "crm-directory-rows.h"

#include "crm-directory-row.h"
#include "crm-table.h"

typedef struct
{
  CrmContext             *context; /* (owned) */
  const CrmDirectoryType *type;
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
  gtk_list_item_set_child (item, crm_grouped_new (crm_directory_row_new (rows->context, rows->type)));
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  crm_directory_row_set_place (crm_grouped_get_child (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  crm_directory_row_set_place (crm_grouped_get_child (gtk_list_item_get_child (item)), NULL);
}

/**
 * crm_directory_rows_new_factory:
 * @type: what the rows show
 *
 * Returns: (transfer full): what makes them
 */
GtkListItemFactory *
crm_directory_rows_new_factory (CrmContext *context, const CrmDirectoryType *type)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Rows               *rows = g_new (Rows, 1);

  *rows = (Rows){ g_object_ref (context), type };
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), rows);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), rows);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (row_unbind_cb), rows, rows_free, 0);

  return factory;
}

/**
 * crm_directory_rows_refresh:
 * @rows: a view with rows of such a factory
 *
 * Tells anew when each was spoken to last, after something was done with anybody.
 */
void
crm_directory_rows_refresh (GtkListView *rows)
{
  for (GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (rows)); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    {
      GtkWidget *row = gtk_widget_get_first_child (widget);

      if (row != NULL)
        crm_directory_row_refresh (crm_grouped_get_child (row));
    }
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
