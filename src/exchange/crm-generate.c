#include "config.h"

#include "crm-generate.h"

#include "crm-date.h"
#include "crm-model.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const fa_given[] = { "علی", "محمد", "حسین", "رضا", "مهدی", "امیر", "سعید", "حمید", "آرش", "نیما", "پویا", "فاطمه", "زهرا", "مریم", "سارا", "نرگس", "لیلا", "شیرین", "مینا", "الهام" };
static const char *const fa_family[] = { "محمدی", "احمدی", "حسینی", "رضایی", "کریمی", "موسوی", "جعفری", "صادقی", "رحیمی", "قاسمی", "نوری", "یوسفی", "علیزاده", "مرادی", "کاظمی", "نیک‌پور", "خوش‌نام", "حق‌شناس", "ملک‌زاده", "کیانی", "تهرانی", "شیرازی", "یزدی", "فرهادی" };
static const char *const fa_company[] = { "بازرگانی", "فروشگاه", "پخش", "گروه", "تولیدی", "کارگاه", "شرکت" };
static const char *const fa_brand[] = { "پارس", "آسیا", "البرز", "دماوند", "زاگرس", "نگین", "سپهر", "آفتاب", "مهر", "بهار", "سیمرغ", "توس" };
static const char *const la_given[] = { "James", "Mary", "Robert", "Linda", "David", "Laura", "Thomas", "Sarah", "José", "Zoë", "François", "Anaïs", "Jürgen", "Søren", "Łukasz", "Chloé", "Ingrid", "Olga", "Kenji", "Yuki", "Ahmed", "Nadia" };
static const char *const la_family[] = { "Smith", "Brown", "Garcia", "Miller", "Davis", "Wilson", "Moore", "Martin", "White", "Harris", "Clark", "Young", "Müller", "Schmidt", "Dvořák", "Kowalski", "Rossi", "Dubois", "Lefèvre", "O'Brien", "Østergaard", "Yılmaz", "Ivanova", "Tanaka", "Haddad" };
static const char *const la_company[] = { "Blue", "North", "Alpha", "Summit", "River", "Stone", "Silver", "Bright", "Ocean", "Forest", "Pixel", "Royal" };
static const char *const la_trade[] = { "Trading", "Logistics", "Foods", "Textiles", "Design", "Bakery", "Optics", "Printing", "Systems", "Supplies", "Garden", "Travel" };
static const char *const fa_note[] = { "برای پیش‌فاکتور تماس گرفت", "فاکتور ارسال شد", "درخواست تخفیف داشت", "از خدمات راضی بود", "جلسه ماه آینده", "پاسخ نداد", "قرارداد امضا شد" };
static const char *const la_note[] = { "called about the quote", "sent the invoice", "asked for a discount", "very happy with the service", "wants a demo next month", "left a message", "signed the contract" };
static const char *const kinds[] = { "call", "call", "email", "email", "email", "meeting", "note", "note", "message", "task" };
static const char *const lifecycles[] = { "lead", "lead", "lead", "prospect", "prospect", "first_time", "repeat", "loyal", "dormant", "lost" };

#define PICK(random, words) words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]

#define N_COMPANIES 2000
#define N_PRODUCTS 200

/* From 2020 on, as the activities are. */
#define SALES_BEGIN ((CrmDate){ 2020, 1, 1 })
#define SALES_DAYS 2400

typedef struct
{
  const CrmGenerateOptions *options;
  GRand                    *random;
  CrmTransaction           *transaction;
  GArray                   *companies; /* (element-type gint64) */
  GArray                   *people;
  GArray                   *stages;
  GArray                   *deals;
  GArray                   *products;
} Generator;

static gboolean
is_persian (Generator *self)
{
  return g_rand_double (self->random) < self->options->fa_share;
}

static gboolean
save (Generator *self, CrmRecord *record, GArray *ids, GError **error)
{
  gint64 id;

  if (!crm_transaction_save (self->transaction, record, error))
    return FALSE;

  id = crm_record_get_id (record);
  if (ids != NULL)
    g_array_append_val (ids, id);
  return TRUE;
}

