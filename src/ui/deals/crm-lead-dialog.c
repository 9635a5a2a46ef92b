/* What is pasted is read a moment after it came. A field that somebody has typed in is theirs: reading again does not touch it. */

#include "config.h"

#include "crm-lead-dialog.h"

#include "crm-contact-point.h"
#include "crm-dialog.h"
#include "crm-entry-row.h"
#include "crm-lead-text.h"
#include "crm-lead-write.h"
#include "crm-text.h"
#include "crm-twin-hint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So long after the last key. */
#define LATER_MS 150

typedef enum
{
  NAME,
  COMPANY,
  PHONE,
  EMAIL,
  SOURCE,
  N_ROWS
} Row;

struct _CrmLeadDialog
{
  AdwWindow parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *draft;   /* (owned): the person, as the rows have them */
  gboolean    filling; /* the rows are written, not typed in */
  gboolean    own[N_ROWS];
  gboolean    own_note;
  guint       later;

  /* Template widgets */
  GtkRevealer   *problem;
  GtkLabel      *problem_label;
  CrmTwinHint   *twin;
  GtkTextView   *pasted;
  GtkTextBuffer *pasted_buffer;
  GtkLabel      *cut;
  GtkTextView   *note;
  GtkTextBuffer *note_buffer;
  AdwEntryRow   *rows[N_ROWS];
};

G_DEFINE_FINAL_TYPE (CrmLeadDialog, crm_lead_dialog, ADW_TYPE_WINDOW)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_problem (CrmLeadDialog *self, const char *text)
{
  if (text != NULL)
    gtk_label_set_text (self->problem_label, text);
  gtk_revealer_set_reveal_child (self->problem, text != NULL);
}

static char *
dup_buffer (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
dup_row (CrmLeadDialog *self, Row row)
{
  return crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->rows[row])));
}

/* Several stand in one row, with commas between them. */
static void
add_points (CrmLeadDialog *self, Row row, const char *kind, GPtrArray *points)
{
  g_autofree char *text = dup_row (self, row);
  g_autofree char *plain = text != NULL ? g_strdelimit (g_strdup (text), ";\n", ',') : NULL;
  g_auto (GStrv) commas = plain != NULL ? g_strsplit (plain, "،", -1) : NULL;
  g_autofree char *joined = commas != NULL ? g_strjoinv (",", commas) : NULL;
  g_auto (GStrv) values = joined != NULL ? g_strsplit (joined, ",", -1) : NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_autofree char *value = crm_text_clean (values[i]);

      if (value != NULL)
        g_ptr_array_add (points, crm_contact_point_new (kind, NULL, value, crm_context_default_country (self->context)));
    }
}

/* The hint about somebody who is there already reads the draft. */
static void
fill_draft (CrmLeadDialog *self)
{
  g_autofree char *name = dup_row (self, NAME);
  g_autofree char *source = dup_row (self, SOURCE);
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_object_unref);

  add_points (self, PHONE, "phone", points);
  add_points (self, EMAIL, "email", points);
  crm_lead_text_put_name (self->draft, name);
  crm_object_set_text (CRM_OBJECT (self->draft), "source", source);
  crm_object_set_items (CRM_OBJECT (self->draft), "contact_points", points);
}

static char *
join_points (CrmRecord *person, const char *kind)
{
  GPtrArray *points = crm_object_get_items (CRM_OBJECT (person), "contact_points");
  GString   *text = g_string_new (NULL);

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      CrmObject *point = g_ptr_array_index (points, i);

      if (g_str_equal (crm_object_get_text (point, "kind"), kind))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", crm_object_get_text (point, "value"));
    }

  return g_string_free (text, FALSE);
}

static void
fill_row (CrmLeadDialog *self, Row row, const char *text)
{
  if (!self->own[row])
    gtk_editable_set_text (GTK_EDITABLE (self->rows[row]), text != NULL ? text : "");
}

