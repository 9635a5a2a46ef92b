/* Rows are made anew when the stage asks something else, and follow the deal otherwise. An edit is put on top of one that is still being saved,
 * so that two ticks in a row are two. */

#include "config.h"

#include "crm-deal-steps-view.h"

#include "crm-answer-row.h"
#include "crm-deal-proposal.h"
#include "crm-deal-steps.h"
#include "crm-format.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmDealStepsView
{
  GtkBox parent_instance;

  CrmContext *context; /* (owned) */
  CrmStore   *store;   /* (owned) (nullable): whose changes are heard */
  CrmRecord  *deal;    /* (owned) (nullable) */
  CrmRecord  *stage;   /* (owned) (nullable): what the rows are of */
  CrmRecord  *saving;  /* (owned) (nullable): the draft that is on its way into the file */
  char       *asked;   /* (owned) (nullable): what the rows ask, to see when that changes */
  GPtrArray  *checks;  /* (owned) (element-type GtkCheckButton): of the checklist, in its order; children */
  GPtrArray  *answers; /* (owned) (element-type CrmAnswerRow): of the questions, in their order; children */
  gboolean    showing;

  AdwPreferencesGroup *proposal;  /* (nullable): a child */
  AdwPreferencesGroup *checklist; /* (nullable): likewise */
};

G_DEFINE_FINAL_TYPE (CrmDealStepsView, crm_deal_steps_view, GTK_TYPE_BOX)

static GPtrArray *
get_lines (CrmDealStepsView *self, const char *set)
{
  return self->stage != NULL ? crm_object_get_items (CRM_OBJECT (self->stage), set) : NULL;
}

/* A draft with all that was ticked and answered here, saved or not yet. */
static CrmRecord *
new_draft (CrmDealStepsView *self)
{
  static const char *const sets[] = { "checklist", "answers" };
  CrmRecord               *draft = crm_record_edit (self->deal);

  for (guint i = 0; self->saving != NULL && i < G_N_ELEMENTS (sets); i++)
    {
      int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), sets[i]);

      if ((crm_object_get_touched (CRM_OBJECT (self->saving)) & (G_GUINT64_CONSTANT (1) << number)) != 0)
        crm_object_copy_field (CRM_OBJECT (draft), CRM_OBJECT (self->saving), (guint) number);
    }

  return draft;
}

static void show_ticks (CrmDealStepsView *self);

typedef struct
{
  CrmDealStepsView *view;  /* (owned) */
  CrmRecord        *draft; /* (owned) */
} Save;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Save *save = user_data;
  g_autoptr (CrmDealStepsView) self = save->view;
  g_autoptr (CrmRecord) draft = save->draft;
  gboolean saved = crm_context_commit_finish (CRM_CONTEXT (source), result, NULL);

  if (self->saving == draft)
    g_clear_object (&self->saving);
  /* What was refused, and said why, is not ticked. */
  if (!saved && self->deal != NULL)
    show_ticks (self);
}

static void
commit (CrmDealStepsView *self, CrmRecord *draft, const char *title)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Save *save = g_new0 (Save, 1);

  g_set_object (&self->saving, draft);
  g_ptr_array_add (records, g_object_ref (draft));
  *save = (Save){ g_object_ref (self), g_object_ref (draft) };
  crm_context_commit_quietly (self->context, title, records, saved_cb, save);
}

static void
ticked_cb (CrmDealStepsView *self, GParamSpec *pspec, GtkCheckButton *check)
{
  GPtrArray       *lines = get_lines (self, "checklist");
  gboolean         ticked = gtk_check_button_get_active (check);
  g_autofree char *line = NULL;
  g_autofree char *title = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  guint position;

  if (self->showing || self->deal == NULL || !g_ptr_array_find (self->checks, check, &position) || lines == NULL || position >= lines->len)
    return;

  draft = new_draft (self);
  line = crm_format_title (g_ptr_array_index (lines, position));
  /* Translators: what was done; %s is a line of a checklist */
  title = g_strdup_printf (ticked ? _ ("Ticked “%s”") : _ ("Took the tick off “%s”"), line);
  crm_deal_tick (draft, self->stage, g_ptr_array_index (lines, position), ticked, crm_context_get_today (self->context));
  commit (self, draft, title);
}

static void
answered_cb (CrmDealStepsView *self, CrmAnswerRow *row)
{
  GPtrArray       *questions = get_lines (self, "questions");
  g_autofree char *answer = crm_answer_row_dup_answer (row);
  g_autofree char *question = NULL;
  g_autofree char *title = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  guint position;

  if (self->deal == NULL || !g_ptr_array_find (self->answers, row, &position) || questions == NULL || position >= questions->len)
    return;

  draft = new_draft (self);
  crm_deal_answer (draft, self->stage, g_ptr_array_index (questions, position), answer);
  if (crm_object_get_touched (CRM_OBJECT (draft)) == 0)
    return;
  question = crm_format_title (g_ptr_array_index (questions, position));
  /* Translators: what was done; %s is a question that a stage asks */
  title = g_strdup_printf (_ ("Answered “%s”"), question);
  commit (self, draft, title);
}

