#include "config.h"

#include "crm-filter-text.h"

#include "crm-date-format.h"
#include "crm-format.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
dup_record_title (CrmContext *context, const char *uid)
{
  CrmStore *store = crm_context_get_store (context);
  gint64    id = store != NULL ? crm_store_find_uid (store, uid) : 0;

  return id != 0 ? crm_format_reference (context, id) : crm_text_isolate (uid);
}

static char *
dup_day (CrmContext *context, const char *value)
{
  const char *dots = strstr (value, "..");
  CrmDate     date;

  if (dots != NULL)
    {
      g_autofree char *first = g_strndup (value, (gsize) (dots - value));
      g_autofree char *from = dup_day (context, first);
      g_autofree char *until = dup_day (context, dots + strlen (".."));

      /* Translators: from a day to a day */
      return g_strdup_printf (C_ ("filter", "%1$s – %2$s"), from, until);
    }

  return crm_date_from_iso (value, &date) ? crm_format_day (context, value) : crm_text_isolate (value);
}

static char *
dup_value (CrmContext *context, const CrmFilterTerm *term, const char *value)
{
  const CrmChoice *choice = term->kind == CRM_TERM_CHOICE ? crm_field_find_choice (term->field, value) : NULL;

  if (choice != NULL)
    return g_strdup (crm_field_get_choice_label (term->field, choice));
  if (term->kind == CRM_TERM_REFERENCE)
    return dup_record_title (context, value);
  if (term->kind == CRM_TERM_DAY)
    return dup_day (context, value);
  if (term->kind == CRM_TERM_BOOLEAN)
    return g_strdup (strcmp (value, "yes") == 0 ? _ ("Yes") : _ ("No"));
  if (term->kind == CRM_TERM_NUMBER)
    {
      g_autofree char *digits = crm_culture_digits (crm_context_get_culture (context), value);

      return crm_text_isolate_ltr (digits);
    }

  return crm_text_isolate (value);
}

static char *
dup_test (CrmContext *context, GPtrArray *terms, const CrmExpression *test)
{
  const CrmFilterTerm *term = crm_filter_terms_find (terms, test->field);
  g_autofree char     *value = NULL;

  /* One that a newer program, or a hand, has written. */
  if (term == NULL)
    return crm_expression_to_string (test);
  if (test->value == NULL)
    /* Translators: a filter: 1: a field, 2: "is set" or "is not set" */
    return g_strdup_printf (C_ ("filter", "%1$s %2$s"), term->label, crm_filter_term_get_op_label (term, test->op));

  value = dup_value (context, term, test->value);
  if (test->op == CRM_OP_EQUAL && term->kind != CRM_TERM_DAY)
    /* Translators: a filter: 1: a field, 2: what it must be */
    return g_strdup_printf (C_ ("filter", "%1$s: %2$s"), term->label, value);

  /* Translators: a filter: 1: a field, 2: "contains", "before", "at least"…, 3: a value */
  return g_strdup_printf (C_ ("filter", "%1$s %2$s %3$s"), term->label, crm_filter_term_get_op_label (term, test->op), value);
}

static char *
dup_group (CrmContext *context, GPtrArray *terms, const CrmExpression *group)
{
  const char *joint = group->kind == CRM_EXPRESSION_ALL ? C_ ("filter", " and ") : C_ ("filter", " or ");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < group->parts->len; i++)
    {
      g_autofree char *part = crm_filter_text_new (context, terms, g_ptr_array_index (group->parts, i));

      g_string_append_printf (text, "%s%s", i > 0 ? joint : "", part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * crm_filter_text_new:
 * @terms: (element-type CrmFilterTerm): what may be asked of the type
 *
 * Returns: (transfer full): what @expression asks for, in words
 */
char *
crm_filter_text_new (CrmContext *context, GPtrArray *terms, const CrmExpression *expression)
{
  g_autofree char *inner = NULL;

  if (expression->kind == CRM_EXPRESSION_TEST)
    return dup_test (context, terms, expression);
  if (expression->kind != CRM_EXPRESSION_NOT)
    return dup_group (context, terms, expression);

  inner = crm_filter_text_new (context, terms, g_ptr_array_index (expression->parts, 0));
  /* Translators: a filter that must not hold */
  return g_strdup_printf (C_ ("filter", "not (%s)"), inner);
}
