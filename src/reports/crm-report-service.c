/* Reports of what customers ask: how soon it is answered, and what it is about. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-service-terms.h"
#include "crm-statistic.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More are not read. */
#define TOPICS_MOST 50

/* Of the time and the segment that are asked for. */
static CrmCaseFacts *
load (CrmReportRun *run, GError **error)
{
  CrmCaseFacts *facts = crm_case_facts_load (run->reading, error);
  guint         kept = 0;

  for (guint i = 0; facts != NULL && i < facts->cases->len; i++)
    {
      const CrmCaseFact *one = &g_array_index (facts->cases, CrmCaseFact, i);

      if (crm_report_run_wants (run, CRM_REPORT_CASES, one->record) && crm_report_run_has_instant (run, one->opened_at))
        g_array_index (facts->cases, CrmCaseFact, kept++) = *one;
    }
  if (facts != NULL)
    g_array_set_size (facts->cases, kept);

  return facts;
}

static const CrmCaseFact *
get (const CrmCaseFacts *facts, guint i)
{
  return &g_array_index (facts->cases, CrmCaseFact, i);
}

static gboolean
is_solved (const CrmCaseFact *one)
{
  return strcmp (one->status, "solved") == 0;
}

static CrmReportFilter *
new_filter (CrmReportRun *run, const CrmPeriod *days)
{
  return crm_report_filter_add_days (crm_report_filter_new (run, "service_case"), "opened_at", days);
}

static char *
filter_solved (CrmReportRun *run, const CrmPeriod *days)
{
  return crm_report_filter_end (crm_report_filter_add (new_filter (run, days), "status", "solved"));
}

static char *
filter_in_time (CrmReportRun *run, const CrmPeriod *days)
{
  CrmReportFilter *filter = crm_report_filter_add (new_filter (run, days), "status", "solved");

  crm_report_filter_add_test (filter, "due_at", CRM_OP_SET, NULL);

  return crm_report_filter_end (crm_report_filter_add (filter, "late", "no"));
}

static char *
filter_answered (CrmReportRun *run, const CrmPeriod *days)
{
  return crm_report_filter_end (crm_report_filter_add_test (new_filter (run, days), "answered_at", CRM_OP_SET, NULL));
}

/* What was asked in a month. */
typedef struct
{
  gint64  asked;
  gint64  solved;
  gint64  due; /* of those solved, what was due at some time */
  gint64  in_time;
  GArray *answers;   /* (owned) (element-type double): minutes of work, up to the first answer */
  GArray *solutions; /* (owned) (element-type double): likewise */
} Asked;

