/* The targets of an import: the declared fields of people, companies, deals and activities, and what the importer makes besides. */

#include "config.h"

#include "crm-import-target.h"

#include "crm-error.h"
#include "crm-field-set.h"
#include "crm-model.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const type_names[] = { "person", "company", "deal", "activity" };

/* What has a name of its own; the type is NULL where any has it. */
static const struct
{
  const char   *type;
  const char   *name;
  CrmImportKind kind;
  const char   *field;
  const char   *label; /* for people */
} special_targets[] = {
  { NULL, "ignore", CRM_IMPORT_IGNORE, NULL, N_ ("Leave out") },
  { NULL, "foreign", CRM_IMPORT_FOREIGN, NULL, N_ ("Keep under its own name") },
  { NULL, "label", CRM_IMPORT_LABEL, NULL, N_ ("Label of the next column") },
  { NULL, "uid", CRM_IMPORT_UID, NULL, N_ ("Identifier") },
  { NULL, "created", CRM_IMPORT_MADE_ON, NULL, N_ ("Made on") },
  { NULL, "added", CRM_IMPORT_ADDED_AT, NULL, N_ ("Added on") },
  { "person", "name", CRM_IMPORT_NAME, NULL, N_ ("Whole name") },
  { "person", "birthday", CRM_IMPORT_DATE, "birthday", N_ ("Birthday") },
  { "person", "anniversary", CRM_IMPORT_DATE, "anniversary", N_ ("Anniversary") },
  { "person", "date", CRM_IMPORT_DATE, "other", N_ ("Other date") },
  { "person", "tags", CRM_IMPORT_TAGS, NULL, N_ ("Tags") },
  { "person", "note", CRM_IMPORT_NOTE, NULL, N_ ("Note on the timeline") },
  { "company", "tags", CRM_IMPORT_TAGS, NULL, N_ ("Tags") },
  { "company", "note", CRM_IMPORT_NOTE, NULL, N_ ("Note on the timeline") },
  { "deal", "tags", CRM_IMPORT_TAGS, NULL, N_ ("Tags") },
  { "deal", "stage", CRM_IMPORT_STAGE, NULL, N_ ("Stage") },
  { "deal", "pipeline", CRM_IMPORT_PIPELINE, NULL, N_ ("Pipeline") },
  { "deal", "status", CRM_IMPORT_STATUS, NULL, N_ ("Status") },
  { "deal", "person_id", CRM_IMPORT_PERSON_ID, NULL, N_ ("Identifier of the person") },
  { "deal", "company_id", CRM_IMPORT_COMPANY_ID, NULL, N_ ("Identifier of the company") },
  { "activity", "person_id", CRM_IMPORT_PERSON_ID, NULL, N_ ("Identifier of the person") },
  { "activity", "company_id", CRM_IMPORT_COMPANY_ID, NULL, N_ ("Identifier of the company") },
  { "activity", "deal_id", CRM_IMPORT_DEAL_ID, NULL, N_ ("Identifier of the deal") },
  { "activity", "at", CRM_IMPORT_FIELD, "occurred_at", N_ ("When") },
  { "activity", "done", CRM_IMPORT_DONE, NULL, N_ ("Done") },
  { "person", "new", CRM_IMPORT_NEW_FIELD, NULL, N_ ("A new field") },
  { "company", "new", CRM_IMPORT_NEW_FIELD, NULL, N_ ("A new field") },
  { "deal", "new", CRM_IMPORT_NEW_FIELD, NULL, N_ ("A new field") },
  { "activity", "new", CRM_IMPORT_NEW_FIELD, NULL, N_ ("A new field") },
  { "affiliation", "role", CRM_IMPORT_ROLE, "role", N_ ("Role in the company") },
  { "affiliation", "department", CRM_IMPORT_ROLE, "department", N_ ("Department") },
};

/* Words that labels of addresses, phones and e-mails are written with; the first of each line is what is stored. */
static const struct
{
  const char *label;
  const char *words[8];
} label_words[] = {
  { "work", { "work", "business", "office", "company", "کار", "محل کار", "اداره" } },
  { "home", { "home", "private", "personal", "منزل", "خانه" } },
  { "mobile", { "mobile", "cell", "cellular", "cell phone", "mobile phone", "همراه", "موبایل" } },
  { "main", { "main", "primary", "اصلی" } },
  { "other", { "other", "دیگر" } },
  { "fax", { "fax", "fax number", "نمابر", "فکس" } },
  { "pager", { "pager" } },
};

