#include "config.h"

#include "crm-conflict-answer.h"

#include "crm-activity-link.h"
#include "crm-activity.h"
#include "crm-document.h"
#include "crm-error.h"
#include "crm-item-json.h"
#include "crm-item.h"
#include "crm-record-type.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gint64
get_record (CrmRecord *conflict)
{
  return crm_object_get_integer (CRM_OBJECT (conflict), "record");
}

static const CrmRecordType *
get_type_of_record (CrmRecord *conflict)
{
  return crm_record_type_of_id (get_record (conflict));
}

static int
find_field (CrmRecord *conflict)
{
  const CrmRecordType *type = get_type_of_record (conflict);
  const char          *name = crm_object_get_text (CRM_OBJECT (conflict), "field");

  return type != NULL && name != NULL ? crm_object_class_find_field (crm_record_type_peek_class (type), name) : -1;
}

/**
 * crm_conflict_get_field:
 *
 * Returns: (nullable): the field of the record that has two values; %NULL for one that this program does not know, and for the record itself
 */
const CrmField *
crm_conflict_get_field (CrmRecord *conflict)
{
  int   number = find_field (conflict);
  guint n_fields;

  return number >= 0 ? crm_record_type_get_fields (get_type_of_record (conflict), &n_fields) + number : NULL;
}

static const char *
get_json (CrmRecord *conflict, gboolean other)
{
  return crm_object_get_text (CRM_OBJECT (conflict), other ? "other" : "kept");
}

/**
 * crm_conflict_read:
 * @other: whether the value is wanted that does not stand
 *
 * Returns: (transfer full) (nullable): a record, in no file, that has this value in this field and nothing else; of a set the one item
 */
CrmRecord *
crm_conflict_read (CrmRecord *conflict, gboolean other, const CrmResolver *resolver)
{
  const CrmField *field = crm_conflict_get_field (conflict);
  const char     *json = get_json (conflict, other);
  gboolean        item = json != NULL && crm_json_slice_get_kind (crm_json_slice_of (json)) == CRM_JSON_OBJECT;
  g_autoptr (GString) text = g_string_new ("{");
  CrmRecord *record;

  if (field == NULL)
    return NULL;

  record = crm_record_new (get_type_of_record (conflict)->name);
  if (json == NULL)
    return record;
  crm_json_begin_member (text, field->name);
  g_string_append_printf (text, item ? "[%s]}" : "%s}", json);
  crm_document_read_fields (record, crm_json_slice_of (text->str), resolver);

  return record;
}

/**
 * crm_conflict_can_keep_both:
 *
 * Returns: whether both values can stand: two items, two texts
 */
gboolean
crm_conflict_can_keep_both (CrmRecord *conflict)
{
  const CrmField *field = crm_conflict_get_field (conflict);

  return field != NULL && get_json (conflict, FALSE) != NULL && get_json (conflict, TRUE) != NULL &&
         (field->kind == CRM_KIND_ITEMS || field->kind == CRM_KIND_LONG_TEXT || field->kind == CRM_KIND_TEXT);
}

static gboolean
is_item_of (CrmItem *item, CrmItem *other)
{
  return g_strcmp0 (crm_item_get_id (item), crm_item_get_id (other)) == 0;
}

/* The items of @record with @other in the place of the one of its id, or behind the last. */
static GPtrArray *
put_among (GPtrArray *items, CrmItem *other)
{
  GPtrArray *put = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean   done = FALSE;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      gboolean same = is_item_of (items->pdata[i], other);

      g_ptr_array_add (put, g_object_ref (same ? other : items->pdata[i]));
      done = done || same;
    }
  if (!done)
    g_ptr_array_add (put, g_object_ref (other));

  return put;
}

static void
take_other_item (CrmRecord *draft, const CrmField *field, CrmItem *other, gboolean beside)
{
  GPtrArray *items = crm_object_get_items (CRM_OBJECT (draft), field->name);
  g_autoptr (CrmItem) copy = crm_item_copy (other);
  g_autoptr (GPtrArray) put = NULL;

  if (beside)
    {
      crm_item_set_id (copy, "");
      crm_object_add_item (CRM_OBJECT (draft), field->name, g_steal_pointer (&copy));
      return;
    }
  put = put_among (items, copy);
  crm_object_set_items (CRM_OBJECT (draft), field->name, put);
}

