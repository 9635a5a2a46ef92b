#include "config.h"

#include "crm-lead-row.h"

#include "crm-clock.h"
#include "crm-expose.h"
#include "crm-format.h"
#include "crm-inscribe.h"
#include "crm-leads.h"
#include "crm-person-role.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmLeadRow
{
  GtkWidget parent_instance;

  CrmContext  *context; /* (owned) */
  GtkListItem *item;    /* the row it is in, which outlives it */
  CrmPlace    *place;   /* (owned) (nullable) */
  CrmRecord   *person;  /* (owned) (nullable): who stands there */
  gulong       changed_handler;

  /* Template widgets */
  GtkWidget      *box;
  GtkLabel       *score;
  GtkInscription *name;
  GtkInscription *about;
  GtkLabel       *reasons;
  GtkLabel       *when;
  GtkButton      *convert;
};

G_DEFINE_FINAL_TYPE (CrmLeadRow, crm_lead_row, GTK_TYPE_WIDGET)

enum
{
  CONVERT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What they do and for whom, and where they came from. */
static char *
dup_about (CrmLeadRow *self)
{
  CrmObject       *person = CRM_OBJECT (self->person);
  g_autofree char *role = crm_person_dup_role (self->context, person);
  g_autofree char *source = crm_text_isolate (crm_object_get_text (person, "source"));

  return crm_format_parts ((const char *const[]){ role, source }, 2);
}

static char *
dup_when (CrmLeadRow *self, const CrmLead *lead)
{
  gboolean         asked = lead->asked_at != CRM_UNSET;
  g_autofree char *day = crm_format_instant_relative (self->context, asked ? lead->asked_at : crm_record_get_created_at (self->person));

  if (*day == '\0')
    return g_strdup ("");

  /* Translators: %s is a day: today, 2 days ago */
  return g_strdup_printf (asked ? _ ("asked %s") : _ ("came %s"), day);
}

/* Each reason on a line, with its points: nobody has to believe the score. */
static char *
dup_sum (CrmLeadRow *self, const CrmLead *lead)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  GString          *text = g_string_new (NULL);

  for (guint i = 0; i < CRM_N_LEAD_REASONS; i++)
    {
      int              points = (int) lead->counts[i] * crm_lead_reason_get_points (i);
      g_autofree char *reason = NULL;
      g_autofree char *number = NULL;

      if (lead->counts[i] == 0)
        continue;
      reason = crm_lead_reason_dup_text (i, lead->counts[i], culture);
      number = crm_format_count (self->context, ABS (points));
      /* Translators: 1: plus or minus, 2: how many points, 3: why; as in “+10 has a phone number” */
      g_string_append_printf (text, _ ("%1$s%2$s %3$s"), points < 0 ? "−" : "+", number, reason);
      g_string_append_c (text, '\n');
    }
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

static char *
dup_score (CrmLeadRow *self, const CrmLead *lead)
{
  g_autofree char *number = crm_format_count (self->context, ABS (lead->score));

  return g_strconcat (lead->score < 0 ? "−" : "", number, NULL);
}

static void
describe (CrmLeadRow *self, const char *name, const char *about, const char *score, const char *reasons, const char *when)
{
  g_autofree char *who = about != NULL ? g_strdup_printf ("%s, %s", name, about) : g_strdup (name);
  /* Translators: 1: who, 2: how many points, 3: why, 4: when they asked */
  g_autofree char *text = g_strdup_printf (_ ("%1$s; score %2$s: %3$s; %4$s"), who, score, reasons, when);
  /* Translators: %s is a person */
  g_autofree char *button = g_strdup_printf (_ ("Make a deal of %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->convert), GTK_ACCESSIBLE_PROPERTY_LABEL, button, -1);
  crm_expose_row (GTK_WIDGET (self), text);
}

static void
show (CrmLeadRow *self, const CrmLead *lead)
{
  g_autofree char *name = crm_format_title (self->person);
  g_autofree char *about = dup_about (self);
  g_autofree char *reasons = crm_lead_dup_reasons (lead, crm_context_get_culture (self->context));
  g_autofree char *when = dup_when (self, lead);
  g_autofree char *score = dup_score (self, lead);
  g_autofree char *sum = dup_sum (self, lead);

  gtk_label_set_text (self->score, score);
  crm_inscribe_tooltip (self->score, *sum != '\0' ? sum : NULL);
  crm_inscribe (self->name, name);
  crm_inscribe (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), about != NULL);
  gtk_label_set_text (self->reasons, reasons);
  gtk_label_set_text (self->when, when);
  describe (self, name, about, score, reasons, when);
}

static void
convert_clicked_cb (CrmLeadRow *self)
{
  if (self->person != NULL)
    g_signal_emit (self, signals[CONVERT], 0);
}

static void
crm_lead_row_dispose (GObject *object)
{
  CrmLeadRow *self = CRM_LEAD_ROW (object);

  crm_lead_row_set_place (self, NULL);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_LEAD_ROW);

  G_OBJECT_CLASS (crm_lead_row_parent_class)->dispose (object);
}

static void
crm_lead_row_class_init (CrmLeadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_lead_row_dispose;
  signals[CONVERT] = g_signal_new ("convert", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-lead-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmLeadRow, box);
  gtk_widget_class_bind_template_child (widget_class, CrmLeadRow, score);
  gtk_widget_class_bind_template_child (widget_class, CrmLeadRow, name);
  gtk_widget_class_bind_template_child (widget_class, CrmLeadRow, about);
  gtk_widget_class_bind_template_child (widget_class, CrmLeadRow, reasons);
  gtk_widget_class_bind_template_child (widget_class, CrmLeadRow, when);
  gtk_widget_class_bind_template_child (widget_class, CrmLeadRow, convert);
  gtk_widget_class_bind_template_callback (widget_class, convert_clicked_cb);
}

static void
crm_lead_row_init (CrmLeadRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_lead_row_new:
 * @item: the row it is the child of
 */
GtkWidget *
crm_lead_row_new (CrmContext *context, GtkListItem *item)
{
  CrmLeadRow *self = g_object_new (CRM_TYPE_LEAD_ROW, NULL);

  self->context = g_object_ref (context);
  self->item = item;

  return GTK_WIDGET (self);
}

/**
 * crm_lead_row_get_person:
 *
 * Returns: (transfer none) (nullable)
 */
CrmRecord *
crm_lead_row_get_person (CrmLeadRow *self)
{
  return self->person;
}

guint
crm_lead_row_get_position (CrmLeadRow *self)
{
  return gtk_list_item_get_position (self->item);
}

static void
place_changed_cb (CrmLeadRow *self)
{
  g_set_object (&self->person, crm_place_get_record (self->place));
  crm_lead_row_refresh (self);
}

/**
 * crm_lead_row_set_place:
 * @place: (nullable): whose place to show, and follow from now on
 */
void
crm_lead_row_set_place (CrmLeadRow *self, CrmPlace *place)
{
  if (self->place != NULL)
    g_clear_signal_handler (&self->changed_handler, self->place);
  g_clear_object (&self->person);
  g_set_object (&self->place, place);
  if (place == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (place, "changed", G_CALLBACK (place_changed_cb), self);
  place_changed_cb (self);
}

/**
 * crm_lead_row_refresh:
 *
 * Shows what the file says now.
 */
void
crm_lead_row_refresh (CrmLeadRow *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  CrmLead   lead;

  if (self->person != NULL && store != NULL && crm_leads_judge (store, self->person, crm_clock_now (), &lead))
    show (self, &lead);
}
