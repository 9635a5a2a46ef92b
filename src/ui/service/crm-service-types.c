#include "config.h"

#include "crm-service-types.h"

#include "crm-article.h"
#include "crm-case-dialog.h"
#include "crm-case-page.h"
#include "crm-case-words.h"
#include "crm-format.h"
#include "crm-plain-detail.h"
#include "crm-questions-view.h"
#include "crm-sale-words.h"

#include <glib/gi18n-lib.h>

static char *
dup_title (CrmContext *context, CrmObject *record)
{
  return crm_format_title (record);
}

static char *
dup_choice (CrmObject *record, const char *field)
{
  return crm_object_get_text (record, field) != NULL ? crm_format_choice (record, field) : g_strdup ("");
}

static char *
dup_priority (CrmContext *context, CrmObject *record)
{
  return dup_choice (record, "priority");
}

static char *
dup_topic (CrmContext *context, CrmObject *record)
{
  const char *topic = crm_object_get_text (record, "topic");

  return g_strdup (topic != NULL ? topic : "");
}

static char *
dup_case_about (CrmContext *context, CrmObject *record)
{
  g_autofree char *who = crm_sale_words_dup_customer (context, record);
  g_autofree char *state = crm_case_words_dup_state (context, record);

  return crm_format_parts ((const char *const[]){ who, state }, 2);
}

/* An answer of no kind is one to read. */
static char *
dup_article_kind (CrmContext *context, CrmObject *article)
{
  return crm_object_get_text (article, "kind") != NULL ? crm_format_choice (article, "kind") : g_strdup (crm_choice_get_label (&crm_article_kinds[0]));
}

static char *
dup_article_about (CrmContext *context, CrmObject *article)
{
  g_autofree char *kind = dup_article_kind (context, article);
  g_autofree char *topic = dup_topic (context, article);

  return crm_format_parts ((const char *const[]){ kind, topic }, 2);
}

static char *
dup_kind (CrmContext *context, CrmObject *feedback)
{
  return dup_choice (feedback, "kind");
}

static char *
dup_date (CrmContext *context, CrmObject *feedback)
{
  const char *day = crm_object_get_text (feedback, "date");

  return day != NULL ? crm_format_day (context, day) : g_strdup ("");
}

static char *
dup_feedback_about (CrmContext *context, CrmObject *feedback)
{
  g_autofree char *who = crm_sale_words_dup_customer (context, feedback);
  g_autofree char *kind = dup_kind (context, feedback);

  return crm_format_parts ((const char *const[]){ who, kind }, 2);
}

static char *
dup_delete_cases (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s case", "Delete %s cases", count), number);
}

static char *
dup_counted_cases (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s case", "%s cases", count), number);
}

static char *
dup_delete_articles (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s answer", "Delete %s answers", count), number);
}

static char *
dup_counted_articles (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s answer", "%s answers", count), number);
}

static char *
dup_delete_feedback (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s piece of feedback", "Delete %s pieces of feedback", count), number);
}

static char *
dup_counted_feedback (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s piece of feedback", "%s pieces of feedback", count), number);
}

static gboolean
is_sortable (const CrmField *field)
{
  return field->custom != 0 || field->kind == CRM_KIND_DATE || field->kind == CRM_KIND_INSTANT;
}

static const CrmTableColumn case_columns[] = {
  { "subject", N_ ("Case"), NULL, dup_title, FALSE, 220, TRUE },
  { "customer", N_ ("Customer"), NULL, crm_sale_words_dup_customer, FALSE, 150, TRUE },
  { "status", N_ ("Status"), NULL, crm_case_words_dup_state, FALSE, 150 },
  { "due_at", N_ ("Answer due"), "due_at", crm_case_words_dup_due, TRUE, 130 },
  { "priority", N_ ("Priority"), NULL, dup_priority, FALSE, 90, FALSE, TRUE },
  { "topic", N_ ("Topic"), NULL, dup_topic, FALSE, 120, FALSE, TRUE },
};

static const CrmTableColumn article_columns[] = {
  { "name", N_ ("Title"), NULL, dup_title, TRUE, 240, TRUE },
  { "kind", N_ ("Kind"), "kind", dup_article_kind, TRUE, 120 },
  { "topic", N_ ("Topic"), NULL, dup_topic, FALSE, 140 },
};

static const CrmTableColumn feedback_columns[] = {
  { "title", N_ ("What they say"), NULL, dup_title, FALSE, 220, TRUE },
  { "customer", N_ ("Customer"), NULL, crm_sale_words_dup_customer, FALSE, 150, TRUE },
  { "kind", N_ ("Kind"), NULL, dup_kind, FALSE, 150 },
  { "score", N_ ("Score"), NULL, crm_feedback_words_dup_score, FALSE, 90 },
  { "date", N_ ("Date"), "date", dup_date, TRUE, 130 },
};

static const CrmDirectorySort case_sorts[] = {
  { N_ ("By When It Is Due"), "due_at" },
  { N_ ("Newest First"), "opened_at:desc" },
  { N_ ("Oldest First"), "opened_at" },
  { N_ ("Changed Last"), "changed" },
};

