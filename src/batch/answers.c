/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of answers: their names and types. */
#include "batch/plan.h"

#define WORDS(name, ...) \
    static const char *const name##_ITEMS[] = {__VA_ARGS__}; \
    static const prse__words name = { \
        sizeof name##_ITEMS / sizeof *name##_ITEMS, name##_ITEMS}

/* In the order of prse_answer, and of prse_compliance with the unknown one
 * last. */
WORDS(ANSWERS, "non_soumis", "soumis", "incalculable", "recommande",
      "insuffisant");
WORDS(COMPLIANCE, "a_actualiser", "en_cours", "a_jour", "soumis", "non_soumis",
      "recommande", "incalculable");

/* The most columns of one obligation, without its outputs; and the one of
 * errors. */
enum { MOST_ANSWERS = 6, MOST_COUNTS = 7 };

typedef struct adding {
    prse_batch *batch;
    size_t place; /* of the obligation among those of the plan */
    int failed;
} adding;

/* The name is that of the obligation and what follows. */
static void add(adding *a, prse__answer_column column, prse_str id,
                const char *suffix)
{
    prse_batch *batch = a->batch;
    prse__buf name;
    prse__buf_init(&name, 0);
    prse__buf_add(&name, id);
    prse__buf_adds(&name, suffix);
    column.name = prse__str_dup(batch->arena, prse__buf_str(&name));
    column.place = a->place;
    a->failed |= name.failed || !column.name.ptr;
    prse__buf_free(&name);
    batch->answers[batch->answer_count++] = column;
}

/* Codes, or words whose codes fit a byte. */
static prse__answer_column coded(const prse_batch *batch, prse__tell tell,
                                 uint32_t bytes, const prse__words *words)
{
    int spelt = batch->style == PRSE_BATCH_WORDS;
    return (prse__answer_column){.tell = tell, .bytes = spelt ? 1 : bytes,
                                 .words = spelt ? words : NULL};
}

static void add_criteria(adding *a, size_t index, prse_str id)
{
    prse__answer_column column = {.tell = PRSE__TELL_CRITERIA, .bytes = 8,
                                  .obligation = index};
    add(a, column, id, "_criteres");
    column.tell = PRSE__TELL_CRITERIA_UNKNOWN;
    add(a, column, id, "_criteres_inconnus");
}

static void add_outputs(adding *a, size_t index, const prse__obligation *o)
{
    for (size_t i = 0; i < o->output_count; i++)
        add(a, (prse__answer_column){.tell = PRSE__TELL_OUTPUT, .output = i,
                                     .obligation = index},
            o->outputs[i].id, "");
}

static void add_obligation(adding *a, size_t index)
{
    const prse__obligation *o = &a->batch->pack->tree->obligations[index];
    uint32_t asked = a->batch->columns;
    prse__answer_column column;
    if (asked & PRSE_BATCH_ANSWERS) {
        column = coded(a->batch, PRSE__TELL_ANSWER, 1, &ANSWERS);
        column.obligation = index;
        add(a, column, o->id, "_soumis");
    }
    if (asked & PRSE_BATCH_CRITERIA)
        add_criteria(a, index, o->id);
    if (asked & PRSE_BATCH_OUTPUTS)
        add_outputs(a, index, o);
    column = (prse__answer_column){.obligation = index};
    column.tell = PRSE__TELL_FIRST_YEAR;
    column.bytes = 4;
    if (asked & PRSE_BATCH_FIRST_YEAR)
        add(a, column, o->id, "_premiere_annee");
    column.tell = PRSE__TELL_MISSING;
    column.bytes = 0;
    if (asked & PRSE_BATCH_MISSING)
        add(a, column, o->id, "_manque");
    if (asked & PRSE_BATCH_COMPLIANCE && o->status.count > 0) {
        column = coded(a->batch, PRSE__TELL_COMPLIANCE, 2, &COMPLIANCE);
        column.obligation = index;
        add(a, column, o->id, "_statut");
    }
}

static void add_counts(adding *a)
{
    prse__answer_column column = {.tell = PRSE__TELL_OBLIGATION};
    add(a, column, PRSE_STR("obligation"), "");
    column = (prse__answer_column){.tell = PRSE__TELL_COUNT, .bytes = 8};
    for (size_t i = 0; i < ANSWERS.count; i++)
        add(a, column, prse_str_of(ANSWERS.items[i]), "");
    add(a, column, PRSE_STR("erreurs"), "");
}

static prse_status check_names(const prse_batch *batch, prse_error *err)
{
    for (size_t i = 0; i < batch->answer_count; i++)
        for (size_t j = 0; j < i; j++) {
            const char *name = batch->answers[i].name.ptr;
            if (prse__str_eq(batch->answers[i].name, batch->answers[j].name))
                return prse__error_set(err, PRSE_ESCHEMA, name,
                                       "the pack gives two answers of the "
                                       "name `%s`", name);
        }
    return PRSE_OK;
}

prse_status prse__plan_answers(prse_batch *batch, prse_error *err)
{
    size_t most = MOST_COUNTS + 1;
    adding a = {.batch = batch};
    for (size_t i = 0; i < batch->obligation_count; i++)
        most += MOST_ANSWERS + batch->pack->tree
                                   ->obligations[batch->obligations[i]]
                                   .output_count;
    batch->answers =
        prse__arena_alloc(batch->arena, most, sizeof *batch->answers);
    if (!batch->answers)
        return prse__error_nomem(err);
    if (batch->columns & PRSE_BATCH_COUNTS)
        add_counts(&a);
    for (; a.place < batch->obligation_count; a.place++)
        add_obligation(&a, batch->obligations[a.place]);
    if (batch->columns & PRSE_BATCH_ERRORS)
        add(&a, (prse__answer_column){.tell = PRSE__TELL_ERROR},
            PRSE_STR("erreur"), "");
    return a.failed ? prse__error_nomem(err) : check_names(batch, err);
}
