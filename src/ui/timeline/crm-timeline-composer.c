/* The composer of a timeline: one line while nothing is written, and what the chosen kind needs below it while something is.
 *
 * "/call" at the beginning chooses the kind as its button does, and is cut off when the entry is saved. A task may end in the words that
 * say when it is due. */

#include "config.h"

#include "crm-timeline-composer.h"

#include "crm-activity-link.h"
#include "crm-activity.h"
#include "crm-attachments.h"
#include "crm-composer-fields.h"
#include "crm-event-draft.h"
#include "crm-event-kind.h"
#include "crm-event-text.h"
#include "crm-format.h"
#include "crm-staged-files.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmTimelineComposer
{
  AdwBin parent_instance;

  CrmContext         *context; /* (owned) (nullable) */
  gint64              target;  /* 0 for none */
  char               *uid;     /* (owned) (nullable): the target's */
  GHashTable         *drafts;  /* (owned) (element-type utf8 CrmEventDraft): what was begun about others, by their uid */
  const CrmEventKind *kind;
  gboolean            focused;
  CrmStagedFiles     *files; /* (nullable): in files_place */

  /* Template widgets */
  GtkTextView   *text;
  GtkTextBuffer *buffer;
  GtkLabel      *placeholder;
  GtkRevealer   *more;
  GtkBox        *kinds;
  GtkWidget     *call_details;
  GtkDropDown   *direction;
  GtkDropDown   *outcome;
  GtkEditable   *duration;
  GtkEditable   *when;
  GtkLabel      *hint;
  GtkButton     *save;
  AdwBin        *files_place;
};

G_DEFINE_FINAL_TYPE (CrmTimelineComposer, crm_timeline_composer, ADW_TYPE_BIN)

#define KIND_KEY "crm-event-kind"

static char *
dup_text (CrmTimelineComposer *self)
{
  g_autofree char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);

  return crm_text_clean (text);
}

static gboolean
is_task (CrmTimelineComposer *self)
{
  return crm_activity_kind_is_plan (self->kind->kind);
}

static gboolean
is_call (CrmTimelineComposer *self)
{
  return g_str_equal (self->kind->kind, "call");
}

/* When it happened or is due: TRUE where nothing is typed, and @said tells whether something is. */
static gboolean
read_when (CrmTimelineComposer *self, CrmWhen *when, gboolean *said, GError **error)
{
  g_autofree char *typed = crm_text_clean (gtk_editable_get_text (self->when));

  *said = typed != NULL;

  return typed == NULL || crm_when_parse (typed, crm_context_get_culture (self->context), crm_context_get_today (self->context), when, error);
}

/* The text as it will be saved, and the due day it ends in. */
static char *
dup_content (CrmTimelineComposer *self, CrmWhen *due, gboolean *has_due)
{
  g_autofree char    *text = dup_text (self);
  const CrmEventKind *kind = self->kind;
  const char         *content = text != NULL ? crm_event_kind_read_command (text, &kind) : "";
  char               *rest = NULL;

  *has_due = is_task (self) && crm_when_cut_tail (content, crm_context_get_culture (self->context), crm_context_get_today (self->context), &rest, due);

  return *has_due ? rest : crm_text_clean (content);
}

static void
show_hint (CrmTimelineComposer *self)
{
  CrmWhen  when;
  gboolean said;
  gboolean ends_in_due;
  g_autoptr (GError) error = NULL;
  gboolean         valid = read_when (self, &when, &said, &error);
  CrmWhen          due = { CRM_DATE_NONE, CRM_WHEN_NO_TIME };
  g_autofree char *content = dup_content (self, &due, &ends_in_due);
  g_autofree char *shown = NULL;
  g_autofree char *hint = NULL;

  crm_composer_mark (self->when, valid);
  if (valid && (said || ends_in_due))
    {
      shown = crm_event_dup_when (self->context, said ? when : due);
      /* Translators: %s is a day, perhaps with a time */
      hint = g_strdup_printf (is_task (self) ? _ ("Due %s") : _ ("Happened %s"), shown);
    }
  gtk_label_set_text (self->hint, error != NULL ? error->message : hint != NULL ? hint
                                                                                : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), error != NULL || hint != NULL);
}

static gboolean
has_files (CrmTimelineComposer *self)
{
  return self->files != NULL && crm_staged_files_get (self->files)->len > 0;
}

static void
show_more (CrmTimelineComposer *self)
{
  gtk_revealer_set_reveal_child (self->more, self->focused || !crm_timeline_composer_is_empty (self) || has_files (self));
}

