/* SPDX-License-Identifier: Apache-2.0 */
/* The sections `law` and `thresholds`. */
#include "rules/read_pack.h"
#include "rules/read_rule.h"
#include "rules/read_values.h"

/* --- Law --- */

static const prse__words STATUSES = {"in_force, adopted or draft",
                                     {"in_force", "adopted", "draft", NULL}};
static const prse__words CONFIDENCES = {
    "text, secondary or memory", {"text", "secondary", "memory", NULL}};

static const prse__key LAW_KEYS[] = {
    {"title", prse__read_text, offsetof(prse__law, title), 1, NULL},
    {"url", prse__read_url, offsetof(prse__law, url), 1, NULL},
    {"status", prse__read_word, offsetof(prse__law, status), 1, &STATUSES},
    {"from", prse__read_date, offsetof(prse__law, from), 0, NULL},
    {"to", prse__read_date, offsetof(prse__law, to), 0, NULL},
    {"reviewed", prse__read_date, offsetof(prse__law, reviewed), 0, NULL},
    {"confidence", prse__read_word, offsetof(prse__law, confidence), 1,
     &CONFIDENCES},
};

/* A text of law that was not compared with its source for so long is said to
 * be stale. */
enum { STALE_MONTHS = 12 };

static const prse__law BLANK_LAW = {.from = PRSE__ALWAYS,
                                    .to = PRSE__FOREVER,
                                    .reviewed = PRSE__ALWAYS,
                                    .stale = PRSE__FOREVER};

static prse_status check_law(prse__pack_reader *r, const prse__node *node,
                             void *item)
{
    prse__law *law = item;
    const prse__node *reviewed = prse__node_get(node, "reviewed");
    law->enabled = law->status != PRSE__LAW_DRAFT;
    if (reviewed && prse__date_add_months(&law->stale, law->reviewed,
                                          STALE_MONTHS))
        law->stale++;
    if (reviewed) {
        law->reviewed_text = prse__str_dup(r->arena, reviewed->text);
        if (!law->reviewed_text.ptr)
            return prse__pack_nomem(r);
    }
    return prse__read_period(r, node, law->from, law->to);
}

const prse__shape prse__shape_law = {
    .what = "a law",
    .size = sizeof(prse__law),
    .keys = LAW_KEYS,
    .key_count = sizeof LAW_KEYS / sizeof *LAW_KEYS,
    .blank = &BLANK_LAW,
    .id = offsetof(prse__law, id),
    .place = offsetof(prse__law, place),
    .check = check_law,
};

/* --- Thresholds --- */

static prse_status wrong_kind(prse__pack_reader *r, const prse__node *node,
                              prse__value_kind kind)
{
    return prse__error_at(r->err, PRSE_ETYPE, prse__node_place(node, r->file),
                          r->subject, "expected %s as before, found `%.60s`",
                          kind == PRSE__VALUE_DATE ? "a date" : "a number",
                          node->text.ptr);
}

static prse_status read_value(prse__pack_reader *r, const prse__node *node,
                              prse__threshold_step *step,
                              prse__value_kind *kind)
{
    step->place = prse__node_place(node, r->file);
    prse_status status = prse__read_constant(r, node, &step->value);
    if (status || step->value->kind == PRSE__VALUE_NULL)
        return status;
    if (*kind != PRSE__VALUE_NULL && *kind != step->value->kind)
        return wrong_kind(r, node, *kind);
    *kind = step->value->kind;
    return PRSE_OK;
}

prse_status prse__read_threshold_steps(prse__pack_reader *r,
                                       const prse__node *node,
                                       const prse__key *key, void *to)
{
    enum { MOST_STEPS = 1000 };
    prse__date last = PRSE__ALWAYS;
    prse__value_kind kind = PRSE__VALUE_NULL;
    prse_status status = PRSE_OK;
    (void)key;
    if (node->kind != PRSE__NODE_MAP || node->count == 0)
        return prse__pack_unexpected(r, node,
                                     "a map from date to value, such as "
                                     "{ 2026-01-01: 50 }");
    if (node->count > MOST_STEPS)
        return prse__error_at(r->err, PRSE_ELIMIT,
                              prse__node_place(node, r->file), r->subject,
                              "more than %d dates", MOST_STEPS);
    prse__threshold_step *step =
        prse__arena_alloc(r->arena, node->count, sizeof *step);
    if (!step)
        return prse__pack_nomem(r);
    prse__set_many(to, node->count, step);
    for (const prse__node *n = node->first; n && !status; n = n->next) {
        status = prse__read_date_key(r, n, last, &step->from);
        last = step->from;
        if (!status)
            status = read_value(r, n, step++, &kind);
    }
    return status;
}

static const prse__key THRESHOLD_KEYS[] = {
    {"label", prse__read_text, offsetof(prse__threshold, label), 0, NULL},
    {"unit", prse__read_text, offsetof(prse__threshold, unit), 0, NULL},
    {"law", prse__read_law, offsetof(prse__threshold, law), 0, NULL},
    {"from", prse__read_threshold_steps, offsetof(prse__threshold, count), 1,
     NULL},
};

const prse__shape prse__shape_threshold = {
    .what = "a threshold",
    .size = sizeof(prse__threshold),
    .keys = THRESHOLD_KEYS,
    .key_count = sizeof THRESHOLD_KEYS / sizeof *THRESHOLD_KEYS,
    .id = offsetof(prse__threshold, id),
    .place = offsetof(prse__threshold, place),
    .spelling = PRSE__SPELL_NAME,
};
