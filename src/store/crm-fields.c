#include "config.h"

#include "crm-fields.h"

#include "crm-custom-field.h"
#include "crm-record-table.h"

struct _CrmFields
{
  CrmFieldSet *sets[1 << CRM_ID_CODE_BITS]; /* (owned) (nullable): by the code of the type */
  GPtrArray   *former;                      /* (owned) (element-type CrmFieldSet): what was shown before may still be held */
};

static GPtrArray *
load_records (CrmConnection *connection, const CrmRecordType *type, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT id FROM custom_field WHERE deleted_at IS NULL AND record_type = :type ORDER BY position, id /* scan: of a few; sort: likewise */");

  crm_statement_bind_text (statement, ":type", type->name);
  while (crm_statement_next (statement))
    {
      CrmRecord *record = crm_record_table_load (connection, crm_statement_get_int (statement, 0), error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }

  return crm_statement_finish (statement, error) ? g_steal_pointer (&records) : NULL;
}

/**
 * crm_fields_dup_removed_label:
 * @name: as crm_custom_field_dup_name() makes it
 *
 * Returns: (transfer full) (nullable): what people called a field of @type that was removed
 */
char *
crm_fields_dup_removed_label (CrmConnection *connection, const CrmRecordType *type, const char *name)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT id FROM custom_field WHERE deleted_at IS NOT NULL AND record_type = :type /* scan: of a few */");
  char *label = NULL;

  crm_statement_bind_text (statement, ":type", type->name);
  while (label == NULL && crm_statement_next (statement))
    {
      g_autoptr (CrmRecord) record = crm_record_table_load (connection, crm_statement_get_int (statement, 0), NULL);
      g_autofree char *each = record != NULL ? crm_custom_field_dup_name (record) : NULL;

      if (g_strcmp0 (each, name) == 0)
        label = g_strdup (crm_object_get_text (CRM_OBJECT (record), "label"));
    }
  crm_statement_finish (statement, NULL);

  return label;
}

/**
 * crm_fields_load:
 *
 * Returns: (transfer full) (nullable): the fields that records of @type have in the file
 */
CrmFieldSet *
crm_fields_load (CrmConnection *connection, const CrmRecordType *type, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  if (!crm_record_type_takes_custom_fields (type))
    records = g_ptr_array_new ();
  else
    records = load_records (connection, type, error);

  return records != NULL ? crm_field_set_new (type, records) : NULL;
}

CrmFields *
crm_fields_new (void)
{
  CrmFields *self = g_new0 (CrmFields, 1);

  self->former = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_field_set_unref);

  return self;
}

void
crm_fields_free (CrmFields *self)
{
  crm_fields_forget (self);
  g_ptr_array_unref (self->former);
  g_free (self);
}

/**
 * crm_fields_get:
 *
 * Returns: (transfer none): the fields of @type, valid as long as @self; only those the program declares where the file cannot be read
 */
CrmFieldSet *
crm_fields_get (CrmFields *self, CrmConnection *connection, const CrmRecordType *type)
{
  CrmFieldSet **set = &self->sets[type->code];

  if (*set == NULL)
    *set = crm_fields_load (connection, type, NULL);
  if (*set == NULL)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      *set = crm_field_set_new (type, none);
    }

  return *set;
}

/**
 * crm_fields_forget:
 *
 * To be called when a custom field changed. Sets that were handed out stay valid.
 */
void
crm_fields_forget (CrmFields *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sets); i++)
    {
      if (self->sets[i] != NULL)
        g_ptr_array_add (self->former, g_steal_pointer (&self->sets[i]));
    }
}
