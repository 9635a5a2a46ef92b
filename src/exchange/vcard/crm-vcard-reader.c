/* Reads a file of cards one by one in constant memory.
 *
 * The reader only finds where a card begins and ends: at END:VCARD, at the BEGIN:VCARD of the next one when the END is
 * missing, or at the end of the file. crm-vcard-parser.c reads what is between. A card that cannot be read is an error of
 * that card alone: see crm_vcard_reader_next(). Not thread-safe; blocking, so meant for a worker.
 */

#include "config.h"

#include "crm-vcard-reader.h"

#include "crm-error.h"
#include "crm-text-stream.h"
#include "crm-vcard-parser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER_SIZE (256 * 1024)
#define CARD_MAX (64 * 1024 * 1024)
#define LINE_MAX_OUTSIDE (1024 * 1024) /* of a line that is in no card */

struct _CrmVcardReader
{
  GObject parent_instance;

  CrmTextStream *text; /* (owned) */
  guint64        size;
  CrmProblems   *problems; /* (owned) */
  char           newline;

  char    *buffer; /* (owned) */
  gsize    capacity;
  gsize    begin; /* of what has not been read */
  gsize    end;
  gboolean at_end;
  guint64  line;      /* of @begin */
  guint64  card_line; /* of the card that was read last */

  /* The card found: it begins at @begin. How far it was looked through is kept while more is read. */
  gsize    looked;
  guint64  lines;
  guint    depth;
  gboolean after_agent;

  gsize    source; /* the last card that was returned */
  gsize    source_length;
  gboolean seen_card;
  gboolean seen_junk; /* since the last card */
};

G_DEFINE_FINAL_TYPE (CrmVcardReader, crm_vcard_reader, G_TYPE_OBJECT)

typedef enum
{
  FOUND,
  NOTHING_LEFT,
  FAILED,
} Found;

static gboolean
read_more (CrmVcardReader *self, GError **error)
{
  memmove (self->buffer, self->buffer + self->begin, self->end - self->begin);
  self->end -= self->begin;
  self->begin = 0;
  if (self->end == self->capacity)
    {
      self->capacity = MIN (2 * self->capacity, CARD_MAX);
      self->buffer = g_realloc (self->buffer, self->capacity);
    }

  while (!self->at_end && self->end < self->capacity)
    {
      gssize n = g_input_stream_read (G_INPUT_STREAM (self->text), self->buffer + self->end, self->capacity - self->end, NULL, error);

      if (n < 0)
        return FALSE;
      self->at_end = n == 0;
      self->end += (gsize) n;
    }

  return TRUE;
}

/* The length of the line at @at with its line end; 0 if the buffer ends before the line does. */
static gsize
line_length (const CrmVcardReader *self, gsize at)
{
  const char *stop = at < self->end ? memchr (self->buffer + at, self->newline, self->end - at) : NULL;

  if (stop != NULL)
    return (gsize) (stop - (self->buffer + at)) + 1;

  return self->at_end ? self->end - at : 0;
}

static gboolean
is_blank (const char *line, gsize length)
{
  while (length > 0 && g_ascii_isspace (*line))
    {
      line++;
      length--;
    }

  return length == 0;
}

static void
note_junk (CrmVcardReader *self)
{
  if (!self->seen_junk)
    crm_problems_add (self->problems, self->line, _ ("Lines that belong to no card were left out."));
  self->seen_junk = TRUE;
}

/* Moves @self->begin to the next BEGIN:VCARD. */
static Found
find_begin (CrmVcardReader *self, GError **error)
{
  for (;;)
    {
      gsize length = line_length (self, self->begin);

      if (length > 0)
        {
          if (crm_vcard_is_marker (self->buffer + self->begin, length, "BEGIN:"))
            return FOUND;
          if (!is_blank (self->buffer + self->begin, length))
            note_junk (self);
          self->begin += length;
          self->line++;
        }
      else if (self->at_end)
        return NOTHING_LEFT;
      else
        {
          if (self->end - self->begin > LINE_MAX_OUTSIDE)
            self->begin = self->end;
          if (!read_more (self, error))
            return FAILED;
        }
    }
}

