/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mem.h"

#include <stdint.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_BLOCK = 4096, LARGEST_BLOCK = 256 * 1024 };

typedef struct block block;
struct block {
    block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

struct prse__arena {
    block *first, *current;
    size_t limit, used, next_size;
    int full;
};

prse__arena *prse__arena_new(size_t limit)
{
    prse__arena *arena = prse__alloc(1, sizeof *arena);
    if (!arena)
        return NULL;
    arena->limit = limit;
    arena->next_size = FIRST_BLOCK;
    return arena;
}

void prse__arena_free(prse__arena *arena)
{
    if (!arena)
        return;
    for (block *b = arena->first, *next; b; b = next) {
        next = b->next;
        prse__free(b);
    }
    prse__free(arena);
}

void prse__arena_reset(prse__arena *arena)
{
    for (block *b = arena->first; b; b = b->next)
        b->used = 0;
    arena->current = arena->first;
    arena->used = 0;
    arena->full = 0;
}

/* A new block behind the current one; blocks that a reset kept and that are
 * too small for this request stay after it, for later. */
static block *add_block(prse__arena *arena, size_t need)
{
    size_t size = arena->next_size > need ? arena->next_size : need;
    if (size > SIZE_MAX - sizeof(block))
        return NULL;
    block *b = prse__alloc(1, sizeof *b + size);
    if (!b)
        return NULL;
    b->size = size;
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    block **link = arena->current ? &arena->current->next : &arena->first;
    b->next = *link;
    *link = b;
    return b;
}

static block *block_with_room(prse__arena *arena, size_t need)
{
    block *b = arena->current;
    if (b && b->size - b->used >= need)
        return b;
    block *next = b ? b->next : arena->first;
    if (!next || next->size < need)
        next = add_block(arena, need);
    if (next)
        arena->current = next;
    return next;
}

static int over_limit(const prse__arena *arena, size_t need)
{
    return arena->limit &&
           (arena->used > arena->limit || need > arena->limit - arena->used);
}

void *prse__arena_alloc(prse__arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX - ALIGNMENT) / size)
        return NULL;
    size_t need = (count * size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (need == 0)
        need = ALIGNMENT;
    if (over_limit(arena, need)) {
        arena->full = 1;
        return NULL;
    }
    block *b = block_with_room(arena, need);
    if (!b)
        return NULL;
    void *place = b->bytes + b->used;
    b->used += need;
    arena->used += need;
    return memset(place, 0, need);
}

int prse__arena_full(const prse__arena *arena)
{
    return arena->full;
}

size_t prse__arena_used(const prse__arena *arena)
{
    return arena->used;
}