static void
understand (CrmLeadDialog *self)
{
  g_autofree char *text = dup_buffer (self->pasted_buffer);
  g_auto (CrmLeadText) lead = { NULL };
  g_autofree char *name = NULL;
  g_autofree char *phones = NULL;
  g_autofree char *emails = NULL;

  g_clear_handle_id (&self->later, g_source_remove);
  crm_lead_text_parse (&lead, text, crm_context_default_country (self->context));
  if (lead.cut)
    gtk_widget_set_visible (GTK_WIDGET (self->cut), TRUE);
  name = crm_object_get_text (CRM_OBJECT (lead.person), "given_name") != NULL ? crm_object_dup_title (CRM_OBJECT (lead.person)) : NULL;
  phones = join_points (lead.person, "phone");
  emails = join_points (lead.person, "email");
  self->filling = TRUE;
  fill_row (self, NAME, name);
  fill_row (self, COMPANY, lead.company);
  fill_row (self, PHONE, phones);
  fill_row (self, EMAIL, emails);
  if (!self->own_note)
    gtk_text_buffer_set_text (self->note_buffer, lead.note != NULL ? lead.note : "", -1);
  self->filling = FALSE;
  fill_draft (self);
}

static void
later_cb (gpointer data)
{
  CrmLeadDialog *self = data;

  self->later = 0;
  understand (self);
}

static void
pasted_changed_cb (CrmLeadDialog *self)
{
  if (gtk_text_buffer_get_char_count (self->pasted_buffer) == 0)
    gtk_widget_set_visible (GTK_WIDGET (self->cut), FALSE);
  g_clear_handle_id (&self->later, g_source_remove);
  self->later = g_timeout_add_once (LATER_MS, later_cb, self);
}

/* What is longer than anybody writes is cut before it is laid out, which would take minutes. */
static void
insert_text_cb (CrmLeadDialog *self, GtkTextIter *place, const char *text, int length, GtkTextBuffer *buffer)
{
  glong room = MAX (0, CRM_LEAD_TEXT_MOST - gtk_text_buffer_get_char_count (buffer));
  glong wanted = g_utf8_strlen (text, length);

  if (wanted <= room)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_widget_set_visible (GTK_WIDGET (self->cut), TRUE);
  if (room > 0)
    gtk_text_buffer_insert (buffer, place, text, (int) (g_utf8_offset_to_pointer (text, room) - text));
}

static void
row_changed_cb (CrmLeadDialog *self, AdwEntryRow *row)
{
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  if (self->filling)
    return;

  for (guint i = 0; i < N_ROWS; i++)
    {
      if (self->rows[i] == row)
        self->own[i] = *gtk_editable_get_text (GTK_EDITABLE (row)) != '\0';
    }
  fill_draft (self);
}

static void
note_changed_cb (CrmLeadDialog *self)
{
  if (!self->filling)
    self->own_note = gtk_text_buffer_get_char_count (self->note_buffer) > 0;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmLeadDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = crm_lead_write_finish (CRM_CONTEXT (source), result, &error);

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;
  /* Refused: it stays open, with what was typed and why. */
  if (id < 0)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      show_problem (self, error->message);
      return;
    }

  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[ADDED], 0, id);
}

static gboolean
is_somebody (CrmLeadDialog *self)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (self->draft));

  return *title != '\0';
}

static void
save (CrmLeadDialog *self)
{
  g_autofree char *note = dup_buffer (self->note_buffer);
  CrmLeadArrival  *arrival;

  if (self->later != 0)
    {
      understand (self);
      g_free (note);
      note = dup_buffer (self->note_buffer);
    }
  fill_draft (self);
  if (!is_somebody (self))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->rows[NAME]), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->rows[NAME]));
      show_problem (self, _ ("Somebody has a name, a number or an address."));
      return;
    }

  arrival = g_new0 (CrmLeadArrival, 1);
  arrival->person = CRM_RECORD (g_object_ref (self->draft));
  arrival->company = dup_row (self, COMPANY);
  arrival->note = crm_text_clean (note);
  show_problem (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  crm_lead_write_arrival (self->context, arrival, added_cb, g_object_ref (self));
}

