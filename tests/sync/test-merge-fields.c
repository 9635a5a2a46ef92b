#include "crm-merge-fields.h"
#include "crm-merge-text.h"

#include <string.h>

static void
test_text (void)
{
  static const struct
  {
    const char *base, *mine, *theirs, *merged;
  } cases[] = {
    { "a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC" },
    { "a\nb\nc", "a\nb\nc\nd", "0\na\nb\nc", "0\na\nb\nc\nd" },
    { "a\nb\nc", "a\nc", "a\nb\nC", NULL },
    { "a\nb\nc\nd\ne", "a\nc\nd\ne", "a\nb\nc\nd\nE", "a\nc\nd\nE" },
    { "a", "b", "c", NULL },
    { "a", "b", "b", "b" },
    { "", "x", "y", NULL },
    { "", "x", "", "x" },
    { "یک\nدو\nسه", "یک\nدو و نیم\nسه", "یک\nدو\nسه\nچهار", "یک\nدو و نیم\nسه\nچهار" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *merged = crm_merge_text (cases[i].base, cases[i].mine, cases[i].theirs);
      g_autofree char *turned = crm_merge_text (cases[i].base, cases[i].theirs, cases[i].mine);

      g_assert_cmpstr (merged, ==, cases[i].merged);
      g_assert_cmpstr (turned, ==, cases[i].merged);
    }
}

static char *
dup_many_lines (int from)
{
  GString *text = g_string_new (NULL);

  for (int i = from; i < from + 4000; i++)
    g_string_append_printf (text, "%d\n", i);

  return g_string_free (text, FALSE);
}

static void
test_text_too_long (void)
{
  g_autofree char *base = dup_many_lines (0);
  g_autofree char *mine = dup_many_lines (100000);
  g_autofree char *theirs = dup_many_lines (200000);
  g_autofree char *longer = g_strconcat (base, "x", NULL);
  g_autofree char *before = g_strconcat ("y\n", base, NULL);
  g_autofree char *merged = crm_merge_text (base, mine, theirs);
  g_autofree char *both = crm_merge_text (base, longer, before);
  g_autofree char *wanted = g_strconcat ("y\n", base, "x", NULL);

  g_assert_null (merged);
  g_assert_cmpstr (both, ==, wanted);
}

/* Merges with @mine the earlier edit, and tells "field: kept | lost" of each loss. */
static void
check (const char *type, const char *base, const char *mine, const char *theirs, const char *merged, const char *lost)
{
  CrmMergeSide my_side = { crm_json_slice_of (mine), 5, "d1" };
  CrmMergeSide their_side = { crm_json_slice_of (theirs), 6, "d0" };
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_merge_loss_free);
  g_autofree char *got = crm_merge_fields (crm_record_type_find (type), crm_json_slice_of (base), &my_side, &their_side, losses);
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < losses->len; i++)
    {
      const CrmMergeLoss *loss = losses->pdata[i];

      g_assert_false (loss->mine_kept);
      g_string_append_printf (told, "%s: %s | %s\n", loss->field, loss->kept != NULL ? loss->kept : "-", loss->lost != NULL ? loss->lost : "-");
    }
  if (!crm_json_slice_equal (crm_json_slice_of (got), crm_json_slice_of (merged)))
    g_error ("%s instead of %s", got, merged);
  g_assert_cmpstr (told->str, ==, lost);
}

static void
test_scalars (void)
{
  check ("person", "{\"given_name\":\"Ali\",\"source\":\"web\"}", "{\"given_name\":\"Reza\",\"source\":\"web\"}", "{\"given_name\":\"Ali\",\"source\":\"fair\",\"nickname\":\"A\"}",
         "{\"given_name\":\"Reza\",\"source\":\"fair\",\"nickname\":\"A\"}", "");
  check ("person", "{\"given_name\":\"Ali\",\"source\":\"web\"}", "{\"given_name\":\"Ali\"}", "{\"given_name\":\"Ali\",\"source\":\"web\"}", "{\"given_name\":\"Ali\"}", "");
  check ("person", "{\"given_name\":\"Ali\"}", "{\"given_name\":\"Reza\"}", "{\"given_name\":\"Sara\"}", "{\"given_name\":\"Sara\"}", "given_name: \"Sara\" | \"Reza\"\n");
  check ("person", "{\"given_name\":\"Ali\"}", "{\"given_name\":\"Reza\"}", "{\"given_name\":null}", "{}", "given_name: - | \"Reza\"\n");
  check ("person", "{\"given_name\":\"Ali\"}", "{\"given_name\":\"Reza\"}", "{\"given_name\":\"Reza\"}", "{\"given_name\":\"Reza\"}", "");
  /* Nothing is known of where they began: what differs is told, what only one has is taken. */
  check ("person", NULL, "{\"given_name\":\"Reza\",\"source\":\"web\"}", "{\"given_name\":\"Sara\",\"nickname\":\"S\"}", "{\"given_name\":\"Sara\",\"source\":\"web\",\"nickname\":\"S\"}", "given_name: \"Sara\" | \"Reza\"\n");
}

