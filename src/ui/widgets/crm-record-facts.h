#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_RECORD_FACTS (crm_record_facts_get_type ())

/**
 * CrmRecordFact:
 * @field: by name
 * @when_set: whether it has a row only where it has a value
 * @status: (nullable): the "status" in which alone it has a row
 */
typedef struct
{
  const char *field;
  gboolean    when_set;
  const char *status;
} CrmRecordFact;

/* Some fields of a record, edited in place: each fact is saved when it has been typed and left, and can be undone. */
G_DECLARE_FINAL_TYPE (CrmRecordFacts, crm_record_facts, CRM, RECORD_FACTS, GtkWidget)

GtkWidget *crm_record_facts_new (CrmContext *context, const CrmRecordFact *facts, guint n_facts, gboolean own);
void       crm_record_facts_set_record (CrmRecordFacts *self, CrmRecord *record);
void       crm_record_facts_save (CrmRecordFacts *self);

G_END_DECLS
