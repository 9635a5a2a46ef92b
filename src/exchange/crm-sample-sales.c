/* A habit says who buys what, how much and how often; the season, the growth of the business and what money has lost say the rest. A sample has its
 * days counted from today, so its sales are made when it is opened, the same ones each time. */

#include "config.h"

#include "crm-sample-sales.h"

#include "crm-clock.h"
#include "crm-date.h"
#include "crm-invoice.h"
#include "crm-payment.h"
#include "crm-sale-next.h"
#include "crm-sales.h"
#include "crm-walk-ins.h"

#include <math.h>

/* Who has not paid after that is late for good: the youngest of these are what one writes reminders for. */
#define PAID_AFTER_DAYS 45

#define DAYS_A_YEAR 365.0

typedef struct
{
  CrmTransaction    *transaction;
  const CrmResolver *resolver;
  JsonObject        *sales;
  GRand             *random;
  CrmDate            today;
  GArray            *visits;   /* (element-type Visit) */
  CrmWalkIns        *walk_ins; /* (nullable) */
} Maker;

/* Somebody comes. */
typedef struct
{
  int         day; /* before today: below 0 */
  guint       order;
  JsonObject *habit;
} Visit;

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const Visit *x = a;
  const Visit *y = b;

  if (x->day != y->day)
    return x->day - y->day;

  return (x->order > y->order) - (x->order < y->order);
}

static gint64
get (Maker *self, const char *name)
{
  return json_object_get_int_member_with_default (self->sales, name, 0);
}

/* How much more is sold than in an average month, 1 for as much. */
static double
get_season (Maker *self, CrmDate date)
{
  gboolean   jalali = g_strcmp0 (json_object_get_string_member_with_default (self->sales, "calendar", NULL), "jalali") == 0;
  JsonArray *months = json_object_get_array_member (self->sales, "season");
  int        year, month, day;

  if (!crm_date_to_calendar (date, jalali ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN, &year, &month, &day))
    return 1;

  return (double) json_array_get_int_element (months, (guint) month - 1) / 100;
}

/* What so many per cent a year come to since @day. */
static double
get_years (gint64 percent, int day)
{
  return pow (1 + (double) percent / 100, day / DAYS_A_YEAR);
}

/* From the first visit of a habit to its last, oftener when much is sold. */
static void
lay_out (Maker *self, JsonObject *habit)
{
  double every = (double) json_object_get_int_member_with_default (habit, "every", 30);
  int    since = (int) json_object_get_int_member_with_default (habit, "since", -get (self, "days"));
  int    until = (int) json_object_get_int_member_with_default (habit, "until", 0);
  /* What is paid for again and again knows no season. */
  gboolean regular = json_object_get_boolean_member_with_default (habit, "regular", FALSE);
  double   day = json_object_has_member (habit, "since") ? since : since + g_rand_double (self->random) * every;

  while (day < until && day < 0)
    {
      Visit  visit = { (int) floor (day), self->visits->len, habit };
      double usual = every / get_season (self, crm_date_add_days (self->today, visit.day)) / get_years (get (self, "growth_percent"), visit.day);

      /* Where a clock says that it is the first year, there was none before. */
      if (crm_date_is_valid (crm_date_add_days (self->today, visit.day)))
        g_array_append_val (self->visits, visit);
      day += regular ? every : fmax (1, usual * g_rand_double_range (self->random, 0.6, 1.5));
    }
}

static CrmRecord *
load (Maker *self, const char *key, GError **error)
{
  gpointer id = g_hash_table_lookup (self->resolver->keys, key);

  return crm_transaction_load (self->transaction, (gint64) (gintptr) id, error);
}

/* What it cost then. */
static gint64
get_price (Maker *self, gint64 price, int day)
{
  gint64 step = MAX (get (self, "round"), 1);
  double then = (double) price * get_years (get (self, "inflation_percent"), day);

  return MAX (step, (gint64) (round (then / (double) step) * (double) step));
}

static gboolean
add_line (Maker *self, CrmObject *invoice, JsonObject *habit, const char *key, int day, GError **error)
{
  JsonArray       *range = json_object_get_array_member (habit, "quantity");
  int              least = (int) json_array_get_int_element (range, 0);
  int              most = (int) json_array_get_int_element (range, 1);
  g_autofree char *quantity = g_strdup_printf ("%d", g_rand_int_range (self->random, least, most + 1));
  g_autoptr (CrmRecord) product = load (self, key, error);
  CrmItem *line;
  gint64   price;

  if (product == NULL)
    return FALSE;

  line = crm_sale_line_new_of_product (product, CRM_UNSET, crm_object_get_text (invoice, "date"), crm_object_get_text (invoice, "currency"));
  price = crm_object_get_integer (CRM_OBJECT (line), "price");
  crm_object_set_text (CRM_OBJECT (line), "quantity", quantity);
  crm_object_set_integer (CRM_OBJECT (line), "price", get_price (self, price, day));
  crm_object_add_item (invoice, "lines", line);

  return TRUE;
}

