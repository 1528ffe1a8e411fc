/* SPDX-License-Identifier: Apache-2.0 */
/* Real numbers become whole ones. */
#ifndef ESRS_LITE_QUANTIZE_H
#define ESRS_LITE_QUANTIZE_H

#include "regression.h"

typedef struct tables_made {
    int8_t weights[PRSE__LITE_BUCKETS][PRSE__LITE_LANES];
    uint16_t norms[PRSE__LITE_NORMS], powers[PRSE__LITE_POWERS];
} tables_made;

/* Fills what `out` has beside the labels and the lexicon. */
void quantize(prse__lite_model *out, tables_made *tables,
              const regression *from, double heat);

#endif
