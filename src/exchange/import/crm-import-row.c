/* Compiles a map into what is done with each cell, once, and does it, for every row. */

#include "config.h"

#include "crm-import-row-private.h"

#include "crm-csv-writer.h"
#include "crm-custom-field.h"
#include "crm-error.h"
#include "crm-import-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static CrmImportSlot
slot_of (const char *type)
{
  if (type == NULL || g_str_equal (type, "person"))
    return CRM_IMPORT_SLOT_PERSON;
  if (g_str_equal (type, "company"))
    return CRM_IMPORT_SLOT_COMPANY;

  return g_str_equal (type, "deal") ? CRM_IMPORT_SLOT_DEAL : CRM_IMPORT_SLOT_ACTIVITY;
}

/* What the sheet is about: the most particular of what its columns say. */
static CrmImportSlot
find_main (const CrmImportMap *map)
{
  gboolean company = FALSE;

  if (crm_import_map_get_own (map) != NULL)
    return slot_of (crm_import_map_get_own (map)->name);
  if (crm_import_map_has (map, "deal", CRM_IMPORT_FIELD, "title"))
    return CRM_IMPORT_SLOT_DEAL;
  for (guint i = 0; i < crm_import_map_get_n_columns (map); i++)
    {
      const CrmImportTarget *target = crm_import_map_get_target (map, i);

      if (g_strcmp0 (target->type, "activity") == 0)
        return CRM_IMPORT_SLOT_ACTIVITY;
    }
  for (guint i = 0; i < crm_import_map_get_n_columns (map); i++)
    {
      const CrmImportTarget *target = crm_import_map_get_target (map, i);

      if (g_strcmp0 (target->type, "person") == 0 && target->kind != CRM_IMPORT_NOTE)
        return CRM_IMPORT_SLOT_PERSON;
      company |= g_strcmp0 (target->type, "company") == 0;
    }

  return company ? CRM_IMPORT_SLOT_COMPANY : CRM_IMPORT_SLOT_PERSON;
}

/* Where a heading names its record ("Deal - Won time"), what is kept under it is kept there. */
static CrmImportSlot
slot_of_foreign (const CrmImportRowReader *self, const char *header)
{
  if (g_str_has_prefix (header, "Deal - "))
    return CRM_IMPORT_SLOT_DEAL;
  if (g_str_has_prefix (header, "Organization - "))
    return CRM_IMPORT_SLOT_COMPANY;
  if (g_str_has_prefix (header, "Activity - "))
    return CRM_IMPORT_SLOT_ACTIVITY;

  return g_str_has_prefix (header, "Person - ") ? CRM_IMPORT_SLOT_PERSON : self->main;
}

/* "Address 1 - City" is of the group "Address 1". */
static char *
dup_group (const char *header)
{
  const char *dash = strstr (header, " - ");

  return dash != NULL ? g_strndup (header, (gsize) (dash - header)) : g_strdup ("");
}

/* Numbers the groups of the headings, so that they are compared as numbers. */
static void
find_groups (CrmImportRowReader *self)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->n_actions; i++)
    {
      char *group = dup_group (crm_import_map_get_header (self->map, i));

      self->actions[i].group = GPOINTER_TO_UINT (g_hash_table_lookup (groups, group));
      if (self->actions[i].group == 0)
        self->actions[i].group = g_hash_table_size (groups) + 1;
      g_hash_table_insert (groups, group, GUINT_TO_POINTER (self->actions[i].group));
    }
}

static gboolean
has_group (const CrmImportRowReader *self, guint column)
{
  return strstr (crm_import_map_get_header (self->map, column), " - ") != NULL;
}

/* The label of a value stands before it: right before it, or somewhere in its group. */
static guint
find_label_column (const CrmImportRowReader *self, guint column)
{
  for (guint i = column; i > 0; i--)
    {
      gboolean same = self->actions[i - 1].group == self->actions[column].group;

      if (crm_import_map_get_target (self->map, i - 1)->kind == CRM_IMPORT_LABEL)
        return same || !has_group (self, i - 1) ? i - 1 : CRM_IMPORT_NO_COLUMN;
      if (!same || !has_group (self, column))
        return CRM_IMPORT_NO_COLUMN;
    }

  return CRM_IMPORT_NO_COLUMN;
}

/* Parts of one address: of the same record and label, and of the same group where headings have groups. */
static guint
find_address (const CrmImportRowReader *self, guint column)
{
  const CrmImportTarget *target = crm_import_map_get_target (self->map, column);

  for (guint i = 0; i < column; i++)
    {
      const CrmImportAction *action = &self->actions[i];

      if (action->kind == CRM_IMPORT_ADDRESS && action->slot == slot_of (target->type) && action->label == target->label && action->group == self->actions[column].group)
        return action->address;
    }

  return (column + 1) * CRM_IMPORT_N_SLOTS + slot_of (target->type);
}

