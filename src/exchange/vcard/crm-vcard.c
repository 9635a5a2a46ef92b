/* The card and its properties.
 *
 * A file holds hundreds of thousands of cards of a dozen short lines, so a card is one allocation that its strings and
 * lists are cut from; more blocks follow only when it grows. Nothing in it is freed before the card is. Reference counts
 * are atomic, the rest is not thread-safe: asking for a decoded value stores it.
 */

#include "config.h"

#include "crm-vcard-private.h"

#include "crm-vcard-value.h"

#include <string.h>

#define ALIGNMENT 8
#define BLOCK_SIZE 2048

struct _CrmVcardBlock
{
  CrmVcardBlock *next; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (CrmVcard, crm_vcard, crm_vcard_ref, crm_vcard_unref)

static gsize
aligned (gsize size)
{
  return (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
}

static gpointer
alloc_block (CrmVcard *self, gsize size)
{
  gsize          whole = aligned (sizeof (CrmVcardBlock)) + MAX (size, BLOCK_SIZE);
  CrmVcardBlock *block = g_malloc (whole);
  char          *start = (char *) block + aligned (sizeof (CrmVcardBlock));

  block->next = self->blocks;
  self->blocks = block;
  if (size < BLOCK_SIZE)
    {
      self->free = start + size;
      self->free_end = start + BLOCK_SIZE;
    }

  return start;
}

/* Room for @size bytes, aligned for pointers, that lasts as long as the card. */
gpointer
crm_vcard_alloc (CrmVcard *self, gsize size)
{
  gpointer start = self->free;

  size = aligned (size);
  if ((gsize) (self->free_end - self->free) < size)
    return alloc_block (self, size);
  self->free += size;

  return start;
}

/* A copy of @text, with a terminator, that lasts as long as the card. */
char *
crm_vcard_copy_text (CrmVcard *self, const char *text, gsize length)
{
  char *copy = crm_vcard_alloc (self, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';

  return copy;
}

/* A card with room for @bytes in its first block, and for @n_properties. */
CrmVcard *
crm_vcard_new_sized (CrmVcardVersion version, gsize bytes, guint n_properties)
{
  gsize     head = aligned (sizeof (CrmVcard));
  gsize     room = aligned (bytes) + n_properties * sizeof (gpointer);
  CrmVcard *self = g_malloc (head + room);

  memset (self, 0, sizeof *self);
  g_atomic_ref_count_init (&self->refs);
  self->version = version;
  self->free = (char *) self + head;
  self->free_end = self->free + room;
  self->capacity = n_properties;
  self->properties = crm_vcard_alloc (self, n_properties * sizeof (gpointer));

  return self;
}

/* A new property at the end, all zero. */
CrmVcardProperty *
crm_vcard_append (CrmVcard *self)
{
  CrmVcardProperty *property = crm_vcard_alloc (self, sizeof *property);

  if (self->n_properties == self->capacity)
    {
      CrmVcardProperty **grown = crm_vcard_alloc (self, 2 * sizeof (gpointer) * MAX (self->capacity, 8));

      memcpy (grown, self->properties, self->n_properties * sizeof (gpointer));
      self->capacity = 2 * MAX (self->capacity, 8);
      self->properties = grown;
    }
  memset (property, 0, sizeof *property);
  property->card = self;
  self->properties[self->n_properties++] = property;

  return property;
}

static gboolean
is_token (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) || text[length] == '-' || text[length] == '_')
    length++;

  return length > 0 && text[length] == '\0';
}

static CrmVcardParam *
find_param (const CrmVcardProperty *self, const char *name)
{
  for (guint i = 0; i < self->n_params; i++)
    if (g_ascii_strcasecmp (self->params[i].name, name) == 0)
      return (CrmVcardParam *) &self->params[i];

  return NULL;
}

static gboolean
equal_params (const CrmVcardParam *a, const CrmVcardParam *b)
{
  if (g_ascii_strcasecmp (a->name, b->name) != 0 || a->n_values != b->n_values)
    return FALSE;
  for (guint i = 0; i < a->n_values; i++)
    if (strcmp (a->values[i], b->values[i]) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
equal_properties (const CrmVcardProperty *a, const CrmVcardProperty *b)
{
  if (g_ascii_strcasecmp (a->name, b->name) != 0 || g_strcmp0 (a->group, b->group) != 0 ||
      strcmp (a->raw, b->raw) != 0 || a->n_params != b->n_params)
    return FALSE;
  for (guint i = 0; i < a->n_params; i++)
    if (!equal_params (&a->params[i], &b->params[i]))
      return FALSE;

  return TRUE;
}

/**
 * crm_vcard_new:
 * @version: what it is to be written as
 *
 * Returns: (transfer full): an empty card
 */
CrmVcard *
crm_vcard_new (CrmVcardVersion version)
{
  return crm_vcard_new_sized (version, BLOCK_SIZE, 16);
}

/**
 * crm_vcard_ref:
 *
 * Returns: (transfer full): @self
 */
CrmVcard *
crm_vcard_ref (CrmVcard *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

/**
 * crm_vcard_unref:
 * @self: (transfer full): a card; with its last reference all its strings go
 */
void
crm_vcard_unref (CrmVcard *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  while (self->blocks != NULL)
    {
      CrmVcardBlock *block = self->blocks;

      self->blocks = block->next;
      g_free (block);
    }
  g_free (self);
}

/**
 * crm_vcard_get_version:
 *
 * Returns: the version it was read as, or is to be written as
 */
CrmVcardVersion
crm_vcard_get_version (const CrmVcard *self)
{
  return self->version;
}

/**
 * crm_vcard_get_line:
 *
 * Returns: the line of its BEGIN in the file, from 1; 0 if it was not read from one
 */
guint64
crm_vcard_get_line (const CrmVcard *self)
{
  return self->line;
}

/**
 * crm_vcard_get_n_properties:
 *
 * Returns: how many properties there are, BEGIN, VERSION and END not counted
 */
guint
crm_vcard_get_n_properties (const CrmVcard *self)
{
  return self->n_properties;
}

/**
 * crm_vcard_get_property:
 * @index: less than crm_vcard_get_n_properties()
 *
 * Returns: (transfer none): a property, which lasts as long as the card
 */
CrmVcardProperty *
crm_vcard_get_property (const CrmVcard *self, guint index)
{
  g_return_val_if_fail (index < self->n_properties, NULL);

  return self->properties[index];
}

/**
 * crm_vcard_find:
 * @name: of a property, in any case
 * @index: (inout) (nullable): where to begin; becomes the one after what was found. %NULL finds the first.
 *
 * Returns: (transfer none) (nullable): the next property called @name
 */
CrmVcardProperty *
crm_vcard_find (const CrmVcard *self, const char *name, guint *index)
{
  for (guint i = index != NULL ? *index : 0; i < self->n_properties; i++)
    if (g_ascii_strcasecmp (self->properties[i]->name, name) == 0)
      {
        if (index != NULL)
          *index = i + 1;
        return self->properties[i];
      }

  return NULL;
}

/**
 * crm_vcard_get_label:
 * @property: of this card
 *
 * Looks for the X-ABLabel in the same group, with which Apple's programs name a telephone or an address; their own names
 * are wrapped as `_$!<Home>!$_`.
 *
 * Returns: (transfer none) (nullable): the label, unwrapped
 */
const char *
crm_vcard_get_label (const CrmVcard *self, const CrmVcardProperty *property)
{
  CrmVcardProperty *label;
  guint             i = 0;

  while (property->group != NULL && (label = crm_vcard_find (self, "X-ABLabel", &i)) != NULL)
    if (label->group != NULL && g_ascii_strcasecmp (label->group, property->group) == 0)
      {
        const char *text = crm_vcard_property_get_text (label);

        if (g_str_has_prefix (text, "_$!<") && g_str_has_suffix (text, ">!$_") && strlen (text) >= 8)
          return crm_vcard_copy_text (label->card, text + 4, strlen (text) - 8);
        return text;
      }

  return NULL;
}

/**
 * crm_vcard_set_raw:
 * @raw: a value with its escapes; a line end in it becomes `\n`
 *
 * Replaces the value.
 */
void
crm_vcard_set_raw (CrmVcardProperty *property, const char *raw)
{
  g_autofree char *valid = g_utf8_make_valid (raw, -1);
  g_autofree char *single = crm_vcard_escape_lines (valid);

  property->raw_length = strlen (single);
  property->raw = crm_vcard_copy_text (property->card, single, property->raw_length);
  property->text = NULL;
  property->components = NULL;
}

/**
 * crm_vcard_add_raw:
 * @group: (nullable): letters, digits and hyphens
 * @name: letters, digits and hyphens
 * @raw: a value with its escapes
 *
 * Returns: (transfer none): the new property at the end of the card
 */
CrmVcardProperty *
crm_vcard_add_raw (CrmVcard *self, const char *group, const char *name, const char *raw)
{
  CrmVcardProperty *property;

  g_return_val_if_fail (is_token (name), NULL);
  g_return_val_if_fail (group == NULL || is_token (group), NULL);

  property = crm_vcard_append (self);
  property->group = group != NULL ? crm_vcard_copy_text (self, group, strlen (group)) : NULL;
  property->name = crm_vcard_copy_text (self, name, strlen (name));
  crm_vcard_set_raw (property, raw);

  return property;
}

/**
 * crm_vcard_add_text:
 * @text: plain text, of any number of lines
 *
 * As crm_vcard_add_raw(), and escapes the value.
 *
 * Returns: (transfer none): the new property
 */
CrmVcardProperty *
crm_vcard_add_text (CrmVcard *self, const char *group, const char *name, const char *text)
{
  g_autofree char *raw = crm_vcard_escape (text);

  return crm_vcard_add_raw (self, group, name, raw);
}

/**
 * crm_vcard_add_components:
 * @components: (array length=n_components): plain texts, each of which may be %NULL: the parts of N, ADR or ORG
 *
 * As crm_vcard_add_raw(), of a value in parts.
 *
 * Returns: (transfer none): the new property
 */
CrmVcardProperty *
crm_vcard_add_components (CrmVcard *self, const char *group, const char *name, const char *const *components, guint n_components)
{
  g_autoptr (GString) raw = g_string_new (NULL);

  for (guint i = 0; i < n_components; i++)
    {
      g_autofree char *part = crm_vcard_escape (components[i] != NULL ? components[i] : "");

      g_string_append_printf (raw, "%s%s", i > 0 ? ";" : "", part);
    }

  return crm_vcard_add_raw (self, group, name, raw->str);
}

static void
copy_params (CrmVcardProperty *copy, const CrmVcardProperty *property)
{
  CrmVcardParam *params = crm_vcard_alloc (copy->card, property->n_params * sizeof *params);

  for (guint i = 0; i < property->n_params; i++)
    {
      const CrmVcardParam *from = &property->params[i];
      const char         **values = crm_vcard_alloc (copy->card, from->n_values * sizeof *values);

      for (guint j = 0; j < from->n_values; j++)
        values[j] = crm_vcard_copy_text (copy->card, from->values[j], strlen (from->values[j]));
      params[i] = (CrmVcardParam){ crm_vcard_copy_text (copy->card, from->name, strlen (from->name)), values, from->n_values };
    }
  copy->params = params;
  copy->n_params = property->n_params;
}

/**
 * crm_vcard_add_copy:
 * @property: of any card
 *
 * Returns: (transfer none): the copy, at the end of @self
 */
CrmVcardProperty *
crm_vcard_add_copy (CrmVcard *self, const CrmVcardProperty *property)
{
  CrmVcardProperty *copy = crm_vcard_add_raw (self, property->group, property->name, property->raw);

  copy_params (copy, property);

  return copy;
}

static CrmVcardParam *
append_param (CrmVcardProperty *property, const char *name)
{
  CrmVcardParam *params = crm_vcard_alloc (property->card, (property->n_params + 1) * sizeof *params);

  if (property->n_params > 0)
    memcpy (params, property->params, property->n_params * sizeof *params);
  property->params = params;
  params += property->n_params++;
  *params = (CrmVcardParam){ crm_vcard_copy_text (property->card, name, strlen (name)), NULL, 0 };

  return params;
}

/**
 * crm_vcard_add_param:
 * @name: letters, digits and hyphens
 * @value: any text
 *
 * Adds a value to the parameter @name, and the parameter if it is not there yet.
 */
void
crm_vcard_add_param (CrmVcardProperty *property, const char *name, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  CrmVcardParam   *param;
  const char     **values;

  g_return_if_fail (is_token (name));

  param = find_param (property, name);
  if (param == NULL)
    param = append_param (property, name);
  values = crm_vcard_alloc (property->card, (param->n_values + 1) * sizeof *values);
  if (param->n_values > 0)
    memcpy (values, param->values, param->n_values * sizeof *values);
  values[param->n_values++] = crm_vcard_copy_text (property->card, valid, strlen (valid));
  param->values = values;
}

/**
 * crm_vcard_remove_param:
 * @name: of a parameter, in any case
 *
 * Removes a parameter with all its values, if it is there.
 */
void
crm_vcard_remove_param (CrmVcardProperty *property, const char *name)
{
  CrmVcardParam *param = find_param (property, name);

  if (param == NULL)
    return;

  property->n_params--;
  memmove (param, param + 1, (gsize) (property->params + property->n_params - param) * sizeof *param);
}

/**
 * crm_vcard_remove:
 * @index: less than crm_vcard_get_n_properties()
 *
 * Removes a property. Its strings last as long as the card all the same.
 */
void
crm_vcard_remove (CrmVcard *self, guint index)
{
  g_return_if_fail (index < self->n_properties);

  self->n_properties--;
  memmove (self->properties + index, self->properties + index + 1, (self->n_properties - index) * sizeof (gpointer));
}

/**
 * crm_vcard_equal:
 *
 * Returns: whether both say the same in the same order, whichever version they are
 */
gboolean
crm_vcard_equal (const CrmVcard *a, const CrmVcard *b)
{
  if (a->n_properties != b->n_properties)
    return FALSE;
  for (guint i = 0; i < a->n_properties; i++)
    if (!equal_properties (a->properties[i], b->properties[i]))
      return FALSE;

  return TRUE;
}

/**
 * crm_vcard_property_is:
 * @name: in any case
 *
 * Returns: whether the property is called @name
 */
gboolean
crm_vcard_property_is (const CrmVcardProperty *self, const char *name)
{
  return g_ascii_strcasecmp (self->name, name) == 0;
}

/**
 * crm_vcard_property_get_param:
 * @name: of a parameter, in any case
 *
 * Returns: (transfer none) (nullable): its first value
 */
const char *
crm_vcard_property_get_param (const CrmVcardProperty *self, const char *name)
{
  const CrmVcardParam *param = find_param (self, name);

  return param != NULL && param->n_values > 0 ? param->values[0] : NULL;
}

/**
 * crm_vcard_property_has_type:
 * @type: in any case, such as "cell"
 *
 * Returns: whether @type is among the TYPEs
 */
gboolean
crm_vcard_property_has_type (const CrmVcardProperty *self, const char *type)
{
  const CrmVcardParam *param = find_param (self, "TYPE");

  for (guint i = 0; param != NULL && i < param->n_values; i++)
    if (g_ascii_strcasecmp (param->values[i], type) == 0)
      return TRUE;

  return FALSE;
}

/**
 * crm_vcard_property_get_pref:
 *
 * Returns: how much it is preferred, from 1, the most, to 100; 0 if the card does not say. `TYPE=pref` counts as 1.
 */
guint
crm_vcard_property_get_pref (const CrmVcardProperty *self)
{
  const char *pref = crm_vcard_property_get_param (self, "PREF");
  guint64     value = 0;

  if (pref != NULL && g_ascii_string_to_unsigned (pref, 10, 1, 100, &value, NULL))
    return (guint) value;

  return crm_vcard_property_has_type (self, "pref") ? 1 : 0;
}
