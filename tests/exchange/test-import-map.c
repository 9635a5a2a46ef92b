/* What the columns of a file are taken for. */

#include "crm-error.h"
#include "crm-import-map.h"

#include <string.h>

static char *
guess (const char *header, const char *rows)
{
  g_auto (GStrv) names = g_strsplit (header, ",", -1);
  g_auto (GStrv) lines = g_strsplit (rows != NULL ? rows : "", "\n", -1);
  g_autoptr (GPtrArray) sample = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (CrmImportMap) map = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (sample, g_strsplit (lines[i], ",", -1));
  map = crm_import_map_new_guess ((const char *const *) names, g_strv_length (names), rows != NULL ? sample : NULL, NULL);

  return crm_import_map_to_string (map);
}

static void
assert_guess (const char *header, const char *rows, const char *expected)
{
  g_autofree char *map = guess (header, rows);

  g_assert_cmpstr (map, ==, expected);
}

static void
test_words (void)
{
  assert_guess ("First Name,last_name,E-Mail,Phone2,Zip code,Job title", NULL,
                "person.given_name=First Name,person.family_name=last_name,person.email=E-Mail,person.phone=Phone2,"
                "person.address.postal_code=Zip code,affiliation.role=Job title");
  assert_guess ("نام,نام خانوادگی,تلفن,موبایل,ایمیل,شرکت,سمت,نشانی,شهر,برچسب", NULL,
                "person.given_name=نام,person.family_name=نام خانوادگی,person.phone=تلفن,person.phone:mobile=موبایل,person.email=ایمیل,"
                "company.name=شرکت,affiliation.role=سمت,person.address.street=نشانی,person.address.city=شهر,person.tags=برچسب");
  /* Arabic letters, as Windows writes them */
  assert_guess ("نام خانوادگي,كشور", NULL, "person.family_name=نام خانوادگي,person.address.country=كشور");
}

static void
test_unknown_is_kept (void)
{
  assert_guess ("First name,Shoe size", NULL, "person.given_name=First name,foreign=Shoe size");
}

static void
test_cells (void)
{
  assert_guess ("A,B,C", "Leila Pakzad,leila@sonboleh.example,0912 555 0110\nMaren Oldkirk,maren@oldkirk.example,+44 7700 900142",
                "person.name=A,person.email=B,person.phone=C");
  /* Dates and prices are no telephones. */
  assert_guess ("A,B", "2024-05-01,1250\n2024-06-02,99", "foreign=A,foreign=B");
}

static void
test_sheets (void)
{
  assert_guess ("id,contact_id,title,stage,amount,currency", NULL,
                "uid=id,deal.person_id=contact_id,deal.title=title,deal.stage=stage,deal.value=amount,deal.currency=currency");
  assert_guess ("id,contact_id,deal_id,kind,at,amount,body", NULL,
                "uid=id,activity.person_id=contact_id,activity.deal_id=deal_id,activity.kind=kind,activity.at=at,foreign=amount,activity.body=body");
  assert_guess ("Company,Phone,City,Website", NULL,
                "company.name=Company,company.phone=Phone,company.address.city=City,company.web=Website");
  assert_guess ("نام,تلفن,مبلغ", NULL, "person.given_name=نام,person.phone=تلفن,deal.value=مبلغ");
}

static void
test_presets (void)
{
  static const char *const outlook[] = { "First Name", "Title", "Last Name", "E-mail Address", "Business Street", "Business Street 2", "Spouse" };
  g_autoptr (CrmImportMap) map = crm_import_map_new_guess (outlook, G_N_ELEMENTS (outlook), NULL, NULL);
  g_autofree char *text = crm_import_map_to_string (map);

  g_assert_cmpstr (crm_import_map_get_preset (map), ==, "outlook");
  g_assert_true (crm_import_map_is_month_first (map));
  g_assert_cmpstr (text, ==,
                   "person.given_name=First Name,person.name_prefix=Title,person.family_name=Last Name,person.email=E-mail Address,"
                   "person.address:work.street=Business Street,person.address:work.street=Business Street 2,foreign=Spouse");
  g_assert_cmpuint (crm_import_map_get_confidence (map, 0), ==, 100);
  g_assert_cmpuint (crm_import_map_get_confidence (map, 6), ==, 0);
  g_assert_cmpstr (crm_import_map_get_reason (map, 6), !=, NULL);
}

