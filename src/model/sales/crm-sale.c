#include "config.h"

#include "crm-sale-private.h"

#include "crm-date.h"
#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-invoice.h"
#include "crm-quote.h"
#include "crm-sales-order.h"
#include "crm-series.h"
#include "crm-tax.h"
#include "crm-text.h"

static const CrmSaleKind quote = { "draft", "declined", FALSE };
static const CrmSaleKind sales_order = { "draft", "cancelled", FALSE };
static const CrmSaleKind invoice = { "draft", "cancelled", TRUE };

/* Of what has its number and is fixed, these can be changed still. */
static const char *const free_fields[] = { "status", "tags", "about", "owner", "due", "source", "source_detail", "campaign", "deal", CRM_CUSTOM_VALUES, "foreign_fields", NULL };

/**
 * crm_sale_get_kind:
 *
 * Returns: (nullable): what kind of document it is; %NULL for a record of another type
 */
const CrmSaleKind *
crm_sale_get_kind (CrmRecord *self)
{
  if (CRM_IS_QUOTE (self))
    return &quote;
  if (CRM_IS_SALES_ORDER (self))
    return &sales_order;

  return CRM_IS_INVOICE (self) ? &invoice : NULL;
}

static gboolean
has_status (CrmRecord *self, const char *status)
{
  return g_strcmp0 (crm_object_get_text (CRM_OBJECT (self), "status"), status) == 0;
}

/**
 * crm_sale_is_draft:
 *
 * Returns: whether nobody outside has got it yet
 */
gboolean
crm_sale_is_draft (CrmRecord *self)
{
  return crm_object_get_text (CRM_OBJECT (self), "status") == NULL || has_status (self, crm_sale_get_kind (self)->draft);
}

/**
 * crm_sale_counts:
 *
 * Returns: whether what it says goes: it is neither a draft nor cancelled
 */
gboolean
crm_sale_counts (CrmRecord *self)
{
  return !crm_sale_is_draft (self) && !has_status (self, crm_sale_get_kind (self)->cancelled);
}

/**
 * crm_sale_dup_number_key:
 * @series: of which kind the number is
 *
 * Returns: (transfer full): what a document of that number is looked up by
 */
char *
crm_sale_dup_number_key (const char *series, const char *number)
{
  g_autofree char *folded = crm_text_fold (number);

  return g_strdup_printf ("number:%s:%s", series, folded);
}

static gint64
get_position (CrmObject *line)
{
  gint64 position = crm_object_get_integer (line, "position");

  return position == CRM_UNSET ? G_MAXINT64 : position;
}

/* Lines without a position stay behind those that have one, in the order they came. */
static int
compare_lines (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 x = get_position (*(CrmObject *const *) a);
  gint64 y = get_position (*(CrmObject *const *) b);

  return (x > y) - (x < y);
}

/**
 * crm_sale_list_lines:
 *
 * Returns: (transfer full) (element-type CrmSaleLine): the lines in their order
 */
GPtrArray *
crm_sale_list_lines (CrmObject *self)
{
  GPtrArray *items = crm_object_get_items (self, "lines");
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; items != NULL && i < items->len; i++)
    g_ptr_array_add (lines, g_object_ref (items->pdata[i]));
  /* A stable sort: g_ptr_array_sort() is one no longer than its documentation says so. */
  if (lines->len > 1)
    g_qsort_with_data (lines->pdata, (int) lines->len, sizeof (gpointer), compare_lines, NULL);

  return lines;
}

static gboolean
read_number (CrmObject *object, const char *name, gint64 otherwise, gint64 *value, GError **error)
{
  const char *text = crm_object_get_text (object, name);

  *value = otherwise;
  if (text == NULL || crm_decimal_to_scaled (text, CRM_SALE_DIGITS, value))
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no number with up to six digits behind the point."), text);
  return FALSE;
}

