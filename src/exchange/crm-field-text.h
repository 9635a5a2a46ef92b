#pragma once

#include "crm-culture.h"
#include "crm-resolver.h"

G_BEGIN_DECLS

/* One field as text and back, the same for crmctl and for our own CSV: dates and instants in ISO 8601, money in the currency's unit,
 * references as "Title <uid>", items one a line as "name=value; name=value". */

char    *crm_field_to_text (const CrmField *field, CrmObject *object, const CrmResolver *resolver);
gboolean crm_field_from_text (const CrmField *field, CrmObject *object, const char *text, const CrmCulture *culture, const CrmResolver *resolver, GError **error);

const CrmChoice *crm_choice_from_text (const CrmField *field, const char *text);
gboolean         crm_boolean_from_text (const char *text, gboolean *value);

char  *crm_instant_to_iso (gint64 instant);
gint64 crm_instant_from_iso (const char *text);

G_END_DECLS
