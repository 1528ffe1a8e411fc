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

/* The first unit >= from on which all cursors agree. */
static prse_status agree(walk *w, uint32_t from, uint32_t *unit,
                         prse_error *err)
{
    size_t agreed = 0, i = 0;
    *unit = from;
    while (agreed < w->count) {
        uint32_t found;
        prse_status status = prse__cursor_seek(w->cursors[i], *unit, &found,
                                               err);
        if (status)
            return status;
        if (found == PRSE__CURSOR_END) {
            *unit = PRSE__CURSOR_END;
            return PRSE_OK;
        }
        agreed = found == *unit ? agreed + 1 : 1;
        *unit = found;
        /* after a move the rarest goes first again */
        i = agreed == 1 && i != 0 ? 0 : i + 1;
        if (i == w->count)
            i = 0;
    }
    return PRSE_OK;
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