static gint64
get_amount (CrmObject *object, const char *name)
{
  gint64 amount = crm_object_get_integer (object, name);

  return amount == CRM_UNSET ? 0 : amount;
}

static gboolean
read_line (CrmObject *line, CrmSaleFigures *figures, GError **error)
{
  *figures = (CrmSaleFigures){ .price = get_amount (line, "price"), .discount = get_amount (line, "discount") };

  return read_number (line, "quantity", CRM_SALE_UNIT, &figures->quantity, error) &&
         read_number (line, "discount_percent", 0, &figures->discount_percent, error) &&
         read_number (line, "tax_percent", 0, &figures->tax_percent, error);
}

/**
 * crm_sale_get_figures:
 * @lines: (element-type CrmSaleLine): as crm_sale_list_lines() has them
 * @figures: (out) (transfer full) (array): of each line
 * @totals: (out caller-allocates)
 *
 * Returns: %FALSE with %CRM_ERROR_INVALID where a line cannot be so
 */
gboolean
crm_sale_get_figures (CrmObject *self, GPtrArray *lines, CrmSaleFigures **figures, CrmSaleTotals *totals, GError **error)
{
  g_autofree CrmSaleFigures *all = g_new0 (CrmSaleFigures, lines->len + 1);
  CrmSaleTerms               terms = { 0, get_amount (self, "discount"), crm_object_get_boolean (self, "tax_included") };

  *totals = (CrmSaleTotals){ 0 };
  for (guint i = 0; i < lines->len; i++)
    {
      if (read_line (lines->pdata[i], &all[i], error))
        continue;
      /* Translators: what is wrong with a line of an invoice: %u is its number, and the sentence follows */
      g_prefix_error (error, _ ("Line %u: "), i + 1);
      return FALSE;
    }
  if (!read_number (self, "discount_percent", 0, &terms.discount_percent, error) || !crm_sale_sum (all, lines->len, &terms, totals, error))
    return FALSE;

  *figures = g_steal_pointer (&all);
  return TRUE;
}

gboolean
crm_sale_get_totals (CrmObject *self, CrmSaleTotals *totals, GError **error)
{
  g_autoptr (GPtrArray) lines = crm_sale_list_lines (self);
  g_autofree CrmSaleFigures *figures = NULL;

  return crm_sale_get_figures (self, lines, &figures, totals, error);
}

static gboolean
set_text (CrmObject *object, const char *name, const char *text)
{
  if (g_strcmp0 (crm_object_get_text (object, name), text) == 0)
    return FALSE;

  crm_object_set_text (object, name, text);
  return TRUE;
}

/* Every line says its place, so that lines of two devices have an order. */
static void
settle_places (CrmObject *self)
{
  GPtrArray *lines = crm_object_get_items (self, "lines");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean changed = FALSE;
  gint64   last = 0;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      CrmItem *line = crm_item_copy (lines->pdata[i]);

      if (crm_object_get_integer (CRM_OBJECT (line), "position") == CRM_UNSET)
        {
          crm_object_set_integer (CRM_OBJECT (line), "position", last + 1);
          changed = TRUE;
        }
      last = MAX (last, crm_object_get_integer (CRM_OBJECT (line), "position"));
      g_ptr_array_add (all, line);
    }
  if (changed)
    crm_object_set_items (self, "lines", all);
}

/* What cannot be summed up has no sum; crm_sale_validate() says why. */
static void
crm_sale_prepare (CrmObject *self)
{
  CrmSaleTotals totals;
  gboolean      good;

  crm_items_share_currency (self, "lines");
  settle_places (self);
  good = crm_sale_get_totals (self, &totals, NULL);
  crm_object_set_integer (self, "net", good ? totals.net : CRM_UNSET);
  crm_object_set_integer (self, "tax", good ? totals.tax : CRM_UNSET);
  crm_object_set_integer (self, "total", good ? totals.total : CRM_UNSET);
}

