/* SPDX-License-Identifier: Apache-2.0 */
/* Products of matrices. A model that is open has found oneDNN. */
#include <math.h>

#include "camembert/kernels.h"
#include "camembert/onednn.h"

int prse__multiply_floats(const prse__product *p)
{
    return prse__onednn_find()->sgemm('N', p->turned ? 'T' : 'N', p->rows,
                                      p->columns, p->inner, p->by, p->a,
                                      p->a_width, p->b, p->b_width, 0, p->to,
                                      p->to_width) == 0;
}

/* --- 8 bits: rows are asymmetric, weights symmetric */

static void shrink_row(uint8_t *restrict to, const float *restrict from,
                       uint32_t width, float *scale, int32_t *zero)
{
    float least = 0, most = 0;
    for (uint32_t i = 0; i < width; i++) {
        least = from[i] < least ? from[i] : least;
        most = from[i] > most ? from[i] : most;
    }
    *scale = most > least ? (most - least) / 255 : 1;
    *zero = (int32_t)lrintf(-least / *scale);
    float by = 1 / *scale, add = (float)*zero + 0.5f;
    for (uint32_t i = 0; i < width; i++) {
        float q = from[i] * by + add;
        to[i] = (uint8_t)(q > 255 ? 255 : q < 0 ? 0 : q);
    }
}

static void grow_row(float *restrict to, const int32_t *restrict sums,
                     const prse__linear *by, float scale, int32_t zero)
{
    for (uint32_t i = 0; i < by->out; i++)
        to[i] = (float)(sums[i] - zero * by->sums[i]) * scale * by->scales[i];
}

static int multiply_small(float *to, const float *from, uint32_t rows,
                          const prse__linear *by,
                          const prse__small_room *room)
{
    const int32_t nothing = 0;
#pragma omp parallel for
    for (uint32_t i = 0; i < rows; i++)
        shrink_row(room->rows + (size_t)i * by->in,
                   from + (size_t)i * by->in, by->in, &room->scales[i],
                   &room->zeros[i]);
    if (prse__onednn_find()->gemm_u8s8s32('N', 'T', 'F', rows, by->out,
                                          by->in, 1, room->rows, by->in, 0,
                                          by->small, by->in, 0, 0, room->sums,
                                          by->out, &nothing) != 0)
        return 0;
#pragma omp parallel for
    for (uint32_t i = 0; i < rows; i++)
        grow_row(to + (size_t)i * by->out, room->sums + (size_t)i * by->out,
                 by, room->scales[i], room->zeros[i]);
    return 1;
}

int prse__multiply(float *to, const float *from, uint32_t rows,
                   const prse__linear *by, const prse__small_room *room)
{
    if (by->small)
        return multiply_small(to, from, rows, by, room);
    return prse__multiply_floats(&(prse__product){
        .to = to, .to_width = by->out, .rows = rows, .columns = by->out,
        .inner = by->in, .a = from, .a_width = by->in, .b = by->weights,
        .b_width = by->in, .turned = 1, .by = 1});
}

void prse__linear_shrink(prse__linear *linear)
{
    for (uint32_t n = 0; n < linear->out; n++) {
        const float *row = linear->weights + (size_t)n * linear->in;
        int8_t *small = linear->small + (size_t)n * linear->in;
        float most = 0;
        for (uint32_t i = 0; i < linear->in; i++)
            most = fabsf(row[i]) > most ? fabsf(row[i]) : most;
        linear->scales[n] = most > 0 ? most / 127 : 1;
        linear->sums[n] = 0;
        for (uint32_t i = 0; i < linear->in; i++) {
            small[i] = (int8_t)lrintf(row[i] / linear->scales[n]);
            linear->sums[n] += small[i];
        }
    }
}
