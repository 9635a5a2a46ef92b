/* One model of several: a lazy list for each section that is planned, a short one of records for each that is suggested. Suggestions are a few
 * indexed reads; they are made anew when the file has changed and nothing else is to be done. */

#include "config.h"

#include "crm-today-list.h"

#include "crm-answers.h"
#include "crm-board.h"
#include "crm-clock.h"
#include "crm-rhythm.h"
#include "crm-text-match.h"

/* So many of a kind are suggested in one day: more would not be done. */
#define SUGGESTED_MOST 6

/* The list of cases has them all. */
#define ANSWERS_MOST 20

/* Who has been quiet for longer has been suggested for long enough; a saved view still lists them. */
#define QUIET_FOR (120 * G_TIME_SPAN_DAY)

/* Days to celebrate are told so far ahead, today included. */
#define CELEBRATE_DAYS 7

struct _CrmTodayList
{
  GObject parent_instance;

  CrmContext          *context;      /* (owned) */
  CrmStore            *store;        /* (owned) */
  GListStore          *lists;        /* (owned) (element-type GListModel): by section */
  GtkFlattenListModel *all;          /* (owned) */
  GPtrArray           *celebrations; /* (owned) (element-type CrmCelebration): as they stand in their list */
  CrmDate              today;
  gint64               user;   /* whose day it is, or 0 */
  char                *search; /* (owned) (nullable) */
  guint                refresh;
  gboolean             asleep; /* nobody sees it */
  gboolean             missed; /* something changed while it was asleep */
};

G_DEFINE_FINAL_TYPE (CrmTodayList, crm_today_list, G_TYPE_OBJECT)

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GListModel *
get_list (CrmTodayList *self, CrmTodaySection section)
{
  g_autoptr (GListModel) list = g_list_model_get_item (G_LIST_MODEL (self->lists), section);

  /* The store of lists holds it. */
  return list;
}

static gboolean
is_searched (CrmTodayList *self, CrmRecord *record)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CrmTextRange));

  return self->search == NULL || crm_text_match (title, self->search, ranges);
}

/* Theirs whose list it is, or nobody's. */
static gboolean
is_wanted (CrmTodayList *self, CrmRecord *record)
{
  gint64 owner = crm_object_get_integer (CRM_OBJECT (record), "owner");

  return self->user == 0 || owner == CRM_UNSET || owner == self->user;
}

static void
add_record (CrmTodayList *self, GPtrArray *records, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_store_get (self->store, id, NULL);

  if (record != NULL && is_wanted (self, record) && is_searched (self, record))
    g_ptr_array_add (records, g_steal_pointer (&record));
}

/* Rows that stay keep their place and the focus. */
static void
put_records (CrmTodayList *self, CrmTodaySection section, GPtrArray *records)
{
  GListModel *list = get_list (self, section);
  guint       n = g_list_model_get_n_items (list);
  guint       same = 0;

  for (; same < n && same < records->len; same++)
    {
      g_autoptr (CrmRecord) record = g_list_model_get_item (list, same);

      if (record != g_ptr_array_index (records, same))
        break;
    }
  if (same < n || same < records->len)
    g_list_store_splice (G_LIST_STORE (list), same, n - same, records->pdata + same, records->len - same);
}

static void
suggest_deals (CrmTodayList *self, gint64 now)
{
  g_autoptr (CrmQuery) query = crm_query_new ("deal");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  crm_query_set_stale (query, now);
  crm_query_set_user (query, self->user);
  crm_store_query (self->store, query, SUGGESTED_MOST * 2, ids, NULL);
  for (guint i = 0; i < ids->len && records->len < SUGGESTED_MOST; i++)
    {
      if (crm_board_find_next_activity (self->store, g_array_index (ids, gint64, i)) == 0)
        add_record (self, records, g_array_index (ids, gint64, i));
    }
  put_records (self, CRM_TODAY_STALE, records);
}

