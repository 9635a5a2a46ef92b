#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Item sets as the file keeps them: [{"id":"k3f9x","kind":"email","value":"a@example.com"},…], unset fields left out,
 * references as ids of this file. The text is canonical: equal sets give equal text. */

char      *crm_items_to_json (GPtrArray *items);
GPtrArray *crm_items_from_json (const char *json, GType item_type);
void       crm_json_append_text (GString *out, const char *text);

G_END_DECLS
