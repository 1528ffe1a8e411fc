/* SPDX-License-Identifier: Apache-2.0 */
/* Readers of FEEL inside a pack: rules (expressions and pipe tables, dated or
 * not) and constants. */
#ifndef PRSE_RULES_READ_RULE_H
#define PRSE_RULES_READ_RULE_H

#include "rules/names.h"

/* prse__rule; extra: the prse__rights of its expressions. */
prse__key_read prse__read_expression, /* expressions only */
    prse__read_table,                 /* pipe tables only */
    prse__read_rule;                  /* either */
/* const prse__feel *, with the rights in extra. */
prse__key_read prse__read_feel;

/* A constant: a number, a date, or null. */
prse_status prse__read_constant(prse__pack_reader *r, const prse__node *node,
                                const prse__value **out);

#endif
