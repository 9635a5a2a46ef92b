#include "config.h"

#include "crm-live-rows.h"

#include "crm-list-focus.h"

struct _CrmLiveRows
{
  GtkListView        *view;    /* (unowned): outlives this */
  GtkListItemFactory *factory; /* (owned) */
  GHashTable         *bound;   /* (owned) (element-type GtkListItem) */
};

static void
bind_cb (CrmLiveRows *self, GtkListItem *item)
{
  g_hash_table_add (self->bound, item);
}

static void
unbind_cb (CrmLiveRows *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

/**
 * crm_live_rows_new:
 * @view: a list with a GtkSingleSelection; it must outlive what is returned
 * @factory: a GtkSignalListItemFactory; becomes the list's
 */
CrmLiveRows *
crm_live_rows_new (GtkListView *view, GtkListItemFactory *factory)
{
  CrmLiveRows *self = g_new0 (CrmLiveRows, 1);

  self->view = view;
  self->factory = g_object_ref (factory);
  self->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (view, factory);

  return self;
}

void
crm_live_rows_free (CrmLiveRows *self)
{
  g_signal_handlers_disconnect_by_data (self->factory, self);
  g_clear_object (&self->factory);
  g_hash_table_unref (self->bound);
  g_free (self);
}

/**
 * crm_live_rows_foreach:
 * @func: (scope call): gets the widget of each row that shows something
 */
void
crm_live_rows_foreach (CrmLiveRows *self, GFunc func, gpointer user_data)
{
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    func (gtk_list_item_get_child (item), user_data);
}

static GtkWidget *
find (CrmLiveRows *self, guint position)
{
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      if (gtk_list_item_get_position (item) == position)
        return gtk_list_item_get_child (item);
    }

  return NULL;
}

static GtkSingleSelection *
get_selection (CrmLiveRows *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->view);

  return model != NULL ? GTK_SINGLE_SELECTION (model) : NULL;
}

/**
 * crm_live_rows_focus:
 * @position: of a row; the last one where there are fewer
 *
 * Chooses a row, scrolls to it and gives it the focus.
 *
 * Returns: whether there is any row
 */
gboolean
crm_live_rows_focus (CrmLiveRows *self, guint position)
{
  GtkSingleSelection *selection = get_selection (self);
  guint               n = selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (selection)) : 0;
  GtkWidget          *row;

  if (n == 0)
    return FALSE;

  position = MIN (position, n - 1);
  gtk_single_selection_set_selected (selection, position);
  if (crm_list_focus (self->view, position))
    return TRUE;
  row = find (self, position);
  if (row != NULL && gtk_widget_get_mapped (row))
    gtk_widget_grab_focus (gtk_widget_get_parent (row));

  return TRUE;
}

/**
 * crm_live_rows_find_current:
 *
 * Returns: (transfer none) (nullable): the widget of the row that has the focus, else of the one chosen last
 */
gpointer
crm_live_rows_find_current (CrmLiveRows *self)
{
  GtkRoot            *root = gtk_widget_get_root (GTK_WIDGET (self->view));
  GtkWidget          *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkSingleSelection *selection = get_selection (self);
  GHashTableIter      iter;
  gpointer            item;

  g_hash_table_iter_init (&iter, self->bound);
  while (focus != NULL && g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *row = gtk_list_item_get_child (item);

      if (focus == gtk_widget_get_parent (row) || focus == row || gtk_widget_is_ancestor (focus, row))
        return row;
    }

  return selection != NULL ? find (self, gtk_single_selection_get_selected (selection)) : NULL;
}
