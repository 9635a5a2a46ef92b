/* Preferences: how dates, digits and money are written, and the language of the program.
 *
 * They are settings of this computer and take effect at once, in every window, through the contexts that follow them; all but the
 * language, which the process has from its start. */

#include "config.h"

#include "crm-preferences-window.h"

#include "crm-business-window.h"
#include "crm-choice-row.h"
#include "crm-country.h"
#include "crm-date-format.h"
#include "crm-dialog.h"
#include "crm-fields-window.h"
#include "crm-format.h"
#include "crm-lock-group.h"
#include "crm-remotes-group.h"
#include "crm-money.h"
#include "crm-team-group.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmPreferencesWindow
{
  AdwWindow parent_instance;

  CrmRemotesGroup *remotes;
  CrmTeamGroup    *team;
  AdwComboRow     *language_row;
  AdwActionRow    *restart_row;
  AdwComboRow     *calendar_row;
  AdwComboRow     *week_start_row;
  AdwComboRow     *digits_row;
  GtkDropDown     *currency;
  AdwActionRow    *toman_row;
  GtkSwitch       *toman_switch;
  GtkDropDown     *country;
  GtkSwitch       *keep_running;
  AdwActionRow    *business_row;
  AdwActionRow    *fields_row;
  GtkLabel        *example;

  CrmContext *context;  /* (owned) */
  GSettings  *settings; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CrmPreferencesWindow, crm_preferences_window, ADW_TYPE_WINDOW)

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Twelve and a half millions: enough digits to show how they are grouped. */
#define EXAMPLE_AMOUNT G_GINT64_CONSTANT (12500000)

typedef struct
{
  const char *value;
  const char *label;
} Choice;

/* Languages are called what those who speak them call them. */
static const Choice languages[] = {
  { "", N_ ("Language of the desktop") },
  { "en", "English" },
  { "fa", "فارسی" },
};

static const Choice calendars[] = {
  { "auto", N_ ("Automatic") },
  { "gregorian", N_ ("Gregorian") },
  { "jalali", N_ ("Jalali (Solar Hijri)") },
};

static const Choice week_starts[] = {
  { "auto", N_ ("Automatic") },
  { "saturday", N_ ("Saturday") },
  { "sunday", N_ ("Sunday") },
  { "monday", N_ ("Monday") },
};

static const Choice digits[] = {
  { "auto", N_ ("Automatic") },
  { "latin", N_ ("Latin: 0123456789") },
  { "persian", N_ ("Persian: ۰۱۲۳۴۵۶۷۸۹") },
};

static void
bind_choices (CrmPreferencesWindow *self, AdwComboRow *row, const char *key, const Choice *choices, guint n_choices)
{
  CrmChoices *list = crm_choices_new ();

  for (guint i = 0; i < n_choices; i++)
    crm_choices_add (list, choices[i].value, _ (choices[i].label));
  crm_choices_bind (list, GTK_WIDGET (row), self->settings, key);
}

static void
bind_currencies (CrmPreferencesWindow *self)
{
  CrmChoices        *list = crm_choices_new ();
  gsize              n_currencies;
  const CrmCurrency *currencies = crm_currency_list (&n_currencies);

  crm_choices_add (list, "", _ ("Automatic"));
  for (gsize i = 0; i < n_currencies; i++)
    {
      g_autofree char *code = crm_text_isolate_ltr (currencies[i].code);
      /* Translators: a currency: its name, and its code, such as EUR */
      g_autofree char *label = g_strdup_printf (_ ("%s (%s)"), crm_currency_name (&currencies[i]), code);

      crm_choices_add (list, currencies[i].code, label);
    }
  crm_choices_bind (list, GTK_WIDGET (self->currency), self->settings, "currency");
}

