#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* A day as it is typed, or as another program wrote it into a sheet. */

gboolean crm_date_parse (const char       *text,
                         const CrmCulture *culture,
                         CrmDate           today,
                         CrmDate          *out,
                         GError          **error);

G_END_DECLS