static void
show_kind (CrmTimelineComposer *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->kinds)); button != NULL; button = gtk_widget_get_next_sibling (button))
    {
      if (g_object_get_data (G_OBJECT (button), KIND_KEY) == self->kind)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
    }
  gtk_widget_set_visible (self->call_details, is_call (self));
  gtk_label_set_text (self->placeholder, crm_event_kind_get_prompt (self->kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, crm_event_kind_get_prompt (self->kind), -1);
  g_object_set (self->when, "placeholder-text", is_task (self) ? _ ("Due: tomorrow 10") : _ ("When: now"), NULL);
  gtk_button_set_label (self->save, _ (self->kind->verb));
  show_hint (self);
}

static void
set_kind (CrmTimelineComposer *self, const CrmEventKind *kind)
{
  if (kind == self->kind || kind->title == NULL)
    return;

  self->kind = kind;
  show_kind (self);
}

static void
kind_toggled_cb (CrmTimelineComposer *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    set_kind (self, g_object_get_data (G_OBJECT (button), KIND_KEY));
}

static void
text_changed_cb (CrmTimelineComposer *self)
{
  g_autofree char    *text = NULL;
  const CrmEventKind *kind = self->kind;
  gboolean            empty;

  g_object_get (self->buffer, "text", &text, NULL);
  empty = *text == '\0';
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), empty);
  /* The word counts when it is finished. */
  if (*text == '/' && strpbrk (text, " \n") != NULL)
    crm_event_kind_read_command (text, &kind);
  set_kind (self, kind);
  if (self->context != NULL)
    show_hint (self);
  show_more (self);
}

static void
when_changed_cb (CrmTimelineComposer *self)
{
  if (self->context != NULL)
    show_hint (self);
}

static void
duration_changed_cb (CrmTimelineComposer *self)
{
  gint64 seconds;

  crm_composer_mark (self->duration, crm_event_draft_read_duration (gtk_editable_get_text (self->duration), &seconds));
}

static void
focus_entered_cb (CrmTimelineComposer *self)
{
  self->focused = TRUE;
  show_more (self);
}

static void
focus_left_cb (CrmTimelineComposer *self)
{
  self->focused = FALSE;
  show_more (self);
}

static void
set_details (CrmTimelineComposer *self, CrmObject *event)
{
  gint64 seconds;

  if (!is_call (self))
    return;

  crm_object_set_text (event, "direction", crm_composer_get_choice (self->direction, crm_activity_directions));
  crm_object_set_text (event, "outcome", crm_composer_get_choice (self->outcome, crm_activity_outcomes));
  if (crm_event_draft_read_duration (gtk_editable_get_text (self->duration), &seconds))
    crm_object_set_integer (event, "duration", seconds);
}

static CrmRecord *
make_event (CrmTimelineComposer *self, const char *content, const CrmWhen *when)
{
  CrmRecord *event = crm_record_new ("activity");
  CrmObject *link = g_object_new (CRM_TYPE_ACTIVITY_LINK, NULL);

  crm_object_set_integer (link, "target", self->target);
  crm_object_set_text (CRM_OBJECT (event), "kind", self->kind->kind);
  crm_object_add_item (CRM_OBJECT (event), "links", link);
  crm_event_draft_set_content (CRM_OBJECT (event), content);
  set_details (self, CRM_OBJECT (event));
  if (when != NULL)
    crm_event_draft_set_when (CRM_OBJECT (event), *when);
  if (crm_object_get_text (CRM_OBJECT (event), "due") != NULL)
    crm_context_take_on (self->context, event);

  return event;
}

static void
clear (CrmTimelineComposer *self)
{
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_editable_set_text (self->when, "");
  gtk_editable_set_text (self->duration, "");
  gtk_drop_down_set_selected (self->direction, 0);
  gtk_drop_down_set_selected (self->outcome, 0);
  set_kind (self, crm_event_kind_find ("note"));
}

/* A call or a visit may have nothing to tell; a note, a message or a task without words or files is none. */
static gboolean
may_be_empty (CrmTimelineComposer *self)
{
  return has_files (self) || is_call (self) || g_str_equal (self->kind->kind, "visit") || g_str_equal (self->kind->kind, "meeting");
}

static CrmEventDraft *
copy_draft (CrmTimelineComposer *self)
{
  CrmEventDraft *draft = g_new0 (CrmEventDraft, 1);

  draft->kind = self->kind;
  g_object_get (self->buffer, "text", &draft->text, NULL);
  draft->when = g_strdup (gtk_editable_get_text (self->when));
  draft->duration = g_strdup (gtk_editable_get_text (self->duration));
  draft->direction = gtk_drop_down_get_selected (self->direction);
  draft->outcome = gtk_drop_down_get_selected (self->outcome);
  draft->files = crm_staged_files_dup (self->files);

  return draft;
}

