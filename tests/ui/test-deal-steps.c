/* What a stage asks for, on the page of a deal and on the board: ticked, answered and taken by key, and taken back. */

#include "config.h"

#include "deals-testing.h"

#include "crm-answer-row.h"
#include "crm-deal-steps-view.h"
#include "crm-deal-steps.h"

static CrmDealStepsView *
open_first (Fixture *fixture, CrmRecord **deal)
{
  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  *deal = crm_deal_board_get_current (fixture->board);
  press (fixture, "Return");

  return find_widget (fixture->page, CRM_TYPE_DEAL_STEPS_VIEW, FALSE);
}

static guint
count_items (CrmRecord *record, const char *set)
{
  GPtrArray *items = crm_object_get_items (CRM_OBJECT (record), set);

  return items != NULL ? items->len : 0;
}

/* Space on a row, or a click anywhere on it, is its check button's. */
static void
test_checklist (Fixture *fixture, gconstpointer data)
{
  CrmRecord        *deal;
  CrmDealStepsView *steps = open_first (fixture, &deal);
  GtkWidget        *row = find_titled (steps, "\u2068Know who decides\u2069");
  GtkWidget        *check = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));

  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_widget_activate (row);
  wait_for (count_items (deal, "checklist") == 1);
  wait_for (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Done on "));

  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for (!gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_cmpuint (count_items (deal, "checklist"), ==, 0);
}

static void
set_text (GtkWidget *row, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (find_widget (row, GTK_TYPE_TEXT_VIEW, FALSE)), text, -1);
}

/* An answer stays with the deal when the stage asks something else, and in the next stage. */
static void
test_answers (Fixture *fixture, gconstpointer data)
{
  CrmRecord        *deal;
  CrmDealStepsView *steps = open_first (fixture, &deal);
  GtkWidget        *row = find_widget (steps, CRM_TYPE_ANSWER_ROW, FALSE);
  g_autoptr (CrmRecord) stage = crm_store_get (fixture->file.store, fixture->stages[0], NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (stage);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  set_text (row, "Curtains, for a new shop");
  crm_deal_steps_view_save (steps);
  wait_for (count_items (deal, "answers") == 1);

  crm_object_put_items (CRM_OBJECT (draft), (guint) crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), "questions"), none);
  g_assert_true (crm_store_save (fixture->file.store, "Edit", draft, NULL));
  wait_for (find_titled (steps, "Answered Before") != NULL);
  g_assert_null (find_widget (steps, CRM_TYPE_ANSWER_ROW, FALSE));
  g_assert_nonnull (find_titled (steps, "What do they need, and why now?"));
}

/* What is typed is saved for the deal it was typed for. */
static void
test_left_unsaved (Fixture *fixture, gconstpointer data)
{
  CrmRecord        *deal;
  CrmDealStepsView *steps = open_first (fixture, &deal);
  g_autoptr (CrmRecord) kept = g_object_ref (deal);

  set_text (find_widget (steps, CRM_TYPE_ANSWER_ROW, FALSE), "Lamps");
  g_assert_true (crm_page_go_back (fixture->page));
  wait_for (count_items (kept, "answers") == 1);
}

static gboolean
has_task (Fixture *fixture, gint64 deal)
{
  return crm_board_find_next_activity (fixture->file.store, deal) != 0;
}

/* Proposed, and added when somebody says so: once. */
static void
test_proposal_on_page (Fixture *fixture, gconstpointer data)
{
  CrmRecord        *deal;
  CrmDealStepsView *steps = open_first (fixture, &deal);
  GtkWidget        *page = find_widget (fixture->page, CRM_TYPE_DEAL_PAGE, FALSE);

  g_assert_nonnull (find_titled (steps, "\u2068Call them\u2069, tomorrow"));
  g_assert_false (has_task (fixture, crm_record_get_id (deal)));
  press_on (page, "<Control><Shift>t");
  wait_for (has_task (fixture, crm_record_get_id (deal)));
  wait_for (find_titled (steps, "\u2068Call them\u2069, tomorrow") == NULL);
  g_clear_pointer (&fixture->toast, g_free);
  press_on (page, "<Control><Shift>t");
  wait_for (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==, "Its stage proposes no task. Say one in “Edit Pipeline”.");
}