gboolean
crm_sale_validate (CrmRecord *record, GError **error)
{
  const char   *day = crm_object_get_text (CRM_OBJECT (record), "date");
  CrmSaleTotals totals;
  CrmDate       date;

  if (day != NULL && (!crm_date_from_iso (day, &date) || !crm_date_is_full (date)))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no day of the calendar."), day);
      return FALSE;
    }

  return crm_sale_get_totals (CRM_OBJECT (record), &totals, error);
}

/* The rate of the document's day: a tax that changes at midnight is another one on a draft of tomorrow. */
static void
settle_taxes (CrmObject *self, CrmRecordContext *context)
{
  GPtrArray *lines = crm_object_get_items (self, "lines");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean changed = FALSE;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      CrmItem *line = crm_item_copy (lines->pdata[i]);
      gint64   id = crm_object_get_integer (CRM_OBJECT (line), "tax");
      g_autoptr (CrmRecord) tax = id != CRM_UNSET ? context->load (context, id) : NULL;

      if (tax != NULL && CRM_IS_TAX (tax))
        changed |= set_text (CRM_OBJECT (line), "tax_percent", crm_tax_get_percent (tax, crm_object_get_text (self, "date")));
      g_ptr_array_add (all, line);
    }
  if (!changed)
    return;

  crm_object_set_items (self, "lines", all);
  crm_sale_prepare (self);
}

/* What has its number and is fixed is shown in an editor, and cannot be changed there. */
static CrmFieldUse
crm_sale_get_use (CrmObject *self, const CrmField *field)
{
  GPtrArray *serials = crm_object_get_items (self, "serials");
  gboolean   issued = crm_sale_get_kind (CRM_RECORD (self))->fixed && !crm_sale_is_draft (CRM_RECORD (self)) && serials != NULL && serials->len > 0;

  return issued && !g_strv_contains (free_fields, field->name) ? CRM_FIELD_USE_SETTLED : CRM_FIELD_USE_OPEN;
}

static gboolean
refuse_edit (CrmRecord *before, GError **error)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (before));

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” has been issued, so what it says cannot be changed. Cancel it and issue another, or enter a return."), title);
  return FALSE;
}

/* The same customer under one name where there were two is no other customer. */
static gboolean
is_merged (CrmRecord *record, CrmRecord *before, const CrmField *field, CrmRecordContext *context)
{
  return field->kind == CRM_KIND_REFERENCE && context->merged != 0 && crm_object_get_integer (CRM_OBJECT (before), field->name) == context->merged &&
         crm_object_get_integer (CRM_OBJECT (record), field->name) == context->merged_into;
}

/* What was issued says what it said. */
static gboolean
check_fixed (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);

  if (before == NULL || !crm_sale_get_kind (record)->fixed || crm_sale_is_draft (before))
    return TRUE;
  if (crm_sale_is_draft (record))
    return refuse_edit (before, error);

  for (guint i = 0; i < n_fields; i++)
    {
      if (!g_strv_contains (free_fields, fields[i].name) && !crm_object_equal_field (CRM_OBJECT (record), CRM_OBJECT (before), i) && !is_merged (record, before, &fields[i], context))
        return refuse_edit (before, error);
    }

  return TRUE;
}

static const char *
get_series (CrmRecord *self)
{
  return CRM_IS_INVOICE (self) && crm_invoice_is_return (self) ? "return" : crm_record_get_record_type (self)->name;
}

/* A number that somebody has typed is theirs; one that was given already, and taken back by an undo, is given again. */
static gboolean
settle_number (CrmRecord *record, CrmRecordContext *context, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  GPtrArray *serials = crm_object_get_items (self, "serials");

  if (crm_sale_is_draft (record) || crm_object_get_text (self, "number") != NULL)
    return TRUE;
  if (serials == NULL || serials->len == 0)
    return crm_series_take (context, record, get_series (record), error);

  crm_object_set_text (self, "number", crm_object_get_text (serials->pdata[0], "number"));
  return TRUE;
}