/* "AGENT:" in version 2.1, after which a card within the card begins */
static gboolean
opens_agent (const char *line, gsize length)
{
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;

  return length >= 6 && line[length - 1] == ':' && g_ascii_strncasecmp (line, "AGENT", 5) == 0;
}

static gboolean
may_be_marker (char c)
{
  return c == 'B' || c == 'b' || c == 'E' || c == 'e' || c == 'A' || c == 'a';
}

/* Whether the card ends at the line at @self->looked; @length is how much of that line belongs to it. */
static gboolean
ends_card (CrmVcardReader *self, gsize *length)
{
  const char *line = self->buffer + self->looked;

  if (!may_be_marker (*line))
    {
      self->after_agent &= is_blank (line, *length);
      return FALSE;
    }
  if (crm_vcard_is_marker (line, *length, "END:"))
    return --self->depth == 0;
  if (crm_vcard_is_marker (line, *length, "BEGIN:"))
    {
      if (self->depth > 0 && !self->after_agent)
        {
          *length = 0;
          return TRUE;
        }
      self->depth++;
    }
  self->after_agent = opens_agent (line, *length);

  return FALSE;
}

static Found
skip_card (CrmVcardReader *self, GError **error)
{
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The card on line %lu is longer than 64 MB and was skipped."), (gulong) self->line);
  self->line += self->lines;
  self->begin = self->end;
  self->seen_junk = TRUE;

  return FAILED;
}

/* Finds the end of the card at @self->begin: @self->looked becomes what follows it. */
static Found
find_end (CrmVcardReader *self, GError **error)
{
  self->looked = self->begin;
  self->lines = 0;
  self->depth = 0;
  self->after_agent = FALSE;

  for (;;)
    {
      gsize    length = line_length (self, self->looked);
      gboolean ends;

      if (length == 0 && self->at_end)
        return FOUND;
      if (length == 0)
        {
          if (self->begin == 0 && self->end == CARD_MAX)
            return skip_card (self, error);
          self->looked -= self->begin;
          if (!read_more (self, error))
            return FAILED;
          continue;
        }
      ends = ends_card (self, &length);
      self->looked += length;
      self->lines += length > 0;
      if (ends)
        return FOUND;
    }
}

static gboolean
start (CrmVcardReader *self, GInputStream *stream, GError **error)
{
  self->text = crm_text_stream_new (stream, NULL, CRM_TEXT_KEEP_8_BIT, NULL, error);
  if (self->text == NULL || !read_more (self, error))
    return FALSE;
  if (memchr (self->buffer, '\n', self->end) == NULL && memchr (self->buffer, '\r', self->end) != NULL)
    self->newline = '\r';

  return TRUE;
}

static void
crm_vcard_reader_finalize (GObject *object)
{
  CrmVcardReader *self = CRM_VCARD_READER (object);

  g_clear_object (&self->text);
  g_free (self->buffer);
  crm_problems_free (self->problems);

  G_OBJECT_CLASS (crm_vcard_reader_parent_class)->finalize (object);
}

static void
crm_vcard_reader_class_init (CrmVcardReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_vcard_reader_finalize;
}

static void
crm_vcard_reader_init (CrmVcardReader *self)
{
  self->problems = crm_problems_new ();
  self->capacity = BUFFER_SIZE;
  self->buffer = g_malloc (self->capacity);
  self->newline = '\n';
  self->line = 1;
}

/**
 * crm_vcard_reader_new_for_stream:
 * @stream: the bytes of a file of cards
 *
 * Returns: (transfer full): a reader; %NULL with %CRM_ERROR_INVALID if the file is empty or plainly not text, or with the
 * error of reading
 */
