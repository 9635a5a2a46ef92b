#include "config.h"

#include "crm-mail-message.h"

#include "crm-html.h"
#include "crm-text.h"

#include <string.h>

/* Parts within parts: honest messages have four. */
#define DEPTH_MAX 32
#define FILES_MAX 100
#define ADDRESSES_MAX 200

/* Words of a message. */
#define TEXT_MAX (1024 * 1024)

static void
address_free (gpointer data)
{
  CrmMailAddress *self = data;

  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

static void
file_free (gpointer data)
{
  CrmMailFile *self = data;

  g_free (self->name);
  g_free (self->media_type);
  g_bytes_unref (self->bytes);
  g_free (self);
}

void
crm_mail_free (CrmMail *self)
{
  g_free (self->id);
  g_free (self->thread);
  g_free (self->subject);
  g_free (self->text);
  g_ptr_array_unref (self->from);
  g_ptr_array_unref (self->to);
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->original, g_bytes_unref);
  g_free (self);
}

static CrmMail *
mail_new (void)
{
  CrmMail *self = g_new0 (CrmMail, 1);

  self->date = CRM_MAIL_NO_DATE;
  self->from = g_ptr_array_new_with_free_func (address_free);
  self->to = g_ptr_array_new_with_free_func (address_free);
  self->files = g_ptr_array_new_with_free_func (file_free);

  return self;
}

/* A group is those who are in it. */
static void
add_addresses (GPtrArray *into, InternetAddressList *list, guint depth)
{
  int n = list != NULL ? internet_address_list_length (list) : 0;

  for (int i = 0; i < n && into->len < ADDRESSES_MAX && depth < DEPTH_MAX; i++)
    {
      InternetAddress *one = internet_address_list_get_address (list, i);

      if (INTERNET_ADDRESS_IS_GROUP (one))
        {
          add_addresses (into, internet_address_group_get_members (INTERNET_ADDRESS_GROUP (one)), depth + 1);
        }
      else if (INTERNET_ADDRESS_IS_MAILBOX (one))
        {
          g_autofree char *address = crm_text_clean (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (one)));
          CrmMailAddress  *said = address != NULL ? g_new0 (CrmMailAddress, 1) : NULL;

          if (said == NULL)
            continue;
          said->name = crm_text_clean (internet_address_get_name (one));
          said->address = g_steal_pointer (&address);
          g_ptr_array_add (into, said);
        }
    }
}

/* The words of several parts stand one after the other. */
static void
add_text (CrmMail *mail, const char *text)
{
  g_autofree char *clean = text != NULL ? crm_text_clean (text) : NULL;
  g_autofree char *before = g_steal_pointer (&mail->text);
  const char      *end;

  if (clean == NULL || (before != NULL && strlen (before) >= TEXT_MAX))
    {
      mail->text = g_steal_pointer (&before);
      return;
    }
  if (strlen (clean) > TEXT_MAX)
    {
      end = g_utf8_find_prev_char (clean, clean + TEXT_MAX);
      clean[end - clean] = '\0';
    }
  mail->text = before != NULL ? g_strconcat (before, "\n\n", clean, NULL) : g_steal_pointer (&clean);
}

static char *
dup_words (GMimeTextPart *part)
{
  g_autofree char *text = g_mime_text_part_get_text (part);

  if (text != NULL && g_mime_content_type_is_type (g_mime_object_get_content_type (GMIME_OBJECT (part)), "text", "html"))
    return crm_html_to_text (text);

  return g_steal_pointer (&text);
}

static GBytes *
decode (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream      *stream = g_mime_stream_mem_new ();
  GByteArray       *bytes = g_byte_array_new ();

  g_mime_stream_mem_set_byte_array (GMIME_STREAM_MEM (stream), bytes);
  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);
  g_clear_object (&stream);

  return g_byte_array_free_to_bytes (bytes);
}

static void
add_file (CrmMail *mail, const char *name, const char *media_type, GBytes *bytes)
{
  CrmMailFile *file;

  if (mail->files->len == FILES_MAX || g_bytes_get_size (bytes) > CRM_MAIL_FILE_MAX)
    {
      mail->n_left_out++;
      g_bytes_unref (bytes); /* given to us */
      return;
    }

  file = g_new0 (CrmMailFile, 1);
  file->name = crm_text_clean (name);
  file->media_type = g_strdup (media_type);
  file->bytes = bytes;
  g_ptr_array_add (mail->files, file);
}

static char *
dup_media_type (GMimeObject *object)
{
  char *type = g_mime_content_type_get_mime_type (g_mime_object_get_content_type (object));

  if (type != NULL && g_utf8_validate (type, -1, NULL))
    return type;

  g_free (type);
  return g_strdup ("application/octet-stream");
}

static void
add_part_file (CrmMail *mail, GMimePart *part)
{
  g_autofree char *media_type = dup_media_type (GMIME_OBJECT (part));
  const char      *name = g_mime_part_get_filename (part);

  add_file (mail, name != NULL ? name : "", media_type, decode (part));
}

/* A message that was passed on within this one. */
static void
add_message_file (CrmMail *mail, GMimeMessage *message)
{
  const char      *subject = message != NULL ? g_mime_message_get_subject (message) : NULL;
  g_autofree char *name = g_strconcat (subject != NULL ? subject : "message", ".eml", NULL);
  char            *text = message != NULL ? g_mime_object_to_string (GMIME_OBJECT (message), NULL) : NULL;

  if (text != NULL)
    add_file (mail, name, "message/rfc822", g_bytes_new_take (text, strlen (text)));
}

