/* The days of a calendar. They are asked for on the store's worker, once for each change and never twice at once; what is shown stays until the
 * answer is there. */

#include "config.h"

#include "crm-calendar-model.h"

#include "crm-clock.h"
#include "crm-date-format.h"

#include <glib/gi18n-lib.h>

#define WEEK 7
#define MONTH_DAYS 42
#define AGENDA_DAYS 60

struct _CrmCalendarModel
{
  GObject parent_instance;

  CrmContext     *context; /* (owned) */
  CrmStore       *store;   /* (owned) (nullable): whose changes are followed */
  CrmCalendarSpan span;
  CrmDate         day;
  int             minute;
  CrmDate         first; /* of the days that are shown */
  guint           n_days;
  GPtrArray      *occurrences; /* (owned) (element-type CrmOccurrence) */
  GCancellable   *loading;     /* (owned) (nullable) */
  gboolean        is_stale;    /* something changed while it was loading */
};

G_DEFINE_FINAL_TYPE (CrmCalendarModel, crm_calendar_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  CURSOR_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (CrmCalendarModel *self);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmCalendarModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = crm_agenda_load_finish (CRM_STORE (source), result, &error);

  if (CRM_STORE (source) != self->store)
    return;
  g_clear_object (&self->loading);
  if (self->is_stale)
    {
      load (self);
      return;
    }
  if (found == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        crm_context_report (self->context, g_steal_pointer (&error));
      return;
    }
  g_ptr_array_unref (self->occurrences);
  self->occurrences = g_steal_pointer (&found);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
load (CrmCalendarModel *self)
{
  self->is_stale = self->loading != NULL;
  if (self->is_stale || self->store == NULL)
    return;

  self->loading = g_cancellable_new ();
  crm_agenda_load_async (self->store, self->first, crm_date_add_days (self->first, (int) self->n_days - 1), self->loading, loaded_cb, g_object_ref (self));
}

static void
find_range (CrmCalendarModel *self, CrmDate *first, guint *n_days)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);

  switch (self->span)
    {
    case CRM_CALENDAR_SPAN_WEEK:
      *first = crm_date_week_start (self->day, culture->week_start);
      *n_days = WEEK;
      break;
    case CRM_CALENDAR_SPAN_MONTH:
      *first = crm_date_week_start (crm_date_month_start (self->day, culture->calendar), culture->week_start);
      *n_days = MONTH_DAYS;
      break;
    case CRM_CALENDAR_SPAN_AGENDA:
      /* It begins where one went to, and is only left behind. */
      *first = self->n_days == AGENDA_DAYS && crm_date_compare (self->day, self->first) >= 0 && crm_date_days_between (self->first, self->day) < AGENDA_DAYS ? self->first : self->day;
      *n_days = AGENDA_DAYS;
      break;
    case CRM_CALENDAR_SPAN_DAY:
    default:
      *first = self->day;
      *n_days = 1;
      break;
    }
  if (!crm_date_is_full (*first))
    *first = self->day;
}

/* The days around the cursor; asked for again where they are others. */
static void
follow (CrmCalendarModel *self, gboolean reload)
{
  CrmDate first;
  guint   n_days;

  find_range (self, &first, &n_days);
  if (!reload && crm_date_compare (first, self->first) == 0 && n_days == self->n_days)
    {
      g_signal_emit (self, signals[CURSOR_CHANGED], 0);
      return;
    }
  self->first = first;
  self->n_days = n_days;
  load (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
culture_changed_cb (CrmCalendarModel *self)
{
  follow (self, TRUE);
}

static void
store_changed_cb (CrmCalendarModel *self)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, load, self);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_ptr_array_set_size (self->occurrences, 0);
  g_set_object (&self->store, crm_context_get_store (self->context));
  if (self->store != NULL)
    g_signal_connect_object (self->store, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->day = crm_context_get_today (self->context);
  follow (self, TRUE);
}

static void
crm_calendar_model_dispose (GObject *object)
{
  CrmCalendarModel *self = CRM_CALENDAR_MODEL (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->store);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_calendar_model_parent_class)->dispose (object);
}

static void
crm_calendar_model_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_CALENDAR_MODEL (object)->occurrences);

  G_OBJECT_CLASS (crm_calendar_model_parent_class)->finalize (object);
}

static void
crm_calendar_model_class_init (CrmCalendarModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_calendar_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_calendar_model_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CURSOR_CHANGED] = g_signal_new ("cursor-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_calendar_model_init (CrmCalendarModel *self)
{
  self->occurrences = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_occurrence_free);
}

/* The next half hour from now, of a day that has one left. */
static int
find_minute (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (crm_clock_now () / G_USEC_PER_SEC);
  int minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);

  return MIN ((minute / CRM_CALENDAR_STEP + 1) * CRM_CALENDAR_STEP, CRM_DAY_MINUTES - CRM_CALENDAR_STEP);
}

/**
 * crm_calendar_model_new:
 *
 * Returns: (transfer full): the week it is, with the cursor on today
 */