CrmVcardReader *
crm_vcard_reader_new_for_stream (GInputStream *stream, GError **error)
{
  g_autoptr (CrmVcardReader) self = g_object_new (CRM_TYPE_VCARD_READER, NULL);

  if (!start (self, stream, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * crm_vcard_reader_new_for_path:
 * @path: a file
 *
 * As crm_vcard_reader_new_for_stream(), and knows the size of the file.
 *
 * Returns: (transfer full): a reader, or %NULL with an error
 */
CrmVcardReader *
crm_vcard_reader_new_for_path (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GFileInfo) info = NULL;
  CrmVcardReader *self;

  if (stream == NULL)
    return NULL;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  self = crm_vcard_reader_new_for_stream (G_INPUT_STREAM (stream), error);
  if (self != NULL && info != NULL)
    self->size = (guint64) g_file_info_get_size (info);

  return self;
}

static CrmVcard *
end_of_file (CrmVcardReader *self, GError **error)
{
  if (!self->seen_card)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The file holds no contact cards. Choose a file in vCard form, whose name often ends in .vcf."));
  self->seen_card = TRUE;

  return NULL;
}

/**
 * crm_vcard_reader_next:
 *
 * Reads a card. One that cannot be read gives %CRM_ERROR_INVALID, naming its line, and the call after it goes on with the
 * card that follows; any other error means that the file cannot be read any further. A file without a single card is
 * %CRM_ERROR_INVALID once.
 *
 * Returns: (transfer full) (nullable): the card; %NULL without an error at the end
 */
CrmVcard *
crm_vcard_reader_next (CrmVcardReader *self, GError **error)
{
  const char *charset = crm_text_stream_get_charset (self->text);
  Found       found;
  CrmVcard   *card;

  self->source_length = 0;
  found = find_begin (self, error);
  self->card_line = self->line;
  if (found == NOTHING_LEFT)
    return end_of_file (self, error);
  if (found == FAILED)
    return NULL;

  self->seen_card = TRUE;
  if (find_end (self, error) == FAILED)
    return NULL;

  self->source = self->begin;
  self->source_length = self->looked - self->begin;
  card = crm_vcard_parse (self->buffer + self->source, self->source_length, self->line,
                          g_str_has_prefix (charset, "windows-") ? charset : NULL, self->problems, error);
  self->begin = self->looked;
  self->line += self->lines;
  self->seen_junk = FALSE;

  return card;
}

/**
 * crm_vcard_reader_get_line:
 *
 * Returns: the first line, from 1, of the card that was read last, or that could not be read
 */
guint64
crm_vcard_reader_get_line (CrmVcardReader *self)
{
  g_return_val_if_fail (CRM_IS_VCARD_READER (self), 0);

  return self->card_line;
}

/**
 * crm_vcard_reader_get_source:
 * @length: (out): in bytes; 0 if there is no card
 *
 * Returns: (transfer none): the text of the card that was read last, as the file has it, without a terminator; valid until
 * the next is read
 */
const char *
crm_vcard_reader_get_source (CrmVcardReader *self, gsize *length)
{
  *length = self->source_length;

  return self->buffer + self->source;
}

/**
 * crm_vcard_reader_get_bytes_read:
 *
 * Returns: how many bytes of the file were taken so far; runs ahead of the cards by a buffer
 */
guint64
crm_vcard_reader_get_bytes_read (CrmVcardReader *self)
{
  return crm_text_stream_get_bytes_read (self->text);
}

/**
 * crm_vcard_reader_get_size:
 *
 * Returns: the size of the file in bytes; 0 if not known
 */
guint64
crm_vcard_reader_get_size (CrmVcardReader *self)
{
  return self->size;
}

/**
 * crm_vcard_reader_get_nuls:
 *
 * Returns: how many NULs were left out so far
 */
guint64
crm_vcard_reader_get_nuls (CrmVcardReader *self)
{
  return crm_text_stream_get_nuls (self->text);
}

/**
 * crm_vcard_reader_get_problems:
 *
 * Returns: (transfer none): what was odd in cards that were read all the same
 */
const CrmProblems *
crm_vcard_reader_get_problems (CrmVcardReader *self)
{
  return self->problems;
}
