/* The page that says what the records say: nothing before there is enough, and then sentences that open what they counted. */

#include "config.h"

#include "people-testing.h"

#include "crm-companions.h"
#include "crm-filter.h"
#include "crm-insight-page.h"
#include "crm-insight-words.h"
#include "crm-product.h"
#include "crm-rfm.h"
#include "crm-sale-line.h"

static gint64
add_product (Fixture *fixture, const char *name)
{
  g_autoptr (CrmRecord) product = g_object_new (CRM_TYPE_PRODUCT, "name", name, NULL);
  g_autoptr (GError) error = NULL;

  crm_store_save (fixture->file.store, "Add", product, &error);
  g_assert_no_error (error);

  return crm_record_get_id (product);
}

static gint64
add_customer (Fixture *fixture, guint number)
{
  g_autofree char *name = g_strdup_printf ("Customer %02u", number);
  g_autoptr (CrmRecord) person = crm_test_file_add_person (&fixture->file, name, NULL);

  return crm_record_get_id (person);
}

static CrmRecord *
make_invoice (Fixture *fixture, gint64 person, int days_ago, gint64 one, gint64 other)
{
  CrmRecord       *invoice = crm_record_new ("invoice");
  g_autofree char *date = crm_date_to_iso (crm_date_add_days (crm_context_get_today (fixture->context), -days_ago));

  g_object_set (invoice, "person", person, "date", date, "status", "issued", "currency", "EUR", NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "product", one, "text", "One", "price", G_GINT64_CONSTANT (100), NULL));
  if (other != 0)
    crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "product", other, "text", "Other", "price", G_GINT64_CONSTANT (100), NULL));

  return invoice;
}

static gboolean
save_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  GPtrArray *records = user_data;

  for (guint i = 0; i < records->len; i++)
    {
      if (!crm_transaction_save (transaction, records->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

/* Twenty customers with fifteen purchases each, every ten days; the first has not come for a hundred days. Every third invoice has both products. */
static void
sell (Fixture *fixture, guint customers)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 silk = add_product (fixture, "Silk");
  gint64 thread = add_product (fixture, "Thread");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < customers; i++)
    {
      gint64 person = add_customer (fixture, i + 1);

      for (guint j = 0; j < 15; j++)
        g_ptr_array_add (records, make_invoice (fixture, person, (i == 0 ? 100 : (int) i % 5) + (int) j * 10, silk, j % 3 == 0 ? thread : 0));
    }
  crm_store_write (fixture->file.store, "Sell", "edit", CRM_TRANSACTION_BULK, save_func, records, NULL, &error);
  g_assert_no_error (error);
}

static void
test_early (Fixture *fixture, gconstpointer data)
{
  sell (fixture, 3);
  show_page (fixture, g_object_new (CRM_TYPE_INSIGHT_PAGE, "context", fixture->context, NULL), 900);
  gtk_widget_activate_action (fixture->page, "insight.report", "s", "customers");
  wait_for (says (fixture->page, "3 customers have bought so far. From 20 on this page says"));
}

/* What cannot be summed up is counted beside the sum. */
static void
test_currencies (Fixture *fixture, gconstpointer data)
{
  const CrmCustomerStat mixed = { .orders = 5, .days = 5, .first = 20000, .last = 20070, .amount = 42000, .currency = "EUR", .others = 2 };
  g_autofree char      *text = crm_insight_words_bought (fixture->context, &mixed, 20091);
  g_autofree char      *plain = dup_plain (text);

  g_assert_cmpstr (plain, ==, "5 purchases · €420.00 · and 2 in other currencies · the last 3 weeks ago");
}

static guint
count_opened (Fixture *fixture)
{
  g_autoptr (CrmQuery) query = crm_query_new (crm_object_get_text (CRM_OBJECT (fixture->opened), "record_type"));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  crm_filter_parse (crm_object_get_text (CRM_OBJECT (fixture->opened), "filter"), query, fixture->file.store, crm_context_get_culture (fixture->context), &error);
  g_assert_no_error (error);
  g_assert_true (crm_store_query (fixture->file.store, query, 0, ids, &error));

  return ids->len;
}

/* The row below those of the customers lists as many as it says. */
static void
assert_opens_all (Fixture *fixture, GtkWidget *below, guint n, const char *filter)
{
  g_autofree char *title = g_strdup_printf ("Open in People (\u2066%u\u2069)", n);
  GtkWidget       *row = find_titled (below, title);

  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activated");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (fixture->opened), "filter"), ==, filter);
  g_assert_cmpuint (count_opened (fixture), ==, n);
}

static void
test_says (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("invoice");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  GtkWidget       *row;

  sell (fixture, CRM_RFM_LEAST);
  show_page (fixture, g_object_new (CRM_TYPE_INSIGHT_PAGE, "context", fixture->context, NULL), 900);
  gtk_widget_activate_action (fixture->page, "insight.report", "s", "customers");
  wait_for (says (fixture->page, "Loyal"));
  g_assert_true (says (fixture->page, "Usually every 10 days, not for 3 months."));

  row = find_titled (fixture->page, "Loyal");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_true (says (row, "15 purchases"));
  assert_opens_all (fixture, row, 11, "rfm = loyal");
  assert_opens_all (fixture, fixture->page, 1, "silent = yes");

  /* Three hundred invoices are enough; a hundred have both. */
  g_assert_true (says (fixture->page, "Together on 100 of 300 invoices"));
  row = find_titled (fixture->page, "\u2068Silk\u2069 and \u2068Thread\u2069");
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activated");
  g_assert_nonnull (fixture->opened);
  g_assert_true (crm_filter_parse (crm_object_get_text (CRM_OBJECT (fixture->opened), "filter"), query, fixture->file.store, crm_context_get_culture (fixture->context), &error));
  g_assert_true (crm_store_query (fixture->file.store, query, G_MAXUINT, ids, &error));
  g_assert_cmpuint (ids->len, ==, 100);
}

/* @part: of what a screen reader says of it */
static GtkWidget *
find_point (GtkWidget *widget, const char *css_class, const char *part)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, css_class) && says (widget, part))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_mapped (child) ? find_point (child, css_class, part) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A report is there with its chart, and both open what they counted; a sale more is counted at once. */
static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) more = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GtkWidget *button;

  sell (fixture, 2);
  show_page (fixture, g_object_new (CRM_TYPE_INSIGHT_PAGE, "context", fixture->context, NULL), 900);
  gtk_widget_activate_action (fixture->page, "insight.report", "s", "products");
  wait_for (says (fixture->page, "What sells, and for how much."));
  wait_for (find_point (fixture->page, "report-figure", "30") != NULL);
  g_signal_emit_by_name (find_point (fixture->page, "report-figure", "30"), "clicked");
  g_assert_cmpuint (count_opened (fixture), ==, 30);

  button = find_point (fixture->page, "chart-point", "Thread");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (count_opened (fixture), ==, 10);

  g_ptr_array_add (more, make_invoice (fixture, add_customer (fixture, 3), 1, add_product (fixture, "Wool"), 0));
  crm_store_write (fixture->file.store, "Sell", "edit", CRM_TRANSACTION_BULK, save_func, more, NULL, &error);
  g_assert_no_error (error);
  wait_for (find_point (fixture->page, "chart-point", "Wool") != NULL);
}

