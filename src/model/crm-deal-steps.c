#include "config.h"

#include "crm-deal-steps.h"

#include "crm-activity-link.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As many letters of the stage's uid as leave room for the line's own id. */
#define STAGE_LETTERS 8

static char *
dup_prefix (CrmRecord *stage)
{
  const char *uid = crm_record_get_uid (stage);
  gsize       length = strlen (uid);

  return g_strconcat (uid + (length > STAGE_LETTERS ? length - STAGE_LETTERS : 0), "-", NULL);
}

static char *
dup_answer_id (CrmRecord *stage, CrmItem *prompt)
{
  g_autofree char *prefix = dup_prefix (stage);

  return g_strconcat (prefix, crm_item_get_id (prompt), NULL);
}

/**
 * crm_deal_find_answer:
 * @set: "checklist" or "answers"
 * @prompt: a line of @stage
 *
 * Returns: (transfer none) (nullable): what the deal has of it
 */
CrmDealAnswer *
crm_deal_find_answer (CrmRecord *deal, const char *set, CrmRecord *stage, CrmItem *prompt)
{
  GPtrArray       *items = crm_object_get_items (CRM_OBJECT (deal), set);
  g_autofree char *id = dup_answer_id (stage, prompt);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      if (strcmp (crm_item_get_id (g_ptr_array_index (items, i)), id) == 0)
        return g_ptr_array_index (items, i);
    }

  return NULL;
}

gboolean
crm_deal_has_ticked (CrmRecord *deal, CrmRecord *stage, CrmItem *prompt)
{
  return crm_deal_find_answer (deal, "checklist", stage, prompt) != NULL;
}

/* The items of a set are shared: a changed set has the others as they are. */
static void
replace (CrmRecord *draft, const char *set, CrmDealAnswer *before, CrmItem *after)
{
  GPtrArray *items = crm_object_get_items (CRM_OBJECT (draft), set);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), set);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      if (g_ptr_array_index (items, i) != before)
        g_ptr_array_add (changed, g_object_ref (g_ptr_array_index (items, i)));
      else if (after != NULL)
        g_ptr_array_add (changed, g_object_ref (after));
    }
  if (before == NULL && after != NULL)
    g_ptr_array_add (changed, g_object_ref (after));
  crm_object_put_items (CRM_OBJECT (draft), (guint) number, changed);
}

static CrmItem *
new_answer (CrmRecord *stage, CrmItem *prompt)
{
  g_autofree char *id = dup_answer_id (stage, prompt);
  CrmItem         *item = g_object_new (CRM_TYPE_DEAL_ANSWER, "prompt", crm_object_get_text (CRM_OBJECT (prompt), "text"), NULL);

  crm_item_set_id (item, id);

  return item;
}

/**
 * crm_deal_tick:
 * @draft: a deal that may be changed
 * @today: when it was done
 *
 * Ticks a line of the stage's checklist, or takes the tick off.
 */
void
crm_deal_tick (CrmRecord *draft, CrmRecord *stage, CrmItem *prompt, gboolean ticked, CrmDate today)
{
  CrmDealAnswer   *before = crm_deal_find_answer (draft, "checklist", stage, prompt);
  g_autofree char *day = crm_date_to_iso (today);
  g_autoptr (CrmItem) item = NULL;

  if (ticked == (before != NULL))
    return;

  if (ticked)
    {
      item = new_answer (stage, prompt);
      crm_object_set_text (CRM_OBJECT (item), "done_on", day);
    }
  replace (draft, "checklist", before, item);
}

/**
 * crm_deal_answer:
 * @draft: a deal that may be changed
 * @answer: (nullable): to the question @prompt of @stage; %NULL for none any more
 *
 * Keeps the answer with the words it was asked in.
 */
void
crm_deal_answer (CrmRecord *draft, CrmRecord *stage, CrmItem *prompt, const char *answer)
{
  CrmDealAnswer *before = crm_deal_find_answer (draft, "answers", stage, prompt);
  g_autoptr (CrmItem) item = NULL;

  if (g_strcmp0 (before != NULL ? crm_object_get_text (CRM_OBJECT (before), "answer") : NULL, answer) == 0)
    return;

  if (answer != NULL)
    {
      item = new_answer (stage, prompt);
      crm_object_set_text (CRM_OBJECT (item), "answer", answer);
    }
  replace (draft, "answers", before, item);
}

