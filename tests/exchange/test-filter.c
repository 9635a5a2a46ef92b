/* Filters as people write them: who passes, and what is said of a word that makes no sense. */

#include "crm-clock.h"
#include "crm-field-value.h"
#include "crm-filter.h"
#include "crm-sale-line.h"
#include "../store/crm-test-file.h"
#include "crm-record-list.h"

static const CrmCulture english = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };

#define DAY (G_TIME_SPAN_DAY)

static void
save (CrmTestFile *file, gpointer record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Save", record, &error);
  g_assert_no_error (error);
}

static gint64
add_named (CrmTestFile *file, const char *type, const char *field, const char *name)
{
  g_autoptr (CrmRecord) record = crm_record_new (type);

  crm_object_set_text (CRM_OBJECT (record), field, name);
  save (file, record);

  return crm_record_get_id (record);
}

static CrmRecord *
new_person (const char *name)
{
  CrmRecord *person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", name);

  return person;
}

static void
add_call (CrmTestFile *file, gint64 person, int days_ago)
{
  g_autoptr (CrmRecord) call = crm_record_new ("activity");

  g_object_set (call, "kind", "call", "occurred-at", crm_clock_now () - days_ago * DAY, NULL);
  crm_object_add_item (CRM_OBJECT (call), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", person, NULL));
  save (file, call);
}

/* Ann: loyal, Tehran, wholesale, spoken to yesterday. Ben: a lead with a source, spoken to 90 days ago. Cyrus: nothing at all. */
static void
set_up (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) ann = new_person ("Ann");
  g_autoptr (CrmRecord) ben = new_person ("Ben");
  g_autoptr (CrmRecord) cyrus = new_person ("Cyrus");
  g_autoptr (CrmRecord) size = crm_record_new ("custom_field");
  const CrmField *field;
  gint64          tag, company;

  crm_test_file_open (file);
  tag = add_named (file, "tag", "name", "wholesale");
  company = add_named (file, "company", "name", "Atlas");
  g_object_set (size, "record-type", "person", "label", "Shoe size", "kind", "number", NULL);
  save (file, size);
  field = crm_field_set_find (crm_store_get_fields (file->store, crm_record_type_find ("person")), "shoe size");

  g_object_set (ann, "lifecycle", "loyal", NULL);
  crm_object_add_item (CRM_OBJECT (ann), "addresses", g_object_new (CRM_TYPE_ADDRESS, "city", "تهران", NULL));
  crm_object_add_item (CRM_OBJECT (ann), "tags", g_object_new (CRM_TYPE_TAGGING, "tag", tag, NULL));
  crm_object_add_item (CRM_OBJECT (ann), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", company, NULL));
  crm_object_add_item (CRM_OBJECT (ann), "contact_points", crm_contact_point_new ("email", NULL, "Ann@Example.com", NULL));
  crm_field_put_text (field, CRM_OBJECT (ann), "9.5");
  save (file, ann);
  g_object_set (ben, "lifecycle", "lead", "source", "Fair 2026", NULL);
  crm_field_put_text (field, CRM_OBJECT (ben), "42");
  save (file, ben);
  save (file, cyrus);
  add_call (file, crm_record_get_id (ann), 1);
  add_call (file, crm_record_get_id (ben), 90);
}

static void
assert_passes (CrmTestFile *file, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;

  g_test_message ("%s", text);
  g_assert_true (crm_filter_parse (text, query, file->store, &english, &error));
  g_assert_no_error (error);
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, expected);
}

static void
test_fields (CrmTestFile *file, gconstpointer data)
{
  assert_passes (file, "lifecycle = loyal", "Ann");
  assert_passes (file, "lifecycle = \"Loyal customer\"", "Ann");
  assert_passes (file, "lifecycle != loyal", "Ben, Cyrus");
  assert_passes (file, "\"Life cycle\" is set", "Ann, Ben");
  assert_passes (file, "source is not set", "Ann, Cyrus");
  assert_passes (file, "source ~ FAIR", "Ben");
  assert_passes (file, "given_name = ann", "Ann");
  assert_passes (file, "created_at = today", "Ann, Ben, Cyrus");
  assert_passes (file, "created_at < today", "");
  assert_passes (file, "updated_at is set", "");
}

