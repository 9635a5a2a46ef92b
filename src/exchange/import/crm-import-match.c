/* Who a row is about. A key that two records share is not enough to make them one: a shop's telephone is everybody's who works there,
 * and number 17 of one list is not number 17 of another. So unless a person chose the keys, names must agree too. */

#include "config.h"

#include "crm-import-engine.h"

#include "crm-email.h"
#include "crm-import-values.h"
#include "crm-name.h"
#include "crm-phone.h"
#include "crm-text.h"

#include <string.h>

/* Shorter numbers are extensions and short codes. */
#define PHONE_KEY_LEAST 6

static char *
dup_folded_title (CrmRecord *person)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (person));

  return crm_text_fold (title);
}

static char *
dup_folded_name (CrmRecord *person)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  CrmObject              *object = CRM_OBJECT (person);

  if (!crm_object_is_set (object, n->person_given_name) && !crm_object_is_set (object, n->person_family_name) &&
      !crm_object_is_set (object, n->person_display_name))
    return g_strdup ("");

  return dup_folded_title (person);
}

static gboolean
share_contact (CrmRecord *known, CrmImportPart *said)
{
  GPtrArray *points = crm_object_peek_items (CRM_OBJECT (known), crm_import_numbers ()->person_contact_points);

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const char *key = crm_item_get_key (g_ptr_array_index (points, i));

      for (guint j = 0; key != NULL && j < said->points->len; j++)
        {
          if (g_strcmp0 (key, crm_item_get_key (g_ptr_array_index (said->points, j))) == 0)
            return TRUE;
        }
    }

  return FALSE;
}

/* What another program calls @known, of the same program as @uid: "hubspot:51000". */
static const char *
find_other_uid (CrmRecord *known, const char *uid)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  GPtrArray              *fields = crm_object_peek_items (CRM_OBJECT (known), n->person_foreign_fields);
  const char             *colon = strchr (uid, ':');

  for (guint i = 0; colon != NULL && fields != NULL && i < fields->len; i++)
    {
      CrmObject  *field = g_ptr_array_index (fields, i);
      const char *value = crm_object_peek_text (field, n->foreign_value);

      if (strcmp (crm_object_peek_text (field, n->foreign_name), "UID") == 0 && g_strcmp0 (crm_object_peek_text (field, n->foreign_source), "csv") == 0 &&
          value != NULL && strncmp (value, uid, (gsize) (colon - uid) + 1) == 0)
        return value;
    }

  return NULL;
}

/* A program that numbers its records tells them apart by that; rows of one file with different numbers are different anyway. */
static gboolean
is_told_apart (CrmImportEngine *self, CrmRecord *known, const char *uid)
{
  const char *other = uid != NULL ? find_other_uid (known, uid) : NULL;

  if (other == NULL || strcmp (other, uid) == 0)
    return FALSE;

  return !g_str_has_prefix (uid, "csv:") || crm_import_engine_is_new (self, crm_record_get_id (known));
}

static gboolean
works_elsewhere (CrmRecord *known, gint64 company)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  GPtrArray              *affiliations = crm_object_peek_items (CRM_OBJECT (known), n->person_affiliations);

  for (guint i = 0; affiliations != NULL && i < affiliations->len; i++)
    {
      if (crm_object_peek_integer (g_ptr_array_index (affiliations, i), n->affiliation_company) == company)
        return FALSE;
    }

  return affiliations != NULL && company != CRM_UNSET;
}

static char *
dup_city (GPtrArray *addresses)
{
  const char *city = addresses != NULL && addresses->len > 0 ? crm_object_get_text (g_ptr_array_index (addresses, 0), "city") : NULL;

  return city != NULL ? crm_text_fold (city) : NULL;
}

static gboolean
lives_elsewhere (CrmRecord *known, CrmImportPart *said)
{
  g_autofree char *mine = dup_city (crm_object_peek_items (CRM_OBJECT (known), crm_import_numbers ()->person_addresses));
  g_autofree char *theirs = dup_city (said->addresses);

  return mine != NULL && theirs != NULL && strcmp (mine, theirs) != 0;
}

