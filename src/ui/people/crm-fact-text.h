#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* One fact as the page of a record shows it: a field's value, or one item of a set. */

typedef struct
{
  const char *icon_name;
  char       *value; /* (owned): what it is */
  char       *label; /* (owned): what kind of thing it is */
  char       *uri;   /* (owned) (nullable): what opens it in another program */
  const char *verb;  /* (nullable): what that does; translated */
  gint64      opens; /* a record of the file, or CRM_UNSET */
  gboolean    preferred;
  gboolean    whole; /* the value is read as one, and stands in one line */
} CrmFactText;

void crm_fact_text_init (CrmFactText *self, CrmContext *context, CrmObject *object, const CrmField *field);
void crm_fact_text_init_item (CrmFactText *self, CrmContext *context, CrmItem *item, const CrmField *field);
void crm_fact_text_clear (CrmFactText *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmFactText, crm_fact_text_clear)

G_END_DECLS
