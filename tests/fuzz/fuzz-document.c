/* Three texts with NULs between: a value and two edits of it, as a server may send them. They are read, compared and merged. */

#include "config.h"

#include "crm-json-slice.h"
#include "crm-merge-fields.h"
#include "fuzz.h"

#include <string.h>

#define TEXTS 3

/* Everything in it, so that each is read once. */
static void
walk (CrmJsonSlice slice, guint depth)
{
  g_autofree char *text = crm_json_slice_dup_text (slice);
  CrmJsonSlice     key, value;
  CrmJsonIter      iter;
  gint64           number;

  fuzz_check (text == NULL || g_utf8_validate (text, -1, NULL));
  fuzz_check (text == NULL || crm_json_slice_is_text (slice, text));
  crm_json_slice_get_integer (slice, &number);
  crm_json_iter_init (&iter, slice);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      fuzz_check (value.text >= slice.text && value.text + value.length <= slice.text + slice.length);
      if (depth < 4)
        walk (value, depth + 1);
    }
}

static void
merge (const CrmJsonSlice *texts)
{
  CrmMergeSide mine = { texts[1], 2, "a" };
  CrmMergeSide theirs = { texts[2], 1, "b" };
  CrmMergeSide unchanged = { texts[0], 2, "a" };
  CrmJsonSlice parsed;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_merge_loss_free);
  g_autofree char *merged = crm_merge_fields (NULL, texts[0], &mine, &theirs, losses);
  g_autofree char *taken = NULL;

  fuzz_check (crm_json_slice_parse (&parsed, merged, strlen (merged)));
  for (guint i = 0; i < losses->len; i++)
    {
      const CrmMergeLoss *loss = losses->pdata[i];

      fuzz_check (loss->kept == NULL || crm_json_slice_parse (&parsed, loss->kept, strlen (loss->kept)));
      fuzz_check (loss->lost == NULL || crm_json_slice_parse (&parsed, loss->lost, strlen (loss->lost)));
    }

  /* Where one side did nothing, nothing is lost. */
  g_ptr_array_set_size (losses, 0);
  taken = crm_merge_fields (NULL, texts[0], &unchanged, &theirs, losses);
  fuzz_check (losses->len == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  CrmJsonSlice texts[TEXTS];
  const char  *at = (const char *) data;
  const char  *end = at + size;
  guint        n_objects = 0;

  for (guint i = 0; i < TEXTS && at <= end; i++)
    {
      const char *next = at < end ? memchr (at, '\0', (gsize) (end - at)) : NULL;
      gsize       length = (gsize) ((next != NULL ? next : end) - at);

      if (crm_json_slice_parse (&texts[i], at, length))
        {
          walk (texts[i], 0);
          fuzz_check (crm_json_slice_equal (texts[i], texts[i]));
          crm_json_slice_is_clean (texts[i]);
          n_objects += crm_json_slice_get_kind (texts[i]) == CRM_JSON_OBJECT;
        }
      at += length + 1;
    }
  if (n_objects == TEXTS)
    merge (texts);

  return 0;
}
