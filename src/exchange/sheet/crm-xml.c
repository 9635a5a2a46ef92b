#include "config.h"

#include "crm-xml.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

struct _CrmXml
{
  CrmArchive      *archive; /* (unowned) */
  xmlTextReaderPtr reader;  /* (owned) */
  GError          *error;   /* (owned) (nullable): the first, of whichever layer */
};

static int
read_cb (void *data, char *buffer, int length)
{
  CrmXml *self = data;

  if (self->error != NULL)
    return -1;

  return (int) crm_archive_read (self->archive, buffer, (gsize) length, &self->error);
}

/* From libxml2 2.12 on whoever is told of a problem may not change it. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *Problem;
#else
typedef xmlError *Problem;
#endif

static void
error_cb (void *data, Problem problem)
{
  CrmXml *self = data;

  if (self->error != NULL || problem->level < XML_ERR_ERROR)
    return;
  g_set_error (&self->error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The sheet cannot be read beyond line %d of its XML. Save it again where it came from. (%s)"),
               problem->line, problem->message != NULL ? g_strchomp (problem->message) : "?");
}

/**
 * crm_xml_open:
 * @archive: read by this alone while this lives
 *
 * Returns: (transfer full) (nullable): before the first node; %CRM_ERROR_NOT_FOUND where there is no such entry
 */
CrmXml *
crm_xml_open (CrmArchive *archive, const char *entry, GError **error)
{
  CrmXml *self;

  if (!crm_archive_find (archive, entry, error))
    return NULL;

  self = g_new0 (CrmXml, 1);
  self->archive = archive;
  /* Without XML_PARSE_NOENT and XML_PARSE_HUGE: no entity is replaced, and no name, text or depth is boundless. */
  self->reader = xmlReaderForIO (read_cb, NULL, self, entry, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOCDATA);
  xmlTextReaderSetStructuredErrorHandler (self->reader, error_cb, self);

  return self;
}

void
crm_xml_free (CrmXml *self)
{
  xmlFreeTextReader (self->reader);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * crm_xml_refuse:
 * @code: a CrmError
 * @message: for people
 *
 * Stops here, for what the document says is no sheet.
 *
 * Returns: %FALSE
 */
gboolean
crm_xml_refuse (CrmXml *self, int code, const char *message)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (CRM_ERROR, code, message);

  return FALSE;
}

/* Returns: whether there is a node, and it may be there */
static gboolean
settle (CrmXml *self, int result)
{
  if (self->error == NULL && result == 1 && xmlTextReaderNodeType (self->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
    crm_xml_refuse (self, CRM_ERROR_INVALID, _ ("The file declares a document type, which no sheet does. It was not read."));
  if (self->error == NULL && result < 0)
    crm_xml_refuse (self, CRM_ERROR_DAMAGED, _ ("The sheet cannot be read; it may be damaged. Save it again where it came from."));

  return self->error == NULL && result == 1;
}

/**
 * crm_xml_next:
 *
 * Goes to the next node.
 *
 * Returns: %FALSE at the end, and where it cannot be read any further: crm_xml_finish() tells which
 */
gboolean
crm_xml_next (CrmXml *self)
{
  return settle (self, xmlTextReaderRead (self->reader));
}

/**
 * crm_xml_skip:
 *
 * Goes to the node behind this element and all that is in it; as crm_xml_next().
 */
gboolean
crm_xml_skip (CrmXml *self)
{
  return settle (self, xmlTextReaderNext (self->reader));
}

/**
 * crm_xml_finish:
 *
 * Returns: whether all that was asked for could be read; else @error says why it could not
 */
gboolean
crm_xml_finish (CrmXml *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

static gboolean
is_node (CrmXml *self, int type, const char *name)
{
  return xmlTextReaderNodeType (self->reader) == type && strcmp ((const char *) xmlTextReaderConstLocalName (self->reader), name) == 0;
}

/**
 * crm_xml_begins:
 * @element: its name, whatever its namespace: there are two of each
 *
 * Returns: whether this is where such an element begins
 */
gboolean
crm_xml_begins (CrmXml *self, const char *element)
{
  return is_node (self, XML_READER_TYPE_ELEMENT, element);
}

gboolean
crm_xml_ends (CrmXml *self, const char *element)
{
  return is_node (self, XML_READER_TYPE_END_ELEMENT, element);
}

/* An element that ends where it begins. */
gboolean
crm_xml_is_empty (CrmXml *self)
{
  return xmlTextReaderIsEmptyElement (self->reader) == 1;
}

/**
 * crm_xml_get_text:
 *
 * Returns: (nullable): what this node says, if it is text; until the next node
 */
const char *
crm_xml_get_text (CrmXml *self)
{
  int type = xmlTextReaderNodeType (self->reader);

  if (type != XML_READER_TYPE_TEXT && type != XML_READER_TYPE_SIGNIFICANT_WHITESPACE && type != XML_READER_TYPE_WHITESPACE && type != XML_READER_TYPE_CDATA)
    return NULL;

  return (const char *) xmlTextReaderConstValue (self->reader);
}

/**
 * crm_xml_dup_attribute:
 * @name: without its namespace
 *
 * Returns: (transfer full) (nullable): of this element
 */
char *
crm_xml_dup_attribute (CrmXml *self, const char *name)
{
  char *value = NULL;

  while (value == NULL && xmlTextReaderMoveToNextAttribute (self->reader) == 1)
    {
      if (strcmp ((const char *) xmlTextReaderConstLocalName (self->reader), name) == 0)
        value = g_strdup ((const char *) xmlTextReaderConstValue (self->reader));
    }
  xmlTextReaderMoveToElement (self->reader);

  return value;
}

/**
 * crm_xml_get_number:
 * @otherwise: the answer where there is no such attribute, or it is no whole number from @least to @most
 */
gint64
crm_xml_get_number (CrmXml *self, const char *name, gint64 least, gint64 most, gint64 otherwise)
{
  g_autofree char *text = crm_xml_dup_attribute (self, name);
  gint64           value;

  return text != NULL && g_ascii_string_to_signed (text, 10, least, most, &value, NULL) ? value : otherwise;
}
