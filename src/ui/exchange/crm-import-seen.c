/* What was seen of a file, and why; where that was a guess, it can be said otherwise. */

#include "config.h"

#include "crm-import-seen.h"

#include "crm-charset.h"
#include "crm-country.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmImportSeen
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *format;
  AdwActionRow *sheet_row;
  GtkDropDown  *sheet;
  AdwActionRow *charset_row;
  GtkDropDown  *charset;
  AdwActionRow *delimiter_row;
  GtkDropDown  *delimiter;
  AdwActionRow *header_row;
  GtkDropDown  *header;
  AdwActionRow *order_row;
  GtkDropDown  *order;
  AdwActionRow *country_row;
  GtkDropDown  *country;
  GtkLabel     *size;

  GPtrArray *countries; /* (owned) (nullable) (element-type CrmCountry) */
  gboolean   showing;   /* it is not a person who chooses */
  /* What a person has said of this file stays, however it is looked at again. */
  gboolean header_said;
  gboolean order_said;
  gboolean country_said;
};

G_DEFINE_FINAL_TYPE (CrmImportSeen, crm_import_seen, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *charset;
  const char *label;
} charsets[] = {
  { CRM_CHARSET_UTF_8, "UTF-8" },
  { CRM_CHARSET_WINDOWS_1256, N_ ("Windows-1256 (Persian)") },
  { CRM_CHARSET_WINDOWS_1252, N_ ("Windows-1252 (Western)") },
  { CRM_CHARSET_UTF_16LE, "UTF-16" },
  { CRM_CHARSET_UTF_16BE, "UTF-16BE" },
};

static const struct
{
  char        delimiter;
  const char *label;
} delimiters[] = {
  { ',', N_ ("Comma") },
  { ';', N_ ("Semicolon") },
  { '\t', N_ ("Tab") },
  { '|', N_ ("Bar") },
};

static void
chosen_cb (CrmImportSeen *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
header_chosen_cb (CrmImportSeen *self)
{
  self->header_said |= !self->showing;
  chosen_cb (self);
}

/* The file need not be looked at again for it. */
static void
note_said (CrmImportSeen *self, AdwActionRow *row, gboolean *said)
{
  if (self->showing)
    return;

  *said = TRUE;
  adw_action_row_set_subtitle (row, _ ("You chose it."));
}

static void
order_chosen_cb (CrmImportSeen *self)
{
  note_said (self, self->order_row, &self->order_said);
}

static void
country_chosen_cb (CrmImportSeen *self)
{
  note_said (self, self->country_row, &self->country_said);
}

static guint
find_charset (const char *charset)
{
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      if (g_ascii_strcasecmp (charsets[i].charset, charset) == 0)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static guint
find_delimiter (char delimiter)
{
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      if (delimiters[i].delimiter == delimiter)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
crm_import_seen_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_IMPORT_SEEN);
  g_clear_pointer (&CRM_IMPORT_SEEN (object)->countries, g_ptr_array_unref);

  G_OBJECT_CLASS (crm_import_seen_parent_class)->dispose (object);
}

static void
crm_import_seen_class_init (CrmImportSeenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_import_seen_dispose;

  /**
   * CrmImportSeen::chosen:
   *
   * Somebody said otherwise: the file is to be looked at again as crm_import_seen_get_csv() tells.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/exchange/crm-import-seen.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, format);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, sheet);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, charset_row);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, charset);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, delimiter);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, header_row);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, header);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, order_row);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, order);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, country_row);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, country);
  gtk_widget_class_bind_template_child (widget_class, CrmImportSeen, size);
}

static void
set_labels (GtkDropDown *choice, const char *first, const char *second)
{
  const char *const labels[] = { first, second, NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);

  gtk_drop_down_set_model (choice, G_LIST_MODEL (list));
}

static void
crm_import_seen_init (CrmImportSeen *self)
{
  g_autoptr (GtkStringList) charset_labels = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) delimiter_labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    gtk_string_list_append (charset_labels, _ (charsets[i].label));
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    gtk_string_list_append (delimiter_labels, _ (delimiters[i].label));
  set_labels (self->header, _ ("Names of columns"), _ ("The first record"));
  set_labels (self->order, _ ("Day first"), _ ("Month first"));
  gtk_drop_down_set_model (self->charset, G_LIST_MODEL (charset_labels));
  gtk_drop_down_set_model (self->delimiter, G_LIST_MODEL (delimiter_labels));
  g_signal_connect_swapped (self->sheet, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->charset, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->delimiter, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->header, "notify::selected", G_CALLBACK (header_chosen_cb), self);
  g_signal_connect_swapped (self->order, "notify::selected", G_CALLBACK (order_chosen_cb), self);
  g_signal_connect_swapped (self->country, "notify::selected", G_CALLBACK (country_chosen_cb), self);
}

/* One that is alone says nothing. */
static void
show_sheets (CrmImportSeen *self, const CrmImportLook *look)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const *) look->sheets);

  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), look->sheets != NULL && look->sheets[1] != NULL);
  gtk_drop_down_set_model (self->sheet, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->sheet, look->sheets != NULL ? look->sheet : GTK_INVALID_LIST_POSITION);
}