static gboolean
asks (CrmRecord *stage, CrmDealAnswer *answer)
{
  GPtrArray *questions = crm_object_get_items (CRM_OBJECT (stage), "questions");

  for (guint i = 0; questions != NULL && i < questions->len; i++)
    {
      g_autofree char *id = dup_answer_id (stage, g_ptr_array_index (questions, i));

      if (strcmp (crm_item_get_id (CRM_ITEM (answer)), id) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_deal_list_other_answers:
 * @stage: the one the deal is in
 *
 * Returns: (transfer container) (element-type CrmDealAnswer): the answers to what @stage does not ask: of other stages, or of questions that are
 *   gone since
 */
GPtrArray *
crm_deal_list_other_answers (CrmRecord *deal, CrmRecord *stage)
{
  GPtrArray *answers = crm_object_get_items (CRM_OBJECT (deal), "answers");
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      if (!asks (stage, g_ptr_array_index (answers, i)))
        g_ptr_array_add (others, g_ptr_array_index (answers, i));
    }

  return others;
}

/**
 * crm_deal_count_unticked:
 * @n_lines: (out): how many lines the checklist of @stage has
 *
 * Returns: how many of them are not ticked
 */
guint
crm_deal_count_unticked (CrmRecord *deal, CrmRecord *stage, guint *n_lines)
{
  GPtrArray *lines = crm_object_get_items (CRM_OBJECT (stage), "checklist");
  guint      n = 0;

  *n_lines = lines != NULL ? lines->len : 0;
  for (guint i = 0; i < *n_lines; i++)
    n += !crm_deal_has_ticked (deal, stage, g_ptr_array_index (lines, i));

  return n;
}

/**
 * crm_deal_dup_unticked:
 * @stage: the one the deal leaves
 *
 * Returns: (transfer full) (nullable): that a part of its checklist was not done, as a sentence
 */
char *
crm_deal_dup_unticked (CrmRecord *deal, CrmRecord *stage, const CrmCulture *culture)
{
  guint            n_lines;
  guint            n = crm_deal_count_unticked (deal, stage, &n_lines);
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *count = NULL;

  if (n == 0)
    return NULL;

  name = crm_object_dup_title (CRM_OBJECT (stage));
  shown = crm_text_isolate (name);
  count = crm_culture_count (culture, n);
  /* Translators: 1: how many lines of a checklist, 2: a stage of the pipeline */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s thing on the checklist of %2$s was not done.", "%1$s things on the checklist of %2$s were not done.", n), count, shown);
}

/**
 * crm_stage_make_task:
 * @today: when the deal came into @stage
 *
 * Returns: (transfer full) (nullable): the task that @stage proposes, about @deal and its person, for whom the deal belongs to; not saved yet
 */
CrmRecord *
crm_stage_make_task (CrmRecord *stage, CrmRecord *deal, CrmDate today)
{
  const char      *subject = crm_object_get_text (CRM_OBJECT (stage), "next_task");
  gint64           days = crm_object_get_integer (CRM_OBJECT (stage), "next_task_days");
  gint64           person = crm_object_get_integer (CRM_OBJECT (deal), "person");
  g_autofree char *due = NULL;
  CrmRecord       *task;

  if (subject == NULL)
    return NULL;

  task = crm_record_new ("activity");
  due = crm_date_to_iso (crm_date_add_days (today, days != CRM_UNSET ? (int) CLAMP (days, 0, CRM_STAGE_MAX_DAYS) : 0));
  g_object_set (task, "kind", "task", "subject", subject, "due", due, "owner", crm_object_get_integer (CRM_OBJECT (deal), "owner"), NULL);
  crm_object_add_item (CRM_OBJECT (task), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_record_get_id (deal), NULL));
  if (person != CRM_UNSET)
    crm_object_add_item (CRM_OBJECT (task), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", person, NULL));

  return task;
}
