/* SPDX-License-Identifier: Apache-2.0 */
/* Pipe decision tables:
 *
 *   U | member | surface || fee      |
 *     | true   | -       || "none"   |
 *     | false  | < 10    || "small"  |
 *
 * The optional word before the first pipe is the hit policy: U A P F R O C C+
 * C< C> C#  (default U). Input headings are FEEL expressions, input cells unary
 * tests, output cells FEEL expressions; an output heading may declare its
 * ordered values for P and O:  contenu: "a", "b". A pipe inside a string or
 * brackets does not end a cell. */
#ifndef PRSE_FEEL_TABLE_H
#define PRSE_FEEL_TABLE_H

#include "feel/eval.h"

typedef struct prse__table_row {
    uint32_t line;
    const prse__feel **tests;   /* one per input */
    const prse__feel **outputs; /* one per output */
} prse__table_row;

typedef struct prse__table {
    char policy;     /* U A P F R O C */
    char aggregator; /* 0 + < > # */
    size_t input_count, output_count, row_count;
    const prse__feel **inputs;
    prse_str *output_names;
    const prse__feel **output_values; /* LIST of declared values, or NULL */
    prse__table_row *rows;
    const prse__feel **defaults; /* one per output, when no row matches; NULL:
                                    none */
} prse__table;

prse_status prse__table_parse(const prse__table **out, prse__arena *arena,
                              const prse__feel_source *source, prse_error *err);

/* The value of the table: a single output's value, or a context when there are
 * several; a list for R, O and C without aggregator. null when no row matches,
 * and for U and A when rows conflict. */
prse_status prse__table_eval(const prse__value **out, prse__arena *arena,
                             const prse__table *table,
                             const prse__scope *scope, prse_error *err);

#endif
