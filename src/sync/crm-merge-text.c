/* The three-way merge of text by lines ("diff3"): S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3", FSTTCS 2007. */

#include "config.h"

#include "crm-merge-text.h"

#include <string.h>

/* Texts that differ in more than this many pairs of lines are not compared: both are kept then. */
#define PAIRS_MAX (4 * 1000 * 1000)

typedef struct
{
  char **lines; /* (owned) */
  guint  count;
} Lines;

static Lines
split (const char *text)
{
  Lines self = { g_strsplit (text, "\n", -1), 0 };

  /* Nothing is one empty line, as it is for whoever reads it. */
  if (self.lines[0] == NULL)
    {
      g_strfreev (self.lines);
      self.lines = g_strdupv ((char *[]){ (char *) "", NULL });
    }
  self.count = g_strv_length (self.lines);

  return self;
}

/* The length of the longest common subsequence of every pair of ends, row by row. */
static guint16 *
measure (const Lines *a, guint a_start, guint a_end, const Lines *b, guint b_start, guint b_end)
{
  guint    width = b_end - b_start + 1;
  guint16 *length = g_new0 (guint16, (gsize) (a_end - a_start + 1) * width);

  for (guint i = a_end; i-- > a_start;)
    {
      guint16 *row = length + (gsize) (i - a_start) * width;

      for (guint j = b_end; j-- > b_start;)
        {
          guint at = j - b_start;

          row[at] = strcmp (a->lines[i], b->lines[j]) == 0 ? row[width + at + 1] + 1 : MAX (row[width + at], row[at + 1]);
        }
    }

  return length;
}

/* For each line of @a, which of @b it is, or -1; NULL where that is too much to find out. */
static int *
match (const Lines *a, const Lines *b)
{
  guint               start = 0;
  guint               a_end = a->count;
  guint               b_end = b->count;
  g_autofree int     *matches = g_new (int, a->count);
  g_autofree guint16 *length = NULL;

  memset (matches, 0xff, a->count * sizeof *matches);
  for (; start < a_end && start < b_end && strcmp (a->lines[start], b->lines[start]) == 0; start++)
    matches[start] = (int) start;
  while (a_end > start && b_end > start && strcmp (a->lines[a_end - 1], b->lines[b_end - 1]) == 0)
    matches[--a_end] = (int) --b_end;
  if ((guint64) (a_end - start + 1) * (b_end - start + 1) > PAIRS_MAX)
    return NULL;

  length = measure (a, start, a_end, b, start, b_end);
  for (guint i = start, j = start; i < a_end && j < b_end;)
    {
      guint16 *row = length + (gsize) (i - start) * (b_end - start + 1);

      if (strcmp (a->lines[i], b->lines[j]) == 0)
        matches[i++] = (int) j++;
      else if (row[b_end - start + 1 + j - start] >= row[j - start + 1])
        i++;
      else
        j++;
    }

  return g_steal_pointer (&matches);
}

typedef struct
{
  const Lines *lines;
  guint        start;
  guint        end;
} Part;

static gboolean
equal (const Part *a, const Part *b)
{
  if (a->end - a->start != b->end - b->start)
    return FALSE;
  for (guint i = 0; i < a->end - a->start; i++)
    {
      if (strcmp (a->lines->lines[a->start + i], b->lines->lines[b->start + i]) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
append (GPtrArray *out, const Part *part)
{
  for (guint i = part->start; i < part->end; i++)
    g_ptr_array_add (out, part->lines->lines[i]);
}

/* What stands between two lines that all three have. */
static gboolean
merge_part (GPtrArray *out, const Part *base, const Part *mine, const Part *theirs)
{
  if (equal (mine, theirs) || equal (base, theirs))
    append (out, mine);
  else if (equal (base, mine))
    append (out, theirs);
  else
    return FALSE;

  return TRUE;
}

static gboolean
merge_lines (GPtrArray *out, const Lines *base, const Lines *mine, const Lines *theirs, const int *in_mine, const int *in_theirs)
{
  Part b = { base, 0, 0 };
  Part m = { mine, 0, 0 };
  Part t = { theirs, 0, 0 };

  for (guint i = 0; i <= base->count; i++)
    {
      gboolean last = i == base->count;

      if (!last && (in_mine[i] < 0 || in_theirs[i] < 0))
        continue;
      b.end = i;
      m.end = last ? mine->count : (guint) in_mine[i];
      t.end = last ? theirs->count : (guint) in_theirs[i];
      if (!merge_part (out, &b, &m, &t))
        return FALSE;
      if (!last)
        g_ptr_array_add (out, base->lines[i]);
      b.start = b.end + 1;
      m.start = m.end + 1;
      t.start = t.end + 1;
    }

  return TRUE;
}

/**
 * crm_merge_text:
 * @base: what both began from
 *
 * Merges two edits of one text line by line.
 *
 * Returns: (transfer full) (nullable): the merged text; %NULL where both changed the same place, or the texts are too long and too different
 */
char *
crm_merge_text (const char *base, const char *mine, const char *theirs)
{
  Lines           b = split (base);
  Lines           m = split (mine);
  Lines           t = split (theirs);
  g_autofree int *in_mine = match (&b, &m);
  g_autofree int *in_theirs = match (&b, &t);
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  char *merged = NULL;

  if (in_mine != NULL && in_theirs != NULL && merge_lines (out, &b, &m, &t, in_mine, in_theirs))
    {
      g_ptr_array_add (out, NULL);
      merged = g_strjoinv ("\n", (char **) out->pdata);
    }
  g_strfreev (b.lines);
  g_strfreev (m.lines);
  g_strfreev (t.lines);

  return merged;
}
