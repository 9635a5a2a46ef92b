#pragma once

#include "crm-transaction.h"

G_BEGIN_DECLS

typedef enum
{
  CRM_UNDO_NEWEST, /* nothing came after it that was not turned back */
  CRM_UNDO_WHOLE,  /* any change, if nothing of it was edited or used since */
  CRM_UNDO_REST,   /* any change, but for what was edited or used since */
} CrmUndoHow;

gboolean crm_undo_apply (CrmTransaction *transaction, gint64 change, CrmUndoHow how, guint *n_kept, GError **error);

G_END_DECLS
