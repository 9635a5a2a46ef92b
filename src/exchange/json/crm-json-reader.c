/* Finds where a value of a JSON file begins and ends, and has it parsed, so that a file of any size is read in the memory of its largest
 * record. What json-glib does not bear (depth, huge numbers, half surrogates, text that is no UTF-8) is stopped or mended here. A value that
 * cannot be read is an error of that value alone: see crm_json_reader_next(). Not thread-safe; blocking, so meant for a worker. */

#include "config.h"

#include "crm-json-reader.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER_SIZE (1 << 16)
#define VALUE_MAX (16 * 1024 * 1024)
#define DEPTH_MAX 32
#define DIGITS_MAX 18

/* What our own records begin with: at the start of a line it is a new one, even where the one before was never closed. */
static const char record_start[] = "{\"type\":";
#define RECORD_START_LENGTH (sizeof record_start - 1)

typedef enum
{
  FAULT_NONE,
  FAULT_NOT_JSON,
  FAULT_TOO_DEEP,
  FAULT_TOO_LONG,
  FAULT_NUMBER,
  FAULT_NOT_CLOSED,
} Fault;

struct _CrmJsonReader
{
  GObject parent_instance;

  GInputStream *stream; /* (owned) */
  JsonParser   *parser; /* (owned) */
  guint64       size;
  char         *buffer; /* (owned) */
  gsize         at;
  gsize         end;
  guint64       offset;   /* of @end in the file */
  guint64       line;     /* of @at */
  gboolean      in_array; /* or a value came without one */
  gboolean      opened;   /* the array */
  gboolean      closed;

  /* The value that is being read. */
  GString     *value; /* (owned) */
  CrmJsonPlace place;
  guint64      depth;
  guint        matched;     /* of record_start, from the start of the line */
  gboolean     may_match;   /* the line may still begin like that */
  guint        digits;      /* of the number that goes on */
  gboolean     in_fraction; /* of it */
  gboolean     in_string;
  gboolean     escaped;
  gboolean     resumes; /* the next value has begun: record_start of it was read */
  Fault        fault;
};

G_DEFINE_FINAL_TYPE (CrmJsonReader, crm_json_reader, G_TYPE_OBJECT)

typedef enum
{
  FOUND,
  NOTHING_LEFT,
  FAILED,
} Found;

static Found
fill (CrmJsonReader *self, GCancellable *cancellable, GError **error)
{
  gssize n;

  if (self->at < self->end)
    return FOUND;

  n = g_input_stream_read (self->stream, self->buffer, BUFFER_SIZE, cancellable, error);
  if (n < 0)
    return FAILED;
  self->at = 0;
  self->end = (gsize) n;
  self->offset += (guint64) n;

  return n > 0 ? FOUND : NOTHING_LEFT;
}

static guint64
get_offset (CrmJsonReader *self)
{
  return self->offset - (self->end - self->at);
}

/* Spaces, commas, the brackets around all values, and the mark at the beginning of a file. */
static gboolean
is_between (CrmJsonReader *self, char c)
{
  if (c == '[' && !self->in_array)
    return self->opened = self->in_array = TRUE;
  self->closed |= c == ']';

  return (c != '\0' && strchr (" \t\r\n,]", c) != NULL) || (get_offset (self) < 3 && c == "\xef\xbb\xbf"[get_offset (self)]);
}

static Found
find_begin (CrmJsonReader *self, GCancellable *cancellable, GError **error)
{
  Found found;

  if (self->resumes)
    return FOUND;
  while ((found = fill (self, cancellable, error)) == FOUND && is_between (self, self->buffer[self->at]))
    {
      self->line += self->buffer[self->at] == '\n';
      self->at++;
    }
  self->in_array = TRUE;

  return found;
}

static void
begin_value (CrmJsonReader *self)
{
  g_string_assign (self->value, self->resumes ? record_start : "");
  self->place = (CrmJsonPlace){ get_offset (self) - self->value->len, self->line };
  self->depth = self->resumes ? 1 : 0;
  self->may_match = FALSE;
  self->digits = 0;
  self->in_fraction = FALSE;
  self->in_string = FALSE;
  self->escaped = FALSE;
  self->resumes = FALSE;
  self->fault = FAULT_NONE;
}

static void
note_fault (CrmJsonReader *self, Fault fault)
{
  if (self->fault == FAULT_NONE)
    self->fault = fault;
}

static void
append (CrmJsonReader *self, char c)
{
  if (self->value->len < VALUE_MAX)
    g_string_append_c (self->value, c);
  else
    note_fault (self, FAULT_TOO_LONG);
}

/* Whether the value ends at @c. */
static gboolean
take_string (CrmJsonReader *self, char c)
{
  /* A quote is missing: nobody knows where, but the next line is another's. */
  if (c == '\n')
    {
      note_fault (self, FAULT_NOT_JSON);
      return TRUE;
    }
  if (c == '\0')
    note_fault (self, FAULT_NOT_JSON);
  if (!self->escaped && c == '"')
    self->in_string = FALSE;
  self->escaped = !self->escaped && c == '\\';

  return FALSE;
}

