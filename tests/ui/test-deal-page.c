/* The page of a deal, the editor of a pipeline, and what is read out of one line. */

#include "config.h"

#include "deals-testing.h"

#include "crm-deal-dialog.h"
#include "crm-field-value.h"
#include "crm-store-private.h"

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

/* The pipeline that was shown last is shown again, in this file. */
static void
test_pipeline_is_kept (Fixture *fixture, gconstpointer data)
{
  guint      n_columns = crm_deal_board_get_n_columns (fixture->board);
  GtkWidget *again;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "deals.add-pipeline", "s", "cycle");
  wait_for (crm_deal_board_get_n_columns (fixture->board) == 6);
  again = g_object_ref_sink (crm_deals_page_new (fixture->context));
  g_assert_cmpuint (crm_deal_board_get_n_columns (find_widget (again, CRM_TYPE_DEAL_BOARD, FALSE)), ==, 6);
  g_object_unref (again); /* it was never shown */

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "deals.choose-pipeline", "x", fixture->pipeline);
  again = g_object_ref_sink (crm_deals_page_new (fixture->context));
  g_assert_cmpuint (crm_deal_board_get_n_columns (find_widget (again, CRM_TYPE_DEAL_BOARD, FALSE)), ==, n_columns);
  g_object_unref (again); /* likewise */
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
  GtkWidget   *facts = find_widget (deal_page, CRM_TYPE_RECORD_FACTS, FALSE);
  CrmRecord   *deal;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  deal = crm_deal_board_get_current (fixture->board);
  press (fixture, "Return");
  g_assert_true (crm_deal_page_get_deal (deal_page) == deal);

  gtk_editable_set_text (find_widget (facts, ADW_TYPE_ENTRY_ROW, FALSE), "Curtains");
  crm_record_facts_save (CRM_RECORD_FACTS (facts));
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (deal), "title"), "Curtains") == 0);
  crm_store_undo (fixture->file.store, NULL, NULL);
  wait_for (g_strcmp0 (gtk_editable_get_text (find_widget (facts, ADW_TYPE_ENTRY_ROW, FALSE)), "C") == 0);

  /* What cannot be saved stays, and is saved when it can be. */
  g_assert_true (crm_connection_exec (fixture->file.store->writer, "PRAGMA query_only = 1", NULL));
  g_clear_pointer (&fixture->toast, g_free);
  gtk_editable_set_text (find_widget (facts, ADW_TYPE_ENTRY_ROW, FALSE), "Carpets");
  crm_record_facts_save (CRM_RECORD_FACTS (facts));
  wait_for (fixture->toast != NULL);
  settle ();
  g_assert_cmpstr (gtk_editable_get_text (find_widget (facts, ADW_TYPE_ENTRY_ROW, FALSE)), ==, "Carpets");
  g_assert_true (crm_connection_exec (fixture->file.store->writer, "PRAGMA query_only = 0", NULL));
  crm_record_facts_save (CRM_RECORD_FACTS (facts));
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (deal), "title"), "Carpets") == 0);

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

/* A field that the business made is on the page at once, and filled in there. */
static void
test_own_field (Fixture *fixture, gconstpointer data)
{
  GtkWidget *deal_page = find_widget (fixture->page, CRM_TYPE_DEAL_PAGE, FALSE);
  GtkWidget *facts = find_widget (deal_page, CRM_TYPE_RECORD_FACTS, FALSE);
  g_autoptr (CrmRecord) made = crm_record_new ("custom_field");
  const CrmField *field;
  CrmRecord      *deal;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  deal = crm_deal_board_get_current (fixture->board);
  press (fixture, "Return");
  g_assert_nonnull (find_titled (facts, "New Field…"));
  g_object_set (made, "record-type", "deal", "label", "Contract", "kind", "text", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", made, NULL));
  wait_for (find_titled (facts, "Contract") != NULL);

  gtk_editable_set_text (find_titled (facts, "Contract"), "A 17");
  crm_record_facts_save (CRM_RECORD_FACTS (facts));
  field = crm_field_set_find (crm_context_get_fields (fixture->context, crm_record_type_find ("deal")), "Contract");
  wait_for (g_strcmp0 (crm_field_peek_text (field, CRM_OBJECT (deal)), "A 17") == 0);
}

static guint
count_records (Fixture *fixture, const char *type_name)
{
  g_autoptr (CrmQuery) query = crm_query_new (type_name);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (crm_store_query (fixture->file.store, query, G_MAXUINT, ids, NULL));

  return ids->len;
}

/* A quote is made of the deal, and the deal that is won offers its quote's order, once. */
static void
test_sales (Fixture *fixture, gconstpointer data)
{
  GtkWidget *deal_page = find_widget (fixture->page, CRM_TYPE_DEAL_PAGE, FALSE);
  GtkWidget *sales = find_widget (deal_page, CRM_TYPE_DEAL_SALES, FALSE);
  GtkWidget *order;
  CrmRecord *deal;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 0);
  deal = crm_deal_board_get_current (fixture->board);
  press (fixture, "Return");
  gtk_widget_activate_action (deal_page, "deal-page.quote", NULL);
  wait_for (count_records (fixture, "quote") == 1);
  wait_for (gtk_widget_get_visible (find_widget (sales, CRM_TYPE_SALE_RELATED, FALSE)));

  gtk_widget_activate_action (deal_page, "deal-page.win", NULL);
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (deal), "status"), "won") == 0);
  order = gtk_widget_get_next_sibling (find_widget (sales, CRM_TYPE_SALE_RELATED, FALSE));
  wait_for (gtk_widget_has_css_class (order, "suggested-action"));
  g_assert_true (says (order, "Make the Order of “Quote · C”"));
  g_signal_emit_by_name (order, "clicked");
  wait_for (count_records (fixture, "sales_order") == 1);
  wait_for (!gtk_widget_get_visible (order));
}

/* What was added is where one goes on: its card has the focus, and is in sight. */
static void
test_new_deal (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  wait_for_column (fixture, 0, "C B A");
  focus (fixture, 0, 2);
  crm_page_create (fixture->page);
  wait_for ((dialog = find_dialog (CRM_TYPE_DEAL_DIALOG)) != NULL);
  gtk_editable_set_text (find_widget (dialog, ADW_TYPE_ENTRY_ROW, FALSE), "Lamps");
  gtk_widget_activate_action (dialog, "deal-dialog.save", NULL);
  wait_for (find_dialog (CRM_TYPE_DEAL_DIALOG) == NULL);
  wait_for (crm_deal_board_get_current (fixture->board) != NULL && g_strcmp0 (crm_object_get_text (CRM_OBJECT (crm_deal_board_get_current (fixture->board)), "title"), "Lamps") == 0);
}

#define add(name, width, func) g_test_add ("/deal-page/" name, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/deal-page/quick-line", test_quick_line);
  add ("pipeline-is-kept", 1100, test_pipeline_is_kept);
  add ("pipeline-dialog", 1100, test_pipeline_dialog);
  add ("new-deal", 1100, test_new_deal);
  add ("facts", 1100, test_deal_page);
  add ("own-field", 1100, test_own_field);
  add ("sales", 1100, test_sales);
  g_test_add ("/deal-page/templates", Fixture, GINT_TO_POINTER (360), set_up_empty, test_templates, tear_down);

  return g_test_run ();
}
