/* The page of sales as a shop owner uses it: a document is begun, filled in by keyboard, issued, paid; what cannot be so is said at once. */

#include "config.h"

#include "people-testing.h"

#include "crm-business-window.h"
#include "crm-directory-view.h"
#include "crm-pay-dialog.h"
#include "crm-product.h"
#include "crm-sale-cell.h"
#include "crm-sale-line-row.h"
#include "crm-sale-lines.h"
#include "crm-sale-page.h"
#include "crm-sale-words.h"
#include "crm-sale.h"
#include "crm-sales-order.h"
#include "crm-sales-page.h"
#include "crm-settlement.h"

#include <string.h>

static void
open_on_page (CrmContext *context, CrmRecord *record, Fixture *fixture)
{
  crm_page_open (CRM_PAGE (fixture->page), record);
}

static void
show_sales (Fixture *fixture, int width)
{
  show_page (fixture, g_object_new (CRM_TYPE_SALES_PAGE, "context", fixture->context, NULL), width);
  g_signal_connect (fixture->context, "open", G_CALLBACK (open_on_page), fixture);
}

static CrmRecord *
get_document (Fixture *fixture)
{
  CrmDirectoryDetail *page = find_widget (fixture->page, CRM_TYPE_SALE_PAGE, TRUE);

  return page != NULL ? crm_directory_detail_get_record (page) : NULL;
}

static gint64
get (Fixture *fixture, const char *field)
{
  return crm_object_get_integer (CRM_OBJECT (get_document (fixture)), field);
}

static gboolean
is (Fixture *fixture, const char *field, const char *value)
{
  return g_strcmp0 (crm_object_get_text (CRM_OBJECT (get_document (fixture)), field), value) == 0;
}

/* As Tab and Return lead through the cells. */
static void
type (Fixture *fixture, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *cell = gtk_widget_get_ancestor (focus, CRM_TYPE_SALE_CELL);

  g_assert_nonnull (cell);
  gtk_editable_set_text (GTK_EDITABLE (cell), text);
  g_signal_emit_by_name (cell, "activate");
  settle ();
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (find_widget (fixture->page, CRM_TYPE_SALE_PAGE, TRUE), action, NULL));
  settle ();
}

/* An invoice is begun, and two lines are typed into it. */
static void
begin_invoice (Fixture *fixture)
{
  crm_page_create (CRM_PAGE (fixture->page));
  wait_for (get_document (fixture) != NULL);
  act (fixture, "sale.add-line");
  type (fixture, "Silk");
  type (fixture, "2.5");
  type (fixture, "40");
  type (fixture, "10");
  type (fixture, "Sewing");
  type (fixture, "1");
  type (fixture, "15.50");
  wait_for (get (fixture, "total") == 10550);
}

static void
test_from_draft_to_paid (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = NULL;
  CrmPayDialog    *dialog;
  GtkWidget       *button;
  CrmSettlement    settlement;

  show_sales (fixture, 1100);
  begin_invoice (fixture);
  g_assert_null (crm_object_get_text (CRM_OBJECT (get_document (fixture)), "number"));
  g_assert_nonnull (find_button (fixture->page, "Issue"));

  act (fixture, "sale.next");
  wait_for (is (fixture, "number", "1"));
  wait_for (find_button (fixture->page, "Record a Payment…") != NULL);
  button = find_button (fixture->page, "Record a Payment…");

  act (fixture, "sale.next");
  dialog = find_dialog (CRM_TYPE_PAY_DIALOG);
  g_assert_nonnull (dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "pay.save", NULL);
  wait_for (find_dialog (CRM_TYPE_PAY_DIALOG) == NULL);
  g_assert_true (crm_settlement_find (fixture->file.store, crm_record_get_id (get_document (fixture)), &settlement));
  g_assert_cmpint (settlement.paid, ==, 10550);
  g_assert_cmpint (settlement.open, ==, 0);
  state = crm_sale_words_dup_state (fixture->context, get_document (fixture));
  g_assert_cmpstr (state, ==, "Paid");
  wait_for (!gtk_widget_get_visible (button));
}

