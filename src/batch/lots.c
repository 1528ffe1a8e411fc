/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/lots.h"

#include <string.h>

#include "batch/sight.h"
#include "batch/worker.h"

struct prse__lots {
    const prse_batch *batch;
    prse__arena *arena; /* of the sights of a table */
    size_t count;
    prse__sight *sights;
    prse__lot *planes;
    prse__lot *reached; /* by the nodes of one course */
    uint8_t *values;    /* of its ends */
    prse__lot *answers; /* of each obligation of the plan, its bits */
    prse__lot *used;    /* planes of one course, */
    uint8_t *patterns; /* and of each row */
};

prse_status prse__lots_new(prse__lots **out, const prse_batch *batch,
                           prse_error *err)
{
    prse__lots *lots = prse__alloc(1, sizeof *lots);
    if (!lots)
        return prse__error_nomem(err);
    lots->batch = batch;
    lots->arena = prse__arena_new(0);
    lots->planes = prse__alloc(batch->program.plane_count + 1,
                               sizeof *lots->planes);
    lots->reached = prse__alloc(batch->program.most_nodes + 1,
                                sizeof *lots->reached);
    lots->values = prse__alloc(batch->program.most_nodes + 1, 1);
    lots->answers = prse__alloc(
        batch->obligation_count * PRSE__ANSWER_BITS + 1,
        sizeof *lots->answers);
    if (batch->columns & PRSE_BATCH_MISSING) {
        lots->used = prse__alloc(batch->most_used + 1, sizeof *lots->used);
        lots->patterns = prse__alloc((batch->most_used / 8 + 1) * PRSE__LOT,
                                     sizeof *lots->patterns);
    }
    if (!lots->arena || !lots->planes || !lots->reached || !lots->values ||
        !lots->answers ||
        (batch->columns & PRSE_BATCH_MISSING &&
         (!lots->used || !lots->patterns))) {
        prse__lots_free(lots);
        return prse__error_nomem(err);
    }
    *out = lots;
    return PRSE_OK;
}

void prse__lots_free(prse__lots *lots)
{
    if (!lots)
        return;
    prse__arena_free(lots->arena);
    prse__free(lots->planes);
    prse__free(lots->reached);
    prse__free(lots->values);
    prse__free(lots->answers);
    prse__free(lots->used);
    prse__free(lots->patterns);
    prse__free(lots);
}

prse_status prse__lots_open(prse__lots *lots, prse__worker *w,
                            const prse__view *views, size_t count,
                            int64_t rows, prse_error *err)
{
    const prse__profile *profile = &w->facts->profile;
    prse_status status = PRSE_OK;
    prse__arena_reset(lots->arena);
    lots->count = count;
    lots->sights =
        prse__arena_alloc(lots->arena, count + 1, sizeof *lots->sights);
    if (!lots->sights)
        return prse__error_nomem(err);
    for (size_t i = 0; i < profile->slot_count; i++) {
        const prse__slot *slot = &profile->slots[i];
        if (slot->var == SIZE_MAX)
            continue;
        prse__mask missing = prse__slot_missing(profile, slot);
        prse__sight_nothing(lots->planes, &lots->batch->program, slot->var,
                            &missing);
    }
    for (size_t i = 0; i < count && !status; i++)
        status = prse__sight_open(&lots->sights[i], w, i, &views[i], rows,
                                  lots->arena, err);
    return status;
}

prse_status prse__lots_read(prse__lots *lots, prse__worker *w, int64_t row,
                            size_t rows, prse__lot *odd, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < lots->count && !status; i++)
        status = prse__sight_read(&lots->sights[i], w, row, rows,
                                  lots->planes, odd, err);
    return status;
}

/* --- Answers --- */

/* The value of each terminal; several possible ones are as good as those that
 * have none. */
static void tell(prse__lot *bits, size_t bit_count, prse__lots *lots,
                 const prse__course *course, const uint8_t *values,
                 size_t value_count, uint8_t untold)
{
    const prse__kernels *kernels = lots->batch->kernels;
    for (size_t i = 0; i < course->end_count; i++) {
        prse__dd leaf = course->ends[i].leaf;
        lots->values[i] = leaf < value_count ? values[leaf] : untold;
    }
    kernels->run(lots->reached, course, lots->planes);
    kernels->only(bits, bit_count, lots->reached, course, lots->values,
                  untold);
}

void prse__lots_answer_all(prse__lots *lots)
{
    static const uint8_t ANSWERS[PRSE__ANSWER_COUNT] = {
        [PRSE__DD_NULL] = PRSE_UNKNOWN,
        [PRSE__DD_FALSE] = PRSE_NOT_SUBJECT,
        [PRSE__DD_TRUE] = PRSE_SUBJECT,
        [PRSE__DD_RECOMMENDED] = PRSE_RECOMMENDED,
        [PRSE__DD_INSUFFICIENT] = PRSE_INSUFFICIENT};
    for (size_t i = 0; i < lots->batch->obligation_count; i++)
        tell(&lots->answers[i * PRSE__ANSWER_BITS], PRSE__ANSWER_BITS, lots,
             &lots->batch->courses[i], ANSWERS, PRSE__ANSWER_COUNT,
             PRSE_UNKNOWN);
}

const prse__lot *prse__lots_answer(const prse__lots *lots, size_t place)
{
    return &lots->answers[place * PRSE__ANSWER_BITS];
}

void prse__lots_truth(prse__lot *bits, prse__lots *lots,
                      const prse__course *course)
{
    static const uint8_t TRUTHS[] = {[PRSE__DD_NULL] = 2,
                                     [PRSE__DD_FALSE] = 0,
                                     [PRSE__DD_TRUE] = 1};
    tell(bits, PRSE__TRUTH_BITS, lots, course, TRUTHS, sizeof TRUTHS, 2);
}

/* --- Ends and patterns --- */

void prse__lots_ends(uint8_t *places, prse__lots *lots,
                     const prse__course *course)
{
    const prse__kernels *kernels = lots->batch->kernels;
    prse__lot bits[8];
    size_t count = 0;
    while (course->end_count >> count)
        count++;
    for (size_t i = 0; i < course->end_count; i++)
        lots->values[i] = (uint8_t)i;
    kernels->run(lots->reached, course, lots->planes);
    kernels->only(bits, count, lots->reached, course, lots->values,
                  (uint8_t)course->end_count);
    kernels->bytes(places, bits, count);
}

size_t prse__lots_patterns(const uint8_t **bytes, prse__lots *lots,
                           const prse__course *course)
{
    const prse__kernels *kernels = lots->batch->kernels;
    size_t planes = course->plane_count, count = 0;
    kernels->run(lots->reached, course, lots->planes);
    kernels->used(lots->used, course, lots->reached, lots->planes);
    for (size_t from = 0; from < planes; from += 8, count++)
        kernels->bytes(&lots->patterns[count * PRSE__LOT], &lots->used[from],
                       planes - from < 8 ? planes - from : 8);
    *bytes = lots->patterns;
    return count;
}
