#include "config.h"

#include "exchange-testing.h"

/* The FN of each card, "!" for one that cannot be read. */
static char *
describe_cards (const char *text, gsize length, CrmVcardReader **reader)
{
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);

  *reader = open_vcard (text, length, &error);
  g_assert_no_error (error);
  for (;;)
    {
      g_autoptr (CrmVcard) card = crm_vcard_reader_next (*reader, &error);

      if (card == NULL && error == NULL)
        return g_string_free (out, FALSE);
      if (card != NULL)
        g_string_append_printf (out, "%lu:%s ", (gulong) crm_vcard_get_line (card), text_of (card, "FN"));
      else
        {
          g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
          g_string_append (out, "! ");
          g_clear_error (&error);
        }
    }
}

static void
assert_cards (const char *text, const char *expected, guint problems, guint64 first_line)
{
  g_autoptr (CrmVcardReader) reader = NULL;
  g_autofree char   *cards = describe_cards (text, strlen (text), &reader);
  const CrmProblems *list;

  g_assert_cmpstr (cards, ==, expected);
  list = crm_vcard_reader_get_problems (reader);
  g_assert_cmpuint (crm_problems_get_total (list), ==, problems);
  if (problems > 0)
    g_assert_cmpuint (crm_problems_get (list, 0)->line, ==, first_line);
}

static void
test_missing_end (void)
{
  assert_cards ("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", "1:A 3:B ", 1, 3);
  assert_cards ("BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B", "1:A 4:B ", 1, 6);
}

static void
test_between_cards (void)
{
  assert_cards ("junk\nmore\nBEGIN:VCARD\nFN:A\nEND:VCARD\n\n  \nbegin:vcard\nFN:B\nend:vcard\ntail", "3:A 8:B ", 2, 1);
}

static void
test_empty_card (void)
{
  assert_cards ("BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nEND:VCARD\nBEGIN:VCARD\nFN:A\nEND:VCARD\n", "! ! 6:A ", 0, 0);
}

static void
test_no_cards (void)
{
  assert_cards ("Name,Phone\nAli,1\n", "! ", 1, 1);
}

static void
test_senseless_lines (void)
{
  assert_cards ("BEGIN:VCARD\nno colon\n:no name\n;x:y\nFN:A\nEND:VCARD\n", "1:A ", 3, 2);
}

static void
test_truncated (void)
{
  assert_cards ("BEGIN:VCARD\nFN:A\nNOTE;ENCODING=QUOTED-PRINTABLE:x=\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", "1:A 5:B ", 0, 0);
}

static void
test_not_cards (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_vcard ("", 0, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (open_vcard ("%PDF-1.4", 8, &error));
  g_assert_nonnull (strstr (error->message, "PDF"));
}

static void
test_nuls (void)
{
  g_autoptr (CrmVcardReader) reader = NULL;
  g_autofree char *cards = describe_cards ("BEGIN:VC\0ARD\nFN:A\0B\nEND:VCARD\n", 30, &reader);

  g_assert_cmpstr (cards, ==, "1:AB ");
  g_assert_cmpuint (crm_vcard_reader_get_nuls (reader), ==, 2);
}

static void
test_utf16 (void)
{
  gsize            length;
  g_autofree char *bytes = g_convert ("BEGIN:VCARD\r\nFN:سارا\r\nEND:VCARD\r\n", -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  g_autoptr (CrmVcardReader) reader = NULL;
  g_autofree char *cards = describe_cards (bytes, length, &reader);

  g_assert_cmpstr (cards, ==, "1:سارا ");
}

static void
append_card (GString *text, const char *name, gsize photo)
{
  g_string_append_printf (text, "BEGIN:VCARD\nFN:%s\nPHOTO;ENCODING=b:", name);
  for (gsize i = 0; i < photo; i += 72)
    g_string_append (text, "QUJDREVGQUJDREVGQUJDREVGQUJDREVGQUJDREVGQUJDREVGQUJDREVGQUJDREVGQUJDREVG\n ");
  g_string_append (text, "\nEND:VCARD\n");
}

static void
test_large_cards (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CrmVcardReader) reader = NULL;
  g_autofree char *cards = NULL;

  append_card (text, "small", 100);
  append_card (text, "big", 3 * 1024 * 1024);
  append_card (text, "beyond", 66 * 1024 * 1024);
  append_card (text, "after", 100);
  cards = describe_cards (text->str, text->len, &reader);
  g_assert_true (g_str_has_prefix (cards, "1:small 7:big "));
  g_assert_true (g_str_has_suffix (cards, ":after "));
  g_assert_nonnull (strstr (cards, "!"));
}

static void
test_too_many_lines (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nFN:A\n");
  g_autoptr (CrmVcardReader) reader = NULL;
  g_autofree char *cards = NULL;

  for (int i = 0; i < CRM_VCARD_PROPERTIES_MAX; i++)
    g_string_append (text, "X:\n");
  g_string_append (text, "END:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n");
  cards = describe_cards (text->str, text->len, &reader);
  g_assert_true (g_str_has_prefix (cards, "! "));
  g_assert_true (g_str_has_suffix (cards, ":B "));
}

/* Time and memory in proportion to size: these would take minutes and gigabytes otherwise. */
static void
test_repetition (void)
{
  static const char *const heads[] = { "BEGIN:VCARD\nFN:A\nX", "BEGIN:VCARD\nFN:A\nX;ENCODING=QUOTED-PRINTABLE:", "BEGIN:VCARD\nFN:A\nN:", "BEGIN:VCARD\nFN:A\nAGENT:\n", "BEGIN:VCARD\nFN:A\nNOTE:", "BEGIN:VCARD\nFN:A\nX;Y=" };
  static const char *const parts[] = { ";a", "x=\n", ";", "BEGIN:VCARD\nAGENT:\n", "\nno colon", "\"," };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GString) text = g_string_new (heads[i]);
      g_autoptr (CrmVcardReader) reader = NULL;
      g_autoptr (CrmVcard) card = NULL;

      while (text->len < 3 * 1024 * 1024)
        g_string_append (text, parts[i]);
      g_string_append (text, ":\nEND:VCARD\n");
      reader = open_vcard (text->str, text->len, NULL);
      card = crm_vcard_reader_next (reader, NULL);
      for (guint j = 0; card != NULL && j < crm_vcard_get_n_properties (card); j++)
        {
          CrmVcardProperty *property = crm_vcard_get_property (card, j);
          guint             n;

          crm_vcard_property_get_components (property, &n);
          g_assert_cmpuint (n, <=, 64);
          g_strfreev (crm_vcard_property_get_list (property));
        }
      g_assert_cmpstr (text_of (card, "FN"), ==, "A");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vcard/hostile/missing-end", test_missing_end);
  g_test_add_func ("/vcard/hostile/between-cards", test_between_cards);
  g_test_add_func ("/vcard/hostile/empty-card", test_empty_card);
  g_test_add_func ("/vcard/hostile/no-cards", test_no_cards);
  g_test_add_func ("/vcard/hostile/senseless-lines", test_senseless_lines);
  g_test_add_func ("/vcard/hostile/truncated", test_truncated);
  g_test_add_func ("/vcard/hostile/not-cards", test_not_cards);
  g_test_add_func ("/vcard/hostile/nuls", test_nuls);
  g_test_add_func ("/vcard/hostile/utf16", test_utf16);
  g_test_add_func ("/vcard/hostile/large-cards", test_large_cards);
  g_test_add_func ("/vcard/hostile/too-many-lines", test_too_many_lines);
  g_test_add_func ("/vcard/hostile/repetition", test_repetition);

  return g_test_run ();
}
