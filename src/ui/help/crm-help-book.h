#pragma once

#include <cmark.h>
#include <glib.h>

G_BEGIN_DECLS

/* The pages of the help in the language of the program: read once, and searched in memory. It knows no widget. */

typedef struct
{
  const char *name;          /* static, and the same in every language */
  char       *title;         /* (owned) */
  cmark_node *document;      /* (owned) */
  GPtrArray  *sentences;     /* (owned) (element-type utf8): what is searched, in the order of reading; the title is the first */
  gboolean    right_to_left; /* how it is written */
} CrmHelpPage;

typedef struct _CrmHelpBook CrmHelpBook;

CrmHelpPage *crm_help_page_new (const char *name, const char *markdown, gsize length);
void         crm_help_page_free (CrmHelpPage *page);
char        *crm_help_page_mark (const CrmHelpPage *page, const char *plain, const char *text);

CrmHelpBook       *crm_help_book_new (void);
void               crm_help_book_free (CrmHelpBook *self);
guint              crm_help_book_get_size (CrmHelpBook *self);
const CrmHelpPage *crm_help_book_get (CrmHelpBook *self, guint position);
const CrmHelpPage *crm_help_book_find (CrmHelpBook *self, const char *name);

/* What somebody looks for. */
char      **crm_help_words (const char *typed);
gboolean    crm_help_words_are_in (char **words, const char *text);
const char *crm_help_page_match (const CrmHelpPage *page, char **words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmHelpPage, crm_help_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmHelpBook, crm_help_book_free)

G_END_DECLS
