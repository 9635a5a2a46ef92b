/* Values as people read them, for C and for interface files. What is read by nobody but a person is made here, nowhere else. */

#include "config.h"

#include "crm-format.h"

#include "crm-date-format.h"
#include "crm-decimal.h"
#include "crm-field-value.h"
#include "crm-item.h"
#include "crm-money.h"
#include "crm-phone.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/**
 * crm_format_menu_label:
 *
 * Returns: (transfer full): @text as the label of a menu's entry, where an underscore marks a key
 */
char *
crm_format_menu_label (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

/**
 * crm_format_title:
 * @object: (type CrmObject) (nullable): a record or an item
 *
 * Returns: (transfer full): what people call it, isolated; “(no name)” if it has no name; "" for none
 */
char *
crm_format_title (gpointer object)
{
  g_autofree char *title = NULL;

  if (object == NULL)
    return g_strdup ("");

  title = crm_object_dup_title (CRM_OBJECT (object));

  return crm_text_isolate (title != NULL && *title != '\0' ? title : _ ("(no name)"));
}

/**
 * crm_format_reference:
 * @id: of a record, or %CRM_UNSET
 *
 * Reads the record from the open file, so it is for a few, not for the rows of a list.
 *
 * Returns: (transfer full): its title
 */
char *
crm_format_reference (CrmContext *context, gint64 id)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (CrmRecord) record = store != NULL && id > 0 ? crm_store_get (store, id, NULL) : NULL;

  return crm_format_title (record);
}

/**
 * crm_format_owner:
 * @record: of a type that has an owner
 *
 * Returns: (transfer full) (nullable): to whom it belongs, if that is somebody else than who uses the window
 */
char *
crm_format_owner (CrmContext *context, CrmRecord *record)
{
  gint64           owner = crm_object_get_integer (CRM_OBJECT (record), "owner");
  g_autofree char *name = owner != CRM_UNSET && owner != crm_context_get_me (context) ? crm_format_reference (context, owner) : NULL;

  /* Translators: %s is a name */
  return name != NULL ? g_strdup_printf (_ ("Owner: %s"), name) : NULL;
}

/**
 * crm_format_parts:
 * @parts: (array length=n_parts) (nullable): each may be %NULL or empty
 *
 * Returns: (transfer full) (nullable): those there are, with dots between; %NULL for none
 */
char *
crm_format_parts (const char *const *parts, guint n_parts)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    {
      if (parts[i] != NULL && *parts[i] != '\0')
        g_string_append_printf (line, "%s%s", line->len > 0 ? _ (" · ") : "", parts[i]);
    }

  return g_string_free (line, line->len == 0);
}

/**
 * crm_format_size:
 *
 * Returns: (transfer full): how large a file is: 2.3 MB
 */
char *
crm_format_size (CrmContext *context, guint64 bytes)
{
  const CrmCulture *culture = crm_context_get_culture (context);
  g_autofree char  *size = g_format_size (bytes);
  g_auto (GStrv) parts = g_strsplit (size, ".", -1);
  g_autofree char *joined = g_strjoinv (culture->persian_digits ? "٫" : ".", parts);

  return crm_culture_digits (culture, joined);
}

/**
 * crm_format_day:
 * @iso: (nullable): a day, or a part of one
 *
 * Returns: (transfer full): 30 Esfand 1403
 */
char *
crm_format_day (CrmContext *context, const char *iso)
{
  CrmDate date;

  if (iso == NULL || !crm_date_from_iso (iso, &date))
    return g_strdup ("");

  return crm_date_format (date, crm_context_get_culture (context), CRM_DATE_STYLE_MEDIUM);
}

/**
 * crm_format_day_relative:
 * @iso: (nullable): a day
 *
 * Returns: (transfer full): today, in 3 days, 2 weeks ago
 */
char *
crm_format_day_relative (CrmContext *context, const char *iso)
{
  CrmDate date;

  if (iso == NULL || !crm_date_from_iso (iso, &date))
    return g_strdup ("");

  return crm_date_format_relative (date, crm_context_get_today (context), crm_context_get_culture (context));
}

