#include "config.h"

#include "crm-merge-choice.h"

#include "crm-fact-text.h"
#include "crm-format.h"
#include "crm-narrow-bin.h"
#include "crm-photo-image.h"

#include <glib/gi18n-lib.h>

struct _CrmMergeChoice
{
  AdwPreferencesRow parent_instance;

  GtkBox         *values;
  GtkCheckButton *one;
  GtkCheckButton *other;
  guint           field;
};

G_DEFINE_FINAL_TYPE (CrmMergeChoice, crm_merge_choice, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Below so many pixels the values stand one above the other. */
#define SIDE_BY_SIDE 420

#define PICTURE_SIZE 64

static void
narrow_cb (CrmMergeChoice *self, GParamSpec *pspec, CrmNarrowBin *bin)
{
  gboolean narrow = crm_narrow_bin_get_narrow (bin);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->values), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
toggled_cb (CrmMergeChoice *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
crm_merge_choice_class_init (CrmMergeChoiceClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_merge_choice_init (CrmMergeChoice *self)
{
}

static GtkWidget *
new_text (const char *value)
{
  GtkWidget *text = gtk_label_new (value);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (text), 0);

  return text;
}

/* What cannot be read as a picture has the initials in its place. */
static GtkWidget *
new_picture (CrmContext *context, CrmRecord *record, const char *hash)
{
  CrmStore        *store = crm_context_get_store (context);
  g_autofree char *name = crm_object_dup_title (CRM_OBJECT (record));
  g_autoptr (GBytes) bytes = store != NULL ? crm_store_load_content (store, hash, NULL, NULL) : NULL;
  g_autoptr (GdkTexture) texture = bytes != NULL ? crm_photo_read (bytes, NULL) : NULL;
  GtkWidget *avatar = adw_avatar_new (PICTURE_SIZE, name, TRUE);

  adw_avatar_set_custom_image (ADW_AVATAR (avatar), GDK_PAINTABLE (texture));
  gtk_widget_set_halign (avatar, GTK_ALIGN_START);

  return avatar;
}

static GtkCheckButton *
add_value (CrmMergeChoice *self, CrmContext *context, CrmRecord *record, const CrmField *field)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *value;
  g_auto (CrmFactText) text = { NULL };
  g_autofree char *name = NULL;
  g_autofree char *whole = NULL;

  crm_fact_text_init (&text, context, CRM_OBJECT (record), field);
  name = field->kind == CRM_KIND_FILE ? crm_format_title (record) : g_strdup (text.value);
  value = field->kind == CRM_KIND_FILE ? new_picture (context, record, crm_object_get_text (CRM_OBJECT (record), field->name)) : new_text (text.value);
  /* Translators: for those who hear it: 1: what kind of thing, 2: its value */
  whole = g_strdup_printf (_ ("%1$s: %2$s"), text.label, name);
  gtk_widget_set_margin_start (value, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (self->values, button);

  return GTK_CHECK_BUTTON (button);
}

static GtkWidget *
new_values (CrmMergeChoice *self)
{
  GtkWidget *bin = crm_narrow_bin_new ();

  gtk_box_set_homogeneous (self->values, TRUE);
  gtk_check_button_set_group (self->other, self->one);
  gtk_check_button_set_active (self->one, TRUE);
  g_object_set (bin, "child", self->values, "width", SIDE_BY_SIDE, NULL);
  g_signal_connect_object (bin, "notify::narrow", G_CALLBACK (narrow_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->other, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  return bin;
}

static void
fill (CrmMergeChoice *self, const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *caption = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (box, "crm-merge-choice");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), new_values (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
}

/**
 * crm_merge_choice_new:
 * @one: the record whose value stands first
 * @other: the other, of the same type
 * @field: a field that is no set
 *
 * Returns: (transfer full): the row, @one's value taken
 */
GtkWidget *
crm_merge_choice_new (CrmContext *context, CrmRecord *one, CrmRecord *other, guint field)
{
  CrmMergeChoice *self = g_object_new (CRM_TYPE_MERGE_CHOICE, "activatable", FALSE, "focusable", FALSE, "use-markup", FALSE, NULL);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (one), &n_fields);

  self->field = field;
  self->values = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->one = add_value (self, context, one, &fields[field]);
  self->other = add_value (self, context, other, &fields[field]);
  fill (self, _ (fields[field].label));

  return GTK_WIDGET (self);
}

guint
crm_merge_choice_get_field (CrmMergeChoice *self)
{
  return self->field;
}

gboolean
crm_merge_choice_takes_other (CrmMergeChoice *self)
{
  return gtk_check_button_get_active (self->other);
}

void
crm_merge_choice_take (CrmMergeChoice *self, gboolean other)
{
  gtk_check_button_set_active (other ? self->other : self->one, TRUE);
}
