/* SPDX-License-Identifier: Apache-2.0 */
/* oneDNN, looked for when the first model is opened: it takes 39 MB, which who
 * has no model need not install. The functions used are the same in its
 * versions 2 and 3. */
#ifndef PRSE_CAMEMBERT_ONEDNN_H
#define PRSE_CAMEMBERT_ONEDNN_H

#include <stdint.h>

typedef struct prse__onednn {
    int (*sgemm)(char turn_a, char turn_b, int64_t rows, int64_t columns,
                 int64_t inner, float by, const float *a, int64_t a_width,
                 const float *b, int64_t b_width, float keep, float *to,
                 int64_t to_width);
    int (*gemm_u8s8s32)(char turn_a, char turn_b, char offset, int64_t rows,
                        int64_t columns, int64_t inner, float by,
                        const uint8_t *a, int64_t a_width, uint8_t a_zero,
                        const int8_t *b, int64_t b_width, int8_t b_zero,
                        float keep, int32_t *to, int64_t to_width,
                        const int32_t *offsets);
} prse__onednn; /* both answer 0 on success */

/* The same for all; NULL: it is not installed. */
const prse__onednn *prse__onednn_find(void);

#endif
