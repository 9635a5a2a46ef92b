#include "config.h"

#include "crm-question-row.h"

#include "crm-format.h"
#include "crm-keys.h"
#include "crm-record-editor.h"
#include "crm-vote.h"

#include <glib/gi18n-lib.h>

#define CASES_MOST 12

struct _CrmQuestionRow
{
  AdwExpanderRow parent_instance;

  CrmContext *context; /* (owned) */
  GArray     *cases;   /* (owned) (element-type gint64): the newest first */
  char       *subject; /* (owned) */
  gint64      article; /* CRM_UNSET for none */
  gint64      product; /* likewise */
};

G_DEFINE_FINAL_TYPE (CrmQuestionRow, crm_question_row, ADW_TYPE_EXPANDER_ROW)

static CrmRecord *
load (CrmQuestionRow *self, gint64 id)
{
  CrmStore *store = crm_context_get_store (self->context);

  return store != NULL && id != CRM_UNSET ? crm_store_get (store, id, NULL) : NULL;
}

/* (nullable): how the newest that says it was solved. */
static char *
dup_resolution (CrmQuestionRow *self)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      g_autoptr (CrmRecord) asked = load (self, g_array_index (self->cases, gint64, i));
      const char *resolution = asked != NULL ? crm_object_get_text (CRM_OBJECT (asked), "resolution") : NULL;

      if (resolution != NULL)
        return g_strdup (resolution);
    }

  return NULL;
}

/* The answer is there: it is that of all who asked, but for those that were given another. */
static void
answered_cb (CrmQuestionRow *self, CrmRecord *article)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->cases->len; i++)
    {
      g_autoptr (CrmRecord) asked = load (self, g_array_index (self->cases, gint64, i));
      CrmRecord *draft;

      if (asked == NULL || crm_object_get_integer (CRM_OBJECT (asked), "article") != CRM_UNSET)
        continue;
      draft = crm_record_edit (asked);
      crm_object_set_integer (CRM_OBJECT (draft), "article", crm_record_get_id (article));
      g_ptr_array_add (drafts, draft);
    }
  if (drafts->len > 0)
    crm_context_commit_quietly (self->context, N_ ("Answer what is asked often"), drafts, NULL, NULL);
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmQuestionRow *self = CRM_QUESTION_ROW (widget);
  g_autoptr (CrmRecord) known = load (self, self->article);
  g_autoptr (CrmRecord) draft = NULL;
  g_autofree char *resolution = NULL;

  if (known != NULL && !crm_record_is_deleted (known))
    {
      crm_context_open (self->context, known);
      return;
    }

  draft = crm_record_new ("article");
  resolution = dup_resolution (self);
  g_object_set (draft, "title", self->subject, "body", resolution, "product", self->product, NULL);
  g_signal_connect_object (crm_record_editor_present (widget, self->context, draft), "saved", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

/* What would spare them the question; who asked wants it. */
static void
idea_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmQuestionRow *self = CRM_QUESTION_ROW (widget);
  g_autoptr (CrmRecord) draft = crm_record_new ("feedback");
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_object_set (draft, "kind", "idea", "text", self->subject, "product", self->product, NULL);
  for (guint i = 0; i < self->cases->len; i++)
    {
      g_autoptr (CrmRecord) asked = load (self, g_array_index (self->cases, gint64, i));
      gint64 person = asked != NULL ? crm_object_get_integer (CRM_OBJECT (asked), "person") : CRM_UNSET;
      gint64 company = asked != NULL ? crm_object_get_integer (CRM_OBJECT (asked), "company") : CRM_UNSET;
      gint64 who = person != CRM_UNSET ? person : company;

      if (who != CRM_UNSET && g_hash_table_add (known, g_memdup2 (&who, sizeof who)))
        crm_object_add_item (CRM_OBJECT (draft), "votes", g_object_new (CRM_TYPE_VOTE, "person", person, "company", company, NULL));
    }
  crm_record_editor_present (widget, self->context, draft);
}

