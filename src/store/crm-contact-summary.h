#pragma once

#include "crm-date.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* What the head of a person's or a company's page answers at a glance. */

typedef struct
{
  char   currency[4]; /* ISO 4217, empty where deals have none */
  guint  n_won;
  gint64 won; /* minor units */
  guint  n_open;
  gint64 open; /* minor units */
} CrmContactMoney;

typedef struct
{
  GArray *money;      /* (owned) (element-type CrmContactMoney): their deals, a currency each; those of most won first */
  gint64  next;       /* the open activity that is due first, promises included; 0 for none */
  gint64  open_deal;  /* the only open deal, 0 where there is none or several */
  guint   n_open;     /* open deals */
  gint64  promise;    /* the open promise that is due first, 0 for none */
  guint   n_promises; /* open promises */
  guint   n_kept;     /* promises that were kept by their day */
  guint   n_broken;   /* promises that were kept late, or are overdue */
  guint   n_ratings;  /* how often it was said how something went for them */
  guint   ratings;    /* the sum of these, each 1 to 5 */
  guint   n_referred; /* people who came through them */
  GArray *brought;    /* (owned) (element-type CrmContactMoney): what those people have bought */
} CrmContactSummary;

void               crm_contact_summary_load_async (CrmStore *store, gint64 contact, CrmDate today, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmContactSummary *crm_contact_summary_load_finish (CrmStore *store, GAsyncResult *result, GError **error);
void               crm_contact_summary_free (CrmContactSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmContactSummary, crm_contact_summary_free)

G_END_DECLS
