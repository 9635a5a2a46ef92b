/* A column is a list over the deals of one stage in their order; it loads what is seen of it and no more. Its figures come from the board's
 * totals, not from its cards. */

#include "config.h"

#include "crm-deal-column-private.h"

#include "crm-format.h"
#include "crm-list-focus.h"
#include "crm-quick-deal.h"
#include "crm-tab-stop.h"
#include "crm-text-scale.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (CrmDealColumn, crm_deal_column, GTK_TYPE_WIDGET)

/* Of a column, for text of the usual size. */
#define WIDTH 272

guint crm_deal_column_signals[CRM_DEAL_COLUMN_N_SIGNALS];

static CrmQuery *
make_query (CrmDealColumn *self, const char *search, CrmCriterion *criterion)
{
  CrmQuery *query = crm_query_new ("deal");

  crm_query_add_integer (query, "stage", CRM_OP_EQUAL, crm_record_get_id (self->stage));
  crm_query_set_order (query, "rank", FALSE);
  crm_query_set_search (query, search);
  crm_query_set_criterion (query, criterion);

  return query;
}

static void
clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, CrmDealCard *card)
{
  GtkWidget *column = gtk_widget_get_ancestor (GTK_WIDGET (card), CRM_TYPE_DEAL_COLUMN);
  CrmRecord *deal = crm_deal_card_get_deal (card);

  if (column != NULL && deal != NULL && n_press == 1)
    g_signal_emit (column, crm_deal_column_signals[CRM_DEAL_COLUMN_OPEN], 0, deal);
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, CrmDealCard *card)
{
  GtkWidget *column = gtk_widget_get_ancestor (GTK_WIDGET (card), CRM_TYPE_DEAL_COLUMN);

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (column == NULL)
    return;

  crm_deal_column_focus (CRM_DEAL_COLUMN (column), crm_deal_card_get_position (card));
  g_signal_emit (column, crm_deal_column_signals[CRM_DEAL_COLUMN_CONTEXT_MENU], 0, card, x, y);
}

static void
add_gesture (CrmDealCard *card, const char *signal, guint button, GCallback callback)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  g_signal_connect (gesture, signal, callback, card);
  gtk_widget_add_controller (crm_deal_card_get_body (card), GTK_EVENT_CONTROLLER (gesture));
}

static void
setup_cb (CrmDealColumn *self, GtkListItem *item)
{
  CrmDealCard *card = CRM_DEAL_CARD (crm_deal_card_new (self->context, item));

  gtk_list_item_set_child (item, GTK_WIDGET (card));
  add_gesture (card, "released", GDK_BUTTON_PRIMARY, G_CALLBACK (clicked_cb));
  add_gesture (card, "pressed", GDK_BUTTON_SECONDARY, G_CALLBACK (menu_pressed_cb));
  crm_deal_column_init_card (self, card);
}

static void
bind_cb (CrmDealColumn *self, GtkListItem *item)
{
  CrmDealCard *card = CRM_DEAL_CARD (gtk_list_item_get_child (item));

  crm_deal_card_bind (card, self->stage);
  crm_deal_card_set_gap (card, FALSE);
  g_hash_table_add (self->cards, card);
}

static void
unbind_cb (CrmDealColumn *self, GtkListItem *item)
{
  CrmDealCard *card = CRM_DEAL_CARD (gtk_list_item_get_child (item));

  g_hash_table_remove (self->cards, card);
  crm_deal_card_unbind (card);
}

static void
activate_cb (CrmDealColumn *self, guint position)
{
  g_autoptr (CrmRecord) deal = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (deal != NULL)
    g_signal_emit (self, crm_deal_column_signals[CRM_DEAL_COLUMN_OPEN], 0, deal);
}

static void
scroll_to (CrmDealColumn *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
items_changed_cb (CrmDealColumn *self)
{
  GHashTableIter iter;
  gpointer       card;
  guint          position;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    crm_deal_card_update_position (card);
  if (self->added != 0 && crm_record_list_find (self->list, self->added, &position))
    {
      self->added = 0;
      scroll_to (self, position);
    }
  g_signal_emit (self, crm_deal_column_signals[CRM_DEAL_COLUMN_CHANGED], 0);
}

static void
selected_cb (CrmDealColumn *self)
{
  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, crm_deal_column_signals[CRM_DEAL_COLUMN_CHOSEN], 0);
}

