/* SPDX-License-Identifier: Apache-2.0 */
#include "samples.h"

#include <stdlib.h>
#include <string.h>

#include "esrs_lite/score.h"
#include "lexicon.h"
#include "numbers.h"

/* Prime, so that partners differ from neighbour to neighbour. */
enum { STRIDE = 7 };

static double norm_of(size_t count)
{
    return count > 0 ? 1 / square_root((double)count) : 0;
}

static void read_sample(sample *out, const prse__lite_model *model,
                        prse_str text)
{
    static prse__lite_reading reading;
    prse__lite_read(&reading, model, text);
    prse__lite_points(out->points, model, &reading.hits);
    out->count = reading.features.count;
    out->buckets = take(out->count, sizeof *out->buckets);
    memcpy(out->buckets, reading.features.buckets,
           out->count * sizeof *out->buckets);
    out->norm = norm_of(out->count);
}

samples samples_read(const char *path, const table *labels,
                     const prse__lite_model *model)
{
    size_t seen[PRSE__LITE_LANES] = {0};
    samples out = {.rows = table_read(path, 2)};
    out.count = out.rows.count;
    out.all = take(out.count, sizeof *out.all);
    for (size_t i = 0; i < out.count; i++) {
        const prse_str *row = out.rows.rows[i];
        uint8_t label = label_of(row[0], labels, path, i + 2);
        out.all[i].label = label;
        out.all[i].fold = (uint8_t)(seen[label]++ % FOLDS);
        read_sample(&out.all[i], model, row[1]);
    }
    return out;
}

static sample join(const sample *a, const sample *b)
{
    sample out = *a;
    out.mixed = 1;
    out.count = a->count + b->count;
    out.buckets = take(out.count, sizeof *out.buckets);
    memcpy(out.buckets, a->buckets, a->count * sizeof *a->buckets);
    memcpy(out.buckets + a->count, b->buckets, b->count * sizeof *b->buckets);
    for (size_t lane = 0; lane < PRSE__LITE_LANES; lane++)
        out.points[lane] += b->points[lane];
    out.norm = norm_of(out.count);
    return out;
}

/* The nth sample of the label in the fold, round and round. */
static const sample *pick(const samples *it, uint8_t label, uint8_t fold,
                          size_t nth)
{
    size_t there = 0;
    for (size_t i = 0; i < it->count; i++)
        there += it->all[i].label == label && it->all[i].fold == fold;
    if (there == 0)
        fail("sentences", 0, "a fold has none of the last label");
    nth %= there;
    for (size_t i = 0;; i++)
        if (it->all[i].label == label && it->all[i].fold == fold &&
            nth-- == 0)
            return &it->all[i];
}

void samples_mix(samples *it, uint8_t none)
{
    sample *more = take(it->count * 2, sizeof *more);
    for (size_t i = 0; i < it->count; i++) {
        const sample *own = &it->all[i];
        more[i] = *own;
        more[it->count + i] =
            join(own, pick(it, none, own->fold, i * STRIDE));
    }
    free(it->all);
    it->all = more;
    it->count *= 2;
}

void samples_free(samples *it)
{
    for (size_t i = 0; i < it->count; i++)
        free(it->all[i].buckets);
    free(it->all);
    table_free(&it->rows);
}
