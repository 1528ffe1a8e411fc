/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing how a column is read, and what its codes mean. */
#include "batch/sight.h"

#include <string.h>

#include "batch/sight_spelt.h"
#include "batch/value.h"
#include "batch/worker.h"
#include "rules/steps.h"

/* --- Codes --- */

static uint8_t add_code(prse__sight *s, const prse__program *program,
                        const prse__mask *mask)
{
    if (s->code_count == s->code_room)
        return PRSE__CODE_ODD;
    size_t code = s->code_count++;
    s->masks[code] = *mask;
    for (size_t i = 0; i < s->plane_count; i++) {
        const prse__plane *plane = &program->planes[s->planes[i]];
        int meets = prse__mask_meets(&plane->mask, mask);
        s->tables[i / PRSE__GROUP][code] |=
            (uint8_t)(meets << i % PRSE__GROUP);
    }
    return (uint8_t)code;
}

uint8_t prse__sight_code(prse__sight *s, const prse__program *program,
                         const prse__mask *mask)
{
    for (size_t i = 0; i < s->code_count; i++)
        if (prse__mask_equal(&s->masks[i], mask))
            return (uint8_t)i;
    return add_code(s, program, mask);
}

/* Room for codes, of which the first mean what they must. */
static prse_status make_room(prse__sight *s, const prse__worker *w,
                             size_t codes, prse__arena *arena,
                             prse_error *err)
{
    const prse__program *program = &w->batch->program;
    size_t groups = (s->plane_count + PRSE__GROUP - 1) / PRSE__GROUP;
    const prse__slot *slot = w->columns[s->column].slot;
    s->code_room = codes < PRSE__CODE_ODD ? codes : PRSE__CODE_ODD;
    s->masks = prse__arena_alloc(arena, s->code_room + 1, sizeof *s->masks);
    s->tables = prse__arena_alloc(arena, groups + 1, sizeof *s->tables);
    s->absent = prse__arena_alloc(arena, groups + 1, sizeof *s->absent);
    if (!s->masks || !s->tables || !s->absent)
        return prse__error_nomem(err);
    prse__mask missing = prse__mask_none();
    if (s->var != SIZE_MAX)
        missing = prse__slot_missing(&w->facts->profile, slot);
    for (size_t i = 0; i < s->plane_count; i++) {
        const prse__plane *plane = &program->planes[s->planes[i]];
        int meets = prse__mask_meets(&plane->mask, &missing);
        s->absent[i / PRSE__GROUP] |= (uint8_t)(meets << i % PRSE__GROUP);
    }
    return PRSE_OK;
}

/* --- Numbers --- */

static int is_days(const prse__arrow_type *type)
{
    return type->kind == PRSE__ARROW_DATE && type->per_day == 1;
}

