#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the numbers of a country are dialled. Internal to core. */

typedef struct
{
  char        iso[3];
  const char *code;     /* after the + */
  const char *trunk;    /* dialled before a number inside the country, "" for none */
  guint8      shortest; /* digits of a national number, without trunk prefix */
  guint8      longest;
} CrmPhoneCountry;

const CrmPhoneCountry *crm_phone_country_by_iso (const char *iso);
const CrmPhoneCountry *crm_phone_country_by_number (const char *digits);

G_END_DECLS
