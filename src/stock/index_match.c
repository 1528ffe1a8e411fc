/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_match.h"

typedef struct walk {
    size_t count;
    prse__cursor *cursors[PRSE__DEMANDS_MOST]; /* fewest units first */
} walk;

static void insert(walk *w, prse__cursor *cursor)
{
    size_t at = w->count++;
    for (; at > 0 && prse__cursor_units(w->cursors[at - 1]) >
                         prse__cursor_units(cursor); at--)
        w->cursors[at] = w->cursors[at - 1];
    w->cursors[at] = cursor;
}

static prse_status make_walk(walk *w, prse__index *index,
                             const prse__demand *demands, size_t count,
                             prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count && i < PRSE__DEMANDS_MOST && !status; i++) {
        prse__cursor *cursor = NULL;
        status = prse__cursor_new(&cursor, index, demands[i].any,
                                  demands[i].count, err);
        if (!status)
            insert(w, cursor);
    }
    return status;
}

/* The first unit >= from on which all cursors agree. The rarest leads. */
static prse_status agree(walk *w, uint32_t from, uint32_t *unit,
                         prse_error *err)
{
    prse_status status = prse__cursor_seek(w->cursors[0], from, unit, err);
    for (size_t i = 1; i < w->count && !status;) {
        uint32_t found = PRSE__CURSOR_END;
        if (*unit != PRSE__CURSOR_END)
            status = prse__cursor_seek(w->cursors[i], *unit, &found, err);
        if (found == *unit) {
            i++;
            continue;
        }
        if (!status)
            status = prse__cursor_seek(w->cursors[0], found, unit, err);
        i = 1;
    }
    return status;
}

prse_status prse__match_run(prse__match *match, prse__index *index,
                            const prse__demand *demands, size_t count,
                            prse_error *err)
{
    walk w = {0};
    uint32_t unit = 0;
    match->count = 0;
    match->whole = 1;
    prse_status status = make_walk(&w, index, demands, count, err);
    while (!status) {
        status = agree(&w, unit, &unit, err);
        if (status || unit >= match->end)
            break;
        if (match->count == match->room) {
            match->whole = 0;
            break;
        }
        match->units[match->count++] = unit++;
    }
    return status;
}
