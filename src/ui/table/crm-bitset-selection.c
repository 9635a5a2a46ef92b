/* A selection model that knows positions only.
 *
 * GtkMultiSelection of GTK 4.8 asks the model for every item it selects: selecting all of a million people takes nine seconds and
 * 600 MB there, and nothing here. */

#include "config.h"

#include "crm-bitset-selection.h"

struct _CrmBitsetSelection
{
  GObject parent_instance;

  GListModel *model;    /* (owned) */
  GtkBitset  *selected; /* (owned) */
};

static gpointer
crm_bitset_selection_get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (CRM_BITSET_SELECTION (list)->model, position);
}

static guint
crm_bitset_selection_get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (CRM_BITSET_SELECTION (list)->model);
}

static GType
crm_bitset_selection_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (CRM_BITSET_SELECTION (list)->model);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = crm_bitset_selection_get_item;
  iface->get_n_items = crm_bitset_selection_get_n_items;
  iface->get_item_type = crm_bitset_selection_get_item_type;
}

static gboolean
crm_bitset_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (CRM_BITSET_SELECTION (model)->selected, position);
}

static GtkBitset *
crm_bitset_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (CRM_BITSET_SELECTION (model)->selected);
}

/* The rest of the interface ends here: its defaults say what they do as a set and a mask. */
static gboolean
crm_bitset_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  CrmBitsetSelection *self = CRM_BITSET_SELECTION (model);
  g_autoptr (GtkBitset) before = gtk_bitset_copy (self->selected);
  g_autoptr (GtkBitset) wanted = gtk_bitset_copy (selected);
  g_autoptr (GtkBitset) changed = NULL;

  gtk_bitset_intersect (wanted, mask);
  gtk_bitset_subtract (self->selected, mask);
  gtk_bitset_union (self->selected, wanted);
  gtk_bitset_remove_range_closed (self->selected, g_list_model_get_n_items (self->model), G_MAXUINT);
  changed = gtk_bitset_copy (self->selected);
  gtk_bitset_difference (changed, before);
  if (gtk_bitset_is_empty (changed))
    return TRUE;

  gtk_selection_model_selection_changed (model, gtk_bitset_get_minimum (changed), gtk_bitset_get_maximum (changed) - gtk_bitset_get_minimum (changed) + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = crm_bitset_selection_is_selected;
  iface->get_selection_in_range = crm_bitset_selection_get_selection_in_range;
  iface->set_selection = crm_bitset_selection_set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmBitsetSelection, crm_bitset_selection, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init) G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
items_changed_cb (CrmBitsetSelection *self, guint position, guint removed, guint added)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
crm_bitset_selection_dispose (GObject *object)
{
  CrmBitsetSelection *self = CRM_BITSET_SELECTION (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, gtk_bitset_unref);

  G_OBJECT_CLASS (crm_bitset_selection_parent_class)->dispose (object);
}

static void
crm_bitset_selection_class_init (CrmBitsetSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_bitset_selection_dispose;
}

static void
crm_bitset_selection_init (CrmBitsetSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

/**
 * crm_bitset_selection_new:
 * @model: what is selected from
 *
 * Returns: (transfer full): a selection of nothing yet
 */
CrmBitsetSelection *
crm_bitset_selection_new (GListModel *model)
{
  CrmBitsetSelection *self = g_object_new (CRM_TYPE_BITSET_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

guint
crm_bitset_selection_count (CrmBitsetSelection *self)
{
  return (guint) gtk_bitset_get_size (self->selected);
}

/**
 * crm_bitset_selection_peek:
 *
 * Returns: (transfer none): the positions; not to be changed, and no longer right after the next change
 */
GtkBitset *
crm_bitset_selection_peek (CrmBitsetSelection *self)
{
  return self->selected;
}
