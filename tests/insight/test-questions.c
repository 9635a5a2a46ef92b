/* What is asked again in other words is one question. */

#include "crm-model.h"
#include "crm-questions.h"

static CrmCaseFacts *
new_facts (const char *const *subjects, guint n_subjects)
{
  CrmCaseFacts *facts = g_new0 (CrmCaseFacts, 1);

  facts->cases = g_array_new (FALSE, FALSE, sizeof (CrmCaseFact));
  facts->feedbacks = g_array_new (FALSE, FALSE, sizeof (CrmFeedbackFact));
  facts->texts = g_string_chunk_new (64);
  for (guint i = 0; i < n_subjects; i++)
    {
      CrmCaseFact fact = { .record = i + 1, .subject = subjects[i], .status = "solved", .product = CRM_UNSET, .article = i == 1 ? 77 : CRM_UNSET, .opened_at = 1000 - i };

      g_array_append_val (facts->cases, fact);
    }

  return facts;
}

static const CrmQuestion *
get (GPtrArray *questions, guint i)
{
  return questions->pdata[i];
}

static void
test_groups (void)
{
  static const char *const subjects[] = {
    "Which needle for silk?",
    "What needle do I need for silk",
    "Where is my parcel",
    "Needles for silk: which?",
    "My parcel, where is it?",
    "Do you open on Friday?",
    "",
    "??",
  };
  g_autoptr (CrmCaseFacts) facts = new_facts (subjects, G_N_ELEMENTS (subjects));
  g_autoptr (GPtrArray) questions = crm_questions_group (facts, 2);

  g_assert_cmpuint (questions->len, ==, 2);
  g_assert_cmpstr (get (questions, 0)->subject, ==, "Which needle for silk?");
  g_assert_cmpuint (get (questions, 0)->cases->len, ==, 3);
  g_assert_cmpint (get (questions, 0)->article, ==, 77);
  g_assert_cmpint (get (questions, 0)->last, ==, 1000);
  g_assert_cmpstr (get (questions, 1)->subject, ==, "Where is my parcel");
  g_assert_cmpint (get (questions, 1)->article, ==, CRM_UNSET);
}

static void
test_persian (void)
{
  static const char *const subjects[] = {
    "ساعت کار مغازه چیست؟",
    "ساعت کاری مغازه‌تان چیست",
    "نخ ابریشم دارید؟",
    "پارچه ابریشم متری چند؟",
  };
  g_autoptr (CrmCaseFacts) facts = new_facts (subjects, G_N_ELEMENTS (subjects));
  g_autoptr (GPtrArray) questions = crm_questions_group (facts, 2);

  g_assert_cmpuint (questions->len, ==, 1);
  g_assert_cmpstr (get (questions, 0)->subject, ==, "ساعت کار مغازه چیست؟");
}

/* Nothing asked, and the same thing asked by all. */
static void
test_ends (void)
{
  static const char *const same[] = { "Price?", "price", "Price!", "PRICE" };
  g_autoptr (CrmCaseFacts) none = new_facts (NULL, 0);
  g_autoptr (CrmCaseFacts) all = new_facts (same, G_N_ELEMENTS (same));
  g_autoptr (GPtrArray) nothing = crm_questions_group (none, 2);
  g_autoptr (GPtrArray) one = crm_questions_group (all, 2);

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (get (one, 0)->cases->len, ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/questions/groups", test_groups);
  g_test_add_func ("/questions/persian", test_persian);
  g_test_add_func ("/questions/ends", test_ends);

  return g_test_run ();
}
