/* Lists whose records stand together by what they have in common. */

#include "../crm-wait.h"

#include "crm-field-value.h"
#include "crm-record-list.h"
#include "crm-test-file.h"

static CrmRecord *
new_person (const char *name)
{
  CrmRecord *person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", name);

  return person;
}

static CrmRecord *
add (CrmTestFile *file, const char *name, const char *lifecycle, const char *source)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *person = new_person (name);

  g_object_set (person, "lifecycle", lifecycle, "source", source, NULL);
  crm_store_save (file->store, "Add", person, &error);
  g_assert_no_error (error);

  return person;
}

static const CrmField *
find_field (CrmTestFile *file, const char *type, const char *name)
{
  return crm_field_set_find (crm_store_get_fields (file->store, crm_record_type_find (type)), name);
}

static CrmRecordList *
open_grouped (CrmTestFile *file, const char *type, const char *field)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);

  g_assert_true (crm_query_set_group (query, find_field (file, type, field)));

  return crm_record_list_new (file->store, query);
}

/* "lead: Ann, Bob; none: Eve" */
static char *
describe (CrmRecordList *list)
{
  GString *text = g_string_new (NULL);
  guint    n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CrmRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char      *title = crm_object_dup_title (CRM_OBJECT (record));
      const CrmRecordGroup *group = crm_record_list_get_group (list, i);

      if (group != NULL && group->first == i)
        g_string_append_printf (text, "%s%s %u: ", i > 0 ? "; " : "", group->value != NULL ? group->value : "none", group->count);
      else if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, title);
    }

  return g_string_free (text, FALSE);
}

static void
assert_groups (CrmRecordList *list, const char *expected)
{
  g_autofree char *text = NULL;

  wait_for (!crm_record_list_is_loading (list));
  text = describe (list);
  g_assert_cmpstr (text, ==, expected);
}

static void
count_cb (guint *count)
{
  ++*count;
}

/* In the order of the declaration, by name within each; those without come last. */
static void
test_choice (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) dan = add (file, "Dan", "loyal", NULL);
  g_autoptr (CrmRecord) bob = add (file, "Bob", "lead", NULL);
  g_autoptr (CrmRecord) eve = add (file, "Eve", NULL, NULL);
  g_autoptr (CrmRecord) ann = add (file, "Ann", "lead", NULL);
  g_autoptr (CrmRecordList) list = open_grouped (file, "person", "lifecycle");
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (GError) error = NULL;
  guint regrouped = 0;

  assert_groups (list, "lead 2: Ann, Bob; loyal 1: Dan; none 1: Eve");
  g_assert_null (crm_record_list_get_group (list, 4));

  /* Who changes moves to the others, and all are told though no row may have moved. */
  g_signal_connect_swapped (list, "regrouped", G_CALLBACK (count_cb), &regrouped);
  draft = crm_record_edit (bob);
  g_object_set (draft, "lifecycle", "loyal", NULL);
  crm_store_save (file->store, "Edit", draft, &error);
  g_assert_no_error (error);
  assert_groups (list, "lead 1: Ann; loyal 2: Bob, Dan; none 1: Eve");
  g_assert_cmpuint (regrouped, ==, 1);
}

static void
test_text (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) ann = add (file, "Ann", NULL, "website");
  g_autoptr (CrmRecord) bob = add (file, "Bob", NULL, "Bazaar");
  g_autoptr (CrmRecord) eve = add (file, "Eve", NULL, "Website");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = open_grouped (file, "person", "source");

  assert_groups (list, "Bazaar 1: Bob; website 2: Ann, Eve");

  /* Filters and searches hold within groups, which end with them. */
  g_assert_true (crm_query_set_group (query, find_field (file, "person", "source")));
  crm_query_set_search (query, "eve");
  crm_record_list_set_query (list, query);
  assert_groups (list, "website 1: Eve");
  crm_query_set_group (query, NULL);
  crm_query_set_search (query, NULL);
  crm_record_list_set_query (list, query);
  assert_groups (list, "Ann, Bob, Eve");
}

