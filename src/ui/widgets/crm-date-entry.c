/* A row for a day: typed, or chosen from a month that opens at its end. */

#include "config.h"

#include "crm-date-entry.h"

#include "crm-date-format.h"
#include "crm-date-parse.h"
#include "crm-month-view.h"

#include <glib/gi18n-lib.h>

struct _CrmDateEntry
{
  CrmValueEntry parent_instance;

  char   *date;       /* (owned) (nullable): ISO 8601 */
  CrmDate understood; /* what is typed, if it is a day */

  GtkMenuButton *calendar; /* a child */
};

G_DEFINE_FINAL_TYPE (CrmDateEntry, crm_date_entry, CRM_TYPE_VALUE_ENTRY)

enum
{
  PROP_DATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
take (CrmDateEntry *self, char *iso)
{
  g_autofree char *taken = iso;

  if (g_strcmp0 (taken, self->date) == 0)
    return;

  g_free (self->date);
  self->date = g_steal_pointer (&taken);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}

static char *
crm_date_entry_understand (CrmValueEntry *entry, const char *text, GError **error)
{
  CrmDateEntry     *self = CRM_DATE_ENTRY (entry);
  CrmContext       *context = crm_value_entry_get_context (entry);
  const CrmCulture *culture = crm_context_get_culture (context);

  if (!crm_date_parse (text, culture, crm_context_get_today (context), &self->understood, error))
    return NULL;

  return crm_date_format (self->understood, culture, CRM_DATE_STYLE_MEDIUM);
}

static void
crm_date_entry_accept (CrmValueEntry *entry, gboolean none)
{
  CrmDateEntry *self = CRM_DATE_ENTRY (entry);

  take (self, none ? NULL : crm_date_to_iso (self->understood));
}

static char *
crm_date_entry_dup_shown (CrmValueEntry *entry)
{
  CrmDateEntry *self = CRM_DATE_ENTRY (entry);
  CrmDate       date;

  if (self->date == NULL || !crm_date_from_iso (self->date, &date))
    return g_strdup ("");

  return crm_date_format (date, crm_context_get_culture (crm_value_entry_get_context (entry)), CRM_DATE_STYLE_SHORT);
}

static void
crm_date_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmDateEntry *self = CRM_DATE_ENTRY (object);

  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_string (value, self->date);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_date_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE:
      crm_date_entry_set_date (CRM_DATE_ENTRY (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_date_entry_finalize (GObject *object)
{
  g_free (CRM_DATE_ENTRY (object)->date);

  G_OBJECT_CLASS (crm_date_entry_parent_class)->finalize (object);
}

static void
crm_date_entry_class_init (CrmDateEntryClass *klass)
{
  GObjectClass       *object_class = G_OBJECT_CLASS (klass);
  CrmValueEntryClass *entry_class = CRM_VALUE_ENTRY_CLASS (klass);

  object_class->get_property = crm_date_entry_get_property;
  object_class->set_property = crm_date_entry_set_property;
  object_class->finalize = crm_date_entry_finalize;
  entry_class->understand = crm_date_entry_understand;
  entry_class->accept = crm_date_entry_accept;
  entry_class->dup_shown = crm_date_entry_dup_shown;

  properties[PROP_DATE] = g_param_spec_string ("date", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* As if it had been typed, so that what follows from that follows. */
static void
day_chosen_cb (CrmDateEntry *self, CrmMonthView *month)
{
  CrmContext      *context = crm_value_entry_get_context (CRM_VALUE_ENTRY (self));
  g_autofree char *text = crm_date_format (crm_month_view_get_date (month), crm_context_get_culture (context), CRM_DATE_STYLE_SHORT);

  gtk_menu_button_popdown (self->calendar);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Opens on the day that is typed, else on today. */
static void
make_popover (GtkMenuButton *button, gpointer user_data)
{
  CrmDateEntry *self = CRM_DATE_ENTRY (user_data);
  CrmContext   *context = crm_value_entry_get_context (CRM_VALUE_ENTRY (self));
  GtkPopover   *popover = gtk_menu_button_get_popover (button);
  GtkWidget    *month;
  CrmDate       date;

  if (popover == NULL)
    {
      month = crm_month_view_new (context);
      g_signal_connect_object (month, "activated", G_CALLBACK (day_chosen_cb), self, G_CONNECT_SWAPPED);
      popover = g_object_new (GTK_TYPE_POPOVER, "child", month, NULL);
      g_signal_connect_object (popover, "show", G_CALLBACK (gtk_widget_grab_focus), month, G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, GTK_WIDGET (popover));
    }
  month = gtk_popover_get_child (popover);
  if (self->date == NULL || !crm_date_from_iso (self->date, &date) || !crm_date_is_full (date))
    date = crm_context_get_today (context);
  crm_month_view_set_date (CRM_MONTH_VIEW (month), date);
}

static void
crm_date_entry_init (CrmDateEntry *self)
{
  self->calendar = g_object_new (GTK_TYPE_MENU_BUTTON,
                                 "icon-name", "x-office-calendar-symbolic",
                                 "tooltip-text", _ ("Choose a day"),
                                 "valign", GTK_ALIGN_CENTER,
                                 NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->calendar), "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choose a day"), -1);
  gtk_menu_button_set_create_popup_func (self->calendar, make_popover, self, NULL);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->calendar));
}

GtkWidget *
crm_date_entry_new (CrmContext *context, const char *title)
{
  return g_object_new (CRM_TYPE_DATE_ENTRY, "context", context, "title", title, NULL);
}

/**
 * crm_date_entry_get_date:
 *
 * Returns: (transfer none) (nullable): ISO 8601
 */
const char *
crm_date_entry_get_date (CrmDateEntry *self)
{
  g_return_val_if_fail (CRM_IS_DATE_ENTRY (self), NULL);

  return self->date;
}

/**
 * crm_date_entry_set_date:
 * @iso: (nullable): ISO 8601
 */
void
crm_date_entry_set_date (CrmDateEntry *self, const char *iso)
{
  g_return_if_fail (CRM_IS_DATE_ENTRY (self));

  take (self, g_strdup (iso));
  crm_value_entry_show (CRM_VALUE_ENTRY (self));
}

/**
 * crm_date_entry_get_valid:
 *
 * Returns: %FALSE while what is typed is not understood
 */
gboolean
crm_date_entry_get_valid (CrmDateEntry *self)
{
  return crm_value_entry_get_valid (CRM_VALUE_ENTRY (self));
}