static gboolean
add_company (Generator *self, guint number, GError **error)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  g_autofree char *name = NULL;

  if (is_persian (self))
    name = g_strdup_printf ("%s %s %u", PICK (self->random, fa_company), PICK (self->random, fa_brand), number);
  else
    name = g_strdup_printf ("%s %s %u", PICK (self->random, la_company), PICK (self->random, la_trade), number);
  crm_object_set_text (CRM_OBJECT (company), "name", name);

  return save (self, company, self->companies, error);
}

static void
add_contact_points (Generator *self, CrmObject *person, guint number, gboolean persian)
{
  g_autofree char *phone = NULL;
  g_autofree char *email = g_strdup_printf ("user%u.%c@example%u.com", number, 'a' + g_rand_int_range (self->random, 0, 10), g_rand_int_range (self->random, 0, 500));

  if (persian)
    phone = g_strdup_printf ("09%02d %03d %04d", g_rand_int_range (self->random, 10, 40), g_rand_int_range (self->random, 0, 1000), g_rand_int_range (self->random, 0, 10000));
  else
    phone = g_strdup_printf ("+49 %d %03d %04d", g_rand_int_range (self->random, 150, 180), g_rand_int_range (self->random, 0, 1000), g_rand_int_range (self->random, 0, 10000));
  if (g_rand_double (self->random) < 0.92)
    crm_object_add_item (person, "contact_points", crm_contact_point_new ("email", NULL, email, NULL));
  crm_object_add_item (person, "contact_points", crm_contact_point_new ("phone", NULL, phone, "IR"));
}

static gboolean
add_person (Generator *self, guint number, GError **error)
{
  g_autoptr (CrmRecord) record = crm_record_new ("person");
  CrmObject *person = CRM_OBJECT (record);
  gboolean   persian = is_persian (self);
  gint64     company = g_array_index (self->companies, gint64, g_rand_int_range (self->random, 0, (int) self->companies->len));

  crm_object_set_text (person, "given_name", persian ? PICK (self->random, fa_given) : PICK (self->random, la_given));
  crm_object_set_text (person, "family_name", persian ? PICK (self->random, fa_family) : PICK (self->random, la_family));
  crm_object_set_text (person, "lifecycle", PICK (self->random, lifecycles));
  add_contact_points (self, person, number, persian);
  crm_object_add_item (person, "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", company, NULL));

  return save (self, record, self->people, error);
}

static gboolean
add_stages (Generator *self, GError **error)
{
  g_autoptr (GPtrArray) records = crm_pipeline_template_make ("sales");

  if (!crm_pipeline_save (self->transaction, records, NULL, error))
    return FALSE;
  for (guint i = 1; i < records->len; i++)
    {
      gint64 id = crm_record_get_id (g_ptr_array_index (records, i));

      g_array_append_val (self->stages, id);
    }

  return TRUE;
}

static gboolean
add_deal (Generator *self, guint number, GError **error)
{
  g_autoptr (CrmRecord) record = crm_record_new ("deal");
  CrmObject       *deal = CRM_OBJECT (record);
  gboolean         persian = is_persian (self);
  gint64           person = g_array_index (self->people, gint64, g_rand_int_range (self->random, 0, (int) self->people->len));
  g_autofree char *title = g_strdup_printf ("%s %u", persian ? PICK (self->random, fa_note) : PICK (self->random, la_note), number);

  crm_object_set_text (deal, "title", title);
  crm_object_set_text (deal, "currency", "EUR");
  crm_object_set_integer (deal, "value", g_rand_int_range (self->random, 30, 300000) * G_GINT64_CONSTANT (100));
  crm_object_set_integer (deal, "person", person);
  crm_object_set_integer (deal, "stage", g_array_index (self->stages, gint64, g_rand_int_range (self->random, 0, (int) self->stages->len)));

  return save (self, record, self->deals, error);
}