static void
open_cb (CrmQuestionRow *self, GtkWidget *row)
{
  crm_context_open (self->context, g_object_get_data (G_OBJECT (row), "crm-record"));
}

static void
add_case (CrmQuestionRow *self, CrmRecord *asked)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = crm_format_title (asked);
  g_autofree char *when = crm_format_instant_relative (self->context, crm_object_get_integer (CRM_OBJECT (asked), "opened_at"));
  gint64           person = crm_object_get_integer (CRM_OBJECT (asked), "person");
  g_autofree char *who = person != CRM_UNSET ? crm_format_reference (self->context, person) : NULL;
  g_autofree char *about = crm_format_parts ((const char *const[]){ who, when }, 2);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "crm-record", g_object_ref (asked), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

/* Opened for the first time. */
static void
expanded_cb (CrmQuestionRow *self)
{
  if (g_object_get_data (G_OBJECT (self), "crm-filled") != NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  g_object_set_data (G_OBJECT (self), "crm-filled", self);
  for (guint i = 0; i < MIN (self->cases->len, CASES_MOST); i++)
    {
      g_autoptr (CrmRecord) asked = load (self, g_array_index (self->cases, gint64, i));

      if (asked != NULL)
        add_case (self, asked);
    }
}

static void
add_button (CrmQuestionRow *self, const char *icon_name, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
}

static void
crm_question_row_dispose (GObject *object)
{
  CrmQuestionRow *self = CRM_QUESTION_ROW (object);

  g_clear_pointer (&self->cases, g_array_unref);
  g_clear_pointer (&self->subject, g_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_question_row_parent_class)->dispose (object);
}

static void
crm_question_row_class_init (CrmQuestionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_question_row_dispose;

  gtk_widget_class_install_action (widget_class, "question.answer", NULL, answer_action);
  gtk_widget_class_install_action (widget_class, "question.idea", NULL, idea_action);
}

static void
crm_question_row_init (CrmQuestionRow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  crm_keys_add_action (GTK_SHORTCUT_CONTROLLER (keys), "a", "question.answer");
  crm_keys_add_action (GTK_SHORTCUT_CONTROLLER (keys), "i", "question.idea");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

static char *
dup_about (CrmQuestionRow *self, gint64 last)
{
  g_autofree char *number = crm_format_count (self->context, self->cases->len);
  g_autofree char *day = crm_format_instant_relative (self->context, last);
  g_autofree char *answer = self->article != CRM_UNSET ? crm_format_reference (self->context, self->article) : NULL;
  g_autofree char *times = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Asked %s time", "Asked %s times", self->cases->len), number);
  /* Translators: of a question; %s is a day */
  g_autofree char *when = g_strdup_printf (_ ("last %s"), day);
  /* Translators: of a question; %s is the title of an answer */
  g_autofree char *how = answer != NULL ? g_strdup_printf (_ ("answered with %s"), answer) : g_strdup (_ ("no answer is kept yet"));

  return crm_format_parts ((const char *const[]){ times, when, how }, 3);
}

/**
 * crm_question_row_new:
 * @question: not needed any longer than this takes
 */
GtkWidget *
crm_question_row_new (CrmContext *context, const CrmQuestion *question)
{
  CrmQuestionRow  *self = g_object_new (CRM_TYPE_QUESTION_ROW, NULL);
  g_autofree char *about = NULL;
  g_autofree char *escaped = NULL;
  gboolean         answered = question->article != CRM_UNSET;

  self->context = g_object_ref (context);
  self->cases = g_array_ref (question->cases);
  self->subject = g_strdup (question->subject);
  self->article = question->article;
  self->product = question->product;
  about = dup_about (self, question->last);
  escaped = g_markup_escape_text (about, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), question->subject);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
  add_button (self, answered ? "go-next-symbolic" : "accessories-text-editor-symbolic", answered ? _ ("Open the Answer (A)") : _ ("Keep an Answer… (A)"), "question.answer");
  add_button (self, "starred-symbolic", _ ("Note an Idea… (I)"), "question.idea");

  return GTK_WIDGET (self);
}
