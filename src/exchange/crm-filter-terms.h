#pragma once

#include "crm-expression.h"
#include "crm-field-set.h"

G_BEGIN_DECLS

/* Before the code of a stage of the life cycle. */
#define CRM_TERM_BECAME "became."
#define CRM_TERM_LEFT "left."

/* What a filter of a type's records can ask about, for people to choose from; crm-filter.h says what is made of it. */

typedef enum
{
  CRM_TERM_TEXT,
  CRM_TERM_CHOICE, /* values of `field` */
  CRM_TERM_BOOLEAN,
  CRM_TERM_DAY,       /* a day or a period in words */
  CRM_TERM_NUMBER,    /* typed as the field's editor reads it */
  CRM_TERM_REFERENCE, /* to a record of type `target`, by its uid */
} CrmTermKind;

typedef struct
{
  char           *name;  /* (owned): as it stands in the expression */
  char           *label; /* (owned): what people read */
  CrmTermKind     kind;
  const CrmField *field;  /* (nullable): of CRM_TERM_CHOICE */
  const char     *target; /* (nullable): of CRM_TERM_REFERENCE */
} CrmFilterTerm;

GPtrArray           *crm_filter_terms_new (CrmFieldSet *fields);
const CrmFilterTerm *crm_filter_terms_find (GPtrArray *terms, const char *name);
const CrmOp         *crm_filter_term_get_ops (const CrmFilterTerm *self, guint *n_ops);
const char          *crm_filter_term_get_op_label (const CrmFilterTerm *self, CrmOp op);

G_END_DECLS
