#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CrmDraftDialogWords:
 * @title: of the window; translatable, like all of them
 * @accept: of the button that saves
 * @change: (nullable): of the change, as Undo says it; %NULL for “Added” with the title of the record
 */
typedef struct
{
  const char *title;
  const char *accept;
  const char *change;
} CrmDraftDialogWords;

#define CRM_TYPE_DRAFT_DIALOG (crm_draft_dialog_get_type ())

/* Asks for some fields of a record, saves it as one change, and closes by itself. Ctrl+Return saves; what is refused is said, and nothing is lost.
 *
 * Signal: "saved" (CrmRecord *), when the record is in the file. */
G_DECLARE_FINAL_TYPE (CrmDraftDialog, crm_draft_dialog, CRM, DRAFT_DIALOG, AdwWindow)

CrmDraftDialog *crm_draft_dialog_new (CrmContext *context, CrmRecord *draft, const CrmDraftDialogWords *words, const char *const *fields);
void            crm_draft_dialog_present (CrmDraftDialog *self, GtkWidget *parent);
void            crm_draft_dialog_add (CrmDraftDialog *self, GtkWidget *widget);
void            crm_draft_dialog_add_fields (CrmDraftDialog *self, const char *const *fields);
void            crm_draft_dialog_save (CrmDraftDialog *self);

G_END_DECLS
