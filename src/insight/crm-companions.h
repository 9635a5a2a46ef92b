#pragma once

#include "crm-purchases.h"

G_BEGIN_DECLS

/* What is bought together: item to item, by shrunk cosine (B. Sarwar, G. Karypis, J. Konstan, J. Riedl, Item-based Collaborative Filtering
 * Recommendation Algorithms, WWW10, 2001):
 *
 *   score (j | basket) = sum over i of cosine (i, j) · n_ij / (n_ij + 10),   cosine (i, j) = n_ij / √(n_i n_j)
 *
 * where n_i invoices have i and n_ij have both. A pair that few have bought says little, so it counts little. */

/* Fewer invoices: what sells best is the better answer. */
#define CRM_COMPANIONS_LEAST 300

/* Fewer invoices with both are chance. */
#define CRM_COMPANIONS_PAIR_LEAST 3

/* Fewer invoices with the one product: a share of them is no reason to offer the other. */
#define CRM_COMPANIONS_WITH_LEAST 10

/* So many products are told apart, those that are sold most. */
#define CRM_COMPANIONS_PRODUCTS_MOST 3000

typedef struct _CrmCompanions CrmCompanions;

/**
 * CrmCompanion:
 * @product: that might be offered
 * @because: of what they have bought, what speaks for it most; 0 for what simply sells best
 * @both: invoices with both
 * @with: invoices with @because
 * @score: how much speaks for it
 */
typedef struct
{
  gint64 product;
  gint64 because;
  guint  both;
  guint  with;
  double score;
} CrmCompanion;

CrmCompanions *crm_companions_new (GArray *bought);
void           crm_companions_free (CrmCompanions *self);
guint          crm_companions_count_baskets (const CrmCompanions *self);
guint          crm_companions_count (const CrmCompanions *self, gint64 product);
guint          crm_companions_count_both (const CrmCompanions *self, gint64 one, gint64 other);
GArray        *crm_companions_find (const CrmCompanions *self, GArray *basket, guint most);
GArray        *crm_companions_list_pairs (const CrmCompanions *self, guint most);
GArray        *crm_companions_list_best (const CrmCompanions *self, GArray *basket, guint most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmCompanions, crm_companions_free)

G_END_DECLS
