/* What several reports need: months, names, filters, currencies. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-activity.h"
#include "crm-date-format.h"
#include "crm-money.h"
#include "crm-sum.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* More is no amount, whatever it is the average of. */
#define AMOUNT_MOST 9e18

/**
 * crm_report_run_wants:
 *
 * Returns: whether the record is counted: all are, where no segment was asked for
 */
gboolean
crm_report_run_wants (CrmReportRun *self, CrmReportType type, gint64 id)
{
  return self->wanted[type] == NULL || crm_id_set_has (self->wanted[type], id);
}

/**
 * crm_report_run_wants_customer:
 * @id: of a person or a company
 */
gboolean
crm_report_run_wants_customer (CrmReportRun *self, gint64 id)
{
  return crm_report_run_wants (self, g_str_equal (crm_record_type_of_id (id)->name, "company") ? CRM_REPORT_COMPANIES : CRM_REPORT_PEOPLE, id);
}

gboolean
crm_report_run_has_day (CrmReportRun *self, CrmDate day)
{
  return crm_date_is_full (day) && crm_date_compare (day, self->question->period.first) >= 0 && crm_date_compare (day, self->question->period.last) <= 0;
}

gboolean
crm_report_run_has_instant (CrmReportRun *self, gint64 instant)
{
  return instant != CRM_UNSET && crm_report_run_has_day (self, crm_date_from_instant (instant));
}

/**
 * crm_report_run_list_months:
 *
 * Returns: (transfer full) (element-type CrmPeriod): the months of the calendar in the time that is asked for; the first and the last may be parts of one
 */
GArray *
crm_report_run_list_months (CrmReportRun *self)
{
  CrmCalendar calendar = self->question->culture.calendar;
  CrmPeriod   period = self->question->period;
  GArray     *months = g_array_new (FALSE, FALSE, sizeof (CrmPeriod));

  while (crm_date_compare (period.first, period.last) <= 0)
    {
      CrmDate   end = crm_date_month_end (period.first, calendar);
      CrmPeriod month = { period.first, crm_date_compare (end, period.last) < 0 ? end : period.last };

      g_array_append_val (months, month);
      period.first = crm_date_add_days (end, 1);
    }

  return months;
}

/**
 * crm_report_find_month:
 * @months: (element-type CrmPeriod): one after the other
 *
 * Returns: which of them @day is in; -1 for none
 */
gint
crm_report_find_month (GArray *months, CrmDate day)
{
  guint low = 0;
  guint high = months->len;

  while (low < high)
    {
      guint            middle = (low + high) / 2;
      const CrmPeriod *month = &g_array_index (months, CrmPeriod, middle);

      if (crm_date_compare (day, month->first) < 0)
        high = middle;
      else if (crm_date_compare (day, month->last) > 0)
        low = middle + 1;
      else
        return (gint) middle;
    }

  return -1;
}

char *
crm_report_run_dup_month (CrmReportRun *self, const CrmPeriod *month)
{
  return crm_date_format (month->first, &self->question->culture, CRM_DATE_STYLE_MONTH_YEAR);
}

/**
 * crm_report_run_dup_title:
 *
 * Returns: (transfer full): what people call the record
 */
char *
crm_report_run_dup_title (CrmReportRun *self, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_reading_load (self->reading, id, NULL);

  return record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : g_strdup ("");
}

/**
 * crm_report_run_dup_uid:
 *
 * Returns: (transfer full): how filters name the record
 */
char *
crm_report_run_dup_uid (CrmReportRun *self, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_reading_load (self->reading, id, NULL);

  return record != NULL ? g_strdup (crm_record_get_uid (record)) : g_strdup ("");
}

/**
 * crm_report_get_segment_field:
 * @type: of records
 *
 * Returns: how a filter of those asks for what is about the customers of a view
 */
const char *
crm_report_get_segment_field (const char *type)
{
  return g_str_equal (type, "person") || g_str_equal (type, "company") ? "view" : "customer.view";
}

struct _CrmReportFilter
{
  CrmReportRun  *run;
  CrmExpression *all; /* (owned) */
};

/**
 * crm_report_filter_new:
 * @type: of the records
 *
 * Returns: (transfer full): a filter that keeps to the segment that is asked for; ended by crm_report_filter_end()
 */
CrmReportFilter *
crm_report_filter_new (CrmReportRun *run, const char *type)
{
  CrmReportFilter *self = g_new (CrmReportFilter, 1);

  *self = (CrmReportFilter){ run, crm_expression_new_group (CRM_EXPRESSION_ALL) };
  if (run->question->segment != NULL)
    crm_report_filter_add (self, crm_report_get_segment_field (type), run->question->segment);

  return self;
}

/**
 * crm_report_filter_add_test:
 * @value: (nullable): not of CRM_OP_SET and CRM_OP_UNSET
 *
 * Returns: (transfer none): @self
 */
CrmReportFilter *
crm_report_filter_add_test (CrmReportFilter *self, const char *field, CrmOp op, const char *value)
{
  g_ptr_array_add (self->all->parts, crm_expression_new_test (field, op, value));

  return self;
}

