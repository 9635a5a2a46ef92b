#pragma once

#include "crm-record-facts.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_PLAIN_DETAIL (crm_plain_detail_get_type ())

/* A record that has nothing but facts, edited in place: a product, a payment, an answer. A CrmDirectoryDetail. */
G_DECLARE_FINAL_TYPE (CrmPlainDetail, crm_plain_detail, CRM, PLAIN_DETAIL, GtkWidget)

GtkWidget *crm_plain_detail_new (CrmContext *context, const CrmRecordFact *facts, guint n_facts);

G_END_DECLS
