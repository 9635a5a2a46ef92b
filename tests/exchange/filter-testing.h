#pragma once

/* A small file of customers and what they bought, and what a filter shows of it. */

#include "crm-clock.h"
#include "crm-filter.h"
#include "crm-sale-line.h"
#include "../store/crm-test-file.h"

G_BEGIN_DECLS

static const CrmCulture english = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };

typedef struct
{
  CrmTestFile file;
  gint64      ann;
  gint64      ben;
  gint64      atlas;
  gint64      silk;
  gint64      wool;
} Fixture;

static inline gint64
save (Fixture *fixture, gpointer record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (fixture->file.store, "Save", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

static inline gint64
add_named (Fixture *fixture, const char *type, const char *field, const char *name)
{
  g_autoptr (CrmRecord) record = crm_record_new (type);

  crm_object_set_text (CRM_OBJECT (record), field, name);

  return save (fixture, record);
}

static inline gint64
add_invoice (Fixture *fixture, const char *subject, gint64 person, gint64 company, gint64 product, const char *date, const char *status)
{
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");

  g_object_set (invoice, "subject", subject, "date", date, "status", status, "currency", "EUR", NULL);
  crm_object_set_integer (CRM_OBJECT (invoice), "person", person);
  crm_object_set_integer (CRM_OBJECT (invoice), "company", company);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Cloth", "product", product, "price", G_GINT64_CONSTANT (100), NULL));

  return save (fixture, invoice);
}

/* Ann bought silk in January and wool in March, Atlas wool in February, for which Ben came; Ben nothing of his own. */
static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  crm_test_file_open (&fixture->file);
  fixture->ann = add_named (fixture, "person", "given_name", "Ann");
  fixture->ben = add_named (fixture, "person", "given_name", "Ben");
  add_named (fixture, "person", "given_name", "Cyrus");
  fixture->atlas = add_named (fixture, "company", "name", "Atlas");
  fixture->silk = add_named (fixture, "product", "name", "Silk");
  fixture->wool = add_named (fixture, "product", "name", "Wool");
  add_invoice (fixture, "first", fixture->ann, CRM_UNSET, fixture->silk, "2026-01-10", "issued");
  add_invoice (fixture, "second", fixture->ann, CRM_UNSET, fixture->wool, "2026-03-10", "issued");
  add_invoice (fixture, "third", fixture->ben, fixture->atlas, fixture->wool, "2026-02-10", "issued");
  add_invoice (fixture, "thought of", fixture->ann, CRM_UNSET, fixture->wool, "2026-04-10", "draft");
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  crm_clock_set (0);
  crm_test_file_close (&fixture->file);
}

static inline void
assert_shows (Fixture *fixture, const char *type, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autofree char *titles = NULL;

  g_test_message ("%s", text);
  crm_filter_parse (text, query, fixture->file.store, &english, &error);
  g_assert_no_error (error);
  titles = crm_test_file_titles (&fixture->file, query);
  g_assert_cmpstr (titles, ==, expected);
}

static inline void
assert_refused (Fixture *fixture, const char *type, const char *text, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new (type);

  g_assert_false (crm_filter_parse (text, query, fixture->file.store, &english, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, reason));
}

G_END_DECLS
