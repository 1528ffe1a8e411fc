/* SPDX-License-Identifier: Apache-2.0 */
/* Answers of registers in tests: written here, read by the real readers. */
#ifndef PRSE_TESTS_REGISTRY_ANSWERS_H
#define PRSE_TESTS_REGISTRY_ANSWERS_H

#include <stdio.h>
#include <string.h>

#include "registry/directory.h"
#include "registry/sirene.h"
#include "support/test.h"

/* What was read, with its arena. */
typedef struct reading {
    prse__arena *arena;
    prse_outcome outcome;
    prse__unit_list list;
    prse_error why;
} reading;

static inline prse__answer answer_of(int32_t http, const char *body)
{
    return (prse__answer){PRSE_OK, http, prse_str_of(body)};
}

static inline void check_why(const reading *r)
{
    int failed = r->outcome != PRSE_OUTCOME_READ &&
                 r->outcome != PRSE_OUTCOME_ABSENT;
    if (failed)
        cr_assert(r->why.code && r->why.message[0], "no reason is given");
}

static inline void reading_end(reading *r)
{
    prse__arena_free(r->arena);
}

/* The text of a unit equals a literal. */
#define SAME(text, literal) \
    cr_assert(prse__str_is((text), (literal)), "%s is \"%.*s\", not \"%s\"", \
              #text, (int)(text).len, (text).ptr ? (text).ptr : "", (literal))

#endif