/* A preset is found by its headings wherever they stand. */
static void
test_preset_order (void)
{
  static const char *const shuffled[] = { "Organization - Name", "Deal - Value", "Person - Name*", "Deal - Won time", "Deal - Title" };
  g_autoptr (CrmImportMap) map = crm_import_map_new_guess (shuffled, G_N_ELEMENTS (shuffled), NULL, NULL);
  g_autofree char *text = crm_import_map_to_string (map);

  g_assert_cmpstr (crm_import_map_get_preset (map), ==, "pipedrive");
  g_assert_cmpstr (text, ==, "company.name=Organization - Name,deal.value=Deal - Value,person.name=Person - Name*,foreign=Deal - Won time,deal.title=Deal - Title");
}

static void
test_parse (void)
{
  static const char *const header[] = { "Vorname", "Handy", "Stadt, Land", "Mobile", "Kode" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportMap) map = crm_import_map_parse ("given_name=Vorname, phone:mobile=Handy,\"address:home.city=Stadt, Land\",uid=#5", header, G_N_ELEMENTS (header), NULL, &error);
  g_autoptr (CrmImportMap) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;

  g_assert_no_error (error);
  text = crm_import_map_to_string (map);
  /* "Mobile" would be another mobile number, but somebody said which column that is. */
  g_assert_cmpstr (text, ==, "person.given_name=Vorname,person.phone:mobile=Handy,person.address:home.city=\"Stadt, Land\",foreign=Mobile,uid=Kode");

  again = crm_import_map_parse (text, header, G_N_ELEMENTS (header), NULL, &error);
  g_assert_no_error (error);
  twice = crm_import_map_to_string (again);
  g_assert_cmpstr (twice, ==, text);
}

static void
assert_refused (const char *spec)
{
  static const char *const header[] = { "Name" };
  g_autoptr (GError) error = NULL;

  g_assert_null (crm_import_map_parse (spec, header, 1, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_USAGE);
}

static void
test_parse_mistakes (void)
{
  assert_refused ("given_name");
  assert_refused ("shoe_size=Name");
  assert_refused ("given_name=Surname");
  assert_refused ("given_name=#2");
  assert_refused ("deal.address=Name");
  assert_refused ("email.part=Name");
}

static void
test_set (void)
{
  static const char *const header[] = { "Name", "Name" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportMap) map = crm_import_map_new_guess (header, 2, NULL, NULL);
  g_autofree char *text = NULL;

  g_assert_true (crm_import_map_set_target (map, 1, "ignore", &error));
  g_assert_false (crm_import_map_set_target (map, 1, "nonsense", &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_USAGE);
  text = crm_import_map_to_string (map);
  g_assert_cmpstr (text, ==, "person.name=#1,ignore=#2");
}

/* Whatever the dialog offers can be chosen, has words, and is written as it is read. */
static void
test_list (void)
{
  g_autoptr (GPtrArray) list = crm_import_target_list (NULL);

  g_assert_cmpuint (list->len, >, 80);
  for (guint i = 0; i < list->len; i++)
    {
      const CrmImportTargetInfo *info = g_ptr_array_index (list, i);
      g_autoptr (GError) error = NULL;
      CrmImportTarget  target;
      g_autofree char *text = NULL;

      g_assert_true (crm_import_target_parse (info->id, &target, &error));
      g_assert_no_error (error);
      text = crm_import_target_to_string (&target);
      g_assert_cmpstr (text, ==, info->id);
      g_assert_cmpstr (info->label, !=, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/map/words", test_words);
  g_test_add_func ("/import/map/unknown-is-kept", test_unknown_is_kept);
  g_test_add_func ("/import/map/cells", test_cells);
  g_test_add_func ("/import/map/sheets", test_sheets);
  g_test_add_func ("/import/map/presets", test_presets);
  g_test_add_func ("/import/map/preset-order", test_preset_order);
  g_test_add_func ("/import/map/parse", test_parse);
  g_test_add_func ("/import/map/parse-mistakes", test_parse_mistakes);
  g_test_add_func ("/import/map/set", test_set);
  g_test_add_func ("/import/map/list", test_list);

  return g_test_run ();
}
