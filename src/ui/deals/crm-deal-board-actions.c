/* What can be done with a card: by key, from its menu, by dropping it. All ways come together here. */

#include "config.h"

#include "crm-deal-board-private.h"

#include "crm-deal.h"
#include "crm-deal-moves.h"
#include "crm-deal-proposal.h"
#include "crm-edge-scroll.h"
#include "crm-format.h"
#include "crm-keys.h"
#include "crm-pipelines.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  UP,
  DOWN,
  BACK, /* toward the first stage */
  FORTH,
  NOWHERE,
} Way;

/* Left and right are as seen: in a right-to-left window the next stage is to the left. */
static Way
get_way (CrmDealBoard *self, GVariant *parameter)
{
  const char *word = g_variant_get_string (parameter, NULL);
  gboolean    mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (g_str_equal (word, "up"))
    return UP;
  if (g_str_equal (word, "down"))
    return DOWN;
  if (g_str_equal (word, "left"))
    return mirrored ? FORTH : BACK;
  if (g_str_equal (word, "right"))
    return mirrored ? BACK : FORTH;

  return NOWHERE;
}

static CrmDealColumn *
get_neighbour (CrmDealBoard *self, CrmDealColumn *column, Way way)
{
  guint index;

  if (!g_ptr_array_find (self->columns, column, &index))
    return NULL;
  if (way == BACK)
    return index > 0 ? g_ptr_array_index (self->columns, index - 1) : NULL;

  return index + 1 < self->columns->len ? g_ptr_array_index (self->columns, index + 1) : NULL;
}

static void
focus_card (CrmDealBoard *self, CrmDealColumn *column, guint position)
{
  guint index = 0;

  g_ptr_array_find (self->columns, column, &index);
  crm_deal_board_show_stage (self, index);
  if (!crm_deal_column_focus (column, position))
    crm_deal_column_focus_entry (column);
}

/**
 * crm_deal_board_go_to:
 * @deal: one that is in the file, but perhaps not on the board yet: a move that was called off must not steal the focus later
 *
 * Gives the focus to the card of a deal, as soon as it is there.
 */
void
crm_deal_board_go_to (CrmDealBoard *self, gint64 deal)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmDealColumn *column = g_ptr_array_index (self->columns, i);
      g_autoptr (CrmRecord) record = self->store != NULL ? crm_store_get (self->store, deal, NULL) : NULL;
      guint position;

      if (record == NULL || crm_object_get_integer (CRM_OBJECT (record), "stage") != crm_record_get_id (crm_deal_column_get_stage (column)))
        continue;
      self->awaited = deal;
      if (crm_record_list_find (crm_deal_column_get_list (column), deal, &position) && !crm_record_list_is_loading (crm_deal_column_get_list (column)))
        {
          self->awaited = 0;
          focus_card (self, column, position);
        }
    }
}

static void
moved_cb (gint64 deal, gpointer user_data)
{
  CrmDealBoard *self = user_data;

  self->moved = deal;
  crm_deal_board_go_to (self, deal);
}

static void
move_to (CrmDealBoard *self, CrmRecord *deal, CrmRecord *stage, gint64 above)
{
  crm_deal_move (GTK_WIDGET (self), self->context, deal, stage, above, moved_cb, G_OBJECT (self));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmRecord *deal = crm_deal_board_get_current (CRM_DEAL_BOARD (widget));

  if (deal != NULL)
    g_signal_emit_by_name (widget, "open", deal);
}

/* The next card takes the place, and the focus, of one that goes. */
static void
vacated_cb (gint64 deal, gpointer user_data)
{
  CrmDealBoard *self = user_data;

  self->moved = deal;
  if (self->vacated != NULL && !crm_record_list_find (crm_deal_column_get_list (self->vacated), deal, NULL))
    {
      CrmDealColumn *column = self->vacated;

      self->vacated = NULL;
      crm_deal_column_focus (column, self->vacancy);
    }
}

static void
remember_place (CrmDealBoard *self)
{
  CrmDealColumn *column;
  CrmDealCard   *card = crm_deal_board_find_current (self, &column);

  self->awaited = 0;
  self->vacated = column;
  self->vacancy = card != NULL ? crm_deal_card_get_position (card) : 0;
}