static void
bind_countries (CrmPreferencesWindow *self)
{
  CrmChoices *list = crm_choices_new ();
  g_autoptr (GPtrArray) countries = crm_country_list (crm_context_get_language (self->context));

  crm_choices_add (list, "", _ ("Automatic"));
  for (guint i = 0; i < countries->len; i++)
    {
      const CrmCountry *country = g_ptr_array_index (countries, i);

      crm_choices_add (list, country->code, country->name);
    }
  crm_choices_bind (list, GTK_WIDGET (self->country), self->settings, "default-country");
}

static void
show_example (CrmPreferencesWindow *self)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  g_autofree char  *day = crm_date_format (crm_context_get_today (self->context), culture, CRM_DATE_STYLE_LONG);
  g_autofree char  *money = crm_format_money (self->context, EXAMPLE_AMOUNT, culture->currency);
  g_autofree char  *text = g_strdup_printf ("%s\n%s", day, money);

  gtk_label_set_text (self->example, text);
  gtk_widget_set_visible (GTK_WIDGET (self->toman_row), g_str_equal (culture->currency, "IRR"));
}

static void
language_changed_cb (CrmPreferencesWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->restart_row), TRUE);
}

static void
business_activated_cb (CrmPreferencesWindow *self)
{
  crm_dialog_present (crm_business_window_new (self->context), GTK_WIDGET (self));
}

static void
fields_activated_cb (CrmPreferencesWindow *self)
{
  crm_dialog_present (crm_fields_window_new (self->context), GTK_WIDGET (self));
}

static void
crm_preferences_window_constructed (GObject *object)
{
  CrmPreferencesWindow *self = CRM_PREFERENCES_WINDOW (object);

  G_OBJECT_CLASS (crm_preferences_window_parent_class)->constructed (object);

  crm_remotes_group_set_context (self->remotes, self->context);
  crm_team_group_set_context (self->team, self->context);
  gtk_widget_set_sensitive (GTK_WIDGET (self->business_row), crm_context_get_store (self->context) != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fields_row), crm_context_get_store (self->context) != NULL);
  bind_choices (self, self->language_row, "language", languages, G_N_ELEMENTS (languages));
  bind_choices (self, self->calendar_row, "calendar", calendars, G_N_ELEMENTS (calendars));
  bind_choices (self, self->week_start_row, "week-start", week_starts, G_N_ELEMENTS (week_starts));
  bind_choices (self, self->digits_row, "digits", digits, G_N_ELEMENTS (digits));
  bind_currencies (self);
  bind_countries (self);
  g_settings_bind (self->settings, "keep-running", self->keep_running, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "toman", self->toman_switch, "active", G_SETTINGS_BIND_DEFAULT);

  g_signal_connect_object (self->settings, "changed::language", G_CALLBACK (language_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (show_example), self, G_CONNECT_SWAPPED);
  show_example (self);
}

static void
crm_preferences_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      CRM_PREFERENCES_WINDOW (object)->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_preferences_window_dispose (GObject *object)
{
  CrmPreferencesWindow *self = CRM_PREFERENCES_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_PREFERENCES_WINDOW);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (crm_preferences_window_parent_class)->dispose (object);
}

static void
crm_preferences_window_class_init (CrmPreferencesWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_preferences_window_constructed;
  object_class->set_property = crm_preferences_window_set_property;
  object_class->dispose = crm_preferences_window_dispose;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_REMOTES_GROUP);
  g_type_ensure (CRM_TYPE_TEAM_GROUP);
  g_type_ensure (CRM_TYPE_LOCK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/preferences/crm-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, remotes);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, team);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, restart_row);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, calendar_row);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, week_start_row);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, digits_row);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, currency);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, toman_row);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, toman_switch);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, keep_running);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, country);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, business_row);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, fields_row);
  gtk_widget_class_bind_template_child (widget_class, CrmPreferencesWindow, example);
  gtk_widget_class_bind_template_callback (widget_class, business_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, fields_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_preferences_window_init (CrmPreferencesWindow *self)
{
  self->settings = g_settings_new (CRM_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_preferences_window_new:
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
GtkWindow *
crm_preferences_window_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_PREFERENCES_WINDOW, "context", context, NULL);
}