static const CrmDirectorySort article_sorts[] = {
  { N_ ("By Name"), "name" },
  { N_ ("Newest First"), "newest" },
  { N_ ("Changed Last"), "changed" },
};

static const CrmDirectorySort feedback_sorts[] = {
  { N_ ("Newest First"), "date:desc" },
  { N_ ("Oldest First"), "date" },
};

static const CrmRecordFact article_facts[] = {
  { "title" },
  { "kind" },
  { "body" },
  { "topic" },
  { "product" },
  { "tags", TRUE },
};

static const CrmRecordFact feedback_facts[] = {
  { "kind" },
  { "score" },
  { "person" },
  { "company" },
  { "text" },
  { "date" },
  { "service_case", TRUE },
  { "product" },
  { "status" },
  { "answer" },
  { "votes" },
  { "publish" },
  { "owner", TRUE },
  { "tags", TRUE },
};

static GtkWidget *
new_article (CrmContext *context)
{
  return crm_plain_detail_new (context, article_facts, G_N_ELEMENTS (article_facts));
}

static GtkWidget *
new_feedback (CrmContext *context)
{
  return crm_plain_detail_new (context, feedback_facts, G_N_ELEMENTS (feedback_facts));
}

static void
begin_case (GtkWidget *page, CrmContext *context, const char *type_name)
{
  crm_case_dialog_present (page, context, NULL);
}

static const CrmList types[] = {
  {
      .title = N_ ("Cases"),
      .begin = begin_case,
      .directory = {
          .icon_name = "crm-service-symbolic",
          .search_hint = N_ ("Words of the question or the answer, or a customer"),
          .create = N_ ("New Case"),
          .empty_title = N_ ("No Cases Yet"),
          .empty_text = N_ ("When somebody asks something, write it down here. While you type, you see how it was answered before."),
          .none_found = N_ ("Try another word, or show all of them again."),
          .refreshes = "person company",
          .sorts = case_sorts,
          .n_sorts = G_N_ELEMENTS (case_sorts),
          .new_detail = crm_case_page_new,
          .table = {
              .type_name = "service_case",
              .title = N_ ("Cases"),
              .default_sort = "due_at",
              .columns = case_columns,
              .n_columns = G_N_ELEMENTS (case_columns),
              .dup_value = crm_case_words_dup_due,
              .dup_about = dup_case_about,
              .is_sortable = is_sortable,
              .dup_delete_title = dup_delete_cases,
              .dup_counted = dup_counted_cases,
          },
      },
  },
  {
      .title = N_ ("Asked Often"),
      .name = "questions",
      .new_widget = crm_questions_view_new,
  },
  {
      .title = N_ ("Answers"),
      .directory = {
          .icon_name = "crm-service-symbolic",
          .search_hint = N_ ("Words of the title"),
          .create = N_ ("New Answer"),
          .empty_title = N_ ("No Answers Yet"),
          .empty_text = N_ ("Keep what you explain again and again, and words to send: they are proposed when somebody asks."),
          .none_found = N_ ("Try another word, or show all of them again."),
          .refreshes = NULL,
          .sorts = article_sorts,
          .n_sorts = G_N_ELEMENTS (article_sorts),
          .new_detail = new_article,
          .table = {
              .type_name = "article",
              .title = N_ ("Answers"),
              .default_sort = "name",
              .columns = article_columns,
              .n_columns = G_N_ELEMENTS (article_columns),
              .dup_value = dup_topic,
              .dup_about = dup_article_about,
              .is_sortable = is_sortable,
              .dup_delete_title = dup_delete_articles,
              .dup_counted = dup_counted_articles,
          },
      },
  },
  {
      .title = N_ ("Feedback"),
      .directory = {
          .icon_name = "crm-service-symbolic",
          .search_hint = N_ ("Words of what they say, or a customer"),
          .create = N_ ("New Feedback"),
          .empty_title = N_ ("No Feedback Yet"),
          .empty_text = N_ ("Write down what customers think: scores you asked for, reviews, complaints, ideas and who wants them too."),
          .none_found = N_ ("Try another word, or show all of them again."),
          .refreshes = "person company",
          .sorts = feedback_sorts,
          .n_sorts = G_N_ELEMENTS (feedback_sorts),
          .new_detail = new_feedback,
          .table = {
              .type_name = "feedback",
              .title = N_ ("Feedback"),
              .default_sort = "date:desc",
              .columns = feedback_columns,
              .n_columns = G_N_ELEMENTS (feedback_columns),
              .dup_value = crm_feedback_words_dup_score,
              .dup_about = dup_feedback_about,
              .is_sortable = is_sortable,
              .dup_delete_title = dup_delete_feedback,
              .dup_counted = dup_counted_feedback,
          },
      },
  },
};

/**
 * crm_service_types_list:
 *
 * Returns: (array length=n_types): the lists, what is asked first
 */
const CrmList *
crm_service_types_list (guint *n_types)
{
  *n_types = G_N_ELEMENTS (types);

  return types;
}
