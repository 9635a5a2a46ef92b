/* Two records of one type laid over each other. Pure: two records in, a draft out.
 *
 * Filling the gaps never takes anything away: a field that is set stays, and items that are not there yet are added. Updating lets what is
 * said win where both have a value. Neither removes what is not spoken of. Uniting is for two of our own that are one: what a field can hold
 * only once is for a person to choose, and of everything else both are kept. */

#include "config.h"

#include "crm-join-rules.h"

#include "crm-custom-value.h"
#include <string.h>

typedef struct
{
  CrmObject  *known;
  CrmRecord  *draft; /* (owned) (nullable): made when the first difference is found */
  CrmJoinMode mode;
  gboolean    whole; /* what is said is a record of ours, whose items have ids */
} Join;

static CrmObject *
get_draft (Join *join)
{
  if (join->draft == NULL)
    join->draft = crm_record_edit (CRM_RECORD (join->known));

  return CRM_OBJECT (join->draft);
}

/* Both texts, unless one says the other already; NULL where that is what is known. */
static char *
unite_texts (const char *known, const char *said)
{
  if (strstr (known, said) != NULL)
    return NULL;

  return strstr (said, known) != NULL ? g_strdup (said) : g_strconcat (known, "\n\n", said, NULL);
}

static void
unite_field (Join *join, CrmObject *said, guint field)
{
  g_autofree char *both = unite_texts (crm_object_peek_text (join->known, field), crm_object_peek_text (said, field));

  if (both != NULL)
    crm_object_put_text (get_draft (join), field, both);
}

static void
join_field (Join *join, CrmObject *said, guint field, CrmKind kind)
{
  if (!crm_object_is_set (join->known, field))
    crm_object_copy_field (get_draft (join), said, field);
  else if (join->mode == CRM_JOIN_UNITE && kind == CRM_KIND_LONG_TEXT)
    unite_field (join, said, field);
  else if (join->mode == CRM_JOIN_UPDATE && !crm_object_equal_field (join->known, said, field))
    crm_object_copy_field (get_draft (join), said, field);
}

/* Several things of one name (two numbers of a card, say) are matched one to one: equal ones first. */
static int
find_same (GPtrArray *items, guint n_items, const gboolean *taken, CrmObject *said, const CrmJoinRule *rule)
{
  int found = -1;

  for (guint i = 0; i < n_items; i++)
    {
      CrmObject *known = g_ptr_array_index (items, i);

      if (taken != NULL && taken[i])
        continue;
      if (crm_object_equal (known, said))
        return (int) i;
      if (found < 0 && rule->same (known, said))
        found = (int) i;
    }

  return found;
}

static GPtrArray *
copy_list (GPtrArray *items)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; items != NULL && i < items->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (items, i)));

  return copy;
}

/* Puts @joined in the place of what it was made from. */
static void
replace_item (GPtrArray *items, int place, CrmItem *joined)
{
  g_object_unref (g_ptr_array_index (items, place)); /* its place in the array is taken */
  g_ptr_array_index (items, place) = joined;
}

static gboolean
is_preferred (CrmObject *item)
{
  return crm_object_class_find_field (CRM_OBJECT_GET_CLASS (item), "preferred") >= 0 && crm_object_get_boolean (item, "preferred");
}

static gboolean
is_of_kind (CrmObject *item, CrmObject *other)
{
  int kind = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (item), "kind");

  return kind < 0 || crm_object_equal_field (item, other, (guint) kind);
}

/* Of each kind one is preferred, and it stays the one. */
static void
give_way (CrmObject *item, GPtrArray *items)
{
  if (!is_preferred (item))
    return;
  for (guint i = 0; i < items->len; i++)
    {
      if (is_preferred (g_ptr_array_index (items, i)) && is_of_kind (g_ptr_array_index (items, i), item))
        crm_object_set_integer (item, "preferred", CRM_UNSET);
    }
}

static void
append_copy (Join *join, GPtrArray *items, CrmObject *said)
{
  CrmItem *copy = crm_item_copy (CRM_ITEM (said));

  if (join->mode == CRM_JOIN_UNITE)
    give_way (CRM_OBJECT (copy), items);
  else if (!join->whole && !CRM_IS_CUSTOM_VALUE (said))
    crm_item_set_id (copy, "");
  crm_item_ensure_id (copy, items);
  g_ptr_array_add (items, copy);
}

