#include "config.h"

#include "crm-field-set.h"

#include "crm-custom-field.h"
#include "crm-text.h"

#include <string.h>

struct _CrmFieldSet
{
  const CrmRecordType *type;
  GPtrArray           *fields; /* (owned) (element-type CrmField): the declared ones are the type's */
  guint                n_declared;
  GPtrArray           *records; /* (owned) (element-type CrmRecord): whose texts the custom fields use */
};

static const CrmChoice *
make_choices (CrmObject *record)
{
  GPtrArray *items = crm_object_get_items (record, "choices");
  CrmChoice *choices = g_new0 (CrmChoice, (items != NULL ? items->len : 0) + 1);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CrmObject *item = g_ptr_array_index (items, i);

      choices[i].label = crm_object_get_text (item, "label");
      choices[i].value = crm_object_get_text (item, "value");
      if (choices[i].value == NULL)
        choices[i].value = choices[i].label;
    }

  return choices;
}

static CrmField *
make_field (CrmRecord *record)
{
  CrmObject *object = CRM_OBJECT (record);
  CrmField  *field = g_new0 (CrmField, 1);

  field->name = crm_custom_field_dup_name (record);
  field->kind = crm_custom_field_get_kind (record);
  field->label = crm_object_get_text (object, "label");
  field->flags = CRM_FIELD_SEARCHED;
  field->target = crm_object_get_text (object, "target");
  field->choices = field->kind == CRM_KIND_CHOICE ? make_choices (object) : NULL;
  field->custom = crm_record_get_id (record);
  field->currency = crm_object_get_text (object, "currency");

  return field;
}

static void
custom_field_free (CrmField *field)
{
  g_free ((char *) field->name);
  g_free ((CrmChoice *) field->choices);
  g_free (field);
}

/**
 * crm_field_set_new:
 * @custom_fields: (element-type CrmRecord): the custom fields of a file, of any type, in their order; not to be changed any more
 *
 * Returns: (transfer full): the fields of @type
 */
CrmFieldSet *
crm_field_set_new (const CrmRecordType *type, GPtrArray *custom_fields)
{
  CrmFieldSet    *self = g_atomic_rc_box_new0 (CrmFieldSet);
  const CrmField *declared = crm_record_type_get_fields (type, &self->n_declared);

  self->type = type;
  self->fields = g_ptr_array_new ();
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->n_declared; i++)
    g_ptr_array_add (self->fields, (gpointer) &declared[i]);
  for (guint i = 0; i < custom_fields->len; i++)
    {
      CrmRecord *record = g_ptr_array_index (custom_fields, i);

      if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (record), "record_type"), type->name) != 0)
        continue;
      g_ptr_array_add (self->records, g_object_ref (record));
      g_ptr_array_add (self->fields, make_field (record));
    }

  return self;
}

CrmFieldSet *
crm_field_set_ref (CrmFieldSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
field_set_clear (CrmFieldSet *self)
{
  for (guint i = self->n_declared; i < self->fields->len; i++)
    custom_field_free (g_ptr_array_index (self->fields, i));
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->records);
}

void
crm_field_set_unref (CrmFieldSet *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) field_set_clear);
}

const CrmRecordType *
crm_field_set_get_type (const CrmFieldSet *self)
{
  return self->type;
}

guint
crm_field_set_get_size (const CrmFieldSet *self)
{
  return self->fields->len;
}

const CrmField *
crm_field_set_get (const CrmFieldSet *self, guint position)
{
  return g_ptr_array_index (self->fields, position);
}

static gboolean
is_called (const CrmField *field, const char *folded)
{
  g_autofree char *label = crm_text_fold (crm_field_get_label (field));

  return strcmp (label, folded) == 0;
}

/**
 * crm_field_set_find:
 * @name: what programs call a field, or what people do, in any case and script of digits
 *
 * Returns: (nullable): the field meant
 */
const CrmField *
crm_field_set_find (const CrmFieldSet *self, const char *name)
{
  g_autofree char *folded = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const CrmField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->name, name) == 0)
        return field;
    }

  folded = crm_text_fold (name);
  for (guint i = 0; i < self->fields->len && *folded != '\0'; i++)
    {
      const CrmField *field = g_ptr_array_index (self->fields, i);

      if (is_called (field, folded))
        return field;
    }

  return NULL;
}

/**
 * crm_field_set_find_custom:
 * @id: of a custom_field record
 *
 * Returns: (nullable): the field that was made from it
 */
const CrmField *
crm_field_set_find_custom (const CrmFieldSet *self, gint64 id)
{
  for (guint i = self->n_declared; i < self->fields->len; i++)
    {
      const CrmField *field = g_ptr_array_index (self->fields, i);

      if (field->custom == id)
        return field;
    }

  return NULL;
}
