#include "config.h"

#include "crm-insight-customers.h"

#include "crm-counted.h"
#include "crm-empty-page.h"
#include "crm-format.h"
#include "crm-insight-row.h"
#include "crm-insight-source.h"
#include "crm-insight-words.h"
#include "crm-lifecycle-group.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* So many of a group, and so many pairs, are shown: the first of them are what one acts on. */
#define CUSTOMERS_SHOWN 30
#define QUIET_SHOWN 15
#define PAIRS_SHOWN 8

#define NAME_KEY "crm-name"
#define TYPE_KEY "crm-record-type"
#define FILTER_KEY "crm-filter"

struct _CrmInsightCustomers
{
  GtkWidget parent_instance;

  CrmContext       *context; /* (owned) */
  CrmInsightSource *source;  /* of the context */
  CrmInsight       *shown;   /* (owned) (nullable): what the rows say */
  GPtrArray        *rows[3]; /* (owned) (element-type GtkWidget): of each group */

  /* Template widgets */
  GtkStack            *stack;
  CrmEmptyPage        *empty;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *segments;
  AdwPreferencesGroup *quiet;
  AdwPreferencesGroup *pairs;
  CrmLifecycleGroup   *lifecycle;
};

G_DEFINE_FINAL_TYPE (CrmInsightCustomers, crm_insight_customers, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

enum
{
  SEGMENTS,
  QUIET,
  PAIRS,
};

static GParamSpec *properties[N_PROPS];

static const char *const about_segments[CRM_RFM_N_SEGMENTS] = {
  [CRM_RFM_LOYAL] = N_ ("Came lately, and come often. Protect them."),
  [CRM_RFM_GROWING] = N_ ("Came lately, and have come again. Nurture them."),
  [CRM_RFM_NEW] = N_ ("Came lately for the first time. Bring them back."),
  [CRM_RFM_ATTENTION] = N_ ("Have not come for a while. Write to them."),
  [CRM_RFM_AT_RISK] = N_ ("Came often, and not for long. Call them."),
  [CRM_RFM_LOST] = N_ ("Came seldom, and not for long."),
};

static const CrmCustomerStat *
get_customer (CrmInsightCustomers *self, guint i)
{
  return &g_array_index (self->shown->purchases->customers, CrmCustomerStat, i);
}

static const CrmRfm *
get_score (CrmInsightCustomers *self, guint i)
{
  return &g_array_index (self->shown->scores, CrmRfm, i);
}

static void
open_view_cb (CrmInsightCustomers *self, GtkWidget *row)
{
  crm_counted_open (self->context, GTK_WIDGET (self), g_object_get_data (G_OBJECT (row), NAME_KEY), g_object_get_data (G_OBJECT (row), TYPE_KEY), g_object_get_data (G_OBJECT (row), FILTER_KEY));
}

/* A row that opens the records of @filter. */
static GtkWidget *
new_view_row (CrmInsightCustomers *self, const char *title, const char *about, const char *name, const char *record_type, const char *filter)
{
  GtkWidget *row = crm_insight_row_new (title, about, G_CALLBACK (open_view_cb), self);

  g_object_set_data_full (G_OBJECT (row), NAME_KEY, g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (row), TYPE_KEY, g_strdup (record_type), g_free);
  g_object_set_data_full (G_OBJECT (row), FILTER_KEY, g_strdup (filter), g_free);

  return row;
}

/* The rows that list all of them, where those stand: people, companies. @n: how many are people, how many companies */
static GPtrArray *
new_all_rows (CrmInsightCustomers *self, const char *name, const guint n[2], const char *filter)
{
  GPtrArray       *rows = g_ptr_array_new ();
  g_autofree char *people = crm_format_count (self->context, n[0]);
  g_autofree char *companies = crm_format_count (self->context, n[1]);
  /* Translators: a number; People and Companies are pages of the window */
  g_autofree char *all_people = g_strdup_printf (_ ("Open in People (%s)"), people);
  g_autofree char *all_companies = g_strdup_printf (_ ("Open in Companies (%s)"), companies);

  if (n[0] > 0)
    g_ptr_array_add (rows, new_view_row (self, all_people, NULL, name, "person", filter));
  if (n[1] > 0)
    g_ptr_array_add (rows, new_view_row (self, all_companies, NULL, name, "company", filter));

  return rows;
}

typedef struct
{
  guint  place;
  gint64 amount;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a;
  const Ranked *y = b;

  if (x->amount != y->amount)
    return x->amount < y->amount ? 1 : -1;

  return (x->place > y->place) - (x->place < y->place);
}

static void
add_ranked (CrmInsightCustomers *self, GArray *ranked, guint place)
{
  Ranked one = { place, get_customer (self, place)->amount };

  g_array_append_val (ranked, one);
}

static void
count_types (CrmInsightCustomers *self, GArray *ranked, guint n[2])
{
  n[0] = n[1] = 0;
  for (guint i = 0; i < ranked->len; i++)
    n[crm_record_type_of_id (get_customer (self, g_array_index (ranked, Ranked, i).place)->customer) == crm_record_type_find ("company")]++;
}

static GArray *
rank_segment (CrmInsightCustomers *self, CrmRfmSegment segment)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint i = 0; i < self->shown->scores->len; i++)
    {
      if (get_score (self, i)->segment == segment)
        add_ranked (self, ranked, i);
    }
  g_array_sort (ranked, compare_ranked);

  return ranked;
}