static void
test_tie (void)
{
  CrmMergeSide one = { crm_json_slice_of ("{\"name\":\"x\"}"), 7, "a" };
  CrmMergeSide other = { crm_json_slice_of ("{\"name\":\"y\"}"), 7, "b" };
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_merge_loss_free);
  g_autofree char *here = crm_merge_fields (NULL, crm_json_slice_of ("{}"), &one, &other, losses);
  g_autofree char *there = crm_merge_fields (NULL, crm_json_slice_of ("{}"), &other, &one, losses);

  g_assert_cmpstr (here, ==, "{\"name\":\"y\"}");
  g_assert_cmpstr (there, ==, here);
  g_assert_cmpuint (losses->len, ==, 2);
  g_assert_false (((CrmMergeLoss *) losses->pdata[0])->mine_kept);
  g_assert_true (((CrmMergeLoss *) losses->pdata[1])->mine_kept);
}

static void
test_sets (void)
{
  /* Each adds one. */
  check ("person", "{\"tags\":[{\"id\":\"1\",\"tag\":\"a\"}]}", "{\"tags\":[{\"id\":\"1\",\"tag\":\"a\"},{\"id\":\"k3\",\"tag\":\"b\"}]}", "{\"tags\":[{\"id\":\"1\",\"tag\":\"a\"},{\"id\":\"p9\",\"tag\":\"c\"}]}",
         "{\"tags\":[{\"id\":\"1\",\"tag\":\"a\"},{\"id\":\"k3\",\"tag\":\"b\"},{\"id\":\"p9\",\"tag\":\"c\"}]}", "");
  /* Both add the same. */
  check ("person", "{}", "{\"tags\":[{\"id\":\"k3\",\"tag\":\"b\"}]}", "{\"tags\":[{\"id\":\"p9\",\"tag\":\"b\"}]}", "{\"tags\":[{\"id\":\"p9\",\"tag\":\"b\"}]}", "");
  /* One takes away what the other leaves alone, and each the last of its own. */
  check ("person", "{\"tags\":[{\"id\":\"1\",\"tag\":\"a\"},{\"id\":\"2\",\"tag\":\"b\"}]}", "{\"tags\":[{\"id\":\"2\",\"tag\":\"b\"}]}", "{\"tags\":[{\"id\":\"1\",\"tag\":\"a\"}]}", "{}", "");
  /* Taken away here, changed there: it stays. */
  check ("person", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"a\"},{\"id\":\"2\",\"value\":\"b\"}]}", "{\"contact_points\":[{\"id\":\"2\",\"value\":\"B\"}]}",
         "{\"contact_points\":[{\"id\":\"1\",\"value\":\"A\"},{\"id\":\"2\",\"value\":\"b\"}]}", "{\"contact_points\":[{\"id\":\"2\",\"value\":\"B\"},{\"id\":\"1\",\"value\":\"A\"}]}", "");
  /* One changes the label, the other the number. */
  check ("person", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"a\",\"label\":\"x\"}]}", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"b\",\"label\":\"x\"}]}",
         "{\"contact_points\":[{\"id\":\"1\",\"value\":\"a\",\"label\":\"y\"}]}", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"b\",\"label\":\"y\"}]}", "");
  check ("person", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"a\"}]}", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"b\"}]}", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"c\"}]}",
         "{\"contact_points\":[{\"id\":\"1\",\"value\":\"c\"}]}", "contact_points: {\"id\":\"1\",\"value\":\"c\"} | {\"id\":\"1\",\"value\":\"b\"}\n");
  /* A number says only which place an item had: two of one number that nobody had before are two. */
  check ("person", "{}", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"b\"}]}", "{\"contact_points\":[{\"id\":\"1\",\"value\":\"c\"}]}",
         "{\"contact_points\":[{\"id\":\"w664d\",\"value\":\"b\"},{\"id\":\"1\",\"value\":\"c\"}]}", "");
  /* A name is the same everywhere. */
  check ("person", "{}", "{\"custom_values\":[{\"id\":\"custom_a\",\"text\":\"b\"}]}", "{\"custom_values\":[{\"id\":\"custom_a\",\"text\":\"c\"}]}",
         "{\"custom_values\":[{\"id\":\"custom_a\",\"text\":\"c\"}]}", "custom_values: {\"id\":\"custom_a\",\"text\":\"c\"} | {\"id\":\"custom_a\",\"text\":\"b\"}\n");
}