static void
add_check (CrmDealStepsView *self, CrmItem *line)
{
  g_autofree char *text = crm_format_title (line);
  GtkWidget       *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, NULL);
  GtkWidget       *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  adw_preferences_group_add (self->checklist, row);
}

static AdwPreferencesGroup *
add_group (CrmDealStepsView *self, const char *title)
{
  GtkWidget *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);

  gtk_box_append (GTK_BOX (self), group);

  return ADW_PREFERENCES_GROUP (group);
}

static void
show_tick (CrmDealStepsView *self, GtkWidget *check, CrmItem *line)
{
  CrmDealAnswer   *done = crm_deal_find_answer (self->deal, "checklist", self->stage, line);
  g_autofree char *day = done != NULL ? crm_format_day (self->context, crm_object_get_text (CRM_OBJECT (done), "done_on")) : NULL;
  /* Translators: %s is a day */
  g_autofree char *text = day != NULL && *day != '\0' ? g_strdup_printf (_ ("Done on %s"), day) : g_strdup ("");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), done != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (gtk_widget_get_ancestor (check, ADW_TYPE_ACTION_ROW)), text);
}

static void
show_ticks (CrmDealStepsView *self)
{
  GPtrArray       *lines = get_lines (self, "checklist");
  guint            n_lines;
  guint            n_left = crm_deal_count_unticked (self->deal, self->stage, &n_lines);
  g_autofree char *left = crm_format_count (self->context, n_left);
  g_autofree char *text = n_left > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s left", "%s left", n_left), left) : g_strdup (_ ("All done"));

  self->showing = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    show_tick (self, g_ptr_array_index (self->checks, i), g_ptr_array_index (lines, i));
  if (self->checklist != NULL)
    adw_preferences_group_set_description (self->checklist, text);
  self->showing = FALSE;
}

static void
show_answers (CrmDealStepsView *self)
{
  GPtrArray *questions = get_lines (self, "questions");

  for (guint i = 0; i < self->answers->len; i++)
    {
      CrmDealAnswer *answer = crm_deal_find_answer (self->deal, "answers", self->stage, g_ptr_array_index (questions, i));

      crm_answer_row_show (g_ptr_array_index (self->answers, i),
                           answer != NULL ? crm_object_get_text (CRM_OBJECT (answer), "answer") : NULL,
                           answer != NULL ? crm_object_get_text (CRM_OBJECT (answer), "prompt") : NULL);
    }
}

static void
add_checklist (CrmDealStepsView *self)
{
  GPtrArray *lines = get_lines (self, "checklist");

  if (lines == NULL || lines->len == 0)
    return;

  self->checklist = add_group (self, _ ("Before It Moves On"));
  for (guint i = 0; i < lines->len; i++)
    add_check (self, g_ptr_array_index (lines, i));
}

static void
add_questions (CrmDealStepsView *self)
{
  GPtrArray           *questions = get_lines (self, "questions");
  AdwPreferencesGroup *group;

  if (questions == NULL || questions->len == 0)
    return;

  group = add_group (self, _ ("Questions to Ask"));
  for (guint i = 0; i < questions->len; i++)
    {
      GtkWidget *row = crm_answer_row_new (crm_object_get_text (g_ptr_array_index (questions, i), "text"));

      g_signal_connect_object (row, "left", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->answers, row);
      adw_preferences_group_add (group, row);
    }
}

/* What was learnt in other stages is still known. */
static void
add_others (CrmDealStepsView *self)
{
  g_autoptr (GPtrArray) others = crm_deal_list_other_answers (self->deal, self->stage);
  AdwPreferencesGroup *group;
  GtkWidget           *expander;

  if (others->len == 0)
    return;

  group = add_group (self, NULL);
  expander = g_object_new (ADW_TYPE_EXPANDER_ROW, "title", _ ("Answered Before"), NULL);
  adw_preferences_group_add (group, expander);
  for (guint i = 0; i < others->len; i++)
    {
      CrmObject *answer = g_ptr_array_index (others, i);
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                     "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0,
                                     "title", crm_object_get_text (answer, "prompt"),
                                     "subtitle", crm_object_get_text (answer, "answer"),
                                     NULL);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
}

static void
show_proposal (CrmDealStepsView *self)
{
  g_autoptr (CrmRecord) task = self->deal != NULL ? crm_deal_proposal_make (self->context, self->deal) : NULL;
  g_autofree char *text = NULL;
  GtkWidget       *row;
  GtkWidget       *button;

  if (self->proposal != NULL)
    gtk_box_remove (GTK_BOX (self), GTK_WIDGET (self->proposal));
  self->proposal = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), task != NULL || gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
  if (task == NULL)
    return;

  text = crm_deal_proposal_dup_text (self->context, task);
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, "subtitle", _ ("Usual next step in this stage"), NULL);
  button = g_object_new (GTK_TYPE_BUTTON, "label", _ ("Add Task"), "valign", GTK_ALIGN_CENTER, "action-name", "deal-page.add-proposed", "tooltip-text", "Ctrl+Shift+T", NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  self->proposal = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_add (self->proposal, row);
  gtk_box_prepend (GTK_BOX (self), GTK_WIDGET (self->proposal));
}