/* The first thing there is: figures that open what they counted, and who has gone quiet. */
static void
test_overview (Fixture *fixture, gconstpointer data)
{
  GtkWidget *figure, *row;

  show_page (fixture, g_object_new (CRM_TYPE_INSIGHT_PAGE, "context", fixture->context, NULL), 900);
  wait_for (says (fixture->page, "Nothing to Count Yet"));
  sell (fixture, CRM_RFM_LEAST);
  wait_for (find_point (fixture->page, "dashboard-figure", "Overdue invoices") != NULL);
  figure = find_point (fixture->page, "dashboard-figure", "Overdue invoices");
  g_assert_true (says (figure, "invoices should have been paid."));
  g_signal_emit_by_name (figure, "clicked");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (fixture->opened), "record_type"), ==, "invoice");
  /* Four of the twenty bought today, which is not overdue. */
  g_assert_cmpuint (count_opened (fixture), ==, 20 * 15 - 3);

  row = find_titled (fixture->page, "\u2068Customer 01\u2069");
  g_assert_nonnull (row);
  g_assert_true (says (row, "Usually every 10 days, not for 3 months."));
  g_signal_emit_by_name (row, "activated");
  g_assert_true (CRM_IS_PERSON (fixture->opened));
}

/* Of one month, of nobody in particular, and of days that make no sense. */
static void
test_questions (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *period;

  sell (fixture, 2);
  show_page (fixture, g_object_new (CRM_TYPE_INSIGHT_PAGE, "context", fixture->context, NULL), 900);
  gtk_widget_activate_action (fixture->page, "insight.report", "s", "products");
  wait_for (find_point (fixture->page, "report-figure", "30") != NULL);
  period = GTK_DROP_DOWN (find_widget (fixture->page, GTK_TYPE_DROP_DOWN, TRUE));
  gtk_drop_down_set_selected (period, 4);
  wait_for (says (fixture->page, "There is nothing of it in this time."));
  gtk_drop_down_set_selected (period, 5);
  wait_for (find_point (fixture->page, "report-figure", "30") != NULL);

  /* A report without a time is not asked for one. */
  gtk_widget_activate_action (fixture->page, "insight.report", "s", "receivables");
  wait_for (says (fixture->page, "More than 90 days"));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (period)));
}

#define add(name, func) g_test_add ("/insight-page/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("early", test_early);
  add ("currencies", test_currencies);
  add ("says", test_says);
  add ("overview", test_overview);
  add ("report", test_report);
  add ("questions", test_questions);

  return g_test_run ();
}
