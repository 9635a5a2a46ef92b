#include "config.h"

#include "crm-today-row.h"

#include "crm-expose.h"
#include "crm-format.h"
#include "crm-inscribe.h"

#include <glib/gi18n-lib.h>

struct _CrmTodayRow
{
  GtkWidget parent_instance;

  GtkLabel       *head;
  GtkWidget      *box;
  GtkButton      *done;
  GtkInscription *what;
  GtkInscription *who;
  GtkWidget      *urgent;
  GtkLabel       *when;

  CrmContext  *context; /* (owned) */
  GtkListItem *item;    /* the row it is in, which outlives it */
  CrmRecord   *record;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CrmTodayRow, crm_today_row, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
done_clicked_cb (CrmTodayRow *self)
{
  if (self->record != NULL)
    g_signal_emit (self, signals[DONE], 0);
}

static void
describe (CrmTodayRow *self, CrmTodaySection section, const CrmTodayText *shown)
{
  const char      *who = shown->who != NULL ? shown->who : "";
  g_autofree char *text = g_strdup_printf ("%s: %s%s%s%s%s", crm_today_section_get_head (section), shown->what, *who != '\0' ? ", " : "", who, *shown->when != '\0' ? ", " : "", shown->when);

  crm_expose_row (GTK_WIDGET (self), text);
}

static void
crm_today_row_dispose (GObject *object)
{
  CrmTodayRow *self = CRM_TODAY_ROW (object);

  crm_today_row_unbind (self);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TODAY_ROW);

  G_OBJECT_CLASS (crm_today_row_parent_class)->dispose (object);
}

static void
crm_today_row_class_init (CrmTodayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_today_row_dispose;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/today/crm-today-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmTodayRow, box);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayRow, head);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayRow, done);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayRow, what);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayRow, who);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayRow, urgent);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayRow, when);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
}

static void
crm_today_row_init (CrmTodayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_today_row_new:
 * @item: the row it is the child of
 */
GtkWidget *
crm_today_row_new (CrmContext *context, GtkListItem *item)
{
  CrmTodayRow *self = g_object_new (CRM_TYPE_TODAY_ROW, NULL);

  self->context = g_object_ref (context);
  self->item = item;

  return GTK_WIDGET (self);
}

/**
 * crm_today_row_get_record:
 *
 * Returns: (transfer none) (nullable)
 */
CrmRecord *
crm_today_row_get_record (CrmTodayRow *self)
{
  return self->record;
}

guint
crm_today_row_get_position (CrmTodayRow *self)
{
  return gtk_list_item_get_position (self->item);
}

void
crm_today_row_bind (CrmTodayRow *self)
{
  g_set_object (&self->record, CRM_RECORD (gtk_list_item_get_item (self->item)));
}

void
crm_today_row_unbind (CrmTodayRow *self)
{
  g_clear_object (&self->record);
}

/* What is suggested is not done by ticking it off: one talks to somebody. */
static void
show_button (CrmTodayRow *self, CrmTodaySection section)
{
  gboolean    call = crm_today_section_is_spoken (section);
  gboolean    answer = section == CRM_TODAY_ANSWER;
  const char *label = call ? _ ("Log a call") : answer ? _ ("Answer")
                                                       : _ ("Done");

  gtk_button_set_icon_name (self->done, call ? "call-start-symbolic" : answer ? "mail-reply-sender-symbolic"
                                                                              : "object-select-symbolic");
  crm_inscribe_tooltip (self->done, call ? _ ("Log a call (C)") : answer ? _ ("Answer (Space)")
                                                                         : _ ("Done (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->done), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * crm_today_row_refresh:
 * @section: where it stands
 * @is_first: whether the section begins with it, so that it has the head
 * @celebration: (nullable): what is celebrated, in that section
 */
void
crm_today_row_refresh (CrmTodayRow *self, CrmTodaySection section, gboolean is_first, const CrmCelebration *celebration)
{
  CrmTodayText text;

  if (self->record == NULL)
    return;

  crm_today_text_init (&text, self->context, section, self->record, celebration);
  gtk_label_set_text (self->head, crm_today_section_get_head (section));
  gtk_widget_set_visible (GTK_WIDGET (self->head), is_first);
  crm_inscribe (self->what, text.what);
  crm_inscribe (self->who, text.who);
  gtk_widget_set_visible (GTK_WIDGET (self->who), text.who != NULL);
  gtk_widget_set_visible (self->urgent, text.urgent);
  gtk_label_set_text (self->when, text.when);
  if (text.late)
    gtk_widget_add_css_class (GTK_WIDGET (self->when), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->when), "error");
  show_button (self, section);
  describe (self, section, &text);
  crm_today_text_clear (&text);
}

/**
 * crm_today_row_get_head:
 *
 * Returns: (nullable): the name of the section that begins here
 */
const char *
crm_today_row_get_head (CrmTodayRow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->head)) ? gtk_label_get_text (self->head) : NULL;
}
