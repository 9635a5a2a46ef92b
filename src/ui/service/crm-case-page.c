#include "config.h"

#include "crm-case-page.h"

#include "crm-answers-box.h"
#include "crm-article.h"
#include "crm-case-words.h"
#include "crm-clock.h"
#include "crm-directory-detail.h"
#include "crm-draft-dialog.h"
#include "crm-format.h"
#include "crm-record-editor.h"
#include "crm-record-facts.h"
#include "crm-satisfaction-row.h"
#include "crm-service-case.h"
#include "crm-timeline-view.h"
#include "crm-two-panes.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static const CrmCommand commands[] = {
  { "case.next", "<Control>Return", N_ ("Solve the case, or open it again"), "emblem-ok-symbolic" },
  { "case.wait", NULL, N_ ("Wait for the customer"), "document-open-recent-symbolic" },
  { "case.keep", "<Control><Shift>a", N_ ("Keep the answer for others who ask"), "accessories-text-editor-symbolic" },
  { "case.edit", "<Control>e", N_ ("Edit all fields"), "document-properties-symbolic" },
  { "case.delete", NULL, N_ ("Delete"), "user-trash-symbolic" },
};

static const CrmRecordFact facts[] = {
  { "subject" },
  { "question" },
  { "resolution", TRUE },
  { "article", TRUE },
  { "person" },
  { "company" },
  { "channel" },
  { "topic" },
  { "product" },
  { "priority" },
  { "owner", TRUE },
  { "tags", TRUE },
};

struct _CrmCasePage
{
  GtkWidget parent_instance;

  CrmContext         *context;      /* (owned) */
  CrmRecord          *record;       /* (owned) (nullable) */
  CrmRecordFacts     *facts;        /* a child */
  CrmAnswersBox      *answers;      /* a child */
  CrmSatisfactionRow *satisfaction; /* a child */
  CrmTimelineView    *timeline;     /* a child */

  /* Template widgets */
  GtkWidget   *top;
  AdwBin      *switcher_place;
  GtkButton   *next;
  CrmTwoPanes *panes;
  GtkLabel    *title;
  GtkLabel    *state;
  AdwBin      *satisfaction_place;
  AdwBin      *answers_place;
  AdwBin      *facts_place;
};

static void detail_init (CrmDirectoryDetailInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmCasePage, crm_case_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_DIRECTORY_DETAIL, detail_init))

static const char *
get_text (CrmCasePage *self, const char *field)
{
  return crm_object_get_text (CRM_OBJECT (self->record), field);
}

static void
set_enabled (CrmCasePage *self, const char *action, gboolean enabled)
{
  CrmStore *store = crm_context_get_store (self->context);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled && store != NULL && !crm_store_is_read_only (store));
}

static void
show_actions (CrmCasePage *self)
{
  gboolean solved = crm_service_case_is_solved (self->record);

  gtk_button_set_label (self->next, solved ? _ ("Open Again") : _ ("Solve…"));
  if (solved)
    gtk_widget_remove_css_class (GTK_WIDGET (self->next), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->next), "suggested-action");
  set_enabled (self, "case.next", TRUE);
  set_enabled (self, "case.wait", !solved && g_strcmp0 (get_text (self, "status"), "waiting") != 0);
  set_enabled (self, "case.keep", get_text (self, "resolution") != NULL);
  set_enabled (self, "case.edit", TRUE);
  set_enabled (self, "case.delete", TRUE);
}

static void
show_state (CrmCasePage *self)
{
  g_autofree char *sentence = crm_case_words_dup_sentence (self->context, self->record);

  gtk_label_set_text (self->state, sentence != NULL ? sentence : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "success");
  if (crm_service_case_is_late (self->record, crm_clock_now ()))
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else if (crm_service_case_is_solved (self->record))
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "success");
}

/* Who looks for an answer has none yet. A whole letter says more than what is asked: the subject is enough. */
static void
show_answers (CrmCasePage *self)
{
  gboolean solved = crm_service_case_is_solved (self->record);

  crm_answers_box_set_person (self->answers, crm_object_get_integer (CRM_OBJECT (self->record), "person"));
  crm_answers_box_ask (self->answers, solved ? NULL : get_text (self, "subject"), crm_record_get_id (self->record));
}

static void
show (CrmCasePage *self)
{
  g_autofree char *title = NULL;

  if (self->record == NULL || crm_context_get_store (self->context) == NULL)
    return;

  title = crm_format_title (self->record);
  gtk_label_set_text (self->title, title);
  show_state (self);
  show_actions (self);
  show_answers (self);
  crm_satisfaction_row_show (self->satisfaction, self->record);
}

static void
commit (CrmCasePage *self, const char *title, CrmRecord *draft)
{
  crm_context_commit_record (self->context, title, draft, NULL, NULL);
}

static void
set_status (CrmCasePage *self, const char *title, const char *status)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (self->record);

  crm_object_set_text (CRM_OBJECT (draft), "status", status);
  commit (self, title, draft);
}

static void
solve (CrmCasePage *self)
{
  static const CrmDraftDialogWords words = { N_ ("How Was It Solved?"), N_ ("Solved"), N_ ("Solve a case") };
  static const char *const         fields[] = { "resolution", "article", "topic", NULL };
  g_autoptr (CrmRecord) draft = crm_record_edit (self->record);

  crm_object_set_text (CRM_OBJECT (draft), "status", "solved");
  crm_draft_dialog_present (crm_draft_dialog_new (self->context, draft, &words, fields), GTK_WIDGET (self));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmCasePage *self = CRM_CASE_PAGE (widget);

  if (self->record == NULL)
    return;

  crm_record_facts_save (self->facts);
  if (crm_service_case_is_solved (self->record))
    set_status (self, N_ ("Open a case again"), "open");
  else
    solve (self);
}

