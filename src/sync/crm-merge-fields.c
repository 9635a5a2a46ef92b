/* The three-way merge of two edits of one record, field by field: a pure function of the three texts. It knows nothing of a record's class but the
 * declaration of its fields, so that what a newer version of the program wrote is merged just so. */

#include "config.h"

#include "crm-merge-fields.h"

#include "crm-item-json.h"
#include "crm-merge-text.h"

#include <string.h>

#define ITEM_ID_LENGTH 5

typedef struct
{
  const CrmRecordType *type; /* (nullable) */
  const CrmMergeSide  *mine;
  const CrmMergeSide  *theirs;
  gboolean             mine_wins; /* where both changed the same */
  GPtrArray           *losses;
} Merge;

static const CrmJsonSlice nothing = { NULL, 0 };

void
crm_merge_loss_free (CrmMergeLoss *self)
{
  g_free (self->field);
  g_free (self->kept);
  g_free (self->lost);
  g_free (self);
}

/**
 * crm_merge_side_compare:
 *
 * Orders edits the same way on every device, by no clock: the number of an edit is higher than that of any its device had seen.
 */
int
crm_merge_side_compare (const CrmMergeSide *a, const CrmMergeSide *b)
{
  if (a->number != b->number)
    return a->number < b->number ? -1 : 1;

  return g_strcmp0 (a->device, b->device);
}

/* A member that is null says what no member says. */
static CrmJsonSlice
get (CrmJsonSlice object, const char *name)
{
  CrmJsonSlice value = crm_json_slice_find (object, name);

  return crm_json_slice_get_kind (value) == CRM_JSON_NULL ? nothing : value;
}

static const CrmField *
find_field (const Merge *self, const char *name)
{
  CrmObjectClass *klass = self->type != NULL ? crm_record_type_peek_class (self->type) : NULL;
  int             number = klass != NULL ? crm_object_class_find_field (klass, name) : -1;
  guint           n_fields;

  return number >= 0 ? crm_object_class_get_fields (klass, &n_fields) + number : NULL;
}

/* What follows from other fields, and the place of something among others, are nobody's words. */
static gboolean
is_worth_a_look (const CrmField *field)
{
  return field == NULL || !((field->flags & CRM_FIELD_DERIVED) != 0 || ((field->flags & CRM_FIELD_HIDDEN) != 0 && field->kind == CRM_KIND_INTEGER));
}

static void
note_loss (Merge *self, const CrmField *field, const char *name, CrmJsonSlice mine, CrmJsonSlice theirs)
{
  CrmMergeLoss *loss;

  if (!is_worth_a_look (field))
    return;

  loss = g_new0 (CrmMergeLoss, 1);
  loss->field = g_strdup (name);
  loss->kept = crm_json_slice_dup (self->mine_wins ? mine : theirs);
  loss->lost = crm_json_slice_dup (self->mine_wins ? theirs : mine);
  loss->mine_kept = self->mine_wins;
  g_ptr_array_add (self->losses, loss);
}

/* FALSE where both changed it, each in its own way. */
static gboolean
choose (CrmJsonSlice base, CrmJsonSlice mine, CrmJsonSlice theirs, CrmJsonSlice *chosen)
{
  if (crm_json_slice_equal (mine, theirs) || crm_json_slice_equal (base, mine))
    *chosen = theirs; /* the server's way to write the same is kept */
  else if (crm_json_slice_equal (base, theirs))
    *chosen = mine;
  else
    return FALSE;

  return TRUE;
}

/* (transfer full) (nullable): JSON */
static char *
merge_long_text (CrmJsonSlice base, CrmJsonSlice mine, CrmJsonSlice theirs)
{
  g_autofree char *b = crm_json_slice_dup_text (base);
  g_autofree char *m = crm_json_slice_dup_text (mine);
  g_autofree char *t = crm_json_slice_dup_text (theirs);
  g_autofree char *merged = m != NULL && t != NULL ? crm_merge_text (b != NULL ? b : "", m, t) : NULL;
  GString         *out;

  if (merged == NULL)
    return NULL;

  out = g_string_new (NULL);
  crm_json_append_text (out, merged);

  return g_string_free (out, FALSE);
}

/* An item of a set on all sides. */
typedef struct
{
  const char  *id;
  CrmJsonSlice value;
} Item;

static void
item_clear (gpointer data)
{
  g_free ((char *) ((Item *) data)->id);
}

/* (transfer full) (nullable): the items; NULL for what is no set. Nothing is an empty one. */
static GArray *
read_items (CrmJsonSlice set)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));
  CrmJsonSlice key;
  CrmJsonIter  iter;
  Item         item;

  g_array_set_clear_func (items, item_clear);
  if (set.text != NULL && crm_json_slice_get_kind (set) != CRM_JSON_ARRAY)
    return NULL;

  crm_json_iter_init (&iter, set);
  while (crm_json_iter_next (&iter, &key, &item.value))
    {
      item.id = crm_json_slice_dup_text (crm_json_slice_find (item.value, "id"));
      if (item.id == NULL)
        return NULL;
      g_array_append_val (items, item);
    }

  return g_steal_pointer (&items);
}