static guint
find_part (const char *name)
{
  g_autoptr (CrmObjectClass) klass = g_type_class_ref (CRM_TYPE_ADDRESS);

  return (guint) crm_object_class_find_field (klass, name);
}

static void
compile_field (CrmImportRowReader *self, CrmImportAction *action, const CrmImportTarget *target)
{
  const CrmField *custom = crm_custom_field_is_name (target->field) ? crm_import_map_find_field (self->map, target->type, target->field) : NULL;
  CrmObjectClass *klass = crm_record_type_peek_class (crm_record_type_find (target->type));
  guint           n_fields;

  if (custom != NULL)
    {
      action->field = custom;
      /* Who is named has to be looked up. */
      if (custom->kind == CRM_KIND_REFERENCE)
        action->kind = CRM_IMPORT_OWN;
      return;
    }
  /* One that was removed meanwhile: what it held is kept beside. */
  if (crm_custom_field_is_name (target->field))
    {
      action->kind = CRM_IMPORT_FOREIGN;
      return;
    }
  action->number = (guint) crm_object_class_find_field (klass, target->field);
  action->field = &crm_object_class_get_fields (klass, &n_fields)[action->number];
}

static void
compile (CrmImportRowReader *self, guint column)
{
  const CrmImportTarget *target = crm_import_map_get_target (self->map, column);
  CrmImportAction       *action = &self->actions[column];

  action->header = crm_import_map_get_header (self->map, column);
  action->kind = target->kind;
  action->slot = target->type != NULL ? slot_of (target->type) : self->main;
  action->text = target->field;
  action->label = target->label;
  action->label_column = find_label_column (self, column);
  if (target->kind == CRM_IMPORT_FOREIGN)
    action->slot = slot_of_foreign (self, action->header);
  if (target->kind == CRM_IMPORT_FIELD || target->kind == CRM_IMPORT_OWN)
    compile_field (self, action, target);
  if (target->kind == CRM_IMPORT_ADDRESS)
    {
      action->address = find_address (self, column);
      action->number = find_part (target->field);
    }
  if (action->kind == CRM_IMPORT_FIELD && action->slot == CRM_IMPORT_SLOT_DEAL && g_str_equal (target->field, "currency"))
    self->currency_column = column;
}

/**
 * crm_import_row_reader_new:
 * @map: what the columns are; not to be changed meanwhile
 * @writing: copied, but for its country
 *
 * Compiles the map into what is done with each cell.
 */
CrmImportRowReader *
crm_import_row_reader_new (const CrmImportMap *map, const CrmImportWriting *writing)
{
  CrmImportRowReader *self = g_new0 (CrmImportRowReader, 1);

  self->map = crm_import_map_copy (map);
  self->n_actions = crm_import_map_get_n_columns (map);
  self->actions = g_new0 (CrmImportAction, MAX (self->n_actions, 1));
  self->currency_column = CRM_IMPORT_NO_COLUMN;
  self->main = find_main (map);
  self->writing = *writing;
  find_groups (self);
  for (guint i = 0; i < self->n_actions; i++)
    compile (self, i);

  return self;
}

void
crm_import_row_reader_free (CrmImportRowReader *self)
{
  crm_import_map_unref (self->map);
  g_free (self->actions);
  g_free (self);
}

CrmImportSlot
crm_import_row_reader_get_main (CrmImportRowReader *self)
{
  return self->main;
}

const char *
crm_import_row_get_cell (const CrmImportRow *row, guint column)
{
  return column < row->n_cells && *row->cells[column] != '\0' ? row->cells[column] : NULL;
}

gboolean
crm_import_row_fail (CrmImportRow *row, const char *cell)
{
  row->fault->value = cell;

  return FALSE;
}

/* Our own identifier, or another program's, which is kept with the name of that program: numbers alone are not unique. */
static void
put_uid (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const char *scope = crm_import_map_get_preset (row->reader->map);

  if (!crm_import_is_own_uid (cell))
    {
      cell = crm_import_draft_keep (row->draft, g_strconcat (scope, ":", cell, NULL));
      crm_import_draft_add_foreign (row->draft, action->slot, "csv", "UID", cell);
    }
  row->draft->parts[action->slot].uid = cell;
}

static void
put_own (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  CrmImportOwn own = { action->slot, action->field, cell, (int) (action - row->reader->actions) };

  row->draft->parts[action->slot].filled = TRUE;
  g_array_append_val (row->draft->own, own);
}

