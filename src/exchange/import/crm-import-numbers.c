/* The numbers of declared fields, looked up by name once and not for every cell. */

#include "config.h"

#include "crm-import-draft.h"

static guint
number (GType type, const char *name)
{
  gpointer klass = g_type_class_ref (type); /* kept: classes of records live as long as the program */

  return (guint) crm_object_class_find_field (klass, name);
}

static void
find_item_numbers (CrmImportNumbers *n)
{
  n->contact_kind = number (CRM_TYPE_CONTACT_POINT, "kind");
  n->contact_label = number (CRM_TYPE_CONTACT_POINT, "label");
  n->contact_value = number (CRM_TYPE_CONTACT_POINT, "value");
  n->contact_normalised = number (CRM_TYPE_CONTACT_POINT, "normalised");
  n->contact_preferred = number (CRM_TYPE_CONTACT_POINT, "preferred");
  n->contact_invalid = number (CRM_TYPE_CONTACT_POINT, "invalid");
  n->address_label = number (CRM_TYPE_ADDRESS, "label");
  n->address_formatted = number (CRM_TYPE_ADDRESS, "formatted");
  n->address_preferred = number (CRM_TYPE_ADDRESS, "preferred");
  n->date_kind = number (CRM_TYPE_IMPORTANT_DATE, "kind");
  n->date_label = number (CRM_TYPE_IMPORTANT_DATE, "label");
  n->date_year = number (CRM_TYPE_IMPORTANT_DATE, "year");
  n->date_month = number (CRM_TYPE_IMPORTANT_DATE, "month");
  n->date_day = number (CRM_TYPE_IMPORTANT_DATE, "day");
  n->foreign_source = number (CRM_TYPE_FOREIGN_FIELD, "source");
  n->foreign_name = number (CRM_TYPE_FOREIGN_FIELD, "name");
  n->foreign_value = number (CRM_TYPE_FOREIGN_FIELD, "value");
  n->affiliation_company = number (CRM_TYPE_AFFILIATION, "company");
  n->affiliation_role = number (CRM_TYPE_AFFILIATION, "role");
  n->affiliation_department = number (CRM_TYPE_AFFILIATION, "department");
  n->tagging_tag = number (CRM_TYPE_TAGGING, "tag");
  n->link_target = number (CRM_TYPE_ACTIVITY_LINK, "target");
  n->deal_person_person = number (CRM_TYPE_DEAL_PERSON, "person");
}

static void
find_record_numbers (CrmImportNumbers *n)
{
  n->person_given_name = number (CRM_TYPE_PERSON, "given_name");
  n->person_family_name = number (CRM_TYPE_PERSON, "family_name");
  n->person_display_name = number (CRM_TYPE_PERSON, "display_name");
  n->person_about = number (CRM_TYPE_PERSON, "about");
  n->person_photo = number (CRM_TYPE_PERSON, "photo");
  n->person_contact_points = number (CRM_TYPE_PERSON, "contact_points");
  n->person_affiliations = number (CRM_TYPE_PERSON, "affiliations");
  n->person_addresses = number (CRM_TYPE_PERSON, "addresses");
  n->person_dates = number (CRM_TYPE_PERSON, "dates");
  n->person_tags = number (CRM_TYPE_PERSON, "tags");
  n->person_foreign_fields = number (CRM_TYPE_PERSON, "foreign_fields");
  n->company_name = number (CRM_TYPE_COMPANY, "name");
  n->company_about = number (CRM_TYPE_COMPANY, "about");
  n->company_photo = number (CRM_TYPE_COMPANY, "photo");
  n->company_contact_points = number (CRM_TYPE_COMPANY, "contact_points");
  n->company_addresses = number (CRM_TYPE_COMPANY, "addresses");
  n->company_tags = number (CRM_TYPE_COMPANY, "tags");
  n->company_foreign_fields = number (CRM_TYPE_COMPANY, "foreign_fields");
  n->deal_title = number (CRM_TYPE_DEAL, "title");
  n->deal_value = number (CRM_TYPE_DEAL, "value");
  n->deal_currency = number (CRM_TYPE_DEAL, "currency");
  n->deal_stage = number (CRM_TYPE_DEAL, "stage");
  n->deal_person = number (CRM_TYPE_DEAL, "person");
  n->deal_company = number (CRM_TYPE_DEAL, "company");
  n->deal_people = number (CRM_TYPE_DEAL, "people");
  n->deal_tags = number (CRM_TYPE_DEAL, "tags");
  n->deal_foreign_fields = number (CRM_TYPE_DEAL, "foreign_fields");
  n->activity_kind = number (CRM_TYPE_ACTIVITY, "kind");
  n->activity_subject = number (CRM_TYPE_ACTIVITY, "subject");
  n->activity_body = number (CRM_TYPE_ACTIVITY, "body");
  n->activity_links = number (CRM_TYPE_ACTIVITY, "links");
  n->activity_occurred_at = number (CRM_TYPE_ACTIVITY, "occurred_at");
  n->activity_due = number (CRM_TYPE_ACTIVITY, "due");
  n->activity_done_at = number (CRM_TYPE_ACTIVITY, "done_at");
  n->activity_foreign_fields = number (CRM_TYPE_ACTIVITY, "foreign_fields");
}

/* Found on first use, by whichever thread. */
const CrmImportNumbers *
crm_import_numbers (void)
{
  static CrmImportNumbers numbers;
  static gsize            once;

  if (g_once_init_enter (&once))
    {
      find_item_numbers (&numbers);
      find_record_numbers (&numbers);
      g_once_init_leave (&once, 1);
    }

  return &numbers;
}