static gboolean
accepts (CrmImportEngine *self, CrmRecord *known, gint64 company, CrmImportKeys key)
{
  CrmImportPart   *said = &self->draft->parts[CRM_IMPORT_SLOT_PERSON];
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;

  if (key == CRM_IMPORT_BY_EXTERNAL && said->uid != NULL && !g_str_has_prefix (said->uid, "csv:"))
    return TRUE;
  if (self->options->match != 0 && key != CRM_IMPORT_BY_NAME)
    return TRUE;

  mine = key == CRM_IMPORT_BY_NAME ? dup_folded_title (known) : dup_folded_name (known);
  theirs = key == CRM_IMPORT_BY_NAME ? dup_folded_title (said->record) : dup_folded_name (said->record);
  if (key == CRM_IMPORT_BY_EXTERNAL)
    return crm_name_agree (mine, theirs) || share_contact (known, said);
  if (is_told_apart (self, known, said->uid))
    return FALSE;
  if (key == CRM_IMPORT_BY_NAME)
    return strcmp (mine, theirs) == 0 && !works_elsewhere (known, company) && (self->options->match != 0 || !lives_elsewhere (known, said));

  return crm_name_agree (mine, theirs);
}

/* The oldest of those found under the key whom the row can be about. */
static gint64
find (CrmImportEngine *self, const char *text, gint64 company, CrmImportKeys key)
{
  g_autoptr (GArray) ids = crm_transaction_find (self->transaction, text, crm_record_type_find ("person")->code);
  const gint64 *waiting = g_hash_table_lookup (self->pending_keys, text);
  gint64        best = 0;

  if (waiting != NULL && crm_id_code (*waiting) == crm_record_type_find ("person")->code)
    g_array_append_val (ids, *waiting);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (CrmRecord) known = best == 0 || id < best ? crm_import_engine_load (self, id, NULL) : NULL;

      if (known != NULL && accepts (self, known, company, key))
        best = id;
    }

  return best;
}

/* What a contact point is looked up by; NULL where that would tell nobody from anybody. */
static const char *
get_key (CrmItem *point)
{
  const char *kind = crm_object_peek_text (CRM_OBJECT (point), crm_import_numbers ()->contact_kind);
  const char *key = strcmp (kind, "email") == 0 || strcmp (kind, "phone") == 0 ? crm_item_get_key (point) : NULL;

  if (key == NULL || (*kind == 'e' && strchr (key, '@') == NULL) || (*kind == 'p' && strlen (key) < strlen ("phone:") + PHONE_KEY_LEAST))
    return NULL;

  return key;
}

static gint64
find_contact (CrmImportEngine *self, GPtrArray *points, const char *prefix, CrmImportKeys key)
{
  gint64 id = 0;

  for (guint i = 0; id == 0 && i < points->len; i++)
    {
      const char *text = get_key (g_ptr_array_index (points, i));

      if (text != NULL && *text == *prefix)
        id = find (self, text, CRM_UNSET, key);
    }

  return id;
}

/* By what people call them, which is a telephone number where there is no name. */
static gint64
find_name (CrmImportEngine *self, CrmImportPart *said, gint64 company)
{
  g_autofree char *name = dup_folded_title (said->record);
  g_autofree char *text = *name != '\0' ? g_strconcat ("name:", name, NULL) : NULL;

  return text != NULL ? find (self, text, company, CRM_IMPORT_BY_NAME) : 0;
}