static void
show_header (CrmImportSeen *self, const CrmImportLook *look)
{
  const char *reason = look->has_header ? _ ("It looks otherwise than the rows below it.") : _ ("It looks as the rows below it do.");

  gtk_widget_set_visible (GTK_WIDGET (self->header_row), look->habits != NULL);
  adw_action_row_set_subtitle (self->header_row, self->header_said ? _ ("You chose it.") : reason);
  gtk_drop_down_set_selected (self->header, look->has_header ? 0 : 1);
}

static void
show_order (CrmImportSeen *self, const CrmImportHabits *habits)
{
  gtk_widget_set_visible (GTK_WIDGET (self->order_row), habits != NULL && habits->has_dates);
  if (habits == NULL || self->order_said)
    return;

  adw_action_row_set_subtitle (self->order_row, habits->order_reason);
  gtk_drop_down_set_selected (self->order, habits->day_first ? 0 : 1);
}

/* The countries, behind none. */
static void
fill_countries (CrmImportSeen *self, CrmContext *context)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (self->countries != NULL)
    return;

  self->countries = crm_country_list (crm_context_get_language (context));
  gtk_string_list_append (names, _ ("Not known"));
  for (guint i = 0; i < self->countries->len; i++)
    gtk_string_list_append (names, ((const CrmCountry *) self->countries->pdata[i])->name);
  gtk_drop_down_set_model (self->country, G_LIST_MODEL (names));
}

static guint
find_country (CrmImportSeen *self, const char *code)
{
  for (guint i = 0; code != NULL && i < self->countries->len; i++)
    {
      if (g_str_equal (((const CrmCountry *) self->countries->pdata[i])->code, code))
        return i + 1;
    }

  return 0;
}

static void
show_country (CrmImportSeen *self, CrmContext *context, const CrmImportHabits *habits)
{
  gtk_widget_set_visible (GTK_WIDGET (self->country_row), habits != NULL && habits->has_numbers);
  if (habits == NULL || self->country_said)
    return;

  fill_countries (self, context);
  adw_action_row_set_subtitle (self->country_row, habits->country_reason);
  gtk_drop_down_set_selected (self->country, find_country (self, habits->country));
}

/**
 * crm_import_seen_forget:
 *
 * Forgets what a person has said: the next file is another one.
 */
void
crm_import_seen_forget (CrmImportSeen *self)
{
  self->header_said = self->order_said = self->country_said = FALSE;
}

/**
 * crm_import_seen_show:
 *
 * Shows what a look at a file has found.
 */
void
crm_import_seen_show (CrmImportSeen *self, CrmContext *context, const CrmImportLook *look)
{
  g_autofree char *size = crm_import_look_dup_size (look, context);
  g_autofree char *format = g_strdup_printf (_ ("%1$s: %2$s"), crm_import_look_format_name (look), look->reason);
  gboolean         is_text = look->charset != NULL;

  self->showing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->format), look->name);
  adw_action_row_set_subtitle (self->format, format);
  gtk_label_set_text (self->size, size);
  show_sheets (self, look);
  gtk_widget_set_visible (GTK_WIDGET (self->charset_row), is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->delimiter_row), is_text);
  if (is_text)
    {
      adw_action_row_set_subtitle (self->charset_row, look->charset_reason);
      gtk_drop_down_set_selected (self->charset, find_charset (look->charset));
      gtk_drop_down_set_selected (self->delimiter, find_delimiter (look->delimiter));
    }
  show_header (self, look);
  show_order (self, look->habits);
  show_country (self, context, look->habits);
  self->showing = FALSE;
}

/**
 * crm_import_seen_get_csv:
 *
 * Returns: what is chosen, until the next crm_import_seen_show()
 */
CrmCsvOptions
crm_import_seen_get_csv (CrmImportSeen *self)
{
  guint            charset = gtk_drop_down_get_selected (self->charset);
  guint            delimiter = gtk_drop_down_get_selected (self->delimiter);
  GtkStringObject *sheet = gtk_drop_down_get_selected_item (self->sheet);
  CrmCsvOptions    options = { 0 };

  if (sheet != NULL)
    options.sheet = gtk_string_object_get_string (sheet);
  if (self->header_said)
    options.header = gtk_drop_down_get_selected (self->header) == 0 ? CRM_CSV_HEADER_YES : CRM_CSV_HEADER_NO;
  if (charset < G_N_ELEMENTS (charsets))
    options.charset = charsets[charset].charset;
  if (delimiter < G_N_ELEMENTS (delimiters))
    options.delimiter = delimiters[delimiter].delimiter;

  return options;
}

/**
 * crm_import_seen_get_order:
 *
 * Returns: what comes first in dates of a sheet, as it is shown
 */
CrmImportOrder
crm_import_seen_get_order (CrmImportSeen *self)
{
  return gtk_drop_down_get_selected (self->order) == 0 ? CRM_IMPORT_ORDER_DAY : CRM_IMPORT_ORDER_MONTH;
}

/**
 * crm_import_seen_get_country:
 *
 * Returns: (transfer none) (nullable): ISO 3166-1, where numbers of a sheet without a country are dialled, as it is shown
 */
const char *
crm_import_seen_get_country (CrmImportSeen *self)
{
  guint selected = gtk_drop_down_get_selected (self->country);

  return self->countries != NULL && selected > 0 && selected <= self->countries->len ? ((const CrmCountry *) self->countries->pdata[selected - 1])->code : NULL;
}
