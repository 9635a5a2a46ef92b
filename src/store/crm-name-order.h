#pragma once

#include "crm-connection.h"
#include "crm-record-type.h"

G_BEGIN_DECLS

/* The alphabetical order of a type's living records, kept as positions with gaps: the table TYPE_order. A list reads it in one
 * pass, and the search table bears the same positions as rowids, so that the first fifty hits are the first fifty names. */

#define CRM_NAME_ORDER_STEP 64

/* Told of each record whose position had to move to make room. */
typedef gboolean (*CrmNameOrderMoved) (gint64 id, gint64 from, gint64 to, gpointer user_data, GError **error);

typedef struct
{
  CrmConnection       *connection;
  const CrmRecordType *type;
  CrmNameOrderMoved    moved;
  gpointer             user_data;
} CrmNameOrder;

/* The order itself: collation keys as bytes, then ids. Each of its users had to agree with the others to the last byte. */
int crm_name_order_compare (const guint8 *key, gsize size, gint64 id, const guint8 *other_key, gsize other_size, gint64 other_id);

gboolean crm_name_order_insert (const CrmNameOrder *self, gint64 id, GByteArray *key, gint64 *position, GError **error);
gboolean crm_name_order_open (const CrmNameOrder *self, gint64 id, GByteArray *key, guint n, gint64 *before, gint64 *after, gint64 *last_moved, GError **error);
gboolean crm_name_order_is_crowded (const CrmNameOrder *self, gint64 n, gboolean *crowded, GError **error);
gboolean crm_name_order_respace (const CrmNameOrder *self, gint64 step, GError **error);
gboolean crm_name_order_find (const CrmNameOrder *self, gint64 id, GByteArray *key, gint64 *position, GError **error);
gboolean crm_name_order_remove (const CrmNameOrder *self, gint64 position, GError **error);
gboolean crm_name_order_put (const CrmNameOrder *self, gint64 position, gint64 id, const guint8 *key, gsize size, GError **error);

G_END_DECLS
