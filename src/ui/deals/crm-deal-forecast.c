#include "config.h"

#include "crm-deal-forecast.h"

#include "crm-date-format.h"
#include "crm-forecast.h"
#include "crm-format.h"
#include "crm-money.h"
#include "crm-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmDealForecast
{
  GtkWidget parent_instance;

  CrmContext   *context;     /* (owned) */
  CrmStore     *store;       /* (owned) (nullable) */
  CrmCriterion *criterion;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the question that is out */
  GArray       *months;      /* (owned) (nullable) (element-type CrmForecast) */
  gint64        pipeline;
  gboolean      stale; /* something changed since it was asked */

  /* Template widgets */
  GtkStack *stack;
  GtkBox   *columns;
};

G_DEFINE_FINAL_TYPE (CrmDealForecast, crm_deal_forecast, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

enum
{
  OPEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* So many months before this one are shown for what was won in them. */
#define MONTHS_BACK 2

#define FILTER_KEY "crm-filter"

/* Bars are drawn to the scale of the longest one of their currency. */
static double
find_scale (CrmDealForecast *self, const char *currency)
{
  double most = 0;

  for (guint i = 0; i < self->months->len; i++)
    {
      const CrmForecast *month = &g_array_index (self->months, CrmForecast, i);

      if (strcmp (month->currency, currency) == 0)
        most = MAX (most, MAX ((double) month->expected, (double) month->won));
    }

  return most;
}

static char *
format_sum (CrmDealForecast *self, gint64 sum, const char *currency)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  g_autofree char  *figure = crm_format_money_short (self->context, sum, currency);
  g_autofree char  *unit = NULL;

  if (*currency == '\0')
    return g_steal_pointer (&figure);

  unit = crm_text_isolate (crm_currency_unit (currency, culture));
  return g_strdup_printf ("%s %s", figure, unit);
}

static void
add_figure (CrmDealForecast *self, GtkBox *column, const char *name, gint64 sum, const char *currency, const char *css_class)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *label = gtk_label_new (name);
  g_autofree char *text = format_sum (self, sum, currency);
  GtkWidget       *figure = gtk_label_new (text);
  GtkWidget       *bar = gtk_level_bar_new_for_interval (0, 1);
  double           scale = find_scale (self, currency);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (figure, "numeric");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), figure);
  /* A long bar is not better than a short one: all have the colour of what they show. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), scale > 0 ? CLAMP ((double) sum / scale, 0, 1) : 0);
  gtk_widget_add_css_class (bar, css_class);
  /* The figure beside it says the same. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (column, row);
  gtk_box_append (column, bar);
}

static void
add_month (CrmDealForecast *self, GtkBox *column, const CrmForecast *month)
{
  if (month->n_open > 0)
    {
      add_figure (self, column, C_ ("forecast", "Expected"), month->expected, month->currency, "crm-forecast-expected");
      add_figure (self, column, C_ ("forecast", "Weighted"), month->weighted, month->currency, "crm-forecast-weighted");
    }
  if (month->n_won > 0)
    add_figure (self, column, C_ ("forecast", "Won"), month->won, month->currency, "crm-forecast-won");
}

static guint
count_deals (CrmDealForecast *self, CrmDate month)
{
  guint count = 0;

  for (guint i = 0; i < self->months->len; i++)
    {
      const CrmForecast *other = &g_array_index (self->months, CrmForecast, i);

      if (crm_date_compare (other->month, month) == 0)
        count += other->n_open;
    }

  return count;
}

/* The open deals of the month, as a filter that stays what it is when the month is over. */
static char *
dup_filter (CrmDealForecast *self, CrmDate month)
{
  CrmDate          last = crm_date_month_end (month, crm_context_get_culture (self->context)->calendar);
  g_autofree char *from = crm_date_to_iso (month);
  g_autofree char *until = crm_date_to_iso (last);

  return g_strdup_printf ("expected_close >= %s and expected_close <= %s", from, until);
}

static char *
dup_title (CrmDealForecast *self, CrmDate month)
{
  if (crm_date_is_none (month))
    return g_strdup (_ ("No Day Expected"));

  return crm_date_format (month, crm_context_get_culture (self->context), CRM_DATE_STYLE_MONTH_YEAR);
}

static void
open_cb (CrmDealForecast *self, GtkWidget *button)
{
  g_signal_emit (self, signals[OPEN], 0, g_object_get_data (G_OBJECT (button), FILTER_KEY));
}

static gboolean
is_past (CrmDealForecast *self, CrmDate month)
{
  CrmDate this_month = crm_date_month_start (crm_context_get_today (self->context), crm_context_get_culture (self->context)->calendar);

  return !crm_date_is_none (month) && crm_date_compare (month, this_month) < 0;
}

static void
add_open_button (CrmDealForecast *self, GtkBox *column, CrmDate month)
{
  guint            count = count_deals (self, month);
  g_autofree char *number = crm_format_count (self->context, count);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s open deal", "%s open deals", count), number);
  GtkWidget       *button = gtk_button_new_with_label (label);

  if (count == 0)
    return;
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), FILTER_KEY, crm_date_is_none (month) ? g_strdup ("expected_close is not set") : dup_filter (self, month), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (column, button);
}

