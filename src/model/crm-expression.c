#include "config.h"

#include "crm-expression.h"

#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody writes brackets so deep; a hostile view does not get the stack. */
#define DEPTH_MOST 50

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

typedef struct
{
  const char *text;
  const char *next;
  guint       depth;
} Parser;

/**
 * crm_expression_fail:
 * @word: what is wrong; empty at the end
 * @at: where it stands, in characters from 1; 0 where that is not known
 * @reason: why, as the rest of a sentence
 */
void
crm_expression_fail (const char *word, guint at, const char *reason, GError **error)
{
  g_autofree char *shown = crm_text_isolate (word);

  if (*word == '\0')
    g_set_error (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("At the end of the filter: %s"), reason);
  else if (at == 0)
    g_set_error (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("At “%1$s”: %2$s"), shown, reason);
  else
    g_set_error (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("At “%1$s” (character %2$u): %3$s"), shown, at, reason);
}

static guint
get_place (Parser *self, const char *p)
{
  return (guint) g_utf8_pointer_to_offset (self->text, p) + 1;
}

static void
skip_space (Parser *self)
{
  while (g_unichar_isspace (g_utf8_get_char (self->next)))
    self->next = g_utf8_next_char (self->next);
}

static gboolean
is_word_end (const char *p)
{
  return *p == '\0' || g_unichar_isspace (g_utf8_get_char (p)) || strchr ("=!<>~\"()", *p) != NULL;
}

static char *
peek_word (Parser *self)
{
  const char *end;

  skip_space (self);
  for (end = self->next; !is_word_end (end); end = g_utf8_next_char (end))
    continue;

  return g_strndup (self->next, (gsize) (end - self->next));
}

/* Whether the next word is that one; if so, it is read. */
static gboolean
take_word (Parser *self, const char *word)
{
  g_autofree char *next = peek_word (self);

  if (strcmp (next, word) != 0)
    return FALSE;

  self->next += strlen (next);
  return TRUE;
}

static gboolean
take_bracket (Parser *self, char bracket)
{
  skip_space (self);
  if (*self->next != bracket)
    return FALSE;

  self->next++;
  return TRUE;
}

static void *
fail_here (Parser *self, const char *reason, GError **error)
{
  g_autofree char *word = NULL;

  skip_space (self);
  word = is_word_end (self->next) && *self->next != '\0' ? g_strndup (self->next, 1) : peek_word (self);
  crm_expression_fail (word, get_place (self, self->next), reason, error);

  return NULL;
}

static char *
read_quoted (Parser *self, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = self->next + 1; *p != '\0'; p++)
    {
      if (*p == '"')
        {
          self->next = p + 1;
          return g_string_free (g_steal_pointer (&out), FALSE);
        }
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (out, *p);
    }

  return fail_here (self, _ ("the closing quotation mark is missing."), error);
}

