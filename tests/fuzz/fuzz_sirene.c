/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz/registry.h"

static void units(prse__arena *arena, const prse__answer *answer)
{
    prse__unit_list list;
    prse_error why = {0};
    prse__buf json;
    prse__buf_init(&json, 0);
    prse_outcome outcome =
        prse__sirene_read_units(&list, arena, answer, &why);
    fuzz_outcome(outcome, &why);
    for (size_t i = 0; i < list.count; i++)
        fuzz_unit(&list.units[i], &json);
    prse__buf_free(&json);
}

static void unit_and_seat(prse__arena *arena, const prse__answer *answer)
{
    prse__unit unit = {.is = {.siren = {"552032534", 9}}};
    prse__buf json;
    prse_error why = {0};
    prse__buf_init(&json, 0);
    fuzz_outcome(prse__sirene_read_unit(&unit, arena, answer,
                                        PRSE_STR("552032534"), &why),
                 &why);
    why = (prse_error){0};
    fuzz_outcome(prse__sirene_read_seat(&unit, arena, answer, &why), &why);
    fuzz_unit(&unit, &json);
    prse__buf_free(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int32_t statuses[] = {200, 301, 404, 429};
    prse__arena *arena = prse__arena_new(0);
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        prse__answer answer = {PRSE_OK, statuses[i], fuzz_text(data, size)};
        units(arena, &answer);
        unit_and_seat(arena, &answer);
    }
    prse__arena_free(arena);
    return 0;
}
