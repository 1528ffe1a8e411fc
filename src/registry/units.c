/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/units.h"

#include "base/options.h"

prse_status prse__units_new(prse_units **out, prse_error *err)
{
    prse_units *units = prse__alloc(1, sizeof *units);
    if (units)
        units->arena = prse__arena_new(0);
    if (!units || !units->arena) {
        prse__free(units);
        return prse__error_nomem(err);
    }
    *out = units;
    return PRSE_OK;
}

void prse_units_free(prse_units *units)
{
    if (!units)
        return;
    prse__arena_free(units->arena);
    prse__free(units);
}

size_t prse_units_count(const prse_units *units)
{
    return units ? units->list.count : 0;
}

uint64_t prse_units_total(const prse_units *units)
{
    size_t count = prse_units_count(units);
    return units && units->list.total > count ? units->list.total : count;
}

prse_status prse_units_get(const prse_units *units, size_t index,
                           prse_unit *out, prse_error *err)
{
    if (!units || !out)
        return prse__error_set(err, PRSE_EINVAL, units ? "out" : "units",
                               "%s is NULL", units ? "out" : "units");
    if (index >= units->list.count)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "there are %zu units, the first is 0",
                               units->list.count);
    return prse__struct_give(out, &units->list.units[index].is, sizeof *out,
                             err);
}
