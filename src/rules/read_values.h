/* SPDX-License-Identifier: Apache-2.0 */
/* Readers of single values, for the tables of keys. */
#ifndef PRSE_RULES_READ_VALUES_H
#define PRSE_RULES_READ_VALUES_H

#include "rules/read_map.h"

prse__key_read prse__read_string, /* prse_str: a scalar that is not empty */
    prse__read_id,                /* prse_str */
    prse__read_url,               /* prse_str */
    prse__read_text,              /* prse__text */
    prse__read_flag,              /* int: true, false */
    prse__read_word,              /* an enum; extra: prse__words */
    prse__read_date,              /* prse__date */
    prse__read_strings,           /* count and prse_str */
    prse__read_pairs;             /* count and pairs of prse_str */

/* The words for the values 0, 1 ... of an enum; NULL ends. */
typedef struct prse__words {
    const char *expected; /* "in_force, adopted or draft" */
    const char *words[6];
} prse__words;

/* A whole number from 1 to the int32_t that extra points to. */
prse__key_read prse__read_count;
/* A law, by its key; and a list of them. */
prse__key_read prse__read_law, prse__read_laws;

int prse__is_scalar(const prse__node *node);
/* The date that a key is; PRSE_ESCHEMA when it is none, PRSE_ERULE when it
 * does not come after `last`. */
prse_status prse__read_date_key(prse__pack_reader *r, const prse__node *node,
                                prse__date last, prse__date *out);
/* PRSE_ERULE unless from < to. */
prse_status prse__read_period(prse__pack_reader *r, const prse__node *node,
                               prse__date from, prse__date to);

#endif
