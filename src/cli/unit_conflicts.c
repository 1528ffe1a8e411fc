/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/unit_conflicts.h"

#include <string.h>

#include "cli/fold.h"

static int is_same(prse_str a, prse_str b)
{
    return (a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0) ||
           cli_fold_same(a, b);
}

/* What differs by nature, or follows from another field. */
static int is_compared(const cli_unit_field *field, const prse_unit *here,
                       const prse_unit *there)
{
    switch (field->label) {
    case TEXT_UNIT_SOURCE:
    case TEXT_UNIT_UPDATED:
    case TEXT_UNIT_HEADCOUNT_YEAR:
    case TEXT_UNIT_PERSON:
    case TEXT_UNIT_TOWN_CODE:
    case TEXT_UNIT_DEPARTMENT:
    case TEXT_UNIT_COUNTRY_CODE:
        return 0;
    case TEXT_UNIT_HEADCOUNT:
        return is_same(here->annee_effectif, there->annee_effectif);
    default:
        return 1;
    }
}

void cli_unit_compare(cli_unit_conflicts *out, const prse_unit *here,
                      const prse_unit *there)
{
    out->count = 0;
    for (size_t i = 0; i < cli_unit_field_count(); i++) {
        const cli_unit_field *field = cli_unit_field_at(i);
        prse_str a = cli_unit_value(here, field);
        prse_str b = cli_unit_value(there, field);
        if (a.len > 0 && b.len > 0 && !is_same(a, b) &&
            is_compared(field, here, there) &&
            out->count < CLI_UNIT_CONFLICTS)
            out->items[out->count++] = (cli_unit_conflict){field, a, b};
    }
}
