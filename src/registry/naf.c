/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/naf.h"

typedef enum nomenclature {
    UNTOLD,
    OLDER,
    REV_2,
    NAF_2025
} nomenclature;

static nomenclature of_name(prse_str name)
{
    static const struct {
        const char *name;
        nomenclature which;
    } names[] = {
        {"NAFRev2", REV_2},    {"NAF2025", NAF_2025}, {"NAF25", NAF_2025},
        {"NAFRev1", OLDER},    {"NAF1993", OLDER},    {"NAP", OLDER},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (prse__str_is(name, names[i].name))
            return names[i].which;
    return UNTOLD;
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int digits_at(prse_str code, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!is_digit(code.ptr[i]))
            return 0;
    return 1;
}

static nomenclature of_letter(char letter)
{
    if ((letter >= 'A' && letter <= 'F') || letter == 'Z')
        return REV_2;
    return letter >= 'G' && letter <= 'Y' ? NAF_2025 : OLDER;
}

/* "47.11F", "47.11Y"; before them "51.5K" and "59.03". */
static nomenclature of_form(prse_str code)
{
    if (code.len < 5 || code.len > 6 || code.ptr[2] != '.' ||
        !digits_at(code, 0, 2) || !digits_at(code, 3, 4))
        return UNTOLD;
    if (code.len == 5)
        return OLDER;
    return is_digit(code.ptr[4]) ? of_letter(code.ptr[5]) : UNTOLD;
}

void prse__naf_put(prse_unit *unit, prse_str code, prse_str nomenclature_name)
{
    nomenclature which = of_name(nomenclature_name);
    if (which == UNTOLD)
        which = of_form(code);
    prse_str *place = which == NAF_2025 ? &unit->naf25 : &unit->naf;
    if (which != OLDER && code.len && !place->len)
        *place = code;
}
