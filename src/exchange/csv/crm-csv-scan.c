/* The grammar of CSV: RFC 4180, and what real exports do to it.
 *
 * Quotes are doubled, or backslashed where the dialect says so; a quote that is neither and is not followed by the end of
 * its field is kept as a letter. Lines end in CR, LF or both. Blanks around a quoted field do not count.
 *
 * A quote that never closes would swallow the rest of the file. It is given up at the end of the text, after a field's
 * greatest length, or when, a line or more later, another quote stands where a field begins: in a sound file that one
 * would have been doubled. The caller then scans the record anew with its quotes as letters from there on.
 * `no_close_before` keeps that linear: inside an open quote the state is one and the same, whichever quote opened it, so
 * what was once searched in vain is not searched again.
 */

#include "config.h"

#include "crm-csv-scan.h"

#include <string.h>

#define CLASS_DELIMITER 1
#define CLASS_NEWLINE 2
#define SPACES_MAX 64

typedef struct
{
  CrmCsvScan *scan;
  const char *text;
  gsize       length;
  gboolean    at_end;
} Scan;

/* A quoted field being searched for its end. */
typedef struct
{
  gsize    open;
  gsize    limit;
  gsize    looked; /* for line ends, up to here */
  gboolean seen_line;
} Quoted;

/* What a run of quotes in a quoted field means. */
typedef enum
{
  RUN_INSIDE,
  RUN_CLOSES,
  RUN_SUSPECT,
  RUN_CUT,
} RunMeaning;

static gboolean
is_stop (const Scan *s, gsize at)
{
  return s->scan->classes[(guint8) s->text[at]] != 0;
}

/* The text ends in a line end of ours (see crm_csv_scan_record()), so the loops below need not look at its length. */
static gsize
skip_spaces (const Scan *s, gsize at)
{
  gsize last = MIN (at + SPACES_MAX, s->length);

  while (at < last && s->text[at] == ' ')
    at++;

  return at;
}

static void
count_lines (const Scan *s, gsize from, gsize to)
{
  const char *at = s->text + from, *end = s->text + to;

  for (; at < end; at++)
    s->scan->lines += *at == '\n' || (*at == '\r' && at[1] != '\n');
}

static gboolean
is_backslashed (const Scan *s, gsize from, gsize quote)
{
  gsize at = quote;

  while (at > from && s->text[at - 1] == '\\')
    at--;

  return (quote - at) % 2 == 1;
}

static gsize
run_of_quotes (const Scan *s, gsize at)
{
  gsize end = at;

  while (end < s->length && s->text[end] == '"')
    end++;

  return end - at;
}

/* Whether a quote at @quote stands as one that opens a field. */
static gboolean
stands_first (const Scan *s, gsize quote)
{
  gsize at = quote;

  while (at > 0 && quote - at < SPACES_MAX && s->text[at - 1] == ' ')
    at--;

  return at > 0 && is_stop (s, at - 1);
}

static CrmCsvScanResult
give_up (const Scan *s, gsize open, gsize searched)
{
  CrmCsvScan *scan = s->scan;

  scan->quote = open;
  scan->quote_line = scan->lines;
  scan->no_close_before = MAX (scan->no_close_before, searched);

  return CRM_CSV_SCAN_UNCLOSED;
}

static gboolean
spans_line (const Scan *s, Quoted *q, gsize to)
{
  while (!q->seen_line && q->looked < to)
    q->seen_line = s->scan->classes[(guint8) s->text[q->looked++]] == CLASS_NEWLINE;

  return q->seen_line;
}

static RunMeaning
judge_run (const Scan *s, Quoted *q, gsize at, gsize run)
{
  gsize after = at + run;

  if (after >= s->length && !s->at_end)
    return RUN_CUT;
  if (run % 2 == 0)
    return RUN_INSIDE;

  after = skip_spaces (s, after);
  if (after >= s->length && !s->at_end)
    return RUN_CUT;
  if (is_stop (s, after))
    return RUN_CLOSES;
  if (run == 1 && stands_first (s, at) && spans_line (s, q, at))
    return RUN_SUSPECT;

  return RUN_INSIDE;
}

static CrmCsvScanResult
close_field (const Scan *s, CrmCsvSpan *span, gsize at, gsize run)
{
  span->end = at + run - 1;
  span->escaped |= run > 1;
  if (s->scan->backslash)
    span->escaped |= memchr (s->text + span->begin, '\\', span->end - span->begin) != NULL;

  return CRM_CSV_SCAN_RECORD;
}

/* The next quote from @at on that no backslash takes; G_MAXSIZE if there is none before the limit. */
static gsize
next_quote (const Scan *s, const Quoted *q, gsize at)
{
  while (at < q->limit)
    {
      const char *found = memchr (s->text + at, '"', q->limit - at);
      gsize       quote = found != NULL ? (gsize) (found - s->text) : G_MAXSIZE;

      if (found == NULL || !s->scan->backslash || !is_backslashed (s, at, quote))
        return quote;
      at = quote + 1;
    }

  return G_MAXSIZE;
}

