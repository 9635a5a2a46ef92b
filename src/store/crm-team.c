#include "config.h"

#include "crm-team.h"

#include "crm-store-private.h"
#include "crm-text.h"
#include "crm-user.h"

/* More than these nobody counts. */
#define COUNT_MAX 2

/* Where more has come at once it is no news any more, but a file that was far behind. */
#define CHANGES_MAX 200
#define GIFTS_MAX 20

/* What was made for somebody, and what became theirs; whatever has come from elsewhere is a change of the kind "sync". */
#define GIVEN                                                                                                                                                                                                                                                                                                             \
  "WITH recent AS MATERIALIZED (SELECT id, author FROM change WHERE id > :since AND id <= :until AND kind = 'sync' AND author IS NOT :me ORDER BY id DESC LIMIT " G_STRINGIFY (CHANGES_MAX) ")"                                                                                                                           \
                                                                                                                                                                                            " SELECT record, author FROM recent CROSS JOIN journal ON journal.change = recent.id WHERE field = 'owner' AND after = :user" \
                                                                                                                                                                                            " UNION SELECT deal.id, author FROM recent CROSS JOIN creation ON creation.change = recent.id AND code = 3"                   \
                                                                                                                                                                                            " CROSS JOIN deal ON deal.id BETWEEN first AND last AND deal.owner = :user"                                                   \
                                                                                                                                                                                            " UNION SELECT activity.id, author FROM recent CROSS JOIN creation ON creation.change = recent.id AND code = 4"               \
                                                                                                                                                                                            " CROSS JOIN activity ON activity.id BETWEEN first AND last AND activity.owner = :user LIMIT " G_STRINGIFY (GIFTS_MAX) " /* scan: of some changes */ /* sort: of a few */"

/**
 * crm_team_count:
 *
 * Returns: how many users there are, 2 for any more
 */
guint
crm_team_count (CrmStore *store)
{
  g_autoptr (CrmQuery) query = crm_query_new ("user");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return crm_store_query (store, query, COUNT_MAX, ids, NULL) ? ids->len : 0;
}

/* A key may be that of another name as well. */
static gboolean
is_called (CrmRecord *user, const char *name)
{
  return user != NULL && crm_text_is_same_name (crm_object_get_text (CRM_OBJECT (user), "name"), name);
}

/**
 * crm_team_find_me:
 *
 * Returns: the id of the user who changes what is changed here now; 0 where there is none of that name
 */
gint64
crm_team_find_me (CrmStore *store)
{
  const char      *author = crm_store_get_author (store);
  g_autofree char *key = crm_user_dup_key (author);
  gint64           id = crm_store_find_key (store, key, "user");
  g_autoptr (CrmRecord) user = id != 0 ? crm_store_get (store, id, NULL) : NULL;

  return is_called (user, author) ? id : 0;
}

static gint64
find_author (CrmTransaction *transaction, const char *author)
{
  g_autofree char *key = crm_user_dup_key (author);
  g_autoptr (GArray) ids = crm_transaction_find (transaction, key, crm_record_type_find ("user")->code);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) user = crm_transaction_load (transaction, g_array_index (ids, gint64, i), NULL);

      if (is_called (user, author))
        return crm_record_get_id (user);
    }

  return 0;
}

/**
 * crm_team_join:
 *
 * Makes whoever does this change a user, unless they are.
 *
 * Returns: the user's id; 0 with @error set
 */
gint64
crm_team_join (CrmTransaction *transaction, GError **error)
{
  const char *author = crm_transaction_get_author (transaction);
  gint64      id = find_author (transaction, author);
  g_autoptr (CrmRecord) user = NULL;

  if (id != 0)
    return id;

  user = crm_record_new ("user");
  crm_object_set_text (CRM_OBJECT (user), "name", author);

  return crm_transaction_save (transaction, user, error) ? crm_record_get_id (user) : 0;
}

static void
gift_free (gpointer data)
{
  CrmTeamGift *self = data;

  g_free (self->author);
  g_free (self);
}

static gboolean
is_still_to_do (CrmStore *store, gint64 id, gint64 user)
{
  g_autoptr (CrmRecord) record = crm_store_get (store, id, NULL);
  int done;

  if (record == NULL || crm_record_is_deleted (record) || crm_object_get_integer (CRM_OBJECT (record), "owner") != user)
    return FALSE;

  done = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (record), "done_at");

  return done < 0 || !crm_object_is_set (CRM_OBJECT (record), (guint) done);
}

/**
 * crm_team_list_given:
 * @user: a user; 0 for nobody, where only @since is brought up to date
 * @since: (inout): the change that was the newest when this was asked last
 *
 * Returns: (transfer full) (element-type CrmTeamGift): the deals, activities and contacts that others have given to @user since then, elsewhere
 */
GPtrArray *
crm_team_list_given (CrmStore *store, gint64 user, gint64 *since)
{
  GPtrArray *gifts = g_ptr_array_new_with_free_func (gift_free);
  g_autoptr (CrmStatement) statement = NULL;
  gint64 before = *since;

  *since = store->last_change;
  if (user == 0 || before >= *since)
    return gifts;

  statement = crm_connection_prepare (store->reader, GIVEN);
  crm_statement_bind_int (statement, ":since", before);
  crm_statement_bind_int (statement, ":until", *since);
  crm_statement_bind_int (statement, ":user", user);
  crm_statement_bind_text (statement, ":me", crm_store_get_author (store));
  while (crm_statement_next (statement))
    {
      CrmTeamGift *gift = g_new0 (CrmTeamGift, 1);

      gift->record = crm_statement_get_int (statement, 0);
      gift->author = g_strdup (crm_statement_get_text (statement, 1));
      g_ptr_array_add (gifts, gift);
    }
  for (guint i = gifts->len; i > 0; i--)
    {
      if (!is_still_to_do (store, ((CrmTeamGift *) gifts->pdata[i - 1])->record, user))
        g_ptr_array_remove_index (gifts, i - 1);
    }

  return gifts;
}
