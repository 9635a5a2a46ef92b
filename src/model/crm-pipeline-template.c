/* Three pipelines that fit most small businesses, in the words of the interface's language. The second is the cycle that customer
 * relationship management is taught as: find the need, propose the solution, deliver, and keep serving, from where the next need comes. */

#include "config.h"

#include "crm-pipeline-template.h"

#include "crm-stage-prompt.h"
#include "crm-stage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_STAGES 8
#define MAX_PROMPTS 3

typedef struct
{
  const char *name;
  const char *kind;
  int         probability; /* per cent */
  int         days;        /* that a deal is expected to stay; 0 for as long as it likes */
  const char *checklist[MAX_PROMPTS];
  const char *questions[MAX_PROMPTS];
  const char *task; /* (nullable): to propose */
  int         task_days;
} Stage;

typedef struct
{
  const char *id;
  const char *name;
  const char *about;
  Stage       stages[MAX_STAGES];
} Template;

static const Template templates[] = {
  {
      "sales",
      N_ ("Sales"),
      N_ ("From a first question to an order"),
      {
          { NC_ ("stage", "New"), "open", 10, 7, { N_ ("Know who decides") }, { N_ ("What do they need, and why now?") }, N_ ("Call them"), 1 },
          { NC_ ("stage", "Talking"), "open", 30, 14, { N_ ("Agree what is wanted"), N_ ("Agree a budget") }, { N_ ("Who else is asked for an offer?") } },
          { NC_ ("stage", "Offer sent"), "open", 60, 14, { NULL }, { NULL }, N_ ("Ask what they think of the offer"), 3 },
          { NC_ ("stage", "Agreed"), "open", 90, 10 },
          { NC_ ("stage", "Won"), "won", 100, 0 },
          { NC_ ("stage", "Lost"), "lost", 0, 0 },
      },
  },
  {
      "cycle",
      N_ ("Customer cycle"),
      N_ ("Need, solution, delivery and continuing service"),
      {
          { NC_ ("stage", "Need"), "open", 20, 14, { NULL }, { N_ ("What do they need, and why now?"), N_ ("What have they tried so far?") } },
          { NC_ ("stage", "Solution"), "open", 50, 21 },
          { NC_ ("stage", "Delivery"), "open", 90, 30 },
          { NC_ ("stage", "Continuing service"), "won", 100, 0 },
          { NC_ ("stage", "Not now"), "hold", 10, 90 },
          { NC_ ("stage", "Lost"), "lost", 0, 0 },
      },
  },
  {
      "after-sale",
      N_ ("After sale"),
      N_ ("Installing, following up and selling again"),
      {
          { NC_ ("stage", "Sold"), "open", 40, 3 },
          { NC_ ("stage", "Installed"), "open", 50, 7 },
          { NC_ ("stage", "Followed up"), "open", 60, 30 },
          { NC_ ("stage", "Renewal due"), "open", 80, 30 },
          { NC_ ("stage", "Renewed"), "won", 100, 0 },
          { NC_ ("stage", "Lost"), "lost", 0, 0 },
      },
  },
};

guint
crm_pipeline_template_count (void)
{
  return G_N_ELEMENTS (templates);
}

/**
 * crm_pipeline_template_get_id:
 *
 * Returns: a short stable word: sales, cycle or after-sale
 */
const char *
crm_pipeline_template_get_id (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (templates), NULL);

  return templates[index].id;
}

const char *
crm_pipeline_template_get_name (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (templates), NULL);

  return _ (templates[index].name);
}

/**
 * crm_pipeline_template_get_about:
 *
 * Returns: what it is for, in a few words
 */
const char *
crm_pipeline_template_get_about (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (templates), NULL);

  return _ (templates[index].about);
}

static void
add_prompts (CrmRecord *stage, const char *set, const char *const *prompts)
{
  for (guint i = 0; i < MAX_PROMPTS && prompts[i] != NULL; i++)
    crm_object_add_item (CRM_OBJECT (stage), set, g_object_new (CRM_TYPE_STAGE_PROMPT, "text", _ (prompts[i]), NULL));
}

static CrmRecord *
make_stage (const Stage *stage, guint position)
{
  CrmRecord *record = crm_record_new ("stage");

  crm_object_set_text (CRM_OBJECT (record), "name", g_dpgettext2 (GETTEXT_PACKAGE, "stage", stage->name));
  crm_object_set_text (CRM_OBJECT (record), "kind", stage->kind);
  crm_object_set_integer (CRM_OBJECT (record), "probability", stage->probability);
  crm_object_set_integer (CRM_OBJECT (record), "position", position);
  if (stage->days > 0)
    crm_object_set_integer (CRM_OBJECT (record), "expected_days", stage->days);
  add_prompts (record, "checklist", stage->checklist);
  add_prompts (record, "questions", stage->questions);
  if (stage->task != NULL)
    g_object_set (record, "next-task", _ (stage->task), "next-task-days", (gint64) stage->task_days, NULL);

  return record;
}

static GPtrArray *
make (const Template *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  CrmRecord *pipeline = crm_record_new ("pipeline");

  crm_object_set_text (CRM_OBJECT (pipeline), "name", _ (self->name));
  crm_object_set_integer (CRM_OBJECT (pipeline), "position", 0);
  g_ptr_array_add (records, pipeline);
  for (guint i = 0; i < MAX_STAGES && self->stages[i].name != NULL; i++)
    g_ptr_array_add (records, make_stage (&self->stages[i], i));

  return records;
}

/**
 * crm_pipeline_template_make:
 * @id: a template's
 *
 * Returns: (transfer full) (element-type CrmRecord) (nullable): a new pipeline and then its stages, which do not name it yet;
 *   crm_pipeline_save() saves them
 */
GPtrArray *
crm_pipeline_template_make (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      if (strcmp (templates[i].id, id) == 0)
        return make (&templates[i]);
    }

  return NULL;
}
