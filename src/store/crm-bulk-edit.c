/* One edit of many records. It is said as steps (put this field, add or take out this item), so that a window can make it without knowing
 * of transactions; fields are kept by their names, because one that the business made may be removed before the writer comes to it. */

#include "config.h"

#include "crm-bulk-edit.h"

#include "crm-error.h"
#include "crm-field-value.h"

#include <glib/gi18n-lib.h>

/* How often it is said how far it is, and looked whether it is still wanted. */
#define STRIDE 64

typedef enum
{
  STEP_SET,
  STEP_ADD,
  STEP_REMOVE,
} StepKind;

typedef struct
{
  StepKind   kind;
  char      *field;  /* (owned): its name */
  char      *label;  /* (owned): the same for people */
  CrmRecord *values; /* (owned) (nullable): STEP_SET: has the value */
  CrmItem   *item;   /* (owned) (nullable): STEP_ADD, STEP_REMOVE */
} Step;

struct _CrmBulkEdit
{
  gatomicrefcount  refs;
  GArray          *ids;   /* (owned) (element-type gint64) */
  GPtrArray       *steps; /* (owned) (element-type Step) */
  CrmBulkEditFunc  func;  /* (nullable) */
  gpointer         user_data;
  CrmBulkTitleFunc entitle; /* (nullable) */
  gpointer         title_data;
  GDestroyNotify   title_destroy;
  CrmProgress     *progress; /* (owned) (nullable) */

  /* What came of it */
  guint   n_changed;
  guint   n_same;
  guint   n_gone;
  GArray *refusals; /* (owned) (element-type CrmBulkRefusal) */
  char   *title;    /* (owned) (nullable) */
};

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->field);
  g_free (step->label);
  g_clear_object (&step->values);
  g_clear_object (&step->item);
  g_free (step);
}

static void
refusal_clear (gpointer data)
{
  g_free (((CrmBulkRefusal *) data)->reason);
}

/**
 * crm_bulk_edit_new:
 * @ids: (transfer none) (element-type gint64): records of one type; not to be changed any more
 *
 * Returns: (transfer full): an edit that does nothing yet
 */
CrmBulkEdit *
crm_bulk_edit_new (GArray *ids)
{
  CrmBulkEdit *self = g_new0 (CrmBulkEdit, 1);

  g_atomic_ref_count_init (&self->refs);
  self->ids = g_array_ref (ids);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->refusals = g_array_new (FALSE, FALSE, sizeof (CrmBulkRefusal));
  g_array_set_clear_func (self->refusals, refusal_clear);

  return self;
}

CrmBulkEdit *
crm_bulk_edit_ref (CrmBulkEdit *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
crm_bulk_edit_unref (CrmBulkEdit *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  if (self->title_destroy != NULL)
    self->title_destroy (self->title_data);
  g_clear_pointer (&self->progress, crm_progress_unref);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->steps);
  g_array_unref (self->refusals);
  g_free (self->title);
  g_free (self);
}

static Step *
add_step (CrmBulkEdit *self, StepKind kind, const CrmField *field)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->field = g_strdup (field->name);
  step->label = g_strdup (crm_field_get_label (field));
  g_ptr_array_add (self->steps, step);

  return step;
}

/* An amount is one with the currency it is in, where the record says that once for all of its amounts. */
static void
add_currency (CrmBulkEdit *self, const CrmField *field, CrmRecord *values)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (values);
  int             currency = crm_object_class_find_field (klass, "currency");
  guint           n_fields;

  if (field->kind == CRM_KIND_MONEY && field->custom == 0 && currency >= 0 && crm_object_is_set (CRM_OBJECT (values), (guint) currency))
    add_step (self, STEP_SET, &crm_object_class_get_fields (klass, &n_fields)[currency])->values = g_object_ref (values);
}

/**
 * crm_bulk_edit_set:
 * @field: declared or custom
 * @values: a record of the type with what all are to have in @field; they lose theirs where it has none. Not to be changed any more
 */
void
crm_bulk_edit_set (CrmBulkEdit *self, const CrmField *field, CrmRecord *values)
{
  add_step (self, STEP_SET, field)->values = g_object_ref (values);
  add_currency (self, field, values);
}

/**
 * crm_bulk_edit_add_item:
 * @items: a set of items
 * @item: what each is given, unless it has one that says the same
 */
void
crm_bulk_edit_add_item (CrmBulkEdit *self, const CrmField *items, CrmItem *item)
{
  add_step (self, STEP_ADD, items)->item = g_object_ref (item);
}

/**
 * crm_bulk_edit_remove_item:
 * @item: what each loses, if it has one that says the same
 */
void
crm_bulk_edit_remove_item (CrmBulkEdit *self, const CrmField *items, CrmItem *item)
{
  add_step (self, STEP_REMOVE, items)->item = g_object_ref (item);
}

/**
 * crm_bulk_edit_do:
 * @func: changes one record; besides the steps, if there are any
 */
void
crm_bulk_edit_do (CrmBulkEdit *self, CrmBulkEditFunc func, gpointer user_data)
{
  self->func = func;
  self->user_data = user_data;
}

/**
 * crm_bulk_edit_entitle:
 *
 * Has the change say how many records it changed, which is known at its end.
 */
void
crm_bulk_edit_entitle (CrmBulkEdit *self, CrmBulkTitleFunc func, gpointer user_data, GDestroyNotify destroy)
{
  self->entitle = func;
  self->title_data = user_data;
  self->title_destroy = destroy;
}

/**
 * crm_bulk_edit_follow:
 * @progress: is told how many records are done, of how many
 */
void
crm_bulk_edit_follow (CrmBulkEdit *self, CrmProgress *progress)
{
  self->progress = crm_progress_ref (progress);
}

