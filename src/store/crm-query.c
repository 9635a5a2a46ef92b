#include "config.h"

#include "crm-query.h"

#include "crm-query-private.h"
#include "crm-search-words.h"
#include "crm-text.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (CrmQuery, crm_query, crm_query_copy, crm_query_free)

/* Columns every record has that lists are filtered and sorted by. */
static const char *const common_columns[] = { "created_at", "updated_at", "id" };

/* Records are numbered as they are made, so the order of their ids is that of their making, and needs no index of its own. */
#define MAKING_ORDER "id"

/* Likewise: by how far deals are past the days of their stage. */
#define STALE_ORDER "stale"

/* Of leads: the most promising first. */
#define PROMISE_ORDER "promise"

/* No columns: what says that there is an order that is not the alphabet. */
#define CUSTOM_ORDER "custom"
#define ITEM_ORDER "item"

static void
condition_free (CrmCondition *condition)
{
  g_free (condition->text);
  g_free (condition);
}

static CrmQuery *
query_new (void)
{
  CrmQuery *self = g_new0 (CrmQuery, 1);

  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) condition_free);
  self->targets = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

/**
 * crm_query_new:
 * @type_name: a registered record type
 *
 * Returns: (transfer full): every living record of that type, named types by name and others by id
 */
CrmQuery *
crm_query_new (const char *type_name)
{
  CrmQuery *self = query_new ();

  self->type = crm_record_type_find (type_name);
  g_return_val_if_fail (self->type != NULL, self);

  return self;
}

/**
 * crm_query_new_timeline:
 * @target: a record
 *
 * Returns: (transfer full): what stands on its timeline, pinned first, then newest first
 */
CrmQuery *
crm_query_new_timeline (gint64 target)
{
  CrmQuery *self = query_new ();

  self->timeline = target;

  return self;
}

CrmQuery *
crm_query_copy (const CrmQuery *self)
{
  CrmQuery *copy = query_new ();

  copy->type = self->type;
  copy->timeline = self->timeline;
  copy->event_kind = g_strdup (self->event_kind);
  copy->event_channel = g_strdup (self->event_channel);
  copy->event_thread = g_strdup (self->event_thread);
  copy->search = g_strdup (self->search);
  copy->criterion = self->criterion != NULL ? crm_criterion_ref (self->criterion) : NULL;
  copy->among = g_strdup (self->among);
  copy->order = self->order;
  copy->order_custom = self->order_custom;
  copy->order_item = self->order_item;
  copy->group = self->group;
  copy->group_custom = self->group_custom;
  copy->group_item = self->group_item;
  copy->group_kind = self->group_kind;
  copy->group_choices = g_strdupv (self->group_choices);
  copy->stale = self->stale;
  copy->user = self->user;
  copy->leads = self->leads;
  copy->descending = self->descending;
  copy->limit = self->limit;
  g_array_append_vals (copy->targets, self->targets->data, self->targets->len);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      CrmCondition *condition = g_memdup2 (g_ptr_array_index (self->conditions, i), sizeof (CrmCondition));

      condition->text = g_strdup (condition->text);
      g_ptr_array_add (copy->conditions, condition);
    }

  return copy;
}

void
crm_query_free (CrmQuery *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->group_choices);
  g_free (self->event_kind);
  g_free (self->event_channel);
  g_free (self->event_thread);
  g_free (self->search);
  g_free (self->among);
  g_ptr_array_unref (self->conditions);
  g_array_unref (self->targets);
  crm_criterion_unref (self->criterion);
  g_free (self);
}

/**
 * crm_query_set_search:
 * @text: (nullable): as typed; every word must begin some word of the record
 */
void
crm_query_set_search (CrmQuery *self, const char *text)
{
  g_autofree char *folded = text != NULL ? crm_text_fold (text) : NULL;

  g_free (self->search);
  self->search = folded != NULL && *folded != '\0' ? g_strdup (text) : NULL;
}

