/* The usual gap is the median of the gaps between the last days on which somebody was spoken to: a median, since one long holiday says nothing
 * of the rest, and of the last ones, since habits change. A silence is unusual from twice that gap on, and never before a week more than it, nor
 * before it is the longest of all that were looked at: who works on a project talks daily for a month and then not for two.
 *
 * Days are those of UTC, so that what a file says of a person does not depend on where it is read. */

#include "config.h"

#include "crm-rhythm-private.h"

#include "crm-activity.h"
#include "crm-record-type.h"
#include "crm-store-private.h"

#include <stdlib.h>

/* Days of contact that are looked at. */
#define DAYS_MOST 13
/* Gaps without which nothing can be said. */
#define GAPS_LEAST 3
/* So much longer than usual a silence is at least, before it is one. */
#define MARGIN (7 * G_TIME_SPAN_DAY)

static int
compare_gaps (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Sorts them, too. */
static gint64
find_median (gint64 *gaps, guint n)
{
  qsort (gaps, n, sizeof *gaps, compare_gaps);

  return n % 2 == 1 ? gaps[n / 2] : (gaps[n / 2 - 1] + gaps[n / 2]) / 2;
}

/* @days: numbers of days, the latest first. */
static void
tell (const gint64 *days, guint n_days, CrmRhythm *rhythm)
{
  gint64 gaps[DAYS_MOST];

  for (guint i = 1; i < n_days; i++)
    gaps[i - 1] = (days[i - 1] - days[i]) * G_TIME_SPAN_DAY;
  if (n_days <= GAPS_LEAST)
    return;

  rhythm->gap = find_median (gaps, n_days - 1);
  rhythm->quiet_from = rhythm->last + MAX (MAX (2 * rhythm->gap, rhythm->gap + MARGIN), gaps[n_days - 2]);
}

/* What was planned and not done yet stands on the timeline too, and is no contact. */
static gboolean
work_out (CrmConnection *connection, gint64 contact, CrmRhythm *rhythm, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection,
                                                               "SELECT timeline.at FROM timeline CROSS JOIN activity ON activity.id = timeline.source"
                                                               " WHERE timeline.target = ?1 AND timeline.kind IN (" CRM_CONTACT_KINDS ")"
                                                               " AND (activity.occurred_at IS NOT NULL OR activity.done_at IS NOT NULL) ORDER BY timeline.at DESC");
  gint64 days[DAYS_MOST];
  guint  n_days = 0;

  *rhythm = (CrmRhythm){ .last = CRM_UNSET };
  crm_statement_bind_int_at (statement, 1, contact);
  while (n_days < DAYS_MOST && crm_statement_next (statement))
    {
      gint64 at = crm_statement_get_int (statement, 0);
      gint64 day = at / G_TIME_SPAN_DAY - (at % G_TIME_SPAN_DAY < 0);

      if (n_days == 0)
        rhythm->last = at;
      if (n_days == 0 || days[n_days - 1] != day)
        days[n_days++] = day;
    }
  tell (days, n_days, rhythm);

  return crm_statement_finish (statement, error);
}

static void
read_row (CrmStatement *statement, CrmRhythm *rhythm)
{
  rhythm->last = crm_statement_get_int (statement, 0);
  rhythm->gap = crm_statement_is_null (statement, 1) ? 0 : crm_statement_get_int (statement, 1);
  rhythm->quiet_from = crm_statement_is_null (statement, 2) ? 0 : crm_statement_get_int (statement, 2);
}

static gboolean
read_rhythm (CrmConnection *connection, gint64 contact, CrmRhythm *rhythm)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT last, gap, quiet_from FROM rhythm WHERE contact = ?1");

  *rhythm = (CrmRhythm){ .last = CRM_UNSET };
  crm_statement_bind_int_at (statement, 1, contact);
  if (!crm_statement_step (statement, NULL))
    return FALSE;

  read_row (statement, rhythm);
  return TRUE;
}

static gboolean
forget (CrmConnection *connection, gint64 contact, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM rhythm WHERE contact = ?1");

  crm_statement_bind_int_at (statement, 1, contact);
  return crm_statement_run (statement, error);
}

static gboolean
write_rhythm (CrmConnection *connection, gint64 contact, const CrmRhythm *rhythm, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT OR REPLACE INTO rhythm (contact, last, gap, quiet_from) VALUES (?1, ?2, ?3, ?4)");

  crm_statement_bind_int_at (statement, 1, contact);
  crm_statement_bind_int_at (statement, 2, rhythm->last);
  if (rhythm->gap != 0)
    crm_statement_bind_int_at (statement, 3, rhythm->gap);
  if (rhythm->quiet_from != 0)
    crm_statement_bind_int_at (statement, 4, rhythm->quiet_from);
  return crm_statement_run (statement, error);
}

/**
 * crm_rhythm_touch:
 * @touched: (element-type gint64): where those are added whose rhythm may be another
 * @derived: what follows, or followed, from a record
 */
