#include "config.h"

#include "crm-error.h"

G_DEFINE_QUARK (crm_error, crm_error)