/* Most of what they usually buy first, the rest now and then. */
static gboolean
add_lines (Maker *self, CrmObject *invoice, const Visit *visit, GError **error)
{
  JsonArray *buys = json_object_get_array_member (visit->habit, "buys");
  gboolean   any = FALSE;

  for (guint i = 0; i < json_array_get_length (buys); i++)
    {
      gboolean takes = g_rand_double (self->random) < 0.75 / (1 + i * 0.45);

      if (!takes && (any || i + 1 < json_array_get_length (buys)))
        continue;
      if (!add_line (self, invoice, visit->habit, json_array_get_string_element (buys, i), visit->day, error))
        return FALSE;
      any = TRUE;
    }

  return TRUE;
}

static void
set_customer (Maker *self, CrmObject *invoice, JsonObject *habit)
{
  const char *customer = json_object_get_string_member (habit, "customer");
  const char *person = json_object_get_string_member_with_default (habit, "person", NULL);
  gint64      id = (gint64) (gintptr) g_hash_table_lookup (self->resolver->keys, customer);
  const char *field = crm_record_type_of_id (id)->name;

  crm_object_set_integer (invoice, field, id);
  if (person != NULL)
    crm_object_set_integer (invoice, "person", (gint64) (gintptr) g_hash_table_lookup (self->resolver->keys, person));
}

static char *
dup_iso (Maker *self, int day)
{
  return crm_date_to_iso (crm_date_add_days (self->today, day));
}

/* Some pay at once, most within weeks; of the last weeks some have not yet. */
static gboolean
pay (Maker *self, CrmRecord *invoice, int day, GError **error)
{
  JsonArray       *methods = json_object_get_array_member (self->sales, "methods");
  const char      *method = json_array_get_string_element (methods, (guint) g_rand_int_range (self->random, 0, (gint32) json_array_get_length (methods)));
  int              paid = day + (g_rand_boolean (self->random) ? 0 : g_rand_int_range (self->random, 1, PAID_AFTER_DAYS));
  g_autofree char *date = dup_iso (self, paid);
  g_autoptr (CrmRecord) payment = crm_record_new ("payment");

  if (paid >= 0)
    return TRUE;

  g_object_set (payment, "date", date, "method", method, NULL);
  if (g_str_equal (method, "cheque"))
    crm_object_set_text (CRM_OBJECT (payment), "cheque_state", "cleared");

  return crm_sales_pay (self->transaction, crm_record_get_id (invoice), payment, error);
}

static gboolean
sell (Maker *self, const Visit *visit, const char *currency, GError **error)
{
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");
  g_autofree char *date = dup_iso (self, visit->day);
  g_autofree char *due = dup_iso (self, visit->day + (int) get (self, "due_days"));

  g_object_set (invoice, "date", date, "due", due, "currency", currency, "status", "issued", NULL);
  set_customer (self, CRM_OBJECT (invoice), visit->habit);

  return add_lines (self, CRM_OBJECT (invoice), visit, error) && crm_transaction_save (self->transaction, invoice, error) && pay (self, invoice, visit->day, error);
}

static gboolean
sell_all (Maker *self, const char *currency, GError **error)
{
  gint64 now = crm_clock_now ();

  g_array_sort (self->visits, compare_visits);
  for (guint i = 0; i < self->visits->len; i++)
    {
      const Visit *visit = &g_array_index (self->visits, Visit, i);

      crm_transaction_set_now (self->transaction, now + visit->day * G_TIME_SPAN_DAY);
      if (!sell (self, visit, currency, error) || (self->walk_ins != NULL && !crm_walk_ins_visit (self->walk_ins, visit->habit, visit->day, error)))
        return FALSE;
    }
  if (self->walk_ins != NULL && !crm_walk_ins_finish (self->walk_ins, error))
    return FALSE;
  crm_transaction_set_now (self->transaction, now);

  return TRUE;
}

static void
lay_out_all (Maker *self, JsonArray *habits)
{
  for (guint i = 0; i < json_array_get_length (habits); i++)
    lay_out (self, json_array_get_object_element (habits, i));
}

static gboolean
add_sales (Maker *self, JsonObject *settings, GError **error)
{
  JsonObject *walk_ins = json_object_has_member (self->sales, "walk_ins") ? json_object_get_object_member (self->sales, "walk_ins") : NULL;

  lay_out_all (self, json_object_get_array_member (self->sales, "habits"));
  if (walk_ins != NULL)
    {
      self->walk_ins = crm_walk_ins_new (self->transaction, self->resolver, walk_ins, settings, (int) get (self, "days"), self->random, error);
      if (self->walk_ins == NULL)
        return FALSE;
      lay_out_all (self, crm_walk_ins_get_habits (self->walk_ins));
    }

  return sell_all (self, json_object_get_string_member (self->sales, "currency"), error);
}

/**
 * crm_sample_add_sales:
 * @resolver: knows the records of the sample by their keys
 * @sample: whose "sales" say how the business sells; their "currency" is that of the products
 */
gboolean
crm_sample_add_sales (CrmTransaction *transaction, const CrmResolver *resolver, JsonObject *sample, GError **error)
{
  JsonObject *sales = json_object_get_object_member (sample, "sales");
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  Maker    self = { transaction, resolver, sales, NULL, crm_date_from_instant (crm_clock_now ()), visits, NULL };
  gboolean good;

  self.random = g_rand_new_with_seed ((guint32) get (&self, "seed"));
  good = add_sales (&self, json_object_get_object_member (sample, "settings"), error);
  g_rand_free (self.random);
  g_clear_pointer (&self.walk_ins, crm_walk_ins_free);

  return good;
}
