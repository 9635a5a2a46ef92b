/* Filled by the writer's thread while the import runs, read by whoever asked for it afterwards. */

#include "config.h"

#include "crm-import-report.h"

#include <string.h>

/* A cell may be a megabyte; a list of rejected rows shows its beginning. */
#define VALUE_KEPT 200
/* A sentence may cite one. */
#define SENTENCE_KEPT 500

G_DEFINE_BOXED_TYPE (CrmImportReport, crm_import_report, crm_import_report_ref, crm_import_report_unref)

static void
count_free (CrmImportCount *count)
{
  g_free (count->type);
  g_free (count);
}

static void
reject_free (CrmImportReject *reject)
{
  g_free (reject->column);
  g_free (reject->value);
  g_free (reject->reason);
  g_free (reject);
}

static void
difference_free (CrmImportDifference *difference)
{
  g_free (difference->field);
  g_free (difference->before);
  g_free (difference->after);
  g_free (difference);
}

static void
example_free (CrmImportExample *example)
{
  g_free (example->type);
  g_free (example->title);
  g_ptr_array_unref (example->differences);
  g_free (example);
}

static void
problem_free (CrmProblem *problem)
{
  g_free (problem->message);
  g_free (problem);
}

CrmImportReport *
crm_import_report_new (void)
{
  CrmImportReport *self = g_new0 (CrmImportReport, 1);

  g_atomic_ref_count_init (&self->refs);
  self->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) reject_free);
  self->counts = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  self->examples = g_ptr_array_new_with_free_func ((GDestroyNotify) example_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);

  return self;
}

CrmImportReport *
crm_import_report_ref (CrmImportReport *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
crm_import_report_unref (CrmImportReport *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->charset);
  g_free (self->charset_reason);
  g_free (self->title);
  g_clear_pointer (&self->map, crm_import_map_unref);
  g_ptr_array_unref (self->rejects);
  g_ptr_array_unref (self->counts);
  g_ptr_array_unref (self->examples);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static CrmImportCount *
find_count (const CrmImportReport *self, const char *type)
{
  for (guint i = 0; i < self->counts->len; i++)
    {
      CrmImportCount *count = g_ptr_array_index (self->counts, i);

      if (strcmp (count->type, type) == 0)
        return count;
    }

  return NULL;
}

void
crm_import_report_count (CrmImportReport *self, const char *type, CrmImportOutcome outcome)
{
  crm_import_report_add_count (self, type, outcome, 1);
}

void
crm_import_report_add_count (CrmImportReport *self, const char *type, CrmImportOutcome outcome, guint64 n)
{
  CrmImportCount *count = find_count (self, type);

  if (count == NULL)
    {
      count = g_new0 (CrmImportCount, 1);
      count->type = g_strdup (type);
      g_ptr_array_add (self->counts, count);
    }
  count->n[outcome] += n;
}

/**
 * crm_import_report_recount:
 *
 * One of the records that were counted as @from turned out to be @to.
 */
void
crm_import_report_recount (CrmImportReport *self, const char *type, CrmImportOutcome from, CrmImportOutcome to)
{
  CrmImportCount *count = find_count (self, type);

  if (count == NULL || count->n[from] == 0)
    return;
  count->n[from]--;
  count->n[to]++;
}

/**
 * crm_import_report_get:
 * @type: name of a record type
 *
 * Returns: how many records of @type met with @outcome
 */
guint64
crm_import_report_get (const CrmImportReport *self, const char *type, CrmImportOutcome outcome)
{
  const CrmImportCount *count = find_count (self, type);

  return count != NULL ? count->n[outcome] : 0;
}

/**
 * crm_import_report_get_written:
 *
 * Returns: how many records were created or updated, of all types
 */
guint64
crm_import_report_get_written (const CrmImportReport *self)
{
  guint64 n = 0;

  for (guint i = 0; i < self->counts->len; i++)
    {
      const CrmImportCount *count = g_ptr_array_index (self->counts, i);

      n += count->n[CRM_IMPORT_CREATED] + count->n[CRM_IMPORT_UPDATED];
    }

  return n;
}

static char *
shorten (const char *text, glong kept)
{
  if (text == NULL || strlen (text) <= (gsize) kept)
    return g_strdup (text);

  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), kept));
}

/**
 * crm_import_report_reject:
 * @column: (nullable): the heading of the cell at fault
 */
void
crm_import_report_reject (CrmImportReport *self, guint64 line, const char *column, const char *value, const char *reason)
{
  CrmImportReject *reject;

  self->n_rejected++;
  if (self->rejects->len == CRM_IMPORT_REJECTS_KEPT)
    return;

  reject = g_new0 (CrmImportReject, 1);
  reject->line = line;
  reject->column = g_strdup (column);
  reject->value = shorten (value, VALUE_KEPT);
  reject->reason = shorten (reason, SENTENCE_KEPT);
  g_ptr_array_add (self->rejects, reject);
}

void
crm_import_report_add_problem (CrmImportReport *self, guint64 line, const char *message)
{
  CrmProblem *problem;

  self->n_problems++;
  if (self->problems->len == CRM_PROBLEMS_MAX)
    return;

  problem = g_new0 (CrmProblem, 1);
  problem->line = line;
  problem->message = shorten (message, SENTENCE_KEPT);
  g_ptr_array_add (self->problems, problem);
}

/**
 * crm_import_report_wants_example:
 *
 * Returns: whether one more example of @outcome is worth making
 */
gboolean
crm_import_report_wants_example (const CrmImportReport *self, CrmImportOutcome outcome)
{
  return self->n_examples[outcome] < CRM_IMPORT_EXAMPLES_KEPT;
}

/**
 * crm_import_report_add_example:
 * @title: (transfer full): of the record
 *
 * Returns: (transfer none): the example
 */
CrmImportExample *
crm_import_report_add_example (CrmImportReport *self, guint64 line, gint64 id, const char *type, char *title, CrmImportOutcome outcome)
{
  CrmImportExample *example = g_new0 (CrmImportExample, 1);

  example->line = line;
  example->id = id;
  example->type = g_strdup (type);
  example->title = title;
  example->outcome = outcome;
  example->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);
  g_ptr_array_add (self->examples, example);
  self->n_examples[outcome]++;

  return example;
}

/**
 * crm_import_example_add:
 * @before: (transfer full)
 * @after: (transfer full)
 */
void
crm_import_example_add (CrmImportExample *self, const char *field, char *before, char *after)
{
  CrmImportDifference *difference = g_new0 (CrmImportDifference, 1);

  difference->field = g_strdup (field);
  difference->before = before;
  difference->after = after;
  g_ptr_array_add (self->differences, difference);
}