static void
test_relations (CrmTestFile *file, gconstpointer data)
{
  assert_passes (file, "tag = Wholesale", "Ann");
  assert_passes (file, "tag != wholesale", "Ben, Cyrus");
  assert_passes (file, "tag is set", "Ann");
  assert_passes (file, "company = atlas", "Ann");
  assert_passes (file, "affiliations.company = Atlas", "Ann");
  assert_passes (file, "addresses.city = \"تهران\"", "Ann");
  assert_passes (file, "addresses.city ~ \"تهر\"", "Ann");
  assert_passes (file, "not addresses.city is set", "Ben, Cyrus");
  assert_passes (file, "email is set", "Ann");
  assert_passes (file, "email = ann@example.com", "Ann");
  assert_passes (file, "phone is not set", "Ann, Ben, Cyrus");
}

static void
test_custom (CrmTestFile *file, gconstpointer data)
{
  /* As numbers, not as texts. */
  assert_passes (file, "\"shoe size\" > 10", "Ben");
  assert_passes (file, "\"Shoe size\" <= 9.5", "Ann");
  assert_passes (file, "\"Shoe size\" is not set", "Cyrus");
  assert_passes (file, "\"Shoe size\" != 42", "Ann, Cyrus");
}

static void
test_contact (CrmTestFile *file, gconstpointer data)
{
  assert_passes (file, "last_contact >= \"last 30 days\"", "Ann");
  assert_passes (file, "last_contact < \"60 days ago\"", "Ben, Cyrus");
  assert_passes (file, "last_contact is not set", "Cyrus");
  assert_passes (file, "last_contact is set and last_contact < \"60 days ago\"", "Ben");
  assert_passes (file, "last_contact = yesterday", "Ann");
}

static void
test_joined (CrmTestFile *file, gconstpointer data)
{
  assert_passes (file, "lifecycle = loyal and tag = wholesale", "Ann");
  assert_passes (file, "lifecycle = lead or tag = wholesale", "Ann, Ben");
  assert_passes (file, "not (lifecycle = lead or tag = wholesale)", "Cyrus");
  assert_passes (file, "not lifecycle = lead and not lifecycle = loyal", "Cyrus");
  assert_passes (file, "lifecycle = lead and not source ~ fair", "");
}

/* With a search, and in another order, it is the same filter. */
static void
test_with_search (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;
  g_autofree char *sorted = NULL;

  crm_filter_parse ("lifecycle is set", query, file->store, &english, &error);
  g_assert_no_error (error);
  crm_query_set_search (query, "b");
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "Ben");

  crm_query_set_search (query, NULL);
  crm_query_set_order (query, "created_at", TRUE);
  sorted = crm_test_file_titles (file, query);
  g_assert_cmpstr (sorted, ==, "Ben, Ann");
}

static void
test_order_by_custom (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  const CrmField  *field = crm_field_set_find (crm_store_get_fields (file->store, crm_record_type_find ("person")), "Shoe size");
  g_autofree char *up = NULL;
  g_autofree char *down = NULL;

  crm_query_set_order_field (query, field, FALSE);
  up = crm_test_file_titles (file, query);
  g_assert_cmpstr (up, ==, "Ann, Ben, Cyrus");
  crm_query_set_order_field (query, field, TRUE);
  down = crm_test_file_titles (file, query);
  g_assert_cmpstr (down, ==, "Ben, Ann, Cyrus");
}

/* A list follows the file: whoever begins to pass comes in, whoever ceases to goes. */
static void
test_one_record (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) shared = NULL;
  g_autoptr (CrmRecord) draft = NULL;

  crm_filter_parse ("\"Shoe size\" > 10 and not last_contact > yesterday and not tag is set", query, file->store, &english, &error);
  g_assert_no_error (error);
  list = crm_record_list_new (file->store, query);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);

  crm_store_query (file->store, query, 0, ids, &error);
  shared = crm_store_get (file->store, g_array_index (ids, gint64, 0), NULL);
  draft = crm_record_edit (shared);
  crm_field_put_text (crm_field_set_find (crm_store_get_fields (file->store, crm_record_type_find ("person")), "Shoe size"), CRM_OBJECT (draft), "8");
  save (file, draft);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_refused (CrmTestFile *file, const char *text, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new ("person");

  g_test_message ("%s", text);
  g_assert_false (crm_filter_parse (text, query, file->store, &english, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, reason);
}

#define Q(word) "“\342\201\250" word "\342\201\251”"

/* A field that was removed is told of by the name that people gave it. */
static void
test_removed_field (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) field = crm_record_new ("custom_field");
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *filter = NULL;
  g_autofree char *reason = NULL;
  gint64           id;

  g_object_set (field, "record-type", "person", "label", "Hat size", "kind", "text", NULL);
  crm_store_save (file->store, "Add", field, &error);
  g_assert_no_error (error);
  id = crm_record_get_id (field);
  name = crm_custom_field_dup_name (field);
  crm_store_delete (file->store, "Remove", &id, 1, &error);
  g_assert_no_error (error);
  filter = g_strdup_printf ("%s = big", name);
  reason = g_strdup_printf ("At “\342\201\250%s\342\201\251” (character 1): the field " Q ("Hat size") " was removed.", name);
  assert_refused (file, filter, reason);
}

