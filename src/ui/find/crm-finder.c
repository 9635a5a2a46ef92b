/* What was typed, asked of everything there is.
 *
 * What the window can do, its pages, views and tags are few: they are looked through here at once. People, companies and deals come from
 * the search tables, on the query worker, and what was written after them, since it may take longer; each key ends the questions of the
 * one before. Nothing is said until the names are there, so that the first row does not become another one under the Return key. */

#include "config.h"

#include "crm-finder.h"

#include "crm-find.h"
#include "crm-phone.h"
#include "crm-recent.h"
#include "crm-text-match.h"
#include "crm-text.h"

#include <string.h>

struct _CrmFinder
{
  GObject parent_instance;

  CrmContext   *context;     /* (owned) */
  GPtrArray    *offered;     /* (owned) (element-type CrmHit): what there always is: commands, pages, views, tags */
  char         *words;       /* (owned) (nullable): what is looked for */
  GPtrArray    *first;       /* (owned) (element-type CrmHit): up to the names */
  GPtrArray    *named;       /* (owned) (element-type CrmHit) */
  GPtrArray    *events;      /* (owned) (element-type CrmHit) */
  GPtrArray    *last;        /* (owned) (element-type CrmHit): behind all others */
  GCancellable *cancellable; /* (owned) (nullable) */
  gboolean      searching;
  gboolean      reading;     /* texts are on their way */
  gboolean      has_records; /* views and tags have been read */
};

G_DEFINE_FINAL_TYPE (CrmFinder, crm_finder, G_TYPE_OBJECT)

static guint found_signal;

/* Who needs more has not typed enough. */
#define NAMES_MAX 8
#define EVENTS_MAX 5
#define OTHERS_MAX 5

/* From so many digits on it is a telephone number rather than a part of one. */
#define DIGITS_MIN 7

static const struct
{
  const char *type;
  CrmHitGroup group;
} names[] = {
  { "person", CRM_HIT_PERSON },
  { "company", CRM_HIT_COMPANY },
  { "deal", CRM_HIT_DEAL },
};

/* What is found by any word that is in it, a moment later. */
static const struct
{
  const char *type;
  CrmHitGroup group;
} texts[] = {
  { "invoice", CRM_HIT_SALE },
  { "sales_order", CRM_HIT_SALE },
  { "quote", CRM_HIT_SALE },
  { "product", CRM_HIT_SALE },
  { "activity", CRM_HIT_EVENT },
};

static GPtrArray *
new_hits (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) crm_hit_unref);
}

static void
append_all (GPtrArray *hits, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (hits, crm_hit_ref (g_ptr_array_index (more, i)));
}

/* @limit: 0 for all */
static void
append_offered (CrmFinder *self, GPtrArray *hits, CrmHitGroup group, guint limit)
{
  guint found = 0;

  for (guint i = 0; i < self->offered->len && (limit == 0 || found < limit); i++)
    {
      CrmHit *hit = g_ptr_array_index (self->offered, i);

      if (hit->group != group || !crm_text_match (hit->title, self->words, NULL))
        continue;
      g_ptr_array_add (hits, crm_hit_ref (hit));
      found++;
    }
}

static void
offer_records (CrmFinder *self, CrmStore *store, const char *type, CrmHitGroup group)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_set_order (query, "name", FALSE);
  crm_store_query (store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (record != NULL)
        g_ptr_array_add (self->offered, crm_hit_new_record (self->context, group, record, NULL));
    }
}

static void
append_recent (CrmFinder *self)
{
  g_autoptr (GPtrArray) recent = crm_recent_list (self->context);

  for (guint i = 0; i < recent->len && i < NAMES_MAX; i++)
    g_ptr_array_add (self->first, crm_hit_new_record (self->context, CRM_HIT_RECENT, g_ptr_array_index (recent, i), NULL));
}

