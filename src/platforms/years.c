/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/years.h"

static void add(prse__years *years, int32_t year)
{
    size_t at = 0;
    while (at < years->count && years->year[at] > year)
        at++;
    if ((at < years->count && years->year[at] == year) ||
        years->count == PRSE__YEARS)
        return;
    for (size_t i = years->count++; i > at; i--)
        years->year[i] = years->year[i - 1];
    years->year[at] = year;
}

static const prse__node *first_of(const prse__node *map)
{
    return map && map->kind == PRSE__NODE_MAP ? map->first : NULL;
}

void prse__years_add(prse__years *years, const prse__node *map)
{
    int32_t year;
    for (const prse__node *n = first_of(map); n; n = n->next)
        if (prse__value_year_text(&year, n->key))
            add(years, year);
}

const prse__node *prse__years_get(const prse__node *map, int32_t year)
{
    int32_t found;
    const prse__node *n = first_of(map);
    while (n && !(prse__value_year_text(&found, n->key) && found == year))
        n = n->next;
    return n;
}

void prse__years_open(prse__json *json, int32_t year)
{
    char key[4] = {(char)('0' + year / 1000 % 10),
                   (char)('0' + year / 100 % 10),
                   (char)('0' + year / 10 % 10), (char)('0' + year % 10)};
    prse__json_key(json, (prse_str){key, sizeof key});
    prse__json_open(json, '{');
}
