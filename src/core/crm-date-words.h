#pragma once

#include "crm-date.h"

G_BEGIN_DECLS

/* The words of typed dates, in English and Persian at once and in the language of the interface. Internal to core. */

typedef enum
{
  CRM_DATE_WORD_UNKNOWN,
  CRM_DATE_WORD_NOISE,     /* of, the, … */
  CRM_DATE_WORD_SHIFT,     /* today, tomorrow: value is a number of days */
  CRM_DATE_WORD_COUNT,     /* one, two: value is the number */
  CRM_DATE_WORD_DIRECTION, /* value is 1 for next, in and later, -1 for last and ago, 0 for this */
  CRM_DATE_WORD_UNIT,      /* value is one of d w m y */
  CRM_DATE_WORD_WEEKDAY,   /* value is 1 for Monday to 7 for Sunday */
  CRM_DATE_WORD_GREGORIAN, /* a month: value is 1 to 12 */
  CRM_DATE_WORD_JALALI,
} CrmDateWordKind;

typedef struct
{
  CrmDateWordKind kind;
  int             value;
} CrmDateWord;

CrmDateWord crm_date_word_look_up (const char *joined);

G_END_DECLS