/* Finds the quote that closes the one at @open. */
static CrmCsvScanResult
scan_quoted (const Scan *s, gsize open, CrmCsvSpan *span)
{
  Quoted q = { open, MIN (s->length, open + CRM_CSV_FIELD_MAX + 3), open, FALSE };
  gsize  at = open + 1;

  *span = (CrmCsvSpan){ .begin = at, .quoted = TRUE };
  for (;;)
    {
      gsize run;

      /* Quotes right after the opening one may pair in another way than when they were searched before. */
      if ((at > open + 1 || s->text[at] != '"') && s->scan->no_close_before > at)
        {
          at = MIN (s->scan->no_close_before, q.limit);
          span->escaped = TRUE;
        }
      at = next_quote (s, &q, at);
      if (at == G_MAXSIZE)
        return q.limit == s->length && !s->at_end ? CRM_CSV_SCAN_MORE : give_up (s, open, q.limit);

      run = run_of_quotes (s, at);
      switch (judge_run (s, &q, at, run))
        {
        case RUN_CUT:
          return CRM_CSV_SCAN_MORE;
        case RUN_SUSPECT:
          return give_up (s, open, at);
        case RUN_CLOSES:
          return close_field (s, span, at, run);
        case RUN_INSIDE:
        default:
          span->escaped |= run > 1;
          s->scan->strays += run % 2;
          at += run;
        }
    }
}

static CrmCsvScanResult
scan_field (const Scan *s, gsize *at, CrmCsvSpan *span)
{
  CrmCsvScanResult result = CRM_CSV_SCAN_RECORD;
  const guint8    *classes = s->scan->classes;
  gsize            p = *at, first = s->text[p] == ' ' ? skip_spaces (s, p) : p;

  if (s->text[first] == '"' && first < s->length && first < s->scan->literal_from)
    {
      result = scan_quoted (s, first, span);
      if (result != CRM_CSV_SCAN_RECORD)
        return result;
      count_lines (s, span->begin, span->end);
      p = skip_spaces (s, span->end + 1);
    }
  else
    {
      while (classes[(guint8) s->text[p]] == 0)
        p++;
      *span = (CrmCsvSpan){ .begin = *at, .end = p };
    }

  if (p >= s->length && !s->at_end)
    return CRM_CSV_SCAN_MORE;
  span->stop = s->text[p];
  *at = p;

  return CRM_CSV_SCAN_RECORD;
}

static CrmCsvScanResult
end_record (const Scan *s, gsize at)
{
  gboolean pair = s->text[at] == '\r' && at + 1 < s->length && s->text[at + 1] == '\n';

  if (s->text[at] == '\r' && at + 1 == s->length && !s->at_end)
    return CRM_CSV_SCAN_MORE;

  s->scan->next = MIN (at + 1 + pair, s->length);

  return CRM_CSV_SCAN_RECORD;
}

/**
 * crm_csv_scan_init:
 * @delimiters: each byte of which ends a field: one when reading, several while guessing which it is
 * @backslash: whether `\"` is a quote inside a quoted field, besides `""`
 *
 * Says how to read.
 */
void
crm_csv_scan_init (CrmCsvScan *self, const char *delimiters, gboolean backslash)
{
  memset (self->classes, 0, sizeof self->classes);
  for (; *delimiters != '\0'; delimiters++)
    self->classes[(guint8) *delimiters] = CLASS_DELIMITER;
  self->classes['\n'] = CLASS_NEWLINE;
  self->classes['\r'] = CLASS_NEWLINE;
  self->backslash = backslash;
  self->literal_from = G_MAXSIZE;
  self->no_close_before = 0;
}

/**
 * crm_csv_scan_record:
 * @text: has room for one byte after @length, which is overwritten
 * @begin: where the record begins, less than @length
 * @at_end: whether nothing follows @text
 *
 * Finds the fields of one record. With %CRM_CSV_SCAN_MORE, call again with more text; with %CRM_CSV_SCAN_UNCLOSED, set
 * @self->literal_from to @self->quote and call again. Fields beyond %CRM_CSV_COLUMNS_MAX are counted, not kept.
 */
CrmCsvScanResult
crm_csv_scan_record (CrmCsvScan *self, char *text, gsize length, gsize begin, gboolean at_end)
{
  Scan       s = { self, text, length, at_end };
  gsize      at = begin;
  CrmCsvSpan beyond;

  text[length] = '\n';
  self->n_fields = 0;
  self->lines = 0;
  self->longest = 0;
  self->strays = 0;

  for (;;)
    {
      CrmCsvSpan      *span = self->n_fields < CRM_CSV_COLUMNS_MAX ? &self->spans[self->n_fields] : &beyond;
      CrmCsvScanResult result = scan_field (&s, &at, span);

      if (result != CRM_CSV_SCAN_RECORD)
        return result;
      self->n_fields++;
      self->longest = MAX (self->longest, span->end - span->begin);
      if (self->classes[(guint8) text[at]] == CLASS_NEWLINE)
        break;
      at++;
    }
  self->lines++;

  return end_record (&s, at);
}

/**
 * crm_csv_scan_unescape:
 * @span: a field of the last record
 *
 * Undoes the escapes of a field in place.
 *
 * Returns: its new length in bytes
 */
gsize
crm_csv_scan_unescape (const CrmCsvScan *self, char *text, const CrmCsvSpan *span)
{
  const char *from = text + span->begin, *end = text + span->end;
  char       *to = text + span->begin;

  if (!span->escaped)
    return span->end - span->begin;

  while (from < end)
    {
      gboolean doubled = from[0] == '"' && from + 1 < end && from[1] == '"';
      gboolean slashed = self->backslash && from[0] == '\\' && from + 1 < end && (from[1] == '"' || from[1] == '\\');

      from += doubled || slashed;
      *to++ = *from++;
    }

  return (gsize) (to - (text + span->begin));
}

/**
 * crm_csv_scan_is_blank:
 *
 * Returns: whether the last record is an empty line, which is no record
 */
gboolean
crm_csv_scan_is_blank (const CrmCsvScan *self)
{
  return self->n_fields == 1 && !self->spans[0].quoted && self->longest == 0;
}
