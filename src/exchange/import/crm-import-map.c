#include "config.h"

#include "crm-import-map-private.h"

#include "crm-error.h"
#include "crm-import-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (CrmImportMap, crm_import_map, crm_import_map_ref, crm_import_map_unref)

static void
clear_column (gpointer data)
{
  CrmImportMapColumn *column = data;

  g_free (column->header);
  g_free (column->key);
}

/* Columns, their headers and what they are. */
CrmImportMapColumn *
crm_import_map_peek (const CrmImportMap *self, guint column)
{
  return &g_array_index (self->columns, CrmImportMapColumn, column);
}

/* Says what a column is, unless @target makes no sense. */
gboolean
crm_import_map_put (CrmImportMapColumn *column, const char *target, guint confidence, const char *reason)
{
  CrmImportTarget parsed;

  if (!crm_import_target_parse (target, &parsed, NULL))
    return FALSE;
  column->target = parsed;
  column->confidence = confidence;
  column->reason = reason;

  return TRUE;
}

static char *
make_header (const char *text, guint column)
{
  if (text != NULL && *text != '\0')
    return g_strdup (text);

  /* Translators: what a column without a heading is called; %u is its number */
  return g_strdup_printf (_ ("Column %u"), column + 1);
}

/**
 * crm_import_map_new:
 * @header: (nullable) (array length=n_columns): the headings; %NULL where the file has none
 * @fields: (nullable) (element-type CrmFieldSet): of the file imported into
 *
 * Returns: (transfer full): a map that keeps every column under its own name
 */
CrmImportMap *
crm_import_map_new (const char *const *header, guint n_columns, GPtrArray *fields)
{
  CrmImportMap *self = g_new0 (CrmImportMap, 1);

  g_atomic_ref_count_init (&self->refs);
  self->fields = fields != NULL ? g_ptr_array_ref (fields) : NULL;
  self->columns = g_array_sized_new (FALSE, TRUE, sizeof (CrmImportMapColumn), n_columns);
  g_array_set_clear_func (self->columns, clear_column);
  for (guint i = 0; i < n_columns; i++)
    {
      CrmImportMapColumn column = { .header = make_header (header != NULL ? header[i] : NULL, i), .target.kind = CRM_IMPORT_FOREIGN };

      column.key = crm_import_header_key (header != NULL ? header[i] : "");
      column.reason = N_ ("Nothing is known about this column, so it is kept as it is.");
      g_array_append_val (self->columns, column);
    }

  return self;
}

CrmImportMap *
crm_import_map_ref (CrmImportMap *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
crm_import_map_unref (CrmImportMap *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_array_unref (self->columns);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self);
}

/**
 * crm_import_map_copy:
 *
 * Returns: (transfer full): a map that may be changed while @self is in use
 */
CrmImportMap *
crm_import_map_copy (const CrmImportMap *self)
{
  CrmImportMap *copy = crm_import_map_new (NULL, 0, self->fields);

  copy->preset = self->preset;
  copy->own = self->own;
  for (guint i = 0; i < self->columns->len; i++)
    {
      CrmImportMapColumn column = *crm_import_map_peek (self, i);

      column.header = g_strdup (column.header);
      column.key = g_strdup (column.key);
      g_array_append_val (copy->columns, column);
    }

  return copy;
}

/**
 * crm_import_map_new_guess:
 * @header: (nullable) (array length=n_columns): the headings; %NULL where the file has none
 * @rows: (nullable) (element-type GStrv): some rows of the file
 * @fields: (nullable) (element-type CrmFieldSet): of the file imported into
 *
 * Finds out what the columns are: by the program that writes such a heading, by the words of the headings, and by what
 * @rows hold. Never by position.
 *
 * Returns: (transfer full): the map
 */
CrmImportMap *
crm_import_map_new_guess (const char *const *header, guint n_columns, GPtrArray *rows, GPtrArray *fields)
{
  CrmImportMap *self = crm_import_map_new (header, n_columns, fields);

  crm_import_map_guess (self, rows);

  return self;
}

/* Cuts `a=b,"c=d, e"` at its commas. */
static GStrv
split_spec (const char *spec)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = spec;; p++)
    {
      if (*p == '\0' || (*p == ',' && !quoted))
        {
          if (*g_strstrip (part->str) != '\0')
            g_strv_builder_add (builder, part->str);
          g_string_set_size (part, 0);
          if (*p == '\0')
            return g_strv_builder_end (builder);
        }
      else if (*p == '"' && p[1] == '"')
        {
          g_string_append_c (part, *p++);
        }
      else if (*p == '"')
        {
          quoted = !quoted;
        }
      else
        {
          g_string_append_c (part, *p);
        }
    }
}

