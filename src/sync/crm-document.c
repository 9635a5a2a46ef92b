#include "config.h"

#include "crm-document.h"

#include "crm-field-text.h"
#include "crm-item-json.h"
#include "crm-record-json.h"
#include "crm-uid.h"

#include <string.h>

/* How many earlier edits a document tells of. */
#define PAST_MAX 20

static const char *const own_members[] = { "_id", "_rev", "_deleted", "_attachments", "type", "schema", "created_at", "edit", "past", "f" };

/* What is referred to goes before what refers, as far as that can be said of types: those that are not here come in between. */
static const char *const first_types[] = { "setting", "user", "tag", "custom_field", "pipeline", "stage", "company", "person", "deal" };
static const char *const last_types[] = { "conflict", "distinction", "stage_change" };

static int
find_in (const char *const *names, guint n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (strcmp (names[i], name) == 0)
        return (int) i;
    }

  return -1;
}

/**
 * crm_document_get_rank:
 * @type: (nullable)
 *
 * Returns: the place of the type in the order in which documents are sent and taken in
 */
int
crm_document_get_rank (const CrmRecordType *type)
{
  const char *name = type != NULL ? type->name : "";
  int         rank = find_in (first_types, G_N_ELEMENTS (first_types), name);

  return rank >= 0 ? rank : (int) G_N_ELEMENTS (first_types) + 1 + find_in (last_types, G_N_ELEMENTS (last_types), name);
}

/**
 * crm_document_dup_name:
 *
 * Returns: (transfer full): the _id of the record's document
 */
char *
crm_document_dup_name (CrmRecord *record)
{
  return g_strconcat (crm_record_get_record_type (record)->name, ":", crm_record_get_uid (record), NULL);
}

/**
 * crm_document_parse_name:
 * @uid: (out): points into @name
 *
 * Returns: whether @name is that of a record of a type that is known here
 */
gboolean
crm_document_parse_name (const char *name, const CrmRecordType **type, const char **uid)
{
  const char      *colon = strchr (name, ':');
  g_autofree char *type_name = colon != NULL ? g_strndup (name, (gsize) (colon - name)) : NULL;

  *type = crm_record_type_find (type_name);
  *uid = colon != NULL ? colon + 1 : NULL;

  return *type != NULL && crm_uid_is_valid (*uid);
}

void
crm_edit_clear (CrmEdit *self)
{
  g_clear_pointer (&self->device, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->title, g_free);
}

static char *
dup_member (CrmJsonSlice object, const char *name)
{
  return crm_json_slice_dup_text (crm_json_slice_find (object, name));
}

static gint64
get_instant (CrmJsonSlice object, const char *name)
{
  g_autofree char *iso = dup_member (object, name);

  return iso != NULL ? crm_instant_from_iso (iso) : CRM_UNSET;
}

/**
 * crm_edit_read_number:
 *
 * Returns: the number of the edit that made the document so, 0 where it is not told
 */
gint64
crm_edit_read_number (CrmJsonSlice body)
{
  gint64 number;

  if (!crm_json_slice_get_integer (crm_json_slice_find (crm_json_slice_find (body, "edit"), "n"), &number) || number < 0 || number > CRM_EDIT_NUMBER_MAX)
    return 0;

  return number;
}

/**
 * crm_edit_read:
 * @self: (out caller-allocates): which edit made the document so
 */
void
crm_edit_read (CrmEdit *self, CrmJsonSlice body)
{
  CrmJsonSlice edit = crm_json_slice_find (body, "edit");

  *self = (CrmEdit){ .device = dup_member (edit, "dev"), .author = dup_member (edit, "by"), .host = dup_member (edit, "on"), .title = dup_member (edit, "title") };
  self->at = get_instant (edit, "at");
  self->number = crm_edit_read_number (body);
}

/**
 * crm_edit_dup_mark:
 *
 * Returns: (transfer full): what tells the edit from all others
 */
