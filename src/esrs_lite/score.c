/* SPDX-License-Identifier: Apache-2.0 */
#include "esrs_lite/score.h"

void prse__lite_read(prse__lite_reading *out, const prse__lite_model *model,
                     prse_str text)
{
    prse__lite_words_read(&out->words, text);
    prse__lite_terms_find(&out->hits, model, &out->words);
    prse__lite_features_read(&out->features, &out->words);
}

void prse__lite_points(int32_t out[PRSE__LITE_LANES],
                       const prse__lite_model *model,
                       const prse__lite_hits *hits)
{
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
        out[lane] = 0;
    for (size_t i = 0; i < hits->count; i++) {
        const prse__lite_term *term = &model->terms[hits->hits[i].term];
        int32_t *points = &out[term->label];
        *points += term->weight;
        if (*points > model->term_cap)
            *points = model->term_cap;
    }
}

/* At most 4,096 features of at most 127, times a norm of at most 4,096. */
void prse__lite_score(int32_t out[PRSE__LITE_LANES],
                      const prse__lite_model *model,
                      const prse__lite_reading *reading)
{
    int32_t sums[PRSE__LITE_LANES] = {0};
    const prse__lite_features *features = &reading->features;
    size_t count = features->count;
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = model->weights[features->buckets[i]];
        for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
            sums[lane] += row[lane];
    }
    int32_t norm = model->norms[count < PRSE__LITE_NORMS
                                    ? count : PRSE__LITE_NORMS - 1];
    prse__lite_points(out, model, &reading->hits);
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
        out[lane] = out[lane] * model->term_scale + model->bias[lane] +
                    sums[lane] * norm;
}

/* The highest score beside `except`; the first of equals. */
static uint32_t highest(const prse__lite_model *model, const int32_t *scores,
                        uint32_t except)
{
    uint32_t best = except == 0;
    for (uint32_t i = 0; i < model->label_count; i++)
        if (i != except && scores[i] > scores[best])
            best = i;
    return best;
}

static uint32_t power(const prse__lite_model *model, int32_t below)
{
    int32_t step = below / model->power_step;
    return step < PRSE__LITE_POWERS ? model->powers[step] : 0;
}

/* What share of all powers this label has. */
static double share(const prse__lite_model *model, const int32_t *scores,
                    int32_t top, uint32_t label)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < model->label_count; i++)
        sum += power(model, top - scores[i]);
    return (double)power(model, top - scores[label]) / sum;
}

prse__lite_verdict prse__lite_judge(const prse__lite_model *model,
                                    const int32_t scores[PRSE__LITE_LANES],
                                    double min_confidence)
{
    prse__lite_verdict out;
    out.label = highest(model, scores, PRSE__LITE_LANES);
    int32_t top = scores[out.label];
    if (share(model, scores, top, out.label) < min_confidence)
        out.label = model->none;
    out.second = highest(model, scores, out.label);
    out.confidence = share(model, scores, top, out.label);
    out.second_confidence = share(model, scores, top, out.second);
    return out;
}
