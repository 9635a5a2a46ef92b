/* Cells of our own export: they name other records by title and identifier. A company, a tag or a user that this file does not have yet is
 * made under that identifier; other records must be there. Users are known by their names alone too. */

#include "config.h"

#include "crm-import-engine.h"

#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-field-value.h"
#include "crm-import-absent.h"
#include "crm-import-values.h"

#include <string.h>

/* `company=Atlas Fabrics <0190…>` in a set of items, or the reference alone. */
static GMatchInfo *
find_reference (const char *cell, const char *type, GRegex **regex)
{
  g_autofree char *pattern = g_strdup_printf ("(?:^|[;\\n] ?|^id=[^;]*; )(?:%s=)?([^;=\\n<>]+) <([0-9a-f-]{36})>", type);
  GMatchInfo      *match;

  *regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_regex_match (*regex, cell, 0, &match);

  return match;
}

static gboolean
ensure_one (CrmImportEngine *self, const CrmRecordType *type, const char *name, const char *uid, GError **error)
{
  g_autoptr (CrmRecord) record = NULL;
  CrmImportDone done = { CRM_UNSET, "", CRM_IMPORT_CREATED };

  if (crm_transaction_find_uid (self->transaction, type, uid) != 0)
    return TRUE;

  record = crm_record_new (type->name);
  crm_record_set_uid (record, uid);
  crm_object_set_text (CRM_OBJECT (record), "name", name);

  return crm_import_engine_create (self, record, error) && crm_import_engine_count_row (self, type->name, &done);
}

static gboolean
ensure_references (CrmImportEngine *self, const char *cell, const char *type_name, GError **error)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = find_reference (cell, type_name, &regex);
  const CrmRecordType *type = crm_record_type_find (type_name);

  while (g_match_info_matches (match))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *uid = g_match_info_fetch (match, 2);

      if (!ensure_one (self, type, g_strstrip (name), uid, error))
        return FALSE;
      g_match_info_next (match, NULL);
    }

  return TRUE;
}

/* The type that is named in a field and may be made on the way. */
static const char *
find_named_type (const CrmField *field)
{
  if (field->kind == CRM_KIND_REFERENCE)
    return g_strcmp0 (field->target, "company") == 0 || g_strcmp0 (field->target, "user") == 0 ? field->target : NULL;
  if (field->kind == CRM_KIND_ITEMS && field->item_type () == CRM_TYPE_AFFILIATION)
    return "company";

  return field->kind == CRM_KIND_ITEMS && field->item_type () == CRM_TYPE_TAGGING ? "tag" : NULL;
}

/* Makes the companies or tags that a cell of ours names under an identifier that is not there. */
gboolean
crm_import_ensure_named (CrmImportEngine *self, const CrmField *field, const char *cell, GError **error)
{
  const char *type = find_named_type (field);

  return type == NULL || ensure_references (self, cell, type, error);
}

static gboolean
can_do_without (CrmImportEngine *self, const GError *failure)
{
  if (self->missing == CRM_IMPORT_MISSING_REFUSE || !g_error_matches (failure, CRM_ERROR, CRM_ERROR_NOT_FOUND))
    return FALSE;
  if (self->missing == CRM_IMPORT_MISSING_TELL)
    crm_import_report_add_problem (self->report, self->line, failure->message);

  return TRUE;
}

/* A stage that somebody has typed into a sheet of ours, by its name alone. */
static gboolean
is_stage_name (const CrmImportOwn *own)
{
  return own->slot == CRM_IMPORT_SLOT_DEAL && strcmp (own->field->name, "stage") == 0 && strchr (own->cell, '<') == NULL && !crm_import_is_own_uid (own->cell);
}

/* Whose it is, by the name alone. */
static gboolean
is_user_name (const CrmImportOwn *own)
{
  return own->field->kind == CRM_KIND_REFERENCE && g_strcmp0 (own->field->target, "user") == 0 && strchr (own->cell, '<') == NULL && !crm_import_is_own_uid (own->cell);
}

