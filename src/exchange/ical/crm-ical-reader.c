/* Cuts a calendar into its components, and has libical read each.
 *
 * Only lines that begin or end a component are looked at here; folding, parameters and values are libical's. An event that cannot be read is an
 * error of that event alone: see crm_ical_reader_next(). Time zones of the file are kept by their names, for those that the system does not
 * know. Not thread-safe; blocking, so meant for a worker. */

#include "config.h"

#include "crm-ical-reader.h"

#include "crm-error.h"
#include "crm-text-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER_SIZE (64 * 1024)

/* Components inside one: an event has alarms, and an alarm nothing. */
#define DEPTH_MAX 4

struct _CrmIcalReader
{
  GObject parent_instance;

  CrmTextStream *text; /* (owned) */
  guint64        size;
  CrmProblems   *problems; /* (owned) */
  GHashTable    *zones;    /* (owned): name → icaltimezone */
  GHashTable    *system;   /* (owned): name → GTimeZone */

  char    *buffer; /* (owned) */
  gsize    begin;
  gsize    end;
  gboolean at_end;

  GString *line; /* (owned): the one that was read last, without its end */
  guint64  number;
  gboolean is_cut;  /* longer than an event may be */
  gboolean is_kept; /* to be read again */

  GString *source; /* (owned): the component that was read last */
  guint64  source_line;
  gboolean seen;
  gboolean seen_other; /* components that are not ours have been told of */
};

G_DEFINE_FINAL_TYPE (CrmIcalReader, crm_ical_reader, G_TYPE_OBJECT)

static void
zone_free (gpointer zone)
{
  icaltimezone_free (zone, 1);
}

static gboolean
fill (CrmIcalReader *self, GError **error)
{
  gssize n;

  if (self->begin < self->end || self->at_end)
    return TRUE;

  n = g_input_stream_read (G_INPUT_STREAM (self->text), self->buffer, BUFFER_SIZE, NULL, error);
  self->begin = 0;
  self->end = MAX (n, 0);
  self->at_end = n == 0;

  return n >= 0;
}

static void
append (CrmIcalReader *self, const char *text, gsize length)
{
  gsize room = CRM_ICAL_ITEM_MAX - MIN (self->line->len, CRM_ICAL_ITEM_MAX);
  gsize from = self->line->len;

  self->is_cut |= length > room;
  g_string_append_len (self->line, text, (gssize) MIN (length, room));
  for (gsize i = from; i < self->line->len; i++)
    {
      if (self->line->str[i] == '\0')
        self->line->str[i] = ' ';
    }
}

/* Reads a line into self->line; @more is FALSE at the end of the file. */
static gboolean
read_line (CrmIcalReader *self, gboolean *more, GError **error)
{
  *more = TRUE;
  if (self->is_kept)
    {
      self->is_kept = FALSE;
      return TRUE;
    }
  g_string_truncate (self->line, 0);
  self->is_cut = FALSE;
  for (;;)
    {
      const char *from, *stop;

      if (!fill (self, error))
        return FALSE;
      if (self->begin == self->end)
        break;
      from = self->buffer + self->begin;
      stop = memchr (from, '\n', self->end - self->begin);
      append (self, from, stop != NULL ? (gsize) (stop - from) : self->end - self->begin);
      self->begin = stop != NULL ? (gsize) (stop - self->buffer) + 1 : self->end;
      if (stop != NULL)
        {
          self->number++;
          goto found;
        }
    }
  *more = self->line->len > 0;
  self->number += *more;

found:
  /* A space at the end of a line is part of what goes on in the next. */
  while (self->line->len > 0 && self->line->str[self->line->len - 1] == '\r')
    g_string_truncate (self->line, self->line->len - 1);
  return TRUE;
}

/* The name of what the line begins or ends, in capitals. */
static char *
read_marker (CrmIcalReader *self, const char *marker)
{
  gsize length = strlen (marker);

  if (g_ascii_strncasecmp (self->line->str, marker, length) != 0)
    return NULL;

  return g_strchomp (g_ascii_strup (self->line->str + length, -1));
}

static gboolean
is_item (const char *name)
{
  static const char *const names[] = { "VEVENT", "VTODO", "VJOURNAL", NULL };

  return name != NULL && g_strv_contains (names, name);
}

static gboolean
is_whole (const char *name)
{
  return is_item (name) || g_strcmp0 (name, "VTIMEZONE") == 0;
}

static void
keep_line (CrmIcalReader *self, gboolean *too_large)
{
  *too_large |= self->is_cut || self->source->len + self->line->len > CRM_ICAL_ITEM_MAX;
  if (!*too_large)
    g_string_append_printf (self->source, "%s\r\n", self->line->str);
}

typedef enum
{
  INSIDE,
  ENDED,
  BROKEN_OFF, /* the next one begins, or the file ends */
} Where;

