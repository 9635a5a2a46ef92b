#pragma once

#include "crm-paper.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Sheets on A4 pages, with Pango and Cairo: into a PDF file without a display, or onto whatever a print operation draws on. */

/* Points: 72 an inch. */
#define CRM_PAPER_SHORT 595.276
#define CRM_PAPER_LONG 841.89

typedef struct _CrmPaperPages CrmPaperPages;

CrmPaperPages *crm_paper_pages_new (const CrmPaper *paper, cairo_t *cr, double width, double height);
void           crm_paper_pages_free (CrmPaperPages *self);
guint          crm_paper_pages_get_count (CrmPaperPages *self);
void           crm_paper_pages_draw (CrmPaperPages *self, cairo_t *cr, guint page);

GBytes  *crm_paper_make_pdf (const CrmPaper *paper, GError **error);
gboolean crm_paper_write_pdf (const CrmPaper *paper, GFile *file, const char *customers, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmPaperPages, crm_paper_pages_free)

G_END_DECLS
