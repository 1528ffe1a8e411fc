/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of sixteen bits as floats. */
#include <stdint.h>
#include <string.h>

#include "safetensors/safetensors.h"

static float of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* IEEE 754 binary16. */
static float of_half(uint16_t half)
{
    uint32_t sign = (uint32_t)(half & 0x8000) << 16;
    uint32_t exponent = half >> 10 & 31, part = half & 0x3FF;
    if (exponent == 31)
        return of_bits(sign | 0x7F800000 | part << 13);
    if (exponent > 0)
        return of_bits(sign | (exponent + 112) << 23 | part << 13);
    float small = (float)part / (float)(1 << 24);
    return sign ? -small : small;
}

static uint16_t half_at(const unsigned char *bytes, uint64_t index)
{
    return (uint16_t)(bytes[2 * index] | bytes[2 * index + 1] << 8);
}

void prse__tensor_floats(float *to, const prse__tensor *from, uint64_t first,
                         uint64_t count)
{
    if (from->type == PRSE__TENSOR_F32) {
        memcpy(to, from->bytes + first * sizeof(float),
               count * sizeof(float));
        return;
    }
    for (uint64_t i = 0; i < count; i++) {
        uint16_t half = half_at(from->bytes, first + i);
        to[i] = from->type == PRSE__TENSOR_F16 ? of_half(half)
                                               : of_bits((uint32_t)half << 16);
    }
}

const float *prse__tensor_in_place(const prse__tensor *tensor)
{
    int aligned = (uintptr_t)tensor->bytes % sizeof(float) == 0;
    return tensor->type == PRSE__TENSOR_F32 && aligned
               ? (const float *)(const void *)tensor->bytes
               : NULL;
}
