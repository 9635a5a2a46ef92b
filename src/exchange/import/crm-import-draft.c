#include "config.h"

#include "crm-import-draft.h"

#include "crm-email.h"
#include "crm-error.h"
#include "crm-import-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Items of one type, lent to one row after another. One that somebody kept is not lent again. */
struct _CrmImportPool
{
  GType      type;
  GPtrArray *items; /* (owned) (element-type CrmItem) */
  guint      lent;
};

static CrmImportPool *
pool_new (GType type)
{
  CrmImportPool *pool = g_new0 (CrmImportPool, 1);

  pool->type = type;
  pool->items = g_ptr_array_new_with_free_func (g_object_unref);

  return pool;
}

static void
pool_free (CrmImportPool *pool)
{
  g_ptr_array_unref (pool->items);
  g_free (pool);
}

static gpointer
pool_take (CrmImportPool *pool)
{
  gpointer item = pool->lent < pool->items->len ? g_ptr_array_index (pool->items, pool->lent) : NULL;

  if (item != NULL && G_OBJECT (item)->ref_count == 1)
    {
      crm_object_clear (item);
      crm_item_set_id (item, "");
      pool->lent++;
      return item;
    }

  item = g_object_new (pool->type, NULL);
  if (pool->lent == pool->items->len)
    {
      g_ptr_array_add (pool->items, item);
    }
  else
    {
      g_object_unref (g_ptr_array_index (pool->items, pool->lent)); /* its place in the array is taken */
      g_ptr_array_index (pool->items, pool->lent) = item;
    }
  pool->lent++;

  return item;
}

static void
init_part (CrmImportPart *part, const char *type)
{
  part->record = crm_record_new (type);
  part->points = g_ptr_array_new ();
  part->addresses = g_ptr_array_new ();
  part->dates = g_ptr_array_new ();
  part->foreign = g_ptr_array_new ();
  part->tags = g_ptr_array_new ();
}

static void
clear_part (CrmImportPart *part)
{
  g_clear_object (&part->record);
  g_ptr_array_unref (part->points);
  g_ptr_array_unref (part->addresses);
  g_ptr_array_unref (part->dates);
  g_ptr_array_unref (part->foreign);
  g_ptr_array_unref (part->tags);
}

CrmImportDraft *
crm_import_draft_new (void)
{
  static const char *const types[] = { "person", "company", "deal", "activity" };
  CrmImportDraft          *self = g_new0 (CrmImportDraft, 1);

  for (guint i = 0; i < CRM_IMPORT_N_SLOTS; i++)
    init_part (&self->parts[i], types[i]);
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->address_keys = g_array_new (FALSE, FALSE, sizeof (guint));
  self->own = g_array_new (FALSE, FALSE, sizeof (CrmImportOwn));
  self->further = g_array_new (FALSE, FALSE, sizeof (CrmImportFurther));
  self->points = pool_new (CRM_TYPE_CONTACT_POINT);
  self->addresses = pool_new (CRM_TYPE_ADDRESS);
  self->dates = pool_new (CRM_TYPE_IMPORTANT_DATE);
  self->foreign = pool_new (CRM_TYPE_FOREIGN_FIELD);
  self->affiliations = pool_new (CRM_TYPE_AFFILIATION);
  self->taggings = pool_new (CRM_TYPE_TAGGING);

  return self;
}

void
crm_import_draft_free (CrmImportDraft *self)
{
  crm_import_draft_reset (self);
  for (guint i = 0; i < CRM_IMPORT_N_SLOTS; i++)
    clear_part (&self->parts[i]);
  g_ptr_array_unref (self->strings);
  g_ptr_array_unref (self->items);
  g_array_unref (self->address_keys);
  g_array_unref (self->own);
  g_array_unref (self->further);
  pool_free (self->points);
  pool_free (self->addresses);
  pool_free (self->dates);
  pool_free (self->foreign);
  pool_free (self->affiliations);
  pool_free (self->taggings);
  g_free (self);
}

/* Whether the part bears an identifier of ours. */
gboolean
crm_import_part_is_own (const CrmImportPart *self)
{
  return self->uid != NULL && crm_import_is_own_uid (self->uid);
}

static void
reset_part (CrmImportPart *part)
{
  crm_object_clear (CRM_OBJECT (part->record));
  crm_record_set_id (part->record, 0);
  crm_record_set_uid (part->record, "");
  g_ptr_array_set_size (part->points, 0);
  g_ptr_array_set_size (part->addresses, 0);
  g_ptr_array_set_size (part->dates, 0);
  g_ptr_array_set_size (part->foreign, 0);
  g_ptr_array_set_size (part->tags, 0);
  part->uid = NULL;
  part->added_at = CRM_UNSET;
  part->filled = FALSE;
}

