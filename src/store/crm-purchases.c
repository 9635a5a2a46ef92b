/* A purchase is an invoice that goes and of which something was kept. Both sides have bought, the person and the company they came for; who pays is
 * the company, where there is one, so that sums over all customers count nothing twice. */

#include "config.h"

#include "crm-purchases-private.h"

#include "crm-date.h"
#include "crm-invoice.h"
#include "crm-record-table.h"

#include <string.h>

/* What an invoice comes to for those who bought. */
typedef struct
{
  gint64  customers[2]; /* the person and the company; CRM_UNSET for none */
  gint64  day;
  gint64  amount;
  char   *currency; /* (owned) (nullable) */
  GArray *products; /* (owned) (element-type gint64): sorted, each once */
} Purchase;

static void
purchase_clear (Purchase *self)
{
  g_free (self->currency);
  g_array_unref (self->products);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Purchase, purchase_clear)

static void
purchase_init (Purchase *self)
{
  *self = (Purchase){ .customers = { CRM_UNSET, CRM_UNSET }, .products = g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
collect_products (CrmRecord *invoice, GArray *products)
{
  GPtrArray *lines = crm_object_get_items (CRM_OBJECT (invoice), "lines");

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      gint64 product = crm_object_get_integer (lines->pdata[i], "product");

      if (product != CRM_UNSET)
        g_array_append_val (products, product);
    }
  g_array_sort (products, compare_ids);
  for (guint i = products->len; i > 1; i--)
    {
      if (g_array_index (products, gint64, i - 1) == g_array_index (products, gint64, i - 2))
        g_array_remove_index (products, i - 1);
    }
}

static gint64
get_net (CrmRecord *invoice)
{
  return MAX (crm_object_get_integer (CRM_OBJECT (invoice), "net"), 0);
}

/* What came back of the invoice, without tax. */
static gboolean
add_returned (CrmConnection *connection, gint64 invoice, gint64 *returned, GError **error)
{
  g_autoptr (CrmStatement) sources = crm_connection_prepare (connection, "SELECT source FROM link WHERE target = ?1 AND kind = 21");

  crm_statement_bind_int_at (sources, 1, invoice);
  while (crm_statement_next (sources))
    {
      g_autoptr (CrmRecord) source = crm_record_table_load (connection, crm_statement_get_int (sources, 0), error);

      if (source == NULL)
        return FALSE;
      if (!crm_record_is_deleted (source) && crm_sale_counts (source) && crm_invoice_is_return (source) && crm_object_get_integer (CRM_OBJECT (source), "returns") == invoice)
        *returned += get_net (source);
    }

  return crm_statement_finish (sources, error);
}

/* @self: empty, with no amount, where nothing was bought */
static gboolean
work_out (CrmConnection *connection, gint64 id, Purchase *self, GError **error)
{
  g_autoptr (CrmRecord) invoice = crm_record_table_load (connection, id, error);
  gint64  returned = 0;
  CrmDate day;

  if (invoice == NULL)
    return FALSE;
  if (crm_record_is_deleted (invoice) || !crm_sale_counts (invoice) || crm_invoice_is_return (invoice) ||
      !crm_date_from_iso (crm_object_get_text (CRM_OBJECT (invoice), "date"), &day) || !crm_date_is_full (day))
    return TRUE;
  if (!add_returned (connection, id, &returned, error))
    return FALSE;

  self->amount = MAX (get_net (invoice) - returned, 0);
  if (self->amount == 0)
    return TRUE;
  self->customers[0] = crm_object_get_integer (CRM_OBJECT (invoice), "person");
  self->customers[1] = crm_object_get_integer (CRM_OBJECT (invoice), "company");
  self->day = crm_date_to_days (day);
  self->currency = g_strdup (crm_object_get_text (CRM_OBJECT (invoice), "currency"));
  collect_products (invoice, self->products);

  return TRUE;
}

/* As the tables have it; customers are told apart by who pays. */
static gboolean
read_written (CrmConnection *connection, gint64 id, Purchase *self, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (connection, "SELECT customer, day, amount, currency, pays FROM purchase WHERE document = ?1");
  g_autoptr (CrmStatement) products = crm_connection_prepare (connection, "SELECT product FROM bought WHERE document = ?1");

  crm_statement_bind_int_at (rows, 1, id);
  while (crm_statement_next (rows))
    {
      gint64               customer = crm_statement_get_int (rows, 0);
      const CrmRecordType *type = crm_record_type_of_id (customer);

      self->customers[type != NULL && g_str_equal (type->name, "company")] = customer;
      self->day = crm_statement_get_int (rows, 1);
      self->amount = crm_statement_get_int (rows, 2);
      g_free (self->currency);
      self->currency = g_strdup (crm_statement_get_text (rows, 3));
    }
  if (!crm_statement_finish (rows, error))
    return FALSE;

  crm_statement_bind_int_at (products, 1, id);

  return crm_statement_collect (products, self->products, error);
}

/* What nobody bought has no rows, but its products are known. */
static gboolean
is_same (const Purchase *a, const Purchase *b)
{
  gboolean nobody = a->customers[0] == CRM_UNSET && a->customers[1] == CRM_UNSET;

  if (memcmp (a->customers, b->customers, sizeof a->customers) != 0 || a->products->len != b->products->len)
    return FALSE;
  if (a->products->len > 0 && memcmp (a->products->data, b->products->data, a->products->len * sizeof (gint64)) != 0)
    return FALSE;

  return nobody || (a->day == b->day && a->amount == b->amount && g_strcmp0 (a->currency, b->currency) == 0);
}

static gboolean
run_for (CrmConnection *connection, const char *sql, gint64 id, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  crm_statement_bind_int_at (statement, 1, id);
  return crm_statement_run (statement, error);
}

static gboolean
write_customer (CrmConnection *connection, gint64 document, const Purchase *self, guint side, GError **error)
{
  g_autoptr (CrmStatement) statement = NULL;

  if (self->customers[side] == CRM_UNSET)
    return TRUE;

  statement = crm_connection_prepare (connection, "INSERT INTO purchase (customer, day, document, amount, currency, pays) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  crm_statement_bind_int_at (statement, 1, self->customers[side]);
  crm_statement_bind_int_at (statement, 2, self->day);
  crm_statement_bind_int_at (statement, 3, document);
  crm_statement_bind_int_at (statement, 4, self->amount);
  if (self->currency != NULL)
    crm_statement_bind_text_at (statement, 5, self->currency);
  crm_statement_bind_int_at (statement, 6, side == 1 || self->customers[1] == CRM_UNSET);

  return crm_statement_run (statement, error);
}

static gboolean
write_purchase (CrmConnection *connection, gint64 document, const Purchase *self, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO bought (document, product) VALUES (?1, ?2)");

  if (!write_customer (connection, document, self, 0, error) || !write_customer (connection, document, self, 1, error))
    return FALSE;

  for (guint i = 0; i < self->products->len; i++)
    {
      crm_statement_bind_int_at (statement, 1, document);
      crm_statement_bind_int_at (statement, 2, g_array_index (self->products, gint64, i));
      if (!crm_statement_run (statement, error))
        return FALSE;
      crm_statement_reset (statement);
    }

  return TRUE;
}

/**
 * crm_purchases_update:
 *
 * Tells anew what was bought with @invoice.
 */
gboolean
crm_purchases_update (CrmConnection *connection, gint64 invoice, GError **error)
{
  g_auto (Purchase) written;
  g_auto (Purchase) now;

  purchase_init (&written);
  purchase_init (&now);
  if (!work_out (connection, invoice, &now, error) || !read_written (connection, invoice, &written, error))
    return FALSE;
  if (is_same (&now, &written))
    return TRUE;

  return run_for (connection, "DELETE FROM purchase WHERE document = ?1", invoice, error) && run_for (connection, "DELETE FROM bought WHERE document = ?1", invoice, error) &&
         write_purchase (connection, invoice, &now, error);
}

/**
 * crm_purchases_stand:
 * @n_purchases: (inout): gets the number of customers that bought added
 * @n_bought: (inout): and of products
 *
 * Returns: whether the tables say of @invoice what follows from the records
 */
gboolean
crm_purchases_stand (CrmConnection *connection, gint64 invoice, guint64 *n_purchases, guint64 *n_bought, GError **error)
{
  g_auto (Purchase) written;
  g_auto (Purchase) now;

  purchase_init (&written);
  purchase_init (&now);
  if (!work_out (connection, invoice, &now, error) || !read_written (connection, invoice, &written, error))
    return FALSE;

  *n_purchases += (now.customers[0] != CRM_UNSET) + (now.customers[1] != CRM_UNSET);
  *n_bought += now.products->len;

  return is_same (&now, &written);
}
