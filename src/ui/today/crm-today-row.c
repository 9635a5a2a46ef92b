#include "config.h"

#include "crm-today-row.h"

#include "crm-format.h"
#include "crm-inscribe.h"
#include "crm-text.h"

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

  CrmContext  *context;  /* (owned) */
  GtkListItem *item;     /* the row it is in, which outlives it */
  CrmRecord   *activity; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CrmTodayRow, crm_today_row, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const heads[] = {
  [CRM_TODAY_OVERDUE] = N_ ("Overdue"),
  [CRM_TODAY_TODAY] = N_ ("Today"),
  [CRM_TODAY_SOON] = N_ ("Next 7 Days"),
};

/**
 * crm_today_section_of:
 * @activity: with a due date
 * @today: the day it is seen from
 */
CrmTodaySection
crm_today_section_of (CrmRecord *activity, CrmDate today)
{
  CrmDate due;
  int     order;

  if (!crm_date_from_iso (crm_object_get_text (CRM_OBJECT (activity), "due"), &due))
    return CRM_TODAY_SOON;

  order = crm_date_compare (due, today);

  return order < 0 ? CRM_TODAY_OVERDUE : order == 0 ? CRM_TODAY_TODAY
                                                    : CRM_TODAY_SOON;
}

/**
 * crm_today_find_subject:
 *
 * Returns: the first record that @activity is about; 0 where it is about none
 */
gint64
crm_today_find_subject (CrmRecord *activity)
{
  GPtrArray *links = crm_object_get_items (CRM_OBJECT (activity), "links");
  gint64     target = links != NULL && links->len > 0 ? crm_object_get_integer (g_ptr_array_index (links, 0), "target") : CRM_UNSET;

  return target != CRM_UNSET ? target : 0;
}

static void
done_clicked_cb (CrmTodayRow *self)
{
  if (self->activity != NULL)
    g_signal_emit (self, signals[DONE], 0, self->activity);
}

static char *
dup_who (CrmTodayRow *self)
{
  gint64           subject = crm_today_find_subject (self->activity);
  const char      *kind = crm_object_get_text (CRM_OBJECT (self->activity), "kind");
  g_autofree char *name = subject != 0 ? crm_format_reference (self->context, subject) : NULL;
  g_autofree char *label = g_strcmp0 (kind, "task") != 0 ? crm_format_choice (CRM_OBJECT (self->activity), "kind") : NULL;

  if (name != NULL && label != NULL)
    return g_strdup_printf ("%s · %s", label, name);

  return name != NULL ? g_steal_pointer (&name) : g_steal_pointer (&label);
}

/* Under "Today" the hour says more than the day. */
static char *
dup_when (CrmTodayRow *self, CrmTodaySection section)
{
  const char      *time = crm_object_get_text (CRM_OBJECT (self->activity), "due_time");
  g_autofree char *digits = time != NULL ? crm_culture_digits (crm_context_get_culture (self->context), time) : NULL;
  g_autofree char *shown = digits != NULL ? crm_text_isolate_ltr (digits) : NULL;
  g_autofree char *day = crm_format_day_relative (self->context, crm_object_get_text (CRM_OBJECT (self->activity), "due"));

  if (section == CRM_TODAY_TODAY)
    return shown != NULL ? g_steal_pointer (&shown) : g_strdup ("");
  if (shown != NULL && section == CRM_TODAY_SOON)
    /* Translators: 1: a day, such as "tomorrow", 2: a time */
    return g_strdup_printf (_ ("%1$s, %2$s"), day, shown);

  return g_steal_pointer (&day);
}

static void
describe (CrmTodayRow *self, CrmTodaySection section, const char *what, const char *who, const char *when)
{
  GtkWidget       *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = g_strdup_printf ("%s: %s%s%s%s%s", _ (heads[section]), what, who != NULL ? ", " : "", who != NULL ? who : "", *when != '\0' ? ", " : "", when);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
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
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);

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
 * crm_today_row_get_activity:
 *
 * Returns: (transfer none) (nullable)
 */
CrmRecord *
crm_today_row_get_activity (CrmTodayRow *self)
{
  return self->activity;
}

guint
crm_today_row_get_position (CrmTodayRow *self)
{
  return gtk_list_item_get_position (self->item);
}

void
crm_today_row_bind (CrmTodayRow *self)
{
  g_set_object (&self->activity, CRM_RECORD (gtk_list_item_get_item (self->item)));
}

void
crm_today_row_unbind (CrmTodayRow *self)
{
  g_clear_object (&self->activity);
}

/**
 * crm_today_row_refresh:
 * @previous: (nullable): what stands above; the head is shown where that is of another section
 */
void
crm_today_row_refresh (CrmTodayRow *self, CrmRecord *previous)
{
  CrmDate          today = crm_context_get_today (self->context);
  CrmTodaySection  section;
  g_autofree char *what = NULL;
  g_autofree char *who = NULL;
  g_autofree char *when = NULL;

  if (self->activity == NULL)
    return;

  section = crm_today_section_of (self->activity, today);
  what = crm_format_title (self->activity);
  who = dup_who (self);
  when = dup_when (self, section);
  gtk_label_set_text (self->head, _ (heads[section]));
  gtk_widget_set_visible (GTK_WIDGET (self->head), previous == NULL || crm_today_section_of (previous, today) != section);
  crm_inscribe (self->what, what);
  crm_inscribe (self->who, who);
  gtk_widget_set_visible (GTK_WIDGET (self->who), who != NULL);
  gtk_widget_set_visible (self->urgent, g_strcmp0 (crm_object_get_text (CRM_OBJECT (self->activity), "priority"), "high") == 0);
  gtk_label_set_text (self->when, when);
  if (section == CRM_TODAY_OVERDUE)
    gtk_widget_add_css_class (GTK_WIDGET (self->when), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->when), "error");
  describe (self, section, what, who, when);
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
