/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_unit.h"

#include <string.h>

#include "stock/index_rank.h"

/* Columns of prse__stock_search_sql. */
enum {
    SIREN, OPEN, CATEGORY, HEADCOUNT, DEPARTEMENT, ACTIVITY, FORM,
    LAW_NAME, ACRONYM, USUAL_NAME, OTHER_NAMES, SIGN_NAMES,
    ACTIVITY_2025
};

static int add_name(prse__index_unit *out, prse_str name)
{
    if (name.len == 0 || out->name_count == PRSE__UNIT_NAMES)
        return -1;
    out->names[out->name_count] = name;
    return (int)out->name_count++;
}

/* Several names in one text, with '|' between them. */
static void add_names(prse__index_unit *out, prse_str names)
{
    while (names.len > 0) {
        const char *end = memchr(names.ptr, '|', names.len);
        size_t length = end ? (size_t)(end - names.ptr) : names.len;
        add_name(out, (prse_str){names.ptr, length});
        length += end != NULL;
        names.ptr += length;
        names.len -= length;
    }
}

void prse__index_unit_read(prse__index_unit *out, prse__stmt *row)
{
    memset(out, 0, sizeof *out);
    out->siren = prse__stmt_int(row, SIREN);
    out->open = prse__stmt_is_null(row, OPEN) ||
                prse__stmt_int(row, OPEN) != 0;
    out->departement = prse__stmt_text(row, DEPARTEMENT);
    out->activity = prse__stmt_text(row, ACTIVITY);
    out->activity_2025 = prse__stmt_text(row, ACTIVITY_2025);
    out->form = prse__stmt_text(row, FORM);
    out->headcount = prse__stmt_text(row, HEADCOUNT);
    out->size = prse__rank_size(prse__stmt_text(row, CATEGORY),
                                out->headcount, out->form);
    out->law_name = add_name(out, prse__stmt_text(row, LAW_NAME));
    out->acronym = add_name(out, prse__stmt_text(row, ACRONYM));
    add_names(out, prse__stmt_text(row, USUAL_NAME));
    add_names(out, prse__stmt_text(row, OTHER_NAMES));
    add_names(out, prse__stmt_text(row, SIGN_NAMES));
}

static int counts(uint8_t softness, int hard_only)
{
    return softness == PRSE__WORD_HARD ||
           (!hard_only && softness == PRSE__WORD_KIND);
}

size_t prse__index_initials(char to[PRSE__INITIALS_MOST],
                            const prse__words *words, const uint8_t *softness,
                            int hard_only)
{
    size_t length = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (!counts(softness[i], hard_only))
            continue;
        char first = prse__words_get(words, i).ptr[0];
        if (length == PRSE__INITIALS_MOST || (first & 0x80))
            return 0;
        to[length++] = first;
    }
    return length >= PRSE__INITIALS_LEAST ? length : 0;
}
