/* What a stage asks of a deal, and what the deal has of that, whatever becomes of the stage. */

#include "crm-deal-steps.h"
#include "crm-model.h"

static const CrmCulture english = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };

#define TODAY ((CrmDate){ 2026, 3, 9 })

typedef struct
{
  CrmRecord *stage;
  CrmRecord *deal;
} Fixture;

static CrmItem *
get_line (Fixture *fixture, const char *set, guint position)
{
  return g_ptr_array_index (crm_object_get_items (CRM_OBJECT (fixture->stage), set), position);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->stage = crm_record_new ("stage");
  fixture->deal = crm_record_new ("deal");
  g_object_set (fixture->stage, "name", "Talking", "kind", "open", NULL);
  crm_object_add_item (CRM_OBJECT (fixture->stage), "checklist", g_object_new (CRM_TYPE_STAGE_PROMPT, "text", "Agree a budget", NULL));
  crm_object_add_item (CRM_OBJECT (fixture->stage), "checklist", g_object_new (CRM_TYPE_STAGE_PROMPT, "text", "Meet them", NULL));
  crm_object_add_item (CRM_OBJECT (fixture->stage), "questions", g_object_new (CRM_TYPE_STAGE_PROMPT, "text", "Who decides?", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->stage);
  g_clear_object (&fixture->deal);
}

static void
test_checklist (Fixture *fixture, gconstpointer data)
{
  guint            n_lines;
  g_autofree char *sentence = crm_deal_dup_unticked (fixture->deal, fixture->stage, &english);
  CrmDealAnswer   *ticked;

  g_assert_cmpstr (sentence, ==, "\u20662\u2069 things on the checklist of \u2068Talking\u2069 were not done.");
  crm_deal_tick (fixture->deal, fixture->stage, get_line (fixture, "checklist", 1), TRUE, TODAY);
  g_assert_cmpuint (crm_deal_count_unticked (fixture->deal, fixture->stage, &n_lines), ==, 1);
  g_assert_cmpuint (n_lines, ==, 2);
  g_assert_false (crm_deal_has_ticked (fixture->deal, fixture->stage, get_line (fixture, "checklist", 0)));
  ticked = crm_deal_find_answer (fixture->deal, "checklist", fixture->stage, get_line (fixture, "checklist", 1));
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (ticked), "prompt"), ==, "Meet them");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (ticked), "done_on"), ==, "2026-03-09");

  crm_deal_tick (fixture->deal, fixture->stage, get_line (fixture, "checklist", 0), TRUE, TODAY);
  g_assert_null (crm_deal_dup_unticked (fixture->deal, fixture->stage, &english));
  crm_deal_tick (fixture->deal, fixture->stage, get_line (fixture, "checklist", 1), FALSE, TODAY);
  g_assert_cmpuint (crm_deal_count_unticked (fixture->deal, fixture->stage, &n_lines), ==, 1);
}

/* Two devices that tick one line have ticked it once. */
static void
test_ticks_are_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) other = crm_record_new ("deal");
  CrmDealAnswer *mine, *theirs;

  crm_deal_tick (fixture->deal, fixture->stage, get_line (fixture, "checklist", 0), TRUE, TODAY);
  crm_deal_tick (other, fixture->stage, get_line (fixture, "checklist", 0), TRUE, TODAY);
  mine = g_ptr_array_index (crm_object_get_items (CRM_OBJECT (fixture->deal), "checklist"), 0);
  theirs = g_ptr_array_index (crm_object_get_items (CRM_OBJECT (other), "checklist"), 0);
  g_assert_cmpstr (crm_item_get_id (CRM_ITEM (mine)), ==, crm_item_get_id (CRM_ITEM (theirs)));
}

/* A question that is put otherwise keeps its answer, with the words it was given to; one that goes leaves it among the others. */
static void
test_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmItem) reworded = NULL;
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) later = NULL;
  int            number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (fixture->stage), "questions");
  CrmDealAnswer *answer;

  crm_deal_answer (fixture->deal, fixture->stage, get_line (fixture, "questions", 0), "The owner");
  now = crm_deal_list_other_answers (fixture->deal, fixture->stage);
  g_assert_cmpuint (now->len, ==, 0);

  reworded = crm_item_copy (get_line (fixture, "questions", 0));
  crm_object_set_text (CRM_OBJECT (reworded), "text", "Who signs?");
  g_ptr_array_add (questions, g_object_ref (reworded));
  crm_object_put_items (CRM_OBJECT (fixture->stage), (guint) number, questions);
  answer = crm_deal_find_answer (fixture->deal, "answers", fixture->stage, reworded);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (answer), "prompt"), ==, "Who decides?");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (answer), "answer"), ==, "The owner");

  crm_object_put_items (CRM_OBJECT (fixture->stage), (guint) number, none);
  later = crm_deal_list_other_answers (fixture->deal, fixture->stage);
  g_assert_cmpuint (later->len, ==, 1);

  crm_deal_answer (fixture->deal, fixture->stage, reworded, NULL);
  g_assert_null (crm_deal_find_answer (fixture->deal, "answers", fixture->stage, reworded));
}

static void
test_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) task = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (crm_stage_make_task (fixture->stage, fixture->deal, TODAY));
  g_object_set (fixture->stage, "next-task", "Send the offer", "next-task-days", G_GINT64_CONSTANT (3), NULL);
  task = crm_stage_make_task (fixture->stage, fixture->deal, TODAY);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (task), "subject"), ==, "Send the offer");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (task), "due"), ==, "2026-03-12");
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (task), "links")->len, ==, 1);

  crm_object_set_integer (CRM_OBJECT (fixture->stage), "next_task_days", -1);
  g_assert_false (crm_record_validate (fixture->stage, &error));
  g_assert_cmpstr (error->message, ==, "The days of a stage are a number from 0 to 3660.");
}

#define add(name, func) g_test_add ("/deal-steps/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("checklist", test_checklist);
  add ("ticks-are-one", test_ticks_are_one);
  add ("answers", test_answers);
  add ("task", test_task);

  return g_test_run ();
}