static void
join_items (Join *join, CrmObject *said, guint field, const CrmJoinRule *rule)
{
  GPtrArray *known = crm_object_peek_items (join->known, field);
  GPtrArray *list = crm_object_peek_items (said, field);
  guint      n_known = known != NULL ? known->len : 0;
  gboolean   changed = FALSE;
  g_autoptr (GPtrArray) joined_list = copy_list (known);
  g_autofree gboolean *taken = g_new0 (gboolean, n_known + 1);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      CrmObject *item = g_ptr_array_index (list, i);
      int        same = find_same (joined_list, n_known, taken, item, rule);
      CrmItem   *joined = same >= 0 ? rule->join (g_ptr_array_index (joined_list, same), item, join->mode == CRM_JOIN_UPDATE) : NULL;

      changed |= same < 0 || joined != NULL;
      if (same < 0)
        append_copy (join, joined_list, item);
      else
        taken[same] = TRUE;
      if (joined != NULL)
        replace_item (joined_list, same, joined);
    }
  if (changed)
    crm_object_put_items (get_draft (join), field, joined_list);
}

static CrmRecord *
join_records (CrmRecord *known, CrmRecord *said, CrmJoinMode mode, gboolean whole)
{
  Join            join = { CRM_OBJECT (known), NULL, mode, whole };
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (known), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const CrmJoinRule *rule = NULL;

      if (((fields[i].flags & CRM_FIELD_DERIVED) != 0 && !(whole && mode == CRM_JOIN_UPDATE)) || !crm_object_is_set (CRM_OBJECT (said), i))
        continue;
      if (fields[i].kind == CRM_KIND_ITEMS)
        rule = whole ? crm_join_rule_by_id () : crm_join_rule_find (fields[i].item_type (), mode);
      if (rule != NULL)
        join_items (&join, CRM_OBJECT (said), i, rule);
      else if (fields[i].kind != CRM_KIND_ITEMS)
        join_field (&join, CRM_OBJECT (said), i, fields[i].kind);
    }

  return join.draft;
}

/**
 * crm_join_records:
 * @known: as the file has it
 * @said: what somebody says of it, of the same type
 *
 * Returns: (transfer full) (nullable): a draft of @known with what is new; %NULL where nothing is
 */
CrmRecord *
crm_join_records (CrmRecord *known, CrmRecord *said, CrmJoinMode mode)
{
  return join_records (known, said, mode, FALSE);
}

/**
 * crm_join_whole_records:
 * @said: the same record as our own export has it, so that items are known by their ids
 *
 * As crm_join_records(), for all fields of all types.
 *
 * Returns: (transfer full) (nullable): a draft of @known
 */
CrmRecord *
crm_join_whole_records (CrmRecord *known, CrmRecord *said, CrmJoinMode mode)
{
  return join_records (known, said, mode, TRUE);
}

static gboolean
refers_to (CrmObject *object, guint field, CrmKind kind, gint64 id)
{
  return kind == CRM_KIND_REFERENCE && crm_object_is_set (object, field) && crm_object_peek_integer (object, field) == id;
}

/* NULL where nothing in it refers to @from. */
static CrmItem *
redirect_item (CrmItem *item, gint64 from, gint64 to)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);
  CrmItem        *copy = NULL;

  for (guint i = 0; i < n_fields; i++)
    {
      if (!refers_to (CRM_OBJECT (item), i, fields[i].kind, from))
        continue;
      if (copy == NULL)
        copy = crm_item_copy (item);
      crm_object_put_integer (CRM_OBJECT (copy), i, to);
    }

  return copy;
}

/* What leads to the same record now is there once. */
static gboolean
redirect_items (CrmObject *draft, guint field, GType item_type, gint64 from, gint64 to)
{
  GPtrArray         *items = crm_object_peek_items (draft, field);
  const CrmJoinRule *rule = crm_join_rule_find (item_type, CRM_JOIN_UNITE);
  gboolean           changed = FALSE;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CrmItem *item = g_ptr_array_index (items, i);
      g_autoptr (CrmItem) copy = redirect_item (item, from, to);
      int same;

      changed |= copy != NULL;
      same = changed ? find_same (list, list->len, NULL, CRM_OBJECT (copy != NULL ? copy : item), rule) : -1;
      if (same >= 0)
        {
          CrmItem *joined = rule->join (g_ptr_array_index (list, same), CRM_OBJECT (copy != NULL ? copy : item), FALSE);

          if (joined != NULL)
            replace_item (list, same, joined);
          continue;
        }
      g_ptr_array_add (list, copy != NULL ? g_steal_pointer (&copy) : g_object_ref (item));
    }
  if (changed)
    crm_object_put_items (draft, field, list);

  return changed;
}

