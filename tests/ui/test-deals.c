/* The board and what is done on it: with keys, from entries and dialogs, in both directions, wide and narrow. */

#include "config.h"

#include "deals-testing.h"

static void
test_arrows (Fixture *fixture, gconstpointer data)
{
  add_deal (fixture, "D", 2, 100);
  wait_for_column (fixture, 0, "C B A");
  wait_for_column (fixture, 2, "D");
  focus (fixture, 0, 0);
  g_assert_cmpstr (get_current (fixture), ==, "C");
  press (fixture, "Down");
  press (fixture, "Down");
  g_assert_cmpstr (get_current (fixture), ==, "A");
  press (fixture, "Up");
  g_assert_cmpstr (get_current (fixture), ==, "B");

  /* Past the empty stage. */
  press (fixture, "Right");
  g_assert_cmpstr (get_current (fixture), ==, "D");
  press (fixture, "Left");
  g_assert_cmpstr (get_current (fixture), ==, "C");
  press (fixture, "3");
  g_assert_cmpstr (get_current (fixture), ==, "D");
  press (fixture, "Farsi_1");
  g_assert_cmpstr (get_current (fixture), ==, "C");
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 1);
  press (fixture, "<Control><Shift>Right");
  wait_for_column (fixture, 0, "C A");
  wait_for_column (fixture, 1, "B");
  wait_for_current (fixture, "B");
  g_assert_cmpstr (fixture->toast, ==, "Moved “\u2068B\u2069” to \u2068Talking\u2069. \u20661\u2069 thing on the checklist of \u2068New\u2069 was not done.");

  press (fixture, "<Control><Shift>Left");
  wait_for_column (fixture, 0, "B C A");
  wait_for_current (fixture, "B");
  press (fixture, "<Control><Shift>Down");
  wait_for_column (fixture, 0, "C B A");
  wait_for_current (fixture, "B");
  press (fixture, "<Control><Shift>Down");
  wait_for_column (fixture, 0, "C A B");
  wait_for_current (fixture, "B");
  press (fixture, "<Control><Shift>Down");
  press (fixture, "<Control><Shift>Up");
  wait_for_column (fixture, 0, "C B A");
  press (fixture, "<Control><Shift>Up");
  wait_for_column (fixture, 0, "B C A");

  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for_column (fixture, 0, "C B A");
}

/* The next stage is to the left where reading goes to the left. */
/* Whether the column of a stage is in sight, whole. */
static gboolean
is_in_sight (Fixture *fixture, guint stage)
{
  GtkWidget      *board = GTK_WIDGET (fixture->board);
  GtkWidget      *column = GTK_WIDGET (crm_deal_board_get_column (fixture->board, stage));
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (column, board, &bounds) && bounds.size.width > 1 && bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (board);
}

/* A board is read from its first stage, on whichever side that is. */
static void
test_begins_at_first_stage (Fixture *fixture, gconstpointer data)
{
  wait_for (is_in_sight (fixture, 0));
  g_assert_false (is_in_sight (fixture, LOST));
}

static void
test_move_rtl (Fixture *fixture, gconstpointer data)
{
  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  press (fixture, "<Control><Shift>Left");
  wait_for_column (fixture, 1, "C");
  wait_for_current (fixture, "C");
  press (fixture, "Right");
  g_assert_cmpstr (get_current (fixture), ==, "B");
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
}

static void
test_totals (Fixture *fixture, gconstpointer data)
{
  CrmDealTotals   *totals = crm_deal_board_get_totals (fixture->board);
  g_autofree char *sum = NULL;
  g_autofree char *weighted = NULL;
  g_autofree char *open = NULL;

  wait_for (crm_deal_totals_get_count (totals, fixture->stages[0]) == 3);
  sum = crm_deal_totals_dup_sum (totals, fixture->stages[0], FALSE);
  weighted = crm_deal_totals_dup_sum (totals, fixture->stages[0], TRUE);
  g_assert_nonnull (strstr (sum, "6 k"));
  g_assert_nonnull (strstr (weighted, "600"));

  focus (fixture, 0, 0);
  press (fixture, "w");
  wait_for (crm_deal_totals_get_count (totals, fixture->stages[WON]) == 1);
  g_assert_cmpuint (crm_deal_totals_get_count (totals, fixture->stages[0]), ==, 2);
  open = crm_deal_totals_dup_sum (totals, 0, FALSE);
  g_assert_nonnull (strstr (open, "3 k"));
}

/* The card that follows takes the focus, so that W W W goes down the column. */
static void
test_win (Fixture *fixture, gconstpointer data)
{
  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  press (fixture, "w");
  wait_for_column (fixture, 0, "B A");
  wait_for_column (fixture, WON, "C");
  wait_for_current (fixture, "B");
  press (fixture, "Arabic_sad");
  wait_for_column (fixture, WON, "B C");
  wait_for_current (fixture, "A");
}

