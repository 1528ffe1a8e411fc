/* SPDX-License-Identifier: Apache-2.0 */
#include "quantize.h"

#include "numbers.h"

enum { LARGEST = 127, NORM_ONE = 4096, POWER_ONE = 65535, POWER_STEPS = 16 };

static double largest_weight(const regression *from)
{
    double largest = 1e-6;
    for (size_t b = 0; b < PRSE__LITE_BUCKETS; b++)
        for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++) {
            double weight = from->weights[b][lane];
            weight = weight < 0 ? -weight : weight;
            if (weight > largest)
                largest = weight;
        }
    return largest;
}

static void fill_tables(tables_made *out, const regression *from,
                        double scale)
{
    for (size_t b = 0; b < PRSE__LITE_BUCKETS; b++)
        for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
            out->weights[b][lane] =
                (int8_t)nearest(from->weights[b][lane] * scale);
    for (size_t i = 1; i < PRSE__LITE_NORMS; i++)
        out->norms[i] = (uint16_t)nearest(NORM_ONE / square_root((double)i));
    for (size_t i = 0; i < PRSE__LITE_POWERS; i++)
        out->powers[i] = (uint16_t)nearest(
            POWER_ONE * power_of_e(-(double)i / POWER_STEPS));
}

void quantize(prse__lite_model *out, tables_made *tables,
              const regression *from, double heat)
{
    double scale = LARGEST / largest_weight(from);
    double unit = scale * NORM_ONE;
    fill_tables(tables, from, scale);
    out->weights = (const int8_t (*)[PRSE__LITE_LANES])tables->weights;
    out->norms = tables->norms;
    out->powers = tables->powers;
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
        out->bias[lane] = (int32_t)nearest(from->bias[lane] * unit);
    out->term_scale = (int32_t)nearest(from->how.point * unit);
    out->term_cap = from->how.cap;
    out->power_step = (int32_t)nearest(unit * heat / POWER_STEPS);
    out->min_confidence = from->how.min_confidence;
}
