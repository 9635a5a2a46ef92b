#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The messages of a mailbox (mbox), or of a file that is one message (.eml), one by one: read by GMime, taken as hostile, in the memory of
 * the largest of them. */

/* Of a message that is kept as it came. A larger one is read for its words, and not kept. */
#define CRM_MAIL_ORIGINAL_MAX (50 * 1000 * 1000)

/* The same of a file in it. */
#define CRM_MAIL_FILE_MAX (50 * 1000 * 1000)

#define CRM_MAIL_NO_DATE G_MININT64

typedef struct
{
  char *name;    /* (owned) (nullable) */
  char *address; /* (owned) */
} CrmMailAddress;

typedef struct
{
  char   *name; /* (owned) (nullable): as the message calls it */
  char   *media_type;
  GBytes *bytes;
} CrmMailFile;

typedef struct
{
  guint64    line;       /* of the file, where it begins, from 1 */
  char      *id;         /* (owned): its Message-ID without brackets; made of its bytes where it has none */
  char      *thread;     /* (owned): the id of the message that began the conversation; its own where it did */
  char      *subject;    /* (owned) (nullable) */
  char      *text;       /* (owned) (nullable): its words, as plain text */
  gint64     date;       /* microseconds UTC; CRM_MAIL_NO_DATE where it says none */
  GPtrArray *from;       /* (owned) (element-type CrmMailAddress) */
  GPtrArray *to;         /* (owned) (element-type CrmMailAddress): and cc, and bcc */
  GPtrArray *files;      /* (owned) (element-type CrmMailFile) */
  guint      n_left_out; /* files that are too large */
  GBytes    *original;   /* (owned) (nullable): the message as it came; NULL where it is too large */
} CrmMail;

void crm_mail_free (CrmMail *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmMail, crm_mail_free)

typedef struct _CrmMailReader CrmMailReader;

gboolean crm_mail_looks_like_mbox (const char *head);
gboolean crm_mail_looks_like_message (const char *head);

CrmMailReader *crm_mail_reader_new (const char *path, gboolean is_mailbox, GError **error);
void           crm_mail_reader_free (CrmMailReader *self);
CrmMail       *crm_mail_reader_next (CrmMailReader *self, GError **error);
gboolean       crm_mail_reader_begins_within (CrmMailReader *self);
guint64        crm_mail_reader_get_line (CrmMailReader *self);
guint64        crm_mail_reader_get_bytes_read (CrmMailReader *self);
guint64        crm_mail_reader_get_size (CrmMailReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmMailReader, crm_mail_reader_free)

G_END_DECLS