static gboolean
has_key (GPtrArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      if (get_key (g_ptr_array_index (points, i)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gint64
find_by (CrmImportEngine *self, CrmImportPart *said, gint64 company, CrmImportKeys key)
{
  g_autofree char *text = NULL;

  switch (key)
    {
    case CRM_IMPORT_BY_UID:
      return crm_import_part_is_own (said) ? crm_transaction_find_uid (self->transaction, crm_record_type_find ("person"), said->uid) : 0;
    case CRM_IMPORT_BY_EXTERNAL:
      text = said->uid != NULL ? g_strconcat ("uid:", said->uid, NULL) : NULL;
      return text != NULL ? find (self, text, CRM_UNSET, key) : 0;
    case CRM_IMPORT_BY_EMAIL:
      return find_contact (self, said->points, "email:", key);
    case CRM_IMPORT_BY_PHONE:
      return find_contact (self, said->points, "phone:", key);
    case CRM_IMPORT_BY_NAME:
    default:
      return self->options->match != 0 || !has_key (said->points) ? find_name (self, said, company) : 0;
    }
}

/**
 * crm_import_match_person:
 * @company: where the row's person works, or %CRM_UNSET
 * @key: (out): by what
 *
 * Returns: the known person that the draft is about; 0 for none
 */
gint64
crm_import_match_person (CrmImportEngine *self, gint64 company, CrmImportKeys *key)
{
  CrmImportPart *said = &self->draft->parts[CRM_IMPORT_SLOT_PERSON];
  guint          wanted = self->options->match != 0 ? self->options->match : (1 << CRM_IMPORT_N_KEYS) - 1;

  for (guint i = 0; i < CRM_IMPORT_N_KEYS; i++)
    {
      gint64 id;

      *key = 1 << i;
      id = (wanted & *key) != 0 ? find_by (self, said, company, *key) : 0;
      if (id != 0)
        return id;
    }

  return 0;
}

/* Who of those under the key is really called @uid. */
static gboolean
is_called (CrmImportEngine *self, gint64 id, const char *uid)
{
  const CrmImportNumbers *n = crm_import_numbers ();
  g_autoptr (CrmRecord) record = crm_import_engine_load (self, id, NULL);
  GPtrArray *fields = record != NULL ? crm_object_get_items (CRM_OBJECT (record), "foreign_fields") : NULL;

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      if (g_strcmp0 (crm_object_peek_text (g_ptr_array_index (fields, i), n->foreign_value), uid) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_import_match_uid:
 * @uid: (nullable): our own identifier or another program's with its scope
 * @key: (out): which of them
 *
 * Returns: the record of that type and identifier; 0 for none
 */
gint64
crm_import_match_uid (CrmImportEngine *self, const char *type, const char *uid, CrmImportKeys *key)
{
  const CrmRecordType *record_type = crm_record_type_find (type);
  g_autofree char     *text = uid != NULL ? g_strconcat ("uid:", uid, NULL) : NULL;
  g_autoptr (GArray) ids = NULL;
  gint64 id;

  *key = CRM_IMPORT_BY_UID;
  if (uid == NULL)
    return 0;
  id = crm_import_is_own_uid (uid) ? crm_transaction_find_uid (self->transaction, record_type, uid) : 0;
  if (id != 0)
    return id;

  *key = CRM_IMPORT_BY_EXTERNAL;
  ids = crm_transaction_find (self->transaction, text, record_type->code);
  for (guint i = 0; i < ids->len; i++)
    {
      if (is_called (self, g_array_index (ids, gint64, i), uid))
        return g_array_index (ids, gint64, i);
    }

  return 0;
}

/**
 * crm_import_match_address:
 * @type: name of a record type
 * @address: an e-mail address, as it is written
 *
 * Returns: whoever of @type has it; 0 for nobody, and where several have it
 */
gint64
crm_import_match_address (CrmImportEngine *self, const char *type, const char *address)
{
  g_autofree char *email = crm_email_key (address);
  g_autofree char *key = email != NULL ? g_strconcat ("email:", email, NULL) : NULL;
  g_autoptr (GArray) ids = key != NULL ? crm_transaction_find (self->transaction, key, crm_record_type_find (type)->code) : NULL;

  return ids != NULL && ids->len == 1 ? g_array_index (ids, gint64, 0) : 0;
}
