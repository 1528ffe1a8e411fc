/* SPDX-License-Identifier: Apache-2.0 */
/* What must be true of every unit that any answer gives. */
#ifndef PRSE_TESTS_FUZZ_REGISTRY_H
#define PRSE_TESTS_FUZZ_REGISTRY_H

#include "formats/node.h"
#include "fuzz/fuzz.h"
#include "registry/directory.h"
#include "registry/sirene.h"

/* The error is filled when the outcome asks for one. */
static inline void fuzz_outcome(prse_outcome outcome, const prse_error *why)
{
    int good = outcome == PRSE_OUTCOME_READ || outcome == PRSE_OUTCOME_ABSENT;
    FUZZ_ASSERT(good || (why->code && why->message[0]));
    FUZZ_ASSERT(outcome != PRSE_OUTCOME_READ || !why->code);
    prse_str message = {why->message, strlen(why->message)};
    FUZZ_ASSERT(prse__utf8_check(message) == message.len);
}

static inline int fuzz_holds(prse_str text, const char *part)
{
    size_t size = strlen(part);
    for (size_t i = 0; i + size <= text.len; i++)
        if (memcmp(text.ptr + i, part, size) == 0)
            return 1;
    return 0;
}

/* Texts are clean, and the unit as JSON is JSON. */
static inline void fuzz_unit(const prse__unit *unit, prse__buf *json)
{
    const prse_str *texts = &unit->is.siren;
    size_t count = (sizeof(prse_unit) - offsetof(prse_unit, siren)) /
                   sizeof(prse_str);
    prse__arena *arena = prse__arena_new(0);
    const prse__node *node = NULL;
    for (size_t i = 0; i < count; i++) {
        FUZZ_ASSERT(prse__utf8_check(texts[i]) == texts[i].len);
        FUZZ_ASSERT(texts[i].len <= 801); /* two names and a blank */
        FUZZ_ASSERT(!fuzz_holds(texts[i], "[ND]"));
        FUZZ_ASSERT(!fuzz_holds(texts[i], "[NON-DIFFUSIBLE]"));
        for (size_t k = 0; k < texts[i].len; k++)
            FUZZ_ASSERT((unsigned char)texts[i].ptr[k] >= ' ');
    }
    FUZZ_ASSERT(unit->is.siren.len == 9);
    prse__buf_clear(json);
    prse__unit_json(json, unit);
    FUZZ_ASSERT(prse__json_read(&node, arena, prse__buf_str(json), NULL, NULL,
                                NULL) == PRSE_OK);
    prse__arena_free(arena);
}

#endif
