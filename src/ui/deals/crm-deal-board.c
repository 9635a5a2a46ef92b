/* The board: columns in a row, in the order of reading, so that a right-to-left board begins at the right without a word here. Where the window
 * is narrow one column is shown and the rest are hidden; all keys mean the same. */

#include "config.h"

#include "crm-deal-board-private.h"

#include "crm-edge-scroll.h"
#include "crm-format.h"
#include "crm-record-type.h"

G_DEFINE_FINAL_TYPE (CrmDealBoard, crm_deal_board, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

enum
{
  OPEN,
  N_SIGNALS
};

/* Up to so many changed records are looked at one by one. */
#define FEW 200

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void
open_cb (CrmDealBoard *self, CrmRecord *deal)
{
  g_signal_emit (self, signals[OPEN], 0, deal);
}

static void
context_menu_cb (CrmDealBoard *self, GtkWidget *card, double x, double y)
{
  crm_deal_board_popup_menu (self, card, x, y);
}

static void
drop_cb (CrmDealColumn *column, CrmRecord *deal, gint64 above, CrmDealBoard *self)
{
  crm_deal_board_drop (self, column, deal, above);
}

static void
stop_drag (CrmDealBoard *self)
{
  gtk_revealer_set_reveal_child (self->zones, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->zones), FALSE);
  crm_edge_scroll_stop (self->scroller);
  for (guint i = 0; i < self->columns->len; i++)
    crm_deal_column_stop_drag (g_ptr_array_index (self->columns, i));
}

static void
dragging_cb (CrmDealBoard *self, gboolean dragging)
{
  if (!dragging)
    {
      stop_drag (self);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->zones), TRUE);
  gtk_revealer_set_reveal_child (self->zones, TRUE);
}

/* What was asked for is in the columns when they say so, which is not at once: the focus follows then. */
static void
column_changed_cb (CrmDealColumn *column, CrmDealBoard *self)
{
  guint position;

  if (self->awaited != 0 && crm_record_list_find (crm_deal_column_get_list (column), self->awaited, &position))
    {
      guint index = 0;

      g_ptr_array_find (self->columns, column, &index);
      self->awaited = 0;
      crm_deal_board_show_stage (self, index);
      crm_deal_column_focus (column, position);
    }
  else if (self->vacated == column)
    {
      self->vacated = NULL;
      crm_deal_column_focus (column, self->vacancy);
    }
  else if (self->eager)
    {
      /* Whoever opened a deal meanwhile has the focus there. */
      self->eager = gtk_widget_get_mapped (GTK_WIDGET (column)) && !crm_deal_column_focus (column, 0);
    }
}

/* One card of the board is chosen at most, so that there is no doubt which one an action is about. */
static void
chosen_cb (CrmDealColumn *column, CrmDealBoard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (g_ptr_array_index (self->columns, i) != (gpointer) column)
        crm_deal_column_unselect (g_ptr_array_index (self->columns, i));
    }
}

