#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Iranian identifiers and their check digits. A failed check is for a warning: old and foreign identities exist. */

typedef enum
{
  CRM_IDENTIFIER_NATIONAL_ID, /* کد ملی, of a person */
  CRM_IDENTIFIER_COMPANY_ID,  /* شناسهٔ ملی */
  CRM_IDENTIFIER_SHEBA,       /* شبا, an IBAN of Iran */
  CRM_IDENTIFIER_CARD,        /* a bank card's number */
  CRM_IDENTIFIER_POSTAL_CODE, /* کد پستی */
} CrmIdentifierKind;

gboolean crm_identifier_is_valid (CrmIdentifierKind kind, const char *text);
char    *crm_identifier_normalise (CrmIdentifierKind kind, const char *text);
char    *crm_identifier_format (CrmIdentifierKind kind, const char *text);

G_END_DECLS
