/* What stands on timelines, as this room names and draws it. The kinds of activities are declared by the model; what they are called
 * in a filter and which picture they have is said here. */

#include "config.h"

#include "crm-event-kind.h"

#include "crm-activity.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const CrmEventKind kinds[] = {
  { "note", N_ ("Notes"), "document-edit-symbolic", N_ ("Add a note"), N_ ("Write a note") },
  { "call", N_ ("Calls"), "call-start-symbolic", N_ ("Log a call"), N_ ("Log a call") },
  { "email", N_ ("E-mails"), "mail-unread-symbolic", N_ ("Log an e-mail"), N_ ("Log an e-mail") },
  { "message", N_ ("Messages"), "chat-message-new-symbolic", N_ ("Log a message"), N_ ("Log a message") },
  { "meeting", N_ ("Meetings"), "system-users-symbolic", N_ ("Log a meeting"), N_ ("Log a meeting") },
  { "visit", N_ ("Visits"), "mark-location-symbolic", N_ ("Log a visit"), N_ ("Log a visit") },
  { "task", N_ ("Tasks"), "checkbox-checked-symbolic", N_ ("Add a task"), N_ ("Add a task") },
  { "promise", N_ ("Promises"), "starred-symbolic", N_ ("Make a promise"), N_ ("What was promised") },
  { "stage", N_ ("Deals that moved"), "go-next-symbolic", NULL, NULL },
  { "quote", N_ ("Quotes"), "crm-sale-symbolic", NULL, NULL },
  { "sales_order", N_ ("Orders"), "crm-sale-symbolic", NULL, NULL },
  { "invoice", N_ ("Invoices"), "crm-sale-symbolic", NULL, NULL },
  { "return", N_ ("Returns"), "edit-undo-symbolic", NULL, NULL },
  { "payment", N_ ("Payments"), "crm-sale-symbolic", NULL, NULL },
  { "case", N_ ("Cases"), "crm-service-symbolic", NULL, NULL },
  { "feedback", N_ ("Feedback"), "crm-service-symbolic", NULL, NULL },
  { "change", N_ ("Changes"), "document-properties-symbolic", NULL, NULL },
};

const CrmEventKind *
crm_event_kind_list (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);

  return kinds;
}

/**
 * crm_event_kind_find:
 * @kind: (nullable): as a timeline knows it
 *
 * Returns: the kind; that of changes, which is drawn the most quietly, for one this program does not know
 */
const CrmEventKind *
crm_event_kind_find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].kind, kind) == 0)
        return &kinds[i];
    }

  return &kinds[G_N_ELEMENTS (kinds) - 1];
}

static gboolean
begins (const char *text, const char *folded_word)
{
  g_autofree char *folded = crm_text_fold (text);
  g_autofree char *joined = crm_text_join (folded);

  return g_str_has_prefix (joined, folded_word);
}

/**
 * crm_event_kind_find_word:
 * @word: what was typed after the slash, in English or in the language of the interface; its beginning is enough
 *
 * Returns: (nullable): the kind that can be written and begins so
 */
const CrmEventKind *
crm_event_kind_find_word (const char *word)
{
  g_autofree char *folded = crm_text_fold (word);
  g_autofree char *joined = crm_text_join (folded);

  if (*joined == '\0')
    return NULL;

  for (const CrmChoice *choice = crm_activity_kinds; choice->value != NULL; choice++)
    {
      const CrmEventKind *kind = crm_event_kind_find (choice->value);

      if (kind->title != NULL && (begins (choice->value, joined) || begins (crm_choice_get_label (choice), joined)))
        return kind;
    }

  return NULL;
}

/**
 * crm_event_kind_read_command:
 * @text: what is in the composer
 * @kind: (out): the kind it names; left alone where it names none
 *
 * Returns: (transfer none): @text after a leading "/word" that names a kind, else @text
 */
const char *
crm_event_kind_read_command (const char *text, const CrmEventKind **kind)
{
  gsize               length;
  g_autofree char    *word = NULL;
  const CrmEventKind *found;

  if (*text != '/')
    return text;

  length = strcspn (text, " \n");
  word = g_strndup (text + 1, length - 1);
  found = crm_event_kind_find_word (word);
  if (found == NULL)
    return text;

  *kind = found;
  text += length;
  return text + strspn (text, " \n");
}

/**
 * crm_event_kind_get_prompt:
 *
 * Returns: what stands where one is written while nothing is
 */
const char *
crm_event_kind_get_prompt (const CrmEventKind *self)
{
  if (crm_activity_kind_is_plan (self->kind))
    return _ ("What is to be done, and when: call back tomorrow 10");
  if (g_str_equal (self->kind, "call"))
    return _ ("What was said?");

  return _ ("Write a note, or /call, /task…");
}