static void
test_reference (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) zoe = add (file, "Zoe", NULL, NULL);
  g_autoptr (CrmRecord) abe = add (file, "Abe", NULL, NULL);
  CrmRecord *by[] = { zoe, abe, zoe };
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecordList) list = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (by); i++)
    {
      g_autofree char *name = g_strdup_printf ("Child %u", i);
      g_autoptr (CrmRecord) child = add (file, name, NULL, NULL);
      g_autoptr (CrmRecord) draft = crm_record_edit (child);

      g_object_set (draft, "referred-by", crm_record_get_id (by[i]), NULL);
      crm_store_save (file->store, "Edit", draft, &error);
      g_assert_no_error (error);
    }
  list = open_grouped (file, "person", "referred_by");
  expected = g_strdup_printf ("%" G_GINT64_FORMAT " 1: Child 1; %" G_GINT64_FORMAT " 2: Child 0, Child 2; none 2: Abe, Zoe", crm_record_get_id (abe), crm_record_get_id (zoe));
  assert_groups (list, expected);
}

static void
test_custom (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) definition = crm_record_new ("custom_field");
  g_autoptr (CrmRecord) ann = new_person ("Ann");
  g_autoptr (CrmRecord) bob = new_person ("Bob");
  g_autoptr (CrmRecord) eve = add (file, "Eve", NULL, NULL);
  g_autoptr (CrmRecordList) list = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (definition, "label", "Size", "record-type", "person", "kind", "choice", NULL);
  crm_object_add_item (CRM_OBJECT (definition), "choices", g_object_new (CRM_TYPE_CUSTOM_CHOICE, "label", "Small", NULL));
  crm_object_add_item (CRM_OBJECT (definition), "choices", g_object_new (CRM_TYPE_CUSTOM_CHOICE, "label", "Large", NULL));
  crm_store_save (file->store, "Add", definition, &error);
  g_assert_no_error (error);
  crm_field_put_text (find_field (file, "person", "Size"), CRM_OBJECT (ann), "Large");
  crm_field_put_text (find_field (file, "person", "Size"), CRM_OBJECT (bob), "Small");
  crm_store_save (file->store, "Add", ann, &error);
  g_assert_no_error (error);
  crm_store_save (file->store, "Add", bob, &error);
  g_assert_no_error (error);
  list = open_grouped (file, "person", "Size");
  assert_groups (list, "small 1: Bob; large 1: Ann; none 1: Eve");
}

static gint64
add_company (CrmTestFile *file, const char *name)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (GError) error = NULL;

  crm_object_set_text (CRM_OBJECT (company), "name", name);
  crm_store_save (file->store, "Add", company, &error);
  g_assert_no_error (error);

  return crm_record_get_id (company);
}

/* Where they work now: not where they did until last year. */
static void
works_at (CrmRecord *person, gint64 company, const char *until, gboolean preferred)
{
  crm_object_add_item (CRM_OBJECT (person), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", company, "until", until, "preferred", preferred, NULL));
}

static void
save (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Add", record, &error);
  g_assert_no_error (error);
}

static void
test_company (CrmTestFile *file, gconstpointer data)
{
  gint64 zinc = add_company (file, "Zinc \"and\" Sons");
  gint64 acme = add_company (file, "acme");
  g_autoptr (CrmRecord) ann = new_person ("Ann");
  g_autoptr (CrmRecord) bob = new_person ("Bob");
  g_autoptr (CrmRecord) dan = new_person ("Dan");
  g_autoptr (CrmRecord) eve = add (file, "Eve", NULL, NULL);
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = NULL;
  g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT " 1: Bob; %" G_GINT64_FORMAT " 2: Ann, Dan; none 1: Eve", acme, zinc);

  works_at (ann, acme, "2020-01-01", TRUE);
  works_at (ann, zinc, NULL, FALSE);
  works_at (bob, zinc, NULL, FALSE);
  works_at (bob, acme, NULL, TRUE);
  works_at (dan, zinc, NULL, FALSE);
  works_at (dan, acme, NULL, FALSE);
  save (file, dan);
  save (file, ann);
  save (file, bob);

  g_assert_true (crm_query_set_group_item (query, "company"));
  list = crm_record_list_new (file->store, query);
  assert_groups (list, expected);
  crm_query_set_group (query, NULL);
  g_assert_true (crm_query_set_order (query, "company", FALSE));
  crm_record_list_set_query (list, query);
  assert_groups (list, "Bob, Ann, Dan, Eve");
  g_assert_true (crm_query_set_order (query, "company", TRUE));
  crm_record_list_set_query (list, query);
  assert_groups (list, "Ann, Dan, Bob, Eve");
}