/* Wins or loses a deal: puts it on top of the first stage of that kind. */
void
crm_deal_board_finish_with (CrmDealBoard *self, CrmRecord *deal, const char *kind)
{
  CrmRecord *stage = crm_pipelines_find_stage (self->stages, kind);

  if (stage != NULL)
    crm_deal_move (GTK_WIDGET (self), self->context, deal, stage, 0, vacated_cb, G_OBJECT (self));
  else
    crm_context_toast (self->context, g_str_equal (kind, "won") ? _ ("This pipeline has no stage for deals that are won. Add one in “Edit Pipeline”.") : _ ("This pipeline has no stage for deals that are lost. Add one in “Edit Pipeline”."));
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (widget);
  CrmRecord    *deal = crm_deal_board_get_current (self);
  const char   *kind = g_str_equal (name, "deal.win") ? "won" : "lost";

  if (deal == NULL || g_strcmp0 (crm_object_get_text (CRM_OBJECT (deal), "status"), kind) == 0)
    return;

  remember_place (self);
  crm_deal_board_finish_with (self, deal, kind);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (widget);
  CrmRecord    *deal = crm_deal_board_get_current (self);

  if (deal == NULL)
    return;

  remember_place (self);
  crm_deal_delete (self->context, deal);
}

/* Of the deal that was moved just now, wherever the focus has gone; else of the card that has it. */
static void
add_proposed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (widget);
  CrmRecord    *current = crm_deal_board_get_current (self);
  g_autoptr (CrmRecord) moved = self->moved != 0 && self->store != NULL ? crm_store_get (self->store, self->moved, NULL) : NULL;
  CrmRecord *deal = moved != NULL ? moved : current;

  self->moved = 0;
  if (deal != NULL && !crm_deal_proposal_accept (self->context, deal))
    crm_context_toast (self->context, _ ("Its stage proposes no task. Say one in “Edit Pipeline”."));
}

static void
move_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (widget);
  CrmRecord    *deal = crm_deal_board_get_current (self);
  guint         index = crm_pipelines_find_position (self->stages, g_variant_get_int64 (parameter));

  if (deal != NULL && index < self->stages->len)
    move_to (self, deal, g_ptr_array_index (self->stages, index), 0);
}

/* Within the column a card goes past its neighbour; to another it keeps its height. */
static void
move_along (CrmDealBoard *self, CrmDealColumn *column, CrmDealCard *card, Way way)
{
  CrmRecordList *list = crm_deal_column_get_list (column);
  guint          position = crm_deal_card_get_position (card);
  gint64         above = 0;

  if (way == UP && position == 0)
    return;
  if (way == DOWN && position + 1 >= crm_deal_column_get_n_cards (column))
    return;
  if (way == DOWN)
    above = crm_record_list_get_id (list, position + 1);
  else if (position > 1)
    above = crm_record_list_get_id (list, position - 2);
  move_to (self, crm_deal_card_get_deal (card), crm_deal_column_get_stage (column), above);
}

static void
move_across (CrmDealBoard *self, CrmDealColumn *column, CrmDealCard *card, Way way)
{
  CrmDealColumn *target = get_neighbour (self, column, way);
  guint          position = crm_deal_card_get_position (card);
  guint          n = target != NULL ? crm_deal_column_get_n_cards (target) : 0;
  gint64         above = n > 0 && position > 0 ? crm_record_list_get_id (crm_deal_column_get_list (target), MIN (position, n) - 1) : 0;

  if (target != NULL)
    move_to (self, crm_deal_card_get_deal (card), crm_deal_column_get_stage (target), above);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealBoard  *self = CRM_DEAL_BOARD (widget);
  Way            way = get_way (self, parameter);
  CrmDealColumn *column;
  CrmDealCard   *card = crm_deal_board_find_current (self, &column);

  if (card == NULL || way == NOWHERE)
    return;
  if (way == UP || way == DOWN)
    move_along (self, column, card, way);
  else
    move_across (self, column, card, way);
}

/* To the side, stages without cards are passed over. */
static void
focus_across (CrmDealBoard *self, CrmDealColumn *column, guint position, Way way)
{
  CrmDealColumn *target = get_neighbour (self, column, way);

  while (target != NULL && crm_deal_column_get_n_cards (target) == 0 && get_neighbour (self, target, way) != NULL)
    target = get_neighbour (self, target, way);
  if (target != NULL && crm_deal_column_get_n_cards (target) > 0)
    focus_card (self, target, position);
}

