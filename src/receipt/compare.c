/* SPDX-License-Identifier: Apache-2.0 */
/* Where a receipt disagrees with itself, or with the pack. */
#include "base/error.h"
#include "engine/report_write.h"
#include "formats/json_canonical.h"
#include "receipt/replay.h"
#include "receipt/write.h"

/* --- Facts and reasons --- */

/* A fact that nobody gave is unknown, or null where the pack says so. */
static int agrees(const prse__node *fact, prse_str value)
{
    return fact ? prse__str_eq(fact->text, value)
                : prse__str_is(value, "unknown") ||
                      prse__str_is(value, "null");
}

static void compare_use(const prse__receipt *r, const prse__node *obligation,
                        const prse__node *use, prse__flaws *findings)
{
    const prse__node *year = prse__node_get(use, "year");
    prse_str fact = prse__node_get(use, "fact")->text;
    prse_str value = prse__node_get(use, "value")->text;
    int32_t back;
    if (!prse__receipt_int(&back, year))
        return;
    const prse__node *node = prse__receipt_fact(r, fact, back);
    if (!agrees(node, value))
        prse__flaws_add(findings, PRSE__FLAW_FACT_OTHER, fact, year->text,
                         (prse_str[3]){node ? node->text : PRSE_STR("unknown"),
                                       obligation->key, value});
}

void prse__receipt_compare_reasons(const prse__receipt *receipt,
                                   prse__flaws *findings)
{
    for (const prse__node *o = receipt->result->first; o; o = o->next) {
        const prse__node *use = prse__node_get(o, "reason")->first;
        for (; use; use = use->next)
            compare_use(receipt, o, use, findings);
    }
}

/* --- Answers --- */

typedef struct comparison {
    const prse__replay *replay;
    const prse__receipt *receipt;
    prse__flaws *findings;
    prse__arena *arena;
    prse_error *err;
    int same_library;
} comparison;

/* The pack's answer in the form of a receipt. */
static prse_status answer_again(const prse__node **out, comparison *c,
                                size_t obligation)
{
    prse__json json;
    prse__buf buf;
    prse__buf_init(&buf, 0);
    prse__json_init(&json, &buf, 0);
    prse_status status = prse__receipt_write_answer(
        &json, c->replay->report, obligation, c->err);
    if (!status && buf.failed)
        status = prse__error_nomem(c->err);
    if (!status)
        status = prse__json_read(out, c->arena, prse__buf_str(&buf), NULL,
                                 NULL, c->err);
    prse__buf_free(&buf);
    return status;
}

static int same(comparison *c, const prse__node *a, const prse__node *b)
{
    prse__buf one, two;
    prse__buf_init(&one, 0);
    prse__buf_init(&two, 0);
    prse__json_canonical_node(&one, c->arena, a);
    prse__json_canonical_node(&two, c->arena, b);
    int equal = prse__str_eq(prse__buf_str(&one), prse__buf_str(&two));
    c->findings->text.failed |= one.failed || two.failed;
    prse__buf_free(&one);
    prse__buf_free(&two);
    return equal;
}

static prse_str part(const prse__node *answer, const char *name)
{
    return prse__node_get(answer, name)->text;
}

/* Another version of the library may find another reason as short. */
static void compare_answer(comparison *c, prse_str id, const prse__node *then,
                           const prse__node *now)
{
    prse_lang lang = c->findings->lang;
    prse_str a = part(then, "answer"), b = part(now, "answer");
    prse_str since = part(then, "since"), again = part(now, "since");
    if (!prse__str_eq(a, b))
        prse__flaws_add(c->findings, PRSE__FLAW_ANSWER, id, PRSE_STR(""),
                           (prse_str[3]){prse__answer_word(a, lang),
                                         prse__answer_word(b, lang)});
    else if (!prse__str_eq(since, again))
        prse__flaws_add(c->findings, PRSE__FLAW_SINCE, id, PRSE_STR(""),
                           (prse_str[3]){since, again});
    else if (c->same_library && !same(c, prse__node_get(then, "reason"),
                                      prse__node_get(now, "reason")))
        prse__flaws_add(c->findings, PRSE__FLAW_REASON, id, PRSE_STR(""),
                           NULL);
}

static prse_status compare_one(comparison *c, size_t index)
{
    prse_str id = c->replay->report->pack->tree->obligations[index].id;
    const prse__node *then = prse__node_find(c->receipt->result, id);
    const prse__node *now;
    if (!then) {
        prse__flaws_add(c->findings, PRSE__FLAW_LACKING, id, PRSE_STR(""),
                           NULL);
        return PRSE_OK;
    }
    prse_status status = answer_again(&now, c, index);
    if (!status)
        compare_answer(c, id, then, now);
    return status;
}

static void find_too_many(const comparison *c)
{
    const prse_pack *pack = c->replay->report->pack;
    for (const prse__node *o = c->receipt->result->first; o; o = o->next)
        if (prse_pack_obligation_index(pack, o->key) == SIZE_MAX)
            prse__flaws_add(c->findings, PRSE__FLAW_TOO_MANY, o->key,
                               PRSE_STR(""), NULL);
}

prse_status prse__replay_compare(const prse__replay *replay,
                                 const prse__receipt *receipt,
                                 prse__flaws *findings, prse_error *err)
{
    size_t count = replay->report->pack->tree->obligation_count;
    comparison c = {replay, receipt, findings, prse__arena_new(0), err,
                    prse__str_is(receipt->library, prse_version())};
    prse_status status = c.arena ? PRSE_OK : prse__error_nomem(err);
    for (size_t i = 0; i < count && !status; i++)
        status = compare_one(&c, i);
    if (!status)
        find_too_many(&c);
    prse__arena_free(c.arena);
    return status;
}