/* A move says what was left undone and what might come next, and stops nobody. */
static void
test_move_tells (Fixture *fixture, gconstpointer data)
{
  gint64 deal;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  deal = crm_record_get_id (crm_deal_board_get_current (fixture->board));
  gtk_widget_activate_action (GTK_WIDGET (fixture->board), "deal.move-to", "x", fixture->stages[2]);
  wait_for_column (fixture, 2, "C");
  wait_for (fixture->toast != NULL);
  g_assert_cmpstr (fixture->toast, ==,
                   "Moved “\u2068C\u2069” to \u2068Offer sent\u2069. \u20661\u2069 thing on the checklist of \u2068New\u2069 was not done. T adds the task: \u2068Ask what they think of the offer\u2069, in 3 days");
  g_assert_false (has_task (fixture, deal));
  wait_for_current (fixture, "C");
  press (fixture, "t");
  wait_for (has_task (fixture, deal));
}

/* After a deal is won the focus is on the next card, and T still means the one that was moved. */
static void
test_key_means_what_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) won = crm_store_get (fixture->file.store, fixture->stages[WON], NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (won);
  gint64 deal;

  g_object_set (draft, "next-task", "Thank them", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Edit", draft, NULL));
  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  deal = crm_record_get_id (crm_deal_board_get_current (fixture->board));
  press (fixture, "w");
  wait_for_column (fixture, WON, "C");
  wait_for_current (fixture, "B");
  press (fixture, "t");
  wait_for (has_task (fixture, deal));
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  CrmRecord        *deal;
  CrmDealStepsView *steps = open_first (fixture, &deal);

  g_assert_nonnull (find_titled (steps, "\u2068Know who decides\u2069"));
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
}

/* The lines of a stage are edited with the stage. */
static void
test_pipeline_dialog (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) stage = crm_store_get (fixture->file.store, fixture->stages[0], NULL);
  gpointer   dialog;
  GtkWidget *row;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "deals.edit-pipeline", NULL);
  wait_for ((dialog = find_dialog (CRM_TYPE_PIPELINE_DIALOG)) != NULL);
  row = find_widget (dialog, CRM_TYPE_STAGE_ROW, FALSE);
  gtk_editable_set_text (find_titled (find_titled (row, "To do before it moves on"), "Text"), "Know who pays");
  gtk_editable_set_text (find_titled (row, "Task to propose"), "Ring them");
  gtk_editable_set_text (find_titled (row, "Due after days"), "9999");
  gtk_widget_activate_action (dialog, "pipeline.save", NULL);
  wait_for (gtk_widget_get_sensitive (dialog));
  settle ();
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (stage), "next_task"), ==, "Call them");

  gtk_editable_set_text (find_titled (row, "Due after days"), "2");
  gtk_widget_activate_action (dialog, "pipeline.save", NULL);
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (stage), "next_task"), "Ring them") == 0);
  g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (crm_object_get_items (CRM_OBJECT (stage), "checklist"), 0), "text"), ==, "Know who pays");
}

#define add(name, width, func) g_test_add ("/deal-steps/" name, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("checklist", 1100, test_checklist);
  add ("answers", 1100, test_answers);
  add ("left-unsaved", 1100, test_left_unsaved);
  add ("proposal-on-page", 1100, test_proposal_on_page);
  add ("move-tells", 1100, test_move_tells);
  add ("key-means-what-moved", 1100, test_key_means_what_moved);
  add ("narrow", 360, test_narrow);
  add ("pipeline-dialog", 1100, test_pipeline_dialog);

  return g_test_run ();
}
