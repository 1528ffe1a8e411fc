/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/naf.h"

typedef enum nomenclature {
    UNTOLD,
    REV_2, /* or one before it */
    NAF_2025
} nomenclature;

static nomenclature of_name(prse_str name)
{
    static const struct {
        const char *name;
        nomenclature which;
    } names[] = {
        {"NAFRev2", REV_2}, {"NAF2025", NAF_2025}, {"NAF25", NAF_2025},
        {"NAFRev1", REV_2}, {"NAF1993", REV_2},    {"NAP", REV_2},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (prse__str_is(name, names[i].name))
            return names[i].which;
    return UNTOLD;
}

/* "47.11Y", where NAF rev. 2 has "47.11F" and those before it "51.5K". */
static int is_naf_2025(prse_str code)
{
    static const char form[] = "##.##";
    if (code.len != sizeof form)
        return 0;
    for (size_t i = 0; i + 1 < sizeof form; i++) {
        char c = code.ptr[i];
        if (form[i] == '#' ? c < '0' || c > '9' : c != form[i])
            return 0;
    }
    return code.ptr[5] >= 'G' && code.ptr[5] <= 'Y';
}

void prse__naf_put(prse_unit *unit, prse_str code, prse_str nomenclature_name)
{
    nomenclature which = of_name(nomenclature_name);
    if (which == UNTOLD)
        which = is_naf_2025(code) ? NAF_2025 : REV_2;
    prse_str *place = which == NAF_2025 ? &unit->naf25 : &unit->naf;
    if (!place->len)
        *place = code;
}
