/* What becomes of each record that refers to somebody who is erased. Deleted ones are looked for too: they are in the file until then. */

#include "config.h"

#include "crm-erase-private.h"

#include "crm-error.h"
#include "crm-distinction.h"
#include "crm-invoice.h"
#include "crm-person.h"
#include "crm-reading-private.h"
#include "crm-record-table.h"
#include "crm-sale.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Those that have a customer: the fate of what is about nobody else. An invoice that was issued is looked at besides. */
static const struct
{
  const char  *type;
  CrmEraseFate fate;
} fates[] = {
  { "activity", CRM_ERASE_GONE },
  { "deal", CRM_ERASE_EMPTIED },
  { "quote", CRM_ERASE_EMPTIED },
  { "sales_order", CRM_ERASE_EMPTIED },
  { "invoice", CRM_ERASE_EMPTIED },
  { "payment", CRM_ERASE_NEEDED },
  { "service_case", CRM_ERASE_EMPTIED },
  { "feedback", CRM_ERASE_EMPTIED },
};

static gboolean
is_customer (gint64 id)
{
  const CrmRecordType *type = id != CRM_UNSET && id > 0 ? crm_record_type_of_id (id) : NULL;

  return type != NULL && (type->flags & CRM_TYPE_CONTACT) != 0;
}

/* Whether @object, or one of its items, refers to a customer other than @person. */
static gboolean
names_another (CrmObject *object, gint64 person)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      gint64     target = fields[i].kind == CRM_KIND_REFERENCE ? crm_object_peek_integer (object, i) : CRM_UNSET;
      GPtrArray *items = fields[i].kind == CRM_KIND_ITEMS ? crm_object_peek_items (object, i) : NULL;

      if (target != person && is_customer (target))
        return TRUE;
      for (guint n = 0; items != NULL && n < items->len; n++)
        {
          if (names_another (items->pdata[n], person))
            return TRUE;
        }
    }

  return FALSE;
}

static CrmEraseFate
find_usual_fate (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      if (g_str_equal (fates[i].type, type))
        return fates[i].fate;
    }

  return CRM_ERASE_SHARED;
}

static CrmEraseFate
find_fate (CrmRecord *record, gint64 person)
{
  CrmEraseFate fate = find_usual_fate (crm_record_get_record_type (record)->name);
  gboolean     issued = fate == CRM_ERASE_NEEDED || (CRM_IS_INVOICE (record) && !crm_sale_is_draft (record));

  /* Who was merged into them was them. */
  if (CRM_IS_PERSON (record))
    return crm_object_get_integer (CRM_OBJECT (record), "merged_into") == person ? CRM_ERASE_GONE : CRM_ERASE_SHARED;
  /* That two are not the same says something of both, and is worth nothing without the one. */
  if (CRM_IS_DISTINCTION (record))
    return CRM_ERASE_GONE;
  if (fate == CRM_ERASE_SHARED || names_another (CRM_OBJECT (record), person))
    return CRM_ERASE_SHARED;
  if (issued)
    return crm_record_is_deleted (record) ? CRM_ERASE_EMPTIED : CRM_ERASE_NEEDED;

  return fate;
}

static void
add_part (CrmErasePlan *self, CrmRecord *record, CrmEraseFate fate)
{
  CrmErasePart part = { crm_record_get_id (record), fate };

  g_array_append_val (self->parts, part);
  if (part.record != self->person && !crm_record_is_deleted (record))
    self->counts[fate]++;
}

/* A record may refer to them in several ways. */
static gboolean
take_found (CrmErasePlan *self, CrmConnection *connection, GHashTable *known, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (CrmRecord) record = NULL;

      if (!g_hash_table_add (known, g_memdup2 (&id, sizeof id)))
        continue;
      record = crm_record_table_load (connection, id, error);
      if (record == NULL)
        return FALSE;
      add_part (self, record, find_fate (record, self->person));
    }

  return TRUE;
}

