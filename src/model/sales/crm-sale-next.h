#pragma once

#include "crm-sale.h"

G_BEGIN_DECLS

/* The document that is made from another: an order from a quote, an invoice from an order, a return from an invoice. It may take a part of the lines,
 * and what several take adds up to the first, discounts included. */

/* How much of a line has been taken already. */
typedef struct
{
  gint64 quantity; /* millionths */
  gint64 discount; /* minor units */
} CrmSaleTaken;

typedef struct
{
  GHashTable *lines;    /* (owned) (element-type utf8 CrmSaleTaken): by the ids of the lines */
  gint64      discount; /* minor units, of the whole */
} CrmSalePart;

CrmSalePart *crm_sale_part_new (void);
void         crm_sale_part_free (CrmSalePart *self);
void         crm_sale_part_add (CrmSalePart *self, CrmRecord *made);
gint64       crm_sale_part_get_left (const CrmSalePart *self, CrmObject *line);
gboolean     crm_sale_part_is_all (const CrmSalePart *self, CrmRecord *from);

gint64     crm_sale_line_get_quantity (CrmObject *line);
CrmItem   *crm_sale_line_new_of_product (CrmRecord *product, gint64 price_list, const char *day, const char *currency);
CrmRecord *crm_sale_make_next (CrmRecord *from, const char *type_name, const CrmSalePart *taken, GHashTable *wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmSalePart, crm_sale_part_free)

G_END_DECLS
