/* The board and what is done on it: with keys, from entries and dialogs, in both directions, wide and narrow. */

#include "config.h"

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-board.h"
#include "crm-clock.h"
#include "crm-deal-board.h"
#include "crm-deal-facts.h"
#include "crm-deal-page.h"
#include "crm-deals-page.h"
#include "crm-format.h"
#include "crm-lost-dialog.h"
#include "crm-page.h"
#include "crm-pipeline-dialog.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"
#include "crm-quick-deal.h"
#include "crm-stage-row.h"

#include <string.h>

/* The sales template: New, Talking, Offer sent, Agreed, Won, Lost. */
#define WON 4
#define LOST 5
#define N_STAGES 6

typedef struct
{
  CrmTestFile   file;
  CrmContext   *context;
  GtkWindow    *window;
  CrmPage      *page;
  CrmDealBoard *board;
  gint64        pipeline;
  gint64        stages[N_STAGES];
  char         *toast;
} Fixture;

static gboolean
save_template (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) records = crm_pipeline_template_make ("sales");

  if (!crm_pipeline_save (transaction, records, NULL, error))
    return FALSE;
  fixture->pipeline = crm_record_get_id (records->pdata[0]);
  for (guint i = 0; i < N_STAGES; i++)
    fixture->stages[i] = crm_record_get_id (records->pdata[i + 1]);

  return TRUE;
}

static gint64
add_deal (Fixture *fixture, const char *title, guint stage, gint64 value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  crm_object_set_text (CRM_OBJECT (deal), "title", title);
  crm_object_set_integer (CRM_OBJECT (deal), "stage", fixture->stages[stage]);
  crm_object_set_integer (CRM_OBJECT (deal), "value", value);
  crm_object_set_text (CRM_OBJECT (deal), "currency", "EUR");
  crm_store_save (fixture->file.store, "Add", deal, &error);
  g_assert_no_error (error);

  return crm_record_get_id (deal);
}

static void
toast_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (text);
}

static void
show_page (Fixture *fixture, int width)
{
  fixture->context = crm_context_new ();
  g_signal_connect_swapped (fixture->context, "toast", G_CALLBACK (toast_cb), fixture);
  crm_context_set_store (fixture->context, fixture->file.store);
  fixture->page = CRM_PAGE (crm_deals_page_new (fixture->context));
  fixture->board = find_widget (fixture->page, CRM_TYPE_DEAL_BOARD, FALSE);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, width, 700);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
  wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->page)) > 0);
}

/* Three deals in New, C over B over A. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&fixture->file);
  crm_store_write (fixture->file.store, "Set up", "setup", CRM_TRANSACTION_NONE, save_template, fixture, NULL, &error);
  g_assert_no_error (error);
  add_deal (fixture, "A", 0, 100000);
  add_deal (fixture, "B", 0, 200000);
  add_deal (fixture, "C", 0, 300000);
  gtk_widget_set_default_direction (GPOINTER_TO_INT (data) < 0 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  show_page (fixture, ABS (GPOINTER_TO_INT (data)));
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  crm_test_file_open (&fixture->file);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  show_page (fixture, GPOINTER_TO_INT (data));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  settle ();
  g_clear_object (&fixture->context);
  crm_test_file_close (&fixture->file);
  g_clear_pointer (&fixture->toast, g_free);
}

static char *
dup_titles (Fixture *fixture, guint stage)
{
  CrmRecordList *list = crm_deal_column_get_list (crm_deal_board_get_column (fixture->board, stage));
  GString       *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (CrmRecord) deal = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", crm_object_get_text (CRM_OBJECT (deal), "title"));
    }

  return g_string_free (titles, FALSE);
}

static gboolean
has_titles (Fixture *fixture, guint stage, const char *expected)
{
  g_autofree char *titles = dup_titles (fixture, stage);

  return strcmp (titles, expected) == 0;
}

#define wait_for_column(fixture, stage, expected) wait_for (has_titles (fixture, stage, expected))

static const char *
get_current (Fixture *fixture)
{
  CrmRecord *deal = crm_deal_board_get_current (fixture->board);

  return deal != NULL ? crm_object_get_text (CRM_OBJECT (deal), "title") : NULL;
}

#define wait_for_current(fixture, title) wait_for (g_strcmp0 (get_current (fixture), title) == 0)

static gboolean
matches (GtkShortcutTrigger *trigger, guint key, GdkModifierType modifiers)
{
  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    return matches (gtk_alternative_trigger_get_first (GTK_ALTERNATIVE_TRIGGER (trigger)), key, modifiers) ||
           matches (gtk_alternative_trigger_get_second (GTK_ALTERNATIVE_TRIGGER (trigger)), key, modifiers);

  return GTK_IS_KEYVAL_TRIGGER (trigger) &&
         gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
         gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers;
}

/* What the board does at a key, as if it had been pressed on the card that has the focus. */
static void
press (Fixture *fixture, const char *accelerator)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->board));
  guint           key;
  GdkModifierType modifiers;

  g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (controller); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (controller, j);

          if (!matches (gtk_shortcut_get_trigger (shortcut), key, modifiers))
            continue;
          g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (fixture->board), NULL));
          return;
        }
    }
  g_error ("no such key: %s", accelerator);
}

