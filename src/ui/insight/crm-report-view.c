#include "config.h"

#include "crm-report-view.h"

#include "crm-chart.h"
#include "crm-counted.h"
#include "crm-date-entry.h"
#include "crm-empty-page.h"
#include "crm-paper-print.h"
#include "crm-report-figures.h"
#include "crm-report-write.h"
#include "crm-save-file.h"

#include <glib/gi18n-lib.h>

struct _CrmReportView
{
  AdwBin parent_instance;

  CrmContext        *context;  /* (owned) */
  const CrmReport   *report;   /* (nullable) */
  CrmReportQuestion *question; /* (owned) (nullable): what is asked */
  CrmReportTable    *table;    /* (owned) (nullable): what is shown */
  GPtrArray         *segments; /* (owned) (element-type utf8): uids of the views offered, after everybody */
  GCancellable      *making;   /* (owned) (nullable) */
  CrmCalendar        calendar; /* whose months */
  gboolean           stale;    /* the file has changed, or what is asked */
  gboolean           filling;

  /* Template widgets */
  GtkLabel            *title;
  GtkLabel            *about;
  GtkWidget           *period_child;
  GtkDropDown         *period;
  GtkDropDown         *segment;
  AdwPreferencesGroup *days;
  CrmDateEntry        *first; /* rows of `days` */
  CrmDateEntry        *last;
  GtkLabel            *problem;
  CrmChart            *chart;
  GtkWidget           *table_scroll;
  CrmReportFigures    *figures;
  GtkWidget           *empty;
  GtkLabel            *notes;
};

G_DEFINE_FINAL_TYPE (CrmReportView, crm_report_view, ADW_TYPE_BIN)

enum
{
  PROP_CONTEXT = 1,
  PROP_CALENDAR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Of which time. */
typedef enum
{
  TWELVE_MONTHS,
  THIS_MONTH,
  LAST_MONTH,
  THIS_YEAR,
  LAST_YEAR,
  THREE_YEARS,
  OTHER_DAYS,
} Period;

static const char *const periods[] = {
  [TWELVE_MONTHS] = N_ ("The last twelve months"),
  [THIS_MONTH] = N_ ("This month"),
  [LAST_MONTH] = N_ ("Last month"),
  [THIS_YEAR] = N_ ("This year"),
  [LAST_YEAR] = N_ ("Last year"),
  [THREE_YEARS] = N_ ("The last three years"),
  [OTHER_DAYS] = N_ ("Other days…"),
  NULL,
};

static void make (CrmReportView *self);

static CrmCulture
get_culture (CrmReportView *self)
{
  CrmCulture culture = *crm_context_get_culture (self->context);

  culture.calendar = self->calendar;

  return culture;
}

static CrmPeriod
get_months (CrmReportView *self, CrmDate today, int back, int n)
{
  CrmDate first = crm_date_add_months (crm_date_month_start (today, self->calendar), self->calendar, -back);

  return (CrmPeriod){ first, crm_date_month_end (crm_date_add_months (first, self->calendar, n - 1), self->calendar) };
}

static CrmPeriod
get_year (CrmReportView *self, CrmDate today, int back)
{
  CrmDate first = crm_date_add_years (crm_date_year_start (today, self->calendar), self->calendar, -back);

  return (CrmPeriod){ first, crm_date_add_days (crm_date_add_years (first, self->calendar, 1), -1) };
}

/* Days that make no sense are those of the year. */
static CrmPeriod
get_other_days (CrmReportView *self, CrmDate today)
{
  CrmPeriod   period = crm_report_get_usual_period (today, self->calendar);
  const char *first = crm_date_entry_get_date (self->first);
  const char *last = crm_date_entry_get_date (self->last);

  if (first != NULL)
    crm_date_from_iso (first, &period.first);
  if (last != NULL)
    crm_date_from_iso (last, &period.last);

  return period;
}

static CrmPeriod
get_period (CrmReportView *self)
{
  CrmDate today = crm_context_get_today (self->context);

  switch ((Period) gtk_drop_down_get_selected (self->period))
    {
    case THIS_MONTH:
      return get_months (self, today, 0, 1);
    case LAST_MONTH:
      return get_months (self, today, 1, 1);
    case THIS_YEAR:
      return get_year (self, today, 0);
    case LAST_YEAR:
      return get_year (self, today, 1);
    case THREE_YEARS:
      return get_months (self, today, 35, 36);
    case OTHER_DAYS:
      return get_other_days (self, today);
    case TWELVE_MONTHS:
    default:
      return crm_report_get_usual_period (today, self->calendar);
    }
}

static CrmRecord *
find_segment (CrmReportView *self, CrmStore *store)
{
  guint  selected = gtk_drop_down_get_selected (self->segment);
  gint64 id = selected > 0 && selected <= self->segments->len ? crm_store_find_uid (store, self->segments->pdata[selected - 1]) : 0;

  return id != 0 ? crm_store_get (store, id, NULL) : NULL;
}

static CrmReportQuestion *
ask (CrmReportView *self, GError **error)
{
  CrmStore  *store = crm_context_get_store (self->context);
  CrmPeriod  period = get_period (self);
  CrmCulture culture = get_culture (self);
  g_autoptr (CrmRecord) segment = find_segment (self, store);

  return crm_report_question_new (store, period, crm_context_get_today (self->context), &culture, segment, error);
}

static void
show_problem (CrmReportView *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
show_notes (CrmReportView *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->table->notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) self->table->notes->pdata[i]);
  gtk_label_set_text (self->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text->len > 0);
}

