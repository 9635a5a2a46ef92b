#include "config.h"

#include "crm-business-window.h"

#include "crm-consent.h"
#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-hours-group.h"
#include "crm-lifecycle-rules.h"
#include "crm-records-group.h"
#include "crm-setting.h"
#include "crm-setting-row.h"
#include "crm-target.h"
#include "crm-tax.h"

#include <glib/gi18n-lib.h>

struct _CrmBusinessWindow
{
  AdwWindow parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *logo;    /* (owned) (nullable): a draft of its setting */

  /* Template widgets */
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *group;
  AdwPreferencesGroup *lists;
};

G_DEFINE_FINAL_TYPE (CrmBusinessWindow, crm_business_window, ADW_TYPE_WINDOW)

/* As crm-sale-paper.c prints them. */
static const struct
{
  const char *setting;
  const char *label;
} settings[] = {
  { "business_name", N_ ("Name") },
  { "business_address", N_ ("Address") },
  { "business_postal_code", N_ ("Postal code") },
  { "business_phone", N_ ("Phone") },
  { "business_national_id", N_ ("National ID") },
  { "business_economic_code", N_ ("Economic code") },
};

#define LOGO "business_logo"

static void
logo_changed_cb (CrmBusinessWindow *self)
{
  g_autoptr (CrmRecord) draft = crm_context_get_store (self->context) != NULL ? crm_setting_edit (self->context, LOGO) : NULL;

  if (draft == NULL)
    return;

  crm_object_set_text (CRM_OBJECT (draft), "file", crm_object_get_text (CRM_OBJECT (self->logo), "file"));
  crm_setting_commit (self->context, draft);
}

static void
add_logo_row (CrmBusinessWindow *self)
{
  CrmObjectClass *klass;
  guint           n_fields;
  GtkWidget      *row;

  self->logo = crm_setting_edit (self->context, LOGO);
  klass = CRM_OBJECT_GET_CLASS (self->logo);
  row = crm_field_row_new (self->context, self->logo, &crm_object_class_get_fields (klass, &n_fields)[crm_object_class_find_field (klass, "file")]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Logo"));
  g_signal_connect_object (self->logo, "notify::file", G_CALLBACK (logo_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
}

static void
add_settings (CrmBusinessWindow *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *value = crm_store_get_setting (store, settings[i].setting);

      adw_preferences_group_add (self->group, crm_setting_row_new (self->context, settings[i].setting, _ (settings[i].label), value));
    }
}

static char *
dup_rate (CrmContext *context, CrmRecord *tax)
{
  g_autofree char *today = crm_date_to_iso (crm_context_get_today (context));
  const char      *percent = crm_tax_get_percent (tax, today);
  g_autofree char *shown = percent != NULL ? crm_culture_digits (crm_context_get_culture (context), percent) : NULL;

  return shown != NULL ? g_strdup_printf (_ ("%s %%"), shown) : g_strdup (_ ("No rate goes today"));
}

static char *
dup_for_whom (CrmContext *context, CrmRecord *list)
{
  gint64 view = crm_object_get_integer (CRM_OBJECT (list), "view");

  return view != CRM_UNSET ? crm_format_reference (context, view) : g_strdup (_ ("For those who have it in their facts"));
}

static char *
dup_last_number (CrmContext *context, CrmRecord *series)
{
  gint64           last = crm_object_get_integer (CRM_OBJECT (series), "last");
  g_autofree char *number = crm_format_count (context, last != CRM_UNSET ? last : 0);

  /* Translators: %s is the last number of an invoice that was given */
  return g_strdup_printf (_ ("Last number: %s"), number);
}

static char *
dup_goal (CrmContext *context, CrmRecord *target)
{
  CrmObject       *self = CRM_OBJECT (target);
  gint64           owner = crm_object_get_integer (self, "owner");
  g_autofree char *first = crm_format_day (context, crm_object_get_text (self, "first"));
  g_autofree char *last = crm_format_day (context, crm_object_get_text (self, "last"));
  /* Translators: from a day to a day */
  g_autofree char *days = g_strdup_printf (C_ ("target", "%1$s – %2$s"), first, last);
  g_autofree char *goal = crm_target_is_amount (self) ? crm_format_money (context, crm_object_get_integer (self, "amount"), crm_object_get_text (self, "currency"))
                                                      : crm_format_count (context, crm_object_get_integer (self, "count"));
  g_autofree char *who = owner != CRM_UNSET ? crm_format_reference (context, owner) : g_strdup ("");

  return crm_format_parts ((const char *const[]){ goal, days, who }, 3);
}

/* A target is of this month, unless somebody says otherwise. */
static void
prepare_target (CrmContext *context, CrmRecord *target)
{
  CrmCalendar      calendar = crm_context_get_culture (context)->calendar;
  CrmDate          today = crm_context_get_today (context);
  g_autofree char *first = crm_date_to_iso (crm_date_month_start (today, calendar));
  g_autofree char *last = crm_date_to_iso (crm_date_month_end (today, calendar));

  g_object_set (target, "measure", "sold", "first", first, "last", last, "currency", crm_context_default_currency (context), NULL);
}

static char *
read_number (const char *typed)
{
  int number;

  return crm_setting_read_count (typed, &number) ? g_strdup_printf ("%d", number) : NULL;
}

/* Nothing is as often as one likes. */
static char *
read_most (const char *typed)
{
  return typed == NULL ? g_strdup ("") : read_number (typed);
}

static GtkWidget *
new_contact_group (CrmBusinessWindow *self)
{
  GtkWidget       *group = adw_preferences_group_new ();
  g_autofree char *most = crm_store_get_setting (crm_context_get_store (self->context), CRM_CONSENT_MOST);
  g_autofree char *shown = crm_culture_digits (crm_context_get_culture (self->context), most != NULL ? most : "");
  GtkWidget       *row = crm_setting_row_new (self->context, CRM_CONSENT_MOST, _ ("Call or write to somebody so often a week at most"), shown);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Not Too Often"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("Their page says when it is enough. Empty: as often as you like."));
  crm_setting_row_set_read (row, read_most);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return group;
}

/* The rules are read as one sentence where they are used, and are three numbers here. */
static GtkWidget *
new_lifecycle_group (CrmBusinessWindow *self)
{
  GtkWidget        *group = adw_preferences_group_new ();
  CrmLifecycleRules rules;
  const struct
  {
    const char *name;
    const char *title;
    const int  *value;
  } numbers[] = {
    { "lifecycle_loyal", N_ ("Loyal from so many days with a purchase on"), &rules.loyal },
    { "lifecycle_dormant", N_ ("Dormant after so many days without one"), &rules.dormant },
    { "lifecycle_lost", N_ ("Lost after so many days without one"), &rules.lost },
  };

  crm_lifecycle_rules_read (&rules, crm_store_dup_setting, crm_context_get_store (self->context));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Life Cycle"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("Insight says who stands elsewhere by these rules, and moves them when you want."));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", *numbers[i].value);
      g_autofree char *shown = crm_culture_digits (crm_context_get_culture (self->context), number);
      GtkWidget       *row = crm_setting_row_new (self->context, numbers[i].name, _ (numbers[i].title), shown);

      crm_setting_row_set_read (row, read_number);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }

  return group;
}

