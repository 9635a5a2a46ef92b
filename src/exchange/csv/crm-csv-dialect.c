/* Guesses the delimiter, the way of quoting, the preamble and the header of a CSV file from its first 200 records.
 *
 * The delimiter is the one that cuts the records most evenly, counted outside quotes by the same scanner that reads the
 * file later. Pure functions.
 */

#include "config.h"

#include "crm-csv-dialect.h"

#include "crm-csv-scan.h"

#include <string.h>

#define CANDIDATES ",;\t|"
#define N_CANDIDATES 4
#define RECORDS_MAX 200
#define NOTES_MAX (16 * 1024) /* bytes of a preamble like LinkedIn's */
#define TITLES_MAX 20         /* lines of a title above the header */

typedef struct
{
  guint records;
  guint fields[N_CANDIDATES][RECORDS_MAX];
  guint malformed;
} Survey;

typedef struct
{
  char    *text;
  gsize    length;
  gboolean at_end;
} Sample;

/* The next record from *@at on, whatever its quotes. Returns FALSE at the end of the sample. */
static gboolean
next_record (CrmCsvScan *scan, const Sample *sample, gsize *at, guint *malformed)
{
  if (*at >= sample->length)
    return FALSE;

  scan->literal_from = G_MAXSIZE;
  while (crm_csv_scan_record (scan, sample->text, sample->length, *at, TRUE) == CRM_CSV_SCAN_UNCLOSED)
    {
      scan->literal_from = scan->quote;
      *malformed += 2;
    }
  *malformed += scan->strays;
  *at = scan->next;

  return TRUE;
}

static void
survey_record (Survey *survey, const CrmCsvScan *scan)
{
  gsize n = MIN (scan->n_fields, CRM_CSV_COLUMNS_MAX);

  for (guint c = 0; c < N_CANDIDATES; c++)
    survey->fields[c][survey->records] = 1;
  for (gsize i = 0; i < n; i++)
    {
      const char *found = scan->spans[i].stop != '\0' ? strchr (CANDIDATES, scan->spans[i].stop) : NULL;

      if (found != NULL)
        survey->fields[found - CANDIDATES][survey->records]++;
    }
  survey->records++;
}

static void
survey_sample (Survey *survey, const Sample *sample, gsize begin, const char *delimiters, gboolean backslash)
{
  g_autofree CrmCsvScan *scan = g_new (CrmCsvScan, 1);
  gsize                  at = begin;

  memset (survey, 0, sizeof *survey);
  crm_csv_scan_init (scan, delimiters, backslash);
  while (survey->records < RECORDS_MAX && next_record (scan, sample, &at, &survey->malformed))
    {
      gboolean cut = at >= sample->length && !sample->at_end && survey->records > 0;

      if (!crm_csv_scan_is_blank (scan) && !cut)
        survey_record (survey, scan);
    }
}

static guint
most_common (const guint *values, guint n, guint *times)
{
  guint best = 0;

  *times = 0;
  for (guint i = 0; i < n; i++)
    {
      guint same = 0;

      for (guint j = 0; j < n; j++)
        same += values[j] == values[i];
      if (same > *times || (same == *times && values[i] > best))
        {
          *times = same;
          best = values[i];
        }
    }

  return best;
}

/* How evenly, and into how many columns, a delimiter cuts the records. The header should be as wide as the rest. */
static double
score (const Survey *survey, guint candidate)
{
  guint  times, common = most_common (survey->fields[candidate], survey->records, &times);
  double share;

  if (common < 2)
    return 0;
  share = (double) times / survey->records;

  return share * share * MIN (common, 12) * (survey->fields[candidate][0] == common ? 1.25 : 1);
}

static char
choose_delimiter (const Survey *survey)
{
  double best = 0;
  char   delimiter = CANDIDATES[0];

  for (guint c = 0; c < N_CANDIDATES; c++)
    {
      double value = score (survey, c);

      if (value > best)
        {
          best = value;
          delimiter = CANDIDATES[c];
        }
    }

  return delimiter;
}

static gsize
line_end (const Sample *sample, gsize at)
{
  while (at < sample->length && sample->text[at] != '\n' && sample->text[at] != '\r')
    at++;

  return at;
}

static gsize
next_line (const Sample *sample, gsize at)
{
  at = line_end (sample, at);
  if (at < sample->length && sample->text[at] == '\r')
    return at + 1 + (at + 1 < sample->length && sample->text[at + 1] == '\n');

  return MIN (at + 1, sample->length);
}

/* "sep=;", which spreadsheets write and obey. */
static void
skip_sep_line (CrmCsvDialect *self, const Sample *sample)
{
  gsize       end = line_end (sample, 0), next = next_line (sample, 0), at = 0;
  const char *text = sample->text;

  if (at < end && text[at] == '"')
    at++;
  if (end < at + 5 || g_ascii_strncasecmp (text + at, "sep=", 4) != 0)
    return;
  if (end - at > 6 || (end - at == 6 && text[at + 5] != '"') || text[at + 4] == '"' || text[at + 4] == '\0')
    return;

  if (self->delimiter == '\0')
    self->delimiter = text[at + 4];
  self->begin = next;
  self->line++;
}

static gboolean
is_blank_line (const Sample *sample, gsize from, gsize to)
{
  while (from < to && strchr (" \t,;", sample->text[from]) != NULL)
    from++;

  return from == to;
}

