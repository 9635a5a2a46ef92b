/* A field that the business made: what it calls it, of which kind it is, and which records have it. */

#include "config.h"

#include "crm-custom-field.h"

#include "crm-custom-choice.h"
#include "crm-custom-value.h"
#include "crm-error.h"
#include "crm-money.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "custom_" and the last digits of the uid, which are random. */
#define NAME_PREFIX "custom_"
#define NAME_DIGITS 8

/* Stable names of the kinds, and what they are to the program. */
static const CrmKind kinds[] = {
  CRM_KIND_TEXT,
  CRM_KIND_NUMBER,
  CRM_KIND_MONEY,
  CRM_KIND_DATE,
  CRM_KIND_CHOICE,
  CRM_KIND_BOOLEAN,
  CRM_KIND_REFERENCE,
};

const CrmChoice crm_custom_field_kinds[] = {
  { "text", N_ ("Text") },
  { "number", N_ ("Number") },
  { "money", N_ ("Money") },
  { "date", N_ ("Date") },
  { "choice", N_ ("Choice") },
  { "boolean", N_ ("Yes or no") },
  { "link", N_ ("Link") },
  { NULL, NULL },
};

static const CrmChoice custom_field_targets[] = {
  { "person", N_ ("Person") },
  { "company", N_ ("Company") },
  { "deal", N_ ("Deal") },
  { NULL, NULL },
};

static const CrmField crm_custom_field_fields[] = {
  CRM_TEXT ("record_type", N_ ("Of"), CRM_FIELD_REQUIRED | CRM_FIELD_HIDDEN), /* name of a record type */
  CRM_TEXT ("label", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, crm_custom_field_kinds),
  CRM_ITEMS ("choices", N_ ("Choices"), CRM_FIELD_NONE, crm_custom_choice_get_type),
  CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_NONE),
  CRM_CHOICE ("target", N_ ("Links to"), CRM_FIELD_NONE, custom_field_targets),
  CRM_INTEGER ("position", N_ ("Position"), CRM_FIELD_HIDDEN),
};

CRM_DEFINE_RECORD (CrmCustomField, crm_custom_field)

/**
 * crm_record_type_takes_custom_fields:
 *
 * Returns: whether records of @type have a place for values of custom fields
 */
gboolean
crm_record_type_takes_custom_fields (const CrmRecordType *type)
{
  return crm_object_class_find_field (crm_record_type_peek_class (type), CRM_CUSTOM_VALUES) >= 0;
}

/**
 * crm_custom_field_get_kind:
 *
 * Returns: of which kind its values are
 */
CrmKind
crm_custom_field_get_kind (CrmRecord *self)
{
  const char *kind = crm_object_get_text (CRM_OBJECT (self), "kind");

  for (guint i = 0; crm_custom_field_kinds[i].value != NULL; i++)
    {
      if (g_strcmp0 (crm_custom_field_kinds[i].value, kind) == 0)
        return kinds[i];
    }

  return CRM_KIND_TEXT;
}

/**
 * crm_custom_field_dup_name:
 *
 * Returns: (transfer full): what programs call the field, here and on every device, whatever people call it: "custom_" and the end of its uid
 */
char *
crm_custom_field_dup_name (CrmRecord *self)
{
  const char *uid = crm_record_get_uid (self);

  return g_strconcat (NAME_PREFIX, uid + strlen (uid) - MIN (strlen (uid), NAME_DIGITS), NULL);
}

/**
 * crm_custom_field_is_name:
 * @name: any text
 *
 * Returns: whether @name is of the form that crm_custom_field_dup_name() makes
 */
gboolean
crm_custom_field_is_name (const char *name)
{
  return g_str_has_prefix (name, NAME_PREFIX) && strlen (name) == strlen (NAME_PREFIX) + NAME_DIGITS && strspn (name + strlen (NAME_PREFIX), "0123456789abcdef") == NAME_DIGITS;
}

