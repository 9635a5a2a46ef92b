#include "config.h"

#include "crm-leads-private.h"

#include "crm-id-set.h"
#include "crm-query-private.h"
#include "crm-record-table.h"
#include "crm-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WEEK (7 * G_TIME_SPAN_DAY)

/* A title is no longer than so many characters. */
#define TITLE_MOST 60

/* So far back their timeline is read. */
#define EVENTS "20"

#define TALKS "'call', 'email', 'message', 'meeting', 'visit'"

/* What was said last, either way; of calls, whether they were answered. */
static gboolean
read_signs (CrmConnection *connection, gint64 person, gint64 now, CrmLeadSigns *signs, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection,
                                                               "SELECT timeline.at, activity.kind = 'call', coalesce (activity.direction, ''), coalesce (activity.outcome, '') FROM timeline"
                                                               " CROSS JOIN activity ON activity.id = timeline.source"
                                                               " WHERE timeline.target = :person AND timeline.at <= :now AND timeline.kind IN (" TALKS ") AND (activity.due IS NULL OR activity.done_at IS NOT NULL)"
                                                               " ORDER BY timeline.at DESC LIMIT " EVENTS);
  gboolean called = FALSE;

  *signs = (CrmLeadSigns){ .asked_at = CRM_UNSET, .spoken = CRM_UNSET };
  crm_statement_bind_int (statement, ":person", person);
  crm_statement_bind_int (statement, ":now", now);
  while (crm_statement_next (statement))
    {
      gint64      at = crm_statement_get_int (statement, 0);
      gboolean    inbound = strcmp (crm_statement_get_text (statement, 2), "in") == 0;
      const char *outcome = crm_statement_get_text (statement, 3);

      if (signs->spoken == CRM_UNSET)
        signs->spoken = at;
      if (inbound && signs->asked_at == CRM_UNSET)
        signs->asked_at = at;
      if (inbound && now - at < WEEK)
        signs->asked++;
      if (crm_statement_get_int (statement, 1) != 0 && !inbound && !called)
        {
          called = TRUE;
          signs->answered = strcmp (outcome, "answered") == 0;
        }
    }

  return crm_statement_finish (statement, error);
}

static gboolean
judge (CrmConnection *connection, gint64 id, gint64 now, GArray *leads, GError **error)
{
  g_autoptr (CrmRecord) person = crm_record_table_load (connection, id, error);
  CrmLeadSigns signs;
  CrmLead      lead;

  if (person == NULL || !read_signs (connection, id, now, &signs, error))
    return FALSE;
  crm_lead_judge (&lead, person, &signs, now);
  g_array_append_val (leads, lead);

  return TRUE;
}

static int
compare_leads (gconstpointer a, gconstpointer b)
{
  const CrmLead *x = a;
  const CrmLead *y = b;

  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;

  return (x->person < y->person) - (x->person > y->person);
}

/* The newest first. */
static gboolean
list_leads (CrmConnection *connection, gint64 now, GArray *ids, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");

  crm_query_set_leads (query, now);
  crm_query_set_order (query, "created_at", TRUE);

  return crm_query_run (query, connection, NULL, 0, ids, error);
}

/* Those of @ids that are in @among, or all of them without one. */
static GArray *
rank (CrmConnection *connection, GArray *ids, const CrmIdSet *among, gint64 now, GError **error)
{
  g_autoptr (GArray) leads = g_array_new (FALSE, FALSE, sizeof (CrmLead));

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if ((among == NULL || crm_id_set_has (among, id)) && !judge (connection, id, now, leads, error))
        return NULL;
    }
  g_array_sort (leads, compare_leads);

  return g_steal_pointer (&leads);
}

/* Somebody who is neither new nor was spoken to of late has nothing that changes, and little that speaks for them. */
static CrmIdSet *
find_lively (CrmConnection *connection, GArray *ids, guint most, GError **error)
{
  g_autoptr (CrmIdSet) all = crm_id_set_new ();
  g_autoptr (CrmIdSet) lively = crm_id_set_new ();
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT contact FROM rhythm WHERE contact & 63 = :person ORDER BY last DESC LIMIT :most");

  crm_id_set_add_array (all, ids);
  for (guint i = 0; i < ids->len && i < most / 2; i++)
    crm_id_set_add (lively, g_array_index (ids, gint64, i));
  crm_statement_bind_int (statement, ":person", crm_record_type_find ("person")->code);
  crm_statement_bind_int (statement, ":most", most / 2);
  while (crm_statement_next (statement))
    {
      if (crm_id_set_has (all, crm_statement_get_int (statement, 0)))
        crm_id_set_add (lively, crm_statement_get_int (statement, 0));
    }

  return crm_statement_finish (statement, error) ? g_steal_pointer (&lively) : NULL;
}

/**
 * crm_leads_order:
 * @now: as of which instant
 * @most: so many are judged at most: of more, the newest and those spoken to last
 * @ids: (element-type gint64): where they are appended, the most promising first, then the newest
 *
 * On any thread, over its own @connection.
 */
