#include "config.h"

#include "crm-sync-error.h"

G_DEFINE_QUARK (crm_sync_error, crm_sync_error)