static gboolean
take_user (CrmImportEngine *self, const CrmImportOwn *own, GError **error)
{
  gint64 id;

  if (!crm_import_lookup_named (self->lookup, "user", own->cell, &id, error))
    return FALSE;
  if (id != 0)
    crm_field_put_integer (own->field, CRM_OBJECT (self->draft->parts[own->slot].record), id);

  return TRUE;
}

static gboolean
take_one (CrmImportEngine *self, const CrmImportOwn *own, GError **error)
{
  CrmResolver resolver = { .transaction = self->transaction };
  g_autoptr (GError) failure = NULL;
  CrmObject      *record = CRM_OBJECT (self->draft->parts[own->slot].record);
  const CrmField *field = own->field;

  if (is_stage_name (own))
    {
      self->draft->stage = own->cell;
      return TRUE;
    }
  if (is_user_name (own))
    return take_user (self, own, error);
  if (!crm_import_ensure_named (self, field, own->cell, error))
    return FALSE;
  if (!crm_field_from_text (field, record, own->cell, &self->culture, &resolver, &failure) && !can_do_without (self, failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (field->kind == CRM_KIND_ITEMS)
    crm_import_draft_share_items (self->draft, own->slot, crm_field_get_number (field, record));

  return TRUE;
}

static void
drop_absent_files (CrmImportEngine *self, CrmImportSlot slot)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  crm_import_drop_absent_files (self->transaction, self->draft->parts[slot].record, problems);
  /* A row that will be completed is told of then. */
  for (guint i = 0; self->missing != CRM_IMPORT_MISSING_LEAVE && i < problems->len; i++)
    crm_import_report_add_problem (self->report, self->line, g_ptr_array_index (problems, i));
}

static gboolean
is_currency (const CrmField *field)
{
  return field->custom == 0 && strcmp (field->name, "currency") == 0;
}

/* An amount without a currency is in the one that the record has. */
static gboolean
put_known_currency (CrmImportEngine *self, CrmImportSlot slot, GError **error)
{
  CrmImportPart *part = &self->draft->parts[slot];
  CrmObject     *record = CRM_OBJECT (part->record);
  int            number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (record), "currency");
  gint64         id = part->uid != NULL && number >= 0 ? crm_transaction_find_uid (self->transaction, crm_record_get_record_type (part->record), part->uid) : 0;
  g_autoptr (CrmRecord) known = NULL;

  if (id == 0 || crm_object_is_set (record, (guint) number))
    return TRUE;

  known = crm_import_engine_load (self, id, error);
  if (known != NULL)
    crm_object_set_text (record, "currency", crm_object_get_text (CRM_OBJECT (known), "currency"));

  return known != NULL;
}

/* Takes the currencies, which the amounts are read in, or the others. */
static gboolean
take_some (CrmImportEngine *self, gboolean currencies, CrmImportFault *fault)
{
  for (guint i = 0; i < self->draft->own->len; i++)
    {
      const CrmImportOwn *own = &g_array_index (self->draft->own, CrmImportOwn, i);

      if (is_currency (own->field) != currencies)
        continue;
      if (!currencies && own->field->kind == CRM_KIND_MONEY && !put_known_currency (self, own->slot, &fault->error))
        return FALSE;
      if (!take_one (self, own, &fault->error))
        {
          fault->column = own->column;
          fault->value = own->cell;
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * crm_import_take_own:
 * @fault: (out): which cell is wrong, and why
 *
 * Reads the cells that our own export wrote into the draft.
 *
 * Returns: %FALSE with %CRM_ERROR_INVALID or _NOT_FOUND where one cannot be read
 */
gboolean
crm_import_take_own (CrmImportEngine *self, CrmImportFault *fault)
{
  if (!take_some (self, TRUE, fault) || !take_some (self, FALSE, fault))
    return FALSE;
  for (guint i = 0; self->draft->own->len > 0 && i < CRM_IMPORT_N_SLOTS; i++)
    drop_absent_files (self, i);

  return TRUE;
}