CrmReportFilter *
crm_report_filter_add (CrmReportFilter *self, const char *field, const char *value)
{
  return crm_report_filter_add_test (self, field, CRM_OP_EQUAL, value);
}

/**
 * crm_report_filter_add_days:
 *
 * From the first to the last of @days.
 */
CrmReportFilter *
crm_report_filter_add_days (CrmReportFilter *self, const char *field, const CrmPeriod *days)
{
  g_autofree char *first = crm_date_to_iso (days->first);
  g_autofree char *last = crm_date_to_iso (days->last);
  g_autofree char *range = crm_date_compare (days->first, days->last) != 0 ? g_strdup_printf ("%s..%s", first, last) : g_strdup (first);

  return crm_report_filter_add (self, field, range);
}

/**
 * crm_report_filter_add_record:
 * @id: CRM_UNSET where the field is to be empty
 */
CrmReportFilter *
crm_report_filter_add_record (CrmReportFilter *self, const char *field, gint64 id)
{
  g_autofree char *uid = id != CRM_UNSET ? crm_report_run_dup_uid (self->run, id) : NULL;

  return crm_report_filter_add_test (self, field, uid != NULL ? CRM_OP_EQUAL : CRM_OP_UNSET, uid);
}

/**
 * crm_report_filter_end:
 * @self: (transfer full)
 *
 * Returns: (transfer full): as text
 */
char *
crm_report_filter_end (CrmReportFilter *self)
{
  char *text = crm_expression_to_string (self->all);

  crm_expression_free (self->all);
  g_free (self);

  return text;
}

/**
 * crm_report_with_kinds:
 * @filter: (transfer full): of activities
 *
 * Returns: (transfer full): @filter, and of the kinds that are wanted
 */
char *
crm_report_with_kinds (char *filter, CrmReportKindFunc wanted)
{
  g_autofree char *before = filter;
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (const CrmChoice *kind = crm_activity_kinds; kind->value != NULL; kind++)
    {
      if (wanted (kind->value))
        g_string_append_printf (kinds, "%skind = %s", kinds->len > 0 ? " or " : "", kind->value);
    }

  return g_strdup_printf ("%s and (%s)", before, kinds->str);
}

void
crm_report_money_add (CrmReportMoney *self, const char *code)
{
  guint i = 0;

  self->n_all++;
  while (i < self->n_known && strcmp (self->known[i].code, code) != 0)
    i++;
  if (i == G_N_ELEMENTS (self->known))
    return;
  if (i == self->n_known)
    g_strlcpy (self->known[self->n_known++].code, code, sizeof self->known[i].code);
  self->known[i].count++;
}

static char *
dup_others (CrmReportRun *run, guint n)
{
  g_autofree char *count = crm_culture_count (&run->question->culture, n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s is in another currency: it is counted, and not in the amounts.", "%s are in other currencies: they are counted, and not in the amounts.", n),
                          count);
}

/**
 * crm_report_money_find:
 * @code: (out): the currency that most were in; empty where there were none
 *
 * Returns: how many were in others
 */
guint
crm_report_money_find (const CrmReportMoney *self, char code[4])
{
  guint best = 0;

  code[0] = '\0';
  for (guint i = 1; i < self->n_known; i++)
    {
      if (self->known[i].count > self->known[best].count)
        best = i;
    }
  if (self->n_known == 0)
    return 0;

  g_strlcpy (code, self->known[best].code, 4);
  return self->n_all - self->known[best].count;
}

/**
 * crm_report_money_choose:
 *
 * The table's amounts are in the currency that most were in.
 */
void
crm_report_money_choose (const CrmReportMoney *self, CrmReportRun *run, CrmReportTable *table)
{
  guint others = crm_report_money_find (self, table->currency);

  if (others > 0)
    crm_report_table_take_note (table, dup_others (run, others));
}

gboolean
crm_report_money_is (const CrmReportTable *table, const char *code)
{
  return strcmp (table->currency, code) == 0;
}

/**
 * crm_report_money_sum:
 *
 * Returns: @sum and @amount, where that is in the currency of the table; the largest number there is, where it is more
 */
gint64
crm_report_money_sum (const CrmReportTable *table, gint64 sum, gint64 amount, const char *code)
{
  return crm_report_money_is (table, code) ? crm_sum_add (sum, amount) : sum;
}

/**
 * crm_report_run_round:
 *
 * Returns: @amount, which is an average, in whole units of what people count in: more would say what nobody knows
 */
gint64
crm_report_run_round (CrmReportRun *self, const CrmReportTable *table, double amount)
{
  const CrmCurrency *currency = crm_currency_find (table->currency);
  double             unit = currency != NULL ? pow (10, currency->digits) : 1;

  if (self->question->culture.toman && strcmp (table->currency, "IRR") == 0)
    unit = 10;

  return (gint64) CLAMP (floor (amount / unit + 0.5) * unit, -AMOUNT_MOST, AMOUNT_MOST);
}
