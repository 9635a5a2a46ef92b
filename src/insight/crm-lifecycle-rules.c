#include "config.h"

#include "crm-lifecycle-rules.h"

#include "crm-date-format.h"
#include "crm-lifecycle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOYAL 5
#define DORMANT 180
#define LOST 365

static int
read_setting (const char *name, int otherwise, CrmSettingFunc get, gpointer source)
{
  g_autofree char *text = get (source, name);
  int              number;

  return crm_setting_read_count (text, &number) ? number : otherwise;
}

/**
 * crm_lifecycle_rules_read:
 * @self: (out): what the business has set; of the rest, five days, half a year and a year
 */
void
crm_lifecycle_rules_read (CrmLifecycleRules *self, CrmSettingFunc get, gpointer source)
{
  self->loyal = read_setting ("lifecycle_loyal", LOYAL, get, source);
  self->dormant = read_setting ("lifecycle_dormant", DORMANT, get, source);
  self->lost = MAX (read_setting ("lifecycle_lost", LOST, get, source), self->dormant);
}

static gboolean
is (const char *stage, const char *wanted)
{
  return strcmp (stage, wanted) == 0;
}

/* By the number of days on which they bought. */
static const char *
find_by_days (const CrmLifecycleRules *self, guint days)
{
  if (days >= (guint) self->loyal)
    return "loyal";

  return days > 1 ? "repeat" : "first_time";
}

/**
 * crm_lifecycle_rules_find:
 * @stage: where they stand; empty for nowhere
 * @since: the day they came there, since 1970-01-01; %G_MININT32 where it is not known
 * @today: day
 *
 * Returns: (nullable): where they should stand; %NULL where they do
 */
const char *
crm_lifecycle_rules_find (const CrmLifecycleRules *self, const CrmCustomerStat *stat, const char *stage, gint32 since, gint32 today)
{
  gint32      silent = today - stat->last;
  gboolean    away = is (stage, "dormant") || is (stage, "lost");
  const char *wanted = find_by_days (self, stat->days);

  if (silent > self->lost)
    wanted = "lost";
  else if (silent > self->dormant)
    wanted = is (stage, "lost") ? "lost" : "dormant";
  else if ((away && stat->last > since) || (is (stage, "won_back") && stat->last <= since))
    wanted = "won_back";
  else if (away && since != G_MININT32)
    return NULL; /* somebody has said so since they bought */

  return is (stage, wanted) ? NULL : wanted;
}

static int
compare_facts (gconstpointer a, gconstpointer b)
{
  const CrmLifecycleFact *x = a;
  const CrmLifecycleFact *y = b;

  return (x->customer > y->customer) - (x->customer < y->customer);
}

static char *
get_setting (gpointer reading, const char *name)
{
  return crm_reading_dup_setting (reading, name);
}

/**
 * crm_lifecycle_rules_list:
 * @today: day
 *
 * Returns: (transfer full) (element-type CrmLifecycleMove) (nullable): who stands elsewhere by the rules of the file, by id
 */
GArray *
crm_lifecycle_rules_list (CrmReading *reading, gint32 today, GError **error)
{
  g_autoptr (GArray) facts = crm_lifecycle_facts_load (reading, error);
  g_autoptr (CrmPurchases) purchases = facts != NULL ? crm_purchases_load (reading, error) : NULL;
  GArray           *moves;
  CrmLifecycleRules rules;

  if (purchases == NULL)
    return NULL;

  crm_lifecycle_rules_read (&rules, get_setting, reading);
  moves = g_array_new (FALSE, FALSE, sizeof (CrmLifecycleMove));
  for (guint i = 0; i < purchases->customers->len; i++)
    {
      const CrmCustomerStat  *stat = &g_array_index (purchases->customers, CrmCustomerStat, i);
      CrmLifecycleFact        key = { .customer = stat->customer };
      guint                   place;
      gboolean                known = g_array_binary_search (facts, &key, compare_facts, &place);
      const CrmLifecycleFact *fact = known ? &g_array_index (facts, CrmLifecycleFact, place) : NULL;
      const char             *to = fact != NULL && !fact->kept ? crm_lifecycle_rules_find (&rules, stat, fact->stage, fact->since, today) : NULL;
      CrmLifecycleMove        move = { .turn = { stat->customer, to }, .stat = *stat };

      if (to == NULL)
        continue;
      g_strlcpy (move.from, fact->stage, sizeof move.from);
      g_array_append_val (moves, move);
    }

  return moves;
}

/**
 * crm_lifecycle_rules_dup_text:
 *
 * Returns: (transfer full): the rules, in a sentence
 */
char *
crm_lifecycle_rules_dup_text (const CrmLifecycleRules *self, const CrmCulture *culture)
{
  g_autofree char *loyal = crm_culture_count (culture, self->loyal);
  g_autofree char *dormant = crm_culture_count (culture, self->dormant);
  g_autofree char *lost = crm_culture_count (culture, self->lost);

  /* Translators: 1: a number of days with a purchase, 2, 3: numbers of days */
  return g_strdup_printf (_ ("A first-time customer has bought on one day, a repeat customer on more, a loyal one on %1$s. Who has bought nothing for %2$s days is dormant, for %3$s lost, "
                             "and won back by the next purchase."),
                          loyal, dormant, lost);
}

static const char *
get_label (const char *stage)
{
  for (const CrmChoice *choice = crm_lifecycle_choices; choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, stage) == 0)
        return crm_choice_get_label (choice);
    }

  return stage;
}

/**
 * crm_lifecycle_move_dup_text:
 * @today: day
 *
 * Returns: (transfer full): from where to where, and why
 */
char *
crm_lifecycle_move_dup_text (const CrmLifecycleMove *self, gint32 today, const CrmCulture *culture)
{
  g_autofree char *days = crm_culture_count (culture, self->stat.days);
  g_autofree char *ago = crm_date_format_relative (crm_date_from_days (self->stat.last), crm_date_from_days (today), culture);
  /* Translators: 1: a number of days, 2: a day, such as "5 weeks ago" */
  g_autofree char *why = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "bought on %1$s day, last %2$s", "bought on %1$s days, last %2$s", self->stat.days), days, ago);

  if (*self->from == '\0')
    /* Translators: of a customer; 1: a stage of the life cycle, 2: why */
    return g_strdup_printf (_ ("%1$s: %2$s"), get_label (self->turn.stage), why);

  /* Translators: of a customer; 1, 2: stages of the life cycle, 3: why */
  return g_strdup_printf (_ ("From %1$s to %2$s: %3$s"), get_label (self->from), get_label (self->turn.stage), why);
}
