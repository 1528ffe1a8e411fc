/* SPDX-License-Identifier: Apache-2.0 */
/* Facts from JSON: taken as a whole or not at all; what is shown of a fact can
 * be set again and leaves the same. */
#include "api/scenarios.h"
#include "fuzz/fuzz.h"

static prse_pack *the_pack(void)
{
    static prse_pack *pack;
    if (!pack)
        FUZZ_ASSERT(scenario_pack(&pack, NULL) == PRSE_OK);
    return pack;
}

static void get(prse_facts *facts, size_t slot, prse_fact_state *state)
{
    *state = (prse_fact_state){.size = sizeof *state};
    FUZZ_ASSERT(prse_facts_get(facts, slot, state, NULL) == PRSE_OK);
}

static void expect_empty(prse_facts *facts)
{
    prse_fact_state state;
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        get(facts, i, &state);
        FUZZ_ASSERT(!state.given);
    }
}

static void set_again(prse_facts *facts, prse_facts *other)
{
    prse_fact_state state, again;
    prse_fact_info info = {.size = sizeof info};
    for (size_t i = 0; i < prse_facts_count(facts); i++) {
        prse_error err = {0};
        get(facts, i, &state);
        FUZZ_ASSERT(prse_pack_fact(the_pack(), state.fact, PRSE_LANG_FR,
                                   &info, &err) == PRSE_OK);
        FUZZ_ASSERT(prse_facts_set(other, info.id, state.year, state.value,
                                   &err) == PRSE_OK);
        get(other, i, &again);
        FUZZ_ASSERT(fuzz_same(state.value, again.value));
        FUZZ_ASSERT(state.exact == again.exact);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse_facts *facts = NULL, *other = NULL;
    prse_error err = {0};
    FUZZ_ASSERT(prse_facts_new(&facts, the_pack(), &err) == PRSE_OK);
    FUZZ_ASSERT(prse_facts_new(&other, the_pack(), &err) == PRSE_OK);
    prse_status status =
        prse_facts_set_json(facts, fuzz_text(data, size), "fuzz", &err);
    fuzz_check(status, &err);
    if (status)
        expect_empty(facts);
    else
        set_again(facts, other);
    prse_facts_warning_count(facts);
    prse_facts_free(facts);
    prse_facts_free(other);
    return 0;
}
