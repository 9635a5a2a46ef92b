/* From a person or a company to a card.
 *
 * The card is first written from our fields. Then each line that an import kept takes the place of the one that says the same, with all its
 * parameters; a kept line of a field that was edited since says nothing true any more and is left out; all other kept lines follow. */

#include "config.h"

#include "crm-vcard-person.h"

#include "crm-vcard-convert.h"
#include "crm-vcard-meaning.h"
#include "crm-vcard-parser.h"

#include <string.h>

typedef struct
{
  CrmObject            *record;
  const CrmVcardSource *source;
  CrmVcard             *plain;    /* (owned): from our fields */
  CrmVcard             *kept;     /* (owned) (nullable): lines of the card it came from */
  CrmVcard             *out;      /* (owned) */
  gboolean             *used;     /* (owned): kept lines that are written */
  GPtrArray            *keys;     /* (owned) (element-type utf8): what each kept line means; %NULL for nothing of ours */
  guint                 n_groups; /* named so far */
  gboolean              is_company;
} Writer;

static const char *
get (CrmObject *object, const char *field)
{
  const char *text = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), field) >= 0 ? crm_object_get_text (object, field) : NULL;

  return text != NULL ? text : "";
}

static GPtrArray *
get_items (CrmObject *object, const char *field)
{
  return crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), field) >= 0 ? crm_object_get_items (object, field) : NULL;
}

static void
add_text (Writer *self, const char *name, const char *text)
{
  if (*text != '\0')
    crm_vcard_add_text (self->plain, NULL, name, text);
}

static void
add_preference (Writer *self, CrmVcardProperty *property, CrmObject *item)
{
  if (!crm_object_get_boolean (item, "preferred"))
    return;
  if (crm_vcard_get_version (self->plain) == CRM_VCARD_4_0)
    crm_vcard_add_param (property, "PREF", "1");
  else
    crm_vcard_add_param (property, "TYPE", "PREF");
}

/* "_$!<HomePage>!$_" is a label that Apple's programs translate. */
static void
add_own_label (Writer *self, const char *group, const char *label)
{
  const char      *apple = crm_vcard_meaning_find_apple_label (label);
  g_autofree char *wrapped = apple != NULL ? g_strdup_printf ("_$!<%s>!$_", apple) : NULL;

  crm_vcard_add_text (self->plain, group, "X-ABLabel", wrapped != NULL ? wrapped : label);
}

/* A line with a label is in a group with one that says it. */
static CrmVcardProperty *
add_grouped (Writer *self, const char *name, const char *raw, const char *label)
{
  g_autofree char  *group = label != NULL ? g_strdup_printf ("crm%u", ++self->n_groups) : NULL;
  CrmVcardProperty *property = crm_vcard_add_raw (self->plain, group, name, raw);

  if (group != NULL)
    add_own_label (self, group, label);

  return property;
}

/* So is a line whose label no TYPE says. */
static CrmVcardProperty *
add_labelled (Writer *self, const char *name, const char *raw, const char *label)
{
  const char       *type = label != NULL ? crm_vcard_meaning_find_type (label) : NULL;
  CrmVcardProperty *property = add_grouped (self, name, raw, type == NULL ? label : NULL);

  if (type != NULL)
    crm_vcard_add_param (property, "TYPE", type);

  return property;
}

static void
add_contact (Writer *self, CrmObject *point)
{
  const char       *kind = get (point, "kind");
  const char       *label = crm_object_get_text (point, "label");
  g_autofree char  *raw = crm_vcard_escape (get (point, "value"));
  CrmVcardProperty *property;

  if (g_str_equal (kind, "phone") || g_str_equal (kind, "fax"))
    property = add_labelled (self, "TEL", raw, label);
  else if (g_str_equal (kind, "email"))
    property = add_labelled (self, "EMAIL", raw, label);
  else if (g_str_equal (kind, "web"))
    property = add_labelled (self, "URL", raw, label);
  else
    {
      property = crm_vcard_add_raw (self->plain, NULL, "X-SOCIALPROFILE", raw);
      if (!g_str_equal (kind, "social"))
        crm_vcard_add_param (property, "TYPE", kind);
      if (label != NULL)
        crm_vcard_add_param (property, "TYPE", label);
    }
  if (g_str_equal (kind, "fax"))
    crm_vcard_add_param (property, "TYPE", "FAX");
  add_preference (self, property, point);
}

