/* SPDX-License-Identifier: Apache-2.0 */
/* Built with -O3 -ffast-math, so that the compiler makes vectors of the loops
 * and of exp and erf; no infinities nor NaN are meant to pass here. */
#include "camembert/kernels.h"

#include <math.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define EVERY_MACHINE \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", \
                                 "default")))
#else
#define EVERY_MACHINE
#endif

static const float ROOT_HALF = 0.70710678118654752440f;

EVERY_MACHINE static void bias_gelu(float *restrict row, uint32_t width,
                                    const float *restrict bias)
{
    for (uint32_t i = 0; i < width; i++) {
        float x = row[i] + bias[i];
        row[i] = 0.5f * x * (1.0f + erff(x * ROOT_HALF));
    }
}

EVERY_MACHINE static void bias_alone(float *restrict row, uint32_t width,
                                     const float *restrict bias)
{
    for (uint32_t i = 0; i < width; i++)
        row[i] += bias[i];
}

EVERY_MACHINE static void bias_beside(float *restrict row, uint32_t width,
                                      const float *restrict bias,
                                      const float *restrict beside)
{
    for (uint32_t i = 0; i < width; i++)
        row[i] += bias[i] + beside[i];
}

EVERY_MACHINE static void normalise(float *restrict row, uint32_t width,
                                    const float *restrict scale,
                                    const float *restrict shift,
                                    float epsilon)
{
    float sum = 0, squares = 0;
    for (uint32_t i = 0; i < width; i++)
        sum += row[i];
    float mean = sum / (float)width;
    for (uint32_t i = 0; i < width; i++)
        squares += (row[i] - mean) * (row[i] - mean);
    float by = 1 / sqrtf(squares / (float)width + epsilon);
    for (uint32_t i = 0; i < width; i++)
        row[i] = (row[i] - mean) * by * scale[i] + shift[i];
}

EVERY_MACHINE static void softmax(float *restrict row, uint32_t width)
{
    float most = row[0], sum = 0;
    for (uint32_t i = 1; i < width; i++)
        most = row[i] > most ? row[i] : most;
    for (uint32_t i = 0; i < width; i++) {
        row[i] = expf(row[i] - most);
        sum += row[i];
    }
    for (uint32_t i = 0; i < width; i++)
        row[i] /= sum;
}

void prse__add_bias(float *rows, uint32_t count, const prse__linear *of)
{
#pragma omp parallel for
    for (uint32_t i = 0; i < count; i++)
        bias_alone(rows + (size_t)i * of->out, of->out, of->bias);
}

void prse__add_bias_gelu(float *rows, uint32_t count, const prse__linear *of)
{
#pragma omp parallel for
    for (uint32_t i = 0; i < count; i++)
        bias_gelu(rows + (size_t)i * of->out, of->out, of->bias);
}

void prse__add_norm(float *rows, const float *beside, uint32_t count,
                    const prse__linear *of, const prse__norm *norm,
                    double epsilon)
{
#pragma omp parallel for
    for (uint32_t i = 0; i < count; i++) {
        float *row = rows + (size_t)i * of->out;
        bias_beside(row, of->out, of->bias, beside + (size_t)i * of->out);
        normalise(row, of->out, norm->scale, norm->shift, (float)epsilon);
    }
}

void prse__normalise(float *row, uint32_t width, const prse__norm *norm,
                     double epsilon)
{
    normalise(row, width, norm->scale, norm->shift, (float)epsilon);
}

void prse__softmax(float *row, uint32_t width)
{
    softmax(row, width);
}

static float activated(float x, prse__activation which)
{
    switch (which) {
    case PRSE__ACTIVATION_RELU: return x > 0 ? x : 0;
    case PRSE__ACTIVATION_GELU: return 0.5f * x * (1 + erff(x * ROOT_HALF));
    case PRSE__ACTIVATION_TANH: return tanhf(x);
    case PRSE__ACTIVATION_SIGMOID: return 1 / (1 + expf(-x));
    case PRSE__ACTIVATION_SILU: return x / (1 + expf(-x));
    default: return x;
    }
}

void prse__activate(float *row, uint32_t width, prse__activation which)
{
    for (uint32_t i = 0; i < width; i++)
        row[i] = activated(row[i], which);
}