/**
 * crm_import_label_find:
 * @text: a label as a program or a person wrote it
 *
 * Returns: (transfer none) (nullable): the word it is stored under, where it is one of the common ones
 */
const char *
crm_import_label_find (const char *text)
{
  g_autofree char *folded = crm_text_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (label_words); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (label_words[i].words) && label_words[i].words[j] != NULL; j++)
        {
          if (strcmp (label_words[i].words[j], folded) == 0)
            return label_words[i].label;
        }
    }

  return NULL;
}

static const char *
find_type_name (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    {
      if (strlen (type_names[i]) == length && strncmp (type_names[i], text, length) == 0)
        return type_names[i];
    }

  return length == strlen ("affiliation") && strncmp (text, "affiliation", length) == 0 ? "affiliation" : NULL;
}

static gboolean
find_special (const char *type, const char *name, CrmImportTarget *target)
{
  for (guint i = 0; i < G_N_ELEMENTS (special_targets); i++)
    {
      const char *wanted = special_targets[i].type;
      gboolean    any = wanted == NULL && (type == NULL || g_str_equal (name, "uid"));
      gboolean    bare = type == NULL && wanted != NULL && (g_str_equal (wanted, "person") || g_str_equal (wanted, "affiliation"));
      gboolean    fits = any || bare || (wanted != NULL && g_strcmp0 (wanted, type) == 0);

      if (!fits || strcmp (special_targets[i].name, name) != 0)
        continue;
      target->kind = special_targets[i].kind;
      target->type = wanted == NULL ? type : g_str_equal (wanted, "affiliation") ? "person"
                                                                                 : find_type_name (wanted, strlen (wanted));
      target->field = special_targets[i].field;
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_mappable (const CrmField *field)
{
  return field->kind != CRM_KIND_ITEMS && field->kind != CRM_KIND_REFERENCE && field->kind != CRM_KIND_FILE &&
         (field->flags & (CRM_FIELD_DERIVED | CRM_FIELD_HIDDEN)) == 0;
}

static const CrmField *
find_declared (const char *type_name, const char *name)
{
  CrmObjectClass *klass = crm_record_type_peek_class (crm_record_type_find (type_name));
  int             number = crm_object_class_find_field (klass, name);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (klass, &n_fields);

  return number >= 0 ? &fields[number] : NULL;
}

/* What follows from other fields is no target. */
static const CrmField *
find_settable (const char *type_name, const char *name)
{
  const CrmField *field = find_declared (type_name, name);

  return field != NULL && (field->flags & CRM_FIELD_DERIVED) == 0 ? field : NULL;
}

static const char *
find_contact_kind (const char *name)
{
  for (const CrmChoice *choice = crm_contact_point_kinds; choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, name) == 0)
        return choice->value;
    }

  return NULL;
}

/* The parts of an address, from its own declaration. */
static const CrmField *
find_part (const char *name)
{
  g_autoptr (CrmObjectClass) klass = g_type_class_ref (CRM_TYPE_ADDRESS);
  int             number = crm_object_class_find_field (klass, name);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (klass, &n_fields);

  return number >= 0 && crm_kind_is_text (fields[number].kind) && strcmp (name, "label") != 0 ? &fields[number] : NULL;
}

static gboolean
has_items (const char *type)
{
  return type == NULL || g_str_equal (type, "person") || g_str_equal (type, "company");
}

static gboolean
takes_custom_fields (const char *type)
{
  return crm_record_type_takes_custom_fields (crm_record_type_find (type));
}

static gboolean
resolve_address (const char *part, CrmImportTarget *target)
{
  const CrmField *field = find_part (part != NULL ? part : "street");

  if (field == NULL)
    return FALSE;
  target->kind = CRM_IMPORT_ADDRESS;
  target->field = field->name;

  return TRUE;
}

