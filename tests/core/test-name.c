#include "crm-name.h"
#include "crm-text.h"

static void
test_titles (void)
{
  static const struct
  {
    const char *name;
    const char *folded;
  } cases[] = {
    { "آقای دکتر علی رضایی", "علی رضایی" },
    { "سرکار خانم مهندس مريم احمدي", "مریم احمدی" },
    { "سید علی حسینی", "علی حسینی" },
    { "Dr. Jane Smith", "jane smith" },
    { "دکتر", "دکتر" },
    { "آقاجانی", "اقاجانی" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = crm_name_fold_person (cases[i].name);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_legal_forms (void)
{
  static const char *const same[][2] = {
    { "شرکت پارس (سهامی خاص)", "پارس" },
    { "شركت پارس با مسئولیت محدود", "پارس" },
    { "Atlas Fabrics Ltd.", "The Atlas Fabrics Company" },
    { "Company", "company" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *one = crm_name_fold_company (same[i][0]);
      g_autofree char *other = crm_name_fold_company (same[i][1]);

      g_assert_cmpstr (one, ==, other);
    }
}

static gboolean
share_a_turn (const char *one, const char *other)
{
  g_autofree char *a = crm_name_fold_person (one);
  g_autofree char *b = crm_name_fold_person (other);
  g_autoptr (GPtrArray) turns = g_ptr_array_new_with_free_func (g_free);
  guint n;

  crm_name_collect_turns (a, turns);
  n = turns->len;
  crm_name_collect_turns (b, turns);
  for (guint i = 0; i < n; i++)
    {
      for (guint j = n; j < turns->len; j++)
        {
          if (g_str_equal (g_ptr_array_index (turns, i), g_ptr_array_index (turns, j)))
            return TRUE;
        }
    }

  return FALSE;
}

static void
test_turns (void)
{
  g_assert_true (share_a_turn ("علی‌رضا احمدی", "احمدی علیرضا"));
  g_assert_true (share_a_turn ("علی رضا احمدی", "علي‌رضا احمدي"));
  g_assert_true (share_a_turn ("مهندس نیک پور سارا", "سارا نیک‌پور"));
  g_assert_true (share_a_turn ("Smith, Jane", "Jane Smith"));
  g_assert_false (share_a_turn ("علی احمدی", "علی محمدی"));
  g_assert_false (share_a_turn ("", ""));
}

static void
test_spellings (void)
{
  g_autofree char *folded = crm_name_fold_person ("دکتر علی‌رضا احمدی");
  g_autofree char *other = crm_text_fold ("احمدی علیرضا");
  g_autofree char *same = crm_text_fold ("علی رضا احمدی");
  g_autoptr (GPtrArray) spellings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_free);

  crm_name_collect_spellings (folded, spellings);
  g_assert_true (g_ptr_array_find_with_equal_func (spellings, same, g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (spellings, other, g_str_equal, NULL));
  g_assert_cmpuint (spellings->len, ==, 12);

  crm_name_collect_spellings ("", none);
  g_assert_cmpuint (none->len, ==, 1);
}

static void
test_agree (void)
{
  g_assert_true (crm_name_agree ("m ahmadi", "maryam ahmadi"));
  g_assert_true (crm_name_agree ("", "maryam"));
  g_assert_false (crm_name_agree ("sara ahmadi", "maryam ahmadi"));
  g_assert_true (crm_name_is_same_script ("ali", "sara"));
  g_assert_false (crm_name_is_same_script ("ali", "علی"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name/titles", test_titles);
  g_test_add_func ("/name/legal-forms", test_legal_forms);
  g_test_add_func ("/name/turns", test_turns);
  g_test_add_func ("/name/spellings", test_spellings);
  g_test_add_func ("/name/agree", test_agree);

  return g_test_run ();
}
