/* Carrying cards with the pointer: out of a column, and into one. The gap opens before the card the pointer is over, or before the next one
 * where it is over the card's lower half; the card itself moves away below, so the gap does not flutter. */

#include "config.h"

#include "crm-deal-column-private.h"
#include "crm-edge-scroll.h"

#include "crm-deal.h"

static void
set_gap_at (CrmDealColumn *self, guint position, gboolean open)
{
  CrmDealCard *card = crm_deal_column_find_card (self, position);

  if (card != NULL)
    crm_deal_card_set_gap (card, open);
}

static void
set_gap (CrmDealColumn *self, guint position)
{
  guint n = crm_deal_column_get_n_cards (self);

  if (self->gap == position)
    return;

  if (self->gap < n)
    set_gap_at (self, self->gap, FALSE);
  self->gap = position;
  if (position < n)
    set_gap_at (self, position, TRUE);
  gtk_widget_set_visible (self->end_gap, position != GTK_INVALID_LIST_POSITION && position >= n);
}

static CrmDealCard *
pick_card (CrmDealColumn *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *card = NULL;

  if (picked != NULL)
    card = CRM_IS_DEAL_CARD (picked) ? picked : gtk_widget_get_ancestor (picked, CRM_TYPE_DEAL_CARD);
  /* The row is a little larger than its card. */
  if (card == NULL && picked != NULL && CRM_IS_DEAL_CARD (gtk_widget_get_first_child (picked)))
    card = gtk_widget_get_first_child (picked);

  return card != NULL ? CRM_DEAL_CARD (card) : NULL;
}

/* Before which card something let go at (@x, @y) falls. */
static guint
find_place (CrmDealColumn *self, double x, double y)
{
  CrmDealCard    *card = pick_card (self, x, y);
  GtkWidget      *body;
  graphene_rect_t bounds, list;

  if (card == NULL)
    {
      if (gtk_widget_compute_bounds (GTK_WIDGET (self->scroller), GTK_WIDGET (self), &list) && y < list.origin.y)
        return 0;
      return crm_deal_column_get_n_cards (self);
    }

  body = crm_deal_card_get_body (card);
  if (!gtk_widget_compute_bounds (body, GTK_WIDGET (self), &bounds))
    return crm_deal_card_get_position (card);

  return crm_deal_card_get_position (card) + (y > bounds.origin.y + bounds.size.height / 2 ? 1 : 0);
}

/* A deal of another file that is open beside this one is not ours to move. */
static gboolean
is_ours (CrmDealColumn *self, CrmRecord *deal)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) shared = store != NULL ? crm_store_get (store, crm_record_get_id (deal), NULL) : NULL;

  return shared == deal;
}

static GdkDragAction
motion_cb (CrmDealColumn *self, double x, double y)
{
  set_gap (self, find_place (self, x, y));

  return GDK_ACTION_MOVE;
}

static void
leave_cb (CrmDealColumn *self)
{
  set_gap (self, GTK_INVALID_LIST_POSITION);
}

static gboolean
drop_cb (CrmDealColumn *self, const GValue *value, double x, double y)
{
  CrmRecord *deal = g_value_get_object (value);
  guint      place = find_place (self, x, y);
  gint64     above = place > 0 ? crm_record_list_get_id (self->list, place - 1) : 0;

  crm_deal_column_stop_drag (self);
  if (deal == NULL || !is_ours (self, deal))
    return FALSE;

  g_signal_emit (self, crm_deal_column_signals[CRM_DEAL_COLUMN_DROP], 0, deal, above);
  return TRUE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, CrmDealCard *card)
{
  CrmRecord *deal = crm_deal_card_get_deal (card);

  return deal != NULL ? gdk_content_provider_new_typed (CRM_TYPE_DEAL, deal) : NULL;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, CrmDealCard *card)
{
  GtkWidget *body = crm_deal_card_get_body (card);
  GtkWidget *column = gtk_widget_get_ancestor (GTK_WIDGET (card), CRM_TYPE_DEAL_COLUMN);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (body);
  g_autoptr (GdkPaintable) icon = gdk_paintable_get_current_image (paintable); /* as it was before it paled */

  gtk_drag_source_set_icon (source, icon, gtk_widget_get_width (body) / 2, gtk_widget_get_height (body) / 2);
  gtk_widget_add_css_class (body, "deal-dragged");
  if (column != NULL)
    g_signal_emit (column, crm_deal_column_signals[CRM_DEAL_COLUMN_DRAGGING], 0, TRUE);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, CrmDealCard *card)
{
  GtkWidget *column = gtk_widget_get_ancestor (GTK_WIDGET (card), CRM_TYPE_DEAL_COLUMN);

  gtk_widget_remove_css_class (crm_deal_card_get_body (card), "deal-dragged");
  if (column != NULL)
    g_signal_emit (column, crm_deal_column_signals[CRM_DEAL_COLUMN_DRAGGING], 0, FALSE);
}

/**
 * crm_deal_column_init_card:
 *
 * Makes a card one that can be carried.
 */
void
crm_deal_column_init_card (CrmDealColumn *self, CrmDealCard *card)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), card);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), card);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), card);
  gtk_widget_add_controller (crm_deal_card_get_body (card), GTK_EVENT_CONTROLLER (source));
}

/**
 * crm_deal_column_init_drop:
 *
 * Makes the column one that takes cards.
 */
void
crm_deal_column_init_drop (CrmDealColumn *self)
{
  GtkDropTarget *target = gtk_drop_target_new (CRM_TYPE_DEAL, GDK_ACTION_MOVE);

  self->gap = GTK_INVALID_LIST_POSITION;
  g_signal_connect_swapped (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  crm_edge_scroll_attach (self->scroller, GTK_ORIENTATION_VERTICAL);
}

/**
 * crm_deal_column_stop_drag:
 *
 * Closes the gap and stops scrolling, however the drag ended.
 */
void
crm_deal_column_stop_drag (CrmDealColumn *self)
{
  set_gap (self, GTK_INVALID_LIST_POSITION);
  crm_edge_scroll_stop (self->scroller);
}