char *
crm_edit_dup_mark (const CrmEdit *self)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, self->device != NULL ? self->device : "", self->number);
}

/**
 * crm_edit_is_in:
 *
 * Returns: whether the edit is the one that made the document so, or one of those before it
 */
gboolean
crm_edit_is_in (const CrmEdit *self, CrmJsonSlice body)
{
  g_auto (CrmEdit) newest = { NULL };
  g_autofree char *mark = crm_edit_dup_mark (self);
  CrmJsonSlice     key, value;
  CrmJsonIter      iter;

  crm_edit_read (&newest, body);
  if (newest.number == self->number && g_strcmp0 (newest.device, self->device) == 0)
    return TRUE;

  crm_json_iter_init (&iter, crm_json_slice_find (body, "past"));
  while (crm_json_iter_next (&iter, &key, &value))
    {
      if (crm_json_slice_is_text (value, mark))
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_document_get_side:
 * @edit: of @body; lives as long as the side is used
 *
 * Returns: the document as one side of a merge
 */
CrmMergeSide
crm_document_get_side (CrmJsonSlice body, const CrmEdit *edit)
{
  return (CrmMergeSide){ crm_json_slice_find (body, "f"), edit->number, edit->device };
}

gint64
crm_document_get_schema (CrmJsonSlice body)
{
  gint64 schema = 0;

  return crm_json_slice_get_integer (crm_json_slice_find (body, "schema"), &schema) ? schema : 0;
}

/**
 * crm_document_get_created_at:
 *
 * Returns: microseconds, or %CRM_UNSET
 */
gint64
crm_document_get_created_at (CrmJsonSlice body)
{
  return get_instant (body, "created_at");
}

/**
 * crm_document_was_made_later:
 * @body: a document of @record
 *
 * Returns: whether the remote has made something that is known by its name after it was made here
 */
gboolean
crm_document_was_made_later (CrmJsonSlice body, CrmRecord *record)
{
  gint64 created_at = crm_document_get_created_at (body);

  return created_at != CRM_UNSET && crm_record_get_created_at (record) < created_at && crm_record_is_one_of_its_name (record);
}

/* (transfer full): the members that json-glib reads as they are. */
static char *
keep_clean (CrmJsonSlice fields)
{
  GString     *out = g_string_new ("{");
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, fields);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      if (!crm_json_slice_is_clean (key) || !crm_json_slice_is_clean (value))
        continue;
      crm_json_append_pair (out, key, value);
    }
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

static void
pass_over (const CrmField *field, const char *name, JsonNode *value, const GError *failure, gpointer user_data)
{
}

/**
 * crm_document_read_fields:
 * @record: new, or a draft
 * @fields: from anybody
 *
 * Gives the record the fields it can read, and unsets the others; what it cannot read is still there in the document.
 */
void
crm_document_read_fields (CrmRecord *record, CrmJsonSlice fields, const CrmResolver *resolver)
{
  g_autofree char *clean = keep_clean (fields);
  g_autoptr (JsonNode) node = json_from_string (clean, NULL);
  g_autoptr (CrmRecord) read = crm_record_new (crm_record_get_record_type (record)->name);
  guint n_fields;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    crm_record_read_json (read, json_node_get_object (node), resolver, pass_over, NULL);
  crm_record_type_get_fields (crm_record_get_record_type (record), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_equal_field (CRM_OBJECT (record), CRM_OBJECT (read), i))
        crm_object_copy_field (CRM_OBJECT (record), CRM_OBJECT (read), i);
    }
}

static char *
dup_fields (CrmRecord *record, const CrmResolver *resolver)
{
  g_autoptr (JsonNode) node = crm_record_fields_to_json (record, resolver);

  return json_to_string (node, FALSE);
}

static CrmJsonSlice
find_item (CrmJsonSlice set, const char *id)
{
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, set);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      if (crm_json_slice_is_text (crm_json_slice_find (value, "id"), id))
        return value;
    }

  return (CrmJsonSlice){ NULL, 0 };
}