static const char *
find_column (CrmQuery *self, const char *name, const CrmField **field)
{
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (self->type, &n_fields);
  int             number = crm_object_class_find_field (crm_record_type_peek_class (self->type), name);

  *field = NULL;
  if (number >= 0)
    {
      *field = &fields[number];
      return (*field)->name;
    }
  for (guint i = 0; i < G_N_ELEMENTS (common_columns); i++)
    {
      if (strcmp (common_columns[i], name) == 0)
        return common_columns[i];
    }

  return NULL;
}

static CrmCondition *
add_condition (CrmQuery *self, const char *name, CrmOp op)
{
  const CrmField *field;
  const char     *column = self->type != NULL ? find_column (self, name, &field) : NULL;
  CrmCondition   *condition;

  if (column == NULL)
    return NULL;

  condition = g_new0 (CrmCondition, 1);
  condition->field = field;
  condition->column = column;
  condition->op = op;
  g_ptr_array_add (self->conditions, condition);

  return condition;
}

/**
 * crm_query_add_text:
 * @field: a field of the type, or created_at, updated_at, id
 * @value: (nullable): what it is compared with
 *
 * Keeps only records for which the condition holds.
 *
 * Returns: whether the type has such a field
 */
gboolean
crm_query_add_text (CrmQuery *self, const char *field, CrmOp op, const char *value)
{
  CrmCondition *condition = add_condition (self, field, op);

  if (condition == NULL)
    return FALSE;

  condition->text = g_strdup (value != NULL ? value : "");
  return TRUE;
}

gboolean
crm_query_add_integer (CrmQuery *self, const char *field, CrmOp op, gint64 value)
{
  CrmCondition *condition = add_condition (self, field, op);

  if (condition == NULL)
    return FALSE;

  condition->integer = value;
  return TRUE;
}

/**
 * crm_query_add_reference_to:
 * @target: a record, such as a tag or a company
 *
 * Keeps only records that refer to @target, themselves or in one of their items.
 */
void
crm_query_add_reference_to (CrmQuery *self, gint64 target)
{
  g_array_append_val (self->targets, target);
}

/**
 * crm_query_set_criterion:
 * @criterion: (nullable): about records of the type
 *
 * Keeps only records for which it holds.
 */
void
crm_query_set_criterion (CrmQuery *self, CrmCriterion *criterion)
{
  crm_criterion_unref (self->criterion);
  self->criterion = criterion != NULL ? crm_criterion_ref (criterion) : NULL;
}

static void
order_by (CrmQuery *self, const char *order, gboolean descending)
{
  self->order = order;
  self->order_custom = 0;
  self->order_item = NULL;
  self->descending = descending;
}

/**
 * crm_query_set_user:
 * @user: a user, or 0 for everybody
 *
 * Lists what belongs to @user or to nobody. The records are of a type that has an owner.
 */
void
crm_query_set_user (CrmQuery *self, gint64 user)
{
  g_return_if_fail (user == 0 || crm_object_class_find_field (crm_record_type_peek_class (self->type), "owner") >= 0);

  self->user = user;
}

/**
 * crm_query_set_stale:
 * @self: a query for deals
 * @now: as of which instant
 *
 * Keeps only open deals that have been in their stage for more whole days than it expects (its expected_days; stages without are never
 * too long), and orders them by how many times those days they have been there, the most first. Another order may be set after it.
 */
void
crm_query_set_stale (CrmQuery *self, gint64 now)
{
  g_return_if_fail (self->type != NULL && self->type == crm_record_type_find ("deal"));

  self->stale = now;
  order_by (self, STALE_ORDER, FALSE);
}

/**
 * crm_query_set_leads:
 * @self: a query for people
 * @now: as of which instant
 *
 * Keeps only leads: people whose life cycle says so and who have no open deal, the most promising first; see crm-lead.h. Run later, it is as of
 * then. Another order may be set after it.
 */
void
crm_query_set_leads (CrmQuery *self, gint64 now)
{
  g_return_if_fail (self->type != NULL && self->type == crm_record_type_find ("person"));

  self->leads = now;
  order_by (self, PROMISE_ORDER, FALSE);
}