/* A product brings its words, unit and price; the one line is one change to undo. */
static void
test_product (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) product = g_object_new (CRM_TYPE_PRODUCT, "name", "Thread", "unit", "spool", "price", G_GINT64_CONSTANT (250), "currency", "EUR", NULL);
  g_autoptr (GError) error = NULL;
  GtkMenuButton *button;

  crm_store_save (fixture->file.store, "Add", product, &error);
  g_assert_no_error (error);
  show_sales (fixture, 1100);
  crm_page_create (CRM_PAGE (fixture->page));
  wait_for (get_document (fixture) != NULL);
  button = find_widget (find_widget (fixture->page, CRM_TYPE_SALE_LINES, TRUE), GTK_TYPE_MENU_BUTTON, TRUE);
  g_signal_emit_by_name (gtk_menu_button_get_popover (button), "picked", crm_record_get_id (product));
  wait_for (get (fixture, "total") == 250);
  type (fixture, "4");
  wait_for (get (fixture, "total") == 1000);

  crm_store_undo_async (fixture->file.store, FALSE, NULL, NULL);
  wait_for (get (fixture, "total") == 250);
  crm_store_undo_async (fixture->file.store, FALSE, NULL, NULL);
  wait_for (crm_object_get_items (CRM_OBJECT (get_document (fixture)), "lines") == NULL);
  g_assert_null (find_widget (fixture->page, CRM_TYPE_SALE_LINE_ROW, TRUE));
}

/* Whoever comes from somewhere else finds the keys of the document heard at once, and the focus where another Return does no harm. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) quote = crm_record_new ("quote");
  g_autoptr (CrmRecord) saved = NULL;
  GtkWidget *focus;

  g_object_set (quote, "currency", "EUR", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", quote, NULL));
  saved = crm_store_get (fixture->file.store, crm_record_get_id (quote), NULL);
  show_sales (fixture, 1100);
  gtk_widget_child_focus (fixture->page, GTK_DIR_TAB_FORWARD);
  crm_page_open (CRM_PAGE (fixture->page), saved);
  settle ();
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, CRM_TYPE_DIRECTORY_VIEW));
  g_signal_emit_by_name (focus, "activate");
  settle ();
  g_assert_true (is (fixture, "status", "draft"));
}

static void
set_price (Fixture *fixture, CrmRecord *product, gint64 price)
{
  g_autoptr (CrmRecord) now = crm_store_get (fixture->file.store, crm_record_get_id (product), NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (now);

  crm_object_set_integer (CRM_OBJECT (draft), "price", price);
  g_assert_true (crm_store_save (fixture->file.store, "Edit", draft, NULL));
}

/* What was offered stays as it was, and whoever looks is told what has changed since, until it is agreed on. */
static void
test_news (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) product = g_object_new (CRM_TYPE_PRODUCT, "name", "Thread", "price", G_GINT64_CONSTANT (250), "currency", "EUR", NULL);
  GtkWidget *button;
  gint64     id;

  g_assert_true (crm_store_save (fixture->file.store, "Add", product, NULL));
  show_sales (fixture, 1100);
  gtk_widget_activate_action (fixture->page, "lists.show", "s", "quote");
  crm_page_create (CRM_PAGE (fixture->page));
  wait_for (get_document (fixture) != NULL);
  button = find_widget (find_widget (fixture->page, CRM_TYPE_SALE_LINES, TRUE), GTK_TYPE_MENU_BUTTON, TRUE);
  g_signal_emit_by_name (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "picked", crm_record_get_id (product));
  wait_for (get (fixture, "total") == 250);
  act (fixture, "sale.next");
  wait_for (is (fixture, "status", "sent"));
  g_assert_false (says (fixture->page, "by now"));

  set_price (fixture, product, 300);
  wait_for (says (fixture->page, "“Thread” costs €3.00 by now. Here it is €2.50."));
  g_assert_cmpint (get (fixture, "total"), ==, 250);
  act (fixture, "sale.reprice");
  wait_for (get (fixture, "total") == 300);
  wait_for (!says (fixture->page, "by now"));
  crm_store_undo_async (fixture->file.store, FALSE, NULL, NULL);
  wait_for (get (fixture, "total") == 250);

  id = crm_record_get_id (product);
  g_assert_true (crm_store_delete (fixture->file.store, "Delete", &id, 1, NULL));
  wait_for (says (fixture->page, "“Thread” was deleted from the products. The line stays as it is."));
  g_assert_false (gtk_widget_get_visible (find_button (fixture->page, "Use the Prices of Today")));
  act (fixture, "sale.next");
  wait_for (CRM_IS_SALES_ORDER (get_document (fixture)));
  g_assert_cmpint (get (fixture, "total"), ==, 250);
  wait_for (!says (fixture->page, "was deleted"));
}