/* What the line does to a component of @depth. */
static Where
follow (CrmIcalReader *self, guint *depth)
{
  g_autofree char *begins = read_marker (self, "BEGIN:");
  g_autofree char *ends = read_marker (self, "END:");

  if (is_whole (begins) || g_strcmp0 (ends, "VCALENDAR") == 0)
    {
      self->is_kept = TRUE;
      return BROKEN_OFF;
    }
  *depth += begins != NULL;
  if (ends != NULL)
    (*depth)--;

  return *depth == 0 ? ENDED : INSIDE;
}

static void
end_broken (CrmIcalReader *self, const char *name, guint depth)
{
  /* What was open inside it goes with it. */
  while (depth-- > 1)
    g_string_append (self->source, "END:VALARM\r\n");
  g_string_append_printf (self->source, "END:%s\r\n", name);
  crm_problems_add (self->problems, self->source_line, _ ("It has no end, and was read as far as it goes."));
}

/* Reads the component whose BEGIN is in self->line into self->source. */
static gboolean
collect (CrmIcalReader *self, const char *name, gboolean *too_large, GError **error)
{
  guint    depth = 1;
  gboolean too_deep = FALSE;
  gboolean more;
  Where    where = INSIDE;

  self->source_line = self->number;
  *too_large = FALSE;
  g_string_truncate (self->source, 0);
  keep_line (self, too_large);
  while (where == INSIDE)
    {
      if (!read_line (self, &more, error))
        return FALSE;
      where = more ? follow (self, &depth) : BROKEN_OFF;
      too_deep |= depth > DEPTH_MAX;
      if (where != BROKEN_OFF)
        keep_line (self, too_large);
    }
  *too_large |= too_deep;
  if (where == BROKEN_OFF && !*too_large)
    end_broken (self, name, depth);

  return TRUE;
}

static void
add_zone (CrmIcalReader *self)
{
  icalcomponent *component = icalcomponent_new_from_string (self->source->str);
  icaltimezone  *zone = icaltimezone_new ();
  const char    *name;

  if (component == NULL || g_hash_table_size (self->zones) >= CRM_ICAL_ZONES_MAX || !icaltimezone_set_component (zone, component))
    {
      if (component != NULL)
        icalcomponent_free (component);
      icaltimezone_free (zone, 1);
      return;
    }
  name = icaltimezone_get_tzid (zone);
  if (name != NULL)
    g_hash_table_replace (self->zones, g_strdup (name), zone);
  else
    icaltimezone_free (zone, 1);
}

static CrmIcalItem *
read_item (CrmIcalReader *self, gboolean too_large, GError **error)
{
  icalcomponent *component = too_large ? NULL : icalcomponent_new_from_string (self->source->str);
  CrmIcalItem   *item;

  if (component == NULL || icalcomponent_isa (component) == ICAL_XROOT_COMPONENT)
    {
      if (component != NULL)
        icalcomponent_free (component);
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, too_large ? _ ("This entry of the calendar is larger than one megabyte, and was not read.") : _ ("This entry of the calendar cannot be read."));
      return NULL;
    }
  item = g_new0 (CrmIcalItem, 1);
  item->component = component;
  item->line = self->source_line;

  return item;
}

/* What a calendar holds besides: free and busy times, properties of the calendar itself. */
static void
note_other (CrmIcalReader *self, const char *name)
{
  if (name == NULL || self->seen_other || strcmp (name, "VCALENDAR") == 0)
    return;

  self->seen_other = TRUE;
  crm_problems_add (self->problems, self->number, _ ("What is neither an event nor a task was left out."));
}

static gboolean
end_file (CrmIcalReader *self, GError **error)
{
  if (!self->seen)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("This file has no event and no task."));

  return FALSE;
}

/**
 * crm_ical_reader_next:
 *
 * Reads the next entry. %CRM_ERROR_INVALID is an error of that entry alone: call again. A file without any is %CRM_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (nullable): the entry; %NULL without @error at the end of the file
 */
CrmIcalItem *
crm_ical_reader_next (CrmIcalReader *self, GError **error)
{
  for (;;)
    {
      gboolean         more, too_large;
      g_autofree char *name = NULL;

      if (!read_line (self, &more, error) || (!more && !end_file (self, error)))
        return NULL;
      name = read_marker (self, "BEGIN:");
      if (!is_whole (name))
        {
          note_other (self, name);
          continue;
        }
      if (!collect (self, name, &too_large, error))
        return NULL;
      if (is_item (name))
        {
          self->seen = TRUE;
          return read_item (self, too_large, error);
        }
      if (!too_large)
        add_zone (self);
    }
}

void
crm_ical_item_free (CrmIcalItem *item)
{
  icalcomponent_free (item->component);
  g_free (item);
}

/**
 * crm_ical_reader_get_source:
 *
 * Returns: (transfer none): the text of the last entry, until the next is read
 */
const char *
crm_ical_reader_get_source (CrmIcalReader *self, gsize *length)
{
  *length = self->source->len;

  return self->source->str;
}

/**
 * crm_ical_reader_get_line:
 *
 * Returns: the line at which the last entry begins
 */
