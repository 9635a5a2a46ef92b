#include "config.h"

#include "crm-mail-reader.h"

#include "crm-error.h"
#include "crm-mail-message.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

struct _CrmMailReader
{
  GMimeStream *stream; /* (owned) */
  GMimeStream *again;  /* (owned): the same file, for the messages as they came */
  GMimeParser *parser; /* (owned) */
  guint64      size;
  gint64       position; /* up to where lines are counted */
  guint64      line;     /* there */
  guint64      message_line;
  gboolean     is_mbox;
  gboolean     begins_within;
  gboolean     is_over; /* the parser stays where it is, or has read the one message there is */
  gint64       parsed;  /* up to where the parser was the last time */
};

/* What every message of a mailbox begins with. */
#define MARKER "From "

/* Bytes in which the first is looked for. */
#define HEAD (1024 * 1024)

/* Fields of which a message has one before any that programs add to it. */
static const char *const first_fields[] = {
  "received:",
  "return-path:",
  "delivered-to:",
  "from:",
  "to:",
  "date:",
  "subject:",
  "message-id:",
  "mime-version:",
  "x-gm-thrid:",
  "x-mozilla-status:",
  "x-account-key:",
  "dkim-signature:",
  "authentication-results:",
  "arc-seal:",
};

/**
 * crm_mail_looks_like_mbox:
 * @head: the beginning of a file
 */
gboolean
crm_mail_looks_like_mbox (const char *head)
{
  const char *line = g_str_has_prefix (head, "From ") ? strchr (head, '\n') : NULL;

  return line != NULL && (crm_mail_looks_like_message (line + 1) || strcspn (line + 1, ":\n ") < strcspn (line + 1, "\n "));
}

/**
 * crm_mail_looks_like_message:
 * @head: the beginning of a file
 */
gboolean
crm_mail_looks_like_message (const char *head)
{
  for (guint i = 0; i < G_N_ELEMENTS (first_fields); i++)
    {
      if (g_ascii_strncasecmp (head, first_fields[i], strlen (first_fields[i])) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
init_gmime (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      g_once_init_leave (&once, 1);
    }
}

static GMimeStream *
open_stream (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    {
      int number = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _ ("The file cannot be read: %s"), g_strerror (number));
      return NULL;
    }

  return g_mime_stream_fs_new (fd);
}

/* Where the first message of a file begins that is said to be a mailbox, and begins within a message or with blank lines. Returns: -1 where there is none */
static gint64
search_first (GMimeStream *stream, gboolean *begins_within)
{
  g_autofree char *head = g_malloc0 (HEAD + 1);
  gssize           n = g_mime_stream_read (stream, head, HEAD);
  const char      *marker = n > 0 ? g_strstr_len (head, n, "\n" MARKER) : NULL;

  g_mime_stream_reset (stream);
  *begins_within = marker != NULL && head + strspn (head, " \t\r\n") < marker;

  return marker != NULL ? marker + 1 - head : -1;
}

static gboolean
begins_as_mbox (GMimeStream *stream)
{
  char   head[sizeof MARKER] = "";
  gssize n = g_mime_stream_read (stream, head, sizeof head - 1);

  g_mime_stream_reset (stream);

  return n == (gssize) sizeof head - 1 && g_str_equal (head, MARKER);
}

/* Where the first message of a mailbox begins. Returns: -1 for the file of a single message */
static gint64
find_first (GMimeStream *stream, gboolean is_mailbox, gboolean *begins_within)
{
  if (begins_as_mbox (stream))
    return 0;

  return is_mailbox ? search_first (stream, begins_within) : -1;
}

/**
 * crm_mail_reader_new:
 * @path: of a mailbox or a message
 * @is_mailbox: whether it is said to be a mailbox, whatever it begins with
 *
 * Reads the disk: for a worker.
 *
 * Returns: (transfer full) (nullable): a reader, or %NULL with @error set
 */
CrmMailReader *
crm_mail_reader_new (const char *path, gboolean is_mailbox, GError **error)
{
  g_autoptr (CrmMailReader) self = g_new0 (CrmMailReader, 1);
  struct stat info;
  gint64      first;

  init_gmime ();
  self->line = 1;
  self->stream = open_stream (path, error);
  self->again = self->stream != NULL ? open_stream (path, error) : NULL;
  if (self->again == NULL)
    return NULL;

  self->size = stat (path, &info) == 0 ? (guint64) info.st_size : 0;
  self->parser = g_mime_parser_new ();
  first = find_first (self->stream, is_mailbox, &self->begins_within);
  self->is_mbox = first >= 0;
  g_mime_stream_seek (self->stream, MAX (first, 0), GMIME_STREAM_SEEK_SET);
  g_mime_parser_set_format (self->parser, self->is_mbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
  g_mime_parser_init_with_stream (self->parser, self->stream);
  /* What parts hold stays in the file until it is asked for. */
  g_mime_parser_set_persist_stream (self->parser, TRUE);

  return g_steal_pointer (&self);
}

void
crm_mail_reader_free (CrmMailReader *self)
{
  g_clear_object (&self->parser);
  g_clear_object (&self->stream);
  g_clear_object (&self->again);
  g_free (self);
}

/* Moves on to @until, counting lines. Returns: the bytes on the way, unless they are too many; NULL where @keep is not set */
static GBytes *
move_to (CrmMailReader *self, gint64 until, gboolean keep)
{
  g_autoptr (GByteArray) kept = keep && until - self->position <= CRM_MAIL_ORIGINAL_MAX ? g_byte_array_new () : NULL;
  char buffer[65536];

  g_mime_stream_seek (self->again, self->position, GMIME_STREAM_SEEK_SET);
  while (self->position < until)
    {
      gssize n = g_mime_stream_read (self->again, buffer, (gsize) MIN (until - self->position, (gint64) sizeof buffer));

      if (n <= 0)
        break;
      for (gssize i = 0; i < n; i++)
        self->line += buffer[i] == '\n';
      if (kept != NULL)
        g_byte_array_append (kept, (const guint8 *) buffer, (guint) n);
      self->position += n;
    }

  return kept != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&kept)) : NULL;
}

