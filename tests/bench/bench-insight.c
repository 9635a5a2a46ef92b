/* What is said of buying, from all that was bought: bench-insight FILE, where FILE was made by
 *   crmctl -f FILE init && crmctl -f FILE generate --people 100000 --orders 1000000
 * The file is only read. */

#include "crm-bench.h"
#include "crm-buyer-model.h"
#include "crm-companions.h"
#include "crm-rfm.h"
#include "crm-silence.h"

#define TIMES 5
#define DAYS_A_WEEK 7.0

static CrmReading *
open_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  CrmReading *reading = crm_reading_new (path, &error);

  g_assert_no_error (error);

  return reading;
}

static gint32
find_last (GArray *customers)
{
  gint32 last = 0;

  for (guint i = 0; i < customers->len; i++)
    last = MAX (last, g_array_index (customers, CrmCustomerStat, i).last);

  return last;
}

static void
bench_rfm (const char *path)
{
  CrmBench bench;
  guint    n = 0;

  crm_bench_begin (&bench, "RFM of all customers, read and scored");
  for (guint i = 0; i < TIMES; i++)
    {
      g_autoptr (CrmReading) reading = open_file (path);
      g_autoptr (CrmPurchases) purchases = NULL;
      g_autoptr (GArray) scores = NULL;

      crm_bench_start (&bench);
      purchases = crm_purchases_load (reading, NULL);
      scores = crm_rfm_new (purchases->customers, find_last (purchases->customers));
      crm_bench_stop (&bench);
      n = scores->len;
    }
  /* The first of them reads the file from the disk. */
  crm_bench_end (&bench, (CrmBenchTarget){ .p50 = 300 });
  g_print ("  %u customers\n", n);
}

static void
bench_silence (const char *path)
{
  g_autoptr (CrmReading) reading = open_file (path);
  g_autoptr (CrmPurchases) purchases = crm_purchases_load (reading, NULL);
  gint32     today = find_last (purchases->customers);
  CrmBench   bench;
  CrmSilence silence;

  crm_bench_begin (&bench, "one customer's silence, against all there were");
  for (guint i = 0; i < 100; i++)
    {
      crm_bench_start (&bench);
      crm_silence_find (purchases, &g_array_index (purchases->customers, CrmCustomerStat, i), today, &silence);
      crm_bench_stop (&bench);
    }
  crm_bench_end (&bench, (CrmBenchTarget){ .p95 = 5 });
}

static void
bench_companions (const char *path)
{
  CrmBench bench;
  guint    rows = 0;

  crm_bench_begin (&bench, "what is bought together, read and counted");
  for (guint i = 0; i < TIMES; i++)
    {
      g_autoptr (CrmReading) reading = open_file (path);
      g_autoptr (GArray) bought = NULL;
      g_autoptr (CrmCompanions) companions = NULL;

      crm_bench_start (&bench);
      bought = crm_purchases_load_bought (reading, NULL);
      companions = crm_companions_new (bought);
      crm_bench_stop (&bench);
      rows = bought->len;
    }
  /* A second for a million lines. */
  crm_bench_end (&bench, (CrmBenchTarget){ .max = 1000.0 * rows / 1000000 });
  g_print ("  %u lines\n", rows);
}

static void
bench_fit (const char *path)
{
  g_autoptr (CrmReading) reading = open_file (path);
  g_autoptr (CrmPurchases) purchases = crm_purchases_load (reading, NULL);
  GArray              *customers = purchases->customers;
  gint32               today = find_last (customers);
  g_autofree CrmBuyer *buyers = g_new (CrmBuyer, customers->len);
  CrmBuyerModel        model;
  CrmBench             bench;

  for (guint i = 0; i < customers->len; i++)
    {
      const CrmCustomerStat *customer = &g_array_index (customers, CrmCustomerStat, i);

      buyers[i] = (CrmBuyer){ customer->days - 1, (customer->last - customer->first) / DAYS_A_WEEK, (today - customer->first) / DAYS_A_WEEK };
    }
  crm_bench_begin (&bench, "MBG/NBD fitted to all customers");
  crm_bench_start (&bench);
  crm_buyer_model_fit (&model, CRM_BUYER_MBG_NBD, buyers, customers->len, 1);
  crm_bench_stop (&bench);
  crm_bench_end (&bench, (CrmBenchTarget){ 0 });
}

int
main (int argc, char *argv[])
{
  g_return_val_if_fail (argc == 2, 1);

  bench_rfm (argv[1]);
  bench_silence (argv[1]);
  bench_companions (argv[1]);
  bench_fit (argv[1]);

  return 0;
}
