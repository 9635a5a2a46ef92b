/* Fields that the business makes are fields like any other. */

#include "crm-field-value.h"
#include "crm-test-file.h"
#include "crm-verify.h"

static CrmRecord *
new_field (const char *type, const char *label, const char *kind)
{
  CrmRecord *field = crm_record_new ("custom_field");

  g_object_set (field, "record-type", type, "label", label, "kind", kind, NULL);
  if (g_str_equal (kind, "link"))
    g_object_set (field, "target", "company", NULL);

  return field;
}

static void
add_choice (CrmRecord *field, const char *label)
{
  crm_object_add_item (CRM_OBJECT (field), "choices", g_object_new (CRM_TYPE_CUSTOM_CHOICE, "label", label, NULL));
}

static void
save (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Save", record, &error);
  g_assert_no_error (error);
}

static void
assert_refused (CrmTestFile *file, CrmRecord *record, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (crm_store_save (file->store, "Save", record, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, sentence);
}

static const CrmField *
find (CrmTestFile *file, const char *name)
{
  return crm_field_set_find (crm_store_get_fields (file->store, crm_record_type_find ("person")), name);
}

static const CrmField *
make (CrmTestFile *file, const char *label, const char *kind)
{
  g_autoptr (CrmRecord) record = new_field ("person", label, kind);

  if (g_str_equal (kind, "choice"))
    add_choice (record, "Silk");
  save (file, record);

  return find (file, label);
}

static void
assert_sound (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (file->path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_every_kind (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  g_autoptr (CrmRecord) back = NULL;
  CrmObject *object = CRM_OBJECT (person);

  crm_object_set_text (CRM_OBJECT (company), "name", "Atlas");
  save (file, company);
  crm_object_set_text (object, "given_name", "Maryam");
  crm_field_put_text (make (file, "Shoe", "text"), object, "wide");
  crm_field_put_text (make (file, "Height", "number"), object, "1.72");
  crm_field_put_integer (make (file, "Credit", "money"), object, 2500);
  crm_field_put_text (make (file, "Member since", "date"), object, "2024-03-20");
  crm_field_put_text (make (file, "Cloth", "choice"), object, "Silk");
  crm_field_put_integer (make (file, "Has a key", "boolean"), object, 1);
  crm_field_put_integer (make (file, "Bank", "link"), object, crm_record_get_id (company));
  save (file, person);

  back = crm_store_get (file->store, crm_record_get_id (person), NULL);
  g_assert_cmpstr (crm_field_peek_text (find (file, "shoe"), CRM_OBJECT (back)), ==, "wide");
  g_assert_cmpstr (crm_field_peek_text (find (file, "Height"), CRM_OBJECT (back)), ==, "1.72");
  g_assert_cmpint (crm_field_peek_integer (find (file, "Credit"), CRM_OBJECT (back)), ==, 2500);
  g_assert_cmpstr (crm_field_peek_text (find (file, "Member since"), CRM_OBJECT (back)), ==, "2024-03-20");
  g_assert_cmpstr (crm_field_peek_text (find (file, "Cloth"), CRM_OBJECT (back)), ==, "Silk");
  g_assert_cmpint (crm_field_peek_integer (find (file, "Has a key"), CRM_OBJECT (back)), ==, 1);
  g_assert_cmpint (crm_field_peek_integer (find (file, "Bank"), CRM_OBJECT (back)), ==, crm_record_get_id (company));
  assert_sound (file);
}

/* What is taken away can be had back, and until then nothing that people wrote is gone. */
static void
test_removal (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  const CrmField *field = make (file, "Shoe", "text");
  gint64          id = field->custom;

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Maryam");
  crm_field_put_text (field, CRM_OBJECT (person), "wide");
  save (file, person);

  crm_store_delete (file->store, "Remove", &id, 1, &error);
  g_assert_no_error (error);
  g_assert_null (find (file, "Shoe"));
  assert_sound (file);

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_field_peek_text (find (file, "Shoe"), CRM_OBJECT (person)), ==, "wide");
  assert_sound (file);
}

static void
test_undo_of_a_value (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  g_autoptr (CrmRecord) shared = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  const CrmField *shoe = make (file, "Shoe", "text");
  const CrmField *height = make (file, "Height", "number");

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Maryam");
  crm_field_put_text (shoe, CRM_OBJECT (person), "wide");
  save (file, person);
  shared = crm_store_get (file->store, crm_record_get_id (person), NULL);
  draft = crm_record_edit (shared);
  crm_field_put_text (shoe, CRM_OBJECT (draft), "narrow");
  crm_field_put_text (height, CRM_OBJECT (draft), "1.72");
  save (file, draft);
  g_assert_cmpstr (crm_field_peek_text (shoe, CRM_OBJECT (shared)), ==, "narrow");

  crm_store_undo (file->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_field_peek_text (shoe, CRM_OBJECT (shared)), ==, "wide");
  g_assert_false (crm_field_is_set (height, CRM_OBJECT (shared)));
  assert_sound (file);
}

static void
test_names (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) twin = new_field ("person", "shoe", "text");
  g_autoptr (CrmRecord) built_in = new_field ("person", "first NAME", "text");
  g_autoptr (CrmRecord) elsewhere = new_field ("company", "Shoe", "text");
  g_autoptr (CrmRecord) nameless = new_field ("person", NULL, "text");
  g_autoptr (CrmRecord) misplaced = new_field ("tag", "Shoe", "text");
  const CrmField *shoe = make (file, "Shoe", "text");
  const CrmField *hat = make (file, "Hat", "text");
  g_autoptr (CrmRecord) shared = crm_store_get (file->store, hat->custom, NULL);
  g_autoptr (CrmRecord) renamed = crm_record_edit (shared);
  g_autofree char *name = g_strdup (hat->name);

  g_assert_nonnull (shoe);
  assert_refused (file, twin, "There is a field “shoe” already. Choose another name.");
  assert_refused (file, built_in, "There is a field “first NAME” already. Choose another name.");
  assert_refused (file, nameless, "A field needs a name.");
  crm_object_set_text (CRM_OBJECT (built_in), "label", "Created at");
  assert_refused (file, built_in, "There is a field “Created at” already. Choose another name.");
  assert_refused (file, misplaced, "Records of this type cannot have fields of your own.");
  save (file, elsewhere);

  crm_object_set_text (CRM_OBJECT (renamed), "label", "Shoe");
  assert_refused (file, renamed, "There is a field “Shoe” already. Choose another name.");
  crm_object_set_text (CRM_OBJECT (renamed), "label", "Headgear");
  save (file, renamed);
  /* Programs call it what they did. */
  g_assert_cmpstr (find (file, "Headgear")->name, ==, name);
}

static void
test_kinds (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) empty = new_field ("person", "Cloth", "choice");
  g_autoptr (CrmRecord) twice = new_field ("person", "Cloth", "choice");
  const CrmField *shoe = make (file, "Shoe", "text");
  g_autoptr (CrmRecord) shared = crm_store_get (file->store, shoe->custom, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (shared);

  assert_refused (file, empty, "A field of choices needs at least one choice.");
  add_choice (twice, "Silk");
  add_choice (twice, "silk");
  assert_refused (file, twice, "The choice “silk” is there twice.");
  crm_object_set_text (CRM_OBJECT (draft), "kind", "number");
  assert_refused (file, draft, "A field that exists keeps its kind. Make a new field, and remove this one.");
}

/* Who has the choice keeps it when it is called otherwise. */
static void
test_renamed_choice (CrmTestFile *file, gconstpointer data)
{
  const CrmField *cloth = make (file, "Cloth", "choice");
  g_autoptr (CrmRecord) shared = crm_store_get (file->store, cloth->custom, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (shared);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  CrmItem *choice = crm_item_copy (g_ptr_array_index (crm_object_get_items (CRM_OBJECT (shared), "choices"), 0));

  crm_object_set_text (CRM_OBJECT (choice), "label", "Raw silk");
  g_ptr_array_add (choices, choice);
  crm_object_set_items (CRM_OBJECT (draft), "choices", choices);
  save (file, draft);

  cloth = find (file, "Cloth");
  g_assert_cmpstr (cloth->choices[0].value, ==, "Silk");
  g_assert_cmpstr (cloth->choices[0].label, ==, "Raw silk");
}

static void
test_search (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autofree char *titles = NULL;

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Maryam");
  crm_field_put_text (make (file, "Shoe", "text"), CRM_OBJECT (person), "پاشنه بلند");
  save (file, person);
  crm_query_set_search (query, "پاشنه");
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "Maryam");
}

/* An amount of a field in rials is not one in euros. */
static void
test_currency (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) wrong = new_field ("person", "Credit", "money");
  g_autoptr (CrmRecord) credit = new_field ("person", "Credit", "money");
  g_autoptr (CrmRecord) link = new_field ("person", "Bank", "link");
  g_autoptr (CrmRecord) shared = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (CrmRecord) other = NULL;

  g_object_set (wrong, "currency", "gold", NULL);
  assert_refused (file, wrong, "“\342\201\250GOLD\342\201\251” is no currency. Write its code of three letters, such as EUR.");
  g_object_set (credit, "currency", "eur", NULL);
  save (file, credit);
  shared = crm_store_get (file->store, crm_record_get_id (credit), NULL);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (shared), "currency"), ==, "EUR");
  draft = crm_record_edit (shared);
  g_object_set (draft, "currency", "IRR", NULL);
  assert_refused (file, draft, "A field that exists keeps its currency. Make a new field, and remove this one.");

  save (file, link);
  other = crm_record_edit (link);
  g_object_set (other, "target", "deal", NULL);
  assert_refused (file, other, "A field that exists keeps what it links to. Make a new field, and remove this one.");
}

#define add(name, func) crm_test_file_add ("/fields/" name, func)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("every-kind", test_every_kind);
  add ("removal", test_removal);
  add ("undo-of-a-value", test_undo_of_a_value);
  add ("names", test_names);
  add ("kinds", test_kinds);
  add ("renamed-choice", test_renamed_choice);
  add ("search", test_search);
  add ("currency", test_currency);

  return g_test_run ();
}
