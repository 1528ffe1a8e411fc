/* SPDX-License-Identifier: Apache-2.0 */
/* For the targets that make records of a platform's answers. */
#ifndef PRSE_TESTS_FUZZ_RECORD_H
#define PRSE_TESTS_FUZZ_RECORD_H

#include "formats/node.h"
#include "fuzz/fuzz.h"
#include "http/answer.h"

/* Whatever comes, the record is strict JSON with one key, and in it an outcome
 * that is the one returned. */
static inline void fuzz_check_record(prse__buf *json, const char *key,
                                     prse_outcome outcome)
{
    prse__arena *arena = prse__arena_new(0);
    const prse__node *root = NULL;
    FUZZ_ASSERT(!json->failed);
    FUZZ_ASSERT(prse__json_read(&root, arena, prse__buf_str(json), "record",
                                NULL, NULL) == PRSE_OK);
    const prse__node *record = prse__node_get(root, key);
    const prse__node *state = prse__node_get(record, "etat");
    FUZZ_ASSERT(root->count == 1 && state);
    FUZZ_ASSERT(prse__str_is(state->text, prse_outcome_name(outcome)));
    FUZZ_ASSERT((prse__node_get(record, "raison") != NULL) ==
                (outcome == PRSE_OUTCOME_UNREADABLE));
    prse__arena_free(arena);
    prse__buf_free(json);
}

#endif