/**
 * crm_import_draft_reset:
 *
 * Empties the draft for the next row. What was saved from it stays saved.
 */
void
crm_import_draft_reset (CrmImportDraft *self)
{
  for (guint i = 0; i < CRM_IMPORT_N_SLOTS; i++)
    reset_part (&self->parts[i]);
  self->whole_name = self->role = self->department = self->note = self->created = NULL;
  self->stage = self->pipeline = self->status = NULL;
  self->person_ids = self->company_ids = self->deal_ids = NULL;
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_clear_pointer (&self->photo_mime, g_free);
  g_array_set_size (self->address_keys, 0);
  g_array_set_size (self->own, 0);
  g_array_set_size (self->further, 0);
  g_ptr_array_set_size (self->strings, 0);
  g_ptr_array_set_size (self->items, 0);
  self->points->lent = self->addresses->lent = self->dates->lent = self->foreign->lent = 0;
  self->affiliations->lent = self->taggings->lent = 0;
}

/**
 * crm_import_draft_keep:
 * @text: (transfer full): a text that this row needs
 *
 * Returns: (transfer none): @text, until the draft is reset
 */
const char *
crm_import_draft_keep (CrmImportDraft *self, char *text)
{
  g_ptr_array_add (self->strings, text);

  return text;
}

/**
 * crm_import_draft_clean:
 *
 * Returns: (transfer none) (nullable): @cell as it may enter the file; %NULL where nothing is left of it
 */
const char *
crm_import_draft_clean (CrmImportDraft *self, const char *cell)
{
  char       *fresh;
  const char *clean = crm_import_clean (cell, &fresh);

  return fresh != NULL ? crm_import_draft_keep (self, fresh) : clean;
}

/**
 * crm_import_draft_put_text:
 *
 * Puts a text field; a second text for it goes on a line of its own.
 */
void
crm_import_draft_put_text (CrmImportDraft *self, CrmImportSlot slot, guint field, const char *text)
{
  CrmObject  *object = CRM_OBJECT (self->parts[slot].record);
  const char *before = crm_object_peek_text (object, field);

  self->parts[slot].filled = TRUE;
  if (G_UNLIKELY (before != NULL && strcmp (before, text) != 0))
    text = crm_import_draft_keep (self, g_strconcat (before, "\n", text, NULL));
  crm_object_put_text (object, field, text);
}

static gboolean
has_contact (GPtrArray *points, const char *kind, const char *label, const char *value)
{
  const CrmImportNumbers *n = crm_import_numbers ();

  for (guint i = 0; i < points->len; i++)
    {
      CrmObject *point = g_ptr_array_index (points, i);

      if (strcmp (crm_object_peek_text (point, n->contact_value), value) == 0 && strcmp (crm_object_peek_text (point, n->contact_kind), kind) == 0 &&
          g_strcmp0 (crm_object_peek_text (point, n->contact_label), label) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The same rule as crm_contact_point_new(), without looking fields up by name. */
static void
put_normalised (CrmObject *point, const char *kind, const char *label, const char *value, const char *country)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  g_autoptr (CrmItem) made = crm_contact_point_new (kind, label, value, country);

  crm_object_put_text (point, n->contact_normalised, crm_object_peek_text (CRM_OBJECT (made), n->contact_normalised));
}

/**
 * crm_import_draft_add_contact:
 * @label: (nullable): as it is stored
 * @value: clean
 * @country: (nullable): where numbers without a country are dialled
 *
 * Adds a way to reach somebody, once. An e-mail address that mail could not go to is kept, marked as not working.
 *
 * Returns: (transfer none) (nullable): the item; %NULL where it was there
 */
CrmObject *
crm_import_draft_add_contact (CrmImportDraft *self, CrmImportSlot slot, const char *kind, const char *label, const char *value, const char *country)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmImportPart          *part = &self->parts[slot];
  CrmObject              *point;

  if (part->points->len > 0 && has_contact (part->points, kind, label, value))
    return NULL;

  part->filled = TRUE;
  point = pool_take (self->points);
  crm_object_put_text (point, n->contact_kind, kind);
  if (label != NULL)
    crm_object_put_text (point, n->contact_label, label);
  crm_object_put_text (point, n->contact_value, value);
  if (country != NULL && strcmp (kind, "email") != 0)
    put_normalised (point, kind, label, value, country);
  if (*kind == 'e' && strcmp (kind, "email") == 0 && strchr (value, '@') == NULL)
    crm_object_put_integer (point, n->contact_invalid, 1);
  g_ptr_array_add (part->points, point);

  return point;
}

/**
 * crm_import_draft_get_address:
 * @key: which of the row's addresses
 * @label: (nullable): of a new one
 *
 * Returns: (transfer none): the address of that key, made where it is not there
 */
CrmObject *
crm_import_draft_get_address (CrmImportDraft *self, CrmImportSlot slot, guint key, const char *label)
{
  CrmImportPart *part = &self->parts[slot];
  CrmObject     *address;

  /* Keys are different for different slots, and addresses of a slot keep their order. */
  for (guint i = 0, seen = 0; i < self->address_keys->len; i++)
    {
      guint known = g_array_index (self->address_keys, guint, i);

      if (known == key)
        return g_ptr_array_index (part->addresses, seen);
      seen += known % CRM_IMPORT_N_SLOTS == slot;
    }

  part->filled = TRUE;
  address = pool_take (self->addresses);
  if (label != NULL)
    crm_object_put_text (address, crm_import_numbers ()->address_label, label);
  g_ptr_array_add (part->addresses, address);
  g_array_append_val (self->address_keys, key);

  return address;
}

/**
 * crm_import_draft_add_date:
 * @year: 0 where it is not known, as are @month and @day
 */
CrmObject *
crm_import_draft_add_date (CrmImportDraft *self, const char *kind, const char *label, guint year, guint month, guint day)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmImportPart          *part = &self->parts[CRM_IMPORT_SLOT_PERSON];
  CrmObject              *date = pool_take (self->dates);

  part->filled = TRUE;
  crm_object_put_text (date, n->date_kind, kind);
  crm_object_put_text (date, n->date_label, label);
  crm_object_put_integer (date, n->date_year, year != 0 ? (gint64) year : CRM_UNSET);
  crm_object_put_integer (date, n->date_month, month != 0 ? (gint64) month : CRM_UNSET);
  crm_object_put_integer (date, n->date_day, day != 0 ? (gint64) day : CRM_UNSET);
  g_ptr_array_add (part->dates, date);

  return date;
}