/* "Notes:", some lines for people, and an empty line: so LinkedIn begins its list of connections. */
static void
skip_notes (CrmCsvDialect *self, const Sample *sample)
{
  gsize   at = self->begin, quoted;
  guint64 line = self->line;

  quoted = at < sample->length && sample->text[at] == '"';
  if (sample->length - at < 6 + quoted || g_ascii_strncasecmp (sample->text + at + quoted, "Notes:", 6) != 0)
    return;

  while (at < sample->length && at - self->begin < NOTES_MAX)
    {
      gboolean blank = is_blank_line (sample, at, line_end (sample, at));

      at = next_line (sample, at);
      line++;
      if (blank)
        {
          self->begin = at;
          self->line = line;
          return;
        }
    }
}

static gsize
count_filled (const CrmCsvScan *scan)
{
  gsize filled = 0, n = MIN (scan->n_fields, CRM_CSV_COLUMNS_MAX);

  for (gsize i = 0; i < n; i++)
    filled += scan->spans[i].end > scan->spans[i].begin;

  return filled;
}

/* Lines with one filled cell above a table of three columns or more are its title. */
static void
skip_titles (CrmCsvDialect *self, const Sample *sample, guint columns)
{
  g_autofree CrmCsvScan *scan = g_new (CrmCsvScan, 1);
  char                   delimiters[2] = { self->delimiter, '\0' };
  gsize                  at = self->begin, begin = at;
  guint64                line = self->line;
  guint                  malformed = 0;

  crm_csv_scan_init (scan, delimiters, self->backslash);
  for (guint i = 0; i < TITLES_MAX && next_record (scan, sample, &at, &malformed); i++)
    {
      if (count_filled (scan) > 1)
        {
          self->begin = begin;
          self->line = line;
          return;
        }
      if (columns < 3 && !crm_csv_scan_is_blank (scan))
        return;
      line += scan->lines;
      begin = at;
    }
}

/* An e-mail address, a number or a date: what no one names a column. */
static gboolean
looks_like_value (const char *text, gsize length)
{
  guint digits = 0, letters = 0;

  if (memchr (text, '@', length) != NULL && memchr (text, '.', length) != NULL && memchr (text, ' ', length) == NULL)
    return TRUE;

  for (gsize i = 0; i < length; i++)
    {
      gboolean local = i + 1 < length && ((guint8) text[i] == 0xdb || (guint8) text[i] == 0xd9) &&
                       ((guint8) text[i + 1] & 0xf0) == ((guint8) text[i] == 0xdb ? 0xb0 : 0xa0);

      digits += g_ascii_isdigit (text[i]) || local;
      letters += !local && (g_ascii_isalpha (text[i]) || (guint8) text[i] >= 0xc0);
      i += local;
    }

  return digits >= 5 && letters == 0;
}

static void
guess_header (CrmCsvDialect *self, const Sample *sample)
{
  g_autofree CrmCsvScan *scan = g_new (CrmCsvScan, 1);
  char                   delimiters[2] = { self->delimiter, '\0' };
  gsize                  at = self->begin;
  guint                  malformed = 0;

  self->has_header = TRUE;
  crm_csv_scan_init (scan, delimiters, self->backslash);
  if (!next_record (scan, sample, &at, &malformed))
    return;

  for (gsize i = 0; i < MIN (scan->n_fields, CRM_CSV_COLUMNS_MAX); i++)
    if (looks_like_value (sample->text + scan->spans[i].begin, scan->spans[i].end - scan->spans[i].begin))
      self->has_header = FALSE;
}

static void
guess_quoting (CrmCsvDialect *self, const Sample *sample, const char *delimiters, Survey *survey)
{
  g_autofree Survey *other = NULL;

  survey_sample (survey, sample, self->begin, delimiters, FALSE);
  if (survey->malformed == 0 || memmem (sample->text, sample->length, "\\\"", 2) == NULL)
    return;

  other = g_new (Survey, 1);
  survey_sample (other, sample, self->begin, delimiters, TRUE);
  if (other->malformed < survey->malformed)
    {
      self->backslash = TRUE;
      *survey = *other;
    }
}

static guint
count_columns (const Survey *survey, char delimiter)
{
  const char *found = strchr (CANDIDATES, delimiter);
  guint       times;

  return found != NULL ? most_common (survey->fields[found - CANDIDATES], survey->records, &times) : 2;
}

/* What stands above a header is a title; above plain rows it is one of them. */
static void
find_header (CrmCsvDialect *self, const Sample *sample, const Survey *survey)
{
  const CrmCsvDialect before = *self;

  skip_titles (self, sample, count_columns (survey, self->delimiter));
  guess_header (self, sample);
  if (!self->has_header)
    {
      self->begin = before.begin;
      self->line = before.line;
    }
}

/**
 * crm_csv_dialect_guess:
 * @self: (out caller-allocates): what was found
 * @text: the beginning of a file in UTF-8; has room for one byte after @length, which is overwritten
 * @at_end: whether @text is the whole file
 * @delimiter: what a person said ends a cell, or 0
 * @headless: whether a person said that there is no header, and so nothing above it
 *
 * Finds out how a file is written. Never fails: a text that is no table comes out as one column.
 */
void
crm_csv_dialect_guess (CrmCsvDialect *self, char *text, gsize length, gboolean at_end, char delimiter, gboolean headless)
{
  const Sample       sample = { text, length, at_end };
  g_autofree Survey *survey = g_new (Survey, 1);
  char               delimiters[] = CANDIDATES;

  *self = (CrmCsvDialect){ .delimiter = delimiter, .line = 1 };
  skip_sep_line (self, &sample);
  if (!headless)
    skip_notes (self, &sample);
  if (self->delimiter != '\0')
    {
      delimiters[0] = self->delimiter;
      delimiters[1] = '\0';
    }
  guess_quoting (self, &sample, delimiters, survey);
  if (self->delimiter == '\0')
    self->delimiter = choose_delimiter (survey);
  if (!headless)
    find_header (self, &sample, survey);
}