static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  assert_refused (file, "colour = red", "At " Q ("colour") " (character 1): there is no such field.");
  assert_refused (file, "custom_01234567 = 1", "At " Q ("custom_01234567") " (character 1): this field was removed.");
  assert_refused (file, "tag = retail", "At " Q ("retail") " (character 7): there is no such record.");
  assert_refused (file, "tag > wholesale", "At " Q ("tag") " (character 1): only = and != can follow this field.");
  assert_refused (file, "addresses = Tehran", "At " Q ("addresses") " (character 1): a record has several of these. Name a part, such as addresses.city.");
  assert_refused (file, "addresses.planet = Mars", "At " Q ("addresses.planet") " (character 1): there is no such field.");
  assert_refused (file, "lifecycle = loyal and lifecycle = purple", "At " Q ("purple") " (character 35): “purple” is no value for “Life cycle”.");
  assert_refused (file, "\"Shoe size\" > big", "At " Q ("big") " (character 15): “big” is not a number. Type one like 1250 or 2.5.");
}

/* Of deals alone: a person in no stage cannot be too long in it. */
static void
test_stale (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) pipeline = crm_record_new ("pipeline");
  g_autoptr (CrmRecord) stage = crm_record_new ("stage");
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autoptr (GError) error = NULL;
  g_autofree char *titles = NULL;

  g_object_set (pipeline, "name", "Sales", NULL);
  save (file, pipeline);
  g_object_set (stage, "name", "New", "kind", "open", "expected-days", G_GINT64_CONSTANT (7), "pipeline", crm_record_get_id (pipeline), NULL);
  save (file, stage);
  g_object_set (deal, "title", "Spring", "stage", crm_record_get_id (stage), NULL);
  save (file, deal);

  g_assert_true (crm_filter_parse ("stale != yes and stale = no", query, file->store, &english, &error));
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "Spring");
  g_assert_false (crm_filter_parse ("stale = rather", query, file->store, &english, &error));
  g_assert_cmpstr (error->message, ==, "At " Q ("rather") " (character 9): yes or no was expected.");
  assert_refused (file, "stale = yes", "At " Q ("stale") " (character 1): there is no such field.");
}

static void
add_invoice (CrmTestFile *file, const char *subject, const char *date, const char *due, const char *status)
{
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");

  g_object_set (invoice, "subject", subject, "date", date, "due", due, "status", status, "currency", "EUR", NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Silk", "price", G_GINT64_CONSTANT (100), NULL));
  save (file, invoice);
}

/* What is open of invoices, and what of it should have come already. */
static void
test_unpaid (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("invoice");
  g_autoptr (CrmQuery) overdue = crm_query_new ("invoice");
  g_autoptr (GError) error = NULL;
  g_autofree char *unpaid_titles = NULL;
  g_autofree char *overdue_titles = NULL;

  add_invoice (file, "old", "2020-01-01", "2020-02-01", "issued");
  add_invoice (file, "at once", "2020-01-01", NULL, "issued");
  add_invoice (file, "in time", "2020-01-01", "9999-01-01", "issued");
  add_invoice (file, "draft", "2020-01-01", NULL, "draft");
  add_invoice (file, "cancelled", "2020-01-01", NULL, "cancelled");

  g_assert_true (crm_filter_parse ("unpaid = yes", query, file->store, &english, &error));
  unpaid_titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (unpaid_titles, ==, "1 · old, 2 · at once, 3 · in time");
  g_assert_true (crm_filter_parse ("overdue = yes", overdue, file->store, &english, &error));
  overdue_titles = crm_test_file_titles (file, overdue);
  g_assert_cmpstr (overdue_titles, ==, "1 · old, 2 · at once");
  assert_refused (file, "overdue = yes", "At " Q ("overdue") " (character 1): there is no such field.");
}

#define add(name, func) g_test_add ("/filter/" name, CrmTestFile, NULL, set_up, func, crm_test_file_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("fields", test_fields);
  add ("relations", test_relations);
  add ("custom", test_custom);
  add ("contact", test_contact);
  add ("joined", test_joined);
  add ("with-search", test_with_search);
  add ("order-by-custom", test_order_by_custom);
  add ("one-record", test_one_record);
  add ("refused", test_refused);
  add ("removed-field", test_removed_field);
  add ("stale", test_stale);
  add ("unpaid", test_unpaid);

  return g_test_run ();
}
