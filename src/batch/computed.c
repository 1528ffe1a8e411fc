/* SPDX-License-Identifier: Apache-2.0 */
/* What a rule that is computed reads, found in its text: the same names that
 * prse__evaluate_rule() gathers when it is evaluated. */
#include "batch/plan.h"

typedef struct reading {
    prse_batch *batch;
    prse__computed *to;
    size_t epoch;
    prse_error *err;
} reading;

static prse_status add_read(const reading *r, size_t fact, int32_t year)
{
    prse__computed *to = r->to;
    for (size_t i = 0; i < to->read_count; i++)
        if (to->reads[i].fact == fact && to->reads[i].year == year)
            return PRSE_OK;
    if (to->read_count == to->read_room) {
        size_t room = 2 * to->read_room + 8;
        prse__read *more =
            prse__arena_alloc(r->batch->arena, room, sizeof *more);
        if (!more)
            return prse__error_nomem(r->err);
        for (size_t i = 0; i < to->read_count; i++)
            more[i] = to->reads[i];
        to->reads = more;
        to->read_room = room;
    }
    to->reads[to->read_count++] = (prse__read){fact, year};
    return PRSE_OK;
}

static prse_status grow_courses(const reading *r)
{
    prse__computed *to = r->to;
    prse__arena *arena = r->batch->arena;
    size_t room = 2 * to->course_room + 4;
    prse__dd *diagrams = prse__arena_alloc(arena, room, sizeof *diagrams);
    prse__course *courses = prse__arena_alloc(arena, room, sizeof *courses);
    if (!diagrams || !courses)
        return prse__error_nomem(r->err);
    for (size_t i = 0; i < to->course_count; i++) {
        diagrams[i] = to->diagrams[i];
        courses[i] = to->courses[i];
    }
    to->diagrams = diagrams;
    to->courses = courses;
    to->course_room = room;
    return PRSE_OK;
}

static prse_status add_diagram(const reading *r, prse__dd dd)
{
    prse__computed *to = r->to;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < to->course_count; i++)
        if (to->diagrams[i] == dd)
            return PRSE_OK;
    if (to->course_count == to->course_room)
        status = grow_courses(r);
    if (!status)
        status = prse__program_add(&to->courses[to->course_count],
                                   &r->batch->program, dd, r->err);
    if (!status)
        to->diagrams[to->course_count++] = dd;
    return status;
}

static prse_status read_expression(const reading *r, const prse__feel *node,
                                   int32_t back);

/* A diagram tells this year's value; else all that the definition reads. */
static prse_status read_definition(const reading *r, size_t index,
                                   int32_t back)
{
    const prse__ruleset *rules = &r->batch->pack->rules;
    const prse__definition *d = &rules->pack->definitions[index];
    prse__dd dd =
        rules->definitions[r->epoch * rules->pack->definition_count + index];
    const prse__dated *step = prse__rule_at(&d->value, r->batch->date);
    prse_status status = PRSE_OK;
    if (back == 0 && dd != PRSE__DD_NONE)
        return add_diagram(r, dd);
    int32_t years = d->years > 1 ? d->years : 1;
    for (int32_t y = 0; step && y < years && !status; y++)
        status = read_expression(r, step->expr, back + y);
    return status;
}

static prse_status read_name(const reading *r, prse_str id, int32_t back)
{
    const prse__pack_tree *pack = r->batch->pack->rules.pack;
    const prse__name *name = prse__pack_name(pack, id);
    if (name && name->kind == PRSE__NAME_FACT)
        return add_read(r, name->index,
                        pack->facts[name->index].years ? -back : 0);
    if (name && name->kind == PRSE__NAME_DEFINITION)
        return read_definition(r, name->index, back);
    return PRSE_OK;
}

static prse_status read_expression(const reading *r, const prse__feel *node,
                                   int32_t back)
{
    prse_status status = node->kind == PRSE__FEEL_NAME
                             ? read_name(r, node->text, back)
                             : PRSE_OK;
    for (const prse__feel *c = node->first; c && !status; c = c->next)
        status = read_expression(r, c, back);
    return status;
}

prse_status prse__plan_computed(prse__answer_column *column, prse_batch *batch,
                                const prse__rule *rule, prse_error *err)
{
    const prse__dated *step = prse__rule_at(rule, batch->date);
    reading r = {.batch = batch, .err = err,
                 .epoch = prse__epoch_of(&batch->pack->rules.epochs,
                                         batch->date)};
    column->computed = r.to =
        prse__arena_alloc(batch->arena, 1, sizeof *r.to);
    if (!r.to)
        return prse__error_nomem(err);
    r.to->index = batch->computed_count++;
    prse_status status = step ? read_expression(&r, step->expr, 0) : PRSE_OK;
    if (r.to->course_count > batch->most_computed)
        batch->most_computed = r.to->course_count;
    return status;
}