static void
count_digits (CrmJsonReader *self, char c)
{
  if (g_ascii_isdigit (c))
    self->digits += !self->in_fraction;
  else
    self->digits = 0;
  self->in_fraction = c == '.' || (self->in_fraction && g_ascii_isdigit (c));
  if (self->digits > DIGITS_MAX)
    note_fault (self, FAULT_NUMBER);
}

/* Whether the value ends with @c. */
static gboolean
take_mark (CrmJsonReader *self, char c)
{
  count_digits (self, c);
  switch (c)
    {
    case '"':
      self->in_string = TRUE;
      return FALSE;
    case '{':
    case '[':
      if (++self->depth > DEPTH_MAX)
        note_fault (self, FAULT_TOO_DEEP);
      return FALSE;
    case '}':
    case ']':
      return --self->depth == 0;
    default:
      if (c == '\0' || (!g_ascii_isdigit (c) && strchr (" \t\r\n,:+-.truefalsnE", c) == NULL))
        note_fault (self, FAULT_NOT_JSON);
      return FALSE;
    }
}

/* Whether a new record begins where this one was never closed. */
static gboolean
begins_anew (CrmJsonReader *self, char c)
{
  if (c == '\n')
    {
      self->may_match = TRUE;
      self->matched = 0;
      return FALSE;
    }
  self->may_match = self->may_match && c == record_start[self->matched];
  self->matched += self->may_match;
  if (!self->may_match || self->matched < RECORD_START_LENGTH)
    return FALSE;

  note_fault (self, FAULT_NOT_CLOSED);
  if (self->fault == FAULT_NOT_CLOSED)
    g_string_truncate (self->value, self->value->len - MIN (self->value->len, RECORD_START_LENGTH));

  return self->resumes = TRUE;
}

/* What is neither an object nor an array ends where something else begins. */
static gboolean
ends_scalar (CrmJsonReader *self, char c)
{
  return self->depth == 0 && self->value->len > 0 && !self->in_string && c != '\0' && strchr (",\n{[]}", c) != NULL;
}

/* Whether the value ends with, or before, the next character; which is taken or not. */
static gboolean
take (CrmJsonReader *self)
{
  char     c = self->buffer[self->at];
  gboolean was_string = self->in_string;
  gboolean ends;

  if (ends_scalar (self, c) || (was_string && c == '\n'))
    return was_string ? take_string (self, c) : TRUE;

  self->at++;
  append (self, c);
  if (self->depth == 0 && self->value->len == 1 && c == '}')
    {
      note_fault (self, FAULT_NOT_JSON);
      return TRUE;
    }
  ends = was_string ? take_string (self, c) : take_mark (self, c);
  self->line += c == '\n';

  return begins_anew (self, c) || ends;
}

static Found
find_end (CrmJsonReader *self, GCancellable *cancellable, GError **error)
{
  Found found;

  while ((found = fill (self, cancellable, error)) == FOUND)
    {
      if (take (self))
        return FOUND;
    }
  if (found == NOTHING_LEFT && (self->depth > 0 || self->in_string))
    note_fault (self, FAULT_NOT_CLOSED);

  return found == FAILED ? FAILED : FOUND;
}

static gboolean
read_code (const char *digits, guint *code)
{
  *code = 0;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (digits[i]))
        return FALSE;
      *code = *code << 4 | (guint) g_ascii_xdigit_value (digits[i]);
    }

  return TRUE;
}

static gboolean
is_second_half (const char *text)
{
  guint code;

  return text[0] == '\\' && text[1] == 'u' && read_code (text + 2, &code) && code >= 0xdc00 && code <= 0xdfff;
}

/* Characters that no text can hold become U+FFFD, which is as long. %FALSE where an escape is none. */
static gboolean
mend_escapes (char *text)
{
  guint code;

  for (char *p = strchr (text, '\\'); p != NULL && p[1] != '\0'; p = strchr (p, '\\'))
    {
      if (strchr ("\"\\/bfnrtu", p[1]) == NULL || (p[1] == 'u' && !read_code (p + 2, &code)))
        return FALSE;
      if (p[1] != 'u')
        p += 2;
      else if (code >= 0xd800 && code <= 0xdbff && is_second_half (p + 6))
        p += 12;
      else
        {
          if (code == 0 || (code >= 0xd800 && code <= 0xdfff))
            memcpy (p + 2, "fffd", 4);
          p += 6;
        }
    }

  return TRUE;
}

