#include "config.h"

#include "crm-import-presets.h"

#include "crm-text.h"

#include <string.h>

static const CrmImportColumn google_new[] = {
  { "First Name", "given_name" },
  { "Middle Name", "additional_name" },
  { "Last Name", "family_name" },
  { "Name Prefix", "name_prefix" },
  { "Name Suffix", "name_suffix" },
  { "Nickname", "nickname" },
  { "Organization Name", "company.name" },
  { "Organization Title", "affiliation.role" },
  { "Organization Department", "affiliation.department" },
  { "Birthday", "birthday" },
  { "Notes", "note" },
  { "Labels", "tags" },
  { "E-mail 1 - Label", "label" },
  { "E-mail 1 - Value", "email" },
  { "Phone 1 - Label", "label" },
  { "Phone 1 - Value", "phone" },
  { "Address 1 - Label", "label" },
  { "Address 1 - Formatted", "address.formatted" },
  { "Address 1 - Street", "address.street" },
  { "Address 1 - City", "address.city" },
  { "Address 1 - PO Box", "address.po_box" },
  { "Address 1 - Region", "address.region" },
  { "Address 1 - Postal Code", "address.postal_code" },
  { "Address 1 - Country", "address.country" },
  { "Address 1 - Extended Address", "address.extended" },
  { "Website 1 - Label", "label" },
  { "Website 1 - Value", "web" },
  { "Event 1 - Label", "label" },
  { "Event 1 - Value", "date" },
  { "Relation 1 - Label", "label" },
  { "Relation 1 - Value", "foreign" },
  { "IM 1 - Label", "label" },
  { "IM 1 - Service", "label" },
  { "IM 1 - Value", "social" },
  { "Custom Field 1 - Label", "label" },
  { "Custom Field 1 - Value", "foreign" },
  { NULL, NULL },
};

static const CrmImportColumn google_old[] = {
  { "Name", "name" },
  { "Given Name", "given_name" },
  { "Additional Name", "additional_name" },
  { "Family Name", "family_name" },
  { "Name Prefix", "name_prefix" },
  { "Name Suffix", "name_suffix" },
  { "Nickname", "nickname" },
  { "Birthday", "birthday" },
  { "Notes", "note" },
  { "Group Membership", "tags" },
  { "E-mail 1 - Type", "label" },
  { "E-mail 1 - Value", "email" },
  { "IM 1 - Service", "label" },
  { "IM 1 - Value", "social" },
  { "Phone 1 - Type", "label" },
  { "Phone 1 - Value", "phone" },
  { "Address 1 - Type", "label" },
  { "Address 1 - Formatted", "address.formatted" },
  { "Address 1 - Street", "address.street" },
  { "Address 1 - City", "address.city" },
  { "Address 1 - PO Box", "address.po_box" },
  { "Address 1 - Region", "address.region" },
  { "Address 1 - Postal Code", "address.postal_code" },
  { "Address 1 - Country", "address.country" },
  { "Address 1 - Extended Address", "address.extended" },
  { "Organization 1 - Name", "company.name" },
  { "Organization 1 - Title", "affiliation.role" },
  { "Organization 1 - Department", "affiliation.department" },
  { "Website 1 - Type", "label" },
  { "Website 1 - Value", "web" },
  { "Event 1 - Type", "label" },
  { "Event 1 - Value", "date" },
  { "Relation 1 - Type", "label" },
  { "Relation 1 - Value", "foreign" },
  { "Custom Field 1 - Type", "label" },
  { "Custom Field 1 - Value", "foreign" },
  { NULL, NULL },
};