static gboolean
items_equal (CrmItem *a, CrmItem *b)
{
  guint n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (a), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_equal_field (CRM_OBJECT (a), CRM_OBJECT (b), i))
        return FALSE;
    }

  return TRUE;
}

static void
edit_items (const Step *step, CrmObject *draft)
{
  GPtrArray *old = crm_object_get_items (draft, step->field);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean there = FALSE;

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      CrmItem *item = g_ptr_array_index (old, i);
      gboolean same = items_equal (item, step->item);

      there |= same;
      if (!same || step->kind == STEP_ADD)
        g_ptr_array_add (items, g_object_ref (item));
    }
  if (there == (step->kind == STEP_ADD))
    return;

  if (step->kind == STEP_ADD)
    {
      CrmItem *added = crm_item_copy (step->item);

      crm_item_ensure_id (added, items);
      g_ptr_array_add (items, added);
    }
  crm_object_set_items (draft, step->field, items);
}

static gboolean
take_step (const Step *step, CrmFieldSet *fields, CrmRecord *draft, GError **error)
{
  const CrmField *field = crm_field_set_find (fields, step->field);

  if (field == NULL)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no field “%s” any more."), step->label);
      return FALSE;
    }
  if (step->kind != STEP_SET)
    edit_items (step, CRM_OBJECT (draft));
  else if (!crm_field_equal (field, CRM_OBJECT (draft), CRM_OBJECT (step->values)))
    crm_field_copy (field, CRM_OBJECT (draft), CRM_OBJECT (step->values));

  return TRUE;
}

static gboolean
edit (CrmBulkEdit *self, CrmTransaction *transaction, CrmRecord *draft, GError **error)
{
  CrmFieldSet *fields = crm_transaction_get_fields (transaction, crm_record_get_record_type (draft));

  for (guint i = 0; i < self->steps->len; i++)
    {
      if (!take_step (g_ptr_array_index (self->steps, i), fields, draft, error))
        return FALSE;
    }

  return self->func == NULL || self->func (transaction, draft, self->user_data, error);
}

static gboolean
refuse (CrmBulkEdit *self, gint64 id, GError *why, GError **error)
{
  CrmBulkRefusal refusal = { id, NULL };

  if (!g_error_matches (why, CRM_ERROR, CRM_ERROR_INVALID))
    {
      g_propagate_error (error, why);
      return FALSE;
    }

  refusal.reason = g_strdup (why->message);
  g_array_append_val (self->refusals, refusal);
  g_error_free (why); /* its sentence is kept */
  return TRUE;
}

static gboolean
edit_one (CrmBulkEdit *self, CrmTransaction *transaction, gint64 id, GError **error)
{
  GError *why = NULL;
  g_autoptr (CrmRecord) before = crm_transaction_load (transaction, id, &why);
  g_autoptr (CrmRecord) draft = NULL;

  if (before == NULL && !g_error_matches (why, CRM_ERROR, CRM_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  g_clear_error (&why);
  if (before == NULL || crm_record_is_deleted (before))
    {
      self->n_gone++;
      return TRUE;
    }

  draft = crm_record_edit (before);
  if (!edit (self, transaction, draft, &why))
    return refuse (self, id, why, error);
  if (crm_object_get_touched (CRM_OBJECT (draft)) == 0)
    {
      self->n_same++;
      return TRUE;
    }
  if (!crm_transaction_save (transaction, draft, &why))
    return refuse (self, id, why, error);
  self->n_changed++;

  return TRUE;
}

static void
begin (CrmBulkEdit *self)
{
  self->n_changed = 0;
  self->n_same = 0;
  self->n_gone = 0;
  g_array_set_size (self->refusals, 0);
  g_clear_pointer (&self->title, g_free);
}

/**
 * crm_bulk_edit_apply:
 * @self: (type CrmBulkEdit): the edit
 *
 * A #CrmWriteFunc that does the edit.
 */
gboolean
crm_bulk_edit_apply (CrmTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  CrmBulkEdit *self = data;

  begin (self);
  crm_transaction_expect (transaction, self->ids->len, 0);
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (i % STRIDE == 0 && self->progress != NULL)
        crm_progress_tell (i, self->ids->len, i, self->progress);
      if (i % STRIDE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!edit_one (self, transaction, g_array_index (self->ids, gint64, i), error))
        return FALSE;
    }
  if (self->entitle != NULL)
    {
      self->title = self->entitle (self->n_changed, self->title_data);
      crm_transaction_set_title (transaction, self->title);
    }

  return TRUE;
}

guint
crm_bulk_edit_count_changed (CrmBulkEdit *self)
{
  return self->n_changed;
}

/**
 * crm_bulk_edit_count_same:
 *
 * Returns: how many records had the values already
 */
guint
crm_bulk_edit_count_same (CrmBulkEdit *self)
{
  return self->n_same;
}

/**
 * crm_bulk_edit_count_gone:
 *
 * Returns: how many records were deleted or erased before the writer came to them
 */
guint
crm_bulk_edit_count_gone (CrmBulkEdit *self)
{
  return self->n_gone;
}

/**
 * crm_bulk_edit_get_refusals:
 *
 * Returns: (transfer none) (element-type CrmBulkRefusal): who could not have the values
 */
GArray *
crm_bulk_edit_get_refusals (CrmBulkEdit *self)
{
  return self->refusals;
}

/**
 * crm_bulk_edit_get_title:
 *
 * Returns: (transfer none) (nullable): what was done, as crm_bulk_edit_entitle() had it said
 */
const char *
crm_bulk_edit_get_title (CrmBulkEdit *self)
{
  return self->title;
}