CrmCalendarModel *
crm_calendar_model_new (CrmContext *context)
{
  CrmCalendarModel *self = g_object_new (CRM_TYPE_CALENDAR_MODEL, NULL);

  self->context = g_object_ref (context);
  self->span = CRM_CALENDAR_SPAN_WEEK;
  self->minute = find_minute ();
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (culture_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return self;
}

CrmContext *
crm_calendar_model_get_context (CrmCalendarModel *self)
{
  return self->context;
}

CrmCalendarSpan
crm_calendar_model_get_span (CrmCalendarModel *self)
{
  return self->span;
}

void
crm_calendar_model_set_span (CrmCalendarModel *self, CrmCalendarSpan span)
{
  if (self->span == span)
    return;

  self->span = span;
  self->n_days = 0;
  follow (self, TRUE);
}

CrmDate
crm_calendar_model_get_day (CrmCalendarModel *self)
{
  return self->day;
}

/**
 * crm_calendar_model_get_minute:
 *
 * Returns: the time of the cursor, a minute of its day
 */
int
crm_calendar_model_get_minute (CrmCalendarModel *self)
{
  return self->minute;
}

/**
 * crm_calendar_model_set_cursor:
 * @day: a full date
 * @minute: of the day, or %CRM_WHOLE_DAY to leave the time as it is
 *
 * Moves the cursor, and the days that are shown after it.
 */
void
crm_calendar_model_set_cursor (CrmCalendarModel *self, CrmDate day, int minute)
{
  if (!crm_date_is_full (day))
    return;

  self->day = day;
  if (minute != CRM_WHOLE_DAY)
    self->minute = CLAMP (minute, 0, CRM_DAY_MINUTES - CRM_CALENDAR_STEP);
  follow (self, FALSE);
}

/**
 * crm_calendar_model_turn:
 * @pages: how many days, weeks or months to go on, also less than 0
 */
void
crm_calendar_model_turn (CrmCalendarModel *self, int pages)
{
  CrmCalendar calendar = crm_context_get_culture (self->context)->calendar;
  CrmDate     day;

  switch (self->span)
    {
    case CRM_CALENDAR_SPAN_WEEK:
      day = crm_date_add_days (self->day, WEEK * pages);
      break;
    case CRM_CALENDAR_SPAN_MONTH:
    case CRM_CALENDAR_SPAN_AGENDA:
      day = crm_date_add_months (self->day, calendar, pages);
      self->n_days = 0;
      break;
    case CRM_CALENDAR_SPAN_DAY:
    default:
      day = crm_date_add_days (self->day, pages);
      break;
    }
  crm_calendar_model_set_cursor (self, day, CRM_WHOLE_DAY);
}

CrmDate
crm_calendar_model_get_first (CrmCalendarModel *self)
{
  return self->first;
}

guint
crm_calendar_model_get_n_days (CrmCalendarModel *self)
{
  return self->n_days;
}

gboolean
crm_calendar_model_is_loading (CrmCalendarModel *self)
{
  return self->loading != NULL;
}

/**
 * crm_calendar_model_dup_title:
 *
 * Returns: (transfer full): which days are shown
 */
char *
crm_calendar_model_dup_title (CrmCalendarModel *self)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  g_autofree char  *from = NULL;
  g_autofree char  *to = NULL;

  if (self->span == CRM_CALENDAR_SPAN_DAY)
    return crm_date_format (self->day, culture, CRM_DATE_STYLE_LONG);
  if (self->span != CRM_CALENDAR_SPAN_WEEK)
    return crm_date_format (self->day, culture, CRM_DATE_STYLE_MONTH_YEAR);

  from = crm_date_format (self->first, culture, CRM_DATE_STYLE_MEDIUM);
  to = crm_date_format (crm_date_add_days (self->first, WEEK - 1), culture, CRM_DATE_STYLE_MEDIUM);

  /* Translators: the first and the last day of a week */
  return g_strdup_printf (_ ("%1$s – %2$s"), from, to);
}

/**
 * crm_calendar_model_get_occurrences:
 *
 * Returns: (transfer none) (element-type CrmOccurrence): what takes place on the days that are shown, in its order
 */
GPtrArray *
crm_calendar_model_get_occurrences (CrmCalendarModel *self)
{
  return self->occurrences;
}

/**
 * crm_calendar_model_list_day:
 *
 * Returns: (transfer container) (element-type CrmOccurrence): what takes place on @day, also what began before; the model's until it changes
 */
GPtrArray *
crm_calendar_model_list_day (CrmCalendarModel *self, CrmDate day)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->occurrences->len; i++)
    {
      CrmOccurrence *occurrence = g_ptr_array_index (self->occurrences, i);

      if (crm_date_compare (occurrence->day, day) <= 0 && crm_date_compare (crm_occurrence_get_last_day (occurrence), day) >= 0)
        g_ptr_array_add (found, occurrence);
    }

  return found;
}
