#include "config.h"

#include "crm-import-habits.h"

#include "crm-phone.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Of ten numbers without a country, so many at least make sense in the country that is taken for theirs. */
#define SENSE_OF_TEN 9

/* Digits of the shortest number that may lack its country. */
#define DIGITS_MIN 7

/* The cells that matter, one after another. */
typedef void (*CellFunc) (const char *cell, gpointer user_data);

static void
for_each_cell (const CrmImportMap *map, GPtrArray *rows, gboolean (*wanted) (const CrmImportTarget *target), CellFunc func, gpointer user_data)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv row = g_ptr_array_index (rows, i);

      for (guint j = 0; row[j] != NULL && j < crm_import_map_get_n_columns (map); j++)
        {
          if (*row[j] != '\0' && wanted (crm_import_map_get_target (map, j)))
            func (row[j], user_data);
        }
    }
}

static gboolean
may_be_date (const CrmImportTarget *target)
{
  return target->kind == CRM_IMPORT_DATE || target->kind == CRM_IMPORT_FIELD || target->kind == CRM_IMPORT_MADE_ON;
}

static gboolean
is_phone (const CrmImportTarget *target)
{
  return target->kind == CRM_IMPORT_CONTACT && g_strcmp0 (target->field, "phone") == 0;
}

typedef struct
{
  guint n_dates;
  char *day_first; /* (owned) (nullable): a cell that can be read only so */
  char *month_first;
} Order;

/* 21/3/2025 tells that the day comes first; 3/21/2025, that the month does. */
static void
note_order (const char *cell, gpointer user_data)
{
  Order           *order = user_data;
  g_autofree char *ascii = crm_text_ascii_digits (cell);
  guint            first, second, year;

  if (sscanf (ascii, "%2u/%2u/%4u", &first, &second, &year) != 3 && sscanf (ascii, "%2u-%2u-%4u", &first, &second, &year) != 3)
    return;

  order->n_dates++;
  if (order->day_first == NULL && first > 12 && first <= 31 && second <= 12)
    order->day_first = crm_text_isolate (cell);
  if (order->month_first == NULL && second > 12 && second <= 31 && first <= 12)
    order->month_first = crm_text_isolate (cell);
}

static void
find_order (CrmImportHabits *self, const CrmImportMap *map, GPtrArray *rows, const CrmImportOptions *options)
{
  Order       order = { 0 };
  const char *program = crm_import_map_get_preset_label (map);
  const char *witness;

  for_each_cell (map, rows, may_be_date, note_order, &order);
  witness = order.day_first != NULL ? order.day_first : order.month_first;
  self->has_dates = order.n_dates > 0;
  self->day_first = options->culture == NULL || options->culture->day_first;
  if (options->order != CRM_IMPORT_ORDER_GUESS)
    {
      self->day_first = options->order == CRM_IMPORT_ORDER_DAY;
      self->order_reason = g_strdup (_ ("You chose it."));
    }
  else if ((order.day_first != NULL) != (order.month_first != NULL))
    {
      self->day_first = order.day_first != NULL;
      self->order_reason = g_strdup_printf (_ ("%s can be read only so."), witness);
    }
  else if (crm_import_map_is_month_first (map))
    {
      self->day_first = FALSE;
      self->order_reason = g_strdup_printf (_ ("%s writes them so."), program);
    }
  else
    {
      self->order_reason = g_strdup (_ ("They can be read either way; this is how you write them."));
    }
  g_free (order.day_first);
  g_free (order.month_first);
}

typedef struct
{
  GPtrArray  *local;     /* (owned) (element-type utf8): numbers without a country */
  GHashTable *countries; /* (owned) (element-type utf8 guint): of the others, how many */
} Numbers;

static void
note_number (const char *cell, gpointer user_data)
{
  Numbers         *numbers = user_data;
  g_autofree char *number = crm_phone_normalise (cell, NULL);
  const char      *country = number != NULL ? crm_phone_country (number) : NULL;

  if (country != NULL)
    g_hash_table_replace (numbers->countries, (gpointer) country, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (numbers->countries, country)) + 1));
  else if (number != NULL && *number != '+' && strlen (number) >= DIGITS_MIN)
    g_ptr_array_add (numbers->local, g_strdup (cell));
}

static gboolean
makes_sense (const Numbers *numbers, const char *country)
{
  guint n = 0;

  for (guint i = 0; i < numbers->local->len; i++)
    {
      g_autofree char *number = crm_phone_normalise (numbers->local->pdata[i], country);

      n += number != NULL && *number == '+';
    }

  return n * 10 >= numbers->local->len * SENSE_OF_TEN;
}

/* The country that most of the other numbers say, if those without one make sense there. */
static const char *
find_common (const Numbers *numbers)
{
  const char    *best = NULL;
  guint          most = 0;
  GHashTableIter iter;
  gpointer       country, n;

  g_hash_table_iter_init (&iter, numbers->countries);
  while (g_hash_table_iter_next (&iter, &country, &n))
    {
      if (GPOINTER_TO_UINT (n) < most || (GPOINTER_TO_UINT (n) == most && best != NULL && strcmp (country, best) > 0))
        continue;
      best = country;
      most = GPOINTER_TO_UINT (n);
    }

  return best != NULL && makes_sense (numbers, best) ? best : NULL;
}

/* Numbers without a country are those at home: where whoever imports them is at home, unless they make no sense there. */
static void
find_country (CrmImportHabits *self, const CrmImportMap *map, GPtrArray *rows, const char *home)
{
  Numbers     numbers = { g_ptr_array_new_with_free_func (g_free), g_hash_table_new (g_str_hash, g_str_equal) };
  const char *common;

  for_each_cell (map, rows, is_phone, note_number, &numbers);
  common = home == NULL || !makes_sense (&numbers, home) ? find_common (&numbers) : NULL;
  self->has_numbers = numbers.local->len > 0;
  self->country = g_strdup (common != NULL ? common : home);
  if (common != NULL)
    self->country_reason = g_strdup (_ ("Most of the numbers with a country are from there."));
  else
    self->country_reason = g_strdup (home != NULL ? _ ("As in Preferences.") : _ ("Nothing tells where they are dialled."));
  g_ptr_array_unref (numbers.local);
  g_hash_table_unref (numbers.countries);
}

/**
 * crm_import_habits_new:
 * @rows: (element-type GStrv): the first rows
 * @options: what a person says, and how they write themselves
 *
 * Returns: (transfer full): the habits
 */
CrmImportHabits *
crm_import_habits_new (const CrmImportMap *map, GPtrArray *rows, const CrmImportOptions *options)
{
  CrmImportHabits *self = g_new0 (CrmImportHabits, 1);

  find_order (self, map, rows, options);
  find_country (self, map, rows, options->default_country);

  return self;
}

void
crm_import_habits_free (CrmImportHabits *self)
{
  g_free (self->order_reason);
  g_free (self->country);
  g_free (self->country_reason);
  g_free (self);
}