static void append_value (GString *out, CrmJsonSlice base, CrmJsonSlice understood, CrmJsonSlice mine);

/* What @base has and nobody here understood stays as it is; what was understood is as @mine says now, in the words of @base where that means the same. */
static void
append_members (GString *out, CrmJsonSlice base, CrmJsonSlice understood, CrmJsonSlice mine)
{
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  g_string_append_c (out, '{');
  crm_json_iter_init (&iter, base);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);
      CrmJsonSlice     read = name != NULL ? crm_json_slice_find (understood, name) : (CrmJsonSlice){ NULL, 0 };
      CrmJsonSlice     own = name != NULL ? crm_json_slice_find (mine, name) : (CrmJsonSlice){ NULL, 0 };

      if (own.text == NULL && read.text != NULL)
        continue;
      if (out->str[out->len - 1] != '{')
        g_string_append_c (out, ',');
      crm_json_append_slice (out, key);
      g_string_append_c (out, ':');
      if (own.text == NULL)
        crm_json_append_slice (out, value);
      else
        append_value (out, value, read, own);
    }
  crm_json_iter_init (&iter, mine);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);

      if (crm_json_slice_find (base, name).text == NULL)
        crm_json_append_member (out, name, value);
    }
  g_string_append_c (out, '}');
}

static void
append_items (GString *out, CrmJsonSlice base, CrmJsonSlice understood, CrmJsonSlice mine)
{
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  g_string_append_c (out, '[');
  crm_json_iter_init (&iter, mine);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *id = dup_member (value, "id");

      crm_json_begin_element (out);
      append_members (out, find_item (base, id), find_item (understood, id), value);
    }
  crm_json_iter_init (&iter, base);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *id = dup_member (value, "id");

      if (id != NULL && (find_item (understood, id).text != NULL || find_item (mine, id).text != NULL))
        continue;
      crm_json_begin_element (out);
      crm_json_append_slice (out, value);
    }
  g_string_append_c (out, ']');
}

static void
append_value (GString *out, CrmJsonSlice base, CrmJsonSlice understood, CrmJsonSlice mine)
{
  if (crm_json_slice_equal (understood, mine))
    crm_json_append_slice (out, base);
  else if (crm_json_slice_get_kind (mine) == CRM_JSON_ARRAY && crm_json_slice_get_kind (base) == CRM_JSON_ARRAY)
    append_items (out, base, understood, mine);
  else
    crm_json_append_slice (out, mine);
}

/**
 * crm_document_write_fields:
 * @base_fields: what the document had that this record was read from; nothing for none
 *
 * Returns: (transfer full): the record's fields as a document has them, an object. What @base_fields has and this program does not understand
 *   is in it word for word
 */
char *
crm_document_write_fields (CrmRecord *record, CrmJsonSlice base_fields, const CrmResolver *resolver)
{
  g_autofree char *mine = dup_fields (record, resolver);
  g_autofree char *understood = NULL;
  g_autoptr (CrmRecord) read = NULL;
  CrmResolver literal = *resolver;
  GString    *out;

  if (base_fields.text == NULL)
    return g_steal_pointer (&mine);

  read = crm_record_new (crm_record_get_record_type (record)->name);
  /* Whom the base names: that somebody else is meant since a merge is news. */
  literal.exact = TRUE;
  crm_document_read_fields (read, base_fields, &literal);
  understood = dup_fields (read, resolver);
  out = g_string_new (NULL);
  append_members (out, base_fields, crm_json_slice_of (understood), crm_json_slice_of (mine));

  return g_string_free (out, FALSE);
}

static void
append_edit (GString *out, const CrmEdit *edit)
{
  g_autofree char *at = edit->at != CRM_UNSET ? crm_instant_to_iso (edit->at) : NULL;

  crm_json_begin_member (out, "edit");
  g_string_append_c (out, '{');
  crm_json_append_text_member (out, "dev", edit->device);
  crm_json_append_integer_member (out, "n", edit->number);
  crm_json_append_text_member (out, "at", at);
  crm_json_append_text_member (out, "by", edit->author);
  crm_json_append_text_member (out, "on", edit->host);
  crm_json_append_text_member (out, "title", edit->title);
  g_string_append_c (out, '}');
}

