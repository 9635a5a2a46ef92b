/* Fields that an import makes on its way: the business has no field yet for what a column holds. They are part of the change, so that a trial
 * takes them back too. */

#include "config.h"

#include "crm-import-private.h"

#include "crm-custom-field.h"
#include "crm-import-fields.h"
#include "crm-import-values.h"
#include "crm-text.h"

#include <string.h>

static gboolean
is_number (const char *cell, const CrmImportWriting *writing)
{
  g_autofree char *ascii = crm_text_ascii_digits (cell);
  const char      *text = g_strstrip (ascii);
  gsize            digits = strspn (text + (*text == '-'), "0123456789., ٬٫");

  text += *text == '-';

  /* Zeros before a number are those of a code. */
  return g_ascii_isdigit (*text) && text[digits] == '\0' && digits <= 20 && !(*text == '0' && g_ascii_isdigit (text[1]));
}

static gboolean
is_day (const char *cell, const CrmImportWriting *writing)
{
  CrmDate day;

  return strpbrk (cell, "-/.") != NULL && crm_import_read_day (cell, &writing->culture, writing->today, &day, NULL) && crm_date_is_full (day);
}

static gboolean
is_yes_or_no (const char *cell, const CrmImportWriting *writing)
{
  gboolean value;

  return crm_import_read_boolean (cell, &value) && !g_ascii_isdigit (*cell);
}

/* In this order: a day may look like a number. */
static const struct
{
  const char *kind;
  gboolean (*fits) (const char *cell, const CrmImportWriting *writing);
} guesses[] = {
  { "boolean", is_yes_or_no },
  { "date", is_day },
  { "number", is_number },
};

static gboolean
all_fit (GPtrArray *rows, guint column, gboolean (*fits) (const char *cell, const CrmImportWriting *writing), const CrmImportWriting *writing)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      GStrv row = g_ptr_array_index (rows, i);

      if (g_strv_length (row) <= column || *row[column] == '\0')
        continue;
      if (!fits (row[column], writing))
        return FALSE;
      n++;
    }

  return n > 0;
}

/* What every value of the first rows is; text takes all. */
static const char *
guess_kind (GPtrArray *rows, guint column, const CrmImportWriting *writing)
{
  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      if (all_fit (rows, column, guesses[i].fits, writing))
        return guesses[i].kind;
    }

  return "text";
}

static gboolean
is_kind (const char *kind)
{
  for (const CrmChoice *choice = crm_custom_field_kinds; kind != NULL && choice->value != NULL; choice++)
    {
      /* What else these need cannot be said of a column. */
      if (g_str_equal (choice->value, kind) && !g_str_equal (kind, "choice") && !g_str_equal (kind, "link"))
        return TRUE;
    }

  return FALSE;
}

static gboolean
make_field (CrmImportEngine *engine, const CrmRecordType *type, const char *label, const char *kind, GError **error)
{
  CrmImportDone done = { CRM_UNSET, "", CRM_IMPORT_CREATED };
  g_autoptr (CrmRecord) field = crm_record_new ("custom_field");

  g_object_set (field, "record-type", type->name, "label", label, "kind", kind,
                "position", (gint64) crm_field_set_get_size (crm_transaction_get_fields (engine->transaction, type)), NULL);

  return crm_import_engine_create (engine, field, error) && crm_import_engine_count_row (engine, "custom_field", &done);
}

/* A field that is called so already is the one that is meant. */
static gboolean
settle_column (CrmImportEngine *engine, CrmImportMap *map, guint column, GPtrArray *rows, const CrmImportWriting *writing, GError **error)
{
  const CrmImportTarget *target = crm_import_map_get_target (map, column);
  const CrmRecordType   *type = crm_record_type_find (target->type);
  const char            *label = crm_import_map_get_header (map, column);
  const CrmField        *field = crm_field_set_find (crm_transaction_get_fields (engine->transaction, type), label);
  g_autofree char       *id = NULL;

  if (field == NULL || field->custom == 0)
    {
      if (!make_field (engine, type, label, is_kind (target->label) ? target->label : guess_kind (rows, column, writing), error))
        return FALSE;
      field = crm_field_set_find (crm_transaction_get_fields (engine->transaction, type), label);
    }
  g_return_val_if_fail (field != NULL, FALSE);
  id = g_strdup_printf ("%s.%s", type->name, field->name);

  return crm_import_map_set_target (map, column, id, error);
}

static CrmFieldSet *
get_of_change (gpointer transaction, const CrmRecordType *type)
{
  return crm_transaction_get_fields (transaction, type);
}

/* Makes the fields that columns of @map are to become. @rows: the first rows of the sheet, by which their kinds are guessed. */
gboolean
crm_import_make_fields (CrmImportJob *job, CrmImportMap *map, GPtrArray *rows, const CrmImportWriting *writing, GError **error)
{
  g_autoptr (GPtrArray) fields = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < crm_import_map_get_n_columns (map); i++)
    {
      if (crm_import_map_get_target (map, i)->kind != CRM_IMPORT_NEW_FIELD)
        continue;
      if (!settle_column (job->engine, map, i, rows, writing, error))
        return FALSE;
      any = TRUE;
    }
  if (!any)
    return TRUE;

  fields = crm_import_fields_collect (get_of_change, job->engine->transaction);
  crm_import_map_set_fields (map, fields);

  return TRUE;
}
