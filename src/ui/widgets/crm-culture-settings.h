#pragma once

#include "crm-culture.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* How values are written here: what the user chose for this computer, else what the business chose for its file, else the custom of the language. */

#define CRM_COUNTRY_SIZE 3

void crm_culture_settings_read (GSettings *settings, CrmStore *store, const char *language, CrmCulture *culture, char country[CRM_COUNTRY_SIZE]);

G_END_DECLS
