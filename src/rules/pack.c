/* SPDX-License-Identifier: Apache-2.0 */
/* Finding things in a pack that was read. */
#include "rules/pack.h"

const prse__name *prse__pack_name(const prse__pack_tree *pack, prse_str id)
{
    size_t slot = prse__str_hash(id) & (pack->name_room - 1);
    for (; pack->name_table[slot]; slot = (slot + 1) & (pack->name_room - 1)) {
        const prse__name *name = &pack->names[pack->name_table[slot] - 1];
        if (prse__str_eq(name->id, id))
            return name;
    }
    return NULL;
}

prse_str prse__sureness_name(prse__sureness sureness)
{
    static const char *const NAMES[] = {[PRSE__CERTAIN] = "certain",
                                        [PRSE__PROBABLE] = "probable",
                                        [PRSE__INDICATIVE] = "indicative"};
    return prse_str_of(NAMES[sureness]);
}

const prse__dated *prse__rule_at(const prse__rule *rule, prse__date date)
{
    size_t i = rule->count;
    while (i > 0 && rule->steps[i - 1].from > date)
        i--;
    return i > 0 ? &rule->steps[i - 1] : NULL;
}

const prse__value *prse__threshold_at(const prse__threshold *threshold,
                                      prse__date date)
{
    size_t i = threshold->count;
    if (threshold->law && !threshold->law->enabled)
        return NULL;
    while (i > 0 && threshold->steps[i - 1].from > date)
        i--;
    if (i == 0 || threshold->steps[i - 1].value->kind == PRSE__VALUE_NULL)
        return NULL;
    return threshold->steps[i - 1].value;
}
