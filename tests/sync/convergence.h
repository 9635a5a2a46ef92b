#pragma once

#include "sync-testing.h"

/* A world of devices, and what people do in it. */

#define MAX_DEVICES 5

typedef struct
{
  GRand        *rand;
  char         *folder;
  CrmFakeCouch *couch;
  CrmFakeCouch *copy; /* (nullable) */
  Device        devices[MAX_DEVICES];
  guint         n_devices;
  guint         n_tokens;
  GHashTable   *wanted;  /* tokens that somebody must find at the end */
  GString      *strange; /* tokens of documents that no device wrote */
  gboolean      mended;
} World;

guint roll (World *world, guint n);
void  step (World *world);