static void
focus (Fixture *fixture, guint stage, guint position)
{
  wait_for (crm_deal_column_get_n_cards (crm_deal_board_get_column (fixture->board, stage)) > position);
  crm_deal_column_focus (crm_deal_board_get_column (fixture->board, stage), position);
}

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
  g_assert_cmpstr (fixture->toast, ==, "Moved “\u2068B\u2069” to \u2068Talking\u2069");

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

static CrmLostDialog *
find_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return (gpointer) window;
    }

  return NULL;
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

static void
test_quick_line (void)
{
  static const struct
  {
    const char *line, *title;
    gint64      value;
  } lines[] = {
    { "Spring order 48M", "Spring order", G_GINT64_CONSTANT (4800000000) },
    { "Spring order €1,200", "Spring order", 120000 },
    { "Spring order 1200 EUR", "Spring order", 120000 },
    { "Curtains 12,500", "Curtains", 1250000 },
    { "Curtains 2 million", "Curtains", 200000000 },
    { "سفارش بهار ۴۸ میلیون", "سفارش بهار", G_GINT64_CONSTANT (4800000000) },
    { "Order 66", "Order 66", CRM_UNSET },
    { "Room 2040", "Room 2040", CRM_UNSET },
    { "Call 09123456789", "Call 09123456789", CRM_UNSET },
    { "Until 2025/03/20", "Until 2025/03/20", CRM_UNSET },
    { "Discount 15%", "Discount 15%", CRM_UNSET },
    { "48M", "48M", CRM_UNSET },
    { "Website", "Website", CRM_UNSET },
  };
  CrmCulture culture;

  crm_culture_init_default (&culture, "en");
  g_strlcpy (culture.currency, "EUR", sizeof culture.currency);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (CrmQuickDeal) deal = { 0 };

      g_assert_true (crm_quick_deal_parse (lines[i].line, &culture, &deal));
      g_assert_cmpstr (deal.title, ==, lines[i].title);
      g_assert_cmpint (deal.value, ==, lines[i].value);
    }
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
test_templates (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (crm_deal_board_get_n_columns (fixture->board), ==, 0);
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "deals.add-pipeline", "s", "cycle");
  wait_for (crm_deal_board_get_n_columns (fixture->board) == 6);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "deals.delete-pipeline", NULL);
  wait_for (crm_deal_board_get_n_columns (fixture->board) == 0);
}