static CrmRecord *
reached_by (const char *name, const char *kind, const char *value)
{
  CrmRecord *person = new_person (name);

  crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new (kind, NULL, value, "IR"));

  return person;
}

/* However they are written; who has none comes last either way. */
static void
test_points (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) ann = reached_by ("Ann", "phone", "۰۹۱۲ ۳۳۳ ۴۴۴۴");
  g_autoptr (CrmRecord) bob = reached_by ("Bob", "phone", "+98 (912) 111-2222");
  g_autoptr (CrmRecord) dan = reached_by ("Dan", "phone", "00491711234567");
  g_autoptr (CrmRecord) eve = reached_by ("Eve", "email", "Zoe \\ \"z\"@example.com");
  g_autoptr (CrmRecord) fay = reached_by ("Fay", "email", "BEE@example.com");
  CrmRecord *all[] = { ann, bob, dan, eve, fay };
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (CrmRecordList) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    save (file, all[i]);
  g_assert_true (crm_query_set_order (query, "phone", FALSE));
  list = crm_record_list_new (file->store, query);
  assert_groups (list, "Dan, Bob, Ann, Eve, Fay");
  g_assert_true (crm_query_set_order (query, "email", TRUE));
  crm_record_list_set_query (list, query);
  assert_groups (list, "Eve, Fay, Ann, Bob, Dan");
  g_assert_false (crm_query_set_group_item (query, "email"));
}

/* Words of which nothing is left when they are folded are words all the same. */
static void
test_signs (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) ann = add (file, "Ann", NULL, "+++");
  g_autoptr (CrmRecord) bob = add (file, "Bob", NULL, "???");
  g_autoptr (CrmRecord) eve = add (file, "Eve", NULL, "???");
  g_autoptr (CrmRecordList) list = open_grouped (file, "person", "source");

  assert_groups (list, "??? 2: Bob, Eve; +++ 1: Ann");
}

/* A list that is open while the field it stands by is called otherwise, removed, and brought back. */
static void
test_custom_goes (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) definition = crm_record_new ("custom_field");
  g_autoptr (CrmRecord) ann = new_person ("Ann");
  g_autoptr (CrmRecord) bob = add (file, "Bob", NULL, NULL);
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (CrmRecordList) list = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (definition, "label", "Size", "record-type", "person", "kind", "text", NULL);
  crm_store_save (file->store, "Add", definition, &error);
  g_assert_no_error (error);
  id = crm_record_get_id (definition);
  crm_field_put_text (find_field (file, "person", "Size"), CRM_OBJECT (ann), "Large");
  crm_store_save (file->store, "Add", ann, &error);
  g_assert_no_error (error);
  list = open_grouped (file, "person", "Size");
  assert_groups (list, "large 1: Ann; none 1: Bob");

  draft = crm_record_edit (definition);
  crm_object_set_text (CRM_OBJECT (draft), "label", "Width");
  crm_store_save (file->store, "Edit", draft, &error);
  g_assert_no_error (error);
  settle ();
  assert_groups (list, "large 1: Ann; none 1: Bob");
  crm_store_delete (file->store, "Delete", &id, 1, &error);
  g_assert_no_error (error);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  settle ();
  assert_groups (list, "large 1: Ann; none 1: Bob");
}

/* What has no few values to stand together by. */
static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  static const char *const refused[] = { "about", "contact_points", "photo" };
  g_autoptr (CrmQuery) query = crm_query_new ("person");

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (crm_query_set_group (query, find_field (file, "person", refused[i])));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/groups/choice", test_choice);
  crm_test_file_add ("/groups/text", test_text);
  crm_test_file_add ("/groups/reference", test_reference);
  crm_test_file_add ("/groups/custom", test_custom);
  crm_test_file_add ("/groups/company", test_company);
  crm_test_file_add ("/groups/points", test_points);
  crm_test_file_add ("/groups/signs", test_signs);
  crm_test_file_add ("/groups/custom-goes", test_custom_goes);
  crm_test_file_add ("/groups/refused", test_refused);

  return g_test_run ();
}