static void
test_lose (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;
  g_autoptr (CrmRecord) deal = NULL;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  deal = g_object_ref (crm_deal_board_get_current (fixture->board));

  /* Called off, it stays. */
  press (fixture, "l");
  wait_for ((dialog = find_dialog (CRM_TYPE_LOST_DIALOG)) != NULL);
  gtk_window_close (dialog);
  wait_for (find_dialog (CRM_TYPE_LOST_DIALOG) == NULL);
  settle ();
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "status"), ==, "open");

  press (fixture, "l");
  wait_for ((dialog = find_dialog (CRM_TYPE_LOST_DIALOG)) != NULL);
  adw_combo_row_set_selected (find_widget (dialog, ADW_TYPE_COMBO_ROW, FALSE), 1);
  gtk_editable_set_text (find_widget (dialog, ADW_TYPE_ENTRY_ROW, FALSE), "Too dear");
  gtk_widget_activate_action (dialog, "lost.accept", NULL);
  wait_for_column (fixture, LOST, "C");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "lost_reason"), ==, "price");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "lost_note"), ==, "Too dear");

  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for_column (fixture, 0, "C B A");
  g_assert_null (crm_object_get_text (CRM_OBJECT (deal), "lost_reason"));
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 1);
  press (fixture, "Delete");
  wait_for_column (fixture, 0, "C A");
  wait_for_current (fixture, "A");
  g_assert_cmpstr (fixture->toast, ==, "Deleted “\u2068B\u2069”");
  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for_column (fixture, 0, "C B A");
}

static void
test_quick_add (Fixture *fixture, gconstpointer data)
{
  CrmDealColumn *column = crm_deal_board_get_column (fixture->board, 1);
  GtkWidget     *entry = find_widget (column, GTK_TYPE_ENTRY, FALSE);
  g_autoptr (CrmRecord) deal = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "Spring order 48M toman");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  wait_for_column (fixture, 1, "Spring order");
  deal = g_list_model_get_item (G_LIST_MODEL (crm_deal_column_get_list (column)), 0);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (deal), "value"), ==, 480000000);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "currency"), ==, "IRR");

  /* Nothing typed, nothing added. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_signal_emit_by_name (entry, "activate");
  settle ();
  g_assert_cmpuint (crm_deal_column_get_n_cards (column), ==, 1);
}

/* Title, who, value, stage, position: what a screen reader says of a card. */
static void
test_card_label (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = crm_format_count (fixture->context, 2);
  g_autofree char *place = g_strdup_printf ("New\u2069, card %s", second);
  CrmDealCard     *card;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 1);
  card = crm_deal_column_get_current (crm_deal_board_get_column (fixture->board, 0));
  g_assert_nonnull (strstr (crm_deal_card_get_label (card), "B"));
  g_assert_nonnull (strstr (crm_deal_card_get_label (card), "€2,000.00"));
  g_assert_nonnull (strstr (crm_deal_card_get_label (card), "Nothing planned"));
  g_assert_true (g_str_has_suffix (crm_deal_card_get_label (card), place));
}

static void
test_next_activity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) task = crm_record_new ("activity");
  CrmDealCard *card;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  card = crm_deal_column_get_current (crm_deal_board_get_column (fixture->board, 0));
  crm_object_set_text (CRM_OBJECT (task), "kind", "task");
  crm_object_set_text (CRM_OBJECT (task), "subject", "Send samples");
  crm_object_set_text (CRM_OBJECT (task), "due", "2020-01-01");
  crm_object_add_item (CRM_OBJECT (task), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (crm_deal_card_get_deal (card)), NULL));
  crm_store_save (fixture->file.store, "Add", task, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (crm_deal_card_get_label (card), "Overdue: \u2068Send samples\u2069"));

  crm_store_undo (fixture->file.store, NULL, NULL);
  g_assert_nonnull (strstr (crm_deal_card_get_label (card), "Nothing planned"));
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  CrmDealColumn *first = crm_deal_board_get_column (fixture->board, 0);
  CrmDealColumn *second = crm_deal_board_get_column (fixture->board, 1);
  CrmRecord     *deal;

  /* One stage at a time. */
  wait_for (!gtk_widget_get_visible (GTK_WIDGET (second)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (first)));
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  deal = crm_deal_board_get_current (fixture->board);
  press (fixture, "<Control><Shift>Right");
  wait_for_column (fixture, 1, "C");
  wait_for (gtk_widget_get_visible (GTK_WIDGET (second)));
  wait_for_current (fixture, "C");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (first)));

  crm_page_open (fixture->page, deal);
  wait_for (gtk_widget_get_mapped (find_widget (fixture->page, CRM_TYPE_DEAL_PAGE, FALSE)));
  settle ();
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
}

static gboolean
add_many (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = user_data;

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (CrmRecord) deal = crm_record_new ("deal");

      crm_object_set_text (CRM_OBJECT (deal), "title", "Many");
      crm_object_set_integer (CRM_OBJECT (deal), "stage", fixture->stages[3]);
      if (!crm_transaction_save (transaction, deal, error))
        return FALSE;
    }

  return TRUE;
}

