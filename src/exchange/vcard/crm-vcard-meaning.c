#include "config.h"

#include "crm-vcard-meaning.h"

#include "crm-contact-point.h"
#include "crm-import-target.h"
#include "crm-text.h"

#include <string.h>

/* Properties we have a field for. */
static const struct
{
  const char   *name;
  CrmVcardMeans means;
  const char   *kind; /* of contact point or date */
} properties[] = {
  { "FN", CRM_VCARD_MEANS_SHOWN_NAME, NULL },
  { "N", CRM_VCARD_MEANS_NAME, NULL },
  { "NICKNAME", CRM_VCARD_MEANS_NICKNAME, NULL },
  { "TEL", CRM_VCARD_MEANS_CONTACT, "phone" },
  { "EMAIL", CRM_VCARD_MEANS_CONTACT, "email" },
  { "URL", CRM_VCARD_MEANS_CONTACT, "web" },
  { "IMPP", CRM_VCARD_MEANS_CONTACT, "social" },
  { "X-SOCIALPROFILE", CRM_VCARD_MEANS_CONTACT, "social" },
  { "ADR", CRM_VCARD_MEANS_ADDRESS, NULL },
  { "BDAY", CRM_VCARD_MEANS_DATE, "birthday" },
  { "ANNIVERSARY", CRM_VCARD_MEANS_DATE, "anniversary" },
  { "X-ANNIVERSARY", CRM_VCARD_MEANS_DATE, "anniversary" },
  { "X-ABDATE", CRM_VCARD_MEANS_DATE, "other" },
  { "NOTE", CRM_VCARD_MEANS_NOTE, NULL },
  { "ORG", CRM_VCARD_MEANS_COMPANY, NULL },
  { "TITLE", CRM_VCARD_MEANS_ROLE, NULL },
  { "CATEGORIES", CRM_VCARD_MEANS_TAGS, NULL },
  { "PHOTO", CRM_VCARD_MEANS_PHOTO, NULL },
  { "UID", CRM_VCARD_MEANS_UID, NULL },
  { "KIND", CRM_VCARD_MEANS_KIND, NULL },
};

/* Labels that a TYPE says; the first of a label is what we write. */
static const struct
{
  const char *type;
  const char *label;
} types[] = {
  { "WORK", "work" },
  { "HOME", "home" },
  { "CELL", "mobile" },
  { "MOBILE", "mobile" },
  { "MAIN", "main" },
  { "PAGER", "pager" },
  { "OTHER", "other" },
  { "CAR", "car" },
  { "ISDN", "isdn" },
};

/* Labels that Apple's programs translate; in a card they are wrapped. */
static const char *const apple_labels[] = { "HomePage", "Other", "Anniversary", "School", "iPhone", "Main", "HomeFAX", "WorkFAX" };

/* What the property adds to a value that says nothing a program would not assume. */
static const char *const silent_types[] = { "voice", "internet", "pref" };

static const char *
find_network (const char *text)
{
  g_autofree char *folded = text != NULL ? crm_text_fold (text) : NULL;

  if (folded != NULL && strcmp (folded, "twitter") == 0)
    return "x";
  for (const CrmChoice *choice = crm_contact_point_kinds; folded != NULL && choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, folded) == 0)
        return choice->value;
    }

  return NULL;
}

/* The TYPE that says @label, in capitals; NULL where none does and a line of its own must. */
const char *
crm_vcard_meaning_find_type (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i].label, label) == 0)
        return types[i].type;
    }

  return NULL;
}

/* How Apple's programs spell a label that they translate; NULL for any other. */
const char *
crm_vcard_meaning_find_apple_label (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (apple_labels); i++)
    {
      if (g_ascii_strcasecmp (apple_labels[i], label) == 0)
        return apple_labels[i];
    }

  return NULL;
}

