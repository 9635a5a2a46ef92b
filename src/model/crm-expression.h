#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What records must be like, as people write it and as saved views keep it:
 *
 *   lifecycle = loyal and (tag = "wholesale" or addresses.city ~ Tehran) and not last_contact > "60 days ago"
 *
 * A test is FIELD OP VALUE with one of = != < <= > >= ~ (contains), or FIELD is set, FIELD is not set. Tests are joined by "and", "or", "not" and
 * brackets; "and" binds more closely than "or". A field or value of more than one word stands in double quotes, in which \" is a quotation
 * mark and \\ a backslash. This is the form alone: what fields there are and what their values mean is not known here. */

typedef enum
{
  CRM_OP_EQUAL,
  CRM_OP_NOT_EQUAL,
  CRM_OP_LESS,
  CRM_OP_LESS_OR_EQUAL,
  CRM_OP_MORE,
  CRM_OP_MORE_OR_EQUAL,
  CRM_OP_CONTAINS,
  CRM_OP_SET,
  CRM_OP_UNSET,
} CrmOp;

typedef enum
{
  CRM_EXPRESSION_TEST,
  CRM_EXPRESSION_ALL,
  CRM_EXPRESSION_ANY,
  CRM_EXPRESSION_NOT,
} CrmExpressionKind;

/**
 * CrmExpression:
 * @parts: (nullable) (element-type CrmExpression): of all but a test; one of NOT
 * @field: (nullable): as written
 * @value: (nullable): as written, without its quotes; %NULL for CRM_OP_SET and CRM_OP_UNSET
 * @field_at: (nullable): where in the text the field begins, in characters from 1; 0 where it was not read from a text
 */
typedef struct
{
  CrmExpressionKind kind;
  GPtrArray        *parts; /* (owned) */
  char             *field; /* (owned) */
  CrmOp             op;
  char             *value; /* (owned) */
  guint             field_at;
  guint             value_at;
} CrmExpression;

CrmExpression *crm_expression_parse (const char *text, GError **error);
CrmExpression *crm_expression_new_test (const char *field, CrmOp op, const char *value);
CrmExpression *crm_expression_new_group (CrmExpressionKind kind);
void           crm_expression_free (CrmExpression *self);
char          *crm_expression_to_string (const CrmExpression *self);

void crm_expression_fail (const char *word, guint at, const char *reason, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmExpression, crm_expression_free)

G_END_DECLS
