#include "config.h"

#include "crm-sql-functions.h"

#include "crm-connection-private.h"
#include "crm-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define FLAGS (SQLITE_UTF8 | SQLITE_DIRECTONLY)

static const char *
text_of (sqlite3_value *value)
{
  return (const char *) sqlite3_value_text (value);
}

/* crm_fold (TEXT): as names are folded for the search, so that a filter knows a word however it is written. */
static void
fold_function (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  const char *text = text_of (arguments[0]);

  if (text != NULL)
    sqlite3_result_text (context, crm_text_fold (text), -1, g_free);
}

/* crm_has (SET, ID): whether a set that was bound has the record. */
static void
has_function (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  const CrmIdSet *set = sqlite3_value_pointer (arguments[0], CRM_SET_POINTER);

  sqlite3_result_int (context, set != NULL && crm_id_set_has (set, sqlite3_value_int64 (arguments[1])));
}

/* A string of JSON with its quotation marks. */
typedef struct
{
  const char *text;
  gsize       length;
  gboolean    escaped;
} JsonText;

/* @p: where a string may begin. Returns: where it has ended; %NULL where none is. */
static const char *
read_text (const char *p, JsonText *text)
{
  const char *start = p;

  if (p == NULL || *p != '"')
    return NULL;

  text->escaped = FALSE;
  for (p = start + 1; *p != '"'; p++)
    {
      if (*p == '\\')
        {
          text->escaped = TRUE;
          p++;
        }
      if (*p == '\0')
        return NULL;
    }
  *text = (JsonText){ start, (gsize) (p + 1 - start), text->escaped };

  return p + 1;
}

static gboolean
is_text (const JsonText *text, const char *value)
{
  gsize length = strlen (value);

  return text->length == length + 2 && memcmp (text->text + 1, value, length) == 0;
}

static void
fold_text (GString *fold, const JsonText *text)
{
  g_autofree char *json = g_strndup (text->text, text->length);
  g_autoptr (JsonNode) node = NULL;

  g_string_truncate (fold, 0);
  if (!text->escaped)
    {
      json[text->length - 1] = '\0';
      crm_text_fold_append (fold, json + 1);
      return;
    }

  node = json_from_string (json, NULL);
  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    crm_text_fold_append (fold, json_node_get_string (node));
}

typedef struct
{
  const char *kind; /* (nullable) */
  const char *member;
  const char *value;
} Wanted;

/* @p: after the brace of an item. Returns: after its end; %NULL where it is not as crm_items_to_json () writes items. */
static const char *
read_item (const char *p, const Wanted *wanted, gboolean *right_kind, JsonText *member)
{
  *right_kind = wanted->kind == NULL;
  *member = (JsonText){ 0 };
  while (p != NULL && *p != '}')
    {
      JsonText name, value;

      p = read_text (*p == ',' ? p + 1 : p, &name);
      if (p == NULL || *p != ':')
        return NULL;
      if (*++p != '"')
        {
          p += strcspn (p, ",}");
          if (*p == '\0')
            return NULL;
          continue;
        }
      p = read_text (p, &value);
      if (p != NULL && is_text (&name, wanted->member))
        *member = value;
      if (p != NULL && wanted->kind != NULL && is_text (&name, "kind"))
        *right_kind = is_text (&value, wanted->kind);
    }

  return p != NULL ? p + 1 : NULL;
}

static gboolean
contains (const char *set, const Wanted *wanted, GString *fold)
{
  const char *p = set;

  while (p != NULL && (*p == '[' || *p == ',') && p[1] == '{')
    {
      gboolean right_kind;
      JsonText member;

      p = read_item (p + 2, wanted, &right_kind, &member);
      if (p == NULL || !right_kind || member.text == NULL)
        continue;
      fold_text (fold, &member);
      if (strstr (fold->str, wanted->value) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* crm_item_contains (SET, KIND, MEMBER, VALUE): whether an item of the set, of that kind unless it is NULL, has VALUE, which is folded, somewhere
 * in the fold of MEMBER. The text of a set is ours: to read it as any JSON costs six times as much. */
static void
item_contains_function (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  const char *set = text_of (arguments[0]);
  Wanted      wanted = { .kind = text_of (arguments[1]), .member = text_of (arguments[2]), .value = text_of (arguments[3]) };

  sqlite3_result_int (context, set != NULL && wanted.member != NULL && wanted.value != NULL && contains (set, &wanted, sqlite3_user_data (context)));
}

static void
string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

void
crm_sql_functions_add (sqlite3 *db)
{
  sqlite3_create_function (db, "crm_fold", 1, FLAGS | SQLITE_DETERMINISTIC, NULL, fold_function, NULL, NULL);
  sqlite3_create_function (db, "crm_has", 2, FLAGS, NULL, has_function, NULL, NULL);
  sqlite3_create_function_v2 (db, "crm_item_contains", 4, FLAGS | SQLITE_DETERMINISTIC, g_string_new (NULL), item_contains_function, NULL, NULL, string_free);
}
