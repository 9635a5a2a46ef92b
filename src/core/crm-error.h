#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CRM_ERROR:
 *
 * What can go wrong with a customer file, a record or an input. The message of each error is a whole sentence in
 * the user's language that says what happened, why, and what to do; it is shown as it stands.
 */
#define CRM_ERROR (crm_error_quark ())

typedef enum
{
  CRM_ERROR_FAILED,    /* anything without a better name */
  CRM_ERROR_NOT_FOUND, /* no such record, field, file or change */
  CRM_ERROR_INVALID,   /* a value breaks a rule of its field or record */
  CRM_ERROR_NOT_OURS,  /* the file is not a Customers file */
  CRM_ERROR_DAMAGED,   /* the file is ours and cannot be read whole */
  CRM_ERROR_NEWER,     /* the file was written by a newer program */
  CRM_ERROR_READ_ONLY, /* the file or its folder cannot be written */
  CRM_ERROR_BUSY,      /* another program holds the file */
  CRM_ERROR_FULL,      /* the disk is full */
  CRM_ERROR_CONFLICT,  /* what was to be changed has been changed since */
  CRM_ERROR_USAGE,     /* the command line is wrong */
} CrmError;

GQuark crm_error_quark (void);

G_END_DECLS