guint64
crm_ical_reader_get_line (CrmIcalReader *self)
{
  return self->source_line;
}

guint64
crm_ical_reader_get_bytes_read (CrmIcalReader *self)
{
  return crm_text_stream_get_bytes_read (self->text);
}

guint64
crm_ical_reader_get_size (CrmIcalReader *self)
{
  return self->size;
}

const CrmProblems *
crm_ical_reader_get_problems (CrmIcalReader *self)
{
  return self->problems;
}

/* "/example.org/2024/Asia/Tehran" is Asia/Tehran to the system. */
static const char *
strip_prefix (const char *tzid)
{
  const char *slash = strrchr (tzid, '/');
  const char *area = slash;

  if (*tzid != '/' || slash == NULL || slash == tzid)
    return tzid;
  while (area > tzid && area[-1] != '/')
    area--;

  return area;
}

/* GLib reads a file of that name: what could be one elsewhere is none. */
static gboolean
is_plain_name (const char *name)
{
  return *name != '\0' && *name != '/' && *name != '.' && *name != ':' && strstr (name, "..") == NULL && strlen (name) < 64;
}

static GTimeZone *
find_system_zone (CrmIcalReader *self, const char *tzid)
{
  const char *name = strip_prefix (tzid);
  GTimeZone  *zone = g_hash_table_lookup (self->system, name);

  if (zone != NULL || !is_plain_name (name) || g_hash_table_size (self->system) >= CRM_ICAL_ZONES_MAX)
    return zone;
  zone = g_time_zone_new_identifier (name);
  if (zone != NULL)
    g_hash_table_insert (self->system, g_strdup (name), zone);

  return zone;
}

/**
 * crm_ical_reader_to_unix:
 * @tzid: the name of a time zone
 * @time: a day and time there
 *
 * The file's own description of a zone comes before what the system knows of that name.
 *
 * Returns: seconds since 1970-01-01T00:00:00Z, or %CRM_ICAL_NO_INSTANT
 */
gint64
crm_ical_reader_to_unix (CrmIcalReader *self, const char *tzid, struct icaltimetype time)
{
  icaltimezone *own = g_hash_table_lookup (self->zones, tzid);
  GTimeZone    *zone = own == NULL ? find_system_zone (self, tzid) : NULL;
  g_autoptr (GDateTime) there = NULL;
  int is_summer;

  if (own != NULL)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      int offset = icaltimezone_get_utc_offset (own, &time, &is_summer);

      there = g_date_time_new (utc, time.year, time.month, time.day, time.hour, time.minute, time.second);
      return there != NULL ? g_date_time_to_unix (there) - offset : CRM_ICAL_NO_INSTANT;
    }
  if (zone != NULL)
    there = g_date_time_new (zone, time.year, time.month, time.day, time.hour, time.minute, time.second);

  return there != NULL ? g_date_time_to_unix (there) : CRM_ICAL_NO_INSTANT;
}

static void
crm_ical_reader_finalize (GObject *object)
{
  CrmIcalReader *self = CRM_ICAL_READER (object);

  g_clear_object (&self->text);
  crm_problems_free (self->problems);
  g_hash_table_unref (self->zones);
  g_hash_table_unref (self->system);
  g_string_free (self->line, TRUE);
  g_string_free (self->source, TRUE);
  g_free (self->buffer);

  G_OBJECT_CLASS (crm_ical_reader_parent_class)->finalize (object);
}

static void
crm_ical_reader_class_init (CrmIcalReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_ical_reader_finalize;
  /* A slip in somebody's file is no fault of the program. */
  icalerror_set_errors_are_fatal (0);
}

static void
crm_ical_reader_init (CrmIcalReader *self)
{
  self->problems = crm_problems_new ();
  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, zone_free);
  self->system = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  self->line = g_string_new (NULL);
  self->source = g_string_new (NULL);
  self->buffer = g_malloc (BUFFER_SIZE);
}

/**
 * crm_ical_reader_new_for_stream:
 * @stream: a calendar
 *
 * Returns: (transfer full) (nullable): a reader at its beginning
 */
CrmIcalReader *
crm_ical_reader_new_for_stream (GInputStream *stream, GError **error)
{
  g_autoptr (CrmTextStream) text = crm_text_stream_new (stream, NULL, CRM_TEXT_DECODE, NULL, error);
  CrmIcalReader *self;

  if (text == NULL)
    return NULL;
  self = g_object_new (CRM_TYPE_ICAL_READER, NULL);
  self->text = g_steal_pointer (&text);

  return self;
}

/**
 * crm_ical_reader_new_for_path:
 *
 * Returns: (transfer full) (nullable): a reader of the file
 */
CrmIcalReader *
crm_ical_reader_new_for_path (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GFileInfo) info = stream != NULL ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL) : NULL;
  CrmIcalReader *self = stream != NULL ? crm_ical_reader_new_for_stream (G_INPUT_STREAM (stream), error) : NULL;

  if (self != NULL && info != NULL)
    self->size = (guint64) g_file_info_get_size (info);

  return self;
}
