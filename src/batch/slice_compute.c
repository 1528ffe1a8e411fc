/* SPDX-License-Identifier: Apache-2.0 */
/* What is computed from values: found by those that it reads, or worked out
 * once, as for a single company. */
#include "batch/slice.h"

#include <string.h>

enum { KEY_MOST = 512, VALUE_MOST = 128 };

typedef struct computing {
    prse__slice *slice;
    const prse__answer_column *what;
    const prse__computed *computed;
    prse__memo *memo;
    const prse__view **views; /* of each fact that is read; NULL: missing */
    uint32_t *notes; /* of each row; UINT32_MAX: null */
    char key[KEY_MOST];
    size_t length;
} computing;

static prse__worker *worker_of(const computing *c)
{
    return c->slice->table->worker;
}

/* --- The key of a row --- */

/* Whether a definition that the rule reads may have several values: then a
 * fact that it reads is not known exactly, and with it no output. */
static int is_open(const computing *c, size_t row)
{
    const uint8_t *ends = worker_of(c)->ends;
    for (size_t d = 0; d < c->computed->course_count; d++)
        if (ends[d * PRSE__LOT + row] == c->computed->courses[d].end_count)
            return 1;
    return 0;
}

static void add_ends(computing *c, size_t row)
{
    const uint8_t *ends = worker_of(c)->ends;
    for (size_t d = 0; d < c->computed->course_count; d++)
        c->key[c->length++] = (char)ends[d * PRSE__LOT + row];
}

/* 0: a value is too long for a key, or cannot be read. */
static int add_values(computing *c, size_t row)
{
    for (size_t i = 0; i < c->computed->read_count; i++) {
        prse_str bytes = {0};
        if (!c->views[i])
            continue; /* the same for all rows */
        if (prse__view_read(&bytes, c->views[i],
                            c->slice->row + (int64_t)row, NULL) ||
            bytes.len > VALUE_MOST ||
            c->length + bytes.len + 1 > sizeof c->key)
            return 0;
        c->key[c->length++] = bytes.ptr ? (char)(bytes.len + 1) : 0;
        if (bytes.len > 0)
            memcpy(c->key + c->length, bytes.ptr, bytes.len);
        c->length += bytes.len;
    }
    return 1;
}

/* --- A row whose key is new --- */

/* PRSE_OK without a text: the facts do not decide. */
static prse_status evaluate(prse_str *text, int32_t *integer,
                            const computing *c, prse_error *why)
{
    prse_report *report = worker_of(c)->report;
    prse_compliance compliance = PRSE_UNDECIDED;
    prse_status status;
    int known = 0;
    *text = (prse_str){0};
    if (c->what->tell == PRSE__TELL_COMPLIANCE) {
        prse__worker_answer(worker_of(c));
        status = prse_report_compliance(report, c->what->obligation,
                                        &compliance, why);
        *integer = (int32_t)compliance;
        return status;
    }
    *integer = 0;
    status = prse_report_output(text, report, c->what->obligation,
                                c->what->output, &known, why);
    if (!known)
        *text = (prse_str){0};
    return status;
}

/* A value that cannot be computed is told with its row, which is odd. */
static prse_status learn(computing *c, size_t row)
{
    const prse__block *t = c->slice->table;
    prse_str text;
    int32_t integer;
    size_t note;
    prse_error why;
    prse_status status =
        prse__worker_read(t->worker, t->views, t->reading->input_count,
                          c->slice->row + (int64_t)row, t->err);
    if (status)
        return status;
    status = evaluate(&text, &integer, c, &why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(t->err);
    if (status) {
        prse__slice_add_odd(c->slice, row);
        return PRSE_OK;
    }
    status = prse__memo_add(&note, c->memo, (prse_str){c->key, c->length},
                            text, integer, t->err);
    c->notes[row] = (uint32_t)note;
    return status;
}

static prse_status compute_row(computing *c, size_t row)
{
    c->length = 0;
    if (is_open(c, row) && c->what->tell == PRSE__TELL_OUTPUT) {
        c->notes[row] = UINT32_MAX;
        return PRSE_OK;
    }
    add_ends(c, row);
    if (is_open(c, row) || !add_values(c, row)) {
        prse__slice_add_odd(c->slice, row);
        return PRSE_OK;
    }
    size_t note = prse__memo_find(c->memo, (prse_str){c->key, c->length});
    if (note == SIZE_MAX)
        return learn(c, row);
    c->notes[row] = (uint32_t)note;
    return PRSE_OK;
}

/* --- A column --- */

static void find_views(computing *c)
{
    const prse__block *t = c->slice->table;
    for (size_t i = 0; i < c->computed->read_count; i++) {
        const prse__read *read = &c->computed->reads[i];
        c->views[i] = NULL;
        for (size_t in = 0; in < t->reading->input_count; in++)
            if (t->reading->inputs[in].fact == read->fact &&
                t->reading->inputs[in].year == read->year)
                c->views[i] = &t->views[in];
    }
}

static prse_status compute_rows(computing *c)
{
    prse__slice *s = c->slice;
    int of_subjects = c->what->tell == PRSE__TELL_COMPLIANCE;
    uint8_t answers[PRSE__LOT];
    prse_status status = PRSE_OK;
    for (size_t d = 0; d < c->computed->course_count; d++)
        prse__lots_ends(&worker_of(c)->ends[d * PRSE__LOT],
                        worker_of(c)->lots, &c->computed->courses[d]);
    prse__slice_answers(answers, s, c->what->place);
    for (size_t i = 0; i < s->rows && !status; i++)
        if (!prse__slice_is_odd(s, i) &&
            (!of_subjects || answers[i] == PRSE_SUBJECT))
            status = compute_row(c, i);
    return status;
}

static prse_status compute_column(prse__slice *s,
                                  const prse__answer_column *what)
{
    prse__worker *w = s->table->worker;
    const prse__computed *computed = what->computed;
    computing c = {.slice = s, .what = what, .computed = computed,
                   .memo = &w->computed[computed->index],
                   .notes = &w->notes[computed->index * PRSE__LOT]};
    prse__memo_trim(c.memo);
    c.views = prse__alloc(computed->read_count + 1,
                          sizeof(const prse__view *));
    if (!c.views)
        return prse__error_nomem(s->table->err);
    find_views(&c);
    prse_status status = compute_rows(&c);
    prse__free(c.views);
    return status;
}

prse_status prse__slice_compute(prse__slice *s)
{
    const prse_batch *batch = s->table->worker->batch;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < batch->answer_count && !status; i++)
        if (batch->answers[i].computed)
            status = compute_column(s, &batch->answers[i]);
    return status;
}

/* --- What was found --- */

prse_str prse__slice_text(const prse__slice *s, const prse__computed *computed,
                          size_t i)
{
    const prse__worker *w = s->table->worker;
    uint32_t note = w->notes[computed->index * PRSE__LOT + i];
    return note == UINT32_MAX
               ? (prse_str){0}
               : prse__memo_text(&w->computed[computed->index], note);
}

int32_t prse__slice_integer(const prse__slice *s,
                            const prse__computed *computed, size_t i)
{
    const prse__worker *w = s->table->worker;
    return w->computed[computed->index]
        .notes[w->notes[computed->index * PRSE__LOT + i]].integer;
}
