#include "config.h"

#include "crm-calendar-chip.h"

#include "crm-activity.h"
#include "crm-date-format.h"
#include "crm-inscribe.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmCalendarChip
{
  GtkWidget parent_instance;

  CrmOccurrence *occurrence; /* (owned) */
  CrmDate        day;        /* on which this one stands, which may be a later one of several */
};

G_DEFINE_FINAL_TYPE (CrmCalendarChip, crm_calendar_chip, GTK_TYPE_WIDGET)

static const struct
{
  const char *kind;
  const char *icon;
} icons[] = {
  { "call", "call-start-symbolic" },
  { "meeting", "system-users-symbolic" },
  { "visit", "mark-location-symbolic" },
  { "task", "checkbox-checked-symbolic" },
  { "promise", "starred-symbolic" },
};

static char *
format_minute (CrmContext *context, int minute)
{
  g_autofree char *ascii = g_strdup_printf ("%02d:%02d", minute / 60 % 24, minute % 60);
  g_autofree char *shown = crm_culture_digits (crm_context_get_culture (context), ascii);

  return crm_text_isolate_ltr (shown);
}

/**
 * crm_calendar_describe_time:
 *
 * Returns: (transfer full): from when to when: "10:00", "10:00 – 11:30", "All day"
 */
char *
crm_calendar_describe_time (CrmContext *context, const CrmOccurrence *occurrence)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (occurrence->minute == CRM_WHOLE_DAY)
    return g_strdup (_ ("All day"));
  from = format_minute (context, occurrence->minute);
  if (occurrence->seconds <= 0)
    return g_steal_pointer (&from);
  to = format_minute (context, (int) ((occurrence->minute + occurrence->seconds / 60) % CRM_DAY_MINUTES));

  /* Translators: 1: a time, 2: a later one */
  return g_strdup_printf (_ ("%1$s – %2$s"), from, to);
}

static const char *
find_icon (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      if (g_strcmp0 (icons[i].kind, kind) == 0)
        return icons[i].icon;
    }

  return "x-office-calendar-symbolic";
}

static const char *
find_kind_label (const char *kind)
{
  for (const CrmChoice *choice = crm_activity_kinds; choice->value != NULL; choice++)
    {
      if (g_strcmp0 (choice->value, kind) == 0)
        return crm_choice_get_label (choice);
    }

  return "";
}

static char *
dup_shown_title (const CrmOccurrence *occurrence)
{
  g_autofree char *title = *occurrence->title != '\0' ? crm_text_isolate (occurrence->title) : NULL;

  return title != NULL ? g_steal_pointer (&title) : g_strdup (find_kind_label (occurrence->kind));
}

/* What is seen in colours, pictures and places, in words. */
static void
describe (CrmCalendarChip *self, CrmContext *context)
{
  const CrmOccurrence *occurrence = self->occurrence;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *title = dup_shown_title (occurrence);
  g_autofree char *day = crm_date_format (occurrence->day, crm_context_get_culture (context), CRM_DATE_STYLE_LONG);
  g_autofree char *time = crm_calendar_describe_time (context, occurrence);
  g_autofree char *place = occurrence->location != NULL ? crm_text_isolate (occurrence->location) : NULL;

  g_string_append_printf (words, "%s\n%s\n%s\n%s", title, find_kind_label (occurrence->kind), day, time);
  if (place != NULL)
    g_string_append_printf (words, "\n%s", place);
  if (occurrence->repeats)
    g_string_append_printf (words, "\n%s", _ ("Repeats"));
  if (occurrence->is_done)
    g_string_append_printf (words, "\n%s", _ ("Done"));
  crm_inscribe_tooltip (self, words->str);
  g_strdelimit (words->str, "\n", ' ');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "single-line-mode", TRUE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
fill_line (CrmCalendarChip *self, CrmContext *context, const char *title, gboolean with_time)
{
  g_autofree char *time = with_time && self->occurrence->minute != CRM_WHOLE_DAY && crm_date_compare (self->day, self->occurrence->day) == 0 ? format_minute (context, self->occurrence->minute) : NULL;
  GtkWidget       *icon = gtk_image_new_from_icon_name (find_icon (self->occurrence->kind));
  GtkWidget       *label = new_label (title, NULL);

  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_box_layout_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 4);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_widget_set_parent (icon, GTK_WIDGET (self));
  if (time != NULL)
    gtk_widget_set_parent (g_object_new (GTK_TYPE_LABEL, "label", time, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes", (const char *const[]){ "numeric", "dim-label", NULL }, NULL), GTK_WIDGET (self));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
fill_block (CrmCalendarChip *self, CrmContext *context, const char *title)
{
  g_autofree char *time = crm_calendar_describe_time (context, self->occurrence);

  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_box_layout_new (GTK_ORIENTATION_VERTICAL));
  gtk_widget_set_parent (new_label (title, NULL), GTK_WIDGET (self));
  gtk_widget_set_parent (new_label (time, "dim-label"), GTK_WIDGET (self));
}

static void
set_classes (CrmCalendarChip *self)
{
  static const char *const known[] = { "call", "meeting", "visit", "task", "promise", NULL };

  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  if (self->occurrence->kind != NULL && g_strv_contains (known, self->occurrence->kind))
    gtk_widget_add_css_class (GTK_WIDGET (self), self->occurrence->kind);
  if (self->occurrence->is_done)
    gtk_widget_add_css_class (GTK_WIDGET (self), "done");
}

static void
crm_calendar_chip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (crm_calendar_chip_parent_class)->dispose (object);
}

static void
crm_calendar_chip_finalize (GObject *object)
{
  crm_occurrence_free (CRM_CALENDAR_CHIP (object)->occurrence);

  G_OBJECT_CLASS (crm_calendar_chip_parent_class)->finalize (object);
}

static void
crm_calendar_chip_class_init (CrmCalendarChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_calendar_chip_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_calendar_chip_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "crm-calendar-chip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
crm_calendar_chip_init (CrmCalendarChip *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * crm_calendar_chip_new:
 * @occurrence: copied
 * @day: on which it stands here
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
crm_calendar_chip_new (CrmContext *context, const CrmOccurrence *occurrence, CrmDate day, CrmChipStyle style)
{
  CrmCalendarChip *self = g_object_new (CRM_TYPE_CALENDAR_CHIP, NULL);
  g_autofree char *title = dup_shown_title (occurrence);

  self->occurrence = crm_occurrence_copy (occurrence);
  self->day = day;
  if (style == CRM_CHIP_BLOCK)
    fill_block (self, context, title);
  else
    fill_line (self, context, title, style == CRM_CHIP_LINE);
  set_classes (self);
  describe (self, context);

  return GTK_WIDGET (self);
}

const CrmOccurrence *
crm_calendar_chip_get_occurrence (CrmCalendarChip *self)
{
  return self->occurrence;
}

CrmDate
crm_calendar_chip_get_day (CrmCalendarChip *self)
{
  return self->day;
}

/**
 * crm_calendar_chip_is:
 *
 * Returns: whether it is the time of @activity that begins on @day
 */
gboolean
crm_calendar_chip_is (CrmCalendarChip *self, gint64 activity, CrmDate day)
{
  return self->occurrence->activity == activity && crm_date_compare (self->occurrence->day, day) == 0;
}