static void
show_totals (CrmDealColumn *self)
{
  gint64           stage = crm_record_get_id (self->stage);
  g_autofree char *count = crm_format_count (self->context, crm_deal_totals_get_count (self->totals, stage));
  g_autofree char *sum = crm_deal_totals_dup_sum (self->totals, stage, FALSE);
  g_autofree char *weighted = crm_deal_totals_dup_sum (self->totals, stage, TRUE);
  /* Translators: the sum of values, each times its probability */
  g_autofree char *weighted_text = g_strdup_printf (_ ("weighted %s"), weighted);

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->sum, *sum != '\0' ? sum : "–");
  gtk_label_set_text (self->weighted, weighted_text);
  gtk_widget_set_visible (GTK_WIDGET (self->weighted), crm_deal_totals_is_weighted (self->totals, stage));
}

static void
show_stage (CrmDealColumn *self)
{
  g_autofree char *name = crm_format_title (self->stage);
  /* Translators: a stage of the pipeline */
  g_autofree char *add_label = g_strdup_printf (_ ("Add a deal to %s"), name);

  gtk_label_set_text (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, add_label, -1);
  crm_deal_column_refresh (self);
}

static void
show_added (CrmDealColumn *self, gint64 deal)
{
  guint position;

  self->added = 0;
  if (crm_record_list_find (self->list, deal, &position))
    scroll_to (self, position);
  else
    self->added = deal;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmDealColumn) self = user_data;

  if (crm_context_commit_finish (CRM_CONTEXT (source), result, NULL) && self->list != NULL)
    show_added (self, crm_record_get_id (self->adding));
}

static void
entry_activated_cb (CrmDealColumn *self)
{
  crm_deal_column_quick_add (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
crm_deal_column_dispose (GObject *object)
{
  CrmDealColumn *self = CRM_DEAL_COLUMN (object);
  GtkWidget     *child;

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DEAL_COLUMN);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->list);
  g_clear_object (&self->adding);
  g_clear_object (&self->stage);
  g_clear_object (&self->totals);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_column_parent_class)->dispose (object);
}

static void
crm_deal_column_finalize (GObject *object)
{
  g_hash_table_unref (CRM_DEAL_COLUMN (object)->cards);

  G_OBJECT_CLASS (crm_deal_column_parent_class)->finalize (object);
}

static void
add_signals (GType type)
{
  guint *signals = crm_deal_column_signals;

  signals[CRM_DEAL_COLUMN_OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);
  signals[CRM_DEAL_COLUMN_CONTEXT_MENU] = g_signal_new ("context-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[CRM_DEAL_COLUMN_DROP] = g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, CRM_TYPE_RECORD, G_TYPE_INT64);
  signals[CRM_DEAL_COLUMN_DRAGGING] = g_signal_new ("dragging", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CRM_DEAL_COLUMN_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CRM_DEAL_COLUMN_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_deal_column_class_init (CrmDealColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_deal_column_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_deal_column_finalize;
  add_signals (G_TYPE_FROM_CLASS (klass));

  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-deal-column.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, head);
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, name);
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, count);
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, sum);
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, weighted);
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, scroller);
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, view);
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, end_gap);
  gtk_widget_class_bind_template_child (widget_class, CrmDealColumn, entry);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
crm_deal_column_init (CrmDealColumn *self)
{
  self->cards = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), crm_text_scale_length (WIDTH), -1);
  crm_deal_column_init_drop (self);
}

static void
fill (CrmDealColumn *self)
{
  g_autoptr (CrmQuery) query = make_query (self, NULL, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->list = crm_record_list_new (crm_context_get_store (self->context), query);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection); /* the view's from here on */

  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * crm_deal_column_new:
 * @totals: of the stage's pipeline
 * @stage: a stage of the context's file
 */
GtkWidget *
crm_deal_column_new (CrmContext *context, CrmDealTotals *totals, CrmRecord *stage)
{
  CrmDealColumn *self = g_object_new (CRM_TYPE_DEAL_COLUMN, NULL);

  self->context = g_object_ref (context);
  self->totals = g_object_ref (totals);
  self->stage = g_object_ref (stage);
  fill (self);
  g_signal_connect_object (totals, "changed", G_CALLBACK (show_totals), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stage, "notify", G_CALLBACK (show_stage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show_totals), self, G_CONNECT_SWAPPED);
  show_stage (self);
  show_totals (self);

  return GTK_WIDGET (self);
}

CrmRecord *
crm_deal_column_get_stage (CrmDealColumn *self)
{
  return self->stage;
}

CrmRecordList *
crm_deal_column_get_list (CrmDealColumn *self)
{
  return self->list;
}

guint
crm_deal_column_get_n_cards (CrmDealColumn *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/**
 * crm_deal_column_find_card:
 *
 * Returns: (transfer none) (nullable): the card that shows the deal at @position, where it is near enough to the screen to have one
 */
CrmDealCard *
crm_deal_column_find_card (CrmDealColumn *self, guint position)
{
  GHashTableIter iter;
  gpointer       card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    {
      if (crm_deal_card_get_position (card) == position)
        return card;
    }

  return NULL;
}

/**
 * crm_deal_column_get_current:
 *
 * Returns: (transfer none) (nullable): the card that has the focus, else the one chosen last
 */
CrmDealCard *
crm_deal_column_get_current (CrmDealColumn *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)) ? gtk_widget_get_first_child (focus) : NULL;

  if (child != NULL && CRM_IS_DEAL_CARD (child))
    return CRM_DEAL_CARD (child);

  return crm_deal_column_find_card (self, gtk_single_selection_get_selected (self->selection));
}