/* What has no place beside the value is written on the timeline of the record. */
static gboolean
log_other (CrmTransaction *transaction, CrmRecord *conflict, const CrmField *field, const char *text, GError **error)
{
  g_autoptr (CrmRecord) note = crm_record_new ("activity");
  /* Translators: on a timeline: another value that a field had, as in “Nickname: Mimi” */
  g_autofree char *body = g_strdup_printf (_ ("%1$s: %2$s"), _ (field->label), text);

  crm_object_set_text (CRM_OBJECT (note), "kind", "note");
  crm_object_set_text (CRM_OBJECT (note), "body", body);
  crm_object_set_integer (CRM_OBJECT (note), "occurred_at", crm_transaction_get_now (transaction));
  crm_object_add_item (CRM_OBJECT (note), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", get_record (conflict), NULL));

  return crm_transaction_save (transaction, note, error);
}

static gboolean
keep_both (CrmTransaction *transaction, CrmRecord *conflict, CrmRecord *draft, CrmRecord *read, GError **error)
{
  const CrmField  *field = crm_conflict_get_field (conflict);
  const char      *here = crm_object_get_text (CRM_OBJECT (draft), field->name);
  const char      *other = crm_object_get_text (CRM_OBJECT (read), field->name);
  g_autofree char *both = NULL;

  if (other == NULL)
    return TRUE;
  if (field->kind == CRM_KIND_TEXT)
    return log_other (transaction, conflict, field, other, error);

  both = here != NULL ? g_strconcat (here, "\n\n", other, NULL) : g_strdup (other);
  crm_object_set_text (CRM_OBJECT (draft), field->name, both);

  return crm_transaction_save (transaction, draft, error);
}

static gboolean
take (CrmTransaction *transaction, CrmRecord *conflict, gboolean beside, GError **error)
{
  const CrmResolver resolver = { .transaction = transaction, .typed = TRUE };
  const CrmField   *field = crm_conflict_get_field (conflict);
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, get_record (conflict), error);
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (CrmRecord) read = NULL;
  GPtrArray *items;

  if (record == NULL)
    return FALSE;
  if (field == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This version of the program does not know that field. Update it to choose between the two."));
      return FALSE;
    }

  draft = crm_record_edit (record);
  read = crm_conflict_read (conflict, TRUE, &resolver);
  items = field->kind == CRM_KIND_ITEMS ? crm_object_get_items (CRM_OBJECT (read), field->name) : NULL;
  if (beside && field->kind != CRM_KIND_ITEMS)
    return keep_both (transaction, conflict, draft, read, error);
  if (items != NULL && items->len == 1)
    take_other_item (draft, field, items->pdata[0], beside);
  else
    crm_object_copy_field (CRM_OBJECT (draft), CRM_OBJECT (read), (guint) find_field (conflict));

  return crm_transaction_save (transaction, draft, error);
}

static gboolean
apply (CrmTransaction *transaction, CrmRecord *conflict, CrmConflictAnswer answer, GError **error)
{
  if (answer == CRM_CONFLICT_KEEP_THIS)
    return TRUE;
  if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (conflict), "field"), CRM_CONFLICT_DELETED) == 0)
    return crm_transaction_delete (transaction, get_record (conflict), error);

  return take (transaction, conflict, answer == CRM_CONFLICT_KEEP_BOTH, error);
}

/**
 * crm_conflict_answer:
 * @answer: %CRM_CONFLICT_KEEP_BOTH only where crm_conflict_can_keep_both()
 *
 * Does what somebody answered, and has the question be done with: for everybody, when it has been sent.
 */
gboolean
crm_conflict_answer (CrmTransaction *transaction, CrmRecord *conflict, CrmConflictAnswer answer, GError **error)
{
  return apply (transaction, conflict, answer, error) && crm_transaction_delete (transaction, crm_record_get_id (conflict), error);
}
