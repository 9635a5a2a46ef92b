#include "crm-collator.h"

#include <string.h>

static int
compare_keys (GByteArray *a, GByteArray *b)
{
  int order = memcmp (a->data, b->data, MIN (a->len, b->len));

  return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static int
sign (int value)
{
  return (value > 0) - (value < 0);
}

static void
assert_order (CrmCollator *collator, const char *a, const char *b, int expected)
{
  g_autoptr (GByteArray) key_a = g_byte_array_new ();
  g_autoptr (GByteArray) key_b = g_byte_array_new ();

  crm_collator_append_key (collator, a, key_a);
  crm_collator_append_key (collator, b, key_b);
  if (sign (crm_collator_compare (collator, a, b)) != expected)
    g_error ("“%s” and “%s” are not in order", a, b);
  g_assert_cmpint (sign (compare_keys (key_a, key_b)), ==, expected);
}

static void
assert_alphabet (CrmCollator *collator)
{
  static const char *const letters[] = {
    "آ", "ا", "ب", "پ", "ت", "ث", "ج", "چ", "ح", "خ", "د", "ذ", "ر", "ز", "ژ", "س", "ش", "ص", "ض", "ط", "ظ", "ع", "غ",
    "ف", "ق", "ک", "گ", "ل", "م", "ن", "و", "ه", "ی"
  };

  for (gsize i = 1; i < G_N_ELEMENTS (letters); i++)
    assert_order (collator, letters[i - 1], letters[i], -1);
}

static void
test_persian (void)
{
  g_autoptr (CrmCollator) collator = crm_collator_new ("fa_IR.UTF-8");

  assert_alphabet (collator);
  assert_order (collator, "رضا", "Reza", -1);
  assert_order (collator, "فاکتور ۲", "فاکتور ۱۰", -1);
  assert_order (collator, "فاکتور 2", "فاکتور ۱۰", -1);
  assert_order (collator, "علی رضا", "علی‌رضا", 0);
  assert_order (collator, "علی رضا", "علیرضا", 0);
  assert_order (collator, "کتاب ۱", "کتاب ۲", -1);
  assert_order (collator, "10آ", "10۲", -1);
  assert_order (collator, NULL, "a", -1);
  assert_order (collator, NULL, "", 0);
}

/* An order at the first level, though not an equality, is what lists need of variants of a letter. */
static void
test_variants (void)
{
  g_autoptr (CrmCollator) collator = crm_collator_new ("fa");

  assert_order (collator, "علي ب", "علی پ", -1);
  assert_order (collator, "علی ب", "علي پ", -1);
  assert_order (collator, "كتاب ب", "کتاب پ", -1);
  assert_order (collator, "خانۀ ب", "خانهٔ پ", -1);
}

static void
test_other_languages (void)
{
  g_autoptr (CrmCollator) english = crm_collator_new ("en_GB.UTF-8");
  g_autoptr (CrmCollator) swedish = crm_collator_new ("sv");
  g_autoptr (CrmCollator) german = crm_collator_new ("de");
  g_autoptr (CrmCollator) russian = crm_collator_new ("ru");
  g_autoptr (CrmCollator) none = crm_collator_new (NULL);

  assert_alphabet (english);
  assert_alphabet (swedish);
  assert_alphabet (none);
  assert_order (english, "Reza", "رضا", -1);
  assert_order (english, "ali", "Bob", -1);
  assert_order (english, "Item 9", "item 10", -1);
  assert_order (swedish, "zebra", "ärlig", -1);
  assert_order (german, "ärlich", "zebra", -1);
  assert_order (russian, "Борис", "Ali", -1);
}

static char *
random_name (void)
{
  static const char *const parts[] = { "a", "B", "é", "ی", "ي", "ک", "آ", " ", "\u200c", "1", "۲", "10", "ه", "و", "-", "Z", "\xff" };
  GString                 *out = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
    g_string_append (out, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);

  return g_string_free (out, FALSE);
}

static void
test_cut_keys (void)
{
  g_autoptr (CrmCollator) collator = crm_collator_new ("fa");

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *a = random_name ();
      g_autofree char *b = random_name ();
      guint8           key_a[16], key_b[16];
      gsize            size = (gsize) g_test_rand_int_range (0, sizeof key_a + 1);
      gsize            n_a = crm_collator_key (collator, a, key_a, size);
      gsize            n_b = crm_collator_key (collator, b, key_b, size);
      int              order = sign (crm_collator_compare (collator, a, b));
      int              cut = sign (memcmp (key_a, key_b, MIN (n_a, n_b)));

      g_assert_cmpuint (n_a, <=, size);
      g_assert_true (cut == 0 || cut == order);
    }
}

static void
test_long_text (void)
{
  g_autoptr (CrmCollator) collator = crm_collator_new ("fa");
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autofree char *longer = g_strconcat (text, "y", NULL);
  guint8           key[32];

  g_assert_cmpuint (crm_collator_key (collator, text, key, sizeof key), ==, sizeof key);
  assert_order (collator, text, longer, -1);
}

static void
test_version (void)
{
  g_autoptr (CrmCollator) persian = crm_collator_new ("fa_IR");
  g_autoptr (CrmCollator) english = crm_collator_new ("en");
  g_autofree char *a = crm_collator_version (persian);
  g_autofree char *b = crm_collator_version (english);

  g_assert_true (g_str_has_prefix (a, "fa "));
  g_assert_true (g_str_has_prefix (b, "en "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/collator/persian", test_persian);
  g_test_add_func ("/collator/variants", test_variants);
  g_test_add_func ("/collator/other-languages", test_other_languages);
  g_test_add_func ("/collator/cut-keys", test_cut_keys);
  g_test_add_func ("/collator/long-text", test_long_text);
  g_test_add_func ("/collator/version", test_version);

  return g_test_run ();
}