static char *
format_instant (CrmContext *context, gint64 instant, CrmInstantStyle style)
{
  if (instant == CRM_UNSET)
    return g_strdup ("");

  return crm_instant_format (instant, crm_context_get_culture (context), style);
}

/**
 * crm_format_instant:
 * @instant: microseconds since 1970, or %CRM_UNSET
 *
 * Returns: (transfer full): 30 Esfand 1403, 14:05
 */
char *
crm_format_instant (CrmContext *context, gint64 instant)
{
  return format_instant (context, instant, CRM_INSTANT_STYLE_DAY_TIME);
}

/**
 * crm_format_instant_relative:
 * @instant: microseconds since 1970, or %CRM_UNSET
 *
 * Returns: (transfer full): its day as crm_format_day_relative()
 */
char *
crm_format_instant_relative (CrmContext *context, gint64 instant)
{
  if (instant == CRM_UNSET)
    return g_strdup ("");

  return crm_date_format_relative (crm_date_from_instant (instant), crm_context_get_today (context), crm_context_get_culture (context));
}

/**
 * crm_format_time:
 * @instant: microseconds since 1970, or %CRM_UNSET
 *
 * Returns: (transfer full): 14:05
 */
char *
crm_format_time (CrmContext *context, gint64 instant)
{
  return format_instant (context, instant, CRM_INSTANT_STYLE_TIME);
}

static char *
format_money (CrmContext *context, gint64 minor, const char *currency, CrmMoneyStyle style)
{
  if (minor == CRM_UNSET)
    return g_strdup ("");

  return crm_money_format (minor, currency, crm_context_get_culture (context), style);
}

/**
 * crm_format_money:
 * @minor: in the smallest unit, or %CRM_UNSET
 * @currency: (nullable): ISO 4217; %NULL for the user's
 *
 * Returns: (transfer full): 2,500,000 toman
 */
char *
crm_format_money (CrmContext *context, gint64 minor, const char *currency)
{
  return format_money (context, minor, currency, CRM_MONEY_STYLE_FULL);
}

/**
 * crm_format_money_short:
 *
 * Returns: (transfer full): 2.5 M, without its unit
 */
char *
crm_format_money_short (CrmContext *context, gint64 minor, const char *currency)
{
  return format_money (context, minor, currency, CRM_MONEY_STYLE_SHORT);
}

/**
 * crm_format_phone:
 * @phone: (nullable): normalised, or as typed
 *
 * Returns: (transfer full): the number, grouped
 */
char *
crm_format_phone (CrmContext *context, const char *phone)
{
  return crm_phone_format (phone, crm_context_get_culture (context));
}

/**
 * crm_format_count:
 *
 * Returns: (transfer full): the number, in groups of three, in the user's digits
 */
char *
crm_format_count (CrmContext *context, gint64 count)
{
  return crm_culture_count (crm_context_get_culture (context), count);
}

static char *
format_choice (CrmObject *object, const CrmField *field)
{
  const char      *value = crm_field_peek_text (field, object);
  const CrmChoice *choice = crm_field_find_choice (field, value);

  /* A newer program may have chosen what this one has no word for. */
  if (choice == NULL)
    return crm_text_isolate (value);

  return g_strdup (crm_field_get_choice_label (field, choice));
}

/**
 * crm_format_choice:
 * @field: the name of a declared field of kind choice
 *
 * Returns: (transfer full): the label of what is chosen
 */
char *
crm_format_choice (CrmObject *object, const char *field)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (object);
  guint           n_fields;

  return format_choice (object, &crm_object_class_get_fields (klass, &n_fields)[crm_object_class_find_field (klass, field)]);
}

