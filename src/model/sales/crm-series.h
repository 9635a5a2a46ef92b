#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_SERIES (crm_series_get_type ())

/* The numbers that one device gives to one kind of document, one after the other.
 *
 * No two devices ever give the same: each has series of its own, which nobody else writes, and puts its label before the number. The file of a
 * business that is alone has no label: 1, 2, 3. What joins others, or shares a file before it gave its first number, gets a label of four letters,
 * made from what the device is known by. A number that was given stays with its document, also when what gave it is undone (CRM_FIELD_GIVEN),
 * and a document that has one cannot be deleted: so none is missing and none is given twice. */
CRM_DECLARE_RECORD (CrmSeries, crm_series, CRM, SERIES)

#define CRM_SERIES_LABEL_LETTERS 4

gboolean crm_series_take (CrmRecordContext *context, CrmRecord *document, const char *kind, GError **error);

G_END_DECLS