static void
add_address (Writer *self, CrmObject *address)
{
  const char       *parts[] = { get (address, "po_box"), get (address, "extended"), get (address, "street"), get (address, "city"),
                                get (address, "region"), get (address, "postal_code"), get (address, "country") };
  CrmVcardProperty *property = add_labelled (self, "ADR", "", crm_object_get_text (address, "label"));
  g_autoptr (GString) raw = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = crm_vcard_escape (parts[i]);

      g_string_append_printf (raw, "%s%s", i > 0 ? ";" : "", part);
    }
  crm_vcard_set_raw (property, raw->str);
  if (*get (address, "formatted") != '\0')
    crm_vcard_add_param (property, "LABEL", get (address, "formatted"));
  if (*get (address, "district") != '\0')
    crm_vcard_add_param (property, "X-DISTRICT", get (address, "district"));
  add_preference (self, property, address);
}

static guint
part_of (CrmObject *date, const char *field)
{
  gint64 value = crm_object_get_integer (date, field);

  return value != CRM_UNSET ? (guint) value : 0;
}

/* 4.0 has forms for a date with parts unknown (ISO 8601:2000); 3.0 has Apple's year. */
static char *
format_date (Writer *self, CrmObject *date, gboolean *no_year)
{
  guint year = part_of (date, "year");
  guint month = part_of (date, "month");
  guint day = part_of (date, "day");

  *no_year = FALSE;
  if (year != 0 && month != 0 && day != 0)
    return g_strdup_printf (crm_vcard_get_version (self->plain) == CRM_VCARD_4_0 ? "%04u%02u%02u" : "%04u-%02u-%02u", year, month, day);
  if (year != 0)
    return month != 0 ? g_strdup_printf ("%04u-%02u", year, month) : g_strdup_printf ("%04u", year);
  if (month == 0)
    return g_strdup_printf ("---%02u", day);
  if (day == 0)
    return g_strdup_printf ("--%02u", month);
  *no_year = crm_vcard_get_version (self->plain) != CRM_VCARD_4_0;

  return *no_year ? g_strdup_printf ("1604-%02u-%02u", month, day) : g_strdup_printf ("--%02u%02u", month, day);
}

static void
add_date (Writer *self, CrmObject *date)
{
  const char       *kind = get (date, "kind");
  gboolean          no_year;
  g_autofree char  *raw = format_date (self, date, &no_year);
  const char       *anniversary = crm_vcard_get_version (self->plain) == CRM_VCARD_4_0 ? "ANNIVERSARY" : "X-ANNIVERSARY";
  CrmVcardProperty *property;

  if (g_str_equal (kind, "birthday"))
    property = crm_vcard_add_raw (self->plain, NULL, "BDAY", raw);
  else
    property = add_grouped (self, g_str_equal (kind, "other") ? "X-ABDATE" : anniversary, raw, crm_object_get_text (date, "label"));
  if (no_year)
    crm_vcard_add_param (property, "X-APPLE-OMIT-YEAR", "1604");
}

static void
for_each (Writer *self, const char *field, void (*add) (Writer *self, CrmObject *item))
{
  GPtrArray *items = get_items (self->record, field);

  for (guint i = 0; items != NULL && i < items->len; i++)
    add (self, g_ptr_array_index (items, i));
}

static char *
dup_title (Writer *self, CrmObject *item, const char *field)
{
  gint64 id = crm_object_get_integer (item, field);

  return id != CRM_UNSET ? self->source->dup_title (id, self->source->user_data) : NULL;
}