/* Returns: (transfer full) (nullable): the number that was typed */
static char *
dup_number (CrmFinder *self)
{
  g_autofree char *ascii = crm_text_ascii_digits (self->words);
  guint            n_digits = 0;

  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        n_digits++;
      else if (strchr ("+-(). /", *p) == NULL)
        return NULL;
    }

  return n_digits >= DIGITS_MIN ? crm_phone_normalise (ascii, crm_context_default_country (self->context)) : NULL;
}

static void
append_number (CrmFinder *self, CrmStore *store)
{
  g_autofree char *number = dup_number (self);
  g_autofree char *digits = number != NULL ? crm_phone_key (number) : NULL;
  g_autofree char *key = digits != NULL ? g_strconcat ("phone:", digits, NULL) : NULL;
  gint64           id = key != NULL ? crm_store_find_key (store, key, "person") : 0;
  g_autoptr (CrmRecord) record = NULL;

  if (key == NULL)
    return;
  if (id == 0)
    id = crm_store_find_key (store, key, "company");
  record = id != 0 ? crm_store_get (store, id, NULL) : NULL;
  if (crm_store_is_read_only (store))
    return;

  g_ptr_array_add (self->first, record != NULL ? crm_hit_new_call (self->context, record, number) : crm_hit_new_number (self->context, number));
}

static void
append_records (CrmFinder *self, GPtrArray *hits, CrmStore *store, GArray *ids, CrmHitGroup group)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (record != NULL && !crm_record_is_deleted (record))
        g_ptr_array_add (hits, crm_hit_new_record (self->context, group, record, self->words));
    }
}

static void
say_found (CrmFinder *self)
{
  self->searching = FALSE;
  g_signal_emit (self, found_signal, 0);
}

static void
names_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmFinder) self = user_data;
  g_autoptr (GPtrArray) answers = crm_find_finish (CRM_STORE (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  for (guint i = 0; answers != NULL && i < answers->len; i++)
    append_records (self, self->named, CRM_STORE (source), g_ptr_array_index (answers, i), names[i].group);
  say_found (self);
}

static void
events_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmFinder) self = user_data;
  g_autoptr (GPtrArray) answers = crm_find_finish (CRM_STORE (source), result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  self->reading = FALSE;
  for (guint i = 0; answers != NULL && i < answers->len; i++)
    append_records (self, self->events, CRM_STORE (source), g_ptr_array_index (answers, i), texts[i].group);
  say_found (self);
}

static CrmQuery *
make_query (CrmFinder *self, const char *type, guint limit)
{
  CrmQuery *query = crm_query_new (type);

  crm_query_set_search (query, self->words);
  crm_query_set_limit (query, limit);

  return query;
}

static void
ask_store (CrmFinder *self, CrmStore *store)
{
  g_autoptr (GPtrArray) by_name = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  g_autoptr (GPtrArray) by_text = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (by_name, make_query (self, names[i].type, NAMES_MAX));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (by_text, make_query (self, texts[i].type, EVENTS_MAX));
  self->searching = TRUE;
  self->reading = TRUE;
  self->cancellable = g_cancellable_new ();
  crm_find_async (store, by_name, self->cancellable, names_found_cb, g_object_ref (self));
  crm_find_async (store, by_text, self->cancellable, events_found_cb, g_object_ref (self));
}

static void
stop (CrmFinder *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->searching = FALSE;
  self->reading = FALSE;
}

static void
crm_finder_dispose (GObject *object)
{
  CrmFinder *self = CRM_FINDER (object);

  stop (self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_finder_parent_class)->dispose (object);
}

static void
crm_finder_finalize (GObject *object)
{
  CrmFinder *self = CRM_FINDER (object);

  g_ptr_array_unref (self->offered);
  g_ptr_array_unref (self->first);
  g_ptr_array_unref (self->named);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->last);
  g_free (self->words);

  G_OBJECT_CLASS (crm_finder_parent_class)->finalize (object);
}