/* The edit that made @base so, and those before it. */
static void
append_past (GString *out, CrmJsonSlice base, const CrmEdit *edit)
{
  g_auto (CrmEdit) newest = { NULL };
  g_autofree char *mark = NULL;
  guint            n = 0;
  CrmJsonSlice     key, value;
  CrmJsonIter      iter;

  crm_edit_read (&newest, base);
  if (newest.device == NULL)
    return;

  mark = crm_edit_dup_mark (&newest);
  crm_json_begin_member (out, "past");
  g_string_append_c (out, '[');
  if (newest.number != edit->number || g_strcmp0 (newest.device, edit->device) != 0)
    {
      crm_json_append_text (out, mark);
      n++;
    }
  crm_json_iter_init (&iter, crm_json_slice_find (base, "past"));
  while (n < PAST_MAX && crm_json_iter_next (&iter, &key, &value))
    {
      if (crm_json_slice_get_kind (value) != CRM_JSON_STRING)
        continue;
      crm_json_begin_element (out);
      crm_json_append_slice (out, value);
      n++;
    }
  g_string_append_c (out, ']');
}

static void
append_foreign (GString *out, CrmJsonSlice base)
{
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, base);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);

      /* What begins with "_" is the server's. */
      if (name == NULL || *name == '_')
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (own_members) && name != NULL; i++)
        {
          if (strcmp (name, own_members[i]) == 0)
            g_clear_pointer (&name, g_free);
        }
      if (name != NULL)
        crm_json_append_member (out, name, value);
    }
}

/* Of a deleted record only what it became part of is still of interest. */
static char *
write_rest (CrmRecord *record, const CrmResolver *resolver)
{
  g_autoptr (CrmRecord) rest = crm_record_new (crm_record_get_record_type (record)->name);
  int merged = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (record), "merged_into");

  if (merged >= 0)
    crm_object_copy_field (CRM_OBJECT (rest), CRM_OBJECT (record), (guint) merged);

  return dup_fields (rest, resolver);
}

/**
 * crm_document_write:
 * @base: (nullable): the body the remote had last
 * @revision: (nullable): the revision it replaces
 * @edit: which edit made the record so
 *
 * Returns: (transfer full): the body to send; of a deleted record, its tombstone
 */
char *
crm_document_write (CrmRecord *record, const char *base, const char *revision, const CrmEdit *edit, const CrmResolver *resolver)
{
  CrmJsonSlice     before = crm_json_slice_of (base);
  gboolean         deleted = crm_record_is_deleted (record);
  g_autofree char *name = crm_document_dup_name (record);
  g_autofree char *created = crm_instant_to_iso (crm_record_get_created_at (record));
  g_autofree char *fields = deleted ? write_rest (record, resolver) : crm_document_write_fields (record, crm_json_slice_find (before, "f"), resolver);
  GString         *out = g_string_sized_new (512);

  g_string_append_c (out, '{');
  crm_json_append_text_member (out, "_id", name);
  crm_json_append_text_member (out, "_rev", revision);
  if (deleted)
    crm_json_append_member (out, "_deleted", crm_json_slice_of ("true"));
  else
    crm_json_append_member (out, "_attachments", crm_json_slice_find (before, "_attachments"));
  crm_json_append_text_member (out, "type", crm_record_get_record_type (record)->name);
  crm_json_append_integer_member (out, "schema", CRM_DOCUMENT_SCHEMA);
  crm_json_append_text_member (out, "created_at", created);
  append_edit (out, edit);
  append_past (out, before, edit);
  append_foreign (out, before);
  crm_json_append_member (out, "f", crm_json_slice_of (fields));
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}