static void
save_cb (CrmLeadDialog *self)
{
  save (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (CRM_LEAD_DIALOG (widget));
}

static void
asked_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmLeadDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) person = NULL;
  gint64 id = crm_lead_write_finish (CRM_CONTEXT (source), result, &error);

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;
  if (id < 0)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      show_problem (self, error->message);
      return;
    }

  if (crm_context_get_store (CRM_CONTEXT (source)) != NULL)
    person = crm_store_get (crm_context_get_store (CRM_CONTEXT (source)), id, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
  if (person != NULL)
    crm_context_open (CRM_CONTEXT (source), person);
}

/* Somebody who is there already asks again: what they wrote is theirs, and nobody is added. */
static void
open_twin_cb (CrmLeadDialog *self, CrmRecord *twin)
{
  g_autofree char *text = dup_buffer (self->note_buffer);
  CrmLeadArrival  *arrival = g_new0 (CrmLeadArrival, 1);

  arrival->person = crm_record_edit (twin);
  arrival->note = crm_text_clean (text);
  if (crm_object_get_text (CRM_OBJECT (twin), "lifecycle") == NULL)
    crm_object_set_text (CRM_OBJECT (arrival->person), "lifecycle", "lead");
  if (arrival->note != NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
      crm_lead_write_arrival (self->context, arrival, asked_again_cb, g_object_ref (self));
      return;
    }

  crm_lead_arrival_free (arrival);
  crm_context_open (self->context, twin);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
crm_lead_dialog_dispose (GObject *object)
{
  CrmLeadDialog *self = CRM_LEAD_DIALOG (object);

  g_clear_handle_id (&self->later, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_LEAD_DIALOG);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_lead_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  static const char *const names[N_ROWS] = { "name", "company", "phone", "email", "source" };

  g_type_ensure (CRM_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/deals/crm-lead-dialog.ui");
  gtk_widget_class_bind_template_child (klass, CrmLeadDialog, problem);
  gtk_widget_class_bind_template_child (klass, CrmLeadDialog, problem_label);
  gtk_widget_class_bind_template_child (klass, CrmLeadDialog, twin);
  gtk_widget_class_bind_template_child (klass, CrmLeadDialog, pasted);
  gtk_widget_class_bind_template_child (klass, CrmLeadDialog, pasted_buffer);
  gtk_widget_class_bind_template_child (klass, CrmLeadDialog, cut);
  gtk_widget_class_bind_template_child (klass, CrmLeadDialog, note);
  gtk_widget_class_bind_template_child (klass, CrmLeadDialog, note_buffer);
  for (guint i = 0; i < N_ROWS; i++)
    gtk_widget_class_bind_template_child_full (klass, names[i], FALSE, G_STRUCT_OFFSET (CrmLeadDialog, rows) + (gssize) (i * sizeof (AdwEntryRow *)));
  gtk_widget_class_bind_template_callback (klass, pasted_changed_cb);
  gtk_widget_class_bind_template_callback (klass, insert_text_cb);
  gtk_widget_class_bind_template_callback (klass, row_changed_cb);
  gtk_widget_class_bind_template_callback (klass, note_changed_cb);
  gtk_widget_class_bind_template_callback (klass, save_cb);
  gtk_widget_class_bind_template_callback (klass, open_twin_cb);
}

static void
crm_lead_dialog_class_init (CrmLeadDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_lead_dialog_dispose;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (CRM_TYPE_TWIN_HINT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "lead.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_lead_dialog_init (CrmLeadDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_lead_dialog_present:
 * @parent: over whose window
 *
 * Returns: (transfer none): the dialog, which closes by itself
 */
CrmLeadDialog *
crm_lead_dialog_present (GtkWidget *parent, CrmContext *context)
{
  CrmLeadDialog *self = g_object_new (CRM_TYPE_LEAD_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->draft = crm_record_new ("person");
  crm_object_set_text (CRM_OBJECT (self->draft), "lifecycle", "lead");
  crm_context_take_on (context, self->draft);
  crm_twin_hint_watch (self->twin, context, self->draft);
  crm_dialog_present (GTK_WINDOW (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->pasted));

  return self;
}
