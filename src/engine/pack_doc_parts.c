/* SPDX-License-Identifier: Apache-2.0 */
/* What follows from an obligation, and examples of it. */
#include "engine/pack_doc.h"

static const char *colon(const prse__doc *d)
{
    return d->lang == PRSE_LANG_EN ? ": " : "\u00a0: ";
}

static void end_item(prse__doc *d, const prse__law *law)
{
    prse__doc_law(d, law);
    prse__buf_addc(d->out, '\n');
}

/* " (if `condition`)"; a condition may change with time. */
static void add_condition(prse__doc *d, const prse__rule *when)
{
    if (!when->count)
        return;
    prse__buf_adds(d->out, " (");
    prse__doc_say(d, PRSE__DOC_WHEN);
    for (size_t i = 0; i < when->count; i++) {
        prse__buf_adds(d->out, i ? ", " : " ");
        prse__doc_code(d, when->steps[i].expr, 0);
        if (when->steps[i].from == PRSE__ALWAYS)
            continue;
        prse__buf_addc(d->out, ' ');
        prse__doc_period(d, when->steps[i].from, PRSE__FOREVER);
    }
    prse__buf_addc(d->out, ')');
}

void prse__doc_criteria(prse__doc *d)
{
    const prse__obligation *o = d->obligation;
    if (o->criterion_count)
        prse__doc_heading(d, PRSE__DOC_CRITERIA);
    for (size_t i = 0; i < o->criterion_count; i++) {
        prse__buf_adds(d->out, "- ");
        prse__doc_text_in(d, o->criteria[i].text);
        add_condition(d, &o->criteria[i].when);
        end_item(d, o->criteria[i].law);
    }
}

void prse__doc_outputs(prse__doc *d)
{
    const prse__obligation *o = d->obligation;
    if (o->output_count)
        prse__doc_heading(d, PRSE__DOC_OUTPUTS);
    for (size_t i = 0; i < o->output_count; i++) {
        const prse__output *output = &o->outputs[i];
        prse__buf_adds(d->out, "- ");
        prse__doc_text_in(d, output->label);
        prse__buf_adds(d->out, " (`");
        prse__buf_add(d->out, output->id);
        prse__buf_adds(d->out, d->lang == PRSE_LANG_EN ? "`):" : "`)\u00a0:");
        prse__doc_rule(d, output->value.count ? &output->value
                                              : &output->compute);
    }
}

void prse__doc_duties(prse__doc *d)
{
    const prse__obligation *o = d->obligation;
    if (o->duty_count)
        prse__doc_heading(d, PRSE__DOC_DUTIES);
    for (size_t i = 0; i < o->duty_count; i++) {
        prse__buf_adds(d->out, "- ");
        prse__doc_text_in(d, o->duties[i].text);
        add_condition(d, &o->duties[i].when);
        end_item(d, o->duties[i].law);
    }
}

void prse__doc_sanctions(prse__doc *d)
{
    const prse__obligation *o = d->obligation;
    if (o->sanction_count)
        prse__doc_heading(d, PRSE__DOC_SANCTIONS);
    for (size_t i = 0; i < o->sanction_count; i++) {
        prse__buf_adds(d->out, "- ");
        prse__doc_text_in(d, o->sanctions[i].text);
        end_item(d, o->sanctions[i].law);
    }
}

/* --- Deadlines --- */

static void add_day(prse__doc *d, const prse__deadline *deadline)
{
    if (deadline->month) {
        prse__doc_say(d, PRSE__DOC_EACH_YEAR);
        prse__buf_addf(d->out, " %02d-%02d", (int)deadline->month,
                       (int)deadline->day);
    } else if (deadline->once != PRSE__ALWAYS) {
        prse__doc_say(d, PRSE__DOC_ON);
        prse__buf_addc(d->out, ' ');
        prse__date_print(d->out, deadline->once);
    }
    for (size_t i = 0; i < deadline->due.count; i++) {
        prse__buf_adds(d->out, i ? ", " : "");
        prse__doc_say(d, PRSE__DOC_DUE);
        prse__buf_addc(d->out, ' ');
        prse__doc_code(d, deadline->due.steps[i].expr, 0);
        if (deadline->due.steps[i].from == PRSE__ALWAYS)
            continue;
        prse__buf_addc(d->out, ' ');
        prse__doc_period(d, deadline->due.steps[i].from, PRSE__FOREVER);
    }
}