static void
show_table (CrmReportView *self)
{
  gboolean some = self->table->rows->len > 0;

  crm_chart_show (self->chart, self->context, self->report->chart, self->table);
  crm_report_figures_show (self->figures, self->context, self->table);
  show_notes (self);
  gtk_widget_set_visible (self->table_scroll, some);
  g_object_set (self->empty, "description", self->report->has_period ? _ ("There is nothing of it in this time. Choose a longer one, or other customers.") : _ ("There is nothing of it."), NULL);
  gtk_widget_set_visible (self->empty, !some);
}

static void
set_actions_enabled (CrmReportView *self, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.print", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save-pdf", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save-csv", enabled);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmReportView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReportTable) before = NULL;
  CrmReportTable *table = crm_report_make_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->making);
  show_problem (self, error != NULL ? error->message : NULL);
  if (table == NULL)
    return;

  before = g_steal_pointer (&self->table);
  self->table = table;
  show_table (self);
  set_actions_enabled (self, table->rows->len > 0);
  if (self->stale)
    make (self);
}

static void
cancel (CrmReportView *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
}

/* Only while somebody looks; what is being made is made again at its end. */
static void
make (CrmReportView *self)
{
  g_autoptr (GError) error = NULL;
  CrmReportQuestion *question;

  self->stale = TRUE;
  if (self->making != NULL || self->report == NULL || crm_context_get_store (self->context) == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->stale = FALSE;
  question = ask (self, &error);
  show_problem (self, error != NULL ? error->message : NULL);
  if (question == NULL)
    return;

  g_clear_pointer (&self->question, crm_report_question_unref);
  self->question = question;
  self->making = g_cancellable_new ();
  crm_report_make_async (self->report, question, self->making, made_cb, g_object_ref (self));
}

static void
make_anew (CrmReportView *self)
{
  cancel (self);
  make (self);
}

static void
asked_cb (CrmReportView *self)
{
  gboolean other = gtk_drop_down_get_selected (self->period) == OTHER_DAYS;

  if (self->filling)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->days), other && self->report != NULL && self->report->has_period);
  make_anew (self);
}

/* The saved views of people and of companies, by name. */
static void
fill_segments (CrmReportView *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new ("saved_view");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint            selected = gtk_drop_down_get_selected (self->segment);
  g_autofree char *before = selected > 0 && selected <= self->segments->len ? g_strdup (self->segments->pdata[selected - 1]) : NULL;

  selected = 0;
  g_ptr_array_set_size (self->segments, 0);
  gtk_string_list_append (names, _ ("All customers"));
  crm_query_set_order (query, "name", FALSE);
  if (store != NULL)
    crm_store_query (store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) view = crm_store_get (store, g_array_index (ids, gint64, i), NULL);
      const char *type = view != NULL ? crm_object_get_text (CRM_OBJECT (view), "record_type") : NULL;

      if (g_strcmp0 (type, "person") != 0 && g_strcmp0 (type, "company") != 0)
        continue;
      gtk_string_list_append (names, crm_object_get_text (CRM_OBJECT (view), "name"));
      g_ptr_array_add (self->segments, g_strdup (crm_record_get_uid (view)));
      if (g_strcmp0 (before, crm_record_get_uid (view)) == 0)
        selected = self->segments->len;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->segment, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->segment, selected);
  self->filling = FALSE;
  /* With one answer there is no question. */
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->segment)), self->segments->len > 0);
}

static void
changed_cb (CrmReportView *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("saved_view")->code))
    fill_segments (self);
  make (self);
}

static void
store_changed_cb (CrmReportView *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  fill_segments (self);
  make_anew (self);
}

static void
set_calendar (CrmReportView *self, CrmCalendar calendar)
{
  self->calendar = calendar;
  g_object_notify (G_OBJECT (self), "calendar");
  make_anew (self);
}

static void
culture_changed_cb (CrmReportView *self)
{
  set_calendar (self, crm_context_get_culture (self->context)->calendar);
}

/* A figure: the list of what it counted. */
static void
activated_cb (CrmReportView *self, guint row, guint column)
{
  const CrmReportRow    *line = crm_report_table_get_row (self->table, row);
  const CrmReportColumn *head = crm_report_table_get_column (self->table, column);
  const char            *opens = crm_report_table_get_opens (self->table, line, column);
  g_autofree char       *name = g_strdup_printf (C_ ("report", "%1$s: %2$s"), line->label, head->title);

  if (opens != NULL)
    crm_counted_open (self->context, GTK_WIDGET (self), name, opens, line->cells[column].filter);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmReportView *self = CRM_REPORT_VIEW (widget);

  crm_paper_print (widget, self->context, crm_report_paper_new (self->report, self->question, self->table), _ (self->report->title));
}