/**
 * crm_custom_field_dup_key:
 *
 * Returns: (transfer full): what the field of that name of a type is looked up by
 */
char *
crm_custom_field_dup_key (const char *type_name, const char *label)
{
  g_autofree char *folded = crm_text_fold (label);

  return g_strdup_printf ("field:%s:%s", type_name, folded);
}

static void
crm_custom_field_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  const char *type = crm_object_get_text (CRM_OBJECT (self), "record_type");
  const char *label = crm_object_get_text (CRM_OBJECT (self), "label");

  if (type != NULL && label != NULL)
    g_ptr_array_add (keys, crm_custom_field_dup_key (type, label));
}

static char *
crm_custom_field_dup_title (CrmObject *self)
{
  const char *label = crm_object_get_text (self, "label");

  return g_strdup (label != NULL ? label : "");
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
is_same (const char *folded, const char *text)
{
  g_autofree char *other = crm_text_fold (text);

  return strcmp (folded, other) == 0;
}

/* What columns of ours are headed that are no fields. */
static const char *const reserved[] = { "uid", "created_at" };

/* Two fields of one name could not be told apart in a column's head or in a filter. */
static gboolean
refuse_built_in (CrmObject *self, const CrmRecordType *type, GError **error)
{
  const char      *label = crm_object_get_text (self, "label");
  g_autofree char *folded = crm_text_fold (label);
  guint            n_fields;
  const CrmField  *fields = crm_record_type_get_fields (type, &n_fields);
  gboolean         taken = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    taken |= is_same (folded, reserved[i]);
  for (guint i = 0; i < n_fields; i++)
    taken |= (fields[i].flags & CRM_FIELD_HIDDEN) == 0 && (is_same (folded, fields[i].name) || is_same (folded, crm_field_get_label (&fields[i])));
  if (!taken)
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("There is a field “%s” already. Choose another name."), label);
  return FALSE;
}

