/* Where a customer stands by what they bought: the rules one by one, and all of a file moved as one change. */

#include "crm-lifecycle-rules.h"
#include "crm-sale-line.h"
#include "../store/crm-test-file.h"

#define TODAY 10000
#define UNKNOWN G_MININT32

static const CrmLifecycleRules rules = { 5, 180, 365 };

static void
test_rules (void)
{
  static const struct
  {
    guint       days; /* with a purchase */
    gint32      last;
    const char *stage;
    gint32      since;
    const char *to; /* NULL: stays */
  } cases[] = {
    { 1, TODAY - 3, "", UNKNOWN, "first_time" },
    { 1, TODAY - 3, "lead", TODAY - 9, "first_time" },
    { 1, TODAY - 3, "first_time", TODAY - 3, NULL },
    { 2, TODAY - 3, "first_time", TODAY - 90, "repeat" },
    { 4, TODAY - 3, "repeat", TODAY - 90, NULL },
    { 5, TODAY - 3, "repeat", TODAY - 90, "loyal" },
    { 5, TODAY - 180, "loyal", TODAY - 500, NULL },
    { 5, TODAY - 181, "loyal", TODAY - 500, "dormant" },
    { 5, TODAY - 181, "dormant", TODAY, NULL },
    { 5, TODAY - 365, "dormant", TODAY - 100, NULL },
    { 5, TODAY - 366, "dormant", TODAY - 100, "lost" },
    { 5, TODAY - 200, "lost", TODAY - 100, NULL }, /* somebody knew it earlier */
    { 6, TODAY - 1, "lost", TODAY - 100, "won_back" },
    { 6, TODAY - 1, "dormant", TODAY - 100, "won_back" },
    { 6, TODAY - 1, "won_back", TODAY, NULL },
    { 7, TODAY - 1, "won_back", TODAY - 30, "loyal" }, /* bought again since */
    { 3, TODAY - 20, "dormant", TODAY - 5, NULL },     /* somebody has said so since they bought */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CrmCustomerStat stat = { .customer = 1, .orders = cases[i].days, .days = cases[i].days, .last = cases[i].last };

      g_test_message ("%u", i);
      g_assert_cmpstr (crm_lifecycle_rules_find (&rules, &stat, cases[i].stage, cases[i].since, TODAY), ==, cases[i].to);
    }
}

static char *
get_odd (gpointer source, const char *name)
{
  return g_strdup (source);
}

static void
test_settings (void)
{
  static const struct
  {
    const char *text;
    int         loyal, dormant, lost;
  } settings[] = {
    { NULL, 5, 180, 365 },
    { "7", 7, 7, 7 },
    { "۹", 9, 9, 9 },
    { "0", 5, 180, 365 },
    { "-3", 5, 180, 365 },
    { "2.5", 5, 180, 365 },
    { "many", 5, 180, 365 },
    { "99999999999999999999", 5, 180, 365 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      CrmLifecycleRules read;

      crm_lifecycle_rules_read (&read, get_odd, (gpointer) settings[i].text);
      g_assert_cmpint (read.loyal, ==, settings[i].loyal);
      g_assert_cmpint (read.dormant, ==, settings[i].dormant);
      g_assert_cmpint (read.lost, ==, settings[i].lost);
    }
}

static void
save (CrmTestFile *file, gpointer record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Save", record, &error);
  g_assert_no_error (error);
}

static gint64
add_customer (CrmTestFile *file, const char *name, const char *stage, gboolean kept, const char *bought)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");

  g_object_set (person, "given-name", name, "lifecycle", stage, "lifecycle-kept", kept, NULL);
  save (file, person);
  g_object_set (invoice, "person", crm_record_get_id (person), "date", bought, "status", "issued", "currency", "EUR", NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Cloth", "price", G_GINT64_CONSTANT (100), NULL));
  save (file, invoice);

  return crm_record_get_id (person);
}

static GArray *
list (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (file->path, &error);
  GArray *moves = crm_lifecycle_rules_list (reading, crm_date_to_days ((CrmDate){ 2026, 6, 1 }), &error);

  g_assert_no_error (error);
  return moves;
}

static void
assert_stage (CrmTestFile *file, gint64 id, const char *stage, guint n_steps)
{
  g_autoptr (CrmRecord) person = crm_store_get (file->store, id, NULL);
  GPtrArray *steps = crm_object_get_items (CRM_OBJECT (person), "lifecycle_history");

  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (person), "lifecycle"), ==, stage);
  g_assert_cmpuint (steps != NULL ? steps->len : 0, ==, n_steps);
}

/* Who somebody has said to stay stays; the others move at once, with their dates, and all of them back. */
static void
test_move (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ann = add_customer (file, "Ann", NULL, FALSE, "2026-05-20");
  gint64 ben = add_customer (file, "Ben", "loyal", TRUE, "2024-01-01");
  gint64 cem = add_customer (file, "Cem", "repeat", FALSE, "2024-01-01");
  g_autoptr (GArray) moves = list (file);
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (CrmLifecycleTurn));
  g_autoptr (GArray) none = NULL;

  g_assert_cmpuint (moves->len, ==, 2);
  for (guint i = 0; i < moves->len; i++)
    g_array_append_val (turns, g_array_index (moves, CrmLifecycleMove, i).turn);
  crm_lifecycle_move (file->store, turns, &error);
  g_assert_no_error (error);
  assert_stage (file, ann, "first_time", 1);
  assert_stage (file, ben, "loyal", 1);
  assert_stage (file, cem, "lost", 2);
  none = list (file);
  g_assert_cmpuint (none->len, ==, 0);

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  assert_stage (file, ann, NULL, 0);
  assert_stage (file, cem, "repeat", 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lifecycle/rules", test_rules);
  g_test_add_func ("/lifecycle/settings", test_settings);
  crm_test_file_add ("/lifecycle/move", test_move);

  return g_test_run ();
}
