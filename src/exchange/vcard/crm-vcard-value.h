#pragma once

#include "crm-vcard.h"

G_BEGIN_DECLS

/* What the values of a card's properties mean. Parts that are not known are 0. */

typedef struct
{
  guint year;
  guint month;
  guint day;
} CrmVcardDate;

const char        *crm_vcard_property_get_text (CrmVcardProperty *self);
const char *const *crm_vcard_property_get_components (CrmVcardProperty *self,
                                                      guint            *n_components);
GStrv              crm_vcard_property_get_list (const CrmVcardProperty *self);
gboolean           crm_vcard_property_get_date (CrmVcardProperty *self,
                                                CrmVcardDate     *date);
GBytes            *crm_vcard_property_get_binary (const CrmVcardProperty *self,
                                                  char                  **media_type);
const char        *crm_vcard_property_get_uri (CrmVcardProperty *self);

char *crm_vcard_escape (const char *text);
char *crm_vcard_escape_lines (const char *raw);

G_END_DECLS
