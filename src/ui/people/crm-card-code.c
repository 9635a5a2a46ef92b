/* The card is a vCard with what one saves in a telephone: name, numbers, addresses, company. Photos and notes are left out, since the more a
 * code holds, the worse it is read. It is dark on light in a dark window too: cameras expect that. */

#include "config.h"

#include "crm-card-code.h"

#include "crm-dialog.h"
#include "crm-format.h"
#include "crm-vcard-person.h"
#include "crm-vcard-writer.h"

#include <glib/gi18n-lib.h>
#include <qrencode.h>
#include <string.h>

struct _CrmCardCode
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkPicture    *code;
  GtkLabel      *name;
  GtkStack      *stack;
  AdwStatusPage *too_much;
};

G_DEFINE_FINAL_TYPE (CrmCardCode, crm_card_code, ADW_TYPE_WINDOW)

/* Pixels of each square, and squares of light around them all (ISO/IEC 18004, 6.3.8). */
#define SQUARE 8
#define QUIET 4

/* What a telephone has a place for. */
static const char *const wanted[] = { "given_name", "family_name", "additional_name", "name_prefix", "name_suffix", "display_name", "name", "contact_points", "affiliations", "addresses", NULL };

static char *
dup_text (CrmContext *context, CrmRecord *record)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (CrmRecord) few = crm_record_new (crm_record_get_record_type (record)->name);
  g_autoptr (CrmVcard) card = NULL;
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (g_strv_contains (wanted, fields[i].name))
        crm_object_copy_field (CRM_OBJECT (few), CRM_OBJECT (record), i);
    }
  card = store != NULL ? crm_vcard_new_from_store (store, few, CRM_VCARD_3_0) : NULL;

  return card != NULL ? crm_vcard_to_string (card, CRM_VCARD_3_0) : NULL;
}

static void
fill_square (guint8 *pixels, guint width, guint x, guint y)
{
  for (guint row = 0; row < SQUARE; row++)
    memset (pixels + ((y + QUIET) * SQUARE + row) * width + (x + QUIET) * SQUARE, 0, SQUARE);
}

/* One byte a pixel, made three for the texture. */
static GdkTexture *
paint (const QRcode *code)
{
  guint              squares = (guint) code->width;
  guint              width = (squares + 2 * QUIET) * SQUARE;
  g_autofree guint8 *pixels = g_malloc (width * width);
  g_autoptr (GBytes) bytes = NULL;
  guint8 *rgb = g_malloc (width * width * 3);

  memset (pixels, 255, width * width);
  for (guint i = 0; i < squares * squares; i++)
    {
      if ((code->data[i] & 1) != 0)
        fill_square (pixels, width, i % squares, i / squares);
    }
  for (guint i = 0; i < width * width; i++)
    memset (rgb + 3 * i, pixels[i], 3);
  bytes = g_bytes_new_take (rgb, width * width * 3);

  return gdk_memory_texture_new ((int) width, (int) width, GDK_MEMORY_R8G8B8, bytes, width * 3);
}

static QRcode *
encode (const char *text)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);

  /* Less is repaired where more is to be held. */
  return code != NULL ? code : QRcode_encodeString8bit (text, 0, QR_ECLEVEL_L);
}

static void
show (CrmCardCode *self, CrmContext *context, CrmRecord *record)
{
  g_autofree char *text = dup_text (context, record);
  g_autofree char *name = crm_format_title (record);
  g_autofree char *label = NULL;
  QRcode          *code = text != NULL ? encode (text) : NULL;

  gtk_label_set_text (self->name, name);
  gtk_stack_set_visible_child_name (self->stack, code != NULL ? "code" : "too-much");
  if (code == NULL)
    return;

  g_autoptr (GdkTexture) texture = paint (code);
  /* Translators: what a screen reader says of a picture; %s is a person */
  label = g_strdup_printf (_ ("A code for the camera of a telephone, with the contact card of %s"), name);
  gtk_picture_set_paintable (self->code, GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (self->code, label);
  QRcode_free (code);
}

static void
crm_card_code_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_CARD_CODE);

  G_OBJECT_CLASS (crm_card_code_parent_class)->dispose (object);
}

static void
crm_card_code_class_init (CrmCardCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_card_code_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-card-code.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmCardCode, code);
  gtk_widget_class_bind_template_child (widget_class, CrmCardCode, name);
  gtk_widget_class_bind_template_child (widget_class, CrmCardCode, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmCardCode, too_much);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_card_code_init (CrmCardCode *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_card_code_present:
 * @record: a person or a company of the open file
 *
 * Returns: (transfer none): the window that shows the code
 */
GtkWindow *
crm_card_code_present (GtkWidget *parent, CrmContext *context, CrmRecord *record)
{
  CrmCardCode *self = g_object_new (CRM_TYPE_CARD_CODE, NULL);

  show (self, context, record);
  crm_dialog_present (GTK_WINDOW (self), parent);

  return GTK_WINDOW (self);
}
