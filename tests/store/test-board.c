#include "../crm-wait.h"

#include "crm-board.h"
#include "crm-forecast.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"
#include "crm-test-file.h"

#include <string.h>

/* A pipeline of the sales template: New, Talking, Offer sent, Agreed, Won, Lost. */
typedef struct
{
  CrmTestFile file;
  gint64      pipeline;
  gint64      stages[6];
} Board;

static gboolean
save_template (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Board *board = user_data;
  g_autoptr (GPtrArray) records = crm_pipeline_template_make ("sales");

  if (!crm_pipeline_save (transaction, records, NULL, error))
    return FALSE;
  board->pipeline = crm_record_get_id (g_ptr_array_index (records, 0));
  g_assert_cmpuint (records->len - 1, ==, G_N_ELEMENTS (board->stages));
  for (guint i = 1; i < records->len; i++)
    board->stages[i - 1] = crm_record_get_id (g_ptr_array_index (records, i));

  return TRUE;
}

static void
set_up (Board *board, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  crm_test_file_open (&board->file);
  crm_store_write (board->file.store, "Set up", "setup", CRM_TRANSACTION_NONE, save_template, board, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Board *board, gconstpointer data)
{
  crm_test_file_close (&board->file);
}

static CrmRecord *
new_deal (Board *board, const char *title, guint stage, gint64 value, const char *currency)
{
  CrmRecord *deal = crm_record_new ("deal");

  crm_object_set_text (CRM_OBJECT (deal), "title", title);
  crm_object_set_integer (CRM_OBJECT (deal), "stage", board->stages[stage]);
  crm_object_set_integer (CRM_OBJECT (deal), "value", value);
  crm_object_set_text (CRM_OBJECT (deal), "currency", currency);

  return deal;
}

static gint64
add_deal (Board *board, const char *title, guint stage, gint64 value, const char *currency)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) deal = new_deal (board, title, stage, value, currency);

  crm_store_save (board->file.store, "Add a deal", deal, &error);
  g_assert_no_error (error);

  return crm_record_get_id (deal);
}

static gint64
add_ranked (Board *board, const char *title, guint stage, gint64 rank)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) deal = new_deal (board, title, stage, CRM_UNSET, NULL);

  crm_object_set_integer (CRM_OBJECT (deal), "rank", rank);
  crm_store_save (board->file.store, "Add a deal", deal, &error);
  g_assert_no_error (error);

  return crm_record_get_id (deal);
}

static void
move (Board *board, gint64 deal, guint stage, gint64 above)
{
  g_autoptr (GError) error = NULL;

  crm_board_move (board->file.store, deal, board->stages[stage], above, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_column (Board *board, guint stage, const char *expected)
{
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autofree char *titles = NULL;

  crm_query_add_integer (query, "stage", CRM_OP_EQUAL, board->stages[stage]);
  crm_query_set_order (query, "rank", FALSE);
  titles = crm_test_file_titles (&board->file, query);
  g_assert_cmpstr (titles, ==, expected);
}

static char *
describe_totals (Board *board)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) totals = crm_board_load_totals (board->file.store, board->pipeline, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < totals->len; i++)
    {
      const CrmStageTotal *total = &g_array_index (totals, CrmStageTotal, i);
      guint                stage = 0;

      while (board->stages[stage] != total->stage)
        stage++;
      g_string_append_printf (text, "%s%u %s %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, i > 0 ? "; " : "", stage, total->currency, total->count, total->sum, total->weighted);
    }

  return g_string_free (text, FALSE);
}

static void
assert_totals (Board *board, const char *expected)
{
  g_autofree char *totals = describe_totals (board);

  g_assert_cmpstr (totals, ==, expected);
}

static void
add_expected (Board *board, guint stage, gint64 value, const char *currency, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) deal = new_deal (board, "A deal", stage, value, currency);

  crm_object_set_text (CRM_OBJECT (deal), "expected_close", day);
  crm_store_save (board->file.store, "Add", deal, &error);
  g_assert_no_error (error);
}