static const CrmImportColumn outlook[] = {
  { "First Name", "given_name" },
  { "Middle Name", "additional_name" },
  { "Last Name", "family_name" },
  { "Title", "name_prefix" },
  { "Suffix", "name_suffix" },
  { "Web Page", "web" },
  { "Birthday", "birthday" },
  { "Anniversary", "anniversary" },
  { "Notes", "note" },
  { "E-mail Address", "email" },
  { "E-mail 2 Address", "email" },
  { "Primary Phone", "phone:main" },
  { "Home Phone", "phone:home" },
  { "Home Phone 2", "phone:home" },
  { "Mobile Phone", "phone:mobile" },
  { "Pager", "phone:pager" },
  { "Home Fax", "fax:home" },
  { "Home Address", "address:home.formatted" },
  { "Home Street", "address:home.street" },
  { "Home Street 2", "address:home.street" },
  { "Home Address PO Box", "address:home.po_box" },
  { "Home City", "address:home.city" },
  { "Home State", "address:home.region" },
  { "Home Postal Code", "address:home.postal_code" },
  { "Home Country", "address:home.country" },
  { "Home Country/Region", "address:home.country" },
  { "Company Main Phone", "company.phone:main" },
  { "Business Phone", "phone:work" },
  { "Business Phone 2", "phone:work" },
  { "Business Fax", "fax:work" },
  { "Company", "company.name" },
  { "Job Title", "affiliation.role" },
  { "Department", "affiliation.department" },
  { "Business Address", "address:work.formatted" },
  { "Business Street", "address:work.street" },
  { "Business Street 2", "address:work.street" },
  { "Business Address PO Box", "address:work.po_box" },
  { "Business City", "address:work.city" },
  { "Business State", "address:work.region" },
  { "Business Postal Code", "address:work.postal_code" },
  { "Business Country", "address:work.country" },
  { "Business Country/Region", "address:work.country" },
  { "Other Phone", "phone:other" },
  { "Other Fax", "fax:other" },
  { "Other Address", "address:other.formatted" },
  { "Other Street", "address:other.street" },
  { "Other Street 2", "address:other.street" },
  { "Other Address PO Box", "address:other.po_box" },
  { "Other City", "address:other.city" },
  { "Other State", "address:other.region" },
  { "Other Postal Code", "address:other.postal_code" },
  { "Other Country", "address:other.country" },
  { "Other Country/Region", "address:other.country" },
  { "Callback", "phone:callback" },
  { "Car Phone", "phone:car" },
  { "ISDN", "phone:isdn" },
  { "Radio Phone", "phone:radio" },
  { "TTY/TDD Phone", "phone:tty" },
  { "Telex", "phone:telex" },
  { "Categories", "tags" },
  { NULL, NULL },
};

static const CrmImportColumn hubspot_contacts[] = {
  { "Record ID", "person.uid" },
  { "First Name", "given_name" },
  { "Last Name", "family_name" },
  { "Email", "email" },
  { "Phone Number", "phone" },
  { "Mobile Phone Number", "phone:mobile" },
  { "Fax Number", "fax" },
  { "Contact owner", "person.owner" },
  { "Create Date", "created" },
  { "Associated Company", "company.name" },
  { "Company Name", "company.name" },
  { "Primary Company", "company.name" },
  { "Associated Company IDs", "foreign" },
  { "Job Title", "affiliation.role" },
  { "Country/Region", "address.country" },
  { "State/Region", "address.region" },
  { "City", "address.city" },
  { "Street Address", "address.street" },
  { "Postal Code", "address.postal_code" },
  { "Website URL", "web" },
  { "Lifecycle Stage", "lifecycle" },
  { "Original Source", "source" },
  { "Original Source Type", "source" },
  { NULL, NULL },
};

static const CrmImportColumn hubspot_companies[] = {
  { "Record ID", "company.uid" },
  { "Company name", "company.name" },
  { "Website URL", "company.web" },
  { "Company Domain Name", "company.web" },
  { "Company owner", "company.owner" },
  { "Phone Number", "company.phone" },
  { "City", "company.address.city" },
  { "Country/Region", "company.address.country" },
  { "State/Region", "company.address.region" },
  { "Street Address", "company.address.street" },
  { "Postal Code", "company.address.postal_code" },
  { "Industry", "company.industry" },
  { "Number of Employees", "company.employees" },
  { "Description", "company.about" },
  { "Lifecycle Stage", "company.lifecycle" },
  { "Create Date", "created" },
  { NULL, NULL },
};

static const CrmImportColumn hubspot_deals[] = {
  { "Record ID", "deal.uid" },
  { "Deal Name", "deal.title" },
  { "Deal Stage", "deal.stage" },
  { "Pipeline", "deal.pipeline" },
  { "Amount", "deal.value" },
  { "Currency", "deal.currency" },
  { "Deal owner", "deal.owner" },
  { "Close Date", "deal.expected_close" },
  { "Deal probability", "deal.probability" },
  { "Deal Description", "deal.about" },
  { "Associated Company IDs", "deal.company_id" },
  { "Associated Contact IDs", "deal.person_id" },
  { "Associated Company", "company.name" },
  { "Create Date", "created" },
  { NULL, NULL },
};

