/* SPDX-License-Identifier: Apache-2.0 */
#include "reform/side.h"

#include <string.h>

#include "batch/schema.h"

/* --- Life --- */

prse_status prse__reform_side_init(prse__reform_side *side, prse_error *err)
{
    const prse__program *program = &side->plan->program;
    side->arena = prse__arena_new(0);
    side->planes =
        prse__alloc(program->plane_count + 1, sizeof *side->planes);
    side->reached =
        prse__alloc(program->most_nodes + 1, sizeof *side->reached);
    side->values = prse__alloc(program->most_nodes + 1, 1);
    side->masks = prse__alloc(program->rules->var_count + 1,
                              sizeof *side->masks);
    if (!side->arena || !side->planes || !side->reached || !side->values ||
        !side->masks)
        return prse__error_nomem(err);
    return prse_report_new(&side->report, side->plan->pack, err);
}

void prse__reform_side_free(prse__reform_side *side)
{
    prse__arena_free(side->arena);
    prse__free(side->planes);
    prse__free(side->reached);
    prse__free(side->values);
    prse__free(side->masks);
    prse_report_free(side->report);
    prse_batch_unref(side->plan);
}

/* --- A table --- */

prse_status prse__reform_column(const struct ArrowSchema *schema,
                                const struct ArrowArray *in, size_t column,
                                prse_error *err)
{
    const struct ArrowArray *child = in->children[column];
    const char *name = prse__schema_name(schema->children[column]);
    if (!child || !child->release)
        return prse__error_set(err, PRSE_EINVAL, name,
                               "column `%s` was released already", name);
    if (child->length < 0 || child->offset < 0 ||
        child->offset > INT64_MAX / 16 ||
        child->length < in->offset + in->length)
        return prse__error_set(err, PRSE_EINVAL, name,
                               "column `%s` is shorter than the table", name);
    return PRSE_OK;
}

static prse_status open_views(prse__reform_side *side,
                              const struct ArrowArray *in, prse_error *err)
{
    const struct ArrowSchema *schema = side->reading.schema;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < side->reading.input_count && !status; i++) {
        const prse__input *input = &side->reading.inputs[i];
        status = prse__reform_column(schema, in, input->column, err);
        if (!status)
            status = prse__view_open(
                &side->views[i], &input->type,
                prse__schema_name(schema->children[input->column]),
                in->children[input->column], in->offset, in->length, err);
    }
    return status;
}

/* What no column tells. */
static void forget_planes(prse__reform_side *side)
{
    const prse__profile *profile = &side->worker->facts->profile;
    for (size_t i = 0; i < profile->slot_count; i++) {
        const prse__slot *slot = &profile->slots[i];
        if (slot->var == SIZE_MAX)
            continue;
        prse__mask missing = prse__slot_missing(profile, slot);
        prse__sight_nothing(side->planes, &side->plan->program, slot->var,
                            &missing);
    }
}

prse_status prse__reform_side_open(prse__reform_side *side,
                                   const struct ArrowSchema *schema,
                                   const struct ArrowArray *in,
                                   prse_error *err)
{
    prse_status status =
        prse__reading_init(&side->reading, side->plan, schema, err);
    if (status)
        return status;
    size_t count = side->reading.input_count;
    prse__arena_reset(side->arena);
    side->views =
        prse__arena_alloc(side->arena, count + 1, sizeof *side->views);
    side->sights =
        prse__arena_alloc(side->arena, count + 1, sizeof *side->sights);
    status = side->views && side->sights ? open_views(side, in, err)
                                         : prse__error_nomem(err);
    if (!status)
        status = prse__worker_take(&side->worker, side->plan, &side->reading,
                                   err);
    if (status)
        return status;
    forget_planes(side);
    for (size_t i = 0; i < count && !status; i++)
        status = prse__sight_open(&side->sights[i], side->worker, i,
                                  &side->views[i], in->length, side->arena,
                                  err);
    return status;
}

void prse__reform_side_close(prse__reform_side *side)
{
    prse__worker_return(side->worker);
    side->worker = NULL;
    prse__reading_free(&side->reading);
    side->reading = (prse__reading){0};
}

/* --- Rows --- */

prse_status prse__reform_side_read(prse__reform_side *side, int64_t row,
                                   size_t rows, prse__lot *odd,
                                   prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < side->reading.input_count && !status; i++)
        status = prse__sight_read(&side->sights[i], side->worker, row, rows,
                                  side->planes, odd, err);
    return status;
}

static prse_answer answer_of(prse__dd leaf)
{
    static const uint8_t ANSWERS[PRSE__ANSWER_COUNT] = {
        [PRSE__DD_NULL] = PRSE_UNKNOWN,
        [PRSE__DD_FALSE] = PRSE_NOT_SUBJECT,
        [PRSE__DD_TRUE] = PRSE_SUBJECT,
        [PRSE__DD_RECOMMENDED] = PRSE_RECOMMENDED,
        [PRSE__DD_INSUFFICIENT] = PRSE_INSUFFICIENT};
    return leaf < PRSE__ANSWER_COUNT ? (prse_answer)ANSWERS[leaf]
                                     : PRSE_UNKNOWN;
}

void prse__reform_side_answer(prse__lot *bits, prse__reform_side *side,
                              size_t place)
{
    const prse__kernels *kernels = side->plan->kernels;
    const prse__course *course = &side->plan->courses[place];
    for (size_t i = 0; i < course->end_count; i++)
        side->values[i] = (uint8_t)answer_of(course->ends[i].leaf);
    kernels->run(side->reached, course, side->planes);
    kernels->only(bits, PRSE__ANSWER_BITS, side->reached, course,
                  side->values, PRSE_UNKNOWN);
}

prse_answer prse__reform_side_judge(prse__reform_side *side,
                                    size_t obligation)
{
    prse__judge *judge = &side->report->judge;
    prse__judge_run(judge, side->masks, side->plan->date, obligation);
    return answer_of(prse__judge_answer(judge, obligation));
}

prse_status prse__reform_side_row(prse_str *bad, prse__reform_side *side,
                                  int64_t row, prse_error *err)
{
    prse__worker *w = side->worker;
    prse_status status = prse__worker_read(
        w, side->views, side->reading.input_count, row, err);
    if (!status && w->errors.failed)
        status = prse__error_nomem(err);
    if (status)
        return status;
    *bad = w->errors.len > 0 ? prse__buf_str(&w->errors) : PRSE_STR("");
    memcpy(side->masks, w->facts->profile.masks,
           side->plan->program.rules->var_count * sizeof *side->masks);
    return PRSE_OK;
}
