/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever the directory answers, units are clean; written down and read again
 * they are the same. */
#include "fuzz/registry.h"

static void again(prse_str json, prse__arena *arena)
{
    prse__buf body, second;
    prse__unit_list list;
    prse__buf_init(&body, 0);
    prse__buf_init(&second, 0);
    prse__buf_adds(&body, "{\"results\":[");
    prse__buf_add(&body, json);
    prse__buf_adds(&body, "]}");
    prse__answer answer = {PRSE_OK, 200, prse__buf_str(&body)};
    prse_outcome outcome = prse__directory_read(&list, arena, &answer, NULL);
    /* A unit whose every text was hidden leaves nothing but its number. */
    FUZZ_ASSERT(outcome == PRSE_OUTCOME_READ ||
                outcome == PRSE_OUTCOME_ABSENT);
    if (outcome == PRSE_OUTCOME_READ) {
        prse__unit_json(&second, &list.units[0]);
        FUZZ_ASSERT(fuzz_same(prse__buf_str(&second), json));
    }
    prse__buf_free(&body);
    prse__buf_free(&second);
}

static void one(prse__arena *arena, const prse__answer *answer)
{
    prse__unit unit = {0};
    prse_error why = {0};
    prse_outcome outcome = prse__directory_read_one(
        &unit, arena, answer, PRSE_STR("552032534"), &why);
    fuzz_outcome(outcome, &why);
    FUZZ_ASSERT(outcome != PRSE_OUTCOME_READ ||
                prse__str_is(unit.is.siren, "552032534"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse__answer answer = {PRSE_OK, 200, fuzz_text(data, size)};
    prse__arena *arena = prse__arena_new(0);
    prse__unit_list list;
    prse_error why = {0};
    prse__buf json;
    prse__buf_init(&json, 0);
    prse_outcome outcome = prse__directory_read(&list, arena, &answer, &why);
    fuzz_outcome(outcome, &why);
    FUZZ_ASSERT((outcome == PRSE_OUTCOME_READ) == (list.count > 0));
    for (size_t i = 0; i < list.count; i++) {
        fuzz_unit(&list.units[i], &json);
        again(prse__buf_str(&json), arena);
    }
    one(arena, &answer);
    prse__buf_free(&json);
    prse__arena_free(arena);
    return 0;
}
