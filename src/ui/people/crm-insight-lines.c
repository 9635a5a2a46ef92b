/* The sentences are whole ones, for their translators too; only numbers, spans and names are put into them. Under the least numbers of
 * crm-silence.h and crm-companions.h nothing is said. */

#include "config.h"

#include "crm-insight-lines.h"

#include "crm-date-format.h"
#include "crm-format.h"
#include "crm-insight-source.h"
#include "crm-insight-words.h"

#include <glib/gi18n-lib.h>

struct _CrmInsightLines
{
  GtkWidget parent_instance;

  CrmContext       *context; /* (owned) */
  CrmRecord        *record;  /* (owned) (nullable) */
  CrmInsightSource *source;  /* of the context */
  GtkWidget        *box;     /* a child */
  GCancellable     *reading; /* (owned) (nullable): of what they have bought */
};

G_DEFINE_FINAL_TYPE (CrmInsightLines, crm_insight_lines, GTK_TYPE_WIDGET)

static void
clear (CrmInsightLines *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The invoices that were counted, on the page of sales. */
static void
show_cb (CrmInsightLines *self, GtkButton *button)
{
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");

  g_object_set (view, "name", _ ("What was counted"), "record-type", "invoice", "filter", g_object_get_data (G_OBJECT (button), "crm-filter"), NULL);
  crm_context_open (self->context, view);
}

/* Takes @filter. */
static void
add_line (CrmInsightLines *self, const char *icon_name, const char *sentence, char *filter)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", sentence, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL);
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *show = gtk_button_new_with_label (_ ("Why?"));

  gtk_widget_set_valign (show, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (show, "flat");
  gtk_widget_set_tooltip_text (show, _ ("Show the invoices that were counted"));
  g_object_set_data_full (G_OBJECT (show), "crm-filter", filter, g_free);
  g_signal_connect_object (show, "clicked", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), show);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static char *
dup_own_filter (CrmInsightLines *self)
{
  return g_strdup_printf ("%s = %s", crm_record_get_record_type (self->record)->name, crm_record_get_uid (self->record));
}

static void
add_silence (CrmInsightLines *self, const CrmInsight *insight, const CrmCustomerStat *customer)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  CrmSilence        silence;
  g_autofree char  *usual = NULL;
  g_autofree char  *days = NULL;
  g_autofree char  *alike = NULL;
  g_autofree char  *returned = NULL;
  g_autofree char  *sentence = NULL;

  if (!crm_silence_find (insight->purchases, customer, insight->today, &silence) || !crm_silence_is_unusual (&silence))
    return;

  usual = crm_date_format_span (MAX (silence.usual, 1), culture);
  days = crm_date_format_span (silence.days, culture);
  alike = crm_format_count (self->context, silence.alike);
  returned = crm_format_count (self->context, silence.returned);
  if (silence.alike < CRM_SILENCE_ALIKE_LEAST)
    /* Translators: 1, 2: times, such as "3 weeks" */
    sentence = g_strdup_printf (_ ("Usually buys every %1$s, and has not come for %2$s. Call them."), usual, days);
  else
    /* Translators: 1, 2: times, such as "3 weeks", 3, 4: numbers */
    sentence = g_strdup_printf (_ ("Usually buys every %1$s, and has not come for %2$s. Of %3$s silences as long in your business, %4$s ended with a purchase. Call them."), usual, days, alike, returned);
  add_line (self, "alarm-symbolic", sentence, dup_own_filter (self));
}

static void
add_companion (CrmInsightLines *self, const CrmInsight *insight, GArray *products)
{
  g_autoptr (GArray) found = crm_companions_find (insight->companions, products, 1);
  const CrmCompanion *best = found->len > 0 ? &g_array_index (found, CrmCompanion, 0) : NULL;
  char               *filter = best != NULL && best->with >= CRM_COMPANIONS_WITH_LEAST ? crm_insight_dup_pair_filter (self->context, best) : NULL;
  g_autofree char    *sentence = filter != NULL ? crm_insight_words_offer (self->context, best) : NULL;

  if (filter != NULL)
    add_line (self, "crm-sale-symbolic", sentence, filter);
}

typedef struct
{
  char  *path; /* (owned) */
  gint64 customer;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job);
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job    *job = task_data;
  GError *error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (job->path, &error);
  GArray *products = reading != NULL ? crm_purchases_load_products (reading, job->customer, &error) : NULL;

  if (products != NULL)
    g_task_return_pointer (task, products, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmInsightLines) self = user_data;
  g_autoptr (GArray) products = g_task_propagate_pointer (G_TASK (result), NULL);
  CrmInsight *insight;

  if (products == NULL || self->record == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;

  insight = crm_insight_source_peek (self->source);
  if (insight != NULL && products->len > 0)
    add_companion (self, insight, products);
}

static void
cancel (CrmInsightLines *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* What they have bought is theirs alone, and read when they are looked at. */
static void
read_products (CrmInsightLines *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new (Job, 1);

  *job = (Job){ g_strdup (crm_store_get_path (crm_context_get_store (self->context))), crm_record_get_id (self->record) };
  self->reading = g_cancellable_new ();
  task = g_task_new (NULL, self->reading, read_cb, g_object_ref (self));
  g_task_set_source_tag (task, read_products);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_thread);
}

static void
show (CrmInsightLines *self)
{
  CrmInsight            *insight;
  const CrmCustomerStat *customer;

  cancel (self);
  clear (self);
  if (self->record == NULL || crm_context_get_store (self->context) == NULL)
    return;
  insight = crm_insight_source_peek (self->source);
  if (insight == NULL)
    return;

  customer = crm_insight_find (insight, crm_record_get_id (self->record));
  if (customer != NULL)
    add_silence (self, insight, customer);
  if (crm_companions_count_baskets (insight->companions) >= CRM_COMPANIONS_LEAST)
    read_products (self);
}

static void
crm_insight_lines_dispose (GObject *object)
{
  CrmInsightLines *self = CRM_INSIGHT_LINES (object);

  cancel (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_insight_lines_parent_class)->dispose (object);
}

static void
crm_insight_lines_class_init (CrmInsightLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_insight_lines_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_insight_lines_init (CrmInsightLines *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "crm-insight-lines");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
crm_insight_lines_new (CrmContext *context)
{
  CrmInsightLines *self = g_object_new (CRM_TYPE_INSIGHT_LINES, NULL);

  self->context = g_object_ref (context);
  self->source = crm_insight_source_get (context);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * crm_insight_lines_set_record:
 * @record: (nullable): a person or a company of the open file
 */
void
crm_insight_lines_set_record (CrmInsightLines *self, CrmRecord *record)
{
  if (g_set_object (&self->record, record))
    show (self);
}
