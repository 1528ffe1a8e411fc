/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of the figures, as the portal's Metabase knows them: names and
 * types are a contract with dashboards that exist. */
#ifndef PRSE_ANALYTICS_TABLES_H
#define PRSE_ANALYTICS_TABLES_H

#include "base/str.h"

/* Where rows of the store arrive first: a temporary table "lot_<name>" with
 * columns of the table "metabase_<like>", and their order in "ordre". */
typedef struct prse__lot {
    const char *name;
    const char *like;
    const char *columns;
} prse__lot;

typedef enum prse__lot_of {
    PRSE__LOT_UTILISATEUR,
    PRSE__LOT_UNITE,    /* a company without its facts */
    PRSE__LOT_EXERCICE, /* the facts of its years, the latest last */
    PRSE__LOT_INVITATION,
    PRSE__LOT_HABILITATION,
    PRSE__LOT_STATUT,
    PRSE__LOT_VSME,
    PRSE__LOT_CSRD,
    PRSE__LOT_ANALYSE,
    PRSE__LOT_COUNT
} prse__lot_of;

extern const prse__lot prse__lots[PRSE__LOT_COUNT];

/* A table that is brought up to date from "lot_<name>". */
typedef struct prse__figure {
    const char *name;    /* after "metabase_" and "lot_" */
    const char *key;     /* columns of its key, with commas */
    const char *columns; /* all that come from the store, with commas */
    const char *owner;   /* column with the company; NULL: it has none */
} prse__figure;

/* In the order in which they are merged. */
extern const prse__figure prse__figures[];
extern const size_t prse__figure_count;

/* Each statement makes what is not there yet. */
extern const char *const prse__figures_tables[];
extern const size_t prse__figures_table_count;

/* Facts of a company that have a column of their own, under the name that packs
 * give them. */
typedef struct prse__fact_column {
    const char *fact;
    int boolean;
} prse__fact_column;
extern const prse__fact_column prse__fact_columns[];
extern const size_t prse__fact_column_count;

#endif
