/* SPDX-License-Identifier: Apache-2.0 */
#include "regression.h"

#include <stdlib.h>
#include <string.h>

#include "numbers.h"

typedef double row[PRSE__LITE_LANES];

/* Full gradient descent with momentum. */
typedef struct descent {
    regression *out;
    const samples *all;
    int left_out;
    size_t used;
    double *rarity; /* of each bucket */
    row *gradient, *speed;
    row bias_gradient, bias_speed;
} descent;

static const double step = 6, momentum = 0.9;

static int is_used(const descent *it, size_t i)
{
    return it->all->all[i].fold != it->left_out;
}

/* The logarithm of how many sentences there are for one that has the
 * bucket. */
static void weigh_buckets(descent *it)
{
    size_t *having = take(PRSE__LITE_BUCKETS, sizeof *having);
    size_t *last = take(PRSE__LITE_BUCKETS, sizeof *last);
    for (size_t i = 0; i < it->all->count; i++) {
        const sample *s = &it->all->all[i];
        if (!is_used(it, i))
            continue;
        it->used++;
        for (size_t j = 0; j < s->count; j++) {
            having[s->buckets[j]] += last[s->buckets[j]] != i + 1;
            last[s->buckets[j]] = i + 1;
        }
    }
    for (size_t b = 0; b < PRSE__LITE_BUCKETS; b++)
        if (having[b] > 0)
            it->rarity[b] = logarithm((double)it->used / (double)having[b]);
    free(having);
    free(last);
}

static int32_t capped(int32_t points, int32_t cap)
{
    return points < cap ? points : cap;
}

void regression_score(double out[PRSE__LITE_LANES], const regression *it,
                      const sample *of)
{
    row sums = {0};
    for (size_t j = 0; j < of->count; j++)
        for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
            sums[lane] += it->weights[of->buckets[j]][lane];
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
        out[lane] = sums[lane] * of->norm + it->bias[lane] +
                    it->how.point * capped(of->points[lane], it->how.cap);
}

void regression_share(double *scores, size_t labels, double heat)
{
    double top = scores[0], sum = 0;
    for (size_t i = 1; i < labels; i++)
        if (scores[i] > top)
            top = scores[i];
    for (size_t i = 0; i < labels; i++)
        sum += scores[i] = power_of_e((scores[i] - top) / heat);
    for (size_t i = 0; i < labels; i++)
        scores[i] /= sum;
}

static void add_gradient(descent *it, const sample *s)
{
    row share;
    regression_score(share, it->out, s);
    regression_share(share, it->out->labels, 1);
    share[s->label] -= 1;
    for (size_t lane = it->out->labels; lane < PRSE__LITE_LANES; lane++)
        share[lane] = 0;
    for (size_t j = 0; j < s->count; j++) {
        double scale = s->norm * it->rarity[s->buckets[j]];
        double *to = it->gradient[s->buckets[j]];
        for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
            to[lane] += share[lane] * scale;
    }
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
        it->bias_gradient[lane] += share[lane];
}

/* Weights are kept times their rarity, so that the price of one is that of
 * its quotient. */
static void move_weights(descent *it)
{
    double decay = it->out->how.decay, used = (double)it->used;
    for (size_t b = 0; b < PRSE__LITE_BUCKETS; b++) {
        double rarity = it->rarity[b];
        for (size_t lane = 0; rarity > 0 && lane < PRSE__LITE_LANES;
             lane++) {
            double *weight = &it->out->weights[b][lane];
            double slope = it->gradient[b][lane] / used +
                           decay * *weight / rarity;
            double *speed = &it->speed[b][lane];
            *speed = momentum * *speed - step * slope;
            *weight += *speed * rarity;
        }
    }
}

static void move_bias(descent *it)
{
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++) {
        it->bias_speed[lane] = momentum * it->bias_speed[lane] -
                               it->bias_gradient[lane] / (double)it->used;
        it->out->bias[lane] += it->bias_speed[lane];
        it->bias_gradient[lane] = 0;
    }
}

static void go_down(descent *it)
{
    memset(it->gradient, 0, PRSE__LITE_BUCKETS * sizeof *it->gradient);
    for (size_t i = 0; i < it->all->count; i++)
        if (is_used(it, i))
            add_gradient(it, &it->all->all[i]);
    move_weights(it);
    move_bias(it);
}

regression regression_train(const settings *how, size_t labels,
                            const samples *all, int left_out)
{
    regression out = {.how = *how, .labels = labels,
                      .weights = take(PRSE__LITE_BUCKETS, sizeof(row))};
    descent it = {.out = &out, .all = all, .left_out = left_out,
                  .rarity = take(PRSE__LITE_BUCKETS, sizeof(double)),
                  .gradient = take(PRSE__LITE_BUCKETS, sizeof(row)),
                  .speed = take(PRSE__LITE_BUCKETS, sizeof(row))};
    weigh_buckets(&it);
    for (int i = 0; i < how->rounds; i++)
        go_down(&it);
    free(it.rarity);
    free(it.gradient);
    free(it.speed);
    return out;
}

void regression_free(regression *it)
{
    free(it->weights);
}