void
crm_rhythm_touch (GArray *touched, const CrmDerived *derived)
{
  if (derived->kind == NULL || !crm_activity_kind_is_contact (derived->kind))
    return;

  for (guint i = 0; i < derived->timelines->len; i++)
    {
      gint64               id = g_array_index (derived->timelines, gint64, i);
      const CrmRecordType *type = crm_record_type_of_id (id);

      if (type != NULL && (type->flags & CRM_TYPE_CONTACT) != 0)
        g_array_append_val (touched, id);
    }
}

/**
 * crm_rhythm_update:
 *
 * Tells the rhythm of @contact anew, from timelines that are written.
 */
gboolean
crm_rhythm_update (CrmConnection *connection, gint64 contact, GError **error)
{
  CrmRhythm before;
  CrmRhythm now;
  gboolean  known = read_rhythm (connection, contact, &before);

  if (!work_out (connection, contact, &now, error))
    return FALSE;
  if (now.last == CRM_UNSET)
    return !known || forget (connection, contact, error);

  return (known && before.last == now.last && before.gap == now.gap && before.quiet_from == now.quiet_from) || write_rhythm (connection, contact, &now, error);
}

/**
 * crm_rhythm_stands:
 * @has_one: (out): whether there is a rhythm to tell
 *
 * Returns: whether the table says of @contact what follows from the timeline
 */
gboolean
crm_rhythm_stands (CrmConnection *connection, gint64 contact, gboolean *has_one, GError **error)
{
  CrmRhythm written;
  CrmRhythm now;
  gboolean  known = read_rhythm (connection, contact, &written);

  if (!work_out (connection, contact, &now, error))
    return FALSE;

  *has_one = now.last != CRM_UNSET;
  return known == *has_one && (!known || (written.last == now.last && written.gap == now.gap && written.quiet_from == now.quiet_from));
}

/**
 * crm_rhythm_find:
 * @contact: a person or a company
 * @rhythm: (out)
 *
 * Main thread only.
 *
 * Returns: whether anybody has spoken with them yet
 */
gboolean
crm_rhythm_find (CrmStore *store, gint64 contact, CrmRhythm *rhythm)
{
  *rhythm = (CrmRhythm){ .last = CRM_UNSET };

  return store->reader != NULL && read_rhythm (store->reader, contact, rhythm);
}

/* What is planned has not taken place. */
#define ADDRESSED_SQL                                                                                                                    \
  "SELECT count (*) FROM timeline CROSS JOIN activity ON activity.id = timeline.source WHERE timeline.target = ?1 AND timeline.at >= ?2" \
  " AND timeline.kind IN ('call', 'email', 'message') AND activity.direction = 'out' AND (activity.due IS NULL OR activity.done_at IS NOT NULL)"

/**
 * crm_rhythm_count_addressed:
 * @contact: a person or a company, and all its people with it
 * @since: microseconds UTC
 *
 * Main thread only.
 *
 * Returns: how often somebody here has called or written to them since then
 */
guint
crm_rhythm_count_addressed (CrmStore *store, gint64 contact, gint64 since)
{
  g_autoptr (CrmStatement) statement = NULL;

  if (store->reader == NULL)
    return 0;

  statement = crm_connection_prepare (store->reader, ADDRESSED_SQL);
  crm_statement_bind_int_at (statement, 1, contact);
  crm_statement_bind_int_at (statement, 2, since);

  return crm_statement_next (statement) ? (guint) crm_statement_get_int (statement, 0) : 0;
}

/* A company whose people are known is quiet when they are. */
#define QUIET_SQL                                                                                                                      \
  "SELECT contact FROM rhythm WHERE quiet_from > ?1 AND quiet_from <= ?2"                                                              \
  " AND (EXISTS (SELECT 1 FROM person WHERE person.id = contact AND deleted_at IS NULL)"                                               \
  " OR EXISTS (SELECT 1 FROM company WHERE company.id = contact AND deleted_at IS NULL"                                                \
  " AND NOT EXISTS (SELECT 1 FROM link WHERE target = contact AND kind = 1)))"                                                         \
  " AND NOT EXISTS (SELECT 1 FROM link CROSS JOIN activity ON activity.id = link.source WHERE link.target = contact AND link.kind = 4" \
  " AND activity.deleted_at IS NULL AND activity.due IS NOT NULL AND activity.done_at IS NULL)"                                        \
  " ORDER BY quiet_from DESC LIMIT ?3"

/**
 * crm_rhythm_list_quiet:
 * @since: who has been quiet for longer is left out
 * @now: the instant it is seen from
 * @most: how many are wanted
 *
 * Main thread only.
 *
 * Returns: (transfer full) (element-type gint64): people and companies that became unusually quiet in that time and with whom nothing is planned,
 *   the latest first
 */
GArray *
crm_rhythm_list_quiet (CrmStore *store, gint64 since, gint64 now, guint most)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmStatement) statement = NULL;

  if (store->reader == NULL)
    return ids;

  statement = crm_connection_prepare (store->reader, QUIET_SQL);
  crm_statement_bind_int_at (statement, 1, since);
  crm_statement_bind_int_at (statement, 2, now);
  crm_statement_bind_int_at (statement, 3, most);
  crm_statement_collect (statement, ids, NULL);

  return ids;
}
