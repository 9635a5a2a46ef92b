/* From a card to a draft. */

#include "config.h"

#include "crm-vcard-person.h"

#include "crm-error.h"
#include "crm-import-values.h"
#include "crm-vcard-meaning.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SOURCE "vcard"
#define OWN_UID "urn:uuid:"

typedef struct
{
  CrmVcard       *card;
  CrmImportDraft *draft;
  const char     *country;
  CrmImportSlot   slot; /* who the card is of */
  gboolean        kept; /* some line was kept as it is */
  gboolean        own;  /* we wrote it: what it says is what we have */
} Reader;

/* The order of N. */
static const char *const name_fields[] = { "family_name", "given_name", "additional_name", "name_prefix", "name_suffix" };

/* The order of ADR. */
static const char *const address_fields[] = { "po_box", "extended", "street", "city", "region", "postal_code", "country" };

static guint
count (const CrmVcard *card, const char *name)
{
  guint at = 0;
  guint n = 0;

  while (crm_vcard_find (card, name, &at) != NULL)
    n++;

  return n;
}

static void
keep (Reader *reader, const CrmVcardProperty *property, const char *value)
{
  g_autofree char *left = crm_vcard_left_to_string (property);

  reader->kept = TRUE;
  crm_import_draft_add_foreign (reader->draft, reader->slot, SOURCE, left, value);
}

static const char *
clean (Reader *reader, const char *text)
{
  return crm_import_draft_clean (reader->draft, text);
}

static void
put_text (Reader *reader, const char *field, const char *text)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (reader->draft->parts[reader->slot].record);
  int             number = crm_object_class_find_field (klass, field);
  const char     *neat = clean (reader, text);

  if (number < 0 || neat == NULL)
    return;
  crm_import_draft_put_text (reader->draft, reader->slot, (guint) number, neat);
}

static void
take_name (Reader *reader, const CrmVcardMeaning *meaning)
{
  for (guint i = 0; i < meaning->n_parts && i < G_N_ELEMENTS (name_fields); i++)
    put_text (reader, name_fields[i], meaning->parts[i]);
}

/* Our own labels are the words they were given; others' are common words where they can be. */
static const char *
find_label (Reader *reader, const CrmVcardProperty *property, const CrmVcardMeaning *meaning)
{
  const char *own = reader->own ? crm_vcard_get_label (reader->card, property) : NULL;

  return own != NULL && *own != '\0' ? clean (reader, own) : meaning->label;
}

static void
take_contact (Reader *reader, const CrmVcardProperty *property, const CrmVcardMeaning *meaning)
{
  const char *value = clean (reader, meaning->text);
  CrmObject  *point = NULL;

  if (value != NULL)
    point = crm_import_draft_add_contact (reader->draft, reader->slot, meaning->kind, find_label (reader, property, meaning), value, reader->country);
  if (point != NULL && meaning->preferred)
    crm_object_put_integer (point, crm_import_numbers ()->contact_preferred, 1);
}

static void
take_address (Reader *reader, const CrmVcardProperty *property, const CrmVcardMeaning *meaning, guint number)
{
  CrmObject *address = crm_import_draft_get_address (reader->draft, reader->slot, number * CRM_IMPORT_N_SLOTS + reader->slot, find_label (reader, property, meaning));

  for (guint i = 0; i < meaning->n_parts && i < G_N_ELEMENTS (address_fields); i++)
    crm_object_set_text (address, address_fields[i], clean (reader, meaning->parts[i]));
  if (meaning->formatted != NULL)
    crm_object_set_text (address, "formatted", clean (reader, meaning->formatted));
  if (meaning->district != NULL)
    crm_object_set_text (address, "district", clean (reader, meaning->district));
  if (meaning->preferred)
    crm_object_put_integer (address, crm_import_numbers ()->address_preferred, 1);
}

static void
take_tags (Reader *reader, CrmVcardProperty *property, CrmVcardMeaning *meaning)
{
  g_auto (GStrv) tags = crm_vcard_property_get_list (property);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = clean (reader, crm_import_draft_keep (reader->draft, g_strdup (tags[i])));

      if (strcmp (tags[i], "myContacts") == 0)
        meaning->plain = FALSE;
      else if (tag != NULL)
        crm_import_draft_add_tag (reader->draft, reader->slot, tag);
    }
}

