/* What a run of figures and separators is worth.
 *
 * A point or a comma may part thousands or decimals. Both kinds together: the last is the decimal one. Several of a kind part
 * thousands. A single one parts thousands if exactly three figures follow and a fraction of three figures is not likely.
 */

#include "config.h"

#include "crm-money-figures.h"

#include <string.h>

#define NONE (-1)
#define NONSENSE (-2)

static int
count (const char *text, char what)
{
  int n = 0;

  for (; *text != '\0'; text++)
    n += *text == what ? 1 : 0;

  return n;
}

static int
find (const char *text, char what)
{
  const char *at = strchr (text, what);

  return at != NULL ? (int) (at - text) : NONE;
}

/* Whether the single separator at @at parts thousands rather than decimals. */
static gboolean
parts_thousands (const char *text, int at, gboolean point_likely)
{
  gboolean three_follow = strlen (text + at + 1) == 3;

  return three_follow && at >= 1 && at <= 3 && text[0] != '0' && (text[at] == ',' || !point_likely);
}

/* Where the decimal point is, NONE or NONSENSE. */
static int
find_point (const char *text, gboolean point_likely)
{
  int  sure = count (text, CRM_MONEY_SURE_POINT) + count (text, '/');
  int  points = count (text, '.');
  int  commas = count (text, ',');
  int  last_point = points > 0 ? (int) (strrchr (text, '.') - text) : NONE;
  int  last_comma = commas > 0 ? (int) (strrchr (text, ',') - text) : NONE;
  char kind;

  if (sure > 1)
    return NONSENSE;
  if (sure == 1)
    return MAX (find (text, CRM_MONEY_SURE_POINT), find (text, '/'));
  if (points + commas == 0)
    return NONE;

  kind = last_point > last_comma ? '.' : ',';
  if (points > 0 && commas > 0)
    return count (text, kind) == 1 ? MAX (last_point, last_comma) : NONSENSE;
  if (points + commas > 1)
    return NONE;
  if (strchr (text, CRM_MONEY_SURE_GROUP) == NULL && parts_thousands (text, find (text, kind), point_likely))
    return NONE;

  return find (text, kind);
}

/* Groups of three, or the Indian way: three at the end and twos before it. */
static gboolean
groups_make_sense (const char *text, int end)
{
  int n_groups = 1, twos = 0, length = 0, first = 0;

  for (int i = 0; i < end; i++)
    {
      if (g_ascii_isdigit (text[i]))
        {
          length++;
          continue;
        }
      if (n_groups == 1)
        first = length;
      else if (length == 2)
        twos++;
      else if (length != 3)
        return FALSE;
      n_groups++;
      length = 0;
    }
  if (n_groups == 1)
    return TRUE;

  return length == 3 && first >= 1 && first <= 3 && (twos == 0 || (twos == n_groups - 2 && first <= 2));
}

/**
 * crm_money_figures_read:
 * @figures: digits and separators
 * @point_likely: whether a fraction of three figures is to be expected
 * @mantissa: (out): the digits as one number
 * @decimals: (out): how many of them are decimals; the last of these is not 0
 *
 * Returns: whether that worked
 */
CrmMoneyFigures
crm_money_figures_read (const char *figures, gboolean point_likely, guint64 *mantissa, int *decimals)
{
  int length = (int) strlen (figures);
  int point = find_point (figures, point_likely);
  int end;

  *mantissa = 0;
  *decimals = 0;
  if (point == NONSENSE || !groups_make_sense (figures, point == NONE ? length : point))
    return CRM_MONEY_FIGURES_UNCLEAR;

  for (end = length; point != NONE && end > point + 1 && figures[end - 1] == '0'; end--)
    continue;
  for (int i = 0; i < end; i++)
    {
      if (point != NONE && i > point && !g_ascii_isdigit (figures[i]))
        return CRM_MONEY_FIGURES_UNCLEAR;
      if (!g_ascii_isdigit (figures[i]))
        continue;
      if (!g_uint64_checked_mul (mantissa, *mantissa, 10) || !g_uint64_checked_add (mantissa, *mantissa, (guint64) (figures[i] - '0')))
        return CRM_MONEY_FIGURES_TOO_LARGE;
    }
  *decimals = point == NONE ? 0 : end - point - 1;

  return CRM_MONEY_FIGURES_GOOD;
}
