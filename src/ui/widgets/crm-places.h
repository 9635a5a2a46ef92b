#pragma once

#include "crm-record-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_PLACE (crm_place_get_type ())
#define CRM_TYPE_PLACES (crm_places_get_type ())

/* A row of a list, and who stands there now. Signal: "changed" (): somebody else, or something about them. */
G_DECLARE_FINAL_TYPE (CrmPlace, crm_place, CRM, PLACE, GObject)

/* The rows of a record list. Signal: "replaced" (): others stand in some of the rows. */
G_DECLARE_FINAL_TYPE (CrmPlaces, crm_places, CRM, PLACES, GObject)

CrmPlaces     *crm_places_new (CrmRecordList *records);
void           crm_places_retire (CrmPlaces *self);
CrmRecordList *crm_places_get_records (CrmPlaces *self);
void           crm_places_reach (CrmPlaces *self, guint position);
CrmRecord     *crm_place_get_record (CrmPlace *self);

G_END_DECLS
