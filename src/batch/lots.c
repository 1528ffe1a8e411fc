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
    if (!lots->arena || !lots->planes || !lots->reached) {
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

static void run(prse__lots *lots, const prse__course *course)
{
    lots->batch->kernels->run(lots->reached, course, lots->planes);
}

/* The companies for which a terminal is the only one that is possible. */
static prse__lot only(const prse__lots *lots, const prse__course *course,
                      prse__dd leaf)
{
    uint32_t node = prse__course_end(course, leaf);
    prse__lot found = {{0}};
    if (node == UINT32_MAX)
        return found;
    found = lots->reached[node];
    for (size_t i = 0; i < course->end_count; i++) {
        const prse__lot *other = &lots->reached[course->ends[i].node];
        for (size_t w = 0;
             w < PRSE__LOT_WORDS && course->ends[i].node != node; w++)
            found.words[w] &= ~other->words[w];
    }
    return found;
}

void prse__lots_truth(prse__lot *met, prse__lot *unknown, prse__lots *lots,
                      const prse__course *course)
{
    run(lots, course);
    *met = only(lots, course, PRSE__DD_TRUE);
    prse__lot unmet = only(lots, course, PRSE__DD_FALSE);
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        unknown->words[w] = ~(met->words[w] | unmet.words[w]);
}

void prse__lots_answer(prse__lot *bits, prse__lots *lots,
                       const prse__course *course)
{
    static const struct {
        prse__dd leaf;
        prse_answer answer;
    } ANSWERS[] = {{PRSE__DD_FALSE, PRSE_NOT_SUBJECT},
                   {PRSE__DD_TRUE, PRSE_SUBJECT},
                   {PRSE__DD_RECOMMENDED, PRSE_RECOMMENDED},
                   {PRSE__DD_INSUFFICIENT, PRSE_INSUFFICIENT}};
    prse__lot told = {{0}};
    memset(bits, 0, PRSE__ANSWER_BITS * sizeof *bits);
    run(lots, course);
    for (size_t a = 0; a < sizeof ANSWERS / sizeof *ANSWERS; a++) {
        prse__lot found = only(lots, course, ANSWERS[a].leaf);
        for (size_t w = 0; w < PRSE__LOT_WORDS; w++) {
            told.words[w] |= found.words[w];
            for (uint32_t b = 0; b < PRSE__ANSWER_BITS; b++)
                if ((uint32_t)ANSWERS[a].answer >> b & 1)
                    bits[b].words[w] |= found.words[w];
        }
    }
    for (size_t w = 0; w < PRSE__LOT_WORDS; w++)
        for (uint32_t b = 0; b < PRSE__ANSWER_BITS; b++)
            if ((uint32_t)PRSE_UNKNOWN >> b & 1)
                bits[b].words[w] |= ~told.words[w];
}