static GtkBox *
add_column (CrmDealForecast *self, CrmDate month)
{
  GtkWidget       *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *title = dup_title (self, month);
  GtkWidget       *head = gtk_label_new (title);

  gtk_widget_add_css_class (column, "crm-forecast-month");
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  gtk_widget_add_css_class (head, "heading");
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_box_append (GTK_BOX (column), head);
  /* What should have closed by now, and did not. */
  if (is_past (self, month) && count_deals (self, month) > 0)
    {
      GtkWidget *late = gtk_label_new (_ ("Past, and still open"));

      gtk_widget_add_css_class (late, "warning");
      gtk_widget_add_css_class (late, "caption");
      gtk_label_set_xalign (GTK_LABEL (late), 0);
      gtk_box_append (GTK_BOX (column), late);
    }
  add_open_button (self, GTK_BOX (column), month);
  gtk_box_append (self->columns, column);

  return GTK_BOX (column);
}

/* What was won long ago is for reports. */
static gboolean
is_shown (CrmDealForecast *self, CrmDate month)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  CrmDate           first = crm_date_add_months (crm_date_month_start (crm_context_get_today (self->context), culture->calendar), culture->calendar, -MONTHS_BACK);

  return crm_date_compare (month, first) >= 0 || count_deals (self, month) > 0;
}

static void
show_months (CrmDealForecast *self, gboolean dated)
{
  GtkBox *column = NULL;
  CrmDate last = CRM_DATE_NONE;

  for (guint i = 0; self->months != NULL && i < self->months->len; i++)
    {
      const CrmForecast *month = &g_array_index (self->months, CrmForecast, i);

      if (crm_date_is_none (month->month) == dated || !is_shown (self, month->month))
        continue;
      if (column == NULL || crm_date_compare (month->month, last) != 0)
        column = add_column (self, month->month);
      last = month->month;
      add_month (self, column, month);
    }
}

static void
show (CrmDealForecast *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->columns))) != NULL)
    gtk_box_remove (self->columns, child);
  show_months (self, TRUE);
  show_months (self, FALSE);
  child = gtk_widget_get_first_child (GTK_WIDGET (self->columns));
  gtk_stack_set_visible_child_name (self->stack, child != NULL ? "months" : "empty");
}

static void ask (CrmDealForecast *self);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmDealForecast) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = crm_forecast_load_finish (CRM_STORE (source), result, &error);

  /* Something else has been asked since. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (months == NULL)
    {
      crm_context_report (self->context, error);
      return;
    }
  g_clear_pointer (&self->months, g_array_unref);
  self->months = g_steal_pointer (&months);
  show (self);
  if (self->stale)
    ask (self);
}

/* Only while it is seen: nobody looks at it otherwise. */
static void
ask (CrmDealForecast *self)
{
  self->stale = self->cancellable != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale || self->store == NULL || self->pipeline == 0)
    return;

  self->cancellable = g_cancellable_new ();
  crm_forecast_load_async (self->store, self->pipeline, self->criterion, crm_context_get_culture (self->context)->calendar, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
ask_anew (CrmDealForecast *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ask (self);
}

static void
records_changed_cb (CrmDealForecast *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("deal")->code) || crm_change_set_has_type (set, crm_record_type_find ("stage")->code))
    ask (self);
}

static void
store_changed_cb (CrmDealForecast *self)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, crm_context_get_store (self->context));
  g_clear_pointer (&self->months, g_array_unref);
  if (self->store != NULL)
    g_signal_connect_object (self->store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
crm_deal_forecast_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crm_deal_forecast_parent_class)->map (widget);

  ask_anew (CRM_DEAL_FORECAST (widget));
}

static void
crm_deal_forecast_constructed (GObject *object)
{
  CrmDealForecast *self = CRM_DEAL_FORECAST (object);

  G_OBJECT_CLASS (crm_deal_forecast_parent_class)->constructed (object);

  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (ask_anew), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_deal_forecast_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      CRM_DEAL_FORECAST (object)->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_deal_forecast_dispose (GObject *object)
{
  CrmDealForecast *self = CRM_DEAL_FORECAST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DEAL_FORECAST);
  g_clear_object (&self->store);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_forecast_parent_class)->dispose (object);
}

static void
crm_deal_forecast_finalize (GObject *object)
{
  CrmDealForecast *self = CRM_DEAL_FORECAST (object);

  g_clear_pointer (&self->months, g_array_unref);
  crm_criterion_unref (self->criterion);

  G_OBJECT_CLASS (crm_deal_forecast_parent_class)->finalize (object);
}

static void
crm_deal_forecast_class_init (CrmDealForecastClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_deal_forecast_constructed;
  object_class->set_property = crm_deal_forecast_set_property;
  object_class->dispose = crm_deal_forecast_dispose;
  object_class->finalize = crm_deal_forecast_finalize;
  widget_class->map = crm_deal_forecast_map;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-deal-forecast.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDealForecast, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmDealForecast, columns);
}

static void
crm_deal_forecast_init (CrmDealForecast *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_deal_forecast_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_DEAL_FORECAST, "context", context, NULL);
}

/**
 * crm_deal_forecast_set_pipeline:
 * @pipeline: whose deals; 0 for none
 */
void
crm_deal_forecast_set_pipeline (CrmDealForecast *self, gint64 pipeline)
{
  self->pipeline = pipeline;
  ask_anew (self);
}

/**
 * crm_deal_forecast_set_criterion:
 * @criterion: (nullable): only deals for which it holds are counted
 */
void
crm_deal_forecast_set_criterion (CrmDealForecast *self, CrmCriterion *criterion)
{
  crm_criterion_unref (self->criterion);
  self->criterion = criterion != NULL ? crm_criterion_ref (criterion) : NULL;
  ask_anew (self);
}
