#include "config.h"

#include "crm-paper-print.h"

#include "crm-paper-draw.h"
#include "crm-save-file.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmPaper      *paper; /* (owned) */
  CrmPaperPages *pages; /* (owned) (nullable): as wide as the printer's */
} Print;

static void
print_free (Print *print)
{
  g_clear_pointer (&print->pages, crm_paper_pages_free);
  g_clear_pointer (&print->paper, crm_paper_free);
  g_free (print);
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  g_clear_pointer (&print->pages, crm_paper_pages_free);
  print->pages = crm_paper_pages_new (print->paper, gtk_print_context_get_cairo_context (context), gtk_print_context_get_width (context), gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int) crm_paper_pages_get_count (print->pages));
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  crm_paper_pages_draw (print->pages, gtk_print_context_get_cairo_context (context), (guint) page);
}

static GtkPageSetup *
new_page_setup (const CrmPaper *paper)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_page_setup_set_orientation (setup, paper->landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);

  return setup;
}

/**
 * crm_paper_print:
 * @parent: in whose window it is asked where to
 * @paper: (transfer full)
 * @name: of the job
 */
void
crm_paper_print (GtkWidget *parent, CrmContext *context, CrmPaper *paper, const char *name)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = new_page_setup (paper);
  g_autoptr (GError) error = NULL;
  Print *print = g_new0 (Print, 1);

  print->paper = paper;
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, name);
  g_object_set_data_full (G_OBJECT (operation), "crm-print", print, (GDestroyNotify) print_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), print);
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (gtk_widget_get_root (parent)), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    crm_context_report (context, error);
}

static GBytes *
make_pdf_func (gpointer user_data, GError **error)
{
  return crm_paper_make_pdf (user_data, error);
}

/**
 * crm_paper_save_pdf:
 * @parent: in whose window it is asked where to
 * @paper: (transfer full)
 * @name: of the file, without an extension
 */
void
crm_paper_save_pdf (GtkWidget *parent, CrmContext *context, CrmPaper *paper, const char *name)
{
  const CrmSaveKind kind = { _ ("Save as PDF"), _ ("PDF documents"), "pdf" };

  crm_save_file (parent, context, &kind, name, make_pdf_func, paper, (GDestroyNotify) crm_paper_free);
}
