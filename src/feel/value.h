/* SPDX-License-Identifier: Apache-2.0 */
/* Values of the reference evaluator. Immutable; live in an arena. */
#ifndef PRSE_FEEL_VALUE_H
#define PRSE_FEEL_VALUE_H

#include "base/date.h"
#include "base/decimal.h"

typedef enum prse__value_kind {
    PRSE__VALUE_NULL,
    PRSE__VALUE_BOOLEAN,
    PRSE__VALUE_NUMBER,
    PRSE__VALUE_STRING,
    PRSE__VALUE_DATE,
    PRSE__VALUE_MONTHS,  /* years and months duration, in months */
    PRSE__VALUE_SECONDS, /* days and time duration, in seconds */
    PRSE__VALUE_LIST,
    PRSE__VALUE_CONTEXT,
    PRSE__VALUE_RANGE,
    PRSE__VALUE_FUNCTION
    /* times and date-times follow with the full language */
} prse__value_kind;

struct prse__feel;
struct prse__eval;
typedef struct prse__value prse__value;

/* A function of the host, called as those written in FEEL are. `apply` is given
 * `count` arguments and answers NULL only when the evaluation must stop; the
 * host puts this struct first in one of its own to reach what it needs. */
typedef struct prse__native prse__native;
struct prse__native {
    size_t count;
    const prse_str *params;
    const prse__value *(*apply)(struct prse__eval *ev,
                                const prse__native *self,
                                const prse__value *const *args);
};

struct prse__value {
    prse__value_kind kind;
    int flag;                  /* boolean; range: 1 when written (= 5) */
    int open_low, open_high;   /* range */
    prse__dec number;
    int64_t amount;            /* date, months, seconds */
    prse_str text;             /* string */
    size_t count;              /* list, context */
    const prse__value **items; /* list, context values, range [low, high] where
                                  NULL is unbounded */
    const prse_str *keys;      /* context, in order of writing */
    const struct prse__feel *body; /* function written in FEEL */
    const struct prse__scope *closure;
    const prse__native *native; /* function of the host */
};

extern const prse__value prse__value_null, prse__value_true, prse__value_false;

const prse__value *prse__value_boolean(int flag);
/* NULL when the arena is exhausted. */
const prse__value *prse__value_number(prse__arena *arena, prse__dec number);
const prse__value *prse__value_string(prse__arena *arena, prse_str text);
const prse__value *prse__value_date(prse__arena *arena, prse__date date);
/* The value of a context's key; NULL when it has none. */
const prse__value *prse__value_entry(const prse__value *context, prse_str key);
/* FEEL equality: 1, 0, or -1 for null (kinds that cannot be compared). */
int prse__value_equal(const prse__value *a, const prse__value *b);
/* Order: writes -1, 0, 1 and answers 1; answers 0 when there is no order. */
int prse__value_compare(int *out, const prse__value *a, const prse__value *b);
void prse__value_print(prse__buf *buf, const prse__value *value); /* as FEEL */

#endif