static CrmJsonSlice
find_item (GArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      if (strcmp (item->id, id) == 0)
        return item->value;
    }

  return nothing;
}

static gboolean
has_all (CrmJsonSlice item, CrmJsonSlice other)
{
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, item);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);

      if (name != NULL && strcmp (name, "id") != 0 && !crm_json_slice_equal (get (item, name), get (other, name)))
        return FALSE;
    }

  return TRUE;
}

/* Whether two items say the same, whatever they are called. */
static gboolean
says_the_same (CrmJsonSlice item, CrmJsonSlice other)
{
  return has_all (item, other) && has_all (other, item);
}

/* Two devices that add something to the same set may give it the same number; an id that is no number means the same on all of them. */
static gboolean
is_number (const char *id)
{
  return *id != '\0' && strspn (id, "0123456789") == strlen (id);
}

static void
append_item (GString *out, CrmJsonSlice item)
{
  crm_json_begin_element (out);
  crm_json_append_slice (out, item);
}

/* The item under another id: one that follows from what it says, so that every device makes the same. */
static void
append_item_anew (GString *out, CrmJsonSlice item)
{
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) item.text, item.length);
  g_autoptr (GString) object = g_string_new ("{");
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  hash[ITEM_ID_LENGTH] = '\0';
  *hash = (char) ('a' + *hash % 26); /* a number would mean its place */
  crm_json_append_text_member (object, "id", hash);
  crm_json_iter_init (&iter, item);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      if (!crm_json_slice_is_text (key, "id"))
        crm_json_append_pair (object, key, value);
    }
  g_string_append_c (object, '}');
  append_item (out, (CrmJsonSlice){ object->str, object->len });
}

static char *merge_members (Merge *self, CrmJsonSlice base, CrmJsonSlice mine, CrmJsonSlice theirs, const CrmField *field, const char *name, gboolean *clash);

/* One that both have. */
static void
merge_item (Merge *self, GString *out, const CrmField *field, const char *name, CrmJsonSlice base, const Item *mine, CrmJsonSlice theirs)
{
  gboolean         clash = FALSE;
  g_autofree char *merged = NULL;

  if (base.text == NULL && is_number (mine->id) && !crm_json_slice_equal (mine->value, theirs))
    {
      append_item_anew (out, mine->value);
      append_item (out, theirs);
      return;
    }

  merged = merge_members (self, base, mine->value, theirs, field, name, &clash);
  append_item (out, crm_json_slice_of (merged));
  if (clash)
    note_loss (self, field, name, mine->value, theirs);
}

static gboolean
is_among (GArray *items, CrmJsonSlice item)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (says_the_same (g_array_index (items, Item, i).value, item))
        return TRUE;
    }

  return FALSE;
}

/* What is taken away on one side and changed on the other stays: an edit says more than a deletion. */
static char *
merge_items (Merge *self, const CrmField *field, const char *name, GArray *base, GArray *mine, GArray *theirs)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < mine->len; i++)
    {
      const Item  *item = &g_array_index (mine, Item, i);
      CrmJsonSlice before = find_item (base, item->id);
      CrmJsonSlice other = find_item (theirs, item->id);

      if (other.text != NULL)
        merge_item (self, out, field, name, before, item, other);
      else if (before.text == NULL ? !is_among (theirs, item->value) : !crm_json_slice_equal (before, item->value))
        append_item (out, item->value);
    }
  for (guint i = 0; i < theirs->len; i++)
    {
      const Item  *item = &g_array_index (theirs, Item, i);
      CrmJsonSlice before = find_item (base, item->id);

      if (find_item (mine, item->id).text == NULL && (before.text == NULL || !crm_json_slice_equal (before, item->value)))
        append_item (out, item->value);
    }
  g_string_append_c (out, ']');

  return g_string_free (out, FALSE);
}

/* (transfer full) (nullable): JSON; NULL for what is no set on every side, and for an empty one */
static char *
merge_sets (Merge *self, const CrmField *field, const char *name, CrmJsonSlice base, CrmJsonSlice mine, CrmJsonSlice theirs, gboolean *done)
{
  g_autoptr (GArray) b = read_items (base);
  g_autoptr (GArray) m = read_items (mine);
  g_autoptr (GArray) t = read_items (theirs);
  g_autofree char *merged = NULL;

  *done = b != NULL && m != NULL && t != NULL;
  if (!*done)
    return NULL;

  merged = merge_items (self, field, name, b, m, t);

  return strcmp (merged, "[]") != 0 ? g_steal_pointer (&merged) : NULL;
}

