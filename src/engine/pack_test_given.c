/* SPDX-License-Identifier: Apache-2.0 */
/* The facts of a test. They are written as in a fact file, but a year that the
 * fact does not keep is a mistake here. */
#include "base/error.h"
#include "engine/pack_test.h"

static prse_status check_years(const prse__testing *t, const prse__node *map,
                               int32_t last, prse_error *why)
{
    const prse_facts *facts = t->facts;
    size_t fact = prse_pack_fact_index(facts->pack, map->key);
    for (const prse__node *n = map->first; n; n = n->next) {
        int32_t year;
        if (prse__facts_read_year(&year, n->key) &&
            !prse__profile_slot(&facts->profile, fact, year - last))
            return prse__error_at(
                why, PRSE_ESCHEMA,
                prse__node_place(n, t->test->place.file), NULL,
                "the fact keeps no value of that year");
    }
    return PRSE_OK;
}

prse_status prse__test_given(prse__testing *t, prse_error *why)
{
    const prse__node *given = t->test->given;
    int32_t last = prse__facts_last_year(given);
    prse_status status = PRSE_OK;
    prse_facts_clear(t->facts);
    for (const prse__node *n = given->first; n && !status; n = n->next)
        if (n->kind == PRSE__NODE_MAP)
            status = check_years(t, n, last, why);
    return status ? status
                  : prse__facts_set_nodes(t->facts, given,
                                          t->test->place.file, why);
}
