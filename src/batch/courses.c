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

/* Nothing for columns of other kinds. */
static prse_status add_ended(const laying *l, prse__answer_column *column)
{
    static const prse__part PARTS[PRSE__TELL_COUNT + 1] = {
        [PRSE__TELL_OUTPUT] = PRSE__PART_OUTPUT,
        [PRSE__TELL_FIRST_YEAR] = PRSE__PART_FIRST_YEAR};
    prse__part part = PARTS[column->tell];
    if (part == PRSE__PART_ANSWER)
        return PRSE_OK;
    column->ended = prse__arena_alloc(l->batch->arena, 1,
                                      sizeof *column->ended);
    if (!column->ended)
        return prse__error_nomem(l->err);
    prse_status status = prse__program_add(
        &column->ended->course, &l->batch->program,
        diagram_of(l, column->obligation, part, column->output), l->err);
    return status ? status : write_ends(column->ended, l);
}

/* --- The plan --- */

/* An output that is computed needs the values themselves, of every row. */
static int is_computed(const laying *l, const prse__answer_column *column)
{
    return column->tell == PRSE__TELL_OUTPUT &&
           diagram_of(l, column->obligation, PRSE__PART_OUTPUT,
                      column->output) == PRSE__DD_NONE;
}

static int needs_rows(const laying *l)
{
    for (size_t i = 0; i < l->batch->answer_count; i++)
        if (is_computed(l, &l->batch->answers[i]))
            return 1;
    return 0;
}

/* More than a byte or a pattern can tell apart. */
static int is_too_much(const prse_batch *batch)
{
    for (size_t i = 0; i < batch->answer_count; i++)
        if (batch->answers[i].ended &&
            batch->answers[i].ended->course.end_count > PRSE__MOST_ENDS)
            return 1;
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
        status = add_ended(l, &batch->answers[i]);
    return status ? status : prse__program_finish(&batch->program, l->err);
}

prse_status prse__plan_courses(prse_batch *batch, prse_error *err)
{
    laying l = {.batch = batch, .err = err,
                .epoch = prse__epoch_of(&batch->pack->rules.epochs,
                                        batch->date)};
    if (needs_rows(&l))
        return PRSE_OK;
    prse_status status = lay_out(&l);
    if (!status && !is_too_much(batch))
        batch->kernels = prse__kernels_fastest();
    return status;
}