static void
assert_forecast (Board *board, CrmCalendar calendar, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = crm_forecast_load (board->file.store, board->pipeline, NULL, calendar, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < months->len; i++)
    {
      const CrmForecast *month = &g_array_index (months, CrmForecast, i);
      g_autofree char   *iso = crm_date_is_none (month->month) ? g_strdup ("-") : crm_date_to_iso (month->month);

      g_string_append_printf (text, "%s%s %s %u %ld %ld", i > 0 ? "; " : "", iso, month->currency, month->n_open, (long) month->expected, (long) month->weighted);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Each calendar has its own months: the 20th and the 21st of March are two of the Jalali one. Stage 2 is 60 % likely. */
static void
test_forecast (Board *board, gconstpointer data)
{
  add_expected (board, 2, 1000, "EUR", "2027-03-20");
  add_expected (board, 2, 500, "EUR", "2027-03-21");
  add_expected (board, 2, 50, "IRR", "2027-03-21");
  add_expected (board, 0, 70, "EUR", NULL);
  /* What is lost is expected no more. */
  add_expected (board, 5, 9000, "EUR", "2027-03-21");

  assert_forecast (board, CRM_CALENDAR_GREGORIAN, "- EUR 1 70 7; 2027-03-01 EUR 2 1500 900; 2027-03-01 IRR 1 50 30");
  assert_forecast (board, CRM_CALENDAR_JALALI, "- EUR 1 70 7; 2027-02-20 EUR 1 1000 600; 2027-03-21 EUR 1 500 300; 2027-03-21 IRR 1 50 30");
}

/* A deal that was won counts in the month it was won in, whenever it had been expected; no sum overflows. */
static void
test_forecast_won (Board *board, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = NULL;
  const CrmForecast *month;

  add_expected (board, 4, 1000, "EUR", "2035-01-01");
  add_expected (board, 0, G_MAXINT64 - 5, "EUR", "2027-03-21");
  add_expected (board, 0, G_MAXINT64 - 5, "EUR", "2027-03-21");
  months = crm_forecast_load (board->file.store, board->pipeline, NULL, CRM_CALENDAR_GREGORIAN, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (months->len, ==, 2);
  month = &g_array_index (months, CrmForecast, 0);
  g_assert_cmpuint (month->n_won, ==, 1);
  g_assert_cmpint (month->won, ==, 1000);
  g_assert_cmpuint (month->n_open, ==, 0);
  month = &g_array_index (months, CrmForecast, 1);
  g_assert_cmpint (month->expected, ==, G_MAXINT64);
}

static void
test_templates (Board *board, gconstpointer data)
{
  for (guint i = 0; i < crm_pipeline_template_count (); i++)
    {
      g_autoptr (GPtrArray) records = crm_pipeline_template_make (crm_pipeline_template_get_id (i));
      guint won = 0;
      guint lost = 0;

      g_assert_cmpstr (crm_object_get_text (g_ptr_array_index (records, 0), "name"), !=, NULL);
      for (guint j = 1; j < records->len; j++)
        {
          const char *kind = crm_object_get_text (g_ptr_array_index (records, j), "kind");

          won += strcmp (kind, "won") == 0;
          lost += strcmp (kind, "lost") == 0;
        }
      g_assert_cmpuint (won, ==, 1);
      g_assert_cmpuint (lost, ==, 1);
    }
}

static void
test_move (Board *board, gconstpointer data)
{
  gint64           a = add_deal (board, "A", 0, 100, "EUR");
  gint64           b = add_deal (board, "B", 0, 200, "EUR");
  gint64           c = add_deal (board, "C", 0, 300, "EUR");
  g_autofree char *title = NULL;

  /* The newest stands at the top. */
  assert_column (board, 0, "C, B, A");

  move (board, c, 0, a);
  assert_column (board, 0, "B, A, C");
  move (board, c, 0, b);
  assert_column (board, 0, "B, C, A");
  move (board, a, 0, 0);
  assert_column (board, 0, "A, B, C");
  move (board, b, 0, b);
  assert_column (board, 0, "A, B, C");

  move (board, b, 1, 0);
  move (board, a, 1, b);
  assert_column (board, 0, "C");
  assert_column (board, 1, "B, A");
  title = crm_store_dup_undo_title (board->file.store);
  g_assert_cmpstr (title, ==, "Moved “\u2068A\u2069” to \u2068Talking\u2069");

  crm_store_undo (board->file.store, NULL, NULL);
  crm_store_undo (board->file.store, NULL, NULL);
  assert_column (board, 0, "A, B, C");

  /* A card that went elsewhere meanwhile is no place to stand under. */
  move (board, a, 2, 0);
  move (board, c, 0, a);
  assert_column (board, 0, "C, B");
}

/* Always into the same gap: no number of halvings is too many, and the order is never lost. */
static void
test_crowded (Board *board, gconstpointer data)
{
  g_autoptr (GString) expected = g_string_new ("first");
  gint64 first = add_deal (board, "first", 0, CRM_UNSET, NULL);
  gint64 last = add_deal (board, "last", 1, CRM_UNSET, NULL);

  move (board, last, 0, first);
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *title = g_strdup_printf ("%02u", i);

      move (board, add_deal (board, title, 1, CRM_UNSET, NULL), 0, first);
    }
  for (int i = 79; i >= 0; i--)
    g_string_append_printf (expected, ", %02d", i);
  g_string_append (expected, ", last");
  assert_column (board, 0, expected->str);
}

static void
test_hostile_ranks (Board *board, gconstpointer data)
{
  gint64 moved = add_deal (board, "moved", 1, CRM_UNSET, NULL);
  gint64 top = add_ranked (board, "top", 0, G_MININT64 + 1);
  gint64 low = 0;

  for (guint i = 0; i < 30; i++)
    low = add_ranked (board, i == 0 ? "same" : "s", 0, 7);
  add_ranked (board, "end", 0, G_MAXINT64);

  move (board, moved, 0, 0);
  move (board, moved, 0, top);
  move (board, moved, 0, low);
  assert_column (board, 0, "top, same, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, moved, end");

  move (board, add_ranked (board, "edge", 2, G_MAXINT64), 1, 0);
  move (board, top, 3, 0);
  move (board, add_ranked (board, "after", 3, G_MAXINT64), 3, 0);
  assert_column (board, 3, "after, top");
  {
    gint64 edge = add_ranked (board, "edge", 2, G_MAXINT64);

    move (board, add_ranked (board, "under", 2, 5), 2, edge);
    assert_column (board, 2, "edge, under");
  }
}

static void
test_lose (Board *board, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_deal (board, "A", 1, 100, "EUR");
  g_autoptr (CrmRecord) deal = crm_store_get (board->file.store, id, NULL);

  crm_board_move (board->file.store, id, board->stages[5], 0, "price", "Ten per cent less elsewhere", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "status"), ==, "lost");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "lost_reason"), ==, "price");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "lost_note"), ==, "Ten per cent less elsewhere");

  /* One change, one undo. */
  crm_store_undo (board->file.store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (deal), "status"), ==, "open");
  g_assert_null (crm_object_get_text (CRM_OBJECT (deal), "lost_reason"));
}

