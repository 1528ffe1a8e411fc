/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/room.h"

#ifdef _OPENMP
#include <omp.h>
#endif

uint32_t prse__threads_set(uint32_t threads)
{
#ifdef _OPENMP
    int before = omp_get_max_threads();
    omp_set_num_threads((int)threads);
    return (uint32_t)before;
#else
    (void)threads;
    return 1;
#endif
}

static int make_small(prse__room *room, size_t count)
{
    const prse__config *c = &room->network->config;
    size_t widest = c->inner > c->hidden ? c->inner : c->hidden;
    room->small = (prse__small_room){
        .rows = prse__alloc(count, widest),
        .sums = prse__alloc(count * widest, sizeof(int32_t)),
        .scales = prse__alloc(count, sizeof(float)),
        .zeros = prse__alloc(count, sizeof(int32_t))};
    return room->small.rows && room->small.sums && room->small.scales &&
           room->small.zeros;
}

static int make_rows(prse__room *room, prse__room_size size)
{
    const prse__config *c = &room->network->config;
    float **const each[] = {&room->rows,   &room->other, &room->queries,
                            &room->keys,   &room->values, &room->seen};
    size_t squares = (size_t)size.longest * size.longest;
    int ok = 1;
    for (size_t i = 0; i < sizeof each / sizeof *each && ok; i++) {
        *each[i] = prse__alloc((size_t)size.tokens * c->hidden,
                               sizeof(float));
        ok = *each[i] != NULL;
    }
    room->wide = ok ? prse__alloc((size_t)size.tokens * c->inner,
                                  sizeof(float))
                    : NULL;
    room->scores = ok ? prse__alloc(squares * size.threads, sizeof(float))
                      : NULL;
    return room->wide && room->scores;
}

prse_status prse__room_make(prse__room *out, const prse__network *network,
                            prse__room_size size, prse_error *err)
{
    *out = (prse__room){.network = network, .longest = size.longest};
    if (!make_rows(out, size) ||
        (network->layers[0].query.small && !make_small(out, size.tokens)))
        return prse__error_nomem(err);
    return PRSE_OK;
}

void prse__room_free(prse__room *room)
{
    void *const each[] = {room->rows, room->other, room->queries, room->keys,
                          room->values, room->seen, room->wide, room->scores,
                          room->small.rows, room->small.sums,
                          room->small.scales, room->small.zeros};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        prse__free(each[i]);
    *room = (prse__room){0};
}
