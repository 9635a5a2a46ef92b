#include "config.h"

#include "crm-lifecycle.h"

#include <glib/gi18n-lib.h>

const CrmChoice crm_lifecycle_choices[] = {
  { "lead", N_ ("Lead") },
  { "prospect", N_ ("Prospect") },
  { "first_time", N_ ("First-time customer") },
  { "repeat", N_ ("Repeat customer") },
  { "loyal", N_ ("Loyal customer") },
  { "dormant", N_ ("Dormant") },
  { "lost", N_ ("Lost customer") },
  { "won_back", N_ ("Won back") },
  { NULL, NULL },
};