static void
asked_init (gpointer data)
{
  Asked *self = data;

  *self = (Asked){ .answers = g_array_new (FALSE, FALSE, sizeof (double)), .solutions = g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
asked_clear (gpointer data)
{
  Asked *self = data;

  g_array_unref (self->answers);
  g_array_unref (self->solutions);
}

static void
add_minutes (GArray *minutes, const CrmWorkingHours *hours, gint64 from, gint64 until)
{
  double worked = until != CRM_UNSET ? crm_working_hours_between (hours, from, until) : 0;

  if (until != CRM_UNSET)
    g_array_append_val (minutes, worked);
}

static void
count_asked (Asked *self, const CrmCaseFact *one, const CrmWorkingHours *hours)
{
  gboolean solved = is_solved (one);
  gboolean due = solved && one->due_at != CRM_UNSET;

  self->asked++;
  self->solved += solved;
  self->due += due;
  self->in_time += due && one->solved_at <= one->due_at;
  add_minutes (self->answers, hours, one->opened_at, one->answered_at);
  if (solved)
    add_minutes (self->solutions, hours, one->opened_at, one->solved_at);
}

static void
set_median (CrmReportRow *row, guint column, GArray *minutes, char *filter)
{
  g_autofree char *counted = filter;

  if (minutes->len > 0)
    crm_report_row_set (row, column, (gint64) (crm_median ((double *) (gpointer) minutes->data, minutes->len) + 0.5), g_steal_pointer (&counted));
}

static void
fill_asked (CrmReportRun *run, CrmReportRow *row, Asked *asked, const CrmPeriod *days)
{
  crm_report_row_set (row, 0, asked->asked, crm_report_filter_end (new_filter (run, days)));
  crm_report_row_set (row, 1, asked->solved, filter_solved (run, days));
  crm_report_row_set_share (row, 2, asked->in_time, asked->due, filter_in_time (run, days));
  set_median (row, 3, asked->answers, filter_answered (run, days));
  set_median (row, 4, asked->solutions, filter_solved (run, days));
}

static char *
get_setting (gpointer source, const char *name)
{
  return crm_reading_dup_setting (source, name);
}

/* By the day they were asked. */
CrmReportTable *
crm_report_make_cases (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmCaseFacts) facts = load (run, error);
  g_autoptr (GArray) months = crm_report_run_list_months (run);
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (Asked));
  CrmServiceTerms terms;
  CrmReportTable *table;

  if (facts == NULL)
    return NULL;

  g_array_set_clear_func (asked, asked_clear);
  g_array_set_size (asked, months->len + 1);
  for (guint i = 0; i <= months->len; i++)
    asked_init (&g_array_index (asked, Asked, i));
  crm_service_terms_read (&terms, get_setting, run->reading);

  table = crm_report_table_new (_ ("Month"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "asked", C_ ("cases", "Asked"), CRM_REPORT_COUNT, "service_case"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "solved", _ ("Of these, solved"), CRM_REPORT_COUNT, "service_case"));
  crm_report_table_add_column (table, "in_time", _ ("In time, of those solved"), CRM_REPORT_SHARE, "service_case");
  crm_report_table_add_column (table, "answer", _ ("Hours to the first answer (half are quicker)"), CRM_REPORT_HOURS, "service_case");
  crm_report_table_add_column (table, "solution", _ ("Hours to the solution (half are quicker)"), CRM_REPORT_HOURS, "service_case");
  for (guint i = 0; i < facts->cases->len; i++)
    {
      const CrmCaseFact *one = get (facts, i);
      gint               month = crm_report_find_month (months, crm_date_from_instant (one->opened_at));

      count_asked (&g_array_index (asked, Asked, month), one, &terms.hours);
      count_asked (&g_array_index (asked, Asked, months->len), one, &terms.hours);
    }
  for (guint i = 0; facts->cases->len > 0 && i <= months->len; i++)
    {
      const CrmPeriod *days = i < months->len ? &g_array_index (months, CrmPeriod, i) : &run->question->period;
      g_autofree char *label = i < months->len ? crm_report_run_dup_month (run, days) : g_strdup (C_ ("report", "All"));
      CrmReportRow    *row = crm_report_table_add_row (table, label);

      row->is_total = i == months->len;
      fill_asked (run, row, &g_array_index (asked, Asked, i), days);
    }
  if (facts->cases->len > 0)
    crm_report_table_take_note (table, g_strdup (_ ("Hours and minutes in which the business is open, as its settings say.")));

  return table;
}

typedef struct
{
  char       *key;   /* (owned) (nullable): folded; NULL for none */
  const char *topic; /* (nullable): as somebody wrote it last */
  gint64      asked;
  gint64      solved;
  gint64      answered;
  gint64      with_article; /* of those answered */
} Topic;

static void
topic_free (gpointer data)
{
  Topic *self = data;

  g_free (self->key);
  g_free (self);
}

