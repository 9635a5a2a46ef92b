#include "config.h"

#include "crm-sale-print.h"

#include "crm-format.h"
#include "crm-paper-draw.h"
#include "crm-pick-file.h"
#include "crm-sale-paper.h"
#include "crm-text.h"

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

static char *
dup_name (CrmRecord *document)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (document));

  return crm_text_clean (g_strdelimit (title, "/\\:", '-'));
}

/**
 * crm_sale_print:
 * @parent: in whose window it is asked where to
 * @document: a quote, an order or an invoice
 */
void
crm_sale_print (GtkWidget *parent, CrmContext *context, CrmRecord *document)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = dup_name (document);
  Print           *print = g_new0 (Print, 1);

  print->paper = crm_sale_paper_new (crm_context_get_store (context), document, crm_context_get_culture (context));
  setup = new_page_setup (print->paper);
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

typedef struct
{
  CrmContext *context;   /* (owned) */
  CrmPaper   *paper;     /* (owned) */
  GFile      *file;      /* (owned) (nullable) */
  char       *customers; /* (owned): the file that is open */
} Save;

static void
save_free (Save *save)
{
  g_clear_pointer (&save->paper, crm_paper_free);
  g_clear_object (&save->context);
  g_clear_object (&save->file);
  g_free (save->customers);
  g_free (save);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Save   *save = task_data;
  GError *error = NULL;

  if (crm_paper_write_pdf (save->paper, save->file, save->customers, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      crm_context_report (save->context, error);
      return;
    }

  name = g_file_get_basename (save->file);
  text = g_strdup_printf (_ ("Written: %s"), name);
  crm_context_toast (save->context, text);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GTask) task = NULL;

  save->file = crm_pick_file_finish (result, NULL);
  if (save->file == NULL)
    {
      save_free (save);
      return;
    }

  task = g_task_new (NULL, NULL, saved_cb, NULL);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * crm_sale_save_pdf:
 * @parent: in whose window it is asked where to
 * @document: a quote, an order or an invoice
 */
void
crm_sale_save_pdf (GtkWidget *parent, CrmContext *context, CrmRecord *document)
{
  static const char *const patterns[] = { "*.pdf", NULL };
  const CrmPickFilter      filters[] = { { _ ("PDF documents"), patterns }, { NULL, NULL } };
  CrmStore                *store = crm_context_get_store (context);
  g_autofree char         *base = dup_name (document);
  g_autofree char         *name = g_strconcat (base, ".pdf", NULL);
  Save                    *save = g_new0 (Save, 1);

  save->context = g_object_ref (context);
  save->paper = crm_sale_paper_new (store, document, crm_context_get_culture (context));
  save->customers = g_strdup (crm_store_get_path (store));
  crm_pick_file_async (GTK_WINDOW (gtk_widget_get_root (parent)), CRM_PICK_SAVE, _ ("Save as PDF"), _ ("Save"), name, filters, NULL, picked_cb, save);
}
