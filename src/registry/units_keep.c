/* SPDX-License-Identifier: Apache-2.0 */
/* Filters once more, after a register has answered: it ignores those that it
 * does not know, and all of them when the text is a number. */
#include <string.h>

#include "registry/units.h"

enum { DEFAULT_LIMIT = 10, MOST_UNITS = 25 };

uint32_t prse__units_limit(const prse_search_options *search)
{
    if (!search || !search->limit)
        return DEFAULT_LIMIT;
    return search->limit < MOST_UNITS ? search->limit : MOST_UNITS;
}

static int is_beginning(prse_str code, size_t whole)
{
    return code.len > 0 && code.len < whole;
}

uint32_t prse__units_to_ask(const prse_search_options *search)
{
    int more = search && (is_beginning(search->naf, 6) ||
                          is_beginning(search->categorie_juridique, 4));
    return more ? MOST_UNITS : prse__units_limit(search);
}

prse_str prse__units_cut(prse_str text, size_t size)
{
    if (text.len <= size)
        return text;
    while (size > 0 && ((unsigned char)text.ptr[size] & 0xC0) == 0x80)
        size--;
    return (prse_str){text.ptr, size};
}

static int begins(prse_str code, prse_str with)
{
    return code.len >= with.len &&
           (!with.len || memcmp(code.ptr, with.ptr, with.len) == 0);
}

/* One of the codes of a list with commas. */
static int is_among(prse_str code, prse_str list)
{
    size_t from = 0;
    for (size_t i = 0; i <= list.len; i++) {
        if (i < list.len && list.ptr[i] != ',')
            continue;
        prse_str one = {list.ptr + from, i - from};
        if (code.len && prse__str_eq(prse__str_trim(one), code))
            return 1;
        from = i + 1;
    }
    return 0;
}

/* 1: a unit passes the filters of a search. A register may have ignored one,
 * or not have it: a beginning of a code, say. search may be NULL. */
static int passes(const prse_unit *unit, const prse_search_options *search)
{
    if (!search)
        return 1;
    if (search->only_open && unit->open == 0)
        return 0;
    if (search->departement.len &&
        !prse__str_eq(unit->departement, search->departement))
        return 0;
    if (!begins(unit->naf, search->naf) && !begins(unit->naf25, search->naf))
        return 0;
    if (!begins(unit->categorie_juridique, search->categorie_juridique))
        return 0;
    return !search->tranche_effectif.len ||
           is_among(unit->tranche_effectif, search->tranche_effectif);
}

void prse__units_keep(prse__unit_list *list, const prse_search_options *search)
{
    size_t limit = prse__units_limit(search), kept = 0, i = 0;
    int all_seen = list->total <= list->count;
    for (; i < list->count && kept < limit; i++)
        if (passes(&list->units[i].is, search))
            list->units[kept++] = list->units[i];
    if (all_seen && i == list->count)
        list->total = kept;
    list->count = kept;
}
