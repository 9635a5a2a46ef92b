#include "config.h"

#include "crm-aftermath.h"

#include "crm-purchases-private.h"
#include "crm-rhythm-private.h"
#include "crm-settlement-private.h"

struct _CrmAftermath
{
  GArray *contacts; /* (owned) (element-type gint64) */
  GArray *invoices; /* (owned) (element-type gint64) */
};

CrmAftermath *
crm_aftermath_new (void)
{
  CrmAftermath *self = g_new0 (CrmAftermath, 1);

  self->contacts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->invoices = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

void
crm_aftermath_free (CrmAftermath *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->contacts);
  g_array_unref (self->invoices);
  g_free (self);
}

/**
 * crm_aftermath_note:
 * @record: that is written
 * @derived: what follows from it, or followed before
 */
void
crm_aftermath_note (CrmAftermath *self, CrmRecord *record, const CrmDerived *derived)
{
  crm_rhythm_touch (self->contacts, derived);
  crm_settlement_touch (self->invoices, record, derived);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gboolean
update_invoice (CrmConnection *connection, gint64 invoice, GError **error)
{
  return crm_settlement_update (connection, invoice, error) && crm_purchases_update (connection, invoice, error);
}

static gboolean
update_each (CrmConnection *connection, GArray *ids, gboolean (*update) (CrmConnection *connection, gint64 id, GError **error), GError **error)
{
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if ((i == 0 || g_array_index (ids, gint64, i - 1) != id) && !update (connection, id, error))
        return FALSE;
    }
  g_array_set_size (ids, 0);

  return TRUE;
}

/**
 * crm_aftermath_settle:
 *
 * Tells anew what was noted, from tables that are written; nothing is noted then.
 */
gboolean
crm_aftermath_settle (CrmAftermath *self, CrmConnection *connection, GError **error)
{
  return update_each (connection, self->contacts, crm_rhythm_update, error) && update_each (connection, self->invoices, update_invoice, error);
}