/* By exact heading, then by its words, then by number: "#3". One that is taken already is passed over, for headings repeat. */
static CrmImportMapColumn *
find_column (CrmImportMap *self, const char *name)
{
  g_autofree char *key = crm_import_header_key (name);
  guint64          number;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < self->columns->len; i++)
        {
          CrmImportMapColumn *column = crm_import_map_peek (self, i);
          const char         *mine = pass == 0 ? column->header : column->key;

          if (!column->said && strcmp (mine, pass == 0 ? name : key) == 0)
            return column;
        }
    }
  if (*name == '#' && g_ascii_string_to_unsigned (name + 1, 10, 1, self->columns->len, &number, NULL))
    return crm_import_map_peek (self, (guint) number - 1);

  return NULL;
}

/* A field of the business's own may be called as people call it: "Shoe size", "company.Branch". */
gboolean
crm_import_map_parse_target (const CrmImportMap *self, const char *text, CrmImportTarget *target, GError **error)
{
  static const char *const types[] = { "person", "company", "deal", "activity" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gboolean         typed = g_str_has_prefix (text, types[i]) && text[strlen (types[i])] == '.';
      const char      *name = typed ? text + strlen (types[i]) + 1 : text;
      const CrmField  *field = typed || i == 0 ? crm_import_fields_find (self->fields, types[i], name) : NULL;
      g_autofree char *id = field != NULL ? g_strdup_printf ("%s.%s", types[i], field->name) : NULL;

      if (id != NULL)
        return crm_import_target_parse (id, target, error);
    }

  return crm_import_target_parse (text, target, error);
}

static gboolean
parse_pair (CrmImportMap *self, const char *pair, GError **error)
{
  const char         *equals = strchr (pair, '=');
  g_autofree char    *target = equals != NULL ? g_strndup (pair, (gsize) (equals - pair)) : NULL;
  CrmImportMapColumn *column;
  CrmImportTarget     parsed;

  if (equals == NULL)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("“%s” does not say which column is meant. Write FIELD=COLUMN."), pair);
      return FALSE;
    }
  if (!crm_import_map_parse_target (self, g_strstrip (target), &parsed, error))
    return FALSE;
  column = find_column (self, equals + 1);
  if (column == NULL)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("The file has no column “%s”."), equals + 1);
      return FALSE;
    }
  column->target = parsed;
  column->confidence = 100;
  column->reason = N_ ("You chose it.");
  column->said = TRUE;

  return TRUE;
}

/**
 * crm_import_map_parse:
 * @spec: `given_name=First Name,phone:mobile=Mobile`; a column's name with a comma stands in quotation marks; #3 is the third
 * @header: (nullable) (array length=n_columns): the headings
 * @fields: (nullable) (element-type CrmFieldSet): of the file imported into
 *
 * Columns that @spec does not name are what their headings say, unless another column was said to be that.
 *
 * Returns: (transfer full) (nullable): the map; %CRM_ERROR_USAGE where @spec names a field or a column that does not exist
 */
CrmImportMap *
crm_import_map_parse (const char *spec, const char *const *header, guint n_columns, GPtrArray *fields, GError **error)
{
  g_autoptr (CrmImportMap) self = crm_import_map_new (header, n_columns, fields);
  g_auto (GStrv) pairs = split_spec (spec);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      if (!parse_pair (self, pairs[i], error))
        return NULL;
    }
  crm_import_map_guess (self, NULL);

  return g_steal_pointer (&self);
}

static gboolean
is_repeated (const CrmImportMap *self, guint column)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (i != column && strcmp (crm_import_map_peek (self, i)->header, crm_import_map_peek (self, column)->header) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
append_quoted (GString *text, const char *header)
{
  if (strpbrk (header, ",\"") == NULL)
    {
      g_string_append (text, header);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *p = header; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static char *
to_string (const CrmImportMap *self, gboolean said)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const CrmImportMapColumn *column = crm_import_map_peek (self, i);
      g_autofree char          *target = crm_import_target_to_string (&column->target);

      if (said && !column->said)
        continue;
      g_string_append_printf (text, "%s%s=", text->len > 0 ? "," : "", target);
      if (is_repeated (self, i))
        g_string_append_printf (text, "#%u", i + 1);
      else
        append_quoted (text, column->header);
    }

  return g_string_free (text, FALSE);
}

/**
 * crm_import_map_to_string:
 *
 * Returns: (transfer full): the whole map as crm_import_map_parse() reads it
 */
char *
crm_import_map_to_string (const CrmImportMap *self)
{
  return to_string (self, FALSE);
}

/**
 * crm_import_map_dup_said:
 *
 * Returns: (transfer full) (nullable): what of it a person has said, as crm_import_map_parse() reads it; %NULL for nothing
 */
char *
crm_import_map_dup_said (const CrmImportMap *self)
{
  g_autofree char *said = to_string (self, TRUE);

  return *said != '\0' ? g_steal_pointer (&said) : NULL;
}

/**
 * crm_import_map_dup_header_digest:
 *
 * Returns: (transfer full): the same for all sheets that have these headings, in this order, whatever the case of their letters
 */
char *
crm_import_map_dup_header_digest (const CrmImportMap *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char *digest;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *key = crm_import_map_peek (self, i)->key;

      g_checksum_update (checksum, (const guchar *) key, (gssize) strlen (key) + 1);
    }
  digest = g_strdup (g_checksum_get_string (checksum));

  return digest;
}