static void
suggest_cases (CrmTodayList *self)
{
  g_autoptr (CrmQuery) query = crm_answers_new_due_query (crm_date_to_instant (crm_date_add_days (self->today, 1)), self->user);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  crm_store_query (self->store, query, ANSWERS_MOST, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    add_record (self, records, g_array_index (ids, gint64, i));
  put_records (self, CRM_TODAY_ANSWER, records);
}

static void
suggest_quiet (CrmTodayList *self, gint64 now)
{
  g_autoptr (GArray) ids = crm_rhythm_list_quiet (self->store, now - QUIET_FOR, now, SUGGESTED_MOST);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len; i++)
    add_record (self, records, g_array_index (ids, gint64, i));
  put_records (self, CRM_TODAY_QUIET, records);
}

static void
suggest_celebrations (CrmTodayList *self)
{
  CrmCalendar calendar = crm_context_get_culture (self->context)->calendar;
  g_autoptr (GPtrArray) found = crm_celebrations_find (self->store, self->today, CELEBRATE_DAYS, calendar, SUGGESTED_MOST);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_size (self->celebrations, 0);
  while (found->len > 0)
    {
      g_autoptr (CrmCelebration) celebration = g_ptr_array_steal_index (found, 0);
      guint n = records->len;

      add_record (self, records, celebration->person);
      if (records->len > n)
        g_ptr_array_add (self->celebrations, g_steal_pointer (&celebration));
    }
  put_records (self, CRM_TODAY_CELEBRATE, records);
}