/* Whether a card has one of these, and further ones are kept beside it. */
gboolean
crm_vcard_meaning_is_single (CrmVcardMeans means)
{
  switch ((int) means)
    {
    case CRM_VCARD_MEANS_SHOWN_NAME:
    case CRM_VCARD_MEANS_NAME:
    case CRM_VCARD_MEANS_NICKNAME:
    case CRM_VCARD_MEANS_COMPANY:
    case CRM_VCARD_MEANS_ROLE:
    case CRM_VCARD_MEANS_PHOTO:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_silent (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (silent_types); i++)
    {
      if (g_ascii_strcasecmp (silent_types[i], type) == 0)
        return TRUE;
    }

  return FALSE;
}

static const CrmVcardParam *
find_param (const CrmVcardProperty *property, const char *name)
{
  for (guint i = 0; i < property->n_params; i++)
    {
      if (g_ascii_strcasecmp (property->params[i].name, name) == 0)
        return &property->params[i];
    }

  return NULL;
}

static const char *
find_label_of_type (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_ascii_strcasecmp (types[i].type, type) == 0)
        return types[i].label;
    }

  return NULL;
}

/* A type that no field holds makes the line one to keep. */
static void
take_type (CrmVcardMeaning *meaning, const char *type)
{
  const char *label = find_label_of_type (type);
  const char *network = g_strcmp0 (meaning->kind, "social") == 0 ? find_network (type) : NULL;

  if (is_silent (type))
    return;
  if (g_strcmp0 (meaning->kind, "phone") == 0 && g_ascii_strcasecmp (type, "fax") == 0)
    meaning->kind = "fax";
  else if (network != NULL)
    meaning->kind = network;
  else if (label != NULL && meaning->label == NULL)
    meaning->label = label;
  else if (g_strcmp0 (meaning->kind, "social") == 0 && meaning->label == NULL)
    meaning->label = type;
  else
    meaning->plain = FALSE;
}

static void
take_types (CrmVcardMeaning *meaning, const CrmVcardProperty *property)
{
  const CrmVcardParam *param = find_param (property, "TYPE");

  for (guint i = 0; param != NULL && i < param->n_values; i++)
    take_type (meaning, param->values[i]);
}

/* A label of its own goes before a type, and is one of the common words where it can be. */
static void
take_label (CrmVcardMeaning *meaning, const CrmVcard *card, const CrmVcardProperty *property)
{
  const char *label = crm_vcard_get_label (card, property);
  const char *common = label != NULL ? crm_import_label_find (label) : NULL;

  if (label == NULL || *label == '\0')
    return;
  if (meaning->label != NULL && g_strcmp0 (meaning->label, common) != 0)
    meaning->plain = FALSE;
  meaning->label = common != NULL ? common : label;
}

/* Somebody else in the group hangs on this line's name for it. */
static gboolean
is_alone_in_group (const CrmVcard *card, const CrmVcardProperty *property)
{
  if (property->group != NULL && crm_vcard_get_n_properties (card) > CRM_VCARD_GROUPED_MAX)
    return FALSE;
  for (guint i = 0; property->group != NULL && i < crm_vcard_get_n_properties (card); i++)
    {
      const CrmVcardProperty *other = crm_vcard_get_property (card, i);

      if (other == property || other->group == NULL || g_ascii_strcasecmp (other->group, property->group) != 0)
        continue;
      if (!crm_vcard_property_is (other, "X-ABLabel") || other->raw_length == 0)
        return FALSE;
    }

  return TRUE;
}

/* Whether what is not TYPE is said by our fields as well. */
static gboolean
is_known_param (const CrmVcardMeaning *meaning, const CrmVcardParam *param)
{
  const char *value = param->n_values > 0 ? param->values[0] : "";

  if (g_ascii_strcasecmp (param->name, "TYPE") == 0)
    return meaning->means == CRM_VCARD_MEANS_CONTACT || meaning->means == CRM_VCARD_MEANS_ADDRESS || meaning->means == CRM_VCARD_MEANS_PHOTO;
  if (g_ascii_strcasecmp (param->name, "PREF") == 0)
    return (meaning->means == CRM_VCARD_MEANS_CONTACT || meaning->means == CRM_VCARD_MEANS_ADDRESS) && strcmp (value, "1") == 0;
  if (g_ascii_strcasecmp (param->name, "VALUE") == 0)
    return g_ascii_strcasecmp (value, "text") == 0 || g_ascii_strcasecmp (value, "uri") == 0 || g_ascii_strcasecmp (value, "date") == 0;
  if (g_ascii_strcasecmp (param->name, "X-APPLE-OMIT-YEAR") == 0)
    return meaning->means == CRM_VCARD_MEANS_DATE;
  if (g_ascii_strcasecmp (param->name, "LABEL") == 0 || g_ascii_strcasecmp (param->name, "X-DISTRICT") == 0)
    return meaning->means == CRM_VCARD_MEANS_ADDRESS;

  return meaning->means == CRM_VCARD_MEANS_PHOTO && (g_ascii_strcasecmp (param->name, "ENCODING") == 0 || g_ascii_strcasecmp (param->name, "MEDIATYPE") == 0);
}

