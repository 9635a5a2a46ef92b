#pragma once

#include <glib.h>
#include <stdlib.h>

/* What the fuzzers share. One function takes any bytes and aborts when what must hold does not. */

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

#define fuzz_check(condition)                                                     \
  G_STMT_START                                                                    \
  {                                                                               \
    if (G_UNLIKELY (!(condition)))                                                \
      {                                                                           \
        g_printerr ("%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition); \
        abort ();                                                                 \
      }                                                                           \
  }                                                                               \
  G_STMT_END