static void
add_lists (CrmBusinessWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *targets = crm_records_group_new (self->context, "target", _ ("Targets"), _ ("What is to be reached, by whom and until when. The report of targets says how far it is."), _ ("Add a Target"), dup_goal);

  crm_records_group_set_prepare (CRM_RECORDS_GROUP (targets), prepare_target);
  gtk_box_append (GTK_BOX (box), crm_records_group_new (self->context, "tax", _ ("Taxes"), _ ("A tax has its rate from a day on, so a new one can be entered before it goes."), _ ("Add a Tax"), dup_rate));
  gtk_box_append (GTK_BOX (box), crm_records_group_new (self->context, "price_list", _ ("Price lists"), _ ("Other prices for some customers. A product says them."), _ ("Add a Price List"), dup_for_whom));
  gtk_box_append (GTK_BOX (box), crm_records_group_new (self->context, "series", _ ("Numbers"), _ ("Each device counts its documents by itself, so that no number is given twice."), NULL, dup_last_number));
  gtk_box_append (GTK_BOX (box), targets);
  gtk_box_append (GTK_BOX (box), crm_hours_group_new (self->context));
  gtk_box_append (GTK_BOX (box), new_contact_group (self));
  gtk_box_append (GTK_BOX (box), new_lifecycle_group (self));
  adw_preferences_group_add (self->lists, box);
}

static void
crm_business_window_dispose (GObject *object)
{
  CrmBusinessWindow *self = CRM_BUSINESS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_BUSINESS_WINDOW);
  g_clear_object (&self->logo);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_business_window_parent_class)->dispose (object);
}

static void
crm_business_window_class_init (CrmBusinessWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_business_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/preferences/crm-business-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmBusinessWindow, page);
  gtk_widget_class_bind_template_child (widget_class, CrmBusinessWindow, group);
  gtk_widget_class_bind_template_child (widget_class, CrmBusinessWindow, lists);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_business_window_init (CrmBusinessWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_business_window_new:
 * @context: with an open file
 */
GtkWindow *
crm_business_window_new (CrmContext *context)
{
  CrmBusinessWindow *self = g_object_new (CRM_TYPE_BUSINESS_WINDOW, NULL);

  self->context = g_object_ref (context);
  add_settings (self);
  add_logo_row (self);
  add_lists (self);

  return GTK_WINDOW (self);
}