static void
append_lines (CrmDealStepsView *self, const char *set, GString *text)
{
  GPtrArray *lines = get_lines (self, set);

  g_string_append_printf (text, "\n%s", set);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    g_string_append_printf (text, "\n%s %s", crm_item_get_id (g_ptr_array_index (lines, i)), crm_object_get_text (g_ptr_array_index (lines, i), "text"));
}

static char *
dup_asked (CrmDealStepsView *self)
{
  g_autoptr (GPtrArray) others = crm_deal_list_other_answers (self->deal, self->stage);
  GString *text = g_string_new (crm_record_get_uid (self->stage));

  append_lines (self, "checklist", text);
  append_lines (self, "questions", text);
  for (guint i = 0; i < others->len; i++)
    g_string_append_printf (text, "\n%s %s", crm_object_get_text (g_ptr_array_index (others, i), "prompt"), crm_object_get_text (g_ptr_array_index (others, i), "answer"));

  return g_string_free (text, FALSE);
}

static void
clear_rows (CrmDealStepsView *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->checks, 0);
  g_ptr_array_set_size (self->answers, 0);
  self->proposal = NULL;
  self->checklist = NULL;
  g_clear_pointer (&self->asked, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

static void
show (CrmDealStepsView *self)
{
  g_autoptr (CrmRecord) stage = self->deal != NULL && self->store != NULL ? crm_store_get (self->store, crm_object_get_integer (CRM_OBJECT (self->deal), "stage"), NULL) : NULL;
  g_autofree char *asked = NULL;

  if (stage == NULL)
    {
      clear_rows (self);
      g_clear_object (&self->stage);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  /* What is being typed belongs to the stage it was asked in. */
  if (self->stage != stage)
    crm_deal_steps_view_save (self);
  g_set_object (&self->stage, stage);
  asked = dup_asked (self);
  if (g_strcmp0 (asked, self->asked) != 0)
    {
      clear_rows (self);
      self->asked = g_steal_pointer (&asked);
      add_checklist (self);
      add_questions (self);
      add_others (self);
    }
  show_ticks (self);
  show_answers (self);
  show_proposal (self);
}

static void
store_changed_cb (CrmDealStepsView *self, CrmChangeSet *set)
{
  if (self->deal == NULL)
    return;
  if (self->stage != NULL && crm_change_set_has_id (set, crm_record_get_id (self->stage)))
    show (self);
  else if (crm_change_set_has_type (set, crm_record_type_find ("activity")->code))
    show_proposal (self);
}

static void
follow_store (CrmDealStepsView *self)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, crm_context_get_store (self->context));
  if (self->store != NULL)
    g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
crm_deal_steps_view_dispose (GObject *object)
{
  CrmDealStepsView *self = CRM_DEAL_STEPS_VIEW (object);

  if (self->deal != NULL)
    g_signal_handlers_disconnect_by_data (self->deal, self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  clear_rows (self);
  g_clear_object (&self->store);
  g_clear_object (&self->deal);
  g_clear_object (&self->stage);
  g_clear_object (&self->saving);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_steps_view_parent_class)->dispose (object);
}

static void
crm_deal_steps_view_finalize (GObject *object)
{
  CrmDealStepsView *self = CRM_DEAL_STEPS_VIEW (object);

  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->answers);

  G_OBJECT_CLASS (crm_deal_steps_view_parent_class)->finalize (object);
}

static void
crm_deal_steps_view_class_init (CrmDealStepsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_deal_steps_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_deal_steps_view_finalize;
}

static void
crm_deal_steps_view_init (CrmDealStepsView *self)
{
  self->checks = g_ptr_array_new ();
  self->answers = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

GtkWidget *
crm_deal_steps_view_new (CrmContext *context)
{
  CrmDealStepsView *self = g_object_new (CRM_TYPE_DEAL_STEPS_VIEW, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (follow_store), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  follow_store (self);

  return GTK_WIDGET (self);
}

/**
 * crm_deal_steps_view_set_deal:
 * @deal: (nullable): what the steps are of; what was typed for the one before is saved
 */
void
crm_deal_steps_view_set_deal (CrmDealStepsView *self, CrmRecord *deal)
{
  if (self->deal == deal)
    return;

  crm_deal_steps_view_save (self);
  if (self->deal != NULL)
    g_signal_handlers_disconnect_by_data (self->deal, self);
  g_clear_object (&self->saving);
  g_set_object (&self->deal, deal);
  clear_rows (self);
  if (deal != NULL)
    g_signal_connect_object (deal, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

/**
 * crm_deal_steps_view_save:
 *
 * Saves answers that are being typed.
 */
void
crm_deal_steps_view_save (CrmDealStepsView *self)
{
  for (guint i = 0; i < self->answers->len; i++)
    answered_cb (self, g_ptr_array_index (self->answers, i));
}
