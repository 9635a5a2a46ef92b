/* Messages and business cards, pasted: who they are from. */

#include "crm-lead-text.h"

#include "crm-model.h"

#include <string.h>

static void
assert_parsed (const char *text, const char *expected)
{
  g_auto (CrmLeadText) lead = { NULL };
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *name = NULL;
  GPtrArray       *points;

  crm_lead_text_parse (&lead, text, "IR");
  name = crm_object_get_text (CRM_OBJECT (lead.person), "given_name") != NULL ? crm_object_dup_title (CRM_OBJECT (lead.person)) : g_strdup ("");
  points = crm_object_get_items (CRM_OBJECT (lead.person), "contact_points");
  g_string_append_printf (found, "%s|%s|", name, lead.company != NULL ? lead.company : "");
  for (guint i = 0; points != NULL && i < points->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " + " : "", crm_object_get_text (g_ptr_array_index (points, i), "value"));
  g_string_append_printf (found, "|%s", lead.note != NULL ? lead.note : "");
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (lead.person), "lifecycle"), ==, "lead");
}

static void
test_card (void)
{
  assert_parsed ("Maryam Ahmadi\nAtlas Fabrics Ltd.\nBuyer, curtains\n0912 345 6789\nm.ahmadi@atlas.example", "Maryam Ahmadi|Atlas Fabrics Ltd.|0912 345 6789 + m.ahmadi@atlas.example|Buyer, curtains");
  assert_parsed ("Name: Ann Lee\r\nCompany: Blue\r\nTel: +49 30 12345678\r\nE-mail: <ann@blue.example>\r\n", "Ann Lee|Blue|+49 30 12345678 + ann@blue.example|");
}

static void
test_message (void)
{
  assert_parsed ("Hello,\nDo you make curtains for shops? We need 40 metres by May.\nRegards\nAnn Lee\n+49 30 12345678",
                 "Ann Lee||+49 30 12345678|Hello,\nDo you make curtains for shops? We need 40 metres by May.\nRegards");
  assert_parsed ("call me on 09123456789 or write to a.b@c.example, thanks", "||a.b@c.example + 09123456789|call me on 09123456789 or write to a.b@c.example, thanks");
}

static void
test_persian (void)
{
  assert_parsed ("نام: مریم احمدی\nشرکت: پارچهٔ اطلس\nموبایل: ۰۹۱۲ ۳۴۵ ۶۷۸۹\nبرای پردهٔ مغازه قیمت می‌خواهم.",
                 "مریم احمدی|پارچهٔ اطلس|۰۹۱۲ ۳۴۵ ۶۷۸۹|برای پردهٔ مغازه قیمت می‌خواهم.");
  assert_parsed ("سلام\nرضا کریمی\nبازرگانی سپید\n02188776655", "رضا کریمی|بازرگانی سپید|02188776655|سلام");
}

/* What is nobody's number stays text; nothing is lost and nothing breaks. */
static void
test_odd (void)
{
  assert_parsed ("", "|||");
  assert_parsed ("@ @@ a@ @b :: \n:\n+", "|||@ @@ a@ @b ::");
  assert_parsed ("Order 66 of 2025/03/20 for 12,500", "|||Order 66 of 2025/03/20 for 12,500");
  assert_parsed ("\xff\xfe Ann", "|||\xef\xbf\xbd\xef\xbf\xbd Ann");
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (100000, '@');
  g_autofree char *digits = g_strnfill (100000, '7');
  g_auto (CrmLeadText) lead = { NULL };
  g_auto (CrmLeadText) other = { NULL };

  crm_lead_text_parse (&lead, text, NULL);
  g_assert_true (lead.cut);
  crm_lead_text_parse (&other, digits, NULL);
  g_assert_null (crm_object_get_items (CRM_OBJECT (other.person), "contact_points"));
}

/* A name that is no name, more numbers than anybody has: they stay what they were, text. */
static void
test_bounds (void)
{
  g_autofree char *name = g_strnfill (3000, 'x');
  g_autofree char *line = g_strconcat ("Name: ", name, NULL);
  g_autofree char *half = g_strnfill (20003, 'y');
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_auto (CrmLeadText) lead = { NULL };
  g_auto (CrmLeadText) many = { NULL };
  g_auto (CrmLeadText) split = { NULL };

  crm_lead_text_parse (&lead, line, NULL);
  g_assert_null (crm_object_get_text (CRM_OBJECT (lead.person), "given_name"));
  g_assert_cmpstr (lead.note, ==, line);
  g_assert_false (lead.cut);

  for (int i = 0; i < 12; i++)
    g_string_append_printf (numbers, "+49301234567%d\n", i);
  crm_lead_text_parse (&many, numbers->str, NULL);
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (many.person), "contact_points")->len, ==, 10);
  g_assert_cmpstr (many.note, ==, "+493012345671"
                                  "0\n+493012345671"
                                  "1");

  /* A character that stands where the text is cut is left out whole. */
  memcpy (half + 19999, "\u20ac", 3);
  crm_lead_text_parse (&split, half, NULL);
  g_assert_true (g_str_has_suffix (split.note, "yy"));
}

static void
assert_valid (const char *text)
{
  g_assert_true (text == NULL || (g_utf8_validate (text, -1, NULL) && *text != '\0'));
}

/* Whatever was pasted, what is made of it is text. */
static void
test_damaged (void)
{
  static const char *const pieces[] = { "@", ":", "\n", "\r", "+", "0", "\xff", "\xd8", "\u06f5", "\u200c", "(", " ", "Name:", "\xe2\x80\xae", "gmbh" };

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new ("Hello,\nName: Ann Lee\nشرکت: اطلس\n+49 30 12345678 a.b@c.example\n۰۹۱۲ ۳۴۵ ۶۷۸۹\nBlue Ltd.");
      g_auto (CrmLeadText) lead = { NULL };
      GPtrArray *points;

      for (int n = g_test_rand_int_range (1, 20); n > 0; n--)
        {
          gssize at = g_test_rand_int_range (0, (gint32) text->len);

          if (n % 2 == 0)
            g_string_insert (text, at, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          else
            g_string_erase (text, at, MIN (3, (gssize) text->len - at - 1));
        }
      crm_lead_text_parse (&lead, text->str, "IR");
      points = crm_object_get_items (CRM_OBJECT (lead.person), "contact_points");
      assert_valid (lead.company);
      assert_valid (lead.note);
      assert_valid (crm_object_get_text (CRM_OBJECT (lead.person), "given_name"));
      assert_valid (crm_object_get_text (CRM_OBJECT (lead.person), "family_name"));
      for (guint i = 0; points != NULL && i < points->len; i++)
        assert_valid (crm_object_get_text (g_ptr_array_index (points, i), "value"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lead-text/card", test_card);
  g_test_add_func ("/lead-text/message", test_message);
  g_test_add_func ("/lead-text/persian", test_persian);
  g_test_add_func ("/lead-text/odd", test_odd);
  g_test_add_func ("/lead-text/long", test_long);
  g_test_add_func ("/lead-text/bounds", test_bounds);
  g_test_add_func ("/lead-text/damaged", test_damaged);

  return g_test_run ();
}
