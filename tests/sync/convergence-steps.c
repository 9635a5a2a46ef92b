#include "convergence.h"

#include "crm-clock.h"
#include "crm-document.h"
#include "crm-import.h"
#include "crm-merge-records.h"

guint
roll (World *world, guint n)
{
  return (guint) g_rand_int_range (world->rand, 0, (gint32) n);
}

static char *
new_token (World *world)
{
  char *token = g_strdup_printf ("t%uz", ++world->n_tokens);

  g_hash_table_add (world->wanted, g_strdup (token));

  return token;
}

/* Whoever does it sees every token in @text, so that nobody needs to find them any more. */
static void
seen (World *world, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("t[0-9]+z", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *token = g_match_info_fetch (match, 0);

      g_hash_table_remove (world->wanted, token);
    }
}

static char *
describe (CrmRecord *record)
{
  GString *out = g_string_new (NULL);
  guint    n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      const CrmField *field = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields) + i;

      if (!crm_object_is_set (CRM_OBJECT (record), i) || crm_kind_is_integer (field->kind))
        continue;
      g_string_append_printf (out, "%s ", field->kind == CRM_KIND_ITEMS ? crm_object_peek_items_json (CRM_OBJECT (record), i) : crm_object_peek_text (CRM_OBJECT (record), i));
    }

  return g_string_free (out, FALSE);
}

static CrmRecord *
pick (World *world, Device *device, const char *type)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (crm_store_query (device->store, query, 0, ids, NULL));

  return ids->len > 0 ? crm_store_get (device->store, g_array_index (ids, gint64, roll (world, ids->len)), NULL) : NULL;
}

static void
save (Device *device, CrmRecord *record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (device->store, "Edit", record, &error);
  if (!g_error_matches (error, CRM_ERROR, CRM_ERROR_INVALID))
    g_assert_no_error (error);
}

static void
add_something (World *world, Device *device)
{
  static const char *const types[] = { "person", "company", "tag", "activity", "person" };
  const char              *type = types[roll (world, G_N_ELEMENTS (types))];
  g_autoptr (CrmRecord) record = crm_record_new (type);
  g_autoptr (CrmRecord) about = pick (world, device, "person");
  g_autofree char *token = NULL;

  /* Several devices make tags of the same names. */
  if (strcmp (type, "tag") == 0 && roll (world, 2) == 0)
    token = g_strdup_printf ("Shared %u", roll (world, 3));
  else
    token = new_token (world);
  if (strcmp (type, "activity") == 0)
    {
      crm_object_set_text (CRM_OBJECT (record), "kind", "note");
      crm_object_set_text (CRM_OBJECT (record), "body", token);
      if (about != NULL)
        {
          CrmItem *link = g_object_new (CRM_TYPE_ACTIVITY_LINK, NULL);

          crm_object_set_integer (CRM_OBJECT (link), "target", crm_record_get_id (about));
          crm_object_add_item (CRM_OBJECT (record), "links", link);
        }
    }
  else
    {
      crm_object_set_text (CRM_OBJECT (record), strcmp (type, "person") == 0 ? "given_name" : "name", token);
    }
  save (device, record);
}

static void
edit_field (World *world, Device *device)
{
  static const char *const fields[] = { "given_name", "family_name", "nickname", "source", "about" };
  const char              *field = fields[roll (world, G_N_ELEMENTS (fields))];
  g_autoptr (CrmRecord) person = pick (world, device, "person");
  g_autoptr (CrmRecord) draft = person != NULL ? crm_record_edit (person) : NULL;
  g_autofree char *token = NULL;
  g_autofree char *text = NULL;
  const char      *before;

  if (draft == NULL)
    return;
  before = crm_object_get_text (CRM_OBJECT (draft), field);
  token = new_token (world);
  if (strcmp (field, "about") == 0 && before != NULL && roll (world, 4) > 0)
    text = roll (world, 2) == 0 ? g_strconcat (before, "\n", token, NULL) : g_strconcat (token, "\n", before, NULL);
  else if (before != NULL)
    seen (world, before);
  crm_object_set_text (CRM_OBJECT (draft), field, text != NULL ? text : token);
  save (device, draft);
}