/* Filled when it is opened first: of thousands of customers nobody looks at all. */
static void
expanded_cb (CrmInsightCustomers *self, GParamSpec *pspec, AdwExpanderRow *row)
{
  CrmRfmSegment    segment = (CrmRfmSegment) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "crm-segment"));
  const CrmChoice *choice = &crm_rfm_get_segment_field ()->choices[segment];
  g_autofree char *filter = NULL;
  g_autoptr (GArray) ranked = NULL;
  g_autoptr (GPtrArray) all = NULL;
  guint n[2];

  if (!adw_expander_row_get_expanded (row) || g_object_get_data (G_OBJECT (row), "crm-filled") != NULL)
    return;

  g_object_set_data (G_OBJECT (row), "crm-filled", row);
  ranked = rank_segment (self, segment);
  for (guint i = 0; i < MIN (ranked->len, CUSTOMERS_SHOWN); i++)
    {
      const CrmCustomerStat *customer = get_customer (self, g_array_index (ranked, Ranked, i).place);
      g_autofree char       *about = crm_insight_words_bought (self->context, customer, self->shown->today);

      adw_expander_row_add_row (row, crm_insight_row_new_customer (self->context, customer->customer, about));
    }
  count_types (self, ranked, n);
  filter = g_strdup_printf ("%s = %s", crm_rfm_get_segment_field ()->name, choice->value);
  all = new_all_rows (self, crm_choice_get_label (choice), n, filter);
  for (guint i = 0; i < all->len; i++)
    adw_expander_row_add_row (row, all->pdata[i]);
}

static void
add_segments (CrmInsightCustomers *self)
{
  for (guint i = 0; i < CRM_RFM_N_SEGMENTS; i++)
    {
      g_autoptr (GArray) ranked = rank_segment (self, (CrmRfmSegment) i);
      g_autofree char *count = crm_format_count (self->context, ranked->len);
      GtkWidget       *row = adw_expander_row_new ();
      GtkWidget       *label = gtk_label_new (count);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crm_choice_get_label (&crm_rfm_get_segment_field ()->choices[i]));
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _ (about_segments[i]));
      gtk_widget_add_css_class (label, "numeric");
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), label);
      adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), ranked->len > 0);
      g_object_set_data (G_OBJECT (row), "crm-segment", GUINT_TO_POINTER (i));
      g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows[SEGMENTS], row);
      adw_preferences_group_add (self->segments, row);
    }
}

static void
add_quiet (CrmInsightCustomers *self)
{
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GPtrArray) all = NULL;
  guint  n[2];
  gint32 shop_gap = crm_silence_get_shop_gap (self->shown->purchases);

  for (guint i = 0; i < self->shown->purchases->customers->len; i++)
    {
      if (crm_silence_is_likely (get_customer (self, i), shop_gap, self->shown->today))
        add_ranked (self, ranked, i);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < MIN (ranked->len, QUIET_SHOWN); i++)
    {
      const CrmCustomerStat *customer = get_customer (self, g_array_index (ranked, Ranked, i).place);
      CrmSilence             silence;
      g_autofree char       *about = NULL;
      GtkWidget             *row;

      crm_silence_find (self->shown->purchases, customer, self->shown->today, &silence);
      about = crm_insight_words_silence (self->context, &silence);
      row = crm_insight_row_new_customer (self->context, customer->customer, about);
      g_ptr_array_add (self->rows[QUIET], row);
      adw_preferences_group_add (self->quiet, row);
    }
  count_types (self, ranked, n);
  all = new_all_rows (self, _ ("Would have bought again by now"), n, "silent = yes");
  for (guint i = 0; i < all->len; i++)
    {
      g_ptr_array_add (self->rows[QUIET], all->pdata[i]);
      adw_preferences_group_add (self->quiet, all->pdata[i]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->quiet), ranked->len > 0);
}

static void
add_pair (CrmInsightCustomers *self, const CrmCompanion *pair)
{
  g_autofree char *filter = crm_insight_dup_pair_filter (self->context, pair);
  g_autofree char *one = crm_format_reference (self->context, pair->because);
  g_autofree char *other = crm_format_reference (self->context, pair->product);
  g_autofree char *both = crm_format_count (self->context, pair->both);
  g_autofree char *with = crm_format_count (self->context, pair->with);
  /* Translators: two products */
  g_autofree char *title = g_strdup_printf (_ ("%1$s and %2$s"), one, other);
  /* Translators: 1, 2: numbers, 3: a product */
  g_autofree char *about = g_strdup_printf (_ ("Together on %1$s of %2$s invoices with “%3$s”."), both, with, one);
  GtkWidget       *row;

  if (filter == NULL)
    return;

  row = new_view_row (self, title, about, _ ("What was counted"), "invoice", filter);
  g_ptr_array_add (self->rows[PAIRS], row);
  adw_preferences_group_add (self->pairs, row);
}

