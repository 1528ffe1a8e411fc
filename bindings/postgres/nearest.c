/* SPDX-License-Identifier: Apache-2.0 */
#include "nearest.h"

#include <utils/builtins.h>
#include <utils/varlena.h>

typedef prse_str name_of(const prse_pack *pack, size_t index);

enum { FARTHEST = 3 };

static prse_str fact_name(const prse_pack *pack, size_t index)
{
    prse_fact_info info = {.size = sizeof info};
    if (prse_pack_fact(pack, index, PRSE_LANG_FR, &info, NULL))
        return (prse_str){NULL, 0};
    return info.id;
}

static prse_str obligation_name(const prse_pack *pack, size_t index)
{
    prse_obligation_info info = {.size = sizeof info};
    if (prse_pack_obligation(pack, index, PRSE_LANG_FR, &info, NULL))
        return (prse_str){NULL, 0};
    return info.id;
}

static const char *nearest(const prse_pack *pack, size_t count,
                           name_of *name_at, const char *name)
{
    int least = FARTHEST + 1;
    int length = (int)strlen(name);
    prse_str found = {NULL, 0};
    for (size_t i = 0; i < count && length <= NAMEDATALEN; i++) {
        prse_str id = name_at(pack, i);
        if (id.len == 0 || id.len > NAMEDATALEN)
            continue;
        int far = varstr_levenshtein_less_equal(
            name, length, id.ptr, (int)id.len, 1, 1, 1, FARTHEST, true);
        if (far < least && far * 2 < length) {
            least = far;
            found = id;
        }
    }
    return found.len > 0 ? pgprse_cstring_of(found) : NULL;
}

const char *pgprse_nearest_fact(const pgprse_pack *pack, const char *name)
{
    const char *year = strchr(name, '@');
    char *id = year ? pnstrdup(name, (size_t)(year - name)) : pstrdup(name);
    return nearest(pack->pack, prse_pack_fact_count(pack->pack), fact_name,
                   id);
}

const char *pgprse_nearest_obligation(const pgprse_pack *pack,
                                      const char *name)
{
    return nearest(pack->pack, prse_pack_obligation_count(pack->pack),
                   obligation_name, name);
}