/**
 * crm_query_set_among:
 * @ids: (array length=n_ids): records
 *
 * Wants no others than these: what a search through the whole file has found, say.
 */
void
crm_query_set_among (CrmQuery *self, const gint64 *ids, guint n_ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (json, ']');
  g_free (self->among);
  self->among = g_string_free (json, FALSE);
}

/**
 * crm_query_set_order:
 * @field: (nullable): what to sort by, a column or a main item; %NULL for the alphabet
 *
 * Records without a value come last, by name.
 *
 * Returns: whether the type has such a field
 */
gboolean
crm_query_set_order (CrmQuery *self, const char *field, gboolean descending)
{
  const CrmField    *declared;
  const char        *column = field != NULL && self->type != NULL ? find_column (self, field, &declared) : NULL;
  const CrmMainItem *item = field != NULL && self->type != NULL && column == NULL ? crm_main_item_find (self->type, field) : NULL;

  if (field != NULL && column == NULL && item == NULL)
    return FALSE;

  if (item != NULL)
    column = ITEM_ORDER;
  else if (g_strcmp0 (column, "created_at") == 0)
    column = MAKING_ORDER;
  order_by (self, column, descending);
  self->order_item = item;
  return TRUE;
}

/**
 * crm_query_set_order_field:
 * @field: declared or custom
 *
 * As crm_query_set_order(). Records without a value come last, by name.
 */
void
crm_query_set_order_field (CrmQuery *self, const CrmField *field, gboolean descending)
{
  if (field->custom == 0)
    {
      crm_query_set_order (self, field->name, descending);
      return;
    }

  order_by (self, CUSTOM_ORDER, descending);
  self->order_custom = field->custom;
}

/**
 * crm_field_can_group:
 *
 * Returns: whether records can stand together by @field: by what has few values, and one for each record
 */
gboolean
crm_field_can_group (const CrmField *field)
{
  if ((field->flags & CRM_FIELD_HIDDEN) != 0)
    return FALSE;
  if (field->kind == CRM_KIND_TEXT)
    return (field->flags & (CRM_FIELD_SEARCHED | CRM_FIELD_MORE)) == 0 || field->custom != 0; /* what is searched names one record */

  return field->kind == CRM_KIND_CHOICE || field->kind == CRM_KIND_REFERENCE || field->kind == CRM_KIND_BOOLEAN;
}

static void
take_choices (CrmQuery *self, const CrmField *field)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (const CrmChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    {
      g_autofree char *indexed = field->custom != 0 ? crm_text_fold (choice->value) : g_strdup (choice->value);

      g_strv_builder_add (values, indexed);
    }
  self->group_choices = g_strv_builder_end (values);
}

static void
clear_group (CrmQuery *self)
{
  self->group = NULL;
  self->group_custom = 0;
  self->group_item = NULL;
  g_clear_pointer (&self->group_choices, g_strfreev);
}

/**
 * crm_query_set_group:
 * @field: (nullable): declared or custom, one that crm_field_can_group(); %NULL for none
 *
 * Has records of one value stand together, in the order that is set within each group.
 *
 * Returns: whether they can
 */
gboolean
crm_query_set_group (CrmQuery *self, const CrmField *field)
{
  const CrmField *declared;

  clear_group (self);
  if (field == NULL)
    return TRUE;
  if (self->type == NULL || !crm_field_can_group (field))
    return FALSE;

  self->group = field->custom != 0 ? CUSTOM_ORDER : find_column (self, field->name, &declared);
  self->group_custom = field->custom;
  self->group_kind = field->kind;
  take_choices (self, field);

  return self->group != NULL;
}

/**
 * crm_query_set_group_item:
 * @name: of a main item that refers to a record, such as the company of people
 *
 * As crm_query_set_group().
 *
 * Returns: whether records of the type have it
 */