/* Text is compared as filters compare it. @places: topics by their keys */
static Topic *
find_topic (GPtrArray *topics, GHashTable *places, const char *topic)
{
  g_autofree char *key = topic != NULL ? crm_text_fold (topic) : NULL;
  Topic           *known = g_hash_table_lookup (places, key != NULL ? key : "");
  Topic           *fresh;

  if (known != NULL)
    return known;

  fresh = g_new0 (Topic, 1);
  fresh->key = g_steal_pointer (&key);
  fresh->topic = topic;
  g_ptr_array_add (topics, fresh);
  g_hash_table_insert (places, fresh->key != NULL ? fresh->key : (gpointer) "", fresh);

  return fresh;
}

static CrmReportFilter *
new_topic_filter (CrmReportRun *run, const Topic *topic)
{
  return crm_report_filter_add_test (new_filter (run, &run->question->period), "topic", topic->topic != NULL ? CRM_OP_EQUAL : CRM_OP_UNSET, topic->topic);
}

static void
fill_topic (CrmReportRun *run, CrmReportRow *row, const Topic *topic)
{
  CrmReportFilter *answered = crm_report_filter_add_test (new_topic_filter (run, topic), "answered_at", CRM_OP_SET, NULL);

  crm_report_row_set (row, 0, topic->asked, crm_report_filter_end (new_topic_filter (run, topic)));
  crm_report_row_set (row, 1, topic->solved, crm_report_filter_end (crm_report_filter_add (new_topic_filter (run, topic), "status", "solved")));
  crm_report_row_set (row, 2, topic->asked - topic->solved, crm_report_filter_end (crm_report_filter_add_test (new_topic_filter (run, topic), "status", CRM_OP_NOT_EQUAL, "solved")));
  crm_report_row_set_share (row, 3, topic->with_article, topic->answered, crm_report_filter_end (crm_report_filter_add_test (answered, "article", CRM_OP_SET, NULL)));
}

static int
compare_topics (gconstpointer a, gconstpointer b)
{
  const Topic *x = *(Topic *const *) a;
  const Topic *y = *(Topic *const *) b;

  if (x->asked != y->asked)
    return x->asked < y->asked ? 1 : -1;

  return g_strcmp0 (x->key, y->key);
}

static void
note_others (CrmReportRun *run, CrmReportTable *table, guint others)
{
  g_autofree char *count = crm_culture_count (&run->question->culture, others);

  if (others == 0)
    return;

  /* Translators: number of topics */
  crm_report_table_take_note (table, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s topic that was asked about less is left out.", "%s topics that were asked about less are left out.", others), count));
}

CrmReportTable *
crm_report_make_topics (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmCaseFacts) facts = load (run, error);
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func (topic_free);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  CrmReportTable *table;

  if (facts == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Topic"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "asked", C_ ("cases", "Asked"), CRM_REPORT_COUNT, "service_case"));
  crm_report_table_add_column (table, "solved", _ ("Of these, solved"), CRM_REPORT_COUNT, "service_case");
  crm_report_table_chart (table, crm_report_table_add_column (table, "open", _ ("Not solved yet"), CRM_REPORT_COUNT, "service_case"));
  crm_report_table_add_column (table, "with_article", _ ("With an article, of those answered"), CRM_REPORT_SHARE, "service_case");
  for (guint i = 0; i < facts->cases->len; i++)
    {
      const CrmCaseFact *one = get (facts, i);
      Topic             *topic = find_topic (topics, places, one->topic);
      gboolean           answered = one->answered_at != CRM_UNSET;

      topic->asked++;
      topic->solved += is_solved (one);
      topic->answered += answered;
      topic->with_article += answered && one->article != CRM_UNSET;
    }
  g_ptr_array_sort (topics, compare_topics);
  for (guint i = 0; i < MIN (topics->len, TOPICS_MOST); i++)
    {
      const Topic *topic = topics->pdata[i];

      fill_topic (run, crm_report_table_add_row (table, topic->topic != NULL ? topic->topic : _ ("Without a topic")), topic);
    }
  note_others (run, table, topics->len - MIN (topics->len, TOPICS_MOST));

  return table;
}