static const char *
say_fault (Fault fault)
{
  switch (fault)
    {
    case FAULT_TOO_DEEP:
      return _ ("The record is nested more deeply than a record can be.");
    case FAULT_TOO_LONG:
      return _ ("The record is larger than 16 MB.");
    case FAULT_NUMBER:
      return _ ("The record holds a number that is too large.");
    case FAULT_NOT_CLOSED:
      return _ ("The record does not end: the file was cut off here, or a bracket is missing.");
    case FAULT_NOT_JSON:
    case FAULT_NONE:
    default:
      return _ ("This cannot be read as JSON.");
    }
}

static JsonObject *
parse (CrmJsonReader *self, GError **error)
{
  JsonNode *root = NULL;

  if (self->fault == FAULT_NONE && g_utf8_validate (self->value->str, (gssize) self->value->len, NULL) && mend_escapes (self->value->str) &&
      json_parser_load_from_data (self->parser, self->value->str, (gssize) self->value->len, NULL))
    root = json_parser_get_root (self->parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_object_ref (json_node_get_object (root));

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, root != NULL ? _ ("This is no record.") : say_fault (self->fault));
  return NULL;
}

static void
crm_json_reader_finalize (GObject *object)
{
  CrmJsonReader *self = CRM_JSON_READER (object);

  g_clear_object (&self->stream);
  g_clear_object (&self->parser);
  g_string_free (self->value, TRUE);
  g_free (self->buffer);

  G_OBJECT_CLASS (crm_json_reader_parent_class)->finalize (object);
}

static void
crm_json_reader_class_init (CrmJsonReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_json_reader_finalize;
}

static void
crm_json_reader_init (CrmJsonReader *self)
{
  self->parser = json_parser_new_immutable ();
  self->value = g_string_new (NULL);
  self->buffer = g_malloc (BUFFER_SIZE);
  self->line = 1;
}

/**
 * crm_json_reader_new_for_path:
 *
 * Returns: (transfer full) (nullable): a reader at the beginning of the file
 */
CrmJsonReader *
crm_json_reader_new_for_path (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GFileInfo) info = NULL;
  CrmJsonReader *self;

  if (stream == NULL)
    return NULL;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  self = crm_json_reader_new_for_stream (G_INPUT_STREAM (stream));
  self->size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;

  return self;
}

/**
 * crm_json_reader_new_for_stream:
 * @stream: that can be gone back in, for crm_json_reader_go_to()
 *
 * Returns: (transfer full): a reader of @stream
 */
CrmJsonReader *
crm_json_reader_new_for_stream (GInputStream *stream)
{
  CrmJsonReader *self = g_object_new (CRM_TYPE_JSON_READER, NULL);

  self->stream = g_object_ref (stream);

  return self;
}

/**
 * crm_json_reader_next:
 *
 * Reads a record. What is none gives %CRM_ERROR_INVALID, and the call after it goes on behind it; any other error means that the file
 * cannot be read any further.
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error at the end
 */
JsonObject *
crm_json_reader_next (CrmJsonReader *self, GCancellable *cancellable, GError **error)
{
  if (find_begin (self, cancellable, error) != FOUND)
    return NULL;
  begin_value (self);
  if (find_end (self, cancellable, error) == FAILED)
    return NULL;

  return parse (self, error);
}

/**
 * crm_json_reader_go_to:
 * @place: of a record that was read
 *
 * Has the next record be that one.
 */
gboolean
crm_json_reader_go_to (CrmJsonReader *self, CrmJsonPlace place, GError **error)
{
  guint64 first = self->offset - self->end;

  if (place.offset >= first && place.offset < self->offset)
    {
      self->at = (gsize) (place.offset - first);
    }
  else
    {
      if (!g_seekable_seek (G_SEEKABLE (self->stream), (goffset) place.offset, G_SEEK_SET, NULL, error))
        return FALSE;
      self->at = self->end = 0;
      self->offset = place.offset;
    }
  self->line = place.line;
  self->in_array = TRUE;
  self->resumes = FALSE;

  return TRUE;
}

/**
 * crm_json_reader_get_place:
 *
 * Returns: where what was read last begins
 */
CrmJsonPlace
crm_json_reader_get_place (CrmJsonReader *self)
{
  return self->place;
}

/**
 * crm_json_reader_get_source:
 * @length: (out): in bytes
 *
 * Returns: (transfer none): the text of what was read last, up to 16 MB of it; valid until the next is read
 */
const char *
crm_json_reader_get_source (CrmJsonReader *self, gsize *length)
{
  *length = self->value->len;

  return self->value->str;
}

/**
 * crm_json_reader_is_whole:
 *
 * Returns: at the end of a file, whether it has an array that is closed, or values without one
 */
gboolean
crm_json_reader_is_whole (CrmJsonReader *self)
{
  return self->opened ? self->closed : self->place.line > 0;
}

guint64
crm_json_reader_get_bytes_read (CrmJsonReader *self)
{
  return get_offset (self);
}

/**
 * crm_json_reader_get_size:
 *
 * Returns: the size of the file in bytes; 0 if not known
 */
guint64
crm_json_reader_get_size (CrmJsonReader *self)
{
  return self->size;
}
