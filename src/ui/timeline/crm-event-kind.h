#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The kinds of events people write or filter by, in the order they are offered in. */

typedef struct
{
  const char *kind;      /* as timelines know it */
  const char *plural;    /* of a filter; translatable */
  const char *icon_name; /* symbolic */
  const char *title;     /* what is done when one is written, as Undo says it; translatable. NULL for what is not written here */
  const char *verb;      /* of the button that adds one; translatable. NULL likewise */
} CrmEventKind;

const CrmEventKind *crm_event_kind_list (guint *n_kinds);
const CrmEventKind *crm_event_kind_find (const char *kind);
const CrmEventKind *crm_event_kind_find_word (const char *word);
const char         *crm_event_kind_read_command (const char *text, const CrmEventKind **kind);
const char         *crm_event_kind_get_prompt (const CrmEventKind *self);

G_END_DECLS
