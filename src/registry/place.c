/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/place.h"

static prse_str beginning(prse_str text, size_t size)
{
    return (prse_str){text.ptr, size};
}

static int is_overseas(prse_str code)
{
    return prse__str_starts(code, "97") || prse__str_starts(code, "98");
}

static prse_str of_commune(prse_str commune)
{
    return commune.len < 5 ? (prse_str){NULL, 0}
                           : beginning(commune, is_overseas(commune) ? 3 : 2);
}

/* Postal codes kept the number that Corsica had before it was divided. */
static prse_str of_postcode(prse_str code)
{
    static const struct {
        const char *beginning, *department;
    } corsica[] = {
        {"200", "2A"}, {"201", "2A"}, {"202", "2B"}, {"206", "2B"}};
    if (code.len < 5)
        return (prse_str){NULL, 0};
    for (size_t i = 0; i < sizeof corsica / sizeof *corsica; i++)
        if (prse__str_starts(code, corsica[i].beginning))
            return prse_str_of(corsica[i].department);
    return beginning(code, is_overseas(code) ? 3 : 2);
}

void prse__place_settle(prse_unit *unit)
{
    if (prse__str_starts(unit->code_commune, "99")) {
        if (!unit->code_pays.len)
            unit->code_pays = unit->code_commune;
        unit->code_commune = (prse_str){NULL, 0};
    }
    if (unit->code_pays.len)
        unit->departement = (prse_str){NULL, 0};
    else if (!unit->departement.len)
        unit->departement = of_commune(unit->code_commune);
    if (!unit->departement.len && !unit->code_pays.len)
        unit->departement = of_postcode(unit->code_postal);
}
