/* Cells that a declared field of a record is read from, by its kind. */

#include "config.h"

#include "crm-import-row-private.h"

#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-field-value.h"
#include "crm-import-choices.h"
#include "crm-html.h"
#include "crm-import-values.h"
#include "crm-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
put_money (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  CrmObject       *object = CRM_OBJECT (row->draft->parts[action->slot].record);
  const char      *named = row->reader->currency_column != CRM_IMPORT_NO_COLUMN ? crm_import_row_get_cell (row, row->reader->currency_column) : NULL;
  g_autofree char *code = named != NULL ? crm_import_find_currency (named) : NULL;
  char             currency[4];
  gint64           minor;

  if (!crm_money_parse (cell, code != NULL ? code : action->field->currency, &row->reader->writing.culture, &minor, currency, &row->fault->error))
    return crm_import_row_fail (row, cell);
  crm_field_put_integer (action->field, object, minor);
  if (action->field->custom == 0)
    crm_object_put_text (object, crm_import_numbers ()->deal_currency, currency);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

/* Alone it makes no deal. */
static gboolean
put_currency (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  CrmObject       *object = CRM_OBJECT (row->draft->parts[action->slot].record);
  g_autofree char *code = crm_import_find_currency (cell);

  if (code == NULL)
    {
      g_set_error (&row->fault->error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no currency. Write its code of three letters, such as EUR."), cell);
      return crm_import_row_fail (row, cell);
    }
  if (!crm_object_is_set (object, action->number))
    crm_object_put_text (object, action->number, code);

  return TRUE;
}

static gboolean
put_date (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;
  CrmDate                 day;
  g_autofree char        *iso = NULL;

  if (crm_import_is_no_date (cell))
    return TRUE;
  if (!crm_import_read_day (cell, &writing->culture, writing->today, &day, &row->fault->error))
    return crm_import_row_fail (row, cell);
  iso = crm_date_to_iso (day);
  crm_field_put_text (action->field, CRM_OBJECT (row->draft->parts[action->slot].record), iso);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

static gboolean
put_number (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;
  gint64                  value = CRM_UNSET;
  gboolean                flag;
  gboolean                good;

  if (action->field->kind == CRM_KIND_INSTANT)
    good = crm_import_is_no_date (cell) || crm_import_read_instant (cell, &writing->culture, writing->today, &value, &row->fault->error);
  else if (action->field->kind == CRM_KIND_BOOLEAN)
    {
      good = crm_import_read_boolean (cell, &flag);
      value = flag ? 1 : CRM_UNSET;
    }
  else
    good = crm_import_read_integer (cell, &value);

  if (!good && row->fault->error == NULL)
    g_set_error (&row->fault->error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no number."), cell);
  if (!good)
    return crm_import_row_fail (row, cell);
  crm_field_put_integer (action->field, CRM_OBJECT (row->draft->parts[action->slot].record), value);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

/* A word that is none of ours is kept beside. */
static gboolean
put_choice (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const char *value = crm_import_find_choice (action->field, cell);

  if (value == NULL)
    {
      crm_import_draft_add_foreign (row->draft, action->slot, "csv", action->header, crm_import_draft_clean (row->draft, cell));
      if (action->slot == CRM_IMPORT_SLOT_ACTIVITY)
        row->draft->parts[action->slot].filled = TRUE;
      return TRUE;
    }
  crm_field_put_text (action->field, CRM_OBJECT (row->draft->parts[action->slot].record), value);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

static gboolean
put_text (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  const char *clean;
  char       *plain = action->field->kind == CRM_KIND_LONG_TEXT && crm_html_is_html (cell) ? crm_html_to_text (cell) : NULL;

  if (plain != NULL)
    cell = crm_import_draft_keep (row->draft, plain);
  clean = crm_import_draft_clean (row->draft, cell);
  if (clean != NULL && g_str_equal (action->field->name, "due_time"))
    {
      char *time = crm_import_read_time (clean);

      clean = time != NULL ? crm_import_draft_keep (row->draft, time) : NULL;
    }
  if (clean == NULL)
    return TRUE;
  if (action->field->kind == CRM_KIND_TEXT && strchr (clean, '\n') != NULL)
    clean = crm_import_draft_keep (row->draft, g_strdelimit (g_strdup (clean), "\n", ' '));
  if (action->field->custom == 0)
    {
      crm_import_draft_put_text (row->draft, action->slot, action->number, clean);
      return TRUE;
    }
  crm_field_put_text (action->field, CRM_OBJECT (row->draft->parts[action->slot].record), clean);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

static gboolean
put_decimal (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  g_autofree char *decimal = crm_decimal_parse (cell, &row->fault->error);

  if (decimal == NULL)
    return crm_import_row_fail (row, cell);
  crm_field_put_text (action->field, CRM_OBJECT (row->draft->parts[action->slot].record), decimal);
  row->draft->parts[action->slot].filled = TRUE;

  return TRUE;
}

gboolean
crm_import_row_put_field (CrmImportRow *row, const CrmImportAction *action, const char *cell)
{
  switch (action->field->kind)
    {
    case CRM_KIND_MONEY:
      return put_money (row, action, cell);
    case CRM_KIND_DATE:
      return put_date (row, action, cell);
    case CRM_KIND_INTEGER:
    case CRM_KIND_INSTANT:
    case CRM_KIND_BOOLEAN:
      return put_number (row, action, cell);
    case CRM_KIND_CHOICE:
      return put_choice (row, action, cell);
    case CRM_KIND_NUMBER:
      return put_decimal (row, action, cell);
    case CRM_KIND_TEXT:
      if (row->reader->currency_column == (guint) (action - row->reader->actions))
        return put_currency (row, action, cell);
      return put_text (row, action, cell);
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_REFERENCE:
    case CRM_KIND_FILE:
    case CRM_KIND_ITEMS:
    default:
      return put_text (row, action, cell);
    }
}

gboolean
crm_import_row_put_done (CrmImportRow *row, const char *cell)
{
  const CrmImportWriting *writing = &row->reader->writing;
  CrmObject              *activity = CRM_OBJECT (row->draft->parts[CRM_IMPORT_SLOT_ACTIVITY].record);
  gboolean                done;
  gint64                  at = CRM_UNSET;

  if (crm_import_read_boolean (cell, &done))
    at = done ? crm_date_to_instant (writing->today) : CRM_UNSET;
  else if (!crm_import_read_instant (cell, &writing->culture, writing->today, &at, &row->fault->error))
    return crm_import_row_fail (row, cell);
  crm_object_put_integer (activity, crm_import_numbers ()->activity_done_at, at);

  return TRUE;
}

void
crm_import_row_put_note (CrmImportRow *row, const char *cell)
{
  char       *plain = crm_html_is_html (cell) ? crm_html_to_text (cell) : NULL;
  const char *clean = crm_import_draft_clean (row->draft, plain != NULL ? crm_import_draft_keep (row->draft, plain) : cell);

  if (row->draft->note != NULL && clean != NULL)
    clean = crm_import_draft_keep (row->draft, g_strconcat (row->draft->note, "\n\n", clean, NULL));
  if (clean != NULL)
    row->draft->note = clean;
}
