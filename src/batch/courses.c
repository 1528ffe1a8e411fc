/* SPDX-License-Identifier: Apache-2.0 */
/* Which plans are answered by columns, and their diagrams laid out for it. */
#include "base/decimal.h"
#include "batch/lots.h"
#include "batch/plan.h"
#include "rules/cell_text.h"

typedef struct laying {
    prse_batch *batch;
    size_t epoch;
    prse_error *err;
} laying;

static prse__dd diagram_of(const laying *l, size_t obligation,
                           prse__part part, size_t item)
{
    return prse__ruleset_dd(&l->batch->pack->rules, obligation, l->epoch,
                            part, item);
}

static prse_status add_criteria(const laying *l, size_t place)
{
    prse_batch *batch = l->batch;
    size_t obligation = batch->obligations[place];
    size_t count = batch->pack->tree->obligations[obligation].criterion_count;
    prse_status status = PRSE_OK;
    prse__course *courses =
        prse__arena_alloc(batch->arena, count + 1, sizeof *courses);
    if (!courses)
        return prse__error_nomem(l->err);
    batch->criteria[place] = courses;
    for (size_t i = 0; i < count && !status; i++)
        status = prse__program_add(
            &courses[i], &batch->program,
            diagram_of(l, obligation, PRSE__PART_CRITERION, i), l->err);
    return status;
}

static prse_status add_obligation(const laying *l, size_t place)
{
    prse_batch *batch = l->batch;
    prse__course *course = &batch->courses[place];
    prse_status status = prse__program_add(
        course, &batch->program,
        diagram_of(l, batch->obligations[place], PRSE__PART_ANSWER, 0),
        l->err);
    if (!status && batch->columns & PRSE_BATCH_CRITERIA)
        status = add_criteria(l, place);
    if (course->plane_count > batch->most_used)
        batch->most_used = course->plane_count;
    return status;
}

/* --- Values of ends --- */

static prse_status write_text(prse_str *out, const laying *l,
                              const prse__value *value)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    if (value->kind != PRSE__VALUE_NULL)
        prse__value_write(&text, value);
    int failed = text.failed;
    if (!failed)
        *out = prse__str_dup(l->batch->arena, prse__buf_str(&text));
    prse__buf_free(&text);
    return failed || !out->ptr ? prse__error_nomem(l->err) : PRSE_OK;
}

static int32_t integer_of(const prse__value *value)
{
    int64_t integer = 0;
    if (value->kind == PRSE__VALUE_NUMBER &&
        prse__dec_to_int(&integer, value->number))
        return (int32_t)integer;
    return 0;
}

static prse_status write_ends(prse__ended *ended, const laying *l)
{
    size_t count = ended->course.end_count;
    prse_status status = PRSE_OK;
    ended->texts =
        prse__arena_alloc(l->batch->arena, count + 1, sizeof *ended->texts);
    ended->integers = prse__arena_alloc(l->batch->arena, count + 1,
                                        sizeof *ended->integers);
    if (!ended->texts || !ended->integers)
        return prse__error_nomem(l->err);
    for (size_t i = 0; i < count && !status; i++) {
        const prse__value *value = prse__dd_value(
            &l->batch->pack->rules.store, ended->course.ends[i].leaf);
        ended->integers[i] = integer_of(value);
        status = write_text(&ended->texts[i], l, value);
    }
    return status;
}

static prse_status add_ended(const laying *l, prse__answer_column *column,
                             prse__dd dd)
{
    column->ended = prse__arena_alloc(l->batch->arena, 1,
                                      sizeof *column->ended);
    if (!column->ended)
        return prse__error_nomem(l->err);
    prse_status status = prse__program_add(
        &column->ended->course, &l->batch->program, dd, l->err);
    return status ? status : write_ends(column->ended, l);
}

/* Nothing for columns that are told from the answer and the criteria. */
static prse_status add_column(const laying *l, prse__answer_column *column)
{
    const prse__obligation *o =
        &l->batch->pack->tree->obligations[column->obligation];
    if (column->tell == PRSE__TELL_COMPLIANCE)
        return prse__plan_computed(column, l->batch, &o->status, l->err);
    if (column->tell == PRSE__TELL_FIRST_YEAR)
        return add_ended(l, column,
                         diagram_of(l, column->obligation,
                                    PRSE__PART_FIRST_YEAR, 0));
    if (column->tell != PRSE__TELL_OUTPUT)
        return PRSE_OK;
    if (o->outputs[column->output].compute.count > 0)
        return prse__plan_computed(column, l->batch,
                                   &o->outputs[column->output].compute,
                                   l->err);
    return add_ended(l, column,
                     diagram_of(l, column->obligation, PRSE__PART_OUTPUT,
                                column->output));
}

/* --- The plan --- */

/* More than a byte or a pattern can tell apart. */
static int is_too_much(const prse_batch *batch)
{
    for (size_t i = 0; i < batch->answer_count; i++) {
        const prse__answer_column *column = &batch->answers[i];
        if (column->ended &&
            column->ended->course.end_count > PRSE__MOST_ENDS)
            return 1;
        for (size_t d = 0; column->computed &&
                           d < column->computed->course_count; d++)
            if (column->computed->courses[d].end_count > PRSE__MOST_ENDS)
                return 1;
    }
    return batch->columns & PRSE_BATCH_MISSING &&
           batch->most_used > PRSE__MOST_USED;
}

static prse_status lay_out(const laying *l)
{
    prse_batch *batch = l->batch;
    size_t count = batch->obligation_count;
    prse_status status = PRSE_OK;
    prse__program_init(&batch->program, &batch->pack->rules, batch->arena);
    batch->courses =
        prse__arena_alloc(batch->arena, count + 1, sizeof *batch->courses);
    batch->criteria =
        prse__arena_alloc(batch->arena, count + 1, sizeof *batch->criteria);
    if (!batch->courses || !batch->criteria)
        return prse__error_nomem(l->err);
    for (size_t i = 0; i < count && !status; i++)
        status = add_obligation(l, i);
    for (size_t i = 0; i < batch->answer_count && !status; i++)
        status = add_column(l, &batch->answers[i]);
    return status ? status : prse__program_finish(&batch->program, l->err);
}

prse_status prse__plan_courses(prse_batch *batch, prse_error *err)
{
    laying l = {.batch = batch, .err = err,
                .epoch = prse__epoch_of(&batch->pack->rules.epochs,
                                        batch->date)};
    prse_status status = lay_out(&l);
    if (!status && !is_too_much(batch))
        batch->kernels = prse__kernels_fastest();
    return status;
}
