#pragma once

#include "crm-field-row.h"

G_BEGIN_DECLS

/* What the kinds of rows share: which field of which draft a row edits. */

typedef struct
{
  CrmContext     *context; /* (owned) */
  CrmObject      *draft;   /* (owned) */
  const CrmField *field;
  gboolean        writing; /* the row is the one who changes the draft */
  gboolean        showing; /* what is in the row is being set from the draft */
} CrmFieldEdit;

CrmFieldEdit *crm_field_edit_attach (GtkWidget *row, CrmContext *context, CrmObject *draft, const CrmField *field);
CrmFieldEdit *crm_field_edit_get (GtkWidget *row);
void          crm_field_edit_follow (GtkWidget *row, void (*show) (GtkWidget *row));
void          crm_field_edit_put_text (CrmFieldEdit *edit, const char *text);
void          crm_field_edit_put_integer (CrmFieldEdit *edit, gint64 value);

GtkWidget *crm_field_row_new_reference (CrmContext *context, CrmObject *draft, const CrmField *field);
GtkWidget *crm_field_row_new_items (CrmContext *context, CrmObject *draft, const CrmField *field);
GtkWidget *crm_field_row_new_instant (CrmContext *context, CrmObject *draft, const CrmField *field);
GtkWidget *crm_field_row_new_file (CrmContext *context, CrmObject *draft, const CrmField *field);
GtkWidget *crm_field_row_new_repeat (CrmContext *context, CrmObject *draft, const CrmField *field);
GtkWidget *crm_field_row_new_remind (CrmContext *context, CrmObject *draft, const CrmField *field);
GtkWidget *crm_field_row_new_seconds (CrmContext *context, CrmObject *draft, const CrmField *field);
void       crm_field_row_set_invalid (GtkWidget *row, gboolean invalid);
gboolean   crm_field_row_is_day_part (CrmObject *draft, const CrmField *field);
GtkWidget *crm_field_row_new_day_of_parts (CrmContext *context, CrmObject *draft);
GtkWidget *crm_field_row_new_year_known (CrmContext *context, CrmObject *draft);

G_END_DECLS