static gboolean
put_added_at (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;

  return crm_import_read_instant (cell, &writing->culture, writing->today, &row->draft->parts[action->slot].added_at, &row->fault->error) || crm_import_row_fail (row, cell);
}

static const char **
find_place (CrmImportDraft *draft, CrmImportKind kind)
{
  switch ((int) kind)
    {
    case CRM_IMPORT_NAME:
      return &draft->whole_name;
    case CRM_IMPORT_STAGE:
      return &draft->stage;
    case CRM_IMPORT_PIPELINE:
      return &draft->pipeline;
    case CRM_IMPORT_STATUS:
      return &draft->status;
    case CRM_IMPORT_PERSON_ID:
      return &draft->person_ids;
    case CRM_IMPORT_COMPANY_ID:
      return &draft->company_ids;
    case CRM_IMPORT_DEAL_ID:
      return &draft->deal_ids;
    default:
      return NULL;
    }
}

static gboolean
take_rare (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const char **place = find_place (row->draft, action->kind);
  const char  *clean = crm_import_draft_clean (row->draft, cell);

  if (clean == NULL)
    return TRUE;
  if (place != NULL)
    *place = clean;
  else if (action->kind == CRM_IMPORT_OWN)
    put_own (row, action, cell);
  else if (action->kind == CRM_IMPORT_UID)
    put_uid (row, action, clean);
  else if (action->kind == CRM_IMPORT_ROLE)
    *(*action->text == 'r' ? &row->draft->role : &row->draft->department) = clean;
  else if (action->kind == CRM_IMPORT_DONE)
    return crm_import_row_put_done (row, clean);
  else if (action->kind == CRM_IMPORT_ADDED_AT)
    return put_added_at (row, action, clean);
  else if (action->kind == CRM_IMPORT_MADE_ON)
    {
      row->draft->created = clean;
      crm_import_row_add_foreign (row, action, clean);
    }

  return TRUE;
}

static gboolean
take (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  switch ((int) action->kind)
    {
    case CRM_IMPORT_IGNORE:
    case CRM_IMPORT_LABEL:
      return TRUE;
    case CRM_IMPORT_FIELD:
      return crm_import_row_put_field (row, action, cell);
    case CRM_IMPORT_CONTACT:
      crm_import_row_add_contacts (row, action, cell);
      return TRUE;
    case CRM_IMPORT_ADDRESS:
      crm_import_row_add_address (row, action, cell);
      return TRUE;
    case CRM_IMPORT_TAGS:
      crm_import_row_add_tags (row, action, cell);
      return TRUE;
    case CRM_IMPORT_DATE:
      return crm_import_row_add_date (row, action, cell);
    case CRM_IMPORT_FOREIGN:
      crm_import_row_add_foreign (row, action, cell);
      return TRUE;
    case CRM_IMPORT_NOTE:
      crm_import_row_put_note (row, cell);
      return TRUE;
    default:
      return take_rare (row, action, cell);
    }
}

/* Whether a row has more cells than the heading, and they are filled: @fault says so. */
gboolean
crm_import_row_has_surplus (guint n_columns, const char *const *cells, gsize n_cells, CrmImportFault *fault)
{
  for (gsize i = n_columns; i < n_cells; i++)
    {
      if (*cells[i] == '\0')
        continue;
      fault->column = -1;
      fault->value = cells[i];
      g_set_error (&fault->error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The row has %u cells and the heading %u, so it is not certain which is which. Look for a missing quotation mark."), (guint) n_cells, n_columns);
      return TRUE;
    }

  return FALSE;
}

/**
 * crm_import_row_reader_fill:
 * @draft: empty
 * @cells: (array length=n_cells): UTF-8
 * @fault: (out): what is wrong
 *
 * Returns: whether every cell makes sense
 */
gboolean
crm_import_row_reader_fill (CrmImportRowReader *self, CrmImportDraft *draft, const char *const *cells, const gsize *lengths, gsize n_cells, CrmImportFault *fault)
{
  CrmImportRow row = { self, draft, cells, n_cells, fault };
  gsize        n = MIN (n_cells, self->n_actions);

  *fault = (CrmImportFault){ -1, NULL, NULL };
  if (G_UNLIKELY (n_cells > self->n_actions) && crm_import_row_has_surplus (self->n_actions, cells, n_cells, fault))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const char *cell = cells[i];

      if (lengths[i] == 0)
        continue;
      if (G_UNLIKELY (*cell == '\''))
        cell = crm_csv_unguard (cell);
      if (G_UNLIKELY (!take (&row, &self->actions[i], cell)))
        {
          fault->column = (int) i;
          return FALSE;
        }
    }

  return TRUE;
}
