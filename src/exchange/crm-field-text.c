#include "config.h"

#include "crm-field-text.h"

#include "crm-date-parse.h"
#include "crm-clock.h"
#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-field-value.h"
#include "crm-item.h"
#include "crm-money.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* How values are written where no person chose: outside the window. */
static const CrmCulture outside = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };

/**
 * crm_instant_to_iso:
 *
 * Returns: (transfer full): "2026-11-22T10:20:00Z", with a fraction where there is one
 */
char *
crm_instant_to_iso (gint64 instant)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) exact = seconds != NULL ? g_date_time_add (seconds, instant % G_USEC_PER_SEC) : NULL;

  return exact != NULL ? g_date_time_format_iso8601 (exact) : g_strdup ("");
}

/**
 * crm_instant_from_iso:
 *
 * Returns: the instant, its time zone the local one where @text names none; %CRM_UNSET where it is no ISO 8601
 */
gint64
crm_instant_from_iso (const char *text)
{
  /* Most say that they are UTC, and then nobody needs to know where we are. */
  g_autoptr (GTimeZone) local = g_str_has_suffix (text, "Z") ? NULL : g_time_zone_new_local ();
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (text, local);

  return when != NULL ? g_date_time_to_unix (when) * G_USEC_PER_SEC + g_date_time_get_microsecond (when) : CRM_UNSET;
}

static const char *
get_currency (const CrmField *field, CrmObject *object, const CrmCulture *culture)
{
  const char *currency = crm_field_peek_currency (field, object);

  return currency != NULL ? currency : culture != NULL ? culture->currency
                                                       : "EUR";
}

static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        {
          g_string_append (out, "\\n");
          continue;
        }
      if (*p == ';' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static char *
item_to_text (CrmItem *item, const CrmResolver *resolver)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);
  GString        *out = g_string_new (NULL);

  g_string_append_printf (out, "id=%s", crm_item_get_id (item));
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *value = crm_field_to_text (&fields[i], CRM_OBJECT (item), resolver);

      if (value == NULL)
        continue;
      g_string_append_printf (out, "; %s=", fields[i].name);
      append_escaped (out, value);
    }

  return g_string_free (out, FALSE);
}

static char *
items_to_text (GPtrArray *items, const CrmResolver *resolver)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *line = item_to_text (g_ptr_array_index (items, i), resolver);

      if (i > 0)
        g_string_append_c (out, '\n');
      g_string_append (out, line);
    }

  return g_string_free (out, FALSE);
}

/**
 * crm_field_to_text:
 *
 * Returns: (transfer full) (nullable): the value, %NULL where it is unset
 */
char *
crm_field_to_text (const CrmField *field, CrmObject *object, const CrmResolver *resolver)
{
  if (!crm_field_is_set (field, object))
    return NULL;

  switch (field->kind)
    {
    case CRM_KIND_BOOLEAN:
      return g_strdup (crm_field_peek_integer (field, object) != 0 ? "yes" : "no");
    case CRM_KIND_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, crm_field_peek_integer (field, object));
    case CRM_KIND_MONEY:
      return crm_money_format (crm_field_peek_integer (field, object), get_currency (field, object, NULL), &outside, CRM_MONEY_STYLE_PLAIN);
    case CRM_KIND_INSTANT:
      return crm_instant_to_iso (crm_field_peek_integer (field, object));
    case CRM_KIND_REFERENCE:
      return crm_resolver_describe (resolver, crm_field_peek_integer (field, object));
    case CRM_KIND_ITEMS:
      return items_to_text (crm_object_peek_items (object, crm_field_get_number (field, object)), resolver);
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_DATE:
    case CRM_KIND_CHOICE:
    case CRM_KIND_FILE:
    case CRM_KIND_NUMBER:
    default:
      return g_strdup (crm_field_peek_text (field, object));
    }
}

static gboolean
refuse (const CrmField *field, const char *text, GError **error)
{
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no value for “%s”."), text, crm_field_get_label (field));
  return FALSE;
}

/**
 * crm_choice_from_text:
 * @field: of CRM_KIND_CHOICE
 * @text: what the file holds, or what people read
 *
 * Returns: (nullable): the choice that is meant
 */
const CrmChoice *
crm_choice_from_text (const CrmField *field, const char *text)
{
  g_autofree char *folded = crm_text_fold (text);

  for (const CrmChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      g_autofree char *label = crm_text_fold (crm_field_get_choice_label (field, choice));

      if (strcmp (choice->value, text) == 0 || strcmp (label, folded) == 0)
        return choice;
    }

  return NULL;
}

static gboolean
put_choice (const CrmField *field, CrmObject *object, const char *text, GError **error)
{
  const CrmChoice *choice = crm_choice_from_text (field, text);

  if (choice == NULL)
    return refuse (field, text, error);

  crm_field_put_text (field, object, choice->value);
  return TRUE;
}

