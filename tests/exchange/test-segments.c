/* Customers by how they buy beside all others, by what they allow, and what is theirs because a view shows them. */

#include "filter-testing.h"

#include "crm-field-text.h"
#include "crm-record-list.h"
#include "crm-sale-prices.h"

static void
allow (Fixture *fixture, gint64 id, const char *channel, const char *given, const char *withdrawn)
{
  g_autoptr (CrmRecord) now = crm_store_get (fixture->file.store, id, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (now);

  crm_object_add_item (CRM_OBJECT (draft), "consents", g_object_new (CRM_TYPE_CONSENT, "channel", channel, "purpose", "offers", "given", given, "withdrawn", withdrawn, NULL));
  save (fixture, draft);
}

/* Who has said nothing allows nothing. A filter says the same as the page of a customer. */
static void
test_offers (Fixture *fixture, gconstpointer data)
{
  allow (fixture, fixture->ann, "any", "2026-01-01", NULL);
  allow (fixture, fixture->ben, "email", "2026-01-01", "2026-02-01");
  allow (fixture, fixture->atlas, "email", "2026-01-01", NULL);

  assert_shows (fixture, "person", "offers = email", "Ann");
  assert_shows (fixture, "person", "offers = \"By phone\"", "Ann");
  assert_shows (fixture, "person", "offers != email", "Ben, Cyrus");
  assert_shows (fixture, "company", "offers = email", "Atlas");
  assert_shows (fixture, "company", "offers = call", "");
  assert_shows (fixture, "invoice", "customer.offers = email", "1 · first, 3 · third, 2 · second, thought of");
  assert_refused (fixture, "person", "offers = pigeon", "call, message, email or post");
  assert_refused (fixture, "person", "offers > email", "only = and !=");

  allow (fixture, fixture->ann, "call", NULL, "2026-05-01");
  assert_shows (fixture, "person", "offers = call", "");
  allow (fixture, fixture->ben, "email", "2026-03-01", NULL);
  assert_shows (fixture, "person", "offers = email", "Ann, Ben");
}

static CrmRecordList *
list (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");

  crm_filter_parse (text, query, fixture->file.store, &english, &error);
  g_assert_no_error (error);

  return crm_record_list_new (fixture->file.store, query);
}

static void
wait_for (CrmRecordList *records, guint n)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (records)) != n)
    g_main_context_iteration (NULL, TRUE);
}

/* Ann came every ten days until the end of January, Ben once in March, and seventeen came once in December. */
static void
add_buyers (Fixture *fixture)
{
  for (guint i = 0; i < 17; i++)
    {
      g_autofree char *name = g_strdup_printf ("Winter %u", i + 1);
      g_autofree char *date = g_strdup_printf ("2025-12-%02u", i + 1);

      add_invoice (fixture, "winter", add_named (fixture, "person", "given_name", name), CRM_UNSET, fixture->silk, date, "issued");
    }
  add_invoice (fixture, "again", fixture->ann, CRM_UNSET, fixture->silk, "2026-01-20", "issued");
  add_invoice (fixture, "again", fixture->ann, CRM_UNSET, fixture->silk, "2026-01-30", "issued");
  add_invoice (fixture, "again", fixture->ann, CRM_UNSET, fixture->silk, "2026-02-09", "issued");
}

/* Who is among the best is said by all customers together, so a purchase of one changes the place of others. */
static void
test_segments (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecordList) loyal = NULL;
  g_autoptr (CrmRecordList) silent = NULL;

  crm_clock_set (crm_instant_from_iso ("2026-06-01T12:00:00Z"));
  add_buyers (fixture);
  assert_shows (fixture, "person", "rfm = loyal", "");

  /* The twentieth customer. */
  add_invoice (fixture, "spring", fixture->ben, CRM_UNSET, fixture->wool, "2026-03-20", "issued");
  assert_shows (fixture, "person", "rfm = loyal", "Ann");
  assert_shows (fixture, "person", "rfm = \"Loyal\" and given_name ~ b", "");
  assert_shows (fixture, "person", "rfm = new and given_name ~ b", "Ben");
  assert_shows (fixture, "person", "not (rfm = lost) and not (rfm = attention) and purchases > 0", "Ann, Ben, Winter 13, Winter 14, Winter 15, Winter 16, Winter 17");
  assert_shows (fixture, "company", "rfm = new", "Atlas");
  assert_shows (fixture, "person", "silent = yes", "Ann");
  assert_shows (fixture, "company", "silent = yes", "");
  assert_shows (fixture, "invoice", "payer.rfm = new and payer.silent = no and date > 2026-01-31", "3 · third, 24 · spring");
  assert_refused (fixture, "person", "rfm = best", "at_risk");
  assert_refused (fixture, "person", "rfm > loyal", "only = and !=");
  assert_refused (fixture, "deal", "rfm = loyal", "no such field");

  loyal = list (fixture, "rfm = loyal and (given_name ~ ann or given_name ~ b)");
  silent = list (fixture, "silent = yes");
  wait_for (loyal, 1);
  wait_for (silent, 1);
  add_invoice (fixture, "summer", fixture->ann, CRM_UNSET, fixture->wool, "2026-05-30", "issued");
  wait_for (silent, 0);
  for (guint i = 0; i < 4; i++)
    add_invoice (fixture, "summer", fixture->ben, CRM_UNSET, fixture->wool, "2026-05-31", "issued");
  wait_for (loyal, 2);
}

static gint64
add_list (Fixture *fixture, const char *name, const char *type, const char *filter)
{
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");
  g_autoptr (CrmRecord) list = crm_record_new ("price_list");

  g_object_set (view, "name", name, "record-type", type, "filter", filter, NULL);
  g_object_set (list, "name", name, "view", save (fixture, view), NULL);

  return save (fixture, list);
}

static gint64
find_list (Fixture *fixture, gint64 person, gint64 company)
{
  g_autoptr (CrmRecord) quote = g_object_new (crm_record_type_find ("quote")->get_type (), "person", person, "company", company, NULL);

  return crm_sale_prices_find_list (fixture->file.store, quote, &english);
}

/* A price list is that of all whom a view shows, unless another stands in their facts. */
static void
test_price_lists (Fixture *fixture, gconstpointer data)
{
  gint64 often = add_list (fixture, "Often", "person", "purchases >= 2");
  gint64 firms = add_list (fixture, "Firms", "company", "bought = Wool");
  gint64 broken = add_list (fixture, "Broken", "person", "gone = 1");
  gint64 own = add_named (fixture, "price_list", "name", "Own");
  g_autoptr (CrmRecord) ben = crm_store_get (fixture->file.store, fixture->ben, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (ben);

  g_assert_cmpint (find_list (fixture, fixture->ann, CRM_UNSET), ==, often);
  g_assert_cmpint (find_list (fixture, fixture->ben, CRM_UNSET), ==, CRM_UNSET);
  g_assert_cmpint (find_list (fixture, fixture->ben, fixture->atlas), ==, firms);
  g_assert_cmpint (find_list (fixture, CRM_UNSET, CRM_UNSET), ==, CRM_UNSET);
  g_assert_cmpint (broken, !=, own);

  crm_object_set_integer (CRM_OBJECT (draft), "price_list", own);
  save (fixture, draft);
  g_assert_cmpint (find_list (fixture, fixture->ben, fixture->atlas), ==, own);
}

#define add(name, func) g_test_add ("/segments/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("offers", test_offers);
  add ("segments", test_segments);
  add ("price-lists", test_price_lists);

  return g_test_run ();
}