/* What the words show: the marks and logos of a letter that is HTML. They are in the message as it came. */
static gboolean
is_ornament (GMimePart *part)
{
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition (GMIME_OBJECT (part));

  return g_mime_object_get_content_id (GMIME_OBJECT (part)) != NULL && (disposition == NULL || !g_mime_content_disposition_is_attachment (disposition)) &&
         g_mime_content_type_is_type (g_mime_object_get_content_type (GMIME_OBJECT (part)), "image", "*");
}

static gboolean
is_words (GMimeObject *object)
{
  return GMIME_IS_TEXT_PART (object) && !g_mime_part_is_attachment (GMIME_PART (object)) && g_mime_part_get_filename (GMIME_PART (object)) == NULL;
}

static void read_part (CrmMail *mail, GMimeObject *object, guint depth);

/* The same in several ways: the plainest that says something. */
static void
read_alternatives (CrmMail *mail, GMimeMultipart *parts, guint depth)
{
  int          n = g_mime_multipart_get_count (parts);
  GMimeObject *chosen = NULL;

  for (int i = 0; i < n && chosen == NULL; i++)
    {
      GMimeObject     *part = g_mime_multipart_get_part (parts, i);
      g_autofree char *words = is_words (part) && g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "plain") ? dup_words (GMIME_TEXT_PART (part)) : NULL;
      g_autofree char *clean = words != NULL ? crm_text_clean (words) : NULL;

      if (clean != NULL)
        chosen = part;
    }
  for (int i = 0; i < n; i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (parts, i);

      if (chosen == NULL || part == chosen || !is_words (part))
        read_part (mail, part, depth + 1);
      if (chosen == NULL && mail->text != NULL)
        chosen = part;
    }
}

static void
read_part (CrmMail *mail, GMimeObject *object, guint depth)
{
  if (object == NULL || depth > DEPTH_MAX)
    return;

  if (GMIME_IS_MULTIPART (object) && g_mime_content_type_is_type (g_mime_object_get_content_type (object), "multipart", "alternative"))
    {
      read_alternatives (mail, GMIME_MULTIPART (object), depth);
    }
  else if (GMIME_IS_MULTIPART (object))
    {
      for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (object)); i++)
        read_part (mail, g_mime_multipart_get_part (GMIME_MULTIPART (object), i), depth + 1);
    }
  else if (GMIME_IS_MESSAGE_PART (object))
    {
      add_message_file (mail, g_mime_message_part_get_message (GMIME_MESSAGE_PART (object)));
    }
  else if (is_words (object))
    {
      g_autofree char *words = dup_words (GMIME_TEXT_PART (object));

      add_text (mail, words);
    }
  else if (GMIME_IS_PART (object) && !is_ornament (GMIME_PART (object)))
    {
      add_part_file (mail, GMIME_PART (object));
    }
}

/* The bytes tell messages without a Message-ID apart. */
static void
take_identity (CrmMail *self, GMimeMessage *message, GBytes *original)
{
  const char      *said = g_mime_message_get_message_id (message);
  g_autofree char *sum = NULL;

  self->id = said != NULL ? crm_text_clean (said) : NULL;
  if (self->id != NULL || original == NULL)
    return;

  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original);
  self->id = g_strconcat ("sha256:", sum, NULL);
}

static char *
dup_first_id (GMimeObject *message, const char *header)
{
  const char      *value = g_mime_object_get_header (message, header);
  GMimeReferences *ids = value != NULL ? g_mime_references_parse (NULL, value) : NULL;
  char            *first = NULL;

  if (ids != NULL && g_mime_references_length (ids) > 0)
    first = crm_text_clean (g_mime_references_get_message_id (ids, 0));
  g_clear_pointer (&ids, g_mime_references_free);

  return first;
}

/* RFC 5322, section 3.6.4: references begin with the message that began it all. */
static void
take_thread (CrmMail *self, GMimeMessage *message)
{
  self->thread = dup_first_id (GMIME_OBJECT (message), "References");
  if (self->thread == NULL)
    self->thread = dup_first_id (GMIME_OBJECT (message), "In-Reply-To");
  if (self->thread == NULL)
    self->thread = g_strdup (self->id);
}

static void
take_date (CrmMail *self, GMimeMessage *message)
{
  GDateTime *date = g_mime_message_get_date (message);
  gint64     seconds = date != NULL ? g_date_time_to_unix (date) : 0;

  /* A header that cannot be read comes as the beginning of all clocks. */
  if (seconds > 0)
    self->date = seconds * G_USEC_PER_SEC;
}

/**
 * crm_mail_read_message:
 * @original: (nullable): the bytes of @message
 *
 * Returns: (transfer full): what it says
 */
CrmMail *
crm_mail_read_message (GMimeMessage *message, GBytes *original)
{
  CrmMail *self = mail_new ();

  self->original = original != NULL ? g_bytes_ref (original) : NULL;
  self->subject = crm_text_clean (g_mime_message_get_subject (message));
  add_addresses (self->from, g_mime_message_get_from (message), 0);
  add_addresses (self->to, g_mime_message_get_to (message), 0);
  add_addresses (self->to, g_mime_message_get_cc (message), 0);
  add_addresses (self->to, g_mime_message_get_bcc (message), 0);
  take_identity (self, message, original);
  take_thread (self, message);
  take_date (self, message);
  read_part (self, g_mime_message_get_mime_part (message), 0);

  return self;
}
