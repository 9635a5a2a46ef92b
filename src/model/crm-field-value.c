#include "config.h"

#include "crm-field-value.h"

#include "crm-custom-value.h"

/**
 * crm_field_get_number:
 * @field: declared by the type of @object
 *
 * Returns: the number of @field
 */
guint
crm_field_get_number (const CrmField *field, CrmObject *object)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (object);
  gsize           number = (gsize) (field - klass->fields);

  if (G_LIKELY (field >= klass->fields && number < klass->n_fields))
    return (guint) number;

  return (guint) crm_object_class_find_field (klass, field->name);
}

static CrmItem *
find_custom (const CrmField *field, CrmObject *object)
{
  GPtrArray *values = crm_object_get_items (object, CRM_CUSTOM_VALUES);

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      CrmObject *value = g_ptr_array_index (values, i);

      if (crm_object_get_integer (value, "field") == field->custom)
        return CRM_ITEM (value);
    }

  return NULL;
}

/* The member of a custom value that holds those of a kind. */
static const char *
get_member (CrmKind kind)
{
  if (kind == CRM_KIND_REFERENCE)
    return "record";
  if (kind == CRM_KIND_NUMBER)
    return "number";

  return crm_kind_is_integer (kind) ? "amount" : "text";
}

gboolean
crm_field_is_set (const CrmField *field, CrmObject *object)
{
  CrmItem *item;

  if (field->custom == 0)
    return crm_object_is_set (object, crm_field_get_number (field, object));

  item = find_custom (field, object);
  return item != NULL && crm_object_is_set (CRM_OBJECT (item), (guint) crm_object_class_find_field (CRM_OBJECT_GET_CLASS (item), get_member (field->kind)));
}

/**
 * crm_field_peek_text:
 * @field: of a kind whose values are text
 *
 * Returns: (transfer none) (nullable): the value, %NULL where unset
 */
const char *
crm_field_peek_text (const CrmField *field, CrmObject *object)
{
  CrmItem *item;

  if (field->custom == 0)
    return crm_object_peek_text (object, crm_field_get_number (field, object));

  item = find_custom (field, object);
  return item != NULL ? crm_object_get_text (CRM_OBJECT (item), get_member (field->kind)) : NULL;
}

/**
 * crm_field_peek_integer:
 * @field: of a kind whose values are integers
 *
 * Returns: the value, %CRM_UNSET where unset
 */
gint64
crm_field_peek_integer (const CrmField *field, CrmObject *object)
{
  CrmItem *item;

  if (field->custom == 0)
    return crm_object_peek_integer (object, crm_field_get_number (field, object));

  item = find_custom (field, object);
  return item != NULL ? crm_object_get_integer (CRM_OBJECT (item), get_member (field->kind)) : CRM_UNSET;
}

/* The set with another value in the place of the old one, or behind the others; without it where @value is NULL. */
static void
replace (const CrmField *field, CrmObject *object, CrmItem *value)
{
  GPtrArray *old = crm_object_get_items (object, CRM_CUSTOM_VALUES);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean placed = FALSE;

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      CrmObject *other = g_ptr_array_index (old, i);

      if (crm_object_get_integer (other, "field") != field->custom)
        {
          g_ptr_array_add (values, g_object_ref (other));
        }
      else if (value != NULL && !placed)
        {
          g_ptr_array_add (values, g_object_ref (value));
          placed = TRUE;
        }
    }
  if (value != NULL && !placed)
    g_ptr_array_add (values, g_object_ref (value));
  crm_object_set_items (object, CRM_CUSTOM_VALUES, values);
}

void
crm_field_put_text (const CrmField *field, CrmObject *object, const char *text)
{
  g_autoptr (CrmItem) value = NULL;

  if (field->custom == 0)
    {
      crm_object_put_text (object, crm_field_get_number (field, object), text);
      return;
    }
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (crm_field_peek_text (field, object), text) == 0)
    return;

  if (text != NULL)
    {
      value = crm_custom_value_new (field->name, field->custom);
      crm_object_set_text (CRM_OBJECT (value), get_member (field->kind), text);
    }
  replace (field, object, value);
}

void
crm_field_put_integer (const CrmField *field, CrmObject *object, gint64 number)
{
  g_autoptr (CrmItem) value = NULL;

  if (field->custom == 0)
    {
      crm_object_put_integer (object, crm_field_get_number (field, object), number);
      return;
    }
  if (crm_field_peek_integer (field, object) == number)
    return;

  if (number != CRM_UNSET)
    {
      value = crm_custom_value_new (field->name, field->custom);
      crm_object_set_integer (CRM_OBJECT (value), get_member (field->kind), number);
    }
  replace (field, object, value);
}

void
crm_field_unset (const CrmField *field, CrmObject *object)
{
  if (field->kind == CRM_KIND_ITEMS)
    crm_object_put_items (object, crm_field_get_number (field, object), NULL);
  else if (crm_kind_is_integer (field->kind))
    crm_field_put_integer (field, object, CRM_UNSET);
  else
    crm_field_put_text (field, object, NULL);
}

/**
 * crm_field_copy:
 *
 * Puts what @from has in @field into @to, an object of the same type.
 */
void
crm_field_copy (const CrmField *field, CrmObject *to, CrmObject *from)
{
  if (field->custom == 0)
    crm_object_copy_field (to, from, crm_field_get_number (field, to));
  else if (crm_kind_is_integer (field->kind))
    crm_field_put_integer (field, to, crm_field_peek_integer (field, from));
  else
    crm_field_put_text (field, to, crm_field_peek_text (field, from));
}

gboolean
crm_field_equal (const CrmField *field, CrmObject *a, CrmObject *b)
{
  if (field->custom == 0)
    return crm_object_equal_field (a, b, crm_field_get_number (field, a));
  if (crm_kind_is_integer (field->kind))
    return crm_field_peek_integer (field, a) == crm_field_peek_integer (field, b);

  return g_strcmp0 (crm_field_peek_text (field, a), crm_field_peek_text (field, b)) == 0;
}

/**
 * crm_field_peek_currency:
 * @field: of CRM_KIND_MONEY
 *
 * Returns: (transfer none) (nullable): ISO 4217: the field's own, or what @object says of all its amounts; %NULL for the business's
 */
const char *
crm_field_peek_currency (const CrmField *field, CrmObject *object)
{
  int number;

  if (field->custom != 0)
    return field->currency;

  number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), "currency");
  return number >= 0 ? crm_object_peek_text (object, (guint) number) : NULL;
}

/**
 * crm_field_dup_signal:
 *
 * Returns: (transfer full): the signal of an object that tells of the field; properties are called with hyphens
 */
char *
crm_field_dup_signal (const CrmField *field)
{
  g_autofree char *name = g_strdelimit (g_strdup (field->custom != 0 ? CRM_CUSTOM_VALUES : field->name), "_", '-');

  return g_strconcat ("notify::", name, NULL);
}
