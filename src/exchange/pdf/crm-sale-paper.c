#include "config.h"

#include "crm-sale-paper.h"

#include "crm-date-format.h"
#include "crm-decimal.h"
#include "crm-invoice.h"
#include "crm-main-item.h"
#include "crm-money.h"
#include "crm-quote.h"
#include "crm-sale.h"
#include "crm-sales-order.h"
#include "crm-settlement.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmStore       *store;
  CrmRecord      *document;
  CrmObject      *object; /* the same */
  CrmCulture      culture;
  const char     *currency; /* (nullable) */
  gboolean        official;
  gboolean        discounts; /* some line has one, or the whole */
  gboolean        taxes;
  GPtrArray      *lines;   /* (owned) */
  CrmSaleFigures *figures; /* (owned) */
  CrmSaleTotals   totals;
  CrmPaper       *paper;
} Writing;

static char *
dup_figures (const Writing *self, gint64 amount)
{
  return crm_money_format (amount, self->currency, &self->culture, CRM_MONEY_STYLE_FIGURES);
}

static char *
dup_full (const Writing *self, gint64 amount)
{
  return crm_money_format (amount, self->currency, &self->culture, CRM_MONEY_STYLE_FULL);
}

static const char *
get_title (CrmRecord *document)
{
  if (CRM_IS_QUOTE (document))
    return C_ ("on paper", "Quote");
  if (CRM_IS_SALES_ORDER (document))
    return C_ ("on paper", "Order");

  return crm_invoice_is_return (document) ? C_ ("on paper", "Credit Note") : C_ ("on paper", "Invoice");
}

/* What people have written runs in its own direction. */
static void
add_words (GPtrArray *pairs, const char *label, const char *words)
{
  g_autofree char *text = words != NULL ? crm_text_isolate (words) : NULL;

  crm_paper_add_pair (pairs, label, text);
}

static void
add_day (Writing *self, const char *label, const char *field)
{
  const char      *iso = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->object), field) >= 0 ? crm_object_get_text (self->object, field) : NULL;
  CrmDate          date;
  g_autofree char *text = NULL;

  if (iso == NULL || !crm_date_from_iso (iso, &date))
    return;

  text = crm_date_format (date, &self->culture, CRM_DATE_STYLE_LONG);
  crm_paper_add_pair (self->paper->head, label, text);
}

static void
add_digits (Writing *self, GPtrArray *pairs, const char *label, const char *value)
{
  g_autofree char *digits = value != NULL ? crm_culture_digits (&self->culture, value) : NULL;
  g_autofree char *text = digits != NULL ? crm_text_isolate_ltr (digits) : NULL;

  crm_paper_add_pair (pairs, label, text);
}

static void
add_source_number (Writing *self, const char *label, const char *field)
{
  gint64 id = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->object), field) >= 0 ? crm_object_get_integer (self->object, field) : CRM_UNSET;
  g_autoptr (CrmRecord) source = id != CRM_UNSET ? crm_store_get (self->store, id, NULL) : NULL;

  if (source != NULL)
    add_digits (self, self->paper->head, label, crm_object_get_text (CRM_OBJECT (source), "number"));
}

static void
write_head (Writing *self)
{
  GPtrArray *head = self->paper->head;

  add_digits (self, head, C_ ("on paper", "Number"), crm_object_get_text (self->object, "number"));
  add_day (self, _ ("Date"), "date");
  add_day (self, _ ("Due"), "due");
  add_day (self, _ ("Valid until"), "valid_until");
  add_day (self, _ ("Delivery promised"), "promised");
  add_source_number (self, _ ("Quote"), "quote");
  add_source_number (self, _ ("Sales order"), "sales_order");
  add_source_number (self, _ ("Return of"), "returns");
  add_words (head, _ ("Subject"), crm_object_get_text (self->object, "subject"));
}

static char *
dup_setting (Writing *self, const char *name)
{
  return crm_store_get_setting (self->store, name);
}

static void
add_setting (Writing *self, GPtrArray *pairs, const char *label, const char *name, gboolean digits)
{
  g_autofree char *value = dup_setting (self, name);

  if (digits)
    add_digits (self, pairs, label, value);
  else
    add_words (pairs, label, value);
}

