#include "config.h"

#include "crm-sql-functions.h"

#include "crm-connection-private.h"
#include "crm-item-scan.h"
#include "crm-main-item.h"
#include "crm-text.h"
#include "crm-uid.h"

#include <string.h>

#define FLAGS (SQLITE_UTF8 | SQLITE_DIRECTONLY)

/* What the functions about items write in, kept from one record to the next. */
typedef struct
{
  GString *text; /* (owned) */
  GString *fold; /* (owned) */
} Scratch;

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

/* crm_item_contains (SET, KIND, MEMBER, VALUE): whether an item of the set, of that kind unless it is NULL, has VALUE, which is folded, somewhere
 * in the fold of MEMBER. */
static void
item_contains_function (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  Scratch      *scratch = sqlite3_user_data (context);
  const char   *place = crm_item_scan_begin (text_of (arguments[0]));
  const char   *kind = text_of (arguments[1]);
  const char   *value = text_of (arguments[3]);
  CrmItemMember members[] = { { .name = text_of (arguments[2]) }, { .name = "kind" } };
  gboolean      found = FALSE;

  if (members[0].name == NULL || value == NULL)
    place = NULL;
  while (crm_item_scan_is_item (place) && !found)
    {
      place = crm_item_scan_next (place, members, G_N_ELEMENTS (members));
      if (place == NULL || (kind != NULL && !crm_item_member_is (&members[1], kind)))
        continue;
      g_string_truncate (scratch->text, 0);
      g_string_truncate (scratch->fold, 0);
      if (!crm_item_member_append_text (&members[0], scratch->text))
        continue;
      crm_text_fold_append (scratch->fold, scratch->text->str);
      found = strstr (scratch->fold->str, value) != NULL;
    }

  sqlite3_result_int (context, found);
}

enum
{
  MEMBER,
  EXACT,
  ENDED,
  KIND,
  PREFERRED,
  N_MEMBERS
};

static gboolean
may_stand_for_all (const CrmMainItem *item, const CrmItemMember *members)
{
  return members[ENDED].json == NULL && (item->kind == NULL || crm_item_member_is (&members[KIND], item->kind));
}

/* crm_main_item (SET, NAME): what crm_object_find_main_item () finds there, as text. */
static void
main_item_function (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  GString           *text = ((Scratch *) sqlite3_user_data (context))->text;
  const char        *place = crm_item_scan_begin (text_of (arguments[0]));
  const CrmMainItem *item = crm_main_item_get (text_of (arguments[1]));
  CrmItemMember      members[N_MEMBERS] = { [KIND] = { .name = "kind" }, [PREFERRED] = { .name = "preferred" } };

  if (item == NULL)
    return;

  members[MEMBER].name = item->member;
  members[EXACT].name = item->exact != NULL ? item->exact : item->member;
  members[ENDED].name = item->ended;
  g_string_truncate (text, 0);
  while (crm_item_scan_is_item (place))
    {
      place = crm_item_scan_next (place, members, N_MEMBERS);
      if (place == NULL || !may_stand_for_all (item, members) || (text->len > 0 && members[PREFERRED].json == NULL))
        continue;
      g_string_truncate (text, 0);
      if (!crm_item_member_append_text (&members[EXACT], text))
        crm_item_member_append_text (&members[MEMBER], text);
    }

  if (text->len > 0)
    sqlite3_result_text (context, text->str, (int) text->len, SQLITE_TRANSIENT);
}

/* For schemas: what a name is the same as, and the uid of what is known by it. */
static void
name_key_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  sqlite3_result_text (context, crm_text_dup_name_key ((const char *) sqlite3_value_text (values[0])), -1, g_free);
}

static void
derive_uid_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  char        uid[CRM_UID_LENGTH + 1];
  guint8      bytes[CRM_UID_SIZE];

  crm_uid_derive (text != NULL ? text : "", uid);
  crm_uid_to_bytes (uid, bytes);
  sqlite3_result_blob (context, bytes, sizeof bytes, SQLITE_TRANSIENT);
}

static Scratch *
scratch_new (void)
{
  Scratch *self = g_new (Scratch, 1);

  *self = (Scratch){ g_string_new (NULL), g_string_new (NULL) };

  return self;
}

static void
scratch_free (gpointer data)
{
  Scratch *self = data;

  g_string_free (self->text, TRUE);
  g_string_free (self->fold, TRUE);
  g_free (self);
}

void
crm_sql_functions_add (sqlite3 *db)
{
  sqlite3_create_function (db, "crm_fold", 1, FLAGS | SQLITE_DETERMINISTIC, NULL, fold_function, NULL, NULL);
  sqlite3_create_function (db, "crm_name_key", 1, FLAGS | SQLITE_DETERMINISTIC, NULL, name_key_function, NULL, NULL);
  sqlite3_create_function (db, "crm_derive_uid", 1, FLAGS | SQLITE_DETERMINISTIC, NULL, derive_uid_function, NULL, NULL);
  sqlite3_create_function (db, "crm_has", 2, FLAGS, NULL, has_function, NULL, NULL);
  sqlite3_create_function_v2 (db, "crm_item_contains", 4, FLAGS | SQLITE_DETERMINISTIC, scratch_new (), item_contains_function, NULL, NULL, scratch_free);
  sqlite3_create_function_v2 (db, "crm_main_item", 2, FLAGS | SQLITE_DETERMINISTIC, scratch_new (), main_item_function, NULL, NULL, scratch_free);
}