static gboolean
check_choices (CrmObject *self, GError **error)
{
  GPtrArray *choices = crm_object_get_items (self, "choices");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (choices == NULL)
    return refuse (error, _ ("A field of choices needs at least one choice."));

  for (guint i = 0; i < choices->len; i++)
    {
      const char *label = crm_object_get_text (g_ptr_array_index (choices, i), "label");

      if (label == NULL)
        return refuse (error, _ ("A choice needs a name."));
      if (!g_hash_table_add (seen, crm_text_fold (label)))
        {
          g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The choice “%s” is there twice."), label);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_currency (CrmObject *self, GError **error)
{
  const char      *currency = crm_object_get_text (self, "currency");
  g_autofree char *upper = currency != NULL ? g_ascii_strup (currency, -1) : NULL;
  g_autofree char *isolated = crm_text_isolate (currency);

  if (upper == NULL || crm_currency_find (upper) != NULL)
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no currency. Write its code of three letters, such as EUR."), isolated);
  return FALSE;
}

static gboolean
crm_custom_field_validate (CrmRecord *record, GError **error)
{
  CrmObject           *self = CRM_OBJECT (record);
  const CrmRecordType *type = crm_record_type_find (crm_object_get_text (self, "record_type"));
  CrmKind              kind = crm_custom_field_get_kind (record);

  if (type == NULL || !crm_record_type_takes_custom_fields (type))
    return refuse (error, _ ("Records of this type cannot have fields of your own."));
  if (crm_object_get_text (self, "label") == NULL)
    return refuse (error, _ ("A field needs a name."));
  if (crm_object_get_text (self, "kind") == NULL)
    return refuse (error, _ ("A field needs a kind, such as text or date."));
  if (kind == CRM_KIND_REFERENCE && crm_object_get_text (self, "target") == NULL)
    return refuse (error, _ ("Choose what the field links to."));
  if (kind == CRM_KIND_CHOICE && !check_choices (self, error))
    return FALSE;
  if (kind == CRM_KIND_MONEY && !check_currency (self, error))
    return FALSE;

  return refuse_built_in (self, type, error);
}

/* A choice keeps the value it began with, so that records that have it follow when it is called otherwise. */
static void
fix_choices (CrmObject *self)
{
  GPtrArray *choices = crm_object_get_items (self, "choices");
  g_autoptr (GPtrArray) fixed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      CrmItem *choice = crm_item_copy (g_ptr_array_index (choices, i));

      if (crm_object_get_text (CRM_OBJECT (choice), "value") == NULL)
        crm_object_set_text (CRM_OBJECT (choice), "value", crm_object_get_text (CRM_OBJECT (choice), "label"));
      g_ptr_array_add (fixed, choice);
    }
  if (choices != NULL)
    crm_object_set_items (self, "choices", fixed);
}

static gboolean
is_changed (CrmRecord *record, CrmRecord *before, const char *field)
{
  return before != NULL && g_strcmp0 (crm_object_get_text (CRM_OBJECT (before), field), crm_object_get_text (CRM_OBJECT (record), field)) != 0;
}

static gboolean
crm_custom_field_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  CrmObject       *self = CRM_OBJECT (record);
  const char      *type = crm_object_get_text (self, "record_type");
  const char      *label = crm_object_get_text (self, "label");
  g_autofree char *key = type != NULL && label != NULL ? crm_custom_field_dup_key (type, label) : NULL;
  gint64           other = key != NULL ? context->find (context, "custom_field", key) : 0;

  if (other != 0 && other != crm_record_get_id (record))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("There is a field “%s” already. Choose another name."), label);
      return FALSE;
    }
  if (is_changed (record, before, "kind"))
    return refuse (error, _ ("A field that exists keeps its kind. Make a new field, and remove this one."));
  if (is_changed (record, before, "target"))
    return refuse (error, _ ("A field that exists keeps what it links to. Make a new field, and remove this one."));
  if (is_changed (record, before, "currency"))
    return refuse (error, _ ("A field that exists keeps its currency. Make a new field, and remove this one."));
  if (is_changed (record, before, "record_type"))
    return refuse (error, _ ("A field stays with the records it was made for."));

  fix_choices (self);
  return TRUE;
}

static void
crm_custom_field_prepare (CrmObject *self)
{
  const char      *currency = crm_object_get_text (self, "currency");
  g_autofree char *upper = currency != NULL ? g_ascii_strup (currency, -1) : NULL;

  crm_object_set_text (self, "currency", upper);
}

/* A kind asks for what it alone has. What records hold would mean something else if it were changed later. */
static CrmFieldUse
crm_custom_field_get_use (CrmObject *self, const CrmField *field)
{
  static const struct
  {
    const char *field;
    const char *kind; /* (nullable): of any */
    gboolean    for_good;
  } uses[] = {
    { "kind", NULL, TRUE },
    { "choices", "choice", FALSE },
    { "currency", "money", TRUE },
    { "target", "link", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      if (strcmp (uses[i].field, field->name) != 0)
        continue;
      if (uses[i].kind != NULL && g_strcmp0 (crm_object_get_text (self, "kind"), uses[i].kind) != 0)
        return CRM_FIELD_USE_NONE;
      return uses[i].for_good && crm_record_get_id (CRM_RECORD (self)) != 0 ? CRM_FIELD_USE_SETTLED : CRM_FIELD_USE_OPEN;
    }

  return CRM_FIELD_USE_OPEN;
}

static void
crm_custom_field_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_custom_field_dup_title;
  CRM_OBJECT_CLASS (klass)->prepare = crm_custom_field_prepare;
  CRM_OBJECT_CLASS (klass)->get_use = crm_custom_field_get_use;
  klass->collect_keys = crm_custom_field_collect_keys;
  klass->before_save = crm_custom_field_before_save;
  klass->validate = crm_custom_field_validate;
}
