#include "config.h"

#include "crm-case-dialog.h"

#include "crm-answers-box.h"
#include "crm-article.h"
#include "crm-draft-dialog.h"

#include <glib/gi18n-lib.h>

static const CrmDraftDialogWords words = { N_ ("New Case"), N_ ("Add"), NULL };

static const char *const fields[] = { "subject", "question", NULL };
static const char *const more_fields[] = { "person", "company", "channel", "priority", "topic", "product", NULL };

/* What stands beside each other while somebody types; it goes with the dialog. */
typedef struct
{
  CrmContext     *context; /* (owned) */
  CrmRecord      *draft;   /* (owned) */
  CrmDraftDialog *dialog;  /* (unowned) */
  CrmAnswersBox  *answers; /* (unowned): a child of the dialog */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);
  g_free (self);
}

/* The subject says what is asked; until there is one, the question does. */
static void
ask (Asking *self)
{
  CrmObject  *draft = CRM_OBJECT (self->draft);
  const char *subject = crm_object_get_text (draft, "subject");

  crm_answers_box_set_person (self->answers, crm_object_get_integer (draft, "person"));
  crm_answers_box_ask (self->answers, subject != NULL ? subject : crm_object_get_text (draft, "question"), 0);
}

/* It is answered with that already: the case is solved as soon as it is there. */
static void
use_cb (Asking *self, CrmRecord *answer, const char *text)
{
  CrmObject *draft = CRM_OBJECT (self->draft);

  if (CRM_IS_ARTICLE (answer))
    crm_object_set_integer (draft, "article", crm_record_get_id (answer));
  crm_object_set_text (draft, "resolution", text);
  crm_object_set_text (draft, "status", "solved");
  crm_draft_dialog_save (self->dialog);
}

static void
saved_cb (Asking *self, CrmRecord *record)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) saved = store != NULL ? crm_store_get (store, crm_record_get_id (record), NULL) : NULL;

  if (saved != NULL)
    crm_context_open (self->context, saved);
}

static void
set_customer (CrmRecord *draft, CrmRecord *customer)
{
  const char *field = crm_record_get_record_type (customer)->name;

  if (crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), field) >= 0)
    crm_object_set_integer (CRM_OBJECT (draft), field, crm_record_get_id (customer));
}

/**
 * crm_case_dialog_present:
 * @parent: over whose window
 * @customer: (nullable): who asks
 *
 * Returns: (transfer none): the dialog, which closes by itself
 */
GtkWindow *
crm_case_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *customer)
{
  Asking *self = g_new0 (Asking, 1);

  self->context = g_object_ref (context);
  self->draft = crm_record_new ("service_case");
  crm_context_take_on (context, self->draft);
  if (customer != NULL)
    set_customer (self->draft, customer);
  self->dialog = crm_draft_dialog_new (context, self->draft, &words, fields);
  self->answers = CRM_ANSWERS_BOX (crm_answers_box_new (context, _ ("Answer with This")));
  crm_draft_dialog_add (self->dialog, GTK_WIDGET (self->answers));
  crm_draft_dialog_add_fields (self->dialog, more_fields);
  g_signal_connect_swapped (self->draft, "notify::subject", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->draft, "notify::question", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->draft, "notify::person", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->answers, "use", G_CALLBACK (use_cb), self);
  g_signal_connect_swapped (self->dialog, "saved", G_CALLBACK (saved_cb), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "crm-asking", self, asking_free);
  crm_draft_dialog_present (self->dialog, parent);

  return GTK_WINDOW (self->dialog);
}