static void
add_column (CrmDealBoard *self, CrmRecord *stage)
{
  GtkWidget *column = crm_deal_column_new (self->context, self->totals, stage);

  if (self->search != NULL || self->criterion != NULL)
    crm_deal_column_narrow (CRM_DEAL_COLUMN (column), self->search, self->criterion);
  g_ptr_array_add (self->columns, column);
  gtk_box_append (self->box, column);
  g_signal_connect_object (column, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "context-menu", G_CALLBACK (context_menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (column, "dragging", G_CALLBACK (dragging_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (column, "changed", G_CALLBACK (column_changed_cb), self, 0);
}

static void
remove_columns (CrmDealBoard *self)
{
  self->awaited = 0;
  self->vacated = NULL;
  for (guint i = 0; i < self->columns->len; i++)
    gtk_box_remove (self->box, g_ptr_array_index (self->columns, i));
  g_ptr_array_set_size (self->columns, 0);
}

/* The names change only with the stages; filling does not choose. */
static void
fill_switcher (CrmDealBoard *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->stages->len; i++)
    {
      g_autofree char *name = crm_format_title (g_ptr_array_index (self->stages, i));

      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->stage_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->stage_choice, self->shown);
  self->filling = FALSE;
}

static void
arrange (CrmDealBoard *self)
{
  gboolean narrow = crm_narrow_bin_get_narrow (self->bin);

  gtk_widget_set_visible (self->switcher, narrow && self->columns->len > 0);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *column = g_ptr_array_index (self->columns, i);

      gtk_widget_set_visible (column, !narrow || i == self->shown);
      gtk_widget_set_hexpand (column, narrow);
    }
}

static void
narrow_changed_cb (CrmDealBoard *self)
{
  CrmDealColumn *column = NULL;
  guint          index;

  if (crm_deal_board_find_current (self, &column) != NULL && g_ptr_array_find (self->columns, column, &index))
    crm_deal_board_show_stage (self, index);
  arrange (self);
}

static void
stage_chosen_cb (CrmDealBoard *self)
{
  guint selected = gtk_drop_down_get_selected (self->stage_choice);

  if (!self->filling && selected != GTK_INVALID_LIST_POSITION)
    crm_deal_board_show_stage (self, selected);
}

static void
previous_clicked_cb (CrmDealBoard *self)
{
  crm_deal_board_show_stage (self, self->shown > 0 ? self->shown - 1 : 0);
}

static void
next_clicked_cb (CrmDealBoard *self)
{
  crm_deal_board_show_stage (self, self->shown + 1);
}

static void
refresh_all (CrmDealBoard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    crm_deal_column_refresh (g_ptr_array_index (self->columns, i));
}

static void
collect_subjects (CrmStore *store, gint64 activity, GHashTable *subjects)
{
  g_autoptr (CrmRecord) record = crm_store_get (store, activity, NULL);
  GPtrArray *links = record != NULL ? crm_object_get_items (CRM_OBJECT (record), "links") : NULL;

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      gint64 target = crm_object_get_integer (g_ptr_array_index (links, i), "target");

      g_hash_table_add (subjects, g_memdup2 (&target, sizeof target));
    }
}

/* Names of people and what is planned are on the cards too; few of them change at a time, and an import changes all. */
static void
store_changed_cb (CrmDealBoard *self, CrmChangeSet *set)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint   activity = crm_record_type_find ("activity")->code;
  GArray *ids = crm_change_set_get_ids (set);

  if (!crm_change_set_is_complete (set) || crm_change_set_get_size (set) > FEW)
    {
      refresh_all (self);
      return;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      if (crm_id_code (g_array_index (ids, gint64, i)) == activity)
        collect_subjects (self->store, g_array_index (ids, gint64, i), subjects);
    }
  for (guint i = 0; i < self->columns->len; i++)
    crm_deal_column_refresh_concerned (g_ptr_array_index (self->columns, i), set, subjects);
}

static void
follow_store (CrmDealBoard *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store == self->store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
crm_deal_board_constructed (GObject *object)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (object);

  G_OBJECT_CLASS (crm_deal_board_parent_class)->constructed (object);

  self->totals = crm_deal_totals_new (self->context);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (refresh_all), self, G_CONNECT_SWAPPED);
}

static void
crm_deal_board_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_deal_board_dispose (GObject *object)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (object);

  if (self->box != NULL)
    remove_columns (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DEAL_BOARD);
  g_clear_object (&self->store);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->totals);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_board_parent_class)->dispose (object);
}

static void
crm_deal_board_finalize (GObject *object)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (object);

  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->stages);
  g_free (self->search);
  crm_criterion_unref (self->criterion);

  G_OBJECT_CLASS (crm_deal_board_parent_class)->finalize (object);
}

static void
crm_deal_board_class_init (CrmDealBoardClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_deal_board_constructed;
  object_class->set_property = crm_deal_board_set_property;
  object_class->dispose = crm_deal_board_dispose;
  object_class->finalize = crm_deal_board_finalize;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);

  g_type_ensure (CRM_TYPE_NARROW_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-deal-board.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDealBoard, bin);
  gtk_widget_class_bind_template_child (widget_class, CrmDealBoard, switcher);
  gtk_widget_class_bind_template_child (widget_class, CrmDealBoard, stage_choice);
  gtk_widget_class_bind_template_child (widget_class, CrmDealBoard, scroller);
  gtk_widget_class_bind_template_child (widget_class, CrmDealBoard, box);
  gtk_widget_class_bind_template_child (widget_class, CrmDealBoard, zones);
  gtk_widget_class_bind_template_child (widget_class, CrmDealBoard, won_zone);
  gtk_widget_class_bind_template_child (widget_class, CrmDealBoard, lost_zone);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  crm_deal_board_install_actions (widget_class);
}

/* GTK begins at the left; from right to left the first stage is at the other end, as long as nobody has looked elsewhere. */
static void
begin_at_first_stage (CrmDealBoard *self, GtkAdjustment *adjustment)
{
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL || gtk_adjustment_get_value (adjustment) != self->at_first)
    return;

  self->at_first = MAX (end, 0);
  gtk_adjustment_set_value (adjustment, self->at_first);
}

static void
crm_deal_board_init (CrmDealBoard *self)
{
  self->columns = g_ptr_array_new ();
  self->stages = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_deal_board_install_keys (self);
  crm_deal_board_init_drop (self);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed", G_CALLBACK (begin_at_first_stage), self, G_CONNECT_SWAPPED);
}

