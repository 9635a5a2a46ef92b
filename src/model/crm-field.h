#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a record is made of, said once. A type's table of CrmField gives its GObject properties, its SQL columns, its journal,
 * its JSON members, its CSV columns, its editor rows and its crmctl fields; see README.md. */

/* An integer, money, instant or reference that nobody has set. */
#define CRM_UNSET G_MININT64

typedef enum
{
  CRM_KIND_TEXT,      /* one line */
  CRM_KIND_LONG_TEXT, /* several lines */
  CRM_KIND_BOOLEAN,   /* 0 or 1; unset reads as FALSE */
  CRM_KIND_INTEGER,
  CRM_KIND_MONEY,     /* minor units of the record's `currency` field */
  CRM_KIND_DATE,      /* ISO 8601 text, Gregorian */
  CRM_KIND_INSTANT,   /* microseconds since 1970-01-01T00:00:00Z */
  CRM_KIND_CHOICE,    /* the value of one of `choices` */
  CRM_KIND_REFERENCE, /* the id of a record of type `target`, or of any type where that is NULL */
  CRM_KIND_FILE,      /* lower-case hexadecimal SHA-256 of a stored content */
  CRM_KIND_ITEMS,     /* a set of CrmItem of `item_type` */
  CRM_KIND_NUMBER,    /* decimal, as canonical text: "-2.5" */
} CrmKind;

typedef enum
{
  CRM_FIELD_NONE = 0,
  CRM_FIELD_SEARCHED = 1 << 0, /* found as you type; on a reference: under the target's name too */
  CRM_FIELD_PRIVATE = 1 << 1,  /* hidden until asked for, left out of exports unless asked */
  CRM_FIELD_LOCAL = 1 << 2,    /* stays in this file: never synced */
  CRM_FIELD_DERIVED = 1 << 3,  /* kept by a rule of the record: not edited, mapped or exported */
  CRM_FIELD_HIDDEN = 1 << 4,   /* has no row in the editor */
  CRM_FIELD_REQUIRED = 1 << 5, /* a record without it is refused */
  CRM_FIELD_UNLINKED = 1 << 6, /* a reference not worth finding backward */
  CRM_FIELD_EVENT = 1 << 7,    /* a change of it is a record of its own on the timeline */
  CRM_FIELD_MORE = 1 << 8,     /* seldom filled in: the editor tucks it away, with the others of its type that are */
  CRM_FIELD_REPEAT = 1 << 9,   /* text that says how something repeats: edited as that */
  CRM_FIELD_REMIND = 1 << 10,  /* a number of minutes before something: chosen */
  CRM_FIELD_SECONDS = 1 << 11, /* a number of seconds that something lasts: typed as hours and minutes */
  CRM_FIELD_GIVEN = 1 << 12,   /* once it was given out it stays, when what gave it is undone: a number of an invoice */
} CrmFieldFlags;

typedef struct
{
  const char *value;   /* what the file holds */
  const char *label;   /* what people read; translatable */
  const char *context; /* (nullable): of the translation, where the word alone may mean something else */
} CrmChoice;

typedef struct
{
  const char      *name; /* lower case with underscores: property, column, member and column head */
  CrmKind          kind;
  const char      *label; /* what people read; translatable */
  CrmFieldFlags    flags;
  const char      *target;   /* CRM_KIND_REFERENCE: name of the record type; NULL for any */
  const CrmChoice *choices;  /* CRM_KIND_CHOICE: ended by an entry of NULLs */
  GType (*item_type) (void); /* CRM_KIND_ITEMS */
  gint64      custom;        /* id of the custom_field record it was made from; 0 where the program declares it */
  const char *currency;      /* (nullable): of a custom CRM_KIND_MONEY, ISO 4217 */
} CrmField;

/* What a table of fields is written with. */
#define CRM_TEXT(name, label, flags)                             \
  {                                                              \
    name, CRM_KIND_TEXT, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_LONG_TEXT(name, label, flags)                             \
  {                                                                   \
    name, CRM_KIND_LONG_TEXT, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_BOOLEAN(name, label, flags)                             \
  {                                                                 \
    name, CRM_KIND_BOOLEAN, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_INTEGER(name, label, flags)                             \
  {                                                                 \
    name, CRM_KIND_INTEGER, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_MONEY(name, label, flags)                             \
  {                                                               \
    name, CRM_KIND_MONEY, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_NUMBER(name, label, flags)                             \
  {                                                                \
    name, CRM_KIND_NUMBER, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_DATE(name, label, flags)                             \
  {                                                              \
    name, CRM_KIND_DATE, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_INSTANT(name, label, flags)                             \
  {                                                                 \
    name, CRM_KIND_INSTANT, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_FILE(name, label, flags)                             \
  {                                                              \
    name, CRM_KIND_FILE, label, flags, NULL, NULL, NULL, 0, NULL \
  }
#define CRM_CHOICE(name, label, flags, choices)                       \
  {                                                                   \
    name, CRM_KIND_CHOICE, label, flags, NULL, choices, NULL, 0, NULL \
  }
#define CRM_REFERENCE(name, label, flags, target)                       \
  {                                                                     \
    name, CRM_KIND_REFERENCE, label, flags, target, NULL, NULL, 0, NULL \
  }
#define CRM_ITEMS(name, label, flags, item_type)                       \
  {                                                                    \
    name, CRM_KIND_ITEMS, label, flags, NULL, NULL, item_type, 0, NULL \
  }

gboolean         crm_field_is_told (const CrmField *field);
const char      *crm_field_get_label (const CrmField *field);
gboolean         crm_kind_is_text (CrmKind kind);
gboolean         crm_kind_is_integer (CrmKind kind);
GParamSpec      *crm_field_to_param_spec (const CrmField *field);
const CrmChoice *crm_field_find_choice (const CrmField *field, const char *value);
gboolean         crm_field_holds_custom_values (const CrmField *field);
const char      *crm_field_get_choice_label (const CrmField *field, const CrmChoice *choice);
const char      *crm_choice_get_label (const CrmChoice *self);

G_END_DECLS
