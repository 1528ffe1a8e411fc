/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/patterns.h"

#include <string.h>

/* Past the most, all are forgotten: a table without repetition gains nothing
 * from more. */
enum { LEAST_ROOM = 256, MOST_ROOM = 32768 };

void prse__patterns_free(prse__patterns *p)
{
    prse__free(p->keys);
    prse__free(p->texts);
    prse__free(p->lengths);
    prse__buf_free(&p->text);
    *p = (prse__patterns){0};
}

static size_t hash(const uint64_t *pattern, size_t width)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < width; i++) {
        sum = (sum ^ pattern[i]) * UINT64_C(0x9E3779B97F4A7C15);
        sum ^= sum >> 32;
    }
    return (size_t)sum;
}

static size_t place_of(const prse__patterns *p, const uint64_t *pattern)
{
    size_t place = hash(pattern, p->width) & (p->room - 1);
    while (p->texts[place] && memcmp(&p->keys[place * p->width], pattern,
                                     p->width * sizeof *pattern) != 0)
        place = (place + 1) & (p->room - 1);
    return place;
}

static int make(prse__patterns *p, size_t room, size_t width)
{
    *p = (prse__patterns){.width = width, .room = room};
    prse__buf_init(&p->text, 0);
    p->keys = prse__alloc(room * (width + 1), sizeof *p->keys);
    p->texts = prse__alloc(room, sizeof *p->texts);
    p->lengths = prse__alloc(room, sizeof *p->lengths);
    if (p->keys && p->texts && p->lengths)
        return 1;
    prse__patterns_free(p);
    return 0;
}

/* Into more room, or, when there is no more, into none of the old. */
static prse_status move(prse__patterns *p, size_t width, prse_error *err)
{
    prse__patterns next;
    size_t room = p->room ? 2 * p->room : LEAST_ROOM;
    int forgets = room > MOST_ROOM;
    if (!make(&next, forgets ? MOST_ROOM : room, width))
        return prse__error_nomem(err);
    for (size_t i = 0; !forgets && i < p->room; i++) {
        if (!p->texts[i])
            continue;
        const uint64_t *key = &p->keys[i * width];
        size_t to = place_of(&next, key);
        memcpy(&next.keys[to * width], key, width * sizeof *key);
        next.texts[to] = p->texts[i];
        next.lengths[to] = p->lengths[i];
    }
    if (!forgets) {
        next.count = p->count;
        next.text = p->text;
        p->text = (prse__buf){0};
    }
    prse__patterns_free(p);
    *p = next;
    return PRSE_OK;
}

prse_status prse__patterns_find(size_t *place, prse__patterns *p,
                                const uint64_t *pattern, size_t width,
                                prse_error *err)
{
    if (4 * p->count >= 3 * p->room) {
        prse_status status = move(p, width, err);
        if (status)
            return status;
    }
    *place = place_of(p, pattern);
    return PRSE_OK;
}

int prse__patterns_has(const prse__patterns *p, size_t place)
{
    return p->texts[place] != 0;
}

prse_status prse__patterns_add(prse__patterns *p, size_t place,
                               const uint64_t *pattern, prse_str text,
                               prse_error *err)
{
    size_t at = p->text.len;
    prse__buf_add(&p->text, text);
    if (p->text.failed)
        return prse__error_nomem(err);
    memcpy(&p->keys[place * p->width], pattern, p->width * sizeof *pattern);
    p->texts[place] = (uint32_t)at + 1;
    p->lengths[place] = (uint32_t)text.len;
    p->count++;
    return PRSE_OK;
}

prse_str prse__patterns_text(const prse__patterns *p, size_t place)
{
    if (p->lengths[place] == 0)
        return PRSE_STR("");
    return (prse_str){p->text.ptr + p->texts[place] - 1, p->lengths[place]};
}