/**
 * crm_deal_column_focus:
 * @position: of a card; the last one where there are fewer
 *
 * Chooses a card, scrolls to it and gives it the focus.
 *
 * Returns: whether there is any card
 */
gboolean
crm_deal_column_focus (CrmDealColumn *self, guint position)
{
  guint        n = crm_deal_column_get_n_cards (self);
  CrmDealCard *card;

  if (n == 0)
    return FALSE;

  position = MIN (position, n - 1);
  gtk_single_selection_set_selected (self->selection, position);
  if (crm_list_focus (self->view, position))
    return TRUE;
  /* A card that the list has not made yet gets the focus from the list. */
  card = crm_deal_column_find_card (self, position);
  gtk_widget_grab_focus (card != NULL ? gtk_widget_get_parent (GTK_WIDGET (card)) : GTK_WIDGET (self->view));

  return TRUE;
}

void
crm_deal_column_focus_entry (CrmDealColumn *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * crm_deal_column_unselect:
 *
 * One card of the board is chosen at most: not one of this column.
 */
void
crm_deal_column_unselect (CrmDealColumn *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

/**
 * crm_deal_column_narrow:
 * @search: (nullable): only deals found under it are shown
 * @criterion: (nullable): only those for which it holds
 */
void
crm_deal_column_narrow (CrmDealColumn *self, const char *search, CrmCriterion *criterion)
{
  g_autoptr (CrmQuery) query = make_query (self, search, criterion);

  crm_record_list_set_query (self->list, query);
}

/**
 * crm_deal_column_refresh:
 *
 * Shows the cards anew, when something they show changed outside their deals.
 */
void
crm_deal_column_refresh (CrmDealColumn *self)
{
  GHashTableIter iter;
  gpointer       card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    crm_deal_card_refresh (card);
}

/**
 * crm_deal_column_refresh_concerned:
 * @set: what has changed
 * @subjects: (element-type gint64): what the activities among that are about
 *
 * Shows anew the cards that show some of it.
 */
void
crm_deal_column_refresh_concerned (CrmDealColumn *self, CrmChangeSet *set, GHashTable *subjects)
{
  GHashTableIter iter;
  gpointer       card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    {
      if (crm_deal_card_concerns (card, set, subjects))
        crm_deal_card_refresh (card);
    }
}

/**
 * crm_deal_column_quick_add:
 * @line: "Spring order 48M"
 *
 * Adds a deal to the stage.
 */
void
crm_deal_column_quick_add (CrmDealColumn *self, const char *line)
{
  g_auto (CrmQuickDeal) quick = { 0 };
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  if (!crm_quick_deal_parse (line, crm_context_get_culture (self->context), &quick))
    return;

  crm_context_take_on (self->context, deal);
  crm_object_set_text (CRM_OBJECT (deal), "title", quick.title);
  crm_object_set_integer (CRM_OBJECT (deal), "stage", crm_record_get_id (self->stage));
  if (quick.value != CRM_UNSET)
    {
      crm_object_set_integer (CRM_OBJECT (deal), "value", quick.value);
      crm_object_set_text (CRM_OBJECT (deal), "currency", quick.currency);
    }
  g_set_object (&self->adding, deal);
  shown = crm_text_isolate (quick.title);
  /* Translators: a deal */
  title = g_strdup_printf (_ ("Added “%s”"), shown);
  crm_context_commit_record (self->context, title, deal, saved_cb, g_object_ref (self));
}
