/* The window over a large file: bench-window FILE, under display-run. See bench-store.c for what the file is; it is not changed.
 *
 * What is measured is what a person waits for: how long the main loop was held at a time (from the return of one poll to the next, so that
 * no key or click could be heard), the work of each frame (the thread's own time from before-paint to after-paint), and the time from an action to the frame
 * that shows all of its answer. */

#include "config.h"

#include "bench-window.h"

#include "crm-application.h"
#include "crm-directory-list.h"
#include "crm-directory-page.h"
#include "crm-filter-bar.h"
#include "crm-hit-row.h"
#include "crm-pages.h"
#include "crm-palette.h"
#include "crm-record-list.h"
#include "crm-timeline-view.h"
#include "crm-today-list.h"
#include "crm-window-private.h"

#include <string.h>
#include <time.h>

#define FRAMES 300

CrmWindow    *bench_window;
static gint64 came_back;    /* from the last poll */
static gint64 longest;      /* time between two polls, in microseconds */
static gint64 worked;       /* until the last poll */
static gint64 longest_work; /* of this thread alone between two polls */
static gint64 frame_began;
static guint  frames;
CrmBench     *bench_frames; /* (nullable) */

/* What this thread has worked so far, in microseconds: another program's work is none of ours. */
static gint64
get_work (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  longest = MAX (longest, g_get_monotonic_time () - came_back);
  longest_work = MAX (longest_work, get_work () - worked);
  ready = g_poll (fds, n_fds, timeout);
  came_back = g_get_monotonic_time ();
  worked = get_work ();

  return ready;
}

void
bench_begin_hold (void)
{
  longest = 0;
  longest_work = 0;
  came_back = g_get_monotonic_time ();
  worked = get_work ();
}

/* Milliseconds: how long the main loop was held at most since bench_begin_hold (), and @own: by this thread's own work. */
double
bench_get_hold (double *own)
{
  *own = (double) longest_work / 1000;

  return (double) longest / 1000;
}

static void
before_paint_cb (void)
{
  frame_began = get_work ();
}

static void
after_paint_cb (void)
{
  if (bench_frames != NULL)
    crm_bench_add (bench_frames, (double) (get_work () - frame_began) / 1000);
  frames++;
}

gpointer
bench_find_shown (gpointer root, GType type)
{
  gpointer found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = bench_find_shown (child, type);

  return found;
}

/* Another frame, whether or not anything has changed. */
void
bench_wait_for_frame (void)
{
  guint before = frames;

  gtk_widget_queue_draw (GTK_WIDGET (bench_window));
  while (frames == before)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
rested_cb (gpointer rested)
{
  *(gboolean *) rested = TRUE;

  return G_SOURCE_REMOVE;
}

/* Until nothing has happened below the priority of everything else: what follows an answer, too, holds the main loop. */
void
bench_rest (void)
{
  for (guint i = 0; i < 5; i++)
    {
      gboolean rested = FALSE;

      g_idle_add_full (G_PRIORITY_LOW + 10, rested_cb, &rested, NULL);
      while (!rested)
        g_main_context_iteration (NULL, TRUE);
      bench_wait_for_frame ();
    }
}

static CrmDirectoryList *
get_list (void)
{
  return bench_find_shown (bench_window, CRM_TYPE_DIRECTORY_LIST);
}

static CrmRecordList *
get_records (void)
{
  return CRM_RECORD_LIST (crm_directory_list_get_records (get_list ()));
}

static gboolean
is_loading (void)
{
  return get_list () != NULL && crm_record_list_is_loading (get_records ());
}

typedef struct
{
  CrmBench shown;
  CrmBench hold;
  char    *hold_name; /* (owned) */
} Answer;

static void
answer_begin (Answer *self, const char *name)
{
  self->hold_name = g_strconcat ("  main loop held: ", name, NULL);
  crm_bench_begin (&self->shown, name);
  crm_bench_begin (&self->hold, self->hold_name);
}

static void
answer_start (Answer *self)
{
  bench_rest ();
  longest = 0;
  came_back = g_get_monotonic_time ();
  crm_bench_start (&self->shown);
}

static void
answer_stop (Answer *self)
{
  while (is_loading ())
    g_main_context_iteration (NULL, TRUE);
  bench_wait_for_frame ();
  crm_bench_stop (&self->shown);
  bench_rest ();
  crm_bench_add (&self->hold, (double) longest / 1000);
}

static void
answer_end (Answer *self, CrmBenchTarget shown)
{
  crm_bench_end (&self->shown, shown);
  crm_bench_end (&self->hold, (CrmBenchTarget){ .max = 50 });
  g_free (self->hold_name);
}

void
bench_go_to (const char *page)
{
  crm_window_go_to_page (bench_window, crm_pages_find (page));
}

double
bench_read_rollup (const char *field)
{
  g_autofree char *content = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &content, NULL, NULL))
    return 0;
  line = strstr (content, field);

  return line != NULL ? (double) g_ascii_strtoll (line + strlen (field), NULL, 10) / 1024 : 0;
}