static void
save_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmReportView *self = CRM_REPORT_VIEW (widget);

  crm_paper_save_pdf (widget, self->context, crm_report_paper_new (self->report, self->question, self->table), _ (self->report->title));
}

static GBytes *
keep_csv_func (gpointer user_data, GError **error)
{
  return g_bytes_ref (user_data);
}

static void
save_csv_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmReportView    *self = CRM_REPORT_VIEW (widget);
  const CrmSaveKind kind = { _ ("Save as CSV"), _ ("CSV files"), "csv" };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (!crm_report_write_csv (self->table, stream, &error) || !g_output_stream_close (stream, NULL, &error))
    {
      crm_context_report (self->context, error);
      return;
    }

  crm_save_file (widget, self->context, &kind, _ (self->report->title), keep_csv_func, g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream)),
                 (GDestroyNotify) g_bytes_unref);
}

static void
crm_report_view_map (GtkWidget *widget)
{
  CrmReportView *self = CRM_REPORT_VIEW (widget);

  GTK_WIDGET_CLASS (crm_report_view_parent_class)->map (widget);

  if (self->stale)
    make (self);
}

static void
add_day (CrmReportView *self, CrmDateEntry **entry, const char *title)
{
  *entry = CRM_DATE_ENTRY (crm_date_entry_new (self->context, title));
  g_signal_connect_object (*entry, "notify::date", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->days, GTK_WIDGET (*entry));
}

static void
fill_periods (CrmReportView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; periods[i] != NULL; i++)
    gtk_string_list_append (names, _ (periods[i]));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (names));
  self->filling = FALSE;
}

static void
crm_report_view_constructed (GObject *object)
{
  CrmReportView *self = CRM_REPORT_VIEW (object);

  G_OBJECT_CLASS (crm_report_view_parent_class)->constructed (object);

  self->calendar = crm_context_get_culture (self->context)->calendar;
  fill_periods (self);
  add_day (self, &self->first, _ ("From"));
  add_day (self, &self->last, _ ("Until"));
  set_actions_enabled (self, FALSE);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (culture_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_report_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmReportView *self = CRM_REPORT_VIEW (object);

  switch (prop_id)
    {
    case PROP_CALENDAR:
      g_value_set_string (value, self->calendar == CRM_CALENDAR_JALALI ? "jalali" : "gregorian");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_report_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmReportView *self = CRM_REPORT_VIEW (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_CALENDAR:
      set_calendar (self, g_strcmp0 (g_value_get_string (value), "jalali") == 0 ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_report_view_dispose (GObject *object)
{
  CrmReportView *self = CRM_REPORT_VIEW (object);

  cancel (self);
  g_clear_pointer (&self->table, crm_report_table_free);
  g_clear_pointer (&self->question, crm_report_question_unref);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_report_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  g_type_ensure (CRM_TYPE_CHART);
  g_type_ensure (CRM_TYPE_REPORT_FIGURES);
  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/insight/crm-report-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, title);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, about);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, period_child);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, period);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, segment);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, days);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, chart);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, table_scroll);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, figures);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, empty);
  gtk_widget_class_bind_template_child (widget_class, CrmReportView, notes);
  gtk_widget_class_bind_template_callback (widget_class, asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
crm_report_view_class_init (CrmReportViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_report_view_constructed;
  object_class->get_property = crm_report_view_get_property;
  object_class->set_property = crm_report_view_set_property;
  object_class->dispose = crm_report_view_dispose;
  widget_class->map = crm_report_view_map;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CALENDAR] = g_param_spec_string ("calendar", NULL, NULL, "gregorian", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "report.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "report.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "report.save-csv", NULL, save_csv_action);
  gtk_widget_class_install_property_action (widget_class, "report.calendar", "calendar");
}

static void
crm_report_view_init (CrmReportView *self)
{
  self->segments = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_report_view_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_REPORT_VIEW, "context", context, NULL);
}

/**
 * crm_report_view_show:
 *
 * Makes @report, of the time and the customers that were chosen last.
 */
void
crm_report_view_show (CrmReportView *self, const CrmReport *report)
{
  if (self->report == report)
    return;

  self->report = report;
  gtk_label_set_text (self->title, _ (report->title));
  gtk_label_set_text (self->about, _ (report->about));
  gtk_widget_set_visible (self->period_child, report->has_period);
  gtk_widget_set_visible (GTK_WIDGET (self->days), report->has_period && gtk_drop_down_get_selected (self->period) == OTHER_DAYS);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), FALSE);
  gtk_widget_set_visible (self->table_scroll, FALSE);
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), FALSE);
  set_actions_enabled (self, FALSE);
  make_anew (self);
}