static void
show_draft (CrmTimelineComposer *self, const CrmEventDraft *draft)
{
  set_kind (self, draft->kind);
  gtk_text_buffer_set_text (self->buffer, draft->text, -1);
  gtk_editable_set_text (self->when, draft->when);
  gtk_editable_set_text (self->duration, draft->duration);
  gtk_drop_down_set_selected (self->direction, draft->direction);
  gtk_drop_down_set_selected (self->outcome, draft->outcome);
  for (guint i = 0; i < draft->files->len; i++)
    crm_staged_files_add (self->files, g_ptr_array_index (draft->files, i));
}

/* An entry on its way into the file. */
typedef struct
{
  CrmTimelineComposer *composer; /* (owned) */
  char                *uid;      /* (owned): whom it is about */
  CrmEventDraft       *draft;    /* (owned): as it is written */
} Saving;

static void
saving_free (Saving *self)
{
  g_clear_object (&self->composer);
  g_free (self->uid);
  crm_event_draft_free (self->draft);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static Saving *
saving_new (CrmTimelineComposer *composer)
{
  Saving *self = g_new0 (Saving, 1);

  self->composer = g_object_ref (composer);
  self->uid = g_strdup (composer->uid);
  self->draft = copy_draft (composer);

  return self;
}

/* It was kept when somebody else was opened meanwhile. */
static void
forget_draft (CrmTimelineComposer *self, const Saving *saving)
{
  const CrmEventDraft *kept = g_hash_table_lookup (self->drafts, saving->uid);

  if (kept != NULL && g_str_equal (kept->text, saving->draft->text))
    g_hash_table_remove (self->drafts, saving->uid);
}

/* What could not be saved stays, to be saved again; so does what was written or attached since. */
static void
end_save (Saving *saving, gboolean saved)
{
  CrmTimelineComposer *self = saving->composer;
  const CrmEventDraft *draft = saving->draft;
  g_autofree char     *text = NULL;

  if (self->context == NULL)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.save", TRUE);
  if (saved && g_strcmp0 (self->uid, saving->uid) != 0)
    forget_draft (self, saving);
  if (!saved || g_strcmp0 (self->uid, saving->uid) != 0)
    return;

  for (guint i = 0; i < draft->files->len; i++)
    crm_staged_files_remove (self->files, g_ptr_array_index (draft->files, i));
  g_object_get (self->buffer, "text", &text, NULL);
  if (g_str_equal (text, draft->text) && !has_files (self))
    clear (self);
  else if (*draft->text != '\0' && g_str_has_prefix (text, draft->text))
    gtk_text_buffer_set_text (self->buffer, text + strlen (draft->text), -1);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;

  end_save (saving, crm_context_commit_finish (CRM_CONTEXT (source), result, NULL));
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;

  end_save (saving, crm_attachments_save_finish (result, NULL));
}

static void
crm_timeline_composer_save (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmTimelineComposer *self = CRM_TIMELINE_COMPOSER (widget);
  CrmWhen              typed;
  CrmWhen              due = { CRM_DATE_NONE, CRM_WHEN_NO_TIME };
  gboolean             said;
  gboolean             ends_in_due;
  gint64               seconds;
  g_autofree char     *content = NULL;
  g_autoptr (CrmRecord) event = NULL;

  if (self->context == NULL || self->target == 0)
    return;
  content = dup_content (self, &due, &ends_in_due);
  if (!read_when (self, &typed, &said, NULL))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->when));
      return;
    }
  if (is_call (self) && !crm_event_draft_read_duration (gtk_editable_get_text (self->duration), &seconds))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->duration));
      return;
    }
  if (content == NULL && !may_be_empty (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
      return;
    }

  event = make_event (self, content != NULL ? content : "", said ? &typed : ends_in_due ? &due
                                                                                        : NULL);
  gtk_widget_action_set_enabled (widget, "composer.save", FALSE);
  if (gtk_widget_get_focus_child (widget) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
  if (has_files (self))
    crm_attachments_save_async (self->context, self->kind->title, event, crm_staged_files_get (self->files), attached_cb, saving_new (self));
  else
    crm_context_commit_record (self->context, self->kind->title, event, saved_cb, saving_new (self));
}

static void
crm_timeline_composer_attach (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  crm_staged_files_choose (CRM_TIMELINE_COMPOSER (widget)->files);
}

static void
add_kinds (CrmTimelineComposer *self)
{
  guint               n_kinds;
  const CrmEventKind *list = crm_event_kind_list (&n_kinds);
  GtkToggleButton    *first = NULL;

  for (guint i = 0; i < n_kinds; i++)
    {
      GtkWidget *button;

      if (list[i].title == NULL)
        continue;
      button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "icon-name", list[i].icon_name, "group", first, "tooltip-text", _ (list[i].title), NULL);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (list[i].title), -1);
      g_object_set_data (G_OBJECT (button), KIND_KEY, (gpointer) &list[i]);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (kind_toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->kinds, button);
    }
}

