/* Somebody uses the window while all customers come from a server: bench-window FILE first-sync URL. */

#include "config.h"

#include "bench-window.h"

#include "crm-remotes.h"

static gboolean
is_in_step (CrmSyncService *sync)
{
  g_autoptr (GPtrArray) statuses = crm_sync_service_list (sync);
  const CrmSyncStatus *status = statuses->len > 0 ? statuses->pdata[0] : NULL;

  if (status != NULL && status->trouble != NULL)
    g_error ("%s", status->trouble);

  return status != NULL && status->phase == CRM_SYNC_PHASE_IN_STEP;
}

/* Somebody scrolls, and looks at this page and that, while all customers come from a server. */
/* How many of its targets were missed. */
guint
bench_first_sync (const char *url)
{
  static const char *const pages[] = { "people", "deals", "today", "companies" };
  CrmContext              *context = crm_window_get_context (bench_window);
  CrmSyncService          *sync = crm_context_get_sync (context);
  g_autoptr (GError) error = NULL;
  CrmBench whole, hold, own, work, memory;
  guint    n = 0;
  double   own_work;

  bench_rest ();
  crm_bench_begin_in (&whole, "first sync, the window in use", "s");
  crm_bench_begin (&work, "  work of a frame");
  crm_bench_begin (&own, "  main loop at work without a break");
  crm_bench_begin (&hold, "  the same, with what other threads and programs took");
  crm_bench_begin_in (&memory, "  anonymous memory, at most", "MB");
  if (!crm_remotes_add (crm_context_get_store (context), url, NULL, &error))
    g_error ("%s", error->message);
  whole.started = g_get_monotonic_time ();
  bench_frames = &work;
  crm_sync_service_run_now (sync);
  while (!is_in_step (sync))
    {
      gpointer view = n % 120 < 60 ? bench_find_shown (bench_window, GTK_TYPE_COLUMN_VIEW) : NULL;

      /* Pages that are made are another matter. */
      if (n >= 120 * G_N_ELEMENTS (pages) && n % 120 == 0)
        bench_go_to (pages[n / 120 % G_N_ELEMENTS (pages)]);
      else if (n % 120 == 0)
        {
          bench_go_to (pages[n / 120 % G_N_ELEMENTS (pages)]);
          bench_rest ();
        }
      if (view != NULL)
        gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (view), gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (view)) + 150);
      bench_begin_hold ();
      bench_wait_for_frame ();
      crm_bench_add (&hold, bench_get_hold (&own_work));
      crm_bench_add (&own, own_work);
      if (n++ % 60 == 0)
        crm_bench_add (&memory, bench_read_rollup ("\nAnonymous:"));
    }
  bench_frames = NULL;
  crm_bench_add (&whole, (double) (g_get_monotonic_time () - whole.started) / G_USEC_PER_SEC);
  crm_bench_end (&whole, (CrmBenchTarget){ 0 });
  crm_bench_end (&work, (CrmBenchTarget){ .max = 50 });
  crm_bench_end (&own, (CrmBenchTarget){ .max = 50 });
  crm_bench_end (&hold, (CrmBenchTarget){ 0 });
  crm_bench_end (&memory, (CrmBenchTarget){ 0 });

  return crm_bench_missed;
}