GtkWidget *
crm_deal_board_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_DEAL_BOARD, "context", context, NULL);
}

static gboolean
has_columns_for (CrmDealBoard *self, GPtrArray *stages)
{
  if (stages->len != self->columns->len || self->store != crm_context_get_store (self->context))
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      if (crm_deal_column_get_stage (g_ptr_array_index (self->columns, i)) != g_ptr_array_index (stages, i))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_deal_board_set_pipeline:
 * @pipeline: (nullable): what to show
 * @stages: (element-type CrmRecord): its stages, from first to last; the columns are kept where they are the same
 */
void
crm_deal_board_set_pipeline (CrmDealBoard *self, CrmRecord *pipeline, GPtrArray *stages)
{
  gboolean same = has_columns_for (self, stages);

  g_set_object (&self->pipeline, pipeline);
  g_ptr_array_ref (stages);
  g_ptr_array_unref (self->stages);
  self->stages = stages;
  follow_store (self);
  crm_deal_totals_set_pipeline (self->totals, pipeline != NULL ? crm_record_get_id (pipeline) : 0, stages);
  if (!same)
    {
      self->shown = 0;
      self->at_first = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
      remove_columns (self);
      for (guint i = 0; i < stages->len; i++)
        add_column (self, g_ptr_array_index (stages, i));
    }
  fill_switcher (self);
  arrange (self);
}

static void
narrow (CrmDealBoard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    crm_deal_column_narrow (g_ptr_array_index (self->columns, i), self->search, self->criterion);
}

/**
 * crm_deal_board_set_search:
 * @text: (nullable): only deals found under it are shown
 */
void
crm_deal_board_set_search (CrmDealBoard *self, const char *text)
{
  g_free (self->search);
  self->search = g_strdup (text);
  narrow (self);
}

/**
 * crm_deal_board_set_criterion:
 * @criterion: (nullable): only deals for which it holds are shown, and counted
 */
void
crm_deal_board_set_criterion (CrmDealBoard *self, CrmCriterion *criterion)
{
  crm_criterion_unref (self->criterion);
  self->criterion = criterion != NULL ? crm_criterion_ref (criterion) : NULL;
  crm_deal_totals_set_criterion (self->totals, criterion);
  narrow (self);
}

/* Makes sure that a stage is seen, and the switcher says which. */
void
crm_deal_board_show_stage (CrmDealBoard *self, guint index)
{
  if (index >= self->columns->len)
    return;

  self->shown = index;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->stage_choice, index);
  self->filling = FALSE;
  arrange (self);
}

CrmDealTotals *
crm_deal_board_get_totals (CrmDealBoard *self)
{
  return self->totals;
}

guint
crm_deal_board_get_n_columns (CrmDealBoard *self)
{
  return self->columns->len;
}

CrmDealColumn *
crm_deal_board_get_column (CrmDealBoard *self, guint index)
{
  g_return_val_if_fail (index < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, index);
}

/* The card actions are about, and the column it is in. */
CrmDealCard *
crm_deal_board_find_current (CrmDealBoard *self, CrmDealColumn **column)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *focused = focus != NULL ? gtk_widget_get_ancestor (focus, CRM_TYPE_DEAL_COLUMN) : NULL;

  *column = NULL;
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmDealColumn *candidate = g_ptr_array_index (self->columns, i);
      CrmDealCard   *card = focused == NULL || focused == GTK_WIDGET (candidate) ? crm_deal_column_get_current (candidate) : NULL;

      if (card == NULL || crm_deal_card_get_deal (card) == NULL)
        continue;
      *column = candidate;
      return card;
    }

  return NULL;
}

/**
 * crm_deal_board_get_current:
 *
 * Returns: (transfer none) (nullable): the deal whose card has the focus, or was chosen last
 */
CrmRecord *
crm_deal_board_get_current (CrmDealBoard *self)
{
  CrmDealColumn *column;
  CrmDealCard   *card = crm_deal_board_find_current (self, &column);

  return card != NULL ? crm_deal_card_get_deal (card) : NULL;
}

/**
 * crm_deal_board_focus:
 *
 * Gives the focus back to the card that had it, or to the first; to the first that comes where there is none yet.
 */
void
crm_deal_board_focus (CrmDealBoard *self)
{
  CrmDealColumn *column;
  CrmDealCard   *card = crm_deal_board_find_current (self, &column);

  self->eager = FALSE;
  if (card != NULL)
    {
      crm_deal_column_focus (column, crm_deal_card_get_position (card));
      return;
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmDealColumn *candidate = g_ptr_array_index (self->columns, i);

      if (gtk_widget_get_visible (GTK_WIDGET (candidate)) && crm_deal_column_focus (candidate, 0))
        return;
    }
  self->eager = TRUE;
}
