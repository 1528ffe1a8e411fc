/* SPDX-License-Identifier: Apache-2.0 */
/* Most texts are small and plain: their keys are compared where they stand. */
#include <string.h>

#include "formats/json_scan.h"

enum {
    MOST_KEYS = 64,
    LONGEST = 1024 * 1024 /* holds no more values than are read */
};

typedef struct look {
    struct {
        size_t depth;
        prse_str name;
    } keys[MOST_KEYS]; /* of the maps around the place at hand */
    size_t count;
    int unsure;
} look;

/* What stood as deep was in another map. */
static void on_open(void *user, size_t depth)
{
    look *l = user;
    while (l->count > 0 && l->keys[l->count - 1].depth >= depth)
        l->count--;
}

static void on_key(void *user, size_t depth, prse_str quoted)
{
    look *l = user;
    on_open(l, depth + 1);
    for (size_t i = l->count; i > 0 && l->keys[i - 1].depth == depth; i--)
        if (prse__str_eq(l->keys[i - 1].name, quoted))
            l->unsure = 1;
    if (l->count == MOST_KEYS || memchr(quoted.ptr, '\\', quoted.len)) {
        l->unsure = 1;
        return;
    }
    l->keys[l->count].depth = depth;
    l->keys[l->count++].name = quoted;
}

static void on_number(void *user, prse_str literal)
{
    look *l = user;
    if (memchr(literal.ptr, 'e', literal.len) ||
        memchr(literal.ptr, 'E', literal.len))
        l->unsure = 1;
}

int prse__json_is_sound(prse_str text)
{
    look l = {.count = 0};
    const prse__json_watch watch = {on_open, on_key, on_number, &l};
    prse__reader reader = {.text = text};
    return text.len <= LONGEST && !prse__reader_start(&reader, NULL) &&
           !prse__json_scan(&reader, NULL, &watch) && !l.unsure;
}
