/* What is wrong or missing among people, and that exactly those can be listed. */

#include "../crm-wait.h"
#include "crm-quality.h"
#include "crm-test-file.h"

static gint64
add (CrmTestFile *file, const char *name, const char *kind, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", name);
  if (kind != NULL)
    crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new (kind, NULL, value, NULL));
  crm_store_save (file->store, "Add", person, &error);
  g_assert_no_error (error);

  return crm_record_get_id (person);
}

static void
mark_invalid (CrmTestFile *file, gint64 id)
{
  g_autoptr (CrmRecord) person = crm_store_get (file->store, id, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (person);
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (points, crm_item_copy (g_ptr_array_index (crm_object_get_items (CRM_OBJECT (draft), "contact_points"), 0)));
  crm_object_set_integer (g_ptr_array_index (points, 0), "invalid", 1);
  crm_object_set_items (CRM_OBJECT (draft), "contact_points", points);
  crm_store_save (file->store, "Edit", draft, NULL);
}

static void
say_country (CrmTestFile *file, const char *country)
{
  g_autoptr (CrmRecord) setting = crm_record_new ("setting");

  crm_object_set_text (CRM_OBJECT (setting), "name", "country");
  crm_object_set_text (CRM_OBJECT (setting), "value", country);
  crm_store_save (file->store, "Set", setting, NULL);
}

static void
assert_gap (CrmTestFile *file, const CrmQuality *quality, CrmGap gap, const char *expected)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;

  crm_query_set_among (query, (const gint64 *) (gpointer) quality->ids[gap]->data, quality->ids[gap]->len);
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, expected);
}

static void
test_gaps (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuality) quality = NULL;
  g_autoptr (GError) error = NULL;
  gint64 gone;

  add (file, "Good", "phone", "0912 345 6789");
  add (file, "Fine", "email", "fine@shop.example");
  add (file, "Chat", "telegram", "@chat");
  add (file, "Short", "phone", "0912 345 678");
  add (file, "Wordy", "phone", "call me");
  mark_invalid (file, add (file, "Dead", "phone", "0912 345 6780"));
  add (file, "At", "email", "nobody at home");
  add (file, "Mute", NULL, NULL);
  add (file, NULL, "phone", "0935 111 2222");
  gone = add (file, "Gone", "phone", "x");
  crm_store_delete (file->store, "Delete", &gone, 1, NULL);
  say_country (file, "IR");

  quality = crm_quality_find (file->path, NULL, &error);
  g_assert_no_error (error);
  assert_gap (file, quality, CRM_GAP_PHONE, "Dead, Short, Wordy");
  assert_gap (file, quality, CRM_GAP_EMAIL, "At");
  assert_gap (file, quality, CRM_GAP_UNREACHABLE, "At, Dead, Mute, Short, Wordy");
  assert_gap (file, quality, CRM_GAP_NAME, "0935 111 2222");
}

static void
test_nothing_wrong (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuality) quality = NULL;

  add (file, "Good", "phone", "+44 20 7946 0958");
  quality = crm_quality_find (file->path, NULL, NULL);
  for (guint i = 0; i < CRM_N_GAPS; i++)
    assert_gap (file, quality, i, "");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(CrmQuality **) user_data = crm_quality_find_finish (CRM_STORE (source), result, NULL);
}

static void
test_on_a_thread (CrmTestFile *file, gconstpointer data)
{
  CrmQuality *quality = NULL;

  add (file, "Mute", NULL, NULL);
  crm_quality_find_async (file->store, NULL, found_cb, &quality);
  wait_for (quality != NULL);
  g_assert_cmpuint (quality->ids[CRM_GAP_UNREACHABLE]->len, ==, 1);
  crm_quality_free (quality);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/quality/gaps", test_gaps);
  crm_test_file_add ("/quality/nothing-wrong", test_nothing_wrong);
  crm_test_file_add ("/quality/on-a-thread", test_on_a_thread);

  return g_test_run ();
}
