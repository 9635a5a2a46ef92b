/* Filters as people type them:
 *
 *   lifecycle = loyal and created_at >= 2026-01-01 and tag = "wholesale" and source is set
 *
 * A condition is FIELD OP VALUE or FIELD is set / is unset; OP is one of = != < <= > >= ~ (contains); conditions are joined by "and".
 * VALUE is a word or text in double quotes, read as the field's editor would. "tag" names a tag the record bears, "company" on a person one
 * of their companies. */

#include "config.h"

#include "crm-filter.h"

#include "crm-error.h"
#include "crm-field-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char       *text;
  const char       *next;
  CrmQuery         *query;
  const CrmCulture *culture;
  CrmResolver       resolver;
  CrmRecord        *scratch; /* (unowned): values are read into it as they would be into a record */
} Parser;

static const struct
{
  const char *word;
  CrmOp       op;
} operators[] = {
  /* Longer ones first. */
  { "!=", CRM_OP_NOT_EQUAL },
  { "<=", CRM_OP_LESS_OR_EQUAL },
  { ">=", CRM_OP_MORE_OR_EQUAL },
  { "=", CRM_OP_EQUAL },
  { "<", CRM_OP_LESS },
  { ">", CRM_OP_MORE },
  { "~", CRM_OP_CONTAINS },
};

static void
skip_space (Parser *self)
{
  while (g_ascii_isspace (*self->next))
    self->next++;
}

static gboolean
fail (Parser *self, const char *word, const char *reason, GError **error)
{
  g_set_error (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("At “%s” (character %ld): %s"), word, (long) g_utf8_pointer_to_offset (self->text, self->next) + 1, reason);
  return FALSE;
}

static char *
read_word (Parser *self)
{
  const char *start;

  skip_space (self);
  start = self->next;
  while (*self->next != '\0' && !g_ascii_isspace (*self->next) && strchr ("=!<>~\"", *self->next) == NULL)
    self->next++;

  return g_strndup (start, (gsize) (self->next - start));
}

static char *
read_value (Parser *self)
{
  const char *end;
  char       *value;

  skip_space (self);
  if (*self->next != '"')
    return read_word (self);

  end = strchr (self->next + 1, '"');
  if (end == NULL)
    return NULL;
  value = g_strndup (self->next + 1, (gsize) (end - self->next - 1));
  self->next = end + 1;

  return value;
}

static gboolean
read_operator (Parser *self, CrmOp *op)
{
  skip_space (self);
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (!g_str_has_prefix (self->next, operators[i].word))
        continue;
      self->next += strlen (operators[i].word);
      *op = operators[i].op;
      return TRUE;
    }

  return FALSE;
}

static gboolean
add_reference (Parser *self, const char *type_name, const char *value, GError **error)
{
  gint64 id = crm_resolver_find (&self->resolver, type_name, value);

  if (id == 0)
    return fail (self, value, _ ("there is no such record."), error);

  crm_query_add_reference_to (self->query, id);
  return TRUE;
}

static gboolean
add_instant (Parser *self, const char *name, CrmOp op, const char *value, GError **error)
{
  gint64           instant = crm_instant_from_iso (value);
  g_autofree char *midnight = NULL;

  if (instant == CRM_UNSET)
    {
      midnight = g_strconcat (value, "T00:00:00", NULL);
      instant = crm_instant_from_iso (midnight);
    }
  if (instant == CRM_UNSET)
    return fail (self, value, _ ("this is no date."), error);

  return crm_query_add_integer (self->query, name, op, instant);
}

static gboolean
add_value (Parser *self, guint number, const CrmField *field, CrmOp op, const char *value, GError **error)
{
  CrmObject *scratch = CRM_OBJECT (self->scratch);

  if (field->kind == CRM_KIND_ITEMS)
    return fail (self, field->name, _ ("this field holds several things and cannot be compared."), error);
  if (field->kind == CRM_KIND_INSTANT)
    return add_instant (self, field->name, op, value, error);
  if (op == CRM_OP_CONTAINS && crm_kind_is_text (field->kind))
    return crm_query_add_text (self->query, field->name, op, value);
  if (!crm_field_from_text (field, scratch, value, self->culture, &self->resolver, error))
    return FALSE;
  if (crm_kind_is_integer (field->kind))
    return crm_query_add_integer (self->query, field->name, op, crm_object_peek_integer (scratch, number));

  return crm_query_add_text (self->query, field->name, op, crm_object_peek_text (scratch, number));
}

static gboolean
parse_presence (Parser *self, const char *name, GError **error)
{
  g_autofree char *word = read_word (self);

  if (strcmp (word, "set") == 0)
    return crm_query_add_text (self->query, name, CRM_OP_SET, NULL) || fail (self, name, _ ("there is no such field."), error);
  if (strcmp (word, "unset") == 0)
    return crm_query_add_text (self->query, name, CRM_OP_UNSET, NULL) || fail (self, name, _ ("there is no such field."), error);

  return fail (self, word, _ ("“is” is followed by “set” or “unset”."), error);
}

static gboolean
parse_comparison (Parser *self, const char *name, GError **error)
{
  guint            n_fields;
  const CrmField  *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self->scratch), &n_fields);
  int              number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->scratch), name);
  g_autofree char *value = NULL;
  CrmOp            op;

  if (!read_operator (self, &op))
    return fail (self, name, _ ("one of = != < <= > >= ~ or “is set” follows a field."), error);
  value = read_value (self);
  if (value == NULL || *value == '\0')
    return fail (self, name, _ ("a value is missing, or its closing quotation mark."), error);

  if (number >= 0)
    return add_value (self, (guint) number, &fields[number], op, value, error);
  if (op == CRM_OP_EQUAL && (strcmp (name, "tag") == 0 || strcmp (name, "company") == 0))
    return add_reference (self, name, value, error);
  if (strcmp (name, "created_at") == 0 || strcmp (name, "updated_at") == 0)
    return add_instant (self, name, op, value, error);

  return fail (self, name, _ ("there is no such field."), error);
}

static gboolean
parse_condition (Parser *self, GError **error)
{
  g_autofree char *name = read_word (self);
  const char      *before;
  g_autofree char *word = NULL;

  if (*name == '\0')
    return fail (self, self->next, _ ("a field was expected."), error);

  before = self->next;
  word = read_word (self);
  if (strcmp (word, "is") == 0)
    return parse_presence (self, name, error);

  self->next = before;
  return parse_comparison (self, name, error);
}

static gboolean
parse (Parser *self, GError **error)
{
  for (;;)
    {
      g_autofree char *word = NULL;

      if (!parse_condition (self, error))
        return FALSE;
      skip_space (self);
      if (*self->next == '\0')
        return TRUE;
      word = read_word (self);
      if (strcmp (word, "and") != 0)
        return fail (self, *word != '\0' ? word : self->next, _ ("“and” was expected."), error);
    }
}

/**
 * crm_filter_parse:
 * @text: a filter
 * @query: a query of a type, to which the conditions are added
 *
 * Returns: whether @text is a filter; %CRM_ERROR_USAGE naming the word otherwise
 */
gboolean
crm_filter_parse (const char *text, CrmQuery *query, CrmStore *store, const CrmCulture *culture, GError **error)
{
  g_autoptr (CrmRecord) scratch = crm_record_new (crm_query_get_type_name (query));
  Parser self = { text, text, query, culture, { .store = store }, scratch };

  return parse (&self, error);
}
