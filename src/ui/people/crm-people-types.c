/* People and companies, told apart. Whatever is said here is said once; the page itself knows of neither. */

#include "config.h"

#include "crm-people-types.h"

#include "crm-main-item.h"
#include "crm-format.h"
#include "crm-last-contact.h"
#include "crm-person-role.h"
#include "crm-profile.h"
#include "crm-rhythm.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static char *
dup_person_company (CrmContext *context, CrmObject *person)
{
  return crm_format_reference (context, crm_person_find_company (person));
}

static char *
dup_title (CrmContext *context, CrmObject *record)
{
  return crm_format_title (record);
}

static char *
dup_phone (CrmContext *context, CrmObject *record)
{
  CrmObject  *point = crm_object_find_main_item (record, "phone");
  const char *normalised = point != NULL ? crm_object_get_text (point, "normalised") : NULL;

  if (point == NULL)
    return g_strdup ("");

  return crm_format_phone (context, normalised != NULL ? normalised : crm_object_get_text (point, "value"));
}

static char *
dup_email (CrmContext *context, CrmObject *record)
{
  CrmObject *point = crm_object_find_main_item (record, "email");

  return point != NULL ? crm_text_isolate_ltr (crm_object_get_text (point, "value")) : g_strdup ("");
}

static char *
dup_lifecycle (CrmContext *context, CrmObject *record)
{
  return crm_object_get_text (record, "lifecycle") != NULL ? crm_format_choice (record, "lifecycle") : g_strdup ("");
}

static char *
dup_added (CrmContext *context, CrmObject *record)
{
  g_autofree char *iso = crm_date_to_iso (crm_date_from_instant (crm_record_get_created_at (CRM_RECORD (record))));

  return crm_format_day (context, iso);
}

static char *
dup_industry (CrmContext *context, CrmObject *record)
{
  return crm_text_isolate (crm_object_get_text (record, "industry"));
}

static char *
dup_employees (CrmContext *context, CrmObject *record)
{
  gint64 employees = crm_object_get_integer (record, "employees");

  return employees != CRM_UNSET ? crm_format_count (context, employees) : g_strdup ("");
}

static char *
dup_people_delete_title (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s person", "Delete %s people", count), number);
}

static char *
dup_companies_delete_title (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s company", "Delete %s companies", count), number);
}

static char *
dup_people_counted (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person", "%s people", count), number);
}

static char *
dup_companies_counted (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s company", "%s companies", count), number);
}

/* What has an index, or the alphabet to go by. */
static gboolean
is_sortable (const CrmField *field)
{
  return field->custom != 0 || (field->kind != CRM_KIND_ITEMS && field->kind != CRM_KIND_TEXT && field->kind != CRM_KIND_LONG_TEXT && field->kind != CRM_KIND_REFERENCE);
}

/* Beside the role: when they were spoken to last. */
static char *
dup_about (CrmContext *context, CrmObject *record, const char *role)
{
  CrmStore        *store = crm_context_get_store (context);
  CrmRhythm        rhythm;
  gboolean         spoken = store != NULL && crm_rhythm_find (store, crm_record_get_id (CRM_RECORD (record)), &rhythm);
  g_autofree char *last = spoken ? crm_last_contact_format (context, rhythm.last) : NULL;

  return crm_format_parts ((const char *const[]){ role, last }, 2);
}

static char *
dup_person_about (CrmContext *context, CrmObject *person)
{
  g_autofree char *role = crm_person_dup_role (context, person);

  return dup_about (context, person, role);
}

static char *
dup_company_about (CrmContext *context, CrmObject *company)
{
  g_autofree char *industry = dup_industry (context, company);

  return dup_about (context, company, industry);
}