/**
 * crm_import_draft_add_foreign:
 * @slot: whose
 * @value: (nullable): clean
 *
 * Keeps what has no field of ours.
 */
void
crm_import_draft_add_foreign (CrmImportDraft *self, CrmImportSlot slot, const char *source, const char *name, const char *value)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmObject              *field = pool_take (self->foreign);

  crm_object_put_text (field, n->foreign_source, source);
  crm_object_put_text (field, n->foreign_name, name);
  crm_object_put_text (field, n->foreign_value, value);
  g_ptr_array_add (self->parts[slot].foreign, field);
}

void
crm_import_draft_add_tag (CrmImportDraft *self, CrmImportSlot slot, const char *name)
{
  self->parts[slot].filled = TRUE;
  g_ptr_array_add (self->parts[slot].tags, (gpointer) name);
}

/* @role, @department: (nullable) */
CrmObject *
crm_import_draft_take_affiliation (CrmImportDraft *self, gint64 company, const char *role, const char *department)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmObject              *affiliation = pool_take (self->affiliations);

  crm_object_put_integer (affiliation, n->affiliation_company, company);
  if (role != NULL)
    crm_object_put_text (affiliation, n->affiliation_role, role);
  if (department != NULL)
    crm_object_put_text (affiliation, n->affiliation_department, department);
  crm_item_set_id (CRM_ITEM (affiliation), "1");

  return affiliation;
}

CrmObject *
crm_import_draft_take_tagging (CrmImportDraft *self, gint64 tag)
{
  CrmObject *tagging = pool_take (self->taggings);

  crm_object_put_integer (tagging, crm_import_numbers ()->tagging_tag, tag);

  return tagging;
}

static GPtrArray *
find_list (CrmImportPart *part, GType item_type)
{
  if (item_type == CRM_TYPE_CONTACT_POINT)
    return part->points;
  if (item_type == CRM_TYPE_ADDRESS)
    return part->addresses;
  if (item_type == CRM_TYPE_IMPORTANT_DATE)
    return part->dates;

  return item_type == CRM_TYPE_FOREIGN_FIELD ? part->foreign : NULL;
}

/**
 * crm_import_draft_share_items:
 * @field: a set of items that was put into the record itself
 *
 * Makes the items the draft's own, so that people are recognised by them as by others.
 */
void
crm_import_draft_share_items (CrmImportDraft *self, CrmImportSlot slot, guint field)
{
  CrmImportPart  *part = &self->parts[slot];
  CrmObject      *record = CRM_OBJECT (part->record);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);
  GPtrArray      *items = crm_object_peek_items (record, field);
  GPtrArray      *list = find_list (part, fields[field].item_type ());

  for (guint i = 0; list != NULL && items != NULL && i < items->len; i++)
    {
      g_ptr_array_add (self->items, g_object_ref (g_ptr_array_index (items, i)));
      g_ptr_array_add (list, g_ptr_array_index (items, i));
    }
}
