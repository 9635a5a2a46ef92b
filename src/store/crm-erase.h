#pragma once

#include "crm-connection.h"
#include "crm-reading.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* Somebody asks that everything about them be erased: from records, the journal, the search and files, so that their words are nowhere among the bytes of the
 * file. It cannot be undone. What is left is told beforehand. */

typedef enum
{
  CRM_ERASE_GONE,    /* erased whole */
  CRM_ERASE_EMPTIED, /* its words are erased; its figures and days stay, so that reports stay true */
  CRM_ERASE_SHARED,  /* about another customer as well: stays as it is */
  CRM_ERASE_NEEDED,  /* a document that was issued to them, or its payment: the law wants it kept, with their name and address */
  CRM_ERASE_N_FATES
} CrmEraseFate;

typedef struct
{
  gint64       record;
  CrmEraseFate fate;
} CrmErasePart;

/**
 * CrmErasePlan:
 * @person: themselves: EMPTIED but for name and address, where something is NEEDED; GONE otherwise
 * @parts: (element-type CrmErasePart): the person, and all that refers to them, deleted or not
 * @counts: of those that are not deleted, the person apart: how many there are of each fate
 */
typedef struct
{
  gint64  person;
  GArray *parts;
  guint   counts[CRM_ERASE_N_FATES];
} CrmErasePlan;

CrmErasePlan *crm_erase_plan_new (CrmReading *reading, gint64 person, GError **error);
gboolean      crm_erase_plan_keeps_name (const CrmErasePlan *self);
void          crm_erase_plan_free (CrmErasePlan *self);

void     crm_erase_async (CrmStore *store, gint64 person, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_erase_finish (CrmStore *store, GAsyncResult *result, GError **error);
gboolean crm_erase (CrmStore *store, gint64 person, GError **error);

gboolean   crm_erased_has (CrmConnection *connection, gint64 record);
GPtrArray *crm_erase_list_uids (CrmReading *reading, GError **error);
gboolean   crm_erase_again (CrmStore *store, GPtrArray *uids, guint *n_erased, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmErasePlan, crm_erase_plan_free)

G_END_DECLS
