#include "config.h"

#include "crm-json-slice.h"

#include <math.h>
#include <string.h>

/* Up to here every integer is a double. */
#define EXACT_MAX 9007199254740992.0

static double
to_double (CrmJsonSlice self)
{
  g_autofree char *copy = crm_json_slice_dup (self);

  return g_ascii_strtod (copy, NULL);
}

static gboolean
equal_numbers (CrmJsonSlice a, CrmJsonSlice b)
{
  double x = to_double (a);
  double y = to_double (b);

  /* Servers write 1.0 as 1, and 12345678901234567890 as 12345678901234567000. */
  if (crm_json_slice_is_integer (a) && crm_json_slice_is_integer (b) && fabs (x) <= EXACT_MAX)
    return x == y;

  return x == y || nextafter (x, y) == y;
}

/* A key is found by its text, or where it is none, as it is written. */
static CrmJsonSlice
find_key (CrmJsonSlice object, CrmJsonSlice key)
{
  g_autofree char *name = crm_json_slice_dup_text (key);
  CrmJsonSlice     found = { NULL, 0 };
  CrmJsonSlice     other, value;
  CrmJsonIter      iter;

  if (name != NULL)
    return crm_json_slice_find (object, name);

  crm_json_iter_init (&iter, object);
  while (crm_json_iter_next (&iter, &other, &value))
    {
      if (other.length == key.length && memcmp (other.text, key.text, key.length) == 0)
        found = value;
    }

  return found;
}

static gboolean
contains_members (CrmJsonSlice object, CrmJsonSlice other)
{
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  crm_json_iter_init (&iter, other);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      if (!crm_json_slice_equal (find_key (object, key), find_key (other, key)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
equal_elements (CrmJsonSlice a, CrmJsonSlice b)
{
  CrmJsonSlice key, x, y;
  CrmJsonIter  left, right;

  crm_json_iter_init (&left, a);
  crm_json_iter_init (&right, b);
  for (;;)
    {
      gboolean more = crm_json_iter_next (&left, &key, &x);

      if (more != crm_json_iter_next (&right, &key, &y))
        return FALSE;
      if (!more)
        return TRUE;
      if (!crm_json_slice_equal (x, y))
        return FALSE;
    }
}

static gboolean
equal_strings (CrmJsonSlice a, CrmJsonSlice b)
{
  g_autofree char *text = NULL;

  if (memchr (a.text, '\\', a.length) == NULL && memchr (b.text, '\\', b.length) == NULL)
    return FALSE; /* their bytes were compared */

  text = crm_json_slice_dup_text (a);

  return text != NULL && crm_json_slice_is_text (b, text);
}

/**
 * crm_json_slice_equal:
 *
 * Returns: whether both mean the same: members may stand in another order, numbers and strings be written otherwise
 */
gboolean
crm_json_slice_equal (CrmJsonSlice self, CrmJsonSlice other)
{
  CrmJsonKind kind = crm_json_slice_get_kind (self);

  if (kind != crm_json_slice_get_kind (other))
    return FALSE;
  if (self.length == other.length && (self.length == 0 || memcmp (self.text, other.text, self.length) == 0))
    return TRUE;

  switch (kind)
    {
    case CRM_JSON_OBJECT:
      return contains_members (self, other) && contains_members (other, self);
    case CRM_JSON_ARRAY:
      return equal_elements (self, other);
    case CRM_JSON_STRING:
      return equal_strings (self, other);
    case CRM_JSON_NUMBER:
      return equal_numbers (self, other);
    case CRM_JSON_NOTHING:
    case CRM_JSON_BOOLEAN:
    case CRM_JSON_NULL:
    default:
      return FALSE;
    }
}