/* Further notes go after the first. */
static void
take_note (Reader *reader, const CrmVcardMeaning *meaning)
{
  CrmObject  *record = CRM_OBJECT (reader->draft->parts[reader->slot].record);
  const char *before = crm_object_get_text (record, "about");
  const char *text = clean (reader, meaning->text);

  if (text == NULL)
    return;
  if (before != NULL)
    text = crm_import_draft_keep (reader->draft, g_strconcat (before, "\n\n", text, NULL));
  crm_object_set_text (record, "about", text);
  reader->draft->parts[reader->slot].filled = TRUE;
}

static void
take_company (Reader *reader, const CrmVcardMeaning *meaning)
{
  const char *name = clean (reader, meaning->parts[0]);

  if (name != NULL)
    crm_import_draft_put_text (reader->draft, CRM_IMPORT_SLOT_COMPANY, crm_import_numbers ()->company_name, name);
  if (reader->slot == CRM_IMPORT_SLOT_PERSON && meaning->n_parts > 1)
    reader->draft->department = clean (reader, meaning->parts[1]);
}

static void
take_photo (Reader *reader, CrmVcardProperty *property, CrmVcardMeaning *meaning)
{
  CrmImportDraft *draft = reader->draft;

  if (draft->photo != NULL)
    return;
  draft->photo = crm_vcard_property_get_binary (property, &draft->photo_mime);
  /* The bytes are stored once, whatever else the line says. */
  if (draft->photo != NULL && !meaning->plain)
    keep (reader, property, NULL);
  if (draft->photo == NULL)
    keep (reader, property, property->raw);
}

/* (nullable): the identifier of ours that a card's is */
static const char *
find_own_uid (const char *uid)
{
  const char *own = g_str_has_prefix (uid, OWN_UID) ? uid + strlen (OWN_UID) : "";

  return crm_import_is_own_uid (own) ? own : NULL;
}

static void
take_uid (Reader *reader, const CrmVcardMeaning *meaning)
{
  const char *own = find_own_uid (meaning->text);

  reader->draft->parts[reader->slot].uid = own != NULL ? own : clean (reader, meaning->text);
  if (own == NULL)
    crm_import_draft_add_foreign (reader->draft, reader->slot, SOURCE, "UID", clean (reader, meaning->text));
}

/* What a company's card cannot say in our fields. */
static gboolean
fits_slot (const Reader *reader, CrmVcardMeans means)
{
  if (reader->slot == CRM_IMPORT_SLOT_PERSON)
    return TRUE;

  return means == CRM_VCARD_MEANS_CONTACT || means == CRM_VCARD_MEANS_ADDRESS || means == CRM_VCARD_MEANS_NOTE || means == CRM_VCARD_MEANS_TAGS ||
         means == CRM_VCARD_MEANS_PHOTO || means == CRM_VCARD_MEANS_COMPANY || means == CRM_VCARD_MEANS_UID || means == CRM_VCARD_MEANS_KIND;
}

/* Whether none of the parts says anything. */
static gboolean
is_blank (const CrmVcardProperty *property)
{
  return strspn (property->raw, "; ") == property->raw_length;
}

