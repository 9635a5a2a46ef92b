#include "config.h"

#include "crm-conflict-row.h"

#include "crm-conflict-answer.h"
#include "crm-fact-text.h"
#include "crm-format.h"
#include "crm-photo-image.h"
#include "crm-sync-words.h"

#include <glib/gi18n-lib.h>

#define PICTURE_SIZE 72

struct _CrmConflictRow
{
  AdwPreferencesRow parent_instance;

  CrmContext *context;  /* (owned) (nullable) */
  CrmRecord  *conflict; /* (owned) (nullable) */

  /* Template widgets */
  GtkLabel  *heading;
  GtkBox    *kept;
  GtkLabel  *kept_by;
  GtkBox    *other;
  GtkLabel  *other_by;
  GtkWidget *this_button;
  GtkWidget *that_button;
  GtkWidget *both;
};

G_DEFINE_FINAL_TYPE (CrmConflictRow, crm_conflict_row, ADW_TYPE_PREFERENCES_ROW)

static CrmRecord *
dup_record (CrmConflictRow *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  gint64    id = crm_object_get_integer (CRM_OBJECT (self->conflict), "record");

  return store != NULL ? crm_store_get (store, id, NULL) : NULL;
}

static GtkWidget *
new_text (const char *value)
{
  GtkWidget *label = gtk_label_new (value);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);

  return label;
}

static GtkWidget *
new_picture (CrmConflictRow *self, const char *hash)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (GBytes) bytes = store != NULL ? crm_store_load_content (store, hash, NULL, NULL) : NULL;
  g_autoptr (GdkTexture) texture = bytes != NULL ? crm_photo_read (bytes, NULL) : NULL;
  GtkWidget *picture;

  if (texture == NULL)
    return new_text (_ ("A photo that has not come yet"));

  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_widget_set_size_request (picture, PICTURE_SIZE, PICTURE_SIZE);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), _ ("Photo"));

  return picture;
}

/* What is about the record as a whole, and what this version does not know, has words of its own. */
static GtkWidget *
new_value (CrmConflictRow *self, gboolean other)
{
  const CrmResolver resolver = { .store = crm_context_get_store (self->context), .typed = TRUE };
  const CrmField   *field = crm_conflict_get_field (self->conflict);
  g_autoptr (CrmRecord) read = field != NULL ? crm_conflict_read (self->conflict, other, &resolver) : NULL;
  GPtrArray *items = read != NULL && field->kind == CRM_KIND_ITEMS ? crm_object_get_items (CRM_OBJECT (read), field->name) : NULL;
  g_auto (CrmFactText) text = { NULL };

  if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (self->conflict), "field"), CRM_CONFLICT_DELETED) == 0)
    return new_text (other ? _ ("Deleted") : _ ("Still there"));
  if (read == NULL)
    return new_text (_ ("A newer version of the program knows what this is"));
  if (field->kind == CRM_KIND_FILE && crm_object_get_text (CRM_OBJECT (read), field->name) != NULL)
    return new_picture (self, crm_object_get_text (CRM_OBJECT (read), field->name));

  if (items != NULL && items->len > 0)
    crm_fact_text_init_item (&text, self->context, items->pdata[0], field);
  else
    crm_fact_text_init (&text, self->context, CRM_OBJECT (read), field);

  return new_text (text.value != NULL && *text.value != '\0' ? text.value : _ ("Nothing"));
}

/* Below the first line, which says which of the two it is. */
static void
put_value (GtkBox *side, GtkWidget *value)
{
  gtk_box_insert_child_after (side, value, gtk_widget_get_first_child (GTK_WIDGET (side)));
}

static char *
dup_by (CrmConflictRow *self, const char *by, const char *at)
{
  CrmObject *conflict = CRM_OBJECT (self->conflict);

  return crm_sync_words_dup_by (self->context, crm_object_get_text (conflict, by), crm_object_get_integer (conflict, at));
}

static void
show (CrmConflictRow *self)
{
  const CrmField  *field = crm_conflict_get_field (self->conflict);
  g_autofree char *name = crm_format_reference (self->context, crm_object_get_integer (CRM_OBJECT (self->conflict), "record"));
  /* Translators: a record, and one of its fields: “Maryam Ahmadi · Nickname” */
  g_autofree char *heading = field != NULL ? g_strdup_printf (_ ("%1$s · %2$s"), name, _ (field->label)) : g_strdup (name);
  g_autofree char *kept_by = dup_by (self, "kept_by", "kept_at");
  g_autofree char *other_by = dup_by (self, "other_by", "other_at");

  gtk_label_set_text (self->heading, heading);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), heading);
  put_value (self->kept, new_value (self, FALSE));
  put_value (self->other, new_value (self, TRUE));
  gtk_label_set_text (self->kept_by, kept_by);
  gtk_label_set_text (self->other_by, other_by);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->this_button), "x", crm_record_get_id (self->conflict));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->that_button), "x", crm_record_get_id (self->conflict));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->both), "x", crm_record_get_id (self->conflict));
  gtk_widget_set_visible (self->both, crm_conflict_can_keep_both (self->conflict));
}

static void
open_record (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmConflictRow *self = CRM_CONFLICT_ROW (widget);
  g_autoptr (CrmRecord) record = dup_record (self);

  if (record != NULL)
    crm_context_open (self->context, record);
}

static void
crm_conflict_row_dispose (GObject *object)
{
  CrmConflictRow *self = CRM_CONFLICT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_CONFLICT_ROW);
  g_clear_object (&self->context);
  g_clear_object (&self->conflict);

  G_OBJECT_CLASS (crm_conflict_row_parent_class)->dispose (object);
}

static void
crm_conflict_row_class_init (CrmConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_conflict_row_dispose;

  gtk_widget_class_install_action (widget_class, "conflict.open", NULL, open_record);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/sync/crm-conflict-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmConflictRow, heading);
  gtk_widget_class_bind_template_child (widget_class, CrmConflictRow, kept);
  gtk_widget_class_bind_template_child (widget_class, CrmConflictRow, kept_by);
  gtk_widget_class_bind_template_child (widget_class, CrmConflictRow, other);
  gtk_widget_class_bind_template_child (widget_class, CrmConflictRow, other_by);
  gtk_widget_class_bind_template_child (widget_class, CrmConflictRow, this_button);
  gtk_widget_class_bind_template_child (widget_class, CrmConflictRow, that_button);
  gtk_widget_class_bind_template_child (widget_class, CrmConflictRow, both);
}

static void
crm_conflict_row_init (CrmConflictRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_conflict_row_new:
 * @conflict: a record of that type
 *
 * Returns: (transfer floating): answers are the actions sync.keep-this, sync.keep-that and sync.keep-both of whoever holds it, with the id of the conflict
 */
GtkWidget *
crm_conflict_row_new (CrmContext *context, CrmRecord *conflict)
{
  CrmConflictRow *self = g_object_new (CRM_TYPE_CONFLICT_ROW, NULL);

  self->context = g_object_ref (context);
  self->conflict = g_object_ref (conflict);
  show (self);

  return GTK_WIDGET (self);
}

CrmRecord *
crm_conflict_row_get_conflict (CrmConflictRow *self)
{
  return self->conflict;
}
