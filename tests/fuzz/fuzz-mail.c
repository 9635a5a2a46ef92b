/* Reads the input as a mailbox or a message. */

#include "config.h"

#include "crm-error.h"
#include "crm-mail-reader.h"
#include "fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void
check_mail (CrmMail *mail)
{
  fuzz_check (mail->id != NULL && mail->thread != NULL);
  fuzz_check (mail->text == NULL || g_utf8_validate (mail->text, -1, NULL));
  fuzz_check (mail->subject == NULL || g_utf8_validate (mail->subject, -1, NULL));
  for (guint i = 0; i < mail->files->len; i++)
    fuzz_check (((CrmMailFile *) g_ptr_array_index (mail->files, i))->bytes != NULL);
}

static void
read_all (const char *path, gboolean is_mailbox)
{
  g_autoptr (CrmMailReader) reader = crm_mail_reader_new (path, is_mailbox, NULL);

  while (reader != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CrmMail) mail = crm_mail_reader_next (reader, &error);

      if (mail == NULL && !g_error_matches (error, CRM_ERROR, CRM_ERROR_INVALID))
        break;
      if (mail != NULL)
        check_mail (mail);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int              fd = memfd_create ("mail", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  if (write (fd, data, size) == (gssize) size)
    read_all (path, size % 2 == 1);
  close (fd);

  return 0;
}
