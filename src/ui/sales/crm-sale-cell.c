/* What is typed is read when the cell is left or Return is pressed. What is not understood stays as it was typed, marked, and says why; the line
 * keeps what it had. */

#include "config.h"

#include "crm-sale-cell.h"

#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-field-value.h"
#include "crm-inscribe.h"
#include "crm-money.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmSaleCell
{
  GtkEntry parent_instance;

  CrmContext     *context; /* (owned) */
  const CrmField *field;
  CrmObject      *line;    /* (owned) (nullable) */
  gboolean        typed;   /* by somebody, and not read yet */
  gboolean        showing; /* the text is being set */
};

G_DEFINE_FINAL_TYPE (CrmSaleCell, crm_sale_cell, GTK_TYPE_ENTRY)

enum
{
  TAKEN,
  NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_shown (CrmSaleCell *self)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  const char       *text;
  gint64            amount;

  if (self->field->kind == CRM_KIND_MONEY)
    {
      amount = crm_field_peek_integer (self->field, self->line);
      return amount != CRM_UNSET ? crm_money_format (amount, crm_object_get_text (self->line, "currency"), culture, CRM_MONEY_STYLE_FIGURES) : g_strdup ("");
    }

  text = crm_field_peek_text (self->field, self->line);
  if (text == NULL)
    return g_strdup ("");

  return self->field->kind == CRM_KIND_NUMBER ? crm_culture_digits (culture, text) : g_strdup (text);
}

static void
show (CrmSaleCell *self)
{
  g_autofree char *shown = self->line != NULL ? dup_shown (self) : g_strdup ("");
  g_autofree char *plain = crm_text_clean (shown);

  self->showing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), plain != NULL ? plain : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), plain != NULL ? plain : "");
  self->showing = FALSE;
  self->typed = FALSE;
}

static void
set_problem (CrmSaleCell *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), sentence);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID, sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
read_amount (CrmSaleCell *self, const char *text, gint64 *amount, GError **error)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  const char       *currency = crm_object_get_text (self->line, "currency");
  char              typed[4];

  *amount = CRM_UNSET;
  if (text == NULL)
    return TRUE;
  if (!crm_money_parse (text, currency != NULL ? currency : culture->currency, culture, amount, typed, error))
    return FALSE;
  if (currency == NULL || g_str_equal (currency, typed))
    return TRUE;

  /* Translators: 1, 2: currencies */
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("All amounts of this document are in %1$s, not in %2$s."), currency, typed);
  return FALSE;
}

/* Into the line; FALSE where it is not understood. */
static gboolean
read_text (CrmSaleCell *self, const char *text, GError **error)
{
  g_autofree char *decimal = NULL;
  gint64           amount;

  if (self->field->kind == CRM_KIND_MONEY)
    {
      if (!read_amount (self, text, &amount, error))
        return FALSE;
      crm_field_put_integer (self->field, self->line, amount);
      return TRUE;
    }

  decimal = self->field->kind == CRM_KIND_NUMBER && text != NULL ? crm_decimal_parse (text, error) : g_strdup (text);
  if (text != NULL && decimal == NULL)
    return FALSE;
  crm_field_put_text (self->field, self->line, decimal);

  return TRUE;
}

static void
changed_cb (CrmSaleCell *self)
{
  if (!self->showing)
    self->typed = TRUE;
}

static void
left_cb (CrmSaleCell *self)
{
  crm_sale_cell_take (self);
}

static void
activate_cb (CrmSaleCell *self)
{
  if (crm_sale_cell_take (self))
    g_signal_emit (self, signals[NEXT], 0);
}

static void
crm_sale_cell_dispose (GObject *object)
{
  CrmSaleCell *self = CRM_SALE_CELL (object);

  g_clear_object (&self->line);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sale_cell_parent_class)->dispose (object);
}

static void
crm_sale_cell_class_init (CrmSaleCellClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_sale_cell_dispose;
  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT] = g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_sale_cell_init (CrmSaleCell *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "activate", G_CALLBACK (activate_cb), NULL);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * crm_sale_cell_new:
 * @field: of a line; its label names the cell
 * @width: pixels; -1 for as much as there is
 */
GtkWidget *
crm_sale_cell_new (CrmContext *context, const CrmField *field, int width)
{
  CrmSaleCell *self = g_object_new (CRM_TYPE_SALE_CELL, "width-chars", 4, "max-width-chars", 4, "width-request", width, "hexpand", width < 0, NULL);
  const char  *label = crm_field_get_label (field);

  self->context = g_object_ref (context);
  self->field = field;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (field->kind != CRM_KIND_TEXT)
    {
      gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self))), GTK_TEXT_DIR_LTR);
      gtk_editable_set_alignment (GTK_EDITABLE (self), 1);
      gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
    }

  return GTK_WIDGET (self);
}

/**
 * crm_sale_cell_set_line:
 * @line: (nullable): what is shown and edited; what is being typed stays
 */
void
crm_sale_cell_set_line (CrmSaleCell *self, CrmObject *line)
{
  g_set_object (&self->line, line);
  if (!self->typed)
    show (self);
}

/**
 * crm_sale_cell_take:
 *
 * Reads what was typed into the line.
 *
 * Returns: whether it is understood
 */
gboolean
crm_sale_cell_take (CrmSaleCell *self)
{
  g_autofree char *text = crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (self)));
  g_autoptr (GError) error = NULL;

  if (self->line == NULL || !self->typed)
    return !gtk_widget_has_css_class (GTK_WIDGET (self), "error");
  if (!read_text (self, text, &error))
    {
      set_problem (self, error->message);
      return FALSE;
    }

  set_problem (self, NULL);
  show (self);
  g_signal_emit (self, signals[TAKEN], 0);

  return TRUE;
}