/* The column holds what is near the screen, and its head counts them all. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CrmDealColumn *column = crm_deal_board_get_column (fixture->board, 3);

  crm_store_write (fixture->file.store, "Import", "import", CRM_TRANSACTION_BULK, add_many, fixture, NULL, &error);
  g_assert_no_error (error);
  wait_for (crm_deal_column_get_n_cards (column) == 3000);
  wait_for (crm_deal_totals_get_count (crm_deal_board_get_totals (fixture->board), fixture->stages[3]) == 3000);
  settle ();
  g_assert_cmpuint (crm_record_list_count_loaded (crm_deal_column_get_list (column)), <=, 600);
  crm_deal_column_focus (column, 2999);
  g_assert_cmpuint (crm_deal_card_get_position (crm_deal_column_get_current (column)), ==, 2999);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  wait_for_column (fixture, 0, "C B A");
  crm_page_search (fixture->page, "b");
  wait_for_column (fixture, 0, "B");
  crm_page_search (fixture->page, "");
  wait_for_column (fixture, 0, "C B A");
}

/* Filters narrow the cards of all columns, and the counts and sums above them. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  CrmFilterBar  *filters = find_widget (fixture->page, CRM_TYPE_FILTER_BAR, FALSE);
  CrmDealTotals *totals = crm_deal_board_get_totals (fixture->board);

  add_deal (fixture, "Large", 0, 900000);
  add_deal (fixture, "Larger", 2, 950000);
  wait_for (crm_deal_totals_get_count (totals, fixture->stages[0]) == 4);
  crm_filter_bar_set_text (filters, "value >= 9000");
  wait_for_column (fixture, 0, "Large");
  wait_for_column (fixture, 2, "Larger");
  wait_for (crm_deal_totals_get_count (totals, fixture->stages[0]) == 1);

  crm_filter_bar_set_text (filters, NULL);
  wait_for_column (fixture, 0, "Large C B A");
  wait_for (crm_deal_totals_get_count (totals, fixture->stages[0]) == 4);
}

static GtkWidget *
find_open_button (gpointer root)
{
  GtkWidget *found = GTK_IS_BUTTON (root) && gtk_button_get_label (root) != NULL && strstr (gtk_button_get_label (root), "open deal") != NULL ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_open_button (child);

  return found;
}

/* Another look at the same deals; a month opens those it counts on the board. */
static void
test_forecast (Fixture *fixture, gconstpointer data)
{
  CrmDealForecast *forecast = find_widget (fixture->page, CRM_TYPE_DEAL_FORECAST, FALSE);
  CrmFilterBar    *filters = find_widget (fixture->page, CRM_TYPE_FILTER_BAR, FALSE);
  GtkWidget       *button;
  g_autofree char *text = NULL;

  gtk_drop_down_set_selected (find_widget (fixture->page, GTK_TYPE_DROP_DOWN, TRUE), 2);
  wait_for ((button = find_open_button (forecast)) != NULL);
  g_signal_emit_by_name (button, "clicked");
  text = crm_filter_bar_dup_text (filters);
  g_assert_cmpstr (text, ==, "expected_close is not set");
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->board)));
  wait_for_column (fixture, 0, "C B A");
}

static void
test_context_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *menu;

  add_deal (fixture, "D", 2, 100);
  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 2);
  focus (fixture, 2, 0);
  press (fixture, "Menu");
  wait_for ((menu = find_widget (fixture->board, GTK_TYPE_POPOVER_MENU, TRUE)) != NULL);

  /* It is about the card it was asked for on, though the menu has the focus now. */
  gtk_widget_activate_action (menu, "deal.move-to", "x", fixture->stages[3]);
  wait_for_column (fixture, 3, "D");
}

#define add(name, width, func) g_test_add ("/deals/" name, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("arrows", 1100, test_arrows);
  add ("move", 1100, test_move);
  add ("move-rtl", -1100, test_move_rtl);
  add ("begins-at-first-stage", 1000, test_begins_at_first_stage);
  add ("begins-at-first-stage-rtl", -1000, test_begins_at_first_stage);
  add ("totals", 1100, test_totals);
  add ("win", 1100, test_win);
  add ("lose", 1100, test_lose);
  add ("delete", 1100, test_delete);
  add ("quick-add", 1100, test_quick_add);
  add ("card-label", 1100, test_card_label);
  add ("next-activity", 1100, test_next_activity);
  add ("narrow", 360, test_narrow);
  add ("narrow-rtl", -360, test_move_rtl);
  add ("many", 1100, test_many);
  add ("search", 1100, test_search);
  add ("filter", 1100, test_filter);
  add ("forecast", 1100, test_forecast);
  add ("context-menu", 1100, test_context_menu);

  return g_test_run ();
}
