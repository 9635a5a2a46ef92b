/* Asked anew with every key; the answer to what was typed before is not waited for. Rows stay as they are while the answers do, so that who reads one is
 * not disturbed. */

#include "config.h"

#include "crm-answers-box.h"

#include "crm-answers.h"
#include "crm-article.h"
#include "crm-format.h"
#include "crm-service-case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANSWERS_MOST 4

struct _CrmAnswersBox
{
  GtkWidget parent_instance;

  CrmContext          *context; /* (owned) */
  char                *label;   /* (owned): of the button that uses an answer */
  gint64               person;  /* 0 for nobody */
  GArray              *shown;   /* (owned) (element-type gint64): ids */
  GPtrArray           *rows;    /* (element-type GtkWidget): children of the group */
  GCancellable        *asking;  /* (owned) (nullable) */
  AdwPreferencesGroup *group;   /* a child */
};

G_DEFINE_FINAL_TYPE (CrmAnswersBox, crm_answers_box, GTK_TYPE_WIDGET)

enum
{
  USE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (nullable): what was said: of a case how it was solved, else the answer it was solved with. */
static char *
dup_text (CrmAnswersBox *self, CrmRecord *answer)
{
  CrmStore        *store = crm_context_get_store (self->context);
  const char      *resolution = CRM_IS_SERVICE_CASE (answer) ? crm_object_get_text (CRM_OBJECT (answer), "resolution") : NULL;
  gint64           id = CRM_IS_SERVICE_CASE (answer) ? crm_object_get_integer (CRM_OBJECT (answer), "article") : crm_record_get_id (answer);
  g_autofree char *business = crm_store_get_setting (store, "business_name");
  g_autoptr (CrmRecord) article = id != CRM_UNSET ? crm_store_get (store, id, NULL) : NULL;
  g_autoptr (CrmRecord) person = self->person != 0 ? crm_store_get (store, self->person, NULL) : NULL;

  if (resolution != NULL)
    return g_strdup (resolution);

  return article != NULL && CRM_IS_ARTICLE (article) ? crm_article_fill (article, (CrmObject *) person, business) : NULL;
}

static CrmRecord *
get_answer (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "crm-record");
}

static void
use_cb (CrmAnswersBox *self, GtkWidget *button)
{
  g_autoptr (CrmRecord) answer = g_object_ref (get_answer (button));
  g_autofree char *text = dup_text (self, answer);

  g_signal_emit (self, signals[USE], 0, answer, text);
}

static void
copy_cb (CrmAnswersBox *self, GtkWidget *button)
{
  g_autofree char *text = dup_text (self, get_answer (button));

  if (text == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  crm_context_toast (self->context, _ ("Copied"));
}

static void
open_cb (CrmAnswersBox *self, GtkWidget *button)
{
  crm_context_open (self->context, get_answer (button));
}

static void
add_button (CrmAnswersBox *self, GtkBox *box, CrmRecord *answer, const char *label, void (*clicked) (CrmAnswersBox *, GtkWidget *))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), "crm-record", g_object_ref (answer), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, button);
}

static GtkWidget *
new_body (CrmAnswersBox *self, CrmRecord *answer, const char *text)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (body, "answer-body");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  add_button (self, GTK_BOX (buttons), answer, self->label, use_cb);
  add_button (self, GTK_BOX (buttons), answer, _ ("Copy"), copy_cb);
  add_button (self, GTK_BOX (buttons), answer, _ ("Open"), open_cb);
  gtk_box_append (GTK_BOX (body), label);
  gtk_box_append (GTK_BOX (body), buttons);

  return body;
}

static char *
dup_first_line (const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\n"));

  return g_markup_escape_text (line, -1);
}

static void
add_row (CrmAnswersBox *self, CrmRecord *answer, const char *text)
{
  GtkWidget       *row = adw_expander_row_new ();
  GtkWidget       *holder = adw_preferences_row_new ();
  g_autofree char *title = crm_format_title (answer);
  g_autofree char *about = dup_first_line (text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), about);
  adw_expander_row_set_icon_name (ADW_EXPANDER_ROW (row), CRM_IS_ARTICLE (answer) ? "accessories-text-editor-symbolic" : "emblem-ok-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (holder), FALSE);
  gtk_widget_set_focusable (holder, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), new_body (self, answer, text));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), holder);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static gboolean
is_shown (CrmAnswersBox *self, GArray *answers)
{
  if (answers->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < answers->len; i++)
    {
      if (g_array_index (answers, CrmAnswer, i).id != g_array_index (self->shown, gint64, i))
        return FALSE;
    }

  return TRUE;
}

static void
clear (CrmAnswersBox *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->shown, 0);
}

static void
show (CrmAnswersBox *self, GArray *answers)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store == NULL || is_shown (self, answers))
    return;

  clear (self);
  for (guint i = 0; i < answers->len; i++)
    {
      gint64 id = g_array_index (answers, CrmAnswer, i).id;
      g_autoptr (CrmRecord) answer = crm_store_get (store, id, NULL);
      g_autofree char *text = answer != NULL ? dup_text (self, answer) : NULL;

      g_array_append_val (self->shown, id);
      if (text != NULL)
        add_row (self, answer, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmAnswersBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) answers = crm_answers_find_finish (CRM_STORE (source), result, &error);

  /* What was asked meanwhile answers for itself. */
  if (answers != NULL && self->context != NULL && CRM_STORE (source) == crm_context_get_store (self->context))
    show (self, answers);
}

static void
stop (CrmAnswersBox *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/**
 * crm_answers_box_ask:
 * @question: (nullable): any text
 * @except: the case that is asked about itself; 0 for none
 */
void
crm_answers_box_ask (CrmAnswersBox *self, const char *question, gint64 except)
{
  CrmStore *store = crm_context_get_store (self->context);

  stop (self);
  if (store == NULL || question == NULL || *question == '\0')
    {
      clear (self);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }

  self->asking = g_cancellable_new ();
  crm_answers_find_async (store, question, except, ANSWERS_MOST, self->asking, found_cb, g_object_ref (self));
}

/**
 * crm_answers_box_set_person:
 * @person: id of whom answers are addressed to; %CRM_UNSET or 0 for nobody
 */
void
crm_answers_box_set_person (CrmAnswersBox *self, gint64 person)
{
  person = person == CRM_UNSET ? 0 : person;
  if (self->person == person)
    return;

  self->person = person;
  clear (self);
}

static void
crm_answers_box_dispose (GObject *object)
{
  CrmAnswersBox *self = CRM_ANSWERS_BOX (object);
  GtkWidget     *group = GTK_WIDGET (self->group);

  stop (self);
  self->group = NULL;
  g_clear_pointer (&group, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->label, g_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_answers_box_parent_class)->dispose (object);
}

static void
crm_answers_box_class_init (CrmAnswersBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_answers_box_dispose;

  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, CRM_TYPE_RECORD, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
crm_answers_box_init (CrmAnswersBox *self)
{
  self->rows = g_ptr_array_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Answered Before"));
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * crm_answers_box_new:
 * @use_label: what the button says that uses an answer
 */
GtkWidget *
crm_answers_box_new (CrmContext *context, const char *use_label)
{
  CrmAnswersBox *self = g_object_new (CRM_TYPE_ANSWERS_BOX, NULL);

  self->context = g_object_ref (context);
  self->label = g_strdup (use_label);

  return GTK_WIDGET (self);
}
