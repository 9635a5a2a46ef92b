/* A row of choices bound to a text, or an enumeration's nick, in the settings. */

#include "config.h"

#include "crm-choice-row.h"

struct _CrmChoices
{
  GPtrArray     *values; /* (owned) (element-type utf8) */
  GtkStringList *labels; /* (owned) */
};

static void
crm_choices_free (gpointer data)
{
  CrmChoices *self = data;

  g_ptr_array_unref (self->values);
  g_clear_object (&self->labels);
  g_free (self);
}

/**
 * crm_choices_new:
 *
 * Returns: (transfer full): no choices yet
 */
CrmChoices *
crm_choices_new (void)
{
  CrmChoices *self = g_new0 (CrmChoices, 1);

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);

  return self;
}

/**
 * crm_choices_add:
 * @value: what the settings hold
 * @label: what people read
 */
void
crm_choices_add (CrmChoices *self, const char *value, const char *label)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (self->labels, label);
}

/* A value that is not among the choices is shown as the first, which is “automatic”. */
static gboolean
to_position (GValue *position, GVariant *setting, gpointer user_data)
{
  CrmChoices *self = user_data;
  guint       found = 0;

  g_ptr_array_find_with_equal_func (self->values, g_variant_get_string (setting, NULL), g_str_equal, &found);
  g_value_set_uint (position, found < self->values->len ? found : 0);

  return TRUE;
}

static GVariant *
from_position (const GValue *position, const GVariantType *type, gpointer user_data)
{
  CrmChoices *self = user_data;
  guint       chosen = g_value_get_uint (position);

  return chosen < self->values->len ? g_variant_new_string (g_ptr_array_index (self->values, chosen)) : NULL;
}

/**
 * crm_choices_bind:
 * @self: (transfer full): the choices
 * @widget: shows them: an #AdwComboRow or a #GtkDropDown
 * @key: of a text or an enumeration
 *
 * Binds what is chosen to a setting, for the life of the widget.
 */
void
crm_choices_bind (CrmChoices *self, GtkWidget *widget, GSettings *settings, const char *key)
{
  g_object_set (widget, "model", self->labels, NULL);
  g_settings_bind_with_mapping (settings, key, widget, "selected", G_SETTINGS_BIND_DEFAULT, to_position, from_position, self, crm_choices_free);
}
