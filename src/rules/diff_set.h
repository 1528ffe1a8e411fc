/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a set of situations: a diagram whose terminals are true (inside) and
 * false. How many there are, an example, and short conditions that together
 * say exactly what is inside. */
#ifndef PRSE_RULES_DIFF_SET_H
#define PRSE_RULES_DIFF_SET_H

#include "base/decimal.h"
#include "rules/diagram.h"

typedef struct prse__set_reader {
    prse__dd_store *store;
    size_t var_count;
    const size_t *cells;   /* of each variable */
    size_t room;           /* nodes that the arrays below hold */
    uint32_t *stamps;      /* of each node's last visit */
    uint32_t stamp;
    size_t count;          /* nodes of the last walk */
    prse__dd *list;        /* children before parents */
    prse__dec *counts;     /* of each node */
    uint32_t *lengths;
    prse__mask *inside;
    prse__dec *products;   /* [var_count + 1] */
    uint8_t *support;      /* of each variable: the last set depends on it */
} prse__set_reader;

prse_status prse__set_reader_init(prse__set_reader *reader,
                                  prse__dd_store *store, size_t var_count,
                                  const size_t *cells, prse_error *err);
void prse__set_reader_free(prse__set_reader *reader);

/* Notes the variables that a set depends on; what is counted after that are
 * combinations of their cells. Exact as far as 34 digits hold them. */
prse_status prse__set_support(prse__set_reader *reader, prse__dd set,
                              prse_error *err);
prse__dec prse__set_total(const prse__set_reader *reader);
/* The set must not depend on more. */
prse_status prse__set_count(prse__dec *out, prse__set_reader *reader,
                            prse__dd set, prse_error *err);

/* A condition: the cells that each variable may be in. */
typedef struct prse__cube {
    prse__mask *masks;
} prse__cube;

/* A condition that holds somewhere in `rest` and nowhere outside `set`: few
 * facts, each with as many cells as it can have. */
prse_status prse__set_cube(prse__cube *out, prse__set_reader *reader,
                           prse__dd rest, prse__dd set, prse_error *err);
/* What is in the set where the condition does not hold. */
prse_status prse__set_without(prse__dd *out, prse__set_reader *reader,
                              prse__dd set, const prse__cube *cube,
                              prse_error *err);

/* 1 when the variable may be in any cell. */
int prse__cube_is_free(const prse__set_reader *reader, const prse__cube *cube,
                       size_t var);

/* In both; in the first and not in the second. */
prse_status prse__set_and(prse__dd *out, prse__dd_store *store,
                          const size_t *cells, prse__dd a, prse__dd b,
                          prse_error *err);
prse_status prse__set_minus(prse__dd *out, prse__dd_store *store,
                            const size_t *cells, prse__dd a, prse__dd b,
                            prse_error *err);

#endif