/* A telephone number or a tag is added, changed or taken away. */
static void
edit_items (World *world, Device *device)
{
  g_autoptr (CrmRecord) person = pick (world, device, "person");
  g_autoptr (CrmRecord) draft = person != NULL ? crm_record_edit (person) : NULL;
  g_autoptr (CrmRecord) tag = pick (world, device, "tag");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *before;
  guint      what = roll (world, 4);
  guint      chosen;

  if (draft == NULL)
    return;
  if (what == 3 && tag != NULL)
    {
      CrmItem *tagging = g_object_new (CRM_TYPE_TAGGING, NULL);

      crm_object_set_integer (CRM_OBJECT (tagging), "tag", crm_record_get_id (tag));
      crm_object_add_item (CRM_OBJECT (draft), "tags", tagging);
      save (device, draft);
      return;
    }
  before = crm_object_get_items (CRM_OBJECT (draft), "contact_points");
  chosen = before != NULL && before->len > 0 ? roll (world, before->len) : 0;
  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      g_autoptr (CrmItem) copy = crm_item_copy (before->pdata[i]);

      if (i == chosen && what < 2 && crm_object_get_text (CRM_OBJECT (copy), "value") != NULL)
        seen (world, crm_object_get_text (CRM_OBJECT (copy), "value"));
      if (i == chosen && what == 0)
        continue;
      if (i == chosen && what == 1)
        {
          g_autofree char *token = new_token (world);

          crm_object_set_text (CRM_OBJECT (copy), "value", token);
        }
      g_ptr_array_add (items, g_steal_pointer (&copy));
    }
  if (what == 2)
    {
      CrmItem         *point = g_object_new (CRM_TYPE_CONTACT_POINT, NULL);
      g_autofree char *token = new_token (world);

      crm_object_set_text (CRM_OBJECT (point), "kind", "web");
      crm_object_set_text (CRM_OBJECT (point), "value", token);
      crm_item_ensure_id (point, items);
      g_ptr_array_add (items, point);
    }
  crm_object_set_items (CRM_OBJECT (draft), "contact_points", items);
  save (device, draft);
}

/* What it is of is a photo of its own. */
static void
take_photo (World *world, Device *device)
{
  g_autoptr (CrmRecord) person = pick (world, device, "person");
  g_autofree char *text = g_strdup_printf ("%u %u", g_rand_int (world->rand), g_rand_int (world->rand));
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  if (person != NULL)
    g_free (device_set_photo (device, crm_record_get_uid (person), bytes));
}

static void
delete_something (World *world, Device *device)
{
  g_autoptr (CrmRecord) record = pick (world, device, roll (world, 3) == 0 ? "activity" : "person");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64           id;

  if (record == NULL)
    return;
  text = describe (record);
  seen (world, text);
  id = crm_record_get_id (record);
  crm_store_delete (device->store, "Delete", &id, 1, &error);
  g_assert_no_error (error);
}

/* What the kept one does not take over is gone by intent. */
static void
merge_two (World *world, Device *device)
{
  g_autoptr (CrmRecord) one = pick (world, device, "person");
  g_autoptr (CrmRecord) other = pick (world, device, "person");
  g_autofree char *text = NULL;

  if (one == NULL || one == other)
    return;
  text = describe (other);
  seen (world, text);
  crm_store_merge (device->store, crm_record_get_id (one), crm_record_get_id (other), 0, NULL);
}

/* What is turned back may be in any record: all of them are looked at. */
static void
undo (World *world, Device *device)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = types->pdata[i];
      g_autoptr (CrmQuery) query = crm_query_new (type->name);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      if (strcmp (type->name, "conflict") == 0)
        continue;
      g_assert_true (crm_store_query (device->store, query, 0, ids, NULL));
      for (guint j = 0; j < ids->len; j++)
        {
          g_autoptr (CrmRecord) record = crm_store_get (device->store, g_array_index (ids, gint64, j), NULL);
          g_autofree char *text = describe (record);

          seen (world, text);
        }
    }
  crm_store_undo (device->store, NULL, NULL);
}

static void
import (World *world, Device *device)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (world->folder, "some.csv", NULL);
  g_autofree char *one = new_token (world);
  g_autofree char *other = new_token (world);
  g_autofree char *text = g_strdup_printf ("Given name,Family name,Email\n%s,%s,%s@example.com\n", one, other, one);
  g_autoptr (CrmImportReport) report = NULL;
  CrmImportOptions options = { 0 };

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  crm_import_run (device->store, path, &options, NULL, NULL, NULL, &report, &error);
  g_assert_no_error (error);
}