static gboolean
put_boolean (const CrmField *field, CrmObject *object, const char *text, GError **error)
{
  gboolean value;

  if (!crm_boolean_from_text (text, &value))
    return refuse (field, text, error);

  crm_field_put_integer (field, object, value);
  return TRUE;
}

/* Nobody's customers have days of the Middle Ages: such a year is one of the other calendar, whatever its form. */
#define JALALI_YEAR_MIN 1200
#define JALALI_YEAR_MAX 1500

static gboolean
read_day (const char *text, const CrmCulture *culture, CrmDate *date, GError **error)
{
  if (crm_date_from_iso (text, date) && (date->year < JALALI_YEAR_MIN || date->year > JALALI_YEAR_MAX))
    return TRUE;

  return crm_date_parse (text, culture, crm_date_from_instant (crm_clock_now ()), date, error);
}

static gboolean
put_date (const CrmField *field, CrmObject *object, const char *text, const CrmCulture *culture, GError **error)
{
  CrmDate          date;
  g_autofree char *iso = NULL;

  if (!read_day (text, culture, &date, error))
    return FALSE;

  iso = crm_date_to_iso (date);
  crm_field_put_text (field, object, iso);
  return TRUE;
}

static gboolean
put_money (const CrmField *field, CrmObject *object, const char *text, const CrmCulture *culture, GError **error)
{
  CrmCulture plain = *culture;
  gint64     minor;
  char       currency[4];
  int        number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), "currency");

  /* Outside the window an amount is in the currency's own unit. */
  plain.toman = FALSE;
  if (!crm_money_parse (text, get_currency (field, object, culture), &plain, &minor, currency, error))
    return FALSE;

  crm_field_put_integer (field, object, minor);
  if (field->custom == 0 && number >= 0 && !crm_object_is_set (object, (guint) number))
    crm_object_put_text (object, (guint) number, currency);
  return TRUE;
}

static gboolean
put_number (const CrmField *field, CrmObject *object, const char *text, GError **error)
{
  g_autofree char *decimal = crm_decimal_parse (text, error);

  if (decimal == NULL)
    return FALSE;

  crm_field_put_text (field, object, decimal);
  return TRUE;
}

static gboolean
put_integer (const CrmField *field, CrmObject *object, const char *text, GError **error)
{
  g_autofree char *ascii = crm_text_ascii_digits (text);
  gint64           value;

  if (!g_ascii_string_to_signed (ascii, 10, G_MININT64 + 1, G_MAXINT64, &value, NULL))
    return refuse (field, text, error);

  crm_field_put_integer (field, object, value);
  return TRUE;
}

/* "14:30" at the end of @text; where there is no time, that of now. FALSE for what is no time. */
static gboolean
read_time (const char *text, int *hour, int *minute)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (crm_clock_now () / G_USEC_PER_SEC);
  g_autofree char *ascii = crm_text_ascii_digits (text);
  const char      *colon = strchr (ascii, ':');
  const char      *start = colon;
  char             end;

  *hour = g_date_time_get_hour (now);
  *minute = g_date_time_get_minute (now);
  if (colon == NULL)
    return TRUE;
  while (start > ascii && g_ascii_isdigit (start[-1]))
    start--;

  return sscanf (start, "%2d:%2d%c", hour, minute, &end) == 2 && *hour < 24 && *minute < 60;
}

/* As a machine writes it, or a day as people do, with or without the time. */
static gboolean
put_instant (const CrmField *field, CrmObject *object, const char *text, const CrmCulture *culture, GError **error)
{
  gint64  instant = crm_instant_from_iso (text);
  CrmDate day;
  int     hour;
  int     minute;

  if (instant == CRM_UNSET)
    {
      g_autoptr (GDateTime) when = NULL;

      if (!read_day (text, culture, &day, error))
        return FALSE;
      when = read_time (text, &hour, &minute) ? g_date_time_new_local (day.year, day.month, day.day, hour, minute, 0) : NULL;
      if (when == NULL)
        return refuse (field, text, error);
      instant = g_date_time_to_unix (when) * G_USEC_PER_SEC;
    }

  crm_field_put_integer (field, object, instant);
  return TRUE;
}

static gboolean
put_reference (const CrmField *field, CrmObject *object, const char *text, const CrmResolver *resolver, GError **error)
{
  gint64 id = crm_resolver_find (resolver, field->target, text);

  if (id == 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no record “%s” for “%s”."), text, crm_field_get_label (field));
      return FALSE;
    }

  crm_field_put_integer (field, object, id);
  return TRUE;
}