gboolean
crm_query_set_group_item (CrmQuery *self, const char *name)
{
  const CrmMainItem *item = self->type != NULL ? crm_main_item_find (self->type, name) : NULL;

  clear_group (self);
  if (item == NULL || item->target == NULL)
    return FALSE;

  self->group = ITEM_ORDER;
  self->group_item = item;
  self->group_kind = CRM_KIND_REFERENCE;
  return TRUE;
}

/**
 * crm_query_set_event_kind:
 * @kind: (nullable): only events of that kind stand on the timeline
 */
void
crm_query_set_event_kind (CrmQuery *self, const char *kind)
{
  g_free (self->event_kind);
  self->event_kind = g_strdup (kind);
}

/**
 * crm_query_set_event_channel:
 * @channel: (nullable): only what came or went by it stands on the timeline, in any case of its letters
 */
void
crm_query_set_event_channel (CrmQuery *self, const char *channel)
{
  g_free (self->event_channel);
  self->event_channel = channel != NULL ? crm_text_fold (channel) : NULL;
}

/**
 * crm_query_set_event_thread:
 * @thread: (nullable): only the messages of that conversation stand on the timeline
 */
void
crm_query_set_event_thread (CrmQuery *self, const char *thread)
{
  g_free (self->event_thread);
  self->event_thread = g_strdup (thread);
}

void
crm_query_set_limit (CrmQuery *self, guint limit)
{
  self->limit = limit;
}

/**
 * crm_query_get_type_name:
 *
 * Returns: (nullable): the type whose records it lists, %NULL for a timeline
 */
const char *
crm_query_get_type_name (const CrmQuery *self)
{
  return self->type != NULL ? self->type->name : NULL;
}

static void
append_prefix (GString *out, const char *token, gsize length)
{
  g_string_append_c (out, '"');
  g_string_append_len (out, token, (gssize) length);
  g_string_append (out, "\"*");
}

static gboolean
is_number (const char *folded)
{
  return strspn (folded, "0123456789 ") == strlen (folded);
}

/* A telephone number is found however it is begun: 0912…, 98912…, 0098912…, 912…. None is begun with three zeros. */
static void
append_number (GString *out, const char *folded)
{
  g_autofree char *digits = crm_text_join (folded);
  const char      *bare = digits + strspn (digits, "0");

  append_prefix (out, digits, strlen (digits));
  if (bare != digits && bare - digits <= 2 && *bare != '\0')
    {
      g_string_append (out, " OR ");
      append_prefix (out, bare, strlen (bare));
    }
  if (g_str_has_prefix (bare, "98") && strlen (bare) > 3)
    {
      g_string_append (out, " OR ");
      append_prefix (out, bare + 2, strlen (bare) - 2);
    }
}

/**
 * crm_search_to_fts:
 * @text: as typed
 *
 * Returns: (transfer full) (nullable): the FTS5 query for it: each word begins a word of the record, or, for scripts that write one
 *   name with and without spaces, the words run together do. %NULL where @text holds no word
 */
char *
crm_search_to_fts (const char *text)
{
  g_autofree char *folded = crm_search_words (text);
  g_auto (GStrv) tokens = g_strsplit (folded, " ", 32);
  GString *out;

  if (*folded == '\0')
    return NULL;

  out = g_string_new ("(");
  if (is_number (folded) && strchr (folded, ' ') != NULL)
    {
      append_number (out, folded);
      g_string_append (out, ") OR (");
    }
  for (guint i = 0; tokens[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, " AND ");
      /* Only what a number begins with can be begun otherwise: "0042" after "0912" is no "42". */
      if (is_number (tokens[i]) && (i == 0 || !is_number (tokens[i - 1])))
        {
          g_string_append_c (out, '(');
          append_number (out, tokens[i]);
          g_string_append_c (out, ')');
        }
      else
        {
          append_prefix (out, tokens[i], strlen (tokens[i]));
        }
    }
  g_string_append_c (out, ')');
  if (tokens[1] != NULL && !g_str_is_ascii (folded))
    {
      g_autofree char *joined = crm_text_join (folded);

      g_string_append (out, " OR ");
      append_prefix (out, joined, strlen (joined));
    }

  return g_string_free (out, FALSE);
}
