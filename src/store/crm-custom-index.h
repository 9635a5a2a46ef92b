#pragma once

#include "crm-connection.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* The table custom_value: what records have in the fields that the business made, typed and folded, so that a filter or an order by such a
 * field reads an index and not the records. */

typedef enum
{
  CRM_CUSTOM_ENTRY_INTEGER, /* money, yes or no, links */
  CRM_CUSTOM_ENTRY_REAL,    /* numbers */
  CRM_CUSTOM_ENTRY_TEXT,    /* text folded, dates in ISO 8601, choices as the file holds them */
} CrmCustomEntryType;

typedef struct
{
  gint64             field;
  gint64             record;
  CrmCustomEntryType type;
  gint64             integer;
  double             real;
  char              *text; /* (owned) (nullable) */
} CrmCustomEntry;

GArray  *crm_custom_entries_new (void);
void     crm_custom_entries_collect (GArray *entries, CrmRecord *record);
gboolean crm_custom_entries_equal (GArray *a, GArray *b);
gboolean crm_custom_entries_write (CrmConnection *connection, GArray *entries, GError **error);
gboolean crm_custom_entries_remove (CrmConnection *connection, GArray *entries, GError **error);
gboolean crm_custom_entry_is_written (CrmConnection *connection, const CrmCustomEntry *entry);

G_END_DECLS
