/* The saved views in the sidebar, below the pages. */

#include "config.h"

#include "crm-window-private.h"

static guint
count_pages (void)
{
  guint n_pages;

  crm_pages_list (&n_pages);

  return n_pages;
}

static CrmRecord *
get_selected_view (CrmWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->sidebar);

  return row != NULL ? crm_sidebar_row_get_view (CRM_SIDEBAR_ROW (row)) : NULL;
}

static void
append_view (CrmWindow *self, CrmRecord *view, CrmRecord *selected)
{
  GtkWidget *row = crm_sidebar_row_new_view (self->context, view);

  gtk_list_box_append (self->sidebar, row);
  if (view == selected)
    gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (row));
}

static void
fill_views (CrmWindow *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new ("saved_view");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) selected = get_selected_view (self);
  GtkListBoxRow *row;

  if (selected != NULL)
    g_object_ref (selected);
  while ((row = gtk_list_box_get_row_at_index (self->sidebar, (int) count_pages ())) != NULL)
    gtk_list_box_remove (self->sidebar, GTK_WIDGET (row));
  crm_query_add_integer (query, "pinned", CRM_OP_EQUAL, 1);
  crm_query_set_order (query, "name", FALSE);
  if (store != NULL)
    crm_store_query (store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) view = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (view != NULL)
        append_view (self, view, selected);
    }
}

static void
records_changed_cb (CrmWindow *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("saved_view")->code))
    fill_views (self);
}

static void
store_changed_cb (CrmWindow *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  fill_views (self);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  gboolean first = before != NULL && crm_sidebar_row_get_view (CRM_SIDEBAR_ROW (row)) != NULL && crm_sidebar_row_get_view (CRM_SIDEBAR_ROW (before)) == NULL;

  if (!first)
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

/* To be called once, when the sidebar has its pages. */
void
crm_window_follow_views (CrmWindow *self)
{
  gtk_list_box_set_header_func (self->sidebar, show_header_cb, NULL, NULL);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}