static void
test_pipeline_dialog (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) pipeline = crm_store_get (fixture->file.store, fixture->pipeline, NULL);
  g_autoptr (CrmRecord) stage = crm_store_get (fixture->file.store, fixture->stages[0], NULL);
  gpointer   dialog;
  GtkWidget *row;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "deals.edit-pipeline", NULL);
  wait_for ((dialog = find_dialog (CRM_TYPE_PIPELINE_DIALOG)) != NULL);
  gtk_editable_set_text (find_widget (dialog, ADW_TYPE_ENTRY_ROW, FALSE), "Shop");

  /* A stage with deals cannot go; it is said, and nothing is saved. */
  row = find_widget (dialog, CRM_TYPE_STAGE_ROW, FALSE);
  gtk_widget_activate_action (row, "stage.remove", NULL);
  gtk_widget_activate_action (dialog, "pipeline.save", NULL);
  wait_for (gtk_widget_get_sensitive (dialog));
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (pipeline), "name"), ==, "Sales");
  gtk_window_close (dialog);
  wait_for (find_dialog (CRM_TYPE_PIPELINE_DIALOG) == NULL);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "deals.edit-pipeline", NULL);
  wait_for ((dialog = find_dialog (CRM_TYPE_PIPELINE_DIALOG)) != NULL);
  gtk_editable_set_text (find_widget (dialog, ADW_TYPE_ENTRY_ROW, FALSE), "Shop");
  gtk_widget_activate_action (find_widget (dialog, CRM_TYPE_STAGE_ROW, FALSE), "stage.down", NULL);
  gtk_widget_activate_action (dialog, "pipeline.save", NULL);
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (pipeline), "name"), "Shop") == 0);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (stage), "position"), ==, 1);
  wait_for (crm_deal_column_get_stage (crm_deal_board_get_column (fixture->board, 1)) == stage);
}

/* Facts are saved where they stand, and undone like anything else. */
static void
test_deal_page (Fixture *fixture, gconstpointer data)
{
  CrmDealPage *deal_page = find_widget (fixture->page, CRM_TYPE_DEAL_PAGE, FALSE);
  GtkWidget   *facts = find_widget (deal_page, CRM_TYPE_DEAL_FACTS, FALSE);
  CrmRecord   *deal;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  deal = crm_deal_board_get_current (fixture->board);
  press (fixture, "Return");
  g_assert_true (crm_deal_page_get_deal (deal_page) == deal);

  gtk_editable_set_text (find_widget (facts, ADW_TYPE_ENTRY_ROW, FALSE), "Curtains");
  crm_deal_facts_save (CRM_DEAL_FACTS (facts));
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (deal), "title"), "Curtains") == 0);
  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for (g_strcmp0 (gtk_editable_get_text (find_widget (facts, ADW_TYPE_ENTRY_ROW, FALSE)), "C") == 0);

  gtk_widget_activate_action (GTK_WIDGET (deal_page), "deal-page.win", NULL);
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (deal), "status"), "won") == 0);
  g_assert_true (crm_page_go_back (fixture->page));
  g_assert_false (crm_page_go_back (fixture->page));
  g_assert_null (crm_deal_page_get_deal (deal_page));

  /* What is deleted is not shown. */
  crm_page_open (fixture->page, deal);
  gtk_widget_activate_action (GTK_WIDGET (deal_page), "deal-page.delete", NULL);
  wait_for (crm_deal_page_get_deal (deal_page) == NULL);
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

  g_test_add_func ("/deals/quick-line", test_quick_line);
  add ("arrows", 1100, test_arrows);
  add ("move", 1100, test_move);
  add ("move-rtl", -1100, test_move_rtl);
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
  add ("pipeline-dialog", 1100, test_pipeline_dialog);
  add ("deal-page", 1100, test_deal_page);
  add ("search", 1100, test_search);
  add ("context-menu", 1100, test_context_menu);
  g_test_add ("/deals/templates", Fixture, GINT_TO_POINTER (360), set_up_empty, test_templates, tear_down);

  return g_test_run ();
}