static void
add_affiliation (Writer *self, CrmObject *affiliation)
{
  g_autofree char *company = dup_title (self, affiliation, "company");
  const char      *parts[] = { company, get (affiliation, "department") };

  if (company == NULL || *company == '\0' || crm_object_get_text (affiliation, "until") != NULL)
    return;
  crm_vcard_add_components (self->plain, NULL, "ORG", parts, *parts[1] != '\0' ? 2 : 1);
  add_text (self, "TITLE", get (affiliation, "role"));
}

static void
add_tags (Writer *self)
{
  GPtrArray *tags = get_items (self->record, "tags");
  g_autoptr (GString) raw = g_string_new (NULL);

  for (guint i = 0; tags != NULL && i < tags->len; i++)
    {
      g_autofree char *title = dup_title (self, g_ptr_array_index (tags, i), "tag");
      g_autofree char *escaped = title != NULL ? crm_vcard_escape (title) : NULL;

      if (escaped != NULL && *escaped != '\0')
        g_string_append_printf (raw, "%s%s", raw->len > 0 ? "," : "", escaped);
    }
  if (raw->len > 0)
    crm_vcard_add_raw (self->plain, NULL, "CATEGORIES", raw->str);
}

static void
add_photo (Writer *self)
{
  const char      *hash = get (self->record, "photo");
  g_autofree char *mime = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *raw = NULL;
  g_autoptr (GBytes) bytes = *hash != '\0' ? self->source->load_content (hash, &mime, self->source->user_data) : NULL;
  const char       *type = mime != NULL && *mime != '\0' ? mime : "image/jpeg";
  CrmVcardProperty *property;

  if (bytes == NULL)
    return;
  base64 = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (crm_vcard_get_version (self->plain) == CRM_VCARD_4_0)
    {
      raw = g_strdup_printf ("data:%s;base64,%s", type, base64);
      crm_vcard_add_raw (self->plain, NULL, "PHOTO", raw);
      return;
    }
  raw = g_ascii_strup (g_str_has_prefix (type, "image/") ? type + strlen ("image/") : type, -1);
  property = crm_vcard_add_raw (self->plain, NULL, "PHOTO", base64);
  crm_vcard_add_param (property, "ENCODING", "b");
  crm_vcard_add_param (property, "TYPE", raw);
}

/* Another program goes on knowing the card by what it called it. */
static void
add_uid (Writer *self, const char *kept)
{
  g_autofree char *own = g_strconcat ("urn:uuid:", crm_record_get_uid (CRM_RECORD (self->record)), NULL);

  if (kept != NULL)
    add_text (self, "UID", kept);
  else if (*crm_record_get_uid (CRM_RECORD (self->record)) != '\0')
    add_text (self, "UID", own);
}

static void
add_name (Writer *self)
{
  const char      *parts[] = { get (self->record, "family_name"), get (self->record, "given_name"), get (self->record, "additional_name"),
                               get (self->record, "name_prefix"), get (self->record, "name_suffix") };
  g_autofree char *title = crm_object_dup_title (self->record);

  if (self->is_company)
    {
      const char *name[] = { title };

      if (crm_vcard_get_version (self->plain) == CRM_VCARD_4_0)
        add_text (self, "KIND", "org");
      else
        add_text (self, "X-ABShowAs", "COMPANY");
      add_text (self, "FN", title);
      crm_vcard_add_components (self->plain, NULL, "ORG", name, 1);
      return;
    }
  crm_vcard_add_text (self->plain, NULL, "FN", title);
  crm_vcard_add_components (self->plain, NULL, "N", parts, G_N_ELEMENTS (parts));
  add_text (self, "NICKNAME", get (self->record, "nickname"));
}

static void
write_plain (Writer *self, const char *kept_uid)
{
  add_uid (self, kept_uid);
  add_name (self);
  for_each (self, "affiliations", add_affiliation);
  for_each (self, "contact_points", add_contact);
  for_each (self, "addresses", add_address);
  for_each (self, "dates", add_date);
  add_tags (self);
  add_text (self, "NOTE", get (self->record, "about"));
  add_photo (self);
}

