/* SPDX-License-Identifier: Apache-2.0 */
#include "columns/kernels.h"

extern const prse__kernels prse__kernels_plain;
#ifdef PRSE__WITH_AVX2
extern const prse__kernels prse__kernels_avx2;
#endif

const prse__kernels *prse__kernels_at(size_t index)
{
    if (index == 0)
        return &prse__kernels_plain;
#ifdef PRSE__WITH_AVX2
    if (index == 1 && __builtin_cpu_supports("avx2") &&
        __builtin_cpu_supports("popcnt"))
        return &prse__kernels_avx2;
#endif
    return NULL;
}

const prse__kernels *prse__kernels_fastest(void)
{
    size_t count = 1;
    while (prse__kernels_at(count))
        count++;
    return prse__kernels_at(count - 1);
}