/* Where the items of @field refer to the person; of several members any. */
static char *
make_items_sql (const CrmRecordType *type, const CrmField *field)
{
  guint n_fields;
  g_autoptr (GTypeClass) klass = g_type_class_ref (field->item_type ());
  const CrmField *members = crm_object_class_get_fields (CRM_OBJECT_CLASS (klass), &n_fields);
  g_autoptr (GString) tests = g_string_new (NULL);

  for (guint i = 0; i < n_fields; i++)
    {
      if (members[i].kind == CRM_KIND_REFERENCE)
        g_string_append_printf (tests, "%sitem.value ->> '%s' = :person", tests->len > 0 ? " OR " : "", members[i].name);
    }
  if (tests->len == 0)
    return NULL;

  return g_strdup_printf ("SELECT DISTINCT %s.id FROM %s, json_each (%s) AS item WHERE instr (%s, :person) > 0 AND (%s) /* scan: deleted ones have no links */",
                          type->name, type->name, field->name, field->name, tests->str);
}

static gboolean
find_by (CrmErasePlan *self, CrmConnection *connection, GHashTable *known, const char *sql, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_statement_bind_int (statement, ":person", self->person);

  return crm_statement_collect (statement, ids, error) && take_found (self, connection, known, ids, error);
}

static gboolean
find_in_type (CrmErasePlan *self, CrmConnection *connection, GHashTable *known, const CrmRecordType *type, GError **error)
{
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *sql = NULL;

      if (fields[i].kind == CRM_KIND_REFERENCE && (fields[i].target == NULL || g_str_equal (fields[i].target, "person")))
        sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = :person /* scan: deleted ones have no links */", type->name, fields[i].name);
      else if (fields[i].kind == CRM_KIND_ITEMS)
        sql = make_items_sql (type, &fields[i]);
      if (sql != NULL && !find_by (self, connection, known, sql, error))
        return FALSE;
    }

  return TRUE;
}

/* What stands between two values, one of which they had. */
static gboolean
find_conflicts (CrmErasePlan *self, CrmConnection *connection, GError **error)
{
  guint n_parts = self->parts->len;

  for (guint i = 0; i < n_parts; i++)
    {
      const CrmErasePart part = g_array_index (self->parts, CrmErasePart, i);
      g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT id FROM conflict WHERE record = :record /* scan: there are few */");
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      if (part.fate != CRM_ERASE_GONE && part.fate != CRM_ERASE_EMPTIED)
        continue;
      crm_statement_bind_int (statement, ":record", part.record);
      if (!crm_statement_collect (statement, ids, error))
        return FALSE;
      for (guint n = 0; n < ids->len; n++)
        {
          CrmErasePart conflict = { g_array_index (ids, gint64, n), CRM_ERASE_GONE };

          g_array_append_val (self->parts, conflict);
        }
    }

  return TRUE;
}

static void
settle_person (CrmErasePlan *self)
{
  gboolean needed = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    needed = needed || g_array_index (self->parts, CrmErasePart, i).fate == CRM_ERASE_NEEDED;
  g_array_index (self->parts, CrmErasePart, 0).fate = needed ? CRM_ERASE_EMPTIED : CRM_ERASE_GONE;
}

/* Returns: (transfer full) (nullable) */
CrmErasePlan *
crm_erase_plan_make (CrmConnection *connection, gint64 person, GError **error)
{
  g_autoptr (CrmErasePlan) self = g_new0 (CrmErasePlan, 1);
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (CrmRecord) record = crm_record_table_load (connection, person, error);

  self->person = person;
  self->parts = g_array_new (FALSE, FALSE, sizeof (CrmErasePart));
  if (record == NULL)
    return NULL;
  if (!CRM_IS_PERSON (record))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("Only people can be erased: companies, deals and the like are deleted."));
      return NULL;
    }

  g_hash_table_add (known, g_memdup2 (&person, sizeof person));
  add_part (self, record, CRM_ERASE_GONE);
  for (guint i = 0; i < types->len; i++)
    {
      if (!find_in_type (self, connection, known, types->pdata[i], error))
        return NULL;
    }
  settle_person (self);

  return find_conflicts (self, connection, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * crm_erase_plan_new:
 *
 * Returns: (transfer full) (nullable): what would become of what, if @person were erased
 */
CrmErasePlan *
crm_erase_plan_new (CrmReading *reading, gint64 person, GError **error)
{
  return crm_erase_plan_make (crm_reading_get_connection (reading), person, error);
}

/**
 * crm_erase_plan_keeps_name:
 *
 * Returns: whether the person stays with name and address, because documents need them
 */
gboolean
crm_erase_plan_keeps_name (const CrmErasePlan *self)
{
  return g_array_index (self->parts, CrmErasePart, 0).fate == CRM_ERASE_EMPTIED;
}

void
crm_erase_plan_free (CrmErasePlan *self)
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self);
}
