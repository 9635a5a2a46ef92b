/* Which words a typed date may have.
 *
 * Both languages are known at once, whatever the window speaks: people mix them, and a sheet comes from anywhere. The table is
 * written as people spell and folded once, so that every variant of a letter matches.
 */

#include "config.h"

#include "crm-date-words.h"

#include "crm-date-format.h"
#include "crm-text.h"

static const struct
{
  CrmDateWordKind kind;
  int             value;
  const char     *spellings; /* with | between */
} table[] = {
  { CRM_DATE_WORD_NOISE, 0, "of|the|on|st|nd|rd|th|ی|مورخ|تاریخ|ام" },

  { CRM_DATE_WORD_SHIFT, -2, "day before yesterday|پریروز" },
  { CRM_DATE_WORD_SHIFT, -1, "yesterday|دیروز" },
  { CRM_DATE_WORD_SHIFT, 0, "today|now|امروز|الان|اکنون" },
  { CRM_DATE_WORD_SHIFT, 1, "tomorrow|فردا" },
  { CRM_DATE_WORD_SHIFT, 2, "day after tomorrow|پس‌فردا" },

  { CRM_DATE_WORD_COUNT, 1, "a|an|one|یک" },
  { CRM_DATE_WORD_COUNT, 2, "two|دو" },
  { CRM_DATE_WORD_COUNT, 3, "three|سه" },
  { CRM_DATE_WORD_COUNT, 4, "four|چهار" },
  { CRM_DATE_WORD_COUNT, 5, "five|پنج" },
  { CRM_DATE_WORD_COUNT, 6, "six|شش" },
  { CRM_DATE_WORD_COUNT, 7, "seven|هفت" },
  { CRM_DATE_WORD_COUNT, 8, "eight|هشت" },
  { CRM_DATE_WORD_COUNT, 9, "nine|نه" },
  { CRM_DATE_WORD_COUNT, 10, "ten|ده" },

  { CRM_DATE_WORD_DIRECTION, 1, "next|coming|in|later|hence|from now|آینده|بعد|بعدی|دیگر|دیگه" },
  { CRM_DATE_WORD_DIRECTION, -1, "last|previous|past|ago|گذشته|پیش|قبل|قبلی" },
  { CRM_DATE_WORD_DIRECTION, 0, "this|این|همین" },

  { CRM_DATE_WORD_UNIT, 'd', "day|days|d|روز" },
  { CRM_DATE_WORD_UNIT, 'w', "week|weeks|w|هفته" },
  { CRM_DATE_WORD_UNIT, 'm', "month|months|m|ماه" },
  { CRM_DATE_WORD_UNIT, 'y', "year|years|y|سال" },

  { CRM_DATE_WORD_WEEKDAY, 1, "monday|mon|دوشنبه" },
  { CRM_DATE_WORD_WEEKDAY, 2, "tuesday|tue|tues|سه‌شنبه" },
  { CRM_DATE_WORD_WEEKDAY, 3, "wednesday|wed|چهارشنبه" },
  { CRM_DATE_WORD_WEEKDAY, 4, "thursday|thu|thur|thurs|پنج‌شنبه" },
  { CRM_DATE_WORD_WEEKDAY, 5, "friday|fri|جمعه|آدینه" },
  { CRM_DATE_WORD_WEEKDAY, 6, "saturday|sat|شنبه" },
  { CRM_DATE_WORD_WEEKDAY, 7, "sunday|sun|یک‌شنبه" },

  { CRM_DATE_WORD_GREGORIAN, 1, "january|jan|ژانویه" },
  { CRM_DATE_WORD_GREGORIAN, 2, "february|feb|فوریه" },
  { CRM_DATE_WORD_GREGORIAN, 3, "march|mar|مارس|مارچ" },
  { CRM_DATE_WORD_GREGORIAN, 4, "april|apr|آوریل|آپریل" },
  { CRM_DATE_WORD_GREGORIAN, 5, "may|مه|می" },
  { CRM_DATE_WORD_GREGORIAN, 6, "june|jun|ژوئن|جون" },
  { CRM_DATE_WORD_GREGORIAN, 7, "july|jul|ژوئیه|ژوییه|جولای" },
  { CRM_DATE_WORD_GREGORIAN, 8, "august|aug|اوت|آگوست" },
  { CRM_DATE_WORD_GREGORIAN, 9, "september|sep|sept|سپتامبر" },
  { CRM_DATE_WORD_GREGORIAN, 10, "october|oct|اکتبر" },
  { CRM_DATE_WORD_GREGORIAN, 11, "november|nov|نوامبر" },
  { CRM_DATE_WORD_GREGORIAN, 12, "december|dec|دسامبر" },

  { CRM_DATE_WORD_JALALI, 1, "farvardin|فروردین" },
  { CRM_DATE_WORD_JALALI, 2, "ordibehesht|اردیبهشت" },
  { CRM_DATE_WORD_JALALI, 3, "khordad|خرداد" },
  { CRM_DATE_WORD_JALALI, 4, "tir|تیر" },
  { CRM_DATE_WORD_JALALI, 5, "mordad|amordad|مرداد|امرداد" },
  { CRM_DATE_WORD_JALALI, 6, "shahrivar|شهریور" },
  { CRM_DATE_WORD_JALALI, 7, "mehr|مهر" },
  { CRM_DATE_WORD_JALALI, 8, "aban|آبان" },
  { CRM_DATE_WORD_JALALI, 9, "azar|آذر" },
  { CRM_DATE_WORD_JALALI, 10, "dey|دی" },
  { CRM_DATE_WORD_JALALI, 11, "bahman|بهمن" },
  { CRM_DATE_WORD_JALALI, 12, "esfand|اسفند" },
};

