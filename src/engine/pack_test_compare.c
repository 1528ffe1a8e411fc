/* SPDX-License-Identifier: Apache-2.0 */
/* What a test expects, against what the report says: both as text. */
#include "base/error.h"
#include "engine/pack_test.h"
#include "rules/cell_text.h"

typedef prse_status find(prse__buf *out, prse__testing *t);

static prse_status find_answer(prse__buf *out, prse__testing *t)
{
    static const char *const WORDS[] = {
        [PRSE_NOT_SUBJECT] = "no",
        [PRSE_SUBJECT] = "yes",
        [PRSE_UNKNOWN] = "unknown",
        [PRSE_RECOMMENDED] = "recommended",
        [PRSE_INSUFFICIENT] = "insufficient"};
    prse__buf_adds(out, WORDS[prse_report_answer(t->report, t->obligation)]);
    return PRSE_OK;
}

/* Those that are surely met, in their order. */
static prse_status find_criteria(prse__buf *out, prse__testing *t)
{
    const prse__obligation *o = &t->pack->tree->obligations[t->obligation];
    for (size_t i = 0; i < o->criterion_count; i++) {
        if (prse_report_criterion(t->report, t->obligation, i) != 1)
            continue;
        if (out->len)
            prse__buf_adds(out, ", ");
        prse__buf_add(out, o->criteria[i].id);
    }
    return PRSE_OK;
}

static prse_status find_first_year(prse__buf *out, prse__testing *t)
{
    int32_t year = prse_report_first_year(t->report, t->obligation);
    if (year)
        prse__buf_addf(out, "%d", (int)year);
    else
        prse__buf_adds(out, "unknown");
    return PRSE_OK;
}

static prse_status find_status(prse__buf *out, prse__testing *t)
{
    static const struct {
        prse_compliance is;
        const char *word;
    } WORDS[] = {{PRSE_TO_UPDATE, "a_actualiser"},
                 {PRSE_IN_PROGRESS, "en_cours"},
                 {PRSE_UP_TO_DATE, "a_jour"},
                 {PRSE_NOT_FOLLOWED, "soumis"},
                 {PRSE_NOT_CONCERNED, "non_soumis"},
                 {PRSE_ADVISED, "recommande"},
                 {PRSE_UNDECIDED, "incalculable"}};
    prse_compliance is;
    prse_status status =
        prse_report_compliance(t->report, t->obligation, &is, t->err);
    for (size_t i = 0; !status && i < sizeof WORDS / sizeof *WORDS; i++)
        if (WORDS[i].is == is)
            prse__buf_adds(out, WORDS[i].word);
    return status;
}

static prse_status find_question(prse__buf *out, prse__testing *t)
{
    return prse__test_question(out, t);
}

static prse_status find_output(prse__buf *out, prse__testing *t, size_t output)
{
    prse_str text;
    int known;
    prse_status status = prse_report_output(&text, t->report, t->obligation,
                                            output, &known, t->err);
    if (!status && known && text.len)
        prse__buf_add(out, text);
    else if (!status)
        prse__buf_adds(out, known ? "null" : "unknown");
    return status;
}

/* --- Comparing --- */

static void add_expected(prse__buf *out, const prse__node *node)
{
    if (node->kind == PRSE__NODE_PLAIN || node->kind == PRSE__NODE_QUOTED)
        prse__buf_add(out, prse__str_trim(node->text));
    for (const prse__node *n = node->first; n; n = n->next) {
        prse__buf_adds(out, n == node->first ? "" : ", ");
        prse__buf_add(out, prse__str_trim(n->text));
    }
}

/* The same text, or two spellings of one number. */
static int agree(prse_str a, prse_str b)
{
    prse__dec x, y;
    if (prse__str_eq(a, b))
        return 1;
    return prse__dec_parse(&x, a) && prse__dec_parse(&y, b) &&
           prse__dec_cmp(x, y) == 0;
}

static prse_status judge(prse__testing *t, const prse__node *node,
                         const prse__buf *found)
{
    prse__place place = {t->test->place.file, node->key_line,
                         node->key_column};
    prse__buf expected;
    prse__buf_init(&expected, 0);
    add_expected(&expected, node);
    prse_status status = PRSE_OK;
    if (expected.failed || found->failed)
        status = prse__error_nomem(t->err);
    else if (!agree(prse__buf_str(&expected), prse__buf_str(found)))
        status = prse__test_mismatch(t, place, node->key,
                                     prse__buf_str(&expected),
                                     prse__buf_str(found));
    prse__buf_free(&expected);
    return status;
}

static prse_status compare_with(prse__testing *t, const prse__node *node,
                                find *how, size_t output)
{
    prse__buf found;
    prse__buf_init(&found, 0);
    prse_status status = how ? how(&found, t) : find_output(&found, t, output);
    if (!status)
        status = judge(t, node, &found);
    prse__buf_free(&found);
    return status;
}

static prse_status compare(prse__testing *t, const prse__node *node)
{
    static const struct {
        const char *key;
        find *how;
    } KEYS[] = {{"applies", find_answer},
                {"criteria", find_criteria},
                {"first_year", find_first_year},
                {"status", find_status},
                {"ask", find_question}};
    const prse__obligation *o = &t->pack->tree->obligations[t->obligation];
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (prse__str_is(node->key, KEYS[i].key))
            return compare_with(t, node, KEYS[i].how, 0);
    for (size_t i = 0; i < o->output_count; i++)
        if (prse__str_eq(node->key, o->outputs[i].id))
            return compare_with(t, node, NULL, i);
    return prse__test_mismatch(
        t, (prse__place){t->test->place.file, node->key_line,
                         node->key_column},
        node->key, PRSE_STR("applies, criteria, first_year, status, ask or "
                            "an output of the obligation"),
        PRSE_STR("a key that is none of these"));
}

prse_status prse__test_compare(prse__testing *t)
{
    prse_status status = PRSE_OK;
    for (const prse__node *n = t->test->expect->first; n && !status;
         n = n->next)
        status = compare(t, n);
    return status;
}

/* --- The question --- */

static void write_question(prse__buf *out, const prse__ruleset *rules,
                           const prse__question *q)
{
    const prse__var *var = &rules->vars[q->var];
    if (!q->open) {
        prse__cells_condition(out, var, &q->yes);
        return;
    }
    prse__buf_add(out, var->fact->id);
    if (var->year)
        prse__buf_addf(out, "@%d", (int)var->year);
}

static prse_status ask(prse__buf *out, const prse__ruleset *rules,
                       const prse__testing *t)
{
    prse__judge judge = {0};
    prse__asker asker = {0};
    prse__question question;
    prse_status status = prse__judge_init(&judge, rules, t->err);
    if (!status)
        status = prse__asker_init(&asker, rules, t->err);
    if (!status) {
        prse__judge_run(&judge, t->facts->profile.masks, t->test->at, 0);
        if (prse__asker_find(&question, &asker, &judge, NULL))
            write_question(out, rules, &question);
    }
    prse__asker_free(&asker);
    prse__judge_free(&judge);
    return status;
}

/* A pack of this obligation alone, so that no other sways the choice. */
prse_status prse__test_question(prse__buf *out, const prse__testing *t)
{
    prse__pack_tree tree = *t->pack->tree;
    prse__ruleset rules = t->pack->rules;
    tree.obligations += t->obligation;
    tree.obligation_count = 1;
    rules.obligations += t->obligation;
    rules.pack = &tree;
    return ask(out, &rules, t);
}
