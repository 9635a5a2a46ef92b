#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* The steps of a sale, as several rooms offer them: each is one change, told of in a toast with Undo, and shows what it made. */

void     crm_sale_step_begin (CrmContext *context, const char *type_name, CrmRecord *customer);
void     crm_sale_step_make (CrmContext *context, CrmRecord *from, const char *type_name);
void     crm_sale_step_set_status (CrmContext *context, CrmRecord *document, const char *status);
void     crm_sale_step_pay (CrmContext *context, CrmRecord *invoice, CrmRecord *payment, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_sale_step_pay_finish (CrmContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