/* The next "name=value" of a line, its escapes undone; @line goes past it. */
static char *
next_part (const char **line)
{
  GString *part = g_string_new (NULL);

  while (**line == ' ')
    (*line)++;
  for (; **line != '\0' && **line != ';'; (*line)++)
    {
      if (**line == '\\' && (*line)[1] != '\0')
        {
          (*line)++;
          g_string_append_c (part, **line == 'n' ? '\n' : **line);
          continue;
        }
      g_string_append_c (part, **line);
    }
  if (**line == ';')
    (*line)++;

  return g_string_free (part, FALSE);
}

static gboolean
read_item (CrmItem *item, const char *line, const CrmCulture *culture, const CrmResolver *resolver, GError **error)
{
  guint n_fields;

  while (*line != '\0')
    {
      g_autofree char *part = next_part (&line);
      char            *value = strchr (part, '=');
      int              number;

      if (value == NULL)
        {
          g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is not of the form name=value."), part);
          return FALSE;
        }
      *value++ = '\0';
      if (strcmp (part, "id") == 0)
        {
          crm_item_set_id (item, value);
          continue;
        }
      number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (item), part);
      if (number < 0)
        {
          g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("There is no field “%s” here."), part);
          return FALSE;
        }
      if (!crm_field_from_text (&crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields)[number], CRM_OBJECT (item), value, culture, resolver, error))
        return FALSE;
    }

  return TRUE;
}

/* Amounts of an item are in what its record says. */
static void
inherit_currency (CrmItem *item, CrmObject *owner)
{
  int         own = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (item), "currency");
  int         theirs = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (owner), "currency");
  const char *currency = theirs >= 0 ? crm_object_peek_text (owner, (guint) theirs) : NULL;

  if (own >= 0 && currency != NULL)
    crm_object_put_text (CRM_OBJECT (item), (guint) own, currency);
}

/* An item that names a record which is not there is left out, and told of once the others are in. */
static gboolean
put_items (const CrmField *field, CrmObject *object, const char *text, const CrmCulture *culture, const CrmResolver *resolver, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) missing = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (CrmItem) item = g_object_new (field->item_type (), NULL);
      g_autoptr (GError) failure = NULL;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      inherit_currency (item, object);
      if (!read_item (item, lines[i], culture, resolver, &failure))
        {
          if (!g_error_matches (failure, CRM_ERROR, CRM_ERROR_NOT_FOUND))
            {
              g_propagate_error (error, g_steal_pointer (&failure));
              return FALSE;
            }
          if (missing == NULL)
            missing = g_steal_pointer (&failure);
          continue;
        }
      crm_item_ensure_id (item, items);
      g_ptr_array_add (items, g_steal_pointer (&item));
    }
  crm_object_put_items (object, crm_field_get_number (field, object), items);
  if (missing == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&missing));
  return FALSE;
}

/**
 * crm_boolean_from_text:
 * @value: (out): what it says
 *
 * Returns: whether @text says yes or no
 */
gboolean
crm_boolean_from_text (const char *text, gboolean *value)
{
  static const char *const yes[] = { "yes", "true", "1", "بله", NULL };
  static const char *const no[] = { "no", "false", "0", "خیر", NULL };

  *value = g_strv_contains (yes, text);

  return *value || g_strv_contains (no, text);
}

/**
 * crm_field_from_text:
 * @text: as crm_field_to_text() makes it, or as a person types it; empty unsets the field
 * @culture: how dates and amounts are typed
 *
 * Reads a value into a field.
 *
 * Returns: whether @text is one; %CRM_ERROR_INVALID or _NOT_FOUND otherwise, with the field unchanged
 */
gboolean
crm_field_from_text (const CrmField *field, CrmObject *object, const char *text, const CrmCulture *culture, const CrmResolver *resolver, GError **error)
{
  g_autofree char *clean = crm_text_clean (text);

  if (clean == NULL)
    {
      crm_field_unset (field, object);
      return TRUE;
    }

  switch (field->kind)
    {
    case CRM_KIND_BOOLEAN:
      return put_boolean (field, object, clean, error);
    case CRM_KIND_INTEGER:
      return put_integer (field, object, clean, error);
    case CRM_KIND_MONEY:
      return put_money (field, object, clean, culture, error);
    case CRM_KIND_INSTANT:
      return put_instant (field, object, clean, culture, error);
    case CRM_KIND_REFERENCE:
      return put_reference (field, object, clean, resolver, error);
    case CRM_KIND_ITEMS:
      return put_items (field, object, clean, culture, resolver, error);
    case CRM_KIND_CHOICE:
      return put_choice (field, object, clean, error);
    case CRM_KIND_NUMBER:
      return put_number (field, object, clean, error);
    case CRM_KIND_DATE:
      return put_date (field, object, clean, culture, error);
    case CRM_KIND_TEXT:
    case CRM_KIND_LONG_TEXT:
    case CRM_KIND_FILE:
    default:
      crm_field_put_text (field, object, clean);
      return TRUE;
    }
}