static void
crm_finder_class_init (CrmFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_finder_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_finder_finalize;

  found_signal = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_finder_init (CrmFinder *self)
{
  self->offered = new_hits ();
  self->first = new_hits ();
  self->named = new_hits ();
  self->events = new_hits ();
  self->last = new_hits ();
}

CrmFinder *
crm_finder_new (CrmContext *context)
{
  CrmFinder *self = g_object_new (CRM_TYPE_FINDER, NULL);

  self->context = g_object_ref (context);

  return self;
}

/**
 * crm_finder_offer:
 * @group: %CRM_HIT_ACTION or %CRM_HIT_PAGE
 * @command: with a title; outlives the finder
 *
 * Lets it be found by its title.
 */
void
crm_finder_offer (CrmFinder *self, CrmHitGroup group, const CrmCommand *command)
{
  g_ptr_array_add (self->offered, crm_hit_new_command (group, command));
}

static void
ensure_records (CrmFinder *self, CrmStore *store)
{
  if (self->has_records)
    return;

  self->has_records = TRUE;
  offer_records (self, store, "saved_view", CRM_HIT_VIEW);
  offer_records (self, store, "tag", CRM_HIT_TAG);
}

static void
forget (CrmFinder *self)
{
  stop (self);
  g_clear_pointer (&self->words, g_free);
  g_ptr_array_set_size (self->first, 0);
  g_ptr_array_set_size (self->named, 0);
  g_ptr_array_set_size (self->events, 0);
  g_ptr_array_set_size (self->last, 0);
}

static void
find_words (CrmFinder *self, CrmStore *store)
{
  if (store != NULL)
    append_number (self, store);
  append_offered (self, self->first, CRM_HIT_ACTION, OTHERS_MAX);
  append_offered (self, self->first, CRM_HIT_PAGE, 0);
  append_offered (self, self->first, CRM_HIT_VIEW, OTHERS_MAX);
  append_offered (self, self->last, CRM_HIT_TAG, OTHERS_MAX);
  if (store != NULL)
    ask_store (self, store);
  else
    say_found (self);
}

/**
 * crm_finder_find:
 * @typed: words; empty for what was opened last; with “>” before them, of what can be done only
 *
 * Ends what was looked for before. "found" comes from within where nothing needs to be waited for.
 */
void
crm_finder_find (CrmFinder *self, const char *typed)
{
  CrmStore        *store = crm_context_get_store (self->context);
  g_autofree char *stripped = g_strstrip (g_strdup (typed));
  /* The key of “>” gives “<” on a Persian keyboard. */
  gboolean         actions = *stripped == '>' || *stripped == '<';
  g_autofree char *folded = crm_text_fold (stripped);

  forget (self);
  if (store != NULL)
    ensure_records (self, store);
  self->words = g_strdup (actions ? stripped + 1 : stripped);
  if (!actions && *folded != '\0')
    {
      find_words (self, store);
      return;
    }

  if (!actions)
    append_recent (self);
  append_offered (self, self->first, actions ? CRM_HIT_ACTION : CRM_HIT_PAGE, 0);
  say_found (self);
}

/**
 * crm_finder_is_searching:
 *
 * Returns: whether what is found so far is not yet of what was typed last
 */
gboolean
crm_finder_is_searching (CrmFinder *self)
{
  return self->searching;
}

/**
 * crm_finder_is_complete:
 *
 * Returns: whether nothing more is to come of what was typed last
 */
gboolean
crm_finder_is_complete (CrmFinder *self)
{
  return !self->searching && !self->reading;
}

/**
 * crm_finder_get_words:
 *
 * Returns: (transfer none) (nullable): what is looked for
 */
const char *
crm_finder_get_words (CrmFinder *self)
{
  return self->words;
}

/**
 * crm_finder_dup_hits:
 *
 * Returns: (transfer full) (element-type CrmHit): what is found, in the order it is shown
 */
GPtrArray *
crm_finder_dup_hits (CrmFinder *self)
{
  GPtrArray *hits = new_hits ();

  append_all (hits, self->first);
  append_all (hits, self->named);
  append_all (hits, self->events);
  append_all (hits, self->last);

  return hits;
}