static void
append_merged (Merge *self, GString *out, const CrmField *field, const char *name, CrmJsonSlice base, CrmJsonSlice mine, CrmJsonSlice theirs, gboolean *clash)
{
  g_autofree char *merged = NULL;
  gboolean         done = FALSE;
  CrmJsonSlice     chosen;

  if (choose (base, mine, theirs, &chosen))
    {
      crm_json_append_member (out, name, chosen);
      return;
    }

  /* Of an item's members the item is told as a whole, by whoever asked. */
  if (clash == NULL)
    merged = merge_sets (self, field, name, base, mine, theirs, &done);
  if (!done && field != NULL && field->kind == CRM_KIND_LONG_TEXT)
    {
      merged = merge_long_text (base, mine, theirs);
      done = merged != NULL;
    }
  if (!done)
    {
      if (clash != NULL)
        *clash = TRUE;
      else
        note_loss (self, field, name, mine, theirs);
      chosen = self->mine_wins ? mine : theirs;
    }
  crm_json_append_member (out, name, done ? crm_json_slice_of (merged) : chosen);
}

/* @theirs's members in their order, then those that only @mine has. */
static char *
merge_members (Merge *self, CrmJsonSlice base, CrmJsonSlice mine, CrmJsonSlice theirs, const CrmField *field, const char *set, gboolean *clash)
{
  GString *out = g_string_new ("{");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CrmJsonSlice sides[] = { theirs, mine };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      CrmJsonSlice key, value;
      CrmJsonIter  iter;

      crm_json_iter_init (&iter, sides[i]);
      while (crm_json_iter_next (&iter, &key, &value))
        {
          char *name = crm_json_slice_dup_text (key);

          if (name == NULL || !g_hash_table_add (seen, name))
            continue;
          append_merged (self, out, set != NULL ? NULL : find_field (self, name), name, get (base, name), get (mine, name), get (theirs, name), clash);
        }
    }
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

/* What follows from a field that makes an event, such as the stage of a deal, comes from the side that has it. */
static const CrmField *
find_event_field (const Merge *self)
{
  guint           n_fields;
  const CrmField *fields = self->type != NULL ? crm_record_type_get_fields (self->type, &n_fields) : NULL;

  for (guint i = 0; fields != NULL && i < n_fields; i++)
    {
      if ((fields[i].flags & CRM_FIELD_EVENT) != 0)
        return &fields[i];
    }

  return NULL;
}

static char *
take_derived_from (const Merge *self, CrmJsonSlice merged, CrmJsonSlice side)
{
  GString        *out = g_string_new ("{");
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (self->type, &n_fields);
  CrmJsonSlice    key, value;
  CrmJsonIter     iter;

  crm_json_iter_init (&iter, merged);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      g_autofree char *name = crm_json_slice_dup_text (key);
      const CrmField  *field = find_field (self, name);

      if (field == NULL || (field->flags & CRM_FIELD_DERIVED) == 0)
        crm_json_append_member (out, name, value);
    }
  for (guint i = 0; i < n_fields; i++)
    {
      if ((fields[i].flags & CRM_FIELD_DERIVED) != 0)
        crm_json_append_member (out, fields[i].name, get (side, fields[i].name));
    }
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

static char *
settle_derived (const Merge *self, char *taken)
{
  g_autofree char *merged = taken;
  const CrmField  *event = find_event_field (self);
  CrmJsonSlice     chosen, mine, theirs;

  if (event == NULL)
    return g_steal_pointer (&merged);

  chosen = get (crm_json_slice_of (merged), event->name);
  mine = get (self->mine->fields, event->name);
  theirs = get (self->theirs->fields, event->name);
  if (crm_json_slice_equal (mine, theirs))
    return g_steal_pointer (&merged);

  return take_derived_from (self, crm_json_slice_of (merged), crm_json_slice_equal (chosen, mine) ? self->mine->fields : self->theirs->fields);
}

/**
 * crm_merge_fields:
 * @type: (nullable): of the record, where this version of the program knows it
 * @base: what both sides began from; nothing where that is not known
 * @losses: (element-type CrmMergeLoss): gets what both sides changed, each in its own way
 *
 * Takes from each side what it changed. Sets are merged item by item, items member by member, long text line by line; where both changed the same,
 * the later edit stands (crm_merge_side_compare()) and the other is told of.
 *
 * Returns: (transfer full): the merged fields, an object
 */
char *
crm_merge_fields (const CrmRecordType *type, CrmJsonSlice base, const CrmMergeSide *mine, const CrmMergeSide *theirs, GPtrArray *losses)
{
  Merge self = { type, mine, theirs, crm_merge_side_compare (mine, theirs) > 0, losses };

  return settle_derived (&self, merge_members (&self, base, mine->fields, theirs->fields, NULL, NULL, NULL));
}