/* Too few invoices to say it, and how many are missing. */
static void
add_pairs (CrmInsightCustomers *self)
{
  guint baskets = crm_companions_count_baskets (self->shown->companions);
  g_autoptr (GArray) pairs = baskets >= CRM_COMPANIONS_LEAST ? crm_companions_list_pairs (self->shown->companions, PAIRS_SHOWN) : NULL;
  g_autofree char *have = crm_format_count (self->context, baskets);
  g_autofree char *need = crm_format_count (self->context, CRM_COMPANIONS_LEAST);
  /* Translators: numbers of invoices */
  g_autofree char *early = g_strdup_printf (_ ("It is too early to say what goes together: %1$s invoices with products, of the %2$s it takes."), have, need);

  adw_preferences_group_set_description (self->pairs, pairs != NULL ? _ ("Which products stand on one invoice again and again.") : early);
  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    add_pair (self, &g_array_index (pairs, CrmCompanion, i));
}

static void
clear (CrmInsightCustomers *self)
{
  AdwPreferencesGroup *groups[] = { self->segments, self->quiet, self->pairs };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      for (guint j = 0; j < self->rows[i]->len; j++)
        adw_preferences_group_remove (groups[i], self->rows[i]->pdata[j]);
      g_ptr_array_set_size (self->rows[i], 0);
    }
}

/* Too few customers to tell them apart. */
static void
show_early (CrmInsightCustomers *self, guint customers)
{
  g_autofree char *have = crm_format_count (self->context, customers);
  g_autofree char *need = crm_format_count (self->context, CRM_RFM_LEAST);
  /* Translators: numbers of customers */
  g_autofree char *text = g_strdup_printf (_ ("%1$s customers have bought so far. From %2$s on this page says who is loyal, who has gone quiet, and what is bought together. "
                                              "Sell with invoices, or import those you have."),
                                           have, need);

  g_object_set (self->empty, "title", _ ("It Is Too Early to Say"), "description", text, NULL);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->empty));
}

static void
show (CrmInsightCustomers *self)
{
  CrmInsight *insight = gtk_widget_get_mapped (GTK_WIDGET (self)) ? crm_insight_source_peek (self->source) : NULL;

  if (insight == NULL || insight == self->shown)
    return;

  clear (self);
  g_clear_pointer (&self->shown, crm_insight_unref);
  self->shown = crm_insight_ref (insight);
  if (insight->purchases->customers->len < CRM_RFM_LEAST)
    {
      show_early (self, insight->purchases->customers->len);
      return;
    }

  add_segments (self);
  add_quiet (self);
  add_pairs (self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
}

/* Digits and dates are in every row. */
static void
show_anew (CrmInsightCustomers *self)
{
  clear (self);
  g_clear_pointer (&self->shown, crm_insight_unref);
  show (self);
}

static void
crm_insight_customers_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crm_insight_customers_parent_class)->map (widget);

  show (CRM_INSIGHT_CUSTOMERS (widget));
}

static void
crm_insight_customers_constructed (GObject *object)
{
  CrmInsightCustomers *self = CRM_INSIGHT_CUSTOMERS (object);

  G_OBJECT_CLASS (crm_insight_customers_parent_class)->constructed (object);

  self->source = crm_insight_source_get (self->context);
  crm_lifecycle_group_set_context (self->lifecycle, self->context);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (show_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (show_anew), self, G_CONNECT_SWAPPED);
}

static void
crm_insight_customers_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmInsightCustomers *self = CRM_INSIGHT_CUSTOMERS (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_insight_customers_dispose (GObject *object)
{
  CrmInsightCustomers *self = CRM_INSIGHT_CUSTOMERS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_INSIGHT_CUSTOMERS);
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    g_clear_pointer (&self->rows[i], g_ptr_array_unref);
  g_clear_pointer (&self->shown, crm_insight_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_insight_customers_parent_class)->dispose (object);
}

static void
crm_insight_customers_class_init (CrmInsightCustomersClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_insight_customers_constructed;
  object_class->set_property = crm_insight_customers_set_property;
  object_class->dispose = crm_insight_customers_dispose;
  widget_class->map = crm_insight_customers_map;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  g_type_ensure (CRM_TYPE_LIFECYCLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/insight/crm-insight-customers.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmInsightCustomers, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmInsightCustomers, empty);
  gtk_widget_class_bind_template_child (widget_class, CrmInsightCustomers, page);
  gtk_widget_class_bind_template_child (widget_class, CrmInsightCustomers, segments);
  gtk_widget_class_bind_template_child (widget_class, CrmInsightCustomers, quiet);
  gtk_widget_class_bind_template_child (widget_class, CrmInsightCustomers, pairs);
  gtk_widget_class_bind_template_child (widget_class, CrmInsightCustomers, lifecycle);
}

static void
crm_insight_customers_init (CrmInsightCustomers *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    self->rows[i] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_insight_customers_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_INSIGHT_CUSTOMERS, "context", context, NULL);
}