/**
 * crm_join_redirect:
 * @draft: a record that may refer to @from
 * @from: a record that is merged into another
 * @to: that other
 *
 * Lets every reference to @from lead to @to.
 *
 * Returns: whether there was one
 */
gboolean
crm_join_redirect (CrmRecord *draft, gint64 from, gint64 to)
{
  CrmObject      *object = CRM_OBJECT (draft);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (draft), &n_fields);
  gboolean        changed = FALSE;

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_ITEMS)
        {
          changed |= redirect_items (object, i, fields[i].item_type (), from, to);
        }
      else if (refers_to (object, i, fields[i].kind, from))
        {
          crm_object_put_integer (object, i, to);
          changed = TRUE;
        }
    }

  return changed;
}

static gboolean
is_choice (const CrmField *field, CrmObject *kept, CrmObject *other, guint number)
{
  if (field->kind == CRM_KIND_ITEMS || field->kind == CRM_KIND_LONG_TEXT || (field->flags & CRM_FIELD_DERIVED) != 0)
    return FALSE;

  return crm_object_is_set (kept, number) && crm_object_is_set (other, number) && !crm_object_equal_field (kept, other, number);
}

/**
 * crm_join_find_choices:
 *
 * Returns: a bit for each field of which both say something else and only one can stay
 */
guint64
crm_join_find_choices (CrmRecord *kept, CrmRecord *other)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (kept), &n_fields);
  guint64         choices = 0;

  for (guint i = 0; i < n_fields; i++)
    {
      if (is_choice (&fields[i], CRM_OBJECT (kept), CRM_OBJECT (other), i) &&
          !refers_to (CRM_OBJECT (kept), i, fields[i].kind, crm_record_get_id (other)) &&
          !refers_to (CRM_OBJECT (other), i, fields[i].kind, crm_record_get_id (kept)))
        choices |= G_GUINT64_CONSTANT (1) << i;
    }

  return choices;
}

/* One that was above the other is not above itself: whoever was above both is. */
static void
let_go_of_itself (CrmObject *draft, CrmRecord *other, guint field)
{
  gint64 own = crm_record_get_id (CRM_RECORD (draft));
  gint64 above = crm_object_peek_integer (CRM_OBJECT (other), field);

  crm_object_put_integer (draft, field, above != own && above != crm_record_get_id (other) ? above : CRM_UNSET);
}

static void
drop_items_about (CrmObject *draft, guint field, gint64 id)
{
  GPtrArray *items = crm_object_peek_items (draft, field);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_autoptr (CrmItem) leads = redirect_item (g_ptr_array_index (items, i), id, id);

      if (leads == NULL)
        g_ptr_array_add (list, g_object_ref (g_ptr_array_index (items, i)));
    }
  if (items != NULL && list->len < items->len)
    crm_object_put_items (draft, field, list);
}

/**
 * crm_join_merge:
 * @kept: the record that stays
 * @other: the one that becomes part of it, of the same type
 * @from_other: a bit for each field whose value is to be @other's; see crm_join_find_choices()
 *
 * Returns: (transfer full): a draft of @kept as it is to be: its own values and, where it has none, @other's; the items of both, once each
 */
CrmRecord *
crm_join_merge (CrmRecord *kept, CrmRecord *other, guint64 from_other)
{
  CrmRecord      *draft = crm_join_records (kept, other, CRM_JOIN_UNITE);
  guint64         chosen = from_other & crm_join_find_choices (kept, other);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (kept), &n_fields);

  if (draft == NULL)
    draft = crm_record_edit (kept);
  for (guint i = 0; i < n_fields; i++)
    {
      if ((chosen & (G_GUINT64_CONSTANT (1) << i)) != 0)
        crm_object_copy_field (CRM_OBJECT (draft), CRM_OBJECT (other), i);
    }

  crm_join_redirect (draft, crm_record_get_id (other), crm_record_get_id (kept));
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_ITEMS)
        drop_items_about (CRM_OBJECT (draft), i, crm_record_get_id (kept));
      else if (refers_to (CRM_OBJECT (draft), i, fields[i].kind, crm_record_get_id (kept)))
        let_go_of_itself (CRM_OBJECT (draft), other, i);
    }

  return draft;
}
