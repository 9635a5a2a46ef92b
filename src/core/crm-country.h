#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code; /* ISO 3166-1, two letters */
  char       *name; /* (owned) */
} CrmCountry;

GPtrArray *crm_country_list (const char *language);
char      *crm_country_dup_name (const char *code, const char *language);

G_END_DECLS