static const CrmImportColumn salesforce_report[] = {
  { "Contact ID", "person.uid" },
  { "Lead ID", "person.uid" },
  { "Salutation", "name_prefix" },
  { "First Name", "given_name" },
  { "Middle Name", "additional_name" },
  { "Last Name", "family_name" },
  { "Suffix", "name_suffix" },
  { "Title", "affiliation.role" },
  { "Department", "affiliation.department" },
  { "Mailing Street", "address:work.street" },
  { "Mailing City", "address:work.city" },
  { "Mailing State/Province", "address:work.region" },
  { "Mailing Zip/Postal Code", "address:work.postal_code" },
  { "Mailing Country", "address:work.country" },
  { "Other Street", "address:other.street" },
  { "Other City", "address:other.city" },
  { "Other State/Province", "address:other.region" },
  { "Other Zip/Postal Code", "address:other.postal_code" },
  { "Other Country", "address:other.country" },
  { "Phone", "phone:work" },
  { "Home Phone", "phone:home" },
  { "Mobile", "phone:mobile" },
  { "Other Phone", "phone:other" },
  { "Fax", "fax:work" },
  { "Email", "email" },
  { "Birthdate", "birthday" },
  { "Lead Source", "source" },
  { "Description", "about" },
  { "Account ID", "company.uid" },
  { "Account Name", "company.name" },
  { "Billing Street", "company.address.street" },
  { "Billing City", "company.address.city" },
  { "Billing State/Province", "company.address.region" },
  { "Billing Zip/Postal Code", "company.address.postal_code" },
  { "Billing Country", "company.address.country" },
  { "Industry", "company.industry" },
  { "Contact Owner", "person.owner" },
  { "Account Owner", "company.owner" },
  { "Employees", "company.employees" },
  { "Website", "company.web" },
  { "Created Date", "created" },
  { NULL, NULL },
};

static const CrmImportColumn salesforce_deals[] = {
  { "Opportunity ID", "deal.uid" },
  { "Opportunity Name", "deal.title" },
  { "Account Name", "company.name" },
  { "Account ID", "company.uid" },
  { "Amount", "deal.value" },
  { "Amount Currency", "deal.currency" },
  { "Stage", "deal.stage" },
  { "Probability (%)", "deal.probability" },
  { "Close Date", "deal.expected_close" },
  { "Lead Source", "deal.source" },
  { "Opportunity Owner", "deal.owner" },
  { "Description", "deal.about" },
  { "Created Date", "created" },
  { NULL, NULL },
};

static const CrmImportColumn salesforce_api[] = {
  { "Id", "person.uid" },
  { "Salutation", "name_prefix" },
  { "FirstName", "given_name" },
  { "MiddleName", "additional_name" },
  { "LastName", "family_name" },
  { "Suffix", "name_suffix" },
  { "Name", "name" },
  { "Title", "affiliation.role" },
  { "Department", "affiliation.department" },
  { "Company", "company.name" },
  { "AccountId", "company.uid" },
  { "MailingStreet", "address:work.street" },
  { "MailingCity", "address:work.city" },
  { "MailingState", "address:work.region" },
  { "MailingPostalCode", "address:work.postal_code" },
  { "MailingCountry", "address:work.country" },
  { "OtherStreet", "address:other.street" },
  { "OtherCity", "address:other.city" },
  { "OtherState", "address:other.region" },
  { "OtherPostalCode", "address:other.postal_code" },
  { "OtherCountry", "address:other.country" },
  { "Street", "address.street" },
  { "City", "address.city" },
  { "State", "address.region" },
  { "PostalCode", "address.postal_code" },
  { "Country", "address.country" },
  { "Phone", "phone:work" },
  { "HomePhone", "phone:home" },
  { "MobilePhone", "phone:mobile" },
  { "OtherPhone", "phone:other" },
  { "Fax", "fax:work" },
  { "Email", "email" },
  { "Birthdate", "birthday" },
  { "LeadSource", "source" },
  { "Description", "about" },
  { "CreatedDate", "created" },
  { NULL, NULL },
};

