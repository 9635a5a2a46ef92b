#include "crm-json-slice.h"

#include <string.h>

static CrmJsonSlice
parse (const char *json)
{
  CrmJsonSlice slice;

  g_assert_true (crm_json_slice_parse (&slice, json, strlen (json)));

  return slice;
}

static void
test_refuses (void)
{
  static const char *const wrong[] = { "", " ", "{", "[1,]", "{\"a\":}", "{\"a\" 1}", "{a:1}", "01", "1.", ".5", "-", "1e", "+1", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"",
                                       "tru", "nul", "[1] 2", "{\"a\":1,}", "[1 2]", "\"\\", "\"\\u00", "<html>", "[1}" };
  g_autofree char         *deep = g_strnfill (1000, '[');
  CrmJsonSlice             slice;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      /* On the heap to the byte, so that reading past the end is seen. */
      g_autofree char *exact = g_memdup2 (wrong[i], MAX (strlen (wrong[i]), 1));

      g_assert_false (crm_json_slice_parse (&slice, exact, strlen (wrong[i])));
    }
  g_assert_false (crm_json_slice_parse (&slice, deep, 1000));
}

static void
test_cut_anywhere (void)
{
  static const char json[] = "{\"results\":[{\"seq\":\"2-g1\",\"doc\":{\"a\":[1.5e3,true,null,\"\\u06f1\\n\"]}}],\"last_seq\":\"2-g1\"}";
  CrmJsonSlice      slice;

  for (gsize length = 0; length < sizeof json - 1; length++)
    {
      g_autofree char *exact = g_memdup2 (json, MAX (length, 1));

      g_assert_false (crm_json_slice_parse (&slice, exact, length));
    }
  g_assert_true (crm_json_slice_parse (&slice, json, sizeof json - 1));
}

static void
test_members (void)
{
  CrmJsonSlice slice = parse (" { \"a\" : [ 1 , {} , \"x\" ] , \"b\\u0062\" : null , \"a\" : 2 } ");
  CrmJsonSlice key, value;
  CrmJsonIter  iter;
  GString     *seen = g_string_new (NULL);

  crm_json_iter_init (&iter, slice);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);
      g_autofree char *json = crm_json_slice_dup (value);

      g_string_append_printf (seen, "%s=%s;", name, json);
    }
  g_assert_cmpstr (seen->str, ==, "a=[ 1 , {} , \"x\" ];bb=null;a=2;");
  g_string_free (seen, TRUE);

  /* Of two of one name the last counts, as on every server. */
  value = crm_json_slice_find (slice, "a");
  g_assert_cmpint (crm_json_slice_get_kind (value), ==, CRM_JSON_NUMBER);
  g_assert_null (crm_json_slice_find (slice, "c").text);
  g_assert_null (crm_json_slice_find (value, "a").text);
}

static void
test_text (void)
{
  static const struct
  {
    const char *json;
    const char *text;
  } cases[] = {
    { "\"\"", "" },
    { "\"سلام \\\"\\\\\\/\\b\\f\\n\\r\\t\"", "سلام \"\\/\b\f\n\r\t" },
    { "\"\\ud83d\\ude00\"", "😀" },
    { "\"\\u06F1\"", "۱" },
    { "\"a\\u0000b\"", NULL },
    { "\"\\ud800\"", NULL },
    { "\"\\ud800\\u0041\"", NULL },
    { "\"\\udc00\"", NULL },
    { "\"\\ud800x\"", NULL },
    { "\"\xff\"", NULL },
    { "5", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = crm_json_slice_dup_text (parse (cases[i].json));

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpint (cases[i].text != NULL, ==, crm_json_slice_is_text (parse (cases[i].json), cases[i].text != NULL ? cases[i].text : "?"));
    }
}

/* What CouchDB, PouchDB and json-glib each make of the same values. */
static void
test_equal (void)
{
  static const char *const same[][2] = {
    { "1.0", "1" },
    { "0.1", "0.10000000000000001" },
    { "1e25", "1.0000000000000001e+25" },
    { "12345678901234567890", "12345678901234567000" },
    { "9007199254740993", "9007199254740992" },
    { "\"\\u06f1\\/\"", "\"۱/\"" },
    { "{\"a\":1,\"b\":[2]}", "{ \"b\" : [ 2.0 ], \"a\" : 1 }" },
    { "{\"a\":1,\"a\":2}", "{\"a\":2}" },
    { "\"\\ud800\"", "\"\\ud800\"" },
    { "{\"\\ud800\":1}", "{ \"\\ud800\":1 }" },
  };
  static const char *const other[][2] = {
    { "1", "2" },
    { "1", "\"1\"" },
    { "0", "false" },
    { "null", "{}" },
    { "[1,2]", "[2,1]" },
    { "[1]", "[1,1]" },
    { "{\"a\":null}", "{}" },
    { "\"a\\u0000b\"", "\"a\"" },
    { "9007199254740991", "9007199254740990" },
    { "0.1", "0.1000001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_assert_true (crm_json_slice_equal (parse (same[i][0]), parse (same[i][1])));
      g_assert_true (crm_json_slice_equal (parse (same[i][1]), parse (same[i][0])));
    }
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_assert_false (crm_json_slice_equal (parse (other[i][0]), parse (other[i][1])));
      g_assert_false (crm_json_slice_equal (parse (other[i][1]), parse (other[i][0])));
    }
}

static void
test_integer (void)
{
  gint64 value = 0;

  g_assert_true (crm_json_slice_get_integer (parse ("-9223372036854775807"), &value));
  g_assert_cmpint (value, ==, -G_MAXINT64);
  g_assert_true (crm_json_slice_get_integer (parse ("1.0"), &value));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (crm_json_slice_get_integer (parse ("2e3"), &value));
  g_assert_cmpint (value, ==, 2000);
  g_assert_false (crm_json_slice_get_integer (parse ("12345678901234567890"), &value));
  g_assert_false (crm_json_slice_get_integer (parse ("1.5"), &value));
  g_assert_false (crm_json_slice_get_integer (parse ("1e400"), &value));
  g_assert_false (crm_json_slice_get_integer (parse ("\"1\""), &value));
}

static void
test_clean (void)
{
  g_assert_true (crm_json_slice_is_clean (parse ("{\"a\":[1,2.5,\"x\",null,true]}")));
  g_assert_false (crm_json_slice_is_clean (parse ("{\"a\":[12345678901234567890]}")));
  g_assert_false (crm_json_slice_is_clean (parse ("{\"a\":{\"b\":\"\\u0000\"}}")));
  g_assert_false (crm_json_slice_is_clean (parse ("{\"\\ud800\":1}")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-slice/refuses", test_refuses);
  g_test_add_func ("/json-slice/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/json-slice/members", test_members);
  g_test_add_func ("/json-slice/text", test_text);
  g_test_add_func ("/json-slice/equal", test_equal);
  g_test_add_func ("/json-slice/integer", test_integer);
  g_test_add_func ("/json-slice/clean", test_clean);

  return g_test_run ();
}
