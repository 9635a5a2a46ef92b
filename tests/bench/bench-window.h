#pragma once

#include "crm-bench.h"
#include "crm-window-private.h"

G_BEGIN_DECLS

/* What the benchmarks of the window share: bench-window.c has it. */

extern CrmWindow *bench_window;
extern CrmBench  *bench_frames; /* (nullable): gets the work of each frame */

gpointer bench_find_shown (gpointer root, GType type);
void     bench_wait_for_frame (void);
void     bench_rest (void);
void     bench_go_to (const char *page);
double   bench_read_rollup (const char *field);
void     bench_begin_hold (void);
double   bench_get_hold (double *own);

guint bench_first_sync (const char *url);

G_END_DECLS
