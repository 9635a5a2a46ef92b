/* The amount at the end of a line, where there is one that cannot be anything else.
 *
 * "Spring order 48M" has one; "Order 66" might be the sixty-sixth, and "Room 204" a number on a door. So a bare number counts only when it
 * says that it is money: by a word or sign of a currency, by thousands, by its separators, or by its size. */

#include "config.h"

#include "crm-quick-deal.h"

#include "crm-field.h"
#include "crm-money.h"
#include "crm-text.h"

#include <string.h>

/* 2 million and 500 thousand toman. */
#define MAX_WORDS 7

/* A bare number of fewer figures may well be the number of something. */
#define SURE_FIGURES 5

static gboolean
has_figure (const char *ascii)
{
  return strpbrk (ascii, "0123456789") != NULL;
}

static gboolean
is_sure (const char *ascii)
{
  if (strspn (ascii, "0123456789") == strlen (ascii))
    return strlen (ascii) >= SURE_FIGURES && *ascii != '0';

  return TRUE;
}

/* A date, a telephone number or a share is no amount, though it may read as one. */
static gboolean
is_other (const char *ascii)
{
  return strpbrk (ascii, "/%#:@") != NULL || *ascii == '+' || *ascii == '-' || *ascii == '(';
}

static gboolean
parse_tail (const char *tail, const CrmCulture *culture, CrmQuickDeal *out)
{
  g_autofree char *ascii = crm_text_ascii_digits (tail);

  return has_figure (ascii) && is_sure (ascii) && !is_other (ascii) && crm_money_parse (tail, NULL, culture, &out->value, out->currency, NULL);
}

/* Where the last word before @end begins. */
static const char *
previous_word (const char *line, const char *end)
{
  const char *p = end;

  while (p > line && g_ascii_isspace (p[-1]))
    p--;
  while (p > line && !g_ascii_isspace (p[-1]))
    p--;

  return p;
}

/* The longest end of the line that is an amount, as long as a title is left before it. */
static const char *
find_amount (const char *line, const CrmCulture *culture, CrmQuickDeal *out)
{
  const char *start = line + strlen (line);
  const char *found = NULL;

  for (int i = 0; i < MAX_WORDS; i++)
    {
      CrmQuickDeal attempt = { 0 };

      start = previous_word (line, start);
      if (start == line)
        break;
      if (parse_tail (start, culture, &attempt))
        {
          found = start;
          out->value = attempt.value;
          memcpy (out->currency, attempt.currency, sizeof out->currency);
        }
    }

  return found;
}

/**
 * crm_quick_deal_parse:
 * @line: as typed
 * @out: (out caller-allocates): clear it with crm_quick_deal_clear()
 *
 * Returns: %FALSE where @line is empty, and @out holds nothing then
 */
gboolean
crm_quick_deal_parse (const char *line, const CrmCulture *culture, CrmQuickDeal *out)
{
  g_autofree char *clean = crm_text_clean (line);
  const char      *amount;

  memset (out, 0, sizeof *out);
  out->value = CRM_UNSET;
  if (clean == NULL)
    return FALSE;

  amount = find_amount (clean, culture, out);
  out->title = amount != NULL ? g_strchomp (g_strndup (clean, (gsize) (amount - clean))) : g_steal_pointer (&clean);

  return TRUE;
}

void
crm_quick_deal_clear (CrmQuickDeal *self)
{
  g_clear_pointer (&self->title, g_free);
}