static void
crm_timeline_composer_dispose (GObject *object)
{
  CrmTimelineComposer *self = CRM_TIMELINE_COMPOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TIMELINE_COMPOSER);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_timeline_composer_parent_class)->dispose (object);
}

static void
crm_timeline_composer_finalize (GObject *object)
{
  CrmTimelineComposer *self = CRM_TIMELINE_COMPOSER (object);

  g_hash_table_unref (self->drafts);
  g_free (self->uid);

  G_OBJECT_CLASS (crm_timeline_composer_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/timeline/crm-timeline-composer.ui");
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, text);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, buffer);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, placeholder);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, more);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, kinds);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, call_details);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, direction);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, outcome);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, duration);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, when);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, hint);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, save);
  gtk_widget_class_bind_template_child (klass, CrmTimelineComposer, files_place);
  gtk_widget_class_bind_template_callback (klass, text_changed_cb);
  gtk_widget_class_bind_template_callback (klass, when_changed_cb);
  gtk_widget_class_bind_template_callback (klass, duration_changed_cb);
  gtk_widget_class_bind_template_callback (klass, focus_entered_cb);
  gtk_widget_class_bind_template_callback (klass, focus_left_cb);
}

static void
crm_timeline_composer_class_init (CrmTimelineComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_timeline_composer_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_timeline_composer_finalize;

  gtk_widget_class_set_css_name (widget_class, "crm-timeline-composer");
  gtk_widget_class_install_action (widget_class, "composer.save", NULL, crm_timeline_composer_save);
  gtk_widget_class_install_action (widget_class, "composer.attach", NULL, crm_timeline_composer_attach);
  bind_template (widget_class);
}

static void
crm_timeline_composer_init (CrmTimelineComposer *self)
{
  self->kind = crm_event_kind_find ("note");
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) crm_event_draft_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  crm_composer_fill_choices (self->direction, _ ("Direction"), crm_activity_directions);
  crm_composer_fill_choices (self->outcome, _ ("Outcome"), crm_activity_outcomes);
  add_kinds (self);
}

void
crm_timeline_composer_set_context (CrmTimelineComposer *self, CrmContext *context)
{
  g_set_object (&self->context, context);
  self->files = CRM_STAGED_FILES (crm_staged_files_new (context));
  g_signal_connect_object (self->files, "changed", G_CALLBACK (show_more), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->files_place, GTK_WIDGET (self->files));
  show_kind (self);
}

/* What was begun stays with whom it is about. */
static void
keep_draft (CrmTimelineComposer *self)
{
  if (self->uid != NULL && self->files != NULL && (!crm_timeline_composer_is_empty (self) || has_files (self)))
    g_hash_table_replace (self->drafts, g_strdup (self->uid), copy_draft (self));
}

/**
 * crm_timeline_composer_set_target:
 * @target: (nullable): the record that is written about. What was begun about another waits until that is here again
 */
void
crm_timeline_composer_set_target (CrmTimelineComposer *self, CrmRecord *target)
{
  gint64               id = target != NULL ? crm_record_get_id (target) : 0;
  const CrmEventDraft *draft;

  if (self->target == id)
    return;

  keep_draft (self);
  g_free (self->uid);
  self->uid = target != NULL ? g_strdup (crm_record_get_uid (target)) : NULL;
  self->target = id;
  clear (self);
  if (self->files != NULL)
    crm_staged_files_clear (self->files);
  draft = self->uid != NULL ? g_hash_table_lookup (self->drafts, self->uid) : NULL;
  if (draft == NULL)
    return;
  show_draft (self, draft);
  g_hash_table_remove (self->drafts, self->uid);
}

/* Chooses the kind, adds words to what is written, NULL for none, and puts the cursor behind them. */
void
crm_timeline_composer_begin (CrmTimelineComposer *self, const char *kind, const char *words)
{
  set_kind (self, crm_event_kind_find (kind));
  if (words != NULL)
    gtk_text_buffer_insert_at_cursor (self->buffer, words, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/**
 * crm_timeline_composer_add_file:
 * @file: what is to be attached to what is being written
 */
void
crm_timeline_composer_add_file (CrmTimelineComposer *self, GFile *file)
{
  crm_staged_files_add (self->files, file);
}

gboolean
crm_timeline_composer_is_empty (CrmTimelineComposer *self)
{
  return gtk_text_buffer_get_char_count (self->buffer) == 0;
}