/* A word or a quoted text, and where it begins. */
static char *
read_term (Parser *self, guint *at, const char *missing, GError **error)
{
  char *word;

  skip_space (self);
  *at = get_place (self, self->next);
  if (*self->next == '"')
    return read_quoted (self, error);

  word = peek_word (self);
  if (*word == '\0')
    {
      g_free (word);
      return fail_here (self, missing, error);
    }
  self->next += strlen (word);

  return word;
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
read_presence (Parser *self, CrmExpression *test, GError **error)
{
  gboolean negated = take_word (self, "not");

  if (take_word (self, "set"))
    test->op = negated ? CRM_OP_UNSET : CRM_OP_SET;
  else if (!negated && take_word (self, "unset"))
    test->op = CRM_OP_UNSET;
  else
    return fail_here (self, _ ("“is” is followed by “set” or “not set”."), error) != NULL;

  return TRUE;
}

static CrmExpression *
parse_test (Parser *self, GError **error)
{
  g_autoptr (CrmExpression) test = crm_expression_new_test (NULL, CRM_OP_EQUAL, NULL);

  test->field = read_term (self, &test->field_at, _ ("a field was expected."), error);
  if (test->field == NULL)
    return NULL;
  if (take_word (self, "is"))
    return read_presence (self, test, error) ? g_steal_pointer (&test) : NULL;
  if (!read_operator (self, &test->op))
    {
      crm_expression_fail (test->field, test->field_at, _ ("one of = != < <= > >= ~ or “is set” follows a field."), error);
      return NULL;
    }
  test->value = read_term (self, &test->value_at, _ ("a value was expected."), error);

  return test->value != NULL ? g_steal_pointer (&test) : NULL;
}

static CrmExpression *parse_any (Parser *self, GError **error);

static CrmExpression *
parse_bracket (Parser *self, GError **error)
{
  g_autoptr (CrmExpression) inner = NULL;

  if (++self->depth > DEPTH_MOST)
    return fail_here (self, _ ("there are too many brackets."), error);
  inner = parse_any (self, error);
  self->depth--;
  if (inner == NULL)
    return NULL;
  if (!take_bracket (self, ')'))
    return fail_here (self, _ ("a closing bracket was expected."), error);

  return g_steal_pointer (&inner);
}

static CrmExpression *
parse_one (Parser *self, GError **error)
{
  g_autoptr (CrmExpression) group = NULL;
  CrmExpression *part;

  if (take_bracket (self, '('))
    return parse_bracket (self, error);
  if (!take_word (self, "not"))
    return parse_test (self, error);

  if (++self->depth > DEPTH_MOST)
    return fail_here (self, _ ("there are too many brackets."), error);
  part = parse_one (self, error);
  self->depth--;
  if (part == NULL)
    return NULL;
  group = crm_expression_new_group (CRM_EXPRESSION_NOT);
  g_ptr_array_add (group->parts, part);

  return g_steal_pointer (&group);
}

/* Parts joined by a word; one alone is itself. */
static CrmExpression *
parse_joined (Parser *self, CrmExpressionKind kind, const char *word, CrmExpression *(*parse_part) (Parser *, GError **), GError **error)
{
  g_autoptr (CrmExpression) group = crm_expression_new_group (kind);

  do
    {
      CrmExpression *part = parse_part (self, error);

      if (part == NULL)
        return NULL;
      g_ptr_array_add (group->parts, part);
    }
  while (take_word (self, word));

  return group->parts->len == 1 ? g_ptr_array_steal_index (group->parts, 0) : g_steal_pointer (&group);
}

static CrmExpression *
parse_all (Parser *self, GError **error)
{
  return parse_joined (self, CRM_EXPRESSION_ALL, "and", parse_one, error);
}

static CrmExpression *
parse_any (Parser *self, GError **error)
{
  return parse_joined (self, CRM_EXPRESSION_ANY, "or", parse_all, error);
}

/**
 * crm_expression_parse:
 * @text: UTF-8
 *
 * Returns: (transfer full) (nullable): what it says; %CRM_ERROR_USAGE naming the word that makes no sense, and where it stands
 */
CrmExpression *
crm_expression_parse (const char *text, GError **error)
{
  Parser self = { text, text, 0 };
  g_autoptr (CrmExpression) expression = parse_any (&self, error);

  if (expression == NULL)
    return NULL;
  skip_space (&self);
  if (*self.next != '\0')
    return fail_here (&self, _ ("“and” or “or” was expected."), error);

  return g_steal_pointer (&expression);
}

/**
 * crm_expression_new_test:
 *
 * Returns: (transfer full): one test
 */
CrmExpression *
crm_expression_new_test (const char *field, CrmOp op, const char *value)
{
  CrmExpression *self = g_new0 (CrmExpression, 1);

  self->kind = CRM_EXPRESSION_TEST;
  self->field = g_strdup (field);
  self->op = op;
  self->value = g_strdup (value);

  return self;
}

/**
 * crm_expression_new_group:
 *
 * Returns: (transfer full): a group without parts yet: all, any or not
 */
CrmExpression *
crm_expression_new_group (CrmExpressionKind kind)
{
  CrmExpression *self = g_new0 (CrmExpression, 1);

  self->kind = kind;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_expression_free);

  return self;
}

void
crm_expression_free (CrmExpression *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->field);
  g_free (self->value);
  g_free (self);
}

static gboolean
is_plain (const char *term)
{
  static const char *const words[] = { "and", "or", "not", "is", NULL };

  if (*term == '\0' || g_strv_contains (words, term))
    return FALSE;
  for (const char *p = term; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_word_end (p))
        return FALSE;
    }

  return TRUE;
}

static void
append_term (GString *out, const char *term)
{
  if (is_plain (term))
    {
      g_string_append (out, term);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = term; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static const char *
get_operator (CrmOp op)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (operators[i].op == op)
        return operators[i].word;
    }

  return "=";
}

static void
append_test (GString *out, const CrmExpression *self)
{
  append_term (out, self->field);
  if (self->op == CRM_OP_SET || self->op == CRM_OP_UNSET)
    {
      g_string_append (out, self->op == CRM_OP_SET ? " is set" : " is not set");
      return;
    }
  g_string_append_printf (out, " %s ", get_operator (self->op));
  append_term (out, self->value);
}

/* A group within another of its kind needs no brackets, but keeps them, so that it is read as the same tree. */
static void
append (GString *out, const CrmExpression *self, gboolean inner)
{
  gboolean brackets = inner && (self->kind == CRM_EXPRESSION_ALL || self->kind == CRM_EXPRESSION_ANY);

  if (self->kind == CRM_EXPRESSION_TEST)
    {
      append_test (out, self);
      return;
    }
  if (brackets)
    g_string_append_c (out, '(');
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (self->kind == CRM_EXPRESSION_NOT)
        g_string_append (out, "not ");
      else if (i > 0)
        g_string_append (out, self->kind == CRM_EXPRESSION_ALL ? " and " : " or ");
      append (out, g_ptr_array_index (self->parts, i), TRUE);
    }
  if (brackets)
    g_string_append_c (out, ')');
}

/**
 * crm_expression_to_string:
 *
 * Returns: (transfer full): the text that crm_expression_parse() reads as @self
 */
char *
crm_expression_to_string (const CrmExpression *self)
{
  GString *out = g_string_new (NULL);

  append (out, self, FALSE);

  return g_string_free (out, FALSE);
}
