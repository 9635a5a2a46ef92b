#pragma once

#include "crm-resolver.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A record as a JSON object: "type", "uid", then its declared fields by name. Instants are ISO 8601 text, money an integer of minor units,
 * references uids, items arrays of objects with their "id". What --json prints, what exports hold, what sync sends. */

/**
 * CrmJsonTrouble:
 * @field: of the record
 * @name: of the member: the field's, or that of one of its items
 * @value: what it holds
 * @failure: why that cannot be read
 */
typedef void (*CrmJsonTrouble) (const CrmField *field, const char *name, JsonNode *value, const GError *failure, gpointer user_data);

JsonObject *crm_record_to_json (CrmRecord *record, const CrmResolver *resolver);
JsonNode   *crm_record_fields_to_json (CrmRecord *record, const CrmResolver *resolver);
gboolean    crm_record_from_json (CrmRecord *record, JsonObject *object, const CrmResolver *resolver, GError **error);
void        crm_record_read_json (CrmRecord *record, JsonObject *object, const CrmResolver *resolver, CrmJsonTrouble trouble, gpointer user_data);

G_END_DECLS
