/* Invoices on paper: what stands on them, in both languages' forms, on how many pages. */

#include "../store/crm-test-file.h"

#include "crm-paper-draw.h"
#include "crm-sale-paper.h"
#include "crm-text.h"

#include <string.h>

static CrmRecord *
save (CrmTestFile *file, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Save", record, &error);
  g_assert_no_error (error);

  return record;
}

static void
add_line (CrmRecord *document, const char *text, const char *quantity, const char *unit, gint64 price, const char *discount, const char *tax)
{
  crm_object_add_item (CRM_OBJECT (document), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", text, "quantity", quantity, "unit", unit, "price", price, "discount_percent", discount, "tax_percent", tax, NULL));
}

static CrmRecord *
make_invoice (CrmTestFile *file, const char *currency, guint n_lines)
{
  g_autoptr (CrmRecord) person = crm_test_file_add_person (file, "مریم", "احمدی");
  CrmRecord *invoice = crm_record_new ("invoice");

  g_object_set (invoice, "currency", currency, "date", "2025-03-21", "status", "issued", "person", crm_record_get_id (person), NULL);
  for (guint i = 0; i < n_lines; i++)
    add_line (invoice, i % 2 == 0 ? "نخ ابریشم" : "Silk thread", "2.5", "m", 25000, i == 0 ? "10" : NULL, "10");

  return save (file, invoice);
}

static CrmPaper *
write_paper (CrmTestFile *file, CrmRecord *document)
{
  CrmCulture culture;

  crm_culture_init_default (&culture, "en");
  return crm_sale_paper_new (file->store, document, &culture);
}

static const char *
find_sum (CrmPaper *paper, const char *label)
{
  for (guint i = 0; i < paper->sums->len; i++)
    {
      const CrmPaperPair *pair = paper->sums->pdata[i];

      if (g_str_equal (pair->label, label))
        return pair->value;
    }

  return NULL;
}

static void
assert_plain (const char *text, const char *expected)
{
  g_autofree char *plain = crm_text_clean (text);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_sheet (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) invoice = make_invoice (file, "EUR", 2);
  g_autoptr (CrmPaper) paper = write_paper (file, invoice);
  char **first = paper->rows->pdata[0];

  g_assert_cmpstr (paper->title, ==, "Invoice");
  g_assert_false (paper->rtl);
  g_assert_false (paper->landscape);
  g_assert_null (paper->watermark);
  g_assert_cmpstr (paper->parties[1].name, ==, "مریم احمدی");
  g_assert_cmpuint (paper->rows->len, ==, 2);
  g_assert_cmpuint (g_strv_length (first), ==, paper->columns->len);
  assert_plain (first[1], "نخ ابریشم");
  /* 625.00 less a tenth, twice; ten per cent on top. */
  assert_plain (find_sum (paper, "Sum"), "€1,250.00");
  assert_plain (find_sum (paper, "Discount"), "€62.50");
  assert_plain (find_sum (paper, "Net"), "€1,187.50");
  assert_plain (find_sum (paper, "To be paid"), "€1,306.25");
  g_assert_nonnull (strstr (paper->words, "one thousand three hundred six"));
}

/* Rials in the official form: amounts are in rials whatever people count in. */
static void
test_official (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) invoice = make_invoice (file, "IRR", 1);
  CrmCulture culture;
  g_autoptr (CrmPaper) paper = NULL;

  crm_culture_init_default (&culture, "fa");
  culture.toman = TRUE;
  paper = crm_sale_paper_new (file->store, invoice, &culture);
  g_assert_true (paper->landscape);
  g_assert_cmpuint (paper->columns->len, ==, 11);
  g_assert_nonnull (strstr (find_sum (paper, "To be paid"), "۶۱٬۸۷۵"));
}

static void
test_states (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) draft = crm_record_new ("quote");
  g_autoptr (CrmRecord) cancelled = make_invoice (file, "EUR", 1);
  g_autoptr (CrmRecord) edit = crm_record_edit (cancelled);
  g_autoptr (CrmPaper) first = NULL;
  g_autoptr (CrmPaper) second = NULL;

  save (file, draft);
  first = write_paper (file, draft);
  g_assert_cmpstr (first->title, ==, "Quote");
  g_assert_cmpstr (first->watermark, ==, "Draft");
  g_assert_cmpuint (first->rows->len, ==, 0);

  crm_object_set_text (CRM_OBJECT (edit), "status", "cancelled");
  save (file, edit);
  second = write_paper (file, edit);
  g_assert_cmpstr (second->watermark, ==, "Cancelled");
}

/* A picture of each page, for who looks at the artifacts. */
static void
draw (CrmPaper *paper, const char *name, gboolean several)
{
  double           width = paper->landscape ? CRM_PAPER_LONG : CRM_PAPER_SHORT;
  double           height = paper->landscape ? CRM_PAPER_SHORT : CRM_PAPER_LONG;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * 1.5), (int) (height * 1.5));
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (CrmPaperPages) pages = NULL;
  const char      *artifacts = g_getenv ("CRM_ARTIFACTS");
  g_autofree char *path = artifacts != NULL ? g_strdup_printf ("%s/%s.png", artifacts, name) : NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_scale (cr, 1.5, 1.5);
  pages = crm_paper_pages_new (paper, cr, width, height);
  g_assert_cmpint (crm_paper_pages_get_count (pages) > 1, ==, several);
  crm_paper_pages_draw (pages, cr, 0);
  if (path != NULL)
    cairo_surface_write_to_png (surface, path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_pages (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) few = make_invoice (file, "EUR", 3);
  g_autoptr (CrmRecord) many = make_invoice (file, "EUR", 60);
  g_autoptr (CrmRecord) official = make_invoice (file, "IRR", 3);
  g_autoptr (CrmPaper) one = write_paper (file, few);
  g_autoptr (CrmPaper) three = write_paper (file, many);
  g_autoptr (CrmPaper) wide = write_paper (file, official);

  draw (one, "invoice", FALSE);
  draw (three, "invoice-long", TRUE);
  draw (wide, "invoice-official", FALSE);
}

static void
test_pdf (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) invoice = make_invoice (file, "EUR", 60);
  g_autoptr (CrmPaper) paper = write_paper (file, invoice);
  g_autofree char *path = g_build_filename (file->folder, "invoice.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (file->folder, "no", "such", "folder.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GFile) lost = g_file_new_for_path (nowhere);
  g_autoptr (GFile) own = g_file_new_for_path (file->path);
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (crm_paper_write_pdf (paper, to, file->path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_cmpuint (length, >, 5000);
  g_assert_false (crm_paper_write_pdf (paper, lost, file->path, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  /* The customers are no file to print into. */
  g_assert_false (crm_paper_write_pdf (paper, own, file->path, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/sale-paper/sheet", test_sheet);
  crm_test_file_add ("/sale-paper/official", test_official);
  crm_test_file_add ("/sale-paper/states", test_states);
  crm_test_file_add ("/sale-paper/pages", test_pages);
  crm_test_file_add ("/sale-paper/pdf", test_pdf);

  return g_test_run ();
}