static gboolean
are_params_known (const CrmVcardMeaning *meaning, const CrmVcardProperty *property)
{
  for (guint i = 0; i < property->n_params; i++)
    {
      if (!is_known_param (meaning, &property->params[i]))
        return FALSE;
    }

  return TRUE;
}

/* A comma that is not escaped parts several values of one component. */
static gboolean
has_lists (const CrmVcardProperty *property)
{
  for (const char *p = property->raw; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == ',')
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_contact (CrmVcardMeaning *meaning, const CrmVcard *card, CrmVcardProperty *property)
{
  const char *text = crm_vcard_property_get_text (property);
  const char *colon = strchr (text, ':');

  take_types (meaning, property);
  take_label (meaning, card, property);
  meaning->preferred = crm_vcard_property_get_pref (property) == 1;
  if (crm_vcard_property_is (property, "TEL") && g_ascii_strncasecmp (text, "tel:", 4) == 0)
    text += 4;
  if (crm_vcard_property_is (property, "IMPP"))
    {
      g_autofree char *scheme = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;

      meaning->plain = FALSE;
      if (find_network (scheme) != NULL)
        meaning->kind = find_network (scheme);
    }
  meaning->text = text;

  return *text != '\0';
}

static gboolean
read_address (CrmVcardMeaning *meaning, const CrmVcard *card, CrmVcardProperty *property)
{
  gboolean filled;

  take_types (meaning, property);
  take_label (meaning, card, property);
  meaning->preferred = crm_vcard_property_get_pref (property) == 1;
  meaning->formatted = crm_vcard_property_get_param (property, "LABEL");
  meaning->district = crm_vcard_property_get_param (property, "X-DISTRICT");
  meaning->parts = crm_vcard_property_get_components (property, &meaning->n_parts);
  meaning->plain &= meaning->n_parts <= 7;
  filled = meaning->formatted != NULL;
  for (guint i = 0; i < meaning->n_parts; i++)
    filled |= *meaning->parts[i] != '\0';

  return filled;
}

static gboolean
read_date (CrmVcardMeaning *meaning, const CrmVcard *card, CrmVcardProperty *property)
{
  const char *time = strpbrk (property->raw, "Tt:");

  if (!crm_vcard_property_get_date (property, &meaning->date))
    return FALSE;
  meaning->plain &= time == NULL;
  if (g_strcmp0 (meaning->kind, "birthday") != 0)
    take_label (meaning, card, property);

  return TRUE;
}

static gboolean
read_parts (CrmVcardMeaning *meaning, CrmVcardProperty *property, guint most)
{
  gboolean filled = FALSE;

  meaning->parts = crm_vcard_property_get_components (property, &meaning->n_parts);
  for (guint i = 0; i < meaning->n_parts; i++)
    {
      filled |= *meaning->parts[i] != '\0';
      meaning->plain &= i < most || *meaning->parts[i] == '\0';
    }
  meaning->plain &= !has_lists (property) || most == 2;

  return filled;
}

static gboolean
read_text (CrmVcardMeaning *meaning, CrmVcardProperty *property)
{
  meaning->text = crm_vcard_property_get_text (property);

  return *meaning->text != '\0';
}

static gboolean
read_value (CrmVcardMeaning *meaning, const CrmVcard *card, CrmVcardProperty *property)
{
  switch ((int) meaning->means)
    {
    case CRM_VCARD_MEANS_CONTACT:
      return read_contact (meaning, card, property);
    case CRM_VCARD_MEANS_ADDRESS:
      return read_address (meaning, card, property);
    case CRM_VCARD_MEANS_DATE:
      return read_date (meaning, card, property);
    case CRM_VCARD_MEANS_NAME:
      return read_parts (meaning, property, 5);
    case CRM_VCARD_MEANS_COMPANY:
      return read_parts (meaning, property, 2) && *meaning->parts[0] != '\0';
    case CRM_VCARD_MEANS_PHOTO:
      return find_param (property, "ENCODING") != NULL || g_ascii_strncasecmp (property->raw, "data:", 5) == 0;
    case CRM_VCARD_MEANS_NICKNAME:
      meaning->plain &= !has_lists (property);
      return read_text (meaning, property);
    default:
      return read_text (meaning, property);
    }
}

/**
 * crm_vcard_get_meaning:
 * @property: of @card
 * @meaning: (out): its texts last as long as the card
 *
 * Returns: whether our fields can hold what the line says, wholly or in part
 */
gboolean
crm_vcard_get_meaning (const CrmVcard *card, CrmVcardProperty *property, CrmVcardMeaning *meaning)
{
  *meaning = (CrmVcardMeaning){ .plain = TRUE };
  for (guint i = 0; i < G_N_ELEMENTS (properties) && meaning->means == CRM_VCARD_MEANS_NOTHING; i++)
    {
      if (!crm_vcard_property_is (property, properties[i].name))
        continue;
      meaning->means = properties[i].means;
      meaning->kind = properties[i].kind;
    }
  if (meaning->means == CRM_VCARD_MEANS_NOTHING || !read_value (meaning, card, property))
    {
      meaning->means = CRM_VCARD_MEANS_NOTHING;
      return FALSE;
    }
  meaning->plain &= are_params_known (meaning, property) && is_alone_in_group (card, property);

  return TRUE;
}

static void
append (GString *key, const char *text)
{
  g_string_append_c (key, '\x1f');
  g_string_append (key, text != NULL ? text : "");
}

/* So many parts our fields hold: a company and a department; the five of a name; the seven of an address. */
static guint
count_held (CrmVcardMeans means)
{
  if (means == CRM_VCARD_MEANS_COMPANY)
    return 2;

  return means == CRM_VCARD_MEANS_NAME ? 5 : 7;
}

/* Trailing empty parts say nothing. */
static void
append_parts (GString *key, const CrmVcardMeaning *self)
{
  guint n = MIN (self->n_parts, count_held (self->means));

  while (n > 0 && *self->parts[n - 1] == '\0')
    n--;
  for (guint i = 0; i < n; i++)
    append (key, self->parts[i]);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_tags (GString *key, CrmVcardProperty *property)
{
  g_auto (GStrv) tags = crm_vcard_property_get_list (property);

  qsort (tags, g_strv_length (tags), sizeof *tags, compare_texts);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (strcmp (tags[i], "myContacts") != 0)
        append (key, tags[i]);
    }
}

/**
 * crm_vcard_meaning_to_key:
 *
 * Returns: (transfer full): a text that two lines have in common exactly where our fields hold the same of them
 */
char *
crm_vcard_meaning_to_key (const CrmVcardMeaning *self, CrmVcardProperty *property)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%d/%d/%u-%u-%u", self->means, self->preferred, self->date.year, self->date.month, self->date.day);
  append (key, self->kind);
  append (key, self->label);
  if (self->means == CRM_VCARD_MEANS_TAGS)
    append_tags (key, property);
  else if (self->parts != NULL)
    append_parts (key, self);
  else
    append (key, self->text);
  append (key, self->formatted);
  append (key, self->district);

  return g_string_free (key, FALSE);
}