static void
write_seller (Writing *self)
{
  CrmPaperParty *seller = &self->paper->parties[0];
  g_autoptr (CrmRecord) logo = NULL;
  gint64 id = crm_store_find_key (self->store, "setting:business_logo", "setting");

  seller->heading = g_strdup (_ ("Seller"));
  seller->name = dup_setting (self, "business_name");
  add_setting (self, seller->lines, _ ("National ID"), "business_national_id", TRUE);
  add_setting (self, seller->lines, _ ("Economic code"), "business_economic_code", TRUE);
  add_setting (self, seller->lines, _ ("Address"), "business_address", FALSE);
  add_setting (self, seller->lines, _ ("Postal code"), "business_postal_code", TRUE);
  add_setting (self, seller->lines, _ ("Phone"), "business_phone", TRUE);

  logo = id != 0 ? crm_store_get (self->store, id, NULL) : NULL;
  if (logo != NULL && crm_object_get_text (CRM_OBJECT (logo), "file") != NULL)
    self->paper->logo = crm_store_load_content (self->store, crm_object_get_text (CRM_OBJECT (logo), "file"), NULL, NULL);
}

static CrmRecord *
load_customer (Writing *self, const char *field)
{
  gint64 id = crm_object_get_integer (self->object, field);

  return id != CRM_UNSET ? crm_store_get (self->store, id, NULL) : NULL;
}

static void
add_contact (Writing *self, CrmRecord *customer)
{
  GPtrArray       *pairs = self->paper->parties[1].lines;
  CrmObject       *object = CRM_OBJECT (customer);
  GPtrArray       *addresses = crm_object_get_items (object, "addresses");
  CrmObject       *address = addresses != NULL && addresses->len > 0 ? addresses->pdata[0] : NULL;
  g_autofree char *place = address != NULL ? crm_object_dup_title (address) : NULL;
  CrmObject       *phone = crm_object_find_main_item (object, "phone");

  add_digits (self, pairs, _ ("National ID"), crm_object_get_text (object, "national_id"));
  if (crm_object_class_find_field (CRM_OBJECT_GET_CLASS (customer), "economic_code") >= 0)
    add_digits (self, pairs, _ ("Economic code"), crm_object_get_text (object, "economic_code"));
  add_words (pairs, _ ("Address"), place);
  add_digits (self, pairs, _ ("Phone"), phone != NULL ? crm_object_get_text (phone, "value") : NULL);
}

static void
write_buyer (Writing *self)
{
  CrmPaperParty *buyer = &self->paper->parties[1];
  g_autoptr (CrmRecord) company = load_customer (self, "company");
  g_autoptr (CrmRecord) person = load_customer (self, "person");
  g_autofree char *name = person != NULL ? crm_object_dup_title (CRM_OBJECT (person)) : NULL;
  const char      *legal = company != NULL ? crm_object_get_text (CRM_OBJECT (company), "legal_name") : NULL;

  if (company == NULL && person == NULL)
    return;

  buyer->heading = g_strdup (_ ("Buyer"));
  if (company != NULL)
    {
      buyer->name = legal != NULL ? g_strdup (legal) : crm_object_dup_title (CRM_OBJECT (company));
      /* Translators: on paper: whose hands a letter to a company is for */
      add_words (buyer->lines, _ ("Attention of"), name);
      add_contact (self, company);
    }
  else
    {
      buyer->name = g_steal_pointer (&name);
      add_contact (self, person);
    }
}

