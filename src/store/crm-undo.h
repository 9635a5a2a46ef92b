#pragma once

#include "crm-transaction.h"

G_BEGIN_DECLS

gboolean crm_undo_apply (CrmTransaction *transaction, gint64 change, GError **error);

G_END_DECLS