static void
append_param_value (GString *out, const char *value)
{
  gboolean quotes = strpbrk (value, ":;,") != NULL;

  if (quotes)
    g_string_append_c (out, '"');
  for (; *value != '\0'; value++)
    {
      if (*value == '"' || *value == '^')
        g_string_append (out, *value == '"' ? "^'" : "^^");
      else if (*value == '\n')
        g_string_append (out, "^n");
      else if (*value != '\r')
        g_string_append_c (out, *value);
    }
  if (quotes)
    g_string_append_c (out, '"');
}

/**
 * crm_vcard_left_to_string:
 *
 * Returns: (transfer full): what stands before the colon of the line
 */
char *
crm_vcard_left_to_string (const CrmVcardProperty *property)
{
  GString *out = g_string_new (NULL);

  if (property->group != NULL)
    g_string_append_printf (out, "%s.", property->group);
  g_string_append (out, property->name);
  for (guint i = 0; i < property->n_params; i++)
    {
      const CrmVcardParam *param = &property->params[i];

      g_string_append_printf (out, ";%s", param->name);
      for (guint j = 0; j < param->n_values; j++)
        {
          g_string_append_c (out, j > 0 ? ',' : '=');
          append_param_value (out, param->values[j]);
        }
    }

  return g_string_free (out, FALSE);
}