static int number_of(prse__number *out, const prse__arrow_type *type)
{
    static const prse__number INTS[] = {[1] = PRSE__NUMBER_I8,
                                        [2] = PRSE__NUMBER_I16,
                                        [4] = PRSE__NUMBER_I32,
                                        [8] = PRSE__NUMBER_I64};
    if (type->kind == PRSE__ARROW_FLOAT)
        *out = type->bytes == 4 ? PRSE__NUMBER_F32 : PRSE__NUMBER_F64;
    else if (type->kind == PRSE__ARROW_INT || is_days(type))
        *out = INTS[type->bytes];
    else if (type->kind == PRSE__ARROW_UINT)
        *out = INTS[type->bytes] + 1;
    else
        return 0;
    return 1;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* As prse__profile_exact() has it. Bits of an unsigned number above INT64_MAX
 * look like one below 0. */
static void set_scale(prse__sight *s, const prse__steps *steps)
{
    int64_t end = PRSE__STEPS_END - 1;
    int is_unsigned = s->view->cells.type->kind == PRSE__ARROW_UINT;
    s->scale = (prse__scale){steps->count, steps->at, steps->low, steps->high};
    s->scale.low = larger(s->scale.low, is_unsigned ? 0 : -end);
    s->scale.high = smaller(s->scale.high, end);
    if (is_days(s->view->cells.type)) {
        s->scale.low = larger(s->scale.low, PRSE__FIRST_DAY);
        s->scale.high = smaller(s->scale.high, PRSE__LAST_DAY);
    }
}

static prse_status add_cells(prse__sight *s, const prse__worker *w,
                             prse__arena *arena, prse_error *err)
{
    const prse__steps *steps = w->batch->pack->rules.vars[s->var].steps;
    /* and values that are not whole */
    prse_status status = make_room(s, w, PRSE__CODE_ODD, arena, err);
    for (size_t cell = 0; cell <= steps->count && !status; cell++) {
        prse__mask mask = prse__mask_one(cell);
        prse__sight_code(s, &w->batch->program, &mask);
    }
    set_scale(s, steps);
    return status;
}

static prse_status add_truths(prse__sight *s, const prse__worker *w,
                              prse__arena *arena, prse_error *err)
{
    const prse__var *var = &w->batch->pack->rules.vars[s->var];
    prse_status status = make_room(s, w, 2, arena, err);
    for (int truth = 0; truth <= 1 && !status; truth++) {
        prse__mask mask =
            prse__cells_of(var, prse__value_boolean(truth));
        prse__sight_code(s, &w->batch->program, &mask);
    }
    s->truths[0] = 1;
    s->scale = (prse__scale){1, s->truths, 0, 1};
    return status;
}

/* --- Words --- */

/* What a word leaves possible; nothing, and *good 0, when it has no meaning.
 * One that cannot be read is told by whoever meets a row that has it. */
static prse_status read_word(prse__mask *out, int *good,
                             const prse__sight *s, prse__worker *w,
                             int64_t word, prse_error *err)
{
    prse_str bytes;
    *good = 0;
    *out = prse__mask_none();
    return prse__view_word(&bytes, s->view, word)
               ? prse__worker_value(out, good, w, s->column, bytes, err)
               : PRSE_OK;
}

/* Each word has a code of its own, unless there are many of them; the codes of
 * words without a meaning are looked up, and are odd. */
static prse_status add_word(prse__sight *s, prse__worker *w, int64_t word,
                            int *plain, prse_error *err)
{
    const prse__program *program = &w->batch->program;
    prse__mask mask;
    int good;
    prse_status status = read_word(&mask, &good, s, w, word, err);
    if (status)
        return status;
    uint8_t code = s->way == PRSE__WAY_MANY
                       ? prse__sight_code(s, program, &mask)
                       : add_code(s, program, &mask);
    s->words[word] = good ? code : PRSE__CODE_ODD;
    *plain &= good;
    return PRSE_OK;
}

static prse_status add_words(prse__sight *s, prse__worker *w,
                             prse__arena *arena, prse_error *err)
{
    int plain = s->way == PRSE__WAY_WORDS;
    s->word_count = s->view->words.rows;
    prse_status status =
        make_room(s, w, (size_t)s->word_count, arena, err);
    if (status)
        return status;
    s->words = prse__arena_alloc(arena, (size_t)s->word_count + 256, 1);
    if (!s->words)
        return prse__error_nomem(err);
    memset(s->words, PRSE__CODE_ODD, (size_t)s->word_count + 256);
    for (int64_t i = 0; i < s->word_count && !status; i++)
        status = add_word(s, w, i, &plain, err);
    if (plain)
        s->words = NULL;
    return status;
}

/* --- Ways --- */

/* A dictionary that is larger than the table is not worth reading. */
static prse__way way_of_words(const prse__sight *s, int64_t rows)
{
    int64_t words = s->view->words.rows;
    if (words > rows)
        return PRSE__WAY_ANY;
    return words < PRSE__CODE_ODD ? PRSE__WAY_WORDS : PRSE__WAY_MANY;
}

/* Whether whole numbers, or days, are cells that have codes. */
static int is_counted(const prse__sight *s, const prse__worker *w)
{
    const prse__fact *fact = w->columns[s->column].slot->fact;
    return s->var != SIZE_MAX && prse__fact_is_ordered(fact) &&
           w->batch->pack->rules.vars[s->var].steps->count < PRSE__CODE_ODD;
}

static prse__way way_of(prse__sight *s, const prse__worker *w, int64_t rows)
{
    const prse__arrow_type *type = s->view->cells.type;
    const prse__fact *fact = w->columns[s->column].slot->fact;
    int number = number_of(&s->number, type);
    if (type->kind == PRSE__ARROW_NULL)
        return PRSE__WAY_NOTHING;
    if (s->view->words.type)
        return way_of_words(s, rows);
    if (s->var != SIZE_MAX && fact->type == PRSE__FACT_BOOLEAN)
        return type->kind == PRSE__ARROW_BOOLEAN ? PRSE__WAY_TRUTHS
               : number                          ? PRSE__WAY_NUMBERS
                                                 : PRSE__WAY_SPELT;
    s->is_counted = is_counted(s, w);
    s->fractions = fact->type == PRSE__FACT_NUMBER;
    return number && s->is_counted ? PRSE__WAY_NUMBERS : PRSE__WAY_SPELT;
}

static prse_status open_spelt(prse__sight *s, prse__worker *w, int64_t rows,
                              prse__arena *arena, prse_error *err)
{
    prse_status status = s->is_counted
                             ? add_cells(s, w, arena, err)
                             : make_room(s, w, PRSE__CODE_ODD, arena, err);
    return status ? status
                  : prse__spelt_open(s, w->columns[s->column].slot->fact,
                                     rows, arena, err);
}

prse_status prse__sight_open(prse__sight *s, prse__worker *w, size_t column,
                             const prse__view *view, int64_t rows,
                             prse__arena *arena, prse_error *err)
{
    const prse__program *program = &w->batch->program;
    const prse__slot *slot = w->columns[column].slot;
    *s = (prse__sight){.column = column, .view = view, .var = slot->var};
    if (s->var != SIZE_MAX) {
        s->planes = program->places + program->first[s->var];
        s->plane_count =
            program->first[s->var + 1] - program->first[s->var];
    }
    s->way = way_of(s, w, rows);
    if (s->way == PRSE__WAY_WORDS || s->way == PRSE__WAY_MANY)
        return add_words(s, w, arena, err);
    if (s->way == PRSE__WAY_TRUTHS ||
        (s->way == PRSE__WAY_NUMBERS &&
         slot->fact->type == PRSE__FACT_BOOLEAN))
        return add_truths(s, w, arena, err);
    if (s->way == PRSE__WAY_NUMBERS)
        return add_cells(s, w, arena, err);
    if (s->way == PRSE__WAY_SPELT)
        return open_spelt(s, w, rows, arena, err);
    return make_room(s, w, PRSE__CODE_ODD, arena, err);
}