static void
focus_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealBoard  *self = CRM_DEAL_BOARD (widget);
  Way            way = get_way (self, parameter);
  CrmDealColumn *column;
  CrmDealCard   *card = crm_deal_board_find_current (self, &column);
  guint          position;

  self->moved = 0;
  if (card == NULL)
    {
      crm_deal_board_focus (self);
      return;
    }

  position = crm_deal_card_get_position (card);
  if (way == UP && position > 0)
    focus_card (self, column, position - 1);
  else if (way == DOWN)
    focus_card (self, column, position + 1);
  else if (way == BACK || way == FORTH)
    focus_across (self, column, position, way);
}

static void
go_to_stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealBoard *self = CRM_DEAL_BOARD (widget);
  guint         index = (guint) g_variant_get_int32 (parameter);

  self->moved = 0;
  if (index < self->columns->len)
    focus_card (self, g_ptr_array_index (self->columns, index), 0);
}

static GMenuModel *
make_stages_menu (CrmDealBoard *self, CrmRecord *deal)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < self->stages->len; i++)
    {
      CrmRecord       *stage = g_ptr_array_index (self->stages, i);
      g_autofree char *name = crm_format_title (stage);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      if (crm_record_get_id (stage) == crm_object_get_integer (CRM_OBJECT (deal), "stage"))
        continue;
      g_menu_item_set_action_and_target (item, "deal.move-to", "x", crm_record_get_id (stage));
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (CrmDealBoard *self, CrmRecord *deal)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) over = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuModel) stages = make_stages_menu (self, deal);

  g_menu_append (first, _ ("Open"), "deal.open");
  g_menu_append_submenu (first, _ ("Move to"), stages);
  g_menu_append (first, _ ("Add the Stage's Task"), "deal.add-proposed");
  g_menu_append (over, _ ("Win"), "deal.win");
  g_menu_append (over, _ ("Lose…"), "deal.lose");
  g_menu_append (last, _ ("Delete"), "deal.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (over));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return G_MENU_MODEL (menu);
}

/* Over a point of a card. */
void
crm_deal_board_popup_menu (CrmDealBoard *self, GtkWidget *card, double x, double y)
{
  CrmRecord *deal = crm_deal_card_get_deal (CRM_DEAL_CARD (card));
  g_autoptr (GMenuModel) model = deal != NULL ? make_menu (self, deal) : NULL;
  graphene_point_t point;

  if (model == NULL || !gtk_widget_compute_point (crm_deal_card_get_body (CRM_DEAL_CARD (card)), GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealBoard  *self = CRM_DEAL_BOARD (widget);
  CrmDealColumn *column;
  CrmDealCard   *card = crm_deal_board_find_current (self, &column);

  if (card != NULL)
    crm_deal_board_popup_menu (self, GTK_WIDGET (card), gtk_widget_get_width (GTK_WIDGET (card)) / 2.0, gtk_widget_get_height (GTK_WIDGET (card)) / 2.0);
}

void
crm_deal_board_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "deal.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "deal.win", NULL, finish_action);
  gtk_widget_class_install_action (klass, "deal.lose", NULL, finish_action);
  gtk_widget_class_install_action (klass, "deal.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "deal.add-proposed", NULL, add_proposed_action);
  gtk_widget_class_install_action (klass, "deal.menu", NULL, menu_action);
  gtk_widget_class_install_action (klass, "deal.move", "s", move_action);
  gtk_widget_class_install_action (klass, "deal.move-to", "x", move_to_action);
  gtk_widget_class_install_action (klass, "deal.focus", "s", focus_action);
  gtk_widget_class_install_action (klass, "deal.go-to-stage", "i", go_to_stage_action);
}

/* Only where a card has the focus: elsewhere (an entry, a button) the keys are those of the widget. */
static gboolean
is_key_for_card (CrmDealBoard *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (CRM_IS_DEAL_CARD (gtk_widget_get_first_child (focus)) || GTK_IS_LIST_VIEW (focus));
}

static const CrmCommand commands[] = {
  { "deal.open", "Return KP_Enter", N_ ("Open this deal"), "document-open-symbolic" },
  { "deal.win", "w", N_ ("Win this deal"), "emblem-ok-symbolic" },
  { "deal.lose", "l", N_ ("Lose this deal"), "process-stop-symbolic" },
  { "deal.add-proposed", "t", N_ ("Add the task that the stage proposes"), "list-add-symbolic" },
  { "deal.delete", "Delete", N_ ("Delete this deal"), "user-trash-symbolic" },
  { "deal.menu", "Menu <Shift>F10", N_ ("What can be done with it") },
  /* What has many keys is told in one line. */
  { NULL, "Left Right Up Down", N_ ("Go from one to the next") },
  { NULL, "<Control><Shift>Left <Control><Shift>Right", N_ ("Move it to the next stage") },
  { NULL, "<Control><Shift>Up <Control><Shift>Down", N_ ("Move it up or down") },
  { NULL, "1 2 3", N_ ("Go to a stage, by its place") },
};

/* How many of them are looked for by name. */
#define N_NAMED 5

static const CrmCommand ways[] = {
  { "deal.focus('left')", "Left" },
  { "deal.focus('right')", "Right" },
  { "deal.focus('up')", "Up" },
  { "deal.focus('down')", "Down" },
  { "deal.move('left')", "<Control><Shift>Left" },
  { "deal.move('right')", "<Control><Shift>Right" },
  { "deal.move('up')", "<Control><Shift>Up" },
  { "deal.move('down')", "<Control><Shift>Down" },
  { "deal.go-to-stage(0)", "1 KP_1" },
  { "deal.go-to-stage(1)", "2 KP_2" },
  { "deal.go-to-stage(2)", "3 KP_3" },
  { "deal.go-to-stage(3)", "4 KP_4" },
  { "deal.go-to-stage(4)", "5 KP_5" },
  { "deal.go-to-stage(5)", "6 KP_6" },
  { "deal.go-to-stage(6)", "7 KP_7" },
  { "deal.go-to-stage(7)", "8 KP_8" },
  { "deal.go-to-stage(8)", "9 KP_9" },
};

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  const CrmCommand *key = user_data;
  g_autofree char  *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!is_key_for_card (CRM_DEAL_BOARD (widget)) || !g_action_parse_detailed_name (key->action, &name, &target, NULL))
    return FALSE;

  return gtk_widget_activate_action_variant (widget, name, target);
}

