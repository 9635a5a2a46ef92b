#pragma once

#include "crm-celebrations.h"
#include "crm-context.h"

G_BEGIN_DECLS

/* The sections of the page, in their order. */
typedef enum
{
  CRM_TODAY_OVERDUE,
  CRM_TODAY_TODAY,
  CRM_TODAY_PROMISED,
  CRM_TODAY_ANSWER,
  CRM_TODAY_STALE,
  CRM_TODAY_QUIET,
  CRM_TODAY_CELEBRATE,
  CRM_TODAY_SOON,
  CRM_TODAY_N_SECTIONS,
} CrmTodaySection;

/* What a row says of a record. */
typedef struct
{
  char    *what;   /* (owned) */
  char    *who;    /* (owned) (nullable): with whom, or why it is there */
  char    *when;   /* (owned) */
  gboolean urgent; /* somebody said so */
  gboolean late;
} CrmTodayText;

const char *crm_today_section_get_head (CrmTodaySection section);
gboolean    crm_today_section_is_planned (CrmTodaySection section);
gboolean    crm_today_section_is_about_itself (CrmTodaySection section);
gboolean    crm_today_section_is_spoken (CrmTodaySection section);
CrmQuery   *crm_today_section_make_query (CrmTodaySection section, CrmDate today, const char *search, gint64 user);

void   crm_today_text_init (CrmTodayText *self, CrmContext *context, CrmTodaySection section, CrmRecord *record, const CrmCelebration *celebration);
void   crm_today_text_clear (CrmTodayText *self);
gint64 crm_today_find_subject (CrmRecord *record);

G_END_DECLS
