#include "config.h"

#include "crm-insight-words.h"

#include "crm-date-format.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

static char *
dup_span (CrmContext *context, gint32 days)
{
  return crm_date_format_span (MAX (days, 1), crm_context_get_culture (context));
}

static char *
dup_amount (CrmContext *context, const CrmCustomerStat *customer)
{
  return crm_format_money (context, customer->amount, customer->currency[0] != '\0' ? customer->currency : NULL);
}

/**
 * crm_insight_words_bought:
 * @today: since 1970-01-01
 *
 * "12 purchases · €4,200 · the last 3 weeks ago"; what was paid in another currency than most is no part of the amount, and counted beside it
 */
char *
crm_insight_words_bought (CrmContext *context, const CrmCustomerStat *customer, gint32 today)
{
  gint32           days = today - customer->last;
  g_autofree char *number = crm_format_count (context, customer->orders);
  g_autofree char *orders = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s purchase", "%s purchases", customer->orders), number);
  g_autofree char *amount = dup_amount (context, customer);
  g_autofree char *foreign = crm_format_count (context, customer->others);
  /* Translators: purchases, after the amount of the rest */
  g_autofree char *others = customer->others > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %s in another currency", "and %s in other currencies", customer->others), foreign) : NULL;
  g_autofree char *span = dup_span (context, days);
  /* Translators: of a purchase; %s is a time, such as "3 weeks" */
  g_autofree char *last = days > 0 ? g_strdup_printf (_ ("the last %s ago"), span) : g_strdup (_ ("the last today"));

  return crm_format_parts ((const char *const[]){ orders, amount, others, last }, 4);
}

/**
 * crm_insight_words_silence:
 *
 * How long they have not come, and what became of such silences.
 */
char *
crm_insight_words_silence (CrmContext *context, const CrmSilence *silence)
{
  g_autofree char *usual = dup_span (context, silence->usual);
  g_autofree char *days = dup_span (context, silence->days);
  g_autofree char *alike = crm_format_count (context, silence->alike);
  g_autofree char *returned = crm_format_count (context, silence->returned);

  if (silence->alike < CRM_SILENCE_ALIKE_LEAST)
    /* Translators: 1, 2: times, such as "3 weeks" */
    return g_strdup_printf (_ ("Usually every %1$s, not for %2$s."), usual, days);

  /* Translators: 1, 2: times, such as "3 weeks", 3, 4: numbers */
  return g_strdup_printf (_ ("Usually every %1$s, not for %2$s. Of %3$s such silences %4$s ended with a purchase."), usual, days, alike, returned);
}

/**
 * crm_insight_words_first:
 *
 * Of a customer who came once.
 */
char *
crm_insight_words_first (CrmContext *context, const CrmCustomerStat *customer, gint32 today)
{
  g_autofree char *span = dup_span (context, today - customer->first);
  g_autofree char *amount = dup_amount (context, customer);

  /* Translators: 1: a time, such as "3 weeks", 2: amount */
  return g_strdup_printf (_ ("Came for the first time %1$s ago, for %2$s. Ask how it went."), span, amount);
}

/**
 * crm_insight_words_offer:
 *
 * What to offer, and why.
 */
char *
crm_insight_words_offer (CrmContext *context, const CrmCompanion *offer)
{
  g_autofree char *product = crm_format_reference (context, offer->product);
  g_autofree char *because = crm_format_reference (context, offer->because);
  g_autofree char *both = crm_format_count (context, offer->both);
  g_autofree char *with = crm_format_count (context, offer->with);

  /* Translators: 1, 2: numbers, 3, 4: products */
  return g_strdup_printf (_ ("On %1$s of %2$s invoices with “%3$s” there is “%4$s” too, and they have not bought that yet. Offer it."), both, with, because, product);
}

static char *
dup_uid (CrmContext *context, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_store_get (crm_context_get_store (context), id, NULL);

  return record != NULL && !crm_record_is_deleted (record) ? g_strdup (crm_record_get_uid (record)) : NULL;
}

/**
 * crm_insight_dup_pair_filter:
 *
 * Returns: (transfer full) (nullable): which invoices have both products; %NULL where one of them is there no more
 */
char *
crm_insight_dup_pair_filter (CrmContext *context, const CrmCompanion *pair)
{
  g_autofree char *one = dup_uid (context, pair->because);
  g_autofree char *other = dup_uid (context, pair->product);

  return one != NULL && other != NULL ? g_strdup_printf ("lines.product = %s and lines.product = %s", one, other) : NULL;
}
