#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* Who works with the file. Whoever uses it now is the user whose name is the author of what is changed (crm_store_get_author()). */

/* Work that somebody else has given to a user, on another computer. */
typedef struct
{
  gint64 record;
  char  *author; /* (owned) (nullable): who gave it */
} CrmTeamGift;

guint  crm_team_count (CrmStore *store);
gint64 crm_team_find_me (CrmStore *store);
gint64 crm_team_join (CrmTransaction *transaction, GError **error);

GPtrArray *crm_team_list_given (CrmStore *store, gint64 user, gint64 *since);

G_END_DECLS