static const CrmTableColumn people_columns[] = {
  { "name", N_ ("Name"), NULL, dup_title, TRUE, 150, TRUE },
  { "company", N_ ("Company"), "company", dup_person_company, TRUE, 125, TRUE },
  { "phone", N_ ("Phone"), "phone", dup_phone, TRUE, 148 },
  { "email", N_ ("E-mail"), "email", dup_email, TRUE, 150, TRUE, TRUE },
  { "lifecycle", N_ ("Life cycle"), "lifecycle", dup_lifecycle, TRUE, 118 },
  { "created_at", N_ ("Added"), "created_at", dup_added, TRUE, 140 },
};

static const CrmTableColumn company_columns[] = {
  { "name", N_ ("Name"), NULL, dup_title, TRUE, 150, TRUE },
  { "industry", N_ ("Industry"), "industry", dup_industry, TRUE, 125, TRUE },
  { "phone", N_ ("Phone"), "phone", dup_phone, TRUE, 148 },
  { "employees", N_ ("Employees"), "employees", dup_employees, TRUE, 100, FALSE, TRUE },
  { "lifecycle", N_ ("Life cycle"), "lifecycle", dup_lifecycle, TRUE, 118 },
  { "created_at", N_ ("Added"), "created_at", dup_added, TRUE, 140 },
};

static const CrmDirectorySort sorts[] = {
  { N_ ("By Name"), "name" },
  { N_ ("Newest First"), "newest" },
  { N_ ("Oldest First"), "oldest" },
  { N_ ("Changed Last"), "changed" },
  { N_ ("By Life Cycle"), "lifecycle" },
};

static const CrmPeopleType people = {
  .title = N_ ("People"),
  .dup_role = crm_person_dup_role,
  .directory = {
      .icon_name = "avatar-default-symbolic",
      .search_hint = N_ ("Name, company, phone or e-mail"),
      .create = N_ ("Add a Person"),
      .empty_title = N_ ("No People Yet"),
      .empty_text = N_ ("Add the first one, or import your contacts from a phone, a sheet or another program."),
      .none_found = N_ ("Try another word, or show everybody again."),
      .import = N_ ("Import Contacts…"),
      .tidy = N_ ("Data Quality"),
      .refreshes = "activity company",
      .sorts = sorts,
      .n_sorts = G_N_ELEMENTS (sorts),
      .new_detail = crm_profile_new,
      .table = {
          .type_name = "person",
          .title = N_ ("People"),
          .default_sort = "name",
          .can_merge = TRUE,
          .columns = people_columns,
          .n_columns = G_N_ELEMENTS (people_columns),
          .has_faces = TRUE,
          .dup_about = dup_person_about,
          .is_sortable = is_sortable,
          .dup_delete_title = dup_people_delete_title,
          .dup_counted = dup_people_counted,
      },
  },
};

static const CrmPeopleType companies = {
  .title = N_ ("Companies"),
  .dup_role = dup_industry,
  .directory = {
      .icon_name = "crm-company-symbolic",
      .search_hint = N_ ("Name, phone or e-mail"),
      .create = N_ ("Add a Company"),
      .empty_title = N_ ("No Companies Yet"),
      .empty_text = N_ ("Add the first one. The people who work there can be added to it."),
      .none_found = N_ ("Try another word, or show everybody again."),
      .tidy = N_ ("Data Quality"),
      .refreshes = "activity company",
      .sorts = sorts,
      .n_sorts = G_N_ELEMENTS (sorts),
      .new_detail = crm_profile_new,
      .table = {
          .type_name = "company",
          .title = N_ ("Companies"),
          .default_sort = "name",
          .can_merge = TRUE,
          .columns = company_columns,
          .n_columns = G_N_ELEMENTS (company_columns),
          .has_faces = TRUE,
          .dup_about = dup_company_about,
          .is_sortable = is_sortable,
          .dup_delete_title = dup_companies_delete_title,
          .dup_counted = dup_companies_counted,
      },
  },
};

/**
 * crm_people_type_find:
 *
 * Returns: what is said of records of that type, of people unless they are companies
 */
const CrmPeopleType *
crm_people_type_find (const char *type_name)
{
  return g_strcmp0 (type_name, "company") == 0 ? &companies : &people;
}
