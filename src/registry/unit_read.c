/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/unit_read.h"

#include "registry/clean.h"

int prse__unit_list_begin(prse__unit_list *list, prse__arena *arena,
                          size_t count)
{
    size_t room = count < PRSE__UNITS_MOST ? count : PRSE__UNITS_MOST;
    *list = (prse__unit_list){0};
    list->units = prse__arena_alloc(arena, room ? room : 1,
                                    sizeof *list->units);
    return list->units != NULL;
}

prse__unit *prse__unit_list_find(const prse__unit_list *list, prse_str siren)
{
    for (size_t i = 0; i < list->count; i++)
        if (prse__str_eq(list->units[i].is.siren, siren))
            return &list->units[i];
    return NULL;
}

prse_outcome prse__unit_list_only(prse__unit *out, const prse__unit_list *list,
                                  prse_str siren, prse__reply *reply)
{
    if (list->count != 1 || !prse__str_eq(list->units[0].is.siren, siren))
        return prse__reply_unreadable(
            reply, "the answer tells of another unit than the one asked");
    *out = list->units[0];
    return PRSE_OUTCOME_READ;
}

uint64_t prse__unit_total(const prse__node *node, size_t least)
{
    prse_str text = prse__clean_raw(node);
    uint64_t total = 0;
    for (size_t i = 0; i < text.len && i < 18; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return least;
        total = total * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return total > least ? total : least;
}

void prse__unit_hide(prse_unit *unit)
{
    prse_str nothing = {NULL, 0};
    unit->partial = 1;
    unit->denomination = unit->sigle = unit->nom_usuel = nothing;
    unit->code_postal = nothing;
}