static gboolean
says_something (CrmMail *mail)
{
  return mail->from->len > 0 || mail->to->len > 0 || mail->subject != NULL;
}

/* A line of a letter that begins with From has a bracket more in a mailbox, that it may not look like the beginning of the next. */
static void
unquote (CrmMail *mail)
{
  g_autoptr (GRegex) quoted = g_regex_new ("^>(>*From )", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *text = mail->text;

  mail->text = text != NULL ? g_regex_replace (quoted, text, -1, 0, "\\1", 0, NULL) : NULL;
}

/* "From lena@example.com Fri Mar 21 14:30:00 2025": when it was put into the mailbox. */
static void
take_date_of_marker (CrmMailReader *self, CrmMail *mail)
{
  g_autofree char *marker = g_mime_parser_get_mbox_marker (self->parser);
  const char      *sender = marker != NULL ? strchr (marker, ' ') : NULL;
  const char      *day = sender != NULL ? strchr (sender + 1, ' ') : NULL;
  g_autoptr (GDateTime) date = day != NULL ? g_mime_utils_header_decode_date (day + 1) : NULL;

  if (date != NULL && g_date_time_to_unix (date) > 0)
    mail->date = g_date_time_to_unix (date) * G_USEC_PER_SEC;
}

static void
settle_as_of_mbox (CrmMailReader *self, CrmMail *mail)
{
  if (!self->is_mbox)
    return;

  unquote (mail);
  if (mail->date == CRM_MAIL_NO_DATE)
    take_date_of_marker (self, mail);
}

/**
 * crm_mail_reader_begins_within:
 *
 * Returns: whether the file begins within a message, which is not read
 */
gboolean
crm_mail_reader_begins_within (CrmMailReader *self)
{
  return self->begins_within;
}

/**
 * crm_mail_reader_next:
 *
 * Returns: (transfer full) (nullable): the next message; %NULL at the end, or with %CRM_ERROR_INVALID for what is no message, after which one may
 *   go on
 */
CrmMail *
crm_mail_reader_next (CrmMailReader *self, GError **error)
{
  GMimeMessage *message = self->is_over || g_mime_parser_eos (self->parser) ? NULL : g_mime_parser_construct_message (self->parser, NULL);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (CrmMail) mail = NULL;
  gboolean was_over = self->is_over;

  self->is_over |= !self->is_mbox || g_mime_parser_tell (self->parser) <= self->parsed;
  self->parsed = g_mime_parser_tell (self->parser);
  if (message == NULL)
    {
      self->message_line = self->line;
      move_to (self, self->parsed, FALSE);
      if (!was_over && self->size > 0 && !g_mime_parser_eos (self->parser))
        g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This is no message."));
      return NULL;
    }

  move_to (self, g_mime_parser_get_headers_begin (self->parser), FALSE);
  self->message_line = self->line;
  original = move_to (self, self->parsed, TRUE);
  mail = crm_mail_read_message (message, original);
  mail->line = self->message_line;
  settle_as_of_mbox (self, mail);
  g_clear_object (&message);
  if (says_something (mail) && mail->id != NULL)
    return g_steal_pointer (&mail);

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This is no message: it is from nobody, and to nobody."));
  return NULL;
}

/**
 * crm_mail_reader_get_line:
 *
 * Returns: where the message begins that was read last
 */
guint64
crm_mail_reader_get_line (CrmMailReader *self)
{
  return self->message_line;
}

guint64
crm_mail_reader_get_bytes_read (CrmMailReader *self)
{
  return (guint64) self->position;
}

guint64
crm_mail_reader_get_size (CrmMailReader *self)
{
  return self->size;
}