static gboolean
add_activity (Generator *self, guint number, GError **error)
{
  g_autoptr (CrmRecord) record = crm_record_new ("activity");
  CrmObject  *activity = CRM_OBJECT (record);
  const char *kind = PICK (self->random, kinds);
  double      skew = g_rand_double (self->random);
  guint       who = number < self->options->hot ? 0 : (guint) (skew * skew * (self->people->len - 1));
  gint64      person = g_array_index (self->people, gint64, who);
  gint64      seconds = G_GINT64_CONSTANT (1577836800) + g_rand_int_range (self->random, 0, 2400 * 24 * 3600 / 60) * G_GINT64_CONSTANT (60);

  crm_object_set_text (activity, "kind", kind);
  crm_object_set_text (activity, "body", is_persian (self) ? PICK (self->random, fa_note) : PICK (self->random, la_note));
  crm_object_add_item (activity, "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", person, NULL));
  if (strcmp (kind, "task") == 0)
    {
      g_autofree char *due = crm_date_to_iso (crm_date_from_instant (seconds * G_USEC_PER_SEC));

      crm_object_set_text (activity, "due", due);
      crm_object_set_integer (activity, "done_at", number % 10 != 0 ? seconds * G_USEC_PER_SEC : CRM_UNSET);
    }
  else
    {
      crm_object_set_integer (activity, "occurred_at", seconds * G_USEC_PER_SEC);
    }

  return save (self, record, NULL, error);
}

static gboolean
add_product (Generator *self, guint number, GError **error)
{
  g_autoptr (CrmRecord) product = crm_record_new ("product");
  const char      *word = is_persian (self) ? PICK (self->random, fa_brand) : PICK (self->random, la_company);
  g_autofree char *name = g_strdup_printf ("%s %u", word, number + 1);
  g_autofree char *code = g_strdup_printf ("G-%u", number + 1);

  g_object_set (product, "name", name, "code", code, "price", (gint64) g_rand_int_range (self->random, 5, 500) * 100, "currency", "EUR", NULL);

  return save (self, product, self->products, error);
}

static void
add_line (Generator *self, CrmObject *invoice)
{
  double     skew = g_rand_double (self->random);
  guint      which = (guint) (skew * skew * self->products->len);
  CrmObject *line = g_object_new (CRM_TYPE_SALE_LINE, "product", g_array_index (self->products, gint64, which), "text", "—", "price", (gint64) (which + 3) * 100, NULL);

  crm_object_add_item (invoice, "lines", line);
}

/* Some buy often and most do not; each invoice has a number of its own, so that none is counted on. */
static gboolean
add_order (Generator *self, guint number, GError **error)
{
  g_autoptr (CrmRecord) record = crm_record_new ("invoice");
  double           skew = g_rand_double (self->random);
  guint            who = (guint) (skew * skew * skew * self->people->len);
  g_autofree char *shown = g_strdup_printf ("G-%u", number + 1);
  g_autofree char *date = crm_date_to_iso (crm_date_add_days (SALES_BEGIN, g_rand_int_range (self->random, 0, SALES_DAYS)));
  int              lines = g_rand_int_range (self->random, 1, 5);

  g_object_set (record, "person", g_array_index (self->people, gint64, who), "number", shown, "date", date, "status", "issued", "currency", "EUR", NULL);
  for (int i = 0; i < lines; i++)
    add_line (self, CRM_OBJECT (record));

  return save (self, record, NULL, error);
}

static gboolean
repeat (Generator *self, guint n, gboolean (*add) (Generator *, guint, GError **), GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      if (!add (self, i, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
generate (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Generator *self = user_data;

  self->transaction = transaction;
  if (!repeat (self, MIN (N_COMPANIES, self->options->people / 10 + 1), add_company, error) || !repeat (self, self->options->people, add_person, error))
    return FALSE;
  if (self->people->len == 0)
    return TRUE;
  if (self->options->deals > 0 && !add_stages (self, error))
    return FALSE;

  if (self->options->orders > 0 && !repeat (self, N_PRODUCTS, add_product, error))
    return FALSE;

  return repeat (self, self->options->deals, add_deal, error) && repeat (self, self->options->activities, add_activity, error) &&
         repeat (self, self->options->orders, add_order, error);
}

/**
 * crm_generate:
 * @store: where to; what is there stays
 *
 * Adds made-up records as one change.
 */
gboolean
crm_generate (CrmStore *store, const CrmGenerateOptions *options, GError **error)
{
  Generator self = { .options = options, .random = g_rand_new_with_seed (options->seed) };
  gboolean  ok;

  self.companies = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.people = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.stages = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.products = g_array_new (FALSE, FALSE, sizeof (gint64));
  ok = crm_store_write (store, N_ ("Made-up records"), "import", CRM_TRANSACTION_BULK, generate, &self, NULL, error);
  g_array_unref (self.companies);
  g_array_unref (self.people);
  g_array_unref (self.stages);
  g_array_unref (self.deals);
  g_array_unref (self.products);
  g_rand_free (self.random);

  return ok;
}