static char *
format_items (CrmContext *context, GPtrArray *items)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_autofree char *title = crm_format_title (g_ptr_array_index (items, i));

      if (i > 0)
        /* Translators: between the things of a short list */
        g_string_append (text, _ (", "));
      g_string_append (text, title);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_integer (CrmContext *context, CrmObject *object, const CrmField *field)
{
  gint64 value = crm_field_peek_integer (field, object);

  if (value == CRM_UNSET)
    return g_strdup ("");
  if (field->kind == CRM_KIND_MONEY)
    return crm_format_money (context, value, crm_field_peek_currency (field, object));
  if (field->kind == CRM_KIND_INSTANT)
    return crm_format_instant (context, value);
  if (field->kind == CRM_KIND_REFERENCE)
    return crm_format_reference (context, value);
  if (field->kind == CRM_KIND_BOOLEAN)
    return g_strdup (value != 0 ? _ ("Yes") : _ ("No"));

  return crm_format_count (context, value);
}

/**
 * crm_format_field:
 * @object: a record or an item
 * @field: one of its fields, declared or custom
 *
 * Returns: (transfer full): its value, of whatever kind, in one text
 */
char *
crm_format_field (CrmContext *context, CrmObject *object, const CrmField *field)
{
  if (field->kind == CRM_KIND_ITEMS)
    return format_items (context, crm_object_get_items (object, field->name));
  if (field->kind == CRM_KIND_CHOICE)
    return format_choice (object, field);
  if (field->kind == CRM_KIND_DATE)
    return crm_format_day (context, crm_field_peek_text (field, object));
  if (field->kind == CRM_KIND_NUMBER && crm_field_is_set (field, object))
    return crm_decimal_format (crm_field_peek_text (field, object), crm_context_get_culture (context));
  if ((field->flags & CRM_FIELD_REPEAT) != 0)
    return crm_format_repeat (context, crm_field_peek_text (field, object));
  if ((field->flags & CRM_FIELD_REMIND) != 0)
    return crm_format_remind (context, crm_object_get_integer (object, field->name));
  if ((field->flags & CRM_FIELD_SECONDS) != 0)
    return crm_format_seconds (context, crm_object_get_integer (object, field->name));
  if (crm_kind_is_text (field->kind))
    return crm_text_isolate (crm_field_peek_text (field, object));

  return format_integer (context, object, field);
}

/* GtkExpression passes the object it is evaluated for first. */

static char *
title_closure (gpointer self, GObject *object)
{
  return crm_format_title (object);
}

static char *
day_closure (gpointer self, CrmContext *context, const char *iso)
{
  return crm_format_day (context, iso);
}

static char *
day_relative_closure (gpointer self, CrmContext *context, const char *iso)
{
  return crm_format_day_relative (context, iso);
}

static char *
instant_closure (gpointer self, CrmContext *context, gint64 instant)
{
  return crm_format_instant (context, instant);
}

static char *
instant_relative_closure (gpointer self, CrmContext *context, gint64 instant)
{
  return crm_format_instant_relative (context, instant);
}

static char *
money_closure (gpointer self, CrmContext *context, gint64 minor, const char *currency)
{
  return crm_format_money (context, minor, currency);
}

static char *
phone_closure (gpointer self, CrmContext *context, const char *phone)
{
  return crm_format_phone (context, phone);
}

static char *
count_closure (gpointer self, CrmContext *context, gint64 count)
{
  return crm_format_count (context, count);
}

/**
 * crm_format_bind_closures:
 * @klass: a class with a template
 *
 * Makes format_title, format_day and their kin known to the <closure>s of the template. To be called in class_init.
 */
void
crm_format_bind_closures (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *name;
    GCallback   function;
  } closures[] = {
    { "format_title", G_CALLBACK (title_closure) },
    { "format_day", G_CALLBACK (day_closure) },
    { "format_day_relative", G_CALLBACK (day_relative_closure) },
    { "format_instant", G_CALLBACK (instant_closure) },
    { "format_instant_relative", G_CALLBACK (instant_relative_closure) },
    { "format_money", G_CALLBACK (money_closure) },
    { "format_phone", G_CALLBACK (phone_closure) },
    { "format_count", G_CALLBACK (count_closure) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (closures); i++)
    gtk_widget_class_bind_template_callback_full (klass, closures[i].name, closures[i].function);
}
