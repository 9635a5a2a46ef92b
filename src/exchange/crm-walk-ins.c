/* Their habits are made here, and laid out as those of everybody. Days are counted from today: below 0. */

#include "config.h"

#include "crm-walk-ins.h"

#include "crm-clock.h"
#include "crm-lifecycle-rules.h"

#include <string.h>

typedef struct
{
  CrmRecord      *person; /* (owned) */
  CrmCustomerStat stat;
  gint32          since; /* in the stage where they are */
} WalkIn;

struct _CrmWalkIns
{
  CrmTransaction   *transaction; /* (unowned) */
  gint64            now;
  CrmLifecycleRules rules;
  GPtrArray        *all;    /* (owned) (element-type WalkIn) */
  JsonArray        *habits; /* (owned): one for each of these */
};

static void
walk_in_free (gpointer data)
{
  WalkIn *self = data;

  g_clear_object (&self->person);
  g_free (self);
}

static char *
get_setting (gpointer settings, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (settings, name, NULL));
}

static gboolean
save_at (CrmWalkIns *self, WalkIn *one, int day, GError **error)
{
  crm_transaction_set_now (self->transaction, self->now + day * G_TIME_SPAN_DAY);

  return crm_transaction_save (self->transaction, one->person, error);
}

/* Where they stand by the rules on that day. */
static gboolean
move (CrmWalkIns *self, WalkIn *one, int day, GError **error)
{
  const char *stage = crm_object_get_text (CRM_OBJECT (one->person), "lifecycle");
  const char *to = crm_lifecycle_rules_find (&self->rules, &one->stat, stage != NULL ? stage : "", one->since, day);

  if (to == NULL)
    return TRUE;

  crm_object_set_text (CRM_OBJECT (one->person), "lifecycle", to);
  one->since = day;

  return save_at (self, one, day, error);
}

static WalkIn *
walk_in_new (const char *name, const char *source)
{
  WalkIn          *self = g_new0 (WalkIn, 1);
  const char      *family = strchr (name, ' ');
  g_autofree char *given = g_strndup (name, family != NULL ? (gsize) (family - name) : strlen (name));

  self->person = crm_record_new ("person");
  self->since = G_MININT32;
  g_object_set (self->person, "given-name", given, "family-name", family != NULL ? family + 1 : NULL, "source", source, NULL);

  return self;
}

static JsonObject *
habit_new (JsonObject *description, const char *key, guint index, int since, GRand *random)
{
  JsonArray  *every = json_object_get_array_member (description, "every");
  JsonObject *self = json_object_new ();

  json_object_set_string_member (self, "customer", key);
  json_object_set_int_member (self, "walk_in", index);
  json_object_set_int_member (self, "since", since);
  json_object_set_int_member (self, "every", g_rand_int_range (random, (gint32) json_array_get_int_element (every, 0), (gint32) json_array_get_int_element (every, 1)));
  json_object_set_array_member (self, "buys", json_array_ref (json_object_get_array_member (description, "buys")));
  json_object_set_array_member (self, "quantity", json_array_ref (json_object_get_array_member (description, "quantity")));

  return self;
}

/**
 * crm_walk_ins_new:
 * @resolver: learns them by keys of their own
 * @description: their "names", where they came from ("source"), and between how many days and how many each comes ("every"); the rest as a habit has it
 * @settings: of the sample: the rules of its life cycle
 * @days: how long the business is there: each came first some day since
 *
 * Saves them as people, on the day they came first.
 *
 * Returns: (nullable): %NULL with @error
 */
CrmWalkIns *
crm_walk_ins_new (CrmTransaction *transaction, const CrmResolver *resolver, JsonObject *description, JsonObject *settings, int days, GRand *random, GError **error)
{
  g_autoptr (CrmWalkIns) self = g_new0 (CrmWalkIns, 1);
  JsonArray *names = json_object_get_array_member (description, "names");

  self->transaction = transaction;
  self->now = crm_clock_now ();
  self->all = g_ptr_array_new_with_free_func (walk_in_free);
  self->habits = json_array_new ();
  crm_lifecycle_rules_read (&self->rules, get_setting, settings);
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      WalkIn *one = walk_in_new (json_array_get_string_element (names, i), json_object_get_string_member (description, "source"));
      int     since = g_rand_int_range (random, -days, 0);
      char   *key = g_strdup_printf ("walk-in-%u", i);

      g_ptr_array_add (self->all, one);
      json_array_add_object_element (self->habits, habit_new (description, key, i, since, random));
      if (!save_at (self, one, since, error))
        {
          g_free (key);
          return NULL;
        }
      g_hash_table_insert (resolver->keys, key, (gpointer) (gintptr) crm_record_get_id (one->person));
    }

  return g_steal_pointer (&self);
}

void
crm_walk_ins_free (CrmWalkIns *self)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->habits, json_array_unref);
  g_free (self);
}

/**
 * crm_walk_ins_get_habits:
 *
 * Returns: (transfer none)
 */
JsonArray *
crm_walk_ins_get_habits (CrmWalkIns *self)
{
  return self->habits;
}

/**
 * crm_walk_ins_visit:
 * @habit: whose visit it was; of somebody else nothing happens
 * @day: not before that of the visit told last
 */
gboolean
crm_walk_ins_visit (CrmWalkIns *self, JsonObject *habit, int day, GError **error)
{
  WalkIn *one;

  if (!json_object_has_member (habit, "walk_in"))
    return TRUE;

  one = g_ptr_array_index (self->all, json_object_get_int_member (habit, "walk_in"));
  /* Who had stayed away had been moved on before they came back. */
  if (one->stat.days > 0 && !move (self, one, day - 1, error))
    return FALSE;
  one->stat.days += one->stat.last != day;
  one->stat.last = day;

  return move (self, one, day, error);
}

/**
 * crm_walk_ins_finish:
 *
 * After all visits: those who stayed away since are moved on, on the days on which the rules had it.
 */
gboolean
crm_walk_ins_finish (CrmWalkIns *self, GError **error)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      WalkIn   *one = g_ptr_array_index (self->all, i);
      const int away[] = { self->rules.dormant, self->rules.lost };

      for (gsize n = 0; one->stat.days > 0 && n < G_N_ELEMENTS (away); n++)
        {
          int day = one->stat.last + away[n] + 1;

          if (day < 0 && !move (self, one, day, error))
            return FALSE;
        }
    }

  return TRUE;
}