static void
wait_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmCasePage *self = CRM_CASE_PAGE (widget);

  if (self->record == NULL)
    return;

  crm_record_facts_save (self->facts);
  set_status (self, N_ ("Wait for a customer"), "waiting");
}

/* What was answered now is kept for who asks next. */
static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmCasePage *self = CRM_CASE_PAGE (widget);
  g_autoptr (CrmRecord) draft = NULL;

  if (self->record == NULL || get_text (self, "resolution") == NULL)
    return;

  draft = crm_record_new ("article");
  g_object_set (draft, "title", get_text (self, "subject"), "body", get_text (self, "resolution"), "topic", get_text (self, "topic"),
                "product", crm_object_get_integer (CRM_OBJECT (self->record), "product"), NULL);
  crm_record_editor_present (widget, self->context, draft);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmCasePage *self = CRM_CASE_PAGE (widget);
  g_autoptr (CrmRecord) draft = NULL;

  if (self->record == NULL)
    return;

  crm_record_facts_save (self->facts);
  draft = crm_record_edit (self->record);
  crm_record_editor_present (widget, self->context, draft);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmCasePage *self = CRM_CASE_PAGE (widget);

  if (self->record != NULL)
    crm_context_delete_record (self->context, self->record);
}

/* The words are put where the next ones are written; a person reads them, and sends them. */
static void
use_cb (CrmCasePage *self, CrmRecord *answer, const char *text)
{
  g_autoptr (CrmRecord) draft = NULL;

  if (self->record == NULL)
    return;

  if (CRM_IS_ARTICLE (answer))
    {
      draft = crm_record_edit (self->record);
      crm_object_set_integer (CRM_OBJECT (draft), "article", crm_record_get_id (answer));
      commit (self, N_ ("Answer a case"), draft);
    }
  crm_two_panes_show_start (self->panes, FALSE);
  crm_timeline_view_compose_text (self->timeline, crm_service_case_get_activity_kind (self->record), text);
}

static CrmRecord *
crm_case_page_get_record (CrmDirectoryDetail *detail)
{
  return CRM_CASE_PAGE (detail)->record;
}

static void
crm_case_page_set_record (CrmDirectoryDetail *detail, CrmRecord *record)
{
  CrmCasePage *self = CRM_CASE_PAGE (detail);

  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  crm_record_facts_set_record (self->facts, record);
  crm_timeline_view_set_record (self->timeline, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static const CrmCommand *
crm_case_page_get_commands (CrmDirectoryDetail *detail, guint *n_commands)
{
  return crm_case_page_list_commands (n_commands);
}

static void
detail_init (CrmDirectoryDetailInterface *iface)
{
  iface->get_record = crm_case_page_get_record;
  iface->set_record = crm_case_page_set_record;
  iface->get_commands = crm_case_page_get_commands;
}

static void
crm_case_page_dispose (GObject *object)
{
  CrmCasePage *self = CRM_CASE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_CASE_PAGE);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_case_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/service/crm-case-page.ui");
  gtk_widget_class_bind_template_child (klass, CrmCasePage, top);
  gtk_widget_class_bind_template_child (klass, CrmCasePage, switcher_place);
  gtk_widget_class_bind_template_child (klass, CrmCasePage, next);
  gtk_widget_class_bind_template_child (klass, CrmCasePage, panes);
  gtk_widget_class_bind_template_child (klass, CrmCasePage, title);
  gtk_widget_class_bind_template_child (klass, CrmCasePage, state);
  gtk_widget_class_bind_template_child (klass, CrmCasePage, satisfaction_place);
  gtk_widget_class_bind_template_child (klass, CrmCasePage, answers_place);
  gtk_widget_class_bind_template_child (klass, CrmCasePage, facts_place);
}

static void
crm_case_page_class_init (CrmCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_case_page_dispose;

  gtk_widget_class_install_action (widget_class, "case.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "case.wait", NULL, wait_action);
  gtk_widget_class_install_action (widget_class, "case.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "case.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "case.delete", NULL, delete_action);

  g_type_ensure (CRM_TYPE_TWO_PANES);
  bind_template (widget_class);
}

static void
crm_case_page_init (CrmCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_case_page_new (CrmContext *context)
{
  CrmCasePage *self = g_object_new (CRM_TYPE_CASE_PAGE, NULL);

  self->context = g_object_ref (context);
  self->facts = CRM_RECORD_FACTS (crm_record_facts_new (context, facts, G_N_ELEMENTS (facts), TRUE));
  self->answers = CRM_ANSWERS_BOX (crm_answers_box_new (context, _ ("Write as a Reply")));
  self->satisfaction = CRM_SATISFACTION_ROW (crm_satisfaction_row_new (context));
  self->timeline = CRM_TIMELINE_VIEW (crm_timeline_view_new (context));
  adw_bin_set_child (self->facts_place, GTK_WIDGET (self->facts));
  adw_bin_set_child (self->answers_place, GTK_WIDGET (self->answers));
  adw_bin_set_child (self->satisfaction_place, GTK_WIDGET (self->satisfaction));
  g_object_bind_property (self->answers, "visible", self->answers_place, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->satisfaction, "visible", self->satisfaction_place, "visible", G_BINDING_SYNC_CREATE);
  g_object_set (self->panes, "end", self->timeline, NULL);
  adw_bin_set_child (self->switcher_place, crm_two_panes_get_switcher (self->panes));
  g_signal_connect_object (self->answers, "use", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * crm_case_page_list_commands:
 *
 * Returns: (array length=n_commands): all that can be done with a case
 */
const CrmCommand *
crm_case_page_list_commands (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}