gboolean
crm_sale_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);

  if (context->restoring)
    return TRUE;
  if (crm_object_get_text (self, "status") == NULL)
    crm_object_set_text (self, "status", crm_sale_get_kind (record)->draft);
  crm_sale_settle_day (self, context);
  if (before == NULL || crm_sale_is_draft (before))
    settle_taxes (self, context);

  return check_fixed (record, before, context, error) && settle_number (record, context, error);
}

/* What nobody has given a day is of today. */
void
crm_sale_settle_day (CrmObject *self, CrmRecordContext *context)
{
  g_autofree char *today = crm_date_to_iso (crm_date_from_instant (context->now));

  if (crm_object_get_text (self, "date") == NULL)
    crm_object_set_text (self, "date", today);
}

static gboolean
crm_sale_get_event (CrmRecord *self, gint64 *at, const char **kind)
{
  *kind = get_series (self);
  *at = crm_record_place_on_day (self);

  return !crm_sale_is_draft (self);
}

void
crm_sale_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  GPtrArray  *serials = crm_object_get_items (CRM_OBJECT (self), "serials");
  const char *number = crm_object_get_text (CRM_OBJECT (self), "number");

  if (number != NULL)
    g_ptr_array_add (keys, crm_sale_dup_number_key (get_series (self), number));
  for (guint i = 0; serials != NULL && i < serials->len; i++)
    {
      const char *given = crm_object_get_text (serials->pdata[i], "number");

      if (given != NULL)
        g_ptr_array_add (keys, crm_sale_dup_number_key (get_series (self), given));
    }
}

/* A deal's documents are its customer's. */
static void
crm_sale_collect_parents (CrmRecord *self, GArray *ids)
{
  crm_record_collect_references (self, (const char *const[]){ "person", "company", "deal", NULL }, ids);
}

static gboolean
crm_sale_may_go (CrmRecord *self, GError **error)
{
  GPtrArray       *serials = crm_object_get_items (CRM_OBJECT (self), "serials");
  g_autofree char *title = NULL;

  if (serials == NULL || serials->len == 0)
    return TRUE;

  title = crm_object_dup_title (CRM_OBJECT (self));
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” has its number, and no number may be missing. Cancel it instead of deleting it."), title);
  return FALSE;
}

/* A draft again, which keeps the number it was given for when it is issued. */
static void
crm_sale_take_back (CrmRecord *self)
{
  crm_object_set_text (CRM_OBJECT (self), "status", crm_sale_get_kind (self)->draft);
  crm_object_set_text (CRM_OBJECT (self), "number", NULL);
}

static char *
crm_sale_dup_title (CrmObject *self)
{
  const char *number = crm_object_get_text (self, "number");
  const char *subject = crm_object_get_text (self, "subject");
  const char *label = crm_record_type_from_gtype (G_OBJECT_TYPE (self))->label;
  const char *type = g_str_equal (get_series (CRM_RECORD (self)), "return") ? N_ ("Return") : label;

  if (number == NULL)
    return g_strdup (subject != NULL ? subject : _ (type));
  if (subject != NULL)
    /* Translators: an invoice by its number and what it is about */
    return g_strdup_printf (_ ("%1$s · %2$s"), number, subject);

  /* Translators: 1: quote, order or invoice, 2: its number */
  return g_strdup_printf (_ ("%1$s %2$s"), _ (type), number);
}

void
crm_sale_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->prepare = crm_sale_prepare;
  CRM_OBJECT_CLASS (klass)->dup_title = crm_sale_dup_title;
  CRM_OBJECT_CLASS (klass)->get_use = crm_sale_get_use;
  klass->get_event = crm_sale_get_event;
  klass->collect_keys = crm_sale_collect_keys;
  klass->collect_parents = crm_sale_collect_parents;
  klass->before_save = crm_sale_before_save;
  klass->validate = crm_sale_validate;
  klass->take_back = crm_sale_take_back;
  klass->may_go = crm_sale_may_go;
}