static void
tell_memory (const char *name)
{
  CrmBench anonymous;

  bench_rest ();
  crm_bench_begin_in (&anonymous, name, "MB");
  crm_bench_add (&anonymous, bench_read_rollup ("\nAnonymous:"));
  crm_bench_end (&anonymous, (CrmBenchTarget){ .max = 60 });
}

static void
bench_page (const char *name, const char *page)
{
  Answer answer;

  answer_begin (&answer, name);
  answer_start (&answer);
  bench_go_to (page);
  answer_stop (&answer);
  answer_end (&answer, (CrmBenchTarget){ 0 });
}

static void
bench_people (void)
{
  bench_page ("a page's first time: People", "people");
  tell_memory ("anonymous memory, list of everybody open");
}

static void
bench_pages (void)
{
  bench_page ("a page's first time: Companies", "companies");
  bench_page ("a page's first time: Deals", "deals");
  bench_page ("a page's first time: Leads", "leads");
  bench_page ("a page's first time: Calendar", "calendar");
  bench_page ("back to a page: People", "people");
}

typedef struct
{
  GtkAdjustment *adjustment;
  double         step;
} Scroll;

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll *scroll = data;

  gtk_adjustment_set_value (scroll->adjustment, gtk_adjustment_get_value (scroll->adjustment) + scroll->step);

  return G_SOURCE_CONTINUE;
}

static void
bench_scroll (GtkScrollable *view, const char *name, double step)
{
  CrmBench bench;
  Scroll   scroll = { gtk_scrollable_get_vadjustment (view), step };
  guint    tick;
  guint    end;

  bench_rest ();
  crm_bench_begin (&bench, name);
  tick = gtk_widget_add_tick_callback (GTK_WIDGET (view), scroll_cb, &scroll, NULL);
  bench_frames = &bench;
  end = frames + FRAMES;
  while (frames < end)
    g_main_context_iteration (NULL, TRUE);
  bench_frames = NULL;
  gtk_widget_remove_tick_callback (GTK_WIDGET (view), tick);
  crm_bench_end (&bench, (CrmBenchTarget){ .max = 16 });
}

static void
jump_to_middle (GtkScrollable *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (view);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
}

static void
bench_scrolling (void)
{
  gpointer view;

  bench_rest ();
  view = bench_find_shown (get_list (), GTK_TYPE_COLUMN_VIEW);
  g_assert_nonnull (view);
  bench_scroll (view, "scroll the table, 40 pixels a frame", 40);
  bench_scroll (view, "scroll the table, flung, 1,500 pixels a frame", 1500);
  jump_to_middle (view);
  bench_scroll (view, "scroll the table back from its middle, 150 a frame", -150);
  tell_memory ("anonymous memory, after scrolling to the middle");
}

