/* SPDX-License-Identifier: Apache-2.0 */
/* Stores side by side: each step is taken on all of them and has to answer the
 * same, down to the rows. */
#ifndef PRSE_TESTS_STORE_SIDES_H
#define PRSE_TESTS_STORE_SIDES_H

#include "store/store.h"

enum { SIDES_MOST = 3, SIDES_COLUMNS = 16 };

typedef enum sides_kind {
    SIDES_GET,
    SIDES_PUT,
    SIDES_REMOVE,
    SIDES_SCAN,
    SIDES_CLAIM,
    SIDES_LOAD,
    SIDES_KINDS
} sides_kind;

typedef struct sides_step {
    sides_kind kind;
    const prse_collection *of;
    prse_value values[SIDES_COLUMNS]; /* of a row; a key first */
    int64_t version;                  /* expected, or loaded */
    prse_query query;
    uint32_t most; /* rows, after which the caller stops; 0: all */
} sides_step;

typedef struct sides {
    prse_store stores[SIDES_MOST];
    const char *names[SIDES_MOST];
    size_t count;
    prse__tx tx[SIDES_MOST];
    prse__buf answers[SIDES_MOST]; /* of the last step, as text */
    prse_status status;            /* of all of them */
} sides;

void sides_free(sides *s);
/* Each of these answers 1 when all stores answered the same. */
int sides_begin(sides *s, uint32_t write);
int sides_take(sides *s, const sides_step *step);
int sides_commit(sides *s);
void sides_rollback(sides *s);
/* The digests of a schema. */
int sides_digest(sides *s, const prse_schema *schema);
/* What a step is, for people. */
void sides_say(prse__buf *out, const sides_step *step);
/* 1: after such an answer a transaction can only be undone. */
int sides_is_over(const sides_step *step, prse_status status);

#endif