static void
test_refusals (Board *board, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 deal = add_deal (board, "A", 0, 100, "EUR");

  g_assert_false (crm_board_move (board->file.store, deal, deal, 0, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (crm_board_move (board->file.store, board->stages[0], board->stages[1], 0, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
  g_clear_error (&error);

  crm_store_delete (board->file.store, "Delete", &deal, 1, NULL);
  g_assert_false (crm_board_move (board->file.store, deal, board->stages[1], 0, NULL, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND);
}

static void
test_totals (Board *board, gconstpointer data)
{
  gint64 a = add_deal (board, "A", 0, 1000, "EUR");
  gint64 b = add_deal (board, "B", 0, 500, "EUR");

  assert_totals (board, "0 EUR 2 1500 150");
  add_deal (board, "C", 0, 7000, "IRR");
  add_deal (board, "D", 2, CRM_UNSET, NULL);
  assert_totals (board, "0 EUR 2 1500 150; 0 IRR 1 7000 700; 2  1 0 0");
  move (board, a, 4, 0);
  assert_totals (board, "0 EUR 1 500 50; 0 IRR 1 7000 700; 2  1 0 0; 4 EUR 1 1000 1000");
  move (board, a, 5, 0);
  assert_totals (board, "0 EUR 1 500 50; 0 IRR 1 7000 700; 2  1 0 0; 5 EUR 1 1000 0");
  crm_store_delete (board->file.store, "Delete", &b, 1, NULL);
  assert_totals (board, "0 IRR 1 7000 700; 2  1 0 0; 5 EUR 1 1000 0");
}

static void
test_totals_exact (Board *board, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) own = new_deal (board, "Own", 1, -333, "USD");

  /* Past what a double holds, and past what the file's numbers hold. */
  add_deal (board, "A", 3, G_GINT64_CONSTANT (9007199254740993), "IRR");
  assert_totals (board, "3 IRR 1 9007199254740993 8106479329266894");
  add_deal (board, "B", 3, G_MAXINT64, "IRR");
  add_deal (board, "C", 4, G_MININT64 + 2, "IRR");
  add_deal (board, "D", 4, G_MININT64 + 2, "IRR");
  crm_object_set_integer (CRM_OBJECT (own), "probability", 50);
  crm_store_save (board->file.store, "Add", own, &error);
  g_assert_no_error (error);
  assert_totals (board, "1 USD 1 -333 -167; 3 IRR 2 9223372036854775807 8309141312498565120; 4 IRR 2 -9223372036854775807 -9223372036854775807");
}

static void
totals_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GArray **) user_data = crm_board_load_totals_finish (CRM_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_totals_async (Board *board, gconstpointer data)
{
  g_autoptr (GArray) totals = NULL;

  add_deal (board, "A", 0, 1000, "EUR");
  crm_board_load_totals_async (board->file.store, board->pipeline, NULL, NULL, totals_loaded_cb, &totals);
  wait_for (totals != NULL);
  g_assert_cmpuint (totals->len, ==, 1);
  g_assert_cmpint (g_array_index (totals, CrmStageTotal, 0).sum, ==, 1000);
}

static gint64
add_task (Board *board, gint64 deal, const char *due)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) task = crm_record_new ("activity");

  crm_object_set_text (CRM_OBJECT (task), "kind", "task");
  crm_object_set_text (CRM_OBJECT (task), "due", due);
  crm_object_add_item (CRM_OBJECT (task), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", deal, NULL));
  crm_store_save (board->file.store, "Add a task", task, &error);
  g_assert_no_error (error);

  return crm_record_get_id (task);
}

static void
test_next_activity (Board *board, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 deal = add_deal (board, "A", 0, 1000, "EUR");
  gint64 other = add_deal (board, "B", 0, 1000, "EUR");
  gint64 first;
  g_autoptr (CrmRecord) task = NULL;
  g_autoptr (CrmRecord) draft = NULL;

  g_assert_cmpint (crm_board_find_next_activity (board->file.store, deal), ==, 0);
  add_task (board, deal, "2025-03-09");
  first = add_task (board, deal, "2025-03-01");
  add_task (board, other, "2025-02-01");
  g_assert_cmpint (crm_board_find_next_activity (board->file.store, deal), ==, first);

  task = crm_store_get (board->file.store, first, NULL);
  draft = crm_record_edit (task);
  crm_object_set_integer (CRM_OBJECT (draft), "done_at", 1);
  crm_store_save (board->file.store, "Done", draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (crm_board_find_next_activity (board->file.store, deal), !=, first);
  g_assert_cmpint (crm_board_find_next_activity (board->file.store, deal), !=, 0);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  if (crm_store_write_finish (CRM_STORE (source), result, error))
    *error = g_error_new_literal (CRM_ERROR, CRM_ERROR_FAILED, "done");
}

static void
assert_written (GError **error, const char *expected)
{
  wait_for (*error != NULL);
  g_assert_cmpstr ((*error)->message, ==, expected);
  g_clear_error (error);
}

/* Stages are renamed, reordered and taken away together; one with deals stays. */
static void
test_pipeline_edit (Board *board, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) pipeline = crm_store_get (board->file.store, board->pipeline, NULL);
  g_autoptr (CrmRecord) renamed = crm_record_edit (pipeline);
  g_autoptr (CrmRecord) talking = crm_store_get (board->file.store, board->stages[1], NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (talking);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) removed = g_array_new (FALSE, FALSE, sizeof (gint64));

  add_deal (board, "A", 2, 1000, "EUR");
  crm_object_set_text (CRM_OBJECT (renamed), "name", "Shop");
  g_ptr_array_add (records, g_object_ref (renamed));
  g_ptr_array_add (records, g_steal_pointer (&draft));
  g_array_append_vals (removed, &board->stages[0], 2);
  g_array_index (removed, gint64, 1) = board->stages[2];

  crm_pipeline_save_async (board->file.store, "Edit", records, removed, written_cb, &error);
  assert_written (&error, "“\u2068Offer sent\u2069” still has deals. Move them to another stage first.");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (pipeline), "name"), ==, "Sales");

  g_array_set_size (removed, 1);
  crm_pipeline_save_async (board->file.store, "Edit", records, removed, written_cb, &error);
  assert_written (&error, "done");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (pipeline), "name"), ==, "Shop");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (talking), "position"), ==, 0);

  crm_pipeline_delete_async (board->file.store, "Delete", board->pipeline, written_cb, &error);
  assert_written (&error, "“\u2068Offer sent\u2069” still has deals. Move them to another stage first.");
  g_assert_false (crm_record_is_deleted (pipeline));
}

#define add(name, func) g_test_add ("/board/" name, Board, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("templates", test_templates);
  add ("move", test_move);
  add ("crowded", test_crowded);
  add ("hostile-ranks", test_hostile_ranks);
  add ("lose", test_lose);
  add ("refusals", test_refusals);
  add ("totals", test_totals);
  add ("totals-exact", test_totals_exact);
  add ("totals-async", test_totals_async);
  add ("forecast", test_forecast);
  add ("forecast-won", test_forecast_won);
  add ("next-activity", test_next_activity);
  add ("pipeline-edit", test_pipeline_edit);

  return g_test_run ();
}