static void
bench_sort (void)
{
  static const char *const orders[] = { "newest", "changed", "lifecycle", "name" };
  Answer                   answer;

  answer_begin (&answer, "sort everybody anew");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (orders); i++)
    {
      answer_start (&answer);
      gtk_widget_activate_action (GTK_WIDGET (get_list ()), "list.sort", "s", orders[i % G_N_ELEMENTS (orders)]);
      answer_stop (&answer);
    }
  answer_end (&answer, (CrmBenchTarget){ .p50 = 150 });
}

static void
measure_filter (const char *what, const char *const *texts, guint n_texts)
{
  CrmFilterBar    *filters = bench_find_shown (get_list (), CRM_TYPE_FILTER_BAR);
  g_autofree char *again = g_strdup_printf ("%s: show everybody again", what);
  Answer           narrow;
  Answer           widen;

  answer_begin (&narrow, what);
  answer_begin (&widen, again);
  for (guint i = 0; i < n_texts; i++)
    {
      answer_start (&narrow);
      crm_filter_bar_set_text (filters, texts[i]);
      answer_stop (&narrow);
      answer_start (&widen);
      crm_filter_bar_set_text (filters, NULL);
      answer_stop (&widen);
    }
  answer_end (&narrow, (CrmBenchTarget){ .p50 = 150 });
  answer_end (&widen, (CrmBenchTarget){ .p50 = 150 });
}

static void
bench_filter (void)
{
  static const char *const one[] = { "lifecycle = lead", "lifecycle = prospect", "lifecycle = first_time", "lifecycle = repeat", "lifecycle = loyal" };
  static const char *const three[] = {
    "lifecycle = loyal and source ~ fair and created_at = \"this year\"",
    "not lifecycle = lead and source is set and last_contact < \"60 days ago\"",
    "(lifecycle = repeat or lifecycle = loyal) and not source = web and addresses.city is set",
  };

  measure_filter ("filter everybody by life cycle", one, G_N_ELEMENTS (one));
  measure_filter ("filter everybody by three conditions", three, G_N_ELEMENTS (three));
}

static void
type_word (Answer *answer, const char *word)
{
  const char *end = word;

  while (*end != '\0')
    {
      g_autofree char *typed = NULL;

      end = g_utf8_next_char (end);
      typed = g_strndup (word, (gsize) (end - word));
      answer_start (answer);
      crm_directory_list_search (get_list (), typed);
      answer_stop (answer);
    }
  crm_directory_list_search (get_list (), "");
}

static void
bench_search (void)
{
  static const char *const words[] = { "smith", "a", "s", "علی", "م", "laura", "0912", "zoe" };
  Answer                   answer;

  answer_begin (&answer, "a key of search, to the frame with all of its hits");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    type_word (&answer, words[i]);
  answer_end (&answer, (CrmBenchTarget){ .p50 = 150 });
}

static GtkWindow *
find_palette (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i);

      if (CRM_IS_PALETTE (each))
        return each;
    }

  return NULL;
}

static gboolean
shows_group (GtkListBox *list, CrmHitGroup group)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      if (crm_hit_row_get_hit (CRM_HIT_ROW (row))->group == group)
        return TRUE;
    }

  return FALSE;
}

static void
bench_palette (void)
{
  static const char *const typed[] = { "s", "sm", "smi", "smith", "l", "la", "lau", "م", "مح", "علی", "رضا", "09", "0912" };
  GtkEditable             *entry;
  GtkListBox              *list;
  Answer                   answer;

  g_action_group_activate_action (G_ACTION_GROUP (bench_window), "find", NULL);
  entry = bench_find_shown (find_palette (), GTK_TYPE_SEARCH_ENTRY);
  list = bench_find_shown (find_palette (), GTK_TYPE_LIST_BOX);
  answer_begin (&answer, "a key of the palette, to the frame with the people");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gtk_editable_set_text (entry, ">");
      answer_start (&answer);
      gtk_editable_set_text (entry, typed[i]);
      while (!shows_group (list, CRM_HIT_PERSON))
        g_main_context_iteration (NULL, TRUE);
      answer_stop (&answer);
    }
  answer_end (&answer, (CrmBenchTarget){ .p95 = 33 });
  gtk_window_close (find_palette ());
}

