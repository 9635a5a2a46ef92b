/* Reads the input as a filter. What was read is written, and read again it is the same. */

#include "config.h"

#include "crm-expression.h"
#include "fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmExpression) expression = g_utf8_validate (text, -1, NULL) ? crm_expression_parse (text, &error) : NULL;
  g_autoptr (CrmExpression) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  if (expression == NULL)
    return 0;

  once = crm_expression_to_string (expression);
  again = crm_expression_parse (once, &error);
  fuzz_check (again != NULL);
  twice = crm_expression_to_string (again);
  fuzz_check (strcmp (once, twice) == 0);

  return 0;
}