gboolean
crm_leads_order (CrmConnection *connection, gint64 now, guint most, GArray *ids, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmIdSet) lively = NULL;
  g_autoptr (GArray) leads = NULL;

  if (!list_leads (connection, now, all, error))
    return FALSE;
  if (all->len > most)
    {
      lively = find_lively (connection, all, most, error);
      if (lively == NULL)
        return FALSE;
    }
  leads = rank (connection, all, lively, now, error);
  if (leads == NULL)
    return FALSE;

  for (guint i = 0; i < leads->len; i++)
    g_array_append_val (ids, g_array_index (leads, CrmLead, i).person);
  for (guint i = 0; lively != NULL && i < all->len; i++)
    {
      if (!crm_id_set_has (lively, g_array_index (all, gint64, i)))
        g_array_append_val (ids, g_array_index (all, gint64, i));
    }

  return TRUE;
}

/**
 * crm_leads_load:
 * @now: as of which instant
 *
 * Main thread only. Windows list a query of crm_query_set_leads(), and ask crm_leads_judge() of whom they show.
 *
 * Returns: (transfer full) (element-type CrmLead) (nullable): all of them, the most promising first, then the newest
 */
GArray *
crm_leads_load (CrmStore *store, gint64 now, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return list_leads (store->reader, now, ids, error) ? rank (store->reader, ids, NULL, now, error) : NULL;
}

/**
 * crm_leads_judge:
 * @person: of the open file
 * @lead: (out caller-allocates): the score, and why
 *
 * Main thread only; one read of their timeline.
 */
gboolean
crm_leads_judge (CrmStore *store, CrmRecord *person, gint64 now, CrmLead *lead)
{
  CrmLeadSigns signs;

  if (!read_signs (store->reader, crm_record_get_id (person), now, &signs, NULL))
    return FALSE;

  crm_lead_judge (lead, person, &signs, now);
  return TRUE;
}

/* The first line, as far as it makes a title; cut between two words. */
static char *
cut_title (const char *text)
{
  char *line = g_strndup (text, strcspn (text, "\n"));
  char *end;
  char *space;

  g_strstrip (line);
  if (g_utf8_strlen (line, -1) <= TITLE_MOST)
    return line;

  end = g_utf8_offset_to_pointer (line, TITLE_MOST);
  space = g_strrstr_len (line, end - line, " ");
  *(space != NULL && space > line + TITLE_MOST / 2 ? space : end) = '\0';

  return g_strchomp (line);
}

static char *
dup_need (CrmRecord *person)
{
  GPtrArray *preferences = crm_object_get_items (CRM_OBJECT (person), "preferences");

  for (guint i = 0; preferences != NULL && i < preferences->len; i++)
    {
      CrmObject *preference = g_ptr_array_index (preferences, i);

      if (g_strcmp0 (crm_object_get_text (preference, "kind"), "needs") == 0 && crm_object_get_text (preference, "text") != NULL)
        return cut_title (crm_object_get_text (preference, "text"));
    }

  return NULL;
}

/* The subject of what they wrote last; else what they began with, of the last month in which they wrote at all. */
static char *
dup_asked (CrmStore *store, gint64 person)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (store->reader,
                                                               "SELECT timeline.at, coalesce (activity.subject, ''), coalesce (activity.body, '') FROM timeline CROSS JOIN activity ON activity.id = timeline.source"
                                                               " WHERE timeline.target = :person AND timeline.kind IN ('email', 'message', 'note', 'call') AND coalesce (activity.direction, 'in') = 'in'"
                                                               " AND coalesce (activity.subject, activity.body) IS NOT NULL ORDER BY timeline.at DESC LIMIT " EVENTS);
  g_autofree char *found = NULL;
  gint64           last = CRM_UNSET;

  crm_statement_bind_int (statement, ":person", person);
  while (crm_statement_step (statement, NULL))
    {
      gint64      at = crm_statement_get_int (statement, 0);
      const char *subject = crm_statement_get_text (statement, 1);

      if (last == CRM_UNSET)
        last = at;
      if (last - at > CRM_LEAD_MONTH)
        break;
      if (*subject != '\0')
        return cut_title (subject);
      g_free (found);
      found = cut_title (crm_statement_get_text (statement, 2));
    }

  return g_steal_pointer (&found);
}

/**
 * crm_leads_dup_request:
 *
 * Main thread only.
 *
 * Returns: (transfer full): what @person wants, as the title of a deal: a need that is known, else what they wrote, else who they are
 */
char *
crm_leads_dup_request (CrmStore *store, CrmRecord *person)
{
  char *need = dup_need (person);
  char *asked = need == NULL ? dup_asked (store, crm_record_get_id (person)) : NULL;

  if (need != NULL)
    return need;

  return asked != NULL && *asked != '\0' ? asked : crm_object_dup_title (CRM_OBJECT (person));
}
