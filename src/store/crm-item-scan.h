#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Members of items as the file has them (crm_items_to_json ()), found without making a tree of JSON, which costs six times as much. Another
 * program may have written something else: then there are no items. */

typedef struct
{
  const char *name;
  const char *json; /* (nullable): its value as JSON, within the text that is scanned; NULL where the item has none */
  gsize       length;
} CrmItemMember;

const char *crm_item_scan_begin (const char *set);
gboolean    crm_item_scan_is_item (const char *place);
const char *crm_item_scan_next (const char *place, CrmItemMember *members, guint n_members);

gboolean crm_item_member_is (const CrmItemMember *self, const char *text);
gboolean crm_item_member_append_text (const CrmItemMember *self, GString *text);

G_END_DECLS