/* The kept lines as a card, so that they can be understood. */
static CrmVcard *
read_kept (CrmObject *record, const char **uid, CrmVcardVersion *version)
{
  GPtrArray *fields = get_items (record, "foreign_fields");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *card = NULL;

  *uid = NULL;
  *version = CRM_VCARD_3_0;
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      CrmObject       *field = g_ptr_array_index (fields, i);
      const char      *name = get (field, "name");
      g_autofree char *raw = crm_vcard_escape_lines (get (field, "value"));

      if (!g_str_equal (get (field, "source"), "vcard"))
        continue;
      if (g_str_equal (name, "UID"))
        *uid = get (field, "value");
      else if (g_str_equal (name, "VERSION"))
        *version = CRM_VCARD_4_0;
      else if (strpbrk (name, "\r\n") == NULL)
        g_string_append_printf (text, "%s:%s\n", name, raw);
    }
  if (text->len == 0)
    return NULL;
  card = g_strdup_printf ("BEGIN:VCARD\nVERSION:%s\n%sEND:VCARD\n", *version == CRM_VCARD_4_0 ? "4.0" : "3.0", text->str);

  return crm_vcard_parse (card, strlen (card), 0, NULL, NULL, NULL);
}

static char *
dup_key (const CrmVcard *card, CrmVcardProperty *property)
{
  CrmVcardMeaning meaning;

  return crm_vcard_get_meaning (card, property, &meaning) ? crm_vcard_meaning_to_key (&meaning, property) : NULL;
}

static GPtrArray *
make_keys (const CrmVcard *kept)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; kept != NULL && i < crm_vcard_get_n_properties (kept); i++)
    g_ptr_array_add (keys, dup_key (kept, crm_vcard_get_property (kept, i)));

  return keys;
}

/* The kept line that says what @property does; another each time where several do. */
static CrmVcardProperty *
take_kept (Writer *self, CrmVcardProperty *property)
{
  g_autofree char *key = self->kept != NULL ? dup_key (self->plain, property) : NULL;

  for (guint i = 0; key != NULL && i < crm_vcard_get_n_properties (self->kept); i++)
    {
      if (self->used[i] || g_strcmp0 (key, g_ptr_array_index (self->keys, i)) != 0)
        continue;
      self->used[i] = TRUE;
      return crm_vcard_get_property (self->kept, i);
    }

  return NULL;
}

/* The bytes of a photo are not kept twice; what else its line said is. */
static void
restore_photo (Writer *self, CrmVcardProperty *photo)
{
  CrmVcardProperty *kept = self->kept != NULL ? crm_vcard_find (self->kept, "PHOTO", NULL) : NULL;

  for (guint i = 0; kept != NULL && kept->raw_length == 0 && i < kept->n_params; i++)
    {
      const CrmVcardParam *param = &kept->params[i];

      for (guint j = 0; j < param->n_values && crm_vcard_property_get_param (photo, param->name) == NULL; j++)
        crm_vcard_add_param (photo, param->name, param->values[j]);
    }
}

/* A label goes with its line. */
static gboolean
is_label_of (const CrmVcard *card, guint index)
{
  return index > 0 && crm_vcard_property_is (crm_vcard_get_property (card, index), "X-ABLabel") && crm_vcard_get_property (card, index)->group != NULL;
}

static void
write_lines (Writer *self)
{
  for (guint i = 0; i < crm_vcard_get_n_properties (self->plain); i++)
    {
      CrmVcardProperty *property = crm_vcard_get_property (self->plain, i);
      gboolean          is_photo = crm_vcard_property_is (property, "PHOTO");
      CrmVcardProperty *kept = is_photo ? NULL : take_kept (self, property);
      CrmVcardProperty *written = crm_vcard_add_copy (self->out, kept != NULL ? kept : property);

      if (is_photo)
        restore_photo (self, written);
      if (i + 1 < crm_vcard_get_n_properties (self->plain) && is_label_of (self->plain, i + 1))
        {
          i++;
          if (kept == NULL)
            crm_vcard_add_copy (self->out, crm_vcard_get_property (self->plain, i));
        }
    }
}