/* What is not understood stays where it was typed; what cannot be so is said, and not saved. */
static void
test_mistakes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *price;

  show_sales (fixture, 1100);
  begin_invoice (fixture);
  row = find_widget (fixture->page, CRM_TYPE_SALE_LINE_ROW, TRUE);
  crm_sale_line_row_focus (CRM_SALE_LINE_ROW (row), TRUE);
  type (fixture, "many");
  g_assert_cmpint (get (fixture, "total"), ==, 10550);
  act (fixture, "sale.next");
  g_assert_true (is (fixture, "status", "draft"));

  type (fixture, "-3");
  g_assert_cmpint (get (fixture, "total"), ==, 10550);
  act (fixture, "sale.next");
  g_assert_true (is (fixture, "status", "draft"));

  crm_sale_line_row_focus (CRM_SALE_LINE_ROW (row), TRUE);
  type (fixture, "2.5");
  price = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), CRM_TYPE_SALE_CELL);
  type (fixture, "40 USD");
  g_assert_true (gtk_widget_has_css_class (price, "error"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (price), "EUR"));
}

/* What was issued is read only, and a row that is removed comes back. */
static void
test_fixed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *cell;

  show_sales (fixture, 1100);
  begin_invoice (fixture);
  row = find_widget (fixture->page, CRM_TYPE_SALE_LINE_ROW, TRUE);
  g_signal_emit_by_name (row, "remove");
  wait_for (get (fixture, "total") == 1550);
  crm_store_undo_async (fixture->file.store, FALSE, NULL, NULL);
  wait_for (get (fixture, "total") == 10550);

  act (fixture, "sale.next");
  wait_for (is (fixture, "status", "issued"));
  settle ();
  cell = find_widget (fixture->page, CRM_TYPE_SALE_CELL, TRUE);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (cell)));
  crm_sale_lines_add (find_widget (fixture->page, CRM_TYPE_SALE_LINES, TRUE));
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (get_document (fixture)), "lines")->len, ==, 2);
}

static gboolean
is_named (Fixture *fixture, const char *name)
{
  g_autofree char *value = crm_store_get_setting (fixture->file.store, "business_name");

  return g_strcmp0 (value, name) == 0;
}

/* What is printed of whoever sells is entered once, and changed in its place. */
static void
test_business (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = crm_business_window_new (fixture->context);
  GtkWidget *name = find_titled (window, "Name");

  gtk_editable_set_text (GTK_EDITABLE (name), "Silk & Thread");
  g_signal_emit_by_name (name, "apply");
  wait_for (is_named (fixture, "Silk & Thread"));

  gtk_editable_set_text (GTK_EDITABLE (name), "Thread & Silk");
  g_signal_emit_by_name (name, "apply");
  wait_for (is_named (fixture, "Thread & Silk"));
  gtk_window_destroy (window);
}

/* A window as narrow as a phone has room for every cell. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  show_sales (fixture, 360);
  begin_invoice (fixture);
  settle ();
  g_assert_cmpint (minimum_width (fixture->page), <=, 360);
}

#define add(name, func) g_test_add ("/sales-page/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("from-draft-to-paid", test_from_draft_to_paid);
  add ("product", test_product);
  add ("mistakes", test_mistakes);
  add ("focus", test_focus);
  add ("news", test_news);
  add ("fixed", test_fixed);
  add ("business", test_business);
  add ("narrow", test_narrow);

  return g_test_run ();
}
