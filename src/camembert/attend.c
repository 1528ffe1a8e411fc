/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "camembert/room.h"

#ifdef _OPENMP
#include <omp.h>
#endif

static uint32_t own_number(void)
{
#ifdef _OPENMP
    return (uint32_t)omp_get_thread_num();
#else
    return 0;
#endif
}

/* One head in one sentence. */
static int attend(const prse__room *room, uint32_t sentence, uint32_t head,
                  int first_only)
{
    const prse__config *c = &room->network->config;
    uint32_t width = c->hidden / c->heads;
    uint32_t from = room->tokens->starts[sentence];
    uint32_t length = room->tokens->starts[sentence + 1] - from;
    uint32_t rows = first_only ? 1 : length;
    size_t asked = (size_t)(first_only ? sentence : from) * c->hidden +
                   (size_t)head * width;
    size_t known = (size_t)from * c->hidden + (size_t)head * width;
    float *scores = room->scores + (size_t)own_number() * room->longest *
                                       room->longest;
    if (!prse__multiply_floats(&(prse__product){
            .to = scores, .to_width = length, .rows = rows,
            .columns = length, .inner = width, .a = room->queries + asked,
            .a_width = c->hidden, .b = room->keys + known,
            .b_width = c->hidden, .turned = 1,
            .by = 1 / sqrtf((float)width)}))
        return 0;
    for (uint32_t i = 0; i < rows; i++)
        prse__softmax(scores + (size_t)i * length, length);
    return prse__multiply_floats(&(prse__product){
        .to = room->seen + asked, .to_width = c->hidden, .rows = rows,
        .columns = width, .inner = length, .a = scores, .a_width = length,
        .b = room->values + known, .b_width = c->hidden, .by = 1});
}

int prse__attend(prse__room *room, int first_only)
{
    uint32_t heads = room->network->config.heads;
    uint32_t count = room->tokens->count * heads;
    int ok = 1;
#pragma omp parallel for reduction(&& : ok) schedule(dynamic, 4)
    for (uint32_t i = 0; i < count; i++)
        ok = attend(room, i / heads, i % heads, first_only) && ok;
    return ok;
}
