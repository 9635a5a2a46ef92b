#pragma once

#include "crm-vcard-value.h"

G_BEGIN_DECLS

/* What a line of a card says that our fields can hold. Both ways use it: the import, to fill records; the export, to find the line that a
 * value once came from. Internal to crm-vcard-person. */

/* In a card of more lines than any address book writes, groups are kept without asking who is in them. */
#define CRM_VCARD_GROUPED_MAX 500

typedef enum
{
  CRM_VCARD_MEANS_NOTHING, /* we have no field for it */
  CRM_VCARD_MEANS_SHOWN_NAME,
  CRM_VCARD_MEANS_NAME,
  CRM_VCARD_MEANS_NICKNAME,
  CRM_VCARD_MEANS_CONTACT,
  CRM_VCARD_MEANS_ADDRESS,
  CRM_VCARD_MEANS_DATE,
  CRM_VCARD_MEANS_NOTE,
  CRM_VCARD_MEANS_COMPANY,
  CRM_VCARD_MEANS_ROLE,
  CRM_VCARD_MEANS_TAGS,
  CRM_VCARD_MEANS_PHOTO,
  CRM_VCARD_MEANS_UID,
  CRM_VCARD_MEANS_KIND,
} CrmVcardMeans;

typedef struct
{
  CrmVcardMeans      means;
  const char        *kind;  /* (nullable): of contact point or date */
  const char        *label; /* (nullable): as it is stored */
  gboolean           preferred;
  const char        *text;  /* (nullable): the value, where it is one text */
  const char *const *parts; /* (nullable) (array length=n_parts): of a name, an address or a company */
  guint              n_parts;
  const char        *formatted; /* (nullable): of an address */
  const char        *district;  /* (nullable): of an address */
  CrmVcardDate       date;
  gboolean           plain; /* written anew from our fields the line says the same */
} CrmVcardMeaning;

gboolean    crm_vcard_get_meaning (const CrmVcard *card, CrmVcardProperty *property, CrmVcardMeaning *meaning);
char       *crm_vcard_meaning_to_key (const CrmVcardMeaning *self, CrmVcardProperty *property);
gboolean    crm_vcard_meaning_is_single (CrmVcardMeans means);
const char *crm_vcard_meaning_find_type (const char *label);
const char *crm_vcard_meaning_find_apple_label (const char *label);

/* Left sides of lines: group, name and parameters as the file writes them, without the value. */
char *crm_vcard_left_to_string (const CrmVcardProperty *property);

G_END_DECLS
