#pragma once

#include "crm-event-kind.h"
#include "crm-object.h"
#include "crm-when.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What stands in the composer, as it was typed. */
typedef struct
{
  const CrmEventKind *kind;
  char               *text;      /* (owned) */
  char               *when;      /* (owned) */
  char               *duration;  /* (owned) */
  guint               direction; /* of its drop-down */
  guint               outcome;   /* likewise */
  GPtrArray          *files;     /* (owned) (element-type GFile) */
} CrmEventDraft;

void crm_event_draft_free (CrmEventDraft *self);

gboolean crm_event_draft_read_duration (const char *text, gint64 *seconds);
void     crm_event_draft_set_content (CrmObject *event, const char *content);
void     crm_event_draft_set_when (CrmObject *event, CrmWhen when);

G_END_DECLS
