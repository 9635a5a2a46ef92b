#include "config.h"

#include "crm-import-choices.h"

#include "crm-money.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Words in other files, and the choice of ours that they are; a field's own values and labels are known anyway. */
static const struct
{
  const char *field;
  const char *word;
  const char *value;
} words[] = {
  { "kind", "phone call", "call" },
  { "kind", "تماس", "call" },
  { "kind", "تلفن", "call" },
  { "kind", "mail", "email" },
  { "kind", "ایمیل", "email" },
  { "kind", "sms", "message" },
  { "kind", "chat", "message" },
  { "kind", "پیامک", "message" },
  { "kind", "پیام", "message" },
  { "kind", "lunch", "meeting" },
  { "kind", "appointment", "meeting" },
  { "kind", "event", "meeting" },
  { "kind", "جلسه", "meeting" },
  { "kind", "قرار", "meeting" },
  { "kind", "بازدید", "visit" },
  { "kind", "deadline", "task" },
  { "kind", "to do", "task" },
  { "kind", "todo", "task" },
  { "kind", "کار", "task" },
  { "kind", "یادداشت", "note" },
  { "kind", "comment", "note" },
  { "lifecycle", "subscriber", "lead" },
  { "lifecycle", "marketingqualifiedlead", "lead" },
  { "lifecycle", "marketing qualified lead", "lead" },
  { "lifecycle", "salesqualifiedlead", "prospect" },
  { "lifecycle", "sales qualified lead", "prospect" },
  { "lifecycle", "opportunity", "prospect" },
  { "lifecycle", "customer", "first_time" },
  { "lifecycle", "evangelist", "loyal" },
  { "lifecycle", "سرنخ", "lead" },
  { "lifecycle", "مشتری", "first_time" },
  { "lifecycle", "وفادار", "loyal" },
};

static const struct
{
  const char *word;
  const char *kind;
} stage_words[] = {
  { "won", "won" },
  { "closed won", "won" },
  { "closedwon", "won" },
  { "موفق", "won" },
  { "برنده", "won" },
  { "بسته موفق", "won" },
  { "lost", "lost" },
  { "closed lost", "lost" },
  { "closedlost", "lost" },
  { "abandoned", "lost" },
  { "ناموفق", "lost" },
  { "باخته", "lost" },
  { "از دست رفته", "lost" },
  { "on hold", "hold" },
  { "hold", "hold" },
  { "معلق", "hold" },
};

static gboolean
is_word (const char *folded, const char *word)
{
  g_autofree char *other = crm_text_fold (word);

  return strcmp (folded, other) == 0;
}

/**
 * crm_import_find_choice:
 * @text: a value of the file, a label in the user's language or in English, or another program's word
 *
 * Returns: (transfer none) (nullable): the value it stands for
 */
const char *
crm_import_find_choice (const CrmField *field, const char *text)
{
  const CrmChoice *exact = crm_field_find_choice (field, text);
  g_autofree char *folded = NULL;

  if (exact != NULL)
    return exact->value;

  folded = crm_text_fold (text);
  for (const CrmChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      if (is_word (folded, choice->value) || is_word (folded, choice->label) || is_word (folded, _ (choice->label)))
        return choice->value;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (words[i].field, field->name) == 0 && is_word (folded, words[i].word) && crm_field_find_choice (field, words[i].value) != NULL)
        return words[i].value;
    }

  return NULL;
}

/**
 * crm_import_find_stage_kind:
 *
 * Returns: (transfer none): whether a stage of that name means open, won, lost or hold
 */
const char *
crm_import_find_stage_kind (const char *name)
{
  g_autofree char *folded = crm_text_fold (name);

  for (guint i = 0; i < G_N_ELEMENTS (stage_words); i++)
    {
      if (is_word (folded, stage_words[i].word))
        return stage_words[i].kind;
    }

  return "open";
}

/**
 * crm_import_find_currency:
 * @text: a code or a symbol
 *
 * Returns: (transfer full) (nullable): the ISO 4217 code
 */
char *
crm_import_find_currency (const char *text)
{
  g_autofree char   *code = g_ascii_strup (text, -1);
  gsize              n;
  const CrmCurrency *list = crm_currency_list (&n);

  if (crm_currency_find (g_strstrip (code)) != NULL)
    return g_steal_pointer (&code);
  for (gsize i = 0; i < n; i++)
    {
      if (g_ascii_strcasecmp (list[i].symbol, text) == 0 || g_ascii_strcasecmp (list[i].name, text) == 0)
        return g_strdup (list[i].code);
    }

  return NULL;
}
