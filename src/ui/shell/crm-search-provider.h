#pragma once

#include "crm-application.h"

G_BEGIN_DECLS

#define CRM_TYPE_SEARCH_PROVIDER (crm_search_provider_get_type ())

/* What the search of the desktop finds in the customer file: that of the window in front, or the last one that was open. */
G_DECLARE_FINAL_TYPE (CrmSearchProvider, crm_search_provider, CRM, SEARCH_PROVIDER, GObject)

CrmSearchProvider *crm_search_provider_new (CrmApplication *application, GDBusConnection *connection, const char *object_path, GError **error);

G_END_DECLS
