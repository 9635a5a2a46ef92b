/* What rows for typed values have in common: reading while it is typed, and writing it anew when the user is done.
 *
 * The text is not touched while the user types, because the caret would jump. */

#include "config.h"

#include "crm-value-entry.h"

#include "crm-text.h"

typedef struct
{
  CrmContext *context;    /* (owned) */
  GtkLabel   *understood; /* a child */
  gboolean    valid;
  gboolean    touched; /* the user is typing */
  gboolean    writing; /* the text is being set by us */
} CrmValueEntryPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrmValueEntry, crm_value_entry, CRM_TYPE_ENTRY_ROW)

enum
{
  PROP_CONTEXT = 1,
  PROP_VALID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A long day or amount must leave room to type in on a narrow window. */
#define UNDERSTOOD_MAX_CHARS 18

static CrmValueEntryPrivate *
priv_of (CrmValueEntry *self)
{
  return crm_value_entry_get_instance_private (self);
}

static void
set_valid (CrmValueEntry *self, gboolean valid)
{
  CrmValueEntryPrivate *priv = priv_of (self);

  if (valid == priv->valid)
    return;

  priv->valid = valid;
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID, valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

static char *
dup_typed (CrmValueEntry *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}

/* What is typed just so need not be said again. */
static gboolean
says_more (const char *understood, const char *text)
{
  g_autofree char *clean = understood != NULL ? crm_text_clean (understood) : NULL;

  return clean != NULL && g_strcmp0 (clean, text) != 0;
}

static void
read_text (CrmValueEntry *self)
{
  CrmValueEntryPrivate *priv = priv_of (self);
  g_autofree char      *text = dup_typed (self);
  g_autofree char      *understood = NULL;
  g_autoptr (GError) error = NULL;

  if (*text != '\0')
    understood = CRM_VALUE_ENTRY_GET_CLASS (self)->understand (self, text, &error);

  gtk_label_set_text (priv->understood, understood != NULL ? understood : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->understood), says_more (understood, text));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), error != NULL ? error->message : NULL);
  set_valid (self, *text == '\0' || understood != NULL);
}

static void
take_value (CrmValueEntry *self)
{
  g_autofree char *text = dup_typed (self);

  CRM_VALUE_ENTRY_GET_CLASS (self)->accept (self, *text == '\0');
}

static void
changed_cb (CrmValueEntry *self)
{
  CrmValueEntryPrivate *priv = priv_of (self);

  if (priv->writing)
    return;

  priv->touched = TRUE;
  read_text (self);
  if (priv->valid)
    take_value (self);
}

static void
done_cb (CrmValueEntry *self)
{
  CrmValueEntryPrivate *priv = priv_of (self);

  if (!priv->valid)
    return;

  priv->touched = FALSE;
  crm_value_entry_show (self);
}

static void
crm_value_entry_constructed (GObject *object)
{
  CrmValueEntry        *self = CRM_VALUE_ENTRY (object);
  CrmValueEntryPrivate *priv = priv_of (self);

  G_OBJECT_CLASS (crm_value_entry_parent_class)->constructed (object);

  g_signal_connect_object (priv->context, "culture-changed", G_CALLBACK (crm_value_entry_show), self, G_CONNECT_SWAPPED);
}

static void
crm_value_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmValueEntryPrivate *priv = priv_of (CRM_VALUE_ENTRY (object));

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, priv->context);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, priv->valid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_value_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmValueEntryPrivate *priv = priv_of (CRM_VALUE_ENTRY (object));

  switch (prop_id)
    {
    case PROP_CONTEXT:
      priv->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_value_entry_finalize (GObject *object)
{
  g_clear_object (&priv_of (CRM_VALUE_ENTRY (object))->context);

  G_OBJECT_CLASS (crm_value_entry_parent_class)->finalize (object);
}

static void
crm_value_entry_class_init (CrmValueEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = crm_value_entry_constructed;
  object_class->get_property = crm_value_entry_get_property;
  object_class->set_property = crm_value_entry_set_property;
  object_class->finalize = crm_value_entry_finalize;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crm_value_entry_init (CrmValueEntry *self)
{
  CrmValueEntryPrivate *priv = priv_of (self);
  GtkEventController   *focus = gtk_event_controller_focus_new ();

  priv->valid = TRUE;
  priv->understood = g_object_new (GTK_TYPE_LABEL,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "max-width-chars", UNDERSTOOD_MAX_CHARS,
                                   "visible", FALSE,
                                   NULL);
  gtk_widget_add_css_class (GTK_WIDGET (priv->understood), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (priv->understood), "numeric");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (priv->understood));

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (done_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "entry-activated", G_CALLBACK (done_cb), NULL);
}

CrmContext *
crm_value_entry_get_context (CrmValueEntry *self)
{
  return priv_of (self)->context;
}

/**
 * crm_value_entry_get_valid:
 *
 * Returns: %FALSE while what is typed is not understood
 */
gboolean
crm_value_entry_get_valid (CrmValueEntry *self)
{
  return priv_of (self)->valid;
}

/**
 * crm_value_entry_show:
 *
 * Writes the value into the entry, for subclasses whose value was set. What the user is typing is left alone.
 */
void
crm_value_entry_show (CrmValueEntry *self)
{
  CrmValueEntryPrivate *priv = priv_of (self);
  g_autofree char      *text = NULL;

  if (priv->touched)
    return;

  text = CRM_VALUE_ENTRY_GET_CLASS (self)->dup_shown (self);
  priv->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  priv->writing = FALSE;
  read_text (self);
}
