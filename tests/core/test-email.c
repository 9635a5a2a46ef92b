#include "crm-email.h"

static void
assert_normal (const char *text, const char *expected)
{
  g_autofree char *email = crm_email_normalise (text);
  g_autofree char *again = crm_email_normalise (email);

  g_assert_cmpstr (email, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_normalise (void)
{
  assert_normal (" Ali.Rezaei@Example.COM ", "Ali.Rezaei@example.com");
  assert_normal ("mailto:ali@example.com?subject=Hello", "ali@example.com");
  assert_normal ("MAILTO:ali@example.com", "ali@example.com");
  assert_normal ("Ali Rezaei <ali@Example.com>", "ali@example.com");
  assert_normal ("<mailto:ali@example.com>", "ali@example.com");
  assert_normal ("\u200eali@example.com\u202c", "ali@example.com");
  assert_normal ("info@مثال.ایران", "info@مثال.ایران");
  assert_normal ("no address", "no address");
  assert_normal ("", NULL);
  assert_normal (" <> ", NULL);
  assert_normal (NULL, NULL);
}

static void
test_key (void)
{
  g_autofree char *a = crm_email_key ("Ali.Rezaei@Example.com");
  g_autofree char *b = crm_email_key ("mailto:ali.rezaei@example.COM");
  g_autofree char *none = crm_email_key (NULL);

  g_assert_cmpstr (a, ==, "ali.rezaei@example.com");
  g_assert_cmpstr (a, ==, b);
  g_assert_null (none);
}

static void
test_plausible (void)
{
  static const char *const good[] = { "a@b.co", "ali.rezaei+shop@mail.example.com", "info@مثال.ایران", "o'brien@example.ie", "x@xn--mgba3a4f16a.ir" };
  static const char *const bad[] = {
    "", "ali", "ali@", "@example.com", "ali@example", "ali@@example.com", "a b@example.com", ".ali@example.com", "ali.@example.com",
    "a..b@example.com", "ali@-example.com", "ali@example-.com", "ali@example..com", "ali@example.c", "ali@127.0.0.1", "ali@exa_mple.com",
    "a@b.co, c@d.co", "ali@example.com.", "ali\xff@example.com"
  };
  g_autofree char *long_local = g_strnfill (65, 'a');
  g_autofree char *long_address = g_strconcat (long_local, "@example.com", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    if (!crm_email_is_plausible (good[i]))
      g_error ("%s was refused", good[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (crm_email_is_plausible (bad[i]))
      g_error ("%s was accepted", bad[i]);
  g_assert_false (crm_email_is_plausible (NULL));
  g_assert_false (crm_email_is_plausible (long_address));
}

static void
test_random (void)
{
  static const char *const parts[] = { "a", "@", ".", "<", ">", "mailto:", "?", " ", "ی", "\xff", "-", "B" };

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *email = NULL;
      g_autofree char *key = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      email = crm_email_normalise (text->str);
      key = crm_email_key (text->str);
      crm_email_is_plausible (text->str);
      g_assert_true (email == NULL || g_utf8_validate (email, -1, NULL));
      g_assert_cmpint (email == NULL, ==, key == NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/email/normalise", test_normalise);
  g_test_add_func ("/email/key", test_key);
  g_test_add_func ("/email/plausible", test_plausible);
  g_test_add_func ("/email/random", test_random);

  return g_test_run ();
}
