#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a run of figures and separators is worth. Internal to core. */

#define CRM_MONEY_FIGURES_MAX 60

/* Separators as they were typed, but for two that leave no doubt. */
#define CRM_MONEY_SURE_POINT 'D'
#define CRM_MONEY_SURE_GROUP 'G'

typedef enum
{
  CRM_MONEY_FIGURES_GOOD,
  CRM_MONEY_FIGURES_UNCLEAR, /* the separators make no sense */
  CRM_MONEY_FIGURES_TOO_LARGE,
} CrmMoneyFigures;

CrmMoneyFigures crm_money_figures_read (const char *figures, gboolean point_likely, guint64 *mantissa, int *decimals);

G_END_DECLS
