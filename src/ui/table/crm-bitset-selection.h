#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_BITSET_SELECTION (crm_bitset_selection_get_type ())

/* Many selected rows of a list of any length. */
G_DECLARE_FINAL_TYPE (CrmBitsetSelection, crm_bitset_selection, CRM, BITSET_SELECTION, GObject)

CrmBitsetSelection *crm_bitset_selection_new (GListModel *model);
guint               crm_bitset_selection_count (CrmBitsetSelection *self);
GtkBitset          *crm_bitset_selection_peek (CrmBitsetSelection *self);

G_END_DECLS
