/* SPDX-License-Identifier: Apache-2.0 */
/* The next question, in words. */
#include "base/error.h"
#include "base/options.h"
#include "engine/report.h"
#include "rules/cell_text.h"

/* Texts of a question one after the other in the report's buffer: their ends
 * are kept until all are written, since the buffer may move. */
typedef struct texts {
    size_t ends[5];
    size_t count;
} texts;

static void finish(texts *t, prse__buf *buf)
{
    t->ends[t->count++] = buf->len;
}

static prse_str take(const texts *t, const prse__buf *buf, size_t i)
{
    size_t from = i ? t->ends[i - 1] : 0;
    return (prse_str){buf->ptr + from, t->ends[i] - from};
}

static void write_text(prse__buf *buf, const prse__var *var,
                       const prse__question *q, prse_lang lang)
{
    prse_str own = prse__text_in(var->fact->question, lang);
    int size = !q->open && prse__fact_is_ordered(var->fact);
    if (!size && own.len && !var->year) {
        prse__buf_add(buf, own);
        return;
    }
    prse__display_name(buf, var->fact, var->year, lang);
    if (size) {
        prse__buf_adds(buf, lang == PRSE_LANG_EN ? ": " : "\u00a0: ");
        prse__display_cells(buf, var, &q->yes, lang);
    }
    prse__buf_adds(buf, lang == PRSE_LANG_EN ? "?" : "\u00a0?");
}

static void write_why(prse__buf *buf, const prse_report *report, size_t var,
                      prse_lang lang)
{
    const prse__pack_tree *pack = report->pack->tree;
    const char *between = "";
    for (size_t o = 0; o < pack->obligation_count; o++) {
        if (!prse__asker_helps(&report->asker, o, var))
            continue;
        prse__buf_adds(buf, between);
        prse__buf_add(buf, prse__text_in(pack->obligations[o].label, lang));
        between = ", ";
    }
}

static void write_all(texts *t, prse_report *report, const prse__question *q,
                      prse_lang lang)
{
    prse__buf *buf = &report->text;
    const prse__var *var = &report->pack->rules.vars[q->var];
    write_text(buf, var, q, lang);
    finish(t, buf);
    if (!q->open)
        prse__cells_condition(buf, var, &q->yes);
    finish(t, buf);
    if (!q->open)
        prse__cells_print(buf, var, &q->yes);
    finish(t, buf);
    if (!q->open)
        prse__cells_print(buf, var, &q->no);
    finish(t, buf);
    write_why(buf, report, q->var, lang);
    finish(t, buf);
}

/* Looked for once: until the next evaluation it is the same in any language. */
static int find(prse_report *report)
{
    if (report->asked != report->judge.run) {
        report->found = prse__asker_find(&report->question, &report->asker,
                                         &report->judge, report->skip);
        report->asked = report->judge.run;
    }
    return report->found;
}

prse_status prse_report_question(prse_report *report, prse_lang lang,
                                 prse_question *out, prse_error *err)
{
    texts t = {0};
    if (!report || !report->facts)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "the report was not evaluated");
    if (!find(report))
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "there is nothing left to ask");
    prse__buf_clear(&report->text);
    write_all(&t, report, &report->question, lang);
    if (report->text.failed)
        return prse__error_nomem(err);
    const prse__var *var = &report->pack->rules.vars[report->question.var];
    prse_question own = {
        .year = var->year,
        .fact = (size_t)(var->fact - report->pack->tree->facts),
        .text = take(&t, &report->text, 0),
        .condition = take(&t, &report->text, 1),
        .yes = take(&t, &report->text, 2),
        .no = take(&t, &report->text, 3),
        .why = take(&t, &report->text, 4)};
    return prse__struct_give(out, &own, sizeof own, err);
}

prse_status prse_report_skip(prse_report *report, size_t fact, int32_t year,
                             prse_error *err)
{
    if (!report)
        return prse__error_set(err, PRSE_EINVAL, NULL, "report is NULL");
    const prse__ruleset *rules = &report->pack->rules;
    report->asked = 0;
    if (fact == SIZE_MAX) {
        for (size_t v = 0; v < rules->var_count; v++)
            report->skip[v] = 0;
        return PRSE_OK;
    }
    for (size_t v = 0; v < rules->var_count; v++)
        if (rules->vars[v].fact == &report->pack->tree->facts[fact] &&
            rules->vars[v].year == year) {
            report->skip[v] = 1;
            return PRSE_OK;
        }
    return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                           "no rule reads fact %zu in year %d", fact,
                           (int)year);
}