static gboolean
is_further (const CrmVcard *card, const CrmVcardProperty *property)
{
  return crm_vcard_find (card, property->name, NULL) != property;
}

/* What has no field follows; of what a card should have once, all but the first do too. */
static void
write_kept (Writer *self)
{
  for (guint i = 0; self->kept != NULL && i < crm_vcard_get_n_properties (self->kept); i++)
    {
      CrmVcardProperty *property = crm_vcard_get_property (self->kept, i);
      CrmVcardMeaning   meaning;
      gboolean          known = crm_vcard_get_meaning (self->kept, property, &meaning);

      if (self->used[i] || (crm_vcard_property_is (property, "PHOTO") && property->raw_length == 0))
        continue;
      if (known && !(crm_vcard_meaning_is_single (meaning.means) && is_further (self->kept, property)) && !self->is_company &&
          !(meaning.means == CRM_VCARD_MEANS_ROLE && crm_vcard_find (self->plain, "ORG", NULL) == NULL))
        continue;
      crm_vcard_add_copy (self->out, property);
    }
}

/**
 * crm_vcard_new_for_record:
 * @record: a person or a company
 * @source: where titles and photos are
 * @version: %CRM_VCARD_3_0, which every program reads, or %CRM_VCARD_4_0
 *
 * Returns: (transfer full): its card
 */
CrmVcard *
crm_vcard_new_for_record (CrmRecord *record, const CrmVcardSource *source, CrmVcardVersion version)
{
  Writer               writer = { .record = CRM_OBJECT (record), .source = source, .is_company = CRM_IS_COMPANY (record) };
  const char          *uid;
  CrmVcardVersion      kept_version;
  g_autofree gboolean *used = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (CrmVcard) kept = read_kept (writer.record, &uid, &kept_version);
  g_autoptr (CrmVcard) plain = NULL;
  g_autoptr (CrmVcard) out = NULL;

  /* Kept lines are of the version they were read in, so the card is written in that one, and turned into the other as a whole. */
  if (kept == NULL)
    kept_version = version;
  writer.kept = kept;
  writer.plain = plain = crm_vcard_new (kept_version);
  writer.out = out = crm_vcard_new (kept_version);
  writer.keys = keys = make_keys (kept);
  writer.used = used = g_new0 (gboolean, kept != NULL ? crm_vcard_get_n_properties (kept) + 1 : 1);
  write_plain (&writer, uid);
  write_lines (&writer);
  write_kept (&writer);

  return kept_version == version ? g_steal_pointer (&out) : crm_vcard_convert (out, version);
}

static char *
dup_store_title (gint64 id, gpointer user_data)
{
  g_autoptr (CrmRecord) record = crm_store_get (user_data, id, NULL);

  return record != NULL && !crm_record_is_deleted (record) ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;
}

static GBytes *
load_store_content (const char *hash, char **mime, gpointer user_data)
{
  return crm_store_load_content (user_data, hash, mime, NULL);
}

/**
 * crm_vcard_new_from_store:
 *
 * The same as crm_vcard_new_for_record(), for a record of @store; on the main thread.
 */
CrmVcard *
crm_vcard_new_from_store (CrmStore *store, CrmRecord *record, CrmVcardVersion version)
{
  CrmVcardSource source = { dup_store_title, load_store_content, store };

  return crm_vcard_new_for_record (record, &source, version);
}

static char *
dup_read_title (gint64 id, gpointer user_data)
{
  g_autoptr (CrmRecord) record = crm_reading_load (user_data, id, NULL);

  return record != NULL && !crm_record_is_deleted (record) ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;
}

static GBytes *
load_read_content (const char *hash, char **mime, gpointer user_data)
{
  return crm_reading_load_content (user_data, hash, mime, NULL);
}

/**
 * crm_vcard_new_from_reading:
 *
 * The same on another thread.
 */
CrmVcard *
crm_vcard_new_from_reading (CrmReading *reading, CrmRecord *record, CrmVcardVersion version)
{
  CrmVcardSource source = { dup_read_title, load_read_content, reading };

  return crm_vcard_new_for_record (record, &source, version);
}