guint
crm_import_map_get_n_columns (const CrmImportMap *self)
{
  return self->columns->len;
}

const char *
crm_import_map_get_header (const CrmImportMap *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return crm_import_map_peek (self, column)->header;
}

const CrmImportTarget *
crm_import_map_get_target (const CrmImportMap *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return &crm_import_map_peek (self, column)->target;
}

/**
 * crm_import_map_get_confidence:
 *
 * Returns: how sure the target is, from 0, kept as it is because nothing is known, to 100
 */
guint
crm_import_map_get_confidence (const CrmImportMap *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, 0);

  return crm_import_map_peek (self, column)->confidence;
}

/**
 * crm_import_map_get_reason:
 *
 * Returns: (transfer none): why that target, as a sentence in the user's language
 */
const char *
crm_import_map_get_reason (const CrmImportMap *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return _ (crm_import_map_peek (self, column)->reason);
}

/* Whoever says what a column is has another sheet in mind than we. */
static void
forget_records (CrmImportMap *self)
{
  for (guint i = 0; crm_import_map_get_records (self) != NULL && i < self->columns->len; i++)
    crm_import_map_peek (self, i)->target = (CrmImportTarget){ .kind = CRM_IMPORT_FOREIGN };
  self->own = NULL;
}

/**
 * crm_import_map_get_own:
 *
 * Returns: (nullable): what the rows are, where we wrote the sheet ourselves
 */
const CrmRecordType *
crm_import_map_get_own (const CrmImportMap *self)
{
  return self->own;
}

/**
 * crm_import_map_get_records:
 *
 * Returns: (nullable): what the rows are, where they are whole records of ours that no other program's sheet has, such as tags
 */
const CrmRecordType *
crm_import_map_get_records (const CrmImportMap *self)
{
  return self->own != NULL && !crm_import_target_is_mapped (self->own) ? self->own : NULL;
}

/**
 * crm_import_map_set_target:
 *
 * What a person chooses in the dialog.
 */
gboolean
crm_import_map_set_target (CrmImportMap *self, guint column, const char *target, GError **error)
{
  CrmImportTarget parsed;

  g_return_val_if_fail (column < self->columns->len, FALSE);

  if (!crm_import_target_parse (target, &parsed, error))
    return FALSE;
  if (parsed.kind != CRM_IMPORT_IGNORE && parsed.kind != CRM_IMPORT_FOREIGN)
    forget_records (self);
  crm_import_map_put (crm_import_map_peek (self, column), target, 100, N_ ("You chose it."));
  crm_import_map_peek (self, column)->said = TRUE;

  return TRUE;
}

/**
 * crm_import_map_set_fields:
 * @fields: (element-type CrmFieldSet): of the file imported into, as they are now
 */
void
crm_import_map_set_fields (CrmImportMap *self, GPtrArray *fields)
{
  g_ptr_array_ref (fields);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->fields = fields;
}

/**
 * crm_import_map_has:
 * @field: (nullable): %NULL for any
 *
 * Returns: whether some column is that
 */
gboolean
crm_import_map_has (const CrmImportMap *self, const char *type, CrmImportKind kind, const char *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const CrmImportTarget *target = &crm_import_map_peek (self, i)->target;

      if (target->kind == kind && g_strcmp0 (target->type, type) == 0 && (field == NULL || g_strcmp0 (target->field, field) == 0))
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_import_map_get_preset:
 *
 * Returns: (transfer none): a stable word for the program the file is from; "csv" where it is not known
 */
const char *
crm_import_map_get_preset (const CrmImportMap *self)
{
  return self->preset != NULL ? self->preset->id : "csv";
}

/**
 * crm_import_map_get_preset_label:
 *
 * Returns: (transfer none) (nullable): the name of that program
 */
const char *
crm_import_map_get_preset_label (const CrmImportMap *self)
{
  return self->preset != NULL ? self->preset->label : NULL;
}

/**
 * crm_import_map_is_month_first:
 *
 * Returns: whether that program writes 3/21/2025 whatever the country
 */
gboolean
crm_import_map_is_month_first (const CrmImportMap *self)
{
  return self->preset != NULL && self->preset->order == CRM_IMPORT_ORDER_MONTH_FIRST;
}

/**
 * crm_import_map_find_field:
 * @type: the name of a record type
 * @name: what programs or people call a field that the business made
 *
 * Returns: (nullable): the field, where the file imported into has it
 */
const CrmField *
crm_import_map_find_field (const CrmImportMap *self, const char *type, const char *name)
{
  return crm_import_fields_find (self->fields, type, name);
}