static const CrmImportColumn pipedrive[] = {
  { "Person - ID", "person.uid" },
  { "Person - Name", "name" },
  { "Person - First name", "given_name" },
  { "Person - Last name", "family_name" },
  { "Person - Phone", "phone" },
  { "Person - Phone (Work)", "phone:work" },
  { "Person - Phone (Home)", "phone:home" },
  { "Person - Phone (Mobile)", "phone:mobile" },
  { "Person - Phone (Other)", "phone:other" },
  { "Person - Email", "email" },
  { "Person - Email (Work)", "email:work" },
  { "Person - Email (Home)", "email:home" },
  { "Person - Email (Other)", "email:other" },
  { "Person - Job title", "affiliation.role" },
  { "Person - Birthday", "birthday" },
  { "Person - Label", "tags" },
  { "Person - Labels", "tags" },
  { "Person - Owner", "person.owner" },
  { "Person - Postal address", "address.formatted" },
  { "Organization - ID", "company.uid" },
  { "Organization - Name", "company.name" },
  { "Organization - Owner", "company.owner" },
  { "Organization - Address", "company.address.formatted" },
  { "Organization - Label", "company.tags" },
  { "Organization - Industry", "company.industry" },
  { "Organization - Website", "company.web" },
  { "Deal - ID", "deal.uid" },
  { "Deal - Title", "deal.title" },
  { "Deal - Value", "deal.value" },
  { "Deal - Currency", "deal.currency" },
  { "Deal - Pipeline", "deal.pipeline" },
  { "Deal - Stage", "deal.stage" },
  { "Deal - Status", "deal.status" },
  { "Deal - Owner", "deal.owner" },
  { "Deal - Expected close date", "deal.expected_close" },
  { "Deal - Probability", "deal.probability" },
  { "Deal - Label", "deal.tags" },
  { "Deal - Contact person", "name" },
  { "Deal - Organization", "company.name" },
  { "Deal - Lost reason", "deal.lost_note" },
  { "Activity - ID", "activity.uid" },
  { "Activity - Subject", "activity.subject" },
  { "Activity - Type", "activity.kind" },
  { "Activity - Due date", "activity.due" },
  { "Activity - Due time", "activity.due_time" },
  { "Activity - Duration", "activity.duration" },
  { "Activity - Done", "activity.done" },
  { "Activity - Note", "activity.body" },
  { "Activity - Assigned to user", "activity.owner" },
  { "Activity - Priority", "activity.priority" },
  { "Note - Content", "note" },
  { NULL, NULL },
};

static const CrmImportColumn linkedin[] = {
  { "First Name", "given_name" },
  { "Last Name", "family_name" },
  { "URL", "linkedin" },
  { "Email Address", "email" },
  { "Company", "company.name" },
  { "Position", "affiliation.role" },
  { "Connected On", "created" },
  { NULL, NULL },
};

static const CrmImportColumn atomic[] = {
  { "first_name", "given_name" },
  { "last_name", "family_name" },
  { "title", "affiliation.role" },
  { "background", "about" },
  { "first_seen", "created" },
  { "tags", "tags" },
  { "linkedin_url", "linkedin" },
  { "company", "company.name" },
  { "email_work", "email:work" },
  { "email_home", "email:home" },
  { "email_other", "email:other" },
  { "phone_work", "phone:work" },
  { "phone_home", "phone:home" },
  { "phone_other", "phone:other" },
  { NULL, NULL },
};