static void
add (GHashTable *words, CrmDateWordKind kind, int value, const char *spelling)
{
  g_autofree char *folded = crm_text_fold (spelling);
  char            *joined = crm_text_join (folded);

  if (*joined == '\0' || g_hash_table_contains (words, joined))
    g_free (joined);
  else
    g_hash_table_insert (words, joined, GINT_TO_POINTER (kind * 1024 + value + 512));
}

static void
add_shown_names (GHashTable *words)
{
  for (int month = 1; month <= 12; month++)
    {
      add (words, CRM_DATE_WORD_GREGORIAN, month, crm_calendar_month_name (CRM_CALENDAR_GREGORIAN, month));
      add (words, CRM_DATE_WORD_JALALI, month, crm_calendar_month_name (CRM_CALENDAR_JALALI, month));
    }
  for (int weekday = 1; weekday <= 7; weekday++)
    add (words, CRM_DATE_WORD_WEEKDAY, weekday, crm_calendar_weekday_name (weekday));
}

static gpointer
make_words (gpointer data)
{
  GHashTable *words = g_hash_table_new (g_str_hash, g_str_equal); /* kept, with its keys, until the process ends */

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) spellings = g_strsplit (table[i].spellings, "|", -1);

      for (guint j = 0; spellings[j] != NULL; j++)
        add (words, table[i].kind, table[i].value, spellings[j]);
    }
  add_shown_names (words);

  return words;
}

/**
 * crm_date_word_look_up:
 * @joined: a word or several, folded and without spaces
 *
 * Returns: what @joined means in a date
 */
CrmDateWord
crm_date_word_look_up (const char *joined)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable  *words = g_once (&once, make_words, NULL);
  int          packed = GPOINTER_TO_INT (g_hash_table_lookup (words, joined));

  if (packed == 0)
    return (CrmDateWord){ CRM_DATE_WORD_UNKNOWN, 0 };

  return (CrmDateWord){ (CrmDateWordKind) (packed / 1024), packed % 1024 - 512 };
}
