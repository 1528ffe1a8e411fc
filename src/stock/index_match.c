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

/* The first unit >= from that the two rarest have. */
static prse_status lead(walk *w, uint32_t from, uint32_t *unit,
                        prse_error *err)
{
    return w->count == 1
               ? prse__cursor_seek(w->cursors[0], from, unit, err)
               : prse__cursor_meet(w->cursors[0], w->cursors[1], from, unit,
                                   err);
}

/* The first unit >= from on which all cursors agree. */
static prse_status agree(walk *w, uint32_t from, uint32_t *unit,
                         prse_error *err)
{
    prse_status status = lead(w, from, unit, err);
    for (size_t i = 2; i < w->count && !status;) {
        uint32_t found = PRSE__CURSOR_END;
        if (*unit != PRSE__CURSOR_END)
            status = prse__cursor_seek(w->cursors[i], *unit, &found, err);
        if (found == *unit) {
            i++;
            continue;
        }
        if (!status)
            status = lead(w, found, unit, err);
        i = 2;
    }
    return status;
}

/* When the walk ends early: one list tells its length. */
static uint64_t known_of(const walk *w, const prse__match *match)
{
    uint64_t units = w->count == 1 ? prse__cursor_exact(w->cursors[0]) : 0;
    return units > 0 && units <= match->end ? units : match->count;
}

prse_status prse__match_run(prse__match *match, prse__index *index,
                            const prse__demand *demands, size_t count,
                            prse_error *err)
{
    walk w = {0};
    uint32_t unit = 0;
    match->count = 0;
    match->known = 0;
    prse_status status = make_walk(&w, index, demands, count, err);
    while (!status) {
        status = agree(&w, unit, &unit, err);
        if (status || unit >= match->end)
            break;
        if (match->count == match->room) {
            match->known = known_of(&w, match);
            return PRSE_OK;
        }
        match->units[match->count++] = unit++;
    }
    match->known = match->count;
    return status;
}
