/* Who is found to be in the file twice, who is not, and that somebody's word on it is remembered. */

#include "../crm-wait.h"
#include "crm-duplicates.h"
#include "crm-merge-records.h"
#include "crm-test-file.h"

static gint64
add_person (CrmTestFile *file, const char *given, const char *family, const char *phone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", given);
  crm_object_set_text (CRM_OBJECT (person), "family_name", family);
  if (phone != NULL)
    crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new (strchr (phone, '@') != NULL ? "email" : "phone", NULL, phone, "IR"));
  crm_store_save (file->store, "Add", person, &error);
  g_assert_no_error (error);

  return crm_record_get_id (person);
}

static gint64
add_company (CrmTestFile *file, const char *name)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");

  crm_object_set_text (CRM_OBJECT (company), "name", name);
  crm_store_save (file->store, "Add", company, NULL);

  return crm_record_get_id (company);
}

static void
add_employee (CrmTestFile *file, const char *given, const char *family, gint64 company)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", given);
  crm_object_set_text (CRM_OBJECT (person), "family_name", family);
  crm_object_add_item (CRM_OBJECT (person), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", company, NULL));
  crm_store_save (file->store, "Add", person, NULL);
}

static GPtrArray *
find (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = crm_duplicates_find (file->path, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return found;
}

/* "one = other: reasons" a line, the likeliest first. */
static char *
describe (CrmTestFile *file, GPtrArray *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      CrmDuplicate *duplicate = g_ptr_array_index (found, i);
      g_autoptr (CrmRecord) one = crm_store_get (file->store, duplicate->one, NULL);
      g_autoptr (CrmRecord) other = crm_store_get (file->store, duplicate->other, NULL);
      g_autofree char *name = crm_object_dup_title (CRM_OBJECT (one));
      g_autofree char *other_name = crm_object_dup_title (CRM_OBJECT (other));

      g_string_append_printf (text, "%s = %s:", name, other_name);
      for (guint j = 0; j < duplicate->likeness->reasons->len; j++)
        g_string_append_printf (text, " %s", crm_alike_get_code (((CrmLikenessReason *) g_ptr_array_index (duplicate->likeness->reasons, j))->alike));
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static void
assert_found (CrmTestFile *file, const char *expected)
{
  g_autoptr (GPtrArray) found = find (file);
  g_autofree char *text = describe (file, found);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_reasons (CrmTestFile *file, gconstpointer data)
{
  gint64 atlas = add_company (file, "Atlas");

  add_person (file, "Maryam", "Ahmadi", "0912 345 6789");
  add_person (file, "Maryam", "Ahmadi", "+989123456789");
  add_person (file, "Jane", "Smith", "Jane@Shop.example");
  add_person (file, "J.", "Smith", "jane@shop.example");
  add_employee (file, "Ali", "Rezaei", atlas);
  add_employee (file, "Rezaei", "Ali", atlas);
  add_person (file, "Nobody", "Else", "0935 111 2222");
  assert_found (file, "Maryam Ahmadi = Maryam Ahmadi: phone name\n"
                      "Jane Smith = J. Smith: email\n"
                      "Ali Rezaei = Rezaei Ali: name-turned company\n");
}

static void
test_persian (CrmTestFile *file, gconstpointer data)
{
  add_person (file, "علی‌رضا", "کاظمی", NULL);
  add_person (file, "آقای علیرضا", "كاظمي", NULL);
  add_person (file, "مریم", "نیک‌پور", "۰۹۱۲ ۳۴۵ ۶۷۸۹");
  add_person (file, "خانم دکتر مريم", "نيک پور", "09123456789");
  add_company (file, "شرکت پارس (سهامی خاص)");
  add_company (file, "پارس");
  assert_found (file, "مریم نیک‌پور = خانم دکتر مريم نيک پور: phone name\n"
                      "شرکت پارس (سهامی خاص) = پارس: name\n"
                      "علی‌رضا کاظمی = آقای علیرضا كاظمي: name-turned\n");
}

static void
test_no_false_alarm (CrmTestFile *file, gconstpointer data)
{
  static const char *const given[] = { "Ali", "Sara", "Reza", "Mina", "Nima", "Laura", "James", "Olga", "Kenji", "Zoe", "Ahmed", "Chloe" };
  gint64                   gone;

  /* A dozen at one switchboard, and a common name. */
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autofree char *mobile = g_strdup_printf ("0912555%04u", i);

      add_person (file, given[i], "Office", "021 8877 6655");
      add_person (file, "Ali", "Ahmadi", mobile);
    }
  /* What is deleted is no duplicate. */
  gone = add_person (file, "Only", "Once", "only@once.example");
  crm_store_delete (file->store, "Delete", &gone, 1, NULL);
  add_person (file, "Only", "Once", "only@once.example");
  assert_found (file, "");

  add_person (file, "Sara", "Office", "+98 21 8877 6655");
  assert_found (file, "Sara Office = Sara Office: phone name\n");
}

static void
test_five_of_one (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 5; i++)
    add_person (file, "Maryam", "Ahmadi", "0912 345 6789");
  found = find (file);
  g_assert_cmpuint (found->len, ==, 4);

  for (guint left = 4; left > 0; left--)
    {
      CrmDuplicate *duplicate = g_ptr_array_index (found, 0);

      g_assert_cmpuint (found->len, ==, left);
      g_assert_true (crm_store_merge (file->store, duplicate->one, duplicate->other, 0, NULL));
      g_ptr_array_unref (found); /* made anew */
      found = find (file);
    }
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_told_apart (CrmTestFile *file, gconstpointer data)
{
  gint64 one = add_person (file, "Maryam", "Ahmadi", "0912 345 6789");
  gint64 other = add_person (file, "Maryam", "Ahmadi", "0912 345 6789");
  g_autoptr (CrmRecord) distinction = crm_distinction_new (other, one);
  g_autoptr (CrmRecord) same = crm_distinction_new (one, one);
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Not a duplicate", distinction, NULL);
  assert_found (file, "");
  crm_store_undo (file->store, NULL, NULL);
  assert_found (file, "Maryam Ahmadi = Maryam Ahmadi: phone name\n");
  g_assert_false (crm_store_save (file->store, "Not a duplicate", same, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray **found = user_data;

  *found = crm_duplicates_finish (CRM_STORE (source), result, &error);
  if (*found == NULL)
    *found = g_ptr_array_new ();
}

static void
assert_looked_up (CrmTestFile *file, CrmRecord *draft, gint64 expected)
{
  GPtrArray *found = NULL;

  crm_duplicates_look_up_async (file->store, draft, NULL, found_cb, &found);
  wait_for (found != NULL);
  g_assert_cmpuint (found->len, ==, expected != 0 ? 1 : 0);
  if (expected != 0)
    g_assert_cmpint (((CrmDuplicate *) g_ptr_array_index (found, 0))->other, ==, expected);
  g_ptr_array_unref (found); /* ours alone */
}

static void
test_while_typing (CrmTestFile *file, gconstpointer data)
{
  gint64 maryam = add_person (file, "Maryam", "Ahmadi", "0912 345 6789");
  g_autoptr (CrmRecord) draft = crm_record_new ("person");
  g_autoptr (CrmRecord) named = crm_record_new ("person");
  g_autoptr (CrmRecord) known = crm_store_get (file->store, maryam, NULL);

  crm_object_set_text (CRM_OBJECT (draft), "given_name", "M.");
  assert_looked_up (file, draft, 0);
  crm_object_add_item (CRM_OBJECT (draft), "contact_points", crm_contact_point_new ("phone", NULL, "۰۹۱۲۳۴۵۶۷۸۹", "IR"));
  assert_looked_up (file, draft, maryam);

  crm_object_set_text (CRM_OBJECT (named), "given_name", "maryam");
  crm_object_set_text (CRM_OBJECT (named), "family_name", "AHMADI");
  assert_looked_up (file, named, maryam);

  /* However the name is written. */
  crm_object_set_text (CRM_OBJECT (named), "given_name", "Ahmadi");
  crm_object_set_text (CRM_OBJECT (named), "family_name", "Mar-yam");
  assert_looked_up (file, named, maryam);
  crm_object_set_text (CRM_OBJECT (named), "given_name", "Dr. Maryam Sara");
  crm_object_set_text (CRM_OBJECT (named), "family_name", NULL);
  assert_looked_up (file, named, 0);

  /* Nobody is a duplicate of herself. */
  assert_looked_up (file, known, 0);
}

static void
test_cancelled (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_person (file, "Maryam", "Ahmadi", "0912 345 6789");
  g_cancellable_cancel (cancellable);
  g_assert_null (crm_duplicates_find (file->path, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_on_a_thread (CrmTestFile *file, gconstpointer data)
{
  GPtrArray *found = NULL;

  add_person (file, "Maryam", "Ahmadi", "0912 345 6789");
  add_person (file, "Maryam", "Ahmadi", "0912 345 6789");
  crm_duplicates_find_async (file->store, "person", NULL, NULL, NULL, found_cb, &found);
  wait_for (found != NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_ptr_array_unref (found); /* ours alone */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/duplicates/reasons", test_reasons);
  crm_test_file_add ("/duplicates/persian", test_persian);
  crm_test_file_add ("/duplicates/no-false-alarm", test_no_false_alarm);
  crm_test_file_add ("/duplicates/five-of-one", test_five_of_one);
  crm_test_file_add ("/duplicates/told-apart", test_told_apart);
  crm_test_file_add ("/duplicates/while-typing", test_while_typing);
  crm_test_file_add ("/duplicates/cancelled", test_cancelled);
  crm_test_file_add ("/duplicates/on-a-thread", test_on_a_thread);

  return g_test_run ();
}
