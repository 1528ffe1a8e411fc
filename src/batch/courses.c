/* SPDX-License-Identifier: Apache-2.0 */
/* Which plans are answered by columns, and their diagrams laid out for it. */
#include "batch/plan.h"

/* What columns can tell; texts are told row by row, and with them the rest. */
enum {
    BY_COLUMNS = PRSE_BATCH_ANSWERS | PRSE_BATCH_CRITERIA |
                 PRSE_BATCH_ERRORS | PRSE_BATCH_COUNTS
};

static prse_status add_criteria(prse_batch *batch, size_t place, size_t epoch,
                                prse_error *err)
{
    const prse__ruleset *rules = &batch->pack->rules;
    size_t obligation = batch->obligations[place];
    size_t count = batch->pack->tree->obligations[obligation].criterion_count;
    prse_status status = PRSE_OK;
    prse__course *courses =
        prse__arena_alloc(batch->arena, count + 1, sizeof *courses);
    if (!courses)
        return prse__error_nomem(err);
    batch->criteria[place] = courses;
    for (size_t i = 0; i < count && !status; i++)
        status = prse__program_add(
            &courses[i], &batch->program,
            prse__ruleset_dd(rules, obligation, epoch, PRSE__PART_CRITERION,
                             i),
            err);
    return status;
}

static prse_status add_obligation(prse_batch *batch, size_t place,
                                  size_t epoch, prse_error *err)
{
    prse_status status = prse__program_add(
        &batch->courses[place], &batch->program,
        prse__ruleset_dd(&batch->pack->rules, batch->obligations[place],
                         epoch, PRSE__PART_ANSWER, 0),
        err);
    if (!status && batch->columns & PRSE_BATCH_CRITERIA)
        status = add_criteria(batch, place, epoch, err);
    return status;
}

prse_status prse__plan_courses(prse_batch *batch, prse_error *err)
{
    const prse__ruleset *rules = &batch->pack->rules;
    size_t count = batch->obligation_count;
    size_t epoch = prse__epoch_of(&rules->epochs, batch->date);
    prse_status status = PRSE_OK;
    if (batch->columns & ~(uint32_t)BY_COLUMNS)
        return PRSE_OK;
    prse__program_init(&batch->program, rules, batch->arena);
    batch->courses =
        prse__arena_alloc(batch->arena, count + 1, sizeof *batch->courses);
    batch->criteria =
        prse__arena_alloc(batch->arena, count + 1, sizeof *batch->criteria);
    if (!batch->courses || !batch->criteria)
        return prse__error_nomem(err);
    for (size_t i = 0; i < count && !status; i++)
        status = add_obligation(batch, i, epoch, err);
    if (!status)
        status = prse__program_finish(&batch->program, err);
    batch->kernels = prse__kernels_fastest();
    return status;
}