static gboolean
resolve (const char *type, const char *name, const char *part, CrmImportTarget *target)
{
  const CrmField *field;

  if (find_special (type, name, target))
    return part == NULL;
  if (type == NULL && g_str_equal (name, "company"))
    return resolve ("company", "name", part, target);

  target->type = type != NULL && !g_str_equal (type, "affiliation") ? type : "person";
  if (has_items (type) && g_str_equal (name, "address"))
    return resolve_address (part, target);
  if (part != NULL)
    return FALSE;

  target->field = has_items (type) ? find_contact_kind (name) : NULL;
  if (target->field != NULL)
    {
      target->kind = CRM_IMPORT_CONTACT;
      return TRUE;
    }
  if (crm_custom_field_is_name (name) && takes_custom_fields (target->type))
    {
      target->kind = CRM_IMPORT_FIELD;
      target->field = g_intern_string (name);
      return TRUE;
    }
  field = find_settable (target->type, name);
  target->kind = field != NULL && !is_mappable (field) ? CRM_IMPORT_OWN : CRM_IMPORT_FIELD;
  target->field = field != NULL ? field->name : NULL;

  return field != NULL;
}

/**
 * crm_import_target_is_mapped:
 *
 * Returns: whether a column of a sheet can be a field of such records
 */
gboolean
crm_import_target_is_mapped (const CrmRecordType *type)
{
  return find_type_name (type->name, strlen (type->name)) != NULL;
}

/**
 * crm_import_target_parse:
 * @text: such as `given_name`, `company.name` or `address:home.street`
 * @target: (out): what it names
 *
 * Returns: whether there is such a target; %CRM_ERROR_USAGE otherwise
 */
gboolean
crm_import_target_parse (const char *text, CrmImportTarget *target, GError **error)
{
  g_autofree char *name = g_strdup (text);
  char            *dot = strchr (name, '.');
  char            *rest = name;
  char            *colon;
  char            *part = NULL;
  const char      *type = dot != NULL ? find_type_name (name, (gsize) (dot - name)) : NULL;

  memset (target, 0, sizeof *target);
  if (type != NULL)
    rest = dot + 1;
  colon = strchr (rest, ':');
  dot = strrchr (colon != NULL ? colon : rest, '.');
  if (dot != NULL)
    {
      *dot = '\0';
      part = dot + 1;
    }
  if (colon != NULL)
    {
      *colon = '\0';
      target->label = colon[1] != '\0' ? g_intern_string (colon + 1) : NULL;
    }
  if (resolve (type, rest, part, target))
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("There is no field “%s” to import into."), text);
  return FALSE;
}

static const char *
find_special_name (const CrmImportTarget *target, const char **type, const char **label)
{
  for (guint i = 0; i < G_N_ELEMENTS (special_targets); i++)
    {
      const char *wanted = special_targets[i].type;

      if (special_targets[i].kind != target->kind || (target->field != NULL && g_strcmp0 (target->field, special_targets[i].field) != 0))
        continue;
      if (wanted != NULL && !g_str_equal (wanted, "affiliation") && g_strcmp0 (wanted, target->type) != 0)
        continue;
      *type = wanted != NULL ? wanted : target->type;
      *label = _ (special_targets[i].label);
      return special_targets[i].name;
    }

  return NULL;
}

/**
 * crm_import_target_to_string:
 *
 * Returns: (transfer full): @target as crm_import_target_parse() reads it
 */
char *
crm_import_target_to_string (const CrmImportTarget *target)
{
  GString    *text = g_string_new (NULL);
  const char *type = target->type;
  const char *words = NULL;
  const char *name = find_special_name (target, &type, &words);

  if (name == NULL)
    name = target->kind == CRM_IMPORT_ADDRESS ? "address" : target->field;
  if (type != NULL)
    g_string_append_printf (text, "%s.", type);
  g_string_append (text, name);
  if (target->label != NULL)
    g_string_append_printf (text, ":%s", target->label);
  if (target->kind == CRM_IMPORT_ADDRESS)
    g_string_append_printf (text, ".%s", target->field);

  return g_string_free (text, FALSE);
}

static const char *
find_plain_label (const CrmImportTarget *target)
{
  if (target->kind == CRM_IMPORT_ADDRESS)
    return _ (find_part (target->field)->label);
  for (const CrmChoice *choice = crm_contact_point_kinds; target->kind == CRM_IMPORT_CONTACT && choice->value != NULL; choice++)
    {
      if (choice->value == target->field)
        return _ (choice->label);
    }

  return _ (find_declared (target->type, target->field)->label);
}

/**
 * crm_import_target_dup_label:
 *
 * Returns: (transfer full): @target in words, for people
 */
