#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* Money is a whole number of a currency's smallest unit: cents, fils, rials. It is never a floating-point number. */

typedef struct
{
  char        code[4]; /* ISO 4217 */
  guint8      digits;  /* decimal digits of the minor unit: 2 for EUR, 0 for IRR and JPY, 3 for KWD */
  const char *symbol;  /* shown with amounts; the code where there is no symbol of its own */
  const char *name;    /* English, untranslated: show crm_currency_name() */
} CrmCurrency;

typedef enum
{
  CRM_MONEY_STYLE_FULL,    /* 2,500,000 toman, €1,234.50, with its unit */
  CRM_MONEY_STYLE_SHORT,   /* 48 M, without its unit: for cards and axes whose head names it */
  CRM_MONEY_STYLE_FIGURES, /* 2,500,000, 1,234.50, without its unit: for tables whose head names it */
  CRM_MONEY_STYLE_PLAIN,   /* 1234.50, ASCII, in the currency's own unit, for export */
} CrmMoneyStyle;

const CrmCurrency *crm_currency_find (const char *code);
const CrmCurrency *crm_currency_list (gsize *n_currencies);
const char        *crm_currency_name (const CrmCurrency *currency);
const char        *crm_currency_unit (const char *code, const CrmCulture *culture);

gboolean crm_money_parse (const char       *text,
                          const char       *currency,
                          const CrmCulture *culture,
                          gint64           *minor,
                          char              out_currency[4],
                          GError          **error);
char    *crm_money_format (gint64 minor, const char *currency, const CrmCulture *culture, CrmMoneyStyle style);
char    *crm_money_words (gint64 minor, const char *currency, const CrmCulture *culture, const char *language);

G_END_DECLS