static void
write_columns (Writing *self)
{
  CrmPaper *paper = self->paper;

  crm_paper_add_column (paper, _ ("No."), 5, TRUE);
  if (self->official)
    crm_paper_add_column (paper, _ ("Code"), 8, FALSE);
  crm_paper_add_column (paper, _ ("Description"), self->official ? 24 : 36, FALSE);
  crm_paper_add_column (paper, _ ("Quantity"), self->official ? 7 : 12, TRUE);
  if (self->official)
    crm_paper_add_column (paper, _ ("Unit"), 7, FALSE);
  crm_paper_add_column (paper, _ ("Unit price"), 12, TRUE);
  if (self->official)
    crm_paper_add_column (paper, _ ("Amount"), 13, TRUE);
  if (self->official || self->discounts)
    crm_paper_add_column (paper, _ ("Discount"), 10, TRUE);
  if (self->official)
    crm_paper_add_column (paper, _ ("After discount"), 13, TRUE);
  if (self->official || self->taxes)
    crm_paper_add_column (paper, self->official ? _ ("Tax") : _ ("Tax (%)"), self->official ? 11 : 8, TRUE);
  crm_paper_add_column (paper, _ ("Total"), 14, TRUE);
}

static char *
dup_quantity (Writing *self, CrmObject *line, gboolean with_unit)
{
  const char      *text = crm_object_get_text (line, "quantity");
  const char      *unit = crm_object_get_text (line, "unit");
  g_autofree char *number = crm_decimal_format (text != NULL ? text : "1", &self->culture);

  return with_unit && unit != NULL ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

static char *
dup_description (Writing *self, CrmObject *line, CrmRecord *product)
{
  const char *text = crm_object_get_text (line, "text");

  if (text != NULL)
    return crm_text_isolate (text);

  return product != NULL ? crm_object_dup_title (CRM_OBJECT (product)) : g_strdup ("");
}

static char *
dup_percent (Writing *self, CrmObject *line)
{
  const char *percent = crm_object_get_text (line, "tax_percent");

  return percent != NULL ? crm_decimal_format (percent, &self->culture) : g_strdup ("");
}

static void
write_row (Writing *self, guint number)
{
  CrmObject            *line = self->lines->pdata[number];
  const CrmSaleFigures *sums = &self->figures[number];
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  g_autoptr (CrmRecord) product = crm_object_get_integer (line, "product") != CRM_UNSET ? crm_store_get (self->store, crm_object_get_integer (line, "product"), NULL) : NULL;
  g_autofree char *position = crm_culture_count (&self->culture, number + 1);
  g_autofree char *description = dup_description (self, line, product);
  g_autofree char *quantity = dup_quantity (self, line, !self->official);
  g_autofree char *price = dup_figures (self, sums->price);
  g_autofree char *gross = dup_figures (self, sums->gross);
  g_autofree char *discount = dup_figures (self, sums->gross - sums->reduced + sums->share);
  g_autofree char *reduced = dup_figures (self, sums->reduced - sums->share);
  g_autofree char *tax = self->official ? dup_figures (self, sums->tax) : dup_percent (self, line);
  g_autofree char *total = dup_figures (self, sums->total);
  const char      *code = product != NULL ? crm_object_get_text (CRM_OBJECT (product), "code") : NULL;
  const char      *unit = crm_object_get_text (line, "unit");

  g_strv_builder_add (row, position);
  if (self->official)
    g_strv_builder_add (row, code != NULL ? code : "");
  g_strv_builder_add_many (row, description, quantity, NULL);
  if (self->official)
    g_strv_builder_add (row, unit != NULL ? unit : "");
  g_strv_builder_add (row, price);
  if (self->official)
    g_strv_builder_add (row, gross);
  if (self->official || self->discounts)
    g_strv_builder_add (row, discount);
  if (self->official)
    g_strv_builder_add (row, reduced);
  if (self->official || self->taxes)
    g_strv_builder_add (row, tax);
  g_strv_builder_add (row, total);
  g_ptr_array_add (self->paper->rows, g_strv_builder_end (row));
}

static void
add_sum (Writing *self, const char *label, gint64 amount)
{
  g_autofree char *text = dup_full (self, amount);

  crm_paper_add_pair (self->paper->sums, label, text);
}

static gboolean
is_first_of_its_rate (Writing *self, guint number)
{
  for (guint i = 0; i < number; i++)
    {
      if (self->figures[i].tax_percent == self->figures[number].tax_percent)
        return FALSE;
    }

  return self->figures[number].tax_percent > 0;
}

/* Each rate by itself. */
static void
add_taxes (Writing *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autofree char *percent = NULL;
      g_autofree char *label = NULL;
      gint64           tax = 0;

      if (!is_first_of_its_rate (self, i))
        continue;
      for (guint j = i; j < self->lines->len; j++)
        tax += self->figures[j].tax_percent == self->figures[i].tax_percent ? self->figures[j].tax : 0;
      percent = dup_percent (self, self->lines->pdata[i]);
      /* Translators: on paper: the tax of one rate, in per cent */
      label = g_strdup_printf (_ ("Tax %s %%"), percent);
      add_sum (self, label, tax);
    }
}

