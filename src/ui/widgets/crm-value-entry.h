#pragma once

#include "crm-context.h"
#include "crm-entry-row.h"

G_BEGIN_DECLS

#define CRM_TYPE_VALUE_ENTRY (crm_value_entry_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmValueEntry, crm_value_entry, CRM, VALUE_ENTRY, CrmEntryRow)

/**
 * CrmValueEntryClass:
 * @understand: reads what is typed, never empty, and keeps it for @accept; returns (transfer full) what it was understood as, or %NULL
 * @accept: makes what was understood last the value; after nothing was typed, with %TRUE, no value
 * @dup_shown: the value as the entry shows it
 *
 * A row for a value that is typed as text: a day, an amount. The value follows what is typed as soon as it is understood, and what it was
 * understood as stands at the end of the row; on Return and when the focus leaves, the text is written as values are. Property: valid,
 * %FALSE while what is typed is not understood; the value is the last one that was, then.
 */
struct _CrmValueEntryClass
{
  CrmEntryRowClass parent_class;

  char *(*understand) (CrmValueEntry *self, const char *text, GError **error);
  void (*accept) (CrmValueEntry *self, gboolean none);
  char *(*dup_shown) (CrmValueEntry *self);
};

CrmContext *crm_value_entry_get_context (CrmValueEntry *self);
gboolean    crm_value_entry_get_valid (CrmValueEntry *self);
void        crm_value_entry_show (CrmValueEntry *self);

G_END_DECLS