/* An edit of @body by somebody else: @field gets @token. */
static char *
edit_there (World *world, const char *body, const char *field, const char *token)
{
  g_auto (CrmEdit) before = { NULL };
  g_autoptr (GString) out = g_string_new ("{");
  CrmJsonSlice slice = crm_json_slice_of (body);
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  crm_edit_read (&before, slice);
  crm_json_iter_init (&iter, slice);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);

      if (strcmp (name, "edit") != 0 && strcmp (name, "past") != 0 && strcmp (name, "f") != 0)
        crm_json_append_member (out, name, value);
    }
  g_string_append_printf (out, ",\"edit\":{\"dev\":\"%s\",\"n\":%" G_GINT64_FORMAT "},\"past\":[\"%s %" G_GINT64_FORMAT "\"],\"f\":{", token, before.number + 1 + roll (world, 5), before.device, before.number);
  crm_json_append_text_member (out, field, token);
  crm_json_iter_init (&iter, crm_json_slice_find (slice, "f"));
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);

      crm_json_append_member (out, name, value);
    }
  g_string_append (out, "}}");

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Two nodes of a cluster take two edits of one revision. */
static void
store_conflict (World *world)
{
  g_autoptr (GPtrArray) names = crm_fake_couch_list (world->couch);
  g_autofree char *revision = NULL;
  g_autofree char *body = NULL;
  g_autofree char *token = NULL;
  g_autofree char *other = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;
  const char      *name = names->len > 0 ? names->pdata[roll (world, names->len)] : "";

  body = g_str_has_prefix (name, "person:") ? crm_fake_couch_get (world->couch, name, &revision) : NULL;
  if (body == NULL || strstr (body, "\"campaign\"") != NULL || strstr (body, "\"source_keyword\"") != NULL)
    return;
  token = new_token (world);
  other = new_token (world);
  mine = edit_there (world, body, "campaign", token);
  theirs = edit_there (world, body, roll (world, 2) == 0 ? "source_keyword" : "campaign", other);
  g_free (crm_fake_couch_put (world->couch, name, revision, mine));
  g_free (crm_fake_couch_put (world->couch, name, revision, theirs));
  g_string_append_printf (world->strange, "%s %s ", token, other);
}

/* What strangers wrote there since, and no device has, is gone with it. */
static void
put_server_back (World *world)
{
  crm_fake_couch_put_back (world->couch, world->copy);
  seen (world, world->strange->str);
  g_string_truncate (world->strange, 0);
}

static void
speak (World *world, Device *device)
{
  g_autoptr (GError) error = NULL;

  crm_sync_run (device->sync, CRM_SYNC_TAKE_DELETIONS | CRM_SYNC_SEND_MISSING, NULL, &error);
  if (error != NULL && error->domain != CRM_SYNC_ERROR)
    g_assert_no_error (error);
}

/* Another program opens the file that this one has open, does something there or speaks with the server, and goes. The one that stays looks what has become of the
 * file, as a window does once a second. */
static void
do_beside (World *world, Device *device)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) beside = crm_store_open (device->path, CRM_STORE_OPEN_NONE, &error);
  Device other = { device->path, beside, device->transport, NULL };

  g_assert_no_error (error);
  other.sync = crm_sync_new (beside, 1, device->transport);
  switch (roll (world, 4))
    {
    case 0:
      add_something (world, &other);
      break;
    case 1:
      edit_field (world, &other);
      break;
    case 2:
      delete_something (world, &other);
      break;
    default:
      speak (world, &other);
      break;
    }
  crm_sync_free (other.sync);
  crm_store_look_for_changes (device->store);
}

void
step (World *world)
{
  Device *device = &world->devices[roll (world, world->n_devices)];

  crm_clock_set (crm_clock_now () + G_TIME_SPAN_SECOND);
  switch (roll (world, 25))
    {
    case 0:
    case 1:
    case 2:
      add_something (world, device);
      break;
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
      edit_field (world, device);
      break;
    case 8:
    case 9:
    case 10:
      edit_items (world, device);
      break;
    case 11:
      delete_something (world, device);
      break;
    case 12:
      merge_two (world, device);
      break;
    case 13:
      if (roll (world, 4) == 0)
        undo (world, device);
      break;
    case 14:
      if (roll (world, 3) == 0)
        import (world, device);
      break;
    case 15:
      device_restart (device);
      break;
    case 16:
      store_conflict (world);
      break;
    case 17:
      if (roll (world, 8) != 0)
        break;
      if (world->copy == NULL)
        world->copy = crm_fake_couch_copy (world->couch);
      else
        put_server_back (world);
      break;
    case 18:
      take_photo (world, device);
      break;
    case 19:
      do_beside (world, device);
      break;
    default:
      speak (world, device);
      break;
    }
}
