#include "config.h"

#include "crm-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * crm_kind_is_text:
 *
 * Returns: whether values of @kind are text, %NULL where unset
 */
gboolean
crm_kind_is_text (CrmKind kind)
{
  switch (kind)
    {
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_DATE:
    case CRM_KIND_CHOICE:
    case CRM_KIND_FILE:
    case CRM_KIND_NUMBER:
      return TRUE;
    case CRM_KIND_BOOLEAN:
    case CRM_KIND_INTEGER:
    case CRM_KIND_MONEY:
    case CRM_KIND_INSTANT:
    case CRM_KIND_REFERENCE:
    case CRM_KIND_ITEMS:
    default:
      return FALSE;
    }
}

/**
 * crm_kind_is_integer:
 *
 * Returns: whether values of @kind are 64-bit integers, %CRM_UNSET where unset
 */
gboolean
crm_kind_is_integer (CrmKind kind)
{
  return !crm_kind_is_text (kind) && kind != CRM_KIND_ITEMS;
}

/**
 * crm_field_is_told:
 *
 * Returns: whether a change of @field stands on the record's timeline as an edit: what people do not see, or see there already, does not
 */
gboolean
crm_field_is_told (const CrmField *field)
{
  return (field->flags & (CRM_FIELD_HIDDEN | CRM_FIELD_DERIVED | CRM_FIELD_EVENT)) == 0;
}

/**
 * crm_field_get_label:
 *
 * Returns: (transfer none): what people read: in their language, or as they called it themselves
 */
const char *
crm_field_get_label (const CrmField *field)
{
  return field->custom != 0 ? field->label : g_dgettext (GETTEXT_PACKAGE, field->label);
}

/**
 * crm_field_to_param_spec:
 *
 * Returns: (transfer floating): the GObject property that @field is
 */
GParamSpec *
crm_field_to_param_spec (const CrmField *field)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_NICK | G_PARAM_EXPLICIT_NOTIFY;

  if (field->kind == CRM_KIND_ITEMS)
    return g_param_spec_boxed (field->name, field->label, NULL, G_TYPE_PTR_ARRAY, flags);
  if (field->kind == CRM_KIND_BOOLEAN)
    return g_param_spec_boolean (field->name, field->label, NULL, FALSE, flags);
  if (crm_kind_is_integer (field->kind))
    return g_param_spec_int64 (field->name, field->label, NULL, G_MININT64, G_MAXINT64, CRM_UNSET, flags);

  return g_param_spec_string (field->name, field->label, NULL, NULL, flags);
}

/**
 * crm_field_find_choice:
 * @value: (nullable): a stored value
 *
 * Returns: (nullable): the choice of @field with that value
 */
const CrmChoice *
crm_field_find_choice (const CrmField *field, const char *value)
{
  if (field->choices == NULL || value == NULL)
    return NULL;

  for (const CrmChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, value) == 0)
        return choice;
    }

  return NULL;
}

/**
 * crm_field_get_choice_label:
 * @choice: one of @field
 *
 * Returns: (transfer none): what people read: in their language, or as they called it themselves
 */
const char *
crm_field_get_choice_label (const CrmField *field, const CrmChoice *choice)
{
  return field->custom != 0 ? choice->label : crm_choice_get_label (choice);
}

/**
 * crm_choice_get_label:
 *
 * Returns: (transfer none): what people read, in their language
 */
const char *
crm_choice_get_label (const CrmChoice *self)
{
  if (self->context != NULL)
    return g_dpgettext2 (GETTEXT_PACKAGE, self->context, self->label);

  return g_dgettext (GETTEXT_PACKAGE, self->label);
}