void prse__doc_deadlines(prse__doc *d)
{
    const prse__obligation *o = d->obligation;
    if (o->deadline_count)
        prse__doc_heading(d, PRSE__DOC_DEADLINES);
    for (size_t i = 0; i < o->deadline_count; i++) {
        const prse__deadline *deadline = &o->deadlines[i];
        prse__buf_adds(d->out, "- ");
        prse__doc_text_in(d, deadline->label);
        prse__buf_adds(d->out, colon(d));
        add_day(d, deadline);
        if (deadline->every) {
            prse__buf_adds(d->out, ", ");
            prse__doc_say(d, PRSE__DOC_EVERY);
            prse__buf_addf(d->out, " %d ", (int)deadline->every);
            prse__doc_say(d, PRSE__DOC_MONTHS);
        }
        add_condition(d, &deadline->when);
        end_item(d, deadline->law);
    }
}

/* --- Examples: the pack's tests --- */

/* Inside a code span of a table, only a pipe has a meaning. */
static void add_word(prse__doc *d, prse_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '|')
            prse__buf_addc(d->out, '\\');
        prse__buf_addc(d->out, word.ptr[i] == '`' ? '\'' : word.ptr[i]);
    }
}

static void add_node(prse__doc *d, const prse__node *node);

static void add_entries(prse__doc *d, const prse__node *node)
{
    for (const prse__node *n = node->first; n; n = n->next) {
        prse__buf_adds(d->out, n == node->first ? "" : ", ");
        add_word(d, n->key);
        prse__buf_adds(d->out, n->key.len ? ": " : "");
        add_node(d, n);
    }
}

static void add_node(prse__doc *d, const prse__node *node)
{
    if (node->kind == PRSE__NODE_PLAIN || node->kind == PRSE__NODE_QUOTED) {
        add_word(d, node->text);
        return;
    }
    prse__buf_adds(d->out, node->kind == PRSE__NODE_MAP ? "{ " : "[");
    add_entries(d, node);
    prse__buf_adds(d->out, node->kind == PRSE__NODE_MAP ? " }" : "]");
}

static void add_cell(prse__doc *d, const prse__node *map)
{
    if (!map->first) {
        prse__doc_say(d, PRSE__DOC_NOTHING);
        return;
    }
    prse__buf_addc(d->out, '`');
    add_entries(d, map);
    prse__buf_addc(d->out, '`');
}

void prse__doc_examples(prse__doc *d)
{
    static const prse__doc_word COLUMNS[] = {PRSE__DOC_DAY, PRSE__DOC_GIVEN,
                                             PRSE__DOC_EXPECTED};
    const prse__obligation *o = d->obligation;
    if (!o->test_count)
        return;
    prse__doc_heading(d, PRSE__DOC_EXAMPLES);
    prse__buf_addc(d->out, '|');
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        prse__buf_addc(d->out, ' ');
        prse__doc_say(d, COLUMNS[i]);
        prse__buf_adds(d->out, " |");
    }
    prse__buf_adds(d->out, "\n|---|---|---|\n");
    for (size_t i = 0; i < o->test_count; i++) {
        prse__buf_adds(d->out, "| ");
        prse__date_print(d->out, o->tests[i].at);
        prse__buf_adds(d->out, " | ");
        add_cell(d, o->tests[i].given);
        prse__buf_adds(d->out, " | ");
        add_cell(d, o->tests[i].expect);
        prse__buf_adds(d->out, " |\n");
    }
}