/* Who has no name is shown under the nickname, the e-mail address or the number. */
static gboolean
is_said_elsewhere (const Reader *reader, const char *shown)
{
  static const char *const names[] = { "NICKNAME", "EMAIL", "TEL" };
  CrmVcardProperty        *name = crm_vcard_find (reader->card, "N", NULL);

  if (name != NULL && !is_blank (name))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CrmVcardProperty *property = crm_vcard_find (reader->card, names[i], NULL);

      if (property != NULL && strcmp (crm_vcard_property_get_text (property), shown) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether the card bears an identifier of ours. */
static gboolean
is_own (CrmVcard *card)
{
  CrmVcardProperty *uid = crm_vcard_find (card, "UID", NULL);

  return uid != NULL && find_own_uid (crm_vcard_property_get_text (uid)) != NULL;
}

static void
take (Reader *reader, CrmVcardProperty *property, CrmVcardMeaning *meaning, guint number)
{
  switch ((int) meaning->means)
    {
    case CRM_VCARD_MEANS_SHOWN_NAME:
      if (reader->own && is_said_elsewhere (reader, meaning->text))
        break;
      reader->draft->whole_name = clean (reader, meaning->text);
      break;
    case CRM_VCARD_MEANS_NAME:
      take_name (reader, meaning);
      break;
    case CRM_VCARD_MEANS_NICKNAME:
      put_text (reader, "nickname", meaning->text);
      break;
    case CRM_VCARD_MEANS_CONTACT:
      take_contact (reader, property, meaning);
      break;
    case CRM_VCARD_MEANS_ADDRESS:
      take_address (reader, property, meaning, number);
      break;
    case CRM_VCARD_MEANS_DATE:
      crm_import_draft_add_date (reader->draft, meaning->kind, clean (reader, meaning->label != NULL ? meaning->label : ""), meaning->date.year, meaning->date.month, meaning->date.day);
      break;
    case CRM_VCARD_MEANS_NOTE:
      take_note (reader, meaning);
      break;
    case CRM_VCARD_MEANS_COMPANY:
      take_company (reader, meaning);
      break;
    case CRM_VCARD_MEANS_ROLE:
      reader->draft->role = clean (reader, meaning->text);
      break;
    case CRM_VCARD_MEANS_TAGS:
      take_tags (reader, property, meaning);
      break;
    default:
      break;
    }
}

/* The first of a name that a card should have once; where it has more, all are kept as they are. */
static gboolean
is_further (const Reader *reader, const CrmVcardProperty *property)
{
  return crm_vcard_find (reader->card, property->name, NULL) != property;
}

static gboolean
is_work (CrmVcardMeans means)
{
  return means == CRM_VCARD_MEANS_COMPANY || means == CRM_VCARD_MEANS_ROLE;
}

/* Of our own card: where else somebody works, and as what. */
static gboolean
take_further_company (Reader *reader, const CrmVcardProperty *property, const CrmVcardMeaning *meaning)
{
  GArray *further = reader->draft->further;

  if (reader->slot != CRM_IMPORT_SLOT_PERSON)
    return FALSE;
  if (meaning->means == CRM_VCARD_MEANS_COMPANY && is_further (reader, property))
    {
      CrmImportFurther company = { clean (reader, meaning->parts[0]), meaning->n_parts > 1 ? clean (reader, meaning->parts[1]) : NULL, NULL };

      if (company.company == NULL)
        return FALSE;
      g_array_append_val (further, company);
      return TRUE;
    }
  if (meaning->means != CRM_VCARD_MEANS_ROLE || further->len == 0)
    return FALSE;

  g_array_index (further, CrmImportFurther, further->len - 1).role = clean (reader, meaning->text);
  return TRUE;
}

/* A role without a company has no place. */
static gboolean
has_no_place (const Reader *reader, CrmVcardMeans means)
{
  return means == CRM_VCARD_MEANS_ROLE && crm_vcard_find (reader->card, "ORG", NULL) == NULL;
}

static void
take_property (Reader *reader, CrmVcardProperty *property, guint number)
{
  CrmVcardMeaning meaning;
  gboolean        known = crm_vcard_get_meaning (reader->card, property, &meaning) && fits_slot (reader, meaning.means) && !has_no_place (reader, meaning.means);
  gboolean        single = known && crm_vcard_meaning_is_single (meaning.means);

  if (known && reader->own && take_further_company (reader, property, &meaning))
    return;
  if (known && meaning.means == CRM_VCARD_MEANS_PHOTO && !is_further (reader, property))
    {
      take_photo (reader, property, &meaning);
      return;
    }
  if (known && meaning.means == CRM_VCARD_MEANS_UID)
    {
      take_uid (reader, &meaning);
      return;
    }
  if (known && meaning.means == CRM_VCARD_MEANS_KIND)
    return;
  if (known && !(single && is_further (reader, property)))
    take (reader, property, &meaning, number);
  if (!known || !meaning.plain || (single && count (reader->card, property->name) > 1 && !(reader->own && is_work (meaning.means))))
    keep (reader, property, property->raw);
}

static gboolean
is_label (const CrmVcardProperty *property)
{
  return crm_vcard_property_is (property, "X-ABLabel") && property->group != NULL;
}

/* A label that its line took up, and that is written anew with it. */
static gboolean
is_taken_up (const Reader *reader, const CrmVcardProperty *label)
{
  for (guint i = 0; i < crm_vcard_get_n_properties (reader->card) && crm_vcard_get_n_properties (reader->card) <= CRM_VCARD_GROUPED_MAX; i++)
    {
      CrmVcardProperty *property = crm_vcard_get_property (reader->card, i);
      CrmVcardMeaning   meaning;

      if (is_label (property) || property->group == NULL || g_ascii_strcasecmp (property->group, label->group) != 0)
        continue;
      if (crm_vcard_get_meaning (reader->card, property, &meaning) && meaning.plain && meaning.label != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
says (CrmVcard *card, const char *name, const char *value)
{
  CrmVcardProperty *property = crm_vcard_find (card, name, NULL);

  return property != NULL && g_ascii_strcasecmp (crm_vcard_property_get_text (property), value) == 0;
}

/* A card with no name of a person, shown under the name of its company, is the company's. */
static gboolean
is_company (CrmVcard *card)
{
  CrmVcardProperty *name = crm_vcard_find (card, "N", NULL);
  CrmVcardProperty *shown = crm_vcard_find (card, "FN", NULL);
  CrmVcardProperty *company = crm_vcard_find (card, "ORG", NULL);
  guint             n;

  if (says (card, "KIND", "org") || says (card, "X-ABShowAs", "COMPANY") || says (card, "X-ADDRESSBOOKSERVER-KIND", "org"))
    return TRUE;
  if (company == NULL || (name != NULL && !is_blank (name)))
    return FALSE;

  return shown == NULL || strcmp (crm_vcard_property_get_text (shown), crm_vcard_property_get_components (company, &n)[0]) == 0;
}

/* A company's card may name it in FN alone. */
static void
name_company (Reader *reader)
{
  guint             field = crm_import_numbers ()->company_name;
  CrmVcardProperty *shown = crm_vcard_find (reader->card, "FN", NULL);
  CrmObject        *company = CRM_OBJECT (reader->draft->parts[CRM_IMPORT_SLOT_COMPANY].record);
  const char       *name = shown != NULL ? clean (reader, crm_vcard_property_get_text (shown)) : NULL;

  if (name != NULL && !crm_object_is_set (company, field))
    crm_import_draft_put_text (reader->draft, CRM_IMPORT_SLOT_COMPANY, field, name);
  if (name != NULL && (shown->n_params > 0 || g_strcmp0 (crm_object_peek_text (company, field), name) != 0))
    keep (reader, shown, shown->raw);
}

static gboolean
refuse_group (CrmVcard *card, GError **error)
{
  if (!says (card, "KIND", "group") && !says (card, "X-ADDRESSBOOKSERVER-KIND", "group"))
    return FALSE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This card is a list of contacts, not a contact."));
  return TRUE;
}

/* What is written anew for a company says these. */
static gboolean
goes_without_saying (const Reader *reader, const CrmVcardProperty *property)
{
  if (reader->slot == CRM_IMPORT_SLOT_COMPANY && (crm_vcard_property_is (property, "X-ABShowAs") || crm_vcard_property_is (property, "FN")))
    return TRUE;

  return crm_vcard_property_is (property, "N") && is_blank (property) && property->n_params == 0;
}

/**
 * crm_vcard_to_draft:
 * @draft: empty
 * @default_country: (nullable): where numbers without a country are dialled
 *
 * Fills @draft with what @card says. The draft points into the card.
 *
 * Returns: %FALSE with %CRM_ERROR_INVALID where the card is of nobody
 */
gboolean
crm_vcard_to_draft (CrmVcard *card, CrmImportDraft *draft, const char *default_country, GError **error)
{
  Reader reader = { card, draft, default_country, is_company (card) ? CRM_IMPORT_SLOT_COMPANY : CRM_IMPORT_SLOT_PERSON, FALSE, is_own (card) };

  if (refuse_group (card, error))
    return FALSE;

  for (guint i = 0; i < crm_vcard_get_n_properties (card); i++)
    {
      CrmVcardProperty *property = crm_vcard_get_property (card, i);

      if (goes_without_saying (&reader, property) || (property->raw_length == 0 && property->group == NULL && property->n_params == 0))
        continue;
      if (!is_label (property))
        take_property (&reader, property, i + 1);
      else if (!is_taken_up (&reader, property))
        keep (&reader, property, property->raw);
    }
  if (reader.slot == CRM_IMPORT_SLOT_COMPANY)
    name_company (&reader);
  if (reader.kept && crm_vcard_get_version (card) == CRM_VCARD_4_0)
    crm_import_draft_add_foreign (draft, reader.slot, SOURCE, "VERSION", "4.0");

  return TRUE;
}
