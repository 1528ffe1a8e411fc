/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/tell.h"

enum { UNDECIDED_WORD = PRSE_ADVISED + 1 };

typedef struct telling {
    prse__worker *worker;
    const prse__answer_column *what;
    prse__column *to; /* and those after it */
    prse_error *err;
} telling;

/* A value that cannot be computed concerns its own column only. */
static prse_status blame_value(const telling *t, prse_status status,
                               const prse_error *why)
{
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(t->err);
    prse__worker_blame(t->worker, t->what->name, why->message);
    prse__column_add_null(t->to);
    return PRSE_OK;
}

static prse_status tell_answer(const telling *t)
{
    prse__column_add_integer(
        t->to, prse_report_answer(t->worker->report, t->what->obligation));
    return PRSE_OK;
}

static prse_status tell_criteria(const telling *t)
{
    const prse_report *report = t->worker->report;
    size_t o = t->what->obligation;
    size_t count = report->pack->tree->obligations[o].criterion_count;
    int64_t met = 0, unknown = 0;
    for (size_t i = 0; i < count; i++) {
        int is_met = prse_report_criterion(report, o, i);
        met |= (int64_t)(is_met == 1) << i;
        unknown |= (int64_t)(is_met < 0) << i;
    }
    prse__column_add_integer(&t->to[0], met);
    prse__column_add_integer(&t->to[1], unknown);
    return PRSE_OK;
}

static prse_status tell_nothing(const telling *t)
{
    (void)t; /* the column before has filled this one */
    return PRSE_OK;
}

static prse_status tell_output(const telling *t)
{
    prse_str value;
    prse_error why;
    int known;
    prse_status status =
        prse_report_output(&value, t->worker->report, t->what->obligation,
                           t->what->output, &known, &why);
    if (status)
        return blame_value(t, status, &why);
    if (known)
        prse__column_add_text(t->to, value);
    else
        prse__column_add_null(t->to);
    return PRSE_OK;
}

static prse_status tell_first_year(const telling *t)
{
    int32_t year =
        prse_report_first_year(t->worker->report, t->what->obligation);
    if (year != 0)
        prse__column_add_integer(t->to, year);
    else
        prse__column_add_null(t->to);
    return PRSE_OK;
}

/* effectif+effectif@-1 */
static void add_name(prse__buf *text, const prse__fact *facts,
                     const prse_fact_use *use)
{
    if (text->len > 0)
        prse__buf_addc(text, '+');
    prse__buf_add(text, facts[use->fact].id);
    if (use->year != 0)
        prse__buf_addf(text, "@%d", (int)use->year);
}

prse_status prse__tell_missing(prse_str *out, prse__worker *w,
                               size_t obligation, prse_error *err)
{
    const prse__pack_tree *pack = w->report->pack->tree;
    size_t count =
        prse_report_missing(w->report, obligation, w->uses, SIZE_MAX);
    prse__buf_clear(&w->value);
    for (size_t i = 0; i < count; i++)
        add_name(&w->value, pack->facts, &w->uses[i]);
    *out = w->value.ptr ? prse__buf_str(&w->value) : PRSE_STR("");
    return w->value.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status tell_missing(const telling *t)
{
    const prse_report *report = t->worker->report;
    prse_str text;
    if (prse_report_answer(report, t->what->obligation) != PRSE_UNKNOWN) {
        prse__column_add_null(t->to);
        return PRSE_OK;
    }
    prse_status status = prse__tell_missing(&text, t->worker,
                                            t->what->obligation, t->err);
    if (!status)
        prse__column_add_text(t->to, text);
    return status;
}

int64_t prse__tell_compliance(const prse__answer_column *what,
                              prse_compliance compliance)
{
    return what->words && compliance == PRSE_UNDECIDED ? UNDECIDED_WORD
                                                       : compliance;
}

static prse_status tell_compliance(const telling *t)
{
    prse_compliance compliance;
    prse_error why;
    prse_status status =
        prse_report_compliance(t->worker->report, t->what->obligation,
                               &compliance, &why);
    if (status)
        return blame_value(t, status, &why);
    prse__column_add_integer(t->to,
                             prse__tell_compliance(t->what, compliance));
    return PRSE_OK;
}

static prse_status tell_error(const telling *t)
{
    const prse__buf *errors = &t->worker->errors;
    if (errors->failed)
        return prse__error_nomem(t->err);
    if (errors->len > 0)
        prse__column_add_text(t->to, prse__buf_str(errors));
    else
        prse__column_add_null(t->to);
    return PRSE_OK;
}

prse_status prse__tell_row(prse__column *columns, prse__worker *worker,
                           int is_bad, prse_error *err)
{
    static prse_status (*const TELL[])(const telling *) = {
        [PRSE__TELL_ANSWER] = tell_answer,
        [PRSE__TELL_CRITERIA] = tell_criteria,
        [PRSE__TELL_CRITERIA_UNKNOWN] = tell_nothing,
        [PRSE__TELL_OUTPUT] = tell_output,
        [PRSE__TELL_FIRST_YEAR] = tell_first_year,
        [PRSE__TELL_MISSING] = tell_missing,
        [PRSE__TELL_COMPLIANCE] = tell_compliance,
        [PRSE__TELL_ERROR] = tell_error};
    const prse_batch *batch = worker->batch;
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < batch->answer_count && !status; i++) {
        telling t = {worker, &batch->answers[i], &columns[i], err};
        if (is_bad && t.what->tell != PRSE__TELL_ERROR)
            prse__column_add_null(t.to);
        else
            status = TELL[t.what->tell](&t);
    }
    return status;
}