char *
crm_import_target_dup_label (const CrmImportTarget *target)
{
  const char *type = NULL;
  const char *label = NULL;

  if (find_special_name (target, &type, &label) == NULL)
    label = find_plain_label (target);
  if (target->label == NULL)
    return g_strdup (label);

  /* Translators: 1: what it is, such as Phone or Street, 2: which one, such as home or work */
  return g_strdup_printf (_ ("%1$s (%2$s)"), label, target->label);
}

void
crm_import_target_info_free (CrmImportTargetInfo *info)
{
  g_free (info->id);
  g_free (info->label);
  g_free (info->group);
  g_free (info);
}

static void
add_info (GPtrArray *list, const char *type, const char *id)
{
  const CrmRecordType *record_type = type != NULL ? crm_record_type_find (type) : NULL;
  CrmImportTargetInfo *info;
  CrmImportTarget      target;

  if (!crm_import_target_parse (id, &target, NULL))
    return;

  info = g_new0 (CrmImportTargetInfo, 1);
  info->id = crm_import_target_to_string (&target);
  info->label = crm_import_target_dup_label (&target);
  info->group = g_strdup (record_type != NULL ? _ (record_type->plural) : "");
  g_ptr_array_add (list, info);
}

static void
add_name (GPtrArray *list, const char *type, const char *name, const char *suffix)
{
  g_autofree char *id = g_strconcat (type, ".", name, suffix, NULL);

  add_info (list, type, id);
}

static void
add_type (GPtrArray *list, const char *type)
{
  static const char *const suffixes[] = { "", ":work", ":home" };
  static const char *const parts[] = { ".street", ".city", ".region", ".postal_code", ".country", ".formatted" };
  guint                    n_fields;
  const CrmField          *fields = crm_record_type_get_fields (crm_record_type_find (type), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (is_mappable (&fields[i]))
        add_name (list, type, fields[i].name, "");
    }
  for (guint i = 0; i < G_N_ELEMENTS (special_targets); i++)
    {
      if (g_strcmp0 (special_targets[i].type, type) == 0)
        add_name (list, type, special_targets[i].name, "");
    }
  add_name (list, type, "uid", "");
  for (const CrmChoice *choice = crm_contact_point_kinds; has_items (type) && choice->value != NULL; choice++)
    add_name (list, type, choice->value, "");
  for (guint i = 0; has_items (type) && i < G_N_ELEMENTS (suffixes); i++)
    {
      if (i > 0)
        add_name (list, type, "email", suffixes[i]);
      if (i > 0)
        add_name (list, type, "phone", suffixes[i]);
      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        {
          g_autofree char *suffix = g_strconcat (suffixes[i], parts[j], NULL);

          add_name (list, type, "address", suffix);
        }
    }
}

static void
add_custom_fields (GPtrArray *list, CrmFieldSet *set)
{
  const CrmRecordType *type = crm_field_set_get_type (set);

  for (guint i = 0; i < crm_field_set_get_size (set); i++)
    {
      const CrmField      *field = crm_field_set_get (set, i);
      CrmImportTargetInfo *info;

      if (field->custom == 0)
        continue;
      info = g_new0 (CrmImportTargetInfo, 1);
      info->id = g_strdup_printf ("%s.%s", type->name, field->name);
      info->label = g_strdup (field->label);
      info->group = g_strdup (_ (type->plural));
      g_ptr_array_add (list, info);
    }
}

/**
 * crm_import_target_list:
 *
 * @fields: (nullable) (element-type CrmFieldSet): of the file imported into
 *
 * Returns: (transfer full) (element-type CrmImportTargetInfo): what a person can choose for a column, in groups by record type
 */
GPtrArray *
crm_import_target_list (GPtrArray *fields)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_import_target_info_free);

  add_info (list, NULL, "ignore");
  add_info (list, NULL, "foreign");
  add_type (list, "person");
  add_info (list, "person", "phone:mobile");
  add_info (list, "person", "affiliation.role");
  add_info (list, "person", "affiliation.department");
  for (guint i = 1; i < G_N_ELEMENTS (type_names); i++)
    add_type (list, type_names[i]);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    add_custom_fields (list, g_ptr_array_index (fields, i));
  add_info (list, NULL, "created");
  add_info (list, NULL, "label");

  return list;
}