static void
add_keys (GtkEventController *controller, const CrmCommand *keys, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    {
      if (keys[i].action != NULL)
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                              gtk_shortcut_new (crm_keys_get_trigger (keys[i].accelerators), gtk_callback_action_new (key_cb, (gpointer) &keys[i], NULL)));
    }
}

/* In the capture phase, before the list's own idea of the same keys. */
void
crm_deal_board_install_keys (CrmDealBoard *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_keys (controller, commands, G_N_ELEMENTS (commands));
  add_keys (controller, ways, G_N_ELEMENTS (ways));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/**
 * crm_deal_board_get_commands:
 *
 * Returns: (array length=n_commands): what can be done with the card that has the focus
 */
const CrmCommand *
crm_deal_board_get_commands (guint *n_commands)
{
  *n_commands = N_NAMED;

  return commands;
}

/**
 * crm_deal_board_get_keys:
 *
 * Returns: (array length=n_commands): the same, with the keys that go about the board
 */
const CrmCommand *
crm_deal_board_get_keys (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}

/* A card was let go in a column. */
void
crm_deal_board_drop (CrmDealBoard *self, CrmDealColumn *column, CrmRecord *deal, gint64 above)
{
  crm_edge_scroll_stop (self->scroller);
  move_to (self, deal, crm_deal_column_get_stage (column), above);
}

static gboolean
zone_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, CrmDealBoard *self)
{
  GtkWidget *zone = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  CrmRecord *deal = g_value_get_object (value);
  g_autoptr (CrmRecord) shared = deal != NULL && self->store != NULL ? crm_store_get (self->store, crm_record_get_id (deal), NULL) : NULL;

  crm_edge_scroll_stop (self->scroller);
  if (shared == NULL || shared != deal)
    return FALSE;

  self->vacated = NULL;
  crm_deal_board_finish_with (self, deal, zone == self->won_zone ? "won" : "lost");
  return TRUE;
}

static void
add_zone (CrmDealBoard *self, GtkWidget *zone)
{
  GtkDropTarget *target = gtk_drop_target_new (CRM_TYPE_DEAL, GDK_ACTION_MOVE);

  g_signal_connect (target, "drop", G_CALLBACK (zone_drop_cb), self);
  gtk_widget_add_controller (zone, GTK_EVENT_CONTROLLER (target));
}

void
crm_deal_board_init_drop (CrmDealBoard *self)
{
  add_zone (self, self->won_zone);
  add_zone (self, self->lost_zone);
  crm_edge_scroll_attach (self->scroller, GTK_ORIENTATION_HORIZONTAL);
}
