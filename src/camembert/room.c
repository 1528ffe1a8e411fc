/* SPDX-License-Identifier: Apache-2.0 */
#include "camembert/room.h"

#ifdef _OPENMP
#include <omp.h>
#endif

static uint32_t longest_of(const prse__tokens *tokens)
{
    uint32_t longest = 0;
    for (uint32_t s = 0; s < tokens->count; s++) {
        uint32_t is = tokens->starts[s + 1] - tokens->starts[s];
        longest = is > longest ? is : longest;
    }
    return longest;
}

static int set_threads(uint32_t threads)
{
#ifdef _OPENMP
    int before = omp_get_max_threads();
    omp_set_num_threads((int)threads);
    return before;
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

static int make_rows(prse__room *room, size_t count, uint32_t threads)
{
    const prse__config *c = &room->network->config;
    float **const each[] = {&room->rows,   &room->other, &room->queries,
                            &room->keys,   &room->values, &room->seen};
    int ok = 1;
    for (size_t i = 0; i < sizeof each / sizeof *each && ok; i++) {
        *each[i] = prse__alloc(count * c->hidden, sizeof(float));
        ok = *each[i] != NULL;
    }
    room->wide = ok ? prse__alloc(count * c->inner, sizeof(float)) : NULL;
    room->scores = ok ? prse__alloc((size_t)room->longest * room->longest *
                                        threads,
                                    sizeof(float))
                      : NULL;
    return room->wide && room->scores;
}

prse_status prse__room_make(prse__room *out, const prse__network *network,
                            const prse__tokens *tokens, uint32_t threads,
                            prse_error *err)
{
    size_t count = tokens->starts[tokens->count];
    *out = (prse__room){.network = network, .tokens = tokens,
                        .longest = longest_of(tokens)};
    out->threads_before = set_threads(threads);
    if (!make_rows(out, count, threads) ||
        (network->layers[0].query.small && !make_small(out, count)))
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
    set_threads((uint32_t)room->threads_before);
}