static CrmRecord *
load_first_person (void)
{
  CrmStore *store = crm_context_get_store (crm_window_get_context (bench_window));
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_set_order (query, "id", FALSE);
  g_assert_true (crm_store_query (store, query, 1, ids, NULL));

  return crm_store_get (store, g_array_index (ids, gint64, 0), NULL);
}

static void
bench_timeline (void)
{
  g_autoptr (CrmRecord) person = load_first_person ();
  CrmPage *page = crm_window_get_page (bench_window);
  CrmBench frame;
  Answer   answer;

  crm_bench_begin (&frame, "open a person with 100,000 events, first frame");
  answer_begin (&answer, "open a person with 100,000 events, all there");
  for (guint i = 0; i < 7; i++)
    {
      answer_start (&answer);
      crm_bench_start (&frame);
      crm_page_open (page, person);
      bench_wait_for_frame ();
      crm_bench_stop (&frame);
      answer_stop (&answer);
      crm_page_go_back (page);
    }
  crm_bench_end (&frame, (CrmBenchTarget){ 0 });
  answer_end (&answer, (CrmBenchTarget){ 0 });
}

/* What the program begins with: what is due, promised, going stale, quiet and celebrated, over all deals and activities. */
static void
bench_today (void)
{
  CrmBench bench;

  bench_rest ();
  crm_bench_begin (&bench, "Today, all of it");
  for (guint i = 0; i < 15; i++)
    {
      g_autoptr (CrmTodayList) list = NULL;

      crm_bench_start (&bench);
      list = crm_today_list_new (bench_window->context, 0);
      while (crm_today_list_is_loading (list))
        g_main_context_iteration (NULL, TRUE);
      crm_bench_stop (&bench);
    }
  crm_bench_end (&bench, (CrmBenchTarget){ .p50 = 50 });
}

typedef struct
{
  const char *name;
  void (*run) (void);
} Part;

/* In this order: the page of people must have been made. */
static const Part parts[] = {
  { "people", bench_people },
  { "scroll", bench_scrolling },
  { "pages", bench_pages },
  { "sort", bench_sort },
  { "filter", bench_filter },
  { "search", bench_search },
  { "palette", bench_palette },
  { "timeline", bench_timeline },
  { "today", bench_today },
};

static void
run_parts (const char *wanted)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (wanted != NULL && !g_str_equal (wanted, parts[i].name))
        continue;
      parts[i].run ();
      bench_go_to ("people");
      bench_wait_for_frame ();
      bench_rest ();
    }
}

static void
show_window (CrmApplication *application, const char *path)
{
  GdkFrameClock *clock;

  g_main_context_set_poll_func (NULL, poll_cb);
  bench_window = crm_window_new (GTK_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (bench_window));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench_window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  crm_window_open_path (bench_window, path);
  while (crm_window_get_page (bench_window) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (CrmApplication) application = NULL;

  if (argc < 2)
    {
      g_printerr ("usage: bench-window FILE [people|scroll|pages|sort|filter|search|palette|timeline|today|first-sync URL]\n");
      return 2;
    }

  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  show_window (application, argv[1]);
  if (argc > 2 && !g_str_equal (argv[2], "people"))
    bench_go_to ("people");
  if (argc > 3)
    crm_bench_missed += bench_first_sync (argv[3]);
  else
    run_parts (argc > 2 ? argv[2] : NULL);
  g_print ("%u missed\n", crm_bench_missed);
  gtk_window_destroy (GTK_WINDOW (bench_window));

  return 0;
}