static void
write_sums (Writing *self)
{
  CrmSettlement settlement;
  gboolean      paid = CRM_IS_INVOICE (self->document) && crm_settlement_find (self->store, crm_record_get_id (self->document), &settlement) && settlement.paid != 0;

  if (self->discounts)
    {
      add_sum (self, _ ("Sum"), self->totals.gross);
      add_sum (self, _ ("Discount"), self->totals.discount);
    }
  if (self->taxes)
    {
      add_sum (self, _ ("Net"), self->totals.net);
      add_taxes (self);
    }
  if (paid)
    {
      add_sum (self, _ ("Total"), self->totals.total);
      add_sum (self, _ ("Paid"), settlement.paid);
      add_sum (self, _ ("Still to be paid"), MAX (settlement.open, 0));
    }
  else
    {
      add_sum (self, CRM_IS_INVOICE (self->document) ? _ ("To be paid") : _ ("Total"), self->totals.total);
    }
}

static void
write_words (Writing *self)
{
  /* Translators: the code of the language that you translate into, as in ISO 639: “fa” */
  const char      *language = C_ ("language", "en");
  g_autofree char *words = crm_money_words (self->totals.total, self->currency, &self->culture, language);

  /* Translators: on paper: a sum in words */
  self->paper->words = g_strdup_printf (_ ("In words: %s"), words);
  if (crm_object_get_text (self->object, "note") != NULL)
    self->paper->note = crm_text_isolate (crm_object_get_text (self->object, "note"));
}

static void
write_watermark (Writing *self)
{
  if (crm_sale_is_draft (self->document))
    self->paper->watermark = g_strdup (C_ ("on paper", "Draft"));
  else if (!crm_sale_counts (self->document))
    self->paper->watermark = g_strdup (C_ ("on paper", "Cancelled"));
}

static void
look_for_columns (Writing *self)
{
  self->discounts = self->totals.discount > 0;
  for (guint i = 0; i < self->lines->len; i++)
    self->taxes |= self->figures[i].tax_percent > 0;
}

/**
 * crm_sale_paper_new:
 * @document: a quote, an order or an invoice
 * @culture: the calendar and digits of who reads it
 *
 * Main thread only.
 *
 * Returns: (transfer full): the sheet
 */
CrmPaper *
crm_sale_paper_new (CrmStore *store, CrmRecord *document, const CrmCulture *culture)
{
  g_autoptr (GPtrArray) lines = crm_sale_list_lines (CRM_OBJECT (document));
  g_autofree CrmSaleFigures *figures = NULL;
  Writing                    self = { .store = store, .document = document, .object = CRM_OBJECT (document), .culture = *culture, .lines = lines, .paper = crm_paper_new () };

  self.currency = crm_object_get_text (self.object, "currency");
  self.official = g_strcmp0 (self.currency != NULL ? self.currency : culture->currency, "IRR") == 0;
  /* What is official is in rials, however people count. */
  if (self.official)
    self.culture.toman = FALSE;
  if (!crm_sale_get_figures (self.object, lines, &figures, &self.totals, NULL))
    figures = g_new0 (CrmSaleFigures, lines->len + 1);
  self.figures = figures;
  look_for_columns (&self);

  self.paper->culture = self.culture;
  self.paper->title = g_strdup (get_title (document));
  self.paper->rtl = crm_text_is_right_to_left (self.paper->title, FALSE);
  self.paper->landscape = self.official;
  write_head (&self);
  write_seller (&self);
  write_buyer (&self);
  write_columns (&self);
  for (guint i = 0; i < lines->len; i++)
    write_row (&self, i);
  write_sums (&self);
  write_words (&self);
  write_watermark (&self);

  return self.paper;
}