static void
test_long_text (void)
{
  check ("person", "{\"about\":\"a\\nb\\nc\"}", "{\"about\":\"A\\nb\\nc\"}", "{\"about\":\"a\\nb\\nC\"}", "{\"about\":\"A\\nb\\nC\"}", "");
  check ("person", "{\"about\":\"a\\nb\"}", "{\"about\":\"A\\nb\"}", "{\"about\":\"X\\nb\"}", "{\"about\":\"X\\nb\"}", "about: \"X\\nb\" | \"A\\nb\"\n");
  /* A name is not put together from two. */
  check ("person", "{\"display_name\":\"a\\nb\\nc\"}", "{\"display_name\":\"A\\nb\\nc\"}", "{\"display_name\":\"a\\nb\\nC\"}", "{\"display_name\":\"a\\nb\\nC\"}", "display_name: \"a\\nb\\nC\" | \"A\\nb\\nc\"\n");
}

static void
test_derived (void)
{
  /* Won here, moved there: what follows from the stage goes with it. */
  check ("deal", "{\"stage\":\"s1\",\"status\":\"open\",\"stage_entered_at\":\"1\",\"rank\":1}", "{\"stage\":\"won\",\"status\":\"won\",\"stage_entered_at\":\"2\",\"closed_at\":\"2\",\"rank\":5}",
         "{\"stage\":\"s2\",\"status\":\"open\",\"stage_entered_at\":\"3\",\"rank\":6}", "{\"stage\":\"s2\",\"status\":\"open\",\"stage_entered_at\":\"3\",\"rank\":6}", "stage: \"s2\" | \"won\"\n");
  check ("deal", "{\"stage\":\"s1\",\"status\":\"open\",\"stage_entered_at\":\"1\"}", "{\"stage\":\"won\",\"status\":\"won\",\"stage_entered_at\":\"2\",\"closed_at\":\"2\"}",
         "{\"stage\":\"s1\",\"status\":\"open\",\"stage_entered_at\":\"1\",\"value\":5}", "{\"stage\":\"won\",\"status\":\"won\",\"stage_entered_at\":\"2\",\"closed_at\":\"2\",\"value\":5}", "");
}

/* What a newer version added. */
static void
test_unknown (void)
{
  check ("person", "{\"shoe\":{\"size\":12345678901234567890},\"list\":[{\"id\":\"a\",\"v\":1}]}", "{\"shoe\":{\"size\":12345678901234567890},\"list\":[{\"id\":\"a\",\"v\":1},{\"id\":\"b\",\"v\":2}],\"source\":\"web\"}",
         "{\"shoe\":{\"size\":44},\"list\":[{\"id\":\"a\",\"v\":3}]}", "{\"shoe\":{\"size\":44},\"list\":[{\"id\":\"a\",\"v\":3},{\"id\":\"b\",\"v\":2}],\"source\":\"web\"}", "");
  check (NULL, "{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":3}", "a: 3 | 2\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge-fields/text", test_text);
  g_test_add_func ("/merge-fields/text-too-long", test_text_too_long);
  g_test_add_func ("/merge-fields/scalars", test_scalars);
  g_test_add_func ("/merge-fields/tie", test_tie);
  g_test_add_func ("/merge-fields/sets", test_sets);
  g_test_add_func ("/merge-fields/long-text", test_long_text);
  g_test_add_func ("/merge-fields/derived", test_derived);
  g_test_add_func ("/merge-fields/unknown", test_unknown);

  return g_test_run ();
}
