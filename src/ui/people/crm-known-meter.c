#include "config.h"

#include "crm-known-meter.h"

#include "crm-completeness.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

struct _CrmKnownMeter
{
  AdwBin parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *record;  /* (owned) (nullable) */
  gulong      changed_handler;

  /* Template widgets */
  GtkLevelBar *bar;
  GtkLabel    *label;
};

G_DEFINE_FINAL_TYPE (CrmKnownMeter, crm_known_meter, ADW_TYPE_BIN)

static char *
dup_lacking (const CrmCompleteness *completeness)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < completeness->lacking->len; i++)
    {
      if (i > 0)
        /* Translators: between the things of a short list */
        g_string_append (text, _ (", "));
      g_string_append (text, g_ptr_array_index (completeness->lacking, i));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show (CrmKnownMeter *self)
{
  g_autoptr (CrmCompleteness) completeness = self->record != NULL ? crm_completeness_new (self->record) : NULL;
  g_autofree char *lacking = NULL;
  g_autofree char *known = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), completeness != NULL && completeness->lacking->len > 0);
  if (completeness == NULL)
    return;

  lacking = dup_lacking (completeness);
  known = crm_format_count (self->context, completeness->known);
  wanted = crm_format_count (self->context, completeness->wanted);
  /* Translators: 1 and 2 are numbers, 3 a list: “3 of 7 known; missing: e-mail, address” */
  text = g_strdup_printf (_ ("%1$s of %2$s known; missing: %3$s"), known, wanted, lacking);
  gtk_level_bar_set_max_value (self->bar, completeness->wanted);
  gtk_level_bar_set_value (self->bar, completeness->known);
  gtk_label_set_text (self->label, text);
}

static void
crm_known_meter_dispose (GObject *object)
{
  CrmKnownMeter *self = CRM_KNOWN_METER (object);

  crm_known_meter_set_record (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_KNOWN_METER);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_known_meter_parent_class)->dispose (object);
}

static void
crm_known_meter_class_init (CrmKnownMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_known_meter_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-known-meter.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmKnownMeter, bar);
  gtk_widget_class_bind_template_child (widget_class, CrmKnownMeter, label);
}

/* Little is no alarm: the bar keeps one colour. */
static void
crm_known_meter_init (CrmKnownMeter *self)
{
  static const char *const offsets[] = { GTK_LEVEL_BAR_OFFSET_LOW, GTK_LEVEL_BAR_OFFSET_HIGH, GTK_LEVEL_BAR_OFFSET_FULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    gtk_level_bar_remove_offset_value (self->bar, offsets[i]);
}

GtkWidget *
crm_known_meter_new (CrmContext *context)
{
  CrmKnownMeter *self = g_object_new (CRM_TYPE_KNOWN_METER, "visible", FALSE, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * crm_known_meter_set_record:
 * @record: (nullable): a person or a company
 */
void
crm_known_meter_set_record (CrmKnownMeter *self, CrmRecord *record)
{
  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  g_set_object (&self->record, record);
  if (record == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (record, "notify", G_CALLBACK (show), self);
  show (self);
}
