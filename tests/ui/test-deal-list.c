/* Deals as a list: the third look at what the board shows. */

#include "config.h"

#include "deals-testing.h"

#include "crm-deal-list.h"

#include "crm-bulk-dialog.h"
#include "crm-culture.h"
#include "crm-view-button.h"
#include "crm-view.h"

static CrmDealList *
show_list (Fixture *fixture)
{
  CrmDealList *list;

  gtk_drop_down_set_selected (find_widget (fixture->page, GTK_TYPE_DROP_DOWN, FALSE), 1);
  list = find_widget (fixture->page, CRM_TYPE_DEAL_LIST, FALSE);
  g_assert_nonnull (list);
  wait_for (crm_deal_list_get_count (list) > 0);
  settle ();

  return list;
}

static gboolean
lists (CrmDealList *list, const char *expected)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  GListModel *records = G_LIST_MODEL (crm_deal_list_get_records (list));

  if (crm_record_list_is_loading (CRM_RECORD_LIST (records)))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (CrmRecord) deal = g_list_model_get_item (records, i);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", crm_object_get_text (CRM_OBJECT (deal), "title"));
    }

  return strcmp (titles->str, expected) == 0;
}

/* Search, filters and pipeline are those of the board; what is opened comes back to the list. */
static void
test_narrowed (Fixture *fixture, gconstpointer data)
{
  CrmDealList  *list = show_list (fixture);
  CrmFilterBar *filters = find_widget (fixture->page, CRM_TYPE_FILTER_BAR, FALSE);
  CrmDealPage  *deal_page = find_widget (fixture->page, CRM_TYPE_DEAL_PAGE, FALSE);

  wait_for (lists (list, "C B A"));
  crm_filter_bar_set_text (filters, "value >= 2000");
  wait_for (lists (list, "C B"));
  crm_page_search (fixture->page, "b");
  wait_for (lists (list, "B"));
  crm_page_search (fixture->page, "nothing");
  wait_for (lists (list, ""));
  gtk_widget_activate_action (GTK_WIDGET (list), "deals.clear", NULL);
  wait_for (lists (list, "C B A"));

  g_signal_emit_by_name (find_widget (list, GTK_TYPE_COLUMN_VIEW, FALSE), "activate", 1u);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (crm_deal_page_get_deal (deal_page)), "title"), ==, "B");
  g_assert_true (crm_page_go_back (fixture->page));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (list)));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "deals.add-pipeline", "s", "cycle");
  wait_for (lists (list, ""));
}

static void
test_sorted (Fixture *fixture, gconstpointer data)
{
  CrmDealList *list = show_list (fixture);

  gtk_widget_activate_action (GTK_WIDGET (list), "deals.sort", "s", "title");
  wait_for (lists (list, "A B C"));
  gtk_widget_activate_action (GTK_WIDGET (list), "deals.sort", "s", "value:desc");
  wait_for (lists (list, "C B A"));
  crm_board_move (fixture->file.store, crm_record_list_get_id (crm_deal_list_get_records (list), 0), fixture->stages[2], 0, NULL, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (list), "deals.sort", "s", "stage");
  wait_for (lists (list, "B A C"));
}

/* A view that was kept of the list is the list again, with its columns and order. */
static void
test_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");
  CrmDealList     *list;
  g_autofree char *columns = NULL;

  g_object_set (view, "name", "Big", "record-type", "deal", "filter", "value > 1000", "sort", "title", "columns", "title,probability", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", view, NULL));
  crm_page_show_view (fixture->page, view);
  list = find_widget (fixture->page, CRM_TYPE_DEAL_LIST, TRUE);
  g_assert_nonnull (list);
  wait_for (lists (list, "B C"));
  columns = crm_deal_list_dup_columns (list);
  g_assert_cmpstr (columns, ==, "title,probability");
}

/* A view knows which pipeline it was of: its number is that of what it shows. */
static void
test_view_of_pipeline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");
  g_autoptr (CrmRecord) other = crm_record_new ("pipeline");
  g_autoptr (CrmQuery) query = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  CrmCulture culture;

  g_object_set (other, "name", "Repairs", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", other, NULL));
  g_object_set (view, "name", "All", "record-type", "deal", "sort", "title", NULL);
  g_signal_emit_by_name (find_widget (fixture->page, CRM_TYPE_VIEW_BUTTON, FALSE), "take", view);
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (view), "pipeline"), ==, fixture->pipeline);
  crm_object_set_integer (CRM_OBJECT (view), "pipeline", crm_record_get_id (other));
  g_assert_true (crm_store_save (fixture->file.store, "Add", view, NULL));

  crm_page_show_view (fixture->page, view);
  wait_for (lists (find_widget (fixture->page, CRM_TYPE_DEAL_LIST, TRUE), ""));
  crm_culture_init_default (&culture, "en");
  query = crm_view_new_query (view, fixture->file.store, &culture, NULL);
  g_assert_true (crm_store_query (fixture->file.store, query, 0, ids, NULL));
  g_assert_cmpuint (ids->len, ==, 0);
}

/* Several at once: one edit, one deletion, each one undo. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  CrmDealList *list = show_list (fixture);
  GtkWidget   *dialog;
  g_autoptr (CrmRecord) first = g_list_model_get_item (G_LIST_MODEL (crm_deal_list_get_records (list)), 0);

  gtk_selection_model_select_all (crm_deal_list_get_selection (list));
  press_on (list, "<Control>e");
  wait_for ((dialog = find_dialog (CRM_TYPE_BULK_DIALOG)) != NULL);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for (find_dialog (CRM_TYPE_BULK_DIALOG) == NULL);

  press_on (list, "Delete");
  wait_for (lists (list, ""));
  g_assert_cmpstr (fixture->toast, ==, "Delete \u20663\u2069 deals");
  g_assert_true (crm_store_undo (fixture->file.store, NULL, NULL));
  wait_for (lists (list, "C B A"));
}

/* Rows of two lines where there is no room for columns. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  CrmDealList *list = show_list (fixture);

  wait_for (lists (list, "C B A"));
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
  g_assert_false (crm_deal_list_is_wide (list));
  g_assert_true (gtk_widget_get_mapped (find_widget (list, GTK_TYPE_LIST_VIEW, TRUE)));
}

#define add(name, width, func) g_test_add ("/deal-list/" name, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("narrowed", 1100, test_narrowed);
  add ("sorted", 1100, test_sorted);
  add ("view", 1100, test_view);
  add ("view-of-pipeline", 1100, test_view_of_pipeline);
  add ("several", 1100, test_several);
  add ("narrow", 360, test_narrow);
  add ("mirrored", -1100, test_sorted);

  return g_test_run ();
}