static void
suggest (CrmTodayList *self)
{
  gint64 now = crm_clock_now ();

  g_clear_handle_id (&self->refresh, g_source_remove);
  suggest_cases (self);
  suggest_deals (self, now);
  suggest_quiet (self, now);
  suggest_celebrations (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static gboolean
refresh_cb (gpointer data)
{
  CrmTodayList *self = data;

  self->refresh = 0;
  suggest (self);

  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (CrmTodayList *self)
{
  self->missed = self->asleep;
  if (self->refresh == 0 && !self->asleep)
    self->refresh = g_idle_add (refresh_cb, self);
}

/* What is planned comes first, also in time: a list begins at the row it had first. */
static void
loading_cb (CrmTodayList *self)
{
  if (!crm_today_list_is_loading (self))
    suggest (self);
}

static void
add_lists (CrmTodayList *self)
{
  for (guint i = 0; i < CRM_TODAY_N_SECTIONS; i++)
    {
      g_autoptr (CrmQuery) query = crm_today_section_is_planned (i) ? crm_today_section_make_query (i, self->today, NULL, self->user) : NULL;
      g_autoptr (GListModel) list = query != NULL ? G_LIST_MODEL (crm_record_list_new (self->store, query)) : G_LIST_MODEL (g_list_store_new (CRM_TYPE_RECORD));

      if (query != NULL)
        g_signal_connect_object (list, "notify::loading", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
      g_list_store_append (self->lists, list);
    }
}

static void
crm_today_list_dispose (GObject *object)
{
  CrmTodayList *self = CRM_TODAY_LIST (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_object (&self->all);
  g_clear_object (&self->lists);
  g_clear_object (&self->store);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_today_list_parent_class)->dispose (object);
}

static void
crm_today_list_finalize (GObject *object)
{
  CrmTodayList *self = CRM_TODAY_LIST (object);

  g_ptr_array_unref (self->celebrations);
  g_free (self->search);

  G_OBJECT_CLASS (crm_today_list_parent_class)->finalize (object);
}

static void
crm_today_list_class_init (CrmTodayListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crm_today_list_dispose;
  object_class->finalize = crm_today_list_finalize;

  /**
   * CrmTodayList::loaded:
   *
   * What stands in it has been found; what it says of one may be another.
   */
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_today_list_init (CrmTodayList *self)
{
  self->lists = g_list_store_new (G_TYPE_LIST_MODEL);
  self->all = gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->lists)));
  self->celebrations = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_celebration_free);
}

/**
 * crm_today_list_new:
 * @context: with an open file
 * @user: whose day it is; 0 for everybody's
 */
CrmTodayList *
crm_today_list_new (CrmContext *context, gint64 user)
{
  CrmTodayList *self = g_object_new (CRM_TYPE_TODAY_LIST, NULL);

  self->context = g_object_ref (context);
  self->store = g_object_ref (crm_context_get_store (context));
  self->today = crm_context_get_today (context);
  self->user = user;
  add_lists (self);
  loading_cb (self);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

GListModel *
crm_today_list_get_model (CrmTodayList *self)
{
  return G_LIST_MODEL (self->all);
}

/**
 * crm_today_list_set_user:
 * @user: whose day it is; 0 for everybody's
 */
void
crm_today_list_set_user (CrmTodayList *self, gint64 user)
{
  if (user == self->user)
    return;

  self->user = user;
  crm_today_list_reload (self);
}

/**
 * crm_today_list_set_asleep:
 * @asleep: whether nobody sees the list
 *
 * While it sleeps nothing is looked for; when it wakes, what it has missed.
 */
void
crm_today_list_set_asleep (CrmTodayList *self, gboolean asleep)
{
  self->asleep = asleep;
  for (guint i = 0; i < CRM_TODAY_N_SECTIONS; i++)
    {
      if (crm_today_section_is_planned (i))
        crm_record_list_set_asleep (CRM_RECORD_LIST (get_list (self, i)), asleep);
    }
  if (!asleep && self->missed)
    store_changed_cb (self);
}

/**
 * crm_today_list_set_search:
 * @search: (nullable): words that must be in what is listed
 */
void
crm_today_list_set_search (CrmTodayList *self, const char *search)
{
  g_free (self->search);
  self->search = g_strdup (search);
  crm_today_list_reload (self);
}

/**
 * crm_today_list_reload:
 *
 * Begins anew: another day has come, or another calendar.
 */
void
crm_today_list_reload (CrmTodayList *self)
{
  self->today = crm_context_get_today (self->context);
  for (guint i = 0; i < CRM_TODAY_N_SECTIONS; i++)
    {
      g_autoptr (CrmQuery) query = crm_today_section_is_planned (i) ? crm_today_section_make_query (i, self->today, self->search, self->user) : NULL;

      if (query != NULL)
        crm_record_list_set_query (CRM_RECORD_LIST (get_list (self, i)), query);
    }
  loading_cb (self);
}

/**
 * crm_today_list_get_today:
 *
 * Returns: the day it is seen from
 */
CrmDate
crm_today_list_get_today (CrmTodayList *self)
{
  return self->today;
}

/**
 * crm_today_list_is_loading:
 *
 * Returns: whether some section is still being read
 */
gboolean
crm_today_list_is_loading (CrmTodayList *self)
{
  for (guint i = 0; i < CRM_TODAY_N_SECTIONS; i++)
    {
      if (crm_today_section_is_planned (i) && crm_record_list_is_loading (CRM_RECORD_LIST (get_list (self, i))))
        return TRUE;
    }

  return FALSE;
}

/* @offset: (out): the place in the section */
static CrmTodaySection
find_section (CrmTodayList *self, guint position, guint *offset)
{
  CrmTodaySection section = CRM_TODAY_OVERDUE;

  for (; section < CRM_TODAY_N_SECTIONS - 1; section++)
    {
      guint n = g_list_model_get_n_items (get_list (self, section));

      if (position < n)
        break;
      position -= n;
    }
  *offset = position;

  return section;
}

CrmTodaySection
crm_today_list_get_section (CrmTodayList *self, guint position)
{
  guint offset;

  return find_section (self, position, &offset);
}

/**
 * crm_today_list_is_first:
 *
 * Returns: whether a section begins there
 */
gboolean
crm_today_list_is_first (CrmTodayList *self, guint position)
{
  guint offset;

  find_section (self, position, &offset);

  return offset == 0;
}

/**
 * crm_today_list_get_celebration:
 *
 * Returns: (transfer none) (nullable): what is celebrated, where that is why it stands there
 */
const CrmCelebration *
crm_today_list_get_celebration (CrmTodayList *self, guint position)
{
  guint offset;

  if (find_section (self, position, &offset) != CRM_TODAY_CELEBRATE || offset >= self->celebrations->len)
    return NULL;

  return g_ptr_array_index (self->celebrations, offset);
}