/* The first whose signature fits is taken, so the narrower stand first. */
static const CrmImportPreset presets[] = {
  { "google", "Google Contacts", { "E-mail 1 - Label", "E-mail 1 - Value", "First Name", "Labels" }, google_new, CRM_IMPORT_ORDER_ANY },
  { "google", "Google Contacts", { "Phone 1 - Label", "Phone 1 - Value", "First Name", "File As" }, google_new, CRM_IMPORT_ORDER_ANY },
  { "google", "Google Contacts (older)", { "E-mail 1 - Type", "E-mail 1 - Value", "Given Name" }, google_old, CRM_IMPORT_ORDER_ANY },
  { "google", "Google Contacts (older)", { "Given Name", "Family Name", "Yomi Name", "Group Membership" }, google_old, CRM_IMPORT_ORDER_ANY },
  { "outlook", "Outlook", { "First Name", "Last Name", "E-mail Address", "Business Street" }, outlook, CRM_IMPORT_ORDER_MONTH_FIRST },
  { "outlook", "Outlook", { "First Name", "Last Name", "E-mail Address", "Business Phone" }, outlook, CRM_IMPORT_ORDER_MONTH_FIRST },
  { "hubspot", "HubSpot deals", { "Record ID", "Deal Name" }, hubspot_deals, CRM_IMPORT_ORDER_ANY },
  { "hubspot", "HubSpot companies", { "Record ID", "Company name", "Company owner" }, hubspot_companies, CRM_IMPORT_ORDER_ANY },
  { "hubspot", "HubSpot contacts", { "Record ID", "First Name", "Last Name" }, hubspot_contacts, CRM_IMPORT_ORDER_ANY },
  { "hubspot", "HubSpot companies", { "Record ID", "Company name" }, hubspot_companies, CRM_IMPORT_ORDER_ANY },
  { "salesforce", "Salesforce opportunities", { "Opportunity Name", "Stage" }, salesforce_deals, CRM_IMPORT_ORDER_ANY },
  { "salesforce", "Salesforce report", { "Last Name", "Account Name" }, salesforce_report, CRM_IMPORT_ORDER_ANY },
  { "salesforce", "Salesforce", { "FirstName", "LastName", "LeadSource", "OwnerId" }, salesforce_api, CRM_IMPORT_ORDER_ANY },
  { "salesforce", "Salesforce", { "FirstName", "LastName", "AccountId" }, salesforce_api, CRM_IMPORT_ORDER_ANY },
  { "salesforce", "Salesforce", { "LastName", "MailingStreet" }, salesforce_api, CRM_IMPORT_ORDER_ANY },
  { "pipedrive", "Pipedrive", { "Person - Name" }, pipedrive, CRM_IMPORT_ORDER_ANY },
  { "pipedrive", "Pipedrive", { "Deal - Title" }, pipedrive, CRM_IMPORT_ORDER_ANY },
  { "pipedrive", "Pipedrive", { "Organization - Name" }, pipedrive, CRM_IMPORT_ORDER_ANY },
  { "pipedrive", "Pipedrive", { "Activity - Subject" }, pipedrive, CRM_IMPORT_ORDER_ANY },
  { "linkedin", "LinkedIn connections", { "First Name", "Last Name", "URL", "Connected On" }, linkedin, CRM_IMPORT_ORDER_ANY },
  { "atomic", "Atomic CRM", { "first_name", "last_name", "first_seen", "has_newsletter" }, atomic, CRM_IMPORT_ORDER_ANY },
};

/**
 * crm_import_header_key:
 *
 * Returns: (transfer full): what `First Name`, `first_name` and `FirstName*` have in common; any number in it becomes #
 */
char *
crm_import_header_key (const char *header)
{
  g_autofree char *folded = crm_text_fold (header);
  g_autofree char *joined = crm_text_join (folded);
  char            *to = joined;

  for (const char *from = joined; *from != '\0'; from++)
    {
      if (!g_ascii_isdigit (*from))
        *to++ = *from;
      else if (to == joined || to[-1] != '#')
        *to++ = '#';
    }
  *to = '\0';

  return g_steal_pointer (&joined);
}

static gboolean
has_key (const char *const *keys, guint n_keys, const char *header)
{
  g_autofree char *wanted = crm_import_header_key (header);

  for (guint i = 0; i < n_keys; i++)
    {
      if (strcmp (keys[i], wanted) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
fits (const CrmImportPreset *preset, const char *const *keys, guint n_keys)
{
  for (guint i = 0; i < G_N_ELEMENTS (preset->signature) && preset->signature[i] != NULL; i++)
    {
      if (!has_key (keys, n_keys, preset->signature[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_import_preset_find:
 * @keys: (array length=n_keys): of the headers, as crm_import_header_key() gives them
 *
 * Returns: (nullable): the program whose file has such columns
 */
const CrmImportPreset *
crm_import_preset_find (const char *const *keys, guint n_keys)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      if (fits (&presets[i], keys, n_keys))
        return &presets[i];
    }

  return NULL;
}

/**
 * crm_import_preset_by_id:
 *
 * Returns: (nullable): the first preset of that id
 */
const CrmImportPreset *
crm_import_preset_by_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      if (strcmp (presets[i].id, id) == 0)
        return &presets[i];
    }

  return NULL;
}

/**
 * crm_import_preset_get_target:
 * @key: of a header
 *
 * Returns: (nullable): what that column is; %NULL where the preset does not know it
 */
const char *
crm_import_preset_get_target (const CrmImportPreset *self, const char *key)
{
  for (const CrmImportColumn *column = self->columns; column->header != NULL; column++)
    {
      g_autofree char *own = crm_import_header_key (column->header);

      if (strcmp (own, key) == 0)
        return column->target;
    }

  return NULL;
}
