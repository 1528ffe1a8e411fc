/* SPDX-License-Identifier: Apache-2.0 */
/* The arithmetic on rows of floats. */
#ifndef PRSE_CAMEMBERT_KERNELS_H
#define PRSE_CAMEMBERT_KERNELS_H

#include "camembert/network.h"

/* to[rows][columns] = by * a[rows][inner] * b; each matrix a part of one that
 * is so wide. `turned`: b is [columns][inner], else [inner][columns]. */
typedef struct prse__product {
    float *to;
    const float *a, *b;
    uint32_t to_width, a_width, b_width, rows, columns, inner;
    int turned;
    float by;
} prse__product;

/* 0: the library of products refused. */
int prse__multiply_floats(const prse__product *product);

/* Room for one product in 8 bits. */
typedef struct prse__small_room {
    uint8_t *rows;   /* [rows][in] */
    int32_t *sums;   /* [rows][out] */
    float *scales;   /* of each row */
    int32_t *zeros;  /* of each row */
} prse__small_room;

/* to[rows][out] = from[rows][in] * weights^T, without bias; in 8 bits when the
 * weights are. 0: the library of products refused. */
int prse__multiply(float *to, const float *from, uint32_t rows,
                   const prse__linear *by, const prse__small_room *room);

/* Weights in 8 bits: symmetric, a scale an output. */
void prse__linear_shrink(prse__linear *linear);

/* Everything below works row by row, on threads if there are. */
void prse__add_bias(float *rows, uint32_t count, const prse__linear *of);
void prse__add_bias_gelu(float *rows, uint32_t count, const prse__linear *of);
/* rows = norm(rows + bias + beside) */
void prse__add_norm(float *rows, const float *beside, uint32_t count,
                    const prse__linear *of, const prse__norm *norm,
                    double epsilon);
void prse__normalise(float *row, uint32_t width, const prse__norm *norm,
                     double epsilon);
void prse__softmax(float *row, uint32_t width);
void prse__activate(float *row, uint32_t width, prse__activation which);

#endif
